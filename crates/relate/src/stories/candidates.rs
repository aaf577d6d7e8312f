//! Which pairs of reports are worth a closer look.

use super::vectors::Vectors;
use super::view::View;
use std::collections::{BTreeMap, BTreeSet};

/// Up to this many reports every pair is looked at.
const ALL: usize = 60;
/// Nearest reports kept for each report, by all words and by capitalised words.
const NEAREST: usize = 12;
/// A term of more reports than this finds no candidates: it costs much and tells little.
const COMMON: usize = 500;
/// A person or a street in more reports than this finds none either.
const DETAIL: usize = 12;

/// Pairs `(a, b)` with `a < b`.
pub(super) fn pairs(views: &[View], body: &Vectors, capitals: &Vectors) -> BTreeSet<(usize, usize)> {
    let n = views.len();
    if n <= ALL {
        return (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))).collect();
    }
    let mut found = BTreeSet::new();
    nearest(body, &mut found);
    nearest(capitals, &mut found);
    details(views, &mut found);
    found
}

/// The nearest rows of each row, by an inverted index.
fn nearest(vectors: &Vectors, found: &mut BTreeSet<(usize, usize)>) {
    let mut index: Vec<Vec<(usize, f64)>> = vec![Vec::new(); vectors.idf.len()];
    for (i, row) in vectors.rows.iter().enumerate() {
        for (term, weight) in row {
            if vectors.count[*term as usize] <= COMMON {
                index[*term as usize].push((i, *weight));
            }
        }
    }
    let mut sums = vec![0.0; vectors.rows.len()];
    for (i, row) in vectors.rows.iter().enumerate() {
        let mut touched = Vec::new();
        for (term, weight) in row {
            for (j, other) in &index[*term as usize] {
                if sums[*j] == 0.0 {
                    touched.push(*j);
                }
                sums[*j] += weight * other;
            }
        }
        let mut near: Vec<(i64, usize)> = touched
            .iter()
            .filter(|j| **j != i)
            .map(|j| (grid(-sums[*j]), *j))
            .collect();
        let kept = NEAREST.min(near.len());
        if kept > 0 {
            near.select_nth_unstable(kept - 1);
        }
        found.extend(near[..kept].iter().map(|(_, j)| (i.min(*j), i.max(*j))));
        for j in touched {
            sums[j] = 0.0;
        }
    }
}

/// Reports that name a person of one age, or a street and a rare pair of capitalised words.
fn details(views: &[View], found: &mut BTreeSet<(usize, usize)>) {
    let mut keys: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (i, view) in views.iter().enumerate() {
        for (surname, age) in &view.people {
            keys.entry(format!("{surname} {age}")).or_default().insert(i);
        }
        for pair in &view.pairs {
            keys.entry(pair.clone()).or_default().insert(i);
        }
    }
    for group in keys.values().filter(|g| g.len() <= DETAIL) {
        for a in group {
            found.extend(group.range(a + 1..).map(|b| (*a, *b)));
        }
    }
}

/// Sums are put on a grid before they decide, so that no last bit does.
pub(super) fn grid(value: f64) -> i64 {
    // A cosine or a log-odds is far inside the range.
    #[allow(clippy::cast_possible_truncation)]
    let cell = (value * 1e6).round() as i64;
    cell
}
