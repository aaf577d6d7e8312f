//! Times of day: "9 a.m. Tuesday", "10:30 p.m.", "Sunday night", "last night", "this morning", "midnight Friday".

use super::calendar::Unit;
use super::scene::{Found, Scene};
use super::{explicit, relative};
use record::TimeType;

/// The time of day that begins at token `i`, with its day where one follows.
pub(super) fn at(s: Scene<'_>, i: usize) -> Option<Found> {
    hour(s, i)
        .or_else(|| four_digits(s, i))
        .or_else(|| named_part(s, i))
        .or_else(|| day_part(s, i))
}

/// TIMEX3's letters for a part of the day.
fn part(word: &str) -> Option<&'static str> {
    Some(match word {
        "morning" => "TMO",
        "afternoon" => "TAF",
        "evening" => "TEV",
        "night" => "TNI",
        "midday" => "TMI",
        _ => return None,
    })
}

/// The time `code` on the day of `found`.
fn on(found: &Found, end: usize, code: &str) -> Found {
    let value = if found.value.is_empty() {
        String::new()
    } else {
        format!("{}{code}", found.value)
    };
    Found {
        end,
        kind: TimeType::Time,
        value,
        days: found.days,
        compared: false,
    }
}

/// The day that a time of day belongs to: one that follows, else the day last spoken of in the sentence, else today.
fn with_day(s: Scene<'_>, end: usize, code: &str) -> Found {
    let t = s.t;
    let mut next = end;
    // "10:35 a.m. (0735 GMT) Friday": the day of both.
    if t.lower(next) == "(" && t.is_number(next + 1) && is_zone(t.lower(next + 2)) && t.lower(next + 3) == ")"
    {
        let day = relative::at(s, next + 4).or_else(|| explicit::at(s, next + 4));
        if let Some(day) = day.filter(Found::is_day) {
            return on(&day, end, code);
        }
    }
    if matches!(t.lower(next), "on" | ",") {
        next += 1;
    }
    let following = explicit::at(s, next)
        .or_else(|| relative::at(s, next))
        .filter(Found::is_day);
    if let Some(day) =
        following.filter(|d| d.end > next && (next == end || t.lower(end) == "on" || !d.value.is_empty()))
    {
        return on(&day, day.end, code);
    }
    let today = super::calendar::Period::day;
    match s.anchor.and_then(today) {
        Some(p) => Found {
            end,
            kind: TimeType::Time,
            value: format!("{}{code}", p.value),
            days: Some((p.from, p.until)),
            compared: false,
        },
        None => Found::bare(end, TimeType::Time, ""),
    }
}

/// "9 a.m.", "10:30 p.m. EST", "noon", "midnight", "7 o'clock", "15:40 GMT".
fn hour(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    match t.lower(i) {
        "noon" => return Some(with_day(s, i + 1, "T12:00")),
        "midnight" => return Some(with_day(s, i + 1, "T24:00")),
        _ => {}
    }
    if !t.is_number(i)
        || t.lower(i).len() > 2
        || (i > 0 && t.is_glued(i) && matches!(t.before(i, 1), ":" | "." | "$" | "-" | "/"))
    {
        return None;
    }
    let mut hour: u8 = t.lower(i).parse().ok()?;
    let mut minute: u8 = 0;
    let mut end = i + 1;
    let colon = t.lower(end) == ":"
        && t.is_glued(end)
        && t.is_number(end + 1)
        && t.is_glued(end + 1)
        && t.lower(end + 1).len() == 2;
    if colon {
        minute = t.lower(end + 1).parse().ok()?;
        end += 2;
    }
    let half = match t.lower(end) {
        "a.m." | "am" | "a.m" => Some(false),
        "p.m." | "pm" | "p.m" => Some(true),
        _ => None,
    };
    if let Some(after_noon) = half {
        if hour == 0 || hour > 12 || minute > 59 {
            return None;
        }
        hour = hour % 12 + if after_noon { 12 } else { 0 };
        end += 1;
    } else if t.lower(end) == "o" && t.lower(end + 2) == "clock" {
        end += 3;
    } else if !(colon
        && hour < 24
        && minute < 60
        && (is_zone(t.lower(end)) && t.get(end).is_some_and(crate::tokens::Token::is_shouted)))
    {
        return None;
    }
    if t.get(end).is_some_and(crate::tokens::Token::is_shouted) && is_zone(t.lower(end)) {
        end += 1;
    } else if t.lower(end) == "local" && t.lower(end + 1) == "time" {
        end += 2;
    }
    Some(with_day(s, end, &format!("T{hour:02}:{minute:02}")))
}

