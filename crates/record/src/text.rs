//! The text of a report, into which every span points.

use crate::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// A report's text as decoded, never changed after it is made.
///
/// For plain text it equals the file's bytes; for HTML it is the visible text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// Takes a decoded string as it is.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The span from `start` to `end`, or `None` where it runs backwards, past the end or through a character.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        (self.0.is_char_boundary(start) && self.0.is_char_boundary(end))
            .then(|| Span::new(start, end))
            .flatten()
    }

    /// The whole text as one span.
    #[must_use]
    pub fn whole(&self) -> Span {
        Span::new(0, self.0.len()).expect("zero is not after a length")
    }

    /// The words at `span`; empty where the span is not one of this text.
    #[must_use]
    pub fn at(&self, span: Span) -> &str {
        self.0.get(span.range()).unwrap_or("")
    }

    /// `span` without white space at both ends.
    #[must_use]
    pub fn trimmed(&self, span: Span) -> Span {
        let words = self.at(span);
        let start = span.start() + (words.len() - words.trim_start().len());
        let end = start + words.trim().len();
        Span::new(start, end).unwrap_or(span)
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_fall_on_character_boundaries() {
        let text = Text::from("café bar");
        assert!(text.span(0, 4).is_none());
        assert_eq!(text.at(text.span(0, 5).unwrap()), "café");
        assert!(text.span(0, 99).is_none());
    }

    #[test]
    fn trimming_moves_only_over_white_space() {
        let text = Text::from("  a b\n");
        assert_eq!(text.at(text.trimmed(text.whole())), "a b");
        let blank = Text::from("   ");
        assert!(blank.trimmed(blank.whole()).is_empty());
    }
}
