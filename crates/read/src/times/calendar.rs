//! Stretches of the calendar with their TIMEX3 values.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A stretch of days with its TIMEX3 value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) value: String,
    /// First day.
    pub(super) from: Date,
    /// Day after the last.
    pub(super) until: Date,
}

/// A unit of time, from the second up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The unit that `word` names, and whether it is a plural.
    pub(super) fn named(word: &str) -> Option<(Self, bool)> {
        let (stem, plural) = match word {
            "centuries" => return Some((Self::Century, true)),
            _ => match word.strip_suffix('s') {
                Some(stem) => (stem, true),
                None => (word, false),
            },
        };
        let unit = match stem {
            "second" | "sec" => Self::Second,
            "minute" | "min" => Self::Minute,
            "hour" | "hr" => Self::Hour,
            "day" => Self::Day,
            "night" => Self::Night,
            "weekend" => Self::Weekend,
            "week" => Self::Week,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "year" | "yr" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return None,
        };
        Some((unit, plural))
    }

    /// The TIMEX3 duration of `n` (as written, or `X`) of this unit.
    pub(super) fn duration(self, n: &str) -> String {
        let tens = |n: &str, by: u32| {
            n.parse::<u32>()
                .map_or_else(|_| n.to_owned(), |n| n.saturating_mul(by).to_string())
        };
        match self {
            Self::Second => format!("PT{n}S"),
            Self::Minute => format!("PT{n}M"),
            Self::Hour => format!("PT{n}H"),
            Self::Day | Self::Night => format!("P{n}D"),
            Self::Weekend => format!("P{n}WE"),
            Self::Week => format!("P{n}W"),
            Self::Month => format!("P{n}M"),
            Self::Quarter => format!("P{n}Q"),
            Self::Year => format!("P{n}Y"),
            Self::Decade if n == "X" => "PXDE".to_owned(),
            Self::Century if n == "X" => "PXC".to_owned(),
            Self::Decade => format!("P{}Y", tens(n, 10)),
            Self::Century => format!("P{}Y", tens(n, 100)),
        }
    }

    /// `day` moved by `n` of this unit; units below the day leave it.
    pub(super) fn shift(self, day: Date, n: i64) -> Option<Date> {
        if n.unsigned_abs() > 20_000 {
            return None;
        }
        let span = jiff::Span::new();
        let span = match self {
            Self::Second | Self::Minute | Self::Hour => return Some(day),
            Self::Day | Self::Night => span.try_days(n),
            Self::Weekend | Self::Week => span.try_days(n * 7),
            Self::Month => span.try_months(n),
            Self::Quarter => span.try_months(n * 3),
            Self::Year => span.try_years(n),
            Self::Decade => span.try_years(n * 10),
            Self::Century => span.try_years(n * 100),
        };
        day.checked_add(span.ok()?).ok()
    }

    /// The period of this unit that holds `day`.
    pub(super) fn around(self, day: Date) -> Option<Period> {
        match self {
            Self::Second | Self::Minute | Self::Hour | Self::Day | Self::Night => Period::day(day),
            Self::Weekend => Period::weekend(day),
            Self::Week => Period::week(day),
            Self::Month => Period::month(day.year(), day.month()),
            Self::Quarter => Period::quarter(day.year(), (day.month() - 1) / 3 + 1),
            Self::Year => Period::year(day.year()),
            Self::Decade => Period::decade(day.year() / 10 * 10),
            Self::Century => Period::century(day.year() / 100),
        }
    }
}

/// A season, in TIMEX3's letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub(super) fn named(word: &str) -> Option<Self> {
        Some(match word {
            "spring" => Self::Spring,
            "summer" => Self::Summer,
            "fall" | "autumn" => Self::Autumn,
            "winter" => Self::Winter,
            _ => return None,
        })
    }

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// Its first month in the northern hemisphere.
    pub(super) const fn month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

impl Period {
    pub(super) fn day(day: Date) -> Option<Self> {
        Some(Self {
            value: day.to_string(),
            from: day,
            until: day.tomorrow().ok()?,
        })
    }

    pub(super) fn month(year: i16, month: i8) -> Option<Self> {
        Self::months(format!("{year:04}-{month:02}"), year, month, 1)
    }

    pub(super) fn year(year: i16) -> Option<Self> {
        Self::months(format!("{year:04}"), year, 1, 12)
    }

    pub(super) fn decade(year: i16) -> Option<Self> {
        Self::months(format!("{:03}", year / 10), year, 1, 120)
    }

    /// The hundred years that begin with `hundred` · 100.
    pub(super) fn century(hundred: i16) -> Option<Self> {
        Self::months(format!("{hundred:02}"), hundred.checked_mul(100)?, 1, 1200)
    }

    pub(super) fn quarter(year: i16, quarter: i8) -> Option<Self> {
        Self::months(
            format!("{year:04}-Q{quarter}"),
            year,
            quarter.checked_mul(3)? - 2,
            3,
        )
    }

    pub(super) fn half(year: i16, half: i8) -> Option<Self> {
        Self::months(format!("{year:04}-H{half}"), year, half.checked_mul(6)? - 5, 6)
    }

    pub(super) fn season(year: i16, season: Season) -> Option<Self> {
        Self::months(format!("{year:04}-{}", season.code()), year, season.month(), 3)
    }

    /// The week from Monday to Sunday that holds `day`.
    pub(super) fn week(day: Date) -> Option<Self> {
        let week = day.iso_week_date();
        let from = week.first_of_week().ok()?.date();
        let value = format!("{:04}-W{:02}", week.year(), week.week());
        Some(Self {
            value,
            from,
            until: from.checked_add(7.days()).ok()?,
        })
    }

