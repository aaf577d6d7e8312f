//! By whose word a report tells a statement or a figure: "the gate jammed", or "the gate jammed, the canal board said".
//!
//! A newsroom that says whose word it gives is a witness that it was said, and none of the fact. Another that tells the same
//! as known may have it from there. What is absent on purpose: any doubt among newsrooms that all tell it as known, or that
//! all give it as said: of the first nothing is known, and the second tell what they heard.

use crate::origins::accounts::{self, Affiliations};
use crate::origins::outlets;
use crate::readings::words::norms;
use record::{Independent, Origins, Quote, QuoteForm, Report, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Surety from which a remark takes its words from the report that tells it: a doubt is enough for the cautious.
const HEARD: f64 = 0.5;
/// Names that places hold in common, by report and span.
pub(super) type Ties<'r> = BTreeMap<(&'r str, Span), BTreeSet<String>>;

/// A place that tells something.
#[derive(Clone, Copy)]
pub(super) struct Place<'r> {
    pub(super) report: &'r Report,
    /// The sentence: what it rests on is asked of it.
    pub(super) sentence: Span,
    /// The words that tell it, which may be somebody's though the rest of the sentence is not.
    pub(super) words: Span,
    /// Whose word it is where the reading of the words says so, and no remark need be found.
    pub(super) by: Option<&'r str>,
}

impl<'r> Place<'r> {
    /// A whole sentence.
    pub(super) fn sentence(report: &'r Report, sentence: Span) -> Self {
        Self::words(report, sentence, sentence)
    }

    /// Some words of a sentence.
    pub(super) fn words(report: &'r Report, sentence: Span, words: Span) -> Self {
        Self {
            report,
            sentence,
            words,
            by: None,
        }
    }
}

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

/// Words in the name of a site that is no newsroom's, but a house's own.
const HOUSES: [&str; 2] = ["police", "sheriff"];
/// What a text for newsrooms says of itself at its head.
const RELEASE: &str = "for immediate release";
/// Bytes of a text that are its head.
const HEAD: usize = 600;

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

impl Word {
    fn of_none() -> Self {
        Self {
            houses: BTreeSet::new(),
            any: false,
            newsroom: false,
        }
    }
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
    pub(super) fn count(&self, places: &[Place<'r>], ties: &Ties<'r>, origins: &Origins) -> Independent {
        // A house's own text is what newsrooms draw on, and no newsroom beside them.
        let heard: Vec<Place> = places.iter().copied().filter(|p| !is_release(p.report)).collect();
        let all = self.count_all(places, ties, origins);
        if heard.is_empty() || heard.len() == places.len() {
            return all;
        }
        let low = self.count_all(&heard, ties, origins).low.min(all.low);
        Independent { low, ..all }
    }

    fn count_all(&self, places: &[Place<'r>], ties: &Ties<'r>, origins: &Origins) -> Independent {
        let mut told: BTreeSet<(&str, Span)> = BTreeSet::new();
        let mut said: BTreeMap<(&str, Span), Word> = BTreeMap::new();
        for place in places {
            let at = (place.report.id.as_str(), place.sentence);
            match self.word(place) {
                Some(word) => _ = said.insert(at, word),
                None => _ = told.insert(at),
            }
        }
        // Who gives a newsroom's word has read it there; newsrooms that all give a house's word have each heard it.
        if told.is_empty() {
            for word in said.values_mut().filter(|word| !word.newsroom) {
                *word = Word::of_none();
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
    fn word(&self, place: &Place<'r>) -> Option<Word> {
        let report = place.report;
        let mut word = Word::of_none();
        let named = place.by.map(|by| remark_of(report, by));
        let mut is_said = false;
        for quote in speaking(report, place.words).chain(&named) {
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

/// Whether the report is a house's own text: a release, or a page of an authority's site.
fn is_release(report: &Report) -> bool {
    let site = report.outlet.as_deref().unwrap_or("").to_lowercase();
    let is_site = site.contains('.') && !site.contains(' ');
    let of_state = || {
        site.split('.')
            .any(|label| matches!(label, "gov" | "mil" | "police"))
    };
    let of_house = || HOUSES.iter().any(|word| site.contains(word));
    if is_site && (of_state() || of_house()) {
        return true;
    }
    let head = report
        .text
        .char_indices()
        .map(|(at, _)| at)
        .take_while(|at| *at < HEAD);
    let head = &report.text[..head.last().unwrap_or(0)];
    head.to_ascii_lowercase().contains(RELEASE)
}

/// A remark of one whose words are not marked: "police put the damage at two million".
fn remark_of(report: &Report, speaker: &str) -> Quote {
    let mut named = report.names.iter().filter(|n| report.text.at(n.span) == speaker);
    let source = named.clone().map(|n| n.span).take(1).collect();
    Quote {
        form: QuoteForm::Indirect,
        content: vec![],
        cue: vec![],
        source,
        speaker: Some(speaker.to_owned()),
        entity: named.next().map(|n| n.entity.clone()),
        confidence: 1.0,
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
    use record::NameKind;

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
        let places: Vec<Place> = all
            .iter()
            .map(|r| Place::sentence(r, r.segments[0].span))
            .collect();
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
    fn a_house_s_own_text_is_no_second_source_of_its_word() {
        let with = |outlet: &str, speakers: [Option<&str>; 2]| {
            let own = Report {
                outlet: Some(outlet.to_owned()),
                ..report("a", speakers[0])
            };
            let other = report("b", speakers[1]);
            let places = [&own, &other].map(|r| Place::sentence(r, r.segments[0].span));
            let count = Voices::of(&[&own, &other]).count(&places, &Ties::new(), &Origins::default());
            (count.low, count.high)
        };
        assert_eq!(with("ellery.gov", [None, None]), (1, 2));
        assert_eq!(
            with("ellerysheriff.example", [None, Some("the sheriff’s office")]),
            (1, 2)
        );
        assert_eq!(
            with("ellerysheriff.example", [Some("a witness"), Some("a witness")]),
            (1, 2)
        );
        // A newsroom may have the police in its name, and a site's address be its name.
        assert_eq!(with("Police Gazette", [None, None]), (2, 2));
        assert_eq!(with("elleryherald.example", [None, None]), (2, 2));
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
