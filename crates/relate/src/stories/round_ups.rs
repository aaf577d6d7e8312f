//! Reports that tell several stories, each in its own part: "The week in brief", a crime log, a morning letter.
//!
//! A round-up is a witness only for what it says in the part that tells a story, so it is no report of any of them. Far
//! more reports have background than are round-ups; in doubt a report is none.

use super::evidence::weight;
use super::titles::beginning;
use record::{NameKind, Report, Segment, SegmentKind, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A name with less weight than this ("Chicago", "Congress") ties a part to no story.
const TELLING: f64 = 3.0;
/// A name of more stories than this ties to none of them.
const STORIES: usize = 3;
/// A part shares at least so many telling names with its story.
const NAMES: usize = 2;
/// A report that tells so many stories is a round-up however it is laid out; two must stand under headings, in a list, or
/// behind a word that turns to something else.
const MANY: usize = 3;
/// No part of a round-up is more than this share of it, in percent: a longer one is a report with background.
const LARGEST: usize = 60;
/// A round-up comes within so many days of what it tells.
const APART: i32 = 14;
/// Words that turn to another story.
const TURNS: &[&str] = &[
    "elsewhere",
    "separately",
    "meanwhile,",
    "in other news",
    "in a separate",
    "in an unrelated",
    "in another",
    "also on",
    "also in",
    "•",
    "* ",
    "- ",
    "– ",
];

/// A report that tells several stories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its place.
    pub report: usize,
    /// The cluster of each story that it tells, with the paragraphs that tell it.
    pub stories: BTreeMap<usize, Vec<Span>>,
}

/// The round-ups among `reports`, of which each is in one of `clusters`.
#[must_use]
pub fn find(reports: &[Report], clusters: &[Vec<usize>]) -> Vec<Found> {
    let mut home = vec![0; reports.len()];
    for (place, cluster) in clusters.iter().enumerate() {
        cluster.iter().for_each(|i| home[*i] = place);
    }
    // For each telling name the reports that have it.
    let mut having: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (i, report) in reports.iter().enumerate() {
        for name in named(report) {
            having.entry(name.0).or_default().insert(i);
        }
    }
    having.retain(|name, by| {
        let stories: BTreeSet<usize> = by.iter().map(|i| home[*i]).collect();
        // The round-up itself may be a story of its own.
        by.len() > 1 && stories.len() <= STORIES + 1 && weight(name, by.len(), reports.len()) >= TELLING
    });
    let stories: Vec<Story> = clusters.iter().map(|c| Story::new(reports, c)).collect();
    let mut found: Vec<Found> = (0..reports.len())
        .filter(|i| reports[*i].version.is_none())
        .filter_map(|i| round_up(reports, i, (&home, &stories), &having))
        .collect();
    // A story of nothing but round-ups is none to be attached to.
    loop {
        let taken: BTreeSet<usize> = found.iter().map(|f| f.report).collect();
        let left = |story: &usize| clusters[*story].iter().any(|i| !taken.contains(i));
        let before: usize = found.iter().map(|f| f.stories.len()).sum();
        found
            .iter_mut()
            .for_each(|f| f.stories.retain(|story, _| left(story)));
        found.retain(|f| f.stories.len() > 1);
        if found.iter().map(|f| f.stories.len()).sum::<usize>() == before {
            return found;
        }
    }
}

/// What a story is news of, and when.
struct Story {
    /// The words of its headlines; of a report without one those of its first sentence.
    words: BTreeSet<String>,
    /// Its days of publication.
    days: BTreeSet<jiff::civil::Date>,
}

impl Story {
    fn new(reports: &[Report], cluster: &[usize]) -> Self {
        let own = || cluster.iter().map(|i| &reports[*i]);
        let head = |r: &Report| {
            let first = r.sentences.first().map(|s| beginning(r.text.at(s.span)));
            super::view::words(r.headline.as_deref().or(first).unwrap_or_default())
        };
        Self {
            words: own().flat_map(head).filter(|w| w.len() > 3).collect(),
            days: own().filter_map(|r| r.day()?.parse().ok()).collect(),
        }
    }

    /// Whether one of these names is what the story is news of, and the report came at its time.
    fn is_told(&self, names: &BTreeSet<&str>, report: &Report) -> bool {
        let near = |day: jiff::civil::Date| {
            let apart = |d: &jiff::civil::Date| d.until(day).is_ok_and(|s| s.get_days().abs() <= APART);
            self.days.is_empty() || self.days.iter().any(apart)
        };
        let day = report.day().and_then(|d| d.parse().ok());
        let central = |name: &&str| name.split('-').any(|w| self.words.contains(w));
        names.iter().any(central) && day.is_none_or(near)
    }
}

/// The report with nothing but what stands in `passages`, for a story that it tells there.
#[must_use]
pub fn clipped(report: &Report, passages: &[Span]) -> Report {
    let inside = |span: Span| passages.iter().any(|p| p.contains(span));
    let mut clipped = report.clone();
    clipped.headline = None;
    clipped.segments.retain(|s| inside(s.span));
    clipped.sentences.retain(|s| inside(s.span));
    clipped.names.retain(|n| inside(n.span));
    clipped.quotes.retain(|q| q.envelope().is_some_and(inside));
    clipped.quantities.retain(|q| inside(q.span));
    clipped.times.retain(|t| inside(t.span));
    clipped
}

