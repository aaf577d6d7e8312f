//! The handbook's commands over the page and the archive of `examples/formats/crossing*`: both hold one page, in windows-1252.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The one report that the handbook's command over this file gives, with source maps.
fn documented(file: &str) -> Value {
    let handbook = std::fs::read_to_string(root().join("docs/formats.md")).unwrap();
    let mut commands = handbook
        .lines()
        .filter_map(|line| line.strip_prefix("$ twosource "));
    let command = commands
        .find(|command| command.ends_with(file))
        .unwrap_or_else(|| panic!("no command over {file}"));
    let output = Command::new(env!("CARGO_BIN_EXE_twosource"))
        .current_dir(root())
        .args(command.split_whitespace().filter(|a| *a != "--source-map"))
        .arg("--source-map")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(out.lines().count(), 1);
    serde_json::from_str(&out).unwrap()
}

#[test]
fn an_archive_gives_the_report_of_its_page() {
    let (archive, page) = (documented("crossing.warc"), documented("crossing.html"));
    for field in [
        "id",
        "text",
        "segments",
        "headline",
        "outlet",
        "bylines",
        "published",
        "sentences",
        "quotes",
    ] {
        assert_eq!(archive[field], page[field], "{field}");
    }
    assert_eq!(archive["url"], "https://port-ellery-herald.example/news/crossing");
    assert_eq!(archive["captured"], "2031-03-05T12:30:00Z");
    assert_eq!(archive["line"], 3);
    assert_eq!(archive["outlet"], "Port Ellery Herald");
    assert_eq!(archive["warnings"], serde_json::json!([]));
}

#[test]
fn ranges_are_those_of_the_page_as_it_is() {
    let bytes = std::fs::read(root().join("examples/formats/crossing.html")).unwrap();
    let report = documented("crossing.html");
    let text = report["text"].as_str().unwrap();
    let number = |v: &Value| usize::try_from(v.as_u64().unwrap()).unwrap();
    let mut accents = 0;
    for segment in report["segments"].as_array().unwrap() {
        let words = &text[number(&segment["start"])..number(&segment["end"])];
        let ranges = segment["source"].as_array().unwrap();
        let raw: Vec<u8> = ranges
            .iter()
            .flat_map(|range| &bytes[number(&range[0])..number(&range[1])])
            .copied()
            .collect();
        accents += raw.iter().filter(|b| !b.is_ascii()).count();
        let decoded = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&raw).0;
        let flat = |s: &str| s.split_whitespace().collect::<String>();
        assert_eq!(flat(&decoded), flat(words));
    }
    assert_eq!(accents, 6);
}
