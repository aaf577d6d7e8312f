//! By whose word a report tells a statement: "the gate jammed", or "the gate jammed, the canal board said".
//!
//! A newsroom that says whose word it gives is a witness that it was said, and none of the fact. Another that tells the same
//! as known may have it from there. What is absent on purpose: any doubt among newsrooms that all tell it as known, or that
//! all give it as said: of the first nothing is known, and the second tell what they heard.

use crate::origins::accounts::{self, Affiliations};
use crate::origins::outlets;
use crate::readings::words::norms;
use record::{Independent, Origins, Quote, Report, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Surety from which a remark takes its words from the report that tells it: a doubt is enough for the cautious.
const HEARD: f64 = 0.5;
/// Names that places hold in common, by report and span.
pub(super) type Ties<'r> = BTreeMap<(&'r str, Span), BTreeSet<String>>;

/// Words that make a speaker a newsroom.
const NEWSROOMS: [&str; 8] = [
    "broadcaster",
    "magazine",
    "newspaper",
    "paper",
    "radio",
    "station",
    "tabloid",
    "weekly",
];

/// Who speaks in the reports of a story, and for whom.
pub(crate) struct Voices<'r> {
    known: Affiliations<'r>,
    /// Normal names of the outlets and agencies at hand.
    newsrooms: BTreeSet<String>,
}

/// Whose word a place gives: the names of those who may stand behind it.
struct Word {
    houses: BTreeSet<String>,
    /// Whether the words fit any house: "officials said".
    any: bool,
    /// Whether it is the word of another newsroom.
    newsroom: bool,
}

