//! Lengths of time: "five years", "90-minute", "the past two weeks", "half an hour", "for decades".

use super::calendar::Unit;
use super::scene::{Found, Scene};
use crate::numerals;
use record::TimeType;

/// The duration that begins at token `i`.
pub(super) fn at(s: Scene<'_>, i: usize) -> Option<Found> {
    framed(s, i)
        .or_else(|| counted(s, i))
        .or_else(|| bare_plural(s, i))
}

/// "the past two years", "the next few days", "the first nine months": with days where the frame gives them.
fn framed(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let the = usize::from(matches!(t.lower(i), "the" | "these" | "those"));
    let frame = t.lower(i + the);
    let sign = match frame {
        "past" | "last" | "previous" => -1,
        "recent" => -1,
        "next" | "coming" => 1,
        "first" | "final" | "latest" | "intervening" if the == 1 => 0,
        _ if the == 1 && numerals::at(t, i + 1).is_some() => {
            let found = counted(s, i + 1)?;
            return Some(found);
        }
        _ => return None,
    };
    let at = i + the + 1;
    let couple = t.has(at, &["couple", "of"]).then_some(numerals::Numeral {
        value: 2.0,
        end: at + 2,
        vague: false,
        digits: false,
    });
    let n = couple.or_else(|| numerals::at(t, at));
    let next = n.map_or(at, |n| n.end);
    let (unit, many) = Unit::named(t.lower(next))?;
    if !many || (n.is_none() && sign == 0) {
        return None;
    }
    let known = n
        .filter(|n| !n.vague && n.value.fract() == 0.0 && n.value < 10_000.0)
        .map(|n| n.value as i64);
    let value = unit.duration(&known.map_or("X".to_owned(), |n| n.to_string()));
    let days = match (known, s.anchor, sign) {
        (Some(n), Some(anchor), -1) => unit.shift(anchor, -n).zip(anchor.tomorrow().ok()),
        (Some(n), Some(anchor), 1) => Some(anchor).zip(unit.shift(anchor, n)),
        _ => None,
    };
    Some(Found {
        end: next + 1,
        kind: TimeType::Duration,
        value,
        days: days.filter(|(a, b)| a < b),
        compared: false,
    })
}

/// "five years", "two-week", "an hour", "2 1/2 years", "two more weeks", "12 to 18 months".
fn counted(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let article = matches!(t.lower(i), "a" | "an") || t.has(i, &["half", "an"]) || t.has(i, &["half", "a"]);
    let number = numerals::at(t, i);
    let (amount, next) = match number {
        Some(n) => ((!n.vague || n.value == 2.0).then_some(n.value), n.end),
        None if t.lower(i) == "many" => (None, i + 1),
        None if t.lower(i) == "half" && article => (Some(0.5), i + 2),
        None if article => (Some(1.0), i + 1),
        None => return None,
    };
    // "the 1988 quarter" is a quarter of that year.
    if number.is_some_and(|n| n.digits && (1500.0..2100.0).contains(&n.value)) && t.lower(i).len() == 4 {
        return None;
    }
    let joint = usize::from(t.is_hyphen(next));
    let extra = usize::from(
        joint == 0
            && matches!(
                t.lower(next),
                "more"
                    | "additional"
                    | "consecutive"
                    | "straight"
                    | "full"
                    | "long"
                    | "trading"
                    | "business"
                    | "working"
                    | "whole"
                    | "further"
                    | "successive"
            ),
    );
    let (unit, many) = Unit::named(t.lower(next + joint + extra))?;
    let end = next + joint + extra + 1;
    // "a second blast" counts, "a quarter of them" divides, "a night", "a weekend" and "a minute" are idle.
    if number.is_none()
        && (many
            || matches!(
                unit,
                Unit::Second | Unit::Quarter | Unit::Night | Unit::Weekend | Unit::Minute | Unit::Day
            ) && t.lower(i) != "half")
    {
        return None;
    }
    // "one second blast": a singular unit after a larger number needs the hyphen.
    if !many && joint == 0 && number.is_some_and(|n| n.value != 1.0) && unit == Unit::Second {
        return None;
    }
    // "a year-earlier loss" is of the year before.
    if t.is_hyphen(end) && matches!(t.lower(end + 1), "earlier" | "ago") {
        return None;
    }
    // An age is no time of the event: "a 44-year-old", "52 years old".
    if matches!(t.lower(end), "old" | "olds")
        || (t.is_hyphen(end) && matches!(t.lower(end + 1), "old" | "olds"))
        || t.has(end, &["of", "age"])
    {
        return None;
    }
    // "quarter" and "second" after a hyphenless number speak of other things.
    let value = match amount {
        None => unit.duration("X"),
        Some(v) if v.fract() == 0.0 && v < 1e9 => unit.duration(&(v as i64).to_string()),
        Some(v) => part_of(unit, v)?,
    };
    let end = if t.is_hyphen(end) && t.lower(end + 1) == "long" {
        end + 2
    } else {
        end
    };
    Some(Found::bare(end, TimeType::Duration, value))
}

