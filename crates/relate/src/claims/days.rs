//! Whether a sentence tells of the time that a claim gives.

use super::parsed::Parsed;
use crate::readings::words::is_function_word;
use jiff::civil::Date;
use record::{TimeExpression, TimeType};

/// How a sentence's time stands to the claim's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    /// It lies within the claim's.
    Within,
    /// It is another one.
    Other,
    /// They can't be compared.
    Unknown,
}

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Compares the times; `claim` and `told` are the sentences that they stand in.
pub(super) fn compare(claim: (&Parsed<'_>, &TimeExpression), told: (&Parsed<'_>, &TimeExpression)) -> Match {
    let ((c_in, c), (t_in, t)) = (claim, told);
    if c.kind == TimeType::Duration
        || t.kind == TimeType::Duration
        || c.kind == TimeType::Set
        || t.kind == TimeType::Set
    {
        return match (c.kind == t.kind, c.value == t.value && !c.value.is_empty()) {
            (true, true) => Match::Within,
            (true, false) if said(c_in, c) == said(t_in, t) => Match::Within,
            (true, false) => Match::Other,
            _ => Match::Unknown,
        };
    }
    let days = match (days(c), days(t)) {
        (Some((from, until)), Some((first, last))) => {
            if from <= first && last <= until {
                Match::Within
            } else if last <= from || until <= first {
                Match::Other
            } else {
                Match::Unknown
            }
        }
        _ => by_words(c_in, c, t_in, t),
    };
    match (days, clock(c), clock(t)) {
        (_, Some(x), Some(y)) if x != y => Match::Other,
        (_, Some(_), None) => Match::Unknown,
        // A time of day says nothing of the day where the claim gives none.
        (Match::Unknown, Some(x), Some(y)) if x == y && bare_clock(c) => Match::Within,
        (days, _, _) => days,
    }
}

fn days(t: &TimeExpression) -> Option<(&str, &str)> {
    Some((t.from.as_deref()?, t.until.as_deref()?))
}

/// The time of day as its value has it: "T02:40", "TNI".
fn clock(t: &TimeExpression) -> Option<&str> {
    t.value
        .split_once('T')
        .map(|(_, clock)| clock)
        .filter(|c| !c.is_empty())
}

/// Whether the value has no day.
fn bare_clock(t: &TimeExpression) -> bool {
    t.from.is_none()
}

fn said(parsed: &Parsed<'_>, t: &TimeExpression) -> Vec<String> {
    crate::readings::words::norms(parsed.report.text.at(t.span))
}

/// Where the claim has no date to count from: weekdays by their names, days of a month by month and day.
fn by_words(c_in: &Parsed<'_>, c: &TimeExpression, t_in: &Parsed<'_>, t: &TimeExpression) -> Match {
    let (mine, theirs) = (said(c_in, c), said(t_in, t));
    let date: Option<Date> = t.from.as_deref().and_then(|d| d.get(..10)?.parse().ok());
    let single = date.is_some_and(|d| {
        let next = d.tomorrow().ok().map(|n| n.to_string());
        next.as_deref() == t.until.as_deref()
    });
    if c.kind == TimeType::Time && t.kind == TimeType::Time {
        match (clock_words(&mine), clock_words(&theirs)) {
            (Some(x), Some(y)) if x != y => return Match::Other,
            (Some(_), Some(_)) if mine.iter().all(|w| !WEEKDAYS.contains(&w.as_str())) => {
                return Match::Within;
            }
            (Some(_), None) => return Match::Unknown,
            _ => {}
        }
    }
    let weekday = |words: &[String]| {
        words.iter().find_map(|w| {
            WEEKDAYS
                .iter()
                .position(|day| w.strip_suffix("'s").unwrap_or(w) == *day)
        })
    };
    if let Some(wanted) = weekday(&mine) {
        let told = weekday(&theirs).or_else(|| {
            let day = date.filter(|_| single)?.weekday().to_monday_zero_offset();
            usize::try_from(day).ok()
        });
        return match told {
            Some(told) if told == wanted => Match::Within,
            Some(_) => Match::Other,
            None => Match::Unknown,
        };
    }
    let month = mine.iter().find_map(|w| MONTHS.iter().position(|m| w == m));
    if let (Some(month), Some(date)) = (month, date.filter(|_| single)) {
        let day: Option<i8> = mine.iter().find_map(|w| {
            w.trim_end_matches(|c: char| c.is_ascii_alphabetic())
                .parse()
                .ok()
                .filter(|d| (1..=31).contains(d))
        });
        let same_month = usize::try_from(date.month() - 1).is_ok_and(|m| m == month);
        return match day {
            _ if !same_month => Match::Other,
            Some(day) if day != date.day() => Match::Other,
            _ => Match::Within,
        };
    }
    if mine == theirs {
        Match::Within
    } else {
        Match::Unknown
    }
}

/// A clock's time by its words, where no date gives it a value: the same hour and minute in the same half of the day.
fn clock_words(words: &[String]) -> Option<Vec<&str>> {
    let told: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|w| {
            !WEEKDAYS.contains(w) && !is_function_word(w) && !["early", "late", "shortly"].contains(w)
        })
        .collect();
    told.iter()
        .any(|w| w.starts_with(|c: char| c.is_ascii_digit()))
        .then_some(told)
}
