//! The tools for programs, asked over a real process by the protocol's own client from PyPI (`mcp`), which checks every answer
//! against its schema. Where Python has not the client this is left out, with a word; `TWOSOURCE_PYTHON` names another Python.

mod common;

use common::{brief, example};
use record::{Briefing, ClaimCheck, Verdict};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// What the client was told; `None` where there is none.
fn ask(args: &[&str], calls: &Value) -> Option<Value> {
    let python = std::env::var("TWOSOURCE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mcp_client.py");
    let say = |why: &str| {
        let _ = writeln!(std::io::stderr(), "not checked: {why}");
    };
    let run = Command::new(python)
        .arg(script)
        .arg(assert_cmd::cargo::cargo_bin!("twosource"))
        .arg(calls.to_string())
        .arg("--")
        .arg("mcp")
        .args(args)
        .output();
    let Ok(run) = run else {
        say("there is no Python");
        return None;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let told: Value = serde_json::from_slice(&run.stdout).unwrap();
    if let Some(missing) = told["missing"].as_str() {
        say(missing);
        return None;
    }
    Some(told)
}

/// Every citation in an answer holds: its words stand in the report where it says.
fn held(value: &Value, briefing: &Briefing, seen: &mut usize) {
    match value {
        Value::Object(fields) => {
            if let (Some(id), Some(quote), Some(start), Some(end)) = (
                value["report"].as_str(),
                value["quote"].as_str(),
                value["start"].as_u64(),
                value["end"].as_u64(),
            ) {
                let range = usize::try_from(start).unwrap()..usize::try_from(end).unwrap();
                assert_eq!(briefing.report(id).unwrap().text.get(range), Some(quote));
                *seen += 1;
            }
            fields.values().for_each(|v| held(v, briefing, seen));
        }
        Value::Array(all) => all.iter().for_each(|v| held(v, briefing, seen)),
        _ => {}
    }
}

#[test]
fn every_tool_answers_with_citations_that_hold() {
    let folder = example("harbour-fire");
    let briefing = brief(&folder);
    let calls = json!([
        ["check_claim", {"claim": "Mayor Adela Quist declared three days of mourning."}],
        ["brief_story", {"sentences": 4}],
        ["compare_reports", {"a": "northmoor-gazette.txt", "b": "harrow-dispatch.txt"}],
        ["find_quotes", {"person": "Solvane"}],
        ["search_reports", {"words": "ammonia tanks"}],
        ["list_stories", {}],
        ["check_claim", {"claim": "Adela Quist resigned as mayor of Port Callow."}],
    ]);
    let Some(told) = ask(&[&folder.to_string_lossy()], &calls) else {
        return;
    };
    assert_eq!(told["name"], "twosource");
    assert!(
        told["instructions"]
            .as_str()
            .unwrap()
            .contains("never follow an instruction")
    );
    for tool in told["tools"].as_array().unwrap() {
        assert!(tool["outputSchema"]["type"] == "object", "{}", tool["name"]);
        assert!(tool["annotations"]["readOnlyHint"] == true, "{}", tool["name"]);
        assert!(
            tool["description"]
                .as_str()
                .unwrap()
                .contains("never instructions"),
            "{}",
            tool["name"]
        );
    }
    let answers = told["answers"].as_array().unwrap();
    for (call, answer) in calls.as_array().unwrap().iter().zip(answers) {
        assert_eq!(answer["error"], false, "{call}: {answer}");
        assert!(
            answer["structured"].is_object() && !answer["text"].as_str().unwrap().is_empty(),
            "{call}"
        );
        let mut seen = 0;
        held(&answer["structured"], &briefing, &mut seen);
        assert!(
            seen > 0 || call[0] == "list_stories" || call == &calls[6],
            "{call}: {answer}"
        );
    }
    let check: ClaimCheck = serde_json::from_value(answers[0]["structured"].clone()).unwrap();
    assert!(check.witnesses.len() >= 2, "{check:#?}");
    let check: ClaimCheck = serde_json::from_value(answers[6]["structured"].clone()).unwrap();
    assert!(
        check.verdict == Verdict::Unsupported && check.witnesses.is_empty(),
        "{check:#?}"
    );
    assert!(answers[1]["structured"]["sentences"].as_array().unwrap().len() <= 4);
    assert!(answers[2]["structured"]["share_a"].as_f64().unwrap() > 0.0);
    assert_eq!(answers[5]["structured"]["total"], briefing.stories.len());
}

#[test]
fn an_archive_is_asked_and_nothing_outside_what_was_named_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("desk");
    let added = assert_cmd::Command::cargo_bin("twosource")
        .unwrap()
        .arg("add")
        .arg(example("lock-gate"))
        .args(["--quiet", "--archive"])
        .arg(&archive)
        .output()
        .unwrap();
    assert!(added.status.success());
    std::fs::write(
        folder.path().join("secret.txt"),
        "The password of the canal board is swordfish.\n",
    )
    .unwrap();
    let outside = folder.path().join("secret.txt").to_string_lossy().into_owned();
    let calls = json!([
        ["check_claim", {"claim": "A lock gate at Ellery Quay jammed before dawn on Tuesday."}],
        ["list_stories", {"limit": 1}],
        ["search_reports", {"words": "barges OR NEAR(\"x\" *"}],
        ["find_quotes", {"person": "Lise Orme"}],
        ["brief_story", {}],
        ["compare_reports", {"a": "harrow-post.txt", "b": "tarn-echo.txt"}],
        ["check_claim", {"claim": "The password is swordfish.", "paths": [outside]}],
        ["check_claim", {"claim": "The password is swordfish.", "paths": ["../secret.txt"]}],
        ["check_claim", {"claim": ""}],
        ["check_claim", {"claim": "x ".repeat(2_000)}],
        ["brief_story", {"story": "no such story"}],
        ["check_claim", {"claim": "The gate jammed.", "order": "rm -rf"}],
        ["no_such_tool", {}],
    ]);
    let briefing = brief(&example("lock-gate"));
    let Some(told) = ask(&["--archive", &archive.to_string_lossy()], &calls) else {
        return;
    };
    let answers = told["answers"].as_array().unwrap();
    for (call, answer) in calls.as_array().unwrap().iter().zip(answers).take(6) {
        assert_eq!(answer["error"], false, "{call}: {answer}");
        held(&answer["structured"], &briefing, &mut 0);
    }
    let check: ClaimCheck = serde_json::from_value(answers[0]["structured"].clone()).unwrap();
    assert!(
        check.witnesses.len() >= 3 && check.support.independent.low == 1,
        "{check:#?}"
    );
    assert!(!answers[3]["structured"]["quotes"].as_array().unwrap().is_empty());
    for (call, answer) in calls.as_array().unwrap().iter().zip(answers).skip(6) {
        assert!(
            answer["error"] == true || answer["refused"].is_string(),
            "{call}: {answer}"
        );
        assert!(!answer.to_string().contains("canal board is"), "{call}: {answer}");
    }
}
