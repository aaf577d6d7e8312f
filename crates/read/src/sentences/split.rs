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
        let noted = notes_end(text, end);
        if noted > end {
            end = noted;
            while chars.peek().is_some_and(|(i, _)| *i < end) {
                chars.next();
            }
        }
        let mark = text.get(at..mark_end).unwrap_or("");
        let word = text.get(word_start..at).unwrap_or("");
        let rest = text.get(end..).unwrap_or("");
        let closing = text.get(mark_end..end).unwrap_or("");
        let ends = if is_wide(c) {
            !rest.is_empty()
        } else if rest.starts_with(char::is_whitespace) {
            // "1. First", "2.1. Quays": the number of an item is no sentence.
            let item = word_start == sentence_start
                && word.len() <= 5
                && word
                    .split('.')
                    .all(|n| n.len() <= 2 && n.bytes().all(|b| b.is_ascii_digit()));
            !item && ends_here(word, mark, closing, rest)
        } else {
            closing.is_empty() && mark.len() == 1 && is_glued(word, rest)
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
fn ends_here(word: &str, mark: &str, closing: &str, rest: &str) -> bool {
    let closed = !closing.is_empty();
    let next = rest.trim_start();
    let bare = next.trim_start_matches(is_opener);
    let Some(first) = bare.chars().next() else {
        return !next.is_empty();
    };
    // A small letter goes on, whatever stands before: "“Really?” asked Jane", "“But. it is worth trying”"; only a brand
    // such as "eBay" opens a sentence with one.
    if first.is_lowercase() && !is_brand(words::first(bare)) {
        return false;
    }
    let opened = bare.len() < next.len();
    if is_dash(bare) && signs_off(bare, closed) {
        return false;
    }
    let aside = next.starts_with('(') && goes_on_after_aside(next);
    if mark.contains(['!', '?']) {
        return !(aside || closed && words::opens_attribution(bare));
    }
    if mark.len() > 1 {
        // After an ellipsis only a clear opening is a new sentence: "Wait ... I said".
        return !word.is_empty()
            && !matches!(
                words::first(bare),
                "I" | "I’m" | "I'm" | "I’ve" | "I've" | "I’d" | "I'd"
            );
    }
    // "[George W.] Bush": what a bracket closes is judged as if it stood open.
    if closed && closing != "]" {
        return true;
    }
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let sure = opened && !aside || words::starts_sentence(bare);
    match words::abbreviation(word) {
        Some(Abbreviation::Title) => false,
        Some(Abbreviation::Number) => !first.is_numeric(),
        Some(Abbreviation::Month) => !first.is_numeric(),
        Some(Abbreviation::Clock) => sure && !words::goes_with_clock(bare),
        Some(Abbreviation::Either) => sure,
        // "(b. March 2009)", "for c. 200 crowns".
        None if word.len() == 1 && word.starts_with(char::is_lowercase) => sure,
        None if words::is_initial(word) => sure && !words::is_name_starter(bare),
        None if words::is_acronym(word) => sure,
        None => !word.is_empty(),
    }
}

/// The end of the notes that stand after a stop ("1971. [1] [note 2]"), which belong to the sentence before; `end` where
/// there are none.
fn notes_end(text: &str, end: usize) -> usize {
    const LONGEST: usize = 24;
    let mut last = end;
    // Ten notes are more than stand in any report.
    for _ in 0..10 {
        let rest = text.get(last..).unwrap_or("");
        let after = rest.trim_start_matches([' ', '\u{a0}']);
        let Some(note) = after.strip_prefix('[') else {
            return last;
        };
        let Some(close) = note.bytes().take(LONGEST).position(|b| b == b']') else {
            return last;
        };
        let inner = note.get(..close).unwrap_or("");
        let digits = inner.trim_start_matches("note ").trim_start_matches("n ");
        let number = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.len() <= 9
            && digits
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | ','));
        let letter = inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase());
        if !(number || letter || inner.ends_with(" needed")) {
            return last;
        }
        last = text.len() - note.len() + close + 1;
    }
    last
}

/// "eBay", "iPhone": a small letter and a capital after it.
fn is_brand(word: &str) -> bool {
    word.len() <= 12
        && word.chars().skip(1).take(4).any(char::is_uppercase)
        && word.chars().all(char::is_alphabetic)
}

/// "Help! (1965), the film", "the U.S. (and its allies) did": after the bracket the sentence goes on.
fn goes_on_after_aside(next: &str) -> bool {
    const LONGEST: usize = 60;
    let close = next.bytes().take(LONGEST).position(|b| b == b')');
    let after = close.and_then(|i| next.get(i + 1..)).unwrap_or("");
    after.starts_with([',', ';', ':']) || after.trim_start().starts_with(char::is_lowercase)
}

fn is_dash(rest: &str) -> bool {
    rest.starts_with(['–', '—']) || rest.starts_with("- ") || rest.starts_with("-- ")
}

/// "“It is gone!” – so he wrote", "It is gone. — Jane Doe": a dash that goes on with the sentence, or signs the last one.
fn signs_off(rest: &str, closed: bool) -> bool {
    const NAME: usize = 5;
    closed || {
        let line = rest.split('\n').next().unwrap_or("");
        line.len() < 60 && line.split_whitespace().count() <= NAME && !line.ends_with(['.', '!', '?'])
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
            &[
                "It closed in 2011. [1] [note 2]",
                "It opened again.[3-5]",
                "All left. [citation needed]",
                "Then it burned.",
            ],
            &["Jon Roe (b. March 2009) paid c. 200 crowns.", "He left."],
            &["They chose Doe, [George W.] Roe and Poe.", "He won."],
            &["“Will it hold?” – so they wondered.", "It held. — Jane Doe"],
            &[
                "He made Go! (1965), a film, in the U.S. (and Canada) with her.",
                "It ran.",
            ],
            &["2.1. The quay was built.", "eFerry runs it."],
            &[
                "It sank.",
                "– The crew of the ferry was saved by a boat on Monday.",
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
