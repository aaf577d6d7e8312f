//! The lines of a text: what stands between two line breaks, or, where the text was wrapped at a fixed width, between
//! two blank lines.

use record::{Span, Text};

/// A line without white space at its ends, never empty.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) span: Span,
    /// Whether a blank line, or the text's start, stands before it.
    pub(crate) gap: bool,
}

/// The lines of `text` in order.
pub(crate) fn lines(text: &Text) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut at, mut gap) = (0, true);
    for raw in text.split('\n') {
        let span = text.span(at, at + raw.len()).map(|s| text.trimmed(s));
        at += raw.len() + 1;
        match span {
            Some(span) if !span.is_empty() => {
                lines.push(Line { span, gap });
                gap = false;
            }
            _ => gap = true,
        }
    }
    if is_wrapped(text, &lines) {
        unwrap(text, &lines)
    } else {
        lines
    }
}

/// Whether the text is broken at a fixed width: most lines directly followed by another are of like length and don't
/// end a sentence.
fn is_wrapped(text: &Text, lines: &[Line]) -> bool {
    let followed = lines.windows(2).filter(|w| !w[1].gap);
    let (mut pairs, mut broken) = (0_usize, 0_usize);
    for w in followed {
        let words = text.at(w[0].span);
        pairs += 1;
        let open = words.ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-');
        if (40..=110).contains(&words.len()) && open {
            broken += 1;
        }
    }
    pairs >= 4 && broken * 10 >= pairs * 7
}

fn unwrap(text: &Text, lines: &[Line]) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::new();
    let mut last_len = 0;
    for line in lines {
        match joined.last_mut() {
            // A short line before ends its block even without a blank line.
            Some(open) if !line.gap && last_len >= 40 && !is_item(text.at(line.span)) => {
                open.span = open.span.cover(line.span);
            }
            _ => joined.push(*line),
        }
        last_len = line.span.len();
    }
    joined
}

/// Whether a line is an item of a list or a quoted block by its first sign.
pub(crate) fn is_item(words: &str) -> bool {
    let mut chars = words.chars();
    let sign = chars.next();
    if matches!(sign, Some('•' | '·' | '*' | '▪' | '►' | '●' | '■' | '‣')) {
        return chars.next().is_some_and(char::is_whitespace);
    }
    if matches!(sign, Some('-' | '–' | '—')) {
        return chars.next().is_some_and(char::is_whitespace);
    }
    // "1. First", "2) Second".
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits)
        && words
            .get(digits..)
            .is_some_and(|r| r.starts_with(". ") || r.starts_with(") "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_gaps() {
        let text = Text::from("  One\nTwo \r\n\n\n Three");
        let found: Vec<_> = lines(&text).iter().map(|l| (text.at(l.span), l.gap)).collect();
        assert_eq!(found, [("One", true), ("Two", false), ("Three", true)]);
    }

    #[test]
    fn a_text_of_fixed_width_is_unwrapped() {
        let wrapped = "The ferry left the harbour of Port Ellery at nine and was\n\
            seen by two boats that had been fishing off the long pier\n\
            until it passed the light and turned towards the open sea\n\
            where the wind had risen since noon and the waves ran as\n\
            high as the rail of the lower deck on the weather side of\n\
            the ship.\n\nNobody was hurt.";
        let text = Text::from(wrapped);
        assert_eq!(lines(&text).len(), 2);
    }

    #[test]
    fn single_lines_stay_apart() {
        let text = Text::from(
            "He left.\nShe stayed in the old town hall with the mayor.\nThey met.\nIt rained.\nNo one came.",
        );
        assert_eq!(lines(&text).len(), 5);
    }
}
