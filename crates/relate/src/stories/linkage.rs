//! Greedy average linkage over a sparse graph of log-odds, each merge verified.

use super::candidates::grid;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// A pair's log-odds count from here up to [`MOST`], so that one pair does not decide alone. So much counts a pair that was
/// not looked at.
pub(super) const LEAST: f64 = -4.0;
/// The most that one pair counts.
pub(super) const MOST: f64 = 6.0;
/// So many members of a cluster speak for it where it has more: two clusters are then compared by 64 pairs.
const SPEAKERS: usize = 8;

/// What is known of two clusters.
#[derive(Debug, Clone, Copy)]
struct Edge {
    /// Sum of log-odds on a grid, over `known` pairs.
    sum: i64,
    known: usize,
    /// The number of pairs between the clusters when all of them, or their speakers', were looked at; nought before.
    verified: usize,
    /// Counts the changes, so that an offer made before the last one is known as stale.
    stamp: u32,
}

impl Edge {
    fn mean(&self) -> i64 {
        self.sum.div_euclid(i64::try_from(self.known.max(1)).unwrap_or(1))
    }
}

/// Clusters of `0..n`: the pair of clusters with the best mean log-odds is joined while that is above nought. The mean
/// is first taken over the `edges`, which are the likeliest pairs, and before a merge over all pairs, whose log-odds
/// `odds` tells; of clusters with more members than [`SPEAKERS`] so many evenly spaced ones speak.
pub(super) fn cluster(
    n: usize,
    edges: &[(usize, usize, f64)],
    odds: &dyn Fn(usize, usize) -> f64,
) -> Vec<Vec<usize>> {
    let mut members: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
    let mut near: Vec<BTreeMap<usize, Edge>> = vec![BTreeMap::new(); n];
    let mut heap = BinaryHeap::new();
    let offer = |heap: &mut BinaryHeap<_>, edge: &Edge, a: usize, b: usize| {
        if edge.mean() > 0 {
            // The smaller indices win a tie.
            heap.push((edge.mean(), Reverse((a.min(b), a.max(b))), edge.stamp));
        }
    };
    for &(a, b, odds) in edges {
        let edge = Edge {
            sum: value(odds),
            known: 1,
            verified: 1,
            stamp: 0,
        };
        near[a].insert(b, edge);
        near[b].insert(a, edge);
        offer(&mut heap, &edge, a, b);
    }
    while let Some((_, Reverse((a, b)), stamp)) = heap.pop() {
        let Some(mut edge) = near[a].get(&b).copied().filter(|e| e.stamp == stamp) else {
            continue;
        };
        let pairs = members[a].len() * members[b].len();
        // Clusters that have grown by more than a quarter since they were compared are compared again.
        if edge.verified + edge.verified / 4 < pairs
            || (pairs <= SPEAKERS * SPEAKERS && edge.verified < pairs)
        {
            let (p, q) = (speakers(&members[a]), speakers(&members[b]));
            edge.sum = p
                .iter()
                .map(|i| q.iter().map(|j| value(odds(*i, *j))).sum::<i64>())
                .sum();
            edge.known = p.len() * q.len();
            edge.verified = pairs;
            edge.stamp += 1;
            near[a].insert(b, edge);
            near[b].insert(a, edge);
            offer(&mut heap, &edge, a, b);
            continue;
        }
        let (a, b) = if near[a].len() < near[b].len() {
            (b, a)
        } else {
            (a, b)
        };
        let moved = std::mem::take(&mut members[b]);
        members[a].extend(moved);
        members[a].sort_unstable();
        near[a].remove(&b);
        for (c, edge) in std::mem::take(&mut near[b]) {
            near[c].remove(&b);
            if c == a {
                continue;
            }
            let joint = match near[a].get(&c) {
                Some(other) => Edge {
                    sum: edge.sum + other.sum,
                    known: edge.known + other.known,
                    verified: edge.verified + other.verified,
                    stamp: edge.stamp.max(other.stamp) + 1,
                },
                None => Edge {
                    stamp: edge.stamp + 1,
                    ..edge
                },
            };
            near[a].insert(c, joint);
            near[c].insert(a, joint);
            offer(&mut heap, &joint, a, c);
        }
    }
    members.retain(|m| !m.is_empty());
    members.sort();
    members
}

fn value(odds: f64) -> i64 {
    grid(odds.clamp(LEAST, MOST))
}

/// Evenly spaced members.
fn speakers(members: &[usize]) -> Vec<usize> {
    let n = members.len();
    let kept = n.min(SPEAKERS);
    (0..kept).map(|k| members[k * n / kept]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(n: usize, edges: &[(usize, usize, f64)]) -> Vec<Vec<usize>> {
        let odds = |a: usize, b: usize| {
            let found = edges.iter().find(|e| (e.0, e.1) == (a.min(b), a.max(b)));
            found.map_or(LEAST, |e| e.2)
        };
        cluster(n, edges, &odds)
    }

    #[test]
    fn alike_reports_join_and_a_single_bridge_joins_nothing() {
        let edges = [(0, 1, 5.0), (2, 3, 5.0), (1, 2, 1.0)];
        assert_eq!(alone(5, &edges), vec![vec![0, 1], vec![2, 3], vec![4]]);
    }

    #[test]
    fn a_chain_of_strong_pairs_is_one_story() {
        let edges = [(0, 1, 6.0), (1, 2, 6.0), (0, 2, 2.0)];
        assert_eq!(alone(3, &edges), vec![vec![0, 1, 2]]);
    }

    #[test]
    fn a_pair_that_was_no_candidate_is_looked_at_before_a_merge() {
        let edges = [(0, 1, 5.0), (1, 2, 4.0)];
        assert_eq!(cluster(3, &edges, &|_, _| 3.0), vec![vec![0, 1, 2]]);
        assert_eq!(alone(3, &edges).len(), 2);
    }

    #[test]
    fn a_large_story_is_not_split_by_pairs_that_were_not_looked_at() {
        let edges: Vec<(usize, usize, f64)> = (1..500).map(|i| (i - 1, i, 5.0)).collect();
        assert_eq!(cluster(500, &edges, &|_, _| 5.0).len(), 1);
    }
}
