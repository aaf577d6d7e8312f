//! Time expressions on TimeBank and AQUAINT: spans strict and relaxed, and values.
//!
//! Counted as TempEval-3 did (UzZaman and others, 2013): a find matches strictly where both ends are equal, relaxed where
//! the two overlap; the value figure counts the relaxed matches whose value is right.

use crate::data::byte_offsets;
use crate::{Counts, Data, Outcome};
use record::{Body, Record, Source};
use serde_json::Value;

pub fn run(data: &Data) -> Outcome {
    let (mut strict, mut relaxed, mut value) = (Counts::default(), Counts::default(), Counts::default());
    for row in data.rows("dates/timebank-aquaint") {
        let text = row["text"].as_str().unwrap_or("").to_owned();
        let offsets = byte_offsets(&text);
        let gold: Vec<Expression> = row["times"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|t| gold(t, &offsets))
            .collect();
        let found = found(&row, text);
        for counts in [&mut strict, &mut relaxed, &mut value] {
            counts.found += found.len();
            counts.gold += gold.len();
        }
        let mut taken = vec![false; gold.len()];
        for f in &found {
            // The best free partner: the same span before any that overlaps.
            let partner = (0..gold.len())
                .filter(|&g| !taken[g] && f.start < gold[g].end && gold[g].start < f.end)
                .max_by_key(|&g| {
                    (
                        gold[g].start == f.start && gold[g].end == f.end,
                        std::cmp::Reverse(g),
                    )
                });
            if let Some(g) = partner {
                taken[g] = true;
                relaxed.right += 1;
                strict.right += usize::from(gold[g].start == f.start && gold[g].end == f.end);
                value.right += usize::from(gold[g].value == f.value);
            }
        }
    }
    let mut out = Outcome::default();
    out.counts("strict", strict, "HeidelTime .813 (platinum part)");
    out.counts("relaxed", relaxed, "HeidelTime .907 (platinum part)");
    out.counts("value", value, "HeidelTime .776 (platinum part)");
    out
}

struct Expression {
    start: usize,
    end: usize,
    value: String,
}

fn gold(time: &Value, offsets: &[usize]) -> Option<Expression> {
    let at = |key: &str| offsets.get(usize::try_from(time[key].as_u64()?).ok()?).copied();
    Some(Expression {
        start: at("start")?,
        end: at("end")?,
        value: time["value"].as_str().unwrap_or("").to_owned(),
    })
}

fn found(row: &Value, text: String) -> Vec<Expression> {
    let record = Record {
        text: Some(text),
        published: row["published"].as_str().map(str::to_owned),
        ..Record::default()
    };
    let bytes = row["id"].as_str().unwrap_or("").as_bytes();
    let source = Source::new(bytes, "timebank", None, Body::Record(Box::new(record)));
    read::read(source)
        .times
        .into_iter()
        .map(|t| Expression {
            start: t.span.start(),
            end: t.span.end(),
            value: t.value,
        })
        .collect()
}
