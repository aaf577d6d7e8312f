//! A page: its visible text with a map back to its bytes, its main text and its metadata.

use record::Report;

/// Reads an HTML page into `report`: text, segments with their source ranges, and metadata.
pub fn read_page(html: &str, report: &mut Report) {
    crate::layout::read_plain(html.to_owned(), report);
}
