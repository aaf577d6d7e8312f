//! The timeline: what happened when, each entry a cited sentence.

use record::{Report, TimelineEntry};

/// Bounds of a timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bounds {
    /// At most this many entries, those that matter most.
    pub limit: Option<usize>,
    /// First date, ISO 8601 to any precision.
    pub from: Option<String>,
    /// Last date, ISO 8601 to any precision.
    pub to: Option<String>,
}

/// The dated events of a story, in order of time.
#[must_use]
pub fn build(reports: &[&Report], bounds: &Bounds) -> Vec<TimelineEntry> {
    let _ = (reports, bounds);
    Vec::new()
}
