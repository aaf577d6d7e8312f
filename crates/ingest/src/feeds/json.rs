//! JSON Feed, versions 1.0 and 1.1.

use super::entry::{Channel, Content, Entry};
use crate::Problem;
use record::{Body, Source};
use serde_json::{Map, Value};

/// Whether an object is a feed.
pub(crate) fn is_one(object: &Map<String, Value>) -> bool {
    let version = object.get("version").and_then(Value::as_str);
    version.is_some_and(|v| v.contains("jsonfeed.org/version/")) && object.contains_key("items")
}

/// A source or a problem for every item.
pub(crate) fn sources(name: &str, feed: &Map<String, Value>) -> Vec<Result<Source, Problem>> {
    let channel = Channel {
        title: words(feed, "title"),
        site: words(feed, "home_page_url"),
        language: words(feed, "language"),
        authors: authors(feed),
    };
    let items = feed.get("items").and_then(Value::as_array);
    let items = items.map(Vec::as_slice).unwrap_or_default();
    if items.is_empty() {
        return vec![Err(Problem::of(name, "is a feed without an item"))];
    }
    let source = |(value, number): (&Value, u64)| {
        let problem = |reason: &str| Problem::at(name, number, reason);
        let item = value
            .as_object()
            .ok_or_else(|| problem("is no item but another value"))?;
        let record = entry(item).record(&channel).map_err(|reason| problem(&reason))?;
        Ok(Source::new(
            value.to_string().as_bytes(),
            name,
            Some(number),
            Body::Record(Box::new(record)),
        ))
    };
    items.iter().zip(1..).map(source).collect()
}

fn entry(item: &Map<String, Value>) -> Entry {
    let plain = words(item, "content_text").map(Content::Plain);
    Entry {
        title: words(item, "title"),
        link: words(item, "url").or_else(|| words(item, "external_url")),
        id: words(item, "id"),
        published: words(item, "date_published"),
        updated: words(item, "date_modified"),
        authors: authors(item),
        content: plain.or_else(|| words(item, "content_html").map(Content::Marked)),
        summary: words(item, "summary").map(Content::Plain),
        source: None,
        language: words(item, "language"),
    }
}

/// The names under `authors`, or the `author` of version 1.0.
fn authors(object: &Map<String, Value>) -> Vec<String> {
    let list = object.get("authors").and_then(Value::as_array).cloned();
    let list = list
        .or_else(|| object.get("author").map(|a| vec![a.clone()]))
        .unwrap_or_default();
    list.iter()
        .filter_map(|a| words(a.as_object()?, "name"))
        .collect()
}

fn words(object: &Map<String, Value>, key: &str) -> Option<String> {
    match object.get(key)? {
        Value::String(words) => (!words.trim().is_empty()).then(|| words.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
