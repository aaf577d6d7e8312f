//! Words of a sentence with what stands between them, and whether the sentence's capitals mean anything.

use super::gazetteer::fold;
use record::{Report, Span};

/// One word, without a possessive ending.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    /// The word in lower-case ASCII.
    pub(super) folded: String,
    /// Byte offsets into the report's text.
    pub(super) start: usize,
    pub(super) end: usize,
    /// What stands between the word before and this one; the possessive ending is part of it.
    pub(super) gap: &'t str,
    /// Whether a capital is owed to the place: first in the sentence or in a quotation.
    pub(super) initial: bool,
}

impl Token<'_> {
    pub(super) fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Two capitals or more and no small letter: "NATO", "U.S.".
    pub(super) fn is_upper(&self) -> bool {
        let mut capitals = 0;
        for c in self.text.chars() {
            if c.is_lowercase() {
                return false;
            }
            capitals += usize::from(c.is_uppercase());
        }
        capitals >= 2
    }

    /// "J" or "J.".
    pub(super) fn is_initial_letter(&self) -> bool {
        let letters = self.text.trim_end_matches('.');
        self.is_capital() && letters.chars().count() == 1
    }

    /// Whether the word before is joined to this one as words of one name are.
    pub(super) fn joins(&self) -> bool {
        matches!(self.gap, " " | "-" | " & " | "\u{a0}" | "\u{2011}") || (self.gap == "  ")
    }

    /// Whether the word before stands in the possessive.
    pub(super) fn after_possessive(&self) -> bool {
        self.gap.starts_with("'s ") || self.gap.starts_with("’s ")
    }
}

/// How a sentence uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Only names and first words have them.
    Prose,
    /// Most Words Have Them.
    Title,
    /// ALL LETTERS ARE.
    Caps,
}

/// A sentence as words.
#[derive(Debug)]
pub(super) struct Unit<'t> {
    pub(super) tokens: Vec<Token<'t>>,
    pub(super) style: Style,
    /// Its bytes in the report's text.
    pub(super) range: std::ops::Range<usize>,
}

/// Every sentence of the report, and its dateline where no sentence holds it.
pub(super) fn units(report: &Report) -> Vec<Unit<'_>> {
    let mut spans: Vec<Span> = report.sentences.iter().map(|s| s.span).collect();
    if let Some(dateline) = &report.dateline
        && !spans.iter().any(|s| s.overlaps(dateline.span))
    {
        spans.push(dateline.span);
        spans.sort();
    }
    spans.into_iter().map(|span| unit(&report.text, span)).collect()
}

fn unit(text: &str, span: Span) -> Unit<'_> {
    let tokens = words(text, span);
    // A headline seldom ends with a full stop; a sentence full of names does.
    let stopped = text
        .get(span.range())
        .is_some_and(|s| s.trim_end_matches(['"', '”', '’', ')']).ends_with('.'));
    let style = style(&tokens, stopped);
    Unit {
        tokens,
        style,
        range: span.range(),
    }
}

fn style(tokens: &[Token], stopped: bool) -> Style {
    let long: Vec<&Token> = tokens
        .iter()
        .filter(|t| t.text.chars().filter(|c| c.is_alphabetic()).count() >= 4)
        .collect();
    let upper = long.iter().filter(|t| t.is_upper()).count();
    if upper * 3 > long.len() * 2 && long.len() >= 2 {
        return Style::Caps;
    }
    let small = long.iter().filter(|t| !t.is_capital()).count();
    if tokens.len() >= 4 && long.len() >= 3 && small * 4 <= long.len() && !stopped {
        return Style::Title;
    }
    Style::Prose
}

