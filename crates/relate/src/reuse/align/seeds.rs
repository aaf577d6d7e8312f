//! Where an alignment begins: exact runs that hold a shared gram, each word in one of them at most.

use super::Run;
use crate::reuse::fingerprints::{GRAM, Place};

/// Places of one gram that are looked at in each text.
const RECUR: usize = 4;
/// Words by which the places of a gram that recurs more often are told apart: as many as make a repeat within a text.
const LONG: usize = crate::reuse::tokens::REPEAT;

/// Maximal exact runs that hold a shared gram.
pub(super) fn seeds(a: &[u32], places_a: &[Place], b: &[u32], places_b: &[Place]) -> Vec<Run> {
    let mut pairs = Vec::new();
    // By diagonal and then by place, so that neighbours on one diagonal come together.
    let mut seed = |x: usize, y: usize| pairs.push((y + a.len() - x, x, y));
    let mut first = |of_a: &[Place], of_b: &[Place]| {
        for &(_, x) in of_a.iter().take(RECUR) {
            of_b.iter()
                .take(RECUR)
                .for_each(|&(_, y)| seed(x as usize, y as usize));
        }
    };
    let mut often: (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
    shared(places_a, places_b, |of_a, of_b| {
        first(of_a, of_b);
        if of_a.len().max(of_b.len()) > RECUR {
            often.0.extend(of_a.iter().map(|p| p.1));
            often.1.extend(of_b.iter().map(|p| p.1));
        }
    });
    if !often.0.is_empty() {
        shared(&longer(a, &often.0), &longer(b, &often.1), first);
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut runs: Vec<(usize, Run)> = Vec::new();
    for (diagonal, x, y) in pairs {
        if let Some((d, run)) = runs.last()
            && *d == diagonal
            && x < run.a_end()
        {
            continue;
        }
        let back = a[..x]
            .iter()
            .rev()
            .zip(b[..y].iter().rev())
            .take_while(|(p, q)| p == q)
            .count();
        let ahead = a[x..].iter().zip(&b[y..]).take_while(|(p, q)| p == q).count();
        if ahead >= GRAM {
            let run = Run {
                a: x - back,
                b: y - back,
                len: back + ahead,
            };
            runs.push((diagonal, run));
        }
    }
    runs.into_iter().map(|(_, r)| r).collect()
}

/// Hands on the places of every gram that stands in both texts. Both lists are sorted.
fn shared(a: &[Place], b: &[Place], mut found: impl FnMut(&[Place], &[Place])) {
    let (mut i, mut j) = (0, 0);
    while let (Some(&(ga, _)), Some(&(gb, _))) = (a.get(i), b.get(j)) {
        let (na, nb) = (same(&a[i..]), same(&b[j..]));
        match ga.cmp(&gb) {
            std::cmp::Ordering::Less => i += na,
            std::cmp::Ordering::Greater => j += nb,
            std::cmp::Ordering::Equal => {
                found(&a[i..i + na], &b[j..j + nb]);
                (i, j) = (i + na, j + nb);
            }
        }
    }
}

/// The places with the hash of the `LONG` words there, sorted.
fn longer(words: &[u32], places: &[u32]) -> Vec<Place> {
    let hash = |words: &[u32]| {
        words.iter().fold(0x9e37_79b9_u32, |h, &w| {
            (h.rotate_left(13) ^ w).wrapping_mul(0x85eb_ca6b)
        })
    };
    let of = |at: u32| words.get(at as usize..at as usize + LONG);
    let mut all: Vec<Place> = places
        .iter()
        .filter_map(|&at| Some((hash(of(at)?), at)))
        .collect();
    all.sort_unstable();
    all
}

fn same(places: &[Place]) -> usize {
    places
        .iter()
        .take_while(|p| Some(p.0) == places.first().map(|f| f.0))
        .count()
}

/// Gives every word to one run at most, the longest first; what is left of a shorter one is kept while it has a gram.
pub(super) fn without_overlap(a: usize, b: usize, mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_by_key(|r| (std::cmp::Reverse(r.len), *r));
    let (mut used_a, mut used_b) = (vec![false; a], vec![false; b]);
    let mut kept = Vec::with_capacity(runs.len());
    for run in runs {
        let free = |k: usize| !used_a[run.a + k] && !used_b[run.b + k];
        // The longest free stretch of the run.
        let (mut best, mut from) = (0..0, 0);
        for k in 0..=run.len {
            if k == run.len || !free(k) {
                if k - from > best.len() {
                    best = from..k;
                }
                from = k + 1;
            }
        }
        if best.len() >= GRAM {
            let run = Run {
                a: run.a + best.start,
                b: run.b + best.start,
                len: best.len(),
            };
            used_a[run.a..run.a_end()].fill(true);
            used_b[run.b..run.b_end()].fill(true);
            kept.push(run);
        }
    }
    // Only the kept stretch of a run is taken; the rest stays free for other runs.
    kept.sort_unstable();
    kept
}
