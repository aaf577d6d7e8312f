//! The stories, those told of last first: what is confirmed and what conflicts, before a word is read.

use super::{Row, answer, line};
use crate::App;
use crate::cursor::Cursor;
use crate::problem::Problem;
use crate::shelf::{Kept, Shelf};
use crate::sign_in::Who;
use archive::{Filter, Snapshot, StoryRow};
use askama::Template;
use axum::extract::{Extension, Query, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};

/// Stories of a page.
const MOST: usize = 40;

#[derive(Deserialize)]
pub(super) struct Asked {
    cursor: Option<String>,
}

#[derive(Template)]
#[template(path = "stories.html")]
struct Stories<'a> {
    query: &'a str,
    days: Vec<Day>,
    reports: i64,
    stories: i64,
    conflicts: usize,
    next: Option<String>,
    first: bool,
    /// The run that the page shows.
    run: i64,
    /// Whether reports can be added through the app.
    adds: bool,
    /// Whether the whole log may be seen.
    logs: bool,
    /// Who signed in.
    user: Option<String>,
    /// Whether somebody signed in at all.
    signed: bool,
}

/// The stories whose last report is of one day.
struct Day {
    date: String,
    /// Those of several reports.
    stories: Vec<Row>,
    /// Those of one.
    singles: Vec<Row>,
}

/// What is kept of a story for the list.
#[derive(Default, Serialize, Deserialize)]
struct Glance {
    lead: String,
    conflicts: Vec<String>,
}

pub(super) async fn page(
    State(app): State<App>,
    Extension(asks): Extension<Who>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (shelf, adds) = (app.shelf.clone(), app.edits(&asks));
    let signed = app.sessions.is_some();
    let page = app.shelf.read(move |snapshot| {
        let cursor = Cursor::at(asked.cursor.as_deref(), snapshot)?;
        let listed = snapshot.stories(&Filter::default(), cursor.page(MOST))?;
        let totals = snapshot.totals()?;
        let mut days: Vec<Day> = Vec::new();
        for row in &listed.rows {
            let mut shown = Row::of(row);
            if row.reports > 1 {
                let glance = glance(&shelf, snapshot, row)?;
                shown.lead = glance.lead;
                shown.differ = glance.conflicts;
            }
            if days.last().is_none_or(|d| d.date != shown.when) {
                days.push(Day {
                    date: shown.when.clone(),
                    stories: Vec::new(),
                    singles: Vec::new(),
                });
            }
            if let Some(day) = days.last_mut() {
                let of = if row.reports > 1 {
                    &mut day.stories
                } else {
                    &mut day.singles
                };
                of.push(shown);
            }
        }
        Ok(Stories {
            query: "",
            conflicts: listed.rows.iter().filter(|r| r.conflicts > 0).count(),
            next: cursor.next(listed.rows.len(), listed.total),
            first: cursor.is_first(),
            run: snapshot.run(),
            adds,
            logs: asks.role >= crate::users::Role::Admin,
            user: asks.name.as_deref().map(line),
            signed,
            days,
            reports: totals.reports,
            stories: totals.stories,
        })
    });
    answer(&page.await?)
}

/// The first sentence of a story's brief, and what conflicts in it.
fn glance(shelf: &Shelf, snapshot: &Snapshot<'_>, row: &StoryRow) -> Result<Glance, Problem> {
    let key = Kept {
        part: "glance",
        run: row.run,
        id: row.id.clone(),
    };
    let kept = shelf.keep(key, || {
        let briefing = desk::brief(snapshot, std::slice::from_ref(&row.id))?;
        let glance = tell::html::glance(&briefing);
        let glance = Glance {
            lead: glance.lead.as_deref().map(line).unwrap_or_default(),
            conflicts: glance.conflicts.iter().map(|c| line(c)).collect(),
        };
        Ok(serde_json::to_string(&glance).unwrap_or_default())
    })?;
    Ok(serde_json::from_str(&kept).unwrap_or_default())
}
