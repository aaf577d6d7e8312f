//! Which reports tell of the same event: B³ over `incidents`, over `same-event`, and over both mixed; with the weights as
//! they are, and with weights that are fitted on the other half of the events; and near misses of our own.

mod b_cubed;
mod cases;
pub mod fit;
pub mod growth;
mod round_ups;

pub use b_cubed::score;

use crate::{Data, Outcome};
use rayon::prelude::*;
use record::{Body, Record, Report, Source};
use serde_json::Value;

pub fn run(data: &Data) -> Outcome {
    let mut outcome = Outcome::default();
    let incidents = set(data, "incidents/reports", "incident");
    let events = set(data, "same-event/reports", "event");
    let start = std::time::Instant::now();
    let (p, r, f) = b_cubed(&incidents);
    let seconds = start.elapsed().as_secs_f64();
    outcome.figure("incidents-b3-precision", p, "");
    outcome.figure("incidents-b3-recall", r, "");
    outcome.figure("incidents-b3-f1", f, "TF-IDF single link .844");
    let (_, _, f) = b_cubed(&events);
    outcome.figure("same-event-b3-f1", f, "");
    let mixed = Set {
        reports: incidents
            .reports
            .iter()
            .take(1000)
            .chain(&events.reports)
            .cloned()
            .collect(),
        gold: incidents
            .gold
            .iter()
            .take(1000)
            .chain(&events.gold)
            .cloned()
            .collect(),
    };
    let (_, _, f) = b_cubed(&mixed);
    outcome.figure("mixed-b3-f1", f, "TF-IDF single link .874");
    outcome
        .notes
        .push(format!("grouping all incidents took {seconds:.1} s on one core"));
    let halves = fit::Halves::new(data, &incidents, &events, 0);
    let unseen = halves.crossed(&[0.0])[0];
    outcome.figure(
        "unseen-incidents-b3-f1",
        unseen.incidents,
        "TF-IDF single link .859",
    );
    outcome.figure("unseen-mixed-b3-f1", unseen.mixed, "TF-IDF single link .874");
    outcome.figure("unseen-same-event-b3-f1", unseen.news, "TF-IDF single link .84");
    outcome.figure("unseen-small-piles-b3-f1", unseen.small, "");
    outcome.notes.push(
        "the weights are fitted on these sets; `unseen` is fitted on one half of the events, scored on the other".into(),
    );
    // A part of the incidents, so that it takes little time.
    let some = &incidents.reports[..incidents.reports.len().min(1000)];
    for (name, reports) in [("incidents", some), ("same-event", &events.reports)] {
        let like = crate::stories_stream::against_batch(reports);
        outcome.figure(
            &format!("stream-against-batch-{name}"),
            like,
            "the least of three orders",
        );
    }
    let read = round_ups::read(&incidents);
    outcome.figure("round-ups-read-attached", read.attached.recall(), "");
    outcome
        .notes
        .push(format!("round-ups read: {}", round_ups::words(&read)));
    for (name, plain) in [("headed", false), ("plain", true)] {
        let made = round_ups::made(&mixed, plain);
        outcome.figure(&format!("round-ups-{name}-attached"), made.attached.recall(), "");
        outcome.figure(
            &format!("round-ups-{name}-precision"),
            made.attached.precision(),
            "",
        );
        outcome
            .notes
            .push(format!("round-ups made, {name}: {}", round_ups::words(&made)));
    }
    for part in ["read", "unseen"] {
        let found = cases::judge(part);
        outcome.figure(&format!("cases-{part}-alone"), found.alone.share(), "");
        outcome.figure(&format!("cases-{part}-among-all"), found.among_all.share(), "");
        let tell = |r: cases::Right| {
            format!(
                "{}/{} joins, {}/{} aparts",
                r.joins.0, r.joins.1, r.aparts.0, r.aparts.1
            )
        };
        outcome.notes.push(format!(
            "cases {part}: alone {}; among all {}",
            tell(found.alone),
            tell(found.among_all)
        ));
        // The unseen ones stay unseen.
        if part == "read" && !found.wrong.is_empty() {
            outcome.notes.push(format!("wrong: {}", found.wrong.join(", ")));
        }
    }
    outcome
}

/// Reports with the event that each is said to tell.
pub struct Set {
    pub reports: Vec<Report>,
    pub gold: Vec<String>,
}

/// Reads a set as the public commands would.
pub fn set(data: &Data, name: &str, key: &str) -> Set {
    let rows = data.rows(name);
    let text = |row: &Value, key: &str| row[key].as_str().map(str::to_owned);
    let reports = rows
        .par_iter()
        .map(|row| {
            let record = Record {
                id: text(row, "id"),
                url: text(row, "url"),
                headline: text(row, "title"),
                text: text(row, "text"),
                published: text(row, "published"),
                ..Record::default()
            };
            read::read(Source::new(
                row.to_string().as_bytes(),
                name,
                None,
                Body::Record(Box::new(record)),
            ))
        })
        .collect();
    Set {
        reports,
        gold: rows
            .iter()
            .map(|row| text(row, key).unwrap_or_default())
            .collect(),
    }
}

fn b_cubed(set: &Set) -> (f64, f64, f64) {
    let clusters = relate::stories::cluster(&set.reports);
    score(&clusters, &set.gold, |_| true)
}
