//! The same figure across reports and its relation.

use record::{Origins, Reading, Report};

/// The same figure across reports and its relation.
#[must_use]
pub fn find(reports: &[&Report], origins: &Origins) -> Vec<Reading> {
    let _ = (reports, origins);
    Vec::new()
}
