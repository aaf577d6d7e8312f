//! A story without its telling.

use record::{Chapter, Decision, Event, Origins, RoundUp, Sources, Story};
use serde::Serialize;

/// A story without its telling: what `twosource stories` writes.
#[derive(Debug, Serialize)]
pub struct StoryHead<'a> {
    id: &'a str,
    title: &'a str,
    reports: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    earlier: &'a [String],
    #[serde(skip_serializing_if = "<[RoundUp]>::is_empty")]
    round_ups: &'a [RoundUp],
    #[serde(skip_serializing_if = "<[Chapter]>::is_empty")]
    chapters: &'a [Chapter],
    #[serde(skip_serializing_if = "<[Decision]>::is_empty")]
    decisions: &'a [Decision],
    #[serde(skip_serializing_if = "<[Event]>::is_empty")]
    events: &'a [Event],
    first_published: Option<&'a str>,
    last_published: Option<&'a str>,
    sources: &'a Sources,
    origins: &'a Origins,
}

impl<'a> From<&'a Story> for StoryHead<'a> {
    fn from(story: &'a Story) -> Self {
        Self {
            id: &story.id,
            title: &story.title,
            reports: &story.reports,
            earlier: &story.earlier,
            round_ups: &story.round_ups,
            chapters: &story.chapters,
            decisions: &story.decisions,
            events: &story.events,
            first_published: story.first_published.as_deref(),
            last_published: story.last_published.as_deref(),
            sources: &story.sources,
            origins: &story.origins,
        }
    }
}
