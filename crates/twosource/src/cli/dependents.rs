//! `twosource dependents`: what rests on a report or an agency.

use super::{Ending, Input, Screen, ending, progress::Line};
use clap::{Args, ValueEnum};

/// Columns that a line of running text is still read well in.
const WIDEST: usize = 100;

/// List every report, statement and story that rests on a report or an agency, and why
#[derive(Debug, Args)]
#[command(after_help = "\
For when an origin is corrected or withdrawn. A copy of a copy is listed too, with the steps between.\n\n\
    twosource dependents northmoor-gazette.txt reports/\n    \
    twosource dependents \"Halcyon News Agency\" reports/")]
pub(crate) struct Dependents {
    /// A report's id, file (FILE:3 of several), address or outlet; or an agency's name
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    input: Input,

    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Take all the input as one story
    #[arg(long)]
    one_story: bool,

    #[command(flatten)]
    screen: Screen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// Markdown
    Md,
    /// One self-contained page
    Html,
    /// One object, indented
    Json,
    /// One object on one line
    Jsonl,
}

impl Dependents {
    /// Reads all and follows the copies of what is asked for.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let config = engine::Config {
            one_story: self.one_story,
            ..self.input.config()
        };
        let line = Line::new(self.input.quiet);
        let mut pile = self.input.pile(&config, &line);
        let problems = std::mem::take(&mut pile.problems);
        let reports = pile.reports.len();
        if reports == 0 {
            return Ok(ending(0, &problems));
        }
        let found = match engine::dependents(pile, &self.id, &config, &line) {
            Ok(found) => found,
            Err(why) => return Ok(Ending::Nothing(why.message(&self.id))),
        };
        drop(line);
        let mut out = self.input.open()?;
        match self.format {
            Format::Text => out.text(&tell::dependents::text(
                &found,
                self.screen.style(&self.input, WIDEST),
            ))?,
            Format::Md => out.text(&tell::dependents::markdown(&found))?,
            Format::Html => out.text(&tell::dependents::html(&found))?,
            Format::Json => out.pretty(&found)?,
            Format::Jsonl => out.line(&found)?,
        }
        out.close()?;
        Ok(ending(reports, &problems))
    }
}
