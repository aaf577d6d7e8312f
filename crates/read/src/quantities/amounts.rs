//! Numbers with their words of degree: "at least 35", "between 30 and 40", "as many as 12", "dozens", "no".

use super::money::is_sign;
use crate::numerals::{self, Numeral};
use crate::tokens::{Shape, Tokens};

/// A number with its hedge, at the tokens `from..until`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    pub(super) from: usize,
    pub(super) until: usize,
    /// The first token of the number itself.
    pub(super) number: usize,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    pub(super) approximate: bool,
    /// The hedge's tokens.
    pub(super) hedge: Option<(usize, usize)>,
}

impl Amount {
    /// An exact amount without words of degree.
    pub(super) fn exact(from: usize, until: usize, value: f64) -> Self {
        Self {
            from,
            until,
            number: from,
            min: Some(value),
            max: Some(value),
            approximate: false,
            hedge: None,
        }
    }

    /// Whether it is one number, said without a hedge.
    pub(super) fn is_exact(&self) -> bool {
        self.min.is_some() && self.min == self.max && !self.approximate
    }
}

/// What a hedge does to the number after it.
#[derive(Clone, Copy, PartialEq)]
enum Hedge {
    /// No lower than the number.
    Least,
    /// No higher.
    Most,
    /// Near it.
    About,
}

/// The hedges of news, longest first where one begins another.
const HEDGES: &[(&[&str], Hedge)] = &[
    (&["at", "least"], Hedge::Least),
    (&["no", "fewer", "than"], Hedge::Least),
    (&["no", "less", "than"], Hedge::Least),
    (&["not", "less", "than"], Hedge::Least),
    (&["a", "minimum", "of"], Hedge::Least),
    (&["upwards", "of"], Hedge::Least),
    (&["upward", "of"], Hedge::Least),
    (&["well", "over"], Hedge::Least),
    (&["well", "above"], Hedge::Least),
    (&["more", "than"], Hedge::Least),
    (&["greater", "than"], Hedge::Least),
    (&["in", "excess", "of"], Hedge::Least),
    (&["over"], Hedge::Least),
    (&["as", "many", "as"], Hedge::Most),
    (&["as", "much", "as"], Hedge::Most),
    (&["up", "to"], Hedge::Most),
    (&["at", "most"], Hedge::Most),
    (&["no", "more", "than"], Hedge::Most),
    (&["not", "more", "than"], Hedge::Most),
    (&["fewer", "than"], Hedge::Most),
    (&["less", "than"], Hedge::Most),
    (&["under"], Hedge::Most),
    (&["an", "estimated"], Hedge::About),
    (&["estimated"], Hedge::About),
    (&["close", "to"], Hedge::About),
    (&["about"], Hedge::About),
    (&["around"], Hedge::About),
    (&["roughly"], Hedge::About),
    (&["approximately"], Hedge::About),
    (&["nearly"], Hedge::About),
    (&["almost"], Hedge::About),
    (&["some"], Hedge::About),
    (&["perhaps"], Hedge::About),
];

/// The amount that begins at token `i` with its hedge or its number.
pub(super) fn at(t: Tokens<'_>, i: usize) -> Option<Amount> {
    if let Some((words, hedge)) = HEDGES.iter().find(|(words, _)| t.has(i, words)) {
        let next = i + words.len();
        // "no more than two" bounds; "over and above" does not.
        let inner = bare(t, next + usize::from(is_sign(t, next)))?;
        return Some(hedged(inner, i, *hedge, (i, next)));
    }
    if t.lower(i) == "between" {
        // "between $5 and $10"
        let first = i + 1 + usize::from(is_sign(t, i + 1));
        let low = number(t, first)?;
        let second = low.end + 1 + usize::from(first > i + 1 && is_sign(t, low.end + 1));
        let high = number(t, second).filter(|h| t.lower(low.end) == "and" && h.value > low.value)?;
        return Some(range(i, first, low, high));
    }
    bare(t, i)
}

/// `amount` with the hedge that ends right before it, where one does.
pub(super) fn hedged_before(t: Tokens<'_>, amount: Amount) -> Amount {
    let found = HEDGES.iter().find_map(|(words, hedge)| {
        let start = amount.from.checked_sub(words.len())?;
        t.has(start, words).then_some((start, *hedge))
    });
    found.map_or(amount, |(start, hedge)| {
        hedged(amount, start, hedge, (start, amount.from))
    })
}

