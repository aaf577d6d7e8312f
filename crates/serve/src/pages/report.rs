//! A report to be read: its text with all that was found in it, and one passage lit up where a citation leads to it.

use super::story::Correction;
use super::{answer, line, short};
use crate::App;
use crate::address::{self, Addresses};
use crate::problem::Problem;
use crate::sign_in::Who;
use archive::Snapshot;
use askama::Template;
use axum::extract::{Extension, Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use record::{Briefing, Report, Span};
use serde::Deserialize;

/// Remarks and figures listed beside the text at most.
const LISTED: usize = 60;
/// Entries of the custody log that are shown.
const CUSTODY: usize = 20;

#[derive(Deserialize)]
pub(super) struct Asked {
    id: Option<String>,
    at: Option<String>,
}

#[derive(Template)]
#[template(path = "report.html")]
struct Read<'a> {
    query: &'a str,
    id: String,
    head: tell::html::Head,
    headline: String,
    lang: Option<String>,
    story: Option<(String, String)>,
    html: String,
    /// Whether a passage was asked for that is none of this text.
    astray: bool,
    quotes: Vec<Remark>,
    figures: Vec<Figure>,
    others: Vec<(String, String)>,
    custody: Vec<String>,
    /// Where the untouched bytes are had.
    source: Option<String>,
    hash: String,
    corrections: Vec<Correction>,
    /// The forms for a note and another outlet, where the app takes them.
    forms: Option<[String; 2]>,
}

/// What somebody said, and where.
struct Remark {
    speaker: String,
    person: Option<String>,
    words: String,
    href: String,
    /// The form that says it is not so.
    wrong: String,
}

/// A figure, and where it stands.
struct Figure {
    measure: String,
    words: String,
    who: String,
    href: String,
    /// The form that says it is not so.
    wrong: String,
}

pub(super) async fn by_query(
    app: State<App>,
    asks: Extension<Who>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let id = asked
        .id
        .clone()
        .ok_or_else(|| Problem::bad("Say which report by its id."))?;
    page(app, asks, Path(id), Query(asked)).await
}

pub(super) async fn page(
    State(app): State<App>,
    Extension(asks): Extension<Who>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let editing = app.edits(&asks);
    let page = app
        .shelf
        .read(move |snapshot| read(snapshot, id, asked.at.as_deref(), editing));
    answer(&page.await?)
}

/// The report of `id`, with the passage at `at` lit up.
fn read(
    snapshot: &Snapshot<'_>,
    id: String,
    at: Option<&str>,
    editing: bool,
) -> Result<Read<'static>, Problem> {
    let (row, as_read) = snapshot
        .report_row(&id)?
        .zip(snapshot.report(&id)?)
        .ok_or_else(|| Problem::missing("No report has this id."))?;
    let briefing = match &row.story {
        Some(story) => desk::brief(snapshot, std::slice::from_ref(story))?,
        None => Briefing::default(),
    };
    // As told in its story its names are linked with those of the other reports.
    let report = briefing
        .report(&id)
        .filter(|r| r.text == as_read.text)
        .unwrap_or(&as_read);
    let story = briefing.stories.first();
    let called = |id: &str| {
        briefing
            .report(id)
            .map_or_else(|| id.to_owned(), |r| tell::html::head(r).name)
    };
    let lit = at.and_then(|at| bytes(at, report));
    let shown = tell::html::Reader {
        report,
        stretches: story
            .and_then(|s| s.origins.stretches.get(&id))
            .map_or(&[], Vec::as_slice),
        called: &called,
        lit,
    };
    let mut head = tell::html::head(report);
    head.name = line(&head.name);
    head.about
        .iter_mut()
        .chain(&mut head.warnings)
        .for_each(|words| *words = line(words));
    let log = snapshot.log(
        Some(&id),
        archive::Page {
            limit: CUSTODY,
            offset: 0,
        },
    )?;
    Ok(Read {
        query: "",
        forms: editing.then(|| {
            [
                address::correct("note", &id, ""),
                address::correct("outlet", &id, ""),
            ]
        }),
        html: tell::html::reader(&shown, &Addresses),
        astray: at.is_some() && lit.is_none(),
        headline: report
            .headline
            .as_deref()
            .map_or_else(|| "Report without a headline".to_owned(), line),
        lang: report
            .language
            .clone()
            .filter(|l| l.bytes().all(|b| b.is_ascii_alphabetic())),
        story: story.map(|s| (address::story(&s.id), short(&s.title, 90))),
        quotes: quotes(report),
        figures: figures(report),
        others: briefing
            .reports
            .iter()
            .filter(|r| r.id != id)
            .map(|r| (r.id.clone(), short(&tell::html::head(r).name, 60)))
            .collect(),
        custody: log.rows.iter().map(entry).collect(),
        source: address::source(&id),
        hash: row.source,
        corrections: snapshot
            .corrections(Some(&id))?
            .iter()
            .map(|c| Correction::of(c, editing))
            .collect(),
        head,
        id,
    })
}

