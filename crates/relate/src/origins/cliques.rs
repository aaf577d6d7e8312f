//! One name for many reports that all depend on each other two by two.
//!
//! Two reports depend on each other where they hold a name in common ([`record::Origins`]). A name for each pair would say
//! it, but a story in which every report shares prose with every other has half a million pairs of a thousand reports, and a
//! copy takes over all names of its original. So reports of which each shares prose with each other hold one name for all of
//! them: a cover of the graph's edges by cliques, found greedily (Kellerman 1973). Who depends on whom, and what is handed
//! on to copies, is the same as with a name for each pair, since whoever holds the name of a clique depends on all its members.

use rustc_hash::FxHashSet;

/// Cliques that together hold every edge, each with its first edge in front, which no other one begins with.
///
/// `edges` are pairs of numbers below `nodes`. `known` are edges that may help to make a clique larger and need no cover.
pub(super) fn cover(nodes: usize, edges: &[(u32, u32)], known: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let mut near: Vec<Vec<u32>> = vec![Vec::new(); nodes];
    for &(a, b) in edges.iter().chain(known) {
        near[a as usize].push(b);
        near[b as usize].push(a);
    }
    for of in &mut near {
        of.sort_unstable();
        of.dedup();
    }
    let mut covered: FxHashSet<(u32, u32)> = FxHashSet::default();
    let mut cliques = Vec::new();
    for &(a, b) in edges {
        if a == b || covered.contains(&(a.min(b), a.max(b))) {
            continue;
        }
        let mut clique = vec![a, b];
        let mut left = common(&near[a as usize], &near[b as usize]);
        while let Some(&next) = left.iter().find(|n| !clique.contains(n)) {
            clique.push(next);
            left = common(&left, &near[next as usize]);
        }
        for (n, &x) in clique.iter().enumerate() {
            covered.extend(clique[n + 1..].iter().map(|&y| (x.min(y), x.max(y))));
        }
        cliques.push(clique);
    }
    cliques
}

/// What two rising rows have in common.
fn common(a: &[u32], b: &[u32]) -> Vec<u32> {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    few.iter()
        .copied()
        .filter(|n| many.binary_search(n).is_ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origins::trace;
    use crate::reuse;
    use crate::sample::{PROSE, report};
    use proptest::prelude::*;
    use record::Report;
    use std::collections::BTreeSet;

    #[test]
    fn a_story_of_which_each_shares_with_each_holds_few_names() {
        // Four paragraphs of five, in turn, and one of its own: each shares most with each, and no two are one text.
        let reports: Vec<Report> = (0..40)
            .map(|n| {
                let own = format!(
                    "Reader {n} of ward {} wrote on day {} that the {n}th lamp was out.",
                    n * 7,
                    n * 3
                );
                let prose = (0..4).map(|k| PROSE[(n + k) % 5]);
                let paragraphs: Vec<&str> = prose.chain([own.as_str()]).collect();
                report(
                    &format!("r{n:02}"),
                    &format!("Paper {n}"),
                    "2031-03-04",
                    &paragraphs,
                )
            })
            .collect();
        let origins = trace(&reports, &reuse::find(&reports));
        let most = origins.low.values().map(BTreeSet::len).max().unwrap_or_default();
        assert!(most < 20, "{most} names");
        let counted = origins.independent(reports.iter().map(|r| r.id.as_str()));
        assert_eq!((counted.low, counted.high), (1, 1));
    }

    #[test]
    fn a_crowd_of_which_each_shares_with_each_has_one_name() {
        let all: Vec<(u32, u32)> = (0..9).flat_map(|a| (a + 1..9).map(move |b| (a, b))).collect();
        assert_eq!(cover(9, &all, &[]), [(0..9).collect::<Vec<u32>>()]);
        // A chain has a name for each link: its ends share nothing.
        assert_eq!(cover(3, &[(0, 1), (1, 2)], &[]), [vec![0, 1], vec![1, 2]]);
        // Which needs no name of its own helps to make one of two.
        assert_eq!(cover(3, &[(0, 1), (1, 2)], &[(2, 0)]), [vec![0, 1, 2]]);
    }

    proptest! {
        #[test]
        fn the_names_join_just_those_that_are_joined(pairs in prop::collection::vec((0u32..12, 0u32..12), 0..50)) {
            let edges: Vec<(u32, u32)> = pairs.into_iter().filter(|(a, b)| a != b).collect();
            let wanted: BTreeSet<(u32, u32)> = edges.iter().map(|&(a, b)| (a.min(b), a.max(b))).collect();
            let mut told = BTreeSet::new();
            for clique in cover(12, &edges, &[]) {
                for &x in &clique {
                    told.extend(clique.iter().filter(|&&y| y > x).map(|&y| (x, y)));
                }
            }
            prop_assert_eq!(told, wanted);
        }
    }
}
