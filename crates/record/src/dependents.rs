//! What rests on an origin: the list that is needed when it is corrected or withdrawn.

use crate::{Citation, Edge, Independent, SCHEMA, Span, Warning};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// All that rests on one origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dependents {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The origin.
    pub of: Named,
    /// Reports that rest on it, by how surely, then by steps, date and id.
    pub reports: Vec<Dependent>,
    /// Statements, remarks and figures for which one of those reports or the origin is cited; those first that nothing
    /// else bears out.
    pub statements: Vec<Borne>,
    /// Stories that hold the origin or a report that rests on it.
    pub stories: Vec<StoryBorne>,
    /// What a reader should know of the run.
    pub warnings: Vec<Warning>,
}

impl Default for Dependents {
    fn default() -> Self {
        Self {
            schema: SCHEMA,
            of: Named::default(),
            reports: Vec::new(),
            statements: Vec::new(),
            stories: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

/// A report or another origin, with what a person knows it by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Named {
    /// The report's id, or the name of an origin that is no report at hand, such as an agency.
    pub id: String,
    /// Whether it is a report at hand.
    pub at_hand: bool,
    /// Its outlet or the origin's name, else its address or file.
    pub name: String,
    /// Its title.
    pub headline: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Where it was found.
    pub file: Option<String>,
    /// Line or record in that file.
    pub line: Option<u64>,
}

/// A report that rests on the origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dependent {
    /// The report.
    #[serde(flatten)]
    pub report: Named,
    /// How surely it rests on it.
    pub rests: Rests,
    /// Steps from the origin: 1 for a report that has it from the origin itself, 2 for a copy of such a one.
    pub steps: usize,
    /// Id of the report, or name of the origin, that it has it from.
    pub through: String,
    /// The signs of that step, with the words that show them.
    pub why: Vec<Edge>,
    /// Whether the text as a whole rests on it; else `spans` do.
    pub whole: bool,
    /// The passages that rest on it, in order.
    pub spans: Vec<Span>,
}

/// How surely something rests on an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Rests {
    /// A credit says so, or the words are there and came later.
    Surely,
    /// The words are shared and nothing says who had them first, or the sign is a weak one.
    Perhaps,
    /// Both have their words from a third: what was wrong there is wrong here too.
    Beside,
}

/// What a borne statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BorneKind {
    /// A figure.
    Figure,
    /// A statement of several reports.
    Statement,
    /// Somebody's remark.
    Remark,
}

/// A statement, remark or figure that the origin or a report resting on it bears out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Borne {
    /// What it is.
    pub kind: BorneKind,
    /// Id of its story.
    pub story: String,
    /// Its words; for a figure what is measured and the figure's words.
    pub text: String,
    /// Where it stands in the origin and in what rests on it; never empty.
    pub citations: Vec<Citation>,
    /// Reports that say it, all together.
    pub reports: usize,
    /// Independent origins behind it.
    pub independent: Independent,
    /// Independent origins that are left without the origin and what rests on it.
    pub without: Independent,
}

/// A story that the origin or a report resting on it is part of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StoryBorne {
    /// The story.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its reports.
    pub reports: usize,
    /// Those that are the origin or rest on it.
    pub resting: usize,
    /// Independent origins behind it.
    pub independent: Independent,
    /// Independent origins that are left without them.
    pub without: Independent,
}
