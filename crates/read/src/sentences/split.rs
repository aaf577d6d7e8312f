//! Where sentences end within a stretch of running text.
//!
//! One pass over the characters: each full stop, question or exclamation mark is an end or not by the word before it
//! and the word after it. Rules and their evidence are those of Kiss & Strunk (2006, "Unsupervised Multilingual Sentence
//! Boundary Detection") with fixed lists in place of counted ones. Sentences inside quotes end as any others do, so that
//! each can be told and cited by itself.

use super::words::{self, Abbreviation};

/// The byte offsets at which a new sentence begins inside `text`, in order, without 0.
pub(crate) fn starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut chars = text.char_indices().peekable();
    let (mut word_start, mut sentence_start) = (0, 0);
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() {
            word_start = at + c.len_utf8();
            continue;
        }
        if !is_terminator(c) {
            continue;
        }
        // A run of terminators ("...", "?!") is one mark.
        let mut mark_end = at + c.len_utf8();
        while let Some((i, n)) = chars.peek().copied().filter(|(_, n)| is_terminator(*n)) {
            mark_end = i + n.len_utf8();
            chars.next();
        }
        let mut end = mark_end;
        while let Some((i, n)) = chars.peek().copied().filter(|(_, n)| is_closer(*n)) {
            // An opening straight quote glued to the stop belongs to what follows only after a space.
            end = i + n.len_utf8();
            chars.next();
        }
        let mark = text.get(at..mark_end).unwrap_or("");
        let word = text.get(word_start..at).unwrap_or("");
        let rest = text.get(end..).unwrap_or("");
        let closed = end > mark_end;
        let ends = if is_wide(c) {
            !rest.is_empty()
        } else if rest.starts_with(char::is_whitespace) {
            // "1. First": the number of an item is no sentence.
            let item =
                word_start == sentence_start && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
            !item && ends_here(word, mark, closed, rest)
        } else {
            !closed && mark.len() == 1 && is_glued(word, rest)
        };
        if ends {
            let start = end + (rest.len() - rest.trim_start().len());
            if start < text.len() {
                sentence_start = start;
                starts.push(start);
            }
        }
    }
    starts
}

const fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।')
}

/// Full-width stops end a sentence without a space.
const fn is_wide(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '।')
}

pub(crate) const fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '}')
}

const fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '‘' | '\'' | '(' | '[' | '«' | '{' | '`' | '¿' | '¡' | '*' | '_'
    )
}

/// Whether the mark after `word` ends a sentence; `rest` begins with white space.
fn ends_here(word: &str, mark: &str, closed: bool, rest: &str) -> bool {
    let next = rest.trim_start();
    let bare = next.trim_start_matches(is_opener);
    let Some(first) = bare.chars().next() else {
        return !next.is_empty();
    };
    // A small letter goes on, whatever stands before: "“Really?” asked Jane", "“But. it is worth trying”".
    if first.is_lowercase() {
        return false;
    }
    let opened = bare.len() < next.len();
    if mark.contains(['!', '?']) {
        return !(closed && words::opens_attribution(bare));
    }
    if mark.len() > 1 {
        // After an ellipsis only a clear opening is a new sentence: "Wait ... I said".
        return !word.is_empty()
            && !matches!(
                words::first(bare),
                "I" | "I’m" | "I'm" | "I’ve" | "I've" | "I’d" | "I'd"
            );
    }
    if closed {
        return true;
    }
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let sure = opened || words::starts_sentence(bare);
    match words::abbreviation(word) {
        Some(Abbreviation::Title) => false,
        Some(Abbreviation::Number) => !first.is_numeric(),
        Some(Abbreviation::Month) => !first.is_numeric(),
        Some(Abbreviation::Clock) => sure && !words::goes_with_clock(bare),
        Some(Abbreviation::Either) => sure,
        None if words::is_initial(word) => sure && !words::is_name_starter(bare),
        None if words::is_acronym(word) => sure,
        None => !word.is_empty(),
    }
}

/// "one.Sentence two": the space was lost. Small letters before, a capital and small letters after.
fn is_glued(word: &str, rest: &str) -> bool {
    let before = word.chars().rev().take(2).filter(|c| c.is_lowercase()).count() == 2;
    let whole_word = word
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '"' | '“' | '('));
    let mut after = rest.chars();
    let capital = after.next().is_some_and(char::is_uppercase);
    let token = rest.split(char::is_whitespace).next().unwrap_or("");
    let plain = token
        .trim_end_matches(|c: char| !c.is_alphanumeric())
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'));
    before
        && whole_word
        && capital
        && plain
        && after.next().is_none_or(|c| c.is_lowercase() || c.is_whitespace())
        && !token.eq_ignore_ascii_case("com")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut from = 0;
        let mut found = Vec::new();
        for start in starts(text).into_iter().chain([text.len()]) {
            found.push(text[from..start].trim());
            from = start;
        }
        found
    }

    #[test]
    fn sentences_end_at_their_stops() {
        for parts in [
            &["The ferry sank.", "Nobody died."][..],
            &["Police chief Maj. Gen. Jon Roe told state TV.", "It was over."],
            &["It happened at 9 a.m. Monday in the U.S.", "The talks go on."],
            &["He came at 4 p.m. EST and left."],
            &[
                "J. R. Roe came.",
                "Gov. Doe met Rep. Poe on Jan. 5.",
                "No. 5 was there.",
            ],
            &[
                "Roe Inc. said so.",
                "“Given the gaps.",
                "It is big,” he said.",
                "“That is it.”",
                "Then he left.",
            ],
            &["“But. it is worth trying,” he said."],
            &["“Until we lay the last brick…", "We can’t say.”"],
            &[
                "“Really?” asked Jane.",
                "“Yes!” Mr. Roe said.",
                "“No!”",
                "Then he left.",
            ],
            &[
                "He said \"no.\"",
                "Then he left.",
                "(He left.",
                "She stayed.)",
                "It cost $3.5 million.",
            ],
            &["Roe said ... nothing.", "Wait ... I said so."],
            &["The C.I.A.’s war was there."],
            &["The fire began in Dec. 2015.", "It ended in May."],
            &["He lives in Washington, D.C.", "She does not."],
            &["One ended here.", "Two was glued."],
            &["Version 2.0 of www.example.org is out."],
            &["1. First came Jane."],
            &["He was No. 1.", "“I saw it,” she said."],
            &[
                "Sgt. Jane Doe, 34, of St. Paul, Minn., and Lt. Roe left.",
                "They won.",
            ],
            &["''So they said,'' he said.", "''Go.", "Now.''", "She left."],
        ] {
            assert_eq!(split(&parts.join(" ")), parts);
        }
        assert_eq!(
            split("It ended here.Then it began."),
            ["It ended here.", "Then it began."]
        );
    }

    #[test]
    fn a_long_sentence_is_one() {
        let long = "word ".repeat(10_000) + "end.";
        assert_eq!(split(&long).len(), 1);
    }

    #[test]
    fn hostile_runs_take_linear_time() {
        let hostile = "“word ( 'a. \" ".repeat(20_000) + &"...".repeat(20_000) + &"A. ".repeat(20_000);
        assert!(starts(&hostile).len() < hostile.len());
    }
}
