//! The custody log: who did what and when, the last first.

use super::json;
use crate::App;
use crate::problem::Problem;
use archive::{Entry, Page};
use axum::extract::{Query, State};
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

/// A part of the custody log.
#[derive(Serialize, JsonSchema)]
pub(super) struct Log {
    /// Version of the JSON form.
    schema: u32,
    /// How many entries there are in all, or of what was asked for.
    total: i64,
    /// These, the last first.
    entries: Vec<Logged>,
    /// `cursor` of the next part, where there is one.
    next: Option<String>,
}

/// An entry.
#[derive(Serialize, JsonSchema)]
struct Logged {
    /// Its number, from 1 without a gap.
    id: i64,
    /// The run that it belongs to.
    run: Option<i64>,
    /// When.
    at: String,
    /// Who.
    who: String,
    /// What was done: began, added, met again, left out, noted, merged, ended, interrupted, corrected, undone.
    act: String,
    /// The file it came from.
    file: Option<String>,
    /// Line or record in that file.
    line: Option<i64>,
    /// SHA-256 of the bytes.
    source: Option<String>,
    /// The id of the report or story.
    report: Option<String>,
    /// Anything else, for a person.
    note: Option<String>,
    /// SHA-256 of the entry before it and of this one.
    chain: String,
}

impl From<Entry> for Logged {
    fn from(entry: Entry) -> Self {
        Self {
            id: entry.id,
            run: entry.run,
            at: entry.at,
            who: entry.who,
            act: entry.act,
            file: entry.file,
            line: entry.line,
            source: entry.source,
            report: entry.report,
            note: entry.note,
            chain: entry.chain,
        }
    }
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// The id of a report or story, a hash of bytes, or a file's name; all of the log where nothing is said.
    of: Option<String>,
    /// At most so many entries [default: 20].
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// Where the list goes on, as `next` of the part before gave it.
    #[param(pattern = r"^[0-9]{1,12}$", example = "20")]
    cursor: Option<String>,
}

/// Gives a part of the custody log, the last entry first. Where users sign in, admins see it.
#[utoipa::path(
    get,
    path = "/api/v1/log",
    operation_id = "list_log",
    params(Asked),
    responses(
        (status = 200, description = "A part of the log", body = ref("#/components/schemas/Log")),
        (status = 400, description = "No such part"),
        (status = 403, description = "Whoever asks may not see it"),
    )
)]
pub(super) async fn entries(State(app): State<App>, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let limit = super::limited(asked.limit)?;
    let digits = |c: &&str| c.len() <= 12 && c.bytes().all(|b| b.is_ascii_digit());
    let cursor = match asked.cursor.as_deref().filter(|c| !c.is_empty()) {
        None => None,
        Some(text) => {
            let left = Some(text).filter(digits).and_then(|c| c.parse::<usize>().ok());
            Some(left.ok_or_else(|| Problem::bad("This cursor was not given by a list."))?)
        }
    };
    let found = app.shelf.read(move |snapshot| {
        let of = asked.of.as_deref().map(str::trim).filter(|of| !of.is_empty());
        let total = snapshot.log(of, Page { limit: 0, offset: 0 })?.total;
        // The store has the oldest first, and nothing is ever put before it: so many as are left is where a list goes on.
        let all = usize::try_from(total).unwrap_or(0);
        let end = cursor.unwrap_or(all).min(all);
        let start = end.saturating_sub(limit);
        let part = Page {
            limit: end - start,
            offset: start,
        };
        let rows = snapshot.log(of, part)?.rows;
        Ok(Log {
            schema: record::SCHEMA,
            total,
            entries: rows.into_iter().rev().map(Logged::from).collect(),
            next: (start > 0).then(|| start.to_string()),
        })
    });
    json(&found.await?)
}
