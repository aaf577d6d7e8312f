//! Which files lie below the paths of a call. What is listed here is what is read, so that no link leads a reading elsewhere.

use engine::Config;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// Files that are read for one answer.
const FILES: usize = 20_000;
/// And their bytes.
const BYTES: u64 = 1 << 30;
/// Entries of folders that are walked for one answer: links within the folders can make many ways to few files.
const ENTRIES: usize = 10 * FILES;

/// The files of a call.
pub(crate) struct Listed {
    /// Regular files by their real paths, each below a root.
    pub(crate) files: BTreeSet<PathBuf>,
    /// What was met and is not read, with the reason.
    pub(crate) left: Vec<String>,
    /// A number for what the files look like: their names, sizes and times of change.
    pub(crate) stamp: u64,
}

impl Listed {
    /// The files at these real paths that lie below the roots once links are followed.
    ///
    /// # Errors
    /// What to tell the client: there are too many.
    pub(crate) fn of(paths: &[PathBuf], roots: &[PathBuf], config: &Config) -> Result<Self, String> {
        let mut listed = Self {
            files: BTreeSet::new(),
            left: Vec::new(),
            stamp: 0,
        };
        let (mut entries, mut bytes) = (0, 0);
        for path in paths {
            let mut walk = walkdir::WalkDir::new(path)
                .follow_links(true)
                .sort_by_file_name()
                .into_iter();
            while let Some(entry) = walk.next() {
                entries += 1;
                if entries > ENTRIES {
                    return Err(too_much());
                }
                let entry = match entry {
                    Ok(entry) => entry,
                    Err(error) => {
                        listed.left.push(unwalked(&error, path));
                        continue;
                    }
                };
                let (met, folder) = (entry.path(), entry.file_type().is_dir());
                // What a client names itself is always tried; only what a walk meets is passed over.
                if entry.depth() > 0 && config.ingest.passes_over(met, folder) {
                    if folder {
                        walk.skip_current_dir();
                    }
                    continue;
                }
                let real = met.canonicalize().ok();
                let Some(real) = real.filter(|real| roots.iter().any(|root| real.starts_with(root))) else {
                    let reason = "leads out of the folders that may be read";
                    listed.left.push(format!("{}: {reason}", met.display()));
                    if folder {
                        walk.skip_current_dir();
                    }
                    continue;
                };
                if folder {
                    continue;
                }
                let Some(about) = real.metadata().ok().filter(std::fs::Metadata::is_file) else {
                    listed
                        .left
                        .push(format!("{}: is not a regular file", met.display()));
                    continue;
                };
                if listed.files.insert(real) {
                    bytes += about.len();
                    if listed.files.len() > FILES || bytes > BYTES {
                        return Err(too_much());
                    }
                }
            }
        }
        listed.left.sort();
        listed.left.dedup();
        listed.stamp = listed.looks();
        Ok(listed)
    }

    fn looks(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.left.hash(&mut hasher);
        for file in &self.files {
            let about = file.metadata().ok();
            let size = about.as_ref().map(std::fs::Metadata::len);
            (file, size, about.and_then(|a| a.modified().ok())).hash(&mut hasher);
        }
        hasher.finish()
    }
}

fn too_much() -> String {
    format!(
        "there are more than {FILES} files or {} MiB here; name fewer paths, or use an archive",
        BYTES >> 20
    )
}

/// Why a part of a folder could not be walked.
fn unwalked(error: &walkdir::Error, within: &Path) -> String {
    let name = error.path().unwrap_or(within).display();
    match (error.loop_ancestor(), error.io_error()) {
        (Some(_), _) => format!("{name}: is a link that leads back to a folder above it"),
        (None, Some(io)) => format!("{name}: {io}"),
        (None, None) => format!("{name}: can't be walked"),
    }
}
