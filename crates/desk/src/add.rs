//! Adding inputs to an archive: read, stored, grouped and told in one run.

use crate::{Task, regroup};
use archive::{Error, Known, Packed, Summary, Writer};
use engine::{Inputs, Opened, Problem, Progress, Shelf};
use rayon::prelude::*;
use record::{Report, Source};
use std::collections::BTreeMap;
use std::path::Path;

/// What an addition did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Added {
    /// What the run stored; all nought where there was nothing to store.
    pub summary: Summary,
    /// Reports whose bytes were there before.
    pub known: usize,
    /// Reports of an interrupted run that were taken over without reading them again.
    pub taken_over: usize,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Whether anything was stored.
    stored: bool,
}

/// Reads `paths` into the archive at `path`, which is made where there is none, and tells anew the stories that change.
///
/// # Errors
/// Those of the archive; it is then as it was before.
pub fn add(
    path: &Path,
    paths: &[String],
    task: &Task<'_>,
    progress: &dyn Progress,
    bound: Option<u32>,
) -> Result<Added, Error> {
    add_inputs(path, Inputs::Paths(paths), task, progress, bound)
}

/// The same for bytes that are at hand, each with the name that they are known by.
///
/// # Errors
/// Those of the archive; it is then as it was before.
pub fn add_bytes(
    path: &Path,
    files: &[(String, Vec<u8>)],
    task: &Task<'_>,
    progress: &dyn Progress,
) -> Result<Added, Error> {
    add_inputs(path, Inputs::Bytes(files), task, progress, None)
}

/// The same for inputs of any kind.
pub(crate) fn add_inputs(
    path: &Path,
    inputs: Inputs<'_>,
    task: &Task<'_>,
    progress: &dyn Progress,
    bound: Option<u32>,
) -> Result<Added, Error> {
    let (config, opening) = (task.asked(), task.opening());
    let writer = Writer::begin(path, &task.begin("add", &config, &opening))?;
    if let Some(pages) = bound {
        writer.bound(pages)?;
    }
    progress.stage("reading");
    let mut shelf = Storing {
        writer,
        batch: BTreeMap::new(),
        left: BTreeMap::new(),
        added: Added::default(),
        failed: None,
    };
    engine::read_onto(inputs, &task.storing(), progress, &mut shelf);
    let Storing {
        mut writer,
        mut added,
        failed,
        ..
    } = shelf;
    let done = match failed {
        Some(error) => Err(error),
        None => regroup::regroup(&mut writer, task, crate::WHOLE, progress),
    };
    if let Err(error) = done {
        // What was stored is seen by nobody; where it can't be cleared away now, the next run does it.
        let _ = writer.abandon();
        return Err(error);
    }
    if !added.stored && added.known == 0 {
        writer.abandon()?;
        return Ok(added);
    }
    added.summary = writer.commit(&(task.ended)())?;
    Ok(added)
}

/// Stores batch by batch, as they are read.
struct Storing {
    writer: Writer,
    /// Sources of reports that were read and not stored yet, by the report's id.
    batch: BTreeMap<String, String>,
    /// Rows of an interrupted run to take over, by the source's hash.
    left: BTreeMap<String, i64>,
    added: Added,
    failed: Option<Error>,
}

impl Shelf for Storing {
    fn knows(&mut self, source: &Source) -> bool {
        if self.failed.is_some() {
            return true;
        }
        match self.writer.knows(source) {
            Ok(Known::No) => false,
            Ok(Known::Stored { .. }) => true,
            Ok(Known::Left { row }) => {
                self.left.insert(source.id().to_string(), row);
                true
            }
            Err(error) => {
                self.failed = Some(error);
                true
            }
        }
    }

    fn take(&mut self, batch: Vec<Result<Opened, Problem>>) {
        if self.failed.is_none()
            && let Err(error) = self.store(batch)
        {
            self.failed = Some(error);
        }
    }
}

impl Storing {
    fn store(&mut self, batch: Vec<Result<Opened, Problem>>) -> Result<(), Error> {
        let mut new: Vec<(Source, Report)> = Vec::new();
        self.batch.clear();
        for opened in batch {
            match opened {
                Err(problem) => {
                    self.writer.left_out(&problem.file, problem.line, &problem.reason);
                    self.added.problems.push(problem);
                }
                Ok(Opened { source, report: None }) => {
                    if let Some(row) = self.left.remove(source.id().as_str()) {
                        self.writer.adopt(row)?;
                        self.added.taken_over += 1;
                        self.added.stored = true;
                    } else {
                        self.met_again(&source)?;
                    }
                }
                Ok(Opened {
                    source,
                    report: Some(report),
                }) => {
                    let (writer, stored, mut failed) = (&self.writer, &self.batch, None);
                    let id = report.id.clone();
                    let admitted = engine::admit(report, &mut |id| {
                        stored.get(id).cloned().or_else(|| {
                            writer.source_of(id).unwrap_or_else(|error| {
                                failed = Some(error);
                                None
                            })
                        })
                    });
                    if let Some(error) = failed {
                        return Err(error);
                    }
                    match admitted {
                        Some(report) => {
                            self.batch.insert(report.id.clone(), report.source.clone());
                            new.push((source, report));
                        }
                        None => {
                            self.added.known += 1;
                            self.writer.met_again(&source, &id)?;
                        }
                    }
                }
            }
        }
        let packed: Vec<Packed> = new
            .into_par_iter()
            .map(|(source, report)| Packed::new(&source, &report))
            .collect();
        self.added.stored |= !packed.is_empty();
        self.writer.stage(&packed)
    }

    fn met_again(&mut self, source: &Source) -> Result<(), Error> {
        self.added.known += 1;
        if let Known::Stored { report } = self.writer.knows(source)? {
            self.writer.met_again(source, &report)?;
        }
        Ok(())
    }
}
