//! A report's total of a measure: the figure it gives for its own event as a whole.

use record::{Quantity, Report, Scope};

/// The report's total of `measure` ("killed", "wounded"), where it tells one: a lower bound is taken as told.
///
/// The first figure of the event's scope is taken, as a report leads with its total; a later one of the report only where
/// it is larger and the first was told of a place that the later one's sentence sums up.
#[must_use]
pub fn total(report: &Report, measure: &str) -> Option<f64> {
    let of_event = |q: &&Quantity| q.measure == measure && q.scope == Scope::Event;
    let value = |q: &Quantity| q.min.or(q.max);
    report.quantities.iter().filter(of_event).find_map(value)
}
