//! The records in a JSON value: one where it is a record, several where it is an answer that lists them.

use super::spellings::{LISTS, plain};
use super::{check, record};
use crate::{Config, Problem, feeds};
use record::{Body, Source};
use serde_json::{Map, Value};

/// How deep a list of records may lie in an answer: `response.results`, `hits.hits`, `data.items`.
const DEPTH: usize = 3;

/// The sources that the JSON value `text` holds: one where it is a record, several where it is a list of them.
///
/// `bytes` are the value as it stands in the file, and `number` its line or place there.
pub(crate) fn sources(
    name: &str,
    number: u64,
    bytes: &[u8],
    text: &str,
    config: &Config,
) -> Vec<Result<Source, Problem>> {
    let problem = |reason: String| vec![Err(Problem::at(name, number, reason))];
    let object = match parse(text) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return problem("is not a record: a JSON object with named fields is needed".to_owned()),
        Err(error) => return problem(format!("is not valid JSON: {error}")),
    };
    if feeds::json::is_one(&object) {
        return feeds::json::sources(name, &object);
    }
    let wanting = match check(record(&object, config), &object) {
        Ok(record) => {
            let source = Source::new(bytes, name, Some(number), Body::Record(Box::new(record)));
            return vec![Ok(source)];
        }
        Err(reason) => reason,
    };
    match list(&object, DEPTH) {
        Some(list) => list
            .iter()
            .zip(1..)
            .map(|(v, i)| item(name, i, v, config))
            .collect(),
        None => problem(wanting),
    }
}

/// One record of a list, named by its place in the list.
fn item(name: &str, number: u64, value: &Value, config: &Config) -> Result<Source, Problem> {
    let Value::Object(object) = value else {
        return Err(Problem::at(
            name,
            number,
            "is not a record: a JSON object with named fields is needed",
        ));
    };
    let record = check(record(object, config), object).map_err(|reason| Problem::at(name, number, reason))?;
    let bytes = value.to_string();
    Ok(Source::new(
        bytes.as_bytes(),
        name,
        Some(number),
        Body::Record(Box::new(record)),
    ))
}

/// The list of records in an answer, under one of the usual names.
fn list(object: &Map<String, Value>, depth: usize) -> Option<&Vec<Value>> {
    let named = || {
        object
            .iter()
            .filter(|(key, _)| LISTS.contains(&plain(key).as_str()))
    };
    let direct = named().find_map(|(_, value)| match value {
        Value::Array(list) if list.iter().any(Value::is_object) => Some(list),
        _ => None,
    });
    direct.or_else(|| {
        let deeper = depth.checked_sub(1)?;
        named().find_map(|(_, value)| list(value.as_object()?, deeper))
    })
}

/// Parses JSON; where only a lone half of a surrogate pair is in the way, which some writers leave behind when they
/// cut a text, that half is read as the sign for an unreadable character.
fn parse(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(text).or_else(|error| match mend_surrogates(text) {
        Some(mended) => serde_json::from_str(&mended).map_err(|_| error),
        None => Err(error),
    })
}

fn mend_surrogates(text: &str) -> Option<String> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut out = String::with_capacity(text.len());
    let (mut from, mut at, mut mended) = (0, 0, false);
    while let Some(step) = text.get(at..).and_then(|rest| rest.find('\\')) {
        at += step;
        match unit(at) {
            Some(0xd800..=0xdbff) if matches!(unit(at + 6), Some(0xdc00..=0xdfff)) => at += 12,
            Some(0xd800..=0xdfff) => {
                out.push_str(text.get(from..at)?);
                out.push_str("\\ufffd");
                at += 6;
                (from, mended) = (at, true);
            }
            Some(_) => at += 6,
            // Any other escape is a backslash and one character, which may itself be a backslash.
            None => {
                at += 1 + text
                    .get(at + 1..)
                    .and_then(|r| r.chars().next())
                    .map_or(0, char::len_utf8)
            }
        }
    }
    out.push_str(text.get(from..)?);
    mended.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Record;

    fn all(text: &str) -> Vec<Result<Source, Problem>> {
        sources("r.jsonl", 7, text.as_bytes(), text, &Config::default())
    }

    fn records(text: &str) -> Vec<Record> {
        all(text)
            .into_iter()
            .filter_map(|s| match s.ok()?.into_body() {
                Body::Record(record) => Some(*record),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_record_without_text_is_named_with_its_fields() {
        let problem = all(r#"{"id":1,"title":"H","text":"  "}"#).remove(0).unwrap_err();
        assert_eq!(problem.line, Some(7));
        assert!(problem.reason.contains("id, text, title"), "{problem}");
        assert!(problem.reason.contains("--field text=NAME"));
    }

    #[test]
    fn half_a_surrogate_pair_does_not_lose_the_record() {
        let record = records(r#"{"text":"a \ud83d b \\ud83d \ud83d\ude00"}"#).remove(0);
        assert_eq!(record.text.as_deref(), Some("a \u{fffd} b \\ud83d 😀"));
    }

    #[test]
    fn answers_of_apis_are_lists_of_records() {
        let flat = r#"{"status":"ok","totalResults":2,"articles":[{"content":"A"},{"content":"B"}]}"#;
        let deep =
            r#"{"articles":{"results":[{"uri":"801","body":"A"},{"uri":"802","body":"B"}],"pages":1}}"#;
        let search =
            r#"{"hits":{"hits":[{"_id":"x","_source":{"text":"A"}},{"_id":"y","_source":{"text":"B"}}]}}"#;
        for answer in [flat, deep, search] {
            let texts: Vec<_> = records(answer).into_iter().filter_map(|r| r.text).collect();
            assert_eq!(texts, ["A", "B"], "{answer}");
        }
        assert_eq!(records(deep)[1].id.as_deref(), Some("802"));
        assert_eq!(records(search)[1].id.as_deref(), Some("y"));
    }

    #[test]
    fn an_entry_without_text_is_named_and_the_rest_goes_on() {
        let all = all(r#"{"articles":[{"url":"https://herald.example/a"},3,{"content":"B"}]}"#);
        let reasons: Vec<_> = all.iter().filter_map(|r| r.as_ref().err()).collect();
        assert_eq!(
            reasons.iter().map(|p| p.line).collect::<Vec<_>>(),
            [Some(1), Some(2)]
        );
        assert!(reasons[0].reason.contains("only the address of a page"));
        assert!(all[2].is_ok());
    }

    #[test]
    fn deep_brackets_are_an_error() {
        let deep = format!("{{\"text\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(
            all(&deep)[0]
                .as_ref()
                .unwrap_err()
                .reason
                .contains("recursion limit")
        );
    }
}
