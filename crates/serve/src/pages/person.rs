//! A person: what they said, where, and in which wordings.

use super::{Row, answer, entity, line};
use crate::App;
use crate::address::{self, Addresses};
use crate::problem::Problem;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use record::NameKind;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Asked {
    id: Option<String>,
    cursor: Option<String>,
}

#[derive(Template)]
#[template(path = "person.html")]
struct Person<'a> {
    query: &'a str,
    name: String,
    roles: String,
    stories: Vec<Told>,
    search: String,
    next: Option<String>,
}

/// A story that names them.
struct Told {
    row: Row,
    mentions: String,
    remarks: String,
}

pub(super) async fn by_query(app: State<App>, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let id = asked
        .id
        .clone()
        .ok_or_else(|| Problem::bad("Say who by their id."))?;
    page(app, Path(id), Query(asked)).await
}

pub(super) async fn page(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let page = app.shelf.read(move |snapshot| {
        let found = crate::people::person(snapshot, &id, asked.cursor.as_deref())?;
        let told = found.stories.iter().map(|(row, briefing)| {
            snapshot.wanted()?;
            let named = briefing
                .stories
                .iter()
                .flat_map(|s| &s.names)
                .find(|n| n.entity == id);
            Ok(Told {
                row: Row::of(row),
                mentions: named.map_or_else(String::new, |n| {
                    format!(
                        "named {} in {}",
                        tell::count(n.mentions, "time"),
                        tell::count(n.reports, "report")
                    )
                }),
                remarks: tell::html::remarks(briefing, &id, &Addresses),
            })
        });
        Ok(Person {
            query: "",
            stories: told.collect::<Result<_, archive::Error>>()?,
            name: if found.name.is_empty() {
                entity(&id)
            } else {
                line(&found.name)
            },
            roles: line(&found.roles.join("; ")),
            search: {
                let field = match found.kind {
                    NameKind::Organization => "organization",
                    NameKind::Place => "place",
                    _ => "person",
                };
                format!("/search?{field}={}", address::escaped(&id))
            },
            next: found
                .next
                .map(|next| address::with(&address::person(&id), "cursor", &next)),
        })
    });
    answer(&page.await?)
}
