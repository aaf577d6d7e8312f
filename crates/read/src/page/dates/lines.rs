//! Dates in the visible lines of a page, near its headline and at the end of its text.

use super::reader::Reader;
use crate::page::element::Signs;
use crate::page::scan::Scan;
use crate::published::labels::{self, Label};
use record::{Candidate, DateBasis, Span};

/// Where the page's own dates stand.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::page) struct Zones {
    pub(super) headline: Option<Span>,
    /// Whether the headline stands within a picture's words, where the date then stands too.
    pub(super) caption: bool,
    /// From the first to the last block of the main text.
    pub(super) body: Option<Span>,
}

/// Bytes before the headline or the text in which a kicker line with the date may stand.
const BEFORE: usize = 300;
/// Bytes after the headline in which the lines of author and date stand.
const AFTER: usize = 700;
/// Bytes before and after the end of the text.
const END: usize = 400;
/// Bytes before the headline from which on a weekday with its date is today's, and not the report's.
const MASTHEAD: usize = 60;
/// Bytes of the longest line that is about the report and not of it.
const LINE: usize = 160;
/// Bytes of the longest line in the midst of the text that may be about the report.
const LABELLED: usize = 100;
/// Bytes that may stand beside a date that nothing names, near the headline and at the end.
const BESIDE: (usize, usize) = (110, 40);
/// Dates listed.
const LISTED: usize = 8;

impl Zones {
    fn head(&self, at: usize) -> bool {
        let around = |s: Span, after: usize| at + BEFORE >= s.start() && at <= after;
        // After a short text come other reports.
        let last = |h: Span| match self.body {
            Some(body) if body.end() > h.end() => body.end().min(h.end() + AFTER),
            _ => h.end() + AFTER,
        };
        self.headline.is_some_and(|h| around(h, last(h)))
            || self.body.is_some_and(|b| around(b, b.start() + BEFORE))
            // A picture and its words may part the headline from the text.
            || self.headline.zip(self.body).is_some_and(|(h, b)| h.end() <= at && at < b.start() && b.start() - h.end() < 4000)
    }

    fn end(&self, at: usize) -> bool {
        self.body
            .is_some_and(|b| at + END >= b.end() && at <= b.end() + END)
    }

    /// Whether nothing stands between the headline and `at`, so that it can't be under a picture.
    fn follows_headline(&self, at: usize) -> bool {
        self.headline.is_some_and(|h| h.end() <= at && at <= h.end() + 4)
    }

    /// Where `span` stands; in a page without headline and text all is the head.
    pub(super) fn zone(&self, span: Span) -> Zone {
        let at = span.start();
        if self.headline.is_none() && self.body.is_none() || self.head(at) {
            Zone::Head
        } else if self.end(at) {
            Zone::End
        } else {
            Zone::Far
        }
    }
}

/// A stretch of a page as to its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// Near the headline or the beginning of the text.
    Head,
    /// Near the end of the text.
    End,
    /// Anywhere else.
    Far,
}

/// The stretches of a page in which its own dates stand.
pub(in crate::page) fn zones(scan: &Scan, held: &[bool], headline: Option<usize>) -> Zones {
    let span = |i: usize| scan.blocks.get(i).map(|b| b.span);
    let first = held.iter().position(|h| *h).and_then(span);
    let last = held.iter().rposition(|h| *h).and_then(span);
    let body = first.zip(last).map(|(a, b): (Span, Span)| a.cover(b));
    Zones {
        headline: headline.and_then(span),
        caption: headline
            .and_then(|i| scan.blocks.get(i))
            .is_some_and(|b| b.signs.has(Signs::CAPTION)),
        body,
    }
}

/// Where a date stands and what it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Called the date of publication.
    Labelled,
    /// In a line near the headline.
    Head,
    /// At the very start of a paragraph, or of the title.
    Lead,
    /// In a line at the end of the text.
    End,
    /// Called the date of a change.
    Changed,
    /// Called something else.
    Other,
}

/// A date in a line.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    pub(super) value: String,
    pub(super) span: Span,
    pub(super) place: Place,
    pub(super) rejected: Option<&'static str>,
}

impl Dated {
    pub(super) fn candidate(&self) -> Candidate {
        Candidate::new(self.value.clone(), DateBasis::Header, Some(self.span))
    }
}

/// The dates in the page's lines: those after the headline first, then those before it, the nearest first, then those
/// that begin a paragraph, then those at the end.
pub(super) fn find(scan: &Scan, zones: &Zones, reader: &Reader) -> Vec<Dated> {
    let mut found: Vec<(usize, Dated)> = Vec::new();
    let reach = zones.body.map_or(0, |b| b.end() + 2 * END);
    let title = zones.headline.map_or(0, |h| h.start());
    for (i, block) in scan.blocks.iter().enumerate() {
        let at = block.span.start();
        let zone = zones.zone(block.span);
        if zone == Zone::Far && (at < title || at > reach || block.span.len() > LABELLED)
            || block.signs.has(Signs::CAPTION) && !(zones.caption || zones.follows_headline(at))
        {
            continue;
        }
        for dated in of_block(scan, i, (zone, title), reader) {
            let after = if at >= title {
                at - title
            } else {
                1_000_000 + (title - at)
            };
            let order = match dated.place {
                Place::Head => after,
                Place::Lead => 2_000_000 + after,
                _ => 3_000_000 + after,
            };
            found.push((order, dated));
        }
    }
    found.sort_by_key(|(order, d)| (*order, d.span));
    found.into_iter().map(|(_, d)| d).take(LISTED).collect()
}

