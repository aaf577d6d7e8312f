//! What of a sentence is compared word by word: whether two are of one text, and tell of the same step of a case.

use super::terms::Terms;
use crate::readings::words::{is_function_word, words};
use crate::stories::background::telling;
use record::{QuoteForm, Report, Span};
use rustc_hash::{FxHashSet, FxHasher};
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

/// Words in a row, and telling ones among them that are no names, by which two sentences are one wording.
const RUN: usize = 8;
const TELLING_WORDS: usize = 3;
/// Share of the words of the shorter of two sentences, in hundredths, that make them one wording where they stand in the
/// other in the same order.
const REWORDED: usize = 75;
/// Sentences before and after one that are read with it.
const AROUND: usize = 2;
/// What a word must tell to count among them, in tenths of a natural unit of information: one article in twenty has it.
const TELLING: usize = 30;
/// Words of a sentence that are compared.
const LONGEST: usize = 80;

/// Steps of a case before the law, by the stems of the words that tell them.
const STEPS: [(u8, &str); 27] = [
    (0, "arrest"),
    (0, "custody"),
    (0, "detain"),
    (0, "captur"),
    (0, "apprehend"),
    (1, "charg"),
    (1, "accus"),
    (1, "indict"),
    (1, "arraign"),
    (2, "bail"),
    (2, "bond"),
    (2, "jail"),
    (2, "releas"),
    (3, "plead"),
    (3, "plea"),
    (3, "pled"),
    (4, "trial"),
    (4, "testif"),
    (4, "testimony"),
    (4, "jury"),
    (4, "juror"),
    (5, "convict"),
    (5, "acquit"),
    (5, "verdict"),
    (5, "guilty"),
    (6, "sentenc"),
    (7, "appeal"),
];

/// Which of many is meant. "First" and "second" mostly tell of something else.
const ORDINALS: [&str; 10] = [
    "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
];

/// One wording: a sentence of a report, and its terms.
#[derive(Clone, Copy)]
pub(super) struct Wording<'r> {
    pub(super) report: &'r Report,
    pub(super) span: Span,
    pub(super) terms: &'r Terms,
}

/// What of a wording is compared word by word.
pub(super) struct Words {
    /// The compared forms outside quoted speech, and whether each is telling and no name.
    row: Vec<(String, bool)>,
    /// The first step of a case that it tells of, and all of them.
    step: Option<u8>,
    steps: BTreeSet<u8>,
    /// "third", "eighth".
    ordinals: BTreeSet<String>,
    /// Hashes of the telling runs of words in the sentence and those around it.
    around: FxHashSet<u64>,
}

impl Words {
    pub(super) fn of(wording: &Wording) -> Self {
        let (report, span) = (wording.report, wording.span);
        let inside = |spans: &[Span], at: usize| spans.iter().any(|s| s.start() <= at && at < s.end());
        let direct = report.quotes.iter().filter(|q| q.form == QuoteForm::Direct);
        let speech: Vec<Span> = direct.flat_map(|q| q.content.iter().copied()).collect();
        let names: Vec<Span> = report
            .names
            .iter()
            .map(|n| n.span)
            .filter(|n| span.contains(*n))
            .collect();
        let (mut row, mut told, mut ordinals) = (Vec::new(), Vec::new(), BTreeSet::new());
        for word in words(report.text.at(span)).into_iter().take(LONGEST) {
            let at = span.start() + word.span.start();
            told.extend(step_of(&word.norm));
            if ORDINALS.contains(&word.norm.as_str()) {
                ordinals.insert(word.norm.clone());
            }
            if !inside(&speech, at) {
                let tells =
                    !inside(&names, at) && !is_function_word(&word.norm) && telling(&word.norm) >= TELLING;
                row.push((word.norm, tells));
            }
        }
        Self {
            row,
            step: told.first().copied(),
            steps: told.into_iter().collect(),
            ordinals,
            around: around(report, span),
        }
    }

