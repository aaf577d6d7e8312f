//! The views of who copied whom, run as a user runs them: two reports side by side, the table, and what rests on an origin.

use assert_cmd::Command;
use std::path::Path;

struct Ran {
    status: i32,
    out: String,
    err: String,
}

fn run(args: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_twosource"))
        .args(args)
        .output()
        .unwrap();
    Ran {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn example(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    folder.join(name).to_str().unwrap().to_owned()
}

const COPY: &str = "A lock gate at Ellery Quay jammed before dawn on Tuesday and stranded nine grain barges, the canal board \
    said. Divers worked in shifts through the morning to free a hinge that had been due for repair since the floods.";

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn two_files_side_by_side_in_every_form() {
    let (a, b) = (
        example("lock-gate/harrow-post.txt"),
        example("lock-gate/tarn-echo.txt"),
    );
    for format in ["text", "md", "html", "json", "jsonl"] {
        let ran = run(&["compare", &a, &b, "--format", format]);
        assert_eq!(ran.status, 0, "{format}: {}", ran.err);
        assert!(ran.out.contains("Tarn Echo"), "{format}");
    }
    let told: serde_json::Value =
        serde_json::from_str(&run(&["compare", &a, &b, "--format", "json"]).out).unwrap();
    assert_eq!(told["reuse"]["kind"], "copied");
    // Every span of every part holds words of its report.
    for part in told["rows"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|r| r["parts"].as_array().unwrap())
    {
        for side in ["a", "b"] {
            let (Some(start), Some(end)) = (part[side]["start"].as_u64(), part[side]["end"].as_u64()) else {
                continue;
            };
            let text = told[side]["text"].as_str().unwrap();
            let words = &text[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()];
            assert!(!words.trim().is_empty());
        }
    }
}

#[test]
fn a_report_within_inputs_is_named_by_file_line_or_outlet() {
    let folder = example("harbour-fire");
    let by_name = run(&["compare", "Tidewater Post", "wire.jsonl:2", "--in", &folder]);
    assert_eq!(by_name.status, 0, "{}", by_name.err);
    let slip = run(&["compare", "Tidewter Post", "wire.jsonl:2", "--in", &folder]);
    assert_eq!(slip.status, 2);
    assert!(slip.err.contains("near it are Tidewater Post"), "{}", slip.err);
    let several = run(&["compare", "wire.jsonl", "Tidewater Post", "--in", &folder]);
    assert_eq!(several.status, 2);
    assert!(several.err.contains("is 2 reports"), "{}", several.err);
}

#[test]
fn what_can_not_be_compared_is_said() {
    let (a, many) = (
        example("lock-gate/harrow-post.txt"),
        example("harbour-fire/wire.jsonl"),
    );
    let ran = run(&["compare", &a, &many]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("holds 2 reports") && ran.err.contains("wire.jsonl:"),
        "{}",
        ran.err
    );
    assert_eq!(run(&["compare", &a, &format!("{many}:1")]).status, 0);
    assert_eq!(run(&["compare", &a, &format!("{many}:9")]).status, 2);
    let ran = run(&["compare", &a, &a]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("byte for byte"), "{}", ran.err);
    let ran = run(&["compare", &a, "Tarn Echo"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("--in"), "{}", ran.err);
    assert_eq!(run(&["compare", &a]).status, 2);
}

#[test]
fn hostile_texts_are_words_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let long = "x".repeat(20_000);
    let a = format!(
        "Harrow Post\n\nMarch 4, 2031\n\nGate <script>alert(1)</script> jams\n\n{COPY}\n\n\u{1b}]0;evil\u{7} <b>bold</b> \u{202E}desrever שלום עולם {long}.\n"
    );
    let b = format!(
        "Tarn Echo\n\nMarch 5, 2031\n\nGate jams\n\n{COPY}\n\n| *a* [x](y) `z` & \u{9b}2J مرحبا بالعالم.\n"
    );
    let (a, b) = (
        written(folder.path(), "a.txt", &a),
        written(folder.path(), "b.txt", &b),
    );
    for format in ["text", "md", "html"] {
        for width in ["40", "100"] {
            let ran = run(&[
                "compare", &a, &b, "--format", format, "--width", width, "--color", "never",
            ]);
            assert_eq!(ran.status, 0, "{}", ran.err);
            assert!(
                !ran.out.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202E}']),
                "{format}"
            );
            if format != "text" {
                assert!(
                    !ran.out.contains("<script") && !ran.out.contains("<b>bold"),
                    "{format}"
                );
            }
        }
    }
    for command in [vec!["reuse", "--matrix"], vec!["dependents", "a.txt"]] {
        for format in ["text", "md", "html"] {
            let mut args = command.clone();
            args.extend([folder.path().to_str().unwrap(), "--format", format]);
            let ran = run(&args);
            assert_eq!(ran.status, 0, "{args:?} {}", ran.err);
            assert!(!ran.out.contains(['\u{1b}', '\u{202E}']), "{args:?}");
            assert!(format == "text" || !ran.out.contains("<script"), "{args:?}");
        }
    }
}

#[test]
fn the_order_of_the_paths_changes_no_byte() {
    let files: Vec<String> = [
        "harrow-post",
        "tarn-echo",
        "callow-mail",
        "wendle-post",
        "ellery-herald",
    ]
    .iter()
    .map(|f| example(&format!("lock-gate/{f}.txt")))
    .collect();
    let mut turned = files.clone();
    turned.reverse();
    let all = |command: &[&str], files: &[String], last: &[&str]| {
        let mut args: Vec<&str> = command.to_vec();
        args.extend(files.iter().map(String::as_str));
        args.extend(last);
        let ran = run(&args);
        assert_eq!(ran.status, 0, "{}", ran.err);
        ran.out
    };
    for format in ["text", "html", "csv"] {
        let last = ["--format", format];
        assert_eq!(
            all(&["reuse", "--matrix"], &files, &last),
            all(&["reuse", "--matrix"], &turned, &last)
        );
    }
    for format in ["json", "html"] {
        let last = ["--format", format];
        let command = ["dependents", "Harrow Post"];
        assert_eq!(all(&command, &files, &last), all(&command, &turned, &last));
        let command = ["compare", "Harrow Post", "Ellery Herald", "--in"];
        assert_eq!(all(&command, &files, &last), all(&command, &turned, &last));
    }
}

#[test]
fn what_rests_on_an_agency_and_on_nobody() {
    let folder = example("lock-gate");
    let ran = run(&["dependents", "Halcyon News Agency", &folder]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    for outlet in ["Harrow Post", "Tarn Echo"] {
        assert!(ran.out.contains(outlet), "{outlet}\n{}", ran.out);
    }
    let none = run(&["dependents", "Port Times", &folder, "--width", "400"]);
    assert_eq!(none.status, 0);
    assert!(
        none.out.contains("No other report is known to rest on it"),
        "{}",
        none.out
    );
    let slip = run(&["dependents", "Halcyon News Agancy", &folder]);
    assert_eq!(slip.status, 2);
    assert!(slip.err.contains("Halcyon News Agency"), "{}", slip.err);
}

#[test]
fn forms_of_the_table_need_the_table() {
    let ran = run(&["reuse", "--format", "csv", &example("lock-gate")]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("--matrix"));
    assert!(
        run(&["reuse", "--matrix", &example("lock-gate")])
            .out
            .contains("100c")
    );
}
