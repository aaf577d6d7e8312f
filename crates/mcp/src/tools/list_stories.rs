//! The stories at hand.

use super::{Answer, refused};
use crate::answers::{self, Stories};
use crate::library::Library;
use schemars::JsonSchema;
use serde::Deserialize;
use std::fmt::Write;

/// What `list_stories` is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListAsked {
    /// At most so many, 1 to 50. Default 20.
    #[serde(default)]
    limit: Option<usize>,
    /// Pass over the first so many.
    #[serde(default)]
    offset: usize,
    /// Files or folders to look at, below those that the server was started with. Default: the archive, else all of them.
    #[serde(default)]
    paths: Vec<String>,
}

pub(crate) fn list_stories(library: &Library, asked: &ListAsked) -> Answer<Stories> {
    let limit = asked.limit.unwrap_or(20).clamp(1, answers::MOST);
    let listed = match library.archive(&asked.paths)? {
        Some(archive) => {
            let snapshot = archive.snapshot().map_err(refused)?;
            let page = archive::Page {
                limit,
                offset: asked.offset,
            };
            let rows = snapshot
                .stories(&archive::Filter::default(), page)
                .map_err(refused)?;
            let count = |n: i64| usize::try_from(n).unwrap_or(0);
            let line = |row: archive::StoryRow| answers::StoryLine {
                id: row.id,
                title: row.title,
                first_published: row.first_published,
                last_published: row.last_published,
                reports: count(row.reports),
                independent: row.independent,
                conflicts: count(row.conflicts),
            };
            Stories {
                total: count(rows.total),
                stories: rows.rows.into_iter().map(line).collect(),
            }
        }
        None => {
            let told = library.told(&asked.paths)?;
            let all = &told.briefing.stories;
            Stories {
                total: all.len(),
                stories: all
                    .iter()
                    .skip(asked.offset)
                    .take(limit)
                    .map(answers::story_line)
                    .collect(),
            }
        }
    };
    let mut text = format!("{} stories\n", listed.total);
    for story in &listed.stories {
        let _ = writeln!(
            text,
            "- {}: {} ({} reports, {}–{} independent sources)",
            story.id, story.title, story.reports, story.independent.low, story.independent.high
        );
    }
    Ok((listed, tell::guard::inert(&text)))
}
