//! A record's fields in our names, whatever the input calls them.
//!
//! Names follow IPTC ninjs, schema.org, news-please and the common feeds; they are compared without case and signs, so
//! that `datePublished`, `date_published` and `date-published` are one.

use crate::{Config, Problem};
use record::{Body, Page, Record, Source};
use serde_json::{Map, Value};

/// Our field names, each with the spellings accepted, the first found non-empty one wins.
const SPELLINGS: &[(&str, &[&str])] = &[
    ("id", &["id", "guid", "docid", "articleid", "documentid", "uuid"]),
    (
        "url",
        &["url", "uri", "link", "canonicalurl", "sourceurl", "permalink"],
    ),
    ("headline", &["title", "headline", "headlines"]),
    (
        "text",
        &[
            "text",
            "body",
            "content",
            "bodytext",
            "maintext",
            "articlebody",
            "fulltext",
            "bodies",
        ],
    ),
    ("html", &["html", "bodyhtml", "bodyxhtml", "rawhtml"]),
    (
        "published",
        &[
            "published",
            "date",
            "versioncreated",
            "datepublished",
            "datepublish",
            "publishedat",
            "pubdate",
            "publicationdate",
            "publishdate",
            "publishedon",
            "firstcreated",
            "contentcreated",
            "timestamp",
        ],
    ),
    (
        "modified",
        &[
            "modified",
            "datemodified",
            "datemodify",
            "updated",
            "updatedat",
            "lastmodified",
            "contentmodified",
        ],
    ),
    (
        "captured",
        &[
            "captured",
            "datedownload",
            "fetchedat",
            "crawldate",
            "crawledat",
            "collectdate",
            "warcdate",
        ],
    ),
    (
        "outlet",
        &[
            "outlet",
            "publisher",
            "source",
            "sourcename",
            "sitename",
            "newspaper",
            "provider",
            "sourcedomain",
        ],
    ),
    ("author", &["author", "byline", "authors", "bylines", "creator"]),
    ("language", &["language", "lang", "inlanguage"]),
];

/// Names of a field that holds a list of records.
const LISTS: &[&str] = &[
    "articles",
    "items",
    "reports",
    "documents",
    "data",
    "results",
    "hits",
];

/// Whether a table's column or a record's field of this name would be understood.
pub(crate) fn is_known(name: &str) -> bool {
    let plain = plain(name);
    SPELLINGS
        .iter()
        .any(|(_, spellings)| spellings.contains(&plain.as_str()))
}

fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

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
    let record = record(&object, config);
    let has_text = |r: &Record| r.text.is_some() || r.html.is_some();
    if has_text(&record) {
        let source = Source::new(bytes, name, Some(number), Body::Record(Box::new(record)));
        return vec![Ok(source)];
    }
    let list = object.iter().find_map(|(key, value)| match value {
        Value::Array(list) if LISTS.contains(&plain(key).as_str()) && list.iter().any(Value::is_object) => {
            Some(list)
        }
        _ => None,
    });
    let Some(list) = list else {
        let held = object
            .keys()
            .map(String::as_str)
            .take(12)
            .collect::<Vec<_>>()
            .join(", ");
        return problem(format!(
            "is a record without text (its fields: {held}); name the text's field with --field text=NAME"
        ));
    };
    list.iter()
        .zip(1..)
        .map(|(value, i)| {
            let record = value
                .as_object()
                .map(|o| self::record(o, config))
                .filter(has_text);
            match record {
                Some(record) => {
                    let bytes = value.to_string();
                    Ok(Source::new(
                        bytes.as_bytes(),
                        name,
                        Some(i),
                        Body::Record(Box::new(record)),
                    ))
                }
                None => Err(Problem::at(name, i, "is a record without text")),
            }
        })
        .collect()
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

fn record(object: &Map<String, Value>, config: &Config) -> Record {
    let get = |ours: &str| -> Vec<&Value> {
        let mapped = config.fields.iter().filter(|(field, _)| field == ours);
        let mapped = mapped.filter_map(|(_, theirs)| {
            object.get(theirs).or_else(|| {
                let mut keys = theirs.split('.');
                let outer = object.get(keys.next()?)?;
                keys.try_fold(outer, |inner, key| inner.get(key))
            })
        });
        let known = SPELLINGS
            .iter()
            .filter(|(field, _)| *field == ours)
            .flat_map(|(_, all)| *all)
            .flat_map(|spelling| {
                object
                    .iter()
                    .filter(move |(key, _)| plain(key) == *spelling)
                    .map(|(_, value)| value)
            });
        mapped.chain(known).collect()
    };
    let first = |ours: &str| get(ours).into_iter().find_map(words);
    let is_address = |s: &String| s.starts_with("http://") || s.starts_with("https://");
    let mut record = Record {
        id: first("id"),
        url: first("url"),
        headline: first("headline"),
        text: get("text").into_iter().find_map(running),
        html: first("html").map(Page::from),
        published: first("published"),
        modified: first("modified"),
        captured: first("captured"),
        outlet: get("outlet")
            .into_iter()
            .filter_map(words)
            .find(|s| !is_address(s)),
        authors: get("author")
            .into_iter()
            .map(people)
            .find(|p| !p.is_empty())
            .unwrap_or_default(),
        language: first("language"),
    };
    if record.url.is_none() {
        record.url = get("outlet").into_iter().filter_map(words).find(is_address);
    }
    record
}

