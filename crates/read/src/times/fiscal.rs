//! Quarters and the times told from them: "the third quarter of 1990", "the latest quarter", "this year's first quarter",
//! and, where a quarter's results are told, the quarter that "a year earlier" and "the year-ago period" mean.

use super::calendar::{Period, Unit};
use super::explicit;
use super::scene::{Found, Scene};
use super::tense::Tense;
use super::years::year_number;
use crate::numerals::ordinal;
use jiff::civil::Date;
use record::TimeType;

/// The quarter that begins at token `i`, named or told from one named before.
pub(super) fn at(s: Scene<'_>, i: usize) -> Option<Found> {
    owned(s, i)
        .or_else(|| quarter(s, i))
        .or_else(|| of_year(s, i))
        .or_else(|| latest(s, i))
        .or_else(|| year_ago_period(s, i))
        .or_else(|| year_ago(s, i))
        .or_else(|| year_end(s, i))
        .or_else(|| year_ended(s, i))
}

/// "the third quarter of 1990", "third-quarter", "the 1988 first half", "Q3 2016".
pub(super) fn quarter(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let mut at = i + usize::from(t.lower(i) == "the");
    let mut year = year_number(s, at).map(|(y, e)| {
        at = e;
        y
    });
    if t.lower(at) == "fiscal" {
        at += 1 + usize::from(t.is_hyphen(at + 1));
    }
    let (n, next) = match t.lower(at) {
        "last" if t.lower(at + 1) == "half" => (2, at + 1),
        _ => ordinal(t, at)?,
    };
    let joint = usize::from(t.is_hyphen(next));
    let half = match t.lower(next + joint) {
        "quarter" if n <= 4 => false,
        "half" if n <= 2 => true,
        _ => return None,
    };
    let mut end = next + joint + 1;
    if year.is_none() {
        let of = end + usize::from(t.lower(end) == "of");
        let of = of + usize::from(t.lower(of) == "fiscal" && of > end);
        if let Some((y, after)) = year_number(s, of) {
            (year, end) = (Some(y), after);
        } else if half {
            // "in the first half" is sport more often than the calendar.
            return None;
        }
    }
    let n = i8::try_from(n).ok()?;
    let period = match (half, year) {
        (true, Some(y)) => Period::half(y, n),
        (false, Some(y)) => Period::quarter(y, n),
        // A quarter is spoken of once it has begun.
        (false, None) => s
            .year_of(Tense::Past, |y| Date::new(y, n * 3 - 2, 1).ok())
            .and_then(|y| Period::quarter(y, n)),
        (true, None) => None,
    };
    Some(Found::date(end, period))
}

/// "this year's third quarter", "last year's quarter".
fn owned(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let shift = match t.lower(i) {
        "this" => 0,
        "last" => -1,
        "next" => 1,
        _ => return None,
    };
    if t.lower(i + 1) != "year" || !matches!(t.lower(i + 2), "'s" | "’s") {
        return None;
    }
    let year = s.anchor.and_then(|d| d.year().checked_add(shift));
    if t.lower(i + 3) == "quarter" {
        let period = year
            .zip(s.told.quarter)
            .and_then(|(y, (_, q))| Period::quarter(y, q));
        return Some(Found {
            compared: shift < 0,
            ..Found::date(i + 4, period)
        });
    }
    let (n, next) = ordinal(t, i + 3)?;
    let joint = usize::from(t.is_hyphen(next));
    let n = i8::try_from(n).ok().filter(|n| *n <= 4)?;
    (t.lower(next + joint) == "quarter").then(|| Found {
        compared: shift < 0,
        ..Found::date(next + joint + 1, year.and_then(|y| Period::quarter(y, n)))
    })
}

/// "the latest quarter", "the most recent quarter", "the latest period": the one whose results are told.
fn latest(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let next = match t.lower(i) {
        "the" if t.lower(i + 1) == "latest" => i + 2,
        "the" if t.has(i + 1, &["most", "recent"]) => i + 3,
        "the" if t.lower(i + 1) == "quarter" && is_during(t.before(i, 1)) => i + 1,
        _ => return None,
    };
    if t.lower(next) == "quarter" && matches!(t.lower(next + 1), "ended" | "ending") {
        // "the quarter ended July 31": the calendar's quarter that holds most of it.
        if let Some((last, _)) = explicit::at(s, next + 2)
            .filter(Found::is_day)
            .and_then(|d| d.days)
        {
            let middle = Unit::Day.shift(last, -45).and_then(|d| Unit::Quarter.around(d));
            return Some(Found::date(next + 1, middle));
        }
    }
    let period = match t.lower(next) {
        // "the quarter-final" is a match, "a quarter of them" a share.
        "quarter" if !t.is_hyphen(next + 1) && t.lower(next + 1) != "of" => told(s),
        "period" if s.told.quarter.is_some() => told(s),
        _ => return None,
    };
    Some(Found::date(next + 1, period))
}

fn is_during(word: &str) -> bool {
    matches!(
        word,
        "in" | "over" | "during" | "for" | "of" | "through" | "throughout"
    )
}

/// "the 1988 quarter", beside a quarter of another year.
fn of_year(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let the = usize::from(t.lower(i) == "the");
    let (year, next) = year_number(s, i + the)?;
    let (_, n) = s.told.quarter?;
    (matches!(t.lower(next), "quarter" | "period")).then(|| Found {
        compared: true,
        ..Found::date(next + 1, Period::quarter(year, n))
    })
}

/// The quarter whose results are told, else the last that is over.
fn told(s: Scene<'_>) -> Option<Period> {
    if let Some((year, n)) = s.told.quarter {
        return Period::quarter(year, n);
    }
    Unit::Quarter.around(Unit::Quarter.shift(s.anchor?, -1)?)
}

