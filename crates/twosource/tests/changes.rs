//! What later reports changed of earlier ones, over plain files.

use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};

const FIRE: &str = "The fire began in the cold store of the Callow Herring Company on the east quay shortly after midnight. \
    Mayor Adela Quist closed the harbour of Port Callow to all ships.";

fn report(id: &str, outlet: &str, day: &str, lead: &str) -> Value {
    json!({
        "id": id, "outlet": outlet, "published": day, "title": format!("Fire in the cold store of Port Callow: {id}"),
        "text": format!("PORT CALLOW — {lead} {FIRE}"),
    })
}

fn early() -> [Value; 2] {
    [
        report(
            "one",
            "Callow Courier",
            "2031-03-04",
            "A fire in the cold store of Port Callow killed 12 people on Tuesday, police said.",
        ),
        report(
            "two",
            "Harrow Dispatch",
            "2031-03-04",
            "Twelve people were killed by a fire in a cold store in Port Callow, the fire service said.",
        ),
    ]
}

fn late() -> Value {
    report(
        "three",
        "Northmoor Gazette",
        "2031-03-05",
        "The number of people killed in the cold store fire in Port Callow rose to 17 on Wednesday, the fire service said.",
    )
}

fn write(path: &Path, reports: &[Value]) -> String {
    let lines: Vec<String> = reports.iter().map(Value::to_string).collect();
    std::fs::write(path, lines.join("\n")).unwrap();
    path.to_str().unwrap().to_owned()
}

fn changes(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twosource"));
    command.args(["changes", "-q"]).args(args).output().unwrap()
}

fn told(args: &[&str]) -> Vec<(String, String)> {
    let output = changes(&[args, &["--format", "json"]].concat());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |v: &Value, key: &str| v[key].as_str().unwrap().to_owned();
    let changes = all["changes"].as_array().unwrap().iter();
    changes.map(|c| (text(c, "kind"), text(c, "text"))).collect()
}

#[test]
fn later_reports_are_set_against_earlier_ones() {
    let folder = tempfile::tempdir().unwrap();
    let old = write(&folder.path().join("old.jsonl"), &early());
    let new = write(&folder.path().join("new.jsonl"), &[late()]);
    let found = told(&[&new, "--against", &old]);
    let kinds: Vec<&str> = found.iter().map(|(kind, _)| kind.as_str()).collect();
    assert!(
        kinds.contains(&"report") && kinds.contains(&"figure"),
        "{found:?}"
    );
    assert!(!kinds.contains(&"story"), "{found:?}");
    assert!(
        found
            .iter()
            .any(|(_, text)| text.contains("17") && text.contains("before")),
        "{found:?}"
    );

    // What is in both is no change, and the day parts them as the files do.
    assert_eq!(told(&[&old, "--against", &old]), []);
    let [one, two] = early();
    let all = write(&folder.path().join("all.jsonl"), &[one, two, late()]);
    for args in [["--since", "2031-03-05"], ["--against", &old]] {
        let again = told(&[&[all.as_str()], &args[..]].concat());
        let kinds_again: Vec<&str> = again.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds_again, kinds, "{args:?}");
    }
    assert_eq!(told(&[&all, "--since", "2031-03-06"]), []);
}

#[test]
fn a_story_that_was_not_there_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let old = write(&folder.path().join("old.jsonl"), &early());
    let other = json!({
        "id": "vote", "outlet": "Wendle Post", "published": "2031-03-05", "title": "Ordany elects a parliament",
        "text": "Voters in Ordany chose a new parliament on Wednesday. The Lake Party of Ivo Brenk won 61 of 120 seats.",
    });
    let new = write(&folder.path().join("new.jsonl"), &[other]);
    let found = told(&[&new, "--against", &old]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "story");
}

#[test]
fn without_a_word_of_what_is_earlier_nothing_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let old = write(&folder.path().join("old.jsonl"), &early());
    for args in [
        &[old.as_str()][..],
        &[&old, "--against", &old, "--since", "2031-03-05"],
        &[],
    ] {
        assert_eq!(changes(args).status.code(), Some(2), "{args:?}");
    }
}
