//! Which pairs of reports are worth a closer look.

use super::vectors::Vectors;
use super::view::View;
use super::words::{Term, term};
use super::workers::{Workers, map};
use std::collections::BTreeMap;

/// Up to this many reports every pair is looked at.
const ALL: usize = 60;
/// Nearest reports kept for each report, by each kind of words.
const NEAREST: usize = 25;
/// Where even the last of them is as near as this, the report stands in a crowd of copies, which might be cut off from the
/// rest of their story.
const CROWDED: f64 = 0.6;
/// In a crowd so many others, evenly spaced among those at least half as near, are looked at too.
const BEYOND: usize = 8;
/// A report is sought by so many of its weightiest words; the others change its nearest reports little.
const WORDS: usize = 128;
/// Of a word of more reports than this only the nearest in time are looked at, so many on each side: a common word costs
/// no more than a rare one, and a story of thousands of reports is still found.
const COMMON: usize = 500;
const ASIDE: usize = 100;
/// A person, a block or a rare name in more reports than this finds none.
const DETAIL: usize = 12;
/// Reports whose nearest ones are sought in one piece of work.
const PIECE: usize = 256;

/// Pairs `(a, b)` with `a < b`, sorted.
pub(super) fn pairs(views: &[View], kinds: &[&Vectors], workers: &dyn Workers) -> Vec<(usize, usize)> {
    let n = views.len();
    if n <= ALL {
        return (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))).collect();
    }
    let mut found = Vec::new();
    for kind in kinds {
        nearest(views, kind, workers, &mut found);
    }
    details(views, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

/// The nearest rows of each row, by an inverted index.
fn nearest(views: &[View], vectors: &Vectors, workers: &dyn Workers, found: &mut Vec<(usize, usize)>) {
    // In order of time, so that a window of a list of reports is a window of time.
    let mut order: Vec<u32> = (0..).take(views.len()).collect();
    order.sort_by_key(|i| (views[*i as usize].days.published, *i));
    let rows: Vec<Vec<(u32, f32)>> = order
        .iter()
        .map(|i| weightiest(&vectors.rows[*i as usize]))
        .collect();
    let mut index: Vec<Vec<(u32, f32)>> = vec![Vec::new(); vectors.idf.len()];
    for (row, i) in rows.iter().zip(0_u32..) {
        for (term, weight) in row {
            index[*term as usize].push((i, *weight));
        }
    }
    let pieces = map(workers, rows.len().div_ceil(PIECE), |piece| {
        let mut sums = vec![0.0_f32; rows.len()];
        let mut pairs = Vec::new();
        for i in piece * PIECE..((piece + 1) * PIECE).min(rows.len()) {
            let mut touched: Vec<usize> = Vec::new();
            for (term, weight) in &rows[i] {
                let list = &index[*term as usize];
                let window = if list.len() > COMMON {
                    let at = list.partition_point(|(j, _)| (*j as usize) < i);
                    &list[at.saturating_sub(ASIDE)..(at + ASIDE).min(list.len())]
                } else {
                    list
                };
                for (j, other) in window {
                    let j = *j as usize;
                    if sums[j] == 0.0 {
                        touched.push(j);
                    }
                    sums[j] += weight * other;
                }
            }
            let mut near: Vec<(i64, usize)> = touched
                .iter()
                .filter(|j| **j != i)
                .map(|j| (grid(-f64::from(sums[*j])), *j))
                .collect();
            let kept = NEAREST.min(near.len());
            if kept > 0 {
                near.select_nth_unstable(kept - 1);
            }
            let a = order[i] as usize;
            let others = near[..kept].iter().map(|(_, j)| *j).chain(beyond(&near, kept));
            pairs.extend(others.map(|j| {
                let b = order[j] as usize;
                (a.min(b), a.max(b))
            }));
            for j in touched {
                sums[j] = 0.0;
            }
        }
        pairs
    });
    found.extend(pieces.into_iter().flatten());
}

/// Others than the `kept` nearest of `near`, where those are a crowd of copies.
fn beyond(near: &[(i64, usize)], kept: usize) -> Vec<usize> {
    let last = kept.checked_sub(1).map_or(0, |k| near[k].0);
    if kept < NEAREST || last > grid(-CROWDED) {
        return Vec::new();
    }
    let rest = near[kept..].iter().filter(|(distance, _)| *distance <= last / 2);
    let mut rest: Vec<usize> = rest.map(|(_, j)| *j).collect();
    rest.sort_unstable();
    let n = rest.len().min(BEYOND);
    (0..n).map(|k| rest[k * rest.len() / n]).collect()
}

/// The weightiest words of a row, in order of terms.
fn weightiest(row: &[(u32, f32)]) -> Vec<(u32, f32)> {
    let mut row = row.to_vec();
    if row.len() > WORDS {
        row.select_nth_unstable_by(WORDS - 1, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        row.truncate(WORDS);
        row.sort_unstable_by_key(|cell| cell.0);
    }
    row
}

/// Reports that name a person of one age, a block of a street, or a rare pair of capitalised words.
fn details(views: &[View], found: &mut Vec<(usize, usize)>) {
    let mut keys: BTreeMap<Term, Vec<usize>> = BTreeMap::new();
    for (i, view) in views.iter().enumerate() {
        let mut mine: Vec<Term> = view.pairs.iter().map(|p| p.0).collect();
        mine.extend(view.details.people.iter().map(|person| term(person)));
        mine.extend(
            view.details
                .blocks
                .iter()
                .map(|block| term(&format!("block {block}"))),
        );
        mine.sort_unstable();
        mine.dedup();
        for key in mine {
            let group = keys.entry(key).or_default();
            // One more than is used, to know a common one.
            if group.len() <= DETAIL {
                group.push(i);
            }
        }
    }
    for group in keys.values().filter(|g| g.len() <= DETAIL) {
        for (k, a) in group.iter().enumerate() {
            found.extend(group[k + 1..].iter().map(|b| (*a, *b)));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_of_copies_looks_beyond_itself_and_others_do_not() {
        let at = |cosine: f64| move |j: usize| (grid(if j < 40 { -cosine } else { -0.5 }), j);
        let crowd: Vec<(i64, usize)> = (0..100).map(at(0.9)).collect();
        let found = beyond(&crowd, NEAREST);
        assert_eq!(found.len(), BEYOND);
        assert!(found.iter().any(|j| *j >= 40));
        let loose: Vec<(i64, usize)> = (0..100).map(at(0.55)).collect();
        assert!(beyond(&loose, NEAREST).is_empty());
        assert!(beyond(&crowd[..3], 3).is_empty() && beyond(&[], 0).is_empty());
    }
}
