//! Reading, grouping and telling all of an archive anew, with this version of the program and what people corrected.

use crate::{Task, regroup};
use archive::{Archive, Error, Packed, Summary, Writer};
use engine::Progress;
use rayon::prelude::*;
use record::{Report, Source, Warning};
use std::path::Path;

/// Sources that are read at a time.
const BATCH: usize = 256;

/// Does all of the archive at `path` anew. A report that is read as before keeps its row, a story told as before its
/// telling; what changes is kept beside what was there before.
///
/// # Errors
/// Those of the archive; it is then as it was before.
pub fn rerun(path: &Path, task: &Task<'_>, progress: &dyn Progress) -> Result<Summary, Error> {
    let archive = Archive::open(path)?;
    let (config, opening) = (task.asked(), task.opening());
    let mut writer = Writer::begin(path, &task.begin("rerun", &config, &opening))?;
    let done = all(&archive, &mut writer, task, progress);
    if let Err(error) = done {
        let _ = writer.abandon();
        return Err(error);
    }
    writer.commit(&(task.ended)())
}

fn all(
    archive: &Archive,
    writer: &mut Writer,
    task: &Task<'_>,
    progress: &dyn Progress,
) -> Result<(), Error> {
    progress.stage("reading");
    // Nobody else writes meanwhile; so this snapshot is what the run stands on.
    let snapshot = archive.snapshot()?;
    let ids = snapshot.report_ids()?;
    for (n, batch) in ids.chunks(BATCH).enumerate() {
        let mut sources: Vec<Source> = Vec::with_capacity(batch.len());
        let mut before: Vec<Report> = Vec::with_capacity(batch.len());
        for id in batch {
            let (Some(source), Some(report)) = (snapshot.source(id)?, snapshot.report(id)?) else {
                return Err(Error::Damaged(format!("the report {id} is not there")));
            };
            sources.push(source);
            before.push(report);
        }
        let again = engine::read_sources(sources.clone(), &task.storing());
        let changed: Vec<Packed> = again
            .into_par_iter()
            .zip(before)
            .zip(sources)
            .filter_map(|((again, before), source)| {
                let again = renamed(again, &before);
                (again != before).then(|| Packed::new(&source, &again))
            })
            .collect();
        writer.stage(&changed)?;
        progress.read((n + 1) * BATCH);
    }
    drop(snapshot);
    regroup::regroup(writer, task, usize::MAX, progress)
}

/// The report under the id that it has in the archive.
fn renamed(mut again: Report, before: &Report) -> Report {
    if again.id != before.id {
        again.id.clone_from(&before.id);
        let told: Vec<Warning> = before
            .warnings
            .iter()
            .filter(|w| w.code == "duplicate-id")
            .cloned()
            .collect();
        again.warnings.extend(told);
    }
    again
}
