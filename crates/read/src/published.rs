//! The publication date: which of its candidates to believe, and why the others were not.

use record::{Candidate, Report};

/// Settles `report.published` from the candidates found, against the dates that stand in the text.
pub fn settle(report: &mut Report, candidates: Vec<Candidate>) {
    let _ = (report, candidates);
}
