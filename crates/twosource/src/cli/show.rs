//! `twosource show`: one report or story of an archive, with its history.

use super::Ending;
use super::store::{Answer, Form, Store, cut, refused};
use archive::{Archive, Correction, Entry, Error, Found, Page, ReportRow, StoryRow};
use clap::Args;
use serde::Serialize;

/// Show a report or story of an archive with its history, or a report's untouched bytes
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The id of a report or story, its beginning, or a file's name (FILE:3 of several)
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    store: Store,

    /// Give the report's source as it was opened, byte for byte, and nothing else
    #[arg(long)]
    source: bool,

    #[command(flatten)]
    answer: Answer,
}

#[derive(Serialize)]
struct ShownReport {
    schema: u32,
    row: ReportRow,
    report: record::Report,
    custody: Vec<Entry>,
    corrections: Vec<Correction>,
}

#[derive(Serialize)]
struct ShownStory {
    schema: u32,
    row: StoryRow,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<String>,
    story: record::Story,
    corrections: Vec<Correction>,
}

enum Shown {
    Report(Box<ShownReport>),
    Story(Box<ShownStory>),
    Bytes(Vec<u8>),
}

impl Show {
    /// Finds it and shows it.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let shown = match self.shown() {
            Ok(shown) => shown,
            Err(error) => return Ok(refused(&error)),
        };
        let mut out = self.answer.open()?;
        match (&shown, self.answer.format) {
            (Shown::Bytes(bytes), _) => out.bytes(bytes)?,
            (Shown::Report(shown), Form::Json) => out.pretty(shown)?,
            (Shown::Report(shown), Form::Jsonl) => out.line(shown)?,
            (Shown::Report(shown), Form::Text) => out.text(&report(shown))?,
            (Shown::Story(shown), Form::Json) => out.pretty(shown)?,
            (Shown::Story(shown), Form::Jsonl) => out.line(shown)?,
            (Shown::Story(shown), Form::Text) => out.text(&story(shown))?,
        }
        out.close()?;
        Ok(Ending::Whole)
    }

    fn shown(&self) -> Result<Shown, Error> {
        let archive = Archive::open(&self.store.archive)?;
        let snapshot = archive.snapshot()?;
        let gone = |id: &str| Error::Damaged(format!("{id} is listed and not there"));
        match snapshot.find(&self.id)? {
            Found::Report(id) if self.source => {
                let source = snapshot.source(&id)?.ok_or_else(|| gone(&id))?;
                Ok(Shown::Bytes(source.bytes().to_vec()))
            }
            Found::Story { id, .. } if self.source => Err(Error::Query(format!(
                "{id} is a story; only a report has a source"
            ))),
            Found::Report(id) => Ok(Shown::Report(Box::new(ShownReport {
                schema: record::SCHEMA,
                row: snapshot.report_row(&id)?.ok_or_else(|| gone(&id))?,
                report: snapshot.report(&id)?.ok_or_else(|| gone(&id))?,
                custody: snapshot
                    .log(
                        Some(&id),
                        Page {
                            limit: 1000,
                            offset: 0,
                        },
                    )?
                    .rows,
                corrections: snapshot.corrections(Some(&id))?,
            }))),
            Found::Story { id, was } => Ok(Shown::Story(Box::new(ShownStory {
                schema: record::SCHEMA,
                row: snapshot.story_row(&id)?.ok_or_else(|| gone(&id))?,
                was,
                story: snapshot
                    .story(&id)?
                    .and_then(|mut b| b.stories.pop())
                    .ok_or_else(|| gone(&id))?,
                corrections: snapshot.corrections(Some(&id))?,
            }))),
        }
    }
}

fn report(shown: &ShownReport) -> String {
    let row = &shown.row;
    let mut text = tell::listing::report(&shown.report);
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&format!(
        "\nIN THE ARCHIVE\n  story {}\n  source {} ({} bytes)\n",
        row.story.as_deref().unwrap_or("none"),
        row.source,
        row.bytes
    ));
    text.push_str("\nCUSTODY\n");
    shown
        .custody
        .iter()
        .for_each(|e| text.push_str(&super::log::line(e)));
    text.push_str(&corrected(&shown.corrections));
    text
}

fn story(shown: &ShownStory) -> String {
    let (row, story) = (&shown.row, &shown.story);
    let mut text = format!("{}\n{}\n", story.title, row.id);
    if let Some(was) = &shown.was {
        text.push_str(&format!("{was} became part of it.\n"));
    }
    text.push_str(&format!(
        "first told in run {}, told so since run {}\n\nREPORTS\n",
        row.since, row.run
    ));
    for id in &story.reports {
        text.push_str(&format!("  {id}\n"));
    }
    for id in &story.earlier {
        text.push_str(&format!("  {id} (an earlier version)\n"));
    }
    for why in &story.sources.why {
        text.push_str(&format!("\n{why}"));
    }
    text.push('\n');
    text.push_str(&corrected(&shown.corrections));
    text
}

/// Corrections, shown as their makers'.
pub(crate) fn corrected(all: &[Correction]) -> String {
    let mut text = String::new();
    if !all.is_empty() {
        text.push_str("\nCORRECTED BY PEOPLE\n");
    }
    for c in all {
        text.push_str(&format!(
            "  {}  {} {}{}{}, by {} on {}: {}\n",
            c.id,
            c.kind,
            c.target,
            if c.value.is_empty() { "" } else { " " },
            cut(&c.value, 60),
            c.who,
            c.at,
            c.why
        ));
        if let (Some(by), Some(at), Some(why)) = (&c.undone_by, &c.undone_at, &c.undone_why) {
            text.push_str(&format!("     undone by {by} on {at}: {why}\n"));
        }
    }
    text
}
