//! Reports by their words.

use super::{Answer, bounded, refused};
use crate::answers::{self, Found, FoundReport, ReportLine};
use crate::library::{Library, Told};
use record::{Citation, Span};
use schemars::JsonSchema;
use serde::Deserialize;
use std::fmt::Write;

/// Bytes before and after a word in an excerpt.
const EXCERPT: usize = 160;

/// What `search_reports` is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordsAsked {
    /// Words that must all stand in a report. In an archive, words in double quotes stand next to each other.
    words: String,
    /// At most so many, 1 to 50. Default 20.
    #[serde(default)]
    limit: Option<usize>,
    /// Files or folders to look at, below those that the server was started with. Default: the archive, else all of them.
    #[serde(default)]
    paths: Vec<String>,
}

pub(crate) fn search_reports(library: &Library, asked: &WordsAsked) -> Answer<Found> {
    bounded("the words", &asked.words)?;
    let limit = asked.limit.unwrap_or(20).clamp(1, answers::MOST);
    let found = match library.archive(&asked.paths)? {
        Some(archive) => in_archive(&archive, &asked.words, limit)?,
        None => in_files(&*library.told(&asked.paths)?, &asked.words, limit)?,
    };
    let mut text = format!("{} reports\n", found.total);
    for hit in found.hits.iter().take(20) {
        let r = &hit.report;
        let _ = writeln!(
            text,
            "- {} ({}, {}): {}",
            r.id,
            r.outlet.as_deref().unwrap_or("outlet not known"),
            r.published.as_deref().unwrap_or("undated"),
            r.headline.as_deref().unwrap_or("(no headline)")
        );
    }
    Ok((found, tell::guard::inert(&text)))
}

fn in_archive(archive: &archive::Archive, words: &str, limit: usize) -> Result<Found, String> {
    let snapshot = archive.snapshot().map_err(refused)?;
    let query = archive::Query {
        words: words.to_owned(),
        ..archive::Query::default()
    };
    let page = archive::Page { limit, offset: 0 };
    let hits = snapshot.search(&query, page).map_err(refused)?;
    let found = hits.hits.into_iter().map(|hit| FoundReport {
        passage: Some(answers::short(Citation {
            report: hit.report.id.clone(),
            span: hit.excerpt.span,
            quote: hit.excerpt.text,
        })),
        story: hit.report.story.clone(),
        report: ReportLine {
            id: hit.report.id,
            outlet: hit.report.outlet,
            headline: hit.report.headline,
            published: hit.report.published,
            file: hit.report.file,
            line: hit.report.line.and_then(|l| u64::try_from(l).ok()),
        },
    });
    Ok(Found {
        total: usize::try_from(hits.total).unwrap_or(0),
        hits: found.collect(),
    })
}

/// Reports that hold all the words, whole words in any case.
fn in_files(told: &Told, words: &str, limit: usize) -> Result<Found, String> {
    let parts = |text: &str| -> Vec<String> {
        let all = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty());
        all.map(str::to_lowercase).collect()
    };
    let wanted = parts(words);
    let Some(first) = wanted.first() else {
        return Err("there is no word to look for".to_owned());
    };
    let mut found = Found {
        total: 0,
        hits: Vec::new(),
    };
    for report in &told.briefing.reports {
        let mut held: Vec<String> = parts(&report.text);
        held.extend(parts(report.headline.as_deref().unwrap_or_default()));
        if !wanted.iter().all(|w| held.contains(w)) {
            continue;
        }
        found.total += 1;
        if found.hits.len() < limit {
            let story = told
                .briefing
                .stories
                .iter()
                .find(|s| s.reports.contains(&report.id));
            found.hits.push(FoundReport {
                report: answers::line(report),
                story: story.map(|s| s.id.clone()),
                passage: passage(report, first),
            });
        }
    }
    Ok(found)
}

/// The sentence that holds the word, else the words around it.
fn passage(report: &record::Report, word: &str) -> Option<Citation> {
    let holds = |span: Span| {
        let mut words = report.text.at(span).split(|c: char| !c.is_alphanumeric());
        words.any(|w| w.to_lowercase() == word)
    };
    if let Some(sentence) = report.sentences.iter().map(|s| s.span).find(|s| holds(*s)) {
        return Some(answers::short(Citation::new(report, sentence)));
    }
    let at = report.text.to_ascii_lowercase().find(word)?;
    let (mut start, mut end) = (at.saturating_sub(EXCERPT), (at + EXCERPT).min(report.text.len()));
    while !report.text.is_char_boundary(start) {
        start -= 1;
    }
    while !report.text.is_char_boundary(end) {
        end += 1;
    }
    Some(Citation::new(report, report.text.span(start, end)?))
}
