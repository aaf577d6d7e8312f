//! `twosource read`: what was found in each report by itself.

use super::{Ending, Input, complain, ending, progress::Line};
use clap::{Args, ValueEnum};
use record::{Report, SCHEMA};
use serde::Serialize;

/// Show what was found in each report by itself
#[derive(Debug, Args)]
pub(crate) struct Read {
    #[command(flatten)]
    input: Input,

    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,

    /// Give each segment of a page its byte ranges in the page
    #[arg(long)]
    source_map: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One report a line
    Jsonl,
    /// One object that holds all reports
    Json,
    /// For a person
    Text,
}

#[derive(Serialize)]
struct All<'a> {
    schema: u32,
    reports: &'a [Report],
}

impl Read {
    /// Reads and writes report by report, so that a pile of any size passes through.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let config = engine::Config {
            source_map: self.source_map,
            ..self.input.config()
        };
        let mut out = self.input.open()?;
        let (mut kept, mut problems, mut reports) = (Vec::new(), Vec::new(), 0);
        let mut written = Ok(());
        let line = Line::new(self.input.quiet);
        engine::read_each(&self.input.paths, &config, &line, &mut |result| match result {
            Ok(report) => {
                reports += 1;
                if written.is_ok() {
                    written = match self.format {
                        Format::Jsonl => out.line(&report),
                        Format::Text => out.text(&tell::listing::report(&report)),
                        Format::Json => {
                            kept.push(report);
                            Ok(())
                        }
                    };
                }
            }
            Err(problem) => problems.push(problem),
        });
        drop(line);
        written?;
        complain(&problems);
        if self.format == Format::Json {
            out.pretty(&All {
                schema: SCHEMA,
                reports: &kept,
            })?;
        }
        out.close()?;
        Ok(ending(reports, &problems))
    }
}
