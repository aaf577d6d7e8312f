//! A story in the forms that other tools read, to be saved.

use crate::App;
use crate::problem::Problem;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use record::Briefing;
use tell::export::{annotations, bibtex, claims, csl, lineage, sheets};

/// The forms: the word of `twosource brief --format`, how a person calls it, its ending and its media type.
pub(super) const FORMS: [(&str, &str, &str, &str); 9] = [
    ("json", "Everything, as JSON", "json", "application/json"),
    ("md", "Markdown", "md", "text/markdown; charset=utf-8"),
    ("figures-csv", "Figures, as CSV", "csv", "text/csv; charset=utf-8"),
    ("quotes-csv", "Remarks, as CSV", "csv", "text/csv; charset=utf-8"),
    (
        "annotations",
        "Citations, as Web Annotations",
        "jsonld",
        "application/ld+json",
    ),
    ("claims", "Claims, as schema.org", "jsonld", "application/ld+json"),
    ("prov", "Who copied whom, as PROV", "json", "application/json"),
    ("bibtex", "Sources, as BibTeX", "bib", "application/x-bibtex"),
    (
        "csl",
        "Sources, as CSL",
        "json",
        "application/vnd.citationstyles.csl+json",
    ),
];

fn rendered(form: &str, briefing: &Briefing) -> Option<String> {
    Some(match form {
        "json" => serde_json::to_string_pretty(briefing).ok()?,
        "md" => tell::markdown::render(briefing),
        "figures-csv" => sheets::figures(briefing),
        "quotes-csv" => sheets::quotes(briefing),
        "annotations" => annotations::render(briefing),
        "claims" => claims::render(briefing),
        "prov" => lineage::render(briefing),
        "bibtex" => bibtex::render(briefing),
        "csl" => csl::render(briefing),
        _ => return None,
    })
}

#[derive(serde::Deserialize)]
pub(super) struct Asked {
    id: String,
    form: String,
}

pub(super) async fn by_query(app: State<App>, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    save(app, Path((asked.id, asked.form))).await
}

/// Gives a story in one of the forms, to be saved and not shown.
pub(super) async fn save(
    State(app): State<App>,
    Path((id, form)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (form, _, ending, media) = FORMS
        .into_iter()
        .find(|(word, ..)| *word == form)
        .ok_or_else(|| Problem::missing("There is no such form."))?;
    let saved = app.shelf.read(move |snapshot| {
        let briefing = desk::brief(snapshot, std::slice::from_ref(&id))?;
        if briefing.stories.is_empty() {
            return Err(Problem::missing("No story has this id."));
        }
        Ok(rendered(form, &briefing).unwrap_or_default())
    });
    // The name is of our words alone: an id may hold what a field of the answer may not.
    let name = format!("attachment; filename=\"story-{form}.{ending}\"");
    Ok((
        [
            (header::CONTENT_TYPE, media.to_owned()),
            (header::CONTENT_DISPOSITION, name),
        ],
        saved.await?,
    )
        .into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_that_is_offered_is_rendered() {
        for (form, ..) in FORMS {
            assert!(rendered(form, &Briefing::default()).is_some(), "{form}");
        }
        assert!(rendered("html", &Briefing::default()).is_none());
    }
}
