//! Writing a run: everything is stored unseen as it comes, and seen at once by [`Writer::commit`].
//!
//! A run takes many short transactions, so that corrections and readers are never kept waiting and the memory it takes is
//! that of a batch. What an interrupted run leaves is seen by nobody; the next one takes over what it needs of it and
//! clears away the rest.

mod leftovers;
mod lives;
mod packed;
mod touch;

pub(crate) use packed::facets;
pub use packed::{Key, Packed, PackedReport, Telling};

use crate::custody;
use crate::lock::Lock;
use crate::place::Place;
use crate::rows::Entry;
use crate::{Error, Result, schema};
use leftovers::{drop_report, drop_reports, drop_tellings, leftovers};
use lives::lives;
use record::{Decision, DecisionKind, Source};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::path::Path;
use std::time::Duration;
use touch::TOUCHED;

/// What a run is begun with.
#[derive(Debug, Clone)]
pub struct Begin<'a> {
    /// `add` or `rerun`.
    pub kind: &'a str,
    /// Version of the program.
    pub program: &'a str,
    /// What tellings hang on, as JSON.
    pub config: &'a str,
    /// How inputs are opened, as JSON; what an interrupted run opened otherwise is not taken over.
    pub opening: &'a str,
    /// Who runs it.
    pub who: &'a str,
    /// When, as ISO 8601.
    pub at: &'a str,
    /// How long to wait for another writer.
    pub wait: Duration,
}

/// What an archive knows of a source's bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Nothing.
    No,
    /// They are a report of an earlier run, or of this one.
    Stored {
        /// The report's id.
        report: String,
    },
    /// An interrupted run stored them from the same place; [`Writer::adopt`] takes its report over.
    Left {
        /// The row.
        row: i64,
    },
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The run's number.
    pub run: i64,
    /// Reports that are new.
    pub reports: usize,
    /// Stories that were told anew.
    pub told: usize,
    /// Stories that are gone, each with the one it became part of.
    pub merged: Vec<(String, Option<String>)>,
}

/// The one writer of an archive, in the middle of a run.
#[derive(Debug)]
pub struct Writer {
    db: Connection,
    _lock: Lock,
    run: i64,
    head: i64,
    who: String,
    at: String,
    /// Entries for the custody log beside those of new reports.
    entries: Vec<Entry>,
}

