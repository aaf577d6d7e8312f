//! What a report's own words say of the day it was written.

use super::{
    TOLERANCE,
    written::{self, days_between, find},
};
use jiff::civil::{Date, Weekday};
use record::{DateBasis, Report, SegmentKind, Span};
use regex::Regex;
use std::{collections::BTreeSet, sync::LazyLock};

/// What the text itself says of its own day.
pub(super) struct Evidence {
    pub(super) day: Date,
    pub(super) basis: DateBasis,
    pub(super) span: Span,
    pub(super) reason: &'static str,
}

/// What the text says of its own day: first the dateline's date; else a date in its opening sentences with its
/// weekday; else the latest date under a picture above the text, where the text names that weekday bare, as reports
/// name the days of their own week; else the day of a printed section.
pub(super) fn of(report: &Report, stated: Option<Date>) -> Option<Evidence> {
    let full: Vec<(Date, Span, SegmentKind)> = full_dates(report);
    // The year of "Sept. 5" is that of the nearest full date; a stated date is the better anchor unless the text's
    // own dates all lie far from it.
    let latest = full
        .iter()
        .filter(|(_, _, k)| !k.is_furniture())
        .map(|(d, _, _)| *d)
        .max();
    if let Some(dateline) = &report.dateline
        && let Some(written) = find(report.text.at(dateline.span)).into_iter().next()
    {
        let near_stated = stated.and_then(|s| written.near(s));
        let near_text = latest.and_then(|l| written.near(l));
        let close = |d: Option<Date>, to: Option<Date>| {
            d.zip(to)
                .is_some_and(|(d, to)| days_between(d, to).abs() <= TOLERANCE)
        };
        let day = if close(near_stated, stated) || near_text.is_none() {
            near_stated
        } else {
            near_text
        };
        if let Some(day) = written.date().or(day) {
            return Some(Evidence {
                day,
                basis: DateBasis::Dateline,
                span: dateline.span,
                reason: "its dateline",
            });
        }
    }
    // A day well before the stated one is one that the report looks back on, named in full because it is past.
    if let Some((day, span)) = opening_day(report)
        && stated.is_none_or(|s| days_between(s, day) <= TOLERANCE)
    {
        let reason = "a weekday with its date in the opening sentences";
        return Some(Evidence {
            day,
            basis: DateBasis::Text,
            span,
            reason,
        });
    }
    let weekdays = bare_weekdays(report);
    // A picture between paragraphs may be from the archive; the one above the text is the day's.
    let first = report.running().next().map_or(usize::MAX, |s| s.span.start());
    let pictured = full
        .iter()
        .filter(|(_, span, _)| span.start() < first)
        .filter(|(_, span, kind)| *kind == SegmentKind::Caption && !is_file_photo(report, *span))
        .max_by_key(|(d, _, _)| *d);
    if let Some((day, span, _)) = pictured
        && weekdays.contains(&day.weekday().to_monday_zero_offset())
        && latest.is_some_and(|l| days_between(l, *day) <= 0)
    {
        let reason =
            "the latest date under its pictures, whose weekday the text names as one of its own week";
        return Some(Evidence {
            day: *day,
            basis: DateBasis::Text,
            span: *span,
            reason,
        });
    }
    full.iter()
        .find(|(_, span, kind)| kind.is_furniture() && is_print_mark(report, *span))
        .map(|(day, span, _)| Evidence {
            day: *day,
            basis: DateBasis::Text,
            span: *span,
            reason: "the day of the printed section",
        })
}

/// Full dates in captions, running text and the site's own lines, with their places.
fn full_dates(report: &Report) -> Vec<(Date, Span, SegmentKind)> {
    let mut dates = Vec::new();
    for s in &report.segments {
        let wanted = s.kind.is_running()
            || s.kind.is_furniture()
            || matches!(s.kind, SegmentKind::Caption | SegmentKind::Credit);
        if !wanted {
            continue;
        }
        for w in find(report.text.at(s.span)) {
            let span = report
                .text
                .span(s.span.start() + w.range.start, s.span.start() + w.range.end);
            if let (Some(date), Some(span)) = (w.date(), span) {
                dates.push((date, span, s.kind));
            }
        }
    }
    dates
}

/// Words of what is still to come, whose day is not the report's.
static PLANNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:will|shall|scheduled|planned|plans|upcoming|expected|is due|are due|to be held|set for)\b",
    )
    .expect("a constant pattern")
});

/// "on Monday, Sept. 5, 2016," in the first three running segments, where the weekday is right.
fn opening_day(report: &Report) -> Option<(Date, Span)> {
    report.running().take(3).find_map(|s| {
        find(report.text.at(s.span)).into_iter().find_map(|w| {
            let date = w.date().filter(|d| Some(d.weekday()) == w.weekday)?;
            if PLANNED.is_match(report.text.at(s.span)) {
                return None;
            }
            Some((
                date,
                report
                    .text
                    .span(s.span.start() + w.range.start, s.span.start() + w.range.end)?,
            ))
        })
    })
}

/// Weekdays named without a date in the running text, counted from Monday.
fn bare_weekdays(report: &Report) -> BTreeSet<i8> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b").expect("a constant pattern")
    });
    let mut days = BTreeSet::new();
    for s in report.running() {
        let words = report.text.at(s.span);
        let dated: Vec<_> = find(words).into_iter().map(|w| w.range).collect();
        for m in DAY.find_iter(words) {
            let after = dated.partition_point(|r| r.end <= m.start());
            let free = dated.get(after).is_none_or(|r| r.start >= m.end());
            if free && let Some(day) = written::weekday(m.as_str()) {
                days.insert(Weekday::to_monday_zero_offset(day));
            }
        }
    }
    days
}

/// A picture from the archive says nothing of the report's day.
fn is_file_photo(report: &Report, span: Span) -> bool {
    let words = report
        .segment_at(span.start())
        .map_or("", |s| report.text.at(s.span));
    let head: String = words.chars().take(40).collect::<String>().to_lowercase();
    head.starts_with("file") || words.to_lowercase().contains("file photo")
}

/// "A Section on 09/06/2016", "Print edition: Sept. 6, 2016".
fn is_print_mark(report: &Report, span: Span) -> bool {
    let words = report
        .segment_at(span.start())
        .map_or("", |s| report.text.at(s.span))
        .to_lowercase();
    // "Sprint" is no print.
    let mut each = words.split(|c: char| !c.is_alphabetic());
    words.len() < 120
        && each.any(|w| matches!(w, "section" | "print" | "printed" | "edition" | "editions"))
        && !words.contains("copyright")
}
