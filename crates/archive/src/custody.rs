//! The custody log: who did what and when, each entry bound to the one before it.

use crate::Result;
use crate::rows::{self, Entry, Run};
use record::SourceId;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// What the first entry is bound to.
const FIRST: &str = "twosource custody log";

/// Adds entries to the log of one open transaction.
pub(crate) struct Log<'a> {
    db: &'a Connection,
    last: i64,
    chain: String,
}

impl<'a> Log<'a> {
    pub(crate) fn at_end(db: &'a Connection) -> Result<Self> {
        let last = db
            .query_row(
                "SELECT id, chain FROM custody ORDER BY id DESC LIMIT 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let (last, chain) = last.unwrap_or_else(|| (0, FIRST.to_owned()));
        Ok(Self { db, last, chain })
    }

    /// Adds `entry`; its number and chain are given to it here.
    pub(crate) fn add(&mut self, mut entry: Entry) -> Result<()> {
        self.last += 1;
        entry.id = self.last;
        entry.chain = chain(&self.chain, &entry);
        self.db
            .prepare_cached(
                "INSERT INTO custody (id, run, at, who, act, file, line, source, report, note, chain) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                entry.id,
                entry.run,
                entry.at,
                entry.who,
                entry.act,
                entry.file,
                entry.line,
                entry.source,
                entry.report,
                entry.note,
                entry.chain
            ])?;
        self.chain = entry.chain;
        Ok(())
    }
}

/// An entry of which only who, when and what is known yet.
pub(crate) fn entry(run: Option<i64>, at: &str, who: &str, act: &str) -> Entry {
    Entry {
        id: 0,
        run,
        at: at.to_owned(),
        who: who.to_owned(),
        act: act.to_owned(),
        file: None,
        line: None,
        source: None,
        report: None,
        note: None,
        chain: String::new(),
    }
}

/// The hash of the chain `before` and of all that `entry` says.
fn chain(before: &str, entry: &Entry) -> String {
    // A JSON array tells its parts apart whatever stands in them.
    let said = serde_json::json!([
        before,
        entry.id,
        entry.run,
        entry.at,
        entry.who,
        entry.act,
        entry.file,
        entry.line,
        entry.source,
        entry.report,
        entry.note
    ]);
    SourceId::of(said.to_string().as_bytes()).as_str().to_owned()
}

/// Writes the run into the custody log.
pub(crate) fn run(
    tx: &Transaction<'_>,
    run: i64,
    by: (&str, &str, &str),
    what: (Vec<Entry>, &[(String, Option<String>)]),
) -> Result<()> {
    let (who, at, ended) = by;
    let (entries, merged) = what;
    let mut log = Log::at_end(tx)?;
    let (old, new): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(|e| e.run != Some(run));
    old.into_iter().try_for_each(|one| log.add(one))?;
    let sql = format!("SELECT {} FROM runs WHERE id = ?1", rows::RUN);
    let done = tx.query_row(&sql, [run], rows::run)?;
    log.add(Entry {
        note: Some(began(&done)),
        ..entry(Some(run), at, who, "began")
    })?;
    {
        let mut statement = tx.prepare(
            "SELECT r.file, r.line, s.hash, r.name FROM reports r JOIN sources s ON s.id = r.source WHERE r.run = ?1 \
             ORDER BY r.id",
        )?;
        let mut rows = statement.query([run])?;
        while let Some(row) = rows.next()? {
            log.add(Entry {
                file: row.get(0)?,
                line: row.get(1)?,
                source: row.get(2)?,
                report: row.get(3)?,
                ..entry(Some(run), at, who, "added")
            })?;
        }
    }
    new.into_iter().try_for_each(|one| log.add(one))?;
    for (story, into) in merged {
        log.add(Entry {
            report: Some(story.clone()),
            note: into.clone(),
            ..entry(Some(run), ended, who, "merged")
        })?;
    }
    log.add(Entry {
        note: Some(finished(&done)),
        ..entry(Some(run), ended, who, "ended")
    })
}

/// What the log says of a run at its beginning.
pub(crate) fn began(run: &Run) -> String {
    format!(
        "{} by twosource {}, {} {}",
        run.kind, run.program, run.config, run.opening
    )
}

/// What the log says of a run at its end.
pub(crate) fn finished(run: &Run) -> String {
    format!("reports {}, stories told {}", run.reports, run.stories)
}

/// The first entry that doesn't fit to the ones before it, told of in a sentence.
pub(crate) struct Checked {
    last: i64,
    chain: String,
}

impl Checked {
    pub(crate) fn new() -> Self {
        Self {
            last: 0,
            chain: FIRST.to_owned(),
        }
    }

    /// Whether `entry` follows what was checked so far.
    pub(crate) fn follows(&mut self, entry: &Entry) -> bool {
        let fits = entry.id == self.last + 1 && entry.chain == chain(&self.chain, entry);
        self.last = entry.id;
        self.chain.clone_from(&entry.chain);
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_was_changed_or_taken_out_is_seen() {
        let mut log = Vec::new();
        let mut before = FIRST.to_owned();
        for (i, act) in ["began", "added", "ended"].into_iter().enumerate() {
            let mut one = entry(Some(1), "2031-03-04T10:00:00Z", "Ann", act);
            one.id = i64::try_from(i).unwrap() + 1;
            one.chain = chain(&before, &one);
            before.clone_from(&one.chain);
            log.push(one);
        }
        let holds = |log: &[Entry]| {
            let mut checked = Checked::new();
            log.iter().all(|e| checked.follows(e))
        };
        assert!(holds(&log));
        let mut changed = log.clone();
        changed[1].who = "Bob".to_owned();
        assert!(!holds(&changed));
        log.remove(1);
        assert!(!holds(&log));
    }
}
