//! Words as the network was taught them: spaCy's English tokenizer.
//!
//! Chunks between spaces are cut by a table of exceptions ("don't", "U.S."), then signs are taken off both ends until
//! none is left or an exception appears, and what remains is cut at signs inside ("New York-based", "and/or"). The
//! order of the steps is that of spaCy's `Tokenizer.explain` (MIT); addresses are told by a simpler rule than there.

use super::affixes;
use super::weights::Weights;
use std::ops::Range;

/// A word's bytes in the text, and its norm where the table of exceptions gives one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) range: Range<usize>,
    pub(super) norm: &'static str,
}

impl Word {
    /// The word in a text that has so many bytes before this one.
    pub(super) fn moved(self, by: usize) -> Self {
        Self {
            range: self.range.start + by..self.range.end + by,
            ..self
        }
    }
}

/// Longer chunks are no words; they stay whole.
const LONGEST: usize = 2_000;

/// The words of `text`, in order. A run of white space past its first space is a word too.
pub(super) fn split(text: &str, weights: &Weights) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut in_space = text.chars().next().is_some_and(is_space);
    for (at, c) in text.char_indices() {
        if is_space(c) != in_space {
            if start < at {
                chunk(text, start..at, weights, &mut words);
            }
            start = if c == ' ' { at + 1 } else { at };
            in_space = !in_space;
        }
    }
    if start < text.len() {
        chunk(text, start..text.len(), weights, &mut words);
    }
    words
}

/// White space as Python sees it: the separators of information technology are some, too.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

fn chunk(text: &str, range: Range<usize>, weights: &Weights, words: &mut Vec<Word>) {
    let chunk = text.get(range.clone()).unwrap_or("");
    if exception(chunk, range.start, weights, words) {
        return;
    }
    // Most chunks are letters alone, and no exception.
    if chunk.len() > LONGEST || chunk.bytes().all(|b| b.is_ascii_alphabetic()) {
        words.push(Word { range, norm: "" });
        return;
    }
    let (mut from, mut to) = (range.start, range.end);
    let mut after: Vec<Range<usize>> = Vec::new();
    let is_exception = |from: usize, to: usize| {
        text.get(from..to)
            .is_some_and(|c| weights.exceptions.contains_key(c))
    };
    let mut size = 0;
    while from < to && to - from != size && !is_exception(from, to) {
        size = to - from;
        let rest = text.get(from..to).unwrap_or("");
        let first = affixes::prefix(rest);
        if first > 0 && from + first < to && is_exception(from + first, to) {
            words.push(Word {
                range: from..from + first,
                norm: "",
            });
            from += first;
            break;
        }
        let last = affixes::suffix(rest.get(first..).unwrap_or(""));
        if last > 0 && from < to - last && is_exception(from, to - last) {
            after.push(to - last..to);
            to -= last;
            break;
        }
        if first > 0 {
            words.push(Word {
                range: from..from + first,
                norm: "",
            });
            from += first;
        }
        if last > 0 {
            after.push(to - last..to);
            to -= last;
        }
    }
    if from < to {
        let rest = text.get(from..to).unwrap_or("");
        if !exception(rest, from, weights, words) {
            if affixes::is_address(rest) {
                words.push(Word {
                    range: from..to,
                    norm: "",
                });
            } else {
                inside(rest, from, words);
            }
        }
    }
    words.extend(after.into_iter().rev().map(|range| Word { range, norm: "" }));
}

/// Cuts a chunk as the table of exceptions says; whether it does.
fn exception(chunk: &str, start: usize, weights: &Weights, words: &mut Vec<Word>) -> bool {
    let Some(parts) = weights.exceptions.get(chunk) else {
        return false;
    };
    let mut from = start;
    for (length, norm) in parts {
        words.push(Word {
            range: from..from + length,
            norm,
        });
        from += length;
    }
    true
}

/// Cuts at the signs inside.
fn inside(chunk: &str, start: usize, words: &mut Vec<Word>) {
    let mut from = 0;
    for sign in affixes::infixes(chunk) {
        // A sign at the very start belongs to what follows.
        if sign.start == 0 {
            continue;
        }
        if sign.start > from {
            words.push(Word {
                range: start + from..start + sign.start,
                norm: "",
            });
        }
        words.push(Word {
            range: start + sign.start..start + sign.end,
            norm: "",
        });
        from = sign.end;
    }
    if from < chunk.len() {
        words.push(Word {
            range: start + from..start + chunk.len(),
            norm: "",
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        split(text, super::super::weights::get())
            .into_iter()
            .map(|w| &text[w.range])
            .collect()
    }

    #[test]
    fn words_are_cut_as_the_network_was_taught() {
        assert_eq!(
            words("The mayor (Ann Poe, 54) doesn't know the U.S.-based firm's plans."),
            [
                "The",
                "mayor",
                "(",
                "Ann",
                "Poe",
                ",",
                "54",
                ")",
                "does",
                "n't",
                "know",
                "the",
                "U.S.-based",
                "firm",
                "'s",
                "plans",
                "."
            ]
        );
        assert_eq!(
            words("“Yes,” she said…"),
            ["“", "Yes", ",", "”", "she", "said", "…"]
        );
        assert_eq!(
            words("at 10a.m. on Sept. 5, $3.5m"),
            ["at", "10", "a.m.", "on", "Sept.", "5", ",", "$", "3.5", "m"]
        );
        assert_eq!(
            words("New York-based and/or 5-3"),
            ["New", "York", "-", "based", "and/or", "5", "-", "3"]
        );
        assert_eq!(words("a  b\n\nc"), ["a", " ", "b", "\n\n", "c"]);
        assert_eq!(
            words("see www.herald.example/fire?a=1, or"),
            ["see", "www.herald.example/fire?a=1", ",", "or"]
        );
    }

    #[test]
    fn every_byte_that_is_no_space_is_in_one_word() {
        for text in ["...", "--x--", "'tis(“”)…’s", "§§5", "é—è", "US$5C$"] {
            assert_eq!(words(text).concat(), text);
        }
    }
}
