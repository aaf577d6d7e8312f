//! What others do, on the same pairs: MinHash, Ratcliff and Obershelp's matching blocks, and passim's method.
//!
//! All three are written anew here after their descriptions, with their tools' own parameters; they see the words of the
//! reports' running text in lower case, without credits, which spares them what a reader has to find out first.

use super::truth::{Stretch, joined};
use std::collections::{BTreeMap, BTreeSet};

/// Words in a shingle.
const SHINGLE: usize = 5;
/// Permutations, as datasketch has by default.
const PERMUTATIONS: usize = 128;

fn hash(words: &[String]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for byte in words.iter().flat_map(|w| w.bytes().chain([b' '])) {
        h = (h ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    h
}

/// The MinHash signature of a text over word 5-grams (Broder 1997; the permutations are `a·x + b` modulo the Mersenne
/// prime 2⁶¹ − 1, as in datasketch 1.6).
pub fn signature(words: &[String]) -> Vec<u64> {
    const PRIME: u128 = (1 << 61) - 1;
    let mut chance = super::chance::Chance::named("permutations", 1);
    let shingles: BTreeSet<u64> = words.windows(SHINGLE).map(|w| hash(w) & 0xffff_ffff).collect();
    (0..PERMUTATIONS)
        .map(|_| {
            let (a, b) = (1 + chance.below(1 << 60) as u128, chance.below(1 << 60) as u128);
            let permuted =
                |s: &u64| u64::try_from(((a * u128::from(*s) + b) % PRIME) & 0xffff_ffff).unwrap_or(0);
            shingles.iter().map(permuted).min().unwrap_or(u64::MAX)
        })
        .collect()
}

/// The estimated share of shingles in common.
pub fn jaccard(a: &[u64], b: &[u64]) -> f64 {
    let same = a.iter().zip(b).filter(|(x, y)| x == y && **x != u64::MAX).count();
    crate::score::ratio(same, PERMUTATIONS)
}

/// The matching blocks of two texts and their ratio (Ratcliff and Metzener, "Pattern matching: the Gestalt approach",
/// 1988), as Python's `difflib.SequenceMatcher` finds them: the longest common block, then the same left and right of it.
/// In texts of 200 words or more, words that make up over a hundredth of the second one start no block (`autojunk`).
pub fn blocks(a: &[String], b: &[String]) -> (Vec<Stretch>, f64) {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    b.iter()
        .enumerate()
        .for_each(|(j, w)| places.entry(w).or_default().push(j));
    if b.len() >= 200 {
        let popular = b.len() / 100 + 1;
        places.retain(|_, at| at.len() <= popular);
    }
    let mut found = Vec::new();
    let mut queue = vec![(0, a.len(), 0, b.len())];
    while let Some((from_a, to_a, from_b, to_b)) = queue.pop() {
        let (mut i, mut j, mut len) = (from_a, from_b, 0);
        let mut ending: BTreeMap<usize, usize> = BTreeMap::new();
        for (x, word) in a.iter().enumerate().take(to_a).skip(from_a) {
            let mut next = BTreeMap::new();
            let at = places.get(word.as_str()).into_iter().flatten().copied();
            for y in at.filter(|y| (from_b..to_b).contains(y)) {
                let k = y.checked_sub(1).and_then(|y| ending.get(&y)).map_or(1, |k| k + 1);
                next.insert(y, k);
                if k > len {
                    (i, j, len) = (x + 1 - k, y + 1 - k, k);
                }
            }
            ending = next;
        }
        // Popular words may lengthen a block that others began.
        while i > from_a && j > from_b && a[i - 1] == b[j - 1] {
            (i, j, len) = (i - 1, j - 1, len + 1);
        }
        while i + len < to_a && j + len < to_b && a[i + len] == b[j + len] {
            len += 1;
        }
        if len > 0 {
            found.push((i..i + len, j..j + len));
            queue.push((from_a, i, from_b, j));
            queue.push((i + len, to_a, j + len, to_b));
        }
    }
    found.sort_by_key(|s| s.0.start);
    let matched: usize = found.iter().map(|s| s.0.len()).sum();
    (found, crate::score::ratio(2 * matched, a.len() + b.len()))
}

/// Shared 5-grams that make a pair worth aligning, the texts that a 5-gram may stand in, the gap between two matches, and
/// the words of an alignment: passim's defaults.
const MATCHES: usize = 5;
const TEXTS: usize = 100;
const GAP: usize = 100;
const ALIGNED: usize = 20;

/// The pairs and passages that passim's method finds (Smith, Cordell and Mullen, "Computational methods for uncovering
/// reprinted texts in antebellum newspapers", 2015): 5-grams of words that stand in few texts, pairs that share five of
/// them, gaps closed, and each such region aligned by Smith and Waterman with affine gaps (match 2, mismatch −1, gap −5
/// and −0.5), here over words.
pub fn passim(texts: &[Vec<String>]) -> BTreeMap<(usize, usize), Vec<Stretch>> {
    let mut index: BTreeMap<u64, Vec<(usize, usize)>> = BTreeMap::new();
    for (n, words) in texts.iter().enumerate() {
        for (at, gram) in words.windows(SHINGLE).enumerate() {
            index.entry(hash(gram)).or_default().push((n, at));
        }
    }
    let mut pairs: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for places in index.values().filter(|p| (2..=TEXTS).contains(&p.len())) {
        for (k, &(x, i)) in places.iter().enumerate() {
            for &(y, j) in places[k + 1..].iter().filter(|p| p.0 != x) {
                pairs.entry((x, y)).or_default().push((i, j));
            }
        }
    }
    let mut found = BTreeMap::new();
    for ((x, y), mut seeds) in pairs {
        seeds.sort_unstable();
        let mut regions: Vec<(Stretch, usize)> = Vec::new();
        for (i, j) in seeds {
            let fits = |(s, _): &&mut (Stretch, usize)| {
                i < s.0.end + GAP && (s.1.end.saturating_sub(SHINGLE)..s.1.end + GAP).contains(&j)
            };
            match regions.iter_mut().rev().find(fits) {
                Some((s, n)) => {
                    s.0.end = s.0.end.max(i + SHINGLE);
                    s.1.end = s.1.end.max(j + SHINGLE);
                    *n += 1;
                }
                None => regions.push(((i..i + SHINGLE, j..j + SHINGLE), 1)),
            }
        }
        let aligned: Vec<Stretch> = regions
            .iter()
            .filter(|(_, n)| *n >= MATCHES)
            .filter_map(|(s, _)| aligned(&texts[x], &texts[y], s))
            .filter(|s| s.0.len().min(s.1.len()) >= ALIGNED)
            .collect();
        if !aligned.is_empty() {
            found.insert((x, y), aligned);
        }
    }
    found
}

/// The best local alignment within a region and a margin around it.
fn aligned(a: &[String], b: &[String], region: &Stretch) -> Option<Stretch> {
    const MARGIN: usize = 20;
    let from = (
        region.0.start.saturating_sub(MARGIN),
        region.1.start.saturating_sub(MARGIN),
    );
    let a = a.get(from.0..(region.0.end + MARGIN).min(a.len()))?;
    let b = b.get(from.1..(region.1.end + MARGIN).min(b.len()))?;
    // Scores are doubled, so that half a point is a whole number. Each cell: score and where its alignment began.
    const NONE: (i32, (usize, usize)) = (i32::MIN / 2, (0, 0));
    let mut above = vec![(0, (0, 0)); b.len() + 1];
    let mut down = vec![NONE; b.len() + 1];
    let mut best = (0, (0, 0), (0, 0));
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![(0, (i + 1, 0)); b.len() + 1];
        let mut across = NONE;
        for (j, y) in b.iter().enumerate() {
            across = (row[j].0 - 10, row[j].1).max((across.0 - 1, across.1));
            down[j + 1] = (above[j + 1].0 - 10, above[j + 1].1).max((down[j + 1].0 - 1, down[j + 1].1));
            let (score, began) = if above[j].0 > 0 { above[j] } else { (0, (i, j)) };
            let matched = (score + if x == y { 4 } else { -2 }, began);
            let cell = matched.max(across).max(down[j + 1]).max((0, (i + 1, j + 1)));
            row[j + 1] = cell;
            if cell.0 > best.0 {
                best = (cell.0, cell.1, (i + 1, j + 1));
            }
        }
        above = row;
    }
    let (score, began, ended) = best;
    (score > 0).then(|| {
        (
            from.0 + began.0..from.0 + ended.0,
            from.1 + began.1..from.1 + ended.1,
        )
    })
}

/// The passages that matching blocks make: blocks of so many words, joined over small edits.
pub fn passages(blocks: &[Stretch], least: usize) -> Vec<Stretch> {
    joined(blocks.iter().cloned())
        .into_iter()
        .filter(|s| s.0.len().min(s.1.len()) >= least)
        .collect()
}
