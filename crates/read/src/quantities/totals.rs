//! A report's totals of killed and wounded: the figures it gives for its own event as a whole.
//!
//! The headline leads with the total, and where it tells of several it is it; else the largest figure of the event's scope in
//! headline and lead is; what comes later is asked only where they say nothing. A report of one victim often gives no number at all ("the man died at a
//! hospital"): then the words of loss themselves are the evidence of one. People shot are neither dead nor wounded until
//! the report says which: those who were shot and did not die are the wounded.

use super::scene::Scene;
use super::{losses, phrases, signs, subjects};
use crate::tokens::{Tokens, tokenize};
use record::{Report, Scope, Span};

/// How many sentences of the text count as its lead.
const LEAD: usize = 3;
/// How many sentences are looked at for a loss told without a number.
const NEAR: usize = 12;

/// The report's total of `measure` (`killed` or `wounded`), `None` where it tells of none.
///
/// A lower bound is taken as it is told; an upper bound where it is the only one.
#[must_use]
pub fn total(report: &Report, measure: &str) -> Option<f64> {
    let evidence = Evidence::of(report);
    let killed = evidence.killed();
    match measure {
        losses::KILLED => killed,
        losses::WOUNDED => evidence.wounded(killed.unwrap_or(0.0)),
        other => {
            let of_event = |q: &&record::Quantity| q.measure == other && q.scope == Scope::Event;
            report
                .quantities
                .iter()
                .filter(of_event)
                .find_map(|q| q.min.or(q.max))
        }
    }
}

/// Whether the sentence goes on behind `who` to tell of a suicide, and of no other death before it.
fn ends_own(report: &Report, index: usize, who: Span) -> bool {
    let Some(sentence) = report.sentences.get(index) else {
        return false;
    };
    let rest = report.text.get(who.end()..sentence.span.end()).unwrap_or("");
    let own = ["himself", "herself", "own life", "suicide", " self"];
    let other = ["killed", "died", "dead", "slain", "murder"];
    let lower = rest.to_ascii_lowercase();
    let Some(at) = own.iter().filter_map(|w| lower.find(w)).min() else {
        return false;
    };
    let before = lower
        .get(..at)
        .unwrap_or("")
        .trim_end()
        .trim_end_matches("killed");
    !other.iter().any(|w| before.contains(w))
}

/// What a report tells of one measure.
#[derive(Debug, Default)]
struct Told {
    headline: Option<f64>,
    lead: Option<f64>,
    later: Option<f64>,
    /// The most that a part, or someone named, adds up to.
    part: Option<f64>,
    /// Told of someone without a number.
    one: bool,
    denied: bool,
}

impl Told {
    /// The number told, where one is.
    fn number(&self) -> Option<f64> {
        match (self.headline, self.lead) {
            // "A docker dies": a headline of one may speak of the last of several.
            (Some(a), Some(b)) if a <= 1.0 => Some(a.max(b)),
            (a, b) => a.or(b).or(self.later),
        }
    }

    fn count(&self) -> Option<f64> {
        self.number()
            .or(self.part)
            .or(self.one.then_some(1.0))
            .or(self.denied.then_some(0.0))
    }

    fn add(&mut self, place: Place, value: f64) {
        if value == 0.0 {
            self.denied = true;
            return;
        }
        let slot = match place {
            Place::Headline => &mut self.headline,
            Place::Lead => &mut self.lead,
            Place::Part => &mut self.part,
            // Deep in a text other events and parts abound: the first figure there is the likeliest.
            Place::Later => {
                self.later.get_or_insert(value);
                return;
            }
        };
        *slot = Some(slot.map_or(value, |old| old.max(value)));
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Headline,
    Lead,
    Later,
    Part,
}

#[derive(Debug, Default)]
struct Evidence {
    killed: Told,
    wounded: Told,
    shot: Told,
    /// The doer died by their own hand.
    suicide: bool,
    survival: bool,
    /// Someone was hit or hurt, dead or alive.
    hit: bool,
}

impl Evidence {
    fn of(report: &Report) -> Self {
        let mut out = Self::default();
        if let Some(headline) = report.headline.as_deref() {
            out.headline(headline);
        }
        for q in &report.quantities {
            let index = report
                .sentences
                .partition_point(|s| s.span.end() <= q.span.start());
            // Who ends the own life is added to the others below.
            if q.measure == losses::KILLED && q.max == Some(1.0) && ends_own(report, index, q.span) {
                continue;
            }
            let place = match q.scope {
                Scope::Event if index < LEAD => Place::Lead,
                Scope::Event => Place::Later,
                Scope::Part => Place::Part,
                Scope::Cumulative | Scope::Background => continue,
            };
            out.add(&q.measure, place, q.min.or(q.max));
        }
        let lower = report.text.to_ascii_lowercase();
        // "Five were shot, two fatally": the part is the dead of them.
        for q in report
            .quantities
            .iter()
            .filter(|q| q.scope == Scope::Part && q.counted.is_none())
        {
            if out.shot.number().is_some() {
                out.add(&q.measure, Place::Later, q.min);
            }
        }
        let mut list = Vec::new();
        for sentence in report.sentences.iter().take(NEAR) {
            list.clear();
            tokenize(&report.text, &lower, sentence.span, &mut list);
            out.singles(Tokens::new(&list));
        }
        out
    }

