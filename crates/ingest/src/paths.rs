//! Which files are meant by the paths a user gave.

use crate::{Each, Problem, pattern};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// One input to be opened; standard input where it has no path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Input {
    pub(crate) path: Option<PathBuf>,
    pub(crate) name: String,
}

/// Endings of files that lie beside reports without being any: they are left out of a folder's walk without a word.
///
/// Only a walk asks for them; a file named by the user is always opened, and its content decides.
const BESIDE: &[&str] = &[
    "avif", "bak", "bmp", "c", "cfg", "class", "conf", "cpp", "css", "db", "dll", "exe", "gif", "go", "h",
    "ico", "ini", "ipynb", "java", "jpeg", "jpg", "js", "lock", "log", "map", "mjs", "mp3", "mp4", "o",
    "png", "py", "rb", "rs", "sh", "so", "sql", "sqlite", "svg", "tmp", "toml", "ts", "ttf", "wasm", "wav",
    "webm", "webp", "woff", "woff2", "yaml", "yml",
];

/// Stems of the files that tell people about a folder.
const ABOUT: &[&str] = &[
    "changelog",
    "contributing",
    "copying",
    "licence",
    "license",
    "notice",
    "readme",
];

/// The inputs behind `paths`, sorted by path and each file once; what can't be found is told.
pub(crate) fn find(paths: &[String], each: &mut Each<'_>) -> Vec<Input> {
    let mut found = Vec::new();
    let mut problems = BTreeSet::new();
    for given in paths {
        expand(given, &mut found, &mut problems);
    }
    for problem in problems {
        each(Err(problem));
    }
    found.sort();
    let mut seen = BTreeSet::new();
    // The canonical path tells that `a/x.txt` and `./a/x.txt` are one file; the first name in order stays.
    found.retain(|input| {
        let same = input
            .path
            .as_ref()
            .map(|p| p.canonicalize().unwrap_or_else(|_| p.clone()));
        seen.insert(same)
    });
    found
}

fn expand(given: &str, found: &mut Vec<Input>, problems: &mut BTreeSet<Problem>) {
    if given == "-" {
        found.push(Input {
            path: None,
            name: given.to_owned(),
        });
        return;
    }
    let path = Path::new(given);
    match std::fs::metadata(path) {
        Ok(meta) if meta.is_dir() => walk(given, found, problems),
        Ok(_) => found.push(file(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound && pattern::is_one(given) => {
            match pattern::matches(given) {
                Ok(paths) if paths.is_empty() => {
                    problems.insert(Problem::of(given, "no file matches this pattern"));
                }
                Ok(paths) => {
                    for path in paths {
                        if path.is_dir() {
                            walk(&path.to_string_lossy(), found, problems);
                        } else {
                            found.push(file(&path));
                        }
                    }
                }
                Err(reason) => {
                    problems.insert(Problem::of(given, reason));
                }
            }
        }
        Err(error) => {
            problems.insert(Problem::of(given, why(&error)));
        }
    }
}

fn file(path: &Path) -> Input {
    Input {
        path: Some(path.to_owned()),
        name: path.to_string_lossy().into_owned(),
    }
}

impl crate::Config {
    /// Whether a walk passes over what it met at `path` without a word: it is hidden, or its name says that it is no report.
    ///
    /// Whoever has to bound a walk more narrowly than [`crate::open`] does walks by itself, and so takes the same files.
    #[must_use]
    pub fn passes_over(&self, path: &Path, folder: bool) -> bool {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        hidden || (!folder && beside(path))
    }
}

/// Walks a folder, following links but never in a circle.
fn walk(folder: &str, found: &mut Vec<Input>, problems: &mut BTreeSet<Problem>) {
    let before = found.len() + problems.len();
    let entries = walkdir::WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                if !beside(entry.path()) {
                    found.push(file(entry.path()));
                }
            }
            Ok(entry) if entry.file_type().is_dir() => {}
            // A walk never opens a pipe or a device: reading one may wait for ever.
            Ok(entry) => {
                problems.insert(Problem::of(
                    &entry.path().to_string_lossy(),
                    "is not a regular file",
                ));
            }
            Err(error) => {
                let name = error
                    .path()
                    .map_or_else(|| folder.to_owned(), |p| p.to_string_lossy().into_owned());
                let reason = match (error.loop_ancestor(), error.io_error()) {
                    (Some(up), _) => format!("is a link that leads back to {}", up.display()),
                    (None, Some(io)) => why(io),
                    (None, None) => "can't be walked".to_owned(),
                };
                problems.insert(Problem::of(&name, reason));
            }
        }
    }
    if found.len() + problems.len() == before {
        problems.insert(Problem::of(folder, "is a folder without a report"));
    }
}

