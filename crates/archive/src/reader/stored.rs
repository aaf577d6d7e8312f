//! Reports, sources and stories themselves, unpacked.

use super::Snapshot;
use crate::Result;
use crate::pack::{unpack, value};
use record::{Body, Briefing, Report, Source};
use rusqlite::OptionalExtension;

impl Snapshot<'_> {
    /// The report of this id as it was read, segments of a page with their byte ranges in it.
    ///
    /// # Errors
    /// Those of the store, and [`Error::Damaged`].
    pub fn report(&self, id: &str) -> Result<Option<Report>> {
        self.wanted()?;
        let packed: Option<(Vec<u8>, Vec<u8>)> = self
            .tx
            .prepare_cached(&format!(
                "SELECT r.report, s.bytes FROM reports r JOIN sources s ON s.id = r.source WHERE r.name = ?1 AND {}",
                self.seen("r")
            ))?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        packed
            .map(|(report, bytes)| value(&report, &unpack(&bytes, &[])?))
            .transpose()
    }

    /// The source of the report of this id as it was opened, its bytes untouched.
    ///
    /// # Errors
    /// Those of the store, and [`Error::Damaged`].
    pub fn source(&self, report: &str) -> Result<Option<Source>> {
        type Row = (Vec<u8>, Vec<u8>, String, Option<i64>);
        let packed: Option<Row> = self
            .tx
            .prepare_cached(&format!(
                "SELECT s.bytes, s.body, r.file, r.line FROM reports r JOIN sources s ON s.id = r.source \
                 WHERE r.name = ?1 AND {}",
                self.seen("r")
            ))?
            .query_row([report], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        let Some((bytes, body, file, line)) = packed else {
            return Ok(None);
        };
        let bytes = unpack(&bytes, &[])?;
        let body: Body = value(&body, &bytes)?;
        let line = line.and_then(|n| u64::try_from(n).ok());
        Ok(Some(Source::new(&bytes, file, line, body)))
    }

    /// The story of this id as it was told, with its reports.
    ///
    /// # Errors
    /// Those of the store, and [`Error::Damaged`].
    pub fn story(&self, id: &str) -> Result<Option<Briefing>> {
        let told: Option<(i64, Vec<u8>)> = self
            .tx
            .prepare_cached(&format!(
                "SELECT t.id, t.told FROM tellings t WHERE t.story = ?1 AND {}",
                self.seen("t")
            ))?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        told.map(|(telling, told)| self.telling(telling, &told))
            .transpose()
    }

    /// A telling with its reports.
    pub(crate) fn telling(&self, telling: i64, told: &[u8]) -> Result<Briefing> {
        let mut briefing: Briefing = value(told, &[])?;
        let mut statement = self.tx.prepare_cached(
            "SELECT m.dressed, r.report, s.bytes FROM members m JOIN reports r ON r.id = m.report \
             JOIN sources s ON s.id = r.source WHERE m.telling = ?1 AND m.dressed IS NOT NULL ORDER BY m.place",
        )?;
        let mut members = statement.query([telling])?;
        while let Some(row) = members.next()? {
            self.wanted()?;
            let (dressed, read, bytes): (Vec<u8>, Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let as_read = unpack(&read, &unpack(&bytes, &[])?)?;
            briefing.reports.push(value(&dressed, &as_read)?);
        }
        Ok(briefing)
    }
}
