//! What somebody said.

use super::{Answer, bounded, one, refused, stories};
use crate::answers::{self, Quotes};
use crate::library::{Library, Told};
use record::QuoteReading;
use schemars::JsonSchema;
use serde::Deserialize;
use std::fmt::Write;
use std::sync::Arc;

/// Stories of an archive in which a person's words are sought.
const SOUGHT: usize = 30;

/// What `find_quotes` is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonAsked {
    /// Who spoke: a full name, a surname, or a description such as "the canal board".
    person: String,
    /// Only in the story of this id.
    #[serde(default)]
    story: Option<String>,
    /// Files or folders to look at, below those that the server was started with. Default: the archive, else all of them.
    #[serde(default)]
    paths: Vec<String>,
}

/// A name in the form of an entity's id: marks within a word are dropped, all others part words.
fn slug(name: &str) -> String {
    let name = name.replace(['\'', '’', '.'], "");
    let words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// Whether the remark is that of whom is asked for: by the full name, the surname, or the description.
fn spoke(quote: &QuoteReading, wanted: &str) -> bool {
    let wanted = wanted.strip_prefix("the-").unwrap_or(wanted);
    quote.speaker.as_ref().is_some_and(|speaker| {
        let name = slug(&speaker.name);
        [
            Some(name.strip_prefix("the-").unwrap_or(&name)),
            speaker.entity.as_deref(),
        ]
        .into_iter()
        .flatten()
        .any(|known| known == wanted || known.strip_suffix(wanted).is_some_and(|rest| rest.ends_with('-')))
    })
}

/// Stories of the archive that name whom is asked for, the last published first, and how many more there are.
///
/// Whoever spoke may be a person, an organization or a place ("Solvane said"), of which the archive keeps the ids, or be
/// told by a description alone ("the canal board"): then the words are sought as they stand.
fn naming(
    snapshot: &archive::Snapshot<'_>,
    name: &str,
    slug: &str,
) -> Result<(Vec<String>, usize), archive::Error> {
    let page = archive::Page {
        limit: 10 * SOUGHT,
        offset: 0,
    };
    let count = |n: i64| usize::try_from(n).unwrap_or(0);
    let entity = slug.strip_prefix("the-").unwrap_or(slug).to_owned();
    let none = archive::Filter::default;
    let filters = [
        archive::Filter {
            person: Some(name.to_owned()),
            ..none()
        },
        archive::Filter {
            organization: Some(entity.clone()),
            ..none()
        },
        archive::Filter {
            place: Some(entity.clone()),
            ..none()
        },
    ];
    let mut found: Vec<(Option<String>, String)> = Vec::new();
    let mut beyond = 0;
    for filter in filters {
        let listed = snapshot.stories(&filter, page)?;
        // Of the three lists the longest says best how many stories stand beyond their first page.
        beyond = beyond.max(count(listed.total).saturating_sub(listed.rows.len()));
        found.extend(listed.rows.into_iter().map(|s| (s.last_published, s.id)));
    }
    if found.is_empty() {
        let words = name.replace('"', " ");
        let words = words.trim();
        // "the" belongs to the sentence, not to the description: "Canal board members said".
        let bare = words.get(..4).filter(|the| the.eq_ignore_ascii_case("the "));
        let query = archive::Query {
            words: format!("\"{}\"", bare.map_or(words, |_| &words[4..])),
            sort: archive::Sort::Date,
            ..archive::Query::default()
        };
        let hits = snapshot.search(&query, page)?.hits;
        let named = hits.into_iter().map(|hit| hit.report);
        found.extend(named.filter_map(|r| Some((r.published, r.story?))));
    }
    found.sort_by(|a, b| b.cmp(a));
    let mut ids: Vec<String> = Vec::new();
    for (_, id) in found {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let left_off = beyond + ids.len().saturating_sub(SOUGHT);
    ids.truncate(SOUGHT);
    Ok((ids, left_off))
}

pub(crate) fn find_quotes(library: &Library, asked: &PersonAsked) -> Answer<Quotes> {
    bounded("the person", &asked.person)?;
    let wanted = slug(&asked.person);
    if wanted.is_empty() {
        return Err("the person has no letters".to_owned());
    }
    if let Some(story) = &asked.story {
        bounded("the story", story)?;
    }
    let (told, wanted_story, stories_left_off) = match (library.archive(&asked.paths)?, &asked.story) {
        (Some(archive), None) => {
            let snapshot = archive.snapshot().map_err(refused)?;
            let (ids, left_off) = naming(&snapshot, &asked.person, &wanted).map_err(refused)?;
            let told = Told {
                briefing: desk::brief(&snapshot, &ids).map_err(refused)?,
                problems: Vec::new(),
            };
            (Arc::new(told), None, left_off)
        }
        _ => {
            let (told, story) = stories(library, &asked.paths, asked.story.as_deref())?;
            (told, story, 0)
        }
    };
    let only = match wanted_story {
        Some(id) => Some(one(&told.briefing, Some(id))?.id.clone()),
        None => None,
    };
    let of = told
        .briefing
        .stories
        .iter()
        .filter(|s| only.as_ref().is_none_or(|id| s.id == *id));
    let found: Vec<QuoteReading> = of
        .flat_map(|s| &s.quotes)
        .filter(|q| spoke(q, &wanted))
        .cloned()
        .collect();
    let answer = answers::quotes(&asked.person, found, stories_left_off);
    let mut text = format!("{} remarks\n", answer.quotes.len() + answer.left_off);
    if stories_left_off > 0 {
        let _ = writeln!(
            text,
            "{stories_left_off} more stories name them and were not looked through"
        );
    }
    for quote in answer.quotes.iter().take(10) {
        let (Some(first), name) = (
            quote.variants.first(),
            quote.speaker.as_ref().map_or("", |s| &s.name),
        ) else {
            continue;
        };
        let place = first.citations.first();
        let cited = place.map_or_else(String::new, |c| {
            format!(" [{} {}..{}]", c.report, c.span.start(), c.span.end())
        });
        let _ = writeln!(text, "- {name}: “{}”{cited}", first.text);
    }
    Ok((answer, tell::guard::inert(&text)))
}
