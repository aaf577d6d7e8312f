//! The bond between a statement and the bytes it comes from.

use crate::{Report, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A passage of a report, with its exact words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// The report's id.
    pub report: String,
    /// Where in its text.
    #[serde(flatten)]
    pub span: Span,
    /// The exact bytes there.
    pub quote: String,
}

impl Citation {
    /// Cites `span` of `report`.
    #[must_use]
    pub fn new(report: &Report, span: Span) -> Self {
        Self {
            report: report.id.clone(),
            span,
            quote: report.text.at(span).to_owned(),
        }
    }

    /// Whether the quoted words stand in `report` where it says.
    #[must_use]
    pub fn holds(&self, report: &Report) -> bool {
        self.report == report.id && report.text.get(self.span.range()) == Some(self.quote.as_str())
    }
}
