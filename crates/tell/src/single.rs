//! Words of a confirmed sentence that one source alone has: the name of a hospital where several tell of the wound.
//!
//! A mark that stands before a whole sentence is read as of all its words, so a reader must see for which of them it doesn't
//! hold. Each is told once, in the order of the sentence, and only where it stands in the words that are told.

use crate::guard::one_line;
use record::BriefSentence;

/// Phrases that are told at most; of more, that there are more.
const MOST: usize = 4;

/// The words told, in pieces; of each whether one source alone has it.
pub(crate) fn pieces<'t>(sentence: &BriefSentence, told: &'t str) -> Vec<(&'t str, bool)> {
    let (mut pieces, mut rest) = (Vec::new(), told);
    for phrase in &sentence.support.alone {
        let phrase = one_line(phrase);
        let Some(at) = whole(rest, &phrase) else {
            continue;
        };
        let (before, from) = rest.split_at(at);
        let (words, after) = from.split_at(phrase.len());
        pieces.extend([(before, false), (words, true)]);
        rest = after;
    }
    pieces.push((rest, false));
    pieces.retain(|(words, _)| !words.is_empty());
    pieces
}

/// "one source for “Harrow General”"; `None` where several have every word.
pub(crate) fn note(sentence: &BriefSentence, told: &str) -> Option<String> {
    let mut phrases: Vec<&str> = Vec::new();
    for (words, alone) in pieces(sentence, told) {
        if alone && !phrases.contains(&words) {
            phrases.push(words);
        }
    }
    if phrases.is_empty() {
        return None;
    }
    let more = if phrases.len() > MOST { " and more" } else { "" };
    phrases.truncate(MOST);
    let quoted: Vec<String> = phrases.iter().map(|p| format!("“{p}”")).collect();
    Some(format!("one source for {}{more}", quoted.join(", ")))
}

/// Where the phrase stands, not inside a longer word.
fn whole(text: &str, phrase: &str) -> Option<usize> {
    if phrase.is_empty() {
        return None;
    }
    text.match_indices(phrase).map(|(at, _)| at).find(|&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + phrase.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Independent, Support};

    fn told(text: &str, alone: &[&str]) -> BriefSentence {
        BriefSentence {
            text: text.to_owned(),
            citations: vec![],
            support: Support {
                reports: 2,
                independent: Independent { low: 2, high: 2 },
                alone: alone.iter().map(|s| (*s).to_owned()).collect(),
                ..Support::default()
            },
        }
    }

    #[test]
    fn the_words_of_one_source_are_shown_where_they_stand() {
        let text = "The keeper was taken to Harrow General, where Harrow doctors saw him.";
        let sentence = told(text, &["Harrow General", "doctors"]);
        assert_eq!(
            note(&sentence, text).as_deref(),
            Some("one source for “Harrow General”, “doctors”")
        );
        let pieces = pieces(&sentence, text);
        assert_eq!(pieces[1], ("Harrow General", true));
        assert_eq!(pieces.iter().map(|(w, _)| *w).collect::<String>(), text);
    }

    #[test]
    fn nothing_is_said_of_words_that_are_not_told_or_that_several_have() {
        assert_eq!(
            note(&told("The gate jammed.", &["at dawn"]), "The gate jammed."),
            None
        );
        assert_eq!(
            note(&told("The gates jammed.", &["gate"]), "The gates jammed."),
            None
        );
        assert_eq!(note(&told("The gate jammed.", &[]), "The gate jammed."), None);
    }

    #[test]
    fn of_many_the_first_are_told() {
        let text = "a b c d e f";
        let note = note(&told(text, &["a", "b", "c", "d", "e"]), text);
        assert_eq!(
            note.as_deref(),
            Some("one source for “a”, “b”, “c”, “d” and more")
        );
    }
}
