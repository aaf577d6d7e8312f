//! Every command that the handbook shows over `examples/formats/ferry*` is run, and all give the same report: only where it was
//! read from may differ.

use assert_cmd::Command;
use serde_json::Value;
use std::path::Path;

/// What a format may not change.
const ALIKE: &[&str] = &[
    "headline",
    "outlet",
    "bylines",
    "text",
    "segments",
    "sentences",
    "quotes",
    "quantities",
    "language",
];

fn read(arguments: &[&str], name: &str) -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output = Command::new(env!("CARGO_BIN_EXE_twosource"))
        .current_dir(root)
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{name}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(out.lines().count(), 1, "{name}: one report is told");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn every_documented_command_gives_the_same_report() {
    let handbook = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats.md");
    let handbook = std::fs::read_to_string(handbook).unwrap();
    let commands: Vec<Vec<&str>> = handbook
        .lines()
        .filter_map(|line| line.strip_prefix("$ twosource "))
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .filter(|arguments| arguments.iter().any(|a| a.contains("formats/ferry")))
        .collect();
    assert!(commands.len() >= 9, "{commands:?}");
    let mut first: Option<Value> = None;
    for arguments in commands {
        let name = arguments.join(" ");
        let report = read(&arguments, &name);
        assert_eq!(report["published"]["value"], "2031-03-05T10:00:00Z", "{name}");
        assert_eq!(report["outlet"], "Port Ellery Herald", "{name}");
        assert_eq!(report["warnings"], serde_json::json!([]), "{name}");
        // A message has no address.
        let address = Value::from("https://port-ellery-herald.example/ferry-returns");
        assert!(report["url"] == address || name.ends_with(".eml"), "{name}");
        let first = first.get_or_insert_with(|| report.clone());
        for field in ALIKE {
            assert_eq!(report[field], first[field], "{name}: {field}");
        }
    }
}
