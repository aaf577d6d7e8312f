//! `twosource list`: the stories or reports of an archive.

use super::Ending;
use super::store::{Answer, Form, Narrow, Part, Store, counted, cut, refused};
use archive::{Archive, Error, ReportRow, StoryRow};
use clap::Args;
use serde::Serialize;

/// List the stories or reports of an archive
#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    store: Store,

    /// List reports instead of stories
    #[arg(long)]
    reports: bool,

    #[command(flatten)]
    narrow: Narrow,

    #[command(flatten)]
    part: Part,

    #[command(flatten)]
    answer: Answer,
}

#[derive(Serialize)]
struct All<'a, T> {
    schema: u32,
    run: i64,
    total: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    stories: Option<&'a [T]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reports: Option<&'a [T]>,
}

impl List {
    /// Lists what the last whole run left.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let listed = || -> Result<_, Error> {
            let archive = Archive::open(&self.store.archive)?;
            let snapshot = archive.snapshot()?;
            let filter = self.narrow.filter(&snapshot)?;
            let page = self.part.page();
            let (mut stories, mut reports) = (None, None);
            if self.reports {
                reports = Some(snapshot.reports(&filter, page)?);
            } else {
                stories = Some(snapshot.stories(&filter, page)?);
            }
            Ok((snapshot.run(), stories, reports))
        };
        let (run, stories, reports) = match listed() {
            Ok(listed) => listed,
            Err(error) => return Ok(refused(&error)),
        };
        if let Some(stories) = stories {
            self.give(run, &stories.rows, stories.total, story)?;
        }
        if let Some(reports) = reports {
            self.give(run, &reports.rows, reports.total, report)?;
        }
        Ok(Ending::Whole)
    }

    fn give<T: Serialize>(
        &self,
        run: i64,
        rows: &[T],
        total: i64,
        text: fn(&T) -> String,
    ) -> std::io::Result<()> {
        let mut out = self.answer.open()?;
        match self.answer.format {
            Form::Jsonl => rows.iter().try_for_each(|row| out.line(row))?,
            Form::Json => out.pretty(&All {
                schema: record::SCHEMA,
                run,
                total,
                stories: (!self.reports).then_some(rows),
                reports: self.reports.then_some(rows),
            })?,
            Form::Text => {
                rows.iter().try_for_each(|row| out.text(&text(row)))?;
                out.text(&self.part.rest(rows.len(), total))?;
            }
        }
        out.close()
    }
}

fn story(row: &StoryRow) -> String {
    let day = row
        .last_published
        .as_deref()
        .and_then(|d| d.get(..10))
        .unwrap_or("undated   ");
    let independent = &row.independent;
    let sources = if independent.low == independent.high {
        format!("{}", independent.low)
    } else {
        format!("{}–{}", independent.low, independent.high)
    };
    let conflicts = match row.conflicts {
        0 => String::new(),
        n => format!(" · {}", counted(n, "conflict")),
    };
    format!(
        "{day}  {}  {}\n            {} · {} · {sources} independent{conflicts}\n",
        row.id,
        cut(&row.title, 70),
        counted(row.reports, "report"),
        counted(row.outlets, "outlet"),
    )
}

fn report(row: &ReportRow) -> String {
    let day = row
        .published
        .as_deref()
        .and_then(|d| d.get(..10))
        .unwrap_or("undated   ");
    format!(
        "{day}  {}  {}\n            {} · {}{}\n",
        row.id,
        cut(row.headline.as_deref().unwrap_or("(no headline)"), 70),
        row.outlet.as_deref().unwrap_or("outlet not known"),
        row.file,
        row.line.map(|n| format!(":{n}")).unwrap_or_default()
    )
}