/// A field's words: a string, a number, the name within an object, or the first of a list.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => (!s.trim().is_empty()).then(|| s.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Array(list) => list.iter().find_map(words),
        Value::Object(object) => [
            "name", "value", "title", "literal", "code", "@id", "id", "$oid", "$date",
        ]
        .iter()
        .find_map(|key| object.get(*key).and_then(words)),
        Value::Null | Value::Bool(_) => None,
    }
}

/// A field's running text; a list of paragraphs is joined by empty lines.
fn running(value: &Value) -> Option<String> {
    match value {
        Value::Array(list) if list.len() > 1 && list.iter().all(Value::is_string) => Some(
            list.iter()
                .filter_map(Value::as_str)
                .collect::<Vec<_>>()
                .join("\n\n"),
        ),
        Value::Number(_) => None,
        value => words(value),
    }
}

/// Every author of a field.
fn people(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().flat_map(people).collect(),
        value => words(value).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Record {
        read_with(text, &Config::default())
    }

    fn read_with(text: &str, config: &Config) -> Record {
        let mut all = sources("r.jsonl", 1, text.as_bytes(), text, config);
        match all.remove(0).unwrap().into_body() {
            Body::Record(record) => *record,
            _ => panic!("a record is needed"),
        }
    }

    #[test]
    fn spellings_of_the_field_are_known() {
        let ninjs = read(
            r#"{"uri":"urn:x:1","headline":"H","body_text":"T","versioncreated":"2024-03-05T10:00:00Z","byline":"Ann Example","language":"en"}"#,
        );
        assert_eq!(ninjs.headline.as_deref(), Some("H"));
        assert_eq!(ninjs.published.as_deref(), Some("2024-03-05T10:00:00Z"));
        assert_eq!(ninjs.authors, ["Ann Example"]);
        let please = read(
            r#"{"maintext":"T","date_publish":"2024-03-05 10:00:00","authors":["A","B"],"source_domain":"herald.example","title":"H"}"#,
        );
        assert_eq!(
            (please.text.as_deref(), please.outlet.as_deref()),
            (Some("T"), Some("herald.example"))
        );
        assert_eq!(please.authors, ["A", "B"]);
        let schema = read(
            r#"{"articleBody":"T","publisher":{"name":"Herald"},"author":[{"name":"A"}],"datePublished":"2024"}"#,
        );
        assert_eq!(
            (schema.outlet.as_deref(), schema.authors.len()),
            (Some("Herald"), 1)
        );
    }

    #[test]
    fn numbers_are_ids_and_addresses_are_no_outlets() {
        let record = read(r#"{"id":12,"text":"T","source":"https://herald.example/fire"}"#);
        assert_eq!((record.id.as_deref(), record.outlet), (Some("12"), None));
        assert_eq!(record.url.as_deref(), Some("https://herald.example/fire"));
    }

    #[test]
    fn a_mapping_goes_before_the_usual_names() {
        let config = Config {
            fields: vec![
                ("text".into(), "lede".into()),
                ("outlet".into(), "paper.title".into()),
            ],
            ..Config::default()
        };
        let record = read_with(
            r#"{"text":"no","lede":"yes","paper":{"title":"Herald"}}"#,
            &config,
        );
        assert_eq!(
            (record.text.as_deref(), record.outlet.as_deref()),
            (Some("yes"), Some("Herald"))
        );
    }

    #[test]
    fn a_record_without_text_is_named_with_its_fields() {
        let text = r#"{"id":1,"title":"H","text":"  "}"#;
        let problem = sources("r.jsonl", 7, text.as_bytes(), text, &Config::default())
            .remove(0)
            .unwrap_err();
        assert_eq!(problem.line, Some(7));
        assert!(problem.reason.contains("id, text, title") || problem.reason.contains("id, title, text"));
    }

    #[test]
    fn half_a_surrogate_pair_does_not_lose_the_record() {
        assert_eq!(
            read(r#"{"text":"a \ud83d b \\ud83d \ud83d\ude00"}"#)
                .text
                .as_deref(),
            Some("a \u{fffd} b \\ud83d 😀")
        );
    }
}
