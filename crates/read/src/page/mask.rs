//! The visible text of a page, with a map back to its bytes.
//!
//! The page is masked, not rewritten: every stretch of the text is either the page's bytes as they stand, or what a
//! character reference there stands for, or white space set in between, in which no segment begins or ends.

use record::{SourceSpan, Span};

/// The text as it grows, and where each stretch of it comes from.
#[derive(Debug, Default)]
pub(super) struct Mask {
    text: String,
    stretches: Vec<Stretch>,
}

/// A stretch of the text and its bytes in the page.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    start: usize,
    len: usize,
    source: usize,
    source_len: usize,
    /// Whether the bytes are the same on both sides, so that offsets within it can be carried over.
    verbatim: bool,
}

impl Mask {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn into_parts(self) -> (String, Map) {
        (self.text, Map(self.stretches))
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Sets white space in between; it has no source.
    pub(super) fn space(&mut self, white: &str) {
        debug_assert!(white.chars().all(char::is_whitespace));
        self.text.push_str(white);
    }

    /// Adds `text` that stands at `source` in the page byte for byte.
    pub(super) fn verbatim(&mut self, text: &str, source: usize) {
        let start = self.text.len();
        self.text.push_str(text);
        if let Some(last) = self.stretches.last_mut() {
            let touches = last.source + last.source_len == source && last.start + last.len == start;
            if last.verbatim && touches {
                last.len += text.len();
                last.source_len += text.len();
                return;
            }
        }
        self.stretches.push(Stretch {
            start,
            len: text.len(),
            source,
            source_len: text.len(),
            verbatim: true,
        });
    }

    /// Adds the one byte that lies between the last stretch and `source`, where it is a space; tells whether it did.
    pub(super) fn continue_space(&mut self, page: &str, source: usize) -> bool {
        let touches = self.stretches.last().is_some_and(|s| {
            s.verbatim && s.source + s.source_len + 1 == source && s.start + s.len == self.text.len()
        });
        let is_space = touches && page.as_bytes().get(source.wrapping_sub(1)) == Some(&b' ');
        if is_space {
            self.verbatim(" ", source - 1);
        }
        is_space
    }

    /// Adds `text` for which the `source_len` bytes at `source` stand.
    pub(super) fn decoded(&mut self, text: &str, source: usize, source_len: usize) {
        let start = self.text.len();
        self.text.push_str(text);
        self.stretches.push(Stretch {
            start,
            len: text.len(),
            source,
            source_len,
            verbatim: false,
        });
    }
}

/// The map of a finished text.
#[derive(Debug)]
pub(super) struct Map(Vec<Stretch>);

impl Map {
    /// The byte ranges of `page` that the text at `span` comes from, in order.
    ///
    /// Ranges that only white space keeps apart are told as one: a paragraph that is broken over lines is one range.
    pub(super) fn sources(&self, span: Span, page: &str) -> Vec<SourceSpan> {
        let from = self.0.partition_point(|s| s.start + s.len <= span.start());
        let mut out: Vec<SourceSpan> = Vec::new();
        for s in self.0.iter().skip(from).take_while(|s| s.start < span.end()) {
            let (mut start, mut end) = (s.source, s.source + s.source_len);
            if s.verbatim {
                start += span.start().saturating_sub(s.start);
                end -= (s.start + s.len).saturating_sub(span.end());
            }
            let white = |from: usize, to: usize| {
                page.get(from..to)
                    .is_some_and(|gap| gap.bytes().all(|b| b.is_ascii_whitespace()))
            };
            match out.last_mut() {
                Some(last) if last.end() <= start && white(last.end(), start) => {
                    *last = SourceSpan::new(last.start(), end).unwrap_or(*last);
                }
                _ => out.extend(SourceSpan::new(start, end)),
            }
        }
        out
    }
}

/// What the character references in `raw` stand for.
///
/// The tokenizer of the whole page does the work, so that both always agree.
pub(super) fn decode(raw: &str) -> String {
    let tokens = html5gum::Tokenizer::new(raw).flatten();
    let bytes: Vec<u8> = tokens
        .filter_map(|token| match token {
            html5gum::Token::String(text) => Some(text.value.0),
            _ => None,
        })
        .flatten()
        .collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_within_a_stretch_is_carried_over() {
        let page = "<p>Fire &amp; smoke";
        let mut mask = Mask::default();
        mask.verbatim("Fire ", 3);
        mask.decoded("&", 8, 5);
        mask.verbatim(" smoke", 13);
        let (text, map) = mask.into_parts();
        assert_eq!(text, "Fire & smoke");
        let span = |a, b| Span::new(a, b).unwrap();
        assert_eq!(map.sources(span(2, 4), page), [SourceSpan::new(5, 7).unwrap()]);
        assert_eq!(map.sources(span(0, 12), page), [SourceSpan::new(3, 19).unwrap()]);
        assert_eq!(map.sources(span(5, 6), page), [SourceSpan::new(8, 13).unwrap()]);
    }

    #[test]
    fn references_are_decoded_as_a_browser_does() {
        assert_eq!(
            decode("&ldquo;caf&eacute;&#8221; &ampx &nosuch;"),
            "“café” &x &nosuch;"
        );
    }
}
