//! Dates told from another day: "today", "on Sunday", "last month", "two days ago", "the next day".

use super::calendar::{Period, Season, Unit, month, weekday};
use super::scene::{Found, Scene};
use super::tense::Tense;
use crate::numerals;
use jiff::civil::{Date, Weekday};
use record::TimeType;

/// The relative date that begins at token `i`.
pub(super) fn at(s: Scene<'_>, i: usize) -> Option<Found> {
    today(s, i)
        .or_else(|| bare_weekday(s, i))
        .or_else(|| deictic(s, i))
        .or_else(|| ago(s, i))
        .or_else(|| told_day(s, i))
        .or_else(|| vague(s, i))
}

fn day(s: Scene<'_>, end: usize, shift: i64) -> Found {
    Found::date(
        end,
        s.anchor
            .and_then(|d| Unit::Day.shift(d, shift))
            .and_then(Period::day),
    )
}

/// "today", "yesterday", "the day before yesterday", "tomorrow".
fn today(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    match t.lower(i) {
        // "USA Today" and "Today Show" are names.
        "today" if !(t.is_capital(i) && i > 0 && t.is_capital(i - 1)) => Some(day(s, i + 1, 0)),
        "yesterday" => Some(day(s, i + 1, -1)),
        "tomorrow" => Some(day(s, i + 1, 1)),
        "the" if t.has(i + 1, &["day", "before", "yesterday"]) => Some(day(s, i + 4, -2)),
        "the" if t.has(i + 1, &["day", "after", "tomorrow"]) => Some(day(s, i + 4, 2)),
        _ => None,
    }
}

/// The last such day up to `day`, or the first from it on.
fn weekday_near(day: Date, wanted: Weekday, ahead: bool) -> Option<Date> {
    let back = i64::from(day.weekday().since(wanted));
    let shift = match (ahead, back) {
        (_, 0) => 0,
        (true, b) => 7 - b,
        (false, b) => -b,
    };
    Unit::Day.shift(day, shift)
}

/// A weekday by itself is the nearest past one, today included; after a future verb the coming one.
fn bare_weekday(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let wanted = weekday(t.lower(i), false).filter(|_| t.is_capital(i))?;
    // A paper's name, or a named day: "the Sunday Times", "Bloody Sunday".
    let paper = matches!(
        t.lower(i + 1),
        "times"
            | "mirror"
            | "telegraph"
            | "mail"
            | "express"
            | "post"
            | "herald"
            | "star"
            | "world"
            | "people"
            | "sun"
            | "independent"
            | "tribune"
            | "gazette"
            | "business"
            | "age"
            | "mass"
            | "school"
    ) && (t.is_capital(i + 1) || t.lower(i + 1) == "school");
    let named = matches!(
        t.before(i, 1),
        "bloody" | "black" | "super" | "ruby" | "cyber" | "man"
    ) && i > 0
        && t.is_capital(i - 1);
    if paper || named {
        return None;
    }
    let tense = s.tense(i, i + 1);
    let ahead = tense == Tense::Future || is_awaited(s, i) && !(i <= 2 && tense == Tense::Past);
    let day = s.anchor.and_then(|d| weekday_near(d, wanted, ahead));
    Some(Found::date(i + 1, day.and_then(Period::day)))
}

/// "until Tuesday", "until 9 a.m. EST Tuesday", "as soon as Monday": a day to come, unless the sentence begins with it and
/// looks back ("Until Thursday, they had not called him").
fn is_awaited(s: Scene<'_>, i: usize) -> bool {
    /// An hour, its minutes, half and zone.
    const CLOCK: usize = 6;
    let t = s.t;
    let mut at = i;
    while at > 0 && i - at < CLOCK {
        let word = t.before(at, 1);
        let clock = t.is_number(at - 1)
            || matches!(
                word,
                ":" | "a.m."
                    | "p.m."
                    | "am"
                    | "pm"
                    | "est"
                    | "edt"
                    | "gmt"
                    | "noon"
                    | "midnight"
                    | "early"
                    | "late"
            );
        if !clock {
            break;
        }
        at -= 1;
    }
    matches!(t.before(at, 1), "until" | "till")
        || t.before(at, 1) == "as" && matches!(t.before(at, 2), "soon" | "early")
}

