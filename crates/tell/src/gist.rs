//! The news of a story in the words that its reports open with.
//!
//! Headlines and first sentences of one event say the same in different words, and what they have in common is what
//! happened and to whom. A sentence that holds most of these words tells it; a brief needs that once.

use crate::coverage::lineages;
use crate::words::content;
use record::{Origins, Report};
use std::collections::{BTreeMap, BTreeSet};

/// Share of the weight of its words, in thousandths, that a sentence must hold to tell the news.
const MOST: usize = 650;

/// Words that the openings must have in common: of fewer, every sentence holds most.
const FEWEST: usize = 4;

/// The words that at least half of the lineages open with, with the number of these.
pub(crate) struct Gist(BTreeMap<String, usize>);

impl Gist {
    pub(crate) fn of(reports: &[&Report], origins: &Origins) -> Self {
        let lineage = lineages(reports, origins);
        let mut users: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (report, lineage) in reports.iter().zip(&lineage) {
            let running = |at: usize| report.segment_at(at).is_some_and(|g| g.kind.is_running());
            let first = report.sentences.iter().find(|s| running(s.span.start()));
            let opening = first.map_or("", |s| report.text.at(s.span));
            for word in content(report.headline.as_deref().unwrap_or(""))
                .into_iter()
                .chain(content(opening))
            {
                users.entry(word).or_default().insert(*lineage);
            }
        }
        let all: BTreeSet<usize> = lineage.into_iter().collect();
        let half = all.len().div_ceil(2).max(2);
        let shared = users.into_iter().map(|(word, users)| (word, users.len()));
        let shared: BTreeMap<String, usize> = shared.filter(|(_, n)| *n >= half).collect();
        Self(if shared.len() < FEWEST {
            BTreeMap::new()
        } else {
            shared
        })
    }

    /// Whether a sentence of these words tells the news.
    pub(crate) fn is_in(&self, words: &BTreeSet<String>) -> bool {
        let all: usize = self.0.values().sum();
        let held: usize = words.iter().filter_map(|w| self.0.get(w)).sum();
        all > 0 && held * 1000 >= all * MOST
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, SegmentKind, Sentence, Text};

    fn report(id: &str, headline: &str, opening: &str) -> Report {
        let text = Text::from(opening);
        Report {
            id: id.into(),
            headline: Some(headline.into()),
            segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
            sentences: vec![Sentence { span: text.whole() }],
            text,
            ..Report::default()
        }
    }

    #[test]
    fn the_news_is_known_in_other_words_and_what_came_of_it_is_not_the_news() {
        let (a, b) = (
            report(
                "a",
                "Halden raises bid for shipyard",
                "Halden has raised its bid for the Ellery shipyard.",
            ),
            report(
                "b",
                "Bid for Ellery shipyard raised",
                "The bid for the shipyard was raised, Halden said.",
            ),
        );
        let gist = Gist::of(&[&a, &b], &Origins::default());
        for (words, told) in [
            (
                "Cranes or no cranes, Halden raised the bid it made for the shipyard of Ellery.",
                true,
            ),
            ("Shares of Halden fell after the bid.", false),
            (
                "The mayor of Ellery wants the shipyard to stay in the town.",
                false,
            ),
        ] {
            assert_eq!(gist.is_in(&content(words)), told, "{words}");
        }
    }

    #[test]
    fn where_openings_have_little_in_common_nothing_is_the_news() {
        let (a, b) = (
            report("a", "Bid raised", "Halden wants the shipyard."),
            report("b", "A town waits", "Ellery has heard of a bid."),
        );
        let gist = Gist::of(&[&a, &b], &Origins::default());
        assert!(!gist.is_in(&content("Halden raised its bid for Ellery's shipyard.")));
        let one = Gist::of(&[&a], &Origins::default());
        assert!(!one.is_in(&content("Bid raised: Halden wants the shipyard.")));
    }
}
