//! Alerts: what was found that somebody wants to hear of, the last first.

use super::json;
use crate::App;
use crate::problem::Problem;
use axum::extract::{Query, State};
use axum::response::Response;
use desk::alerts::{Fired, Journal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

/// A part of what alerts found.
#[derive(Serialize, JsonSchema)]
pub(super) struct Alerts {
    /// Version of the JSON form.
    schema: u32,
    /// The run that was looked at last; none where no alert was looked for yet.
    run: Option<i64>,
    /// How many are remembered in all.
    total: usize,
    /// These, the last first.
    alerts: Vec<Alert>,
    /// `cursor` of the next part, where there is one.
    next: Option<String>,
}

/// A change that an alert is about. Whom it is sent to is told to nobody here.
#[derive(Serialize, JsonSchema)]
struct Alert {
    /// The same for the same change.
    id: String,
    /// The alert's name.
    alert: String,
    /// What kind: story, sources, conflict, quoted, figure, corrected.
    on: &'static str,
    /// The story's id.
    story: String,
    /// Its title.
    title: String,
    /// What changed, in a sentence.
    words: String,
    /// The run that changed it.
    run: i64,
    /// When it was found.
    at: String,
    /// Whether nothing of it is to be sent any more.
    sent: bool,
}

impl From<&Fired> for Alert {
    fn from(fired: &Fired) -> Self {
        Self {
            id: fired.id.clone(),
            alert: fired.alert.clone(),
            on: fired.on.word(),
            story: fired.story.clone(),
            title: fired.title.clone(),
            words: fired.words.clone(),
            run: fired.run,
            at: fired.at.clone(),
            sent: fired.is_done(),
        }
    }
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Part {
    /// At most so many entries [default: 20].
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// Where the list goes on, as `next` of the part before gave it.
    #[param(pattern = r"^[0-9a-f]{64}$")]
    cursor: Option<String>,
}

/// Lists what `twosource alert` found, the last first.
#[utoipa::path(
    get,
    path = "/api/v1/alerts",
    operation_id = "list_alerts",
    params(Part),
    responses(
        (status = 200, description = "A part of the list", body = ref("#/components/schemas/Alerts")),
        (status = 400, description = "No such part"),
    )
)]
pub(super) async fn list(State(app): State<App>, Query(part): Query<Part>) -> Result<Response, Problem> {
    let limit = super::limited(part.limit)?;
    let path = app.shelf.path();
    let journal = app.shelf.read(move |_| Ok(Journal::load(&path)?)).await?;
    let from = match part.cursor.as_deref().filter(|c| !c.is_empty()) {
        None => 0,
        // What fired later stands before it, so that a list which is read part by part repeats nothing.
        Some(last) => {
            let place = journal.fired.iter().rev().position(|f| f.id == last);
            place.ok_or_else(|| Problem::bad("This cursor was not given by a list."))? + 1
        }
    };
    let alerts: Vec<&Fired> = journal.fired.iter().rev().skip(from).take(limit).collect();
    let more = from + alerts.len() < journal.fired.len();
    json(&Alerts {
        schema: record::SCHEMA,
        run: journal.run,
        total: journal.fired.len(),
        next: alerts.last().filter(|_| more).map(|f| f.id.clone()),
        alerts: alerts.into_iter().map(Alert::from).collect(),
    })
}