/// "this week", "last month", "next Tuesday", "the past year", "the coming weekend", "the previous Friday".
fn deictic(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let the = usize::from(
        matches!(t.lower(i), "the" | "this")
            && matches!(
                t.lower(i + 1),
                "last"
                    | "next"
                    | "past"
                    | "coming"
                    | "previous"
                    | "following"
                    | "current"
                    | "same"
                    | "latest"
            ),
    );
    let at = i + the;
    let (shift, told) = match t.lower(at) {
        "last" => (-1, false),
        "past" if the == 1 => (-1, false),
        "next" | "coming" | "upcoming" => (1, false),
        "this" | "current" => (0, false),
        "previous" if the == 1 => (-1, true),
        "following" if the == 1 => (1, true),
        "that" => (0, true),
        "same" if the == 1 => (0, true),
        _ => return None,
    };
    let next = at + 1 + usize::from(matches!(t.lower(at + 1), "fiscal" | "past" | "coming"));
    let word = t.lower(next);
    let end = next + 1;
    let base = if told { s.told.day } else { s.anchor };
    if t.is_capital(next) {
        if let Some(wanted) = weekday(word, false) {
            let day = base.filter(|_| !told || !s.told.wide).and_then(|d| match shift {
                -1 => weekday_near(Unit::Day.shift(d, -1)?, wanted, false),
                1 => weekday_near(Unit::Day.shift(d, 1)?, wanted, true),
                _ => weekday_near(d, wanted, s.tense(i, end) != Tense::Past),
            });
            return Some(Found::date(end, day.and_then(Period::day)));
        }
        if let Some((m, true)) = month(word) {
            // "this May" is the one of this year; "last May" the last that is over.
            let year = base.map(|d| match shift {
                -1 if d.month() > m => d.year(),
                -1 => d.year() - 1,
                1 if d.month() < m => d.year(),
                1 => d.year() + 1,
                _ => d.year(),
            });
            return Some(Found::date(end, year.and_then(|y| Period::month(y, m))));
        }
        return None;
    }
    if let Some(season) = Season::named(word) {
        // "this fall in prices" is no season; a season stands before a mark or a small word.
        let year = base.map(|d| match shift {
            -1 if d.month() > season.month() + 2 => d.year(),
            -1 => d.year() - 1,
            1 if d.month() >= season.month() => d.year() + 1,
            _ => d.year(),
        });
        return (t.lower(end) != "in" || word != "fall")
            .then(|| Found::date(end, year.and_then(|y| Period::season(y, season))));
    }
    let (unit, false) = Unit::named(word)? else {
        return None;
    };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        // "last night" is a time of day, found elsewhere; "this day" and "last day" speak of no date.
        Unit::Night => return None,
        Unit::Day if !(told || (the == 1 && shift == 1)) => return None,
        _ => {}
    }
    let base = if unit == Unit::Day {
        s.told.day.or(s.anchor).filter(|_| !s.told.wide)
    } else {
        base
    };
    if unit == Unit::Weekend && shift == 0 && !told {
        // On a Monday "this weekend" in the past tense is the one that just ended.
        let back = if s.tense(i, end) == Tense::Past { -2 } else { 0 };
        let day = base.and_then(|d| Unit::Day.shift(d, back));
        return Some(Found::date(end, day.and_then(Period::weekend)));
    }
    let period = base
        .and_then(|d| unit.shift(d, shift))
        .and_then(|d| unit.around(d));
    Some(Found::date(end, period))
}

