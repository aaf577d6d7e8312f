//! Local alignment of two texts by words.
//!
//! In the manner of passim (Smith, Cordell and Mullen, "Computational methods for uncovering reprinted texts", 2015),
//! made for two long texts: exact runs from shared grams are the seeds, the longest win where they compete, and runs
//! that follow each other closely in both texts are chained. Small edits in the gaps and at the ends are then bridged
//! word by word. Reordered passages come out as chains of their own. The work is bounded: a gram that recurs more often
//! than `RECUR` in a text seeds no more than its first places, and the others by twice as many words, of which no text has
//! the same ones twice ([`super::tokens`]); so no shared run of `LONG` words is missed.

use super::fingerprints::{GRAM, Place};
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
/// Words by which the places of a gram that recurs more often are told apart: as many as make a repeat within a text.
const LONG: usize = super::tokens::REPEAT;
/// Words that an edit between two runs may take in either text.
const GAP: usize = 12;
/// Words that are skipped at most where a chain's end is carried on.
const SKIP: usize = 3;
/// The same where one text alone has more, and the words that must match after that.
const ASIDE_SKIP: usize = 13;
const AFTER_ASIDE: usize = 3;

/// The chains of runs that the two texts share, each in order of both texts, sorted.
///
/// Each text comes with the places of its grams ([`super::fingerprints::places`]). Aligning is symmetric: the texts are put into an order of their
/// own before it starts.
pub(crate) fn chains(a: (&[Token], &[Place]), b: (&[Token], &[Place])) -> Vec<Vec<Run>> {
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

fn ordered(a: &[u32], places_a: &[Place], b: &[u32], places_b: &[Place]) -> Vec<Vec<Run>> {
    let runs = without_overlap(a.len(), b.len(), seeds(a, places_a, b, places_b));
    let mut chains = linked(&runs);
    for chain in &mut chains {
        bridge(a, b, chain);
    }
    carry_on(a, b, &mut chains);
    let mut whole: Vec<Vec<Run>> = chains.into_iter().flat_map(without_loose_ends).collect();
    whole.sort();
    whole
}

/// Maximal exact runs that hold a shared gram.
fn seeds(a: &[u32], places_a: &[Place], b: &[u32], places_b: &[Place]) -> Vec<Run> {
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
            && follows(last, run)
        {
            chain.push(*run);
        } else {
            chains.push(vec![*run]);
        }
    }
    chains
}

