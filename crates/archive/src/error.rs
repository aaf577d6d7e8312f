//! What can go wrong with an archive, in words that a person can act on.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// Why an archive could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing is there.
    #[error("there is no archive at {}; `twosource add PATH… --archive {}` makes one", .0.display(), .0.display())]
    Missing(PathBuf),
    /// Something else is there.
    #[error("{} is no archive of twosource", .0.display())]
    Foreign(PathBuf),
    /// It was written by a later version of the program.
    #[error("{} has format {found}, which a newer version of twosource wrote; this one knows formats up to {known}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The format of the file.
        found: u32,
        /// The latest format that this program knows.
        known: u32,
    },
    /// Another process writes to it.
    #[error(
        "the archive is being written to by {0}; try again when that is done, or wait for it with --wait SECONDS"
    )]
    Held(String),
    /// Nobody waits for the answer any more.
    #[error("the question was given up")]
    GivenUp,
    /// No room is left.
    #[error(
        "no room is left for the archive (the disk or its limit is full); what was there before is as it was"
    )]
    Full,
    /// It may not be written to.
    #[error("{} can't be written to: {why}", path.display())]
    ReadOnly {
        /// The file or folder.
        path: PathBuf,
        /// The reason.
        why: String,
    },
    /// What is stored can't be read.
    #[error("the archive is damaged: {0}; `twosource verify` says where")]
    Damaged(String),
    /// The user's text is no query.
    #[error("{0}")]
    Query(String),
    /// The file system's own error.
    #[error("{}: {why}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// The reason.
        why: String,
    },
    /// Any other error of the store.
    #[error("the archive's store: {0}")]
    Store(rusqlite::Error),
}

/// What a call on an archive gives.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error of the file system at `path`.
    #[must_use]
    pub fn file(path: &Path, error: &std::io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::Full,
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly {
                path,
                why: "you have no permission, or the disk is read-only".to_owned(),
            },
            _ => Self::File {
                path,
                why: error.to_string(),
            },
        }
    }

    /// The same error with the file that it is about, where the store could not name it.
    pub(crate) fn at(self, path: &Path) -> Self {
        match self {
            Self::Store(error) => match error.sqlite_error_code() {
                Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                    Self::ReadOnly {
                        path: path.to_owned(),
                        why: "you have no permission, or the disk is read-only".to_owned(),
                    }
                }
                _ => Self::Store(error),
            },
            other => other,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::Held("another program".to_owned())
            }
            Some(ErrorCode::OperationInterrupted) => Self::GivenUp,
            _ => Self::Store(error),
        }
    }
}
