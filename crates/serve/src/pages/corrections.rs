//! What people put right: the list of it, the form for one more, and undoing.

use super::story::Correction;
use super::{answer, line, short};
use crate::App;
use crate::address;
use crate::editing::{Editing, Running, What};
use crate::problem::Problem;
use crate::sign_in::Who;
use crate::users::Role;
use archive::{CorrectionKind, Snapshot};
use askama::Template;
use axum::extract::{Extension, Form, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// Corrections of the list, the last first.
const MOST: usize = 200;

/// The app's editing; an error where it only shows.
pub(super) fn editing(app: &App) -> Result<&Editing, Problem> {
    app.editing.as_ref().ok_or_else(|| {
        Problem::new(
            axum::http::StatusCode::FORBIDDEN,
            "This app only shows. Start it with --edit to put things right in it.",
        )
    })
}

#[derive(Template)]
#[template(path = "corrections_page.html")]
struct All<'a> {
    query: &'a str,
    corrections: Vec<Correction>,
    key: Option<String>,
    who: String,
    /// Whether a name is asked for.
    names: bool,
    /// Whether all may be told anew.
    reruns: bool,
    run: Option<String>,
    at_work: bool,
}

/// All that was put right, and how the run that acts on it stands.
pub(super) async fn list(
    State(app): State<App>,
    Extension(asks): Extension<Who>,
) -> Result<Response, Problem> {
    let found = app.shelf.read(|snapshot| Ok(snapshot.corrections(None)?)).await?;
    let editing = app.editing.as_ref().filter(|_| app.edits(&asks));
    let run = editing.map(Editing::running).unwrap_or_default();
    answer(&All {
        query: "",
        corrections: found
            .iter()
            .rev()
            .take(MOST)
            .map(|c| Correction::of(c, editing.is_some()))
            .collect(),
        key: editing.map(|e| e.key.clone()),
        who: editing.map(|e| line(&e.who)).unwrap_or_default(),
        names: asks.name.is_none(),
        reruns: asks.role >= Role::Admin,
        at_work: matches!(run, Running::Since(_)),
        run: match run {
            Running::Never => None,
            Running::Since(began) => Some(format!(
                "All is being told anew since {began}. Load the page again to see whether that is done."
            )),
            Running::Done(told) => Some(line(&told)),
        },
    })
}

#[derive(Deserialize)]
pub(super) struct Asked {
    kind: String,
    target: String,
    #[serde(default)]
    value: String,
}

#[derive(Template)]
#[template(path = "correct.html")]
struct Ask<'a> {
    query: &'a str,
    title: &'static str,
    /// What is said to be wrong, in words.
    about: String,
    /// The words that it is about.
    words: Option<String>,
    /// Whether a name is asked for.
    named: bool,
    acts: bool,
    kind: String,
    target: String,
    value: String,
    back: String,
    key: String,
    who: String,
    /// Whether a name is asked for.
    names: bool,
}

/// The form for one correction.
pub(super) async fn ask(
    State(app): State<App>,
    Extension(asks): Extension<Who>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let names = asks.name.is_none();
    let (key, who) = {
        let editing = editing(&app)?;
        (editing.key.clone(), line(&editing.who))
    };
    let page = app.shelf.read(move |snapshot| {
        // An outlet's name is written into the form.
        let value = if asked.kind == "outlet" {
            "–"
        } else {
            &asked.value
        };
        let what = What::checked(snapshot, &asked.kind, &asked.target, value)?;
        let (title, about) = told(snapshot, &what)?;
        Ok(Ask {
            query: "",
            title,
            about,
            words: passage(snapshot, &what)?,
            named: what.kind == CorrectionKind::Outlet,
            acts: matches!(what.kind, CorrectionKind::Together | CorrectionKind::Apart),
            kind: asked.kind,
            back: back(snapshot, &what.target)?,
            target: what.target,
            value: if what.kind == CorrectionKind::Outlet {
                String::new()
            } else {
                what.value
            },
            key,
            who,
            names,
        })
    });
    answer(&page.await?)
}

