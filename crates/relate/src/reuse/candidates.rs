//! Pairs of texts that are worth aligning: those that share fingerprints, by an inverted index.

use rustc_hash::FxHashMap;

/// A fingerprint in more texts than this is no longer paired all with all.
const FREQUENT: usize = 48;
/// Texts next in order that a text is paired with for a frequent fingerprint. As the order is the same for every
/// fingerprint, a thousand near copies still form one chain, at a linear price.
const NEAR: usize = 24;
/// Fingerprints that a pair must share.
const LEAST: u32 = 2;

/// Pairs of indices into `texts` that share enough fingerprints, sorted. The texts must come in an order that depends on
/// them alone.
pub(crate) fn pairs(texts: &[Vec<u64>]) -> Vec<(usize, usize)> {
    let mut postings: Vec<(u64, u32)> = Vec::new();
    for (text, at) in texts.iter().zip(0_u32..) {
        postings.extend(text.iter().map(|&f| (f, at)));
    }
    postings.sort_unstable();
    let mut shared: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for list in postings.chunk_by(|p, q| p.0 == q.0) {
        let near = if list.len() > FREQUENT { NEAR } else { FREQUENT };
        for (i, &(_, x)) in list.iter().enumerate() {
            for &(_, y) in list.iter().skip(i + 1).take(near) {
                *shared.entry((x, y)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> = shared
        .into_iter()
        .filter(|&(_, n)| n >= LEAST)
        .map(|((x, y), _)| (x as usize, y as usize))
        .collect();
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_shared_fingerprint_is_an_accident() {
        let texts = [vec![1, 2, 3], vec![2, 3, 4], vec![3, 9]];
        assert_eq!(pairs(&texts), [(0, 1)]);
    }

    #[test]
    fn a_thousand_near_copies_stay_joined_at_a_linear_price() {
        let texts: Vec<Vec<u64>> = (0..1000).map(|i| vec![1, 2, 3, 1000 + i]).collect();
        let found = pairs(&texts);
        assert!(found.len() <= 1000 * NEAR);
        assert!((0..999).all(|i| found.binary_search(&(i, i + 1)).is_ok()));
    }
}
