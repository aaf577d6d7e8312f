//! The brief: which statements matter most, each with its citations.

use record::{Brief, Report, Statement};

/// The `limit` statements that matter most, in order of time.
#[must_use]
pub fn choose(statements: &[Statement], reports: &[&Report], limit: usize) -> Brief {
    let _ = (statements, reports, limit);
    Brief::default()
}
