//! Quote marks, and which of them belong together.
//!
//! A pair is found within a paragraph. A quotation that runs over several paragraphs has an opening mark at the head of
//! each and a closing one only in the last; its parts are told by [`Marked::open_ended`].

use record::{Span, Text};

/// Words between quote marks, at the outermost level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked {
    /// With the marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
    /// Whether the closing mark stands in a later paragraph.
    pub open_ended: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    start: usize,
    end: usize,
    side: Side,
    single: bool,
}

/// The quotations of `paragraph`. `next_opens`: whether the next paragraph starts with an opening mark.
pub(super) fn find(text: &Text, paragraph: Span, next_opens: bool) -> Vec<Marked> {
    let marks = marks(text.at(paragraph), paragraph.start());
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = marks.get(at) {
        if open.side == Side::Closes {
            at += 1;
            continue;
        }
        let close = closing(&marks, at);
        let pair = match close {
            Some(i) => (marks[i].start, marks[i].end, false),
            // Only a paragraph whose next one takes the quotation up again may leave it open.
            None if next_opens && !open.single && !marks[at + 1..].iter().any(|m| !m.single) => {
                (paragraph.end(), paragraph.end(), true)
            }
            None => {
                at += 1;
                continue;
            }
        };
        if let (Some(outer), Some(inner)) = (text.span(open.start, pair.1), text.span(open.end, pair.0)) {
            let inner = text.trimmed(inner);
            if !inner.is_empty() {
                found.push(Marked {
                    outer,
                    inner,
                    open_ended: pair.2,
                });
            }
        }
        at = close.map_or(marks.len(), |i| i + 1);
    }
    found
}

/// Whether `words` start with a mark that can open a quotation.
pub(super) fn opens(words: &str) -> bool {
    words.starts_with(['“', '"', '„', '«']) || words.starts_with("''") || words.starts_with("``")
}

/// How many marks ahead the closing one is sought: text full of opening marks must not cost its square.
const REACH: usize = 200;

/// The mark that closes `marks[open]`.
fn closing(marks: &[Mark], open: usize) -> Option<usize> {
    let single = marks[open].single;
    let mut depth = 0usize;
    let mut first = None;
    for (i, mark) in marks.iter().enumerate().skip(open + 1).take(REACH) {
        if mark.single != single {
            continue;
        }
        match mark.side {
            Side::Opens if single => return first,
            Side::Opens => depth += 1,
            Side::Closes | Side::Either => {
                first = first.or(Some(i));
                if depth == 0 {
                    return Some(i);
                }
                depth -= 1;
            }
        }
    }
    // Marks of the same kind inside that do not pair off: the first that closes is the likelier end, but only where no
    // other quotation opens before it.
    let first = first?;
    let clean = !marks[open + 1..first]
        .iter()
        .any(|m| m.single == single && m.side == Side::Opens);
    clean.then_some(first)
}

fn marks(words: &str, offset: usize) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    if !words.contains(['"', '“', '”', '„', '«', '»', '‘', '’', '\'', '`']) {
        return found;
    }
    let mut chars = words.char_indices().peekable();
    let mut before: Option<char> = None;
    let mut skip_to = 0;
    // „German“ marks close with the one that opens “English” ones.
    let mut low = false;
    while let Some((i, c)) = chars.next() {
        if i < skip_to {
            before = Some(c);
            continue;
        }
        // Of three in a row at the end of a word the first closes what is nested, the other two the whole.
        let three = words.get(i..).is_some_and(|r| r.starts_with("'''")) && !free(before);
        let doubled = matches!(c, '\'' | '`') && !three && chars.peek().is_some_and(|&(_, d)| d == c);
        let end = i + if doubled { 2 } else { c.len_utf8() };
        let after = words.get(end..).and_then(|rest| rest.chars().next());
        let single = matches!(c, '‘' | '’' | '\'' | '`') && !doubled;
        let side = match c {
            '“' if low && !free(before) => Some(Side::Closes),
            '“' | '„' | '«' => Some(Side::Opens),
            '”' | '»' => Some(Side::Closes),
            '"' | '\'' | '`' if doubled || c == '"' => straight(before, after),
            '‘' => opens_word(after).then_some(Side::Opens),
            '’' => closes_word(before, after).then_some(Side::Closes),
            '\'' if free(before) && opens_word(after) && !clipped(&words[end..]) => Some(Side::Opens),
            '\'' if closes_word(before, after) => Some(Side::Closes),
            _ => None,
        };
        low = c == '„' || low && !matches!(c, '“' | '”');
        if let Some(side) = side {
            found.push(Mark {
                start: offset + i,
                end: offset + end,
                side,
                single,
            });
        }
        if doubled {
            skip_to = end;
        }
        before = Some(c);
    }
    without_possessives(words, offset, found)
}

