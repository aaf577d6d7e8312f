//! What differs between two wordings of one remark, word by word.

use crate::readings::alignment::align;
use crate::readings::words::{Word, words};
use crate::reuse::spelling::{hash, normal};
use record::Edit;

/// The edits that make `wording` out of `fullest`. Case, kinds of quote marks and punctuation are no edits; another spelling
/// of a word is told apart from another word.
pub(crate) fn edits(fullest: &str, wording: &str) -> Vec<Edit> {
    let (a, b) = (words(fullest), words(wording));
    // A title that spelling drops is a word here like any other, and so is "that's", which it takes for "that".
    let form = |w: &Word| {
        let spelled = (!w.norm.contains('\'')).then(|| normal(&w.norm)).flatten();
        spelled.unwrap_or_else(|| hash(&w.norm))
    };
    let (na, nb): (Vec<u32>, Vec<u32>) = (a.iter().map(form).collect(), b.iter().map(form).collect());
    let mut pairs = align(&na, &nb);
    pairs.push((a.len(), b.len()));
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    for (to_a, to_b) in pairs {
        let from = stretch(fullest, a.get(i..to_a).unwrap_or(&[]));
        let to = stretch(wording, b.get(j..to_b).unwrap_or(&[]));
        match (from.is_empty(), to.is_empty()) {
            (true, true) => {}
            (false, true) => found.push(Edit::Omitted { words: from }),
            (true, false) => found.push(Edit::Added { words: to }),
            (false, false) => found.push(Edit::Changed { from, to }),
        }
        if let (Some(x), Some(y)) = (a.get(to_a), b.get(to_b))
            && x.norm != y.norm
        {
            found.push(Edit::Spelled {
                from: stretch(fullest, std::slice::from_ref(x)),
                to: stretch(wording, std::slice::from_ref(y)),
            });
        }
        (i, j) = (to_a + 1, to_b + 1);
    }
    found
}

/// The text from the first to the last of these words, with brackets that touch them.
fn stretch(text: &str, run: &[Word]) -> String {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return String::new();
    };
    let opens = text
        .get(..first.span.start())
        .is_some_and(|before| before.ends_with('['));
    let closes = text
        .get(last.span.end()..)
        .is_some_and(|after| after.starts_with(']'));
    let (start, end) = (
        first.span.start() - usize::from(opens),
        last.span.end() + usize::from(closes),
    );
    text.get(start..end).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: &str = "The river will not wait, and we can offer the farms no relief before spring";

    #[test]
    fn a_cut_a_change_and_a_bracket_are_told_apart() {
        assert_eq!(
            edits(
                FULL,
                "The river won’t wait … we can offer the farms no [winter] relief"
            ),
            [
                Edit::Changed {
                    from: "will not".into(),
                    to: "won’t".into()
                },
                Edit::Omitted { words: "and".into() },
                Edit::Added {
                    words: "[winter]".into()
                },
                Edit::Omitted {
                    words: "before spring".into()
                },
            ]
        );
    }

    #[test]
    fn marks_and_case_are_no_edits() {
        assert!(edits("We can’t wait: not now.", "we can't wait … Not now").is_empty());
    }

    #[test]
    fn another_spelling_is_no_other_word() {
        let spelled = |from: &str, to: &str| Edit::Spelled {
            from: from.into(),
            to: to.into(),
        };
        assert_eq!(
            edits(
                "These boats were the best we saw. We analysed forty of them by the metre",
                "analyzed 40 of them by the meter"
            ),
            [
                Edit::Omitted {
                    words: "These boats were the best we saw. We".into()
                },
                spelled("analysed", "analyzed"),
                spelled("forty", "40"),
                spelled("metre", "meter"),
            ]
        );
        // A near miss: another number is another word.
        assert!(matches!(
            edits("forty of them", "14 of them")[..],
            [Edit::Changed { .. }]
        ));
    }

    #[test]
    fn wordings_without_a_common_word_are_one_change() {
        assert_eq!(
            edits("yes", "no"),
            [Edit::Changed {
                from: "yes".into(),
                to: "no".into()
            }]
        );
    }
}
