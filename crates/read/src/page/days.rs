//! Dates as pages write them, in metadata, addresses and visible lines.

use jiff::civil::Date;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// A date with its place in the words it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// ISO 8601: a day, or a time with its offset where one is written.
    pub(super) value: String,
    pub(super) at: Range<usize>,
}

/// Names of months in the languages of many pages, with their short forms.
const MONTHS: &[&[&str]] = &[
    &[
        "january",
        "января",
        "jan",
        "januar",
        "jänner",
        "janvier",
        "janv",
        "enero",
        "ene",
        "gennaio",
        "gen",
        "januari",
        "janeiro",
    ],
    &[
        "february",
        "февраля",
        "feb",
        "februar",
        "feber",
        "février",
        "févr",
        "febrero",
        "febbraio",
        "februari",
        "fevereiro",
        "fev",
    ],
    &[
        "march",
        "марта",
        "mar",
        "märz",
        "mrz",
        "maerz",
        "mars",
        "marzo",
        "maart",
        "mrt",
        "março",
    ],
    &["april", "апреля", "apr", "avril", "avr", "abril", "abr", "aprile"],
    &["may", "мая", "mai", "mayo", "maggio", "mag", "mei", "maio"],
    &[
        "june", "июня", "jun", "juni", "juin", "junio", "giugno", "giu", "junho",
    ],
    &[
        "july", "июля", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho",
    ],
    &[
        "august",
        "августа",
        "aug",
        "août",
        "aout",
        "agosto",
        "ago",
        "augustus",
    ],
    &[
        "september",
        "сентября",
        "sept",
        "sep",
        "septembre",
        "septiembre",
        "settembre",
        "set",
        "setembro",
    ],
    &[
        "october",
        "октября",
        "oct",
        "oktober",
        "okt",
        "octobre",
        "octubre",
        "ottobre",
        "ott",
        "outubro",
        "out",
    ],
    &["november", "ноября", "nov", "novembre", "noviembre", "novembro"],
    &[
        "december",
        "декабря",
        "dec",
        "dezember",
        "dez",
        "décembre",
        "déc",
        "diciembre",
        "dic",
        "dicembre",
        "dezembro",
    ],
];

fn month(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let name = name.trim_end_matches('.');
    (1i8..)
        .zip(MONTHS)
        .find(|(_, names)| names.contains(&name))
        .map(|(number, _)| number)
}

/// Which number comes first in `3/4/2024`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The day.
    Day,
    /// The month, as in the United States.
    Month,
}

impl Order {
    /// The order usual in the language `tag` (BCP 47) of a page.
    pub(super) fn of(tag: Option<&str>) -> Self {
        match tag.map(|t| t.replace('_', "-").to_lowercase()).as_deref() {
            None | Some("en" | "en-us" | "en-ph") => Self::Month,
            Some(_) => Self::Day,
        }
    }
}

const TIME: &str = r"(?:[T\s,|·•–-]{1,3}(?:at\s|um\s|à\s|@\s)?(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\b)?\s*(?P<off>Z\b|[+-]\d{2}:?\d{2})?)?";

fn pattern(date: &str) -> Regex {
    Regex::new(&format!(r"(?i)(?:^|[^\d\p{{L}}/.-]|T)(?P<date>{date}){TIME}")).expect("a fixed pattern")
}

/// All dates in `text`, in order.
pub(super) fn find(text: &str, order: Order) -> Vec<Found> {
    static PATTERNS: LazyLock<[Regex; 5]> = LazyLock::new(|| {
        [
            pattern(r"(?P<y>(?:19|20)\d{2})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
            pattern(r"(?P<a>\d{1,2})(?P<sep>[./-])\s?(?P<b>\d{1,2})[./-]\s?(?P<y>(?:19|20)\d{2})"),
            pattern(
                r"(?P<d>\d{1,2})(?:st|nd|rd|th|\.|er)?[\s-](?:of\s|de\s)?(?P<name>\p{L}{3,10})\.?,?[\s-](?:de\s|del\s)?(?P<y>(?:19|20)\d{2})",
            ),
            // Two digits of a year only with full stops between, so that no version or score is taken.
            pattern(r"(?P<d>[0-3]\d)\.(?P<m>[01]\d)\.(?P<y>\d{2})"),
            pattern(r"(?P<name>\p{L}{3,10})\.?\s(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<y>(?:19|20)\d{2})"),
        ]
    });
    let mut out: Vec<Found> = PATTERNS
        .iter()
        .flat_map(|p| {
            p.captures_iter(text)
                .filter_map(|c| read(&c, order))
                .collect::<Vec<_>>()
        })
        // A date that runs on in digits is some other number.
        .filter(|f| {
            !text
                .get(f.at.end..)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        })
        .collect();
    out.sort_by_key(|f| f.at.start);
    // "2016-09-05" must not be told again as "16-09-05".
    out.dedup_by(|next, before| next.at.start < before.at.end);
    out
}

fn read(found: &Captures<'_>, order: Order) -> Option<Found> {
    let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
    let (month, day) = if let Some(name) = found.name("name") {
        (month(name.as_str())?, number("d")? as i8)
    } else if let (Some(a), Some(b)) = (number("a"), number("b")) {
        let day_first = found.name("sep").is_some_and(|s| s.as_str() == ".") || order == Order::Day;
        match (day_first, a > 12, b > 12) {
            (_, true, true) => return None,
            (true, _, false) | (false, true, false) => (b as i8, a as i8),
            _ => (a as i8, b as i8),
        }
    } else {
        (number("m")? as i8, number("d")? as i8)
    };
    let year = number("y")?;
    let year = if year < 100 { year + 2000 } else { year };
    let date = Date::new(year, month, day).ok()?;
    let mut value = date.to_string();
    if let (Some(hour), Some(minute)) = (number("h"), number("min")) {
        let half = found
            .name("half")
            .map(|h| h.as_str().to_lowercase().starts_with('p'));
        let hour = match half {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        let second = number("s");
        if hour < 24 && minute < 60 && second.unwrap_or(0) < 60 {
            value.push_str(&format!("T{hour:02}:{minute:02}"));
            if let Some(second) = second {
                value.push_str(&format!(":{second:02}"));
            }
            if let Some(offset) = found.name("off") {
                let mut offset = offset.as_str().to_uppercase();
                if offset.len() == 5 {
                    offset.insert(3, ':');
                }
                value.push_str(&offset);
            }
        }
    }
    let whole = found.name("date")?;
    let end = if value.contains('T') {
        found.get(0)?.end()
    } else {
        whole.end()
    };
    Some(Found {
        value,
        at: whole.start()..end,
    })
}

/// The date that a metadata field holds: as [`find`], and `20160905`, and a Unix time.
pub(super) fn of_field(text: &str, order: Order) -> Option<String> {
    static COMPACT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^((?:19|20)\d{2})(\d{2})(\d{2})(?:T?\d{2,6}Z?)?$").expect("a fixed pattern")
    });
    let text = text.trim();
    if let Some(found) = find(text, order).into_iter().next() {
        return Some(found.value);
    }
    if let Some(c) = COMPACT.captures(text) {
        let date = Date::new(c[1].parse().ok()?, c[2].parse().ok()?, c[3].parse().ok()?).ok()?;
        return Some(date.to_string());
    }
    let seconds: i64 = text.parse().ok()?;
    let seconds = if seconds > 100_000_000_000 {
        seconds / 1000
    } else {
        seconds
    };
    let in_reach = (631_152_000..4_102_444_800).contains(&seconds);
    in_reach
        .then(|| jiff::Timestamp::from_second(seconds).ok())
        .flatten()
        .map(|t| t.to_string())
}

