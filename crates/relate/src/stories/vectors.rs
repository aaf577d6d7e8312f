//! Words weighed by how telling they are, and the cosine between two reports.

use super::view::{Tally, tally};
use super::voices::{self, Voices};
use super::words::{Term, term};
use rustc_hash::FxHashMap;

/// Sparse vectors over one vocabulary, of length one each, and the words' weights.
#[derive(Debug, Default)]
pub(super) struct Vectors {
    /// Place of the term in the vocabulary and weight, by place.
    pub(super) rows: Vec<Vec<(u32, f32)>>,
    /// Inverse document frequency of each term.
    pub(super) idf: Vec<f32>,
    /// The vocabulary in order.
    terms: Vec<Term>,
}

impl Vectors {
    /// The vectors of word lists.
    pub(super) fn new(lists: &[Vec<&str>]) -> Self {
        let tallies: Vec<Tally> = lists
            .iter()
            .map(|list| tally(list.iter().map(|word| term(word)).collect()))
            .collect();
        let voices = Voices::alike(lists.len());
        let voiced = tallies.iter().map(|tally| (tally, voices::WHOLE));
        Self::of(voiced, &|term, parts| voices.weight(term, parts))
    }

    /// The vectors of tallies, each with its voice; `idf` weighs a term by the voices of those that have it.
    pub(super) fn of<'a>(
        tallies: impl Iterator<Item = (&'a Tally, u64)> + Clone,
        idf: &dyn Fn(Term, u64) -> f32,
    ) -> Self {
        let mut counts: FxHashMap<Term, u64> = FxHashMap::default();
        for (tally, voice) in tallies.clone() {
            for (term, _) in tally {
                *counts.entry(*term).or_insert(0) += voice;
            }
        }
        // Terms are numbered in their own order, so that sums never change order.
        let mut terms: Vec<(Term, u64)> = counts.into_iter().collect();
        terms.sort_unstable();
        let idf: Vec<f32> = terms.iter().map(|(term, n)| idf(*term, *n)).collect();
        let terms: Vec<Term> = terms.into_iter().map(|t| t.0).collect();
        let number: FxHashMap<Term, u32> = terms.iter().copied().zip(0..).collect();
        let rows = tallies
            .map(|(tally, _)| {
                let mut row: Vec<(u32, f32)> = tally
                    .iter()
                    .map(|(term, n)| {
                        let place = number[term];
                        (place, (1.0 + f32::from(*n).ln()) * idf[place as usize])
                    })
                    .collect();
                let length = row.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
                if length > 0.0 {
                    row.iter_mut().for_each(|(_, w)| *w /= length);
                }
                row
            })
            .collect();
        Self { rows, idf, terms }
    }

    /// The weight of a term, nought where it stands in no row.
    pub(super) fn weight(&self, term: Term) -> f32 {
        self.terms
            .binary_search(&term)
            .map_or(0.0, |place| self.idf[place])
    }

    /// The cosine of rows `a` and `b`.
    pub(super) fn cosine(&self, a: usize, b: usize) -> f64 {
        let mut sum = 0.0;
        self.shared(a, b, |_, x, y| sum += f64::from(x) * f64::from(y));
        sum
    }

    /// Calls `each` with every term of both rows and its two weights, in order of terms.
    pub(super) fn shared(&self, a: usize, b: usize, mut each: impl FnMut(u32, f32, f32)) {
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
        assert!((v.cosine(0, 0) - 1.0).abs() < 1e-6);
        assert_eq!(v.cosine(0, 1), 0.0);
        assert_eq!(v.cosine(0, 2), 0.0);
        assert!(v.weight(term("harbour")) > 0.0);
        assert_eq!(v.weight(term("strange")), 0.0);
    }
}