/// Whether `word` tells of a change, so that "from 12 to 14" after it is no range.
pub(super) fn is_change(word: &str) -> bool {
    matches!(
        word,
        "rose"
            | "rise"
            | "rises"
            | "risen"
            | "rising"
            | "fell"
            | "fall"
            | "falls"
            | "fallen"
            | "falling"
            | "raised"
            | "raise"
            | "raising"
            | "increased"
            | "increase"
            | "increases"
            | "increasing"
            | "dropped"
            | "drop"
            | "drops"
            | "climbed"
            | "climbs"
            | "jumped"
            | "jumps"
            | "grew"
            | "grown"
            | "slipped"
            | "declined"
            | "cut"
            | "revised"
            | "lowered"
            | "lifted"
            | "went"
            | "up"
            | "down"
            | "reduced"
            | "changed"
            | "shrank"
            | "soared"
            | "surged"
    )
}

fn hedged(inner: Amount, from: usize, hedge: Hedge, words: (usize, usize)) -> Amount {
    let mut amount = Amount {
        from,
        hedge: Some(words),
        ..inner
    };
    match hedge {
        Hedge::Least => amount.max = None,
        Hedge::Most => (amount.min, amount.max) = (None, inner.max.or(inner.min)),
        Hedge::About => amount.approximate = true,
    }
    amount
}

/// A number or range without a hedge before it; "or so" and "or more" may follow.
fn bare(t: Tokens<'_>, i: usize) -> Option<Amount> {
    let low = number(t, i)?;
    if let Some(high) = upper(t, i, low) {
        return Some(range(i, i, low, high));
    }
    let max = if low.vague && low.value > 2.0 {
        None
    } else {
        Some(low.value)
    };
    let amount = Amount {
        from: i,
        until: low.end,
        number: i,
        min: Some(low.value),
        max,
        approximate: low.vague,
        hedge: None,
    };
    Some(match (t.lower(low.end), t.lower(low.end + 1)) {
        ("or", "so") => hedged(
            Amount {
                until: low.end + 2,
                ..amount
            },
            i,
            Hedge::About,
            (low.end, low.end + 2),
        ),
        ("or", "more") => hedged(
            Amount {
                until: low.end + 2,
                ..amount
            },
            i,
            Hedge::Least,
            (low.end, low.end + 2),
        ),
        _ => amount,
    })
}

/// The end of a range: "30 to 40", "9-12", "two or three".
fn upper(t: Tokens<'_>, i: usize, low: Numeral) -> Option<Numeral> {
    let joint = matches!(t.lower(low.end), "to" | "or") || (t.is_hyphen(low.end) && low.digits);
    // "$1.5 to $2 million"
    let sign = i.checked_sub(1).filter(|k| is_sign(t, *k));
    // "rose from 12 to 14" tells of a change.
    let from = sign.unwrap_or(i);
    let change = t.lower(low.end) == "to"
        && t.before(from, 1) == "from"
        && (2..9).any(|n| is_change(t.before(from, n)));
    let next = low.end + 1 + usize::from(sign.is_some() && is_sign(t, low.end + 1));
    let high = number(t, next).filter(|_| joint && !low.vague && !change)?;
    // "4 to 1" is a score; "2 or 200" no range.
    (high.value > low.value && !high.vague).then_some(high)
}

fn range(from: usize, number: usize, low: Numeral, high: Numeral) -> Amount {
    // "1.5 to 2 million" scales both ends.
    let factor = if high.value >= 1e3 && low.value < 1e3 && low.value * 1e3 > 1.0 {
        scale_of(high.value)
    } else {
        1.0
    };
    let scaled = if low.value * factor < high.value {
        low.value * factor
    } else {
        low.value
    };
    Amount {
        from,
        until: high.end,
        number,
        min: Some(scaled),
        max: Some(high.value),
        approximate: false,
        hedge: None,
    }
}

fn scale_of(value: f64) -> f64 {
    match value {
        v if v >= 1e9 => 1e9,
        v if v >= 1e6 => 1e6,
        _ => 1.0,
    }
}