/// The day or month that stands in the path of an address.
pub(super) fn of_address(url: &str) -> Option<String> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[/_=-])((?:19|20)\d{2})(?:/|-|_)?(0[1-9]|1[0-2]|[1-9]/|[1-9]-)(?:/|-|_)?([0-2]\d|3[01]|[1-9])(?:[/_.?-]|$)")
            .expect("a fixed pattern")
    });
    static MONTH: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"/((?:19|20)\d{2})/(0?[1-9]|1[0-2])/").expect("a fixed pattern"));
    static NAMED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"/((?:19|20)\d{2})/([a-z]{3,9})/(\d{1,2})/").expect("a fixed pattern"));
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.find('/').and_then(|i| path.get(i..)).unwrap_or("");
    if let Some(c) = DAY.captures(path) {
        let month = c[2].trim_end_matches(['/', '-']).parse().ok()?;
        return Date::new(c[1].parse().ok()?, month, c[3].parse().ok()?)
            .ok()
            .map(|d| d.to_string());
    }
    if let Some(c) = NAMED.captures(path) {
        return Date::new(c[1].parse().ok()?, month(&c[2])?, c[3].parse().ok()?)
            .ok()
            .map(|d| d.to_string());
    }
    MONTH.captures(path).map(|c| format!("{}-{:0>2}", &c[1], &c[2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Option<String> {
        of_field(text, Order::Month)
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        for (text, value) in [
            ("2024-03-05T10:20:30.123Z", "2024-03-05T10:20:30Z"),
            ("2024-03-05T10:20:30+0200", "2024-03-05T10:20:30+02:00"),
            ("2024-03-05 10:20", "2024-03-05T10:20"),
            ("Tue, 05 Mar 2024 10:20:30 GMT", "2024-03-05T10:20:30"),
            ("March 5, 2024 at 3:07 p.m.", "2024-03-05T15:07"),
            ("Updated 5 Mar. 2024", "2024-03-05"),
            ("Stand: 5. März 2024, 12:01 Uhr", "2024-03-05T12:01"),
            ("05.03.2024", "2024-03-05"),
            ("Party, 05.03.24", "2024-03-05"),
            ("3/5/2024", "2024-03-05"),
            ("20240305", "2024-03-05"),
            ("1709596800", "2024-03-05T00:00:00Z"),
        ] {
            assert_eq!(one(text).as_deref(), Some(value), "{text}");
        }
        assert_eq!(of_field("3/5/2024", Order::Day).as_deref(), Some("2024-05-03"));
    }

    #[test]
    fn what_is_no_date_stays_silent() {
        for text in [
            "2024",
            "31.02.2024",
            "05.03.1824",
            "Route 5, 2024",
            "1.2.3.2024.5",
            "12",
            "version 10.4.20",
            "13/14/2024",
        ] {
            assert_eq!(one(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_hold_days_and_months() {
        assert_eq!(
            of_address("https://herald.example/2024/03/05/fire").as_deref(),
            Some("2024-03-05")
        );
        assert_eq!(
            of_address("https://herald.example/news/fire-2024-03-05.html").as_deref(),
            Some("2024-03-05")
        );
        assert_eq!(
            of_address("https://herald.example/2024/mar/05/fire").as_deref(),
            Some("2024-03-05")
        );
        assert_eq!(
            of_address("https://herald.example/2024/03/fire").as_deref(),
            Some("2024-03")
        );
        assert_eq!(
            of_address("https://herald.example/story/20241399").as_deref(),
            None
        );
        assert_eq!(of_address("https://herald.example/id/1202403051"), None);
    }
}
