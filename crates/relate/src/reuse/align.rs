//! Local alignment of two texts by words.
//!
//! In the manner of passim (Smith, Cordell and Mullen, "Computational methods for uncovering reprinted texts", 2015),
//! made for two long texts: exact runs from shared grams are the seeds, the longest win where they compete, and runs
//! that follow each other closely in both texts are chained. Small edits in the gaps and at the ends are then bridged
//! word by word. Reordered passages come out as chains of their own. The work is bounded: a gram that recurs more often
//! than `RECUR` in a text seeds no more than its first places.

use super::fingerprints::GRAM;
use super::tokens::Token;

/// Words that match one by one: `a[a..a+len]` equals `b[b..b+len]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    /// First word in `a`.
    pub(crate) a: usize,
    /// First word in `b`.
    pub(crate) b: usize,
    /// How many.
    pub(crate) len: usize,
}

impl Run {
    fn a_end(self) -> usize {
        self.a + self.len
    }
    fn b_end(self) -> usize {
        self.b + self.len
    }
    pub(crate) fn mirrored(self) -> Self {
        Self {
            a: self.b,
            b: self.a,
            len: self.len,
        }
    }
}

/// Places of one gram that are looked at in each text.
const RECUR: usize = 4;
/// Words that an edit between two runs may take in either text.
const GAP: usize = 12;
/// Words that are skipped at most where a chain's end is carried on.
const SKIP: usize = 3;

/// The chains of runs that the two texts share, each in order of both texts, sorted.
///
/// `grams` are those of [`super::fingerprints::grams`]. Aligning is symmetric: the texts are put into an order of their
/// own before it starts.
pub(crate) fn chains(a: (&[Token], &[u64]), b: (&[Token], &[u64])) -> Vec<Vec<Run>> {
    let words = |t: &[Token]| t.iter().map(|t| t.word).collect::<Vec<u32>>();
    let (wa, wb) = (words(a.0), words(b.0));
    if (wa.len(), &wa) <= (wb.len(), &wb) {
        return ordered(&wa, a.1, &wb, b.1);
    }
    let mut found = ordered(&wb, b.1, &wa, a.1);
    for chain in &mut found {
        chain.iter_mut().for_each(|r| *r = r.mirrored());
    }
    found.sort();
    found
}

fn ordered(a: &[u32], grams_a: &[u64], b: &[u32], grams_b: &[u64]) -> Vec<Vec<Run>> {
    let runs = without_overlap(a.len(), b.len(), seeds(a, grams_a, b, grams_b));
    let mut chains = linked(&runs);
    for chain in &mut chains {
        bridge(a, b, chain);
    }
    carry_on(a, b, &mut chains);
    chains
}

/// Maximal exact runs that hold a shared gram.
fn seeds(a: &[u32], grams_a: &[u64], b: &[u32], grams_b: &[u64]) -> Vec<Run> {
    let places = |grams: &[u64]| {
        let mut places: Vec<(u64, usize)> = grams.iter().copied().zip(0..).collect();
        places.sort_unstable();
        places
    };
    let (pa, pb) = (places(grams_a), places(grams_b));
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(&(ga, _)), Some(&(gb, _))) = (pa.get(i), pb.get(j)) {
        let (na, nb) = (same(&pa[i..]), same(&pb[j..]));
        match ga.cmp(&gb) {
            std::cmp::Ordering::Less => i += na,
            std::cmp::Ordering::Greater => j += nb,
            std::cmp::Ordering::Equal => {
                for &(_, x) in &pa[i..i + na.min(RECUR)] {
                    for &(_, y) in &pb[j..j + nb.min(RECUR)] {
                        // By diagonal and then by place, so that neighbours on one diagonal come together.
                        pairs.push((y + a.len() - x, x, y));
                    }
                }
                i += na;
                j += nb;
            }
        }
    }
    pairs.sort_unstable();
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

fn same(places: &[(u64, usize)]) -> usize {
    places
        .iter()
        .take_while(|p| Some(p.0) == places.first().map(|f| f.0))
        .count()
}

