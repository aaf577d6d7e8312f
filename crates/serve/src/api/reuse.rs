//! Who shares text with whom: the pairs of a story, and any two reports side by side.

use super::json;
use crate::App;
use crate::problem::Problem;
use axum::extract::{Query, State};
use axum::response::Response;
use record::Reuse;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

/// The pairs of reports of a story that share text.
#[derive(Serialize, JsonSchema)]
pub(super) struct Pairs {
    /// Version of the JSON form.
    schema: u32,
    /// The story's id.
    story: String,
    /// The pairs.
    reuse: Vec<Reuse>,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Of {
    /// The story's id.
    story: String,
}

/// Lists the pairs of a story's reports that share text, with the passages.
#[utoipa::path(
    get,
    path = "/api/v1/reuse",
    operation_id = "list_reuse",
    params(Of),
    responses(
        (status = 200, description = "The pairs", body = ref("#/components/schemas/Pairs")),
        (status = 400, description = "No story is named"),
        (status = 404, description = "No story has this id"),
    )
)]
pub(super) async fn pairs(State(app): State<App>, Query(of): Query<Of>) -> Result<Response, Problem> {
    let found = app.shelf.read(move |snapshot| {
        let briefing = desk::brief(snapshot, std::slice::from_ref(&of.story))?;
        let story = briefing.stories.into_iter().next();
        let story = story.ok_or_else(|| Problem::missing("No story has this id."))?;
        Ok(Pairs {
            schema: record::SCHEMA,
            story: story.id,
            reuse: story.reuse,
        })
    });
    json(&found.await?)
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Two {
    /// Id of one report.
    a: String,
    /// Id of the other.
    b: String,
}

/// Sets two reports side by side: what they share in step, what differs, and what one of them rests on.
#[utoipa::path(
    get,
    path = "/api/v1/compare",
    operation_id = "compare_reports",
    params(Two),
    responses(
        (status = 200, description = "Both, side by side", body = ref("#/components/schemas/Comparison")),
        (status = 400, description = "No two reports are named"),
        (status = 404, description = "No report has this id"),
    )
)]
pub(super) async fn compare(State(app): State<App>, Query(two): Query<Two>) -> Result<Response, Problem> {
    let compared = app
        .shelf
        .read(move |snapshot| crate::compare::compare(snapshot, &two.a, &two.b));
    json(&compared.await?)
}
