//! Who shares text with whom: kinds and copying on pairs of reports labelled by reading.
//!
//! `labels.jsonl` holds ids and labels only; the reports lie in the data set. A pair that is not told is `none`.

use crate::{Counts, Data, Outcome, score};
use record::{Body, Direction, Record, Report, Reuse, ReuseKind, Source};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const KINDS: [&str; 4] = ["copied", "partly", "quotation", "none"];

type Pair = (String, String);

pub fn run(data: &Data) -> Outcome {
    let reports: Vec<Report> = data.rows("reuse/reports").iter().map(report).collect();
    let start = std::time::Instant::now();
    let found = relate::reuse::find(&reports);
    let seconds = start.elapsed().as_secs_f64();
    let reuse: BTreeMap<(&str, &str), &Reuse> =
        found.iter().map(|r| ((r.a.as_str(), r.b.as_str()), r)).collect();
    let (mut gold, mut told) = (BTreeMap::new(), BTreeMap::new());
    let (mut stated, mut right) = (0, 0);
    for row in include_str!("labels.jsonl").lines() {
        let Ok(row) = serde_json::from_str::<Value>(row) else {
            continue;
        };
        let field = |name: &str| row[name].as_str().unwrap_or("").to_owned();
        let (a, b) = (field("a"), field("b"));
        let reuse = reuse.get(&(a.as_str(), b.as_str()));
        if let Some(origin) = row["origin"].as_str() {
            stated += 1;
            right +=
                usize::from(reuse.is_some_and(|r| {
                    r.origin == Direction::Common && r.origin_name.as_deref() == Some(origin)
                }));
        }
        told.insert(
            (a.clone(), b.clone()),
            reuse.map_or("none", |r| name(r.kind)).to_owned(),
        );
        gold.insert((a, b), field("kind"));
    }
    let mut outcome = Outcome::default();
    let mut sum = 0.0;
    for kind in KINDS {
        let counts = counted(&told, &gold, &[kind]);
        sum += counts.f1();
        outcome.figure(&format!("{kind}-f1"), counts.f1(), "");
    }
    outcome.figure("kind-macro-f1", sum / 4.0, "aim .80");
    outcome.counts(
        "copying",
        counted(&told, &gold, &["copied", "partly"]),
        "aim F1 .93, precision .95",
    );
    outcome.figure("origin-stated", score::ratio(right, stated), "aim .90");
    outcome.notes.push(format!(
        "{} pairs labelled by reading, kinds told for pairs of {} reports in {seconds:.1} s",
        gold.len(),
        reports.len()
    ));
    for (pair, kind) in gold.iter().filter(|(p, k)| told[*p] != **k) {
        outcome
            .notes
            .push(format!("{} {}: {} read as {kind}", pair.0, pair.1, told[pair]));
    }
    outcome
}

fn report(row: &Value) -> Report {
    let field = |name: &str| row[name].as_str().map(str::to_owned);
    let record = Record {
        id: field("id"),
        headline: field("title"),
        text: field("text"),
        published: field("published"),
        outlet: field("outlet"),
        ..Record::default()
    };
    read::read(Source::new(
        row.to_string().as_bytes(),
        "reports.jsonl",
        None,
        Body::Record(Box::new(record)),
    ))
}

fn name(kind: ReuseKind) -> &'static str {
    match kind {
        ReuseKind::Copied => "copied",
        ReuseKind::Partly => "partly",
        ReuseKind::Quotation => "quotation",
    }
}

/// Pairs told and labelled as one of `kinds`.
fn counted(told: &BTreeMap<Pair, String>, gold: &BTreeMap<Pair, String>, kinds: &[&str]) -> Counts {
    let of = |labels: &BTreeMap<Pair, String>| -> BTreeSet<Pair> {
        labels
            .iter()
            .filter(|(_, k)| kinds.contains(&k.as_str()))
            .map(|(p, _)| p.clone())
            .collect()
    };
    let mut counts = Counts::default();
    counts.add(&of(told), &of(gold));
    counts
}