impl Writer {
    /// Begins a run; makes the archive where there is none.
    ///
    /// # Errors
    /// Whatever keeps the archive from being written to: see [`Error`].
    pub fn begin(path: &Path, begin: &Begin<'_>) -> Result<Self> {
        let place = Place::of(path);
        std::fs::create_dir_all(&place.folder).map_err(|e| Error::file(&place.folder, &e))?;
        let holder = format!(
            "process {} of {}, at work since {} ({})",
            std::process::id(),
            begin.who,
            begin.at,
            begin.kind
        );
        let lock = Lock::take(&place.lock, &holder, begin.wait)?;
        let mut db = schema::writing(&place)?;
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let head: i64 = tx.query_row(
            "SELECT coalesce(max(id), 0) FROM runs WHERE ended IS NOT NULL",
            [],
            |row| row.get(0),
        )?;
        let left = leftovers(&tx, head)?;
        drop_tellings(&tx, head)?;
        for (_, program, opening, kind) in &left {
            // What another program read, or what was opened otherwise, is not the same reading.
            if (program.as_str(), opening.as_str(), kind.as_str()) != (begin.program, begin.opening, "add") {
                drop_reports(&tx, head, None)?;
            }
        }
        tx.execute(
            "INSERT INTO runs (kind, program, config, opening, who, began) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                begin.kind,
                begin.program,
                begin.config,
                begin.opening,
                begin.who,
                begin.at
            ],
        )?;
        let run = tx.last_insert_rowid();
        tx.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS touched (report INTEGER PRIMARY KEY);
             CREATE TEMP TABLE IF NOT EXISTS kept (telling INTEGER PRIMARY KEY);",
        )?;
        tx.commit()?;
        let mut writer = Self {
            db,
            _lock: lock,
            run,
            head,
            who: begin.who.to_owned(),
            at: begin.at.to_owned(),
            entries: Vec::new(),
        };
        for (id, ..) in left {
            let mut entry = writer.entry("interrupted");
            entry.run = Some(id);
            entry.note = Some("the run was not finished; nothing of it was kept".to_owned());
            writer.entries.push(entry);
        }
        Ok(writer)
    }

    /// The run's number.
    #[must_use]
    pub fn run(&self) -> i64 {
        self.run
    }

    /// What is known of a source's bytes.
    ///
    /// # Errors
    /// Those of the store.
    pub fn knows(&self, source: &Source) -> Result<Known> {
        let mut statement = self.db.prepare_cached(
            "SELECT r.id, r.run, r.name, r.file, r.line FROM sources s JOIN reports r ON r.source = s.id \
             WHERE s.hash = ?1 AND r.until IS NULL ORDER BY r.run",
        )?;
        type Row = (i64, i64, String, String, Option<i64>);
        let found: Option<Row> = statement
            .query_row([source.id().as_str()], |r| {
                Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?))
            })
            .optional()?;
        Ok(match found {
            Some((_, run, report, ..)) if run <= self.head || run == self.run => Known::Stored { report },
            Some((row, _, name, file, line))
                if file == source.file()
                    && line == source.line().and_then(|n| i64::try_from(n).ok())
                    // An id that had to be altered then may be free now, and one that was free may be taken.
                    && !name.ends_with(&format!("~{}", source.id().short()))
                    && self.source_of(&name)?.is_none() =>
            {
                Known::Left { row }
            }
            Some((row, ..)) => {
                // Read again, since this run would not read it so.
                let tx = self.db.unchecked_transaction()?;
                drop_report(&tx, row)?;
                tx.commit()?;
                Known::No
            }
            None => Known::No,
        })
    }

    /// The source of the report that has this id, among those of this run and before.
    ///
    /// # Errors
    /// Those of the store.
    pub fn source_of(&self, report: &str) -> Result<Option<String>> {
        let mut statement = self.db.prepare_cached(
            "SELECT s.hash FROM reports r JOIN sources s ON s.id = r.source WHERE r.name = ?1 AND r.until IS NULL \
             AND (r.run <= ?2 OR r.run = ?3)",
        )?;
        Ok(statement
            .query_row(params![report, self.head, self.run], |row| row.get(0))
            .optional()?)
    }

    /// Takes over a report that an interrupted run left.
    ///
    /// # Errors
    /// Those of the store.
    pub fn adopt(&mut self, row: i64) -> Result<()> {
        self.db
            .prepare_cached("UPDATE reports SET run = ?1 WHERE id = ?2")?
            .execute(params![self.run, row])?;
        Ok(())
    }

    /// Notes for the log that bytes were met that are stored already. The same from the same place is noted once.
    ///
    /// # Errors
    /// Those of the store.
    pub fn met_again(&mut self, source: &Source, report: &str) -> Result<()> {
        let line = source.line().and_then(|n| i64::try_from(n).ok());
        let noted: bool = self
            .db
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM custody WHERE source = ?1 AND file = ?2 AND line IS ?3) \
                 OR EXISTS (SELECT 1 FROM reports r JOIN sources s ON s.id = r.source \
                            WHERE s.hash = ?1 AND r.run = ?4 AND r.file = ?2 AND r.line IS ?3)",
            )?
            .query_row(
                params![source.id().as_str(), source.file(), line, self.run],
                |row| row.get(0),
            )?;
        if !noted {
            let mut entry = self.entry("met again");
            entry.file = Some(source.file().to_owned());
            entry.line = line;
            entry.source = Some(source.id().to_string());
            entry.report = Some(report.to_owned());
            self.entries.push(entry);
        }
        Ok(())
    }

    /// What people decided of stories and nobody undid, in an order of its own.
    ///
    /// # Errors
    /// Those of the store.
    pub fn decisions(&self) -> Result<Vec<Decision>> {
        let mut statement = self.db.prepare(
            "SELECT DISTINCT kind, min(target, value), max(target, value) FROM corrections \
             WHERE kind IN ('together', 'apart') AND undone_by IS NULL",
        )?;
        let rows = statement.query_map([], |row| {
            let kind: String = row.get(0)?;
            Ok(Decision {
                kind: match kind.as_str() {
                    "together" => DecisionKind::Together,
                    _ => DecisionKind::Apart,
                },
                a: row.get(1)?,
                b: row.get(2)?,
            })
        })?;
        let mut all: Vec<Decision> = rows.collect::<rusqlite::Result<_>>()?;
        all.sort();
        Ok(all)
    }

    /// Notes something else for the log.
    pub fn remark(&mut self, words: &str) {
        let mut entry = self.entry("noted");
        entry.note = Some(words.to_owned());
        self.entries.push(entry);
    }

    /// Notes for the log that something could not be read.
    pub fn left_out(&mut self, file: &str, line: Option<u64>, why: &str) {
        let mut entry = self.entry("left out");
        entry.file = Some(file.to_owned());
        entry.line = line.and_then(|n| i64::try_from(n).ok());
        entry.note = Some(why.to_owned());
        self.entries.push(entry);
    }

    /// Stores reports, unseen until the run is committed.
    ///
    /// # Errors
    /// Those of the store; nothing of the batch is stored then.
    pub fn stage(&mut self, batch: &[Packed]) -> Result<()> {
        let today = self.at.get(..10).unwrap_or_default().to_owned();
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        for one in batch {
            let known: Option<i64> = tx
                .prepare_cached("SELECT id FROM sources WHERE hash = ?1")?
                .query_row([&one.hash], |row| row.get(0))
                .optional()?;
            let source = match known {
                Some(id) => id,
                None => {
                    tx.prepare_cached(
                        "INSERT INTO sources (hash, size, bytes, body) VALUES (?1, ?2, ?3, ?4)",
                    )?
                    .execute(params![
                        one.hash,
                        i64::try_from(one.size).ok(),
                        one.bytes,
                        one.body
                    ])?;
                    tx.last_insert_rowid()
                }
            };
            let c = &one.columns;
            tx.prepare_cached(
                "INSERT INTO reports (run, name, source, file, line, outlet, headline, published, day, language, \
                 canonical, report) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute(params![
                self.run,
                c.name,
                source,
                c.file,
                c.line,
                c.outlet,
                c.headline,
                c.published,
                c.day.as_ref().unwrap_or(&today),
                c.language,
                c.canonical,
                one.report
            ])?;
            let row = tx.last_insert_rowid();
            tx.prepare_cached("INSERT INTO words (rowid, headline, text) VALUES (?1, ?2, ?3)")?
                .execute(params![row, one.words[0], one.words[1]])?;
        }
        tx.commit()?;
        Ok(())
    }

    /// Stores stories as told, unseen until the run is committed.
    ///
    /// # Errors
    /// Those of the store; nothing of the batch is stored then.
    pub fn tell(&mut self, batch: &[Telling]) -> Result<()> {
        let run = self.run;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        for told in batch {
            let story = &told.story;
            tx.prepare_cached(
                "INSERT INTO tellings (run, story, key, title, first_published, last_published, reports, outlets, low, \
                 high, conflicts, told) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute(params![
                run,
                story.id,
                told.key,
                story.title,
                story.first_published,
                story.last_published,
                count(story.sources.reports),
                count(story.sources.outlets),
                count(story.sources.independent.low),
                count(story.sources.independent.high),
                count(told.conflicts),
                told.told
            ])?;
            let telling = tx.last_insert_rowid();
            for (place, member) in told.members.iter().enumerate() {
                let row: i64 = tx
                    .prepare_cached(&format!("SELECT r.id FROM reports r WHERE {TOUCHED}"))?
                    .query_row([&member.id], |row| row.get(0))?;
                tx.prepare_cached(
                    "INSERT INTO members (telling, place, report, part, dressed) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    telling,
                    count(place),
                    row,
                    member.part,
                    member.dressed
                ])?;
                for (kind, value) in &member.facets {
                    tx.prepare_cached(
                        "INSERT OR IGNORE INTO facets (kind, value, telling, report) VALUES (?1, ?2, ?3, ?4)",
                    )?
                    .execute(params![kind, value, telling, row])?;
                }
            }
        }
        tx.commit()?;
        Ok(())
    }

    /// Makes all of the run seen at once, `ended` being when.
    ///
    /// # Errors
    /// Those of the store; the archive is then as it was before the run.
    pub fn commit(mut self, ended: &str) -> Result<Summary> {
        let (run, head) = (self.run, self.head);
        let entries = std::mem::take(&mut self.entries);
        let (who, at) = (self.who.clone(), self.at.clone());
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        drop_reports(&tx, head, Some(run))?;
        tx.execute(
            "UPDATE reports SET until = ?1 WHERE until IS NULL AND run <= ?2 AND name IN \
             (SELECT name FROM reports WHERE run = ?1)",
            [run, head],
        )?;
        // A touched story that is neither kept nor told anew is gone.
        let gone = "SELECT t.id FROM tellings t WHERE t.until IS NULL AND t.run <= ?2 AND t.id NOT IN \
                    (SELECT telling FROM kept) AND t.id IN (SELECT m.telling FROM members m JOIN reports r ON r.id = m.report \
                     WHERE r.name IN (SELECT n.name FROM touched JOIN reports n ON n.id = touched.report))";
        tx.execute(
            &format!("DELETE FROM facets WHERE ?1 > 0 AND telling IN ({gone})"),
            [run, head],
        )?;
        tx.execute(
            &format!("UPDATE tellings SET until = ?1 WHERE id IN ({gone})"),
            [run, head],
        )?;
        let merged = lives(&tx, run)?;
        let (reports, told): (i64, i64) = tx.query_row(
            "SELECT (SELECT count(*) FROM reports WHERE run = ?1), (SELECT count(*) FROM tellings WHERE run = ?1)",
            [run],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        tx.execute(
            "UPDATE runs SET ended = ?2, reports = ?3, stories = ?4 WHERE id = ?1",
            params![run, ended, reports, told],
        )?;
        custody::run(&tx, run, (&who, &at, ended), (entries, &merged))?;
        tx.commit()?;
        // What is committed goes from the log into the file now, so that a copy of the folder holds it; where a reader
        // is in the way it happens later.
        let _ = self.db.execute_batch("PRAGMA wal_checkpoint(PASSIVE)");
        Ok(Summary {
            run,
            reports: usize::try_from(reports).unwrap_or(0),
            told: usize::try_from(told).unwrap_or(0),
            merged,
        })
    }

    /// Ends the run without keeping anything of it.
    ///
    /// # Errors
    /// Those of the store; what is left then is seen by nobody, and the next run clears it away.
    pub fn abandon(mut self) -> Result<()> {
        let head = self.head;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        drop_tellings(&tx, head)?;
        drop_reports(&tx, head, None)?;
        tx.execute("DELETE FROM runs WHERE id = ?1", [self.run])?;
        tx.commit()?;
        // The log gives back the room that the run took, where nobody reads in it.
        let _ = self.db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
        Ok(())
    }

    /// Bounds the size of the data's file, in its pages of four kilobytes; further writing then fails with
    /// [`Error::Full`].
    ///
    /// # Errors
    /// Those of the store.
    pub fn bound(&self, pages: u32) -> Result<()> {
        Ok(self
            .db
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?)
    }

    fn entry(&self, act: &str) -> Entry {
        custody::entry(Some(self.run), &self.at, &self.who, act)
    }
}