/// "the year-earlier quarter", "the comparable year-ago period", "year-earlier profit".
fn year_ago_period(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let the = usize::from(t.lower(i) == "the");
    let comparable = usize::from(matches!(
        t.lower(i + the),
        "comparable" | "corresponding" | "same"
    ));
    let at = i + the + comparable;
    if t.lower(at) != "year" || !t.is_hyphen(at + 1) || !matches!(t.lower(at + 2), "ago" | "earlier") {
        return None;
    }
    let mut end = at + 3;
    let named = ordinal(t, end).and_then(|(n, next)| {
        let n = i8::try_from(n).ok().filter(|n| *n <= 4)?;
        (t.lower(next) == "quarter").then_some((n, next))
    });
    let before = |quarter: Option<(i16, i8)>| {
        let (year, n) = quarter?;
        Period::quarter(year.checked_sub(1)?, n)
    };
    let period = match (named, t.lower(end)) {
        (Some((n, next)), _) => {
            end = next + 1;
            before(s.told.quarter.or_else(|| Some((s.anchor?.year(), n))))
        }
        (None, "quarter" | "period") => {
            end += 1;
            before(s.told.quarter)
        }
        // "the year-earlier profit": the profit's article, not the time's.
        _ if the + comparable > 0 => return None,
        _ => before(s.told.quarter).or_else(|| Unit::Year.around(Unit::Year.shift(s.anchor?, -1)?)),
    };
    Some(Found {
        compared: true,
        ..Found::date(end, period)
    })
}

/// "compared with $3 million a year earlier" beside a quarter's results: the same quarter of the year before.
fn year_ago(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let (year, n) = s.told.quarter?;
    if !matches!(t.lower(i), "a" | "one")
        || t.lower(i + 1) != "year"
        || !matches!(t.lower(i + 2), "ago" | "earlier" | "before")
    {
        return None;
    }
    /// How many words around it may tell of results.
    const NEAR: usize = 40;
    // Only results are compared so: "the plant closed a year ago" tells of another day.
    let results = (i.saturating_sub(NEAR)..i + NEAR).any(|k| {
        matches!(
            t.lower(k),
            "$" | "£"
                | "€"
                | "%"
                | "percent"
                | "million"
                | "billion"
                | "cents"
                | "share"
                | "earnings"
                | "profit"
                | "profits"
                | "net"
                | "loss"
                | "revenue"
                | "revenues"
                | "sales"
                | "quarter"
        )
    });
    let period = results
        .then(|| Period::quarter(year.checked_sub(1)?, n))
        .flatten()?;
    Some(Found {
        compared: true,
        ..Found::date(i + 3, Some(period))
    })
}

/// "by year-end", "at year's end", "by the year's end".
fn year_end(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let end = match t.lower(i) {
        "year" if t.is_hyphen(i + 1) && t.lower(i + 2) == "end" => i + 3,
        "year" if matches!(t.lower(i + 1), "'s" | "’s") && t.lower(i + 2) == "end" => i + 3,
        _ => return None,
    };
    // "year-end results" are those of a year that is over, and no time by themselves.
    let stands = matches!(
        t.before(i, 1),
        "by" | "at" | "before" | "until" | "through" | "of" | "since" | "after" | "the"
    ) && !t
        .get(end)
        .is_some_and(|n| n.word.starts_with(char::is_lowercase) && n.lower.ends_with('s'));
    stands.then(|| Found::date(end, s.anchor.and_then(|d| Unit::Year.around(d))))
}

/// "the year ended Aug. 31": a year's length that the calendar's year does not hold.
fn year_ended(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let framed = t.lower(i) == "the"
        && t.lower(i + 1) == "year"
        && matches!(t.lower(i + 2), "ended" | "ending")
        && (t.is_capital(i + 3) || matches!(t.lower(i + 3), "today" | "yesterday" | "tomorrow"));
    framed.then(|| Found::bare(i + 2, TimeType::Duration, "P1Y"))
}

#[cfg(test)]
mod tests {
    use crate::times::tests::values;

    #[test]
    fn quarters_are_told_from_the_one_before() {
        assert_eq!(
            values("Net fell in the third quarter of 2015, from $3 million a year earlier."),
            ["the third quarter of 2015=2015-Q3", "a year earlier=2014-Q3"]
        );
        assert_eq!(
            values(
                "Second-quarter net rose; in the year-ago period it fell, and in the latest quarter sales rose."
            ),
            [
                "Second-quarter=2016-Q2",
                "the year-ago period=2015-Q2",
                "the latest quarter=2016-Q2"
            ]
        );
        assert_eq!(
            values("Sales rose in the quarter, and year-earlier profit was small."),
            ["the quarter=2016-Q2", "year-earlier=2015-Q2"]
        );
        assert_eq!(
            values("Sales of this year's first quarter fell; all is to end by year-end."),
            ["this year's first quarter=2016-Q1", "year-end=2016"]
        );
        assert_eq!(values("Fiscal 1989 was good."), ["Fiscal 1989=1989"]);
        assert_eq!(
            values("Net fell in the first quarter of fiscal 2015."),
            ["the first quarter of fiscal 2015=2015-Q1"]
        );
    }

    #[test]
    fn near_misses_stay_silent() {
        // No results are told, so that a year ago is a year ago.
        assert_eq!(
            values("The plant closed a year earlier."),
            ["a year earlier=2015"]
        );
        for text in [
            "They lost the quarter-final.",
            "The quarter of the sailors lies by the port.",
            "She won the latest period drama.",
        ] {
            assert_eq!(values(text), Vec::<String>::new(), "{text}");
        }
    }
}
