//! The description of the API: its paths by `utoipa`, the shapes of its answers by the types of `record`, which describe
//! themselves in the JSON Schema that OpenAPI 3.1 uses.

use super::{alerts, log, people, search, stories, uploads};
use crate::App;
use crate::problem::Told;
use axum::Router;
use axum::http::header;
use axum::routing::get;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(info(
    title = "Twosource",
    description = "What many news reports of the same events tell: what is independently confirmed, what conflicts, who said \
                   what, who copied whom. Offsets are bytes of a report’s `text` (UTF-8), end-exclusive.",
    license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
))]
struct Described;

/// What any request may be answered, whatever it asks for: the status, what it means, and whether it says when to ask again.
const ANY_TIME: [(&str, &str, bool); 3] = [
    ("401", "The token is asked for", false),
    (
        "429",
        "Too many wrong tokens, requests or files were sent just now",
        true,
    ),
    (
        "503",
        "The answer took too long, or another program is writing to the archive",
        true,
    ),
];

/// What is said of the API as a whole.
pub(super) fn base() -> utoipa::openapi::OpenApi {
    Described::openapi()
}

/// Gives the description at `/api/v1/openapi.json`.
pub(super) fn router(described: &utoipa::openapi::OpenApi) -> Router<App> {
    let text = document(described).to_string();
    Router::new().route(
        "/api/v1/openapi.json",
        get(|| async move { ([(header::CONTENT_TYPE, "application/json")], text) }),
    )
}

/// The description with the shapes of the answers.
fn document(described: &utoipa::openapi::OpenApi) -> Value {
    let mut document = serde_json::to_value(described).unwrap_or_default();
    let settings = SchemaSettings::draft2020_12().with(|s| {
        s.definitions_path = "/components/schemas".into();
        // What is given out, not what would be taken: fields that are always there are said to be.
        s.contract = schemars::generate::Contract::Serialize;
    });
    let mut generator = SchemaGenerator::new(settings);
    generator.subschema_for::<record::Story>();
    generator.subschema_for::<record::Report>();
    generator.subschema_for::<record::Comparison>();
    generator.subschema_for::<super::reuse::Pairs>();
    generator.subschema_for::<stories::Stories>();
    generator.subschema_for::<search::Found>();
    generator.subschema_for::<people::Person>();
    generator.subschema_for::<crate::events::Changes>();
    generator.subschema_for::<alerts::Alerts>();
    generator.subschema_for::<log::Log>();
    generator.subschema_for::<uploads::Upload>();
    generator.subschema_for::<Told>();
    let paths = document["paths"].as_object_mut().into_iter().flatten();
    for (method, operation) in paths.flat_map(|(_, path)| path.as_object_mut().into_iter().flatten()) {
        answers(method, &mut operation["responses"]);
    }
    document["components"]["schemas"] = generator.take_definitions(true).into();
    document
}

/// Says of an operation what holds of all: what any may be answered, and that every refusal is a problem in JSON.
fn answers(method: &str, responses: &mut Value) {
    for (status, description, again) in ANY_TIME {
        responses[status] = json!({ "description": description });
        if again {
            responses[status]["headers"] = json!({ "Retry-After": {
                "description": "Seconds after which it is worth asking again",
                "schema": { "type": "integer", "minimum": 0 }
            }});
        }
    }
    // Events have no end, and so nothing that a client could have already.
    if method == "get" && responses["200"]["content"]["text/event-stream"].is_null() {
        responses["304"] = json!({ "description": "The client has it" });
    }
    for (status, answer) in responses.as_object_mut().into_iter().flatten() {
        if status.starts_with(['4', '5']) {
            let problem = json!({ "schema": { "$ref": "#/components/schemas/Problem" } });
            answer["content"] = json!({ "application/problem+json": problem });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_that_is_named_is_there() {
        let (_, described) = crate::api::described();
        let document = document(&described);
        assert_eq!(document["openapi"], "3.1.0");
        let text = document.to_string();
        let named: Vec<&str> = text
            .split("#/components/schemas/")
            .skip(1)
            .filter_map(|t| t.split('"').next())
            .collect();
        assert!(named.len() > 20);
        for name in named {
            assert!(document["components"]["schemas"][name].is_object(), "{name}");
        }
    }
}
