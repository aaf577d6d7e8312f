//! Which blocks of a page an extraction holds.
//!
//! The extraction comes as plain text without places. Both sides are squeezed to their letters and digits; each block's
//! letters are sought in the extraction's, and of all finds the heaviest chain that runs forward on both sides is
//! kept (a weighted longest increasing subsequence), so that a teaser that repeats a sentence of the body doesn't
//! take its place.

use rustc_hash::{FxHashMap, FxHashSet};

/// A block of fewer letters is too common to be sought by itself; it must stand right beside its neighbours.
const LONG: usize = 24;
/// So many finds of one block are considered.
const FINDS: usize = 8;
/// The share of a block's word four-grams that must be in the extraction where the block isn't there whole.
const SHARE: f64 = 0.6;

/// For each block, whether the extraction holds it.
pub(super) fn held(blocks: &[&str], extraction: &str) -> Vec<bool> {
    let whole = squeeze(extraction);
    let letters: Vec<String> = blocks.iter().map(|b| squeeze(b)).collect();
    let finds = finds(&letters, &whole);
    let mut held = vec![false; blocks.len()];
    let mut places: Vec<Option<(usize, usize)>> = vec![None; blocks.len()];
    for (block, from, to) in chain(&finds, whole.len()) {
        if let (Some(held), Some(place)) = (held.get_mut(block), places.get_mut(block)) {
            (*held, *place) = (true, Some((from, to)));
        }
    }
    beside(&letters, &whole, &mut held, &mut places);
    partly(blocks, &letters, extraction, &mut held);
    held
}

/// Letters and digits only, in lower case.
pub(super) fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A block and where its letters stand in the extraction's.
type Find = (usize, usize, usize);

fn finds(letters: &[String], whole: &str) -> Vec<Find> {
    // Windows of the extraction tell at once that most blocks of a page aren't in it.
    let window = 16;
    let windows: FxHashSet<&[u8]> = whole.as_bytes().windows(window).collect();
    let mut out = Vec::new();
    let mut known: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (block, text) in letters.iter().enumerate() {
        let head = text.as_bytes().get(..window);
        if text.len() < LONG || !head.is_some_and(|h| windows.contains(h)) {
            continue;
        }
        let places = known.entry(text).or_insert_with(|| {
            whole
                .match_indices(text.as_str())
                .map(|(at, _)| at)
                .take(FINDS)
                .collect()
        });
        out.extend(places.iter().map(|at| (block, *at, at + text.len())));
    }
    out
}

/// The heaviest chain of finds that runs forward both in the page and in the extraction.
fn chain(finds: &[Find], length: usize) -> Vec<Find> {
    // `best` is a binary indexed tree of maxima over end places: weight and the find that ends there.
    let mut best: Vec<(usize, usize)> = vec![(0, usize::MAX); length + 2];
    let mut before = vec![usize::MAX; finds.len()];
    let mut weights = vec![0; finds.len()];
    let mut at = 0;
    while at < finds.len() {
        let block = finds[at].0;
        let until = finds[at..].iter().take_while(|f| f.0 == block).count() + at;
        // All finds of a block are weighed before any of them counts, so that a block is held once.
        for i in at..until {
            let (_, from, to) = finds[i];
            let (mut weight, mut last) = (0, usize::MAX);
            let mut node = from + 1;
            while node > 0 {
                if best[node].0 > weight {
                    (weight, last) = best[node];
                }
                node &= node - 1;
            }
            (weights[i], before[i]) = (weight + to - from, last);
        }
        for i in at..until {
            let mut node = finds[i].2 + 1;
            while node < best.len() {
                if weights[i] > best[node].0 {
                    best[node] = (weights[i], i);
                }
                node += node & node.wrapping_neg();
            }
        }
        at = until;
    }
    let mut out = Vec::new();
    // The first of the heaviest, so that the answer doesn't hang on the order of equals.
    let mut next = (0..finds.len())
        .rev()
        .max_by_key(|i| weights[*i])
        .unwrap_or(usize::MAX);
    while let Some(find) = finds.get(next) {
        out.push(*find);
        next = before[next];
    }
    out.reverse();
    out
}

/// Short blocks are held where their letters follow right on a held block's, or stand right before one's.
fn beside(letters: &[String], whole: &str, held: &mut [bool], places: &mut [Option<(usize, usize)>]) {
    let mut end = 0;
    for i in 0..letters.len() {
        if let Some((_, to)) = places[i] {
            end = to;
        } else if !letters[i].is_empty() && whole.get(end..).is_some_and(|rest| rest.starts_with(&letters[i]))
        {
            (held[i], places[i]) = (true, Some((end, end + letters[i].len())));
            end += letters[i].len();
        }
    }
    let mut start = whole.len();
    for i in (0..letters.len()).rev() {
        if let Some((from, _)) = places[i] {
            start = from;
        } else if !letters[i].is_empty() && whole.get(..start).is_some_and(|rest| rest.ends_with(&letters[i]))
        {
            (held[i], places[i]) = (true, Some((start - letters[i].len(), start)));
            start -= letters[i].len();
        }
    }
}

/// A long block of which the extraction left out a part is held where most of its words are there.
fn partly(blocks: &[&str], letters: &[String], extraction: &str, held: &mut [bool]) {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let known = words(extraction);
    let grams: FxHashSet<&[String]> = known.windows(4).collect();
    for (i, block) in blocks.iter().enumerate() {
        if held[i] || letters[i].len() < LONG * 2 {
            continue;
        }
        let own = words(block);
        let all = own.windows(4).len();
        let there = own.windows(4).filter(|gram| grams.contains(gram)).count();
        held[i] = all > 3 && there as f64 >= SHARE * all as f64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "The fire at the harbour of Port Ellery began on Monday night.";
    const TWO: &str = "Two people were killed, the fire brigade said on Tuesday.";

    #[test]
    fn blocks_are_found_in_order_and_short_ones_beside_them() {
        let blocks = ["Home", ONE, "Inquiry", TWO, "Share", "Home"];
        let extraction = format!("{ONE}\nInquiry\n{TWO}");
        assert_eq!(
            held(&blocks, &extraction),
            [false, true, true, true, false, false]
        );
    }

    #[test]
    fn a_teaser_does_not_take_the_place_of_the_body() {
        let blocks = [TWO, ONE, TWO];
        assert_eq!(held(&blocks, &format!("{ONE} {TWO}")), [false, true, true]);
    }

    #[test]
    fn words_cut_apart_otherwise_are_the_same() {
        assert_eq!(
            held(
                &["The fire-brigade’s  report, in H2O terms, was long."],
                "The fire-brigade ’s report , in H 2 O terms, was long."
            ),
            [true]
        );
    }

    #[test]
    fn a_block_with_most_of_its_words_is_held_and_one_with_few_is_not() {
        let part = "began on Monday night and spread to the quay before dawn, officials said in the morning";
        assert_eq!(held(&[&format!("Read more {part}")], part), [true]);
        assert_eq!(
            held(&[&format!("{TWO} {ONE} began on Monday night")], part),
            [false]
        );
    }
}
