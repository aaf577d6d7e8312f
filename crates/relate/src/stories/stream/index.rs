//! Where in memory the words of a report stand, for finding its nearest ones.

use super::super::words::Term;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// A report is sought by so many of its weightiest words.
const SOUGHT: usize = 48;
/// Of a word of more reports than this only those that came last are looked at.
const LAST: usize = 400;

/// Slots by term, in the order that they came; of a common term only those that are looked at are kept.
#[derive(Debug, Default)]
pub(super) struct Index {
    slots: FxHashMap<Term, VecDeque<(u32, f32)>>,
}

impl Index {
    /// Takes a row of terms and weights, of length one.
    pub(super) fn add(&mut self, slot: usize, row: impl Iterator<Item = (Term, f32)>) {
        let slot = u32::try_from(slot).unwrap_or(u32::MAX);
        for (term, weight) in row {
            let list = self.slots.entry(term).or_default();
            if list.len() == LAST {
                list.pop_front();
            }
            list.push_back((slot, weight));
        }
    }

    /// Forgets the report that came first.
    pub(super) fn remove(&mut self, slot: usize, row: impl Iterator<Item = Term>) {
        let slot = u32::try_from(slot).unwrap_or(u32::MAX);
        for term in row {
            if let Some(list) = self.slots.get_mut(&term) {
                // What leaves came first, so it stands at the beginning, if it is there still.
                if list.front().is_some_and(|cell| cell.0 == slot) {
                    list.pop_front();
                }
                if list.is_empty() {
                    self.slots.remove(&term);
                }
            }
        }
    }

    /// The `kept` slots nearest to a row by the cosine of its weightiest words, without `own`; in no order that matters.
    pub(super) fn nearest(
        &self,
        own: usize,
        row: impl Iterator<Item = (Term, f32)>,
        kept: usize,
    ) -> Vec<usize> {
        let mut sought: Vec<(Term, f32)> = row.collect();
        sought.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        sought.truncate(SOUGHT);
        let mut sums: FxHashMap<u32, f32> = FxHashMap::default();
        for (term, weight) in &sought {
            for (slot, other) in self.slots.get(term).into_iter().flatten() {
                *sums.entry(*slot).or_default() += weight * other;
            }
        }
        let mut found: Vec<(i64, usize)> = sums
            .into_iter()
            .map(|(slot, sum)| (super::super::candidates::grid(-f64::from(sum)), slot as usize))
            .filter(|(_, slot)| *slot != own)
            .collect();
        if found.len() > kept {
            found.select_nth_unstable(kept);
            found.truncate(kept);
        }
        found.into_iter().map(|(_, slot)| slot).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::words::term;
    use super::*;

    #[test]
    fn the_nearest_is_found_and_what_left_is_not() {
        let mut index = Index::default();
        let (fire, quay, vote) = (term("fire"), term("quay"), term("vote"));
        let first = [(fire, 0.8), (quay, 0.6)];
        index.add(0, first.into_iter());
        index.add(1, [(vote, 1.0)].into_iter());
        index.add(2, [(fire, 1.0)].into_iter());
        assert_eq!(index.nearest(2, [(fire, 1.0)].into_iter(), 5), [0]);
        index.remove(0, [fire, quay].into_iter());
        assert!(index.nearest(2, [(fire, 1.0)].into_iter(), 5).is_empty());
        assert_eq!(index.nearest(0, first.into_iter(), 5), [2]);
    }
}
