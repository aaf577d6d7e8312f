//! How grave the differences between two wordings of a remark are.

use crate::readings::words::{is_function_word, norms, words};
use record::{Edit, EditClass};
use std::collections::BTreeSet;

/// More words than this left out or added are a matter of extent, whatever stands among them.
const FEW: usize = 3;

/// The gravest class of `edits`; `None` where there are none.
pub(super) fn class(edits: &[Edit]) -> Option<EditClass> {
    edits.iter().map(class_of).max()
}

fn class_of(edit: &Edit) -> EditClass {
    match edit {
        Edit::Spelled { .. } => EditClass::Form,
        Edit::Omitted { words } | Edit::Added { words } if is_bracketed(words) => EditClass::Form,
        Edit::Omitted { words } | Edit::Added { words } => {
            let few = norms(words).len() <= FEW && !is_sentence(words);
            if few && (denies(words) || !numbers(words).is_empty()) {
                EditClass::Meaning
            } else {
                EditClass::Extent
            }
        }
        Edit::Changed { from, to } => changed(from, to),
    }
}

fn changed(from: &str, to: &str) -> EditClass {
    if spelled_out(from) == spelled_out(to) || is_bracketed(from) || is_bracketed(to) {
        return EditClass::Form;
    }
    let (a, b) = (names(from), names(to));
    let other_names = !a.is_empty() && !b.is_empty() && a.is_disjoint(&b);
    if letters(from) == letters(to) {
        return EditClass::Wording;
    }
    if denies(from) != denies(to) || numbers(from) != numbers(to) || other_names {
        EditClass::Meaning
    } else {
        EditClass::Wording
    }
}

/// Whether the words are a short sentence of their own ("No fight"), which may be cut like any other. A "Not" alone is none.
fn is_sentence(words: &str) -> bool {
    words.starts_with(char::is_uppercase) && norms(words).len() > 1
}

/// The letters and digits alone: "@AdaQuist" is "Ada Quist".
fn letters(words: &str) -> String {
    norms(words).concat()
}

/// Whether an editor's bracket marks the words as put in for the reader.
fn is_bracketed(words: &str) -> bool {
    words.starts_with('[') || words.ends_with(']')
}

/// The words with contractions written out.
pub(super) fn spelled_out(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for norm in norms(text) {
        match (norm.as_str(), norm.split_once('\'')) {
            ("won't", _) => found.extend(["will".to_owned(), "not".to_owned()]),
            ("can't" | "cannot", _) => found.extend(["can".to_owned(), "not".to_owned()]),
            (_, Some((stem, "t"))) if stem.ends_with('n') => {
                found.extend([stem[..stem.len() - 1].to_owned(), "not".to_owned()]);
            }
            (_, Some((stem, "s"))) => found.extend([stem.to_owned(), "is".to_owned()]),
            (_, Some((stem, "re"))) => found.extend([stem.to_owned(), "are".to_owned()]),
            (_, Some((stem, "ll"))) => found.extend([stem.to_owned(), "will".to_owned()]),
            (_, Some((stem, "ve"))) => found.extend([stem.to_owned(), "have".to_owned()]),
            (_, Some((stem, "m"))) => found.extend([stem.to_owned(), "am".to_owned()]),
            (_, Some((stem, "d"))) => found.extend([stem.to_owned(), "would".to_owned()]),
            _ => found.push(norm),
        }
    }
    found
}

fn denies(text: &str) -> bool {
    let deny = |w: &String| {
        matches!(
            w.as_str(),
            "not" | "no" | "never" | "none" | "nobody" | "nothing" | "neither" | "nor" | "without"
        )
    };
    // Two denials cancel each other.
    spelled_out(text).iter().filter(|w| deny(w)).count() % 2 == 1
}

fn numbers(text: &str) -> BTreeSet<String> {
    const WORDS: &[&str] = &[
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "hundred", "thousand", "million", "billion", "dozen",
    ];
    norms(text)
        .into_iter()
        .filter(|w| w.starts_with(|c: char| c.is_ascii_digit()) || WORDS.contains(&w.as_str()))
        .collect()
}

/// Words written with a capital that carry meaning; the first may have it from its sentence.
fn names(text: &str) -> BTreeSet<String> {
    words(text)
        .into_iter()
        .filter(|w| w.span.start() > 0 || text.split_whitespace().count() == 1)
        .filter(|w| {
            text.get(w.span.range())
                .is_some_and(|t| t.starts_with(char::is_uppercase))
        })
        .filter(|w| !is_function_word(&w.norm))
        .map(|w| w.norm)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::quotes::edits::edits;

    fn graded(full: &str, wording: &str) -> Option<EditClass> {
        class(&edits(full, wording))
    }

    const FULL: &str = "We will not open the Ellery sluice before we have heard from all 40 farms";

    #[test]
    fn a_cut_is_extent_and_a_contraction_form() {
        assert_eq!(graded(FULL, FULL), None);
        assert_eq!(
            graded(FULL, "We will not open the Ellery sluice"),
            Some(EditClass::Extent)
        );
        assert_eq!(
            graded(FULL, &FULL.replace("will not", "won’t")),
            Some(EditClass::Form)
        );
        assert_eq!(
            graded(FULL, &FULL.replace("heard", "[had word]")),
            Some(EditClass::Form)
        );
    }

    #[test]
    fn another_part_of_the_remark_is_no_altered_meaning() {
        // A cut that runs into a contraction, a short sentence left out, a name as an address, and two different cuts.
        assert_eq!(
            graded(
                "We asked all 40 farms and none of them answered us. I am sure that they will",
                "I’m sure that they will"
            ),
            Some(EditClass::Form)
        );
        assert_eq!(
            graded(
                "We parted over the spring. No quarrel. We live far apart",
                "We parted over the spring. We live far apart"
            ),
            Some(EditClass::Extent)
        );
        assert_eq!(
            graded(
                "The great Ada Quist sold the boat",
                "The great @AdaQuist sold the boat"
            ),
            Some(EditClass::Wording)
        );
        assert_eq!(
            graded(
                "No farm has ever heard from any of us. This is the best day of my life",
                "The port did fine work in that valley but this is the best day of my life"
            ),
            Some(EditClass::Extent)
        );
        // A near miss: a "not" put in at the start of a sentence.
        assert_eq!(
            graded("Not all of the farms have paid", "All of the farms have paid"),
            Some(EditClass::Meaning)
        );
    }

    #[test]
    fn another_word_is_wording_and_a_lost_not_meaning() {
        assert_eq!(
            graded(FULL, &FULL.replace("open", "lift")),
            Some(EditClass::Wording)
        );
        assert_eq!(graded(FULL, &FULL.replace("not ", "")), Some(EditClass::Meaning));
        assert_eq!(graded(FULL, &FULL.replace("40", "14")), Some(EditClass::Meaning));
        assert_eq!(
            graded(FULL, &FULL.replace("Ellery", "Tamsin")),
            Some(EditClass::Meaning)
        );
    }
}
