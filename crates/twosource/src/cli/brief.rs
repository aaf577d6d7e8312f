//! `twosource brief`: the main job.

use super::{Decisions, Ending, Run, Screen, ending, progress::Line, store};
use clap::{Args, ValueEnum};
use record::{Briefing, Report, Story};
use std::path::PathBuf;
use tell::export;

/// Columns that a line of running text is still read well in.
const WIDEST: usize = 100;

/// Tell each story with its sources
#[derive(Debug, Args)]
pub(crate) struct Brief {
    /// Files, folders, globs, or - for standard input; with --archive the ids of stories, or of reports in them
    #[arg(required_unless_present = "archive", value_name = "PATH")]
    paths: Vec<String>,

    /// Tell stories of this archive [default: all of them]
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,

    #[command(flatten)]
    run: Run,

    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Take all the input as one story
    #[arg(long)]
    one_story: bool,

    /// Keep the story of the report with this id or file name
    #[arg(long, value_name = "ID")]
    story_of: Option<String>,

    #[command(flatten)]
    decisions: Decisions,

    /// Sentences of the brief, those that matter most
    #[arg(long, value_name = "N", default_value_t = 8)]
    sentences: usize,

    /// Entries of the timeline, those that matter most
    #[arg(long, value_name = "N", default_value_t = 20)]
    timeline: usize,

    /// First date of the timeline: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = date)]
    from: Option<String>,

    /// Last date of the timeline: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = date)]
    to: Option<String>,

    /// With --archive: say first what changed after this run, or after the last one done by this date; text form alone
    #[arg(long, requires = "archive", value_name = "RUN|DATE")]
    since: Option<String>,

    /// How a figure on which reports differ is told as one
    #[arg(long, value_enum, default_value_t)]
    policy: Policy,

    #[command(flatten)]
    screen: Screen,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Policy {
    /// The lowest value
    Conservative,
    /// From the lowest to the highest
    #[default]
    Range,
    /// What most independent sources give
    Majority,
    /// What the latest reports give
    Latest,
}

impl From<Policy> for record::Policy {
    fn from(policy: Policy) -> Self {
        match policy {
            Policy::Conservative => Self::Conservative,
            Policy::Range => Self::Range,
            Policy::Majority => Self::Majority,
            Policy::Latest => Self::Latest,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// Markdown
    Md,
    /// One self-contained page
    Html,
    /// One object
    Json,
    /// One story a line, each with its reports
    Jsonl,
    /// Citations as W3C Web Annotations (JSON-LD); positions in characters
    Annotations,
    /// Sentences, figures and remarks as schema.org claims and quotations (JSON-LD)
    Claims,
    /// Who has text from whom, as PROV-JSON
    Prov,
    /// Figures as CSV, one row a citation
    FiguresCsv,
    /// Remarks as CSV, one row a citation
    QuotesCsv,
    /// The reports as BibTeX
    Bibtex,
    /// The reports as CSL-JSON
    Csl,
}

impl Brief {
    /// Reads all, groups it and tells it.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let mut config = engine::Config {
            one_story: self.one_story,
            story_of: self.story_of.clone(),
            sentences: self.sentences,
            timeline: engine::Bounds {
                limit: Some(self.timeline),
                from: self.from.clone(),
                to: self.to.clone(),
            },
            policy: self.policy.into(),
            ..self.run.config()
        };
        let line = Line::new(self.run.quiet);
        if let Some(archive) = &self.archive {
            if self.decisions.any() {
                return Ok(Ending::Nothing(
                    "an archive keeps decisions: make them by twosource correct together|apart A B"
                        .to_owned(),
                ));
            }
            return match self.told(archive, &config) {
                Err(error) => Ok(store::refused(&error)),
                Ok(mut briefing) => {
                    drop(line);
                    // Stories are kept as they were told, by the usual policy.
                    engine::settle(&mut briefing, config.policy);
                    let changes = match self.changes(archive, &briefing) {
                        Ok(changes) => changes,
                        Err(error) => return Ok(store::refused(&error)),
                    };
                    self.give(briefing, &changes)?;
                    Ok(Ending::Whole)
                }
            };
        }
        let mut pile = self.run.pile(&self.paths, &config, &line);
        let problems = std::mem::take(&mut pile.problems);
        let read = pile.reports.len();
        if read == 0 {
            return Ok(ending(0, &problems));
        }
        config.decisions = match self.decisions.of(&pile) {
            Ok(decisions) => decisions,
            Err(why) => return Ok(Ending::Nothing(why)),
        };
        let briefing = engine::brief(pile, &config, &line);
        drop(line);
        if let (Some(wanted), true) = (&self.story_of, briefing.stories.is_empty()) {
            return Ok(Ending::Nothing(format!(
                "no report has the id or file name {wanted:?}"
            )));
        }
        self.give(briefing, "")?;
        Ok(ending(read, &problems))
    }

