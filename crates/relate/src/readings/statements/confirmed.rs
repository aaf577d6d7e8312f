//! Which wordings of one statement bear each other out, and how many independent origins stand behind each.
//!
//! Sentences are joined where they have much in common, so that a reader finds all who tell of one thing. To confirm a
//! sentence more is needed: another one must have most of what it says, tell of the same step of a case (who is charged is not
//! yet convicted), and not be the same wording, which is one text in two reports. So each wording is counted by those that
//! bear it out, and the best confirmed one can be told, with its words that one origin alone has.

use super::held::{Detail, Held, Vocabularies, details};
use super::terms::Terms;
use super::wording::{Wording, Words};
use crate::readings::rarity::rarity;
use crate::readings::voices::{Place, Ties, Voices};
use record::{Independent, Origins, Report, Span};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Share of a sentence's weight, in hundredths, that another one must have to bear it out. It was read off 90 sentences told
/// as confirmed, judged by reading.
const BORNE_OUT: u32 = 40;
/// Share of it, in hundredths, that may stand nowhere in the other report. It was read off 163 sentences told as confirmed.
const LACKED: u32 = 35;
/// No term weighs more than this, in sixteenths of a bit, so that no rare name bears out a sentence by itself.
const MOST_OF_A_TERM: u32 = 6 * 16;
/// Wordings of a statement that are counted each by itself; of more, those after them count with one origin.
const COUNTED: usize = 24;
/// Places of a claim that are held against each other for one wording.
const TIED: usize = 200;

/// How much each term tells among the sentences of a story.
pub(super) struct Weights<'t>(FxHashMap<&'t str, u32>);

impl<'t> Weights<'t> {
    pub(super) fn of(sentences: &'t [Terms]) -> Self {
        let mut held: FxHashMap<&str, usize> = FxHashMap::default();
        for term in sentences.iter().flat_map(|s| &s.all) {
            *held.entry(term).or_default() += 1;
        }
        let weight = |n: usize| rarity(sentences.len(), n).min(MOST_OF_A_TERM);
        Self(held.into_iter().map(|(term, n)| (term, weight(n))).collect())
    }

    fn one(&self, term: &str) -> u32 {
        self.0.get(term).copied().unwrap_or(MOST_OF_A_TERM)
    }

    fn sum<'a>(&self, terms: impl Iterator<Item = &'a String>) -> u32 {
        terms.filter_map(|t| self.0.get(t.as_str())).sum()
    }
}

/// What stands behind one wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Confirmed {
    pub(super) independent: Independent,
    /// Its words that one origin alone has.
    pub(super) alone: Vec<String>,
}

/// The words at `spans`, those that stand side by side as one phrase.
fn phrases(report: &Report, spans: impl Iterator<Item = Span>) -> Vec<String> {
    let mut found: Vec<Span> = Vec::new();
    for span in spans {
        let near = |last: &Span| span.start() <= last.end() + 1;
        match found.last_mut().filter(|last| near(last)) {
            Some(last) => *last = Span::new(last.start(), span.end().max(last.end())).unwrap_or(*last),
            None => found.push(span),
        }
    }
    found.into_iter().map(|s| report.text.at(s).to_owned()).collect()
}

