//! Which days a timeline tells, against those that journalists chose for theirs (Timeline17).
//!
//! Each story's articles are read and told with as many days as the journalists' timeline has, between its first and its
//! last: the setting of Ghalandari and Ifrim (2020), whose date F1 is the peers'. Every second story by name was looked at
//! while building; both halves are told.

use crate::data::source;
use crate::{Data, Outcome, score};
use rayon::prelude::*;
use record::{Precision, Report};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub fn run(data: &Data) -> Outcome {
    let mut articles: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for row in data.rows("timelines/articles") {
        articles.entry(text(&row, "topic")).or_default().push(row);
    }
    let mut outcome = Outcome::default();
    let mut halves: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    let mut timelines = data.rows("timelines/timelines");
    timelines.sort_by_key(|t| text(t, "topic"));
    let most = if data.quick() { 3 } else { timelines.len() };
    for (i, timeline) in timelines.iter().enumerate().take(most) {
        let topic = text(timeline, "topic");
        let entries = timeline["entries"].as_array().cloned().unwrap_or_default();
        let wanted: BTreeSet<String> = entries.iter().map(|e| text(e, "date")).collect();
        let reports: Vec<Report> = articles
            .get(&topic)
            .map_or(&[][..], Vec::as_slice)
            .par_iter()
            .map(|row| read::read(source(row)))
            .collect();
        let refs: Vec<&Report> = reports.iter().collect();
        let bounds = tell::timeline::Bounds {
            limit: Some(wanted.len()),
            from: wanted.first().cloned(),
            to: wanted.last().cloned(),
        };
        let told: BTreeSet<String> = tell::timeline::build(&refs, &record::Origins::default(), &bounds)
            .into_iter()
            .filter(|e| e.precision == Precision::Day)
            .map(|e| e.date)
            .collect();
        let right = told.intersection(&wanted).count();
        let f1 = score::ratio(2 * right, told.len() + wanted.len());
        outcome.notes.push(format!(
            "{topic}: {right} right of {} told and {} wanted, F1 {f1:.3}",
            told.len(),
            wanted.len()
        ));
        halves[i % 2].push(f1);
    }
    let mean = |f: &[f64]| f.iter().sum::<f64>() / (f.len().max(1) as f64);
    let all: Vec<f64> = halves.concat();
    outcome.figure("date-f1", mean(&all), "DATEWISE .544 (all of Timeline17)");
    outcome.figure("read-date-f1", mean(&halves[0]), "");
    outcome.figure("unread-date-f1", mean(&halves[1]), "");
    outcome
}

fn text(row: &Value, field: &str) -> String {
    row[field].as_str().unwrap_or("").to_owned()
}
