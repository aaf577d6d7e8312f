//! Dates as people and machines write them: found in a line, or a whole field parsed.

use jiff::civil::{Date, Weekday};
use record::Precision;
use regex::{Captures, Regex};
use std::{ops::Range, sync::LazyLock};

/// A date found in a line; the year is missing where it was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// Bytes of the searched string.
    pub(crate) range: Range<usize>,
    pub(crate) year: Option<i16>,
    pub(crate) month: i8,
    pub(crate) day: i8,
    /// The weekday beside it, where one stands there.
    pub(crate) weekday: Option<Weekday>,
}

impl Written {
    /// The date, where its year is written and the calendar knows it.
    pub(crate) fn date(&self) -> Option<Date> {
        self.in_year(self.year?)
    }

    /// The date in the given year.
    pub(crate) fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }

    /// The date, its missing year chosen so that it falls nearest to `anchor`.
    pub(crate) fn near(&self, anchor: Date) -> Option<Date> {
        self.date().or_else(|| {
            (anchor.year() - 1..=anchor.year() + 1)
                .filter_map(|y| self.in_year(y))
                .min_by_key(|d| (days_between(*d, anchor).abs(), *d))
        })
    }
}

/// Days from `b` to `a`, positive where `a` is later.
pub(crate) fn days_between(a: Date, b: Date) -> i32 {
    a.since(b).map_or(i32::MAX, |span| span.get_days())
}

const MONTH: &str = r"(?P<month>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\b\.?";
const WEEKDAY: &str =
    r"(?:(?P<weekday>(?i:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?i:day)?)\b\.?,?\s+\(?)?";

fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

/// "Monday, Sept. 5, 2016", "September 5th", "Sept 5".
static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(
        r"\b{WEEKDAY}{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
    ))
});
/// "5 September 2016", "Monday 5th of Sept".
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(
        r"\b{WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
    ))
});
/// "2016-09-05", "2016/09/05".
static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    compile(r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:T|\b)")
});
/// "09/05/2016": month first as in the United States, unless only the other order is a date.
static SLASHED: LazyLock<Regex> =
    LazyLock::new(|| compile(r"\b(?P<month>\d{1,2})[/.](?P<day>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b"));

/// Every date in `line`, in order and not overlapping.
pub(crate) fn find(line: &str) -> Vec<Written> {
    let mut found: Vec<Written> = Vec::new();
    for pattern in [&MONTH_FIRST, &DAY_FIRST, &YEAR_FIRST, &SLASHED] {
        found.extend(pattern.captures_iter(line).filter_map(|c| written(&c)));
    }
    // Where two readings overlap ("5 Sept 2016" and "Sept 20"), the fuller one that starts first stands.
    found.sort_by_key(|w| (w.range.start, usize::MAX - w.range.end));
    let mut end = 0;
    found.retain(|w| {
        let free = w.range.start >= end;
        if free {
            end = w.range.end;
        }
        free
    });
    found
}

fn written(c: &Captures) -> Option<Written> {
    let name = c.name("month")?.as_str();
    let day: i8 = c.name("day")?.as_str().parse().ok()?;
    let (month, day) = match month(name) {
        Some(month) => (month, day),
        None => {
            let month: i8 = name.parse().ok()?;
            if month > 12 { (day, month) } else { (month, day) }
        }
    };
    let found = Written {
        // The "T" before a time of day is not the date's.
        range: c
            .get(0)
            .map(|m| m.start()..m.start() + m.as_str().trim_end_matches('T').len())?,
        year: c.name("year").and_then(|y| y.as_str().parse().ok()),
        month,
        day,
        weekday: c.name("weekday").and_then(|w| weekday(w.as_str())),
    };
    // A leap day without its year is a date too.
    found.in_year(found.year.unwrap_or(2000)).map(|_| found)
}

/// The number of a month's English name or short form.
pub(crate) fn month(name: &str) -> Option<i8> {
    const NAMES: &[&str] = &[
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let head = name.get(..3)?.to_ascii_lowercase();
    (1..).zip(NAMES).find(|(_, n)| **n == head).map(|(i, _)| i)
}

/// The weekday of an English name or short form.
pub(crate) fn weekday(name: &str) -> Option<Weekday> {
    Some(match name.get(..3)?.to_ascii_lowercase().as_str() {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => return None,
    })
}

/// "T15:45:56+08:00", " 3:45 p.m.", " at 15:45 GMT".
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"^(?i:[T\s,|•·-]|at\b)*(?P<h>\d{1,2}):(?P<m>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\b\.?)?\s*(?P<zone>Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d\b)?",
    )
});