/// The passage that `at` names: START-END in bytes of the text.
fn bytes(at: &str, report: &Report) -> Option<Span> {
    let (start, end) = at.split_once('-')?;
    let span = report.text.span(start.parse().ok()?, end.parse().ok()?)?;
    (!span.is_empty()).then_some(span)
}

fn quotes(report: &Report) -> Vec<Remark> {
    let remark = |q: &record::Quote| {
        let first = q.content.first()?;
        let words: Vec<&str> = q.content.iter().map(|s| report.text.at(*s)).collect();
        Some(Remark {
            speaker: q
                .speaker
                .as_deref()
                .map_or_else(|| "Speaker not certain".to_owned(), |s| short(s, 80)),
            person: q.entity.as_deref().filter(|e| !e.is_empty()).map(address::person),
            words: short(&words.join(" … "), 180),
            href: address::passage(&report.id, *first),
            wrong: address::correct(
                "speaker",
                &report.id,
                &format!("{}-{}", first.start(), first.end()),
            ),
        })
    };
    report.quotes.iter().filter_map(remark).take(LISTED).collect()
}

fn figures(report: &Report) -> Vec<Figure> {
    let figure = |q: &record::Quantity| Figure {
        measure: line(&q.measure.replace('-', " ")),
        words: short(report.text.at(q.span), 80),
        who: q
            .attributed_to
            .as_deref()
            .map(|w| short(w, 80))
            .unwrap_or_default(),
        href: address::passage(&report.id, q.span),
        wrong: address::correct(
            "figure",
            &report.id,
            &format!("{}-{}", q.span.start(), q.span.end()),
        ),
    };
    report.quantities.iter().map(figure).take(LISTED).collect()
}

/// "added by desk, 4 March 2031 06:00, from reports/a.txt:3".
fn entry(entry: &archive::Entry) -> String {
    let from = entry.file.as_deref().map(|file| match entry.line {
        Some(n) => format!(", from {file}:{n}"),
        None => format!(", from {file}"),
    });
    let note = entry
        .note
        .as_deref()
        .map(|n| format!(" – {n}"))
        .unwrap_or_default();
    line(&format!(
        "{} by {}, {}{}{note}",
        entry.act,
        entry.who,
        entry.at,
        from.unwrap_or_default()
    ))
}

/// The bytes that were opened, untouched, to be saved and not shown.
pub(super) async fn source(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Problem> {
    let source = app.shelf.read(move |snapshot| Ok(snapshot.source(&id)?));
    let source = source
        .await?
        .ok_or_else(|| Problem::missing("No report has this id."))?;
    let name = format!("attachment; filename=\"{}.bin\"", source.id());
    Ok((
        [
            (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
            (header::CONTENT_DISPOSITION, name),
        ],
        source.bytes().to_vec(),
    )
        .into_response())
}
