//! A person's decisions, kept by the clustering: these two reports are of one story, those two are not.

use super::candidates::grid;
use super::linkage::{LEAST, MOST};
use super::{Workers, cluster_by, edges};
use record::Report;
use std::collections::{BTreeMap, BTreeSet};

/// What a person decided, as pairs of indices into the reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// The stories of these two are one.
    pub together: Vec<(usize, usize)>,
    /// These two are of two stories.
    pub apart: Vec<(usize, usize)>,
}

impl Decided {
    /// Whether nothing was decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.together.is_empty() && self.apart.is_empty()
    }

    /// Whether something was decided of this report.
    #[must_use]
    pub fn names(&self, at: usize) -> bool {
        self.together
            .iter()
            .chain(&self.apart)
            .any(|(a, b)| *a == at || *b == at)
    }

    /// The first pair that is to be apart and, by other decisions, together.
    #[must_use]
    pub fn contradiction(&self) -> Option<(usize, usize)> {
        let root = closures(&self.together);
        let of = |i: usize| root.get(&i).copied().unwrap_or(i);
        self.apart.iter().copied().find(|(a, b)| of(*a) == of(*b))
    }
}

/// The stories among `reports` with a person's decisions kept: [`cluster_by`], then every story that holds two reports which
/// are to be apart is made anew without joining them, then the stories of two that belong together are put together whole.
///
/// Of decisions that contradict each other, `apart` gives way: see [`Decided::contradiction`].
#[must_use]
pub fn cluster_decided(reports: &[Report], decided: &Decided, workers: &dyn Workers) -> Vec<Vec<usize>> {
    let clusters = cluster_by(reports, workers);
    if decided.is_empty() {
        return clusters;
    }
    let refs: Vec<&Report> = reports.iter().collect();
    keep(clusters, &edges(&refs), decided)
}

/// The clusters changed so that the decisions hold.
fn keep(clusters: Vec<Vec<usize>>, edges: &[(usize, usize, f64)], decided: &Decided) -> Vec<Vec<usize>> {
    let root = closures(&decided.together);
    let of = |i: usize| root.get(&i).copied().unwrap_or(i);
    let cannot: BTreeSet<(usize, usize)> = decided
        .apart
        .iter()
        .map(|(a, b)| (of(*a).min(of(*b)), of(*a).max(of(*b))))
        .filter(|(a, b)| a != b)
        .collect();
    let torn = |members: &[usize]| {
        let roots: BTreeSet<usize> = members.iter().map(|i| of(*i)).collect();
        cannot.iter().any(|(a, b)| roots.contains(a) && roots.contains(b))
    };
    // A cluster is made anew from its single reports, so that those who were joined through the wrong one part with it.
    let anew = |members: Vec<usize>| -> Vec<Vec<usize>> {
        if !torn(&members) {
            return vec![members];
        }
        let mut units: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for i in members {
            units.entry(of(i)).or_default().push(i);
        }
        relink(units, edges, &cannot)
    };
    let pieces: Vec<Vec<usize>> = clusters.into_iter().flat_map(anew).collect();
    let mut joined: BTreeMap<usize, usize> = BTreeMap::new();
    let mut links = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        for i in piece.iter().filter(|i| root.contains_key(i)) {
            let first = *joined.entry(of(*i)).or_insert(place);
            links.push((first, place));
        }
    }
    let whole = closures(&links);
    let mut merged: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, piece) in pieces.into_iter().enumerate() {
        let to = whole.get(&place).copied().unwrap_or(place);
        merged.entry(to).or_default().extend(piece);
    }
    let mut kept: Vec<Vec<usize>> = merged.into_values().flat_map(anew).collect();
    kept.iter_mut().for_each(|c| c.sort_unstable());
    kept.sort();
    kept
}