    /// The stories asked for out of an archive: as they were told, or told anew where another telling is asked for.
    fn told(&self, path: &std::path::Path, config: &engine::Config) -> Result<Briefing, archive::Error> {
        let archive = archive::Archive::open(path)?;
        let snapshot = archive.snapshot()?;
        let mut ids: Vec<String> = Vec::new();
        for wanted in self.paths.iter().chain(&self.story_of) {
            let id = store::story(&snapshot, wanted)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        if ids.is_empty() {
            ids = snapshot.story_ids()?;
        }
        if ids.is_empty() {
            return Err(archive::Error::Query(
                "the archive holds no report yet".to_owned(),
            ));
        }
        let usual = engine::Config::default();
        let bounds = |c: &engine::Config| {
            let t = &c.timeline;
            (c.sentences, t.limit, t.from.clone(), t.to.clone())
        };
        if bounds(config) == bounds(&usual) && !config.one_story {
            desk::brief(&snapshot, &ids)
        } else {
            desk::retell(&snapshot, &ids, config)
        }
    }

    /// What changed of the stories told, for the top of the brief; nothing where it was not asked for.
    fn changes(&self, path: &std::path::Path, briefing: &Briefing) -> Result<String, archive::Error> {
        let Some(wanted) = &self.since else {
            return Ok(String::new());
        };
        if self.format != Format::Text {
            return Err(archive::Error::Query(
                "--since is told in the text form; for others there is twosource changes".to_owned(),
            ));
        }
        let since = {
            let archive = archive::Archive::open(path)?;
            super::changes::since(&archive.snapshot()?, Some(wanted))?
        };
        let mut changes = desk::changes(path, since)?;
        changes.retain(|c| briefing.stories.iter().any(|s| s.id == c.story));
        Ok(if changes.is_empty() {
            format!("Nothing changed since run {since}.\n\n")
        } else {
            format!(
                "WHAT CHANGED SINCE RUN {since}\n{}\n",
                super::changes::told(&changes)
            )
        })
    }

    fn give(&self, briefing: Briefing, changes: &str) -> std::io::Result<()> {
        let mut out = self.run.open()?;
        out.text(changes)?;
        match self.format {
            Format::Text => out.text(&tell::text::render(
                &briefing,
                self.screen.style(&self.run, WIDEST),
            ))?,
            Format::Md => out.text(&tell::markdown::render(&briefing))?,
            Format::Html => out.text(&tell::html::render(&briefing))?,
            Format::Json => out.pretty(&briefing)?,
            Format::Annotations => out.text(&export::annotations::render(&briefing))?,
            Format::Claims => out.text(&export::claims::render(&briefing))?,
            Format::Prov => out.text(&export::lineage::render(&briefing))?,
            Format::FiguresCsv => out.text(&export::sheets::figures(&briefing))?,
            Format::QuotesCsv => out.text(&export::sheets::quotes(&briefing))?,
            Format::Bibtex => out.text(&export::bibtex::render(&briefing))?,
            Format::Csl => out.text(&export::csl::render(&briefing))?,
            Format::Jsonl => one_story_a_line(briefing).try_for_each(|story| out.line(&story))?,
        }
        out.close()
    }
}

/// Each story as a briefing of its own, with the reports that it cites.
fn one_story_a_line(briefing: Briefing) -> impl Iterator<Item = Briefing> {
    let Briefing {
        schema,
        reports,
        stories,
        warnings,
    } = briefing;
    stories.into_iter().map(move |story: Story| {
        let of_it = |r: &&Report| {
            let round_up = story.round_ups.iter().any(|u| u.report == r.id);
            round_up || story.reports.contains(&r.id) || story.earlier.contains(&r.id)
        };
        let reports = reports.iter().filter(of_it).cloned().collect();
        Briefing {
            schema,
            reports,
            stories: vec![story],
            warnings: warnings.clone(),
        }
    })
}

/// A date as it is asked for.
pub(crate) fn date(text: &str) -> Result<String, String> {
    let shape: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    match shape.as_str() {
        "0000" | "0000-00" | "0000-00-00" => Ok(text.to_owned()),
        _ => Err("write a date as YYYY, YYYY-MM or YYYY-MM-DD".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_are_iso() {
        assert!(date("2031-03-04").is_ok() && date("2031").is_ok());
        assert!(date("4 March").is_err() && date("2031-3-4").is_err());
    }
}
