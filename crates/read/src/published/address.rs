//! The date that stands in the address of a report.

use super::{months, written::day_value};
use jiff::civil::Date;
use record::{Candidate, DateBasis};
use regex::Regex;
use std::sync::LazyLock;

/// The day that stands in an address ("/2016/09/05/", "/2016-09-05-", "/20160905/").
#[must_use]
pub fn in_url(url: &str) -> Option<Candidate> {
    day(url).map(|value| Candidate::new(value, DateBasis::Url, None))
}

fn path(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').and_then(|i| rest.get(i..)).unwrap_or("")
}

/// The day in the path or the query of `url`, as `YYYY-MM-DD`.
pub(crate) fn day(url: &str) -> Option<String> {
    static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"[/_=-]((?:19|20)\d{2})(?:(?:/(\d{1,2})/(\d{1,2})|/([a-z]{3,9})/(\d{1,2}))(?:[/.?]|$)|(?:[_-](\d{1,2})[_-](\d{1,2})|/?(\d{2})(\d{2}))(?:[/_.,?&-]|$))",
        )
        .expect("a constant pattern")
    });
    static YEAR_LAST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[/_-](\d{2})([-.])(\d{2})[-.]((?:19|20)\d{2})(?:[/_.,?&-]|$)")
            .expect("a constant pattern")
    });
    let path = path(url);
    if let Some(c) = YEAR_FIRST.captures(path) {
        let mut parts = c.iter().skip(2).flatten().map(|m| m.as_str());
        let (month, day) = (parts.next()?, parts.next()?);
        let month = month.parse().ok().or_else(|| months::month(month))?;
        let date = Date::new(c[1].parse().ok()?, month, day.parse().ok()?).ok();
        return date.map(day_value);
    }
    // The number that comes first can be told only where one of them is no month.
    let c = YEAR_LAST.captures(path)?;
    let (a, b): (i8, i8) = (c[1].parse().ok()?, c[3].parse().ok()?);
    let (day, month) = match (a > 12, b > 12, &c[2] == ".") {
        (true, false, _) => (a, b),
        (false, true, false) => (b, a),
        (false, false, true) => (a, b),
        _ if a == b => (a, b),
        _ => return None,
    };
    Date::new(c[4].parse().ok()?, month, day).ok().map(day_value)
}

/// The month that stands in the path of `url`, as `YYYY-MM`.
pub(crate) fn month(url: &str) -> Option<String> {
    static MONTH: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"/((?:19|20)\d{2})[/-](0?[1-9]|1[0-2])/").expect("a constant pattern"));
    MONTH
        .captures(path(url))
        .map(|c| format!("{}-{:0>2}", &c[1], &c[2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_days_and_months() {
        for (url, told) in [
            ("https://herald.example/2024/03/05/fire", "2024-03-05"),
            ("https://herald.example/news/fire-2024-03-05.html", "2024-03-05"),
            ("https://herald.example/2024/mar/05/fire", "2024-03-05"),
            ("https://herald.example/20240305/fire", "2024-03-05"),
            ("https://herald.example/2024/0305/fire.htm", "2024-03-05"),
            ("https://herald.example/news/23-01-2024-fire", "2024-01-23"),
            ("https://herald.example/news?date=2024-03-05", "2024-03-05"),
        ] {
            assert_eq!(day(url).as_deref(), Some(told), "{url}");
        }
        assert_eq!(
            month("https://herald.example/2024/03/fire").as_deref(),
            Some("2024-03")
        );
    }

    #[test]
    fn other_numbers_of_an_address_stay_silent() {
        for url in [
            "https://herald.example/story/20241399",
            "https://herald.example/id/1202403051",
            "https://2024-03-05.example/fire",
            "https://herald.example/2024/03/fire",
            "https://herald.example/news/03-04-2024-fire",
            "https://herald.example/top-2024-10-fires-of-99",
            // Ten things, and not the tenth.
            "https://herald.example/2024/03/10-things-to-do",
        ] {
            assert_eq!(day(url), None, "{url}");
        }
    }
}
