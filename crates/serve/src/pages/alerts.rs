//! What alerts told: as a page, and as a feed for whoever reads feeds.

use super::{answer, line, short};
use crate::App;
use crate::address;
use crate::problem::Problem;
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use desk::alerts::{Fired, Journal, feed};

/// Alerts of the page, the last first.
const MOST: usize = 200;

#[derive(Template)]
#[template(path = "alerts.html")]
struct Alerts<'a> {
    query: &'a str,
    looked: bool,
    fired: Vec<Shown>,
}

struct Shown {
    alert: String,
    title: String,
    href: String,
    words: String,
    at: String,
    /// Why it could not be sent, where it was to be.
    failed: Option<String>,
}

impl Shown {
    fn of(fired: &Fired) -> Self {
        Self {
            alert: short(&fired.alert, 80),
            title: Some(short(&fired.title, 160))
                .filter(|t| !t.is_empty())
                .unwrap_or_else(|| "A story without a headline".to_owned()),
            href: address::story(&fired.story),
            words: short(&fired.words, 400),
            at: line(&fired.at.replace('T', " ").replace('Z', " UTC")),
            failed: fired.why_not().map(|why| short(why, 200)),
        }
    }
}

async fn journal(app: &App) -> Result<Journal, Problem> {
    let path = app.shelf.path();
    app.shelf.read(move |_| Ok(Journal::load(&path)?)).await
}

/// The page.
pub(super) async fn page(State(app): State<App>) -> Result<Response, Problem> {
    let journal = journal(&app).await?;
    answer(&Alerts {
        query: "",
        looked: journal.run.is_some(),
        fired: journal.fired.iter().rev().take(MOST).map(Shown::of).collect(),
    })
}

/// The feed.
pub(super) async fn atom(State(app): State<App>) -> Result<Response, Problem> {
    let journal = journal(&app).await?;
    let text = feed::atom(&journal.fired, &app.home, &address::story);
    Ok((
        [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")],
        text,
    )
        .into_response())
}
