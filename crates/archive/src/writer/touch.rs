//! What a run touches: the reports whose stories it may change, and what is told of them so far.

use super::{PackedReport, Writer};
use crate::Result;
use std::collections::BTreeMap;

/// The touched report of a name. Not `id IN (SELECT report FROM touched)`: SQLite would then seek the name once for each report
/// that was touched, and a run of many reports would take the square of their number.
pub(super) const TOUCHED: &str = "r.name = ?1 AND EXISTS (SELECT 1 FROM touched WHERE touched.report = r.id)";

impl Writer {
    /// Marks the reports whose stories this run may change and gives their number: all of them up to `whole`, else
    /// those of this run, those published within `days` of one of them or under the same address, those that people decided
    /// on, and all that share a
    /// story with one of these.
    ///
    /// # Errors
    /// Those of the store.
    pub fn touch(&mut self, days: u32, whole: usize) -> Result<usize> {
        let tx = self.db.transaction()?;
        // A report is current where no other row stands in its place.
        let current = format!(
            "(r.run = {run} OR (r.run <= {head} AND r.until IS NULL AND NOT EXISTS \
             (SELECT 1 FROM reports n WHERE n.run = {run} AND n.name = r.name)))",
            run = self.run,
            head = self.head
        );
        tx.execute_batch("DELETE FROM touched")?;
        let all: i64 = tx.query_row("SELECT count(*) FROM reports WHERE until IS NULL", [], |r| {
            r.get(0)
        })?;
        if usize::try_from(all).unwrap_or(usize::MAX) <= whole {
            tx.execute(
                &format!("INSERT INTO touched SELECT r.id FROM reports r WHERE {current}"),
                [],
            )?;
        } else {
            tx.execute(
                "INSERT INTO touched SELECT id FROM reports WHERE run = ?1",
                [self.run],
            )?;
            tx.execute(
                &format!(
                    "INSERT OR IGNORE INTO touched SELECT r.id FROM reports r WHERE r.canonical IN \
                     (SELECT n.canonical FROM reports n WHERE n.run = {}) AND {current}",
                    self.run
                ),
                [],
            )?;
            // A decision, or that it was undone, counts from the next run on.
            tx.execute(
                &format!(
                    "INSERT OR IGNORE INTO touched SELECT r.id FROM reports r WHERE {current} AND r.name IN \
                     (SELECT target FROM corrections WHERE kind IN ('together', 'apart') UNION \
                      SELECT value FROM corrections WHERE kind IN ('together', 'apart'))"
                ),
                [],
            )?;
            let mut spans: Vec<(i64, i64)> = Vec::new();
            let mut statement = tx.prepare(
                "SELECT DISTINCT CAST(julianday(day) AS INTEGER) FROM reports WHERE run = ?1 AND julianday(day) IS NOT NULL \
                 ORDER BY 1",
            )?;
            let reach = i64::from(days);
            for day in statement.query_map([self.run], |row| row.get::<_, i64>(0))? {
                let day = day?;
                match spans.last_mut() {
                    Some(last) if last.1 >= day - reach => last.1 = day + reach,
                    _ => spans.push((day - reach, day + reach)),
                }
            }
            drop(statement);
            for (from, until) in spans {
                tx.execute(
                    &format!(
                        "INSERT OR IGNORE INTO touched SELECT r.id FROM reports r \
                         WHERE r.day BETWEEN date(?1 + 0.5) AND date(?2 + 0.5) AND {current}"
                    ),
                    [from, until],
                )?;
            }
            // A story is touched as a whole, and with it those that share a report with it.
            while tx.execute(
                &format!(
                    "INSERT OR IGNORE INTO touched SELECT r.id FROM reports r WHERE {current} AND r.id IN \
                     (SELECT o.report FROM members m JOIN tellings t ON t.id = m.telling JOIN members o ON o.telling = t.id \
                      WHERE m.report IN (SELECT report FROM touched) AND t.until IS NULL AND t.run <= {})",
                    self.head
                ),
                [],
            )? > 0
            {}
        }
        let touched: i64 = tx.query_row("SELECT count(*) FROM touched", [], |r| r.get(0))?;
        tx.commit()?;
        Ok(usize::try_from(touched).unwrap_or(0))
    }

    /// The ids and sources of the reports that were touched.
    ///
    /// # Errors
    /// Those of the store.
    pub fn touched(&self) -> Result<BTreeMap<String, String>> {
        let mut statement = self.db.prepare(
            "SELECT r.name, s.hash FROM touched JOIN reports r ON r.id = touched.report JOIN sources s ON s.id = r.source",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Touched reports as read: all, or those of these ids. Packed, with the source's packed bytes, so that the caller
    /// may unpack many side by side.
    ///
    /// # Errors
    /// Those of the store.
    pub fn packed(&self, ids: Option<&[String]>) -> Result<Vec<PackedReport>> {
        let columns = "SELECT r.report, s.bytes FROM reports r JOIN sources s ON s.id = r.source";
        let packed = |row: &rusqlite::Row<'_>| {
            Ok(PackedReport {
                report: row.get(0)?,
                bytes: row.get(1)?,
            })
        };
        match ids {
            None => {
                let sql = format!("{columns} WHERE r.id IN (SELECT report FROM touched)");
                let mut statement = self.db.prepare(&sql)?;
                let rows = statement.query_map([], packed)?;
                Ok(rows.collect::<rusqlite::Result<_>>()?)
            }
            Some(ids) => {
                let mut statement = self.db.prepare_cached(&format!("{columns} WHERE {TOUCHED}"))?;
                let rows = ids.iter().map(|id| statement.query_row([id], packed));
                Ok(rows.collect::<rusqlite::Result<_>>()?)
            }
        }
    }

    /// The current tellings of the stories that were touched, by their keys.
    ///
    /// # Errors
    /// Those of the store.
    pub fn keys(&self) -> Result<BTreeMap<String, i64>> {
        let mut statement = self.db.prepare(
            "SELECT DISTINCT t.key, t.id FROM tellings t WHERE t.until IS NULL AND t.run <= ?1 AND t.id IN \
             (SELECT m.telling FROM members m JOIN reports r ON r.id = m.report WHERE r.name IN \
              (SELECT n.name FROM touched JOIN reports n ON n.id = touched.report))",
        )?;
        let rows = statement.query_map([self.head], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Leaves a telling as it is.
    ///
    /// # Errors
    /// Those of the store.
    pub fn keep(&mut self, telling: i64) -> Result<()> {
        self.db
            .prepare_cached("INSERT OR IGNORE INTO kept VALUES (?1)")?
            .execute([telling])?;
        Ok(())
    }
}
