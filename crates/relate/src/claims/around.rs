//! What a sentence need not say, since its report says it around it: where it plays, what happened, which office somebody holds.
//!
//! "Solvane said 31 people were injured" in a report of a fire in Port Callow bears out that 31 people were injured in that
//! fire. What is absent on purpose: taking a person, a figure or a day from elsewhere.

use super::claim::{Claim, Thing, Unit};
use super::forms::form;
use super::parsed::Parsed;
use crate::readings::words::norms;
use jiff::civil::Date;
use record::{NameKind, Report, Scope, Span};
use std::collections::BTreeSet;

/// Phrases that only say what happening is meant, by the word that opens them.
const SETTING: [&str; 7] = ["in", "during", "of", "from", "at", "after", "on"];

/// Words by which a sentence tells of another happening than its report.
const ELSEWHERE: [&str; 20] = [
    "another",
    "earlier",
    "previous",
    "previously",
    "smaller",
    "bigger",
    "larger",
    "similar",
    "separate",
    "separately",
    "second",
    "ago",
    "last",
    "other",
    "elsewhere",
    "since",
    "meanwhile",
    "unrelated",
    "once",
    "former",
];

/// Days before its report that a sentence may tell of and still be of what the report is about.
const RECENT: i32 = 4;

/// What stands around the sentences of one report.
pub(super) struct Around<'r> {
    report: &'r Report,
    /// Forms of the words of the headline.
    headline: BTreeSet<String>,
    /// The first sentence, and forms of its words.
    lead: Option<Span>,
    told: BTreeSet<String>,
    /// Entities of the places named in the dateline, the headline's words and the first two sentences.
    places: BTreeSet<&'r str>,
    dateline: Vec<String>,
}

impl<'r> Around<'r> {
    pub(super) fn of(report: &'r Report) -> Self {
        let running: Vec<Span> = report
            .sentences
            .iter()
            .map(|s| s.span)
            .filter(|s| report.segment_at(s.start()).is_some_and(|g| g.kind.is_running()))
            .take(2)
            .collect();
        let first = running.first().map_or("", |s| report.text.at(*s));
        let headline = report.headline.as_deref().unwrap_or_default();
        let forms = |text: &str| norms(text).iter().map(|w| form(w)).collect();
        let near = |span: Span| running.iter().any(|s| s.contains(span));
        let in_headline = |words: &str| headline.contains(words);
        let places = report
            .names
            .iter()
            .filter(|n| n.kind == NameKind::Place && (near(n.span) || in_headline(report.text.at(n.span))))
            .map(|n| n.entity.as_str())
            .collect();
        let dateline = report
            .dateline
            .as_ref()
            .and_then(|d| d.place.as_deref())
            .unwrap_or_default();
        Self {
            report,
            headline: forms(headline),
            lead: running.first().copied(),
            told: forms(first),
            places,
            dateline: norms(dateline),
        }
    }

    /// Whether the report says around `sentence` what the unit of the claim asks for.
    pub(super) fn gives(&self, claim: &Claim<'_>, unit: &Unit, sentence: &Parsed<'_>) -> bool {
        if let Thing::Word = unit.thing
            && self.is_role(claim, unit, sentence)
        {
            return true;
        }
        if !self.is_of_the_same(sentence) {
            return false;
        }
        match unit.thing {
            Thing::Name(i) => {
                let name = claim.parsed.names[i];
                let other_place = sentence.names.iter().any(|n| n.kind == NameKind::Place);
                name.kind == NameKind::Place && !other_place && self.plays_in(claim, unit, &name.entity)
            }
            Thing::Word => {
                let opener = claim.openers.get(unit.phrase).and_then(Option::as_deref);
                let word = &claim.parsed.words[unit.first].form;
                // What a sentence says itself is not around it.
                let lead = self.lead != Some(sentence.span) && self.told.contains(word);
                opener.is_some_and(|o| SETTING.contains(&o)) && (lead || self.headline.contains(word))
            }
            Thing::Figure(_) | Thing::Time(_) => false,
        }
    }

    fn plays_in(&self, claim: &Claim<'_>, unit: &Unit, entity: &str) -> bool {
        let words = norms(claim.written(unit));
        let run = |of: &[String]| of.windows(words.len().max(1)).any(|w| w == words);
        self.places.contains(entity) || run(&self.dateline)
    }

    /// Whether the sentence tells of what its report is about, as far as its words go.
    fn is_of_the_same(&self, sentence: &Parsed<'_>) -> bool {
        let day: Option<Date> = self.report.day().and_then(|d| d.parse().ok());
        let old = sentence.times.iter().any(|t| {
            let from = t.from.as_deref().and_then(|d| d.get(..10)?.parse::<Date>().ok());
            match (from, day) {
                (Some(from), Some(day)) => (day - from).get_days() > RECENT,
                _ => t.value == "PAST_REF",
            }
        });
        !old && !sentence
            .words
            .iter()
            .any(|w| ELSEWHERE.contains(&w.norm.as_str()))
            && !sentence.figures.iter().any(|q| q.scope == Scope::Background)
    }

    /// Whether the word is the office of somebody whom both name, and the report gives them that office elsewhere.
    fn is_role(&self, claim: &Claim<'_>, unit: &Unit, sentence: &Parsed<'_>) -> bool {
        let word = &claim.parsed.words[unit.first];
        claim.parsed.names.iter().any(|name| {
            let holds =
                |role: &Option<String>| role.as_deref().is_some_and(|r| norms(r).contains(&word.norm));
            name.kind == NameKind::Person
                && holds(&name.role)
                && sentence.names.iter().any(|n| n.entity == name.entity)
                && self
                    .report
                    .names
                    .iter()
                    .any(|n| n.entity == name.entity && holds(&n.role))
        })
    }
}
