//! Reading: every question goes to a snapshot, which sees one whole run.

mod find;
mod lists;
mod stored;

use crate::place::Place;
use crate::rows::{self, Corrected, Correction, Entry, Page, Paged, Run, Totals};
use crate::{Result, corrections, schema};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Steps of SQLite's machine between two looks at whether an answer is still wanted; some thousandths of a second.
const STEPS: i32 = 10_000;

/// An archive, opened to be read. Any number of readers and one writer may be at work at once.
#[derive(Debug)]
pub struct Archive {
    db: Connection,
    given_up: Option<Arc<AtomicBool>>,
}

impl Archive {
    /// Opens the archive in the folder `path`, or the file of a backup.
    ///
    /// # Errors
    /// Where there is none, or one that this program can't read.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self {
            db: schema::reading(&Place::of(path))?,
            given_up: None,
        })
    }

    /// Gives a question up, with [`crate::Error::GivenUp`], once `given_up` is set by another thread. Without one, questions
    /// take as long as they take.
    ///
    /// # Errors
    /// Those of the store.
    pub fn heed(&mut self, given_up: Option<Arc<AtomicBool>>) -> Result<()> {
        let look = given_up.clone().map(|flag| move || flag.load(Ordering::Relaxed));
        self.db.progress_handler(STEPS, look)?;
        self.given_up = given_up;
        Ok(())
    }

    /// The archive as the last whole run left it. What is written from now on is not seen in it.
    ///
    /// # Errors
    /// Those of the store.
    pub fn snapshot(&self) -> Result<Snapshot<'_>> {
        let tx = self.db.unchecked_transaction()?;
        let head = tx.query_row(
            "SELECT coalesce(max(id), 0) FROM runs WHERE ended IS NOT NULL",
            [],
            |row| row.get(0),
        )?;
        Ok(Snapshot {
            tx,
            head,
            given_up: self.given_up.as_deref(),
        })
    }
}

/// An archive as one run left it.
#[derive(Debug)]
pub struct Snapshot<'a> {
    pub(crate) tx: Transaction<'a>,
    pub(crate) head: i64,
    given_up: Option<&'a AtomicBool>,
}

/// What an id or name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A report of this id.
    Report(String),
    /// A story of this id.
    Story {
        /// The id that it has now.
        id: String,
        /// The id asked for, where the story became part of another since.
        was: Option<String>,
    },
}

impl Snapshot<'_> {
    /// The number of the run that it shows.
    #[must_use]
    pub fn run(&self) -> i64 {
        self.head
    }

    /// The same archive as an earlier run left it.
    pub fn rewind(&mut self, run: i64) {
        self.head = self.head.min(run);
    }

    /// An error where nobody waits for the answer: asked before each of many short questions, which SQLite doesn't interrupt, and
    /// by who works on what was read, between the steps.
    ///
    /// # Errors
    /// [`crate::Error::GivenUp`].
    pub fn wanted(&self) -> Result<()> {
        match self.given_up {
            Some(flag) if flag.load(Ordering::Relaxed) => Err(crate::Error::GivenUp),
            _ => Ok(()),
        }
    }

    /// The condition under which a row of `table` is seen.
    pub(crate) fn seen(&self, table: &str) -> String {
        let head = self.head;
        format!("{table}.run <= {head} AND ({table}.until IS NULL OR {table}.until > {head})")
    }

    /// How much it holds.
    ///
    /// # Errors
    /// Those of the store.
    pub fn totals(&self) -> Result<Totals> {
        let sql = format!(
            "SELECT (SELECT count(*) FROM reports r WHERE {}), (SELECT count(*) FROM tellings t WHERE {}), \
             (SELECT coalesce(sum(s.size), 0) FROM reports r JOIN sources s ON s.id = r.source WHERE {})",
            self.seen("r"),
            self.seen("t"),
            self.seen("r")
        );
        Ok(self.tx.query_row(&sql, [], |row| {
            Ok(Totals {
                reports: row.get(0)?,
                stories: row.get(1)?,
                source_bytes: row.get(2)?,
            })
        })?)
    }

    /// The runs up to this one, the last first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn runs(&self) -> Result<Vec<Run>> {
        let sql = format!("SELECT {} FROM runs WHERE id <= ?1 ORDER BY id DESC", rows::RUN);
        let mut statement = self.tx.prepare(&sql)?;
        let found = statement.query_map([self.head], rows::run)?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// The custody log, the oldest entry first: all of it, or what is said of one report, source or file.
    ///
    /// # Errors
    /// Those of the store.
    pub fn log(&self, of: Option<&str>, page: Page) -> Result<Paged<Entry>> {
        let condition = "(?1 IS NULL OR report = ?1 OR source = ?1 OR file = ?1)";
        let total = self.tx.query_row(
            &format!("SELECT count(*) FROM custody WHERE {condition}"),
            [of],
            |row| row.get(0),
        )?;
        let mut statement = self.tx.prepare_cached(&format!(
            "SELECT {} FROM custody WHERE {condition} ORDER BY id LIMIT ?2 OFFSET ?3",
            rows::ENTRY
        ))?;
        let entries = statement.query_map(params![of, page.limit(), page.offset()], rows::entry)?;
        Ok(Paged {
            total,
            rows: entries.collect::<rusqlite::Result<_>>()?,
        })
    }

    /// The number of the log's last entry, and what people corrected or undid after the entry `since`; nothing where that is
    /// not known.
    ///
    /// # Errors
    /// Those of the store.
    pub fn corrected_since(&self, since: Option<i64>) -> Result<(i64, Vec<Corrected>)> {
        let last = self
            .tx
            .query_row("SELECT coalesce(max(id), 0) FROM custody", [], |row| row.get(0))?;
        let Some(since) = since.filter(|since| *since < last) else {
            return Ok((last, Vec::new()));
        };
        let mut statement = self.tx.prepare_cached(
            "SELECT id, act, note FROM custody WHERE id > ?1 AND act IN ('corrected', 'undone') ORDER BY id",
        )?;
        let mut all = Vec::new();
        let mut rows = statement.query([since])?;
        while let Some(row) = rows.next()? {
            let (entry, act, note): (i64, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let Some(number) = note.as_deref().and_then(corrections::number) else {
                continue;
            };
            let sql = format!("SELECT {} FROM corrections WHERE id = ?1", rows::CORRECTION);
            let found = self.tx.query_row(&sql, [number], rows::correction).optional()?;
            all.extend(found.map(|correction| Corrected {
                entry,
                undone: act == "undone",
                correction,
            }));
        }
        Ok((last, all))
    }

    /// What people corrected, the oldest first: all of it, or what is about one report or story.
    ///
    /// # Errors
    /// Those of the store.
    pub fn corrections(&self, of: Option<&str>) -> Result<Vec<Correction>> {
        let mut statement = self.tx.prepare_cached(&format!(
            "SELECT {} FROM corrections WHERE ?1 IS NULL OR target = ?1 OR value = ?1 ORDER BY id",
            rows::CORRECTION
        ))?;
        let rows = statement.query_map([of], rows::correction)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
