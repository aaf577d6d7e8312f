//! Quoted speech told apart from a report's own prose.
//!
//! Two newsrooms that quote one remark have not copied each other. The marks decide; what the reading room found as
//! direct speech, block quotes and posts signed with a handle are added.

use super::tokens::Token;
use record::{QuoteForm, Report, SegmentKind, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Quoted speech as long as this without a closing mark has lost it.
const LONGEST: usize = 1_500;

/// A post's signature: "— Name (@handle) May 3, 2017", "@handle".
static HANDLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\(@\w{2,30}\)|pic\.twitter\.com/").expect("a fixed pattern"));

/// The spans of quoted speech in running text, sorted and not overlapping.
pub(crate) fn quoted(report: &Report) -> Vec<Span> {
    let mut spans: Vec<Span> = report
        .quotes
        .iter()
        .filter(|q| q.form == QuoteForm::Direct)
        .flat_map(|q| q.content.iter().copied())
        .collect();
    let told = |kind: SegmentKind| kind.is_running() || kind == SegmentKind::Embed;
    for segment in report.segments.iter().filter(|s| told(s.kind)) {
        let words = report.text.at(segment.span);
        let whole = matches!(segment.kind, SegmentKind::Blockquote | SegmentKind::Embed);
        if whole || (words.len() < 600 && HANDLE.is_match(words)) {
            spans.push(segment.span);
        } else {
            marked(words, segment.span.start(), &mut spans);
        }
    }
    spans.sort();
    spans.dedup();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}

/// What stands between double quote marks in one segment. A quote whose closing mark is missing, as where it goes on in
/// the next paragraph, ends with the segment.
fn marked(words: &str, offset: usize, out: &mut Vec<Span>) {
    let mut open: Option<usize> = None;
    let mut before = ' ';
    for (i, c) in words.char_indices() {
        let after = words[i + c.len_utf8()..].chars().next().unwrap_or(' ');
        let opens = match c {
            '“' | '„' | '«' => true,
            '"' => open.is_none() && !after.is_whitespace() && !before.is_alphanumeric(),
            _ => false,
        };
        let closes = matches!(c, '”' | '»') || (c == '"' && !opens);
        if opens {
            open = Some(i + c.len_utf8());
        } else if closes
            && let Some(start) = open.take()
            && i - start <= LONGEST
        {
            out.extend(Span::new(offset + start, offset + i));
        }
        before = c;
    }
    if let Some(start) = open
        && words.len() - start <= LONGEST
    {
        out.extend(Span::new(offset + start, offset + words.len()));
    }
}

/// Marks the words that stand inside one of `spans`.
pub(crate) fn mark(spans: &[Span], tokens: &mut [Token]) {
    let mut next = 0;
    for token in tokens {
        let (start, end) = (token.start as usize, token.end as usize);
        while spans.get(next).is_some_and(|s| s.end() <= start) {
            next += 1;
        }
        token.quoted = spans
            .get(next)
            .is_some_and(|s| s.start() <= start && end <= s.end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, Text};

    fn speech(text: &str) -> Vec<String> {
        let text = Text::from(text);
        let report = Report {
            segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
            text,
            ..Report::default()
        };
        quoted(&report)
            .iter()
            .map(|s| report.text.at(*s).to_owned())
            .collect()
    }

    #[test]
    fn straight_and_curly_marks() {
        assert_eq!(
            speech("“We sail,” she said. “At dawn.”"),
            ["We sail,", "At dawn."]
        );
        assert_eq!(
            speech("\"We sail,\" she said. \"At dawn.\""),
            ["We sail,", "At dawn."]
        );
    }

    #[test]
    fn a_quote_that_goes_on_ends_with_its_paragraph() {
        assert_eq!(speech("She said: “We sail at dawn."), ["We sail at dawn."]);
    }

    #[test]
    fn inches_and_apostrophes_open_nothing() {
        assert!(speech("A 12\" pipe isn't a crew's 'toy'.").is_empty());
    }

    #[test]
    fn a_lost_closing_mark_does_not_swallow_a_report() {
        assert!(speech(&format!("She said “{}", "we sail ".repeat(400))).is_empty());
    }

    #[test]
    fn a_signed_post_is_speech() {
        assert_eq!(
            speech("We sail at dawn — Ana Brook (@anabrook) May 3, 2017").len(),
            1
        );
    }
}
