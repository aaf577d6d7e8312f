//! A story told short.

use super::{Answer, bounded, one, stories};
use crate::answers::{self, StoryBrief};
use crate::library::Library;
use record::{Briefing, Story};
use schemars::JsonSchema;
use serde::Deserialize;

/// Sentences of a brief at most.
const SENTENCES: usize = 20;

/// What `brief_story` is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StoryAsked {
    /// Id of the story, or of a report in it. Default: the story of most reports; in an archive the one last published.
    #[serde(default)]
    story: Option<String>,
    /// Sentences of the brief, 1 to 20. Default 8.
    #[serde(default)]
    sentences: Option<usize>,
    /// Files or folders to look at, below those that the server was started with. Default: the archive, else all of them.
    #[serde(default)]
    paths: Vec<String>,
}

pub(crate) fn brief_story(library: &Library, asked: &StoryAsked) -> Answer<StoryBrief> {
    if let Some(story) = &asked.story {
        bounded("the story", story)?;
    }
    let (told, wanted) = stories(library, &asked.paths, asked.story.as_deref())?;
    let briefing = &told.briefing;
    let story = one(briefing, wanted)?;
    let sentences = asked.sentences.unwrap_or(8).clamp(1, SENTENCES);
    let warnings = briefing
        .warnings
        .iter()
        .map(|w| w.message.clone())
        .chain(told.problems.iter().cloned());
    let mut brief = answers::story(story, &briefing.reports, sentences, warnings.collect());
    brief.warnings.dedup();
    let alone = Briefing {
        reports: briefing
            .reports
            .iter()
            .filter(|r| story.reports.contains(&r.id))
            .cloned()
            .collect(),
        stories: vec![Story {
            brief: record::Brief {
                sentences: brief.sentences.clone(),
            },
            quotes: Vec::new(),
            ..story.clone()
        }],
        ..Briefing::default()
    };
    let text = clipped(tell::markdown::render(&alone));
    Ok((brief, text))
}

/// A text short enough to be beside the structured answer.
fn clipped(mut text: String) -> String {
    const LONGEST: usize = 16_000;
    if text.len() > LONGEST {
        let mut end = LONGEST;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.push_str("\n\n… the structured answer has more");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_id_is_an_error_also_where_one_story_is_at_hand() {
        let folder = tempfile::tempdir().unwrap();
        let gate = "Gate jams\n\nThe lock gate at Ellery jammed on Monday.\n";
        std::fs::write(folder.path().join("gate.txt"), gate).unwrap();
        let library = Library::new(None, &[folder.path().to_string_lossy().into_owned()]).unwrap();
        let of = |story: Option<&str>| {
            let asked = StoryAsked {
                story: story.map(str::to_owned),
                sentences: None,
                paths: Vec::new(),
            };
            brief_story(&library, &asked).map(|(brief, _)| brief.story)
        };
        let only = of(None).unwrap();
        assert_eq!(of(Some(&only)), Ok(only.clone()));
        assert_eq!(of(Some("gate.txt")), Ok(only));
        assert!(of(Some("no such story")).is_err());
    }
}
