//! Which blocks of a page are the report's own, and which are the site's.
//!
//! The `trafilatura` crate decides (A. Barbaresi, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text
//! Discovery and Extraction", ACL 2021, in its Rust port). Pages that it isn't safe to hand over, and pages in which it
//! finds nothing, go to a plain measure of text and link density after Kohlschütter et al., "Boilerplate Detection
//! using Shallow Text Features", WSDM 2010.

use super::align;
use super::element::Signs;
use super::scan::Scan;
use trafilatura::{HtmlDateMode, Options};

/// Pages past these bounds are not handed over: its tree is walked by recursion, and some of its steps grow with the
/// square of the number of elements.
const MAX_BYTES: usize = 8 << 20;
const MAX_DEPTH: usize = 300;
const MAX_ELEMENTS: usize = 60_000;

/// The blocks of the report, and how they were told.
pub(super) struct MainText {
    /// For each block of the scan, whether it is the report's.
    pub(super) held: Vec<bool>,
    /// Why the main text is only a guess.
    pub(super) doubt: Option<&'static str>,
}

/// Tells the report's blocks.
pub(super) fn find(page: &str, scan: &Scan) -> MainText {
    let blocks: Vec<&str> = scan
        .blocks
        .iter()
        .map(|b| scan.mask.text().get(b.span.range()).unwrap_or(""))
        .collect();
    let safe = page.len() <= MAX_BYTES && scan.depth <= MAX_DEPTH && scan.elements <= MAX_ELEMENTS;
    if !safe {
        return MainText {
            held: by_density(scan, &blocks),
            doubt: Some(
                "the page is too large or too deeply nested; its main text was told by density alone",
            ),
        };
    }
    if let Some(extraction) = extract(page) {
        let held = align::held(&blocks, &extraction);
        if held.contains(&true) {
            return MainText { held, doubt: None };
        }
    }
    MainText {
        held: by_density(scan, &blocks),
        doubt: Some("no main text was told apart from the page; it was told by density alone"),
    }
}

/// What the crate takes for the main text; nothing where it fails.
fn extract(page: &str) -> Option<String> {
    let options = Options::default()
        .with_fallback(true)
        .with_exclude_comments(true)
        .with_html_date_mode(HtmlDateMode::Disabled);
    // A panic over there must not end the run: the page is then told by density.
    let result = std::panic::catch_unwind(|| trafilatura::extract(page, &options)).ok()?;
    result
        .ok()
        .map(|r| r.content_text)
        .filter(|text| !text.trim().is_empty())
}

/// Blocks of prose: enough words, few of them in links, ending or running on like sentences.
fn by_density(scan: &Scan, blocks: &[&str]) -> Vec<bool> {
    scan.blocks
        .iter()
        .zip(blocks)
        .map(|(block, text)| {
            let words = text.split_whitespace().take(30).count();
            let linked = block.linked * 3 > text.len();
            let sentence = text.trim_end().ends_with(['.', '!', '?', '”', '"', '…', '’']);
            !block
                .signs
                .has(Signs::ASIDE.with(Signs::CAPTION).with(Signs::HEADING))
                && !linked
                && (words >= 20 || (words >= 8 && sentence))
        })
        .collect()
}
