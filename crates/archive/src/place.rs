//! Where an archive lies: a folder with one file of data, or that file itself (a backup).

use std::path::{Path, PathBuf};

/// The data's file in an archive's folder.
const DATA: &str = "archive.sqlite";

/// The files of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) folder: PathBuf,
    pub(crate) data: PathBuf,
    pub(crate) lock: PathBuf,
}

impl Place {
    /// The place that a user means by `path`.
    pub(crate) fn of(path: &Path) -> Self {
        let data = if path.is_file() {
            path.to_owned()
        } else {
            path.join(DATA)
        };
        let folder = data.parent().map_or_else(|| PathBuf::from("."), Path::to_owned);
        let mut lock = data.clone().into_os_string();
        lock.push(".lock");
        Self {
            folder,
            lock: lock.into(),
            data,
        }
    }

    /// The log that writers keep beside the data while they are at work.
    pub(crate) fn beside(&self) -> PathBuf {
        let mut name = self.data.clone().into_os_string();
        name.push("-wal");
        name.into()
    }
}
