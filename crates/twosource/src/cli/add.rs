//! `twosource add`: reports into an archive.

use super::store::{Answer, By, Form, Store, counted, refused};
use super::{Ending, complain, ending, progress::Line};
use clap::Args;
use serde::Serialize;
use std::time::Duration;

/// Read reports into an archive, which is made where there is none
#[derive(Debug, Args)]
#[command(after_help = "\
All of it is added, or, where something stops it, nothing: readers see the archive as it was until the whole is there. \
What was added before is known by its bytes and not added twice.\n\n    \
twosource add reports/ --archive desk\n    \
twosource list --archive desk")]
pub(crate) struct Add {
    /// Files, folders, globs, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<String>,

    #[command(flatten)]
    store: Store,

    /// Read a record's field under another name: --field text=articleBody
    #[arg(long = "field", value_name = "OURS=THEIRS", value_parser = super::field)]
    fields: Vec<(String, String)>,

    #[command(flatten)]
    work: Work,

    #[command(flatten)]
    answer: Answer,
}

/// How a run over an archive is done.
#[derive(Debug, Args)]
pub(crate) struct Work {
    #[command(flatten)]
    pub(crate) by: By,

    /// How many seconds to wait where another process writes to the archive
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    wait: u64,

    /// Threads to use; their number never changes the output [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,

    /// Say nothing of progress
    #[arg(long, short)]
    quiet: bool,
}

impl Work {
    /// Does `work` with the task that these arguments make of `config`.
    pub(crate) fn run<T>(
        &self,
        config: &engine::Config,
        work: impl FnOnce(&desk::Task<'_>, &Line) -> T,
    ) -> T {
        super::threads(self.threads);
        let (who, began) = (self.by.who(), self.by.now());
        let task = desk::Task {
            config,
            who: &who,
            began: &began,
            ended: &|| self.by.now(),
            wait: Duration::from_secs(self.wait),
        };
        work(&task, &Line::new(self.quiet))
    }
}

#[derive(Serialize)]
struct Told<'a> {
    schema: u32,
    run: i64,
    reports: usize,
    known: usize,
    taken_over: usize,
    stories: usize,
    merged: Vec<(&'a str, Option<&'a str>)>,
    left_out: Vec<String>,
}

impl Add {
    /// Adds and says what was added.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let mut config = engine::Config::default();
        config.ingest.fields.clone_from(&self.fields);
        let added = self.work.run(&config, |task, line| {
            desk::add(&self.store.archive, &self.paths, task, line, None)
        });
        let added = match added {
            Ok(added) => added,
            Err(error) => return Ok(refused(&error)),
        };
        complain(&added.problems);
        let summary = &added.summary;
        let met = summary.reports + added.known;
        if met == 0 {
            return Ok(ending(0, &added.problems));
        }
        let mut out = self.answer.open()?;
        let told = Told {
            schema: record::SCHEMA,
            run: summary.run,
            reports: summary.reports,
            known: added.known,
            taken_over: added.taken_over,
            stories: summary.told,
            merged: summary
                .merged
                .iter()
                .map(|(a, b)| (a.as_str(), b.as_deref()))
                .collect(),
            left_out: added.problems.iter().map(ToString::to_string).collect(),
        };
        match self.answer.format {
            Form::Json => out.pretty(&told)?,
            Form::Jsonl => out.line(&told)?,
            Form::Text => {
                let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
                let mut text = format!(
                    "run {}: {} added, {} told anew",
                    summary.run,
                    counted(count(summary.reports), "report"),
                    counted(count(summary.told), "story")
                );
                if added.known > 0 {
                    text.push_str(&format!(
                        "; {} known already",
                        counted(count(added.known), "report")
                    ));
                }
                if added.taken_over > 0 {
                    text.push_str(&format!(
                        "; {} of them read by a run that was interrupted",
                        added.taken_over
                    ));
                }
                text.push('\n');
                for (story, into) in &summary.merged {
                    match into {
                        Some(into) => text.push_str(&format!("{story} is part of {into} now\n")),
                        None => text.push_str(&format!("{story} is no longer told\n")),
                    }
                }
                out.text(&text)?;
            }
        }
        out.close()?;
        Ok(ending(met, &added.problems))
    }
}
