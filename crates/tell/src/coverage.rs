//! What a telling covers of what several independent reports tell.
//!
//! A story is taken as a bag of concepts, each worth as much as the number of independent reports that use it, and a
//! sentence as worth the concepts that it adds to those told before (Gillick and Favre 2009, whose concepts were pairs of
//! words; single words did as well here). So what is told by many comes first, and nothing is told twice.

use crate::words::content;
use record::{Origins, Report};
use std::collections::{BTreeMap, BTreeSet};

/// A concept of more lineages than this is worth no more: else the names of a long story would outweigh all else.
const MOST_LINEAGES: usize = 12;

/// The worth of each concept of a story.
pub(crate) struct Coverage(BTreeMap<String, u32>);

impl Coverage {
    pub(crate) fn of(reports: &[&Report], origins: &Origins) -> Self {
        let lineage = lineages(reports, origins);
        let mut users: BTreeMap<String, (BTreeSet<usize>, usize)> = BTreeMap::new();
        for (report, lineage) in reports.iter().zip(lineage) {
            let running = |at: usize| report.segment_at(at).is_some_and(|g| g.kind.is_running());
            let own: BTreeSet<String> = report
                .sentences
                .iter()
                .filter(|s| running(s.span.start()))
                .flat_map(|s| content(report.text.at(s.span)))
                .collect();
            for word in own {
                let (lineages, reports) = users.entry(word).or_default();
                lineages.insert(lineage);
                *reports += 1;
            }
        }
        let worth = |lineages: usize, reports: usize| {
            let sure = lineages.min(MOST_LINEAGES).saturating_sub(1) * 4;
            u32::try_from(sure + reports.saturating_sub(1).min(4)).unwrap_or(0)
        };
        Self(
            users
                .into_iter()
                .map(|(word, (lineages, reports))| (word, worth(lineages.len(), reports)))
                .filter(|(_, worth)| *worth > 0)
                .collect(),
        )
    }

    /// What `words` add to what is `told`; a long sentence must add more.
    pub(crate) fn gain(&self, words: &BTreeSet<String>, told: &BTreeSet<String>) -> u32 {
        let new = words.iter().filter(|w| !told.contains(*w));
        let sum: u32 = new.filter_map(|w| self.0.get(w)).sum();
        let long = u32::try_from(words.len().max(4)).unwrap_or(u32::MAX).min(1 << 12);
        // The fourth root of the length, in sixteenths.
        sum * 16 / (long << 16).isqrt().isqrt().max(1)
    }

    /// The share of what `words` are worth that is `told`, in thousandths; `None` where they are worth nothing.
    pub(crate) fn share(&self, words: &BTreeSet<String>, told: &BTreeSet<String>) -> Option<u32> {
        let worth = |w: &String| self.0.get(w).copied().unwrap_or(0);
        let all: u32 = words.iter().map(worth).sum();
        let known: u32 = words.iter().filter(|w| told.contains(*w)).map(worth).sum();
        (all > 0).then(|| known * 1000 / all)
    }
}

/// A number for each report; two that rest on an origin in common have the same one.
pub(crate) fn lineages(reports: &[&Report], origins: &Origins) -> Vec<usize> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by(|&a, &b| reports[a].id.cmp(&reports[b].id));
    let mut of_origin: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = vec![0; reports.len()];
    for (next, &i) in order.iter().enumerate() {
        let names = || {
            origins
                .low
                .get(&reports[i].id)
                .into_iter()
                .flatten()
                .map(String::as_str)
        };
        let lineage = names().find_map(|n| of_origin.get(n).copied()).unwrap_or(next);
        for name in names() {
            of_origin.entry(name).or_insert(lineage);
        }
        found[i] = lineage;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, SegmentKind, Sentence, Text};

    fn report(id: &str, text: &str) -> Report {
        let text = Text::from(text);
        Report {
            id: id.into(),
            segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
            sentences: vec![Sentence { span: text.whole() }],
            text,
            ..Report::default()
        }
    }

    fn bag(words: &str) -> BTreeSet<String> {
        content(words)
    }

    #[test]
    fn what_two_tell_is_worth_telling_once() {
        let (a, b) = (
            report("a", "Fire destroyed the cold store."),
            report("b", "The cold store burned in a fire."),
        );
        let coverage = Coverage::of(&[&a, &b], &Origins::default());
        let none = BTreeSet::new();
        assert!(
            coverage.gain(&bag("cold store fire"), &none) > coverage.gain(&bag("destroyed burned"), &none)
        );
        assert_eq!(coverage.gain(&bag("cold store"), &bag("a cold store fire")), 0);
    }

    #[test]
    fn a_copy_weighs_less_than_an_independent_report() {
        let reports = [
            report("a", "Fire destroyed the cold store."),
            report("b", "Fire destroyed the cold store."),
        ];
        let refs: Vec<&Report> = reports.iter().collect();
        let one = |id: &str| (id.to_owned(), BTreeSet::from(["agency".to_owned()]));
        let copied = Origins {
            low: [one("a"), one("b")].into(),
            ..Origins::default()
        };
        let gain =
            |origins: &Origins| Coverage::of(&refs, origins).gain(&bag("cold store"), &BTreeSet::new());
        assert!(gain(&copied) < gain(&Origins::default()));
    }
}
