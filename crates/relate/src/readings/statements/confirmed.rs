//! Which wordings of one statement bear each other out, and how many independent origins stand behind each.
//!
//! Sentences are joined where they have much in common, so that a reader finds all who tell of one thing. To confirm a
//! sentence more is needed: another one must have most of what it says, tell of the same step of a case (who is charged is not
//! yet convicted), and not be the same wording, which is one text in two reports. So each wording is counted by those that
//! bear it out, and the best confirmed one can be told, with its words that one origin alone has.

use super::held::{Detail, Held, details};
use super::terms::Terms;
use crate::readings::rarity::rarity;
use crate::readings::voices::{Place, Ties, Voices};
use crate::readings::words::{is_function_word, words};
use crate::stories::background::telling;
use record::{Independent, Origins, QuoteForm, Report, Span};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

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

/// One wording: a sentence of a report, and its terms.
#[derive(Clone, Copy)]
pub(super) struct Wording<'r> {
    pub(super) report: &'r Report,
    pub(super) span: Span,
    pub(super) terms: &'r Terms,
}

/// What of a wording is compared word by word.
struct Words {
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
    fn of(wording: &Wording) -> Self {
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
    fn is_text_of(&self, other: &Self) -> bool {
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
    fn is_met_by(&self, other: &Self) -> bool {
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
    (voices, origins): (&Voices<'r>, &Origins),
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
    let held: BTreeMap<&str, Held> = wordings
        .iter()
        .map(|w| (w.report.id.as_str(), Held::of(w.report)))
        .collect();
    let near: Vec<Held> = wordings.iter().map(|w| Held::near(w.report, w.span)).collect();
    let somewhere = |j: usize, detail: &Detail| held[wordings[j].report.id.as_str()].has(detail);
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
            (&Voices::of(&all), &Origins::default()),
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
        assert_eq!(step_of("pleaded"), step_of("plea"));
        assert_eq!(step_of("pleased"), None);
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
