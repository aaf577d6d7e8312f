//! Text that two reports share.

use crate::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What two reports share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reuse {
    /// The report whose id sorts first.
    pub a: String,
    /// The other.
    pub b: String,
    /// How much and of what.
    pub kind: ReuseKind,
    /// Share of `a`'s own running text, in thousandths.
    pub share_a: f64,
    /// Share of `b`'s own running text, in thousandths.
    pub share_b: f64,
    /// Where the shared text comes from.
    pub origin: Direction,
    /// The origin's name, where known.
    pub origin_name: Option<String>,
    /// What the origin rests on.
    pub basis: ReuseBasis,
    /// Whether the words are mostly others: one report tells sentence after sentence what the other does, with the same
    /// names and figures. It is inferred, and joins the two for the cautious alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rewritten: bool,
    /// The shared passages, in the order of `a`; where it is rewritten, the sentences that correspond.
    pub passages: Vec<Passage>,
}

/// How much is shared, and of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReuseKind {
    /// Most of one report's prose stands in the other.
    Copied,
    /// Some prose is shared.
    Partly,
    /// Only quoted speech is shared, which is not copying.
    Quotation,
}

/// Which way text went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From `a` to `b`.
    A,
    /// From `b` to `a`.
    B,
    /// Both have it from a third.
    Common,
    /// Not told.
    Unknown,
}

/// What a claim of dependence rests on, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReuseBasis {
    /// A credit says so.
    Stated,
    /// The words themselves are shared.
    Reuse,
    /// A weaker sign.
    Inferred,
}

/// One shared passage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// Prose or quoted speech.
    pub kind: PassageKind,
    /// Where it stands in `a`.
    pub a: Span,
    /// Where it stands in `b`.
    pub b: Span,
    /// Share of words that match, from 0 to 1 in hundredths.
    pub similarity: f64,
}

/// What kind of words are shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PassageKind {
    /// The report's own words.
    Prose,
    /// Somebody's quoted words.
    Quotation,
}
