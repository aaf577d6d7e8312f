//! The commands on an archive, as a user runs them.

mod common;

use common::example;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

const NOW: &str = "2031-03-06T09:00:00Z";

fn twosource() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twosource"));
    command.env("USER", "ann");
    command
}

/// Standard output of a command that ends well.
fn told(args: &[&str]) -> String {
    let output = twosource().args(args).output().unwrap();
    assert!(
        output.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Standard error of a command that could do nothing.
fn refused(args: &[&str]) -> String {
    let output = twosource().args(args).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{args:?}: {error}");
    error
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&told(&[args, &["--format", "json"]].concat())).unwrap()
}

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// An archive of these examples.
    fn of(examples: &[&str]) -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let paths: Vec<PathBuf> = examples.iter().map(|name| example(name)).collect();
        let mut args = vec!["add", "--now", NOW, "-q"];
        args.extend(paths.iter().map(|p| p.to_str().unwrap()));
        let archive = desk.archive();
        args.extend(["--archive", &archive]);
        told(&args);
        desk
    }

    fn archive(&self) -> String {
        self.path("desk")
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }
}

#[test]
fn a_brief_out_of_the_archive_is_the_brief_of_the_files() {
    let names = ["harbour-fire", "lock-gate", "talks"];
    let desk = Desk::of(&names);
    let archive = desk.archive();
    let paths: Vec<String> = names
        .iter()
        .map(|n| example(n).to_string_lossy().into_owned())
        .collect();
    let files: Vec<&str> = paths.iter().map(String::as_str).collect();
    for format in ["json", "jsonl", "md", "html", "text"] {
        let form = ["--format", format, "--width", "90", "-q"];
        let all = told(&[&["brief"], &files[..], &form].concat());
        assert!(
            all == told(&[&["brief", "--archive", &archive], &form[..]].concat()),
            "all as {format}"
        );
    }
    let stories = json(&["list", "--archive", &archive]);
    for story in stories["stories"].as_array().unwrap() {
        let id = story["id"].as_str().unwrap();
        let shown = json(&["show", id, "--archive", &archive]);
        if shown["story"]["round_ups"]
            .as_array()
            .is_some_and(|r| !r.is_empty())
        {
            // Its files alone don't tell that one of them tells of other stories too.
            continue;
        }
        let reports = json(&["list", "--reports", "--story", id, "--archive", &archive]);
        let files: Vec<&str> = reports["reports"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| r["file"].as_str().unwrap())
            .collect();
        for format in ["json", "md"] {
            let form = ["--format", format, "-q"];
            let of_files = told(&[&["brief", "--one-story"], &files[..], &form].concat());
            assert!(
                of_files == told(&[&["brief", "--archive", &archive, id], &form[..]].concat()),
                "{id} as {format}"
            );
            let short = ["--sentences", "2", "--timeline", "3"];
            let of_files = told(&[&["brief", "--one-story"], &files[..], &form, &short].concat());
            assert!(
                of_files == told(&[&["brief", "--archive", &archive, id], &form[..], &short].concat()),
                "{id}, short"
            );
        }
    }
}

