//! Server-Sent Events: what changes in the archive, told as it does.

use crate::App;
use crate::events::{self, Changes, Listener};
use crate::problem::Problem;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;
use utoipa::IntoParams;

/// How often a listener hears that the connection stands, where there is nothing to tell.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How long a connection lasts; then the client asks again, and whether it may listen is looked at anew.
const LASTS: Duration = Duration::from_secs(10 * 60);
/// After how long a client asks again whose connection ended, in milliseconds.
const AGAIN: Duration = Duration::from_secs(3);

/// From where on to tell.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct From {
    /// Tell first what changed after this run, as `Last-Event-ID` does.
    #[param(minimum = 0, example = 1)]
    since: Option<i64>,
}

/// Tells of new, changed and merged stories as runs bring them.
///
/// Each event is named `stories`, its id is the run, its data are the changes in JSON. Whoever gives `Last-Event-ID`, as
/// browsers do, or `since`, is told first what changed after that run.
#[utoipa::path(
    get,
    path = "/api/v1/events",
    operation_id = "hear_events",
    params(From, ("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that was heard")),
    responses(
        (status = 200, description = "Events, as they come: the data of each is a `Changes`", content_type = "text/event-stream", body = String),
        (status = 400, description = "`since` is no number"),
    )
)]
pub(super) async fn hear(
    State(app): State<App>,
    Query(from): Query<From>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let heard = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok())
        .and_then(|id| id.trim().parse::<i64>().ok());
    let known = heard.or(from.since);
    let listen = |now| {
        app.events.listen(&app.shelf, now).ok_or_else(|| {
            Problem::later(
                StatusCode::SERVICE_UNAVAILABLE,
                60,
                "Too many listen already. Ask again in a while.",
            )
        })
    };
    let head = app.shelf.read(|snapshot| Ok(snapshot.run())).await?;
    let listener = listen(head)?;
    // What changed while this one began to listen is told once: by what was missed.
    let missed = app.shelf.read(move |snapshot| {
        let missed = known.map(|known| events::since(snapshot, known)).transpose()?;
        Ok((snapshot.run(), missed.flatten()))
    });
    let (run, missed) = missed.await?;
    let stream = Sse::new(told(listener, run, missed)).keep_alive(KeepAlive::new().interval(HEARTBEAT));
    Ok(stream.into_response())
}

/// What a connection has told and is to tell.
struct Telling {
    listener: Listener,
    run: i64,
    first: Option<Event>,
    ends: Instant,
}

fn told(
    listener: Listener,
    run: i64,
    missed: Option<Changes>,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let first = match missed {
        Some(changes) => event(&changes),
        // An answer that begins at once tells the client that it is heard.
        None => Event::default().comment("listening").retry(AGAIN),
    };
    let telling = Telling {
        listener,
        run,
        first: Some(first),
        ends: Instant::now() + LASTS,
    };
    stream::unfold(telling, |mut telling| async move {
        if let Some(first) = telling.first.take() {
            return Some((Ok(first), telling));
        }
        let changes = next(&mut telling).await?;
        telling.run = changes.run;
        Some((Ok(event(&changes)), telling))
    })
}

/// The next changes; none where the connection ends. A client that was too slow for some asks again, and is told them then.
async fn next(telling: &mut Telling) -> Option<Arc<Changes>> {
    let Telling {
        listener, run, ends, ..
    } = telling;
    loop {
        let heard = tokio::select! {
            () = tokio::time::sleep_until(*ends) => return None,
            _ = listener.stopping.wait_for(|stopping| *stopping) => return None,
            heard = listener.told.recv() => heard,
        };
        match heard {
            Ok(changes) if changes.run > *run => return Some(changes),
            Ok(_) => {}
            Err(RecvError::Lagged(_) | RecvError::Closed) => return None,
        }
    }
}

fn event(changes: &Changes) -> Event {
    Event::default()
        .event("stories")
        .id(changes.run.to_string())
        .retry(AGAIN)
        .json_data(changes)
        .unwrap_or_else(|_| Event::default().comment("can't be told"))
}
