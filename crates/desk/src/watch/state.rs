//! What is known of each feed between rounds: what makes a request conditional, and when it may be asked again.
//!
//! It lies beside the archive and not in it: it is no part of what was read, and losing it costs one full request a feed.

use super::fetch::Known;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// The file in the archive's folder.
pub const FILE: &str = "watch.json";

/// Where the state lies: in the archive's folder, or beside an archive that is named by its file. Two archives in one folder
/// have a state each, as a feed that one of them has is not in the other.
pub(super) fn place(archive: &Path) -> PathBuf {
    if !archive.is_file() {
        return archive.join(FILE);
    }
    match archive.file_name().and_then(|name| name.to_str()) {
        Some(name) if name != "archive.sqlite" => archive.with_file_name(format!("{name}.{FILE}")),
        _ => archive.with_file_name(FILE),
    }
}

/// What is known of all feeds, by their addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// By address.
    pub feeds: BTreeMap<String, Feed>,
}

/// What is known of one feed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Feed {
    /// The last answer's `ETag`.
    pub etag: Option<String>,
    /// The last answer's `Last-Modified`.
    pub modified: Option<String>,
    /// Hash of the last body: servers without either header send the same again and again.
    pub body: Option<String>,
    /// Not to be asked before this second since 1970.
    pub due: u64,
    /// Rounds in a row that failed.
    pub failures: u32,
    /// It is gone for good, as its server says.
    pub gone: bool,
}

impl Feed {
    /// What makes the next request conditional.
    pub(super) fn known(&self) -> Known {
        Known {
            etag: self.etag.clone(),
            modified: self.modified.clone(),
        }
    }
}

impl State {
    /// The state beside the archive; an empty one where there is none or it can't be understood.
    #[must_use]
    pub fn load(archive: &Path) -> Self {
        let bytes = std::fs::read(place(archive)).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Stores it whole or not at all. The folder is made where there is none: before anything could be added, failures are
    /// remembered too.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn store(&self, archive: &Path) -> io::Result<()> {
        let place = place(archive);
        if let Some(folder) = place.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let new = place.with_extension("json.new");
        std::fs::write(&new, serde_json::to_vec_pretty(self)?)?;
        std::fs::rename(new, place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_kept_and_a_broken_one_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = State::default();
        state
            .feeds
            .entry("https://herald.example/rss".to_owned())
            .or_default()
            .etag = Some("\"a\"".to_owned());
        state.store(folder.path()).unwrap();
        assert_eq!(State::load(folder.path()), state);
        std::fs::write(folder.path().join(FILE), "{").unwrap();
        assert_eq!(State::load(folder.path()), State::default());
    }

    #[test]
    fn it_lies_in_the_folder_that_is_made_or_beside_the_file_that_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let desk = folder.path().join("a/desk");
        State::default().store(&desk).unwrap();
        assert!(desk.join(FILE).is_file());
        let file = desk.join("archive.sqlite");
        std::fs::write(&file, "").unwrap();
        assert_eq!(place(&file), desk.join(FILE));
        let other = desk.join("other.sqlite");
        std::fs::write(&other, "").unwrap();
        State::default().store(&other).unwrap();
        assert!(desk.join("other.sqlite.watch.json").is_file());
    }
}