#[test]
fn a_day_at_the_desk() {
    let desk = Desk::of(&["lock-gate"]);
    let archive = desk.archive();
    let fire = example("harbour-fire");
    let fire = fire.to_str().unwrap();

    // Adding again adds nothing; another pile joins.
    let again = json(&[
        "add",
        example("lock-gate").to_str().unwrap(),
        "--archive",
        &archive,
    ]);
    assert_eq!((&again["reports"], &again["stories"]), (&0.into(), &0.into()));
    assert!(again["known"].as_u64().unwrap() > 0);
    let added = json(&["add", fire, "--archive", &archive, "--who", "Dora Quill"]);
    assert_eq!(added["reports"], 9);
    let changes = json(&["changes", "--archive", &archive]);
    assert_eq!(changes["changes"][0]["kind"], "story");

    let reports = json(&[
        "list",
        "--reports",
        "--archive",
        &archive,
        "--outlet",
        "northmoor",
    ]);
    let id = reports["reports"][0]["id"].as_str().unwrap();
    let file = reports["reports"][0]["file"].as_str().unwrap();
    let shown = json(&["show", id, "--archive", &archive]);
    assert_eq!(shown["custody"][0]["who"], "Dora Quill");
    assert_eq!(shown["row"]["source"], shown["report"]["source"]);
    let source = twosource()
        .args(["show", id, "--source", "--archive", &archive])
        .output()
        .unwrap();
    assert_eq!(source.stdout, std::fs::read(file).unwrap());

    // Law 14: a correction stands beside what was found, as its maker's, over a re-run.
    let why = "the ministry counts otherwise";
    told(&[
        "correct",
        "note",
        id,
        "--why",
        why,
        "--who",
        "Bob",
        "--archive",
        &archive,
    ]);
    told(&["rerun", "-q", "--archive", &archive]);
    let shown = told(&["show", id, "--archive", &archive]);
    assert!(
        shown.contains("CORRECTED BY PEOPLE") && shown.contains("by Bob") && shown.contains(why),
        "{shown}"
    );
    told(&[
        "undo",
        "1",
        "--why",
        "no longer",
        "--who",
        "Cid",
        "--archive",
        &archive,
    ]);
    assert!(told(&["show", id, "--archive", &archive]).contains("undone by Cid"));
    assert!(refused(&["undo", "1", "--why", "x", "--archive", &archive]).contains("undone by Cid already"));

    let log = told(&["log", "--archive", &archive]);
    for words in [
        "began",
        "added",
        "ended",
        "corrected",
        "undone",
        "Dora Quill",
        "sha256",
    ] {
        assert!(log.contains(words), "{words} is not in\n{log}");
    }
    assert!(told(&["verify", "--deep", "--archive", &archive]).contains("all is as it was written"));

    let copy = desk.path("copy.sqlite");
    told(&["backup", &copy, "--archive", &archive]);
    assert!(refused(&["backup", &copy, "--archive", &archive]).contains("is there already"));
    let briefs = |archive: &str| told(&["brief", "--format", "json", "--archive", archive]);
    assert!(briefs(&copy) == briefs(&archive));

    let out = desk.path("out");
    told(&["export", &out, "--archive", &archive]);
    let lines = |name: &str| {
        std::fs::read_to_string(Path::new(&out).join(name))
            .unwrap()
            .lines()
            .count()
    };
    assert_eq!(
        lines("reports.jsonl"),
        std::fs::read_dir(Path::new(&out).join("sources"))
            .unwrap()
            .count()
    );
    assert!(lines("stories.jsonl") >= 2 && lines("custody.jsonl") > 10);
    assert!(refused(&["export", &out, "--archive", &archive]).contains("is not empty"));
}

#[test]
fn search_finds_words_and_takes_nothing_for_syntax() {
    let desk = Desk::of(&["harbour-fire", "lock-gate"]);
    let archive = desk.archive();
    let found = |args: &[&str]| json(&[&["search", "--archive", &archive], args].concat());
    let fire = found(&["fire"]);
    let total = fire["total"].as_i64().unwrap();
    assert!(total >= 8, "{total}");
    for hit in fire["hits"].as_array().unwrap() {
        let shown = json(&["show", hit["id"].as_str().unwrap(), "--archive", &archive]);
        let text = shown["report"]["text"].as_str().unwrap();
        for mark in hit["marks"].as_array().unwrap() {
            let at = |key: &str| usize::try_from(mark[key].as_u64().unwrap()).unwrap();
            assert_eq!(text.get(at("start")..at("end")), mark["text"].as_str());
            assert_eq!(mark["text"].as_str().unwrap().to_lowercase(), "fire");
        }
    }
    assert_eq!(
        found(&["FIRE", "--limit", "2"])["hits"].as_array().unwrap().len(),
        2
    );
    assert!(found(&["\"cold store\""])["total"].as_i64().unwrap() > 0);
    assert_eq!(found(&["\"store cold\""])["total"], 0);
    for words in [
        "fire NEAR store",
        "fir*",
        "^fire",
        "headline:fire",
        "{headline text}:fire",
        "fire AND",
        "fire) OR (1",
        "-fire",
        "fire\"",
        "NOT",
        "fire NOT store",
        "' OR 1=1 --",
        "a\"b\"c",
        "%",
        "fire;DROP TABLE reports",
        "ﬁre\u{0301}",
    ] {
        let output = twosource()
            .args(["search", "--archive", &archive, "--", words])
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        // Marks alone are no words to look for; all else is looked for as it is.
        assert!(
            output.status.success() || error.contains("no word to look for"),
            "{words}: {error}"
        );
    }
    assert_eq!(found(&["fir*"])["total"], 0);
    assert!(found(&["--expression", "fir*"])["total"].as_i64().unwrap() > total);
    assert!(
        refused(&["search", "--expression", "fire AND", "--archive", &archive])
            .contains("no search expression")
    );
    let narrowed = found(&[
        "fire", "--outlet", "gazette", "--from", "2031", "--to", "2031-03", "--sort", "date",
    ]);
    assert_eq!(narrowed["total"], 1);
    let person = found(&["fire", "--person", "Solvane"])["total"].as_i64().unwrap();
    assert!((1..total).contains(&person), "{person}");
    assert_eq!(found(&["fire", "--person", "Nobody Atall"])["total"], 0);
    let story = fire["hits"][0]["story"].as_str().unwrap();
    assert!(found(&["the", "--story", story])["total"].as_i64().unwrap() <= total);
    assert!(told(&["search", "fire", "--archive", &archive]).contains("[fire]"));
}

