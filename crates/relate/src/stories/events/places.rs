//! Of which event the words at a place are.

use super::happenings::Happening;
use record::{Citation, Event, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Where reports tell of which event.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Passages by report, each with the event it tells of.
    passages: BTreeMap<String, Vec<(Span, usize)>>,
    ids: Vec<String>,
}

impl Places {
    /// The places of these events.
    #[must_use]
    pub fn new(events: &[Event]) -> Self {
        let mut passages: BTreeMap<String, Vec<(Span, usize)>> = BTreeMap::new();
        for (i, event) in events.iter().enumerate() {
            for passage in &event.passages {
                let of_report = passages.entry(passage.report.clone()).or_default();
                of_report.push((passage.span, i));
            }
        }
        Self {
            passages,
            ids: events.iter().map(|e| e.id.clone()).collect(),
        }
    }

    /// The first event, by its place among the events, that the words at `span` of this report tell of.
    #[must_use]
    pub fn at(&self, report: &str, span: Span) -> Option<usize> {
        let there = |(passage, _): &&(Span, usize)| passage.contains(span) || span.contains(*passage);
        let of_report = self.passages.get(report)?;
        of_report.iter().filter(there).map(|(_, event)| *event).min()
    }

    /// The id of the one event that these citations are of; `None` where they are of several, or most of them of none.
    #[must_use]
    pub fn of(&self, citations: &[Citation]) -> Option<&str> {
        let found: Vec<usize> = citations
            .iter()
            .filter_map(|c| self.at(&c.report, c.span))
            .collect();
        let first = *found.first()?;
        let sure = found.iter().all(|event| *event == first) && 2 * found.len() >= citations.len();
        sure.then(|| self.ids[first].as_str())
    }
}

/// The events of a story with what tells two of them from each other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    pub(super) places: Places,
    /// What each is, and when.
    pub(super) of: Vec<(Happening, Option<String>)>,
}

impl Told {
    /// The event that the words at `span` of this report tell of.
    pub(crate) fn at(&self, report: &str, span: Span) -> Option<usize> {
        self.places.at(report, span)
    }

    /// The events that are certainly others than this one: of its kind and day, since those are parted only where a report
    /// itself sets one site against another or against the whole. Two days may be a slip of one of two reports.
    pub(crate) fn others(&self, event: usize) -> BTreeSet<usize> {
        (0..self.of.len())
            .filter(|&other| other != event && self.of[other] == self.of[event])
            .collect()
    }
}
