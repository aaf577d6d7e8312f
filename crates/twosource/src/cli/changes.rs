//! `twosource changes`: what later runs changed of an archive's stories.

use super::Ending;
use super::store::{Answer, Form, Store, refused};
use archive::{Archive, Error};
use clap::Args;
use desk::Difference;
use serde::Serialize;
use tell::text::line;

/// Show what changed in an archive: new reports and confirmations, figures, conflicts
#[derive(Debug, Args)]
pub(crate) struct Changes {
    #[command(flatten)]
    store: Store,

    /// After this run, or after the last one that was done by this moment (2031-03-04, 2031-03-04T10:00:00Z)
    /// [default: the run before the last]
    #[arg(long, value_name = "RUN|DATE")]
    since: Option<String>,

    #[command(flatten)]
    answer: Answer,
}

#[derive(Serialize)]
struct All<'a> {
    schema: u32,
    since: i64,
    run: i64,
    changes: &'a [Difference],
}

impl Changes {
    /// Compares the last whole run with an earlier one.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let found = || -> Result<_, Error> {
            let archive = Archive::open(&self.store.archive)?;
            let snapshot = archive.snapshot()?;
            let since = since(&snapshot, self.since.as_deref())?;
            Ok((since, snapshot.run(), desk::changes(&self.store.archive, since)?))
        };
        let (since, run, changes) = match found() {
            Ok(found) => found,
            Err(error) => return Ok(refused(&error)),
        };
        let mut out = self.answer.open()?;
        match self.answer.format {
            Form::Jsonl => changes.iter().try_for_each(|change| out.line(change))?,
            Form::Json => out.pretty(&All {
                schema: record::SCHEMA,
                since,
                run,
                changes: &changes,
            })?,
            Form::Text => {
                out.text(&format!("from run {since} to run {run}\n"))?;
                out.text(&told(&changes))?;
            }
        }
        out.close()?;
        Ok(Ending::Whole)
    }
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