/// Gives every word to one run at most, the longest first; what is left of a shorter one is kept while it has a gram.
fn without_overlap(a: usize, b: usize, mut runs: Vec<Run>) -> Vec<Run> {
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

/// Chains runs that follow each other in both texts with no more between them than their own length and `GAP` allow.
fn linked(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut by_b: Vec<usize> = (0..runs.len()).collect();
    by_b.sort_unstable_by_key(|&i| runs[i].b);
    let mut rank = vec![0; runs.len()];
    by_b.iter().enumerate().for_each(|(at, &i)| rank[i] = at);
    let mut chains: Vec<Vec<Run>> = Vec::new();
    for (i, run) in runs.iter().enumerate() {
        if let Some(chain) = chains.last_mut()
            && let Some(last) = chain.last()
            && rank[i] == rank[i - 1] + 1
            && run.a - last.a_end() <= GAP.min(last.len + run.len)
            && run.b - last.b_end() <= GAP.min(last.len + run.len)
        {
            chain.push(*run);
        } else {
            chains.push(vec![*run]);
        }
    }
    chains
}

/// Adds the words that match inside the gaps of a chain: their longest common subsequence.
fn bridge(a: &[u32], b: &[u32], chain: &mut Vec<Run>) {
    let mut found = Vec::new();
    for pair in chain.windows(2) {
        let (from_a, from_b) = (pair[0].a_end(), pair[0].b_end());
        let (x, y) = (&a[from_a..pair[1].a], &b[from_b..pair[1].b]);
        found.extend(common(x, y).into_iter().map(|(i, j)| Run {
            a: from_a + i,
            b: from_b + j,
            len: 1,
        }));
    }
    chain.extend(found);
    chain.sort_unstable();
    chain.dedup_by(|next, last| {
        let joins = last.a_end() == next.a && last.b_end() == next.b;
        if joins {
            last.len += next.len;
        }
        joins
    });
}

/// The longest common subsequence of two short texts, as pairs of places.
fn common(x: &[u32], y: &[u32]) -> Vec<(usize, usize)> {
    let mut best = vec![vec![0_u16; y.len() + 1]; x.len() + 1];
    for i in (0..x.len()).rev() {
        for j in (0..y.len()).rev() {
            best[i][j] = if x[i] == y[j] {
                best[i + 1][j + 1] + 1
            } else {
                best[i + 1][j].max(best[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < x.len() && j < y.len() {
        if x[i] == y[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Carries each chain on past its ends, over edits of up to `SKIP` words after which at least two words match again,
/// without running into another chain.
fn carry_on(a: &[u32], b: &[u32], chains: &mut [Vec<Run>]) {
    let (mut used_a, mut used_b) = (vec![false; a.len()], vec![false; b.len()]);
    let mark = |used_a: &mut [bool], used_b: &mut [bool], r: &Run| {
        used_a[r.a..r.a_end()].fill(true);
        used_b[r.b..r.b_end()].fill(true);
    };
    chains
        .iter()
        .flatten()
        .for_each(|r| mark(&mut used_a, &mut used_b, r));
    for chain in chains {
        while let Some(last) = chain.last().copied() {
            let equal =
                |i: usize, j: usize| i < a.len() && j < b.len() && a[i] == b[j] && !used_a[i] && !used_b[j];
            let (x, y) = (last.a_end(), last.b_end());
            let Some((i, j)) = steps()
                .map(|(p, q)| (x + p, y + q))
                .find(|&(i, j)| equal(i, j) && equal(i + 1, j + 1))
            else {
                break;
            };
            let free = (x..i).all(|k| !used_a[k]) && (y..j).all(|k| !used_b[k]);
            if !free {
                break;
            }
            let len = (0..).take_while(|k| equal(i + k, j + k)).count();
            let run = Run { a: i, b: j, len };
            mark(&mut used_a, &mut used_b, &run);
            chain.push(run);
        }
        while let Some(first) = chain.first().copied() {
            let equal = |i: Option<usize>, j: Option<usize>| match (i, j) {
                (Some(i), Some(j)) => a[i] == b[j] && !used_a[i] && !used_b[j],
                _ => false,
            };
            let back = |k: usize, by: usize| k.checked_sub(by);
            let Some((p, q)) = steps().find(|&(p, q)| {
                equal(back(first.a, p + 1), back(first.b, q + 1))
                    && equal(back(first.a, p + 2), back(first.b, q + 2))
            }) else {
                break;
            };
            let free =
                (first.a - p..first.a).all(|k| !used_a[k]) && (first.b - q..first.b).all(|k| !used_b[k]);
            if !free {
                break;
            }
            let len = (1..)
                .take_while(|k| equal(back(first.a, p + k), back(first.b, q + k)))
                .count();
            let run = Run {
                a: first.a - p - len,
                b: first.b - q - len,
                len,
            };
            mark(&mut used_a, &mut used_b, &run);
            chain.insert(0, run);
        }
    }
}

/// The ways to skip words in either text, the fewest first.
fn steps() -> impl Iterator<Item = (usize, usize)> {
    (0..=2 * SKIP).flat_map(|sum| {
        (0..=SKIP).map(move |p| (p, sum)).filter_map(|(p, sum)| {
            let q = sum.checked_sub(p)?;
            (q <= SKIP).then_some((p, q))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::fingerprints::grams;
    use super::super::spelling::hash;
    use super::*;
    use proptest::prelude::*;

    fn tokens(words: &[u32]) -> Vec<Token> {
        let token = |&word| Token {
            word,
            start: 0,
            end: 0,
            block: 0,
            quoted: false,
            stock: false,
            naming: false,
        };
        words.iter().map(token).collect()
    }

    fn aligned(a: &[u32], b: &[u32]) -> Vec<Vec<Run>> {
        let (a, b) = (tokens(a), tokens(b));
        chains((&a, &grams(&a)), (&b, &grams(&b)))
    }

    fn text(a: &str, b: &str) -> Vec<(usize, usize, usize)> {
        let words = |t: &str| t.split_whitespace().map(hash).collect::<Vec<_>>();
        aligned(&words(a), &words(b))
            .iter()
            .map(|c| {
                let (first, last) = (c[0], c[c.len() - 1]);
                (
                    last.a_end() - first.a,
                    last.b_end() - first.b,
                    c.iter().map(|r| r.len).sum(),
                )
            })
            .collect()
    }

    #[test]
    fn edits_inside_a_sentence_are_bridged() {
        let a = "the mayor told the pilots to keep talking with the dockers over the coming days to see if a deal was near";
        let b = "the mayor told the pilots to keep talking to dockers over the coming days to see whether a deal was near";
        assert_eq!(text(a, b), [(22, 21, 19)]);
    }

    #[test]
    fn moved_sentences_are_two_chains() {
        let one = "nine barges waited at the lock on monday morning";
        let two = "the keeper blamed a broken hinge on the gate";
        let found = text(&format!("{one} {two}"), &format!("{two} {one}"));
        assert_eq!(found, [(9, 9, 9), (9, 9, 9)]);
    }

    #[test]
    fn three_words_are_no_seed() {
        assert!(text("the lock gate jammed", "the lock gate opened").is_empty());
    }

    #[test]
    fn one_gram_repeated_costs_no_square() {
        let a: Vec<u32> = std::iter::repeat_n([1, 2, 3, 4, 5], 40_000).flatten().collect();
        let b: Vec<u32> = std::iter::repeat_n([1, 2, 3, 4, 5], 30_000).flatten().collect();
        assert!(!aligned(&a, &b).is_empty());
    }

    proptest! {
        #[test]
        fn aligning_is_symmetric(
            a in prop::collection::vec(0_u32..6, 0..60),
            b in prop::collection::vec(0_u32..6, 0..60),
        ) {
            let mut mirrored = aligned(&b, &a);
            mirrored.iter_mut().flatten().for_each(|r| *r = r.mirrored());
            mirrored.sort();
            let mut straight = aligned(&a, &b);
            straight.sort();
            prop_assert_eq!(straight, mirrored);
        }

        #[test]
        fn runs_match_and_no_word_is_used_twice(
            a in prop::collection::vec(0_u32..6, 0..60),
            b in prop::collection::vec(0_u32..6, 0..60),
        ) {
            let mut used = (vec![0; a.len()], vec![0; b.len()]);
            for chain in aligned(&a, &b) {
                for pair in chain.windows(2) {
                    prop_assert!(pair[0].a_end() <= pair[1].a && pair[0].b_end() <= pair[1].b);
                }
                for run in chain {
                    prop_assert_eq!(&a[run.a..run.a_end()], &b[run.b..run.b_end()]);
                    used.0[run.a..run.a_end()].iter_mut().for_each(|n| *n += 1);
                    used.1[run.b..run.b_end()].iter_mut().for_each(|n| *n += 1);
                }
            }
            prop_assert!(used.0.iter().chain(&used.1).all(|n| *n <= 1));
        }
    }
}
