//! A whole field that holds a date, as records, metadata and headers spell it.

use super::clock::with_clock;
use super::months;
use super::written::{Habit, day_value, find_by};
use jiff::civil::Date;
use record::Precision;

/// A whole field or header parsed as a date: ISO 8601, RFC 2822, a date in words with or without a time, seconds or
/// milliseconds since 1970, a month or a year. The value is ISO 8601 to the precision told.
#[must_use]
pub fn parse(field: &str) -> Option<(String, Precision)> {
    parse_by(
        field,
        Habit {
            month_first: true,
            any_language: true,
        },
    )
}

/// As [`parse`], with day and month in the order of `habit`.
pub(crate) fn parse_by(field: &str, habit: Habit) -> Option<(String, Precision)> {
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
    if let Some(first) = find_by(field, habit).into_iter().find(|w| w.year.is_some()) {
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
    let known = months::month(name.trim_end_matches(['.', ',']))?;
    Some((format!("{year:04}-{known:02}"), Precision::Month))
}

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

/// "20160905", "20160905T154556Z", and the 14 digits of web archives and GDELT, "20160905154556".
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
        Some(rest) if rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_digit()) => {
            let time = format!("{}:{}:{}", rest.get(..2)?, rest.get(2..4)?, rest.get(4..)?);
            Some(with_clock(date, &time))
        }
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
            ("20160905154556", "2016-09-05T15:45:56 Second"),
            ("20160905", "2016-09-05 Day"),
            ("1473090356", "2016-09-05T15:45:56Z Second"),
            ("1473090356000", "2016-09-05T15:45:56Z Second"),
            ("09/05/2016", "2016-09-05 Day"),
            ("25/12/2016", "2016-12-25 Day"),
            ("05.09.2016", "2016-09-05 Day"),
            ("Party, 05.09.16", "2016-09-05 Day"),
            ("5. März 2016, 12.01 Uhr", "2016-03-05T12:01 Minute"),
            ("5 de septiembre de 2016", "2016-09-05 Day"),
            ("1er août 2016 à 7h05", "2016-08-01T07:05 Minute"),
            ("5-Sep-2016", "2016-09-05 Day"),
            ("on Friday December 19, 2025 @08:00PM", "2025-12-19T20:00 Minute"),
            ("8 January 2020, 3:51 pm 11 Edit", "2020-01-08T15:51 Minute"),
            ("2016年9月5日", "2016-09-05 Day"),
            ("26/10/13, 03:48 pm", "2013-10-26T15:48 Minute"),
            ("2016 Sep 5;15(1)", "2016-09-05 Day"),
            ("version 8.5.12", "-"),
            ("26/10/13", "-"),
            ("2016-09", "2016-09 Month"),
            ("September 2016", "2016-09 Month"),
            ("2016", "2016 Year"),
            ("2016-02-30", "-"),
            ("31.02.2016", "-"),
            ("1.2.3.2016.5", "-"),
            ("version 10.4.20", "-"),
            ("13/14/2016", "-"),
            ("Route 5, 2016", "-"),
            ("yesterday", "-"),
            ("555-1234", "-"),
        ] {
            assert_eq!(parsed(field), told, "{field}");
        }
    }
}
