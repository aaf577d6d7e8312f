//! Dates as people and machines write them: found in a line.

use super::months;
use jiff::civil::{Date, Weekday};
use regex::{Captures, Regex};
use std::{ops::Range, sync::LazyLock};

/// How a text writes its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Habit {
    /// Whether `3/4/2024` is the fourth of March.
    pub(crate) month_first: bool,
    /// Whether months may have other names than the English ones; then a date needs its year.
    pub(crate) any_language: bool,
}

impl Habit {
    /// English as written in the United States.
    pub(crate) const ENGLISH: Self = Self {
        month_first: true,
        any_language: false,
    };

    /// The habit of a page in the language `tag` (BCP 47) under a host whose last label is `top`.
    pub(crate) fn of_page(tag: Option<&str>, top: Option<&str>) -> Self {
        let tag = tag.map(|t| t.trim().replace('_', "-").to_lowercase());
        let month_first = match tag.as_deref() {
            Some("en-us" | "en-ph") => true,
            // English without its country: the host's country says it.
            None | Some("" | "en") => !top.is_some_and(|t| {
                t.len() == 2
                    && !matches!(
                        t,
                        "us" | "ph" | "io" | "ai" | "co" | "tv" | "me" | "fm" | "ly" | "cc"
                    )
            }),
            Some(_) => false,
        };
        Self {
            month_first,
            any_language: true,
        }
    }
}

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
    /// Whether day and month could change places: only the habit of the text says which is which.
    pub(crate) either: bool,
}

impl Written {
    /// The other reading of a date whose day and month could change places.
    pub(crate) fn other(&self) -> Option<Date> {
        Date::new(self.year.filter(|_| self.either)?, self.day, self.month).ok()
    }

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
/// "09/05/2016", "05.09.2016", "05-09-2016".
static YEAR_LAST: LazyLock<Regex> = LazyLock::new(|| {
    compile(r"\b(?P<month>\d{1,2})(?P<sign>[/.-])\s?(?P<day>\d{1,2})[/.-]\s?(?P<year>(?:19|20)\d\d)\b")
});
/// "05.09.16": two digits of a year only with full stops between, so that no version or score is taken; in English
/// each number then has two digits.
static SHORT: LazyLock<Regex> =
    LazyLock::new(|| compile(r"\b(?P<month>[0-3]?\d)(?P<sign>\.)(?P<day>[01]?\d)\.(?P<short>\d\d)\b"));
/// "26/10/13, 03:48 pm": with slashes only where a time of day follows.
static SHORT_TIMED: LazyLock<Regex> = LazyLock::new(|| {
    compile(r"\b(?P<month>[0-3]?\d)(?P<sign>/)(?P<day>[0-3]?\d)/(?P<short>\d\d)\b,?\s\d\d?:\d\d\b")
});
/// "2016 Sep 5", "2016. szeptember 5.".
static YEAR_NAME: LazyLock<Regex> =
    LazyLock::new(|| compile(r"\b(?P<year>(?:19|20)\d\d)\.?\s(?P<month>\p{L}{3,12})\.?\s(?P<day>\d{1,2})\b"));
/// "5. September 2016", "5 de septiembre de 2016", "1er septembre 2016", "5-Sep-2016".
static DAY_NAME: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th|\.|er|º|°)?[\s/-]{0,2}(?:of\s|de\s|di\s)?(?P<month>\p{L}{3,12})\b\.?,?[\s/-]{1,2}(?:de\s|del\s)?(?P<year>(?:19|20)\d\d)\b",
    )
});
/// "September 5, 2016", "Sept. 5th 2016", "Sep-05-2016".
static NAME_DAY: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"\b(?P<month>\p{L}{3,12})\b\.?[\s/-]{1,2}(?P<day>\d{1,2})(?:st|nd|rd|th)?,?[\s/-]{1,2}(?P<year>(?:19|20)\d\d)\b",
    )
});
/// "2016年9月5日", "2016년 9월 5일".
static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
    compile(r"(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]")
});

/// Every date in `line`, in order and not overlapping, as English of the United States writes it.
pub(crate) fn find(line: &str) -> Vec<Written> {
    find_by(line, Habit::ENGLISH)
}

