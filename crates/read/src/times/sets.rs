//! What recurs: "daily", "every week", "each July", "twice a year", "24 hours a day".

use super::calendar::{Season, Unit, month, weekday};
use super::scene::{Found, Scene};
use record::TimeType;

/// The recurring time that begins at token `i`.
pub(super) fn at(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let set = |end: usize, value: String| Some(Found::bare(end, TimeType::Set, value));
    match t.lower(i) {
        // "the Daily News" is a paper.
        "daily" if !t.is_capital(i) || i == 0 && !t.is_capital(i + 1) => set(i + 1, "P1D".to_owned()),
        "hourly" => set(i + 1, "PT1H".to_owned()),
        "weekly" if !t.is_capital(i) => set(i + 1, "P1W".to_owned()),
        "monthly" if !t.is_capital(i) => set(i + 1, "P1M".to_owned()),
        "annually" | "yearly" => set(i + 1, "P1Y".to_owned()),
        "every" | "each" => {
            let word = t.lower(i + 1);
            if let Some((m, true)) = month(word).filter(|_| t.is_capital(i + 1)) {
                return set(i + 2, format!("XXXX-{m:02}"));
            }
            if let Some(day) = weekday(word, false) {
                return set(i + 2, format!("XXXX-WXX-{}", day.to_monday_one_offset()));
            }
            if let Some(season) = Season::named(word) {
                return set(i + 2, format!("XXXX-{}", season.code()));
            }
            match word {
                "morning" => return set(i + 2, "XXXX-XX-XXTMO".to_owned()),
                "night" | "evening" => {
                    return set(
                        i + 2,
                        format!("XXXX-XX-XXT{}", if word == "night" { "NI" } else { "EV" }),
                    );
                }
                _ => {}
            }
            if let Some(n) =
                crate::numerals::at(t, i + 1).filter(|n| !n.vague && n.value.fract() == 0.0 && n.value < 1e6)
            {
                let (unit, true) = Unit::named(t.lower(n.end))? else {
                    return None;
                };
                return set(n.end + 1, unit.duration(&(n.value as i64).to_string()));
            }
            let (unit, false) = Unit::named(word)? else {
                return None;
            };
            (unit != Unit::Second).then_some(())?;
            set(i + 2, unit.duration("1"))
        }
        "a" | "an" | "per" => {
            // A rate: "twice a year", "$2 million a year", "24 hours a day".
            let (unit, false) = Unit::named(t.lower(i + 1))? else {
                return None;
            };
            let back = t.before(i, 1);
            let rate = matches!(
                back,
                "once"
                    | "twice"
                    | "times"
                    | "million"
                    | "billion"
                    | "hours"
                    | "days"
                    | "people"
                    | "dollars"
                    | "percent"
                    | "%"
                    | "barrels"
                    | "tons"
            ) || (i > 0 && t.is_number(i - 1))
                || t.lower(i) == "per";
            let ends = !matches!(
                t.lower(i + 2),
                "ago" | "earlier" | "later" | "after" | "before" | "and"
            );
            (rate && ends && unit >= Unit::Hour && unit != Unit::Quarter).then_some(())?;
            set(i + 2, unit.duration("1"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::times::tests::values;

    #[test]
    fn what_recurs() {
        for (text, want) in [
            ("The ferry runs daily.", "daily=P1D"),
            ("They meet each July.", "each July=XXXX-07"),
            ("They meet every Sunday.", "every Sunday=XXXX-WXX-7"),
            ("It sails twice a week.", "a week=P1W"),
        ] {
            assert_eq!(values(text), [want], "{text}");
        }
    }

    #[test]
    fn near_misses_stay_silent() {
        for text in [
            "She reads the Ellery Daily Herald.",
            "Each man left.",
            "Every second house burned.",
        ] {
            assert_eq!(values(text), Vec::<String>::new(), "{text}");
        }
    }
}
