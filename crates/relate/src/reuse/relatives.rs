//! Which texts are worth holding against each other although they share no gram: those with rare names and figures in common.

use super::skeleton;
use super::tokens::Token;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A name or figure in more texts than this leads to no candidates.
pub(super) const FREQUENT: usize = 48;
/// Rare names and figures that two texts must share to be held against each other.
pub(super) const NAMES: u32 = 5;

/// The names and figures of a text by which its relatives are sought, sorted, each once.
pub(super) fn names(tokens: &[Token]) -> Vec<u32> {
    let naming = tokens.iter().filter(|t| t.naming && !t.stock && !t.quoted);
    let mut names: Vec<u32> = naming
        .filter(|t| !skeleton::is_small(t.word))
        .map(|t| t.word)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Pairs of texts that share enough rare names and figures, sorted; `names` are those of each text.
pub(super) fn candidates(names: &[Vec<u32>]) -> Vec<(usize, usize)> {
    let mut postings: Vec<(u32, u32)> = Vec::with_capacity(names.iter().map(Vec::len).sum());
    for (of, at) in names.iter().zip(0_u32..) {
        postings.extend(of.iter().map(|&name| (name, at)));
    }
    postings.sort_unstable();
    let mut holders: FxHashMap<u32, Range<usize>> = FxHashMap::default();
    let mut from = 0;
    for list in postings.chunk_by(|p, q| p.0 == q.0) {
        if (2..=FREQUENT).contains(&list.len()) {
            holders.insert(list[0].0, from..from + list.len());
        }
        from += list.len();
    }
    let mut pairs = Vec::new();
    let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
    for (x, of) in names.iter().enumerate() {
        for list in of.iter().filter_map(|name| holders.get(name)) {
            for &(_, y) in postings[list.clone()].iter().filter(|p| p.1 as usize > x) {
                *shared.entry(y).or_default() += 1;
            }
        }
        let enough = shared.drain().filter(|(_, n)| *n >= NAMES);
        let before = pairs.len();
        pairs.extend(enough.map(|(y, _)| (x, y as usize)));
        pairs[before..].sort_unstable();
    }
    pairs
}
