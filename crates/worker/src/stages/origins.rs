//! Origins that only the other pairs of a report tell. Rows come by `component`: pairs that hang together by their reports.

use super::group::Group;
use super::{Options, Stage, guarded};
use crate::rows::{Columns, Kind, Rows, Sheet, Value};
use record::{Reuse, Warning};
use relate::reuse::parts::{self, Known};
use std::collections::BTreeMap;

/// A pair and what its two reports credit.
struct Row {
    json: String,
    credits: [String; 2],
}

pub(super) struct Origins {
    known: Known,
    group: Group<i64, Row>,
}

impl Origins {
    pub(super) fn of(options: Options) -> Self {
        Self {
            known: options.known,
            group: Group::default(),
        }
    }

    fn settled(&self, rows: &[Row]) -> Result<(Vec<Reuse>, Vec<Warning>), String> {
        let mut credited = BTreeMap::new();
        let mut pairs: Vec<Reuse> = Vec::with_capacity(rows.len());
        for row in rows {
            let pair: Reuse = serde_json::from_str(&row.json).map_err(|e| format!("is no pair: {e}"))?;
            for (id, credits) in [&pair.a, &pair.b].into_iter().zip(&row.credits) {
                if !credited.contains_key(id) {
                    let credits =
                        serde_json::from_str(credits).map_err(|e| format!("are no credits: {e}"))?;
                    credited.insert(id.clone(), credits);
                }
            }
            pairs.push(pair);
        }
        let warnings = parts::settle(&self.known, &credited, &mut pairs);
        Ok((pairs, warnings))
    }

    fn told(&self, rows: &[Row], out: &mut Sheet<'_>) -> Result<(), String> {
        use Value::Text;
        match guarded(|| self.settled(rows)).and_then(|s| s) {
            Err(why) => out.push(&[
                Text(None),
                Text(None),
                Text(None),
                Text(None),
                Text(Some(why.as_str())),
            ]),
            Ok((pairs, warnings)) => {
                for pair in pairs {
                    let json = serde_json::to_string(&pair).map_err(|e| e.to_string())?;
                    out.push(&[
                        Text(Some(&pair.a)),
                        Text(Some(&pair.b)),
                        Text(Some(&json)),
                        Text(None),
                        Text(None),
                    ])?;
                }
                for warning in warnings {
                    out.push(&[
                        Text(None),
                        Text(None),
                        Text(None),
                        Text(Some(&warning.message)),
                        Text(None),
                    ])?;
                }
                Ok(())
            }
        }
    }
}

impl Stage for Origins {
    fn columns(&self) -> Columns {
        &[
            ("a", Kind::Text),
            ("b", Kind::Text),
            ("json", Kind::Text),
            ("warning", Kind::Text),
            ("error", Kind::Text),
        ]
    }

    fn take(&mut self, rows: &Rows, out: &mut Sheet<'_>) -> Result<(), String> {
        let (components, jsons) = (rows.long("component")?, rows.text("json")?);
        let (of_a, of_b) = (rows.text("credits_a")?, rows.text("credits_b")?);
        for row in 0..rows.len() {
            let (Some(component), Some(json)) = (components[row], jsons[row]) else {
                continue;
            };
            let own = |credits: Option<&str>| credits.unwrap_or("[]").to_owned();
            let pair = Row {
                json: json.to_owned(),
                credits: [own(of_a[row]), own(of_b[row])],
            };
            if let Some((_, whole)) = self.group.take(component, pair) {
                self.told(&whole, out)?;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut Sheet<'_>) -> Result<(), String> {
        let last = self.group.end();
        last.map_or(Ok(()), |(_, whole)| self.told(&whole, out))
    }
}
