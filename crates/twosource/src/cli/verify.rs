//! `twosource verify`: whether an archive is as it was written.

use super::Ending;
use super::store::{Answer, Form, Store, refused};
use archive::Verified;
use clap::Args;
use serde::Serialize;
use std::io::Write;

/// Hash every source of an archive and resolve every citation
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 all is as it was written; 1 something is not, and is named; 2 it can't be told.")]
pub(crate) struct Verify {
    #[command(flatten)]
    store: Store,

    /// Read every source again too and compare, and make the index of words again
    #[arg(long)]
    deep: bool,

    #[command(flatten)]
    answer: Answer,
}

#[derive(Serialize)]
struct All<'a> {
    schema: u32,
    clean: bool,
    #[serde(flatten)]
    verified: &'a Verified,
}

impl Verify {
    /// Verifies and names what is wrong.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let verified = match desk::verify(&self.store.archive, self.deep) {
            Ok(verified) => verified,
            Err(error) => return Ok(refused(&error)),
        };
        let clean = verified.faults.is_empty();
        let mut out = self.answer.open()?;
        match self.answer.format {
            Form::Json => out.pretty(&All {
                schema: record::SCHEMA,
                clean,
                verified: &verified,
            })?,
            Form::Jsonl => verified.faults.iter().try_for_each(|fault| out.line(fault))?,
            Form::Text => {
                for fault in &verified.faults {
                    out.text(&format!("{}: {}\n", fault.of, fault.what))?;
                }
                let again = if self.deep {
                    format!(", {} read again", verified.reread)
                } else {
                    String::new()
                };
                out.text(&format!(
                    "{} sources hashed, {} reports{again}, {} tellings with {} citations resolved, {} entries of the log: {}\n",
                    verified.sources,
                    verified.reports,
                    verified.tellings,
                    verified.citations,
                    verified.entries,
                    if clean { "all is as it was written" } else { "NOT all is as it was written" }
                ))?;
            }
        }
        out.close()?;
        if clean {
            return Ok(Ending::Whole);
        }
        let _ = writeln!(
            std::io::stderr(),
            "twosource: {} things in the archive are not as they were written",
            verified.faults.len()
        );
        Ok(Ending::Partial)
    }
}
