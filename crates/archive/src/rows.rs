//! What lists of an archive show: a row each of runs, stories, reports, corrections and the custody log.

use rusqlite::Row;
use serde::Serialize;

/// A run: something that was done to the archive as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Its number; later runs have higher ones.
    pub id: i64,
    /// `add` or `rerun`.
    pub kind: String,
    /// Version of the program.
    pub program: String,
    /// What its tellings hang on, as JSON.
    pub config: String,
    /// How it opened inputs, as JSON.
    pub opening: String,
    /// Who ran it.
    pub who: String,
    /// When it began, as the caller's clock had it.
    pub began: String,
    /// When it was done; `None` where it never was, and nothing of it was kept.
    pub ended: Option<String>,
    /// Reports that it stored.
    pub reports: i64,
    /// Stories that it told anew.
    pub stories: i64,
}

/// A story in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoryRow {
    /// Its id.
    pub id: String,
    /// The headline that stands for it best.
    pub title: String,
    /// Earliest publication.
    pub first_published: Option<String>,
    /// Latest publication.
    pub last_published: Option<String>,
    /// Reports.
    pub reports: i64,
    /// Outlets.
    pub outlets: i64,
    /// Independent origins.
    pub independent: record::Independent,
    /// Figures on which its reports conflict.
    pub conflicts: i64,
    /// The run that told it so.
    pub run: i64,
    /// The run that first told a story of this id.
    pub since: i64,
}

/// A report in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportRow {
    /// Its id.
    pub id: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// Where it was found.
    pub file: String,
    /// Line or record in that file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<i64>,
    /// SHA-256 of its source's bytes.
    pub source: String,
    /// Size of these bytes.
    pub bytes: i64,
    /// The story it is in.
    pub story: Option<String>,
    /// The run that stored it.
    pub run: i64,
}

/// An entry of the custody log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its number, from 1 without a gap.
    pub id: i64,
    /// The run that it belongs to.
    pub run: Option<i64>,
    /// When.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was done: began, added, met again, left out, noted, merged, ended, interrupted, corrected, undone.
    pub act: String,
    /// The file it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line or record in that file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<i64>,
    /// SHA-256 of the bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The report's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// Anything else, for a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// SHA-256 of the chain before it and of this entry.
    pub chain: String,
}

/// A person's correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// Its number.
    pub id: i64,
    /// What kind: see [`crate::CorrectionKind`].
    pub kind: String,
    /// What it is about: a report's or story's id.
    pub target: String,
    /// What is put right, in the words that its kind asks for.
    pub value: String,
    /// Who.
    pub who: String,
    /// When.
    pub at: String,
    /// Why.
    pub why: String,
    /// Who undid it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undone_by: Option<String>,
    /// When it was undone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undone_at: Option<String>,
    /// Why it was undone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undone_why: Option<String>,
}

/// A correction that was made or undone, as the custody log has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Corrected {
    /// The log's entry.
    pub entry: i64,
    /// Whether it was undone, and not made.
    pub undone: bool,
    /// The correction as it stands now.
    pub correction: Correction,
}

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// At most so many.
    pub limit: usize,
    /// After so many.
    pub offset: usize,
}

impl Default for Page {
    fn default() -> Self {
        Self { limit: 50, offset: 0 }
    }
}

impl Page {
    pub(crate) fn limit(self) -> i64 {
        i64::try_from(self.limit).unwrap_or(i64::MAX)
    }

    pub(crate) fn offset(self) -> i64 {
        i64::try_from(self.offset).unwrap_or(i64::MAX)
    }
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paged<T> {
    /// How many there are in all.
    pub total: i64,
    /// These.
    pub rows: Vec<T>,
}

/// How much an archive holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Reports.
    pub reports: i64,
    /// Stories.
    pub stories: i64,
    /// Bytes of the sources, unpacked.
    pub source_bytes: i64,
}

pub(crate) const RUN: &str = "id, kind, program, config, opening, who, began, ended, reports, stories";

pub(crate) fn run(row: &Row<'_>) -> rusqlite::Result<Run> {
    Ok(Run {
        id: row.get(0)?,
        kind: row.get(1)?,
        program: row.get(2)?,
        config: row.get(3)?,
        opening: row.get(4)?,
        who: row.get(5)?,
        began: row.get(6)?,
        ended: row.get(7)?,
        reports: row.get(8)?,
        stories: row.get(9)?,
    })
}

pub(crate) const STORY: &str = "t.story, t.title, t.first_published, t.last_published, t.reports, t.outlets, t.low, t.high, \
     t.conflicts, t.run, (SELECT min(s.run) FROM stories s WHERE s.id = t.story)";

pub(crate) fn story(row: &Row<'_>) -> rusqlite::Result<StoryRow> {
    let count = |n: i64| usize::try_from(n).unwrap_or(0);
    Ok(StoryRow {
        id: row.get(0)?,
        title: row.get(1)?,
        first_published: row.get(2)?,
        last_published: row.get(3)?,
        reports: row.get(4)?,
        outlets: row.get(5)?,
        independent: record::Independent {
            low: count(row.get(6)?),
            high: count(row.get(7)?),
        },
        conflicts: row.get(8)?,
        run: row.get(9)?,
        since: row.get(10)?,
    })
}

pub(crate) const ENTRY: &str = "id, run, at, who, act, file, line, source, report, note, chain";

pub(crate) fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        id: row.get(0)?,
        run: row.get(1)?,
        at: row.get(2)?,
        who: row.get(3)?,
        act: row.get(4)?,
        file: row.get(5)?,
        line: row.get(6)?,
        source: row.get(7)?,
        report: row.get(8)?,
        note: row.get(9)?,
        chain: row.get(10)?,
    })
}

pub(crate) const CORRECTION: &str = "id, kind, target, value, who, at, why, undone_by, undone_at, undone_why";

pub(crate) fn correction(row: &Row<'_>) -> rusqlite::Result<Correction> {
    Ok(Correction {
        id: row.get(0)?,
        kind: row.get(1)?,
        target: row.get(2)?,
        value: row.get(3)?,
        who: row.get(4)?,
        at: row.get(5)?,
        why: row.get(6)?,
        undone_by: row.get(7)?,
        undone_at: row.get(8)?,
        undone_why: row.get(9)?,
    })
}
