//! Figures that are no losses: money, shares, votes, lengths of time and way, weights, speeds, temperatures, counts of people
//! and things, and people arrested, displaced and evacuated, against labels of our own.
//!
//! Thirty reports of `same-event`, one an event, were labelled by reading before the program was run on them: ids, byte
//! offsets and values, no texts. A figure found is right where its words overlap a labelled one of the same measure, bounds
//! and, where the label gives one, unit. Optional labels (a year, a couple, half, "18 years ago") count neither way, nor do
//! losses, which `casualties` measures. Rules were mended with the reports of `read` in view
//! (`TRACE_QUANTITIES=1` prints their errors); those of `unseen` were kept from sight.

use crate::data::{Data, source};
use crate::{Counts, Outcome};
use record::Quantity;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::Write;

/// What is scored.
const MEASURES: [&str; 16] = [
    "money",
    "percent",
    "votes",
    "voted",
    "duration",
    "distance",
    "area",
    "weight",
    "speed",
    "temperature",
    "volume",
    "count",
    "attacks",
    "arrested",
    "displaced",
    "evacuated",
];

#[derive(Debug, Deserialize)]
struct Labels {
    id: String,
    half: String,
    statements: Vec<Statement>,
}

#[derive(Debug, Deserialize)]
struct Statement {
    start: usize,
    end: usize,
    measure: String,
    min: Option<f64>,
    max: Option<f64>,
    unit: Option<String>,
    #[serde(default)]
    optional: bool,
}

impl Statement {
    fn overlaps(&self, q: &Quantity) -> bool {
        self.start < q.span.end() && q.span.start() < self.end
    }

    fn is_told_by(&self, q: &Quantity) -> bool {
        // The number of a vague word is a convention.
        let vague = q.approximate && q.max.is_none() && q.hedge.is_none();
        self.overlaps(q)
            && self.measure == q.measure
            && (self.min == q.min || (vague && self.max.is_none()))
            && self.max == q.max
            && (self.unit.is_none() || self.unit == q.unit)
    }
}

pub fn run(data: &Data) -> Outcome {
    let trace = std::env::var("TRACE_QUANTITIES").is_ok();
    let labels: BTreeMap<String, Labels> = include_str!("labels.jsonl")
        .lines()
        .map(|line| serde_json::from_str::<Labels>(line).expect("a label is one JSON object a line"))
        .map(|labels| (labels.id.clone(), labels))
        .collect();
    let mut halves: BTreeMap<&str, (Counts, usize)> = BTreeMap::new();
    for row in data.rows("same-event/reports") {
        let Some(label) = row["id"].as_str().and_then(|id| labels.get(id)) else {
            continue;
        };
        let report = read::read(source(&row));
        let show = trace && label.half == "read";
        let (counts, reports) = halves.entry(label.half.as_str()).or_default();
        *reports += 1;
        let found: Vec<&Quantity> = report
            .quantities
            .iter()
            .filter(|q| MEASURES.contains(&q.measure.as_str()))
            .collect();
        let mut taken = vec![false; found.len()];
        for gold in label.statements.iter().filter(|s| !s.optional) {
            counts.gold += 1;
            let at = (0..found.len()).find(|i| !taken[*i] && gold.is_told_by(found[*i]));
            if let Some(at) = at {
                taken[at] = true;
                counts.right += 1;
                counts.found += 1;
            } else if show {
                let words = report.text.get(gold.start..gold.end).unwrap_or("");
                let _ = writeln!(
                    std::io::stdout(),
                    "{} missed {} {:?}..{:?} {:?}: {words}",
                    label.id,
                    gold.measure,
                    gold.min,
                    gold.max,
                    gold.unit
                );
            }
        }
        for (q, _) in found.iter().zip(&taken).filter(|(_, taken)| !**taken) {
            if label.statements.iter().any(|s| s.optional && s.overlaps(q)) {
                continue;
            }
            counts.found += 1;
            if show {
                let words = report.text.at(q.span);
                let _ = writeln!(
                    std::io::stdout(),
                    "{} extra {} {:?}..{:?} {:?}: {words}",
                    label.id,
                    q.measure,
                    q.min,
                    q.max,
                    q.unit
                );
            }
        }
    }
    let mut out = Outcome::default();
    for (half, (counts, reports)) in &halves {
        out.counts(half, *counts, "");
        out.notes
            .push(format!("{half}: {reports} reports, {} figures", counts.gold));
    }
    out
}
