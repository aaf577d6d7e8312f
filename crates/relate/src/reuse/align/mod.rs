//! Local alignment of two texts by words.
//!
//! In the manner of passim (Smith, Cordell and Mullen, "Computational methods for uncovering reprinted texts", 2015),
//! made for two long texts: exact runs from shared grams are the seeds, the longest win where they compete, and runs
//! that follow each other closely in both texts are chained. Small edits in the gaps and at the ends are then bridged
//! word by word. Reordered passages come out as chains of their own. The work is bounded: a gram that recurs more often
//! than `seeds::RECUR` in a text seeds no more than its first places, and the others by twice as many words, of which no text has
//! the same ones twice ([`super::tokens`]); so no shared run of `seeds::LONG` words is missed.

mod edits;
mod seeds;

use super::fingerprints::Place;
use super::tokens::Token;
use edits::{bridge, carry_on, without_loose_ends};
use seeds::{seeds, without_overlap};

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

/// Words that an edit between two runs may take in either text.
const GAP: usize = 12;

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
