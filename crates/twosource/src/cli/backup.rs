//! `twosource backup`: a copy of an archive, made while it is in use.

use super::store::{Store, refused};
use super::{Ending, output::Output};
use clap::Args;
use std::path::PathBuf;

/// Copy an archive into one file, also while it is written to
#[derive(Debug, Args)]
#[command(after_help = "\
The copy is an archive itself: every command takes it by --archive FILE.")]
pub(crate) struct Backup {
    /// The file of the copy; it must not be there yet
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    store: Store,
}

impl Backup {
    /// Makes the copy.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        match archive::backup(&self.store.archive, &self.file) {
            Err(error) => Ok(refused(&error)),
            Ok(bytes) => {
                let mut out = Output::open(None)?;
                out.text(&format!("{}: {bytes} bytes\n", self.file.display()))?;
                out.close()?;
                Ok(Ending::Whole)
            }
        }
    }
}
