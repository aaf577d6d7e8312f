//! What one sentence says of a claim.

use super::around::Around;
use super::certain::is_certain;
use super::claim::{Claim, Thing, Unit};
use super::differences::{lacking, of_polarity, of_speaker};
use super::figures;
use super::laid::{Laid, lay, places};
use super::parsed::Parsed;
use crate::readings::voices::speaking;
use record::{Difference, DifferenceKind, Quote, Span};
use std::collections::BTreeSet;

/// Share of a claim's weight, in hundredths, that may be taken from around the sentence.
const AROUND: usize = 50;
/// Share of a claim's weight, in hundredths, from which a sentence is near it.
const NEAR: usize = 40;
/// Things that must stand in the sentence itself.
pub(super) const FEWEST: usize = 2;

/// What one sentence says of a claim.
#[derive(Debug)]
pub(super) enum Judgement<'r> {
    /// It bears it out, in these words of it.
    Bears {
        /// From the first to the last word that does.
        span: Span,
        /// Whose word it gives.
        by: BTreeSet<String>,
        /// What was taken from around the sentence.
        around: Vec<String>,
    },
    /// It says otherwise, certainly.
    Conflicts {
        /// The remarks that it gives it as.
        said: Vec<&'r Quote>,
        /// Where they differ.
        difference: Difference,
    },
    /// It has much of it and does not bear it out.
    Near {
        /// Share of the claim's weight that it has, in thousandths.
        share: usize,
        /// What it lacks.
        differences: Vec<Difference>,
    },
    /// It is of something else.
    Other,
}

/// What `sentence` says of `claim`.
pub(super) fn judge<'r>(claim: &Claim<'_>, sentence: &Parsed<'r>, around: &Around<'_>) -> Judgement<'r> {
    let options: Vec<Vec<usize>> = claim.units.iter().map(|u| places(claim, u, sentence)).collect();
    let found: usize = weigh(claim, |i| !options[i].is_empty());
    let total = claim.weight().max(1);
    let here = evidence(claim, |i| !options[i].is_empty());
    if here < FEWEST || found * 100 < total * NEAR {
        return Judgement::Other;
    }
    let given: Vec<bool> = claim
        .units
        .iter()
        .map(|u| around.gives(claim, u, sentence))
        .collect();
    let mut differences: Vec<Difference> = claim
        .units
        .iter()
        .enumerate()
        .filter(|(i, _)| options[*i].is_empty() && !given[*i])
        .map(|(_, unit)| lacking(claim, unit, sentence))
        .collect();
    let (laid, fits) = lay(claim, sentence, &options, &given);
    if !fits {
        differences.push(Difference {
            kind: DifferenceKind::Order,
            claim: claim.parsed.report.text.at(claim.parsed.span).to_owned(),
            report: Some(written(sentence, &laid)),
        });
    }
    let said = match &claim.speaker {
        Some(_) => said_in(sentence, &laid),
        None => laid
            .cover(sentence)
            .map_or_else(Vec::new, |span| said_at(sentence, span)),
    };
    differences.extend(of_speaker(claim.speaker.as_ref(), &said, sentence));
    differences.extend(of_polarity(claim, sentence, &laid, &said));
    let borrowed = weigh(claim, |i| laid.around[i]);
    let here = evidence(claim, |i| laid.places.get(i).is_some_and(Option::is_some));
    let share = (found + borrowed).min(total) * 1000 / total;
    let Some(span) = laid.cover(sentence) else {
        return Judgement::Other;
    };
    if differences.is_empty() && here >= FEWEST && borrowed * 100 <= total * AROUND {
        let from_around = claim.units.iter().enumerate().filter(|(i, _)| laid.around[*i]);
        return Judgement::Bears {
            span,
            by: by(claim, sentence, &laid, &said),
            around: from_around.map(|(_, u)| claim.written(u).to_owned()).collect(),
        };
    }
    if differences.is_empty() {
        differences.extend(
            claim
                .units
                .iter()
                .enumerate()
                .filter(|(i, _)| laid.around[*i])
                .map(|(_, u)| Difference {
                    kind: DifferenceKind::Words,
                    claim: claim.written(u).to_owned(),
                    report: None,
                }),
        );
    }
    if let [difference] = &differences[..]
        && is_certain(claim, sentence, &laid, difference)
    {
        return Judgement::Conflicts {
            said,
            difference: difference.clone(),
        };
    }
    Judgement::Near { share, differences }
}

/// Whose word the sentence gives: of the remarks, and of the figures that were found.
fn by(claim: &Claim<'_>, sentence: &Parsed<'_>, laid: &Laid, said: &[&Quote]) -> BTreeSet<String> {
    let figures = claim.units.iter().zip(&laid.places).filter_map(|(u, place)| {
        let word = sentence.words.get((*place)?)?;
        matches!(u.thing, Thing::Figure(_))
            .then(|| sentence.figures.get(word.figure?)?.attributed_to.clone())?
    });
    let all = said.iter().filter_map(|q| q.speaker.clone());
    if said.is_empty() {
        figures.collect()
    } else {
        all.collect()
    }
}

/// How many things stand in the sentence. A toll tells what happened and to how many; a speaker is one more.
pub(super) fn evidence(claim: &Claim<'_>, of: impl Fn(usize) -> bool) -> usize {
    let counts = |u: &Unit| match u.thing {
        Thing::Figure(i) if figures::tells_measure(claim.parsed.figures[i]) => 2,
        _ => 1,
    };
    let units = claim
        .units
        .iter()
        .enumerate()
        .filter(|(i, _)| of(*i))
        .map(|(_, u)| counts(u));
    units.sum::<usize>() + usize::from(claim.speaker.is_some())
}

fn weigh(claim: &Claim<'_>, of: impl Fn(usize) -> bool) -> usize {
    let all = claim.units.iter().enumerate();
    all.filter(|(i, _)| of(*i)).map(|(_, u)| u.weight).sum()
}
fn written(sentence: &Parsed<'_>, laid: &Laid) -> String {
    laid.cover(sentence)
        .map_or("", |span| sentence.report.text.at(span))
        .to_owned()
}

/// The remarks that give some of the words found: whose word it is, is what the claim itself says.
fn said_in<'r>(sentence: &Parsed<'r>, laid: &Laid) -> Vec<&'r Quote> {
    let words = laid
        .places
        .iter()
        .flatten()
        .filter_map(|p| sentence.words.get(*p));
    let at: Vec<Span> = words.map(|w| w.span).collect();
    let gives = |q: &&Quote| q.content.iter().any(|c| at.iter().any(|s| c.overlaps(*s)));
    let quotes = sentence.report.quotes.iter().filter(|q| q.speaker.is_some());
    quotes.filter(gives).collect()
}

/// The remarks that the words are given as.
fn said_at<'r>(sentence: &Parsed<'r>, span: Span) -> Vec<&'r Quote> {
    speaking(sentence.report, span).collect()
}
