//! Reports: all that was read in one, and its text alone.

use super::json;
use crate::App;
use crate::problem::Problem;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

/// Gives a report as it was read.
#[utoipa::path(
    get,
    path = "/api/v1/reports/{id}",
    operation_id = "get_report",
    params(("id" = String, Path, description = "The report’s id")),
    responses(
        (status = 200, description = "The report", body = ref("#/components/schemas/Report")),
        (status = 400, description = "The id is none"),
        (status = 404, description = "No report has this id"),
    )
)]
pub(super) async fn one(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Problem> {
    let report = app.shelf.read(move |snapshot| Ok(snapshot.report(&id)?));
    json(
        &report
            .await?
            .ok_or_else(|| Problem::missing("No report has this id."))?,
    )
}

/// Which bytes of a text are wanted.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Range {
    /// The first byte [default: 0].
    start: usize,
    /// The byte after the last [default: the text's end].
    end: Option<usize>,
}

/// Gives a report's text, or the passage at these bytes of it, as it is cited.
#[utoipa::path(
    get,
    path = "/api/v1/reports/{id}/text",
    operation_id = "get_text",
    params(("id" = String, Path, description = "The report’s id"), Range),
    responses(
        (status = 200, description = "The words", body = String, content_type = "text/plain; charset=utf-8"),
        (status = 400, description = "No passage is at these bytes"),
        (status = 404, description = "No report has this id"),
    )
)]
pub(super) async fn text(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(range): Query<Range>,
) -> Result<Response, Problem> {
    let report = app.shelf.read(move |snapshot| Ok(snapshot.report(&id)?));
    let report = report
        .await?
        .ok_or_else(|| Problem::missing("No report has this id."))?;
    let end = range.end.unwrap_or(report.text.len());
    let span = report
        .text
        .span(range.start, end)
        .ok_or_else(|| Problem::bad("No words of this text stand at these bytes."))?;
    let words = report.text.at(span).to_owned();
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], words).into_response())
}
