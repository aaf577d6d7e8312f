//! Remarks that are said in one breath: quoted sentences that reports put side by side become one reading.

use super::units::Unit;
use std::collections::{BTreeMap, BTreeSet};

/// A reading holds no more words than this, so that a printed speech stays readable and comparable.
const MOST_WORDS: usize = 100;

/// Joins clusters of units into readings: lists of unit indices, sorted.
///
/// Two remarks belong together where some report gives them in one run and no report gives them in two.
pub(super) fn join(units: &[Unit], clusters: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut cluster_of = vec![0; units.len()];
    for (c, members) in clusters.iter().enumerate() {
        for &u in members {
            cluster_of[u] = c;
        }
    }
    let runs: Vec<BTreeMap<usize, BTreeSet<usize>>> = clusters
        .iter()
        .map(|members| {
            let mut runs: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
            for &u in members {
                runs.entry(units[u].report).or_default().insert(units[u].run);
            }
            runs
        })
        .collect();
    let length = |c: usize| {
        clusters[c]
            .iter()
            .map(|&u| units[u].words.len())
            .max()
            .unwrap_or(0)
    };

    let mut side_by_side: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
    for (i, pair) in units.windows(2).enumerate() {
        let (a, b) = (cluster_of[i], cluster_of[i + 1]);
        if a != b && pair[0].report == pair[1].report && pair[0].run == pair[1].run {
            side_by_side
                .entry((a.min(b), a.max(b)))
                .or_default()
                .insert(pair[0].report);
        }
    }
    let mut pairs: Vec<((usize, usize), usize)> =
        side_by_side.into_iter().map(|(p, r)| (p, r.len())).collect();
    pairs.sort_by_key(|&(pair, reports)| (std::cmp::Reverse(reports), pair));

    let mut group_of: Vec<usize> = (0..clusters.len()).collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = (0..clusters.len()).map(|c| (c, vec![c])).collect();
    for ((a, b), _) in pairs {
        let (ga, gb) = (group_of[a].min(group_of[b]), group_of[a].max(group_of[b]));
        if ga == gb {
            continue;
        }
        let (left, right) = (&groups[&ga], &groups[&gb]);
        let words: usize = left.iter().chain(right).map(|&c| length(c)).sum();
        let apart = left
            .iter()
            .any(|&x| right.iter().any(|&y| parted(&runs[x], &runs[y])));
        if words > MOST_WORDS || apart {
            continue;
        }
        let moved = groups.remove(&gb).unwrap_or_default();
        for &c in &moved {
            group_of[c] = ga;
        }
        groups.entry(ga).or_default().extend(moved);
    }
    let mut found: Vec<Vec<usize>> = groups
        .into_values()
        .map(|group| {
            let mut members: Vec<usize> = group
                .into_iter()
                .flat_map(|c| clusters[c].iter().copied())
                .collect();
            members.sort_unstable();
            members
        })
        .collect();
    found.sort();
    found
}

/// Whether some report gives both, but in no common run.
fn parted(a: &BTreeMap<usize, BTreeSet<usize>>, b: &BTreeMap<usize, BTreeSet<usize>>) -> bool {
    a.iter()
        .any(|(report, runs)| b.get(report).is_some_and(|others| runs.is_disjoint(others)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Span;

    /// Units of five words each, as (report, run).
    fn units(places: &[(usize, usize)]) -> Vec<Unit> {
        let unit = |&(report, run)| Unit {
            report,
            quote: run,
            spans: vec![Span::new(0, 1).unwrap()],
            words: vec![String::new(); 5],
            run,
        };
        places.iter().map(unit).collect()
    }

    #[test]
    fn what_one_report_joins_and_none_parts_is_one_reading() {
        let units = units(&[(0, 0), (0, 0), (1, 0), (2, 0)]);
        assert_eq!(join(&units, &[vec![0, 2], vec![1, 3]]), [vec![0, 1, 2, 3]]);
    }

    #[test]
    fn what_another_report_gives_in_two_places_stays_apart() {
        let units = units(&[(0, 0), (0, 0), (1, 0), (1, 1)]);
        assert_eq!(join(&units, &[vec![0, 2], vec![1, 3]]), [vec![0, 2], vec![1, 3]]);
    }

    #[test]
    fn a_speech_is_not_one_reading() {
        let units = units(&[(0, 0); 40]);
        let clusters: Vec<Vec<usize>> = (0..40).map(|i| vec![i]).collect();
        assert!(join(&units, &clusters).len() > 1);
    }
}
