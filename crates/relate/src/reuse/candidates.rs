//! Pairs of texts that are worth aligning: those that share fingerprints, by an inverted index.

/// A fingerprint in more texts than this is no longer paired all with all.
pub(super) const FREQUENT: usize = 48;
/// Texts next in order that a text is paired with for a frequent fingerprint. As the order is the same for every
/// fingerprint, a thousand near copies still form one chain, at a linear price.
pub(super) const NEAR: usize = 24;
/// Fingerprints that a pair must share.
pub(super) const LEAST: u8 = 2;

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
    let mut postings: Vec<u64> = Vec::with_capacity(texts.iter().map(Vec::len).sum());
    for (text, at) in texts.iter().zip(0_u64..) {
        postings.extend(text.iter().map(|&f| (u64::from(f) << 32) | at));
    }
    let postings = sorted(postings);
    let near = |list: &[u64]| if list.len() > FREQUENT { NEAR } else { FREQUENT };
    // For each text, where its postings stand and how many after them count.
    let mut places: Vec<Vec<(u32, u8)>> = texts.iter().map(|t| Vec::with_capacity(t.len())).collect();
    let mut frequent = vec![0_usize; texts.len()];
    let mut holders: Vec<u32> = Vec::with_capacity(postings.len());
    for list in postings.chunk_by(|p, q| p >> 32 == q >> 32) {
        // A fingerprint of one text pairs nothing and takes no room.
        if list.len() == 1 {
            continue;
        }
        for (i, &posting) in list.iter().enumerate() {
            let text = low(posting);
            let after = near(list).min(list.len() - i - 1);
            frequent[text as usize] += usize::from(list.len() > FREQUENT);
            let at = u32::try_from(holders.len()).unwrap_or(u32::MAX);
            holders.push(text);
            if after > 0 {
                places[text as usize].push((at, u8::try_from(after).unwrap_or(u8::MAX)));
            }
        }
    }
    drop(postings);
    let mut pairs = Vec::new();
    // How many fingerprints each text shares with the one in hand, and those that share any.
    let mut shared = vec![0_u8; texts.len()];
    let mut touched: Vec<u32> = Vec::new();
    for (x, of) in places.iter().enumerate() {
        for &(at, after) in of {
            let from = at as usize + 1;
            for &y in &holders[from..from + usize::from(after)] {
                let n = &mut shared[y as usize];
                if *n == 0 {
                    touched.push(y);
                }
                *n = n.saturating_add(1);
            }
        }
        touched.retain(|&y| std::mem::take(&mut shared[y as usize]) >= LEAST);
        touched.sort_unstable();
        pairs.extend(touched.drain(..).map(|y| (x, y as usize)));
    }
    let most = |(of, n): (&Vec<u32>, usize)| n > 0 && 2 * n >= of.len();
    let crowded = texts.iter().zip(frequent).filter(|&text| most(text)).count();
    Candidates { pairs, crowded }
}

/// Sorts numbers: first into parts by their highest byte, each of which then fits a cache.
fn sorted(all: Vec<u64>) -> Vec<u64> {
    let part = |n: u64| (n >> 56) as usize;
    let mut ends = [0_usize; 257];
    for &n in &all {
        ends[part(n) + 1] += 1;
    }
    for k in 1..ends.len() {
        ends[k] += ends[k - 1];
    }
    let starts = ends;
    let mut next = starts;
    let mut parted = vec![0_u64; all.len()];
    for n in all {
        let at = &mut next[part(n)];
        parted[*at] = n;
        *at += 1;
    }
    for k in 0..256 {
        parted[starts[k]..starts[k + 1]].sort_unstable();
    }
    parted
}

/// The low half, which is the text.
#[allow(clippy::cast_possible_truncation)]
fn low(posting: u64) -> u32 {
    posting as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_sorted_whatever_their_highest_byte() {
        let all: Vec<u64> = (0..5000_u64)
            .map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15))
            .collect();
        let mut expected = all.clone();
        expected.sort_unstable();
        assert_eq!(sorted(all), expected);
        assert_eq!(sorted(vec![]), Vec::<u64>::new());
    }

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
