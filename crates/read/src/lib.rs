//! Reads one report by itself: its parts, sentences, dates, names, quotes, figures and times.
//!
//! Pure: the answer depends on the source alone. What is absent on purpose: opening files, threads, the clock, and any
//! knowledge of other reports.

pub mod agencies;
pub mod layout;
pub mod names;
mod numerals;
pub mod page;
pub mod published;
pub mod quantities;
pub mod quotes;
pub mod sentences;
pub mod times;
mod tokens;

use record::{Body, Report, SCHEMA, Source};

/// Reads one source. It never fails: what could not be read is missing, and `warnings` say so.
#[must_use]
pub fn read(source: Source) -> Report {
    let mut report = Report {
        schema: SCHEMA,
        id: source.id().short().to_owned(),
        file: source.file().to_owned(),
        line: source.line(),
        source: source.id().to_string(),
        ..Report::default()
    };
    match source.into_body() {
        Body::Plain(text) => layout::read_plain(text, &mut report),
        Body::Html(html) => page::read_page(&html, &mut report),
        Body::Record(record) => layout::read_record(*record, &mut report),
    }
    understand(&mut report);
    report
}

/// The language layer, over a report whose segments and metadata are known.
pub fn understand(report: &mut Report) {
    report.sentences = sentences::find(&report.text, &report.segments);
    let damaged = sentences::damaged(report);
    report.warnings.extend(damaged);
    report.times = times::find(report);
    report.names = names::find(report);
    report.quotes = quotes::find(report);
    report.quantities = quantities::find(report);
}
