//! `twosource stories`: which reports tell of the same event.

use super::{Decisions, Ending, Input, caution, ending, progress::Line};
use clap::{Args, ValueEnum};
use engine::StoryHead;
use record::SCHEMA;
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

    /// Take the reports one by one, in the order they come, and print what each does to the stories; then the stories
    #[arg(long, conflicts_with_all = ["one_story", "story_of", "together", "apart", "format"])]
    stream: bool,

    /// With --stream: compare so many of the reports that came last
    #[arg(long, value_name = "N", default_value_t = 100_000, requires = "stream")]
    window: usize,

    #[command(flatten)]
    decisions: Decisions,
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

#[derive(Serialize)]
struct All<'a> {
    schema: u32,
    stories: Vec<StoryHead<'a>>,
    warnings: &'a [record::Warning],
}

impl Stories {
    /// Reads all and groups it.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        if self.stream {
            return self.streamed();
        }
        let mut config = engine::Config {
            one_story: self.one_story,
            story_of: self.story_of.clone(),
            ..self.input.config()
        };
        let line = Line::new(self.input.quiet);
        let pile = self.input.pile(&config, &line);
        config.decisions = match self.decisions.of(&pile) {
            Ok(decisions) => decisions,
            Err(why) => return Ok(Ending::Nothing(why)),
        };
        let (reports, problems) = (pile.reports.len(), pile.problems);
        let (stories, warnings) = engine::stories(pile.reports, &config, &line);
        drop(line);
        if self.format != Format::Json {
            caution(&warnings);
        }
        if let (Some(wanted), true) = (&self.story_of, stories.is_empty() && reports > 0) {
            return Ok(Ending::Nothing(format!(
                "no report has the id or file name {wanted:?}"
            )));
        }
        let mut out = self.input.open()?;
        match self.format {
            Format::Jsonl => stories
                .iter()
                .try_for_each(|story| out.line(&StoryHead::from(story)))?,
            Format::Json => {
                out.pretty(&All {
                    schema: SCHEMA,
                    stories: stories.iter().map(StoryHead::from).collect(),
                    warnings: &warnings,
                })?;
            }
            Format::Text => out.text(&tell::listing::stories(&stories))?,
        }
        out.close()?;
        Ok(ending(reports, &problems))
    }

    /// Every change of a story as a line, and at the end every story as one.
    fn streamed(&self) -> std::io::Result<Ending> {
        let config = self.input.config();
        let line = Line::new(self.input.quiet);
        let mut out = self.input.open()?;
        let mut written = Ok(());
        let window = engine::Window {
            reports: self.window.max(1),
        };
        let (reports, problems) = engine::stream(&self.input.paths, &config, window, &line, &mut |told| {
            // Once nobody reads on, the rest is not written.
            if written.is_ok() {
                written = match &told {
                    engine::Streaming::Event(event) => out.line(event),
                    engine::Streaming::Story(story) => out.line(story),
                };
            }
        });
        drop(line);
        super::complain(&problems);
        written?;
        out.close()?;
        Ok(ending(reports, &problems))
    }
}
