//! A forest of decision trees whose leaves add up to a score (gradient boosting after J. Friedman, "Greedy Function
//! Approximation: A Gradient Boosting Machine", Annals of Statistics 29, 2001).
//!
//! All is counted in whole numbers, so that every machine comes to the same answer.

/// A forest as it is kept in `assets`: one tree a line, its splits as `feature,limit,left,right`, then after a `=` its
/// leaves. A child below zero is a leaf, −1 the first.
#[derive(Debug)]
pub(super) struct Forest {
    trees: Vec<Tree>,
}

#[derive(Debug)]
struct Tree {
    splits: Vec<Split>,
    leaves: Vec<i32>,
}

#[derive(Debug, Clone, Copy)]
struct Split {
    feature: u16,
    limit: i32,
    /// Where to go on if the feature is at most the limit, and where else.
    next: [i16; 2],
}

impl Forest {
    /// Reads the kept form; lines that are none are left out.
    pub(super) fn read(kept: &str) -> Self {
        Self {
            trees: kept.lines().filter_map(Tree::read).collect(),
        }
    }

    /// The sum over all trees, in thousandths of a log-odd.
    pub(super) fn score(&self, features: &[i32]) -> i32 {
        self.trees.iter().map(|tree| tree.score(features)).sum()
    }
}

impl Tree {
    fn read(line: &str) -> Option<Self> {
        let (splits, leaves) = line.split_once('=')?;
        let split = |words: &str| {
            let mut numbers = words.split(',').map(str::parse::<i32>);
            let mut next = || numbers.next()?.ok();
            Some(Split {
                feature: u16::try_from(next()?).ok()?,
                limit: next()?,
                next: [i16::try_from(next()?).ok()?, i16::try_from(next()?).ok()?],
            })
        };
        Some(Self {
            splits: splits.split_whitespace().map(split).collect::<Option<_>>()?,
            leaves: leaves
                .split_whitespace()
                .map(|w| w.parse().ok())
                .collect::<Option<_>>()?,
        })
    }

    fn score(&self, features: &[i32]) -> i32 {
        let mut at: i16 = if self.splits.is_empty() { -1 } else { 0 };
        // A tree has no way back up, but its kept form might be damaged: so many steps are the longest way down.
        for _ in 0..=self.splits.len() {
            let Ok(inner) = usize::try_from(at) else { break };
            let Some(split) = self.splits.get(inner) else {
                return 0;
            };
            let value = features.get(usize::from(split.feature)).copied().unwrap_or(0);
            at = split.next[usize::from(value > split.limit)];
        }
        usize::try_from(-(i32::from(at) + 1))
            .ok()
            .and_then(|leaf| self.leaves.get(leaf))
            .copied()
            .unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_add_up() {
        let forest = Forest::read("0,10,1,-1 1,5,-2,-3 = 100 -20 7\n = 1\nno tree\n");
        assert_eq!(forest.score(&[11, 0]), 101);
        assert_eq!(forest.score(&[10, 5]), -19);
        assert_eq!(forest.score(&[10, 6]), 8);
        assert_eq!(forest.score(&[]), -19);
    }

    #[test]
    fn a_damaged_tree_ends() {
        assert_eq!(Forest::read("0,10,0,0 = 5").score(&[1]), 0);
        assert_eq!(Forest::read("0,10,9,9 = 5").score(&[1]), 0);
    }
}