/// A whole field or header parsed as a date: ISO 8601, RFC 2822, a date in words with or without a time, seconds or
/// milliseconds since 1970, a month or a year. The value is ISO 8601 to the precision told.
#[must_use]
pub fn parse(field: &str) -> Option<(String, Precision)> {
    let field = field.trim().trim_matches(['"', '[', ']', '\'']).trim();
    if field.len() > 120 {
        return None;
    }
    if let Some(epoch) = epoch(field) {
        return Some(epoch);
    }
    if let Some(compact) = compact(field) {
        return Some(compact);
    }
    if let Some(first) = find(field).into_iter().find(|w| w.year.is_some()) {
        let date = first.date()?;
        return Some(with_clock(date, field.get(first.range.end..).unwrap_or("")));
    }
    // "05 Sep 16"-like forms are left alone: their order can't be told.
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    match (field.len(), field.split_once('-')) {
        (4, None) if digits(field) && (field.starts_with("19") || field.starts_with("20")) => {
            Some((field.to_owned(), Precision::Year))
        }
        (7, Some((year, month))) if digits(year) && digits(month) => {
            let (y, m): (i16, i8) = (year.parse().ok()?, month.parse().ok()?);
            Date::new(y, m, 1)
                .ok()
                .map(|_| (field.to_owned(), Precision::Month))
        }
        _ => month_and_year(field),
    }
}

/// "September 2016".
fn month_and_year(field: &str) -> Option<(String, Precision)> {
    let (name, year) = field.split_once(char::is_whitespace)?;
    let year: i16 = year.trim().parse().ok().filter(|y| (1900..2100).contains(y))?;
    let letters = name.trim_end_matches(['.', ',']);
    let known = MONTH_ONLY.is_match(letters).then(|| month(letters)).flatten()?;
    Some((format!("{year:04}-{known:02}"), Precision::Month))
}

static MONTH_ONLY: LazyLock<Regex> = LazyLock::new(|| compile(&format!("^{MONTH}$")));

/// Seconds (10 digits) or milliseconds (13 digits) since 1970, as UTC.
fn epoch(field: &str) -> Option<(String, Precision)> {
    let whole = field.strip_suffix(".0").unwrap_or(field);
    if !matches!(whole.len(), 10 | 13) || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    let seconds = if whole.len() == 13 { number / 1000 } else { number };
    let stamp = jiff::Timestamp::from_second(seconds).ok()?;
    Some((
        stamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        Precision::Second,
    ))
}

/// "20160905", "20160905T154556Z".
fn compact(field: &str) -> Option<(String, Precision)> {
    field.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    let part = |from: usize, to: usize| field.get(from..to).and_then(|s| s.parse::<i16>().ok());
    let date = Date::new(
        part(0, 4)?,
        part(4, 6)?.try_into().ok()?,
        part(6, 8)?.try_into().ok()?,
    )
    .ok()?;
    (1900..2100).contains(&date.year()).then_some(())?;
    match field.get(8..) {
        Some("") => Some((day_value(date), Precision::Day)),
        Some(rest) if rest.starts_with('T') => {
            let time = format!(
                "{}:{}:{}{}",
                rest.get(1..3)?,
                rest.get(3..5)?,
                rest.get(5..7)?,
                rest.get(7..)?
            );
            Some(with_clock(date, &time))
        }
        _ => None,
    }
}

