//! What the network knows of a word: its norm, first letter, last three letters and shape, as numbers.

use super::weights::Weights;

/// The ids of norm, first letter, last three letters and shape.
pub(super) type Features = [u64; 4];

/// The features of a word; `norm` goes before what the tables say where it isn't empty.
pub(super) fn of(word: &str, norm: &str, weights: &Weights) -> Features {
    let id = |text: &str| weights.symbols.get(text).copied().unwrap_or_else(|| hash(text));
    let norm = match norm {
        "" => weights
            .norms
            .get(&hash(word))
            .copied()
            .map_or_else(|| id(&word.to_lowercase()), id),
        norm => id(norm),
    };
    let first = word.chars().next().map_or(0, char::len_utf8);
    let last = word.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    [
        norm,
        id(word.get(..first).unwrap_or("")),
        id(word.get(last..).unwrap_or("")),
        id(&shape(word)),
    ]
}

/// Letters as `x` and `X`, digits as `d`, the rest as it is; of a run of equals four are kept.
fn shape(word: &str) -> String {
    // A very long word's shape is its own length, as in spaCy.
    if word.chars().take(100).count() >= 100 {
        return "LONG".to_owned();
    }
    let mut out = String::with_capacity(word.len());
    let (mut last, mut run) = ('\0', 0);
    for c in word.chars() {
        let sign = match c {
            _ if c.is_alphabetic() && c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => 'd',
            _ => c,
        };
        run = if sign == last { run + 1 } else { 0 };
        last = sign;
        if run < 4 {
            out.push(sign);
        }
    }
    out
}

/// A string's id: MurmurHash64A (A. Appleby, public domain) with seed 1.
pub(super) fn hash(text: &str) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let bytes = text.as_bytes();
    let mut h = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut k = chunk
            .iter()
            .rev()
            .fold(0u64, |k, b| k << 8 | u64::from(*b))
            .wrapping_mul(M);
        k = (k ^ k >> 47).wrapping_mul(M);
        h = (h ^ k).wrapping_mul(M);
    }
    let rest = chunks.remainder();
    if !rest.is_empty() {
        h ^= rest.iter().rev().fold(0u64, |k, b| k << 8 | u64::from(*b));
        h = h.wrapping_mul(M);
    }
    h = (h ^ h >> 47).wrapping_mul(M);
    h ^ h >> 47
}

/// Four numbers for an id: MurmurHash3_x64_128 (A. Appleby, public domain) of its eight bytes.
pub(super) fn scatter(id: u64, seed: u64) -> [u32; 4] {
    let (mut h1, mut h2) = (seed, seed);
    let k = id
        .wrapping_mul(0x87c3_7b91_1142_53d5)
        .rotate_left(31)
        .wrapping_mul(0x4cf5_ad43_2745_937f);
    h1 ^= k;
    h1 ^= 8;
    h2 ^= 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    let mix = |mut x: u64| {
        x = (x ^ x >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
        x = (x ^ x >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        x ^ x >> 33
    };
    (h1, h2) = (mix(h1), mix(h2));
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_the_strings_store() {
        // spaCy's documentation gives this one: `nlp.vocab.strings["coffee"]`.
        assert_eq!(hash("coffee"), 3_197_928_453_018_144_401);
        assert_eq!(super::super::weights::get().symbols.get("DATE"), Some(&391));
    }

    #[test]
    fn shapes_are_cut_at_four() {
        assert_eq!(shape("McDonald's"), "XxXxxxx'x");
        assert_eq!(shape("2016-09-05"), "dddd-dd-dd");
        assert_eq!(shape("WASHINGTON"), "XXXX");
    }
}
