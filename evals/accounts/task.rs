//! Whether two reports of one event rest on one house's account, against pairs labelled by reading.
//!
//! Ninety pairs, one an event, were drawn by chance among those of 90 to 1,200 words that share next to no runs of eight
//! words: 60 of `incidents`, 30 of `same-event`. They were labelled from the texts alone before the method was run on them:
//! `account` where all of it comes from one house and neither report shows work of its own, `partly` where one adds to it,
//! `apart`, `unsure`; `close` where another reader may differ by a step. A pair is told where an account is
//! inferred to stand behind both. Only ids and labels are kept.

use crate::data::source;
use crate::{Data, Outcome, score};
use record::{EdgeBasis, Report};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
struct Pair {
    set: String,
    a: String,
    b: String,
    label: String,
}

pub fn run(data: &Data) -> Outcome {
    let pairs: Vec<Pair> = include_str!("labels.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a pair is one JSON object a line"))
        .collect();
    let mut rows: BTreeMap<(String, String), Value> = BTreeMap::new();
    for set in ["same-event", "incidents"] {
        for row in data.rows(&format!("{set}/reports")) {
            let id = row["id"].as_str().unwrap_or("").to_owned();
            rows.insert((set.to_owned(), id), row);
        }
    }
    let mut outcome = Outcome::default();
    // Of each label how many are told, and how many there are.
    let mut told: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for pair in &pairs {
        let read = |id: &String| {
            rows.get(&(pair.set.clone(), id.clone()))
                .map(|row| read::read(source(row)))
        };
        let (Some(a), Some(b)) = (read(&pair.a), read(&pair.b)) else {
            continue;
        };
        let is_told = joined(&[a, b]);
        let of = told.entry(&pair.label).or_default();
        of.0 += usize::from(is_told);
        of.1 += 1;
        if is_told != (pair.label == "account") && std::env::var_os("TRACE_ACCOUNTS").is_some() {
            outcome.notes.push(format!(
                "{} {} {}: told {is_told}, {}",
                pair.set, pair.a, pair.b, pair.label
            ));
        }
    }
    let of = |label: &str| told.get(label).copied().unwrap_or_default();
    let (account, apart) = (of("account"), of("apart"));
    outcome.figure("account-told", score::ratio(account.0, account.1), "");
    outcome.figure("apart-kept", score::ratio(apart.1 - apart.0, apart.1), "");
    let counts: Vec<String> = told
        .iter()
        .map(|(l, (n, all))| format!("{l} {n} of {all}"))
        .collect();
    outcome
        .notes
        .push(format!("told as one account: {}", counts.join(", ")));
    outcome
}

/// Whether one account is told to stand behind both.
fn joined(reports: &[Report]) -> bool {
    let origins = relate::origins::trace(reports, &relate::reuse::find(reports));
    let told = |r: &Report| {
        let accounts = origins
            .edges
            .iter()
            .filter(|e| e.origin.starts_with("account of "));
        accounts
            .filter(|e| e.basis == EdgeBasis::Inferred)
            .any(|e| e.report == r.id)
    };
    reports.iter().all(told)
}