fn of_block(scan: &Scan, i: usize, (zone, title): (Zone, usize), reader: &Reader) -> Vec<Dated> {
    let Some(block) = scan.blocks.get(i) else {
        return Vec::new();
    };
    let text = scan.mask.text();
    let Some(line) = text.get(block.span.range()) else {
        return Vec::new();
    };
    let is_line = line.len() < LINE;
    // Of a paragraph only the beginning is read.
    let part = if is_line {
        line
    } else {
        line.get(..cut(line, 90)).unwrap_or("")
    };
    let dates = reader.find(part);
    let mut out = Vec::new();
    let mut from = 0;
    for (k, (value, at)) in dates.iter().enumerate().take(3) {
        let before = part.get(from..at.start).unwrap_or("");
        from = at.end;
        let begins = before.trim_start_matches([' ', '(', '[']).is_empty() && k == 0;
        let after = part.get(at.end..).unwrap_or("");
        let label = if begins {
            above(scan, i)
        } else {
            labels::before(before)
        };
        let beside = part.len() - (at.end - at.start);
        let (place, rejected) = match label {
            Label::Other(why) => (Place::Other, Some(why)),
            _ if is_span(after, dates.get(k + 1).map(|(_, r)| r.start - at.end))
                || is_span_end(part, k, &dates) =>
            {
                (Place::Other, Some("it is one end of a span of days"))
            }
            Label::Published => (Place::Labelled, None),
            Label::Modified => (Place::Changed, None),
            Label::None if zone == Zone::Far => continue,
            // A heading's date is that of an event, unless the heading begins with it, or a line of it does.
            Label::None if block.signs.has(Signs::TITLE.with(Signs::HEADING)) => {
                let opens_line = before.trim_end_matches(' ').ends_with('\n');
                match begins {
                    true => (Place::Lead, None),
                    false if opens_line || value.contains('T') => (Place::Head, None),
                    false => continue,
                }
            }
            Label::None
                if block.span.end() + MASTHEAD < title
                    && labels::is_weekday(part.get(..at.start).unwrap_or(""))
                    && after.trim().is_empty() =>
            {
                (Place::Other, Some("it is the day in the page's masthead"))
            }
            Label::None if is_line && zone == Zone::Head && beside <= BESIDE.0 => (Place::Head, None),
            Label::None if is_line && zone == Zone::End && beside <= BESIDE.1 => (Place::End, None),
            Label::None
                if (begins || follows_place(before)) && after.starts_with([')', ']', '.', ',', ':', '|'])
                    || begins && after.trim_start().starts_with(['-', '–', '—', '|']) =>
            {
                (Place::Lead, None)
            }
            Label::None => continue,
        };
        let start = block.span.start();
        if let Some(span) = Span::new(start + at.start, start + at.end) {
            out.push(Dated {
                value: value.clone(),
                span,
                place,
                rejected,
            });
        }
    }
    out
}

/// Whether a place and an opening bracket stand before a date: "Port Ellery, (".
fn follows_place(before: &str) -> bool {
    let place = before
        .trim_end()
        .strip_suffix('(')
        .map(|p| p.trim_end_matches([' ', ',']));
    place.is_some_and(|p| p.len() < 40 && p.split_whitespace().all(|w| w.starts_with(char::is_uppercase)))
}

/// What the words before a marked date call it.
pub(super) fn label(scan: &Scan, span: Span) -> Label {
    let i = scan.blocks.partition_point(|b| b.span.end() <= span.start());
    let Some(block) = scan.blocks.get(i).filter(|b| b.span.start() <= span.start()) else {
        return Label::None;
    };
    let words = |from: usize, to: usize| scan.mask.text().get(from..to).unwrap_or("");
    let before = words(block.span.start(), span.start());
    // The element may hold its own label: "<time>Updated May 2".
    let within = words(span.start(), span.end());
    let own = within
        .find(|c: char| c.is_ascii_digit())
        .and_then(|i| within.get(..i));
    match labels::before(own.unwrap_or("")) {
        Label::None if before.trim().is_empty() => above(scan, i),
        Label::None => labels::before(before),
        label => label,
    }
}

/// What the line above calls the date that begins a line: "Published" may stand alone.
fn above(scan: &Scan, i: usize) -> Label {
    let line = i
        .checked_sub(1)
        .and_then(|i| scan.blocks.get(i))
        .and_then(|b| scan.mask.text().get(b.span.range()));
    line.filter(|l| l.len() < 40).map_or(Label::None, labels::before)
}

/// Whether a dash or a word for "to" and another date follow.
fn is_span(after: &str, next: Option<usize>) -> bool {
    next.and_then(|len| after.get(..len)).is_some_and(|between| {
        matches!(
            between.trim(),
            "-" | "–" | "—" | "to" | "bis" | "au" | "al" | "until" | "through"
        )
    })
}

fn is_span_end(line: &str, k: usize, dates: &[(String, std::ops::Range<usize>)]) -> bool {
    let before = k.checked_sub(1).and_then(|k| dates.get(k));
    let here = dates.get(k);
    before.zip(here).is_some_and(|((_, a), (_, b))| {
        let after = line.get(a.end..).unwrap_or("");
        is_span(after, b.start.checked_sub(a.end))
    })
}

fn cut(line: &str, at: usize) -> usize {
    (0..=at.min(line.len()))
        .rev()
        .find(|i| line.is_char_boundary(*i))
        .unwrap_or(0)
}
