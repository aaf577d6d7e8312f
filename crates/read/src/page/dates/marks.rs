//! Elements that a page marks as dates: `<time>`, microdata, RDFa, and class names.

use super::lines::{self, Zone, Zones};
use crate::page::element::Signs;
use crate::page::scan::{Mark, Scan};
use crate::published::labels::Label;

/// What a marked element is the time of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Published,
    Changed,
    Plain,
    /// Something that is not the report's.
    Other,
}

/// An element marked as a date.
pub(super) struct Marked<'s> {
    pub(super) mark: &'s Mark,
    pub(super) when: When,
    pub(super) zone: Zone,
}

/// The elements marked as dates, with what they and the words before them call it; the words count more.
pub(super) fn find<'s>(scan: &'s Scan, zones: &Zones) -> Vec<Marked<'s>> {
    let marks = scan.marks.iter().filter(|m| m.own.has(Signs::DATE));
    let told = marks.map(|mark| {
        let when = match lines::label(scan, mark.span) {
            Label::Published => When::Published,
            Label::Modified => When::Changed,
            Label::Other(_) => When::Other,
            Label::None if mark.changed => When::Changed,
            Label::None if mark.published => When::Published,
            Label::None => When::Plain,
        };
        Marked {
            mark,
            when,
            zone: zones.zone(mark.span),
        }
    });
    told.collect()
}

/// The value that an element with a date gives beside its words.
pub(in crate::page) fn value<'a>(own: Signs, attribute: impl Fn(&str) -> Option<&'a str>) -> Option<String> {
    let keys: &[&str] = if own.has(Signs::DATE) {
        &[
            "datetime",
            "content",
            "data-datetime",
            "data-published",
            "data-timestamp",
            "data-utime",
            "data-date",
            "data-time",
            "title",
        ]
    } else {
        &["content"]
    };
    let dated = |v: &&str| !own.has(Signs::DATE) || v.bytes().filter(u8::is_ascii_digit).count() >= 5;
    keys.iter()
        .find_map(|k| attribute(k).filter(dated))
        .map(str::to_owned)
}

/// Whether an element is marked as the time of publication, and whether as that of a change.
pub(in crate::page) fn of_which<'a>(attribute: impl Fn(&str) -> Option<&'a str>) -> (bool, bool) {
    let names = |key: &str, wanted: &[&str]| {
        let value = attribute(key).unwrap_or("");
        let mut words = value.split(|c: char| !c.is_ascii_alphabetic());
        words.any(|w| wanted.iter().any(|n| w.eq_ignore_ascii_case(n)))
    };
    let published = attribute("pubdate").is_some()
        || names("itemprop", &["datePublished"])
        || names("property", &["datePublished", "issued"])
        || names("class", &["published", "pubdate"]);
    let changed = names("itemprop", &["dateModified"])
        || names("property", &["dateModified", "modified"])
        || names("class", &["updated", "modified", "changed"]);
    // WordPress calls a date never changed both.
    (published, changed && !published)
}