/// What stands behind each of the first wordings, in order.
pub(super) fn count<'r>(
    wordings: &[Wording<'r>],
    weights: &Weights,
    (voices, origins, vocabularies): (&Voices<'r>, &Origins, &Vocabularies<'r>),
) -> Vec<Confirmed> {
    let place = |w: &Wording<'r>| Place::sentence(w.report, w.span);
    let all: Vec<Place> = wordings.iter().map(place).collect();
    let any = voices.count(&all, &Ties::new(), origins);
    if any.low < 2 {
        let one = Confirmed {
            independent: any,
            alone: vec![],
        };
        return vec![one; wordings.len().min(COUNTED)];
    }
    let said: Vec<Words> = wordings.iter().map(Words::of).collect();
    let mut ties = Ties::new();
    for (i, x) in wordings.iter().enumerate().take(COUNTED) {
        for (j, y) in wordings.iter().enumerate().take(COUNTED).skip(i + 1) {
            if x.report.id != y.report.id && said[i].is_text_of(&said[j]) {
                let name = format!("wording of {} and {}", x.report.id, y.report.id);
                for w in [x, y] {
                    ties.entry((&w.report.id, w.span))
                        .or_default()
                        .insert(name.clone());
                }
            }
        }
    }
    let held: Vec<Rc<Held>> = wordings.iter().map(|w| vocabularies.of(w.report)).collect();
    let near: Vec<Held> = wordings.iter().map(|w| Held::near(w.report, w.span)).collect();
    let somewhere = |j: usize, detail: &Detail| held[j].has(detail);
    // Who is named elsewhere is meant here; another word that stands far off is of something else.
    let holds = |j: usize, detail: &Detail| near[j].has(detail) || detail.is_name && somewhere(j, detail);
    let sharing = |i: usize, j: usize| {
        let (told, other) = (wordings[i].terms, wordings[j].terms);
        let shared = weights.sum(told.all.intersection(&other.all));
        100 * shared >= BORNE_OUT * weights.sum(told.all.iter()) && said[i].is_met_by(&said[j])
    };
    let at = |by: &[usize]| {
        let places: Vec<Place> = by.iter().map(|&j| place(&wordings[j])).collect();
        voices.count(&places, &ties, origins).low.min(any.low)
    };
    let counted = |i: usize| {
        let details = details(wordings[i].report, wordings[i].span);
        let weight = |d: &Detail| weights.one(&d.term);
        let all: u32 = details.iter().map(weight).sum();
        let has_most = |j: usize| {
            let lacked: u32 = details.iter().filter(|d| !somewhere(j, d)).map(weight).sum();
            100 * lacked <= LACKED * all
        };
        let by: Vec<usize> = (0..wordings.len())
            .filter(|&j| i == j || sharing(i, j) && has_most(j))
            .collect();
        let low = at(&by);
        let single = |detail: &&Detail| {
            let holders: Vec<usize> = by.iter().copied().filter(|&j| holds(j, detail)).collect();
            detail.tells && holders.len() < by.len() && at(&holders) < 2
        };
        let alone = match low {
            0 | 1 => vec![],
            _ => phrases(wordings[i].report, details.iter().filter(single).map(|d| d.span)),
        };
        let independent = Independent { low, high: any.high };
        Confirmed { independent, alone }
    };
    (0..wordings.len().min(COUNTED)).map(counted).collect()
}

