//! The agency that a report credits, on PolNeAR: its `wire` field says whose copy each of 924 reports is.
//!
//! `text` is measured without the author field, from datelines, credit lines and bylines in the text alone; `fields`
//! with it, as a user's record has it. The field names one agency or none.

use crate::{Counts, Data, Outcome};
use rayon::prelude::*;
use record::{Body, Record, Source};
use serde_json::Value;
use std::collections::BTreeSet;

pub fn run(data: &Data) -> Outcome {
    let mut out = Outcome::default();
    let mut rows = data.rows("attributions/train");
    rows.extend(data.rows("attributions/dev"));
    let trace = std::env::var_os("TRACE_CREDITS").is_some();
    for (name, with_author) in [("text", false), ("fields", true)] {
        let found: Vec<BTreeSet<String>> = rows.par_iter().map(|row| credited(row, with_author)).collect();
        let mut counts = Counts::default();
        for (found, row) in found.iter().zip(&rows) {
            let gold = gold(row);
            counts.add(found, &gold);
            if trace && *found != gold {
                out.notes
                    .push(format!("{name} {} | gold {gold:?} | found {found:?}", row["id"]));
            }
        }
        out.counts(name, counts, "");
    }
    out.notes.push(
        "Many reports of an agency show no trace of it in their text; `text` can't find those.".to_owned(),
    );
    out
}

fn credited(row: &Value, with_author: bool) -> BTreeSet<String> {
    let field = |name: &str| row[name].as_str().map(str::to_owned);
    let record = Record {
        headline: field("title"),
        text: field("text"),
        authors: if with_author {
            field("author").into_iter().collect()
        } else {
            Vec::new()
        },
        ..Record::default()
    };
    let source = Source::new(
        row.to_string().as_bytes(),
        "polnear",
        None,
        Body::Record(Box::new(record)),
    );
    let report = read::read(source);
    // Who contributed a part is no wire copy.
    let whole = report
        .agencies
        .into_iter()
        .filter(|a| a.basis != record::AgencyBasis::Contributors);
    whole.map(|a| a.name).collect()
}

/// The agency of the `wire` field by its full name.
fn gold(row: &Value) -> BTreeSet<String> {
    let wire = row["wire"].as_str().unwrap_or("");
    (wire != "NA")
        .then(|| read::agencies::named(wire))
        .flatten()
        .into_iter()
        .collect()
}