/// Halves in the next smaller units: half an hour is 30 minutes, 2 1/2 years are 2 years and 6 months.
fn part_of(unit: Unit, v: f64) -> Option<String> {
    let whole = v.trunc() as i64;
    let rest = v.fract();
    let (up, low, per) = match unit {
        Unit::Hour => ("T", "M", 60.0),
        Unit::Minute => ("T", "S", 60.0),
        Unit::Day => ("", "H", 24.0),
        Unit::Year => ("", "M", 12.0),
        Unit::Decade => return Some(format!("P{}Y", (v * 10.0).round() as i64)),
        Unit::Century => return Some(format!("P{}Y", (v * 100.0).round() as i64)),
        _ => return Some(unit.duration(&v.to_string())),
    };
    let low_count = (rest * per).round() as i64;
    let letter = match unit {
        Unit::Hour => "H",
        Unit::Minute => "M",
        Unit::Day => "D",
        _ => "Y",
    };
    let first = if whole > 0 {
        format!("{whole}{letter}")
    } else {
        String::new()
    };
    Some(if unit == Unit::Day {
        format!("P{first}T{low_count}{low}")
    } else {
        format!("P{up}{first}{low_count}{low}")
    })
}

/// "for years", "in weeks", "after decades of war": a plural unit without a number.
fn bare_plural(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let (unit, many) = Unit::named(t.lower(i))?;
    let cued = matches!(
        t.before(i, 1),
        "for" | "in" | "over" | "within" | "after" | "of" | "take" | "taken" | "spent" | "last" | "lasted"
    );
    let cued = cued && !(t.before(i, 1) == "of" && t.before(i, 2) == "first");
    if !many || !cued || matches!(unit, Unit::Second | Unit::Quarter | Unit::Night | Unit::Weekend) {
        return None;
    }
    Some(Found::bare(i + 1, TimeType::Duration, unit.duration("X")))
}

#[cfg(test)]
mod tests {
    use crate::times::tests::values;

    #[test]
    fn lengths_of_time() {
        for (text, want) in [
            ("Prices rose over the past two years.", "the past two years=P2Y"),
            (
                "It takes the next couple of weeks.",
                "the next couple of weeks=P2W",
            ),
            ("It has been so for decades.", "decades=PXDE"),
            ("They talked for half an hour.", "half an hour=PT30M"),
        ] {
            assert_eq!(values(text), [want], "{text}");
        }
    }

    #[test]
    fn near_misses_stay_silent() {
        for text in [
            "A second blast followed the first.",
            "A quarter of the quay burned.",
            "The man is 52 years old, his son ten years of age.",
        ] {
            assert!(
                values(text).iter().all(|v| !v.contains("=P")),
                "{text}: {:?}",
                values(text)
            );
        }
    }
}