    /// Saturday and Sunday of the week that holds `day`.
    pub(super) fn weekend(day: Date) -> Option<Self> {
        let week = Self::week(day)?;
        let from = week.from.checked_add(5.days()).ok()?;
        Some(Self {
            value: week.value + "-WE",
            from,
            until: week.until,
        })
    }

    fn months(value: String, year: i16, month: i8, count: i64) -> Option<Self> {
        let from = Date::new(year, month, 1).ok()?;
        Some(Self {
            value,
            from,
            until: from.checked_add(count.months()).ok()?,
        })
    }
}

/// The month that `word` names in full or short; "may" and "march" need the caller's care.
pub(super) fn month(word: &str) -> Option<(i8, bool)> {
    Some(match word {
        "january" => (1, true),
        "february" => (2, true),
        "march" => (3, true),
        "april" => (4, true),
        "may" => (5, true),
        "june" => (6, true),
        "july" => (7, true),
        "august" => (8, true),
        "september" => (9, true),
        "october" => (10, true),
        "november" => (11, true),
        "december" => (12, true),
        "jan" => (1, false),
        "feb" => (2, false),
        "mar" => (3, false),
        "apr" => (4, false),
        "jun" => (6, false),
        "jul" => (7, false),
        "aug" => (8, false),
        "sep" | "sept" => (9, false),
        "oct" => (10, false),
        "nov" => (11, false),
        "dec" => (12, false),
        _ => return None,
    })
}

/// Whether `word` (lower case) is a weekday's full name.
pub(crate) fn is_weekday(word: &str) -> bool {
    weekday(word, false).is_some()
}

/// The weekday that `word` names; the short forms only where `short` is allowed.
pub(super) fn weekday(word: &str, short: bool) -> Option<Weekday> {
    Some(match word {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        "mon" if short => Weekday::Monday,
        "tue" | "tues" if short => Weekday::Tuesday,
        "wed" if short => Weekday::Wednesday,
        "thu" | "thur" | "thurs" if short => Weekday::Thursday,
        "fri" if short => Weekday::Friday,
        "sat" if short => Weekday::Saturday,
        "sun" if short => Weekday::Sunday,
        _ => return None,
    })
}

/// A day with a fixed or computed place in the year; `words` follow each other.
pub(super) const HOLIDAYS: &[(&[&str], Holiday)] = &[
    (&["new", "year", "'s", "eve"], Holiday::Fixed(12, 31)),
    (&["new", "year", "’s", "eve"], Holiday::Fixed(12, 31)),
    (&["new", "year", "'s", "day"], Holiday::Fixed(1, 1)),
    (&["new", "year", "’s", "day"], Holiday::Fixed(1, 1)),
    (&["valentine", "'s", "day"], Holiday::Fixed(2, 14)),
    (&["valentine", "’s", "day"], Holiday::Fixed(2, 14)),
    (&["christmas", "eve"], Holiday::Fixed(12, 24)),
    (&["christmas", "day"], Holiday::Fixed(12, 25)),
    (&["christmas"], Holiday::Fixed(12, 25)),
    (&["boxing", "day"], Holiday::Fixed(12, 26)),
    (&["halloween"], Holiday::Fixed(10, 31)),
    (&["thanksgiving", "day"], Holiday::Nth(11, Weekday::Thursday, 4)),
    (&["thanksgiving"], Holiday::Nth(11, Weekday::Thursday, 4)),
    (&["labor", "day"], Holiday::Nth(9, Weekday::Monday, 1)),
    (&["memorial", "day"], Holiday::Nth(5, Weekday::Monday, -1)),
    (&["fourth", "of", "july"], Holiday::Fixed(7, 4)),
    (&["good", "friday"], Holiday::Easter(-2)),
    (&["easter", "sunday"], Holiday::Easter(0)),
    (&["easter", "monday"], Holiday::Easter(1)),
    (&["ash", "wednesday"], Holiday::Easter(-46)),
    (&["palm", "sunday"], Holiday::Easter(-7)),
];

/// Where a holiday falls in a year.
#[derive(Debug, Clone, Copy)]
pub(super) enum Holiday {
    Fixed(i8, i8),
    Nth(i8, Weekday, i8),
    /// Days from Easter Sunday.
    Easter(i64),
}

impl Holiday {
    pub(super) fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).ok(),
            Self::Nth(month, weekday, n) => Date::new(year, month, 1)
                .ok()?
                .nth_weekday_of_month(n, weekday)
                .ok(),
            Self::Easter(days) => easter(year)?.checked_add(days.days()).ok(),
        }
    }
}

/// Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_end_on_the_day_after_the_last() {
        let p = Period::month(2016, 12).unwrap();
        assert_eq!((p.value.as_str(), p.until), ("2016-12", date(2017, 1, 1)));
        let p = Period::week(date(2016, 9, 4)).unwrap();
        assert_eq!((p.value.as_str(), p.from), ("2016-W35", date(2016, 8, 29)));
        assert_eq!(Period::decade(1990).unwrap().value, "199");
        assert_eq!(
            Period::season(2015, Season::Winter).unwrap().until,
            date(2016, 3, 1)
        );
        assert!(Period::year(i16::MAX).is_none());
    }

    #[test]
    fn movable_feasts() {
        assert_eq!(easter(2016), Some(date(2016, 3, 27)));
        assert_eq!(easter(2000), Some(date(2000, 4, 23)));
        let thanksgiving = Holiday::Nth(11, Weekday::Thursday, 4).in_year(2016);
        assert_eq!(thanksgiving, Some(date(2016, 11, 24)));
    }
}