    /// Whether nearly all words of the one stand in the other in the same order, but for words put in or replaced.
    fn is_reworded(&self, other: &Self) -> bool {
        let (short, long) = if self.row.len() <= other.row.len() {
            (&self.row, &other.row)
        } else {
            (&other.row, &self.row)
        };
        // The longest common subsequence that ends at each word, and the telling words in it.
        let mut above = vec![(0_usize, 0_usize); long.len() + 1];
        for (word, tells) in short {
            let mut here = vec![(0, 0); long.len() + 1];
            for (j, (theirs, _)) in long.iter().enumerate() {
                let (len, telling) = above[j];
                let taken = (len + 1, telling + usize::from(*tells));
                let skipped = here[j].max(above[j + 1]);
                here[j + 1] = if word == theirs {
                    taken.max(skipped)
                } else {
                    skipped
                };
            }
            above = here;
        }
        let (len, telling) = above[long.len()];
        len > RUN && telling >= TELLING_WORDS && 100 * len >= REWORDED * short.len()
    }

    /// Whether the sentences or those around them are of one text.
    pub(super) fn is_text_of(&self, other: &Self) -> bool {
        self.is_wording_of(other) || self.is_reworded(other) || !self.around.is_disjoint(&other.around)
    }

    /// Whether the two have so many words in a row in common that they are one text.
    fn is_wording_of(&self, other: &Self) -> bool {
        // The telling words of the run that ends at each word of the other, and its length.
        let mut above = vec![(0, 0); other.row.len() + 1];
        for (word, tells) in &self.row {
            let mut here = vec![(0, 0); other.row.len() + 1];
            for (j, (theirs, _)) in other.row.iter().enumerate() {
                if word == theirs {
                    let (len, telling) = above[j];
                    here[j + 1] = (len + 1, telling + usize::from(*tells));
                    if here[j + 1].0 >= RUN && here[j + 1].1 >= TELLING_WORDS {
                        return true;
                    }
                }
            }
            above = here;
        }
        false
    }

    /// Whether the other one tells of the same step of a case, and of the same one of many.
    pub(super) fn is_met_by(&self, other: &Self) -> bool {
        self.step.is_none_or(|step| other.steps.contains(&step)) && self.ordinals.is_subset(&other.ordinals)
    }
}

/// Hashes of every run of [`RUN`] words that is telling enough, in the sentence at `span` and the [`AROUND`] before and after
/// it, but for quoted speech: two newsrooms that reword one sentence of a text keep the next one.
fn around(report: &Report, span: Span) -> FxHashSet<u64> {
    let direct = report.quotes.iter().filter(|q| q.form == QuoteForm::Direct);
    let speech: Vec<Span> = direct.flat_map(|q| q.content.iter().copied()).collect();
    let at = report.sentences.partition_point(|s| s.span.end() <= span.start());
    let near = at.saturating_sub(AROUND)..(at + AROUND + 1).min(report.sentences.len());
    let mut row: Vec<(String, bool)> = Vec::new();
    for sentence in &report.sentences[near] {
        let from = sentence.span.start();
        for word in words(report.text.at(sentence.span)).into_iter().take(LONGEST) {
            let here = from + word.span.start();
            let inside = |s: &Span| s.start() <= here && here < s.end();
            if !speech.iter().any(inside) {
                let named = || report.names.iter().any(|n| inside(&n.span));
                let tells = !is_function_word(&word.norm) && telling(&word.norm) >= TELLING && !named();
                row.push((word.norm, tells));
            }
        }
    }
    let is_telling = |run: &&[(String, bool)]| run.iter().filter(|w| w.1).count() >= TELLING_WORDS;
    let hash = |run: &[(String, bool)]| {
        let mut hasher = FxHasher::default();
        for (word, _) in run {
            word.hash(&mut hasher);
        }
        hasher.finish()
    };
    row.windows(RUN).filter(is_telling).map(hash).collect()
}

/// The step of a case that a word tells of; who is pleased pleads nothing.
fn step_of(norm: &str) -> Option<u8> {
    STEPS
        .iter()
        .find(|(_, stem)| norm.starts_with(stem) && !norm.starts_with("pleas"))
        .map(|(step, _)| *step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_pleased_pleads_nothing() {
        assert_eq!(step_of("pleaded"), step_of("plea"));
        assert_eq!(step_of("pleased"), None);
    }
}