fn words(text: &str, span: Span) -> Vec<Token<'_>> {
    let sentence = text.get(span.range()).unwrap_or("");
    let base = span.start();
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    let mut last = 0;
    while let Some(rest) = sentence.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        if !c.is_alphanumeric() {
            at += c.len_utf8();
            continue;
        }
        let fresh = sentence[..at]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || "(\"“".contains(c));
        if fresh && is_address(rest) {
            at += rest.find(char::is_whitespace).unwrap_or(rest.len());
            continue;
        }
        let length = word(rest);
        let whole = &rest[..length];
        let bare = ["'s", "’s", "'S", "’S"]
            .iter()
            .find_map(|end| whole.strip_suffix(end))
            .filter(|bare| !bare.is_empty())
            .unwrap_or(whole);
        let gap = &sentence[last..at];
        let initial = tokens.is_empty()
            || gap.contains(['“', '‘', ':', '•', ';', '(', '*', '|', '…'])
            || gap.contains('"') && !gap.ends_with([' ', '\n'])
            || gap.contains(" '")
            || (gap.contains('.') && !is_abbreviation(tokens[tokens.len() - 1].text))
            || gap.contains(['?', '!'])
            || ([" — ", " – ", " -- ", " - "]
                .iter()
                .any(|dash| gap.contains(dash))
                && tokens.len() < 7);
        tokens.push(Token {
            text: bare,
            folded: fold(bare),
            start: base + at,
            end: base + at + bare.len(),
            gap,
            initial,
        });
        last = at + bare.len();
        at += length;
    }
    tokens
}

/// Web and mail addresses and handles hold no names.
fn is_address(rest: &str) -> bool {
    let chunk = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
    chunk.contains("://") || chunk.contains("www.") || chunk.contains('@') || {
        let chunk = chunk.trim_end_matches(|c: char| !c.is_alphanumeric());
        [".com", ".org", ".net", ".gov"]
            .iter()
            .any(|end| chunk.ends_with(end))
            && chunk.len() > 4
    }
}

/// Bytes of the word at the start of `rest`, which begins with a letter or digit.
fn word(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let inner = next.is_some_and(char::is_alphanumeric);
        if c.is_alphanumeric() || (matches!(c, '\'' | '’' | '&') && inner) {
            end = i + c.len_utf8();
        } else if c == '.' && initials(&rest[..i]) {
            // The full stop of "U.S." and "J." belongs to the word; the one of "me." does not.
            end = i + 1;
            if !inner {
                break;
            }
        } else {
            break;
        }
    }
    end
}

/// "J", "U.S": capitals one by one.
fn initials(word: &str) -> bool {
    !word.is_empty()
        && word
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
}

/// Short forms whose full stop ends no sentence.
pub(super) fn is_abbreviation(word: &str) -> bool {
    const SHORT: &[&str] = &[
        "mr", "mrs", "ms", "dr", "prof", "sen", "sens", "rep", "reps", "gov", "govs", "gen", "lt", "col",
        "maj", "brig", "sgt", "capt", "cmdr", "adm", "cpl", "pvt", "rev", "hon", "st", "ste", "mt", "ft",
        "jr", "sr", "inc", "corp", "co", "ltd", "no", "vs", "pres", "sec", "supt", "det", "insp", "fr",
        "msgr", "atty", "dept", "univ", "ave", "blvd", "rd",
    ];
    word.ends_with('.') || SHORT.contains(&word.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sentence: &str) -> Vec<&str> {
        let span = Span::new(0, sentence.len()).unwrap();
        words(sentence, span).iter().map(|t| t.text).collect()
    }

    #[test]
    fn possessives_and_initials() {
        assert_eq!(
            texts("The U.S. asked Mr. O’Hara’s aide, J. Q. Poe."),
            ["The", "U.S.", "asked", "Mr", "O’Hara", "aide", "J.", "Q.", "Poe"]
        );
        assert_eq!(
            texts("al-Masri of AT&T saw www.example.org today"),
            ["al", "Masri", "of", "AT&T", "saw", "today"]
        );
    }

    #[test]
    fn only_first_words_owe_their_capital_to_their_place() {
        let text = "Rain fell, Ms. Poe said. \"Stay in,\" she told Ann.";
        let span = Span::new(0, text.len()).unwrap();
        let initial: Vec<&str> = words(text, span)
            .iter()
            .filter(|t| t.initial)
            .map(|t| t.text)
            .collect();
        assert_eq!(initial, ["Rain", "Stay"]);
    }
}
