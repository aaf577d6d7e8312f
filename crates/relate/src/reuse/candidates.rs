//! Pairs of texts that are worth aligning: those that share fingerprints, by an inverted index.

use rustc_hash::FxHashMap;

/// A fingerprint in more texts than this is no longer paired all with all.
pub(super) const FREQUENT: usize = 48;
/// Texts next in order that a text is paired with for a frequent fingerprint. As the order is the same for every
/// fingerprint, a thousand near copies still form one chain, at a linear price.
pub(super) const NEAR: usize = 24;
/// Fingerprints that a pair must share.
const LEAST: u32 = 2;

/// What is worth aligning.
pub(crate) struct Candidates {
    /// Pairs of indices into the texts, sorted.
    pub(crate) pairs: Vec<(usize, usize)>,
    /// Texts most of whose fingerprints are frequent, so that not all pairs that share them are among these.
    pub(crate) crowded: usize,
}

/// Pairs of indices into `texts` that share enough fingerprints, sorted. The texts must come in an order that depends on
/// them alone.
///
/// The index is one sorted list. Every text is held against those after it by itself, so that no table of all pairs that
/// share something is ever in memory: most of them share a turn of phrase and nothing else.
pub(crate) fn pairs(texts: &[Vec<u32>]) -> Candidates {
    let mut postings: Vec<(u32, u32)> = Vec::with_capacity(texts.iter().map(Vec::len).sum());
    for (text, at) in texts.iter().zip(0_u32..) {
        postings.extend(text.iter().map(|&f| (f, at)));
    }
    postings.sort_unstable();
    let near = |list: &[(u32, u32)]| if list.len() > FREQUENT { NEAR } else { FREQUENT };
    // For each text, where its postings stand and how many after them count.
    let mut places: Vec<Vec<(u32, u8)>> = texts.iter().map(|t| Vec::with_capacity(t.len())).collect();
    let mut frequent = vec![0_usize; texts.len()];
    let mut at = 0_u32;
    for list in postings.chunk_by(|p, q| p.0 == q.0) {
        for (i, &(_, text)) in list.iter().enumerate() {
            let after = near(list).min(list.len() - i - 1);
            frequent[text as usize] += usize::from(list.len() > FREQUENT);
            if after > 0 {
                places[text as usize].push((at, u8::try_from(after).unwrap_or(u8::MAX)));
            }
            at += 1;
        }
    }
    let mut pairs = Vec::new();
    let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
    for (x, of) in places.iter().enumerate() {
        for &(at, after) in of {
            let from = at as usize + 1;
            for &(_, y) in &postings[from..from + usize::from(after)] {
                *shared.entry(y).or_default() += 1;
            }
        }
        let mut enough: Vec<u32> = shared
            .drain()
            .filter(|(_, n)| *n >= LEAST)
            .map(|(y, _)| y)
            .collect();
        enough.sort_unstable();
        pairs.extend(enough.into_iter().map(|y| (x, y as usize)));
    }
    let most = |(of, n): (&Vec<u32>, usize)| n > 0 && 2 * n >= of.len();
    let crowded = texts.iter().zip(frequent).filter(|&text| most(text)).count();
    Candidates { pairs, crowded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_shared_fingerprint_is_an_accident() {
        let texts = [vec![1, 2, 3], vec![2, 3, 4], vec![3, 9]];
        assert_eq!(pairs(&texts).pairs, [(0, 1)]);
    }

    #[test]
    fn a_thousand_near_copies_stay_joined_at_a_linear_price() {
        let texts: Vec<Vec<u32>> = (0..1000).map(|i| vec![1, 2, 3, 1000 + i]).collect();
        let Candidates {
            pairs: found,
            crowded,
        } = pairs(&texts);
        assert_eq!(crowded, 1000);
        assert!(found.len() <= 1000 * NEAR);
        assert!((0..999).all(|i| found.binary_search(&(i, i + 1)).is_ok()));
    }
}
