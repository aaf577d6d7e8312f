//! When a report was published, and every date that was considered.

use crate::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// When a report was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// ISO 8601 to the given precision; with an offset where the input gave one.
    pub value: String,
    /// How exact it is.
    pub precision: Precision,
    /// Where it comes from.
    pub basis: DateBasis,
    /// Every date considered, the chosen one too.
    pub candidates: Vec<Candidate>,
}

/// One date considered as the publication date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Candidate {
    /// ISO 8601.
    pub value: String,
    /// Where it comes from.
    pub basis: DateBasis,
    /// Its words in the text, where it stands there.
    #[serde(flatten)]
    pub span: Option<Span>,
    /// Whether it is the date of a change, as the source calls it.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub modified: bool,
    /// Why it was not chosen; `None` for the chosen one.
    pub rejected: Option<String>,
}

impl Candidate {
    /// A candidate that nothing speaks against yet.
    #[must_use]
    pub fn new(value: impl Into<String>, basis: DateBasis, span: Option<Span>) -> Self {
        Self {
            value: value.into(),
            basis,
            span,
            modified: false,
            rejected: None,
        }
    }

    /// The same, as the date of a change.
    #[must_use]
    pub fn of_change(self) -> Self {
        Self {
            modified: true,
            ..self
        }
    }

    /// The same, with the reason against it.
    #[must_use]
    pub fn rejected(self, why: impl Into<String>) -> Self {
        Self {
            rejected: Some(why.into()),
            ..self
        }
    }
}

/// How exact a date is, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// To the second.
    Second,
    /// To the minute.
    Minute,
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
}

/// Where a date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DateBasis {
    /// A field of the record.
    Field,
    /// The page's metadata.
    Metadata,
    /// A line above the text.
    Header,
    /// The address.
    Url,
    /// The dateline.
    Dateline,
    /// Dates in the running text or captions.
    Text,
}
