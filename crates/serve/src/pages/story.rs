//! A story: its brief with every citation a link to the passage, where the reports differ, who said what, how it went on, who
//! copied whom, and the reports.

use super::{ById, answer, line};
use crate::App;
use crate::address::{self, Addresses};
use crate::problem::Problem;
use crate::shelf::Kept;
use crate::sign_in::Who;
use archive::Found;
use askama::Template;
use axum::extract::{Extension, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use record::Briefing;
use serde::{Deserialize, Serialize};

/// Figures that are named beside a story.
const FIGURES: usize = 8;

#[derive(Template)]
#[template(path = "story.html")]
struct Story<'a> {
    query: &'a str,
    article: Article,
    /// Each form to save it in, with its address.
    forms: Vec<(&'static str, String)>,
    corrections: Vec<Correction>,
    /// Figures that several reports give, each with its page.
    figures: Vec<(String, String)>,
    /// The form for a note, where the app takes one.
    note: Option<String>,
}

/// What is kept of a story as one run told it.
#[derive(Default, Serialize, Deserialize)]
struct Article {
    title: String,
    html: String,
    sections: Vec<(String, String)>,
    /// Id and name of each report.
    reports: Vec<(String, String)>,
    /// Name and address of each figure that several reports give.
    #[serde(default)]
    figures: Vec<(String, String)>,
}

/// What a person said of it.
pub(super) struct Correction {
    pub(super) id: i64,
    pub(super) kind: String,
    pub(super) target: String,
    pub(super) href: String,
    pub(super) value: String,
    pub(super) by: String,
    pub(super) why: String,
    pub(super) undone: Option<String>,
    pub(super) can_undo: bool,
}

impl Correction {
    pub(super) fn of(c: &archive::Correction, editing: bool) -> Self {
        let day = |at: &str| tell::date(at.get(..10).unwrap_or(at));
        Self {
            id: c.id,
            kind: line(&c.kind),
            target: line(&c.target),
            // An id of a report leads there from the page of stories too.
            href: address::story(&c.target),
            value: line(&c.value),
            by: format!("{}, {}", line(&c.who), day(&c.at)),
            why: line(&c.why),
            undone: c.undone_by.as_deref().map(|by| {
                let why = c.undone_why.as_deref().unwrap_or_default();
                format!("{}: {}", line(by), line(why))
            }),
            can_undo: editing && c.undone_by.is_none(),
        }
    }
}

enum Answer {
    Page(Box<Story<'static>>),
    Elsewhere(String),
}

pub(super) async fn by_query(
    app: State<App>,
    asks: Extension<Who>,
    Query(by): Query<ById>,
) -> Result<Response, Problem> {
    page(app, asks, Path(by.id)).await
}

pub(super) async fn page(
    State(app): State<App>,
    Extension(asks): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let shelf = app.shelf.clone();
    let editing = app.edits(&asks);
    let found = app.shelf.read(move |snapshot| {
        let Some(row) = snapshot.story_row(&id)? else {
            return elsewhere(snapshot, &id);
        };
        let key = Kept {
            part: "story",
            run: row.run,
            id: id.clone(),
        };
        let kept = shelf.keep(key, || {
            let briefing = desk::brief(snapshot, std::slice::from_ref(&id))?;
            let told = tell::html::article(&briefing, &Addresses)
                .ok_or_else(|| Problem::missing("This story is told no longer."))?;
            snapshot.wanted()?;
            let article = Article {
                title: line(&told.title),
                html: told.html,
                sections: told
                    .sections
                    .into_iter()
                    .map(|(id, title)| (id, title.to_owned()))
                    .collect(),
                reports: named(&briefing),
                figures: figures(&briefing),
            };
            Ok(serde_json::to_string(&article).unwrap_or_default())
        })?;
        let article: Article = serde_json::from_str(&kept).unwrap_or_default();
        Ok(Answer::Page(Box::new(Story {
            query: "",
            figures: article.figures.clone(),
            forms: super::export::FORMS
                .map(|(form, name, ..)| (name, address::export(&id, form)))
                .to_vec(),
            note: editing.then(|| address::correct("note", &id, "")),
            article,
            corrections: snapshot
                .corrections(Some(&id))?
                .iter()
                .map(|c| Correction::of(c, editing))
                .collect(),
        })))
    });
    match found.await? {
        Answer::Page(page) => answer(&*page),
        Answer::Elsewhere(to) => Ok(Redirect::to(&to).into_response()),
    }
}

/// Figures that several reports give, those in conflict first.
fn figures(briefing: &Briefing) -> Vec<(String, String)> {
    let Some(story) = briefing.stories.first() else {
        return Vec::new();
    };
    let mut several: Vec<&record::Reading> = story.quantities.iter().filter(|r| r.reports > 1).collect();
    several.sort_by_key(|r| {
        (
            r.relation != record::Relation::Conflict,
            std::cmp::Reverse(r.reports),
        )
    });
    several
        .into_iter()
        .take(FIGURES)
        .map(|r| {
            let name = super::short(&tell::label::title(r), 60);
            (name, super::figure::place(&story.id, r))
        })
        .collect()
}

/// The reports of a story as its citations number them, then earlier versions of them.
fn named(briefing: &Briefing) -> Vec<(String, String)> {
    let Some(story) = briefing.stories.first() else {
        return Vec::new();
    };
    let name = |id: &String, before: String| {
        let report = briefing.report(id)?;
        let headline = report.headline.as_deref().unwrap_or("no headline");
        let called = tell::html::head(report).name;
        Some((
            id.clone(),
            super::short(&format!("{before}{called}: {headline}"), 70),
        ))
    };
    let numbered = story
        .reports
        .iter()
        .chain(story.round_ups.iter().map(|r| &r.report));
    let numbered = numbered.filter(|id| briefing.report(id).is_some()).zip(1..);
    numbered
        .filter_map(|(id, n)| name(id, format!("{n}. ")))
        .chain(
            story
                .earlier
                .iter()
                .filter_map(|id| name(id, "earlier, ".to_owned())),
        )
        .collect()
}

/// Where an id leads that is of no story now: a story that became part of another, a report.
fn elsewhere(snapshot: &archive::Snapshot<'_>, id: &str) -> Result<Answer, Problem> {
    let to = match snapshot.find(id) {
        Ok(Found::Story { id, .. }) => address::story(&id),
        Ok(Found::Report(id)) => address::report(&id),
        Err(archive::Error::Query(_)) => return Err(Problem::missing("No story has this id.")),
        Err(error) => return Err(error.into()),
    };
    Ok(Answer::Elsewhere(to))
}
