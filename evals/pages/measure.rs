//! The two measures of main text: four-gram shingles (article-extraction-benchmark, `evaluate.py`) and the bag of words.
//!
//! They stand by themselves so that the peers are scored by them too (`cargo xtask bench --peers`).

use std::collections::BTreeMap;

/// Shares of right, surplus and missed shingles; they sum to one.
pub fn shingles(gold: &str, found: &str) -> (f64, f64, f64) {
    let count = |text: &str| -> BTreeMap<Vec<String>, i64> {
        let words = words(text);
        let mut counts = BTreeMap::new();
        // A text shorter than four words is one shingle by itself, as in the set's own measure.
        for at in 0..words.len().saturating_sub(3).max(1) {
            let gram: Vec<String> = words.iter().skip(at).take(4).cloned().collect();
            if !gram.is_empty() {
                *counts.entry(gram).or_default() += 1;
            }
        }
        counts
    };
    let (gold, found) = (count(gold), count(found));
    let (right, extra, missed) = compare(&gold, &found);
    let sum = (right + extra + missed).max(1) as f64;
    (right as f64 / sum, extra as f64 / sum, missed as f64 / sum)
}

/// F1 of the words of a page, whatever their order.
pub fn bag_f1(gold: &str, found: &str) -> f64 {
    let bag = |text: &str| {
        let mut bag = BTreeMap::new();
        for word in text.to_lowercase().split_whitespace() {
            *bag.entry(word.to_owned()).or_default() += 1;
        }
        bag
    };
    let (right, extra, missed) = compare(&bag(gold), &bag(found));
    2.0 * right as f64 / (2 * right + extra + missed).max(1) as f64
}

/// Precision, recall and F1 of the shingles of many pages: means over the pages that have any.
pub fn overall(pages: &[(f64, f64, f64)]) -> (f64, f64, f64) {
    let shares = |other: fn(&(f64, f64, f64)) -> f64| -> Vec<f64> {
        let all = pages.iter().map(|page| (page.0, page.0 + other(page)));
        all.filter(|(_, of)| *of > 0.0)
            .map(|(right, of)| right / of)
            .collect()
    };
    let (precision, recall) = (mean(&shares(|page| page.1)), mean(&shares(|page| page.2)));
    (precision, recall, harmonic(precision, recall))
}

fn compare<T: Ord>(gold: &BTreeMap<T, i64>, found: &BTreeMap<T, i64>) -> (i64, i64, i64) {
    let right: i64 = gold.iter().map(|(k, n)| *n.min(found.get(k).unwrap_or(&0))).sum();
    (
        right,
        found.values().sum::<i64>() - right,
        gold.values().sum::<i64>() - right,
    )
}

/// Python's `\w+`: runs of letters, digits and underscores, case kept.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The mean, nought of nothing.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn harmonic(a: f64, b: f64) -> f64 {
    if a + b == 0.0 { 0.0 } else { 2.0 * a * b / (a + b) }
}
