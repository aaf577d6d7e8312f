//! How many people a report says were killed and hurt.

use record::{Report, Scope};

/// The largest figure of the event itself, where one is told.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Toll {
    pub(super) killed: Option<u32>,
    pub(super) wounded: Option<u32>,
}

impl Toll {
    pub(super) fn new(report: &Report) -> Self {
        let largest = |measure: &str| {
            report
                .quantities
                .iter()
                .filter(|q| q.measure == measure && q.scope == Scope::Event)
                .filter_map(|q| q.min.or(q.max))
                .filter(|n| (0.0..1e6).contains(n))
                // The range makes the cast exact.
                .map(|n| {
                    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                    let n = n as u32;
                    n
                })
                .max()
        };
        Self {
            killed: largest("killed"),
            wounded: largest("wounded"),
        }
    }
}
