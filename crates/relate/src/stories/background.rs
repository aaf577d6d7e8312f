//! How common words are in English news at large, so that five reports alone are enough to tell a telling word.

use super::words::{Term, term};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The weight of the background in articles: that many stand beside every collection.
const WEIGHT: f32 = 1000.0;

struct Background {
    articles: f32,
    frequency: FxHashMap<Term, f32>,
}

static BACKGROUND: LazyLock<Background> = LazyLock::new(|| {
    let mut articles = 1.0;
    let mut frequency = FxHashMap::default();
    for line in include_str!("../../assets/background.txt").lines() {
        match line.rsplit_once(' ') {
            Some(("# articles", n)) => articles = n.parse().unwrap_or(1.0),
            Some((word, n)) => drop(frequency.insert(term(word), n.parse().unwrap_or(1.0))),
            None => {}
        }
    }
    Background { articles, frequency }
});

/// Inverse document frequency of a word in lower case, see [`weight`].
pub(super) fn idf(word: &str, count: usize, reports: usize) -> f64 {
    // Counts of reports are far below what a float holds exactly.
    #[allow(clippy::cast_precision_loss)]
    let (count, reports) = (count as f32, reports as f32);
    f64::from(weight(term(word), count, reports))
}

/// How much a word in lower case tells in English news at large, whatever the collection: tenths of [`weight`].
pub(crate) fn telling(word: &str) -> usize {
    let tenths = (weight(term(word), 0.0, 0.0) * 10.0).round();
    // A weight is a small positive number.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let tenths = tenths as usize;
    tenths
}

/// Inverse document frequency of a term, which stands in `count` of `reports` reports, smoothed by the background.
///
/// The natural logarithm of one over the share of articles that have the word (Spärck Jones 1972).
pub(super) fn weight(word: Term, count: f32, reports: f32) -> f32 {
    // Half the least count kept in the table, for words that are not in it.
    const UNSEEN: f32 = 2.0;
    let known = BACKGROUND.frequency.get(&word).copied().unwrap_or(UNSEEN);
    let share = (count + WEIGHT * known / BACKGROUND.articles) / (reports + WEIGHT);
    (1.0 / share).ln().max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_word_says_little_even_among_few_reports() {
        assert!(idf("said", 5, 5) < 0.5);
        assert!(idf("harbourmaster", 5, 5) > 2.0);
    }

    #[test]
    fn a_word_of_every_report_says_less_in_a_large_collection() {
        assert!(idf("shooting", 2500, 2800) < idf("shooting", 5, 5));
    }
}
