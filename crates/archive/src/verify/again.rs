//! What can only be verified by doing it again: reading, and the index of words.

use super::{Reread, Verified};
use crate::Result;
use crate::pack::{unpack, value};
use crate::reader::Snapshot;
use record::Report;
use rusqlite::Connection;

/// Sources that are read again at a time.
const BATCH: usize = 256;

impl Snapshot<'_> {
    /// Reads reports again from their sources.
    pub(super) fn read_again(
        &self,
        program: &str,
        verified: &mut Verified,
        reread: &mut Reread<'_>,
    ) -> Result<()> {
        let mut statement = self.tx.prepare(
            "SELECT r.name FROM reports r JOIN runs u ON u.id = r.run WHERE r.run <= ?1 AND r.until IS NULL AND u.program = ?2 \
             ORDER BY r.id",
        )?;
        let names = statement.query_map(rusqlite::params![self.head, program], |row| row.get(0))?;
        let names: Vec<String> = names.collect::<rusqlite::Result<_>>()?;
        for batch in names.chunks(BATCH) {
            let mut stored = Vec::new();
            let mut sources = Vec::new();
            for name in batch {
                // What can't be unpacked was told above.
                if let (Ok(Some(report)), Ok(Some(source))) = (self.report(name), self.source(name)) {
                    stored.push(report);
                    sources.push(source);
                }
            }
            for (stored, mut again) in stored.iter().zip(reread(sources)) {
                verified.reread += 1;
                again.id.clone_from(&stored.id);
                // That another record had its id is told of the run and not of the source.
                let told = stored
                    .warnings
                    .iter()
                    .filter(|w| w.code == "duplicate-id")
                    .cloned();
                again.warnings.extend(told);
                if again != *stored {
                    verified.fault(&stored.id, "reading its source again gives another report");
                }
            }
        }
        Ok(())
    }

    /// Makes the index of words again and compares every word's every place.
    pub(super) fn words(&self, verified: &mut Verified) -> Result<()> {
        let again = Connection::open("")?;
        again.execute_batch(
            "CREATE VIRTUAL TABLE words USING fts5 (headline, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
             CREATE VIRTUAL TABLE places USING fts5vocab (words, instance); BEGIN;",
        )?;
        let mut statement = self.tx.prepare(
            "SELECT r.id, r.report, s.bytes FROM reports r JOIN sources s ON s.id = r.source ORDER BY r.id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let blob = |i: usize| row.get_ref(i).map(|v| v.as_blob().unwrap_or(&[]));
            let report: Report = value(blob(1)?, &unpack(blob(2)?, &[])?)?;
            again
                .prepare_cached("INSERT INTO words (rowid, headline, text) VALUES (?1, ?2, ?3)")?
                .execute(rusqlite::params![
                    row.get::<_, i64>(0)?,
                    report.headline.unwrap_or_default(),
                    &*report.text
                ])?;
        }
        again.execute_batch("COMMIT")?;
        // How long each text is, and all of them together, which ranks depend on.
        for lengths in [
            "SELECT id, sz FROM words_docsize ORDER BY id",
            "SELECT id, block FROM words_data WHERE id = 1",
        ] {
            let all = |db: &Connection| -> Result<Vec<(i64, Vec<u8>)>> {
                let mut statement = db.prepare(lengths)?;
                let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
                Ok(rows.collect::<rusqlite::Result<_>>()?)
            };
            if all(&self.tx)? != all(&again)? {
                verified.fault("search", "the lengths of texts that ranks depend on are wrong");
            }
        }
        self.tx.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.places USING fts5vocab (main, words, instance)",
        )?;
        let places = "SELECT term, doc, col, offset FROM places";
        let (mut here, mut there) = (self.tx.prepare(places)?, again.prepare(places)?);
        let (mut here, mut there) = (here.query([])?, there.query([])?);
        loop {
            let place = |row: &rusqlite::Row<'_>| -> rusqlite::Result<(String, i64, String, i64)> {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            };
            let (a, b) = (
                here.next()?.map(place).transpose()?,
                there.next()?.map(place).transpose()?,
            );
            if a != b {
                verified.fault("search", "the index of words is not that of the reports");
            }
            if a != b {
                return Ok(());
            }
            if a.is_none() {
                break;
            }
        }
        self.sought(&again, verified)
    }

    /// Seeks every word as a reader does: the way to a word is stored apart from the words, and a walk over all of them
    /// does not take it.
    fn sought(&self, again: &Connection, verified: &mut Verified) -> Result<()> {
        again.execute_batch("CREATE VIRTUAL TABLE terms USING fts5vocab (words, row)")?;
        let mut terms = again.prepare("SELECT term, doc FROM terms")?;
        let mut seek = self
            .tx
            .prepare("SELECT count(*) FROM words WHERE words MATCH ?1")?;
        let mut rows = terms.query([])?;
        while let Some(row) = rows.next()? {
            let (term, docs): (String, i64) = (row.get(0)?, row.get(1)?);
            let quoted = format!("\"{}\"", term.replace('"', "\"\""));
            let found: rusqlite::Result<i64> = seek.query_row([quoted], |row| row.get(0));
            if found.is_ok_and(|found| found == docs) {
                continue;
            }
            verified.fault("search", "a word of the reports is not found by seeking it");
            break;
        }
        Ok(())
    }
}
