//! How much a word tells in a story: the fewer of its sentences have it, the more.

use super::words::{is_function_word, stem, words};
use record::Report;
use rustc_hash::{FxHashMap, FxHashSet};

/// A story of fewer sentences than this is weighed as one of so many: in two short reports every word is frequent.
const FEWEST_SENTENCES: usize = 60;
/// Words of any news tell no more than this, however seldom they come: a bit.
const OF_ANY_NEWS: u32 = 16;

/// In how many sentences of a story each stem stands.
#[derive(Debug, Default)]
pub(crate) struct Rarity {
    sentences: usize,
    counts: FxHashMap<String, usize>,
}

impl Rarity {
    /// Of all the sentences of `reports`; the same words are counted once, so that a reprint weighs nothing.
    pub(crate) fn of(reports: &[&Report]) -> Self {
        let mut sentences: FxHashSet<Vec<String>> = FxHashSet::default();
        for report in reports {
            for sentence in &report.sentences {
                let mut stems: Vec<String> = telling(report.text.at(sentence.span)).collect();
                stems.sort_unstable();
                stems.dedup();
                sentences.insert(stems);
            }
        }
        let mut found = Self {
            sentences: sentences.len(),
            counts: FxHashMap::default(),
        };
        for stem in sentences.into_iter().flatten() {
            *found.counts.entry(stem).or_default() += 1;
        }
        found
    }

    /// Sixteenths of a bit that `stem` tells; no stem tells more than `most`.
    pub(crate) fn bits(&self, stem: &str, most: u32) -> u32 {
        let count = self.counts.get(stem).copied().unwrap_or(1);
        let most = if is_of_any_news(stem) { OF_ANY_NEWS } else { most };
        rarity(self.sentences.max(FEWEST_SENTENCES), count).min(most)
    }
}

/// Whether reports of anything use the word: who says so, when, and how many.
fn is_of_any_news(stem: &str) -> bool {
    const STEMS: &[&str] = &[
        "accord",
        "ago",
        "day",
        "friday",
        "last",
        "least",
        "make",
        "man",
        "monday",
        "month",
        "new",
        "news",
        "night",
        "number",
        "official",
        "one",
        "people",
        "person",
        "polic",
        "report",
        "said",
        "saturday",
        "say",
        "sunday",
        "take",
        "tell",
        "thursday",
        "time",
        "today",
        "told",
        "tuesday",
        "two",
        "wednesday",
        "week",
        "woman",
        "year",
    ];
    STEMS.binary_search(&stem).is_ok()
}

/// The stems of the words of `text` that carry meaning.
pub(crate) fn telling(text: &str) -> impl Iterator<Item = String> + use<> {
    words(text)
        .into_iter()
        .filter(|w| !is_function_word(&w.norm))
        .map(|w| stem(&w.norm))
}

/// log₂(1 + n ÷ df) in sixteenths, in whole numbers so that every machine weighs alike.
pub(crate) fn rarity(n: usize, df: usize) -> u32 {
    let ratio = 16 + (n.saturating_mul(16) / df.max(1));
    let bits = ratio.ilog2();
    let fraction = ((ratio << 4) >> bits) & 15;
    (bits - 4) * 16 + u32::try_from(fraction).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::report;

    #[test]
    fn the_rarer_term_weighs_more() {
        assert_eq!(rarity(1, 1), 16);
        assert!(rarity(100, 1) > rarity(100, 2) && rarity(100, 2) > rarity(100, 100));
    }

    #[test]
    fn words_of_any_news_tell_little_even_in_a_short_story() {
        let r = report("a", "The police said on Monday that a diver was hurt.");
        let rarity = Rarity::of(&[&r]);
        assert!(
            rarity.bits("diver", 80) >= 80
                && rarity.bits("said", 80) == 16
                && rarity.bits("monday", 80) == 16
        );
    }

    #[test]
    fn a_reprint_weighs_nothing() {
        let told = "The ferry burned. A diver found the bell of the ferry. Nobody saw the pilot.";
        let (a, b) = (report("a", told), report("b", told));
        let (one, both) = (Rarity::of(&[&a]), Rarity::of(&[&a, &b]));
        for stem in ["ferry", "bell", "pilot"] {
            assert_eq!(one.bits(stem, 96), both.bits(stem, 96));
        }
    }

    #[test]
    fn a_word_of_every_sentence_tells_little() {
        let r = report(
            "a",
            "The ferry burned. The ferry sank. The ferry was old. A diver found the bell of the ferry.",
        );
        let rarity = Rarity::of(&[&r]);
        assert!(rarity.bits("diver", 96) > rarity.bits("ferry", 96));
        assert_eq!(rarity.bits("unheard", 96), rarity.bits("diver", 96));
    }
}
