//! `twosource reuse`: which reports share text, and whose it is.

use super::{Ending, Input, ending, progress::Line};
use clap::{Args, ValueEnum};
use record::SCHEMA;
use serde::Serialize;

/// Show which reports share text, and whose it is
#[derive(Debug, Args)]
pub(crate) struct Reuse {
    #[command(flatten)]
    input: Input,

    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One pair a line
    Jsonl,
    /// One object that holds all pairs
    Json,
    /// For a person
    Text,
}

#[derive(Serialize)]
struct All<'a> {
    schema: u32,
    reuse: &'a [record::Reuse],
}

impl Reuse {
    /// Reads all and compares every report with every other.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let config = self.input.config();
        let line = Line::new(self.input.quiet);
        let mut pile = self.input.pile(&config, &line);
        let read = pile.reports.len();
        let reuse = engine::reuse(&mut pile.reports, &line);
        drop(line);
        let mut out = self.input.open()?;
        match self.format {
            Format::Jsonl => reuse.iter().try_for_each(|pair| out.line(pair))?,
            Format::Json => out.pretty(&All {
                schema: SCHEMA,
                reuse: &reuse,
            })?,
            Format::Text => out.text(&tell::listing::reuse(&reuse, &pile.reports))?,
        }
        out.close()?;
        Ok(ending(read, &pile.problems))
    }
}
