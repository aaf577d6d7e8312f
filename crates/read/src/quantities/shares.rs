//! Shares of a whole: "3.5 per cent", "two percentage points", "a third of the dockers", "one in five".

use super::Figure;
use super::amounts;
use super::measures::with;
use super::phrases::Phrase;
use super::scene::Scene;
use crate::numerals;
use crate::tokens::Tokens;

/// The share that phrase `p` tells in per cent; `base` is its figure without a measure.
pub(super) fn at(t: Tokens<'_>, p: &Phrase, base: &Figure) -> Option<Figure> {
    let at = p.amount.until;
    match t.lower(at) {
        "percentage" if matches!(t.lower(at + 1), "points" | "point") => {
            Some(with(base, "percent", "percentage points", at + 2))
        }
        "%" | "percent" | "pct" => Some(with(base, "percent", "%", at + 1)),
        "per" if t.lower(at + 1) == "cent" => Some(with(base, "percent", "%", at + 2)),
        _ => None,
    }
}

/// The share told in words at token `i`: "half of", "two-thirds of", "one in five". Told in per cent; thirds and the like
/// are rounded to a tenth, and so approximate.
pub(super) fn in_words(scene: &Scene<'_>, i: usize) -> Option<Figure> {
    let t = scene.t;
    let (share, end) = half(t, i).or_else(|| fraction(t, i)).or_else(|| one_in(t, i))?;
    if (i..end).any(|k| scene.is_blocked(k)) {
        return None;
    }
    let percent = (share * 1000.0).round() / 10.0;
    let rounded = (percent - share * 100.0).abs() > 1e-9;
    let amount = amounts::hedged_before(t, amounts::Amount::exact(i, end, percent));
    Some(Figure {
        approximate: amount.approximate || rounded,
        ..Figure::of("percent", &amount, "%")
    })
}

/// "half of the ships", "half the fleet", and not "the first half of the game".
fn half(t: Tokens<'_>, i: usize) -> Option<(f64, usize)> {
    let led = matches!(
        t.before(i, 1),
        "the"
            | "first"
            | "second"
            | "other"
            | "latter"
            | "last"
            | "next"
            | "back"
            | "a"
            | "and"
            | "his"
            | "her"
            | "their"
            | "top"
            | "bottom"
            | "this"
            | "that"
            | "-"
            | "one"
    );
    let whole = t.lower(i + 1) == "of" && !matches!(t.lower(i + 2), "a" | "an") || t.lower(i + 1) == "the";
    // "half the time", "half the size"
    let loose = matches!(
        t.lower(i + 2),
        "time" | "size" | "price" | "battle" | "way" | "story"
    );
    (t.lower(i) == "half" && !led && whole && !loose).then_some((0.5, i + 1))
}

/// "a third of", "two-thirds", "three quarters of".
fn fraction(t: Tokens<'_>, i: usize) -> Option<(f64, usize)> {
    let parts = match t.lower(i) {
        "a" => 1.0,
        word => numerals::small(word).filter(|n| (1.0..10.0).contains(n))?,
    };
    let noun = i + 1 + usize::from(t.is_hyphen(i + 1));
    let word = t.lower(noun);
    let single = word.strip_suffix('s').unwrap_or(word);
    let whole = match single {
        "third" => 3.0,
        "quarter" => 4.0,
        "fifth" => 5.0,
        "sixth" => 6.0,
        "eighth" => 8.0,
        "tenth" => 10.0,
        _ => return None,
    };
    let plural = word.len() > single.len();
    // "a third of the fleet", and not "a third man" or "a quarter of a mile".
    let of = t.lower(noun + 1) == "of" && !matches!(t.lower(noun + 2), "a" | "an");
    (parts < whole && plural == (parts > 1.0) && (of || (plural && noun > i + 1)))
        .then_some((parts / whole, noun + 1))
}

/// "one in five dockers", "nine out of ten".
fn one_in(t: Tokens<'_>, i: usize) -> Option<(f64, usize)> {
    let part = numerals::at(t, i).filter(|n| !n.vague && n.value >= 1.0)?;
    let high = match (t.lower(part.end), t.lower(part.end + 1)) {
        ("in", _) if part.value == 1.0 => part.end + 1,
        ("out", "of") => part.end + 2,
        _ => return None,
    };
    let whole = numerals::at(t, high).filter(|n| !n.vague && n.value > part.value && n.value <= 100.0)?;
    // "one in 10 minutes" is no share, nor is "three out of four attempts" of a player less than one.
    let unit = matches!(
        t.lower(whole.end),
        "minutes" | "hours" | "days" | "weeks" | "months" | "years" | "." | ""
    );
    (!unit || t.lower(part.end) == "out").then_some((part.value / whole.value, whole.end))
}

#[cfg(test)]
mod tests {
    use crate::quantities::scene::reading;

    #[test]
    fn shares_in_digits_and_words() {
        for (text, want) in [
            ("Prices rose 3.5 per cent.", "percent 3.5..3.5 %: 3.5 per cent"),
            (
                "Growth of 10 to 15 per cent is near.",
                "percent 10..15 %: 10 to 15 per cent",
            ),
            (
                "The bank cut rates by half a percentage point.",
                "percent 0.5..0.5 percentage points: half a percentage point",
            ),
            ("A third of the voters stayed.", "percent 33.3..33.3~ %: A third"),
            (
                "Two-thirds of the fleet sank.",
                "percent 66.7..66.7~ %: Two-thirds",
            ),
            (
                "More than half of the ships sank.",
                "percent 50..- %: More than half",
            ),
            (
                "About three quarters of the ships sank.",
                "percent 75..75~ %: About three quarters",
            ),
            ("One in five dockers is ill.", "percent 20..20 %: One in five"),
            (
                "Nine out of ten dockers stayed.",
                "percent 90..90 %: Nine out of ten",
            ),
        ] {
            assert_eq!(reading(text), [want], "{text}");
        }
    }

    #[test]
    fn what_is_no_share() {
        for text in [
            "A third man came.",
            "The second half of the game was dull.",
            "He ran a quarter of a mile.",
            "The third of the brothers left.",
            "One in the harbour sank.",
        ] {
            let found = reading(text);
            assert!(
                !found.iter().any(|f| f.starts_with("percent")),
                "{text}: {found:?}"
            );
        }
    }
}
