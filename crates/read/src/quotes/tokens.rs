//! A paragraph as a row of tokens, in which a whole quotation is one token.

use super::lexicon::{self, Class};
use super::marks::Marked;
use super::verbs::{self, Verb};
use record::{Span, Text};
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word or figure.
    Word,
    /// ","
    Comma,
    /// ".", "?", "!" or "…".
    Stop,
    /// ":"
    Colon,
    /// ";"
    Semicolon,
    /// A dash between words.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A whole quotation, by its number in the paragraph.
    Quotation(usize),
    /// Anything else.
    Other,
}

/// A token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// The classes of a word.
    pub class: Class,
    /// The cue verb that it may be a form of.
    pub verb: Option<Verb>,
    /// Whether it starts with a capital letter.
    pub capital: bool,
    /// Whether it ends in a possessive "'s".
    pub genitive: bool,
    /// Whether it looks like a regular past form: lower case in "-ed".
    pub past: bool,
}

impl Token {
    /// Whether the word has one of these classes.
    pub(super) fn is(&self, class: Class) -> bool {
        self.class & class != 0
    }

    /// Whether it is a word.
    pub(super) fn word(&self) -> bool {
        self.kind == Kind::Word
    }
}

/// A paragraph in tokens.
#[derive(Debug)]
pub(super) struct Paragraph {
    /// Where it stands.
    pub span: Span,
    /// Its outermost quotations.
    pub marked: Vec<Marked>,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its sentences, as ranges of tokens.
    pub sentences: Vec<Range<usize>>,
    /// Whether it is a headline.
    pub headline: bool,
}

impl Paragraph {
    /// The words between the marks of the quotation that is token `at`.
    pub(super) fn marked_at(&self, at: usize) -> Option<Span> {
        match self.tokens.get(at)?.kind {
            Kind::Quotation(i) => self.marked.get(i).map(|m| m.inner),
            _ => None,
        }
    }
}

/// No sentence is longer than this many tokens.
const LONGEST: usize = 400;

/// Cuts `span` into tokens. `starts` are the bytes where sentences start.
pub(super) fn paragraph(
    text: &Text,
    span: Span,
    marked: Vec<Marked>,
    starts: &[usize],
    headline: bool,
) -> Paragraph {
    let tokens = tokens(text, span, &marked);
    let mut p = Paragraph {
        span,
        marked,
        tokens,
        sentences: Vec::new(),
        headline,
    };
    let mut from = 0;
    let lo = starts.partition_point(|&s| s <= span.start());
    for &start in starts[lo..].iter().take_while(|&&s| s < span.end()) {
        let at = p.tokens.partition_point(|t| t.span.start() < start);
        if at > from && at < p.tokens.len() && !joined(text, &p, at) {
            p.sentences.push(from..at);
            from = at;
        }
    }
    if from < p.tokens.len() {
        p.sentences.push(from..p.tokens.len());
    }
    // Text without full stops is read in parts, so that no sentence costs its square.
    if p.sentences.iter().any(|s| s.len() > LONGEST) {
        let parts = |s: &Range<usize>| {
            let end = s.end;
            s.clone()
                .step_by(LONGEST)
                .map(move |at| at..(at + LONGEST).min(end))
                .collect::<Vec<_>>()
        };
        p.sentences = p.sentences.iter().flat_map(parts).collect();
    }
    p
}

/// Whether the sentence goes on at token `at`, though a splitter that cannot see the quotation would part it there.
fn joined(text: &Text, p: &Paragraph, at: usize) -> bool {
    let (before, here) = (&p.tokens[at - 1], &p.tokens[at]);
    let Kind::Quotation(i) = before.kind else {
        return false;
    };
    let inner = text
        .at(p.marked[i].inner)
        .trim_end_matches(['’', '\'', '”', '"', ' ']);
    if inner.ends_with(',') || (here.word() && !here.capital) {
        return true;
    }
    // "“Why now?” Ms. Vane asked." goes on; "“Why now?” Ms. Vane said she did not know." does not.
    inner.ends_with(['?', '!', '…', '—', '–', '-']) && {
        let rest = &p.tokens[at..(at + 8).min(p.tokens.len())];
        rest.iter()
            .position(|t| t.verb.is_some_and(|v| v.quotes()))
            .is_some_and(|cue| {
                cue > 0
                    && rest[..cue].iter().all(Token::word)
                    && rest
                        .get(cue + 1)
                        .is_none_or(|t| !t.word() && !matches!(t.kind, Kind::Quotation(_)))
            })
    }
}

