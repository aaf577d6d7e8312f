//! Who is who across reports.

use record::{NameSummary, Report};

/// Gives the mentions of one entity in several reports one id: "assad" in a report that knows no first name becomes
/// `bashar-assad` where all the others agree.
pub fn link(reports: &mut [Report]) {
    let _ = reports;
}

/// Who and what a story is about, most reports and mentions first.
#[must_use]
pub fn summarize(reports: &[&Report]) -> Vec<NameSummary> {
    let _ = reports;
    Vec::new()
}
