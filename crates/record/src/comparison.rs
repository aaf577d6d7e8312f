//! Two reports side by side: what they share in step, and where they part.

use crate::{Edge, Independent, PassageKind, Report, Reuse, SCHEMA, Span, Warning};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Two reports set side by side. `a` and `b` are as the user named them, and mean the same in all parts of this answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The report named first, as `read` gives it.
    pub a: Report,
    /// The other.
    pub b: Report,
    /// Whether both are versions of one report; then the words that they share are no copying.
    pub versions: bool,
    /// What they share; `None` where that is nothing. Its `a` and `b` are those of this comparison.
    pub reuse: Option<Reuse>,
    /// Signs that one of the two depends on the other, or either of them on a third.
    pub edges: Vec<Edge>,
    /// Independent origins behind the two.
    pub independent: Independent,
    /// That count in words, a sentence each.
    pub why: Vec<String>,
    /// Both texts from top to bottom, without what belongs to the site.
    pub rows: Vec<Row>,
    /// What a reader should know of the run.
    pub warnings: Vec<Warning>,
}

impl Default for Comparison {
    fn default() -> Self {
        Self {
            schema: SCHEMA,
            a: Report::default(),
            b: Report::default(),
            versions: false,
            reuse: None,
            edges: Vec::new(),
            independent: Independent::default(),
            why: Vec::new(),
            rows: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

/// What stands side by side: within a paragraph of each report, or of one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// In order of both texts; never empty.
    pub parts: Vec<Part>,
}

/// A part of one text or of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// Whether it is shared, and what it is.
    pub kind: PartKind,
    /// Its words in `a`.
    pub a: Option<Span>,
    /// Its words in `b`.
    pub b: Option<Span>,
    /// Place in `reuse.passages`, from 0, of the passage that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub passage: Option<usize>,
    /// Whether it stands elsewhere in the other report, so that the two can't be shown in step.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub moved: bool,
    /// Where the words of the two sides differ, in order of `a`. Of a part that is moved, those of the whole passage.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub edits: Vec<Alteration>,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// Shared prose.
    Prose,
    /// Shared quoted speech.
    Quotation,
    /// Running text of one report alone.
    Own,
    /// What is no running text: headlines, bylines, datelines, captions, credits, notes. It is not compared.
    Frame,
}

impl From<PassageKind> for PartKind {
    fn from(kind: PassageKind) -> Self {
        match kind {
            PassageKind::Prose => Self::Prose,
            PassageKind::Quotation => Self::Quotation,
        }
    }
}

/// Words of a shared passage in which the two reports differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Alteration {
    /// What differs.
    pub kind: AlterationKind,
    /// The words in `a`; empty, where the next word stands, for words that `a` lacks.
    pub a: Span,
    /// The words in `b`; empty, where the next word stands, for words that `b` lacks.
    pub b: Span,
}

/// How the words of two reports differ within a passage, from `a` to `b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AlterationKind {
    /// Other words.
    Changed,
    /// Words of `a` that `b` lacks.
    Omitted,
    /// Words of `b` that `a` lacks.
    Added,
    /// The same words in another house style: spelling, capitals, numbers written out.
    Styled,
}
