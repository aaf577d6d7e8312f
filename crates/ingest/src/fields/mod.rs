//! A record's fields in our names, whatever the input calls them.

mod json;
mod spellings;

pub(crate) use json::sources;
pub(crate) use spellings::{ours, ours_at};

use crate::Config;
use record::{Page, Record};
use regex::Regex;
use serde_json::{Map, Value};
use spellings::{INNER, SPELLINGS, plain};
use std::sync::LazyLock;

/// The record that an object's fields make; fields that aren't there stay empty.
pub(crate) fn record(object: &Map<String, Value>, config: &Config) -> Record {
    let fields = Fields::of(object, config);
    let first = |ours: &str| fields.get(ours).into_iter().find_map(words);
    // A URI that is no address, such as a URN or a bare number, is a name of the report.
    let urn = || fields.under("uri").filter_map(words).find(|s| !is_address(s));
    let mut record = Record {
        id: first("id").or_else(urn),
        url: fields
            .get("url")
            .into_iter()
            .filter_map(words)
            .find(|s| is_address(s)),
        headline: first("headline"),
        text: fields.get("text").into_iter().find_map(running),
        html: fields.get("html").into_iter().find_map(words).map(Page::from),
        published: first("published"),
        modified: first("modified"),
        captured: first("captured"),
        outlet: None,
        authors: fields
            .get("author")
            .into_iter()
            .map(people)
            .find(|p| !p.is_empty())
            .unwrap_or_default(),
        language: first("language"),
        partial: false,
    };
    // A source may be a name, a domain, the address of the site, or that of the report itself.
    for given in fields.get("outlet").into_iter().filter_map(words) {
        match (is_address(&given), is_page(&given)) {
            (true, true) => {
                record.url.get_or_insert(given);
            }
            _ if record.outlet.is_none() => record.outlet = Some(given),
            _ => {}
        }
    }
    if record.html.is_none()
        && let Some(page) = fields.get("text").into_iter().find_map(marked_up)
    {
        record.html = Some(page.into());
    }
    record.partial = record.text.as_deref().is_some_and(is_cut);
    record
}

/// The record, or why it is none.
pub(crate) fn check(record: Record, object: &Map<String, Value>) -> Result<Record, String> {
    if record.text.is_some() || record.html.is_some() {
        return Ok(record);
    }
    let held: Vec<&str> = object.keys().map(String::as_str).take(12).collect();
    let held = held.join(", ");
    Err(match record.url {
        Some(_) => format!(
            "is a record without text, only the address of a page (its fields: {held}); save the page and read that, or name \
             the text's field with --field text=NAME"
        ),
        None => format!(
            "is a record without text (its fields: {held}); name the text's field with --field text=NAME"
        ),
    })
}

/// An object's fields under their plain names: its own before those of an object within it.
struct Fields<'a> {
    named: Vec<(String, &'a Value)>,
    mapped: Vec<(&'a str, &'a Value)>,
}

impl<'a> Fields<'a> {
    fn of(object: &'a Map<String, Value>, config: &'a Config) -> Self {
        let inner = INNER.iter().filter_map(|name| object.get(*name)?.as_object());
        let named = std::iter::once(object)
            .chain(inner)
            .flat_map(|o| o.iter().map(|(key, value)| (plain(key), value)))
            .collect();
        let mapped = config
            .fields
            .iter()
            .filter_map(|(ours, theirs)| Some((ours.as_str(), at_path(object, theirs)?)))
            .collect();
        Self { named, mapped }
    }

    /// Every value of one of our fields, the most trusted first.
    fn get(&self, ours: &str) -> Vec<&'a Value> {
        let mapped = self
            .mapped
            .iter()
            .filter(|(field, _)| *field == ours)
            .map(|(_, v)| *v);
        let known = SPELLINGS
            .iter()
            .filter(|(field, _)| *field == ours)
            .flat_map(|(_, all)| *all)
            .flat_map(|spelling| self.under(spelling));
        mapped.chain(known).collect()
    }

    /// The values under one plain name.
    fn under(&self, name: &str) -> impl Iterator<Item = &'a Value> {
        self.named
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| *value)
    }
}

