//! The same remark across reports, in its wordings.

use record::{Origins, QuoteReading, Report};

/// The same remark across reports, in its wordings.
#[must_use]
pub fn find(reports: &[&Report], origins: &Origins) -> Vec<QuoteReading> {
    let _ = (reports, origins);
    Vec::new()
}
