//! Reports under ids of their own, the same bytes once: what one machine does as it meets them.
//!
//! Rows come by `key`, and within it in the order of the inputs; only rows of one key can meet.

use super::{Stage, guarded};
use crate::given;
use crate::rows::{Columns, Kind, Rows, Sheet, Value};
use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Admit {
    key: String,
    /// The ids given out within the key, each with its source.
    given: BTreeMap<String, String>,
}

impl Stage for Admit {
    fn columns(&self) -> Columns {
        &[
            ("id", Kind::Text),
            ("canonical", Kind::Text),
            ("day", Kind::Text),
            ("json", Kind::Text),
            ("error", Kind::Text),
        ]
    }

    fn take(&mut self, rows: &Rows, out: &mut Sheet<'_>) -> Result<(), String> {
        use Value::Text;
        let (keys, ids, sources) = (rows.text("key")?, rows.text("id")?, rows.text("source")?);
        let (canonicals, days, jsons) = (rows.text("canonical")?, rows.text("day")?, rows.text("json")?);
        for row in 0..rows.len() {
            let (Some(key), Some(id), Some(source), Some(json)) =
                (keys[row], ids[row], sources[row], jsons[row])
            else {
                continue;
            };
            if key != self.key {
                key.clone_into(&mut self.key);
                self.given.clear();
            }
            let (canonical, day) = (Text(canonicals[row]), Text(days[row]));
            if !self.given.contains_key(id) {
                self.given.insert(id.to_owned(), source.to_owned());
                out.push(&[Text(Some(id)), canonical, day, Text(Some(json)), Text(None)])?;
                continue;
            }
            let admitted = guarded(|| {
                let report = given::report(json)?;
                let admitted = engine::admit(report, &mut |id| self.given.get(id).cloned());
                admitted
                    .map(|r| serde_json::to_string(&r).map(|json| (r.id, json)))
                    .transpose()
                    .map_err(|e| e.to_string())
            });
            match admitted.and_then(|a| a) {
                Ok(None) => {}
                Ok(Some((id, json))) => {
                    out.push(&[Text(Some(&id)), canonical, day, Text(Some(&json)), Text(None)])?;
                    self.given.insert(id, source.to_owned());
                }
                Err(why) => out.push(&[Text(Some(id)), canonical, day, Text(None), Text(Some(&why))])?,
            }
        }
        Ok(())
    }
}
