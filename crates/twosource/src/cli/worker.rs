//! `twosource worker`: one stage of a bulk run, rows in and rows out.

use super::Ending;
use clap::Args;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use worker::Known;
use worker::stages::{self, Options, STAGES};

/// Work on a part of a collection: Arrow rows in on standard input, rows out on standard output
#[derive(Debug, Args)]
pub(crate) struct Worker {
    /// What to do with the rows
    #[arg(long, value_name = "STAGE", value_parser = STAGES)]
    stage: String,

    /// Stock phrases of the whole collection, eight bytes each, lowest first
    #[arg(long, value_name = "FILE")]
    stock: Option<PathBuf>,

    /// Agencies that the whole collection credits, one a line
    #[arg(long, value_name = "FILE")]
    agencies: Option<PathBuf>,

    /// Read a record's field under another name: --field text=articleBody
    #[arg(long = "field", value_name = "OURS=THEIRS", value_parser = super::field)]
    fields: Vec<(String, String)>,

    /// Threads to use; whoever starts a worker for every core wants one
    #[arg(long, value_name = "N", default_value_t = 1)]
    threads: usize,
}

impl Worker {
    /// Runs the stage until its input ends.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        super::threads(Some(self.threads));
        let known = match self.known() {
            Ok(known) => known,
            Err(why) => return Ok(Ending::Nothing(why)),
        };
        let mut config = engine::Config::default();
        config.ingest.fields = self.fields;
        let options = Options { config, known };
        let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
        if let Err(why) = stages::run(&self.stage, options, std::io::stdin().lock(), &mut out) {
            return Ok(Ending::Nothing(format!("stage {}: {why}", self.stage)));
        }
        out.flush()?;
        Ok(Ending::Whole)
    }

    fn known(&self) -> Result<Known, String> {
        let read = |path: &Path| std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()));
        let stock = self.stock.as_deref().map(read).transpose()?.unwrap_or_default();
        let (phrases, rest) = stock.as_chunks::<8>();
        if !rest.is_empty() {
            return Err("the stock phrases are no whole number of them".to_owned());
        }
        let agencies = self
            .agencies
            .as_deref()
            .map(read)
            .transpose()?
            .unwrap_or_default();
        let agencies = String::from_utf8(agencies).map_err(|_| "the agencies are not in UTF-8".to_owned())?;
        Ok(Known::new(
            phrases.iter().map(|p| u64::from_le_bytes(*p)),
            agencies.lines().map(str::to_owned),
        ))
    }
}
