//! `twosource rerun`: all of an archive anew.

use super::store::{Store, counted, refused};
use super::{Ending, add::Work, output::Output};
use clap::Args;

/// Read, group and tell all of an archive anew, with this version of the program and what people corrected
#[derive(Debug, Args)]
pub(crate) struct Rerun {
    #[command(flatten)]
    store: Store,

    #[command(flatten)]
    work: Work,
}

impl Rerun {
    /// Runs and says what changed.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let config = engine::Config::default();
        let done = self
            .work
            .run(&config, |task, line| desk::rerun(&self.store.archive, task, line));
        match done {
            Err(error) => Ok(refused(&error)),
            Ok(summary) => {
                let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
                let mut out = Output::open(None)?;
                out.text(&format!(
                    "run {}: {} read otherwise than before, {} told anew\n",
                    summary.run,
                    counted(count(summary.reports), "report"),
                    counted(count(summary.told), "story")
                ))?;
                out.close()?;
                Ok(Ending::Whole)
            }
        }
    }
}