/// What a correction of this kind says.
fn told(snapshot: &Snapshot<'_>, what: &What) -> Result<(&'static str, String), Problem> {
    let name = |id: &str| -> Result<String, Problem> {
        let row = snapshot.report_row(id)?;
        let outlet = row
            .as_ref()
            .and_then(|r| r.outlet.clone())
            .unwrap_or_else(|| id.to_owned());
        let headline = row
            .and_then(|r| r.headline)
            .unwrap_or_else(|| "no headline".to_owned());
        Ok(short(&format!("{outlet}, “{headline}”"), 120))
    };
    let of = name(&what.target)?;
    Ok(match what.kind {
        CorrectionKind::Speaker => (
            "Not this speaker",
            format!("In {of}, these words are not said by whom they are given to."),
        ),
        CorrectionKind::Figure => (
            "Not this figure",
            format!("In {of}, this figure is not what it was taken for."),
        ),
        CorrectionKind::Outlet => ("Another outlet", format!("{of} was published by another outlet.")),
        CorrectionKind::Note => ("A note", format!("A note on {of}.")),
        CorrectionKind::Apart => (
            "Two stories",
            format!("{of} and {} are of two stories.", name(&what.value)?),
        ),
        CorrectionKind::Together => (
            "One story",
            format!("{of} and {} are of one story.", name(&what.value)?),
        ),
    })
}

fn passage(snapshot: &Snapshot<'_>, what: &What) -> Result<Option<String>, Problem> {
    if !matches!(what.kind, CorrectionKind::Speaker | CorrectionKind::Figure) {
        return Ok(None);
    }
    let report = snapshot.report(&what.target)?;
    let words = report
        .zip(what.value.split_once('-'))
        .and_then(|(report, (start, end))| {
            let span = report.text.span(start.parse().ok()?, end.parse().ok()?)?;
            Some(short(report.text.at(span), 600))
        });
    Ok(words)
}

/// The page that a correction is about.
fn back(snapshot: &Snapshot<'_>, target: &str) -> Result<String, Problem> {
    Ok(match snapshot.report_row(target)? {
        Some(_) => address::report(target),
        None => address::story(target),
    })
}

#[derive(Deserialize)]
pub(super) struct Made {
    key: String,
    kind: String,
    target: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    who: String,
    why: String,
}

/// Keeps a correction and goes back to what it is about.
pub(super) async fn make(
    State(app): State<App>,
    Extension(asks): Extension<Who>,
    Form(made): Form<Made>,
) -> Result<Response, Problem> {
    editing(&app)?.own(&made.key)?;
    let within = app.clone();
    let to = app.shelf.read(move |snapshot| {
        let what = What::checked(snapshot, &made.kind, &made.target, &made.value)?;
        editing(&within)?.correct(&what, &asks.acts_as(&made.who), &made.why)?;
        Ok(match what.kind {
            CorrectionKind::Together | CorrectionKind::Apart => "/corrections".to_owned(),
            _ => format!("{}#put-right", back(snapshot, &what.target)?),
        })
    });
    Ok(Redirect::to(&to.await?).into_response())
}

#[derive(Deserialize)]
pub(super) struct Undone {
    key: String,
    id: i64,
    #[serde(default)]
    who: String,
    why: String,
}

/// Undoes a correction, which stays in the list.
pub(super) async fn undo(
    State(app): State<App>,
    Extension(asks): Extension<Who>,
    Form(undone): Form<Undone>,
) -> Result<Response, Problem> {
    editing(&app)?.own(&undone.key)?;
    let within = app.clone();
    let done = app
        .shelf
        .read(move |_| editing(&within)?.undo(undone.id, &asks.acts_as(&undone.who), &undone.why));
    done.await?;
    Ok(Redirect::to("/corrections").into_response())
}

#[derive(Deserialize)]
pub(super) struct Anew {
    key: String,
    #[serde(default)]
    who: String,
}

/// Has all told anew, with what people decided of stories.
pub(super) async fn rerun(
    State(app): State<App>,
    Extension(asks): Extension<Who>,
    Form(anew): Form<Anew>,
) -> Result<Response, Problem> {
    let editing = editing(&app)?;
    editing.own(&anew.key)?;
    editing.rerun(&asks.acts_as(&anew.who))?;
    Ok(Redirect::to("/corrections").into_response())
}
