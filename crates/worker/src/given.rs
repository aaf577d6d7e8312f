//! A report that comes back as JSON: from a stage before, or from a caller who was handed it.
//!
//! Its spans are checked before anything is done with it, since what is made of a span that runs through a character would
//! be told as if it stood there.

use record::{Report, SCHEMA};
use relate::reuse::parts::Prepared;
use serde_json::Value;
use std::collections::HashMap;
use std::rc::Rc;

/// The report that this is the JSON form of.
///
/// # Errors
/// What is wrong with it, for a person.
pub fn report(json: &str) -> Result<Report, String> {
    let value: Value = serde_json::from_str(json).map_err(|e| format!("is no report in JSON: {e}"))?;
    let text = value.get("text").and_then(Value::as_str);
    let text = text.ok_or("is no report: it has no text")?;
    match value.get("schema").and_then(Value::as_u64) {
        Some(schema) if schema == u64::from(SCHEMA) => {}
        _ => return Err(format!("is no report of schema {SCHEMA}")),
    }
    stand(&value, text)?;
    // The parsed value is let go before the report is made: both hold the text.
    drop(value);
    serde_json::from_str(json).map_err(|e| format!("is no report: {e}"))
}

/// Reports that were prepared for being compared, so that one that comes in many pairs in a row is taken apart once.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    of: HashMap<String, Rc<Prepared>>,
    bytes: usize,
}

/// Bytes of JSON whose reports are kept at most; the words of a report take some ten times as much.
const KEPT: usize = 8 << 20;

impl Shelf {
    pub(crate) fn get(&mut self, json: &str) -> Result<Rc<Prepared>, String> {
        if let Some(kept) = self.of.get(json) {
            return Ok(kept.clone());
        }
        let prepared = Rc::new(Prepared::of(report(json)?));
        if self.bytes + json.len() > KEPT {
            self.of.clear();
            self.bytes = 0;
        }
        self.bytes += json.len();
        self.of.insert(json.to_owned(), prepared.clone());
        Ok(prepared)
    }
}

/// Whether every span within `value` is one of the text.
fn stand(value: &Value, text: &str) -> Result<(), String> {
    match value {
        Value::Array(all) => all.iter().try_for_each(|v| stand(v, text)),
        Value::Object(fields) => {
            if let (Some(start), Some(end)) = (fields.get("start"), fields.get("end")) {
                let at = |v: &Value| v.as_u64().and_then(|n| usize::try_from(n).ok());
                let range = at(start).zip(at(end)).filter(|(start, end)| start <= end);
                if range.is_none_or(|(start, end)| text.get(start..end).is_none()) {
                    return Err(format!(
                        "has a span from {start} to {end} that is none of its text"
                    ));
                }
            }
            fields.values().try_for_each(|v| stand(v, text))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, SegmentKind, Text};

    fn json(end: usize) -> String {
        let text = Text::from("Brücke zu");
        let report = Report {
            schema: SCHEMA,
            segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
            text,
            ..Report::default()
        };
        let json = serde_json::to_string(&report).unwrap();
        json.replace("\"end\":10", &format!("\"end\":{end}"))
    }

    #[test]
    fn a_report_comes_back_as_it_went() {
        let told = report(&json(10)).unwrap();
        assert_eq!(serde_json::to_string(&told).unwrap(), json(10));
    }

    #[test]
    fn spans_of_another_text_are_refused() {
        for end in [11, 3, usize::MAX] {
            assert!(
                report(&json(end)).unwrap_err().contains("none of its text"),
                "{end}"
            );
        }
        assert!(report("{}").is_err() && report("[").is_err());
        assert!(report(&json(10).replace("\"schema\":1", "\"schema\":7")).is_err());
    }
}
