//! The custody log: who did what and when, the last first.

use super::{answer, line, short};
use crate::App;
use crate::address;
use crate::problem::Problem;
use archive::Page;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

/// Entries of a page.
const MOST: usize = 100;

#[derive(Deserialize)]
pub(super) struct Asked {
    /// A report's id, a hash or a file's name.
    #[serde(default)]
    of: String,
    /// Entries that are passed over.
    #[serde(default)]
    after: usize,
}

#[derive(Template)]
#[template(path = "log.html")]
struct Log<'a> {
    query: &'a str,
    of: String,
    total: i64,
    entries: Vec<Shown>,
    next: Option<String>,
    first: Option<String>,
}

struct Shown {
    id: i64,
    at: String,
    who: String,
    act: String,
    file: String,
    /// The address and the id of the report or story.
    report: Option<(Option<String>, String)>,
    note: String,
    source: String,
}

impl Shown {
    /// `to` gives the address of what has this id; none where nothing has.
    fn of(entry: archive::Entry, to: &dyn Fn(&str) -> Option<String>) -> Self {
        let text = |value: Option<String>| value.as_deref().map(|v| short(v, 160)).unwrap_or_default();
        Self {
            id: entry.id,
            at: line(&entry.at.replace('T', " ").replace('Z', " UTC")),
            who: short(&entry.who, 80),
            act: line(&entry.act),
            file: match (entry.file, entry.line) {
                (Some(file), Some(n)) => short(&format!("{file}:{n}"), 160),
                (file, _) => text(file),
            },
            report: entry.report.map(|id| (to(&id), short(&id, 60))),
            note: text(entry.note),
            source: entry
                .source
                .map(|hash| hash.chars().take(12).collect())
                .unwrap_or_default(),
        }
    }
}

/// Gives a part of the log.
pub(super) async fn page(State(app): State<App>, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let page = app.shelf.read(move |snapshot| {
        let of = Some(asked.of.trim()).filter(|of| !of.is_empty());
        let part = |limit, offset| snapshot.log(of, Page { limit, offset });
        let total = part(0, 0)?.total;
        // The store has the oldest first.
        let end = usize::try_from(total).unwrap_or(0).saturating_sub(asked.after);
        let start = end.saturating_sub(MOST);
        let rows = part(end - start, start)?.rows;
        let to = |after: usize| {
            let to = address::with("/log", "after", &after.to_string());
            of.map_or_else(|| to.clone(), |of| address::with(&to, "of", of))
        };
        // What is logged of a story stands in the same field.
        let place = |id: &str| {
            let is_report = snapshot.report_row(id).ok().flatten().is_some();
            let is_story = || snapshot.story_row(id).ok().flatten().is_some();
            match is_report {
                true => Some(address::report(id)),
                false => is_story().then(|| address::story(id)),
            }
        };
        Ok(Log {
            query: "",
            of: line(&asked.of),
            total,
            entries: rows
                .into_iter()
                .rev()
                .map(|entry| Shown::of(entry, &place))
                .collect(),
            next: (start > 0).then(|| to(asked.after + MOST)),
            first: (asked.after > 0).then(|| to(0)),
        })
    });
    answer(&page.await?)
}
