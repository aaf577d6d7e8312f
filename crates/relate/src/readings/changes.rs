//! What a later report changed of an earlier one.

use record::{Change, Origins, Report};

/// What a later report changed of an earlier one.
#[must_use]
pub fn find(reports: &[&Report], origins: &Origins) -> Vec<Change> {
    let _ = (reports, origins);
    Vec::new()
}
