//! Patterns of paths: `*`, `?`, `[a-z]` and `**`, for shells that don't spread them and for quoted ones.

use regex::Regex;
use std::path::{Path, PathBuf};

/// Whether a path has a sign that makes it a pattern.
pub(crate) fn is_one(path: &str) -> bool {
    path.contains(['*', '?', '['])
}

/// The paths that match, sorted. Hidden files match only a pattern that names their dot.
pub(crate) fn matches(pattern: &str) -> Result<Vec<PathBuf>, String> {
    let parts: Vec<&str> = pattern.split('/').collect();
    let literal = parts.iter().position(|part| is_one(part)).unwrap_or(parts.len());
    let root = match parts.get(..literal).unwrap_or(&[]).join("/") {
        root if root.is_empty() && pattern.starts_with('/') => "/".to_owned(),
        root => root,
    };
    let rest = parts.get(literal..).unwrap_or(&[]);
    let regex = compile(&rest.join("/"))?;
    let depth = if rest.contains(&"**") {
        usize::MAX
    } else {
        rest.len()
    };
    let hidden = rest.iter().any(|part| part.starts_with('.'));
    let from = if root.is_empty() {
        Path::new(".")
    } else {
        Path::new(&root)
    };
    let found = walkdir::WalkDir::new(from)
        .min_depth(1)
        .max_depth(depth)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || hidden || !e.file_name().to_string_lossy().starts_with('.'))
        .filter_map(Result::ok)
        .filter_map(|e| e.path().strip_prefix(from).ok().map(Path::to_owned))
        .filter(|path| regex.is_match(&path.to_string_lossy()))
        .map(|path| if root.is_empty() { path } else { from.join(path) })
        .collect();
    Ok(found)
}

fn compile(pattern: &str) -> Result<Regex, String> {
    let mut regex = String::from("(?s)^");
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '*' if chars.peek() == Some(&'*') => {
                chars.next();
                // `**/` also stands for no folder at all.
                if chars.peek() == Some(&'/') {
                    chars.next();
                    regex.push_str("(?:.*/)?");
                } else {
                    regex.push_str(".*");
                }
            }
            '*' => regex.push_str("[^/]*"),
            '?' => regex.push_str("[^/]"),
            '[' => {
                let mut set = String::new();
                let closed = loop {
                    match chars.next() {
                        Some(']') if !set.is_empty() => break true,
                        Some(c) => set.push(c),
                        None => break false,
                    }
                };
                if !closed {
                    return Err("has a `[` without its `]`".to_owned());
                }
                let (not, set) = match set.strip_prefix(['!', '^']) {
                    Some(rest) => ("^", rest),
                    None => ("", set.as_str()),
                };
                let set = set
                    .replace('\\', r"\\")
                    .replace('[', r"\[")
                    .replace('&', r"\&")
                    .replace('~', r"\~");
                regex.push_str(&format!("[{not}{set}]"));
            }
            c => regex.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    regex.push('$');
    Regex::new(&regex).map_err(|_| "is not a pattern that can be understood".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(pattern: &str, path: &str) -> bool {
        compile(pattern).unwrap().is_match(path)
    }

    #[test]
    fn stars_stay_within_a_folder() {
        assert!(fits("*.txt", "a.txt"));
        assert!(!fits("*.txt", "b/a.txt"));
        assert!(fits("**/*.txt", "b/c/a.txt") && fits("**/*.txt", "a.txt"));
        assert!(fits("report-[0-9]?.md", "report-42.md"));
        assert!(!fits("report-[!0-9].md", "report-4.md"));
        assert!(!fits("a.txt", "aXtxt"));
    }

    #[test]
    fn an_unclosed_set_is_refused() {
        assert!(compile("a[b").is_err());
    }

    #[test]
    fn files_are_found_below_the_literal_part() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("day")).unwrap();
        for name in ["b.txt", "a.txt", "c.html", "day/d.txt"] {
            std::fs::write(dir.path().join(name), "x").unwrap();
        }
        let found = matches(&format!("{}/*.txt", dir.path().display())).unwrap();
        assert_eq!(found, [dir.path().join("a.txt"), dir.path().join("b.txt")]);
        let found = matches(&format!("{}/**/d.t*", dir.path().display())).unwrap();
        assert_eq!(found, [dir.path().join("day/d.txt")]);
    }
}
