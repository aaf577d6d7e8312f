//! Two reports of the archive side by side, among the reports of their stories: what is stock among those is no reuse, and a
//! third that both have their text from is known.

use crate::problem::Problem;
use archive::Snapshot;
use record::{Comparison, Report};
use std::collections::BTreeMap;

/// Reports that they stand among at most; in a larger story they are compared by themselves.
const AMONG: usize = 200;

/// Whoever waits for what is read of the archive.
struct Waited<'a>(&'a Snapshot<'a>);

impl engine::Progress for Waited<'_> {
    fn stage(&self, _: &str) {}
    fn read(&self, _: usize) {}
    fn wanted(&self) -> bool {
        self.0.wanted().is_ok()
    }
}

/// Sets the reports of these ids side by side.
pub(crate) fn compare(snapshot: &Snapshot<'_>, a: &str, b: &str) -> Result<Comparison, Problem> {
    let missing = |id: &str| Problem::missing(format!("No report has the id {id:?}."));
    if a == b {
        return Err(Problem::bad("These are one report."));
    }
    let mut pile: BTreeMap<String, Report> = BTreeMap::new();
    let mut among: Vec<String> = Vec::new();
    for id in [a, b] {
        let row = snapshot.report_row(id)?.ok_or_else(|| missing(id))?;
        let report = snapshot.report(id)?.ok_or_else(|| missing(id))?;
        pile.insert(id.to_owned(), report);
        if let Some(story) = row.story {
            among.extend(snapshot.members(&story)?.into_keys());
        }
    }
    if among.len() <= AMONG {
        for id in among {
            if !pile.contains_key(&id)
                && let Some(report) = snapshot.report(&id)?
            {
                pile.insert(id, report);
            }
        }
    }
    let mut reports: Vec<Report> = pile.into_values().collect();
    reports.iter_mut().for_each(desk::plain);
    let pile = engine::Pile {
        reports,
        ..engine::Pile::default()
    };
    let compared = engine::compare(pile, a, b, &Waited(snapshot));
    snapshot.wanted()?;
    compared.ok_or_else(|| Problem::bad("These two can’t be told apart."))
}