/// Whether one run follows the other closely in both texts.
fn follows(last: &Run, run: &Run) -> bool {
    let (p, q) = (run.a - last.a_end(), run.b - last.b_end());
    p.max(q) <= GAP.min(last.len + run.len)
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
                .map(|(p, q, words)| (x + p, y + q, words))
                .find(|&(i, j, words)| (0..words).all(|k| equal(i + k, j + k)))
                .map(|(i, j, _)| (i, j))
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
            let Some((p, q, _)) = steps().find(|&(p, q, words)| {
                (1..=words).all(|k| equal(back(first.a, p + k), back(first.b, q + k)))
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

/// What a word that matches is worth beyond the first of its run; what a word in the place of others costs; and what a
/// word costs that stands in one text alone, where the other goes straight on.
const MATCH: usize = 20;
const OTHER: usize = 14;
const ASIDE: usize = 3;

/// Cuts off the ends of a chain that hang on it by a few words after a longer gap: seen from its longest run, what they add
/// is less than what lies between. Each end that is cut off is a chain of its own.
fn without_loose_ends(chain: Vec<Run>) -> Vec<Vec<Run>> {
    let longest = (0..chain.len()).max_by_key(|&k| (chain[k].len, std::cmp::Reverse(k)));
    let Some(longest) = longest else {
        return Vec::new();
    };
    let cost = |x: Run, y: Run| {
        let (p, q) = (y.a - x.a_end(), y.b - x.b_end());
        p.max(q) * if p.min(q) == 0 { ASIDE } else { OTHER }
    };
    let (mut from, mut to) = (longest, longest);
    // What has been gained and lost since the last run that is kept. Single words are no ground to stand on.
    let (mut gained, mut lost, mut last) = (0, 0, chain[longest]);
    for k in (longest + 1..chain.len()).filter(|&k| chain[k].len > 1) {
        gained += MATCH * (chain[k].len - 1);
        lost += cost(last, chain[k]);
        last = chain[k];
        if gained >= lost {
            (to, gained, lost) = (k, 0, 0);
        }
    }
    (gained, lost, last) = (0, 0, chain[longest]);
    for k in (0..longest).rev().filter(|&k| chain[k].len > 1) {
        gained += MATCH * (chain[k].len - 1);
        lost += cost(chain[k], last);
        last = chain[k];
        if gained >= lost {
            (from, gained, lost) = (k, 0, 0);
        }
    }
    let parts = [&chain[..from], &chain[from..=to], &chain[to + 1..]];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(<[Run]>::to_vec)
        .collect()
}

/// The ways to skip words in either text, the fewest first, and the words that must match after each.
fn steps() -> impl Iterator<Item = (usize, usize, usize)> {
    let both = (0..=2 * SKIP).flat_map(|sum| {
        (0..=SKIP).map(move |p| (p, sum)).filter_map(|(p, sum)| {
            let q = sum.checked_sub(p)?;
            (q <= SKIP).then_some((p, q, 2))
        })
    });
    let aside = (SKIP + 1..=ASIDE_SKIP).flat_map(|n| [(0, n, AFTER_ASIDE), (n, 0, AFTER_ASIDE)]);
    both.chain(aside)
}

#[cfg(test)]
mod tests {
    use super::super::fingerprints::places;
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
        chains((&a, &places(&a)), (&b, &places(&b)))
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
    fn a_few_words_after_a_long_gap_are_no_part_of_a_passage() {
        let one = "nine barges waited at the lock on monday morning while divers worked to free the hinge";
        // The last four words stand in both, ten words later.
        let a = format!("{one} police said they have been called there before on reports of loud parties");
        let b =
            format!("{one} the only other calls there were last year on account and reports of loud parties");
        assert_eq!(text(&a, &b)[0], (16, 16, 16));
        // A short edit near the end is bridged.
        let a = format!("{one} of the old gate");
        let b = format!("{one} in front of the old gate");
        assert_eq!(text(&a, &b)[0], (20, 22, 20));
    }

    #[test]
    fn an_aside_in_one_text_ends_no_passage() {
        let one =
            "some family members said the boy jammed the gate himself while others said a relative of his";
        let a = format!("{one} a child who had been at the lock to play with him jammed it by accident");
        let b = format!("{one} jammed it by accident");
        assert_eq!(text(&a, &b), [(33, 21, 21)]);
        // Two words after an aside may be any two words.
        let a = format!("{one} a child who had been at the lock to play with him jammed it on purpose");
        let b = format!("{one} jammed it");
        assert_eq!(text(&a, &b), [(17, 17, 17)]);
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

    #[test]
    fn a_passage_of_words_that_all_recur_is_found_wherever_it_stands() {
        // A row of three words in which no eight in a row come twice, while every four come a dozen times.
        let mut row = vec![0_u32; 8];
        let mut seen = std::collections::BTreeSet::from([row.clone()]);
        while let Some(next) = (1..=3).map(|w| w % 3).find(|&w| {
            let mut last = row[row.len() - 7..].to_vec();
            last.push(w);
            seen.insert(last)
        }) {
            row.push(next);
        }
        let a = row[..1000].to_vec();
        let b: Vec<u32> = (900..1400)
            .map(|n| n + 10)
            .chain(row[700..760].iter().copied())
            .collect();
        let longest = |chains: &[Vec<Run>]| chains.iter().flatten().copied().max_by_key(|r| r.len);
        let run = longest(&aligned(&a, &b)).unwrap();
        assert_eq!((run.a, run.b, run.len), (700, 500, 60));
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
