//! The time of day beside a date, with its zone.

use super::written::day_value;
use jiff::civil::{Date, Time};
use record::Precision;
use regex::{Captures, Regex};
use std::sync::LazyLock;

fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

/// What may stand between a date and its time of day.
const BETWEEN: &str = r"(?i:[T\s,|•·@–—-]|at\b|um\b|à\b|às\b|alle\b|ore\b|om\b|kl\b\.?)*";
const ZONE: &str = r"(?:\s*\(?(?P<zone>Z\b|[+-]\d\d:?\d\d\b|(?:UTC|GMT|[ECMP]DT|[EMP]ST|BST|CES?T|MES?Z|AE[SD]T|NZ[SD]T|HKT|SGT|JST|SAST)\b)\)?)?";
const HALF: &str = r"(?P<half>[AaPp]\.?[Mm]\b\.?)";

/// "T15:45:56+08:00", " 3:45 p.m.", " at 15:45 GMT".
static COLON: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(
        r"^{BETWEEN}(?P<h>\d{{1,2}}):(?P<m>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?(?:\s*{HALF})?{ZONE}"
    ))
});
/// ", 15.45 Uhr", " à 15h45": with a sign that a time is meant.
static SAID: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(
        r"^{BETWEEN}(?P<h>\d{{1,2}})(?:h(?P<m>\d\d)\b|\.(?P<n>\d\d)\s*(?:Uhr|uur)\b){ZONE}"
    ))
});
/// " at 3 p.m. EDT".
static HOUR: LazyLock<Regex> =
    LazyLock::new(|| compile(&format!(r"^{BETWEEN}(?P<h>\d{{1,2}})\s*{HALF}{ZONE}")));

fn find(rest: &str) -> Option<Captures<'_>> {
    // Most dates stand alone; a look at the next bytes saves the search.
    let head = rest.as_bytes().iter().take(16);
    head.into_iter()
        .any(u8::is_ascii_digit)
        .then(|| [&COLON, &SAID, &HOUR].into_iter().find_map(|p| p.captures(rest)))
        .flatten()
}

/// How many bytes of `rest` the time of day at its start takes.
pub(crate) fn clock_len(rest: &str) -> usize {
    find(rest).map_or(0, |c| c.get_match().as_str().trim_end().len())
}

/// The date with the time of day that begins `rest`, if one does. Midnight to the second without a zone is how
/// machines write a bare day, so it is told as the day.
pub(crate) fn with_clock(date: Date, rest: &str) -> (String, Precision) {
    clock(date, rest).unwrap_or_else(|| (day_value(date), Precision::Day))
}

fn clock(date: Date, rest: &str) -> Option<(String, Precision)> {
    let c = find(rest)?;
    let number = |name: &str| c.name(name).and_then(|m| m.as_str().parse::<i8>().ok());
    let mut hour = number("h")?;
    let minute = number("m").or_else(|| number("n")).unwrap_or(0);
    let second = number("s");
    if let Some(half) = c.name("half") {
        let afternoon = half.as_str().starts_with(['p', 'P']);
        hour = match (hour, afternoon) {
            (12, false) => 0,
            (1..=11, true) => hour + 12,
            _ => hour,
        };
    }
    Time::new(hour, minute, second.unwrap_or(0), 0).ok()?;
    let zone = c.name("zone").map_or_else(String::new, |z| offset(z.as_str()));
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

/// The offset that a zone's name or number stands for. Names that mean several zones to readers of English news (CST,
/// IST, and the bare ET, CT, PT, whose offset hangs on the season) are not among them.
fn offset(zone: &str) -> String {
    match zone {
        "Z" | "UTC" | "GMT" => "Z",
        "EDT" => "-04:00",
        "EST" | "CDT" => "-05:00",
        "MDT" => "-06:00",
        "MST" | "PDT" => "-07:00",
        "PST" => "-08:00",
        "BST" | "CET" | "MEZ" => "+01:00",
        "CEST" | "MESZ" | "SAST" => "+02:00",
        "HKT" | "SGT" => "+08:00",
        "JST" => "+09:00",
        "AEST" => "+10:00",
        "AEDT" => "+11:00",
        "NZST" => "+12:00",
        "NZDT" => "+13:00",
        number if number.contains(':') => number,
        number => {
            return match (number.get(..3), number.get(3..)) {
                (Some(hours), Some(minutes)) => format!("{hours}:{minutes}"),
                _ => String::new(),
            };
        }
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(rest: &str) -> String {
        with_clock(Date::constant(2016, 9, 5), rest).0
    }

    #[test]
    fn times_of_day_keep_their_zone() {
        for (rest, value) in [
            ("T15:45:56+0800", "2016-09-05T15:45:56+08:00"),
            (" at 3:45 p.m. EDT", "2016-09-05T15:45-04:00"),
            (", 15.45 Uhr", "2016-09-05T15:45"),
            (" à 15h45", "2016-09-05T15:45"),
            (" @08:00PM", "2016-09-05T20:00"),
            (" - 18:55", "2016-09-05T18:55"),
            (" at 3 p.m.", "2016-09-05T15:00"),
            (" 12:00 GMT", "2016-09-05T12:00Z"),
        ] {
            assert_eq!(told(rest), value, "{rest}");
        }
    }

    #[test]
    fn other_numbers_are_no_times() {
        for rest in [
            " 11 Edit",
            ", 20.15 Euro",
            " 3 people",
            " 25:10",
            "T00:00:00",
            " CST",
        ] {
            assert_eq!(told(rest), "2016-09-05", "{rest}");
        }
        assert_eq!(
            told(" 15:45 CST"),
            "2016-09-05T15:45",
            "this name means zones an ocean apart"
        );
    }
}
