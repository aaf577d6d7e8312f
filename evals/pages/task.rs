//! Main text, title, author and date of article pages.
//!
//! Main text is scored twice, each set by its own measure: Scrapinghub's by four-gram shingles (article-extraction-benchmark,
//! `evaluate.py`: counts of a page are normalised to sum to one, precision and recall are means over pages), WCXB's by
//! the bag of words of a page, averaged over pages. The text scored is the running text, section heads and tables,
//! without the headline.

mod measure;

use crate::{Data, Outcome};
use rayon::prelude::*;
use record::{Record, Report, SegmentKind};
use serde_json::Value;
use std::collections::BTreeSet;

/// The measured blocks of the pages whose main text is known, one page a line of JSON, for `main-text.py` in the assets of
/// `read`, which fits the forest.
pub fn blocks(data: &Data) -> String {
    let mut out = String::new();
    for set in ["pages/scrapinghub", "pages/wcxb-dev"] {
        for row in data.rows(set) {
            let blocks = read::page::measured(field(&row, "html"));
            let of = |value: fn(&read::page::Measured) -> Value| -> Vec<Value> {
                blocks.iter().map(value).collect()
            };
            let line = serde_json::json!({
                "set": set,
                "url": field(&row, "url"),
                "gold": field(&row, "text"),
                "texts": of(|b| b.text.clone().into()),
                "titles": of(|b| b.title.into()),
                "features": of(|b| b.features.clone().into()),
            });
            out.push_str(&line.to_string());
            out.push('\n');
        }
    }
    out
}

/// Runs the three sets.
pub fn run(data: &Data) -> Outcome {
    let mut outcome = Outcome::default();
    scrapinghub(data, &mut outcome);
    wcxb(data, &mut outcome);
    dates(data, &mut outcome);
    outcome
}

fn rows(data: &Data, name: &str) -> Vec<(Value, Report)> {
    let mut rows = data.rows(name);
    if data.quick() {
        rows.truncate(60);
    }
    rows.into_par_iter()
        .map(|row| {
            let page = field(&row, "html").to_owned();
            let url = field(&row, "url").to_owned();
            let record = Record {
                html: Some(page.into()),
                url: (!url.is_empty()).then_some(url),
                ..Record::default()
            };
            let mut report = Report::default();
            read::layout::read_record(record, &mut report);
            (row, report)
        })
        .collect()
}

fn field<'a>(row: &'a Value, name: &str) -> &'a str {
    row.get(name).and_then(Value::as_str).unwrap_or("")
}

/// The text that is scored. Scrapinghub's main text holds the posts of social networks that are set into a report, WCXB's
/// doesn't.
fn body(report: &Report, posts: bool) -> String {
    let held = report.segments.iter().filter(|s| {
        s.kind.is_running()
            || (posts && s.kind == SegmentKind::Embed)
            || matches!(
                s.kind,
                SegmentKind::Heading | SegmentKind::Table | SegmentKind::Dateline
            )
    });
    held.map(|s| report.text.at(s.span))
        .collect::<Vec<_>>()
        .join("\n")
}

fn scrapinghub(data: &Data, outcome: &mut Outcome) {
    let mut shares = Vec::new();
    let trace = std::env::var_os("TRACE_PAGES").is_some();
    let mut maps = Maps::default();
    for (row, report) in rows(data, "pages/scrapinghub") {
        maps.count(field(&row, "html"), &report);
        let (right, extra, missed) = measure::shingles(field(&row, "text"), &body(&report, true));
        shares.push((right, extra, missed));
        if trace {
            outcome.notes.push(format!(
                "{right:.3} +{extra:.3} -{missed:.3} {}",
                field(&row, "url")
            ));
        }
    }
    let (precision, recall, f1) = measure::overall(&shares);
    outcome.figure("scrapinghub-precision", precision, "");
    outcome.figure("scrapinghub-recall", recall, "");
    outcome.figure(
        "scrapinghub-f1",
        f1,
        "AutoExtract .970, trafilatura (Rust) .960, (Python) .960–.964, dom_smoothie .951, resiliparse .917",
    );
    outcome.figure(
        "source-map-true",
        crate::score::ratio(maps.own.0, maps.own.1),
        "segments of the report whose bytes in the page decode to their text",
    );
    outcome.figure(
        "source-map-true-furniture",
        crate::score::ratio(maps.site.0, maps.site.1),
        "the same for what belongs to the site",
    );
}

/// How many segments are mapped truly, and how many there are: the report's own, and the site's.
#[derive(Default)]
struct Maps {
    own: (usize, usize),
    site: (usize, usize),
}