/// "two days ago", "a year earlier", "six weeks later", "three months from now".
fn ago(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let (amount, next) = match t.lower(i) {
        "a" | "an" | "one" => (Some(1.0), i + 1),
        _ => match numerals::at(t, i) {
            Some(n) => ((!n.vague || n.value == 2.0).then_some(n.value), n.end),
            None => (None, i),
        },
    };
    let next = if next == i + 1 && t.lower(i) == "a" {
        numerals::at(t, i).map_or(next, |n| n.end)
    } else {
        next
    };
    let vague = t.lower(i) == "a" && next > i + 1;
    let (unit, _) = Unit::named(t.lower(next))?;
    let more = if t.has(next + 1, &["or", "so"]) || t.has(next + 1, &["or", "two"]) {
        2
    } else {
        0
    };
    let cue = next + 1 + more;
    let (sign, told, end) = match t.lower(cue) {
        "ago" => (-1, false, cue + 1),
        "earlier" => (-1, true, cue + 1),
        "later" => (1, true, cue + 1),
        "from" if t.lower(cue + 1) == "now" => (1, false, cue + 2),
        _ => return None,
    };
    if unit < Unit::Day {
        // An hour ago is today, at a time that the report does not know.
        return (sign == -1 && !told)
            .then(|| Found::bare(end, TimeType::Time, if next == i { "PAST_REF" } else { "" }));
    }
    if next == i {
        // "years ago"
        return (t.lower(cue) == "ago").then(|| Found::bare(end, TimeType::Date, "PAST_REF"));
    }
    let Some(n) = amount.filter(|_| !vague || t.lower(i + 1) == "couple") else {
        let value = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
        return Some(Found::bare(end, TimeType::Date, value));
    };
    if n.fract() != 0.0 || n > 10_000.0 {
        return Some(Found::bare(
            end,
            TimeType::Date,
            if sign < 0 { "PAST_REF" } else { "FUTURE_REF" },
        ));
    }
    let base = if told { s.told.day.or(s.anchor) } else { s.anchor };
    // Counted from a decade or century on, the result is a year.
    let grain = unit.min(Unit::Year);
    let period = base
        .and_then(|d| unit.shift(d, sign * n as i64))
        .and_then(|d| grain.around(d));
    Some(Found::date(end, period))
}

/// "the next day", "that day", "the same day": from the day last spoken of.
fn told_day(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    if t.lower(i) != "the" {
        return None;
    }
    let (unit, end) = match t.lower(i + 1) {
        "weekend" => (Unit::Weekend, i + 2),
        "year" => (Unit::Year, i + 2),
        "week" => (Unit::Week, i + 2),
        _ => return None,
    };
    let preposition = matches!(
        t.before(i, 1),
        "in" | "over" | "during" | "for" | "of" | "this" | "through" | "throughout"
    );
    // "the week of protests", "the year before" and "the quarter-final" speak of other things.
    if !preposition
        || t.is_hyphen(end)
        || matches!(
            t.lower(end),
            "of" | "that" | "when" | "before" | "after" | "-" | "since" | "prior"
        )
    {
        return None;
    }
    let base = match unit {
        Unit::Weekend => s
            .anchor
            .and_then(|d| Unit::Day.shift(d, if s.tense(i, end) == Tense::Future { 0 } else { -2 })),
        _ => s.anchor,
    };
    Some(Found::date(end, base.and_then(|d| unit.around(d))))
}

/// "now", "currently", "recently", "the future": TIMEX3's references without a date.
fn vague(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let (end, value) = match t.lower(i) {
        // "now that" gives a reason.
        "now" if t.lower(i + 1) != "that" => (i + 1, "PRESENT_REF"),
        "currently" | "nowadays" => (i + 1, "PRESENT_REF"),
        "right" if t.lower(i + 1) == "now" => (i + 2, "PRESENT_REF"),
        "these" if t.lower(i + 1) == "days" => (i + 2, "PRESENT_REF"),
        "recently" => (i + 1, "PAST_REF"),
        "the" if t.has(i + 1, &["near", "future"]) => (i + 3, "FUTURE_REF"),
        "the" if t.lower(i + 1) == "future" && t.lower(i + 2) != "of" => (i + 2, "FUTURE_REF"),
        "the" if t.lower(i + 1) == "past" && matches!(t.lower(i + 2), "" | "." | "," | "and") => {
            (i + 2, "PAST_REF")
        }
        "coming" if Unit::named(t.lower(i + 1)).is_some_and(|(u, many)| many && u >= Unit::Day) => {
            (i + 2, "FUTURE_REF")
        }
        _ => return None,
    };
    Some(Found::bare(end, TimeType::Date, value))
}
