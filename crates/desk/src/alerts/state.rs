//! What was found and what was sent of it. It lies beside the archive and is written whole, so that a crash leaves the one
//! before or the one after.

use super::On;
use archive::Error;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The file in the archive's folder.
pub const FILE: &str = "alerts.json";
/// What fired that is remembered. What was sent goes first.
const REMEMBERED: usize = 1_000;
/// Figures that are remembered while they move little; what moved longest ago goes first.
const DRIFTING: usize = 10_000;

/// All that fired.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Journal {
    /// The run that was looked at last; none where none was.
    pub run: Option<i64>,
    /// The last entry of the custody log that was looked at.
    pub entry: Option<i64>,
    /// Figures that moved since they were told last, and not far enough, by alert, story and figure: many small steps are as
    /// far as a large one.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub drifting: BTreeMap<String, Drift>,
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
    /// The letters that tell of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mail: Vec<Letter>,
}

/// How the letter to one address stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Who is written to.
    pub to: String,
    /// Whether a server took it, or never will.
    pub sent: bool,
    /// How often sending failed.
    pub tries: u32,
    /// Not to be sent before this second since 1970.
    pub due: u64,
    /// Why it failed last.
    pub failed: Option<String>,
}

impl Letter {
    /// One that is to be written.
    pub(super) fn to(address: &str) -> Self {
        Self {
            to: address.to_owned(),
            sent: false,
            tries: 0,
            due: 0,
            failed: None,
        }
    }
}

impl Fired {
    /// Whether nothing of it is to be sent any more.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.sent && self.mail.iter().all(|l| l.sent)
    }

    /// Why it was not sent, or not yet, where it was to be.
    #[must_use]
    pub fn why_not(&self) -> Option<&str> {
        let letters = self.mail.iter().filter_map(|l| l.failed.as_deref());
        self.failed.as_deref().into_iter().chain(letters).next()
    }
}

/// Where a figure stood when it was told last.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Drift {
    /// Its lower bound.
    pub min: Option<f64>,
    /// Its upper bound.
    pub max: Option<f64>,
    /// The run that told it so.
    pub run: i64,
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
            let oldest = self.fired.iter().position(Fired::is_done).unwrap_or(0);
            self.fired.remove(oldest);
        }
        while self.drifting.len() > DRIFTING {
            let oldest = self
                .drifting
                .iter()
                .min_by_key(|(_, d)| d.run)
                .map(|(key, _)| key.clone());
            self.drifting.retain(|key, _| Some(key) != oldest.as_ref());
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

/// Where it lies: in the archive's folder, or beside the one file of a backup.
pub(super) fn place(archive: &Path) -> PathBuf {
    if !archive.is_file() {
        return archive.join(FILE);
    }
    match archive.file_name().and_then(|name| name.to_str()) {
        Some(name) if name != "archive.sqlite" => archive.with_file_name(format!("{name}.{FILE}")),
        _ => archive.with_file_name(FILE),
    }
}