fn tokens(text: &Text, span: Span, marked: &[Marked]) -> Vec<Token> {
    let mut found = Vec::with_capacity(span.len() / 5);
    let mut quotations = marked.iter().enumerate().peekable();
    let mut at = span.start();
    let mut lower = String::new();
    while at < span.end() {
        if let Some((i, m)) = quotations.next_if(|(_, m)| m.outer.start() <= at) {
            found.push(token(m.outer, Kind::Quotation(i)));
            at = m.outer.end().max(at + 1);
            continue;
        }
        let limit = quotations.peek().map_or(span.end(), |(_, m)| m.outer.start());
        let rest = text.get(at..limit).unwrap_or("");
        let Some(c) = rest.chars().next() else {
            // The quotation's mark is the next thing; else there is nothing more to read.
            if limit > at && limit < span.end() {
                at = limit;
                continue;
            }
            if limit == span.end() {
                break;
            }
            at = limit;
            continue;
        };
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let len = if c.is_alphanumeric() || c == '$' || c == '@' || c == '#' {
            word(rest)
        } else {
            c.len_utf8()
        };
        let Some(here) = text.span(at, at + len) else {
            break;
        };
        at += len;
        if c.is_alphanumeric() {
            found.push(word_token(text.at(here), here, &mut lower));
            continue;
        }
        let kind = match c {
            ',' => Kind::Comma,
            '.' | '?' | '!' | '…' => Kind::Stop,
            ':' => Kind::Colon,
            ';' => Kind::Semicolon,
            '—' | '–' | '―' | '-' => Kind::Dash,
            '(' | '[' => Kind::Open,
            ')' | ']' => Kind::Close,
            '$' | '@' | '#' | '%' | '&' => Kind::Word,
            _ => Kind::Other,
        };
        found.push(token(here, kind));
    }
    found
}

fn token(span: Span, kind: Kind) -> Token {
    Token {
        span,
        kind,
        class: 0,
        verb: None,
        capital: false,
        genitive: false,
        past: false,
    }
}

fn word_token(written: &str, span: Span, lower: &mut String) -> Token {
    lower.clear();
    lower.extend(
        written
            .chars()
            .map(|c| if c == '’' { '\'' } else { c.to_ascii_lowercase() }),
    );
    let genitive = lower.ends_with("'s") || lower.ends_with("s'");
    Token {
        span,
        kind: Kind::Word,
        class: lexicon::class(lower),
        verb: verbs::verb(lower),
        capital: written.starts_with(char::is_uppercase),
        genitive,
        past: lower.len() > 4 && lower.ends_with("ed") && written.starts_with(char::is_lowercase),
    }
}

/// The length of the word at the head of `rest`.
fn word(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    let mut last = ' ';
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, d)| d);
        let inside = match c {
            _ if c.is_alphanumeric() || matches!(c, '$' | '@' | '#' | '_' | '%') => true,
            '\'' | '’' => next.is_some_and(char::is_alphanumeric) || (last == 's' && i > 1),
            '-' | '&' | '/' | '‑' => next.is_some_and(char::is_alphanumeric),
            ',' => last.is_ascii_digit() && next.is_some_and(|d| d.is_ascii_digit()),
            '.' => {
                next.is_some_and(char::is_alphanumeric)
                    && !next.is_some_and(|d| d.is_uppercase() && last.is_lowercase())
            }
            _ => false,
        };
        if !inside {
            break;
        }
        end = i + c.len_utf8();
        last = c;
    }
    let end = end.max(rest.chars().next().map_or(1, char::len_utf8));
    let plain = rest.get(..end).unwrap_or("");
    if rest.get(end..).is_some_and(|r| r.starts_with('.')) && plain.len() < 8 {
        let capital = plain.starts_with(char::is_uppercase);
        if capital && lexicon::abbreviation(&plain.to_lowercase()) {
            return end + 1;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes::marks;

    fn words(written: &str) -> Vec<String> {
        let text = Text::from(written);
        let marked = marks::find(&text, text.whole(), false);
        let p = paragraph(&text, text.whole(), marked, &[], false);
        p.tokens.iter().map(|t| text.at(t.span).to_owned()).collect()
    }

    #[test]
    fn a_quotation_is_one_token() {
        assert_eq!(
            words("“It is late. Go,” Mr. Vane said."),
            ["“It is late. Go,”", "Mr.", "Vane", "said", "."]
        );
    }

    #[test]
    fn words_keep_their_inner_marks() {
        assert_eq!(
            words("The boats’ owners (D-Ga.) don't owe $1,200."),
            [
                "The", "boats’", "owners", "(", "D-Ga", ".", ")", "don't", "owe", "$1,200", "."
            ]
        );
    }
}