fn round_up(
    reports: &[Report],
    at: usize,
    (home, all): (&[usize], &[Story]),
    having: &BTreeMap<&str, BTreeSet<usize>>,
) -> Option<Found> {
    let report = &reports[at];
    let parts = parts(report);
    if parts.len() < 2 {
        return None;
    }
    let mut stories: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    let mut names: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    let mut turned = 0;
    for part in &parts {
        let Some((story, shared)) = told(report, part, at, home, having) else {
            continue;
        };
        if !all[story].is_told(&shared, report) {
            continue;
        }
        turned += usize::from(part.turns);
        stories.entry(story).or_default().extend(&part.paragraphs);
        names.entry(story).or_default().extend(shared);
    }
    let all: usize = report.running().map(|s| s.span.end() - s.span.start()).sum();
    let length = |spans: &[Span]| spans.iter().map(|s| s.end() - s.start()).sum::<usize>();
    let largest = stories.values().map(|s| length(s)).max().unwrap_or(0);
    let many = stories.len() >= MANY || stories.len() == 2 && turned >= 1;
    // Two deaths of one event are told with the same names; two stories are not.
    let apart = names.iter().all(|(story, own)| {
        names
            .iter()
            .filter(|(other, _)| *other != story)
            .all(|(_, others)| own.is_disjoint(others))
    });
    // Of a report with background all parts but one hang on names of the main one.
    let whole = !hangs_together(report, &stories);
    (many && apart && whole && largest * 100 <= all * LARGEST).then_some(Found { report: at, stories })
}

/// Whether a person or body that is no place is named in the parts of two stories.
fn hangs_together(report: &Report, stories: &BTreeMap<usize, Vec<Span>>) -> bool {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (story, spans) in stories {
        for name in &report.names {
            let inside = spans.iter().any(|s| s.contains(name.span));
            if inside
                && matches!(name.kind, NameKind::Person | NameKind::Organization)
                && seen
                    .insert(&name.entity, *story)
                    .is_some_and(|other| other != *story)
            {
                return true;
            }
        }
    }
    false
}

/// A stretch of a report that may tell a story of its own.
struct Part {
    paragraphs: Vec<Span>,
    /// Whether it is set off: under a heading, in a list, or behind a word that turns to something else.
    turns: bool,
}

/// Under headings where there are several, else paragraph by paragraph.
fn parts(report: &Report) -> Vec<Part> {
    let headings = report
        .segments
        .iter()
        .filter(|s| s.kind == SegmentKind::Heading)
        .count();
    let mut parts: Vec<Part> = Vec::new();
    let mut under = false;
    for segment in &report.segments {
        match segment.kind {
            SegmentKind::Heading => under = true,
            kind if kind.is_running() => {
                let turns = turns(report, segment);
                match parts.last_mut() {
                    Some(part) if headings > 1 && !under => part.paragraphs.push(segment.span),
                    _ => parts.push(Part {
                        paragraphs: vec![segment.span],
                        turns: turns || headings > 1 && under,
                    }),
                }
                under = false;
            }
            _ => {}
        }
    }
    parts
}

fn turns(report: &Report, segment: &Segment) -> bool {
    let lower = beginning(report.text.at(segment.span))
        .trim_start()
        .to_lowercase();
    segment.kind == SegmentKind::List || TURNS.iter().any(|t| lower.starts_with(t))
}

/// The one story that the part tells, with the names that it shares with it.
fn told<'a>(
    report: &'a Report,
    part: &Part,
    at: usize,
    home: &[usize],
    having: &BTreeMap<&str, BTreeSet<usize>>,
) -> Option<(usize, BTreeSet<&'a str>)> {
    let mut shared: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (name, span) in named(report) {
        if !part.paragraphs.iter().any(|p| p.contains(span)) {
            continue;
        }
        let others = having.get(name).into_iter().flatten().filter(|i| **i != at);
        for story in others.map(|i| home[*i]).collect::<BTreeSet<_>>() {
            shared.entry(story).or_default().insert(name);
        }
    }
    let mut ranked: Vec<(usize, usize)> = shared
        .iter()
        .map(|(story, names)| (names.len(), *story))
        .collect();
    ranked.sort_by_key(|(n, story)| (std::cmp::Reverse(*n), *story));
    let (n, story) = *ranked.first()?;
    // A second story with as many names makes it unsure which one is told.
    let sure = ranked.get(1).is_none_or(|(m, _)| 2 * m <= n);
    (n >= NAMES && sure).then(|| (story, shared.remove(&story).unwrap_or_default()))
}

/// The names in running text, with their places; not those of the outlet and of agencies.
fn named(report: &Report) -> impl Iterator<Item = (&str, Span)> {
    report
        .names
        .iter()
        .filter(|n| {
            matches!(
                n.kind,
                NameKind::Person | NameKind::Organization | NameKind::Place | NameKind::Event
            )
        })
        .filter(|n| {
            let words = report.text.at(n.span);
            report.outlet.as_deref() != Some(words) && report.agencies.iter().all(|a| a.name != words)
        })
        .filter(|n| {
            report
                .segment_at(n.span.start())
                .is_some_and(|s| s.kind.is_running())
        })
        .map(|n| (n.entity.as_str(), n.span))
}

#[cfg(test)]
mod tests;