impl Maps {
    fn count(&mut self, page: &str, report: &Report) {
        for segment in &report.segments {
            let of = if segment.kind.is_furniture() {
                &mut self.site
            } else {
                &mut self.own
            };
            let raw: Option<Vec<&str>> = segment.source.iter().map(|s| page.get(s.range())).collect();
            let is_true = raw.is_some_and(|raw| says(&raw, report.text.at(segment.span)));
            (of.0, of.1) = (of.0 + usize::from(is_true), of.1 + 1);
        }
    }
}

/// Whether stretches of a page, taken one after another, say `text`: each is free of tags, its character references are
/// decoded, and white space counts as one space that may also stand between two stretches.
fn says(raw: &[&str], text: &str) -> bool {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = fold(text);
    let mut rest = text.as_str();
    for stretch in raw {
        let mut words = String::new();
        for token in html5gum::Tokenizer::new(*stretch).flatten() {
            match token {
                html5gum::Token::String(part) => words.push_str(&String::from_utf8_lossy(&part.value)),
                _ => return false,
            }
        }
        rest = rest.strip_prefix(' ').unwrap_or(rest);
        match rest.strip_prefix(fold(&words).as_str()) {
            Some(left) => rest = left,
            None => return false,
        }
    }
    !raw.is_empty() && rest.is_empty()
}

fn wcxb(data: &Data, outcome: &mut Outcome) {
    let mut f1s = Vec::new();
    let (mut titles, mut authors, mut days) = (Vec::new(), Vec::new(), Vec::new());
    let mut names = Vec::new();
    let trace = std::env::var_os("TRACE_PAGES").is_some();
    for (row, report) in rows(data, "pages/wcxb-dev") {
        f1s.push(measure::bag_f1(field(&row, "text"), &body(&report, false)));
        let title = field(&row, "title");
        if !title.is_empty() {
            titles.push(f64::from(u8::from(same(
                title,
                report.headline.as_deref().unwrap_or(""),
            ))));
        }
        let author = field(&row, "author");
        if !author.is_empty() {
            authors.push(f64::from(u8::from(same(author, &report.bylines.join(", ")))));
            names.push(f64::from(u8::from(
                writers(author) == writers(&report.bylines.join(", ")),
            )));
        }
        let day = field(&row, "published");
        if !day.is_empty() {
            days.push(f64::from(u8::from(report.day() == day.get(..10))));
        }
        if trace {
            let found = report.headline.as_deref().unwrap_or("");
            let by = report.bylines.join(", ");
            outcome.notes.push(format!(
                "{:.3} | {title} ~ {found} | {author} ~ {by} | {day} ~ {:?} | {}",
                f1s.last().unwrap_or(&0.0),
                report.day(),
                field(&row, "url")
            ));
        }
    }
    outcome.figure(
        "wcxb-text-f1",
        measure::mean(&f1s),
        "rs-trafilatura .932, trafilatura .926, dom_smoothie .908 (all 793 pages)",
    );
    outcome.figure("wcxb-title-right", measure::mean(&titles), "");
    outcome.figure("wcxb-author-right", measure::mean(&authors), "");
    // The first is the bare words of the field; of its authors, one in six is a company or an account, which a list of
    // people leaves out. The second compares the lists of names, without degrees and titles.
    outcome.figure("wcxb-author-names-right", measure::mean(&names), "");
    outcome.figure("wcxb-date-right", measure::mean(&days), "");
}

/// Whether two fields have the same letters and digits.
fn same(a: &str, b: &str) -> bool {
    let plain = |s: &str| -> String {
        s.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    plain(a) == plain(b)
}

/// The names in a list of authors, folded, without degrees and titles.
fn writers(list: &str) -> BTreeSet<String> {
    let list = list.replace(" and ", ",");
    let names = list.split([',', ';', '&', '|']).filter(|name| {
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        letters > 5 || name.chars().any(char::is_lowercase)
    });
    names
        .map(|name| name.trim().trim_start_matches("Dr ").trim_start_matches("Dr. "))
        .map(|name| {
            name.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect()
        })
        .collect()
}

fn dates(data: &Data, outcome: &mut Outcome) {
    let (mut right, mut told, mut all) = (0usize, 0usize, 0usize);
    let trace = std::env::var_os("TRACE_PAGES").is_some();
    for (row, report) in rows(data, "pages/dates-htmldate") {
        let gold = field(&row, "published");
        all += 1;
        told += usize::from(report.day().is_some());
        right += usize::from(report.day() == Some(gold));
        if trace && report.day() != Some(gold) {
            outcome
                .notes
                .push(format!("DATE {gold} ~ {:?} {}", report.day(), field(&row, "url")));
        }
    }
    outcome.figure(
        "htmldate-day-right",
        crate::score::ratio(right, all),
        "htmldate .903, newspaper4k .680 (on 1,000)",
    );
    outcome.figure("htmldate-day-precision", crate::score::ratio(right, told), "");
}
