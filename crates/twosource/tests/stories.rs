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