/// "2200 GMT", "0735 UTC".
fn four_digits(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let digits = t.lower(i);
    let zone = t.get(i + 1).is_some_and(crate::tokens::Token::is_shouted) && is_zone(t.lower(i + 1));
    if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) || !zone || t.before(i, 1) == "(" {
        return None;
    }
    let (hour, minute) = digits.split_at(2);
    let fits = hour.parse::<u8>().is_ok_and(|h| h < 24) && minute.parse::<u8>().is_ok_and(|m| m < 60);
    fits.then(|| with_day(s, i + 2, &format!("T{hour}:{minute}")))
}

fn is_zone(word: &str) -> bool {
    matches!(
        word,
        "est"
            | "edt"
            | "cst"
            | "cdt"
            | "mst"
            | "mdt"
            | "pst"
            | "pdt"
            | "gmt"
            | "utc"
            | "bst"
            | "cet"
            | "et"
            | "pt"
            | "ct"
            | "ist"
    )
}

/// "last night", "this morning", "tonight", "overnight", "the next morning".
fn named_part(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let (base, shift, code, end) = match t.lower(i) {
        "tonight" => (s.anchor, 0, "TNI", i + 1),
        "overnight" => (s.anchor, 0, "TNI", i + 1),
        "last" if t.lower(i + 1) == "night" => (s.anchor, -1, "TNI", i + 2),
        "this" => (s.anchor, 0, part(t.lower(i + 1))?, i + 2),
        "the" if matches!(t.lower(i + 1), "next" | "following") => {
            (s.told.day.or(s.anchor), 1, part(t.lower(i + 2))?, i + 3)
        }
        "that" if s.told.day.is_some() => (s.told.day, 0, part(t.lower(i + 1))?, i + 2),
        _ => return None,
    };
    let day = Found::date(
        end,
        base.and_then(|d| Unit::Day.shift(d, shift))
            .and_then(super::calendar::Period::day),
    );
    Some(on(&day, end, code))
}

/// "Sunday night", "yesterday morning", "Sept. 5 evening".
fn day_part(s: Scene<'_>, i: usize) -> Option<Found> {
    let day = relative::at(s, i)
        .or_else(|| explicit::at(s, i))
        .filter(|d| d.is_day() || s.anchor.is_none())?;
    let code = part(s.t.lower(day.end)).filter(|_| !s.t.is_capital(day.end))?;
    Some(on(&day, day.end + 1, code))
}

#[cfg(test)]
mod tests {
    use crate::times::tests::values;

    #[test]
    fn times_of_day_keep_their_zone_and_day() {
        for (text, want) in [
            (
                "It sank at 9 a.m. EST Monday.",
                "9 a.m. EST Monday=2016-09-05T09:00",
            ),
            ("It sank at 15:40 GMT.", "15:40 GMT=2016-09-06T15:40"),
            ("It sank at 2215 GMT.", "2215 GMT=2016-09-06T22:15"),
            (
                "It sank at 10:35 a.m. (0735 GMT) Sunday.",
                "10:35 a.m.=2016-09-04T10:35",
            ),
            ("It sank on Sunday night.", "Sunday night=2016-09-04TNI"),
        ] {
            assert_eq!(values(text).first().map(String::as_str), Some(want), "{text}");
        }
    }

    #[test]
    fn near_misses_stay_silent() {
        for text in [
            "They won 15:40 at half-time.",
            "She set a time of 10:35.",
            "The GMT team won.",
            "They sold 2275 GMT watches.",
            "They sold 2215 watches.",
            "Psalm 13:12 was read.",
        ] {
            assert_eq!(values(text), Vec::<String>::new(), "{text}");
        }
    }
}
