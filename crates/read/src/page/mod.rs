//! A page: its visible text with a map back to its bytes, its main text and its metadata.

mod authors;
mod dates;
mod doubts;
mod element;
mod facts;
mod features;
mod forest;
mod hints;
mod json_ld;
#[cfg(test)]
mod kinds;
#[cfg(test)]
mod laws;
mod lines;
mod main_text;
mod mask;
mod scan;
mod segments;
mod signed;
mod site;
mod title;
mod tree;

pub use main_text::{Measured, measured};

use crate::{agencies, byline, layout, outlets};
use record::{Agency, AgencyBasis, Candidate, Page, Report, Span, Text};

/// Reads an HTML page into `report`: text, segments with their source ranges, and metadata.
pub fn read_page(page: &Page, report: &mut Report) {
    let candidates = lay_out(page, report);
    crate::published::settle(report, candidates);
    layout::finish(report, None, None);
}

/// All of a page but its date and language, for which a record's fields may have a word too; the dates found are
/// returned. What is known of the report already, its address among it, goes before what the page says.
pub(crate) fn lay_out(page: &Page, report: &mut Report) -> Vec<Candidate> {
    let html: &str = page;
    let scan = scan::scan(html);
    let facts = facts::find(&scan, report.url.as_deref());
    let main = main_text::find(&scan, facts.article.body.as_deref());
    report.warnings.extend(doubts::find(&scan, &main, &facts));
    let titles: Vec<&str> = facts.titles.iter().map(String::as_str).collect();
    let headline = title::block(
        &scan,
        &titles,
        facts.outlet.as_deref(),
        first_paragraph(&scan, &main.held),
    );
    let extent = extent(&scan, &main.held, headline);
    let authors = authors::find(&scan, &facts, headline, extent);
    let parts = segments::Parts {
        headline,
        deck: segments::deck(&scan, &main.held, headline, facts.description.as_deref()),
        bylines: authors.blocks,
    };
    let kinds = segments::kinds(&scan, &main.held, &parts);
    let candidates = dates::find(&scan, &facts, &dates::zones(&scan, &main.held, headline), html);

    let shown = headline
        .and_then(|i| scan.blocks.get(i))
        .and_then(|b| scan.mask.text().get(b.span.range()));
    // Some sites escape twice, and a reader sees "&amp;" in the headline.
    let shown = shown.map(|w| match w.contains('&') && !w.contains('<') {
        true => mask::decode(w),
        false => w.to_owned(),
    });
    let shown = shown.map(|w| w.split_whitespace().collect::<Vec<_>>().join(" "));
    let said: Vec<String> = facts
        .titles
        .iter()
        .map(|title| title::without_site(title, facts.outlet.as_deref(), facts.host.as_deref()))
        .collect();
    let shown = shown.map(|words| title::bare(&words, &said));
    report.headline = report
        .headline
        .take()
        .or(shown)
        .or_else(|| said.first().cloned())
        .filter(|h| !h.is_empty());
    report.outlet = report.outlet.take().or(facts.outlet);
    report.url = facts.url;
    report.canonical = facts.linked.canonical;
    report.original = facts.linked.original.as_deref().and_then(outlets::original);

    let blocks = scan.blocks;
    let (text, map) = scan.mask.into_parts();
    report.text = Text::new(text);
    let lines = lines::tell(&report.text, segments::build(&report.text, &blocks, &kinds));
    report.segments = lines.segments;
    for segment in &mut report.segments {
        let decoded = map.sources(segment.span, html);
        segment.source = decoded.into_iter().map(|s| page.source(s.range())).collect();
    }
    report.dateline = lines.dateline;
    report.agencies = lines.agencies;
    credit_authors(&authors.fields, report);
    report.bylines = authors.people;
    report.bylines.retain(|name| agencies::named(name).is_none());
    candidates
}

/// Agencies that author fields name.
fn credit_authors(authors: &[String], report: &mut Report) {
    for name in authors.iter().flat_map(|words| byline::of_field(words).agencies) {
        if !report
            .agencies
            .iter()
            .any(|a| a.name == name && a.basis == AgencyBasis::Byline)
        {
            report.agencies.push(Agency {
                name,
                basis: AgencyBasis::Byline,
                span: None,
            });
        }
    }
}

/// The first block of the main text that is long enough to be a paragraph.
fn first_paragraph(scan: &scan::Scan, held: &[bool]) -> Option<usize> {
    let blocks = scan.blocks.iter().zip(held).enumerate();
    let long = |b: &scan::Block| b.span.len() >= 80 && !b.signs.has(element::Signs::HEADING);
    blocks
        .filter(|(_, (block, held))| **held && long(block))
        .map(|(i, _)| i)
        .next()
}

/// From the headline to the end of the main text.
fn extent(scan: &scan::Scan, held: &[bool], headline: Option<usize>) -> Option<Span> {
    let first = headline.or_else(|| held.iter().position(|h| *h))?;
    let last = held.iter().rposition(|h| *h).unwrap_or(first).max(first);
    Some(scan.blocks.get(first)?.span.cover(scan.blocks.get(last)?.span))
}
