//! What a story is of: who and what reports of several lineages name, and the words that they have in common. What one report
//! tells of others alone (a list of earlier fires, say) is beside it.

use crate::coverage::lineages;
use crate::words::{content, thousandths};
use record::{Origins, Report, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A sentence that names nobody whom others name is of the story where so many of its words, in thousandths, are theirs too.
const ENOUGH: u32 = 600;

/// What reports of several lineages name and tell of.
pub(crate) struct Shared<'a> {
    names: BTreeSet<&'a str>,
    words: BTreeSet<String>,
    /// Of two lineages too little is known of what they share.
    few: bool,
}

impl<'a> Shared<'a> {
    pub(crate) fn of(reports: &[&'a Report], origins: &Origins) -> Self {
        let lineage = lineages(reports, origins);
        let (mut names, mut words) = (BTreeMap::new(), BTreeMap::new());
        for (report, lineage) in reports.iter().zip(&lineage) {
            meet(
                &mut names,
                report.names.iter().map(|n| n.entity.as_str()),
                *lineage,
            );
            let own = report
                .sentences
                .iter()
                .flat_map(|s| content(report.text.at(s.span)));
            meet(&mut words, own, *lineage);
        }
        let all: BTreeSet<usize> = lineage.into_iter().collect();
        Self {
            names: names
                .into_iter()
                .filter_map(|(name, (_, several))| several.then_some(name))
                .collect(),
            words: words
                .into_iter()
                .filter_map(|(word, (_, several))| several.then_some(word))
                .collect(),
            few: all.len() < 3,
        }
    }

    /// Whether the sentence of these words is of what several tell of.
    pub(crate) fn is_told_in(&self, report: &Report, span: Span, words: &BTreeSet<String>) -> bool {
        let first = report.names.partition_point(|n| n.span.start() < span.start());
        let mut inside = report.names[first..]
            .iter()
            .take_while(|n| n.span.end() <= span.end());
        let of_several = || words.iter().filter(|w| self.words.contains(*w)).count();
        self.few
            || inside.any(|n| self.names.contains(n.entity.as_str()))
            || thousandths(of_several(), words.len()) >= ENOUGH
    }
}

/// Notes that a lineage has these: of each its first lineage, and whether another has it too.
fn meet<K: Ord>(met: &mut BTreeMap<K, (usize, bool)>, keys: impl Iterator<Item = K>, lineage: usize) {
    for key in keys {
        let (first, several) = met.entry(key).or_insert((lineage, false));
        *several |= *first != lineage;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::report_of as report;

    /// Whether a sentence that one report has beside those of the others is of the story.
    fn told(beside: &str, lineages: usize) -> bool {
        let fire = "The fire burned the cold store of the port, the mayor said.";
        let others = ["a", "b"].map(|id| report(id, &[fire]));
        let one = report("c", &[fire, beside]);
        let all: Vec<&Report> = others.iter().chain([&one]).take(lineages).collect();
        let shared = Shared::of(&all, &Origins::default());
        shared.is_told_in(&one, one.sentences[1].span, &content(beside))
    }

    #[test]
    fn what_one_report_tells_of_others_alone_is_beside_the_story() {
        assert!(!told("A theatre in Wendle lost its roof in 2019 to a storm.", 3));
        assert!(told(
            "The mayor said that the cold store burned before, in 2019.",
            3
        ));
        // Of two lineages it can't be said.
        assert!(told("A theatre in Wendle lost its roof in 2019 to a storm.", 2));
    }

    #[test]
    fn a_name_that_another_lineage_has_ties_a_sentence() {
        let [mut a, mut b, c] =
            ["a", "b", "c"].map(|id| report(id, &["Quist ate alone at noon in her inn."]));
        let name = |r: &Report, entity: &str| record::Name {
            span: Span::new(0, 5).filter(|s| r.text.whole().contains(*s)).unwrap(),
            kind: record::NameKind::Person,
            entity: entity.into(),
            role: None,
        };
        a.names = vec![name(&a, "ada-quist")];
        b.names = vec![name(&b, "ada-quist")];
        let shared = Shared::of(&[&a, &b, &c], &Origins::default());
        let none = content("theatre roof storm");
        assert!(shared.is_told_in(&a, a.sentences[0].span, &none));
        assert!(!shared.is_told_in(&c, c.sentences[0].span, &none));
    }
}
