//! By whose word a sentence of a brief is told, where it does not say so itself.
//!
//! One report tells a thing as known, another says who told it; a reader who is shown the first must hear of the second, or
//! one voice looks like two. Nothing is added where the sentence names its source, or names whom it is about.

use crate::guard::one_line;
use record::BriefSentence;

/// Speakers that are named at most.
const NAMED: usize = 2;
/// Letters of a word that tells one name from another.
const TELLING: usize = 4;

/// "said by the Canal Board in another report"; `None` where the sentence says it, or nobody does.
pub(crate) fn note(sentence: &BriefSentence) -> Option<String> {
    let words = words(&sentence.text);
    let tells = |speaker: &&String| {
        speaker
            .split(letters)
            .any(|w| is_telling(w) && words.contains(&w.to_lowercase()))
    };
    let speakers = &sentence.support.attributed_to;
    if speakers.is_empty() || sentence.support.reports < 2 || speakers.iter().any(|s| tells(&s)) {
        return None;
    }
    // The same name in other letters is one speaker.
    let mut named: Vec<String> = Vec::new();
    for speaker in speakers {
        let known = |n: &String| n.to_lowercase() == speaker.to_lowercase();
        if !named.iter().any(known) {
            named.push(one_line(speaker));
        }
    }
    let more = named.len() > NAMED;
    named.truncate(NAMED);
    let names = named.join(if more { ", " } else { " and " });
    Some(format!(
        "said by {names}{}",
        if more { " and others" } else { "" }
    ))
}

fn letters(c: char) -> bool {
    !c.is_alphanumeric()
}

fn is_telling(word: &str) -> bool {
    word.chars().count() >= TELLING || word.chars().all(char::is_uppercase) && word.len() > 1
}

fn words(text: &str) -> Vec<String> {
    text.split(letters)
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Independent, Support};

    fn told(text: &str, by: &[&str]) -> Option<String> {
        note(&BriefSentence {
            text: text.to_owned(),
            citations: vec![],
            support: Support {
                reports: 2,
                independent: Independent { low: 1, high: 2 },
                attributed_to: by.iter().map(|s| (*s).to_owned()).collect(),
            },
        })
    }

    #[test]
    fn whose_word_it_is_is_told_where_the_sentence_leaves_it_out() {
        assert_eq!(
            told(
                "The lock gate jammed on a broken hinge.",
                &["Canal Board", "CANAL BOARD"]
            )
            .as_deref(),
            Some("said by Canal Board")
        );
        assert_eq!(
            told("The gate jammed.", &["Ana Brook", "Bo Lund", "police"]).as_deref(),
            Some("said by Ana Brook, Bo Lund and others")
        );
    }

    #[test]
    fn nothing_is_added_where_the_sentence_says_it_or_nobody_does() {
        assert_eq!(
            told("The gate jammed, the canal board said.", &["Canal Board"]),
            None
        );
        assert_eq!(
            told("Ana Brook was freed from the lock.", &["the keeper Ana Brook"]),
            None
        );
        assert_eq!(told("The gate jammed.", &[]), None);
    }
}
