//! `twosource stories`: which reports tell of the same event.

use super::{Ending, Input, ending, progress::Line};
use clap::{Args, ValueEnum};
use record::{Origins, SCHEMA, Sources, Story};
use serde::Serialize;

/// Show which reports tell of the same event
#[derive(Debug, Args)]
pub(crate) struct Stories {
    #[command(flatten)]
    input: Input,

    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,

    /// Take all the input as one story
    #[arg(long)]
    one_story: bool,

    /// Keep the story of the report with this id or file name
    #[arg(long, value_name = "ID")]
    story_of: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One story a line
    Jsonl,
    /// One object that holds all stories
    Json,
    /// For a person
    Text,
}

/// A story without its telling.
#[derive(Serialize)]
struct Head<'a> {
    id: &'a str,
    title: &'a str,
    reports: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    earlier: &'a [String],
    first_published: Option<&'a str>,
    last_published: Option<&'a str>,
    sources: &'a Sources,
    origins: &'a Origins,
}

#[derive(Serialize)]
struct All<'a> {
    schema: u32,
    stories: Vec<Head<'a>>,
}

impl<'a> From<&'a Story> for Head<'a> {
    fn from(story: &'a Story) -> Self {
        Self {
            id: &story.id,
            title: &story.title,
            reports: &story.reports,
            earlier: &story.earlier,
            first_published: story.first_published.as_deref(),
            last_published: story.last_published.as_deref(),
            sources: &story.sources,
            origins: &story.origins,
        }
    }
}

impl Stories {
    /// Reads all and groups it.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let config = engine::Config {
            one_story: self.one_story,
            story_of: self.story_of.clone(),
            ..self.input.config()
        };
        let line = Line::new(self.input.quiet);
        let pile = self.input.pile(&config, &line);
        let (reports, problems) = (pile.reports.len(), pile.problems);
        let stories = engine::stories(pile.reports, &config, &line);
        drop(line);
        if let (Some(wanted), true) = (&self.story_of, stories.is_empty() && reports > 0) {
            return Ok(Ending::Nothing(format!(
                "no report has the id or file name {wanted:?}"
            )));
        }
        let mut out = self.input.open()?;
        match self.format {
            Format::Jsonl => stories
                .iter()
                .try_for_each(|story| out.line(&Head::from(story)))?,
            Format::Json => {
                out.pretty(&All {
                    schema: SCHEMA,
                    stories: stories.iter().map(Head::from).collect(),
                })?;
            }
            Format::Text => out.text(&tell::listing::stories(&stories))?,
        }
        out.close()?;
        Ok(ending(reports, &problems))
    }
}
