//! `twosource why`: why a report is in its story and not in another.

use super::{Decisions, Ending, Input, Screen, ending, progress::Line};
use clap::{Args, ValueEnum};

/// Columns that a line of running text is still read well in.
const WIDEST: usize = 100;

/// Say what put a report into its story, what speaks against, and what is nearest outside
#[derive(Debug, Args)]
#[command(after_help = "\
Where the answer is wrong, decide yourself; brief, stories and why keep to it and say that it is your decision.\n\n\
    twosource why northmoor-gazette.txt reports/\n    \
    twosource brief --apart coast-daily.txt,northmoor-gazette.txt reports/\n    \
    twosource stories --together a1b2c3,d4e5f6 reports/")]
pub(crate) struct Why {
    /// A report's id, file (FILE:3 of several), address or outlet
    #[arg(value_name = "REPORT")]
    report: String,

    #[command(flatten)]
    input: Input,

    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    decisions: Decisions,

    #[command(flatten)]
    screen: Screen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// One object, indented
    Json,
    /// One object on one line
    Jsonl,
}

impl Why {
    /// Reads all, groups it, and says what speaks for the place of one report.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let mut config = self.input.config();
        let line = Line::new(self.input.quiet);
        let mut pile = self.input.pile(&config, &line);
        let problems = std::mem::take(&mut pile.problems);
        let reports = pile.reports.len();
        if reports == 0 {
            return Ok(ending(0, &problems));
        }
        config.decisions = match self.decisions.of(&pile) {
            Ok(decisions) => decisions,
            Err(why) => return Ok(Ending::Nothing(why)),
        };
        let found = match engine::why(pile, &self.report, &config, &line) {
            Ok(found) => found,
            Err(why) => return Ok(Ending::Nothing(why.message(&self.report))),
        };
        drop(line);
        let mut out = self.input.open()?;
        match self.format {
            Format::Text => out.text(&tell::why::text(&found, self.screen.style(&self.input, WIDEST)))?,
            Format::Json => out.pretty(&found)?,
            Format::Jsonl => out.line(&found)?,
        }
        out.close()?;
        Ok(ending(reports, &problems))
    }
}
