//! Near misses of our own: invented pairs of reports that are of one event, or of two, each with the reason.
//!
//! `cases/cases.jsonl`. A third (`unseen`) was never looked at while the signs were made. Every pair is judged alone, as a
//! pile of two, and among all the others, as one pile.

use record::{Body, Record, Report, Source};
use serde_json::Value;

/// How many pairs were judged right, of the joins and of those that are to stay apart.
#[derive(Debug, Default, Clone, Copy)]
pub struct Right {
    pub joins: (usize, usize),
    pub aparts: (usize, usize),
}

impl Right {
    fn count(&mut self, join: bool, right: bool) {
        let of = if join { &mut self.joins } else { &mut self.aparts };
        *of = (of.0 + usize::from(right), of.1 + 1);
    }

    /// The share of all pairs.
    pub fn share(&self) -> f64 {
        (self.joins.0 + self.aparts.0) as f64 / (self.joins.1 + self.aparts.1).max(1) as f64
    }
}

/// What was found of the pairs of one part.
#[derive(Debug, Default)]
pub struct Found {
    pub alone: Right,
    pub among_all: Right,
    /// Ids of the pairs judged wrong.
    pub wrong: Vec<String>,
}

/// Judges the pairs of `part`.
pub fn judge(part: &str) -> Found {
    let rows = rows();
    let all: Vec<Report> = rows
        .iter()
        .flat_map(|row| ["a", "b"].map(|side| report(row, side)))
        .collect();
    let clusters = relate::stories::cluster(&all);
    let home = |i: usize| clusters.iter().position(|c| c.contains(&i));
    let mut found = Found::default();
    for (k, row) in rows.iter().enumerate().filter(|(_, row)| row["part"] == part) {
        let join = row["join"] == true;
        let alone = relate::stories::cluster(&all[2 * k..2 * k + 2]).len() == 1;
        let among_all = home(2 * k) == home(2 * k + 1);
        found.alone.count(join, alone == join);
        found.among_all.count(join, among_all == join);
        let id = row["id"].as_str().unwrap_or_default();
        for (told, how) in [(alone, "alone"), (among_all, "among all")] {
            if told != join {
                found.wrong.push(format!(
                    "{id} ({how}, to {})",
                    if join { "join" } else { "stay apart" }
                ));
            }
        }
    }
    found
}

/// The pairs of `part`, and whether each is of one event.
pub fn pairs(part: &str) -> Vec<(String, Vec<Report>, bool)> {
    rows()
        .iter()
        .filter(|row| row["part"] == part)
        .map(|row| {
            let id = row["id"].as_str().unwrap_or_default().to_owned();
            (id, vec![report(row, "a"), report(row, "b")], row["join"] == true)
        })
        .collect()
}

fn rows() -> Vec<Value> {
    include_str!("cases/cases.jsonl")
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

fn report(row: &Value, side: &str) -> Report {
    let text = |key: &str| row[side][key].as_str().map(str::to_owned);
    let record = Record {
        id: row["id"].as_str().map(|id| format!("{id}-{side}")),
        outlet: text("outlet"),
        headline: text("title"),
        text: text("text"),
        published: text("published"),
        ..Record::default()
    };
    let name = format!("{}-{side}", row["id"]);
    read::read(Source::new(
        name.as_bytes(),
        "cases",
        None,
        Body::Record(Box::new(record)),
    ))
}
