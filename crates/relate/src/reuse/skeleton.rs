//! Whether one sentence is another in other words: its skeleton of small words, names and figures stays.
//!
//! Who spins a sentence puts a synonym in the place of every second word and leaves the rest where it stood. Local
//! alignment (Smith and Waterman 1981) of the two rows of words finds that; small words weigh less than others, and a word
//! in the place of another costs less than one that is left out.

use super::spelling;
use crate::readings::words::FUNCTION_WORDS;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// A word that matches, and a small one, in twentieths of a point.
const WORD: i32 = 20;
const SMALL: i32 = 12;
/// Another word in its place, and a word that only one of the two has.
const OTHER: i32 = -9;
const LEFT_OUT: i32 = -14;
/// What a pair of sentences must reach, and the words that must match.
const ALIKE: i32 = 80;
pub(super) const WORDS: usize = 7;
/// Words of a sentence that are compared; what stands after them is left out.
const LONGEST: usize = 80;

/// The words that stand in every sentence, in their normal form.
static SMALL_WORDS: LazyLock<FxHashSet<u32>> = LazyLock::new(|| {
    FUNCTION_WORDS
        .iter()
        .filter_map(|w| spelling::normal(w))
        .collect()
});

/// Whether the word is one that stands in every sentence.
pub(super) fn is_small(word: u32) -> bool {
    SMALL_WORDS.contains(&word)
}

/// Where two sentences run side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Beside {
    /// Words that match.
    pub(super) matched: usize,
    /// First and last word in the one, by their place in the sentence.
    pub(super) a: (usize, usize),
    /// The same in the other.
    pub(super) b: (usize, usize),
}

/// A cell of the alignment: its score, where it began, and the words matched since.
type Cell = (i32, (usize, usize), usize);

/// Where the two sentences run side by side best, if far enough to be one sentence in two wordings.
pub(super) fn beside(a: &[u32], b: &[u32]) -> Option<Beside> {
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    let small: Vec<bool> = a.iter().map(|w| is_small(*w)).collect();
    let mut above: Vec<Cell> = vec![(0, (0, 0), 0); b.len() + 1];
    let mut row = above.clone();
    let mut best: (Cell, (usize, usize)) = ((0, (0, 0), 0), (0, 0));
    for (i, x) in a.iter().enumerate() {
        row[0] = (0, (i + 1, 0), 0);
        for (j, y) in b.iter().enumerate() {
            let same = x == y;
            let (score, began, matched) = if above[j].0 > 0 { above[j] } else { (0, (i, j), 0) };
            let step = match (same, small[i]) {
                (true, true) => SMALL,
                (true, false) => WORD,
                (false, _) => OTHER,
            };
            let on = (score + step, began, matched + usize::from(same));
            let skip = |from: Cell| (from.0 + LEFT_OUT, from.1, from.2);
            let left = [skip(above[j + 1]), skip(row[j])];
            let cell = left.into_iter().fold(on, |x, y| if y.0 > x.0 { y } else { x });
            row[j + 1] = if cell.0 > 0 { cell } else { (0, (i + 1, j + 1), 0) };
            // Only a word that matches ends what runs side by side.
            if same && row[j + 1].0 > best.0.0 {
                best = (row[j + 1], (i, j));
            }
        }
        std::mem::swap(&mut above, &mut row);
    }
    let ((score, from, matched), to) = best;
    (score >= ALIKE && matched >= WORDS).then_some(Beside {
        matched,
        a: (from.0, to.0),
        b: (from.1, to.1),
    })
}

/// The places of a sentence's words, by word: what another one is asked how many of its words stand here in order.
#[derive(Debug)]
pub(super) struct Places(Vec<(u32, u8)>);

impl Places {
    pub(super) fn of(words: &[u32]) -> Self {
        let mut at: Vec<(u32, u8)> = words.iter().take(LONGEST).copied().zip(0..).collect();
        at.sort_unstable();
        Self(at)
    }

    /// The longest common subsequence with another sentence: no alignment of the two matches more words. A row of the
    /// table is a number, and a word of the other sentence takes three operations on it (Hyyrö 2004).
    pub(super) fn most_in_order(&self, words: &[u32]) -> usize {
        let all: u128 = (1 << self.0.len()) - 1;
        let mut row = all;
        for word in words.iter().take(LONGEST) {
            let from = self.0.partition_point(|(w, _)| w < word);
            let equal = self.0[from..].iter().take_while(|(w, _)| w == word);
            let met = row & equal.fold(0, |bits, (_, at)| bits | 1 << at);
            // What is carried beyond the last word counts nothing.
            row = ((row + met) | (row - met)) & all;
        }
        (!row & all).count_ones() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;
    use crate::sample::report;

    fn words(text: &str) -> Vec<u32> {
        let tokens = tokens::of(&report("", "", "", &[text]));
        tokens.iter().map(|t| t.word).collect()
    }

    fn run(a: &str, b: &str) -> Option<Beside> {
        let (a, b) = (words(a), words(b));
        let found = beside(&a, &b);
        let turned = beside(&b, &a).map(|f| Beside { a: f.b, b: f.a, ..f });
        assert_eq!(found.map(|f| f.matched), turned.map(|f| f.matched));
        let most = Places::of(&a).most_in_order(&b);
        assert_eq!(most, Places::of(&b).most_in_order(&a));
        assert!(found.is_none_or(|f| f.matched <= most), "{found:?} of {most}");
        found
    }

    #[test]
    fn a_spun_sentence_keeps_its_skeleton() {
        let found = run(
            "The lock gate at Ellery Quay jammed before dawn on Monday and held up nine barges that were bound for the stores.",
            "The lock barrier at Ellery Quay stuck prior to dawn on Monday and delayed nine vessels that were headed for the depots.",
        )
        .unwrap();
        assert!(found.matched >= 12, "{found:?}");
        assert_eq!((found.a.0, found.b.0), (0, 0));
    }

    #[test]
    fn the_most_in_order_is_counted() {
        for (a, b, most) in [
            ("the gate of the lock jammed", "the lock of the gate jammed", 4),
            ("barges bound for stores", "the gate jammed", 0),
            ("stores for barges", "barges for stores", 1),
        ] {
            assert_eq!(Places::of(&words(a)).most_in_order(&words(b)), most, "{a}");
        }
        let long: Vec<u32> = (0..200).map(|w| w % 90).collect();
        assert_eq!(Places::of(&long).most_in_order(&long), LONGEST);
    }

    #[test]
    fn two_sentences_on_one_event_do_not_run_side_by_side() {
        assert_eq!(
            run(
                "The lock gate at Ellery Quay jammed before dawn on Monday and held up nine barges that were bound for the stores.",
                "Nine barges had to wait at Ellery Quay on Monday, skippers said, because a gate of the lock would not open.",
            ),
            None
        );
        assert_eq!(
            run(
                "It was one of the worst of the days that we have had in all of our years at the lock.",
                "He was one of the first of the men that they had seen in any of the towns on the hill."
            ),
            None
        );
    }
}