/// How many independent origins stand behind something that these places say, each in its sentence: sentences of one wording
/// are one text.
pub(crate) fn behind<'r>(
    places: &[(&'r Report, Span)],
    sentences: &[(&'r Report, Span)],
    voices: &Voices<'r>,
    origins: &Origins,
) -> Independent {
    let nothing = Terms::default();
    let said: Vec<Words> = sentences
        .iter()
        .map(|&(report, span)| {
            Words::of(&Wording {
                report,
                span,
                terms: &nothing,
            })
        })
        .collect();
    let told: Vec<Place> = places
        .iter()
        .zip(sentences)
        .map(|(&(report, words), &(_, sentence))| Place::words(report, sentence, words))
        .collect();
    let mut ties = Ties::new();
    for (i, x) in told.iter().enumerate().take(TIED) {
        for (j, y) in told.iter().enumerate().take(TIED).skip(i + 1) {
            if x.report.id != y.report.id && said[i].is_text_of(&said[j]) {
                let name = format!("wording of {} and {}", x.report.id, y.report.id);
                for place in [x, y] {
                    ties.entry((place.report.id.as_str(), place.sentence))
                        .or_default()
                        .insert(name.clone());
                }
            }
        }
    }
    voices.count(&told, &ties, origins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::report;

    fn lows(sentences: &[&str]) -> Vec<usize> {
        let counts = counted(sentences);
        counts.into_iter().map(|c| c.independent.low).collect()
    }

    /// What stands behind each of the sentences, one a report.
    fn counted(sentences: &[&str]) -> Vec<Confirmed> {
        let reports: Vec<Report> = sentences
            .iter()
            .zip('a'..)
            .map(|(words, id)| report(&id.to_string(), words))
            .collect();
        let all: Vec<&Report> = reports.iter().collect();
        let terms: Vec<Terms> = reports
            .iter()
            .map(|r| Terms::of(r, r.sentences[0].span))
            .collect();
        let wordings: Vec<Wording> = reports
            .iter()
            .zip(&terms)
            .map(|(report, terms)| Wording {
                report,
                span: report.sentences[0].span,
                terms,
            })
            .collect();
        count(
            &wordings,
            &Weights::of(&terms),
            (&Voices::of(&all), &Origins::default(), &Vocabularies::default()),
        )
    }

    #[test]
    fn a_sentence_is_borne_out_by_one_that_says_most_of_it() {
        let told = lows(&[
            "The keeper of the lock shut the upper gate at dawn.",
            "At dawn the keeper shut the lock's upper gate.",
        ]);
        assert_eq!(told, [2, 2]);
        // What the longer one adds stands behind it alone.
        let told = lows(&[
            "The keeper of the lock shut the upper gate.",
            "Bakers, farmers, skippers and a choir from Harrow cheered on the towpath in the rain as the keeper shut the lock's upper gate.",
        ]);
        assert_eq!(told, [2, 1]);
    }

    #[test]
    fn another_step_of_a_case_or_another_of_many_confirms_nothing() {
        let told = lows(&[
            "A miller from Harrow pleaded guilty on Tuesday to the theft of nine barges of grain at Ellery.",
            "A miller from Harrow who is charged with the theft of nine barges of grain at Ellery will stand trial.",
        ]);
        assert_eq!(told, [1, 1]);
        let told = lows(&[
            "A fourth skipper was arrested over the theft of the grain barge at Ellery.",
            "Over the theft of a barge full of grain a skipper was arrested in Ellery.",
        ]);
        assert_eq!(told, [1, 2]);
    }

    #[test]
    fn sentences_that_stand_in_one_text_are_of_one_text() {
        let beside =
            "Skippers brewed tea on deck and complained about the price of coal while divers worked.";
        let told = lows(&[
            &format!("The keeper of the lock shut the upper gate at dawn. {beside}"),
            &format!(
                "At dawn the keeper shut the lock's upper gate. All day {}",
                beside.to_lowercase()
            ),
        ]);
        assert_eq!(told, [1, 1]);
    }

    #[test]
    fn the_words_that_one_source_alone_has_are_told() {
        let counts = counted(&[
            "The keeper of the lock shut the upper gate at dawn and was taken to <Harrow General>.",
            "At dawn the keeper shut the lock's upper gate, and was taken to hospital.",
        ]);
        assert_eq!((counts[0].independent.low, counts[1].independent.low), (2, 2));
        assert_eq!(counts[0].alone, ["Harrow General"]);
        assert!(counts[1].alone.len() < 2, "{:?}", counts[1].alone);
    }

    #[test]
    fn one_wording_in_two_reports_is_one_text() {
        let told = lows(&[
            "Skippers brewed tea on deck and complained about the price of coal while divers freed the hinge.",
            "All day the skippers brewed tea on deck and complained about the price of coal.",
        ]);
        assert_eq!(told, [1, 1]);
        // Words put in and replaced don't make it another.
        let told = lows(&[
            "All day skippers brewed some tea on deck and complained loudly about the price of coal.",
            "Skippers brewed tea on the deck and they complained about the high price of coal.",
        ]);
        assert_eq!(told, [1, 1]);
        // Few words in a row are how such things are told.
        let told = lows(&[
            "The skippers complained about the price of coal while they waited.",
            "While they waited, skippers complained of coal and its price.",
        ]);
        assert_eq!(told, [2, 2]);
    }
}
