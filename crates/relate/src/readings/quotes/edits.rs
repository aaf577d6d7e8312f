//! What differs between two wordings of one remark, word by word.

use super::grave::spelled_out;
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
        let (from, to) = (a.get(i..to_a).unwrap_or(&[]), b.get(j..to_b).unwrap_or(&[]));
        let (cut_a, cut_b) = beside_contraction(from, to);
        let mut push = |from: &[Word], to: &[Word]| {
            let (same, part) = (is_spelled_alike(from, to), is_another_part(from, to));
            let (from, to) = (stretch(fullest, from), stretch(wording, to));
            match (from.is_empty(), to.is_empty()) {
                (true, true) => {}
                (false, true) => found.push(Edit::Omitted { words: from }),
                (true, false) => found.push(Edit::Added { words: to }),
                (false, false) if same => found.push(Edit::Spelled { from, to }),
                (false, false) if part => {
                    found.extend([Edit::Omitted { words: from }, Edit::Added { words: to }])
                }
                (false, false) => found.push(Edit::Changed { from, to }),
            }
        };
        push(&from[..cut_a], &to[..cut_b]);
        push(&from[cut_a..], &to[cut_b..]);
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

/// Where a stretch that differs ends in a contraction and its words written out, the places in both at which these begin: what
/// stands before them was left out or put in. Else the ends of both.
fn beside_contraction(from: &[Word], to: &[Word]) -> (usize, usize) {
    let tails =
        |long: &[Word], short: &[Word]| (1..long.len()).find(|&at| is_spelled_alike(&long[at..], short));
    if let Some(at) = tails(from, to) {
        (at, 0)
    } else if let Some(at) = tails(to, from) {
        (0, at)
    } else {
        (from.len(), to.len())
    }
}

/// Whether so many more words stand on one side that they are no other words for the same, but another part of the remark.
fn is_another_part(from: &[Word], to: &[Word]) -> bool {
    const LONGEST: usize = 6;
    const MORE: usize = 3;
    from.len().max(to.len()) > LONGEST || from.len().abs_diff(to.len()) > MORE
}

/// Whether the words are the same but for contractions: "I've" and "I have".
fn is_spelled_alike(from: &[Word], to: &[Word]) -> bool {
    const LONGEST: usize = 6;
    let text = |words: &[Word]| {
        words
            .iter()
            .map(|w| w.norm.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    !from.is_empty()
        && !to.is_empty()
        && from.len().max(to.len()) <= LONGEST
        && spelled_out(&text(from)) == spelled_out(&text(to))
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
                Edit::Spelled {
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
    fn a_cut_that_runs_into_a_contraction_is_a_cut() {
        assert_eq!(
            edits(
                "The rings need calm water. I have seen two of them",
                "I’ve seen two of them"
            ),
            [
                Edit::Omitted {
                    words: "The rings need calm water".into()
                },
                Edit::Spelled {
                    from: "I have".into(),
                    to: "I’ve".into()
                },
            ]
        );
    }

    #[test]
    fn another_part_of_a_remark_is_left_out_and_put_in() {
        let cut = edits("Nobody saw the tug that night. My crew waited", "Our crew waited");
        assert_eq!(
            cut,
            [
                Edit::Omitted {
                    words: "Nobody saw the tug that night. My".into()
                },
                Edit::Added { words: "Our".into() },
            ]
        );
        // A near miss: other words for the same.
        assert!(matches!(
            edits("My tired crew waited", "Our worn men waited")[..],
            [Edit::Changed { .. }]
        ));
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
