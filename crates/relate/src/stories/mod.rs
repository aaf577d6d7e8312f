//! Which reports tell of the same event.

use record::Report;

/// The stories among `reports`, each a sorted list of indices; every report is in exactly one.
#[must_use]
pub fn cluster(reports: &[Report]) -> Vec<Vec<usize>> {
    (0..reports.len()).map(|i| vec![i]).collect()
}

/// The headline that stands for the story best.
#[must_use]
pub fn title(reports: &[&Report]) -> String {
    reports
        .iter()
        .find_map(|r| r.headline.clone())
        .unwrap_or_default()
}