/// A number that can count: no part of a name, code, decimal label, score or ordinal.
fn number(t: Tokens<'_>, i: usize) -> Option<Numeral> {
    let n = numerals::at(t, i)?;
    let glued = i > 0 && t.is_glued(i);
    if glued {
        let back = t.get(i - 1)?;
        let opener = matches!(
            back.word,
            "(" | "[" | "$" | "£" | "€" | "¥" | "\"" | "“" | "‘" | "'" | "—" | "–" | "-" | "+" | "`" | "_"
        );
        // "AK-47", "G-20" and "1-2-3" are no counts; "(12" and "—12" are.
        let label = matches!(back.word, "-" | "–") && i > 1 && t.is_glued(i - 1);
        if !opener || (label && !is_range_end(t, i)) {
            return None;
        }
    }
    if n.digits && t.is_glued(n.end) {
        let next = t.get(n.end)?;
        let letters = next.shape == Shape::Word && !numerals::is_unit(next.lower);
        let mark = matches!(next.lower, "/" | ":" | "@" | "#" | "_" | "=")
            || (matches!(next.lower, "'" | "’" | "\"") && t.is_number(n.end + 1));
        if letters || mark {
            return None;
        }
    }
    // "No. 5", "Flight 12", "Route 66", "page 3", "age 5".
    let label = matches!(
        t.before(i, 1),
        "flight"
            | "route"
            | "highway"
            | "interstate"
            | "chapter"
            | "page"
            | "district"
            | "precinct"
            | "room"
            | "unit"
            | "apartment"
            | "apt"
            | "suite"
            | "channel"
            | "section"
            | "article"
            | "aged"
            | "age"
            | "ages"
            | "number"
            | "version"
            | "phase"
            | "grade"
            | "level"
            | "game"
            | "#"
            | "image"
            | "photo"
            | "slide"
    ) || picture(t, i)
        || (t.before(i, 1) == "." && matches!(t.before(i, 2), "no" | "apt" | "nos"));
    (!label || t.before(i, 1) == "number" && !n.digits).then_some(n)
}

/// "Image 4 of 11 Two men": the pictures of a gallery are counted, not the men.
fn picture(t: Tokens<'_>, i: usize) -> bool {
    let slash = usize::from(t.before(i, 1) == "/");
    t.before(i, 1 + slash) == "of"
        && i.checked_sub(2 + slash).is_some_and(|k| t.is_number(k))
        && matches!(t.before(i, 3 + slash), "image" | "photo" | "slide")
}

fn is_range_end(t: Tokens<'_>, i: usize) -> bool {
    i > 1 && t.is_number(i - 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenize;
    use record::Span;

    fn read(text: &str) -> Option<(Option<f64>, Option<f64>, bool)> {
        let lower = text.to_ascii_lowercase();
        let mut list = Vec::new();
        tokenize(text, &lower, Span::new(0, text.len()).unwrap(), &mut list);
        at(Tokens::new(&list), 0).map(|a| (a.min, a.max, a.approximate))
    }

    #[test]
    fn hedges_bound_or_blur() {
        assert_eq!(read("35 people"), Some((Some(35.0), Some(35.0), false)));
        assert_eq!(read("at least 35 people"), Some((Some(35.0), None, false)));
        assert_eq!(read("up to 40"), Some((None, Some(40.0), false)));
        assert_eq!(
            read("around 300,000 people"),
            Some((Some(300_000.0), Some(300_000.0), true))
        );
        assert_eq!(read("more than 250,000"), Some((Some(250_000.0), None, false)));
        assert_eq!(read("no fewer than a dozen"), Some((Some(12.0), None, false)));
        assert_eq!(read("30 or so"), Some((Some(30.0), Some(30.0), true)));
        assert_eq!(read("dozens of men"), Some((Some(12.0), None, true)));
    }

    #[test]
    fn ranges() {
        for text in ["between 30 and 40", "30 to 40", "30-40"] {
            assert_eq!(read(text), Some((Some(30.0), Some(40.0), false)), "{text}");
        }
        assert_eq!(read("1.5 to 2 million"), Some((Some(1.5e6), Some(2e6), false)));
        assert_eq!(read("4 to 1"), Some((Some(4.0), Some(4.0), false)));
    }

    #[test]
    fn labels_are_no_amounts() {
        for text in ["5th", "3D", "9/11", "10:30", "over the hill", "some people"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
