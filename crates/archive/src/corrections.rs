//! What people correct, kept beside what was found: nothing found is changed or deleted by it.
//!
//! A correction is one short transaction of its own; it may be made while a run is at work, and counts from the next run
//! on. It is in the custody log too.

use crate::custody::{self, Log};
use crate::place::Place;
use crate::rows::{self, Correction};
use crate::{Error, Result, schema};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::path::Path;

/// What is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CorrectionKind {
    /// Two reports are of one story: target and value are their ids.
    Together,
    /// Two reports are of two stories: target and value are their ids.
    Apart,
    /// A quote of a report is not its speaker's: target is the report's id, value START-END of the quote.
    Speaker,
    /// A figure of a report is not what it was taken for: target is the report's id, value START-END of the figure.
    Figure,
    /// A report's outlet: target is the report's id, value the outlet's name.
    Outlet,
    /// A remark: target is a report's or story's id.
    Note,
}

impl CorrectionKind {
    /// All of them with their words.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Together, "together"),
        (Self::Apart, "apart"),
        (Self::Speaker, "speaker"),
        (Self::Figure, "figure"),
        (Self::Outlet, "outlet"),
        (Self::Note, "note"),
    ];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("note", |(_, word)| word)
    }
}

/// Keeps a correction. `made` gives who, when and why.
///
/// # Errors
/// Those of the store.
pub fn correct(
    path: &Path,
    kind: CorrectionKind,
    target: &str,
    value: &str,
    made: (&str, &str, &str),
) -> Result<Correction> {
    let (who, at, why) = made;
    changed(path, |db| {
        db.execute(
            "INSERT INTO corrections (kind, target, value, who, at, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![kind.word(), target, value, who, at, why],
        )?;
        let id = db.last_insert_rowid();
        let found = one(db, id)?;
        let mut entry = custody::entry(None, at, who, "corrected");
        entry.report = Some(target.to_owned());
        entry.note = Some(said(&found));
        Log::at_end(db)?.add(entry)?;
        Ok(found)
    })
}

/// Undoes a correction; it stays, and says who undid it.
///
/// # Errors
/// [`Error::Query`] where there is none of this number, or it is undone already.
pub fn undo(path: &Path, id: i64, made: (&str, &str, &str)) -> Result<Correction> {
    let (who, at, why) = made;
    changed(path, |db| {
        let undone: Option<Option<String>> = db
            .query_row("SELECT undone_by FROM corrections WHERE id = ?1", [id], |row| {
                row.get(0)
            })
            .optional()?;
        match undone {
            None => return Err(Error::Query(format!("there is no correction {id}"))),
            Some(Some(by)) => {
                return Err(Error::Query(format!(
                    "correction {id} was undone by {by} already"
                )));
            }
            Some(None) => {}
        }
        db.execute(
            "UPDATE corrections SET undone_by = ?1, undone_at = ?2, undone_why = ?3 WHERE id = ?4",
            params![who, at, why, id],
        )?;
        let found = one(db, id)?;
        let mut entry = custody::entry(None, at, who, "undone");
        entry.report = Some(found.target.clone());
        entry.note = Some(unsaid(&found));
        Log::at_end(db)?.add(entry)?;
        Ok(found)
    })
}

/// What the log says of a correction.
pub(crate) fn said(c: &Correction) -> String {
    format!(
        "correction {}: {} {:?}, because {:?}",
        c.id, c.kind, c.value, c.why
    )
}

/// The number of the correction that an entry of the log, by [`said`] or [`unsaid`], is about.
pub(crate) fn number(note: &str) -> Option<i64> {
    let rest = note.strip_prefix("correction ")?;
    rest.split([':', ',']).next()?.parse().ok()
}

/// What the log says of undoing it.
pub(crate) fn unsaid(c: &Correction) -> String {
    format!(
        "correction {}, because {:?}",
        c.id,
        c.undone_why.as_deref().unwrap_or_default()
    )
}

/// One transaction on an archive that is there.
fn changed<T>(path: &Path, change: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    let place = Place::of(path);
    drop(schema::reading(&place)?);
    let mut db = schema::changing(&place)?;
    let tx = db
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(|e| Error::from(e).at(&place.data))?;
    let done = change(&tx)?;
    tx.commit()?;
    Ok(done)
}

fn one(db: &Connection, id: i64) -> Result<Correction> {
    Ok(db.query_row(
        &format!("SELECT {} FROM corrections WHERE id = ?1", rows::CORRECTION),
        [id],
        rows::correction,
    )?)
}
