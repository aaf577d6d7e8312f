//! How common words are in English news at large, so that five reports alone are enough to tell a telling word.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The weight of the background in articles: that many stand beside every collection.
const WEIGHT: f64 = 100.0;

struct Background {
    articles: f64,
    frequency: FxHashMap<&'static str, f64>,
}

static BACKGROUND: LazyLock<Background> = LazyLock::new(|| {
    let mut articles = 1.0;
    let mut frequency = FxHashMap::default();
    for line in include_str!("../../assets/background.txt").lines() {
        match line.rsplit_once(' ') {
            Some(("# articles", n)) => articles = n.parse().unwrap_or(1.0),
            Some((word, n)) => drop(frequency.insert(word, n.parse().unwrap_or(1.0))),
            None => {}
        }
    }
    Background { articles, frequency }
});

/// Inverse document frequency of `word`, which stands in `count` of `reports` reports, smoothed by the background.
///
/// The natural logarithm of one over the share of articles that have the word (Spärck Jones 1972).
pub(super) fn idf(word: &str, count: usize, reports: usize) -> f64 {
    // Half the least count kept in the table, for words that are not in it.
    const UNSEEN: f64 = 2.0;
    let known = BACKGROUND.frequency.get(word).copied().unwrap_or(UNSEEN);
    let share = (count as f64 + WEIGHT * known / BACKGROUND.articles) / (reports as f64 + WEIGHT);
    (1.0 / share).ln().max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_word_says_little_even_among_few_reports() {
        assert!(idf("said", 5, 5) < 0.3);
        assert!(idf("harbourmaster", 5, 5) > 2.0);
    }

    #[test]
    fn a_word_of_every_report_says_less_in_a_large_collection() {
        assert!(idf("shooting", 2500, 2800) < idf("shooting", 5, 5));
    }
}
