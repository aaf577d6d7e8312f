//! Where the words of a stretch of one report come from.

use crate::{Citation, EdgeBasis, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A stretch of a report's running text, of whole sentences, and the origin of its words.
///
/// The stretches of a report follow each other and leave out what is no running text. A merge of two agencies has
/// stretches of both; a reprint with a paragraph of its own has one that is its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stretch {
    /// Where it stands in the report's text.
    #[serde(flatten)]
    pub span: Span,
    /// Whose words they are.
    pub kind: StretchKind,
    /// The agency or outlet that they come from, where it has a name; for `own` the report's outlet.
    pub origin: Option<String>,
    /// Id of another report that has the same words: the one they come from where that is known.
    pub report: Option<String>,
    /// What the origin rests on. `own` is inferred but where the words themselves name the newsroom as their source.
    pub basis: EdgeBasis,
    /// The words that show it: a credit, or the longest shared passage in both reports. Empty where nothing speaks.
    pub evidence: Vec<Citation>,
    /// Names of the origins that a statement in it rests on by stated and verbatim signs. Two places depend on each
    /// other strictly where they hold a name in common ([`crate::Origins::independent_at`]).
    pub rests_on: BTreeSet<String>,
}

/// Whose words a stretch has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum StretchKind {
    /// The report's own, for all that is known: it was there first, or no other report has it.
    Own,
    /// An agency's.
    Agency,
    /// Another report's.
    Report,
    /// In another report too, and nothing tells who had them first.
    Shared,
}
