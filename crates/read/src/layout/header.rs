//! Lines above (or below) the text that say who published it and when: "- Port Ellery Herald - Monday, May 2, 2016",
//! "Published: 2 May 2016 10:15 GMT", a bare date.

use super::outlet;
use crate::published::{clock, written};
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// What such a line says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Header {
    /// The outlet's name, where the line has one.
    pub(crate) outlet: Option<String>,
    /// People named beside the date.
    pub(crate) people: Vec<String>,
    /// Each date as ISO 8601, with its bytes in the line, in order.
    pub(crate) dates: Vec<(Range<usize>, String)>,
}

/// Words that may stand around a date in such a line.
static FILLER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?i:[\s,.;:|•·/()\[\]@*_–—-]|first|originally|published|posted|updated?|created|modified|last|added|filed|date|dateline|on|at|and|time|am|pm|a\.m\.?|p\.m\.?|noon|midnight|e[sd]?t|c[sd]?t|m[sd]?t|p[sd]?t|gmt|utc|bst|ist|cet|cest|aest|aedt|eastern|central|pacific|ago|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|\d{1,2}\s?(?:am|pm|a\.m\.?|p\.m\.?)|\d+ (?:min|hour|minute|day)s?(?: read)?|h(?:rs?)?\b)*$",
    )
    .expect("a constant pattern")
});

/// Reads `line` as a header, or `None` where it is anything else. A header has a date with its year.
pub(crate) fn read(line: &str) -> Option<Header> {
    if line.len() > 160 {
        return None;
    }
    let dates: Vec<_> = written::find(line)
        .into_iter()
        .filter(|w| w.year.is_some())
        .collect();
    let first = dates.first()?;
    let mut header = Header::default();
    let mut rest = String::new();
    let mut at = 0;
    for w in &dates {
        let tail = line.get(w.range.end..)?;
        let clock = clock::clock_len(tail);
        rest.push_str(line.get(at..w.range.start)?);
        rest.push(' ');
        at = w.range.end + clock;
        let (value, _) = clock::with_clock(w.date()?, tail);
        header.dates.push((w.range.start..at, value));
    }
    rest.push_str(line.get(at..)?);
    if FILLER.is_match(&rest) {
        return Some(header);
    }
    // Words before the date: an outlet or a writer, set off by a dash, bar, comma or bullet.
    let before = line.get(..first.range.start)?;
    let after = line.get(at..)?;
    let name = before.trim_matches(|c: char| c.is_whitespace() || "-–—•|·,/:".contains(c));
    let set_off = before
        .trim_end()
        .ends_with(['-', '–', '—', '•', '|', '·', ',', '/']);
    if name.is_empty() || name.split_whitespace().count() > 8 || !FILLER.is_match(after) {
        return None;
    }
    let capital = name.split_whitespace().all(|w| {
        w.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            || matches!(
                w,
                "of" | "the" | "and" | "for" | "by" | "&" | "-" | "–" | "|" | "•" | "·"
            )
    });
    let framed = before.trim_start().starts_with(['-', '–', '—', '|', '•']);
    let credits = crate::byline::split(name);
    if !credits.people.is_empty() && capital && set_off | name.to_lowercase().starts_with("by ") {
        // Without "By" the name of a person and of a place look alike.
        if name.to_lowercase().starts_with("by ") {
            header.people = credits.people;
        }
        return Some(header);
    }
    let known = crate::outlets::spelled(name);
    if capital && (set_off && (framed || outlet::has_media_word(name)) || known.is_some()) {
        header.outlet = Some(known.unwrap_or_else(|| name.to_owned()));
        return Some(header);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Option<(Option<String>, Vec<String>)> {
        read(line).map(|h| (h.outlet, h.dates.into_iter().map(|d| d.1).collect()))
    }

    #[test]
    fn headers_are_read() {
        for (line, outlet, dates) in [
            (
                "- The Port Ellery Herald - Monday, May 2, 2016",
                Some("The Port Ellery Herald"),
                vec!["2016-05-02"],
            ),
            ("January 19, 2017", None, vec!["2017-01-19"]),
            ("Published: 2 May 2016 10:15 GMT", None, vec!["2016-05-02T10:15Z"]),
            (
                "Posted May 2, 2016 at 3:05 p.m. | Updated May 3, 2016 at 9 a.m.",
                None,
                vec!["2016-05-02T15:05", "2016-05-03T09:00"],
            ),
            (
                "Ellery Times | 2016-05-02",
                Some("Ellery Times"),
                vec!["2016-05-02"],
            ),
        ] {
            let told = told(line);
            assert_eq!(
                told,
                Some((
                    outlet.map(str::to_owned),
                    dates.iter().map(|d| (*d).to_owned()).collect()
                )),
                "{line}"
            );
        }
        assert_eq!(read("By Jane Doe, May 2, 2016").unwrap().people, ["Jane Doe"]);
        assert!(read("Port Ellery, May 2, 2016").unwrap().people.is_empty());
    }

    #[test]
    fn a_sentence_that_ends_in_a_date_is_none() {
        for line in [
            "The ferry was launched on May 2, 2016",
            "He was born in Port Ellery on Monday, May 2, 2016.",
            "The Herald was sold - May 2, 2016 was the day - to Jane Doe",
            "Copyright 2016 Herald",
            "May 2",
        ] {
            assert_eq!(told(line), None, "{line}");
        }
    }
}
