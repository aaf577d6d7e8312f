//! What a story is made of beside its reports: chapters, round-ups, events, and a person's decisions.

use crate::{Citation, Warning};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A person's decision that two reports are of one story, or of two.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// What was decided.
    pub kind: DecisionKind,
    /// Id of one report.
    pub a: String,
    /// Id of the other.
    pub b: String,
}

/// What a person decided of two reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DecisionKind {
    /// Their stories are one.
    Together,
    /// They are of two stories.
    Apart,
}

/// A later part of a story: what came of the event, told after the news of it had ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Chapter {
    /// What its reports tell of.
    pub kind: ChapterKind,
    /// The day of its first report.
    pub first_published: Option<String>,
    /// The day of its last report.
    pub last_published: Option<String>,
    /// Ids of its reports, by date and then id; each stands in the story's `reports` too.
    pub reports: Vec<String>,
    /// The words that tell what kind of chapter it is, where some do.
    pub citations: Vec<Citation>,
}

/// What a later chapter tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChapterKind {
    /// Somebody was arrested or charged.
    Arrest,
    /// A trial, plea, verdict or sentence.
    Trial,
    /// An inquest, inquiry or report on it.
    Inquiry,
    /// A remembrance after a round number of months or years.
    Anniversary,
    /// Anything else.
    Later,
}

/// A report that tells several stories, as one of them sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RoundUp {
    /// Id of the report.
    pub report: String,
    /// What it tells of this story; it is a witness for nothing else. Never empty.
    pub passages: Vec<Citation>,
}

/// A happening that a story tells of: what, where and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Stays the same while what, where and when do.
    pub id: String,
    /// The sentence that tells it best.
    pub title: String,
    /// The day, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The place as the reports write it.
    pub place: Option<String>,
    /// Ids of the reports that tell of it, sorted.
    pub reports: Vec<String>,
    /// The sentences that tell of it, by report and place; never empty. Of several, one report may tell several events.
    pub passages: Vec<Citation>,
}

/// One step of a stream of reports: what became of the stories.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct StreamEvent {
    /// Id of the report that moved; for a merge, of the one that brought it about.
    pub report: String,
    /// Id of the story that the report is in now, or of the one that changed.
    pub story: String,
    /// What happened.
    pub event: StreamChange,
    /// For `merged`: the story whose id stays.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub merged_into: Option<String>,
    /// For `split`: the story that the report was in before.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub split_from: Option<String>,
}

/// What a step of a stream did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum StreamChange {
    /// The report joined a story that was there.
    Joined,
    /// The report began a story.
    New,
    /// A story became part of another.
    Merged,
    /// A report left its story for one of its own or for another.
    Split,
}

/// A story at the end of a stream.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Streamed {
    /// Its id.
    pub id: String,
    /// The headline that stands for it best.
    pub title: String,
    /// Ids of its reports, by date and then id.
    pub reports: Vec<String>,
    /// Ids of stories that became part of it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub merged: Vec<String>,
    /// Where it was parted from another story: that one's id.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub split_from: Option<String>,
    /// What a reader should know of it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub warnings: Vec<Warning>,
}
