//! Why, decisions and the stream, from the command line.

// A binary under test is always there.
#![allow(clippy::unwrap_used)]

mod common;

use assert_cmd::Command;
use common::example;
use serde_json::Value;
use std::path::Path;

fn said(arguments: &[&str], folder: &Path) -> String {
    let mut command = Command::cargo_bin("twosource").unwrap();
    let output = command.args(arguments).arg(folder).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

#[test]
fn why_names_partners_signs_and_what_is_outside() {
    let told = said(
        &["why", "--format", "json", "calder-gazette.txt"],
        &example("talks"),
    );
    let why: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(why["reports"].as_array().unwrap().len(), 8);
    let because = why["because"].as_array().unwrap();
    assert!(because.iter().any(|e| e["kind"] == "reuse"), "{because:#?}");
    assert!(because.iter().any(|e| e["kind"] == "names"));
    let trams = &why["outside"][0];
    assert_eq!(trams["report"]["name"], "Lakehaven Argus");
    assert!(trams["odds"].as_f64().unwrap() < 0.0);
    let text = said(&["why", "calder-gazette.txt"], &example("talks"));
    assert!(text.contains("NEAREST OUTSIDE"), "{text}");
}

#[test]
fn a_person_puts_stories_together_and_pulls_reports_out() {
    let folder = example("talks");
    let stories = |arguments: &[&str]| lines(&said(&[&["stories"], arguments].concat(), &folder));
    let sizes = |stories: &[Value]| -> Vec<usize> {
        stories
            .iter()
            .map(|s| s["reports"].as_array().unwrap().len())
            .collect()
    };
    assert_eq!(sizes(&stories(&[])), [8, 1]);
    let together = stories(&["--together", "lakehaven-trams.txt,calder-gazette.txt"]);
    assert_eq!(sizes(&together), [9]);
    assert_eq!(together[0]["decisions"][0]["kind"], "together");
    let apart = stories(&["--apart", "valley-voice.txt,calder-gazette.txt"]);
    let holds = |s: &Value, id: &Value| s["reports"].as_array().unwrap().contains(id);
    let decision = &apart[0]["decisions"][0];
    assert!(
        apart
            .iter()
            .all(|s| !(holds(s, &decision["a"]) && holds(s, &decision["b"])))
    );
    let mut command = Command::cargo_bin("twosource").unwrap();
    let refused = command
        .args(["stories", "--together", "valley-voice.txt,calder-gazette.txt"])
        .args(["--apart", "valley-voice.txt,calder-gazette.txt"])
        .arg(&folder)
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn the_stream_tells_every_report_and_ends_with_the_stories_of_the_batch() {
    let folder = example("talks");
    let told = lines(&said(&["stories", "--stream"], &folder));
    let (events, stories): (Vec<Value>, Vec<Value>) =
        told.into_iter().partition(|l| l.get("event").is_some());
    let came = |e: &&Value| e["event"] == "new" || e["event"] == "joined";
    assert_eq!(events.iter().filter(came).count(), 9);
    let sizes: Vec<usize> = stories
        .iter()
        .map(|s| s["reports"].as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [8, 1]);
}

#[test]
fn the_talks_fall_into_talks_and_shelling() {
    let stories = lines(&said(&["stories"], &example("talks")));
    let events = stories[0]["events"].as_array().unwrap();
    let of = |e: &Value| (e["date"].clone(), e["place"].clone());
    let found: Vec<(Value, Value)> = events.iter().map(of).collect();
    assert!(found.iter().any(|(date, _)| date == "2031-03-04"), "{events:#?}");
    for event in events {
        assert!(!event["passages"].as_array().unwrap().is_empty());
    }
}

#[test]
fn bad_input_loses_no_report() {
    let folder = tempfile::tempdir().unwrap();
    let same =
        "A fire destroyed two warehouses in the harbour of Port Ellery, said the harbourmaster Dora Quill.";
    let rows: Vec<String> = [
        ("e1", Value::Null, "."),
        ("e2", "9999-12-31".into(), "x"),
        ("e3", "2032-01-01".into(), same),
        ("e4", "2032-01-01".into(), same),
        ("e5", Value::Null, same),
        ("e6", "1031-01-01".into(), "Der Brand im Hafen ist gelöscht."),
    ]
    .into_iter()
    .map(|(id, day, text)| {
        serde_json::json!({"id": id, "published": day, "text": text, "title": "Fire", "url": format!("https://{id}.example/")})
            .to_string()
    })
    .collect();
    std::fs::write(folder.path().join("all.jsonl"), rows.join("\n")).unwrap();
    let told = |stories: &[Value]| -> Vec<String> {
        let mut ids: Vec<String> = stories
            .iter()
            .flat_map(|s| s["reports"].as_array().unwrap())
            .map(|id| id.as_str().unwrap().to_owned())
            .collect();
        ids.sort();
        ids
    };
    let read: Vec<String> = lines(&said(&["read"], folder.path()))
        .iter()
        .map(|r| r["id"].as_str().unwrap().to_owned())
        .collect();
    let stories = lines(&said(&["stories"], folder.path()));
    assert_eq!(told(&stories), read);
    let streamed = lines(&said(&["stories", "--stream", "--window", "2"], folder.path()));
    let closed: Vec<Value> = streamed
        .into_iter()
        .filter(|l| l.get("event").is_none())
        .collect();
    assert_eq!(told(&closed), read);
    for id in &read {
        let why: Value =
            serde_json::from_str(&said(&["why", "--format", "json", id], folder.path())).unwrap();
        assert_eq!(why["report"]["id"], id.as_str());
    }
}
