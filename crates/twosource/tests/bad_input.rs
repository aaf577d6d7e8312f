//! Bad input: each gets a clear message that names file and line, the exit status of the contract, and the rest is told.

use assert_cmd::Command;
use std::path::Path;

const GOOD: &str = "Fire destroys two warehouses in Port Ellery\n\nPORT ELLERY, March 4, 2031 — A fire destroyed two \
    warehouses in the harbour of Port Ellery on Monday, the fire service said.\n\nNobody was hurt, said Dora Quill, the \
    harbourmaster.\n";

struct Ran {
    status: i32,
    out: String,
    err: String,
}

fn run(args: &[&str], stdin: &[u8]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_twosource"))
        .args(args)
        .write_stdin(stdin)
        .output()
        .unwrap();
    Ran {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder with one good report and `name` beside it, briefed.
fn beside(name: &str, bytes: &[u8]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    run(&["brief", "--format", "json", path(folder.path())], b"")
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The rest is told, the status says that something was left out, and the message names the file.
fn left_out(ran: &Ran, name: &str) {
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains(name), "the message names the file: {}", ran.err);
    assert!(ran.out.contains("Dora Quill"), "the rest is told");
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let warnings = told["warnings"].to_string();
    assert!(
        warnings.contains(name.split(':').next().unwrap()),
        "the output names it too: {warnings}"
    );
}

#[test]
fn an_empty_file() {
    left_out(&beside("empty.txt", b""), "empty.txt");
}

#[test]
fn a_binary_file() {
    left_out(
        &beside("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01"),
        "image.txt",
    );
}

#[test]
fn half_a_line_of_json() {
    let lines = b"{\"id\": \"a\", \"text\": \"Port Ellery rebuilt its quay on Monday.\"}\n{\"id\": \"b\", \"text\": \"Po";
    let ran = beside("half.jsonl", lines);
    left_out(&ran, "half.jsonl:2");
    assert!(ran.out.contains("rebuilt its quay"), "the whole line is told");
}

#[test]
fn a_record_without_text() {
    left_out(
        &beside(
            "bare.jsonl",
            b"{\"id\": \"a\", \"title\": \"Only a title\"}\n{\"id\":\"b\",\"text\":\"Words.\"}\n",
        ),
        "bare.jsonl:1",
    );
}

#[test]
fn two_records_with_one_id() {
    let lines = "{\"id\":\"a\",\"text\":\"The quay was rebuilt.\"}\n{\"id\":\"a\",\"text\":\"The ferry ran again.\"}\n";
    let ran = run(&["read", "-"], lines.as_bytes());
    assert_eq!(ran.status, 0);
    assert_eq!(ran.out.lines().count(), 2, "both are told");
    assert!(ran.out.contains("duplicate-id"), "and warned of: {}", ran.out);
}

#[test]
fn another_encoding() {
    let ran = beside(
        "latin.txt",
        b"The caf\xe9 na\xefve owners of Port Ellery met on Monday, said the d\xe9l\xe9gu\xe9.\n",
    );
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("café naïve"));
}

#[test]
fn fifty_megabytes_on_one_line() {
    let line = "The quay of Port Ellery was rebuilt. ".repeat(50_000_000 / 37);
    let ran = beside("long.txt", line.as_bytes());
    assert!(ran.status <= 1, "{}", ran.err);
    assert!(ran.out.contains("Dora Quill"), "the rest is told");
}

#[test]
fn a_million_nested_tags() {
    let page = format!(
        "<html><body>{}<p>The quay was rebuilt.</p>",
        "<div>".repeat(1_000_000)
    );
    let ran = beside("deep.html", page.as_bytes());
    assert!(ran.status <= 1, "{}", ran.err);
    assert!(ran.out.contains("Dora Quill"), "the rest is told");
}

#[cfg(unix)]
#[test]
fn a_link_loop() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
    let ran = run(&["brief", path(folder.path())], b"");
    assert!(ran.status <= 1, "{}", ran.err);
    assert!(ran.out.contains("Port Ellery"));
}

#[test]
fn a_path_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    let ran = run(
        &[
            "brief",
            "--format",
            "json",
            path(folder.path()),
            "no-such-report.txt",
        ],
        b"",
    );
    left_out(&ran, "no-such-report.txt");
}

#[test]
fn no_input_at_all() {
    assert_eq!(run(&["brief"], b"").status, 2);
    let ran = run(&["brief", "-"], b"");
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(!ran.err.is_empty());
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(&["stories", path(folder.path())], b"").status, 2);
}

#[test]
fn a_story_of_nobody() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    let ran = run(&["brief", "--story-of", "nobody", path(folder.path())], b"");
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("nobody"));
}

#[test]
fn words_of_a_report_are_never_markup_nor_orders_to_the_terminal() {
    let text = format!(
        "{GOOD}\nThe mayor, Tomas Rell, wrote <script>alert(1)</script> and \u{1b}[31m on Monday in Port Ellery.\n"
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), text).unwrap();
    let page = run(&["brief", "--format", "html", path(folder.path())], b"");
    assert!(!page.out.contains("<script>alert"));
    let plain = run(&["brief", path(folder.path())], b"");
    assert!(!plain.out.contains('\u{1b}'));
}

#[test]
fn every_form_is_written() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    for format in ["text", "md", "html", "json", "jsonl"] {
        let ran = run(&["brief", "--format", format, path(folder.path())], b"");
        assert_eq!(ran.status, 0, "{format}: {}", ran.err);
        assert!(ran.out.contains("Port Ellery"), "{format}");
    }
    assert!(run(&["man"], b"").out.contains("twosource"));
    assert!(run(&["completions", "bash"], b"").out.contains("twosource"));
}
