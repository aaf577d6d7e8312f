//! Where the tools' reports come from: an archive, or the folders that were named when the server was started.

use crate::listed::Listed;
use engine::{Config, Silent};
use record::{Briefing, Report};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Paths that a client may name at once.
const PATHS: usize = 64;

/// The archive and the folders that the tools may read.
pub struct Library {
    archive: Option<PathBuf>,
    roots: Vec<PathBuf>,
    /// What was told last, by what the files looked like: most calls ask for the same again.
    last: Mutex<Option<(u64, Arc<Told>)>>,
}

/// What was told of the reports of some paths.
pub(crate) struct Told {
    pub(crate) briefing: Briefing,
    /// What could not be read.
    pub(crate) problems: Vec<String>,
}

impl Library {
    /// A library of an archive, of files and folders, or of both.
    ///
    /// # Errors
    /// What to tell the user: nothing was named, or something is not there.
    pub fn new(archive: Option<PathBuf>, paths: &[String]) -> Result<Self, String> {
        if archive.is_none() && paths.is_empty() {
            return Err("name the folders to read, or an archive by --archive DIR".to_owned());
        }
        if let Some(path) = &archive {
            archive::Archive::open(path).map_err(|e| e.to_string())?;
        }
        let real = |path: &String| {
            let real = Path::new(path)
                .canonicalize()
                .map_err(|e| format!("{path}: {e}"))?;
            readable(&real, path).map(|()| real)
        };
        Ok(Self {
            roots: paths.iter().map(real).collect::<Result<_, _>>()?,
            archive,
            last: Mutex::new(None),
        })
    }

    /// The archive, where one was named and the client asks for no paths.
    pub(crate) fn archive(&self, asked: &[String]) -> Result<Option<archive::Archive>, String> {
        match &self.archive {
            Some(path) if asked.is_empty() => {
                archive::Archive::open(path).map(Some).map_err(|e| e.to_string())
            }
            _ => Ok(None),
        }
    }

    /// The stories of these paths, or of all that was named at the start.
    pub(crate) fn told(&self, asked: &[String]) -> Result<Arc<Told>, String> {
        let config = Config::default();
        let mut listed = Listed::of(&self.paths(asked)?, &self.roots, &config)?;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, told)) = &*last
            && *of == listed.stamp
        {
            return Ok(Arc::clone(told));
        }
        let names: Vec<String> = listed
            .files
            .iter()
            .map(|p| p.to_string_lossy().into_owned())
            .collect();
        let pile = engine::read_pile(&names, &config, &Silent);
        if pile.reports.is_empty() {
            return Err("there is no readable report at these paths".to_owned());
        }
        let unread = pile.problems.iter().map(ToString::to_string);
        let problems = listed.left.drain(..).chain(unread);
        let problems = problems.map(|p| self.bare(&p)).collect();
        let mut briefing = engine::brief(pile, &config, &Silent);
        for report in &mut briefing.reports {
            report.file = self.bare(&report.file);
        }
        // They are among the problems, where their paths are bare.
        briefing.warnings.retain(|w| w.code != "unread");
        let told = Arc::new(Told { briefing, problems });
        *last = Some((listed.stamp, Arc::clone(&told)));
        Ok(told)
    }

    /// A path without the way to the folder that was named: the client is told no more of this machine than it needs.
    fn bare(&self, path: &str) -> String {
        let fits = |root: &&PathBuf| path.starts_with(&*root.to_string_lossy());
        let Some(root) = self.roots.iter().find(fits) else {
            return path.to_owned();
        };
        let parent = root.parent().unwrap_or(root).to_string_lossy().into_owned();
        path.strip_prefix(&parent)
            .unwrap_or(path)
            .trim_start_matches('/')
            .to_owned()
    }

    /// The paths that a client asks for, where they lie within what was named at the start.
    fn paths(&self, asked: &[String]) -> Result<Vec<PathBuf>, String> {
        if self.roots.is_empty() {
            return Err("this server was started with an archive alone and reads no files".to_owned());
        }
        if asked.is_empty() {
            return Ok(self.roots.clone());
        }
        if asked.len() > PATHS {
            return Err(format!("name at most {PATHS} paths"));
        }
        let mut found = BTreeSet::new();
        for path in asked {
            let within = self.roots.iter().filter_map(|root| {
                let below = if root.is_dir() {
                    root.join(path)
                } else {
                    root.parent()?.join(path)
                };
                let named = root.parent().map(|parent| parent.join(path));
                [Some(below), named]
                    .into_iter()
                    .flatten()
                    .find_map(|p| p.canonicalize().ok())
            });
            // Links and dots are followed before it is asked where the path lies.
            let allowed = within
                .filter(|real| self.roots.iter().any(|root| real.starts_with(root)))
                .min();
            let real = allowed.ok_or_else(|| {
                format!(
                    "{path:?} is not below the folders that this server was started with, or is not there"
                )
            })?;
            readable(&real, path)?;
            found.insert(real);
        }
        Ok(found.into_iter().collect())
    }
}

