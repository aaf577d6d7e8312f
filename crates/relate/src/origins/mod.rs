//! Origins: who depends on whom, and how many stand behind a set of reports.

use record::{Origins, Report, Reuse, Sources};

/// The signs of dependence among `reports`, and the groups that they form.
#[must_use]
pub fn trace(reports: &[Report], reuse: &[Reuse]) -> Origins {
    let _ = (reports, reuse);
    Origins::default()
}

/// How many reports, outlets and independent origins stand behind a story, in numbers and in words.
#[must_use]
pub fn count(reports: &[&Report], origins: &Origins) -> Sources {
    let _ = (reports, origins);
    Sources::default()
}
