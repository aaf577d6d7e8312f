//! Adding a file by a program, where the app takes any.

use super::json;
use crate::App;
use crate::editing::Editing;
use crate::problem::Problem;
use crate::sign_in::Who;
use axum::body::Body;
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

/// How an upload stands.
#[derive(Serialize, JsonSchema)]
pub(super) struct Upload {
    /// Version of the JSON form.
    schema: u32,
    /// Its number.
    id: u64,
    /// Whether it is done.
    done: bool,
    /// What is being done, or what came of it, in a sentence.
    told: String,
    /// Reports that were added.
    added: usize,
    /// What could not be read, and why.
    left_out: Vec<String>,
    /// Stories that are new or changed by it.
    stories: Vec<Touched>,
}

/// A story that an upload brought or changed.
#[derive(Serialize, JsonSchema)]
struct Touched {
    /// Its id.
    id: String,
    /// Its title.
    title: String,
}

impl From<crate::uploads::Upload> for Upload {
    fn from(upload: crate::uploads::Upload) -> Self {
        let stories = upload.stories.into_iter();
        Self {
            schema: record::SCHEMA,
            id: upload.id,
            done: upload.done,
            told: upload.told,
            added: upload.added,
            left_out: upload.left_out,
            stories: stories.map(|(id, title)| Touched { id, title }).collect(),
        }
    }
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct As {
    /// The file's name, by which its format is told where its bytes don't.
    #[param(min_length = 1, example = "fire.txt")]
    name: String,
    /// Who adds it, where users don't sign in by name.
    #[param(example = "ann")]
    who: Option<String>,
}

fn editing(app: &App) -> Result<&Editing, Problem> {
    let only_shows = || {
        Problem::new(
            StatusCode::FORBIDDEN,
            "This app only shows. Start it with --edit to add reports to it.",
        )
    };
    app.editing.as_ref().ok_or_else(only_shows)
}

/// Takes a file and has it added. The bytes are the body, as `application/octet-stream`: no form of another site's page can send
/// that.
#[utoipa::path(
    post,
    path = "/api/v1/uploads",
    operation_id = "add_file",
    params(As),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file’s bytes, 64 MB at most"),
    responses(
        (status = 202, description = "It is taken; `Location` says where to ask how it stands", body = ref("#/components/schemas/Upload"),
            headers(("Location" = String, description = "Where to ask how it stands"))),
        (status = 400, description = "It has no name, no bytes, or nobody adds it"),
        (status = 403, description = "The app only shows, or whoever asks may not add to it"),
        (status = 408, description = "The rest of the file did not come"),
        (status = 413, description = "The file is too large"),
        (status = 415, description = "It is not sent as `application/octet-stream`"),
    )
)]
pub(super) async fn take(
    State(app): State<App>,
    Extension(asks): Extension<Who>,
    Query(named): Query<As>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let editing = editing(&app)?;
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|k| k.to_str().ok())
        .unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/octet-stream") {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Send the file’s bytes as “Content-Type: application/octet-stream”.",
        ));
    }
    let who = crate::editing::said("name", &asks.acts_as(named.who.as_deref().unwrap_or_default()))?;
    let taken = editing.uploads.take_bytes(&named.name, body).await?;
    let id = editing.uploads.add(taken, &who);
    let upload = editing.uploads.one(id).map(Upload::from);
    let mut answer = json(&upload.ok_or_else(|| Problem::missing("No upload has this number."))?)?;
    *answer.status_mut() = StatusCode::ACCEPTED;
    Ok(([(header::LOCATION, format!("/api/v1/uploads/{id}"))], answer).into_response())
}

/// Tells how an upload stands. The last 50 are remembered while the app runs.
#[utoipa::path(
    get,
    path = "/api/v1/uploads/{id}",
    operation_id = "get_upload",
    params(("id" = u64, Path, description = "Its number", minimum = 1)),
    responses(
        (status = 200, description = "How it stands", body = ref("#/components/schemas/Upload")),
        (status = 400, description = "The number is none"),
        (status = 403, description = "The app only shows, or whoever asks may not add to it"),
        (status = 404, description = "No upload has this number"),
    )
)]
pub(super) async fn one(State(app): State<App>, Path(id): Path<u64>) -> Result<Response, Problem> {
    let upload = editing(&app)?.uploads.one(id).map(Upload::from);
    json(&upload.ok_or_else(|| Problem::missing("No upload has this number."))?)
}
