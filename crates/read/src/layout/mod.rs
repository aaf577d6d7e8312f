//! Plain text told apart into its parts.

use record::{Record, Report, Segment, SegmentKind, Text};

/// Reads a plain text file into `report`: text, segments and metadata.
pub fn read_plain(text: String, report: &mut Report) {
    report.text = Text::new(text);
    let whole = report.text.trimmed(report.text.whole());
    report.segments = vec![Segment::new(SegmentKind::Paragraph, whole)];
}

/// Reads a record into `report`. Its text field is kept byte for byte; its title is not part of it.
pub fn read_record(record: Record, report: &mut Report) {
    let Record {
        id,
        url,
        headline,
        text,
        outlet,
        ..
    } = record;
    if let Some(id) = id {
        report.id = id;
    }
    (report.url, report.headline, report.outlet) = (url, headline, outlet);
    read_plain(text.unwrap_or_default(), report);
}
