//! Greedy average linkage over a sparse graph of log-odds.

use super::candidates::grid;
use std::collections::{BTreeMap, BinaryHeap};

/// An edge's log-odds count from here up to [`MOST`], so that one pair does not decide alone.
const LEAST: f64 = -4.0;
const MOST: f64 = 6.0;

/// Clusters of `0..n`: the pair of clusters with the best mean log-odds is joined while that is above nought. A pair
/// that was not looked at counts as [`LEAST`].
pub(super) fn cluster(n: usize, edges: &[(usize, usize, f64)]) -> Vec<Vec<usize>> {
    let mut members: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
    let mut version = vec![0_u32; n];
    // To each neighbour the sum of log-odds, on a grid, and the number of pairs looked at.
    let mut near: Vec<BTreeMap<usize, (i64, i64)>> = vec![BTreeMap::new(); n];
    for &(a, b, odds) in edges {
        let value = grid(odds.clamp(LEAST, MOST));
        near[a].insert(b, (value, 1));
        near[b].insert(a, (value, 1));
    }
    let mean = |members: &[Vec<usize>], a: usize, b: usize, (sum, known): (i64, i64)| {
        let pairs = i64::try_from(members[a].len() * members[b].len()).unwrap_or(i64::MAX);
        (sum + grid(LEAST).saturating_mul(pairs - known)).div_euclid(pairs)
    };
    let mut heap = BinaryHeap::new();
    let offer = |heap: &mut BinaryHeap<_>, version: &[u32], score: i64, a: usize, b: usize| {
        if score > 0 {
            let (a, b) = (a.min(b), a.max(b));
            // The smaller indices win a tie.
            heap.push((score, std::cmp::Reverse((a, b)), version[a], version[b]));
        }
    };
    for (a, row) in near.iter().enumerate() {
        for (&b, &edge) in row.range(a + 1..) {
            offer(&mut heap, &version, mean(&members, a, b, edge), a, b);
        }
    }
    while let Some((_, std::cmp::Reverse((a, b)), va, vb)) = heap.pop() {
        if version[a] != va || version[b] != vb || members[a].is_empty() || members[b].is_empty() {
            continue;
        }
        let moved = std::mem::take(&mut members[b]);
        members[a].extend(moved);
        (version[a], version[b]) = (version[a] + 1, version[b] + 1);
        for (c, (sum, known)) in std::mem::take(&mut near[b]) {
            near[c].remove(&b);
            if c != a {
                let edge = near[a].entry(c).or_insert((0, 0));
                *edge = (edge.0 + sum, edge.1 + known);
                let edge = *edge;
                near[c].insert(a, edge);
            }
        }
        near[a].remove(&b);
        for (&c, &edge) in &near[a] {
            offer(&mut heap, &version, mean(&members, a, c, edge), a, c);
        }
    }
    members.retain(|m| !m.is_empty());
    members.iter_mut().for_each(|m| m.sort_unstable());
    members.sort();
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_reports_join_and_a_single_bridge_joins_nothing() {
        let edges = [(0, 1, 5.0), (2, 3, 5.0), (1, 2, 1.0)];
        assert_eq!(cluster(5, &edges), vec![vec![0, 1], vec![2, 3], vec![4]]);
    }

    #[test]
    fn a_chain_of_strong_pairs_is_one_story() {
        let edges = [(0, 1, 6.0), (1, 2, 6.0), (0, 2, 2.0)];
        assert_eq!(cluster(3, &edges), vec![vec![0, 1, 2]]);
    }
}