    fn headline(&mut self, headline: &str) {
        let lower = headline.to_ascii_lowercase();
        let mut list = Vec::new();
        if let Some(span) = Span::new(0, headline.len()) {
            tokenize(headline, &lower, span, &mut list);
        }
        let t = Tokens::new(&list);
        for q in super::in_headline(headline) {
            // "Dockers hurt": two at the least, and the text says how many.
            let open = q.approximate && q.max.is_none() && q.min == Some(2.0);
            if matches!(q.scope, Scope::Event | Scope::Part) {
                self.add(
                    &q.measure,
                    if open { Place::Part } else { Place::Headline },
                    q.min.or(q.max),
                );
            }
        }
        self.singles(t);
    }

    fn told(&mut self, measure: &str) -> Option<&mut Told> {
        Some(match measure {
            losses::KILLED | "homicides" => &mut self.killed,
            losses::WOUNDED => &mut self.wounded,
            losses::SHOT => &mut self.shot,
            _ => return None,
        })
    }

    fn add(&mut self, measure: &str, place: Place, value: Option<f64>) {
        if let (Some(told), Some(value)) = (self.told(measure), value) {
            told.add(place, value);
        }
    }

    /// "The victim was pronounced dead", "he died", "she was wounded": someone, without a number.
    fn singles(&mut self, t: Tokens<'_>) {
        let phrases = phrases::all(&Scene {
            t,
            blocked: &[],
            names: &[],
            headline: false,
        });
        for i in 0..t.len() {
            self.killed.one |= signs::is_death(t, i);
            self.suicide |= signs::is_suicide(t, i);
            self.survival |= signs::is_survival(t, i);
            self.hit |= signs::is_wound(t, i);
            let begins = matches!(
                t.lower(i),
                "was" | "were" | "is" | "died" | "dies" | "has" | "had" | "fatally" | "been"
            );
            let counted = phrases.iter().any(|p| p.until == i);
            if !begins || counted {
                continue;
            }
            if let Some(told) = subjects::after(t, i).and_then(|p| self.told(p.measure)) {
                told.one = true;
            }
        }
    }

    /// The dead, the doer among them.
    fn killed(&self) -> Option<f64> {
        let victims = self.killed.count();
        if !self.suicide {
            return victims;
        }
        Some(victims.unwrap_or(0.0) + 1.0)
    }

    /// The wounded: told as such, else those shot who did not die.
    fn wounded(&self, killed: f64) -> Option<f64> {
        let shot = self.shot.number();
        let told = self.wounded.number();
        let survivors = shot.filter(|s| *s > killed).map(|s| s - killed);
        match (told, survivors) {
            (Some(t), Some(s)) => Some(t.max(s)),
            (Some(t), None) => Some(t),
            (None, Some(s)) => Some(s),
            (None, None)
                if killed == 0.0
                    && (self.wounded.one
                        || self.shot.one
                        || self.survival
                        || self.hit
                        || self.wounded.part.is_some()) =>
            {
                Some(1.0)
            }
            (None, None) if self.survival => Some(1.0),
            (None, None) => self.wounded.denied.then_some(0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, SegmentKind, Sentence, Text};

    fn totals(headline: &str, sentences: &[&str]) -> (Option<f64>, Option<f64>) {
        let text = Text::new(sentences.join("\n"));
        let mut at = 0;
        let mut spans = Vec::new();
        for s in sentences {
            spans.extend(text.span(at, at + s.len()).map(|span| Sentence { span }));
            at += s.len() + 1;
        }
        let mut report = Report {
            headline: Some(headline.to_owned()),
            segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
            sentences: spans,
            text,
            ..Report::default()
        };
        report.quantities = super::super::find(&report);
        (total(&report, "killed"), total(&report, "wounded"))
    }

    #[test]
    fn headline_and_lead_give_the_total() {
        let text = [
            "Two people were killed at the quay and five were hurt.",
            "One of the dead was a docker.",
        ];
        assert_eq!(totals("Two dead in quay blast", &text), (Some(2.0), Some(5.0)));
    }

    #[test]
    fn those_shot_who_lived_are_the_wounded() {
        assert_eq!(
            totals("Five shot in Eastport", &["Five people were shot, two fatally."]),
            (Some(2.0), Some(3.0))
        );
    }

    #[test]
    fn one_victim_needs_no_number() {
        assert_eq!(
            totals("Docker dies", &["The docker was pronounced dead at a hospital."]).0,
            Some(1.0)
        );
        assert_eq!(totals("Man killed on quay", &["Police came."]).0, Some(1.0));
    }

    #[test]
    fn the_doer_who_dies_is_counted() {
        let text = ["A man killed three people before taking his own life."];
        assert_eq!(totals("Three killed", &text).0, Some(4.0));
    }

    #[test]
    fn nothing_lost_is_no_total() {
        assert_eq!(
            totals("Council meets", &["The council met on the budget."]),
            (None, None)
        );
        assert_eq!(
            totals("Attempt fails", &["He was charged with attempted murder."]).0,
            None
        );
    }
}