/// Greedy average linkage as in `linkage`, with units to begin with and pairs of units that are never joined. Units are
/// named by their root, and few enough (the reports of one story) to look through all pairs at every step.
fn relink(
    mut units: BTreeMap<usize, Vec<usize>>,
    edges: &[(usize, usize, f64)],
    cannot: &BTreeSet<(usize, usize)>,
) -> Vec<Vec<usize>> {
    let key = |a: usize, b: usize| (a.min(b), a.max(b));
    let mut cannot = cannot.clone();
    let home: BTreeMap<usize, usize> = units
        .iter()
        .flat_map(|(root, members)| members.iter().map(move |i| (*i, *root)))
        .collect();
    // The sum of log-odds on a grid, and the number of pairs looked at.
    let mut sums: BTreeMap<(usize, usize), (i64, i64)> = BTreeMap::new();
    for (a, b, odds) in edges {
        if let (Some(x), Some(y)) = (home.get(a), home.get(b))
            && x != y
        {
            let sum = sums.entry(key(*x, *y)).or_default();
            *sum = (sum.0 + grid(odds.clamp(LEAST, MOST)), sum.1 + 1);
        }
    }
    loop {
        let mean = |(a, b): (usize, usize), (sum, known): (i64, i64)| {
            let pairs = i64::try_from(units[&a].len() * units[&b].len()).unwrap_or(i64::MAX);
            (sum + grid(LEAST).saturating_mul(pairs - known)).div_euclid(pairs)
        };
        let best = sums
            .iter()
            .filter(|(pair, _)| !cannot.contains(pair))
            .map(|(pair, sum)| (mean(*pair, *sum), std::cmp::Reverse(*pair)))
            .max();
        let Some((score, std::cmp::Reverse((a, b)))) = best else {
            break;
        };
        if score <= 0 {
            break;
        }
        let moved = units.remove(&b).unwrap_or_default();
        units.entry(a).or_default().extend(moved);
        let to = |i: usize| if i == b { a } else { i };
        let mut next: BTreeMap<(usize, usize), (i64, i64)> = BTreeMap::new();
        for ((x, y), (sum, known)) in sums {
            if to(x) != to(y) {
                let entry = next.entry(key(to(x), to(y))).or_default();
                *entry = (entry.0 + sum, entry.1 + known);
            }
        }
        sums = next;
        cannot = cannot.into_iter().map(|(x, y)| key(to(x), to(y))).collect();
    }
    units.into_values().collect()
}

/// The least member of each linked group, by member.
fn closures(links: &[(usize, usize)]) -> BTreeMap<usize, usize> {
    let mut root: BTreeMap<usize, usize> = BTreeMap::new();
    for (a, b) in links {
        let (x, y) = (*root.entry(*a).or_insert(*a), *root.entry(*b).or_insert(*b));
        let (low, high) = (x.min(y), x.max(y));
        root.values_mut().filter(|r| **r == high).for_each(|r| *r = low);
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    const EDGES: [(usize, usize, f64); 5] =
        [(0, 1, 5.0), (1, 2, 4.0), (0, 2, 1.0), (3, 4, 5.0), (2, 3, -3.0)];

    fn stories(together: &[(usize, usize)], apart: &[(usize, usize)]) -> Vec<Vec<usize>> {
        let decided = Decided {
            together: together.to_vec(),
            apart: apart.to_vec(),
        };
        keep(super::super::link(6, &EDGES), &EDGES, &decided)
    }

    #[test]
    fn a_report_is_pulled_out_and_the_others_stay() {
        assert_eq!(stories(&[], &[]), [vec![0, 1, 2], vec![3, 4], vec![5]]);
        assert_eq!(
            stories(&[], &[(2, 1)]),
            [vec![0, 1], vec![2], vec![3, 4], vec![5]]
        );
        assert_eq!(
            stories(&[], &[(0, 5)]),
            stories(&[], &[]),
            "they were apart before"
        );
    }

    #[test]
    fn two_stories_are_put_together_whole() {
        assert_eq!(stories(&[(2, 4)], &[]), [vec![0, 1, 2, 3, 4], vec![5]]);
        assert_eq!(stories(&[(5, 0)], &[]), [vec![0, 1, 2, 5], vec![3, 4]]);
    }

    #[test]
    fn both_kinds_hold_at_once() {
        // 5 belongs with 0, and 5 is not of the story of 2: so 2 leaves the story of 0.
        assert_eq!(
            stories(&[(5, 0)], &[(5, 2)]),
            [vec![0, 1, 5], vec![2], vec![3, 4]]
        );
        // The stories of 1 and 3 are one, but 2 and 4 are not of one story.
        let both = stories(&[(1, 3)], &[(2, 4)]);
        let of = |i| both.iter().position(|c| c.contains(&i));
        assert!(of(1) == of(3) && of(2) != of(4), "{both:?}");
    }

    #[test]
    fn a_contradiction_is_seen() {
        let decided = Decided {
            together: vec![(0, 1), (1, 2)],
            apart: vec![(3, 4), (2, 0)],
        };
        assert_eq!(decided.contradiction(), Some((2, 0)));
    }
}
