//! Where the things of a claim stand in a sentence.

use super::claim::{Claim, Thing, Unit};
use super::forms::is_participle;
use super::order::{self, Places};
use super::parsed::Parsed;
use super::polarity::clause;
use super::{days, figures};
use record::Span;
use std::collections::BTreeSet;

/// Ways to lay a claim onto a sentence that are tried.
const TRIED: usize = 64;
/// Places of one thing in a sentence that are tried.
const TRIED_OF_ONE: usize = 4;

/// Where the things of a claim stand in a sentence.
pub(super) struct Laid {
    pub(super) places: Places,
    /// Whether it was taken from around the sentence.
    pub(super) around: Vec<bool>,
}
/// The words of the sentence where a thing of the claim may stand.
pub(super) fn places(claim: &Claim<'_>, unit: &Unit, sentence: &Parsed<'_>) -> Vec<usize> {
    let starts = |fits: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..sentence.words.len())
            .filter(|i| fits(*i))
            .take(TRIED_OF_ONE)
            .collect()
    };
    match unit.thing {
        Thing::Word => {
            let wanted = &claim.parsed.words[unit.first];
            let capital = |p: &Parsed<'_>, span: Span| p.report.text.at(span).starts_with(char::is_uppercase);
            let proper = unit.first > 0 && capital(&claim.parsed, wanted.span);
            let acts = is_participle(&wanted.norm) && !is_noun(&claim.parsed, unit.first);
            starts(&|i| {
                let word = &sentence.words[i];
                word.form == wanted.form
                    && !(acts && is_noun(sentence, i))
                    && (word.name.is_none() || proper || !capital(sentence, word.span))
            })
        }
        Thing::Name(i) => {
            let name = claim.parsed.names[i];
            let same: Vec<usize> = sentence
                .names
                .iter()
                .filter(|n| n.entity == name.entity)
                .filter_map(|n| sentence.word_at(n.span))
                .take(TRIED_OF_ONE)
                .collect();
            if !same.is_empty() {
                return same;
            }
            // What one sentence makes a name of and the other not is the same where the words are.
            let words: Vec<&str> = claim.parsed.words[unit.first..=unit.last]
                .iter()
                .map(|w| w.norm.as_str())
                .collect();
            starts(&|at| {
                let run = sentence.words.get(at..at + words.len()).unwrap_or_default();
                run.len() == words.len()
                    && run.iter().zip(&words).all(|(w, wanted)| w.norm == **wanted)
                    && run.iter().all(|w| w.name.is_none())
                    && run.iter().all(|w| {
                        sentence
                            .report
                            .text
                            .at(w.span)
                            .starts_with(|c: char| !c.is_lowercase())
                    })
            })
        }
        Thing::Figure(i) => sentence
            .figures
            .iter()
            .filter(|told| {
                figures::compare(claim.parsed.figures[i], told, claim.is_dated()) == figures::Match::Entails
            })
            .filter_map(|told| sentence.word_at(told.span))
            .collect(),
        Thing::Time(i) => sentence
            .times
            .iter()
            .filter(|told| {
                let mine = (&claim.parsed, claim.parsed.times[i]);
                days::compare(mine, (sentence, told)) == days::Match::Within
            })
            .filter_map(|told| sentence.word_at(told.span))
            .collect(),
    }
}

/// Whether the word stands as a noun: who counts "the number of injured" has injured nobody.
fn is_noun(parsed: &Parsed<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |i| parsed.words[i].norm.as_str());
    matches!(before, "of" | "the" | "a" | "an" | "no")
}

/// Lays the claim onto the sentence: the first way that fits, else the first.
pub(super) fn lay(
    claim: &Claim<'_>,
    sentence: &Parsed<'_>,
    options: &[Vec<usize>],
    given: &[bool],
) -> (Laid, bool) {
    // What stands around the sentence may be what is meant, though the word stands in it too ("the fire service said").
    let ways: Vec<usize> = options
        .iter()
        .zip(given)
        .map(|(o, given)| (o.len() + usize::from(*given)).max(1))
        .collect();
    let mut choice = vec![0; options.len()];
    let mut first: Option<Places> = None;
    for _ in 0..TRIED {
        let places: Places = options
            .iter()
            .zip(&choice)
            .map(|(o, c)| o.get(*c).copied())
            .collect();
        let apart = {
            let mut met = BTreeSet::new();
            places.iter().flatten().all(|p| met.insert(*p))
        };
        if apart
            && order::fits(claim, sentence, &places)
            && (claim.speaker.is_some() || in_one_mouth(sentence, &places))
        {
            return (Laid::new(places, given), true);
        }
        first.get_or_insert(places);
        // The next way, like a number with a digit for each thing.
        let mut at = 0;
        while at < choice.len() {
            choice[at] += 1;
            if choice[at] < ways[at] {
                break;
            }
            choice[at] = 0;
            at += 1;
        }
        if at == choice.len() {
            break;
        }
    }
    (Laid::new(first.unwrap_or_default(), given), false)
}

/// Whether what was found stands all in somebody's words or all in the report's: "on Monday" of "police said on Monday" is
/// not when it happened.
fn in_one_mouth(sentence: &Parsed<'_>, places: &Places) -> bool {
    let at: Vec<Span> = places
        .iter()
        .flatten()
        .filter_map(|p| sentence.words.get(*p))
        .map(|w| w.span)
        .collect();
    sentence
        .report
        .quotes
        .iter()
        .filter(|q| !q.cue.is_empty())
        .all(|quote| {
            // A claim that has the verb of saying itself says what the report says.
            let meets = |spans: &[Span]| at.iter().any(|s| spans.iter().any(|c| c.overlaps(*s)));
            if meets(&quote.cue) {
                return true;
            }
            // Who says that 31 were hurt has not hurt them.
            if meets(&quote.source) && meets(&quote.content) {
                return false;
            }
            let of: Vec<bool> = at
                .iter()
                .map(|s| quote.content.iter().any(|c| c.overlaps(*s)))
                .collect();
            let beside = |s: &Span| quote.cue.iter().any(|c| near(*c, *s, sentence));
            // What stands neither in the remark nor beside its verb belongs to no one's word.
            of.iter().all(|inside| *inside)
                || of.iter().all(|inside| !inside)
                || at.iter().zip(&of).all(|(s, inside)| *inside || !beside(s))
        })
}

/// Whether a word stands in the same clause as a verb of saying.
fn near(cue: Span, word: Span, sentence: &Parsed<'_>) -> bool {
    let (Some(a), Some(b)) = (sentence.word_at(cue), sentence.word_at(word)) else {
        return false;
    };
    let (from, to) = clause(sentence, a, a);
    (from..=to).contains(&b)
}

impl Laid {
    fn new(places: Places, given: &[bool]) -> Self {
        let around = places
            .iter()
            .zip(given)
            .map(|(place, given)| place.is_none() && *given)
            .collect();
        Self { places, around }
    }

    /// From the first to the last word that was found.
    pub(super) fn cover(&self, sentence: &Parsed<'_>) -> Option<Span> {
        let at = self
            .places
            .iter()
            .flatten()
            .filter_map(|p| sentence.words.get(*p));
        at.map(|w| w.span).reduce(Span::cover)
    }
}
