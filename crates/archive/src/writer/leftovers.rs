//! What unfinished runs left, which is seen by nobody, and clearing it away.

use crate::Result;
use rusqlite::{Transaction, params};

/// Runs that were not finished: number, program, how they opened inputs, kind.
pub(super) fn leftovers(tx: &Transaction<'_>, head: i64) -> Result<Vec<(i64, String, String, String)>> {
    let mut statement =
        tx.prepare("SELECT id, program, opening, kind FROM runs WHERE id > ?1 AND ended IS NULL")?;
    let rows = statement.query_map([head], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Clears away the reports of unfinished runs but those of `run`.
pub(super) fn drop_reports(tx: &Transaction<'_>, head: i64, run: Option<i64>) -> Result<()> {
    let rows: Vec<i64> = {
        let mut statement = tx.prepare("SELECT id FROM reports WHERE run > ?1 AND run IS NOT ?2")?;
        let rows = statement.query_map(params![head, run], |row| row.get(0))?;
        rows.collect::<rusqlite::Result<_>>()?
    };
    rows.into_iter().try_for_each(|row| drop_report(tx, row))
}

pub(super) fn drop_report(tx: &Transaction<'_>, row: i64) -> Result<()> {
    let source: i64 = tx
        .prepare_cached("SELECT source FROM reports WHERE id = ?1")?
        .query_row([row], |r| r.get(0))?;
    tx.prepare_cached("DELETE FROM words WHERE rowid = ?1")?
        .execute([row])?;
    tx.prepare_cached("DELETE FROM reports WHERE id = ?1")?
        .execute([row])?;
    tx.prepare_cached(
        "DELETE FROM sources WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM reports WHERE source = ?1)",
    )?
    .execute([source])?;
    Ok(())
}

/// Clears away the tellings of unfinished runs.
pub(super) fn drop_tellings(tx: &Transaction<'_>, head: i64) -> Result<()> {
    for table in ["facets", "members"] {
        tx.execute(
            &format!("DELETE FROM {table} WHERE telling IN (SELECT id FROM tellings WHERE run > ?1)"),
            [head],
        )?;
    }
    tx.execute("DELETE FROM tellings WHERE run > ?1", [head])?;
    Ok(())
}
