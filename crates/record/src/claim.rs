//! What reports say of a claim: who bears it out, who says otherwise, and what is only near it.

use crate::{Citation, Named, SCHEMA, Support, Warning};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a pile of reports says of one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimCheck {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The sentence that was checked, as given.
    pub claim: String,
    /// What comes of it.
    pub verdict: Verdict,
    /// What stands behind it; all nought where nothing bears it out.
    pub support: Support,
    /// The reports that bear it out, those first that tell it as known.
    pub witnesses: Vec<Witness>,
    /// Sentences that say the same of another number or name, or deny it; only where that is certain.
    pub conflicts: Vec<ClaimConflict>,
    /// The passages nearest to it, which do not confirm it, each with what it lacks; nearest first.
    pub near: Vec<Near>,
    /// The reports cited, with what a person knows them by.
    pub reports: Vec<Named>,
    /// Reports that were looked at.
    pub looked_at: usize,
    /// What a reader should know of the run.
    pub warnings: Vec<Warning>,
}

impl Default for ClaimCheck {
    fn default() -> Self {
        Self {
            schema: SCHEMA,
            claim: String::new(),
            verdict: Verdict::Unsupported,
            support: Support::default(),
            witnesses: Vec::new(),
            conflicts: Vec::new(),
            near: Vec::new(),
            reports: Vec::new(),
            looked_at: 0,
            warnings: Vec::new(),
        }
    }
}

/// What comes of a check. It is of what the reports say, never of what is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Two independent sources or more bear it out, and none says otherwise.
    Confirmed,
    /// Some report tells it as known, and not two independent sources.
    Reported,
    /// Reports give it as one source's word alone.
    Said,
    /// Some bear it out, and others say otherwise.
    Disputed,
    /// Nothing bears it out, and some say otherwise.
    Contradicted,
    /// No report says so.
    Unsupported,
}

/// A report that bears a claim out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Witness {
    /// Its sentence.
    pub citation: Citation,
    /// Id of its story.
    pub story: String,
    /// By whose word it says so.
    pub basis: WitnessBasis,
    /// Whose word it gives, where it gives somebody's.
    pub said_by: Vec<String>,
    /// Further sentences of the same report that bear it out.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub also: Vec<Citation>,
    /// What of the claim stands not in the sentence and was taken from around it (the dateline, the headline, the lead).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub from_around: Vec<String>,
}

/// By whose word a report says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum WitnessBasis {
    /// It tells it as known.
    Told,
    /// It gives somebody's word for it.
    Said,
}

/// A sentence that says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ClaimConflict {
    /// The sentence.
    pub citation: Citation,
    /// Id of its story.
    pub story: String,
    /// Whose word it gives, where it gives somebody's.
    pub said_by: Vec<String>,
    /// Where the two differ.
    pub difference: Difference,
}

/// A passage near a claim that does not confirm it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Near {
    /// The sentence.
    pub citation: Citation,
    /// Id of its story.
    pub story: String,
    /// What of the claim it does not bear out; never empty.
    pub differences: Vec<Difference>,
}

/// Where a sentence and a claim part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// What differs.
    pub kind: DifferenceKind,
    /// The claim's words.
    pub claim: String,
    /// The sentence's words; `None` where it has none for it.
    pub report: Option<String>,
}

/// What differs between a sentence and a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DifferenceKind {
    /// A figure.
    Number,
    /// Somebody or something named.
    Name,
    /// A day or time.
    Time,
    /// One says that it is so, the other that it is not.
    Negation,
    /// One says that it is so, the other that it may be, will be, or was tried.
    Certainty,
    /// How many of them it is true of.
    Extent,
    /// Who did it to whom, from where or whereto.
    Order,
    /// Whose word it is.
    Speaker,
    /// Words of the claim that the sentence has nothing for.
    Words,
}
