//! Peers and their figures on pairs that are known, in lines to print.

use super::peers;
use super::truth::{Passages, Stretch};
use crate::Counts;
use std::collections::BTreeMap;

/// Texts as words, and pairs of them.
#[derive(Debug, Default)]
pub struct Pairs {
    pub texts: Vec<Vec<String>>,
    pub pairs: Vec<Pair>,
}

/// Two texts by their places, whether prose was copied from one to the other, and what they share where that is known.
#[derive(Debug)]
pub struct Pair {
    pub a: usize,
    pub b: usize,
    pub copied: bool,
    pub gold: Vec<Stretch>,
}

/// Least words of a matching block's passage that are tried.
const LEAST: [usize; 5] = [1, 4, 8, 12, 20];

struct Told {
    jaccard: Vec<f64>,
    ratio: Vec<f64>,
    blocks: Vec<Vec<Stretch>>,
    passim: BTreeMap<(usize, usize), Vec<Stretch>>,
}

/// A line for each peer: copying F1, and passage F1 with boundaries where `passages`. Thresholds that a peer leaves open
/// are the best ones on `look`; the figures are those on `test`.
pub fn lines(look: &Pairs, test: &Pairs, passages: bool) -> Vec<String> {
    let (seen, told) = (told(look), told(test));
    let copying = |set: &Pairs, is: &dyn Fn(usize) -> bool| {
        let mut counts = Counts::default();
        for (n, pair) in set.pairs.iter().enumerate() {
            counts.gold += usize::from(pair.copied);
            counts.found += usize::from(is(n));
            counts.right += usize::from(is(n) && pair.copied);
        }
        counts.f1()
    };
    let threshold = |scores: &[f64]| {
        let grid = (1..50_u8).map(|t| f64::from(t) / 50.0);
        grid.fold((0.0, 0.0), |best: (f64, f64), t| {
            let f1 = copying(look, &|n| scores[n] >= t);
            if f1 > best.0 { (f1, t) } else { best }
        })
        .1
    };
    let shared = |set: &Pairs, of: &dyn Fn(usize) -> Vec<Stretch>| {
        let mut all = Passages::default();
        for (n, pair) in set.pairs.iter().enumerate() {
            all.add(
                &pair.gold,
                &of(n),
                (set.texts[pair.a].len(), set.texts[pair.b].len()),
            );
        }
        all
    };
    let told_passages = |all: Passages| {
        if passages {
            format!(
                ", passage F1 {:.3}, boundaries {:.3}",
                all.words.f1(),
                all.bounds.f1()
            )
        } else {
            String::new()
        }
    };
    let of_passim = |told: &Told, set: &Pairs, n: usize| {
        told.passim
            .get(&(set.pairs[n].a, set.pairs[n].b))
            .cloned()
            .unwrap_or_default()
    };
    let (near, alike) = (threshold(&seen.jaccard), threshold(&seen.ratio));
    let mut least = (0.0, 1);
    for n in LEAST.into_iter().filter(|_| passages) {
        let f1 = shared(look, &|i| peers::passages(&seen.blocks[i], n)).words.f1();
        if f1 > least.0 {
            least = (f1, n);
        }
    }
    vec![
        format!(
            "MinHash, 128 permutations of word 5-grams (datasketch's), at its default .9: copying F1 {:.3}; at {near:.2}, its best here: {:.3}",
            copying(test, &|n| told.jaccard[n] >= 0.9),
            copying(test, &|n| told.jaccard[n] >= near),
        ),
        format!(
            "difflib's matching blocks, ratio {alike:.2}: copying F1 {:.3}{}",
            copying(test, &|n| told.ratio[n] >= alike),
            told_passages(shared(test, &|i| peers::passages(&told.blocks[i], least.1))),
        ),
        format!(
            "passim's method (5-gram seeds, Smith-Waterman): copying F1 {:.3}{}",
            copying(test, &|n| !of_passim(&told, test, n).is_empty()),
            told_passages(shared(test, &|i| of_passim(&told, test, i))),
        ),
    ]
}

fn told(set: &Pairs) -> Told {
    let signatures: Vec<Vec<u64>> = set.texts.iter().map(|t| peers::signature(t)).collect();
    let matched: Vec<(Vec<Stretch>, f64)> = set
        .pairs
        .iter()
        .map(|p| peers::blocks(&set.texts[p.a], &set.texts[p.b]))
        .collect();
    Told {
        jaccard: set
            .pairs
            .iter()
            .map(|p| peers::jaccard(&signatures[p.a], &signatures[p.b]))
            .collect(),
        ratio: matched.iter().map(|m| m.1).collect(),
        blocks: matched.into_iter().map(|m| m.0).collect(),
        passim: peers::passim(&set.texts),
    }
}
