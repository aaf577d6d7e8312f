//! The day of publication from a page's scripts, where nothing else tells one.

use crate::published::fields;
use crate::published::written::Habit;
use std::collections::BTreeSet;

/// Names under which scripts keep the date of publication.
const NAMES: &[&str] = &[
    "datePublished",
    "publishDate",
    "publish_date",
    "publishedDate",
    "publishedAt",
    "published_at",
    "publicationDate",
    "publication_date",
    "datePosted",
    "postedAt",
    "pubDate",
    "pub_date",
    "published_time",
    "dateCreated",
];

/// How many places of one name are looked at.
const PLACES: usize = 200;

/// The day that all values under one of the names agree on. Where they differ they are those of other reports, and
/// nothing is told.
pub(super) fn days(html: &str, habit: &Habit) -> Option<String> {
    NAMES.iter().find_map(|name| {
        let values: Vec<String> = html
            .match_indices(name)
            .take(PLACES)
            .filter_map(|(at, _)| value(html.get(at + name.len()..)?))
            .filter_map(|v| fields::parse_by(v, *habit))
            .map(|(v, _)| v)
            .filter(|v| v.len() >= 10)
            .collect();
        let days: BTreeSet<&str> = values.iter().filter_map(|v| v.get(..10)).collect();
        (days.len() == 1).then(|| values.first().cloned()).flatten()
    })
}

/// The string or number after a name: `":"2016-09-05"`, `' : '…'`, `\":\"…\"`, `=1473090356`.
fn value(rest: &str) -> Option<&str> {
    let quote = |c: char| matches!(c, '"' | '\'' | '\\');
    let rest = rest.trim_start_matches(quote).trim_start();
    let rest = rest.strip_prefix([':', '='])?.trim_start();
    let inner = rest.trim_start_matches(quote);
    let end = inner.find(|c| quote(c) || matches!(c, ';' | '}' | '<'))?;
    inner.get(..end).filter(|v| (8..=40).contains(&v.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(html: &str) -> Option<String> {
        days(html, &Habit::ENGLISH)
    }

    #[test]
    fn a_script_tells_the_day_that_its_values_agree_on() {
        for html in [
            r#"<script>var page = {"publishDate":"2016-09-05T10:00:00Z"};</script>"#,
            r"<script>dataLayer.push({'publishDate': '2016-09-05T10:00:00Z'})</script>",
            r#"<script>self.push("{\"publishedAt\":\"2016-09-05T10:00:00Z\"}")</script>"#,
        ] {
            assert_eq!(told(html).as_deref(), Some("2016-09-05T10:00:00Z"), "{html}");
        }
    }

    #[test]
    fn values_that_differ_tell_nothing() {
        for html in [
            r#"{"publishDate":"2016-09-05"},{"publishDate":"2016-09-04"}"#,
            r#"{"publishDate":null}"#,
            "function publishDate(d) { return d; }",
            "",
        ] {
            assert_eq!(told(html), None, "{html}");
        }
    }
}
