//! Dates coarser than a day: years, decades, centuries, seasons, and feasts told by name; quarters are in `fiscal`.

use super::calendar::{HOLIDAYS, Period, Season};
use super::scene::{Found, Scene};
use crate::numerals::{ordinal, small};
use jiff::civil::Date;

/// A year after a date: ", 2016", " 2016".
pub(super) fn year_after(s: Scene<'_>, i: usize) -> Option<(i16, usize)> {
    let at = i + usize::from(matches!(s.t.lower(i), ","));
    let (y, end) = year_number(s, at)?;
    Some((y, end))
}

/// Four digits between 1000 and 2199, or "nineteen ninety-six".
pub(super) fn year_number(s: Scene<'_>, i: usize) -> Option<(i16, usize)> {
    let t = s.t;
    if t.is_number(i) {
        let word = t.lower(i);
        let whole = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        let year: i16 = if whole { word.parse().ok()? } else { return None };
        return (1000..2200).contains(&year).then_some((year, i + 1));
    }
    let century = match t.lower(i) {
        "eighteen" => 1800,
        "nineteen" => 1900,
        "two" if t.lower(i + 1) == "thousand" => {
            let and = usize::from(t.lower(i + 2) == "and");
            return match small(t.lower(i + 2 + and)) {
                Some(n) if n > 0.0 && n < 30.0 => Some((2000 + n as i16, i + 3 + and)),
                _ => None,
            };
        }
        _ => return None,
    };
    let tens = small(t.lower(i + 1)).filter(|n| *n >= 10.0)? as i16;
    let joint = usize::from(t.is_hyphen(i + 2));
    match small(t.lower(i + 2 + joint)) {
        Some(n) if tens >= 20 && (1.0..10.0).contains(&n) => Some((century + tens + n as i16, i + 3 + joint)),
        _ => Some((century + tens, i + 2)),
    }
}

/// "1990s", "the '80s", "the nineties"; a leading "the" belongs to it.
pub(super) fn decade(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let quoted = usize::from(matches!(t.lower(i), "'" | "’" | "‘" | "`"));
    let at = i + quoted;
    if t.is_number(at) {
        let digits = t.lower(at);
        let plural = (t.lower(at + 1) == "s" && t.is_glued(at + 1))
            || (matches!(t.lower(at + 1), "'s" | "’s") && t.is_glued(at + 1));
        let year: i16 = digits.parse().ok()?;
        if !plural || year % 10 != 0 {
            return None;
        }
        let year = match digits.len() {
            4 if (1000..2200).contains(&year) => year,
            2 if quoted == 1 || t.before(at, 1) == "the" => 1900 + year,
            _ => return None,
        };
        let end = at + 2;
        // "1800s" is a century to some and a decade to others: no value then.
        let period = if year % 100 == 0 {
            None
        } else {
            Period::decade(year)
        };
        return Some(Found::date(end, period));
    }
    let tens = match t.lower(i) {
        "twenties" => 20,
        "thirties" => 30,
        "forties" => 40,
        "fifties" => 50,
        "sixties" => 60,
        "seventies" => 70,
        "eighties" => 80,
        "nineties" => 90,
        _ => return None,
    };
    // "in her twenties" is an age.
    matches!(t.before(i, 1), "the" | "late" | "early" | "mid")
        .then(|| Found::date(i + 1, Period::decade(1900 + tens)))
}

/// "the 20th century", "11th century".
pub(super) fn century(s: Scene<'_>, i: usize) -> Option<Found> {
    let (n, end) = ordinal(s.t, i)?;
    let joint = usize::from(s.t.is_hyphen(end));
    (s.t.lower(end + joint) == "century" && (2..=22).contains(&n)).then(|| {
        Found::date(
            end + joint + 1,
            i16::try_from(n - 1).ok().and_then(Period::century),
        )
    })
}

/// "the summer of 1994", "summer 2016", "the winter"; bare "fall" and "spring" are verbs too.
pub(super) fn season(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let the = usize::from(t.lower(i) == "the");
    let season = Season::named(t.lower(i + the))?;
    let next = i + the + 1;
    let of = usize::from(matches!(t.lower(next), "of" | ","));
    if let Some((year, end)) = year_number(s, next + of) {
        return Some(Found::date(end, Period::season(year, season)));
    }
    let after = matches!(
        t.before(i, 1),
        "in" | "during" | "over" | "since" | "by" | "until"
    );
    // "the fall of the city", "the spring offensive": only a season that stands alone in its place.
    let alone = t.lower(next) != "of"
        && !t.is_capital(i + the)
        && matches!(t.lower(next), "" | "." | "," | "and" | "when" | "as");
    if the == 1 && after && alone {
        let year = s.year_of(s.tense(i, next), |y| Date::new(y, season.month(), 1).ok());
        return Some(Found::date(next, year.and_then(|y| Period::season(y, season))));
    }
    None
}

/// "Christmas Eve", "Thanksgiving Day 2015".
pub(super) fn holiday(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    if !t.is_capital(i) {
        return None;
    }
    let (words, holiday) = HOLIDAYS.iter().find(|(words, _)| t.has(i, words))?;
    let mut end = i + words.len();
    // "the Christmas market" names a market.
    let alone = !t.is_capital(end)
        && (words.len() > 1
            || matches!(
                t.before(i, 1),
                "on" | "since" | "by" | "before" | "after" | "at" | "until" | "last"
            ));
    if !alone {
        return None;
    }
    let year = year_after(s, end).map(|(y, e)| {
        end = e;
        y
    });
    let year = year.or_else(|| s.year_of(s.tense(i, end), |y| holiday.in_year(y)));
    Some(Found::date(
        end,
        year.and_then(|y| holiday.in_year(y)).and_then(Period::day),
    ))
}