/// A straight double mark opens after white space and closes before it; between two words it may do either.
fn straight(before: Option<char>, after: Option<char>) -> Option<Side> {
    let (free_before, free_after) = (
        free(before),
        after.is_none_or(|c| c.is_whitespace() || ",.;:?!)]—–".contains(c)),
    );
    match (free_before, free_after) {
        (true, false) => Some(Side::Opens),
        (false, true) => Some(Side::Closes),
        // Inches and minutes after a digit are no quote marks.
        (false, false) if before.is_some_and(|c| c.is_ascii_digit()) => None,
        _ => Some(Side::Either),
    }
}

fn free(before: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || "([{—–-/“\"".contains(c))
}

fn opens_word(after: Option<char>) -> bool {
    after.is_some_and(|c| c.is_alphanumeric() || "$£€#@[(…".contains(c))
}

fn closes_word(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric())
}

/// "'em", "'til", "'90s": an apostrophe for letters left out.
fn clipped(rest: &str) -> bool {
    let word: String = rest
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .take(8)
        .collect::<String>()
        .to_lowercase();
    word.starts_with(|c: char| c.is_ascii_digit())
        || [
            "em", "til", "till", "cause", "tis", "twas", "round", "bout", "n", "cuz",
        ]
        .contains(&word.as_str())
}

/// "the players' union": after an "s" a single mark is the plural's possessive where another can close the quotation,
/// or where none is open.
fn without_possessives(words: &str, offset: usize, marks: Vec<Mark>) -> Vec<Mark> {
    let mut closes_later = vec![false; marks.len()];
    let mut next = false;
    for (i, mark) in marks.iter().enumerate().rev() {
        closes_later[i] = next;
        if mark.single {
            next = mark.side == Side::Closes;
        }
    }
    let mut open = false;
    let mut kept = Vec::with_capacity(marks.len());
    for (mark, closes_later) in marks.into_iter().zip(closes_later) {
        if mark.single {
            let after_s = words.get(..mark.start - offset).is_some_and(|w| w.ends_with('s'));
            let rest = words.get(mark.end - offset..).unwrap_or("");
            let before_word = rest
                .strip_prefix(' ')
                .is_some_and(|r| r.starts_with(char::is_alphanumeric));
            if mark.side == Side::Closes && after_s && before_word && (!open || closes_later) {
                continue;
            }
            open = mark.side == Side::Opens;
        }
        kept.push(mark);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(words: &str) -> Vec<String> {
        let text = Text::from(words);
        find(&text, text.whole(), false)
            .iter()
            .map(|m| text.at(m.inner).to_owned())
            .collect()
    }

    #[test]
    fn every_style_of_mark_is_paired() {
        assert_eq!(inner("He said “it is late” and left."), ["it is late"]);
        assert_eq!(
            inner("\"It is late,\" she said. \"Go home.\""),
            ["It is late,", "Go home."]
        );
        assert_eq!(inner("''It is late,'' she said."), ["It is late,"]);
        assert_eq!(inner("«It is late», she said."), ["It is late"]);
        assert_eq!(inner("„It is late,“ she said."), ["It is late,"]);
        assert_eq!(inner("„It is late,” she said. “Go.”"), ["It is late,", "Go."]);
        assert_eq!(inner("``It is late,'' she said."), ["It is late,"]);
        assert_eq!(inner("'It's late,' she said."), ["It's late,"]);
        assert_eq!(inner("‘It’s late,’ she said."), ["It’s late,"]);
    }

    #[test]
    fn nested_marks_do_not_end_the_outer_ones() {
        assert_eq!(
            inner("“She told me ‘go home’ and I went,” he said."),
            ["She told me ‘go home’ and I went,"]
        );
        assert_eq!(
            inner("“She told me “go home” and I went,” he said."),
            ["She told me “go home” and I went,"]
        );
        assert_eq!(
            inner("'They shouted \"go home\" at us,' he said."),
            ["They shouted \"go home\" at us,"]
        );
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert!(inner("The boats' owners don't know what the '90s were.").is_empty());
        assert_eq!(
            inner("'The boats' owners are angry,' he said."),
            ["The boats' owners are angry,"]
        );
        assert!(inner("He is 5'10\" tall.").is_empty());
    }

    #[test]
    fn a_quotation_runs_on_only_where_the_next_paragraph_takes_it_up() {
        let text = Text::from("“It is late.");
        assert!(find(&text, text.whole(), false).is_empty());
        let found = find(&text, text.whole(), true);
        assert!(found.len() == 1 && found[0].open_ended);
    }

    #[test]
    fn a_mark_left_open_does_not_swallow_the_next_quotation() {
        assert_eq!(
            inner("The “lost harbour and “the long pier” are shut."),
            ["the long pier"]
        );
    }
}
