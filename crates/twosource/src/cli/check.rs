//! `twosource check`: what the reports say of a claim.

use super::{Ending, Run, Screen, brief, ending, progress::Line, store};
use clap::{Args, ValueEnum};
use record::ClaimCheck;
use std::path::{Path, PathBuf};

/// The code by which `desk` says that it didn't look at all the reports that have words of the claim.
const CAPPED: &str = "search-capped";
/// Columns that a line of running text is still read well in.
const WIDEST: usize = 100;

/// Hold a claim against reports: who says so, how many independent sources, who says otherwise
#[derive(Debug, Args)]
#[command(after_help = "\
It tells what reports say, never what is true. A report bears the claim out only where one of its sentences says all of \
it; what comes near is shown as near, with what it lacks.\n\n    \
twosource check \"At least 12 people were killed in a fire in Port Callow\" reports/\n    \
twosource check \"The inquiry will open on March 17\" --archive desk --on 2031-03-05")]
pub(crate) struct Check {
    /// The claim: one sentence
    #[arg(value_name = "CLAIM")]
    claim: String,

    /// Files, folders, globs, or - for standard input
    #[arg(
        required_unless_present = "archive",
        conflicts_with = "archive",
        value_name = "PATH"
    )]
    paths: Vec<String>,

    /// Hold it against the reports of an archive instead
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,

    /// The day on which the claim is made (YYYY-MM-DD), from which "on Tuesday" counts
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Option<String>,

    #[command(flatten)]
    run: Run,

    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Take all the input as one story
    #[arg(long, conflicts_with = "archive")]
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
    /// One object, indented
    Json,
    /// One object on one line
    Jsonl,
}

impl Check {
    /// Reads all and holds the claim against it.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let config = engine::Config {
            one_story: self.one_story,
            ..self.run.config()
        };
        let claim = match engine::claim(&self.claim, self.on.as_deref()) {
            Ok(claim) => claim,
            Err(why) => return Ok(Ending::Nothing(why)),
        };
        if let Some(archive) = &self.archive {
            return match in_archive(archive, &claim) {
                Ok(check) => {
                    self.give(&check)?;
                    // A report beyond the bound may bear the claim out or deny it, so that not all was looked at.
                    let capped = check.warnings.iter().any(|w| w.code == CAPPED);
                    Ok(if capped { Ending::Partial } else { Ending::Whole })
                }
                Err(error) => Ok(store::refused(&error)),
            };
        }
        let line = Line::new(self.run.quiet);
        let mut pile = self.run.pile(&self.paths, &config, &line);
        let problems = std::mem::take(&mut pile.problems);
        let reports = pile.reports.len();
        if reports == 0 {
            return Ok(ending(0, &problems));
        }
        let check = engine::check(pile, &claim, &config, &line);
        drop(line);
        self.give(&check)?;
        Ok(ending(reports, &problems))
    }

    fn give(&self, check: &ClaimCheck) -> std::io::Result<()> {
        let mut out = self.run.open()?;
        match self.format {
            Format::Text => out.text(&tell::claim::text(check, self.screen.style(&self.run, WIDEST)))?,
            Format::Md => out.text(&tell::claim::markdown(check))?,
            Format::Json => out.pretty(check)?,
            Format::Jsonl => out.line(check)?,
        }
        out.close()
    }
}

fn in_archive(path: &Path, claim: &record::Report) -> Result<ClaimCheck, archive::Error> {
    let archive = archive::Archive::open(path)?;
    desk::check(&archive.snapshot()?, claim)
}

fn day(text: &str) -> Result<String, String> {
    let date = brief::date(text)?;
    if date.len() == 10 && date.parse::<jiff::civil::Date>().is_ok() {
        Ok(date)
    } else {
        Err("write the day as YYYY-MM-DD".to_owned())
    }
}
