//! Reports that tell several stories, each in its own part: "The week in brief", a crime log, a morning letter.
//!
//! A round-up is a witness only for what it says in the part that tells a story, so it is no report of any of them. Far
//! more reports have background than are round-ups; in doubt a report is none.

mod scenes;
mod singled;
mod ties;

use super::candidates::grid;
use super::titles::beginning;
use super::words::Term;
use record::{NameKind, Report, Segment, SegmentKind, Span};
use singled::Singled;
use std::collections::{BTreeMap, BTreeSet};
use ties::Ties;

/// The telling words that a part shares with its story weigh at least so much: two or three rare ones.
const ENOUGH: f64 = 14.0;
/// And are so many.
const WORDS: usize = 3;
/// A paragraph whose words weigh less than this for another story goes on with the part before it.
const WEAK: f64 = 8.0;
/// Where a second story has more than this share of the weight of the first, in percent, it is not sure which one is told.
const UNSURE: i64 = 67;
/// A report that tells so many stories is a round-up however it is laid out; two must stand under headings, in a list,
/// behind a word that turns to something else, or each at an hour and a place of its own in a row of such scenes.
const MANY: usize = 3;
/// A report with so many scenes in a row is a log, and a round-up though only one of its happenings is told by others.
const LOG: usize = 4;
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
    let scenes: Vec<BTreeSet<usize>> = reports.iter().map(scenes::row).collect();
    let is_log = |i: &usize| scenes[*i].len() >= LOG && !scenes::of_one(&reports[*i], &scenes[*i]);
    // What a log tells in a dozen parts is no story's own: two logs of one night have all their happenings in common.
    let own: Vec<Vec<usize>> = clusters
        .iter()
        .map(|c| c.iter().copied().filter(|i| !is_log(i)).collect())
        .collect();
    let ties = Ties::new(reports, &own);
    let stories: Vec<Story> = own.iter().map(|c| Story::new(reports, c)).collect();
    let logs = (0..reports.len()).any(|i| is_log(&i));
    let pile = Pile {
        reports,
        stories,
        ties,
        // Most piles have no log, and need not be read for one.
        singled: if logs {
            Singled::new(reports, &own)
        } else {
            Singled::default()
        },
    };
    let mut found: Vec<Found> = (0..reports.len())
        .filter(|i| reports[*i].version.is_none())
        .filter_map(|i| match is_log(&i) {
            true => pile.log(i, &scenes[i]),
            false => pile.round_up(i, home[i], &scenes[i]),
        })
        .collect();
    // A story of nothing but round-ups is none to be attached to.
    loop {
        let taken: BTreeSet<usize> = found.iter().map(|f| f.report).collect();
        let left = |story: &usize| clusters[*story].iter().any(|i| !taken.contains(i));
        let before: usize = found.iter().map(|f| f.stories.len()).sum();
        found
            .iter_mut()
            .for_each(|f| f.stories.retain(|story, _| left(story)));
        found.retain(|f| f.stories.len() > usize::from(!is_log(&f.report)));
        if found.iter().map(|f| f.stories.len()).sum::<usize>() == before {
            return found;
        }
    }
}

/// What a story is news of, and when.
struct Story {
    /// The words of its headlines; of a report without one those of its first sentence.
    words: BTreeSet<Term>,
    /// Its days of publication.
    days: BTreeSet<jiff::civil::Date>,
}

impl Story {
    fn new(reports: &[Report], cluster: &[usize]) -> Self {
        let own = || cluster.iter().map(|i| &reports[*i]);
        let head = |r: &Report| {
            let first = r.sentences.first().map(|s| beginning(r.text.at(s.span)));
            ties::terms(r.headline.as_deref().or(first).unwrap_or_default())
        };
        Self {
            words: own().flat_map(head).collect(),
            days: own().filter_map(|r| r.day()?.parse().ok()).collect(),
        }
    }

    /// Whether one of these words is what the story is news of.
    fn is_news(&self, words: &BTreeMap<Term, i64>) -> bool {
        words.keys().any(|w| self.words.contains(w))
    }

    /// Whether the report came at the story's time.
    fn is_near(&self, report: &Report) -> bool {
        let near = |day: jiff::civil::Date| {
            let apart = |d: &jiff::civil::Date| d.until(day).is_ok_and(|s| s.get_days().abs() <= APART);
            self.days.is_empty() || self.days.iter().any(apart)
        };
        report.day().and_then(|d| d.parse().ok()).is_none_or(near)
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

/// All reports, and what ties their parts to stories.
struct Pile<'r> {
    reports: &'r [Report],
    stories: Vec<Story>,
    ties: Ties,
    singled: Singled,
}

impl Pile<'_> {
    fn round_up(&self, at: usize, home: usize, scenes: &BTreeSet<usize>) -> Option<Found> {
        let parts = parts(&self.reports[at], Some(home), scenes, &self.ties);
        if parts.len() < 2 {
            return None;
        }
        let (found, turned) = self.told(at, &parts, |part| self.by_words(at, part));
        let many = found.stories.len() >= MANY || found.stories.len() == 2 && turned >= 1;
        // Of a report with background all parts but one hang on names of the main one.
        (many && !hangs_together(&self.reports[at], &found.stories, &self.ties)).then_some(found)
    }

