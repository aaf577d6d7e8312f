//! Versions and twins of one report told apart, among the reports of one canonical address.
//!
//! Rows come by `canonical`. What stands is given out with nothing but what comparing looks at: from here on a report is
//! carried to every one that it may share text with.

use super::group::Group;
use super::{Stage, guarded};
use crate::given;
use crate::rows::{Columns, Kind, Rows, Sheet, Value};
use relate::reuse::parts;

#[derive(Default)]
pub(super) struct Versions {
    group: Group<String, (String, String)>,
}

impl Versions {
    /// Of the reports of one address, those that stand.
    fn told(rows: Vec<(String, String)>, out: &mut Sheet<'_>) -> Result<(), String> {
        let settled = guarded(|| {
            let (mut reports, mut wrong) = (Vec::new(), Vec::new());
            for (id, json) in &rows {
                match given::report(json) {
                    Ok(report) => reports.push(report),
                    Err(why) => wrong.push((id.clone(), why)),
                }
            }
            (relate::versions::settle(reports).standing, wrong)
        });
        let (standing, wrong) = match settled {
            Ok(settled) => settled,
            Err(why) => return rows.iter().try_for_each(|(id, _)| Self::row(id, Err(&why), out)),
        };
        for report in standing {
            let lean = parts::lean(report);
            let json = serde_json::to_string(&lean).map_err(|e| e.to_string())?;
            Self::row(&lean.id, Ok(&json), out)?;
        }
        wrong
            .iter()
            .try_for_each(|(id, why)| Self::row(id, Err(why), out))
    }

    fn row(id: &str, json: Result<&String, &String>, out: &mut Sheet<'_>) -> Result<(), String> {
        let (json, error) = match json {
            Ok(json) => (Some(json.as_str()), None),
            Err(why) => (None, Some(why.as_str())),
        };
        out.push(&[Value::Text(Some(id)), Value::Text(json), Value::Text(error)])
    }
}

impl Stage for Versions {
    fn columns(&self) -> Columns {
        &[("id", Kind::Text), ("json", Kind::Text), ("error", Kind::Text)]
    }

    fn take(&mut self, rows: &Rows, out: &mut Sheet<'_>) -> Result<(), String> {
        let (ids, canonicals, jsons) = (rows.text("id")?, rows.text("canonical")?, rows.text("json")?);
        for ((id, canonical), json) in ids.into_iter().zip(canonicals).zip(jsons) {
            let (Some(id), Some(json)) = (id, json) else {
                continue;
            };
            let Some(address) = canonical else {
                Self::told(vec![(id.to_owned(), json.to_owned())], out)?;
                continue;
            };
            if let Some((_, whole)) = self
                .group
                .take(address.to_owned(), (id.to_owned(), json.to_owned()))
            {
                Self::told(whole, out)?;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut Sheet<'_>) -> Result<(), String> {
        self.group
            .end()
            .map_or(Ok(()), |(_, whole)| Self::told(whole, out))
    }
}
