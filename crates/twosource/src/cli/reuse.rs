//! `twosource reuse`: which reports share text, and whose it is.

use super::{Ending, Input, Screen, caution, ending, progress::Line};
use clap::{Args, ValueEnum};
use record::SCHEMA;
use serde::Serialize;

/// Columns that a table may take.
const WIDEST: usize = 160;

/// Show which reports share text, and whose it is
#[derive(Debug, Args)]
pub(crate) struct Reuse {
    #[command(flatten)]
    input: Input,

    /// A table of reports by reports instead of a list of pairs
    #[arg(long)]
    matrix: bool,

    /// Form of the output [default: jsonl, with --matrix text]; md, html, csv and tsv are forms of the table alone
    #[arg(long, value_enum)]
    format: Option<Format>,

    #[command(flatten)]
    screen: Screen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One pair a line
    Jsonl,
    /// One object that holds all pairs
    Json,
    /// For a person
    Text,
    /// Markdown
    Md,
    /// One self-contained page
    Html,
    /// A sheet of all reports that share something
    Csv,
    /// The same, parted by tabs
    Tsv,
}

#[derive(Serialize)]
struct All<'a> {
    schema: u32,
    reuse: &'a [record::Reuse],
    warnings: &'a [record::Warning],
}

impl Reuse {
    /// Reads all and compares every report with every other.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        use Format::{Csv, Html, Json, Jsonl, Md, Text, Tsv};
        let format = self.format.unwrap_or(if self.matrix { Text } else { Jsonl });
        match format {
            Md | Html | Csv | Tsv if !self.matrix => {
                return Ok(Ending::Nothing(
                    "that form is one of the table: add --matrix".to_owned(),
                ));
            }
            _ => {}
        }
        let config = self.input.config();
        let line = Line::new(self.input.quiet);
        let mut pile = self.input.pile(&config, &line);
        let read = pile.reports.len();
        let engine::Found {
            pairs: reuse,
            warnings,
        } = engine::reuse(&mut pile.reports, &line);
        drop(line);
        let reports = &pile.reports;
        if format != Json {
            caution(&warnings);
        }
        let mut out = self.input.open()?;
        match format {
            Jsonl => reuse.iter().try_for_each(|pair| out.line(pair))?,
            Json => out.pretty(&All {
                schema: SCHEMA,
                reuse: &reuse,
                warnings: &warnings,
            })?,
            Text if self.matrix => {
                let style = self.screen.style(&self.input, WIDEST);
                out.text(&tell::matrix::text(&reuse, reports, style))?;
            }
            Text => out.text(&tell::listing::reuse(&reuse, reports))?,
            Md => out.text(&tell::matrix::markdown(&reuse, reports))?,
            Html => out.text(&tell::matrix::html(&reuse, reports))?,
            Csv => out.text(&tell::matrix::sheet(&reuse, reports, ','))?,
            Tsv => out.text(&tell::matrix::sheet(&reuse, reports, '\t'))?,
        }
        out.close()?;
        Ok(ending(read, &pile.problems))
    }
}