impl<'r> Voices<'r> {
    pub(crate) fn of(reports: &[&'r Report]) -> Self {
        let agencies = reports.iter().flat_map(|r| &r.agencies).map(|a| a.name.as_str());
        let outlets = reports.iter().filter_map(|r| r.outlet.as_deref());
        Self {
            known: Affiliations::of(reports.iter().copied()),
            newsrooms: agencies
                .chain(outlets)
                .map(outlets::normal)
                .filter(|n| !n.is_empty())
                .collect(),
        }
    }

    /// How many independent origins stand behind what is told at these places. `ties` are further names that these hold in
    /// common.
    pub(super) fn count(
        &self,
        places: &[(&'r Report, Span)],
        ties: &Ties<'r>,
        origins: &Origins,
    ) -> Independent {
        let mut told: BTreeSet<(&str, Span)> = BTreeSet::new();
        let mut said: BTreeMap<(&str, Span), Word> = BTreeMap::new();
        for &(report, span) in places {
            match self.word(report, span) {
                Some(word) => _ = said.insert((&report.id, span), word),
                None => _ = told.insert((&report.id, span)),
            }
        }
        // Who gives a newsroom's word has read it there; newsrooms that all give a house's word have each heard it.
        if told.is_empty() {
            for word in said.values_mut().filter(|word| !word.newsroom) {
                *word = Word {
                    houses: BTreeSet::new(),
                    any: false,
                    newsroom: false,
                };
            }
        }
        let mut all: BTreeSet<String> = said.values().flat_map(|word| &word.houses).cloned().collect();
        all.insert("somebody".to_owned());
        let said = said
            .iter()
            .map(|(place, word)| (*place, if word.any { &all } else { &word.houses }));
        origins.independent_said(told, said, ties)
    }

    /// Whose word the place gives; `None` where the report tells it as known.
    fn word(&self, report: &'r Report, span: Span) -> Option<Word> {
        let mut word = Word {
            houses: BTreeSet::new(),
            any: false,
            newsroom: false,
        };
        let mut is_said = false;
        for quote in speaking(report, span) {
            is_said = true;
            let speaker = quote.speaker.as_deref().unwrap_or("");
            let ours = report.outlet.as_deref().is_some_and(|o| outlets::one(o, speaker));
            if ours {
                return None;
            }
            let normal = outlets::normal(speaker);
            word.newsroom |= self.newsrooms.contains(&normal)
                || accounts::is_newsroom(speaker)
                || norms(speaker).iter().any(|w| NEWSROOMS.contains(&w.as_str()));
            match accounts::houses(report, quote, &self.known) {
                Some(houses) => word
                    .houses
                    .extend(houses.into_iter().map(|h| format!("word of {h}"))),
                None => word.any = true,
            }
        }
        is_said.then_some(word)
    }
}

/// The remarks that the report gives most of what stands at `span` as.
pub(crate) fn speaking(report: &Report, span: Span) -> impl Iterator<Item = &Quote> {
    report.quotes.iter().filter(move |quote| {
        let said: usize = quote
            .content
            .iter()
            .filter(|c| c.overlaps(span))
            .map(|c| c.end().min(span.end()) - c.start().max(span.start()))
            .sum();
        quote.speaker.is_some() && said * 2 >= span.len() && quote.confidence >= HEARD
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{NameKind, QuoteForm};

    const FACT: &str = "The lock gate at Ellery jammed on a broken hinge";

    /// The fact as known, or as the word of `speaker`.
    fn report(id: &str, speaker: Option<&str>) -> Report {
        let words = speaker.map_or_else(|| format!("{FACT}."), |s| format!("{FACT}, {s} said."));
        let mut report = crate::sample::report(id, "", "", &[&words]);
        if let Some(speaker) = speaker {
            let source = report
                .text
                .span(FACT.len() + 2, FACT.len() + 2 + speaker.len())
                .unwrap();
            let named = speaker.starts_with(char::is_uppercase);
            let entity = named.then(|| speaker.to_lowercase().replace(' ', "-"));
            report.names.extend(entity.clone().map(|entity| record::Name {
                span: source,
                kind: NameKind::Organization,
                entity,
                role: None,
            }));
            report.quotes.push(Quote {
                form: QuoteForm::Indirect,
                content: vec![report.text.span(0, FACT.len()).unwrap()],
                cue: vec![],
                source: vec![source],
                speaker: Some(speaker.to_owned()),
                entity,
                confidence: 0.9,
            });
        }
        report
    }

    fn counted(speakers: &[Option<&str>]) -> (usize, usize) {
        let reports: Vec<Report> = speakers
            .iter()
            .zip('a'..)
            .map(|(s, id)| report(&id.to_string(), *s))
            .collect();
        let all: Vec<&Report> = reports.iter().collect();
        let places: Vec<(&Report, Span)> = all.iter().map(|r| (*r, r.segments[0].span)).collect();
        let count = Voices::of(&all).count(&places, &Ties::new(), &Origins::default());
        (count.low, count.high)
    }

    #[test]
    fn one_who_tells_it_and_one_who_says_by_whom_are_a_doubt() {
        assert_eq!(counted(&[None, Some("Canal Board")]), (1, 2));
        assert_eq!(counted(&[None, Some("Canal Board"), Some("Canal Board")]), (1, 3));
        assert_eq!(counted(&[None, Some("officials"), Some("police")]), (1, 3));
    }

    #[test]
    fn two_who_tell_it_or_two_houses_that_say_it_are_two() {
        assert_eq!(counted(&[None, None, Some("Canal Board")]), (2, 3));
        assert_eq!(counted(&[None, Some("Canal Board"), Some("police")]), (2, 3));
        assert_eq!(counted(&[None, Some("a witness"), Some("a neighbour")]), (2, 3));
    }

    #[test]
    fn newsrooms_that_all_give_one_house_s_word_have_each_heard_it() {
        assert_eq!(counted(&[Some("Canal Board"), Some("Canal Board")]), (2, 2));
    }

    #[test]
    fn newsrooms_that_give_another_newsroom_s_word_have_read_it_there() {
        assert_eq!(counted(&[Some("Ellery Herald"), Some("Ellery Herald")]), (1, 2));
        assert_eq!(counted(&[Some("Ellery Herald"), Some("Harrow Post")]), (2, 2));
    }
}