/// The value of a field named by the user, within others where the name has dots.
fn at_path<'a>(object: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    object.get(path).or_else(|| {
        let mut keys = path.split('.');
        let outer = object.get(keys.next()?)?;
        keys.try_fold(outer, |inner, key| inner.get(key))
    })
}

fn is_address(words: &str) -> bool {
    words.starts_with("http://") || words.starts_with("https://")
}

/// Whether an address names a page and not the whole site.
fn is_page(address: &str) -> bool {
    address
        .splitn(4, '/')
        .nth(3)
        .is_some_and(|path| !path.trim_matches('/').is_empty())
}

/// A field's words: a string, a number, the name within an object, or the first of a list.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => (!s.trim().is_empty()).then(|| s.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Array(list) => list.iter().find_map(words),
        Value::Object(object) => [
            "name", "value", "title", "literal", "main", "original", "code", "site", "@id", "id", "uri",
            "$oid", "$date",
        ]
        .iter()
        .find_map(|key| object.get(*key).and_then(words)),
        Value::Null | Value::Bool(_) => None,
    }
}

/// A field's running text. A list of paragraphs is joined by empty lines; of a list of typed bodies, as in ninjs 2, the
/// plain one is taken. Markup is no running text.
fn running(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(list) if list.len() > 1 && list.iter().all(Value::is_string) => {
            let parts: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            Some(parts.join("\n\n"))
        }
        Value::Array(list) if list.iter().any(Value::is_object) => list
            .iter()
            .filter(|v| content_type(v) != Some(true))
            .find_map(running),
        Value::Number(_) => None,
        value => words(value),
    };
    text.filter(|t| !t.trim().is_empty() && !is_markup(t))
}

/// A text field's value that is markup.
fn marked_up(value: &Value) -> Option<String> {
    match value {
        Value::Array(list) => list.iter().find_map(marked_up),
        Value::Object(_) | Value::String(_) => {
            words(value).filter(|t| content_type(value) == Some(true) || is_markup(t))
        }
        _ => None,
    }
}

/// Whether a typed value says that it is markup.
fn content_type(value: &Value) -> Option<bool> {
    let object = value.as_object()?;
    let given = object.iter().find(|(key, _)| plain(key) == "contenttype")?;
    Some(given.1.as_str()?.contains("html"))
}

/// Whether words are markup from their first sign on: a block or paragraph that is also closed.
///
/// Text that merely mentions a tag, or begins with one bracket, is text.
fn is_markup(text: &str) -> bool {
    static BLOCK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?i:<!doctype html|<html\b|<(?:p|div|article|section|figure|h[1-6]|ul|ol|blockquote|body|main|table)(?:\s[^<>]*)?>)")
            .expect("a constant pattern")
    });
    BLOCK.is_match(text) && text.contains("</")
}

/// Whether a text ends with the mark by which news APIs cut it: "… [+1234 chars]".
fn is_cut(text: &str) -> bool {
    static CUT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\[\+?\d+ char(?:acter)?s\]\s*$").expect("a constant pattern"));
    CUT.is_match(text)
}

/// Every author of a field.
fn people(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().flat_map(people).collect(),
        Value::Object(object) => match object.get("name") {
            Some(Value::Array(names)) => names.iter().flat_map(people).collect(),
            _ => words(value).into_iter().collect(),
        },
        Value::String(words) => listed(words).unwrap_or_else(|| vec![words.clone()]),
        value => words(value).into_iter().collect(),
    }
    .into_iter()
    .filter(|name| !name.trim().is_empty())
    .collect()
}

/// The entries of a list written into one cell, as Python and JSON write them: `['Ann Example', "Tom O'Hara"]`.
fn listed(words: &str) -> Option<Vec<String>> {
    let inner = words.trim().strip_prefix('[')?.strip_suffix(']')?;
    let mut out = Vec::new();
    let mut rest = inner.trim();
    while let Some(quote) = rest.chars().next() {
        if !matches!(quote, '\'' | '"') {
            return None;
        }
        let (entry, after) = rest.get(1..)?.split_once(quote)?;
        out.push(entry.to_owned());
        let after = after.trim_start();
        rest = match after.strip_prefix(',') {
            Some(next) => next.trim_start(),
            None if after.is_empty() => "",
            None => return None,
        };
    }
    Some(out)
}

#[cfg(test)]
mod tests;