/// Whether a file met on a walk is clearly no report.
fn beside(path: &Path) -> bool {
    let lower = |part: Option<&std::ffi::OsStr>| {
        part.map(|s| s.to_string_lossy().to_lowercase())
            .unwrap_or_default()
    };
    BESIDE.contains(&lower(path.extension()).as_str()) || ABOUT.contains(&lower(path.file_stem()).as_str())
}

/// An operating system's error in words that a person can act on.
pub(crate) fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you have no permission to read it".to_owned(),
        io::ErrorKind::UnexpectedEof => "ends in the middle of its compressed data".to_owned(),
        // The kind for this one isn't stable yet; its words are the same on every Unix.
        _ if error.to_string().contains("levels of symbolic links") => {
            "is a link that leads back to itself".to_owned()
        }
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(paths: &[&Path]) -> (Vec<String>, Vec<Problem>) {
        let given: Vec<String> = paths.iter().map(|p| p.to_string_lossy().into_owned()).collect();
        let mut problems = Vec::new();
        let inputs = find(&given, &mut |r| problems.extend(r.err()));
        (
            inputs
                .into_iter()
                .map(|i| i.name.rsplit('/').next().unwrap_or("").to_owned())
                .collect(),
            problems,
        )
    }

    #[test]
    fn a_walk_is_sorted_and_leaves_out_what_is_no_report() {
        let dir = tempfile::tempdir().unwrap();
        for name in [
            "b.txt",
            "a.html",
            "expected.toml",
            ".hidden.txt",
            "README.md",
            "map.png",
            "c.md",
        ] {
            fs::write(dir.path().join(name), "x").unwrap();
        }
        let (names, problems) = names(&[dir.path()]);
        assert_eq!(names, ["a.html", "b.txt", "c.md"]);
        assert!(problems.is_empty());
    }

    #[test]
    fn a_file_named_by_the_user_is_always_tried() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("README.md");
        fs::write(&path, "x").unwrap();
        assert_eq!(names(&[&path]).0, ["README.md"]);
    }

    #[test]
    fn a_file_given_twice_is_opened_once() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        fs::write(&path, "x").unwrap();
        let again = dir.path().join(".").join("a.txt");
        assert_eq!(names(&[&path, dir.path(), &again]).0, ["a.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_loop_is_named_and_the_rest_goes_on() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.txt"), "x").unwrap();
        std::os::unix::fs::symlink(dir.path(), dir.path().join("up")).unwrap();
        std::os::unix::fs::symlink("self", dir.path().join("self")).unwrap();
        let (names, problems) = names(&[dir.path()]);
        assert_eq!(names, ["a.txt"]);
        assert_eq!(problems.len(), 2);
        assert!(
            problems.iter().all(|p| p.reason.contains("leads back")),
            "{problems:?}"
        );
    }

    #[test]
    fn what_is_not_there_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let (names, problems) = names(&[
            dir.path(),
            &dir.path().join("none.txt"),
            &dir.path().join("*.txt"),
        ]);
        assert!(names.is_empty());
        let reasons: Vec<_> = problems.iter().map(|p| p.reason.as_str()).collect();
        assert_eq!(
            reasons,
            [
                "is a folder without a report",
                "no file matches this pattern",
                "no such file or folder"
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn an_unreadable_folder_is_named() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let shut = dir.path().join("shut");
        fs::create_dir(&shut).unwrap();
        fs::write(dir.path().join("a.txt"), "x").unwrap();
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
        let (names, problems) = names(&[dir.path()]);
        // The superuser may read everything, and then there is nothing to tell.
        let allowed = fs::read_dir(&shut).is_ok();
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(names, ["a.txt"]);
        assert_eq!(problems.is_empty(), allowed);
    }
}
