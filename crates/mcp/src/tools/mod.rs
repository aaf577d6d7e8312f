//! The tools themselves, one a file. Each is a short call of what the command line calls, its answer bounded.

pub(crate) mod brief_story;
pub(crate) mod check_claim;
pub(crate) mod compare_reports;
pub(crate) mod find_quotes;
pub(crate) mod list_stories;
pub(crate) mod search_reports;

use crate::library::{Library, Told, pick};
use record::{Briefing, Story};
use std::sync::Arc;

/// Bytes of words, names and ids that a client gives.
const ASKED: usize = 1_000;

/// An answer: its structured form, and a text for a person.
pub(crate) type Answer<T> = Result<(T, String), String>;

fn bounded(what: &str, words: &str) -> Result<(), String> {
    if words.trim().is_empty() {
        return Err(format!("{what} is empty"));
    }
    if words.len() > ASKED {
        return Err(format!("{what} has more than {ASKED} bytes"));
    }
    Ok(())
}

fn refused(error: archive::Error) -> String {
    error.to_string()
}

/// The stories that are asked for, told, and what is still to be picked of them.
///
/// An archive finds the one that is wanted, also by the id of one that it took in, and leaves nothing to be picked. Of
/// files all stories are told.
fn stories<'w>(
    library: &Library,
    paths: &[String],
    wanted: Option<&'w str>,
) -> Result<(Arc<Told>, Option<&'w str>), String> {
    let Some(archive) = library.archive(paths)? else {
        return Ok((library.told(paths)?, wanted));
    };
    let snapshot = archive.snapshot().map_err(refused)?;
    let ids = match wanted {
        Some(wanted) => match snapshot.find(wanted).map_err(refused)? {
            archive::Found::Story { id, .. } => vec![id],
            archive::Found::Report(id) => {
                let row = snapshot.report_row(&id).map_err(refused)?;
                vec![row.and_then(|r| r.story).ok_or("that report is in no story")?]
            }
        },
        None => {
            let page = archive::Page { limit: 1, offset: 0 };
            let listed = snapshot
                .stories(&archive::Filter::default(), page)
                .map_err(refused)?;
            listed.rows.into_iter().map(|s| s.id).collect()
        }
    };
    let told = Told {
        briefing: desk::brief(&snapshot, &ids).map_err(refused)?,
        problems: Vec::new(),
    };
    Ok((Arc::new(told), None))
}

/// The story of this id, or of the report that is meant; the first where none is.
fn one<'b>(briefing: &'b Briefing, wanted: Option<&str>) -> Result<&'b Story, String> {
    let Some(wanted) = wanted else {
        return briefing
            .stories
            .first()
            .ok_or_else(|| "there is no story".to_owned());
    };
    if let Some(story) = briefing.stories.iter().find(|s| s.id == wanted) {
        return Ok(story);
    }
    let report = pick(&briefing.reports, wanted)?;
    let holds = |s: &&Story| s.reports.contains(&report.id) || s.earlier.contains(&report.id);
    briefing
        .stories
        .iter()
        .find(holds)
        .ok_or_else(|| "that report is in no story".to_owned())
}
