//! Adding reports: the page to drop files on, what it takes, and how that goes on.

use super::corrections::editing;
use super::{answer, line, short};
use crate::App;
use crate::address;
use crate::problem::Problem;
use crate::sign_in::Who;
use crate::uploads::Upload;
use askama::Template;
use axum::extract::{Extension, Multipart, Path, State};
use axum::http::header;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

#[derive(Template)]
#[template(path = "add.html")]
struct Add<'a> {
    query: &'a str,
    key: String,
    who: String,
    /// Whether a name is asked for.
    named: bool,
    megabytes: usize,
    uploads: Vec<Shown>,
    at_work: bool,
}

/// An upload as it is shown.
struct Shown {
    id: u64,
    told: String,
    done: bool,
    left_out: Vec<String>,
    stories: Vec<(String, String)>,
}

impl Shown {
    fn of(upload: Upload) -> Self {
        let title = |title: &str| {
            Some(short(title, 120))
                .filter(|t| !t.is_empty())
                .unwrap_or_else(|| "A story without a headline".to_owned())
        };
        Self {
            id: upload.id,
            told: line(&upload.told),
            done: upload.done,
            left_out: upload.left_out.iter().map(|why| line(why)).collect(),
            stories: upload
                .stories
                .iter()
                .map(|(id, named)| (address::story(id), title(named)))
                .collect(),
        }
    }
}

/// The page to drop files on.
pub(super) async fn page(
    State(app): State<App>,
    Extension(asks): Extension<Who>,
) -> Result<Response, Problem> {
    let editing = editing(&app)?;
    let uploads = editing.uploads.all();
    answer(&Add {
        query: "",
        key: editing.key.clone(),
        who: line(&editing.who),
        named: asks.name.is_none(),
        megabytes: crate::uploads::LARGEST >> 20,
        at_work: uploads.iter().any(|u| !u.done),
        uploads: uploads.into_iter().map(Shown::of).collect(),
    })
}

/// Takes files and has them added. A script is told the number, a form is led back to the page.
pub(super) async fn take(
    State(app): State<App>,
    Extension(asks): Extension<Who>,
    headers: HeaderMap,
    form: Multipart,
) -> Result<Response, Problem> {
    let editing = editing(&app)?;
    let (taken, who) = editing.uploads.take(form, |key| editing.own(key)).await?;
    let who = crate::editing::said("name", &asks.acts_as(who.as_deref().unwrap_or_default()))?;
    let id = editing.uploads.add(taken, &who);
    let script = headers
        .get(header::ACCEPT)
        .is_some_and(|kinds| kinds.as_bytes().starts_with(b"application/json"));
    if script {
        let told = serde_json::json!({ "id": id }).to_string();
        let kind = [(header::CONTENT_TYPE, "application/json")];
        return Ok((StatusCode::ACCEPTED, kind, told).into_response());
    }
    Ok(Redirect::to(&format!("/add#upload-{id}")).into_response())
}

/// How an upload stands, as a part of the page.
pub(super) async fn state(State(app): State<App>, Path(id): Path<u64>) -> Result<Response, Problem> {
    let upload = editing(&app)?
        .uploads
        .one(id)
        .ok_or_else(|| Problem::missing("No upload has this number."))?;
    let shown = Shown::of(upload);
    let told = serde_json::json!({
        "done": shown.done,
        "told": shown.told,
        "left_out": shown.left_out,
        "stories": shown.stories,
    });
    Ok(([(header::CONTENT_TYPE, "application/json")], told.to_string()).into_response())
}
