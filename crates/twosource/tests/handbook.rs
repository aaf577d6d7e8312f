//! The handbook as a new user follows it: every command of its pages, in their order, in a folder that holds the examples.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PAGES: [&str; 7] = [
    "first-minute",
    "adding",
    "reading-a-brief",
    "corrections",
    "alerts",
    "working-together",
    "backup",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copied(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), &to).unwrap();
        }
    }
}

/// The words of a command line; those in double quotes are one.
fn words(line: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (i, part) in line.split('"').enumerate() {
        if i % 2 == 1 {
            all.push(part.to_owned());
        } else {
            all.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    all
}

#[test]
fn every_command_of_the_handbook_does_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    copied(&root().join("examples"), &here.join("examples"));
    let mut run = 0;
    for page in PAGES {
        let text = std::fs::read_to_string(root().join(format!("docs/handbook/{page}.md"))).unwrap();
        let mut file: Option<String> = None;
        for line in text.lines() {
            // The one file that a page has its reader write.
            if let Some(written) = &mut file {
                if line == "```" {
                    std::fs::write(here.join("alerts.toml"), written.as_str()).unwrap();
                    file = None;
                } else {
                    written.push_str(line);
                    written.push('\n');
                }
                continue;
            }
            if line == "```toml" {
                file = Some(String::new());
                continue;
            }
            let Some(command) = line.strip_prefix("    twosource ") else {
                continue;
            };
            run += 1;
            let args = words(command);
            let mut process = Command::new(env!("CARGO_BIN_EXE_twosource"));
            process.args(&args).current_dir(here);
            if args[0] == "serve" {
                process
                    .args(["--listen", "127.0.0.1:0", "-q"])
                    .stdout(Stdio::piped())
                    .stderr(Stdio::null());
                let mut app = process.spawn().unwrap();
                let mut said = String::new();
                let read = BufReader::new(app.stdout.take().unwrap()).read_line(&mut said);
                let _ = app.kill();
                let _ = app.wait();
                read.unwrap();
                assert!(
                    said.starts_with("http://127.0.0.1:"),
                    "{page}: {command}: {said:?}"
                );
                continue;
            }
            let done = process.output().unwrap();
            let (out, err) = (
                String::from_utf8_lossy(&done.stdout).into_owned(),
                String::from_utf8_lossy(&done.stderr).into_owned(),
            );
            assert!(done.status.success(), "{page}: {command}: {out}{err}");
            if page == "alerts" && args[0] == "alert" && run > 0 && out.contains("dams") {
                assert!(out.contains("A new story"), "{out}");
            }
        }
        for picture in text.split("](pictures/").skip(1) {
            let name = picture.split(')').next().unwrap();
            let about = std::fs::metadata(root().join("docs/handbook/pictures").join(name));
            let size = about
                .unwrap_or_else(|_| panic!("{page}: no picture {name}"))
                .len();
            assert!(size < 150_000, "{name} has {size} bytes");
        }
    }
    assert!(run > 15, "{run} commands");
}
