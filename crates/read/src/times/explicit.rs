//! Dates that name a day or month: "Sept. 5, 2016", "5 March", "2016-09-05"; coarser ones are in `years`.

use super::calendar::{Period, month, weekday};
use super::fiscal;
use super::scene::{Found, Scene, days_between};
use super::years::{bare_year, century, decade, holiday, named_year, season, year_after, year_number};
use crate::numerals::ordinal;
use crate::tokens::Shape;
use jiff::civil::Date;

/// The longest explicit date that begins at token `i`.
pub(super) fn at(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    if t.is_number(i) {
        return iso(s, i)
            .or_else(|| slashed(s, i))
            .or_else(|| day_month(s, i))
            .or_else(|| decade(s, i))
            .or_else(|| century(s, i))
            .or_else(|| fiscal::at(s, i))
            .or_else(|| bare_year(s, i));
    }
    let the = usize::from(t.lower(i) == "the");
    with_weekday(s, i)
        .or_else(|| month_day(s, i))
        .or_else(|| day_month(s, i + the))
        .or_else(|| month_year(s, i))
        .or_else(|| decade(s, i + the))
        .or_else(|| century(s, i + the))
        .or_else(|| season(s, i))
        .or_else(|| holiday(s, i))
        .or_else(|| named_year(s, i))
        .or_else(|| bare_month(s, i))
}

/// "2016-09-05", also with a time glued on.
fn iso(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let dashes = t.is_hyphen(i + 1) && t.is_hyphen(i + 3);
    if !dashes || t.lower(i).len() != 4 || t.lower(i + 2).len() != 2 || t.lower(i + 4).len() != 2 {
        return None;
    }
    let day = Date::new(
        t.lower(i).parse().ok()?,
        t.lower(i + 2).parse().ok()?,
        t.lower(i + 4).parse().ok()?,
    )
    .ok()?;
    Some(Found::date(i + 5, Period::day(day)))
}

/// "09/06/2016", only where day and month can't be mixed up: one is above 12, they are equal, or only one reading is
/// within a week of the report.
fn slashed(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let slash = |k: usize| matches!(t.lower(k), "/") && t.is_glued(k) && t.is_glued(k + 1);
    if !slash(i + 1) || !slash(i + 3) || (i > 0 && t.is_glued(i) && t.before(i, 1) == "/") {
        return None;
    }
    let (a, b): (i8, i8) = (t.lower(i).parse().ok()?, t.lower(i + 2).parse().ok()?);
    let year: i16 = match t.lower(i + 4) {
        y if y.len() == 4 => y.parse().ok()?,
        y if y.len() == 2 => 2000 + y.parse::<i16>().ok().filter(|y| *y < 60)?,
        _ => return None,
    };
    let (american, european) = (Date::new(year, a, b).ok(), Date::new(year, b, a).ok());
    let near = |d: &Date| s.anchor.is_some_and(|n| days_between(*d, n).abs() <= 7);
    let day = match (american, european) {
        (Some(x), Some(y)) if x == y => x,
        (Some(x), None) | (None, Some(x)) => x,
        (Some(x), Some(y)) => match (near(&x), near(&y)) {
            (true, false) => x,
            (false, true) => y,
            _ => return None,
        },
        (None, None) => return None,
    };
    Some(Found::date(i + 5, Period::day(day)))
}

/// "Monday, September 5, 2016", "Saturday 3 June": the date after the weekday tells the day.
fn with_weekday(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    weekday(t.lower(i), true).filter(|_| t.is_capital(i))?;
    let mut next = i + 1;
    while next < i + 3 && matches!(t.lower(next), "," | "." | "the") {
        next += 1;
    }
    month_day(s, next)
        .or_else(|| day_month(s, next))
        .filter(Found::is_day)
}

/// A month's token, its short form's point eaten: the month, the token after, and whether it stands in full.
fn month_at(s: Scene<'_>, i: usize) -> Option<(i8, usize, bool)> {
    let t = s.t;
    let (m, full) = month(t.lower(i)).filter(|_| t.is_capital(i))?;
    let point = usize::from(!full && t.lower(i + 1) == "." && t.is_glued(i + 1));
    Some((m, i + 1 + point, full))
}

