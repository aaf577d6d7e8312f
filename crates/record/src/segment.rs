//! The parts of a report's text, and warnings about them.

use crate::{SourceSpan, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Where it stands, without white space at its ends.
    #[serde(flatten)]
    pub span: Span,
    /// For HTML: the byte ranges of the page it comes from.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub source: Vec<SourceSpan>,
}

impl Segment {
    /// A segment without a source map.
    #[must_use]
    pub fn new(kind: SegmentKind, span: Span) -> Self {
        Self {
            kind,
            span,
            source: Vec::new(),
        }
    }
}

/// What a part of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SegmentKind {
    /// The title.
    Headline,
    /// The line below the title.
    Deck,
    /// Who wrote it.
    Byline,
    /// Place and date, where they stand in a line of their own or before a dash.
    Dateline,
    /// Running text.
    Paragraph,
    /// A section head.
    Heading,
    /// A list item.
    List,
    /// A block quote.
    Blockquote,
    /// A table row.
    Table,
    /// Words under a picture.
    Caption,
    /// A credit: of an agency, of contributors, of a photographer.
    Credit,
    /// An editor's note.
    Note,
    /// A correction of this or of an earlier version of the report.
    Correction,
    /// A post of a social network, set into the report.
    Embed,
    /// Pointers to other reports: "Read more", "Related".
    Related,
    /// A pitch for a newsletter, a subscription or an app.
    Pitch,
    /// What else belongs to the site and not to the report.
    Furniture,
}

impl SegmentKind {
    /// Whether its words are the report's own running text.
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Paragraph | Self::List | Self::Blockquote)
    }

    /// Whether it belongs to the site and not to the report.
    #[must_use]
    pub const fn is_furniture(self) -> bool {
        matches!(self, Self::Related | Self::Pitch | Self::Furniture)
    }

    /// Whether it speaks about the report in the editors' name.
    #[must_use]
    pub const fn is_note(self) -> bool {
        matches!(self, Self::Note | Self::Correction)
    }

    /// Whether sentences are sought in it.
    #[must_use]
    pub const fn has_sentences(self) -> bool {
        self.is_running() || matches!(self, Self::Headline | Self::Deck | Self::Caption)
    }
}

/// What a reader should know before trusting a report or a run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// A short fixed word, such as `date-conflict`, `truncated-sentence`, `mojibake`, `empty`.
    pub code: String,
    /// A sentence for a person.
    pub message: String,
    /// Where in the text, if anywhere.
    #[serde(flatten)]
    pub span: Option<Span>,
}

impl Warning {
    /// A warning about the report as a whole.
    #[must_use]
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            span: None,
        }
    }

    /// A warning about a place in the text.
    #[must_use]
    pub fn at(code: &str, message: impl Into<String>, span: Span) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            span: Some(span),
        }
    }
}
