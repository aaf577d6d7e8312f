//! Why a report is in its story and not in another.

use crate::{Citation, Decision, Named, SCHEMA, Warning};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What put a report into its story, what speaks against, and what is nearest outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Why {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The report asked for.
    pub report: Named,
    /// Id of its story.
    pub story: String,
    /// The story's title.
    pub title: String,
    /// Ids of the story's reports, by date and then id.
    pub reports: Vec<String>,
    /// What it shares with more than half of the story's other reports; where none is so common, with the strongest.
    pub because: Vec<Evidence>,
    /// The story's reports that it is nearest to, the nearest first.
    pub partners: Vec<Tie>,
    /// The reports outside the story that it is nearest to, the nearest first.
    pub outside: Vec<Tie>,
    /// A person's decisions on it or its story.
    pub decisions: Vec<Decision>,
    /// What a reader should know of the run.
    pub warnings: Vec<Warning>,
}

impl Default for Why {
    fn default() -> Self {
        Self {
            schema: SCHEMA,
            report: Named::default(),
            story: String::new(),
            title: String::new(),
            reports: Vec::new(),
            because: Vec::new(),
            partners: Vec::new(),
            outside: Vec::new(),
            decisions: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

/// How a report stands to another one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tie {
    /// The other report.
    pub report: Named,
    /// Id of its story.
    pub story: String,
    /// Log-odds that both tell of one event, in steps of one hundredth; above nought speaks for it.
    pub odds: f64,
    /// Why they are in one story or in two, in a sentence.
    pub verdict: String,
    /// What speaks for one event, the most telling first.
    pub together: Vec<Evidence>,
    /// What speaks against it.
    pub against: Vec<Evidence>,
}

/// One sign, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// What kind of sign.
    pub kind: EvidenceKind,
    /// The sign, for a person.
    pub text: String,
    /// The words that carry it, in both reports where both have some; empty where it rests on a date of publication or on
    /// what is missing.
    pub citations: Vec<Citation>,
}

/// What a sign of one event, or of two, is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EvidenceKind {
    /// Words of one in the other.
    Reuse,
    /// Names.
    Names,
    /// Words of the headline.
    Headline,
    /// People with their ages, streets and blocks of streets.
    Details,
    /// Figures.
    Figures,
    /// Days told of.
    Days,
    /// Days of publication.
    Published,
}
