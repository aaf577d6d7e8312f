//! A person: what they said, in which stories.

use super::json;
use super::stories::Listed;
use crate::App;
use crate::problem::Problem;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use record::QuoteReading;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

/// A person and a part of the stories that name them.
#[derive(Serialize, JsonSchema)]
pub(super) struct Person {
    /// Version of the JSON form.
    schema: u32,
    /// The entity's id.
    entity: String,
    /// The fullest name in these stories.
    name: String,
    /// Roles that reports give.
    roles: Vec<String>,
    /// Stories that name them, those told of last first.
    stories: Vec<Spoken>,
    /// `cursor` of the next part, where there is one.
    next: Option<String>,
}

/// A story, and what a person said in it.
#[derive(Serialize, JsonSchema)]
struct Spoken {
    /// The story.
    story: Listed,
    /// What they said in it, in which wordings.
    quotes: Vec<QuoteReading>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct On {
    /// Where the list goes on, as `next` of the part before gave it.
    #[param(pattern = r"^[0-9]{1,12}-[0-9]{1,6}$")]
    cursor: Option<String>,
}

/// Gives what a person said, story by story.
#[utoipa::path(
    get,
    path = "/api/v1/people/{entity}",
    operation_id = "get_person",
    params(("entity" = String, Path, description = "The person’s entity id", example = "ingrid-solvane"), On),
    responses(
        (status = 200, description = "The person", body = ref("#/components/schemas/Person")),
        (status = 400, description = "No such part"),
        (status = 404, description = "No story names them"),
    )
)]
pub(super) async fn person(
    State(app): State<App>,
    Path(entity): Path<String>,
    Query(on): Query<On>,
) -> Result<Response, Problem> {
    let found = app.shelf.read(move |snapshot| {
        let found = crate::people::person(snapshot, &entity, on.cursor.as_deref())?;
        let mut stories = Vec::with_capacity(found.stories.len());
        for (row, briefing) in found.stories {
            let quotes = briefing.stories.into_iter().flat_map(|s| s.quotes);
            let theirs =
                quotes.filter(|q| q.speaker.as_ref().and_then(|s| s.entity.as_deref()) == Some(&entity));
            stories.push(Spoken {
                quotes: theirs.collect(),
                story: Listed::of(row, snapshot)?,
            });
        }
        Ok(Person {
            schema: record::SCHEMA,
            entity,
            name: found.name,
            roles: found.roles,
            stories,
            next: found.next,
        })
    });
    json(&found.await?)
}
