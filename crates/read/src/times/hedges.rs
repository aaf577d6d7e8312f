//! Words of degree that belong to an expression: "early Tuesday", "mid-1996", "the end of the year", "at least 30 days".

use super::scene::{Found, Scene};
use super::{core, durations};
use record::TimeType;

/// An expression that begins with a word of degree at token `i`; its value is that of the core.
pub(super) fn at(s: Scene<'_>, i: usize) -> Option<Found> {
    date(s, i).or_else(|| length(s, i))
}

/// "early", "late", "earlier", "the beginning of", before a date.
fn date(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let the = usize::from(t.lower(i) == "the");
    let at = i + the;
    let next = match t.lower(at) {
        "early" | "late" | "mid" | "earlier" | "later" | "sometime" => {
            let joint = usize::from(t.is_hyphen(at + 1));
            let on = usize::from(t.lower(at + 1) == "on" || t.lower(at + 1) == "in");
            if on == 1
                && !t.has(at + 2, &["the"])
                && t.lower(at) != "earlier"
                && t.lower(at) != "later"
                && t.lower(at) != "late"
                && t.lower(at) != "early"
            {
                return None;
            }
            at + 1 + joint + on
        }
        "end" | "beginning" | "start" | "middle" | "close" if the == 1 && t.lower(at + 1) == "of" => at + 2,
        _ => return None,
    };
    let inner = core(s, next)?;
    let dated = matches!(inner.kind, TimeType::Date | TimeType::Time) && !inner.value.ends_with("_REF");
    // "the end of two days" bounds nothing, and "later in the day" is told by its day elsewhere.
    (dated && inner.end > next && (the == 0 || t.lower(at + 1) == "of" || inner.kind == TimeType::Date))
        .then_some(inner)
}

/// "at least", "more than", "nearly" before a length of time, or before "… ago".
fn length(s: Scene<'_>, i: usize) -> Option<Found> {
    let t = s.t;
    let next = match t.lower(i) {
        "at" if matches!(t.lower(i + 1), "least" | "most") => i + 2,
        "more" | "less" | "fewer" if t.lower(i + 1) == "than" => i + 2,
        "no" if matches!(t.lower(i + 1), "more" | "less" | "fewer") && t.lower(i + 2) == "than" => i + 3,
        "up" if t.lower(i + 1) == "to" => i + 2,
        "about" | "around" | "nearly" | "almost" | "roughly" | "approximately" => i + 1,
        "over" if !matches!(t.lower(i + 1), "the" | "past" | "last" | "next" | "coming") => i + 1,
        _ => return None,
    };
    let inner = core(s, next)?;
    // "over" and "around" lead into lengths and times of day, not into days.
    let fits = match inner.kind {
        TimeType::Duration => durations::at(s, next).is_some(),
        TimeType::Date => matches!(t.lower(inner.end - 1), "ago" | "earlier" | "later"),
        TimeType::Time => {
            matches!(t.lower(i), "about" | "around") && inner.value.contains("T") && t.is_number(next)
        }
        TimeType::Set => false,
    };
    (fits && inner.end > next).then_some(inner)
}

#[cfg(test)]
mod tests {
    use crate::times::tests::values;

    #[test]
    fn words_of_degree_belong_to_the_date() {
        for (text, want) in [
            ("It sank late Sunday.", "late Sunday=2016-09-04"),
            ("It sank earlier this week.", "earlier this week=2016-W36"),
            ("It sank in mid-1996.", "mid-1996=1996"),
            ("It ran until the end of the year.", "the end of the year=2016"),
            ("They waited for at least 30 days.", "at least 30 days=P30D"),
        ] {
            assert_eq!(values(text), [want], "{text}");
        }
    }

    #[test]
    fn near_misses_keep_their_words_out() {
        assert_eq!(values("The late Jane Doe left on Sunday."), ["Sunday=2016-09-04"]);
        assert_eq!(
            values("He was late on Sunday's ferry."),
            ["late on Sunday=2016-09-04"]
        );
        assert_eq!(values("They paid at least 30 crowns."), Vec::<String>::new());
    }
}