/// Every date in `line`, in order and not overlapping, as `habit` has it.
pub(crate) fn find_by(line: &str, habit: Habit) -> Vec<Written> {
    if !line.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let english: [&Regex; 4] = [&MONTH_FIRST, &DAY_FIRST, &YEAR_FIRST, &YEAR_LAST];
    let any: [&Regex; 8] = [
        &NAME_DAY,
        &DAY_NAME,
        &YEAR_FIRST,
        &YEAR_LAST,
        &SHORT,
        &SHORT_TIMED,
        &YEAR_NAME,
        &SIGNS,
    ];
    let patterns: &[&Regex] = if habit.any_language { &any } else { &english };
    let mut found: Vec<Written> = Vec::new();
    for pattern in patterns {
        found.extend(
            pattern
                .captures_iter(line)
                .filter_map(|c| written(&c, habit))
                .filter(|w| stands_alone(line, &w.range)),
        );
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

/// Digits joined to more digits are some other number: "1.2.3.2024", "version 2016.9.5.1".
fn stands_alone(line: &str, range: &Range<usize>) -> bool {
    let joint = |b: Option<&u8>| matches!(b, Some(b'.' | b'/' | b'-' | b':'));
    let bytes = line.as_bytes();
    let before = bytes.get(..range.start).unwrap_or(&[]);
    let after = bytes.get(range.end..).unwrap_or(&[]);
    let glued_before = joint(before.last())
        && before
            .len()
            .checked_sub(2)
            .and_then(|i| before.get(i))
            .is_some_and(u8::is_ascii_digit);
    !(glued_before || joint(after.first()) && after.get(1).is_some_and(u8::is_ascii_digit))
}

fn written(c: &Captures, habit: Habit) -> Option<Written> {
    let name = c.name("month")?.as_str();
    let day: i8 = c.name("day")?.as_str().parse().ok()?;
    let mut either = false;
    let known = if habit.any_language {
        months::month(name)
    } else {
        months::english(name)
    };
    let (month, day) = match (known, c.name("sign")) {
        (Some(month), _) => (month, day),
        (None, None) => (name.parse().ok()?, day),
        (None, Some(sign)) => {
            // Full stops are of Europe, where the day comes first.
            let first: i8 = name.parse().ok()?;
            either = first <= 12 && day <= 12 && first != day && sign.as_str() != ".";
            let month_first = habit.month_first && sign.as_str() != ".";
            match (month_first, first > 12, day > 12) {
                (_, true, true) => return None,
                (true, false, _) | (false, false, true) => (first, day),
                _ => (day, first),
            }
        }
    };
    let whole = c.get(0)?;
    let two = c.name("month")?.len() == 2 && c.name("day")?.len() == 2;
    if c.name("short").is_some() && c.name("sign")?.as_str() == "." && habit.month_first && !two {
        return None;
    }
    let short = c.name("short").and_then(|y| y.as_str().parse::<i16>().ok());
    let found = Written {
        // The "T" before a time of day is not the date's, nor is what must follow a short year.
        range: whole.start()
            ..c.name("short")
                .map_or(whole.start() + whole.as_str().trim_end_matches('T').len(), |y| {
                    y.end()
                }),
        year: c
            .name("year")
            .and_then(|y| y.as_str().parse().ok())
            .or(short.map(|y| 2000 + y)),
        month,
        day,
        weekday: c.name("weekday").and_then(|w| weekday(w.as_str())),
        either,
    };
    // A leap day without its year is a date too.
    found.in_year(found.year.unwrap_or(2000)).map(|_| found)
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

/// `YYYY-MM-DD`.
pub(crate) fn day_value(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_in_a_line_with_their_weekday() {
        let found = find("The ferry sank on Monday, Sept. 5, 2016, not on 4 March or 2016-09-07.");
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].weekday, Some(Weekday::Monday));
        assert_eq!(found[0].date().map(day_value).as_deref(), Some("2016-09-05"));
        assert_eq!((found[1].year, found[1].month, found[1].day), (None, 3, 4));
    }

    #[test]
    fn the_order_of_numbers_is_the_habit_of_the_page() {
        for (tag, top, told) in [
            (Some("en-US"), "com", "2016-09-05"),
            (Some("en"), "com", "2016-09-05"),
            (Some("en"), "uk", "2016-05-09"),
            (Some("en-GB"), "com", "2016-05-09"),
            (Some("de"), "com", "2016-05-09"),
            (None, "fr", "2016-05-09"),
            (None, "io", "2016-09-05"),
        ] {
            let habit = Habit::of_page(tag, Some(top));
            let found = &find_by("Posted 09/05/2016", habit)[0];
            assert_eq!(
                found.date().map(day_value).as_deref(),
                Some(told),
                "{tag:?} {top}"
            );
            assert!(found.other().is_some());
        }
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
