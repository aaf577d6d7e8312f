//! `twosource compare`: two reports side by side.

use super::{Ending, Run, Screen, ending, progress::Line};
use clap::{Args, ValueEnum};
use engine::Pile;
use std::path::Path;

/// Columns beyond which side by side wins nothing.
const WIDEST: usize = 160;

/// Set two reports side by side, their shared passages in step and the edits inside them marked
#[derive(Debug, Args)]
#[command(after_help = "\
A and B are files of one report each; FILE:3 is the third report of a file of several. With --in they are reports of \
these inputs, named by id, file, address or outlet, and read among all the others: what is stock among them is no \
reuse, and a third that both have their text from is known.\n\n\
    twosource compare herald.txt courier.html\n    \
    twosource compare \"Harrow Post\" wire.jsonl:2 --in reports/")]
pub(crate) struct Compare {
    /// The report on the left
    #[arg(value_name = "A")]
    a: String,

    /// The report on the right
    #[arg(value_name = "B")]
    b: String,

    /// Inputs that hold A and B: files, folders, globs
    #[arg(long = "in", value_name = "PATH", num_args = 1..)]
    among: Vec<String>,

    #[command(flatten)]
    run: Run,

    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    screen: Screen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal: two columns, or one where the terminal is narrow
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

impl Compare {
    /// Reads both, with what they stand among, and sets them side by side.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let config = self.run.config();
        let line = Line::new(self.run.quiet);
        let found = if self.among.is_empty() {
            self.files(&config, &line)
        } else {
            self.among(&config, &line)
        };
        let (mut pile, a, b) = match found {
            Ok(found) => found,
            Err(why) => return Ok(Ending::Nothing(why)),
        };
        if a == b {
            return Ok(Ending::Nothing(format!(
                "{} and {} are one report, byte for byte",
                self.a, self.b
            )));
        }
        let problems = std::mem::take(&mut pile.problems);
        let reports = pile.reports.len();
        let Some(comparison) = engine::compare(pile, &a, &b, &line) else {
            return Ok(Ending::Nothing("the two reports can't be told apart".to_owned()));
        };
        drop(line);
        let mut out = self.run.open()?;
        match self.format {
            Format::Text => out.text(&tell::compare::text(
                &comparison,
                self.screen.style(&self.run, WIDEST),
            ))?,
            Format::Md => out.text(&tell::compare::markdown(&comparison))?,
            Format::Html => out.text(&tell::compare::html(&comparison))?,
            Format::Json => out.pretty(&comparison)?,
            Format::Jsonl => out.line(&comparison)?,
        }
        out.close()?;
        Ok(ending(reports, &problems))
    }

    /// Both by their names within the inputs.
    fn among(&self, config: &engine::Config, line: &Line) -> Result<(Pile, String, String), String> {
        let pile = self.run.pile(&self.among, config, line);
        if pile.reports.is_empty() {
            return Err("no readable report in the input".to_owned());
        }
        let id = |wanted: &str| {
            let place = engine::pick(&pile.reports, wanted).map_err(|why| why.message(wanted))?;
            Ok::<_, String>(pile.reports[place].id.clone())
        };
        let (a, b) = (id(&self.a)?, id(&self.b)?);
        Ok((pile, a, b))
    }

    /// Both as files of their own.
    fn files(&self, config: &engine::Config, line: &Line) -> Result<(Pile, String, String), String> {
        let (mut pile, second) = (
            self.file(&self.a, config, line)?,
            self.file(&self.b, config, line)?,
        );
        let a = pile.reports.first().map(|r| r.id.clone()).unwrap_or_default();
        let b = engine::joined(&mut pile, second);
        Ok((pile, a, b.into_iter().next().unwrap_or_default()))
    }

    /// The one report of `path`.
    fn file(&self, path: &str, config: &engine::Config, line: &Line) -> Result<Pile, String> {
        let there = |p: &str| p == "-" || Path::new(p).exists();
        let numbered = path
            .rsplit_once(':')
            .filter(|(file, n)| !there(path) && there(file) && n.bytes().all(|b| b.is_ascii_digit()));
        let (file, number) = match numbered {
            Some((file, n)) => (file, n.parse::<u64>().ok()),
            None => (path, None),
        };
        let mut pile = self.run.pile(&[file.to_owned()], config, line);
        if numbered.is_some() {
            pile.reports
                .retain(|r| number.is_some_and(|n| r.line.unwrap_or(1) == n));
        }
        match pile.reports.as_slice() {
            [_] => Ok(pile),
            [] if numbered.is_none() && !there(file) => Err(format!(
                "{path} is no file; to name a report by its id or outlet, say where it is: --in PATH"
            )),
            [] => Err(format!("{path} holds no readable report")),
            several => {
                const SHOWN: usize = 6;
                let mut named: Vec<String> = several.iter().take(SHOWN).map(engine::called).collect();
                if several.len() > SHOWN {
                    named.push(format!("and {} more", several.len() - SHOWN));
                }
                let by_line = several[0]
                    .line
                    .filter(|_| several[0].file == file)
                    .map_or_else(String::new, |line| format!("as in {path}:{line} or "));
                Err(format!(
                    "{path} holds {} reports; name one, {by_line}by its id with --in {path}: {}",
                    several.len(),
                    named.join("; ")
                ))
            }
        }
    }
}
