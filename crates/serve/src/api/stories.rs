//! Stories: listed, and one as it was told.

use super::{Part, json};
use crate::App;
use crate::cursor::Cursor;
use crate::problem::Problem;
use archive::{Filter, Found, StoryRow};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use record::Independent;
use schemars::JsonSchema;
use serde::Serialize;

/// A part of the list of stories.
#[derive(Serialize, JsonSchema)]
pub(super) struct Stories {
    /// Version of the JSON form.
    schema: u32,
    /// The run that the list shows.
    run: i64,
    /// How many stories there are in all.
    total: i64,
    /// These, those told of last first.
    stories: Vec<Listed>,
    /// `cursor` of the next part, where there is one.
    next: Option<String>,
}

/// A story in a list.
#[derive(Serialize, JsonSchema)]
pub(super) struct Listed {
    /// Its id.
    pub(super) id: String,
    /// The headline that stands for it best.
    pub(super) title: String,
    /// Ids of its reports.
    pub(super) reports: Vec<String>,
    /// Earliest publication.
    pub(super) first_published: Option<String>,
    /// Latest publication.
    pub(super) last_published: Option<String>,
    /// How many stand behind it.
    pub(super) sources: Counts,
    /// Figures on which its reports conflict.
    pub(super) conflicts: i64,
}

/// How many reports, outlets and independent origins stand behind a story.
#[derive(Serialize, JsonSchema)]
pub(super) struct Counts {
    /// Reports.
    reports: i64,
    /// Different outlets.
    outlets: i64,
    /// Independent origins.
    independent: Independent,
}

impl Listed {
    pub(super) fn of(row: StoryRow, snapshot: &archive::Snapshot<'_>) -> Result<Self, Problem> {
        let members = snapshot.members(&row.id)?;
        let reports = members
            .into_iter()
            .filter(|(_, part)| part == "report")
            .map(|(id, _)| id);
        Ok(Self {
            reports: reports.collect(),
            sources: Counts {
                reports: row.reports,
                outlets: row.outlets,
                independent: row.independent,
            },
            conflicts: row.conflicts,
            id: row.id,
            title: row.title,
            first_published: row.first_published,
            last_published: row.last_published,
        })
    }
}

/// Lists the stories, those told of last first.
#[utoipa::path(
    get,
    path = "/api/v1/stories",
    operation_id = "list_stories",
    params(Part),
    responses(
        (status = 200, description = "A part of the list", body = ref("#/components/schemas/Stories")),
        (status = 400, description = "No such part"),
    )
)]
pub(super) async fn list(State(app): State<App>, Query(part): Query<Part>) -> Result<Response, Problem> {
    let limit = part.limit()?;
    let found = app.shelf.read(move |snapshot| {
        let cursor = Cursor::at(part.cursor.as_deref(), snapshot)?;
        let listed = snapshot.stories(&Filter::default(), cursor.page(limit))?;
        Ok(Stories {
            schema: record::SCHEMA,
            run: snapshot.run(),
            total: listed.total,
            next: cursor.next(listed.rows.len(), listed.total),
            stories: listed
                .rows
                .into_iter()
                .map(|row| Listed::of(row, snapshot))
                .collect::<Result<_, _>>()?,
        })
    });
    json(&found.await?)
}

/// Gives a story as it was told: brief, figures, remarks, timeline, who copied whom.
#[utoipa::path(
    get,
    path = "/api/v1/stories/{id}",
    operation_id = "get_story",
    params(("id" = String, Path, description = "The story’s id")),
    responses(
        (status = 200, description = "The story", body = ref("#/components/schemas/Story")),
        (status = 303, description = "It became part of another story, where this leads"),
        (status = 400, description = "The id is none"),
        (status = 404, description = "No story has this id"),
    )
)]
pub(super) async fn one(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Problem> {
    let found = app.shelf.read(move |snapshot| {
        let briefing = desk::brief(snapshot, std::slice::from_ref(&id))?;
        if let Some(story) = briefing.stories.into_iter().next() {
            return Ok(Ok(story));
        }
        match snapshot.find(&id) {
            Ok(Found::Story { id: now, .. }) if now != id => Ok(Err(now)),
            Err(error) if !matches!(error, archive::Error::Query(_)) => Err(error.into()),
            _ => Err(Problem::missing("No story has this id.")),
        }
    });
    match found.await? {
        Ok(story) => json(&story),
        Err(now) => {
            Ok(Redirect::to(&format!("/api/v1/stories/{}", crate::address::escaped(&now))).into_response())
        }
    }
}
