//! The pages for people: a file each. All that a report says is made inert and escaped before it stands on one.

mod add;
mod alerts;
mod compare;
mod corrections;
mod export;
mod figure;
mod log;
mod person;
mod report;
mod search;
mod stories;
mod story;

use crate::App;
use crate::problem::Problem;
use askama::Template;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};

pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/", get(stories::page))
        .route("/stories", get(story::by_query))
        .route("/stories/{id}", get(story::page))
        .route("/export", get(export::by_query))
        .route("/stories/{id}/export/{form}", get(export::save))
        .route("/reports", get(report::by_query))
        .route("/reports/{id}", get(report::page))
        .route("/reports/{id}/source", get(report::source))
        .route("/compare", get(compare::page))
        .route("/search", get(search::page))
        .route("/figures", get(figure::page))
        .route("/log", get(log::page))
        .route("/alerts", get(alerts::page))
        .route("/alerts.atom", get(alerts::atom))
        .route(
            "/add",
            get(add::page).post(add::take).layer(DefaultBodyLimit::max(
                crate::uploads::LARGEST + crate::safety::BODY,
            )),
        )
        .route("/add/{id}", get(add::state))
        .route("/corrections", get(corrections::list))
        .route("/correct", get(corrections::ask).post(corrections::make))
        .route("/undo", post(corrections::undo))
        .route("/rerun", post(corrections::rerun))
        .route("/people", get(person::by_query))
        .route("/people/{entity}", get(person::page))
        .route("/api", get(try_it))
}

/// The id of an address that has it in its query.
#[derive(serde::Deserialize)]
struct ById {
    id: String,
}

/// A page as an answer.
fn answer(page: &impl Template) -> Result<Response, Problem> {
    let html = page
        .render()
        .map_err(|e| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, e.to_string()))?;
    Ok(Html(html).into_response())
}

#[derive(Template)]
#[template(path = "refusal.html")]
struct Refusal<'a> {
    query: &'a str,
    title: &'a str,
    detail: &'a str,
}

/// The page of a refusal.
pub(crate) fn refusal(title: &str, detail: &str) -> String {
    let detail = line(detail);
    let page = Refusal {
        query: "",
        title,
        detail: &detail,
    };
    page.render().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    /// Whether users sign in by name.
    named: bool,
    wrong: bool,
}

/// The page that asks for the token, or for name and password.
pub(crate) fn sign_in(named: bool, wrong: bool) -> String {
    SignIn { named, wrong }.render().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "try.html")]
struct Try<'a> {
    query: &'a str,
}

async fn try_it() -> Result<Response, Problem> {
    answer(&Try { query: "" })
}

/// What a report says, inert and escaped for a picture that is written here.
fn inert(text: &str) -> String {
    let mut out = String::new();
    for c in line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// What a report says, on one line and inert; the template escapes it.
fn line(text: &str) -> String {
    tell::guard::inert(&tell::guard::one_line(text))
}

/// The same, cut after a word where it is longer than `most` letters.
fn short(text: &str, most: usize) -> String {
    let line = line(text);
    let Some((end, _)) = line.char_indices().nth(most) else {
        return line;
    };
    let cut = line.get(..end).unwrap_or(&line);
    format!("{} …", cut.rsplit_once(' ').map_or(cut, |(words, _)| words))
}

/// "dora-quill" as a name: the ids of entities are all that a list has of them.
fn entity(id: &str) -> String {
    let word = |w: &str| {
        let mut letters = w.chars();
        let first = letters
            .next()
            .map(|c| c.to_uppercase().to_string())
            .unwrap_or_default();
        first + letters.as_str()
    };
    line(&id.split('-').map(word).collect::<Vec<_>>().join(" "))
}

/// How many independent sources, how they stand, and where they lead: what every list shows of a story.
struct Row {
    href: String,
    title: String,
    /// "4" or "2–3".
    sources: String,
    sign: &'static str,
    standing: &'static str,
    class: &'static str,
    /// "8 reports · 8 outlets".
    counts: String,
    conflicts: i64,
    when: String,
    lead: String,
    differ: Vec<String>,
}

impl Row {
    fn of(row: &archive::StoryRow) -> Self {
        let standing = tell::Standing::of(row.independent);
        let (low, high) = (row.independent.low, row.independent.high);
        let count = |n: i64, what: &str| tell::count(usize::try_from(n).unwrap_or(0), what);
        Self {
            href: crate::address::story(&row.id),
            title: Some(short(&row.title, 160))
                .filter(|t| !t.is_empty())
                .unwrap_or_else(|| "A story without a headline".to_owned()),
            sources: if low == high {
                low.to_string()
            } else {
                format!("{low}–{high}")
            },
            sign: standing.sign(),
            standing: standing.words(),
            class: match standing {
                tell::Standing::Confirmed => "confirmed",
                tell::Standing::Perhaps => "perhaps",
                tell::Standing::One => "lone",
            },
            counts: format!(
                "{} · {}",
                count(row.reports, "report"),
                count(row.outlets, "outlet")
            ),
            conflicts: row.conflicts,
            when: row
                .last_published
                .as_deref()
                .map(tell::date)
                .unwrap_or_else(|| "undated".to_owned()),
            lead: String::new(),
            differ: Vec::new(),
        }
    }
}
