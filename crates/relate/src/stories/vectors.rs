//! Words weighed by how telling they are, and the cosine between two reports.

use super::background::idf;
use std::collections::BTreeMap;

/// Sparse vectors over one vocabulary, of length one each, and the words' weights.
#[derive(Debug, Default)]
pub(super) struct Vectors {
    /// Term and weight, by term; terms are numbered in the order of their spelling, so that sums never change order.
    pub(super) rows: Vec<Vec<(u32, f64)>>,
    /// Inverse document frequency of each term.
    pub(super) idf: Vec<f64>,
    /// In how many rows each term stands.
    pub(super) count: Vec<usize>,
}

impl Vectors {
    /// The vectors of word lists, which are the whole collection.
    pub(super) fn new(lists: &[Vec<&str>]) -> Self {
        Self::weighed(lists, &|word, n| idf(word, n, lists.len()))
    }

    /// The vectors of word lists; `idf` weighs a word that stands in so many of them.
    pub(super) fn weighed(lists: &[Vec<&str>], idf: &dyn Fn(&str, usize) -> f64) -> Self {
        let mut terms: BTreeMap<&str, usize> = BTreeMap::new();
        let mut tallies: Vec<BTreeMap<&str, usize>> = Vec::with_capacity(lists.len());
        for list in lists {
            let mut tally = BTreeMap::new();
            for word in list {
                *tally.entry(*word).or_insert(0) += 1;
            }
            for word in tally.keys() {
                *terms.entry(word).or_insert(0) += 1;
            }
            tallies.push(tally);
        }
        let count: Vec<usize> = terms.values().copied().collect();
        let idf: Vec<f64> = terms.iter().map(|(word, n)| idf(word, *n)).collect();
        let number: BTreeMap<&str, u32> = terms.keys().zip(0..).map(|(w, i)| (*w, i)).collect();
        let rows = tallies
            .iter()
            .map(|tally| {
                let mut row: Vec<(u32, f64)> = tally
                    .iter()
                    .map(|(word, n)| {
                        (
                            number[word],
                            (1.0 + (*n as f64).ln()) * idf[number[word] as usize],
                        )
                    })
                    .collect();
                let length = row.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
                if length > 0.0 {
                    row.iter_mut().for_each(|(_, w)| *w /= length);
                }
                row
            })
            .collect();
        Self { rows, idf, count }
    }

    /// The cosine of rows `a` and `b`.
    pub(super) fn cosine(&self, a: usize, b: usize) -> f64 {
        let mut sum = 0.0;
        self.shared(a, b, |_, x, y| sum += x * y);
        sum
    }

    /// Calls `each` with every term of both rows and its two weights, in order of terms.
    pub(super) fn shared(&self, a: usize, b: usize, mut each: impl FnMut(u32, f64, f64)) {
        let (a, b) = (&self.rows[a], &self.rows[b]);
        let (mut i, mut j) = (0, 0);
        while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            match x.0.cmp(&y.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    each(x.0, x.1, y.1);
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosine_is_one_with_itself_and_nought_with_a_stranger() {
        let v = Vectors::new(&[vec!["harbour", "fire"], vec!["election"], vec![]]);
        assert!((v.cosine(0, 0) - 1.0).abs() < 1e-9);
        assert_eq!(v.cosine(0, 1), 0.0);
        assert_eq!(v.cosine(0, 2), 0.0);
    }
}
