//! A page: its visible text with a map back to its bytes, its main text and its metadata.

mod align;
mod element;
#[cfg(test)]
mod laws;
mod main_text;
mod mask;
mod scan;
mod segments;

use record::{Record, Report, Text, Warning};

/// Reads a record that holds a page and no text. What its fields say goes before what the page says.
pub fn read_record(record: Record, report: &mut Report) {
    if let Some(id) = record.id {
        report.id = id;
    }
    (report.url, report.headline, report.outlet) = (record.url, record.headline, record.outlet);
    read_page(&record.html.unwrap_or_default(), report);
}

/// Reads an HTML page into `report`: text, segments with their source ranges, and metadata.
pub fn read_page(html: &str, report: &mut Report) {
    let scan = scan::scan(html);
    let main = main_text::find(html, &scan);
    if let Some(doubt) = main.doubt {
        report.warnings.push(Warning::new("main-text", doubt));
    }
    let parts = segments::Parts {
        headline: None,
        deck: None,
    };
    let (kinds, blocks) = (segments::kinds(&scan, &main.held, &parts), scan.blocks);
    let (text, map) = scan.mask.into_parts();
    report.text = Text::new(text);
    report.segments = segments::build(&report.text, &blocks, &kinds, &map, html);
}