/// Refuses what is neither a file nor a folder: opening a pipe or a device may wait for ever, and all calls with it.
fn readable(real: &Path, named: &str) -> Result<(), String> {
    if real.is_file() || real.is_dir() {
        Ok(())
    } else {
        Err(format!("{named:?} is neither a file nor a folder"))
    }
}

/// The report that is meant among these, by its id, file, address or outlet.
pub(crate) fn pick<'r>(reports: &'r [Report], wanted: &str) -> Result<&'r Report, String> {
    let place = engine::pick(reports, wanted).map_err(|why| why.message(wanted))?;
    Ok(&reports[place])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("open/today")).unwrap();
        std::fs::write(
            folder.path().join("open/today/gate.txt"),
            "Gate jams\n\nThe lock gate at Ellery jammed on Monday.\n",
        )
        .unwrap();
        std::fs::write(
            folder.path().join("secret.txt"),
            "Nobody may read this sentence here.\n",
        )
        .unwrap();
        let open = folder.path().join("open").to_string_lossy().into_owned();
        let library = Library::new(None, &[open]).unwrap();
        (folder, library)
    }

    #[test]
    fn a_client_reads_only_below_what_was_named() {
        let (folder, library) = library();
        let told = |path: &str| library.told(&[path.to_owned()]);
        assert_eq!(told("today").unwrap().briefing.reports.len(), 1);
        assert_eq!(
            told("open/today/gate.txt").unwrap().briefing.reports[0].file,
            "open/today/gate.txt"
        );
        let outside = folder.path().join("secret.txt").to_string_lossy().into_owned();
        for path in [
            "../secret.txt",
            "today/../../secret.txt",
            "/etc/passwd",
            "-",
            "secret.txt",
            "*",
            &outside,
        ] {
            assert!(told(path).is_err(), "{path}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&outside, folder.path().join("open/link.txt")).unwrap();
            assert!(told("link.txt").is_err());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_walk_leaves_out_what_a_link_brings_from_outside() {
        use std::os::unix::fs::symlink;
        let (folder, library) = library();
        let at = |path: &str| folder.path().join(path);
        std::fs::create_dir(at("private")).unwrap();
        std::fs::write(
            at("private/diary.txt"),
            "Nobody may read this line of the diary.\n",
        )
        .unwrap();
        symlink(at("secret.txt"), at("open/link.txt")).unwrap();
        symlink(at("private"), at("open/today/folder")).unwrap();
        // A link that stays within is followed, and its file is read once.
        symlink(at("open/today"), at("open/again")).unwrap();
        for asked in [&[][..], &["today".to_owned()], &["open".to_owned()]] {
            let told = library.told(asked).unwrap();
            let files: Vec<&str> = told.briefing.reports.iter().map(|r| r.file.as_str()).collect();
            assert_eq!(files, ["open/today/gate.txt"], "{asked:?}");
            assert!(!told.problems.is_empty(), "{asked:?}");
            assert!(
                told.problems.iter().all(|p| p.starts_with("open/")),
                "{:?}",
                told.problems
            );
        }
        for path in ["today/folder", "today/folder/diary.txt"] {
            assert!(library.told(&[path.to_owned()]).is_err(), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_would_wait_for_ever_is_never_opened() {
        let (folder, library) = library();
        let pipe = folder.path().join("open/pipe.txt");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if !made.is_ok_and(|status| status.success()) {
            return;
        }
        let why = library.told(&["pipe.txt".to_owned()]).err().unwrap();
        assert!(why.contains("neither a file nor a folder"), "{why}");
        let told = library.told(&[]).unwrap();
        assert_eq!(told.briefing.reports.len(), 1);
        assert!(
            told.problems[0].contains("not a regular file"),
            "{:?}",
            told.problems
        );
        assert!(Library::new(None, &[pipe.to_string_lossy().into_owned()]).is_err());
    }

    #[test]
    fn what_changed_is_read_anew() {
        let (folder, library) = library();
        assert_eq!(library.told(&[]).unwrap().briefing.reports.len(), 1);
        std::fs::write(
            folder.path().join("open/more.txt"),
            "More\n\nThe mayor of Ellery spoke on Tuesday.\n",
        )
        .unwrap();
        assert_eq!(library.told(&[]).unwrap().briefing.reports.len(), 2);
    }
}