/// `YYYY-MM-DD`.
pub(crate) fn day_value(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// The date with the time of day that begins `rest`, if one does. Midnight to the second without a zone is how
/// machines write a bare day, so it is told as the day.
pub(crate) fn with_clock(date: Date, rest: &str) -> (String, Precision) {
    clock(date, rest).unwrap_or_else(|| (day_value(date), Precision::Day))
}

/// How many bytes of `rest` the time of day at its start takes.
pub(crate) fn clock_len(rest: &str) -> usize {
    CLOCK.find(rest).map_or(0, |m| m.as_str().trim_end().len())
}

fn clock(date: Date, rest: &str) -> Option<(String, Precision)> {
    let c = CLOCK.captures(rest)?;
    let mut hour: i8 = c.name("h")?.as_str().parse().ok()?;
    let minute: i8 = c.name("m")?.as_str().parse().ok()?;
    let second: Option<i8> = c.name("s").and_then(|s| s.as_str().parse().ok());
    if let Some(half) = c.name("half") {
        let afternoon = half.as_str().starts_with(['p', 'P']);
        hour = match (hour, afternoon) {
            (12, false) => 0,
            (1..=11, true) => hour + 12,
            _ => hour,
        };
    }
    jiff::civil::Time::new(hour, minute, second.unwrap_or(0), 0).ok()?;
    let zone = match c.name("zone").map(|z| z.as_str()) {
        None => String::new(),
        Some("Z" | "UTC" | "GMT") => "Z".to_owned(),
        Some(offset) if offset.contains(':') => offset.to_owned(),
        Some(offset) => format!("{}:{}", offset.get(..3)?, offset.get(3..)?),
    };
    if (hour, minute, second.unwrap_or(0)) == (0, 0, 0) && zone.is_empty() {
        return None;
    }
    let day = day_value(date);
    Some(match second {
        Some(s) => (
            format!("{day}T{hour:02}:{minute:02}:{s:02}{zone}"),
            Precision::Second,
        ),
        None => (format!("{day}T{hour:02}:{minute:02}{zone}"), Precision::Minute),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(field: &str) -> String {
        parse(field).map_or_else(|| "-".into(), |(v, p)| format!("{v} {p:?}"))
    }

    #[test]
    fn fields_are_parsed_in_many_spellings() {
        for (field, told) in [
            ("2016-09-05T15:45:56+08:00", "2016-09-05T15:45:56+08:00 Second"),
            ("2016-09-05T15:45:56.123Z", "2016-09-05T15:45:56Z Second"),
            ("2016-09-05 15:45:56", "2016-09-05T15:45:56 Second"),
            ("2016-09-05T00:00:00", "2016-09-05 Day"),
            (
                "Mon, 05 Sep 2016 15:45:56 +0000",
                "2016-09-05T15:45:56+00:00 Second",
            ),
            ("Mon, 05 Sep 2016 15:45:56 GMT", "2016-09-05T15:45:56Z Second"),
            ("September 5, 2016", "2016-09-05 Day"),
            ("5 Sep 2016", "2016-09-05 Day"),
            ("Sept. 5th, 2016 at 3:05 p.m.", "2016-09-05T15:05 Minute"),
            ("20160905T154556Z", "2016-09-05T15:45:56Z Second"),
            ("20160905", "2016-09-05 Day"),
            ("1473090356", "2016-09-05T15:45:56Z Second"),
            ("1473090356000", "2016-09-05T15:45:56Z Second"),
            ("09/05/2016", "2016-09-05 Day"),
            ("25/12/2016", "2016-12-25 Day"),
            ("2016-09", "2016-09 Month"),
            ("September 2016", "2016-09 Month"),
            ("2016", "2016 Year"),
            ("2016-02-30", "-"),
            ("yesterday", "-"),
            ("555-1234", "-"),
        ] {
            assert_eq!(parsed(field), told, "{field}");
        }
    }

    #[test]
    fn dates_are_found_in_a_line_with_their_weekday() {
        let found = find("The ferry sank on Monday, Sept. 5, 2016, not on 4 March or 2016-09-07.");
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].weekday, Some(Weekday::Monday));
        assert_eq!(found[0].date().map(day_value).as_deref(), Some("2016-09-05"));
        assert_eq!((found[1].year, found[1].month, found[1].day), (None, 3, 4));
    }

    #[test]
    fn what_only_looks_like_a_date_is_none() {
        for line in [
            "It may 5 times fail",
            "Mars 5 probe",
            "version 2.10.3",
            "on page 12",
            "a 40-30 vote",
            "Feb 31",
        ] {
            let found = find(line);
            assert!(
                found
                    .iter()
                    .all(|w| line.starts_with("It may") || w.range.is_empty()),
                "{line}: {found:?}"
            );
        }
    }

    #[test]
    fn a_missing_year_is_the_nearest_one() {
        let eve = &find("Dec 31")[0];
        assert_eq!(
            eve.near(Date::constant(2017, 1, 2)).map(day_value).as_deref(),
            Some("2016-12-31")
        );
    }
}
