//! Which story a scene of a log tells, by the block that it was in or by the name and age of somebody in it.

use super::super::details::{Details, Kind, find};
use super::super::words::tokens;
use record::{Report, Span};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// The stories that name each block of a street and each person with an age.
#[derive(Default)]
pub(super) struct Singled(FxHashMap<String, BTreeSet<usize>>);

impl Singled {
    pub(super) fn new(reports: &[Report], clusters: &[Vec<usize>]) -> Self {
        let mut by: FxHashMap<String, BTreeSet<usize>> = FxHashMap::default();
        for (story, cluster) in clusters.iter().enumerate() {
            for report in cluster.iter().map(|i| &reports[*i]) {
                let mut details = Details::default();
                for segment in report.running() {
                    details.take(&tokens(report.text.at(segment.span)).collect::<Vec<_>>());
                }
                for key in details.blocks.into_iter().chain(details.people) {
                    by.entry(key).or_default().insert(story);
                }
            }
        }
        Self(by)
    }

    /// The one story of those `near` that what stands in `passages` singles out.
    pub(super) fn out(
        &self,
        report: &Report,
        passages: &[Span],
        near: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let mut stories = BTreeSet::new();
        for passage in passages {
            let words: Vec<_> = tokens(report.text.at(*passage)).collect();
            let telling = find(&words)
                .into_iter()
                .filter(|d| matches!(d.kind, Kind::Block | Kind::Person));
            for named in telling.filter_map(|d| self.0.get(&d.key)) {
                stories.extend(named.iter().copied().filter(|story| near(*story)));
            }
        }
        match stories.len() {
            1 => stories.pop_first(),
            _ => None,
        }
    }
}
