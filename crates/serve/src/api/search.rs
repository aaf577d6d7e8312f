//! Search: the reports that hold some words, and where.

use super::{USUAL, json};
use crate::App;
use crate::cursor::Cursor;
use crate::problem::Problem;
use crate::search::Asked;
use archive::{Facet, Hits, Mark};
use axum::extract::{Query, State};
use axum::response::Response;
use record::Span;
use schemars::JsonSchema;
use serde::Serialize;

/// A part of what was found.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Found")]
pub(super) struct Found {
    /// Version of the JSON form.
    schema: u32,
    /// How many reports fit in all.
    total: i64,
    /// These.
    hits: Vec<Fits>,
    /// What the search can be narrowed by; with the first part alone.
    facets: Option<Narrower>,
    /// `cursor` of the next part, where there is one.
    next: Option<String>,
}

/// A report that fits.
#[derive(Serialize, JsonSchema)]
pub(super) struct Fits {
    /// Its id.
    report: String,
    /// Its headline.
    headline: Option<String>,
    /// Who published it.
    outlet: Option<String>,
    /// When it was published.
    published: Option<String>,
    /// The story that it is in.
    story: Option<String>,
    /// How well it fits, for comparing within one search only; higher is better.
    score: f64,
    /// A part of the text around the first words that fit.
    excerpt: Words,
    /// Where the words stand in the text, the first of them if they are many.
    marks: Vec<Words>,
}

/// Words at their place in a report's text.
#[derive(Serialize, JsonSchema)]
struct Words {
    #[serde(flatten)]
    span: Span,
    /// The words there.
    text: String,
}

impl From<Mark> for Words {
    fn from(mark: Mark) -> Self {
        Self {
            span: mark.span,
            text: mark.text,
        }
    }
}

/// What a search can be narrowed by.
#[derive(Serialize, JsonSchema)]
struct Narrower {
    /// `outlet` by name.
    outlets: Vec<Value>,
    /// `agency` by name.
    agencies: Vec<Value>,
    /// `person` by entity.
    people: Vec<Value>,
    /// `organization` by entity.
    organizations: Vec<Value>,
    /// `place` by entity.
    places: Vec<Value>,
    /// `measure`: what figures count or measure.
    measures: Vec<Value>,
    /// Days of publication, for `from` and `to`.
    days: Vec<Value>,
}

/// A value, and how many of the reports have it.
#[derive(Serialize, JsonSchema)]
struct Value {
    /// The value.
    value: String,
    /// Reports that have it among those that fit.
    reports: i64,
}

/// Finds reports by their words.
#[utoipa::path(
    get,
    path = "/api/v1/search",
    operation_id = "search_reports",
    params(Asked),
    responses(
        (status = 200, description = "A part of what was found", body = ref("#/components/schemas/Found")),
        (status = 400, description = "There is no word to look for, or a date is none"),
    )
)]
pub(super) async fn search(State(app): State<App>, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let found = app.shelf.read(move |snapshot| {
        let query = asked.query()?;
        let cursor = Cursor::at(asked.cursor.as_deref(), snapshot)?;
        let Hits { total, hits } = snapshot.search(&query, cursor.page(USUAL))?;
        let values = |facets: Vec<Facet>| {
            let value = |f: Facet| Value {
                value: f.value,
                reports: f.reports,
            };
            facets.into_iter().map(value).collect()
        };
        let facets = match cursor.is_first() {
            false => None,
            true => Some(snapshot.facets(&query)?),
        };
        Ok(Found {
            schema: record::SCHEMA,
            total,
            next: cursor.next(hits.len(), total),
            facets: facets.map(|f| Narrower {
                outlets: values(f.outlets),
                agencies: values(f.agencies),
                people: values(f.people),
                organizations: values(f.organizations),
                places: values(f.places),
                measures: values(f.measures),
                days: values(f.days),
            }),
            hits: hits
                .into_iter()
                .map(|hit| Fits {
                    report: hit.report.id,
                    headline: hit.report.headline,
                    outlet: hit.report.outlet,
                    published: hit.report.published,
                    story: hit.report.story,
                    score: hit.score,
                    excerpt: hit.excerpt.into(),
                    marks: hit.marks.into_iter().map(Words::from).collect(),
                })
                .collect(),
        })
    });
    json(&found.await?)
}
