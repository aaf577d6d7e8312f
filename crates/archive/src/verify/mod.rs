//! Verifying: everything stored is read, hashed and set against everything that it was made from.

mod again;
mod log;
mod stories;

use crate::Result;
use crate::pack::{unpack, value};
use crate::reader::Snapshot;
use record::{Body, Report, Source, SourceId};
use serde::Serialize;

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fault {
    /// What it is about: a source's hash, a report's or story's id, an entry of the log, or the file itself.
    pub of: String,
    /// What is wrong, in a sentence.
    pub what: String,
}

/// What was verified.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Sources whose bytes were hashed.
    pub sources: usize,
    /// Reports that were set against their sources.
    pub reports: usize,
    /// Reports that were read again, and compared.
    pub reread: usize,
    /// Stories as told, those of earlier runs among them.
    pub tellings: usize,
    /// Citations that were resolved.
    pub citations: usize,
    /// Entries of the custody log.
    pub entries: usize,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// Reads sources again, as the run did that stored them; a report for each.
pub type Reread<'a> = dyn FnMut(Vec<Source>) -> Vec<Report> + 'a;

impl Snapshot<'_> {
    /// Verifies all that is stored. With `reread`, reports that this version of the program, `program`, read are read
    /// again, and the index of words is made again and compared.
    ///
    /// Damage is told in [`Verified::faults`] and never an error.
    pub fn verify(&self, program: &str, reread: Option<&mut Reread<'_>>) -> Verified {
        let mut verified = Verified::default();
        let mut check = |of: &str, check: &mut dyn FnMut(&mut Verified) -> Result<()>| {
            if let Err(error) = check(&mut verified) {
                verified.fault(of, error.to_string());
            }
        };
        check("the file", &mut |v| self.file(v));
        check("sources", &mut |v| self.sources(v));
        check("reports", &mut |v| self.stored_reports(v));
        check("stories", &mut |v| self.tellings(v));
        check("stories", &mut |v| self.lives(v));
        check("custody log", &mut |v| self.custody(v));
        if let Some(reread) = reread {
            check("reports", &mut |v| self.read_again(program, v, reread));
            check("search", &mut |v| self.words(v));
        }
        verified.faults.sort();
        verified.faults.dedup();
        verified
    }

    fn file(&self, verified: &mut Verified) -> Result<()> {
        let mut statement = self.tx.prepare("PRAGMA integrity_check(20)")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                verified.fault("the file", line);
            }
        }
        drop(rows);
        let mut statement = self.tx.prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (table, of): (String, String) = (row.get(0)?, row.get(2)?);
            verified.fault(
                "the file",
                format!("a row of {table} belongs to one of {of} that is not there"),
            );
        }
        Ok(())
    }

    fn sources(&self, verified: &mut Verified) -> Result<()> {
        let mut statement = self
            .tx
            .prepare("SELECT hash, size, bytes, body FROM sources ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (hash, size): (String, i64) = (row.get(0)?, row.get(1)?);
            verified.sources += 1;
            match unpack(row.get_ref(2)?.as_blob().unwrap_or(&[]), &[]) {
                Err(error) => verified.fault(&hash, error.to_string()),
                Ok(bytes) => {
                    if SourceId::of(&bytes).as_str() != hash {
                        verified.fault(&hash, "the bytes have another hash");
                    }
                    if i64::try_from(bytes.len()).ok() != Some(size) {
                        verified.fault(&hash, "the bytes are more or fewer than is told of them");
                    }
                    if let Err(error) = value::<Body>(row.get_ref(3)?.as_blob().unwrap_or(&[]), &bytes) {
                        verified.fault(&hash, error.to_string());
                    }
                }
            }
        }
        Ok(())
    }

    fn stored_reports(&self, verified: &mut Verified) -> Result<()> {
        let mut statement = self.tx.prepare(
            "SELECT r.name, s.hash, r.report, s.bytes, s.body, r.file, r.line, r.outlet, r.headline, r.published, r.language, \
             r.canonical, EXISTS (SELECT 1 FROM custody c WHERE c.act = 'added' AND c.run = r.run AND c.report = r.name \
             AND c.source = s.hash AND c.file = r.file AND c.line IS r.line), r.day, substr(u.began, 1, 10) \
             FROM reports r LEFT JOIN runs u ON u.id = r.run LEFT JOIN sources s ON s.id = r.source WHERE r.run <= ?1 ORDER BY r.id",
        )?;
        let mut rows = statement.query([self.head])?;
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            verified.reports += 1;
            let Some(hash): Option<String> = row.get(1)? else {
                verified.fault(&name, "its source is not there");
                continue;
            };
            let blob = |i: usize| row.get_ref(i).map(|v| v.as_blob().unwrap_or(&[]));
            let Ok(bytes) = unpack(blob(3)?, &[]) else {
                // Told of the source already.
                continue;
            };
            let report: Report = match value(blob(2)?, &bytes) {
                Ok(report) => report,
                Err(error) => {
                    verified.fault(&name, error.to_string());
                    continue;
                }
            };
            if report.id != name || report.source != hash {
                verified.fault(&name, "it is another report than its row says");
            }
            let day: Option<String> = match report.day() {
                Some(day) => Some(day.to_owned()),
                None => row.get(14)?,
            };
            let line = report.line.and_then(|n| i64::try_from(n).ok());
            let same = day == row.get::<_, Option<String>>(13)?
                && report.file == row.get::<_, String>(5)?
                && line == row.get::<_, Option<i64>>(6)?
                && report.outlet == row.get::<_, Option<String>>(7)?
                && report.headline == row.get::<_, Option<String>>(8)?
                && report.published.as_ref().map(|p| p.value.clone()) == row.get::<_, Option<String>>(9)?
                && report.language == row.get::<_, Option<String>>(10)?
                && report.canonical == row.get::<_, Option<String>>(11)?;
            if !same {
                verified.fault(&name, "its row in the list says something else than the report");
            }
            if !row.get::<_, bool>(12)? {
                verified.fault(&name, "the custody log doesn't say who added it");
            }
            let text = match value(blob(4)?, &bytes) {
                Ok(Body::Plain(text)) => Some(text),
                Ok(Body::Record(record)) => record.text,
                Ok(Body::Html(_)) | Err(_) => None,
            };
            if text.is_some_and(|text| *text != *report.text) {
                verified.fault(&name, "its text is not that of its source");
            }
        }
        Ok(())
    }
}

impl Verified {
    fn fault(&mut self, of: &str, what: impl Into<String>) {
        self.faults.push(Fault {
            of: of.to_owned(),
            what: what.into(),
        });
    }
}
