//! The words, numbers and marks of a stretch of text, for the small grammars of times and quantities.

use record::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Letters.
    Word,
    /// Digits, with the commas and the point of one number.
    Number,
    /// One mark.
    Mark,
}

/// One token; `start` and `end` are bytes of the report's text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token<'t> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// As written.
    pub(crate) word: &'t str,
    /// In lower case (ASCII only, so that offsets stay).
    pub(crate) lower: &'t str,
    pub(crate) shape: Shape,
}

impl Token<'_> {
    /// Whether it begins with an upper-case letter.
    pub(crate) fn is_capital(&self) -> bool {
        self.word.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether all its letters are upper case, and it has two or more.
    pub(crate) fn is_shouted(&self) -> bool {
        self.word.len() > 1 && self.word.chars().all(char::is_uppercase)
    }
}

/// Tokens of one sentence, asked by index; an index past the end answers with nothing instead of failing.
#[derive(Clone, Copy)]
pub(crate) struct Tokens<'t> {
    list: &'t [Token<'t>],
}

impl<'t> Tokens<'t> {
    pub(crate) fn new(list: &'t [Token<'t>]) -> Self {
        Self { list }
    }

    pub(crate) fn len(self) -> usize {
        self.list.len()
    }

    pub(crate) fn get(self, i: usize) -> Option<&'t Token<'t>> {
        self.list.get(i)
    }

    /// The token in lower case; empty past either end.
    pub(crate) fn lower(self, i: usize) -> &'t str {
        self.list.get(i).map_or("", |t| t.lower)
    }

    /// The token before `i` in lower case; empty at the beginning.
    pub(crate) fn before(self, i: usize, back: usize) -> &'t str {
        i.checked_sub(back).map_or("", |j| self.lower(j))
    }

    pub(crate) fn is_number(self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.shape == Shape::Number)
    }

    pub(crate) fn is_capital(self, i: usize) -> bool {
        self.list.get(i).is_some_and(Token::is_capital)
    }

    /// Whether no space stands between token `i` and the one before it.
    pub(crate) fn is_glued(self, i: usize) -> bool {
        match (i.checked_sub(1).and_then(|j| self.list.get(j)), self.list.get(i)) {
            (Some(a), Some(b)) => a.end == b.start,
            _ => false,
        }
    }

    /// Whether the words from `i` on are `words`.
    pub(crate) fn has(self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(k, w)| self.lower(i + k) == *w)
    }

    /// Whether `i` is a hyphen or dash between glued words.
    pub(crate) fn is_hyphen(self, i: usize) -> bool {
        matches!(self.lower(i), "-" | "–" | "‑" | "‐") && self.is_glued(i) && self.is_glued(i + 1)
    }

    /// The byte span of the tokens `from..until`.
    pub(crate) fn span(self, from: usize, until: usize) -> Option<Span> {
        let last = until.checked_sub(1)?;
        Span::new(self.get(from)?.start, self.get(last)?.end)
    }
}

/// Tells `span` of `text` apart into tokens, appended to `out`; `lower` is `text` in ASCII lower case.
pub(crate) fn tokenize<'t>(text: &'t str, lower: &'t str, span: Span, out: &mut Vec<Token<'t>>) {
    let Some(part) = text.get(span.range()) else {
        return;
    };
    let base = span.start();
    let mut at = 0;
    while let Some(first) = part.get(at..).and_then(|r| r.chars().next()) {
        let rest = &part[at..];
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (len, shape) = if first.is_ascii_digit() {
            (number(rest), Shape::Number)
        } else if first.is_alphabetic() {
            (word(rest), Shape::Word)
        } else if is_apostrophe(first) {
            (first.len_utf8() + clitic(&rest[first.len_utf8()..]), Shape::Mark)
        } else {
            (first.len_utf8(), Shape::Mark)
        };
        let (start, end) = (base + at, base + at + len);
        out.push(Token {
            start,
            end,
            word: &part[at..at + len],
            lower: lower.get(start..end).unwrap_or(""),
            shape,
        });
        at += len;
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The length of a possessive or shortened verb after an apostrophe, so that "Monday's" holds "Monday".
fn clitic(rest: &str) -> usize {
    ["s", "ll", "re", "ve", "d", "S"]
        .iter()
        .find(|c| {
            rest.strip_prefix(**c)
                .is_some_and(|after| !after.starts_with(|n: char| n.is_alphanumeric()))
        })
        .map_or(0, |c| c.len())
}

/// The length of a number: digits, commas before three digits, one point before a digit.
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = digits(bytes, 0);
    while bytes.get(at) == Some(&b',') && digits(bytes, at + 1) == at + 4 {
        at += 4;
    }
    if bytes.get(at) == Some(&b'.') && digits(bytes, at + 1) > at + 1 {
        at = digits(bytes, at + 1);
    }
    at
}

fn digits(bytes: &[u8], from: usize) -> usize {
    bytes[from.min(bytes.len())..]
        .iter()
        .position(|b| !b.is_ascii_digit())
        .map_or(bytes.len(), |n| from + n)
}

/// The length of a word. "a.m." and "U.S." are one token; a final point belongs to a token only there.
fn word(rest: &str) -> usize {
    let len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let first = rest.chars().next().map_or(0, char::len_utf8);
    if len != first {
        return len;
    }
    let mut at = len;
    while rest[at..].starts_with('.') {
        let mut next = rest[at + 1..].chars();
        match (next.next(), next.next()) {
            (Some(c), after) if c.is_alphabetic() && !after.is_some_and(char::is_alphabetic) => {
                at += 1 + c.len_utf8();
            }
            _ => break,
        }
    }
    // The point that closes "a.m." belongs to it, the one that closes "Plan B." does not.
    if at > len && rest[at..].starts_with('.') {
        at + 1
    } else {
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let lower = text.to_ascii_lowercase();
        let mut out = Vec::new();
        tokenize(text, &lower, Span::new(0, text.len()).unwrap(), &mut out);
        out.iter().map(|t| t.word.to_owned()).collect()
    }

    #[test]
    fn numbers_keep_their_marks() {
        assert_eq!(
            words("$1,250.50, 3.5m 9-12"),
            ["$", "1,250.50", ",", "3.5", "m", "9", "-", "12"]
        );
        assert_eq!(words("In 2016, 48 died."), ["In", "2016", ",", "48", "died", "."]);
        assert_eq!(words("5,34"), ["5", ",", "34"]);
    }

    #[test]
    fn points_belong_to_initials_only() {
        assert_eq!(
            words("9 a.m. in the U.S. Plan B."),
            ["9", "a.m.", "in", "the", "U.S.", "Plan", "B", "."]
        );
    }

    #[test]
    fn possessives_come_off() {
        assert_eq!(
            words("Monday's ’80s don't"),
            ["Monday", "'s", "’", "80", "s", "don", "'", "t"]
        );
    }
}
