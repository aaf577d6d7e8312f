//! Where in memory the words of a report stand, for finding its nearest ones.

use super::super::words::Term;
use rustc_hash::FxHashMap;

/// A report is sought by so many of its weightiest words.
const SOUGHT: usize = 48;
/// Of a word of more reports than this only those that came last are looked at.
const LAST: usize = 400;

/// Slots by term, in the order that they came.
#[derive(Debug, Default)]
pub(super) struct Index {
    slots: FxHashMap<Term, Vec<(u32, f32)>>,
}

impl Index {
    /// Takes a row of terms and weights, of length one.
    pub(super) fn add(&mut self, slot: usize, row: &[(Term, f32)]) {
        let slot = u32::try_from(slot).unwrap_or(u32::MAX);
        for (term, weight) in row {
            self.slots.entry(*term).or_default().push((slot, *weight));
        }
    }

    /// Forgets a row.
    pub(super) fn remove(&mut self, slot: usize, row: &[(Term, f32)]) {
        let slot = u32::try_from(slot).unwrap_or(u32::MAX);
        for (term, _) in row {
            if let Some(list) = self.slots.get_mut(term) {
                // What leaves came first, so it stands near the beginning.
                if let Some(at) = list.iter().position(|cell| cell.0 == slot) {
                    list.remove(at);
                }
                if list.is_empty() {
                    self.slots.remove(term);
                }
            }
        }
    }

    /// The `kept` slots nearest to a row by the cosine of its weightiest words, without `own`; in no order that matters.
    pub(super) fn nearest(&self, own: usize, row: &[(Term, f32)], kept: usize) -> Vec<usize> {
        let mut sought = row.to_vec();
        sought.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        sought.truncate(SOUGHT);
        let mut sums: FxHashMap<u32, f32> = FxHashMap::default();
        for (term, weight) in &sought {
            let list = self.slots.get(term).map_or(&[][..], Vec::as_slice);
            for (slot, other) in &list[list.len().saturating_sub(LAST)..] {
                *sums.entry(*slot).or_default() += weight * other;
            }
        }
        let mut found: Vec<(i64, usize)> = sums
            .into_iter()
            .map(|(slot, sum)| (super::super::candidates::grid(-f64::from(sum)), slot as usize))
            .filter(|(_, slot)| *slot != own)
            .collect();
        found.sort_unstable();
        found.truncate(kept);
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
        index.add(0, &[(fire, 0.8), (quay, 0.6)]);
        index.add(1, &[(vote, 1.0)]);
        index.add(2, &[(fire, 1.0)]);
        assert_eq!(index.nearest(0, &[(fire, 0.8), (quay, 0.6)], 5), [2]);
        index.remove(2, &[(fire, 1.0)]);
        assert!(index.nearest(0, &[(fire, 0.8), (quay, 0.6)], 5).is_empty());
    }
}