/// "fiscal 1989", "the year 2000", "nineteen ninety-six".
pub(super) fn named_year(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let next = match t.lower(i) {
        "fiscal" => i + 1 + usize::from(t.lower(i + 1) == "year"),
        "the" if t.lower(i + 1) == "year" => i + 2,
        "the" if t.has(i + 1, &["fiscal", "year"]) => i + 3,
        "nineteen" | "eighteen" | "two" => i,
        _ => return None,
    };
    if t.has(next, &["two", "thousand"]) && next > i {
        return Some(Found::date(next + 2, Period::year(2000)));
    }
    let (year, end) = year_number(s, next)?;
    Some(Found::date(end, Period::year(year)))
}

/// Four digits that can only be a year where they stand; "$2016", "2016 people" and "Flight 1549" are none.
pub(super) fn bare_year(s: Scene<'_>, i: usize) -> Option<Found> {
    const UNITS: &[&str] = &[
        "people",
        "men",
        "women",
        "children",
        "dead",
        "%",
        "percent",
        "dollars",
        "euros",
        "pounds",
        "miles",
        "mile",
        "feet",
        "foot",
        "meters",
        "metres",
        "km",
        "kilometers",
        "kilometres",
        "points",
        "million",
        "billion",
        "hours",
        "mph",
        "tons",
        "kg",
        "block",
    ];
    let t = s.t;
    let (year, mut end) = year_number(s, i).filter(|(y, _)| (1500..2100).contains(y))?;
    let back = t.before(i, 1);
    let glued = i > 0 && t.is_glued(i);
    let open = matches!(back, "(" | "\"" | "“" | "‘" | "'" | "—" | "`");
    if (glued
        && !open
        && !(t.is_hyphen(i - 1) && matches!(t.before(i, 2), "mid" | "pre" | "post" | "early" | "late")))
        || matches!(
            back,
            "$" | "£"
                | "€"
                | "#"
                | "/"
                | "no"
                | "flight"
                | "highway"
                | "route"
                | "room"
                | "about"
                | "around"
                | "nearly"
                | "approximately"
                | "than"
                | "least"
                | "at"
                | "some"
                | "only"
        )
    {
        // "at 2016" is an address or a time on a 24-hour clock; a year takes "in".
        return None;
    }
    let next = t.lower(end);
    let glued_next = t.is_glued(end);
    if glued_next && matches!(next, "/" | "%" | "$" | "°" | "@" | "_" | "=") || UNITS.contains(&next) {
        return None;
    }
    if glued_next
        && t.get(end)
            .is_some_and(|n| n.word.chars().all(char::is_alphanumeric))
    {
        return None;
    }
    let determined = matches!(
        back,
        "the"
            | "a"
            | "its"
            | "his"
            | "her"
            | "their"
            | "this"
            | "in"
            | "since"
            | "of"
            | "by"
            | "until"
            | "from"
            | "during"
            | "early"
            | "late"
            | "'s"
            | "’s"
            | ","
            | "and"
            | "to"
            | "between"
            | "before"
            | "after"
            | "through"
            | "mid"
            | "for"
            | "("
            | "-"
            | "summer"
            | "fall"
            | "spring"
            | "winter"
    );
    // A plural after it is what it counts: "1998 voters".
    let plural = next.len() > 3 && next.ends_with('s') && !next.ends_with("ss") && !t.is_capital(end);
    let counted = plural
        && !matches!(
            back,
            "the" | "its" | "his" | "in" | "since" | "during" | "early" | "late" | "'s" | "’s"
        );
    // "1945 Mill Road" is an address.
    let road = matches!(
        t.lower(end + 1),
        "road" | "street" | "avenue" | "lane" | "drive" | "boulevard" | "st" | "ave" | "rd" | "blvd" | "way"
    );
    if (road && t.is_capital(end + 1)) || counted || (!determined && (t.is_capital(end) && !glued_next)) {
        return None;
    }
    let mut period = Period::year(year)?;
    // "1994-95" and "1994-1996" reach to the end of the last.
    if t.is_hyphen(end) && t.is_number(end + 1) {
        let last = match t.lower(end + 1) {
            y if y.len() == 2 => y.parse::<i16>().ok().map(|y| year / 100 * 100 + y),
            y if y.len() == 4 => y.parse().ok(),
            _ => None,
        };
        match last.filter(|l| *l > year && *l < year + 150) {
            Some(last) => {
                period.until = Period::year(last)?.until;
                end += 2;
            }
            None => return None,
        }
    }
    Some(Found::date(end, Some(period)))
}

#[cfg(test)]
mod tests {
    use crate::times::tests::values;

    #[test]
    fn decades_and_holidays() {
        for (text, want) in [
            ("It was built in the late 1980s.", "the late 1980s=198"),
            ("It was built in the '70s.", "the '70s=197"),
            ("It was built in the eighties.", "the eighties=198"),
            (
                "It burned on Christmas Eve 2014.",
                "Christmas Eve 2014=2014-12-24",
            ),
            ("It burned on Labor Day.", "Labor Day=2016-09-05"),
            (
                "It opens on Thanksgiving Day, they said.",
                "Thanksgiving Day=2016-11-24",
            ),
        ] {
            assert_eq!(values(text), [want], "{text}");
        }
    }

    #[test]
    fn near_misses_stay_silent() {
        for text in [
            "A woman in her eighties fell.",
            "It was in the low 80s at the Christmas Market.",
            "The Easter Rising museum sold 1980 tickets.",
        ] {
            assert_eq!(values(text), Vec::<String>::new(), "{text}");
        }
    }
}
