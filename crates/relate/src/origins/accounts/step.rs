//! Facts that two reports tell in the same order, without the words being the same.
//!
//! Sentences correspond where they share telling words: names, figures, terms that are rare in English news at large. The
//! heaviest row of such pairs that rises in both reports is what they tell in step. Quoted speech plays no part in it: all who
//! heard a speaker quote alike.

use crate::readings::words::{stem, words};
use crate::rising::rising;
use crate::stories::background::telling;
use record::{QuoteForm, Report, Span};
use std::collections::BTreeMap;

/// What a word must tell to count, in tenths of a natural unit of information: one article in twenty has it.
const TELLING: usize = 30;
/// Words that two sentences must share, what these must tell, and their share of what the lesser one tells, in hundredths.
const WORDS: usize = 2;
const WEIGHT: usize = 100;
const SHARE: usize = 30;
/// Pairs of sentences in step, what their common words must tell, and their share, in hundredths, of the lesser report.
const SENTENCES: usize = 3;
const HEAVY: usize = 500;
const PART: usize = 15;
/// Days after which a later report of a running story may repeat the first facts from anywhere; then both must be so many
/// times as much.
const SOON: i32 = 1;
const LATER: usize = 2;
/// Share, in hundredths, of the sentences with a counterpart that must stand in the row: facts in another order are another
/// account.
const IN_ORDER: usize = 50;
/// Sentences of a report that are compared; what stands after them is left out.
const LONGEST: usize = 120;

/// A report's sentences with their telling words.
#[derive(Debug)]
pub(super) struct Facts {
    sentences: Vec<(Span, BTreeMap<String, usize>)>,
    weight: usize,
}

impl Facts {
    pub(super) fn of(report: &Report) -> Self {
        let speech: Vec<Span> = report
            .quotes
            .iter()
            .filter(|q| q.form != QuoteForm::Indirect)
            .flat_map(|q| q.content.iter().copied())
            .collect();
        let running = |span: Span| {
            report
                .segment_at(span.start())
                .is_some_and(|s| s.kind.is_running())
        };
        let sentences: Vec<(Span, BTreeMap<String, usize>)> = report
            .sentences
            .iter()
            .map(|s| s.span)
            .filter(|span| running(*span))
            .take(LONGEST)
            .map(|span| (span, terms(report, span, &speech)))
            .collect();
        let weight = sentences.iter().flat_map(|(_, terms)| terms.values()).sum();
        Self { sentences, weight }
    }
}

fn terms(report: &Report, span: Span, speech: &[Span]) -> BTreeMap<String, usize> {
    let mut terms = BTreeMap::new();
    for word in words(report.text.at(span)) {
        let at = span.start() + word.span.start();
        if speech.iter().any(|s| s.start() <= at && at < s.end()) {
            continue;
        }
        let weight = telling(&word.norm);
        if weight >= TELLING {
            terms.insert(stem(&word.norm), weight);
        }
    }
    terms
}

/// The sentences that the two, published `days` apart, tell in step, if these are enough for one account to stand behind both.
pub(super) fn in_step(a: &Facts, b: &Facts, days: Option<i32>) -> Option<Vec<(Span, Span)>> {
    let (mut places, mut weights) = (Vec::new(), Vec::new());
    for (i, (_, x)) in a.sentences.iter().enumerate() {
        for (j, (_, y)) in b.sentences.iter().enumerate() {
            let shared: Vec<usize> = x
                .iter()
                .filter_map(|(word, weight)| y.get(word).map(|other| *weight.min(other)))
                .collect();
            let weight: usize = shared.iter().sum();
            let least = x.values().sum::<usize>().min(y.values().sum());
            if shared.len() >= WORDS && weight >= WEIGHT && 100 * weight >= SHARE * least {
                places.push((i, j));
                weights.push(weight);
            }
        }
    }
    let row = rising(&places, &weights);
    let heavy: usize = row.iter().map(|&k| weights[k]).sum();
    let different = |side: fn(&(usize, usize)) -> usize| {
        let mut all: Vec<usize> = places.iter().map(side).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    };
    let answered = different(|p| p.0).min(different(|p| p.1));
    let times = if days.is_some_and(|d| d > SOON) { LATER } else { 1 };
    let enough = row.len() >= times * SENTENCES
        && heavy >= times * HEAVY
        && 100 * heavy >= PART * a.weight.min(b.weight)
        && 100 * row.len() >= IN_ORDER * answered;
    let spans = |&k: &usize| (a.sentences[places[k].0].0, b.sentences[places[k].1].0);
    enough.then(|| row.iter().map(spans).collect())
}
