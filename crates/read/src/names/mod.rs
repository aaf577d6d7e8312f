//! Names of persons, organizations, places and groups, and who is who within a report.

use record::{Name, Report};

/// Finds them in `report`, in order of start.
#[must_use]
pub fn find(report: &Report) -> Vec<Name> {
    let _ = report;
    Vec::new()
}
