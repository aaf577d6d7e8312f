//! The REST API below `/api/v1`: a file a resource, in the shapes of the contract, described by OpenAPI.

mod alerts;
mod events;
mod log;
mod openapi;
mod people;
mod reports;
mod reuse;
mod search;
mod stories;
mod uploads;

use crate::App;
use crate::problem::Problem;
use axum::Router;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Entries of a part of a list, where nothing else is asked for, and at most.
const USUAL: usize = 20;
const MOST: usize = 100;

pub(crate) fn router() -> Router<App> {
    let (router, described) = described();
    router.merge(openapi::router(&described))
}

/// The paths and their description.
fn described() -> (Router<App>, utoipa::openapi::OpenApi) {
    OpenApiRouter::<App>::with_openapi(openapi::base())
        .routes(routes!(stories::list))
        .routes(routes!(stories::one))
        .routes(routes!(reports::one))
        .routes(routes!(reports::text))
        .routes(routes!(reuse::pairs))
        .routes(routes!(reuse::compare))
        .routes(routes!(search::search))
        .routes(routes!(people::person))
        .routes(routes!(events::hear))
        .routes(routes!(alerts::list))
        .routes(routes!(log::entries))
        .routes(routes!(uploads::take))
        .routes(routes!(uploads::one))
        .split_for_parts()
}

/// JSON as an answer.
fn json(value: &impl Serialize) -> Result<Response, Problem> {
    let bytes = serde_json::to_vec(value)
        .map_err(|e| Problem::new(axum::http::StatusCode::INTERNAL_SERVER_ERROR, e.to_string()))?;
    Ok(([(axum::http::header::CONTENT_TYPE, "application/json")], bytes).into_response())
}

/// Which part of a list is wanted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct Part {
    /// At most so many entries [default: 20].
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// Where the list goes on, as `next` of the part before gave it.
    #[param(pattern = r"^[0-9]{1,12}-[0-9]{1,6}$", example = "1-20")]
    cursor: Option<String>,
}

impl Part {
    fn limit(&self) -> Result<usize, Problem> {
        limited(self.limit)
    }
}

/// How many entries a part has.
fn limited(asked: Option<usize>) -> Result<usize, Problem> {
    match asked {
        None => Ok(USUAL),
        Some(n) if (1..=MOST).contains(&n) => Ok(n),
        Some(_) => Err(Problem::bad("A part of a list has 1 to 100 entries.")),
    }
}
