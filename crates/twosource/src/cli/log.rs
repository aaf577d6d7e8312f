//! `twosource log`: the custody log of an archive.

use super::Ending;
use super::store::{Answer, Form, Part, Store, refused};
use archive::{Archive, Entry};
use clap::Args;
use serde::Serialize;

/// Show the custody log of an archive: who added what, from where and when
#[derive(Debug, Args)]
#[command(after_help = "\
Each entry is bound to the one before it by a hash; twosource verify follows them. Who notes the last hash elsewhere can \
prove later that nothing before it was changed.")]
pub(crate) struct Log {
    /// What is said of one report, by its id, of one file, or of one source, by its hash
    #[arg(value_name = "OF")]
    of: Option<String>,

    #[command(flatten)]
    store: Store,

    #[command(flatten)]
    part: Part,

    #[command(flatten)]
    answer: Answer,
}

#[derive(Serialize)]
struct All<'a> {
    schema: u32,
    total: i64,
    entries: &'a [Entry],
}

impl Log {
    /// Shows the log.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let read = || -> Result<_, archive::Error> {
            let archive = Archive::open(&self.store.archive)?;
            archive.snapshot()?.log(self.of.as_deref(), self.part.page())
        };
        let log = match read() {
            Ok(log) => log,
            Err(error) => return Ok(refused(&error)),
        };
        let mut out = self.answer.open()?;
        match self.answer.format {
            Form::Jsonl => log.rows.iter().try_for_each(|entry| out.line(entry))?,
            Form::Json => out.pretty(&All {
                schema: record::SCHEMA,
                total: log.total,
                entries: &log.rows,
            })?,
            Form::Text => {
                log.rows.iter().try_for_each(|entry| out.text(&line(entry)))?;
                out.text(&self.part.rest(log.rows.len(), log.total))?;
            }
        }
        out.close()?;
        Ok(Ending::Whole)
    }
}

/// An entry in a line.
pub(crate) fn line(entry: &Entry) -> String {
    let mut text = format!("{:>6}  {}  {}", entry.id, entry.at, entry.who);
    if let Some(run) = entry.run {
        text.push_str(&format!("  run {run}"));
    }
    text.push_str(&format!("  {}", entry.act));
    if let Some(report) = &entry.report {
        text.push_str(&format!(" {report}"));
    }
    if let Some(file) = &entry.file {
        let line = entry.line.map(|n| format!(":{n}")).unwrap_or_default();
        text.push_str(&format!(" from {file}{line}"));
    }
    if let Some(source) = &entry.source {
        text.push_str(&format!(" sha256 {source}"));
    }
    if let Some(note) = &entry.note {
        text.push_str(&format!(" ({note})"));
    }
    text.push('\n');
    text
}
