//! A page: its visible text with a map back to its bytes, its main text and its metadata.

mod align;
mod days;
mod element;
mod facts;
mod json_ld;
#[cfg(test)]
mod laws;
mod main_text;
mod mask;
mod people;
mod scan;
mod segments;
mod title;

use record::{Record, Report, Span, Text, Warning};

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
    let facts = facts::find(&scan, report.url.as_deref());
    let titles: Vec<&str> = facts.titles.iter().map(String::as_str).collect();
    let headline = title::block(&scan, &titles, facts.outlet.as_deref());
    let extent = extent(&scan, &main.held, headline);
    let bylines = facts::bylines(&scan, extent);
    let parts = segments::Parts {
        headline,
        deck: segments::deck(&scan, &main.held, headline, facts.description.as_deref()),
        bylines,
    };
    let kinds = segments::kinds(&scan, &main.held, &parts);
    let candidates = facts.dates(&scan, extent);

    let words = |i: usize| {
        scan.blocks
            .get(i)
            .and_then(|b| scan.mask.text().get(b.span.range()))
    };
    let shown = headline
        .and_then(words)
        .map(|w| w.split_whitespace().collect::<Vec<_>>().join(" "));
    let said = || {
        let title = facts.titles.first()?;
        Some(title::without_site(
            title,
            facts.outlet.as_deref(),
            facts.host.as_deref(),
        ))
    };
    report.headline = report
        .headline
        .take()
        .or(shown)
        .or_else(said)
        .filter(|h| !h.is_empty());
    report.outlet = report.outlet.take().or(facts.outlet);
    report.url = facts.url;
    report.bylines = facts.people;
    if report.bylines.is_empty() {
        report.bylines = parts
            .bylines
            .iter()
            .filter_map(|i| words(*i))
            .flat_map(|w| people::find(w, false))
            .collect();
        report.bylines.dedup();
    }

    let blocks = scan.blocks;
    let (text, map) = scan.mask.into_parts();
    report.text = Text::new(text);
    report.segments = segments::build(&report.text, &blocks, &kinds, &map, html);
    crate::published::settle(report, candidates);
}

/// From the headline to the end of the main text.
fn extent(scan: &scan::Scan, held: &[bool], headline: Option<usize>) -> Option<Span> {
    let first = headline.or_else(|| held.iter().position(|h| *h))?;
    let last = held.iter().rposition(|h| *h).unwrap_or(first).max(first);
    Some(scan.blocks.get(first)?.span.cover(scan.blocks.get(last)?.span))
}
