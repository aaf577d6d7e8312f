//! Whether the custody log is whole, and says what happened.

use super::Verified;
use crate::Result;
use crate::corrections::{said, unsaid};
use crate::custody::{Checked, began, finished};
use crate::reader::Snapshot;
use crate::rows;

impl Snapshot<'_> {
    pub(super) fn custody(&self, verified: &mut Verified) -> Result<()> {
        let mut statement = self
            .tx
            .prepare(&format!("SELECT {} FROM custody ORDER BY id", rows::ENTRY))?;
        let mut checked = Checked::new();
        for entry in statement.query_map([], rows::entry)? {
            let entry = entry?;
            verified.entries += 1;
            if !checked.follows(&entry) {
                verified.fault(
                    &format!("entry {}", entry.id),
                    "the custody log was changed here or just before",
                );
            }
        }
        drop(statement);
        for run in self.runs()?.into_iter().filter(|r| r.ended.is_some()) {
            let logged: i64 = self.tx.query_row(
                "SELECT count(*) FROM custody WHERE run = ?1 AND who = ?4 AND \
                 (act = 'began' AND at = ?2 AND note = ?5 OR act = 'ended' AND at = ?3 AND note = ?6)",
                rusqlite::params![run.id, run.began, run.ended, run.who, began(&run), finished(&run)],
                |row| row.get(0),
            )?;
            if logged != 2 {
                verified.fault(&format!("run {}", run.id), "the custody log tells it otherwise");
            }
        }
        for correction in self.corrections(None)? {
            let logged: i64 = self.tx.query_row(
                "SELECT count(*) FROM custody WHERE report = ?1 AND (act = 'corrected' AND who = ?2 AND at = ?3 AND note = ?4 \
                 OR act = 'undone' AND who = ?5 AND at = ?6 AND note = ?7)",
                rusqlite::params![
                    correction.target,
                    correction.who,
                    correction.at,
                    said(&correction),
                    correction.undone_by,
                    correction.undone_at,
                    unsaid(&correction)
                ],
                |row| row.get(0),
            )?;
            if logged != 1 + i64::from(correction.undone_by.is_some()) {
                verified.fault(
                    &format!("correction {}", correction.id),
                    "the custody log tells it otherwise",
                );
            }
        }
        Ok(())
    }
}
