//! What was found and what was sent of it. It lies beside the archive and is written whole, so that a crash leaves the one
//! before or the one after.

use super::On;
use archive::Error;
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The file in the archive's folder.
pub const FILE: &str = "alerts.json";
/// What fired that is remembered. What was sent goes first.
const REMEMBERED: usize = 1_000;

/// All that fired.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Journal {
    /// The run that was looked at last; none where none was.
    pub run: Option<i64>,
    /// What fired, the oldest first.
    pub fired: Vec<Fired>,
}

/// A change that an alert is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fired {
    /// The same for the same change, whenever it is found.
    pub id: String,
    /// The alert's name.
    pub alert: String,
    /// What kind.
    pub on: On,
    /// The story's id.
    pub story: String,
    /// Its title.
    pub title: String,
    /// What changed, in a sentence.
    pub words: String,
    /// The run that changed it.
    pub run: i64,
    /// When it was found.
    pub at: String,
    /// Where it is sent to.
    pub webhook: Option<String>,
    /// Whether it was sent, or has nowhere to go.
    pub sent: bool,
    /// How often sending failed.
    pub tries: u32,
    /// Not to be sent before this second since 1970.
    pub due: u64,
    /// Why it failed last.
    pub failed: Option<String>,
}

impl Journal {
    /// Reads what is there; nothing was found where nothing is.
    ///
    /// # Errors
    /// Where it can't be read, or is none: what was sent must not be sent again by a slip.
    pub fn load(archive: &Path) -> Result<Self, Error> {
        let path = place(archive);
        match std::fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|e| Error::Damaged(format!("{} is no journal of alerts ({e})", path.display()))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Error::file(&path, &error)),
        }
    }

    /// Writes it, all or nothing.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn store(&mut self, archive: &Path) -> Result<(), Error> {
        while self.fired.len() > REMEMBERED {
            let oldest = self.fired.iter().position(|f| f.sent).unwrap_or(0);
            self.fired.remove(oldest);
        }
        let path = place(archive);
        let new = path.with_extension("json.new");
        let write = || -> std::io::Result<()> {
            let mut file = std::fs::OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(true)
                .open(&new)?;
            file.write_all(&serde_json::to_vec_pretty(self)?)?;
            file.sync_all()?;
            std::fs::rename(&new, &path)
        };
        write().map_err(|e| Error::file(&path, &e))
    }

    /// Takes in what fired, once.
    pub(super) fn put(&mut self, fired: Fired) {
        if !self.fired.iter().any(|f| f.id == fired.id) {
            self.fired.push(fired);
        }
    }
}

fn place(archive: &Path) -> PathBuf {
    if !archive.is_file() {
        return archive.join(FILE);
    }
    match archive.file_name().and_then(|name| name.to_str()) {
        Some(name) if name != "archive.sqlite" => archive.with_file_name(format!("{name}.{FILE}")),
        _ => archive.with_file_name(FILE),
    }
}
