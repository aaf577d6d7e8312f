//! By whose word a sentence of a brief or a figure is told, where it does not say so itself.
//!
//! One report tells a thing as known, another says who told it; a reader who is shown the first must hear of the second, or
//! one voice looks like two. Nothing is added where the sentence names its source, or names whom it is about.

use crate::guard::one_line;
use record::{BriefSentence, Reading};

/// Speakers that are named at most.
const NAMED: usize = 2;
/// Letters of a word that tells one name from another.
const TELLING: usize = 4;

/// "said by the Canal Board in another report"; `None` where the sentence says it, or nobody does.
pub(crate) fn note(sentence: &BriefSentence) -> Option<String> {
    let speakers = &sentence.support.attributed_to;
    if sentence.support.reports < 2 {
        return None;
    }
    said_by(&sentence.text, speakers)
}

/// The same of a figure on which reports agree; `words` are those shown beside it.
pub(crate) fn of_figure(reading: &Reading, words: &str) -> Option<String> {
    let by = reading.values.first()?.attributed_to.clone()?;
    said_by(words, &[by])
}

fn said_by(text: &str, speakers: &[String]) -> Option<String> {
    let words = words(text);
    let tells = |speaker: &String| {
        speaker
            .split(letters)
            .any(|w| is_telling(w) && words.contains(&w.to_lowercase()))
    };
    if speakers.is_empty() || speakers.iter().any(tells) {
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
    use crate::sample;
    use record::{Independent, Support};

    fn told(text: &str, by: &[&str]) -> Option<String> {
        note(&BriefSentence {
            text: text.to_owned(),
            citations: vec![],
            support: Support {
                reports: 2,
                independent: Independent { low: 1, high: 2 },
                attributed_to: by.iter().map(|s| (*s).to_owned()).collect(),
                alone: vec![],
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

    #[test]
    fn whose_word_a_figure_is_is_told_where_its_clause_leaves_it_out() {
        let briefing = sample::sample();
        let mut reading = briefing.stories[0].quantities[0].clone();
        reading.values[0].attributed_to = Some("Canal Board".to_owned());
        assert_eq!(
            of_figure(&reading, "31 were hurt").as_deref(),
            Some("said by Canal Board")
        );
        assert_eq!(of_figure(&reading, "31 were hurt, the board said"), None);
        reading.values[0].attributed_to = None;
        assert_eq!(of_figure(&reading, "31 were hurt"), None);
    }
}
