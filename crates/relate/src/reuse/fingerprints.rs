//! Fingerprints: hashes of words in a row, thinned by winnowing.
//!
//! Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (2003): of every window of
//! `WINDOW` grams the least hash is kept, so that two reports that share `GRAM + WINDOW - 1` words in a row always share
//! a fingerprint.

use super::tokens::Token;

/// Words in a gram.
pub(crate) const GRAM: usize = 4;

/// Grams in a window.
const WINDOW: usize = 3;

/// The hash of some words in a row.
pub(crate) fn gram(words: &[Token]) -> u64 {
    let long = words.iter().fold(0x9e37_79b9_7f4a_7c15_u64, |h, t| {
        (h.rotate_left(23) ^ u64::from(t.word)).wrapping_mul(0xff51_afd7_ed55_8ccd)
    });
    long ^ (long >> 29)
}

/// What tells one text from every other: two hashes of its words, and how many there are.
pub(crate) fn text(tokens: &[Token]) -> (u64, u64, usize) {
    let second = tokens.iter().fold(0x2545_f491_4f6c_dd1d_u64, |h, t| {
        (h ^ u64::from(t.word))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(31)
    });
    (gram(tokens), second, tokens.len())
}

/// The hash of every gram, by its first word.
pub(crate) fn grams(tokens: &[Token]) -> Vec<u64> {
    tokens.windows(GRAM).map(gram).collect()
}

/// A gram's low half, and the word it begins at.
pub(crate) type Place = (u32, u32);

/// Where each gram stands, sorted by gram and place: what an alignment starts from.
pub(crate) fn places(tokens: &[Token]) -> Vec<Place> {
    let mut places: Vec<Place> = grams(tokens).into_iter().map(half).zip(0..).collect();
    places.sort_unstable();
    places
}

/// The fingerprints of a text, sorted, each once. Stock sentences leave none.
///
/// Half of a gram's bits are kept, which halves the index: two texts must share two fingerprints to be compared, and two
/// accidents in one pair do not happen.
pub(crate) fn winnowed(grams: &[u64], tokens: &[Token]) -> Vec<u32> {
    let stock = |at: usize| tokens[at..at + GRAM].iter().any(|t| t.stock);
    let kept: Vec<(u64, usize)> = grams
        .iter()
        .copied()
        .zip(0..)
        .filter(|&(_, at)| !stock(at))
        .collect();
    let mut kept: Vec<u32> = if kept.len() < WINDOW {
        kept.into_iter().map(|k| half(k.0)).collect()
    } else {
        kept.windows(WINDOW)
            .filter_map(|w| w.iter().map(|k| half(k.0)).min())
            .collect()
    };
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// The low half of a hash, whose bits are all mixed.
#[allow(clippy::cast_possible_truncation)]
fn half(gram: u64) -> u32 {
    gram as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(words: &[u32]) -> Vec<Token> {
        words
            .iter()
            .map(|&word| Token {
                word,
                start: 0,
                end: 0,
                block: 0,
                quoted: false,
                stock: false,
                naming: false,
            })
            .collect()
    }

    #[test]
    fn six_shared_words_leave_a_shared_fingerprint() {
        let a = tokens(&[1, 2, 3, 10, 11, 12, 13, 14, 15, 4, 5]);
        let b = tokens(&[7, 10, 11, 12, 13, 14, 15, 8, 9, 6]);
        let (a, b) = (winnowed(&grams(&a), &a), winnowed(&grams(&b), &b));
        assert!(a.iter().any(|g| b.contains(g)));
    }

    #[test]
    fn order_of_words_counts() {
        assert_ne!(gram(&tokens(&[1, 2, 3, 4])), gram(&tokens(&[4, 3, 2, 1])));
    }

    #[test]
    fn too_few_words_have_none() {
        let few = tokens(&[1, 2, 3]);
        assert!(winnowed(&grams(&few), &few).is_empty());
    }
}