    /// A log tells each happening in a scene of its own, whoever is named in two of them. A scene in the block of a story, or of
    /// somebody with the name and age of one of its people, tells that story.
    fn log(&self, at: usize, scenes: &BTreeSet<usize>) -> Option<Found> {
        let parts = parts(&self.reports[at], None, scenes, &self.ties);
        let report = &self.reports[at];
        let near = |story: usize| self.stories[story].is_near(report);
        let (found, _) = self.told(at, &parts, |part| {
            let singled = self.singled.out(report, &part.paragraphs, near);
            singled.or_else(|| self.by_words(at, part))
        });
        (!found.stories.is_empty()).then_some(found)
    }

    /// The story that a part tells by its words.
    fn by_words(&self, at: usize, part: &Part) -> Option<usize> {
        let report = &self.reports[at];
        let is_told = |story: &usize| {
            let story_of = &self.stories[*story];
            story_of.is_news(&part.shared[story]) && story_of.is_near(report)
        };
        part.told().filter(is_told)
    }

    /// The stories that the parts tell, and how many of the parts are set off; none where one story has most of the report.
    fn told(&self, at: usize, parts: &[Part], tells: impl Fn(&Part) -> Option<usize>) -> (Found, usize) {
        let report = &self.reports[at];
        let mut stories: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        let mut turned = 0;
        for part in parts {
            let Some(story) = tells(part) else { continue };
            turned += usize::from(part.turns);
            stories.entry(story).or_default().extend(&part.paragraphs);
        }
        let whole: usize = report.running().map(|s| s.span.len()).sum();
        let length = |spans: &Vec<Span>| spans.iter().map(|s| s.len()).sum::<usize>();
        if stories
            .values()
            .any(|spans| length(spans) * 100 > whole * LARGEST)
        {
            stories.clear();
        }
        (Found { report: at, stories }, turned)
    }
}

/// Whether a person, or a body that not every report names, is named in the parts of two stories.
fn hangs_together(report: &Report, stories: &BTreeMap<usize, Vec<Span>>, ties: &Ties) -> bool {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (story, spans) in stories {
        for name in &report.names {
            let inside = spans.iter().any(|s| s.contains(name.span));
            let telling = match name.kind {
                NameKind::Person => true,
                NameKind::Organization => ties::terms(report.text.at(name.span))
                    .iter()
                    .any(|word| ties.stories(*word).is_some()),
                _ => false,
            };
            if inside
                && telling
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

/// What the words of a stretch weigh for each story that shares them, on a grid.
type Shared = BTreeMap<usize, BTreeMap<Term, i64>>;

/// A stretch of a report that may tell a story of its own.
#[derive(Default)]
struct Part {
    paragraphs: Vec<Span>,
    /// Whether it is set off: under a heading, in a list, behind a word that turns to something else, or as one scene of
    /// a row.
    turns: bool,
    shared: Shared,
}

impl Part {
    fn take(&mut self, paragraph: Span, shared: Shared) {
        self.paragraphs.push(paragraph);
        for (story, words) in shared {
            self.shared.entry(story).or_default().extend(words);
        }
    }

    /// Whether a paragraph that shares these words goes on with what the part tells.
    fn goes_on(&self, shared: &Shared) -> bool {
        let (Some((own, _)), Some((other, weight))) = (best(&self.shared), best(shared)) else {
            return true;
        };
        own == other || weight < grid(WEAK) || 2 * shared.get(&own).map_or(0, weigh) >= weight
    }

    /// The one story that the part tells.
    fn told(&self) -> Option<usize> {
        let (story, weight) = best(&self.shared)?;
        let others = self.shared.iter().filter(|(other, _)| **other != story);
        let second = others.map(|(_, words)| weigh(words)).max().unwrap_or(0);
        let sure = second * 100 <= weight * UNSURE;
        (sure && weight >= grid(ENOUGH) && self.shared[&story].len() >= WORDS).then_some(story)
    }
}

fn weigh(words: &BTreeMap<Term, i64>) -> i64 {
    words.values().sum()
}

/// The story whose shared words weigh most, the first of equals.
fn best(shared: &Shared) -> Option<(usize, i64)> {
    let weighed = shared.iter().map(|(story, words)| (*story, weigh(words)));
    weighed.max_by_key(|(story, weight)| (*weight, std::cmp::Reverse(*story)))
}

/// Paragraphs that tell the same story, or none surely, are one part, up to what sets off another.
fn parts(report: &Report, home: Option<usize>, scenes: &BTreeSet<usize>, ties: &Ties) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut under = false;
    for segment in &report.segments {
        if segment.kind == SegmentKind::Heading {
            under = true;
        }
        if !segment.kind.is_running() {
            continue;
        }
        let turned = std::mem::take(&mut under) || turns(report, segment);
        for (n, stretch) in scenes::cut(segment.span, scenes).into_iter().enumerate() {
            let turns = turned && n == 0 || scenes.contains(&stretch.start());
            let shared = ties.shared(report.text.at(stretch), home);
            match parts.last_mut().filter(|part| !turns && part.goes_on(&shared)) {
                Some(part) => part.take(stretch, shared),
                None => {
                    let mut part = Part {
                        turns,
                        ..Part::default()
                    };
                    part.take(stretch, shared);
                    parts.push(part);
                }
            }
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

#[cfg(test)]
mod tests;
