//! `twosource changes`: what later runs changed of an archive's stories, or later reports of earlier ones.

use super::store::{Form, refused};
use super::{Ending, Run, ending, progress::Line};
use archive::{Archive, Error};
use clap::Args;
use desk::Difference;
use engine::{Config, Pile};
use record::Report;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tell::text::line;

/// Show what changed: new reports and confirmations, figures, conflicts
#[derive(Debug, Args)]
pub(crate) struct Changes {
    /// Later reports: files, folders, globs, or - for standard input
    #[arg(
        value_name = "PATH",
        required_unless_present = "archive",
        conflicts_with = "archive"
    )]
    paths: Vec<String>,

    /// The earlier reports that the later ones are set against
    #[arg(long, value_name = "PATH", num_args = 1.., requires = "paths")]
    against: Vec<String>,

    /// The archive: its folder, or the file of a backup
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,

    /// After this run of the archive, or after the last one that was done by this moment (2031-03-04, 2031-03-04T10:00:00Z)
    /// [default: the run before the last]; of files: set those published before this moment against the others
    #[arg(long, value_name = "RUN|DATE")]
    since: Option<String>,

    /// Take all the input as one story
    #[arg(long, conflicts_with = "archive")]
    one_story: bool,

    /// Form of the output
    #[arg(long, value_enum, default_value_t)]
    format: Form,

    #[command(flatten)]
    run: Run,
}

#[derive(Serialize)]
struct All<'a> {
    schema: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    run: Option<i64>,
    changes: &'a [Difference],
}

impl Changes {
    /// Compares the last whole run with an earlier one, or all reports with the earlier ones.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        match &self.archive {
            Some(archive) => self.of_archive(archive),
            None => self.of_files(),
        }
    }

    fn of_archive(&self, path: &Path) -> std::io::Result<Ending> {
        let found = || -> Result<_, Error> {
            let archive = Archive::open(path)?;
            let snapshot = archive.snapshot()?;
            let since = since(&snapshot, self.since.as_deref())?;
            Ok((since, snapshot.run(), desk::changes(path, since)?))
        };
        match found() {
            Ok((since, run, changes)) => self.give(&changes, Some((since, run)))?,
            Err(error) => return Ok(refused(&error)),
        }
        Ok(Ending::Whole)
    }

    fn of_files(&self) -> std::io::Result<Ending> {
        if self.against.is_empty() == self.since.is_none() {
            return Ok(Ending::Nothing(
                "say by --against PATH or by --since DATE which reports are the earlier ones".to_owned(),
            ));
        }
        let config = Config {
            one_story: self.one_story,
            ..self.run.config()
        };
        let progress = Line::new(self.run.quiet);
        let later = self.run.pile(&self.paths, &config, &progress);
        let earlier = match &self.since {
            Some(moment) => Pile {
                reports: later
                    .reports
                    .iter()
                    .filter(|r| precedes(r, moment))
                    .cloned()
                    .collect(),
                ..Pile::default()
            },
            None => self.run.pile(&self.against, &config, &progress),
        };
        let problems = [&later.problems[..], &earlier.problems[..]].concat();
        let all = joined(&earlier.reports, later.reports);
        let read = all.len();
        if read == 0 {
            return Ok(ending(0, &problems));
        }
        let tell = |reports| {
            let pile = Pile {
                reports,
                ..Pile::default()
            };
            engine::brief(pile, &config, &progress)
        };
        let changes = desk::between(&tell(earlier.reports), &tell(all));
        drop(progress);
        self.give(&changes, None)?;
        Ok(ending(read, &problems))
    }

    fn give(&self, changes: &[Difference], runs: Option<(i64, i64)>) -> std::io::Result<()> {
        let mut out = self.run.open()?;
        match self.format {
            Form::Jsonl => changes.iter().try_for_each(|change| out.line(change))?,
            Form::Json => out.pretty(&All {
                schema: record::SCHEMA,
                since: runs.map(|(since, _)| since),
                run: runs.map(|(_, run)| run),
                changes,
            })?,
            Form::Text => {
                if let Some((since, run)) = runs {
                    out.text(&format!("from run {since} to run {run}\n"))?;
                }
                out.text(&told(changes))?;
            }
        }
        out.close()
    }
}

/// Whether it was published before the moment. What has no date is not known to be later.
fn precedes(report: &Report, moment: &str) -> bool {
    let published = report.published.as_ref();
    published.is_none_or(|p| p.value.as_str() < moment)
}

/// The earlier reports with the later ones. What is in both is one report, and an id names the earlier one.
fn joined(earlier: &[Report], later: Vec<Report>) -> Vec<Report> {
    let mut sources: BTreeMap<String, String> = BTreeMap::new();
    let mut all: Vec<Report> = Vec::new();
    for report in earlier.iter().cloned().chain(later) {
        if let Some(report) = engine::admit(report, &mut |id| sources.get(id).cloned()) {
            sources.insert(report.id.clone(), report.source.clone());
            all.push(report);
        }
    }
    all
}

/// The changes of each story below its title.
pub(super) fn told(changes: &[Difference]) -> String {
    let (mut text, mut story) = (String::new(), "");
    for change in changes {
        if change.story != story {
            story = &change.story;
            text.push_str(&format!("\n{} ({})\n", line(&change.title), change.story));
        }
        text.push_str(&format!("  {}\n", line(&change.text)));
    }
    text
}

/// The run that the user means.
pub(super) fn since(snapshot: &archive::Snapshot<'_>, wanted: Option<&str>) -> Result<i64, Error> {
    let done: Vec<archive::Run> = snapshot
        .runs()?
        .into_iter()
        .filter(|r| r.ended.is_some())
        .collect();
    match wanted {
        None => Ok(done.get(1).map_or(0, |run| run.id)),
        // A year of four digits is a date and no run.
        Some(run) if run.len() < 4 && run.parse::<i64>().is_ok() => Ok(run.parse().unwrap_or(0)),
        Some(moment) if moment.len() >= 4 && moment.as_bytes().iter().take(4).all(u8::is_ascii_digit) => {
            let by = |run: &&archive::Run| run.ended.as_deref().is_some_and(|ended| ended < moment);
            Ok(done.iter().find(by).map_or(0, |run| run.id))
        }
        Some(other) => Err(Error::Query(format!(
            "{other:?} is neither a run's number nor a date"
        ))),
    }
}
