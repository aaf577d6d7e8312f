//! The same remark, figure or statement across the reports of one story, and how its readings stand to each other.
//!
//! The words are those of textual criticism: a *reading* is what the reports, as witnesses, have at one place.
//! What is absent on purpose: finding quotes, figures and sentences (that is `read`'s work), and choosing what to tell.

pub(crate) mod alignment;
pub mod changes;
pub(crate) mod classes;
pub mod policy;
pub mod quantities;
pub mod quotes;
pub(crate) mod rarity;
#[cfg(test)]
pub(crate) mod sample;
pub mod statements;
pub(crate) mod voices;
pub(crate) mod words;

use record::Report;

/// The reports by id, so that no answer depends on their order. A report given twice is taken once: no copy counts
/// twice.
pub(crate) fn in_order<'a>(reports: &[&'a Report]) -> Vec<&'a Report> {
    let mut sorted = reports.to_vec();
    sorted.sort_by(|a, b| (&a.id, &a.source, &*a.text).cmp(&(&b.id, &b.source, &*b.text)));
    sorted.dedup_by(|a, b| a.id == b.id);
    sorted
}