/// "September 5, 2016", "Sept. 5", "March eighth", "Sept. 5-7".
fn month_day(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let (m, next, _) = month_at(s, i)?;
    let the = usize::from(t.lower(next) == "the");
    let (day, mut end) = day_number(s, next + the)?;
    // "Sept. 5 million" or "May 5,000" is no day.
    if t.lower(end) == "%" || matches!(t.lower(end), "million" | "billion" | "percent") {
        return None;
    }
    let mut last = day;
    let until = day_number(s, end + 1).filter(|(d, _)| t.is_hyphen(end) && *d > day);
    if let Some((until, after)) = until {
        (last, end) = (until, after);
    }
    let (year, end) = year_after(s, end).map_or((None, end), |(y, e)| (Some(y), e));
    resolve_day(s, i, end, (year, m, day, last))
}

/// "5 September 2016", "5th of September", "the 5th of September".
fn day_month(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let (day, next) = day_number(s, i)?;
    let of = usize::from(t.lower(next) == "of");
    // "in 14 May polls" reads otherwise, but "14 May" is a day far more often.
    let (m, end, _) = month_at(s, next + of)?;
    if of == 1 && !t.is_number(i) && ordinal(t, i).is_none() {
        return None;
    }
    let (year, end) = year_after(s, end).map_or((None, end), |(y, e)| (Some(y), e));
    resolve_day(s, i, end, (year, m, day, day))
}

fn resolve_day(s: Scene<'_>, i: usize, end: usize, day: (Option<i16>, i8, i8, i8)) -> Option<Found> {
    let (year, m, first, last) = day;
    // A day that no year has is no date.
    Date::new(year.unwrap_or(2016), m, first).ok()?;
    let year = year.or_else(|| s.year_of(s.tense(i, end), |y| Date::new(y, m, first).ok()));
    let period = year.and_then(|y| {
        let mut period = Period::day(Date::new(y, m, first).ok()?)?;
        period.until = Period::day(Date::new(y, m, last).ok()?)?.until;
        Some(period)
    });
    Some(Found::date(end, period))
}

/// "5", "5th", "eighth" as a day of a month.
fn day_number(s: Scene<'_>, i: usize) -> Option<(i8, usize)> {
    let t = s.t;
    let (n, end) = match ordinal(t, i) {
        Some((n, end)) => (n, end),
        None if t.is_number(i) && t.lower(i).len() <= 2 => {
            // "5:30" and "12/3" are no days; "3rd" came above, "10am" is a time.
            let mark = matches!(t.lower(i + 1), ":" | "/") && t.is_number(i + 2) && t.is_glued(i + 2);
            let letters = t.lower(i + 1) == "%" || t.get(i + 1).is_some_and(|n| n.shape == Shape::Word);
            if t.is_glued(i + 1) && (mark || letters) {
                return None;
            }
            (t.lower(i).parse().ok()?, i + 1)
        }
        None => return None,
    };
    i8::try_from(n)
        .ok()
        .filter(|d| (1..=31).contains(d))
        .map(|d| (d, end))
}

/// "March 2011", "March, 2011", "March of 2011".
fn month_year(s: Scene<'_>, i: usize) -> Option<Found> {
    let (m, next, _) = month_at(s, i)?;
    let joint = usize::from(matches!(s.t.lower(next), "," | "of"));
    let (year, end) = year_number(s, next + joint)?;
    Some(Found::date(end, Period::month(year, m)))
}

/// A month by itself: "in March", "last May", "since September".
fn bare_month(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let (m, end, full) = month_at(s, i)?;
    let cued = matches!(
        t.before(i, 1),
        "in" | "since"
            | "until"
            | "till"
            | "by"
            | "from"
            | "to"
            | "between"
            | "through"
            | "during"
            | "for"
            | "of"
            | "before"
            | "after"
            | "each"
            | "early"
            | "late"
            | "mid"
            | "this"
            | "last"
            | "next"
            | "every"
            | "and"
            | "-"
            | "past"
    );
    // "April Jones", "Ms. May", "August Wilson": a month beside another capital is a person's name more often.
    let named = (t.is_capital(end) && !t.is_glued(end))
        || (i > 0 && t.is_capital(i - 1) && !cued)
        || t.before(i, 1) == ".";
    let ambiguous = matches!(m, 3..=6 | 8) || !full;
    if (ambiguous && (!cued || t.is_capital(end) && m == 5)) || (named && !cued) {
        return None;
    }
    let year = s.year_of(s.tense(i, end), |y| {
        let anchor = s.anchor?;
        // Within its own month a month is this one, whatever the day.
        Date::new(
            y,
            m,
            if m == anchor.month() {
                anchor.day().min(28)
            } else {
                1
            },
        )
        .ok()
    });
    Some(Found::date(end, year.and_then(|y| Period::month(y, m))))
}
