//! Sentences that tell of a happening, with the day and the sites they give.

use super::happenings::{Happening, happening};
use record::{Name, NameKind, QuoteForm, Report, Scope, Span, TimeType};
use std::collections::{BTreeMap, BTreeSet};

/// A sentence that tells of a happening.
#[derive(Debug, Clone)]
pub(super) struct Telling<'a> {
    /// Index of its report.
    pub(super) report: usize,
    pub(super) span: Span,
    /// What happened; `None` for a sentence that goes on from the one before.
    pub(super) kind: Option<Happening>,
    /// What happened, that of the sentence it goes on from included.
    pub(super) root: Happening,
    /// The day, where the sentence gives a single one; that of the sentence it goes on from otherwise.
    pub(super) day: Option<&'a str>,
    /// Where it happened: the place in lower case, and as written.
    pub(super) sites: BTreeMap<String, &'a str>,
    /// The telling that it goes on from.
    pub(super) after: Option<usize>,
    /// The dead and hurt: measure and least number.
    pub(super) harmed: BTreeSet<(&'a str, u64)>,
}

/// Sentences of a report that are looked at: a report tells its events long before, and a book is held against itself.
const MOST: usize = 2000;
/// A longer sentence is several that ran together, in bytes.
const LONGEST: usize = 500;
/// Words before a place that make it the site of something.
const AT: &[&str] = &[
    "in", "at", "near", "outside", "around", "across", "off", "inside", "of",
];
/// Verbs of saying: a day right after one is the day of the saying.
const SAYING: &[&str] = &[
    "said",
    "told",
    "reported",
    "announced",
    "added",
    "reporters",
    "statement",
    "confirmed",
];
/// Words by which a sentence speaks of what may come.
const TO_COME: &[&str] = &[
    "will",
    "would",
    "could",
    "may",
    "might",
    "plans",
    "planned",
    "scheduled",
];

/// The tellings of all reports, by report and place.
pub(super) fn find<'a>(reports: &[&'a Report]) -> Vec<Telling<'a>> {
    let mut found = Vec::new();
    for (index, report) in reports.iter().enumerate() {
        let mut last: Option<(usize, usize)> = None;
        for (nth, sentence) in report.sentences.iter().take(MOST).enumerate() {
            let told = telling(
                report,
                index,
                sentence.span,
                last.filter(|(n, _)| n + 1 == nth).map(|l| l.1),
                &found,
            );
            if let Some(told) = told {
                last = Some((nth, found.len()));
                found.push(told);
            }
        }
    }
    found
}

fn telling<'a>(
    report: &'a Report,
    index: usize,
    span: Span,
    before: Option<usize>,
    found: &[Telling<'a>],
) -> Option<Telling<'a>> {
    let running = report
        .segment_at(span.start())
        .is_some_and(|s| s.kind.is_running());
    if !running || span.end() - span.start() > LONGEST || spoken(report, span) {
        return None;
    }
    let figures = || within(&report.quantities, span, |q| q.span);
    // What is told of all the war, or of an earlier attack, is not told of this one.
    if figures().any(|q| matches!(q.scope, Scope::Cumulative | Scope::Background)) {
        return None;
    }
    let text = report.text.at(span);
    let harmed: BTreeSet<(&str, u64)> = figures()
        .filter(|q| matches!(q.measure.as_str(), "killed" | "wounded" | "missing"))
        .filter_map(|q| Some((q.measure.as_str(), q.min.filter(|m| *m >= 1.0)?.to_bits())))
        .collect();
    let kind = happening(text).map(|h| h.0);
    let days = days(report, span);
    let sites = sites(report, span);
    if days.len() > 1 {
        return None;
    }
    let day = days.first().copied();
    // "The attack killed 21 people" after "two shells hit the market on Tuesday" goes on with it.
    let goes_on = before.filter(|b| {
        let b = &found[*b];
        // A toll goes on from what did the harm, not from a funeral.
        let toll = kind.is_none() && !harmed.is_empty() && b.root == Happening::Harm;
        let same_kind = toll || kind == Some(b.root);
        let same_site = sites.is_empty() || sites.keys().any(|s| b.sites.contains_key(s));
        same_kind && same_site && day.is_none_or(|d| b.day == Some(d))
    });
    if let Some(b) = goes_on {
        return Some(Telling {
            report: index,
            span,
            kind,
            root: found[b].root,
            day: found[b].day,
            sites: if sites.is_empty() {
                found[b].sites.clone()
            } else {
                sites
            },
            after: Some(b),
            harmed,
        });
    }
    let published = report.day();
    let to_come = day.is_some_and(|d| published.is_some_and(|p| d > p))
        || day.is_none()
            && super::super::view::words(text)
                .iter()
                .any(|w| TO_COME.contains(&w.as_str()));
    let root = kind.filter(|_| !to_come)?;
    Some(Telling {
        report: index,
        span,
        kind,
        root,
        day,
        sites,
        after: None,
        harmed,
    })
}