#[test]
fn what_is_no_archive_is_told_as_such() {
    let desk = Desk::of(&["lock-gate"]);
    let none = desk.path("none");
    for command in [
        &["list"][..],
        &["search", "x"],
        &["verify"],
        &["log"],
        &["brief"],
        &["changes"],
        &["backup", "x.sqlite"],
    ] {
        let error = refused(&[command, &["--archive", &none]].concat());
        assert!(error.contains("there is no archive"), "{error}");
    }
    assert!(!Path::new(&none).exists());
    let text = desk.path("text.txt");
    std::fs::write(&text, "This is a text and no archive.\n".repeat(100)).unwrap();
    assert!(refused(&["list", "--archive", &text]).contains("is no archive of twosource"));
    assert!(refused(&["add", &text, "--archive", &text]).contains("is no archive of twosource"));
    assert!(std::fs::read_to_string(&text).unwrap().starts_with("This is"));
    let file = desk.path("desk/archive.sqlite");
    let mut bytes = std::fs::read(&file).unwrap();
    // The version stands at byte 60 of the header.
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    let newer = desk.path("newer.sqlite");
    std::fs::write(&newer, &bytes).unwrap();
    let error = refused(&["list", "--archive", &newer]);
    assert!(
        error.contains("format 99") && error.contains("newer version"),
        "{error}"
    );
    assert!(refused(&["add", &text, "--archive", &newer]).contains("format 99"));
    // An empty archive lists nothing, and nothing readable adds nothing.
    assert!(refused(&["add", &desk.path("nothing.txt"), "--archive", &none]).contains("no readable report"));
    assert_eq!(json(&["list", "--archive", &none])["total"], 0);
    assert!(refused(&["brief", "--archive", &none]).contains("no report yet"));
    assert!(refused(&["show", "abcdef", "--archive", &desk.archive()]).contains("no report or story"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_to_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::of(&["lock-gate"]);
    let before = told(&["list", "--archive", &desk.archive()]);
    let folder = PathBuf::from(desk.archive());
    let allow = |mode| std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    let everything_is_allowed = std::fs::write(folder.join("probe"), "x").is_ok();
    if !everything_is_allowed {
        assert_eq!(told(&["list", "--archive", &desk.archive()]), before);
        let fire = example("harbour-fire");
        let error = refused(&["add", fire.to_str().unwrap(), "--archive", &desk.archive()]);
        assert!(
            error.contains("can't be written to") && error.contains("permission"),
            "{error}"
        );
    }
    allow(0o755);
}

#[test]
fn a_second_writer_is_told_who_is_at_work() {
    let desk = Desk::of(&["lock-gate"]);
    let begin = archive::Begin {
        kind: "add",
        program: "0",
        config: "{}",
        opening: "{}",
        who: "Dora Quill",
        at: NOW,
        wait: std::time::Duration::ZERO,
    };
    let writer = archive::Writer::begin(Path::new(&desk.archive()), &begin).unwrap();
    let fire = example("harbour-fire");
    let args = ["add", fire.to_str().unwrap(), "-q", "--archive", &desk.archive()];
    let error = refused(&[&args[..], &["--wait", "0"]].concat());
    let wanted = format!(
        "process {} of Dora Quill, at work since {NOW} (add)",
        std::process::id()
    );
    assert!(error.contains(&wanted), "{error}");
    // Readers and corrections are not kept waiting.
    assert!(
        json(&["list", "--archive", &desk.archive()])["total"]
            .as_i64()
            .unwrap()
            > 0
    );
    // One that waits goes on when the first is done.
    let waiting = std::thread::spawn(move || std::thread::sleep(std::time::Duration::from_millis(500)));
    let second = std::thread::scope(|scope| {
        let second = scope.spawn(|| told(&args));
        waiting.join().unwrap();
        drop(writer);
        second.join().unwrap()
    });
    assert!(second.contains("9 reports added"), "{second}");
}
