//! Scenes in a row: "At 2:30 a.m. a man was found in the 300 block of Larch Street. … About an hour earlier …".
//!
//! A log of a night tells one happening after the other with nothing between them; each begins with its hour and its
//! place. An account of one happening has hours too, but stays where it is.

use super::super::details::{Kind, find};
use super::super::words::tokens;
use record::{NameKind, Report, Span, TimeType};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer scenes than this are no row.
const ROW: usize = 3;

/// Where sentences begin that open a scene, if there is a row of them: each tells an hour, and it or the next one of its
/// paragraph names a street that no scene before it has. The first sentence of a paragraph may leave the hour to the second.
pub(super) fn row(report: &Report) -> BTreeSet<usize> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut scenes = BTreeSet::new();
    let mut before = None;
    for (i, sentence) in report.sentences.iter().enumerate() {
        let Some(segment) = report
            .segment_at(sentence.span.start())
            .filter(|s| s.kind.is_running())
        else {
            continue;
        };
        let first = before.replace(segment.span) != Some(segment.span);
        let next = report
            .sentences
            .get(i + 1)
            .filter(|s| segment.span.contains(s.span));
        let both = next.map_or(sentence.span.end(), |s| s.span.end());
        let till = if first { both } else { sentence.span.end() };
        let from = report
            .times
            .partition_point(|t| t.span.start() < sentence.span.start());
        let mut times = report.times[from..].iter().take_while(|t| t.span.end() <= till);
        if !times.any(|t| t.kind == TimeType::Time) {
            continue;
        }
        let next = next.map(|s| streets(report, s.span));
        let streets = Some(streets(report, sentence.span)).filter(|s| !s.is_empty());
        let streets = streets.or(next).unwrap_or_default();
        if !streets.is_empty() && streets.is_disjoint(&seen) {
            scenes.insert(sentence.span.start());
        }
        seen.extend(streets);
    }
    if scenes.len() < ROW {
        scenes.clear();
    }
    scenes
}

/// The streets that a sentence names.
fn streets(report: &Report, sentence: Span) -> BTreeSet<String> {
    let words: Vec<_> = tokens(report.text.at(sentence)).collect();
    let streets = find(&words).into_iter().filter(|d| d.kind == Kind::Street);
    streets.map(|d| d.key).collect()
}

/// Whether one person goes through more than a third of the scenes: then they are steps of one happening.
pub(super) fn of_one(report: &Report, scenes: &BTreeSet<usize>) -> bool {
    let mut last: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for name in report.names.iter().filter(|n| n.kind == NameKind::Person) {
        // Before the first scene stands what the log as a whole is about.
        let Some(&scene) = scenes.range(..=name.span.start()).next_back() else {
            continue;
        };
        let (at, times) = last.entry(&name.entity).or_insert((usize::MAX, 0));
        if *at != scene {
            (*at, *times) = (scene, *times + 1);
        }
    }
    last.values().any(|(_, times)| 3 * times > scenes.len())
}

/// A paragraph, cut before each of its sentences that opens a scene.
pub(super) fn cut(paragraph: Span, scenes: &BTreeSet<usize>) -> Vec<Span> {
    let mut cuts = vec![paragraph.start()];
    cuts.extend(scenes.range(paragraph.start() + 1..paragraph.end()));
    cuts.push(paragraph.end());
    cuts.windows(2).filter_map(|w| Span::new(w[0], w[1])).collect()
}