/// What lies in `span`, of what stands in the order of the text: sought, not walked to, so that a book takes no square of time.
fn within<T>(all: &[T], span: Span, of: impl Fn(&T) -> Span + Copy) -> impl Iterator<Item = &T> {
    let from = all.partition_point(move |x| of(x).start() < span.start());
    let after = all.get(from..).unwrap_or_default();
    after
        .iter()
        .take_while(move |x| of(x).start() < span.end())
        .filter(move |x| span.contains(of(x)))
}

/// Whether half of the sentence or more is somebody's speech.
fn spoken(report: &Report, span: Span) -> bool {
    let inside: usize = report
        .quotes
        .iter()
        .filter(|q| q.form == QuoteForm::Direct)
        .flat_map(|q| &q.content)
        .filter(|c| c.overlaps(span))
        .map(|c| {
            c.end()
                .min(span.end())
                .saturating_sub(c.start().max(span.start()))
        })
        .sum();
    2 * inside >= span.end() - span.start()
}

/// The single days that the sentence tells of, other than the day somebody said it.
fn days(report: &Report, span: Span) -> Vec<&str> {
    let mut found: Vec<&str> = within(&report.times, span, |t| t.span)
        .filter(|t| matches!(t.kind, TimeType::Date | TimeType::Time))
        .filter(|t| !said_then(report, span, t.span) && !bounds(report, span, t.span))
        .filter_map(|t| t.value.get(..10))
        .filter(|d| {
            d.len() == 10
                && d.bytes()
                    .enumerate()
                    .all(|(i, b)| (i == 4 || i == 7) == (b == b'-'))
        })
        .filter(|d| d.bytes().filter(u8::is_ascii_digit).count() == 8)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether the day stands right after a verb of saying: "the ministry said on Tuesday".
fn said_then(report: &Report, sentence: Span, time: Span) -> bool {
    let before = report
        .text
        .get(sentence.start()..time.start())
        .unwrap_or_default();
    let last: Vec<&str> = before.split_whitespace().rev().take(3).collect();
    last.iter()
        .take_while(|w| !w.ends_with([',', ';', ':']))
        .any(|w| SAYING.contains(&w.to_lowercase().as_str()))
}

/// Whether the day only bounds a time: "silent since Sunday", "open until Monday".
fn bounds(report: &Report, sentence: Span, time: Span) -> bool {
    const BOUNDS: &[&str] = &["since", "until", "till", "before", "after", "from", "by"];
    let before = report
        .text
        .get(sentence.start()..time.start())
        .unwrap_or_default();
    let last = before.split_whitespace().next_back().unwrap_or_default();
    BOUNDS.contains(&last.to_lowercase().as_str())
}

/// The places of the sentence that something happened at: those after a preposition of place. Of "Tartus, Syria" only the
/// first is one.
fn sites(report: &Report, span: Span) -> BTreeMap<String, &str> {
    let places: Vec<&Name> = within(&report.names, span, |n| n.span)
        .filter(|n| n.kind == NameKind::Place)
        .collect();
    let mut found = BTreeMap::new();
    for (i, name) in places.iter().enumerate() {
        let before = report
            .text
            .get(span.start()..name.span.start())
            .unwrap_or_default();
        let word = before
            .split_whitespace()
            .next_back()
            .unwrap_or_default()
            .to_lowercase();
        let listed = i
            .checked_sub(1)
            .and_then(|j| report.text.get(places[j].span.end()..name.span.start()))
            .is_some_and(|between| matches!(between, " and " | ", and "));
        let earlier = listed
            && i.checked_sub(1)
                .is_some_and(|j| found.contains_key(&report.text.at(places[j].span).to_lowercase()));
        if AT.contains(&word.as_str()) && word != "of" || of_a_town(before) || earlier {
            let words = report.text.at(name.span);
            found.insert(words.to_lowercase(), words);
        }
    }
    found
}

/// "the port city of", "the town of".
fn of_a_town(before: &str) -> bool {
    let mut last = before.split_whitespace().rev();
    last.next() == Some("of")
        && last
            .next()
            .is_some_and(|w| ["city", "town", "village", "port", "district", "suburb", "island"].contains(&w))
}
