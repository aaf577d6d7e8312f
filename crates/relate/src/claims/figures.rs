//! Whether a figure of a sentence bears out one of a claim: the same thing counted, and a range that lies within the claim's.

use super::forms::form;
use crate::readings::words::norms;
use record::{Quantity, Scope};

/// How two figures stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    /// What the sentence says lies within what the claim says.
    Entails,
    /// Both can be true, and the sentence leaves more open than the claim.
    Open,
    /// Both can't be true of one thing.
    Excludes,
    /// They are of different things.
    Other,
}

/// Nouns that say no more than that somebody is counted.
const ANYONE: [&str; 10] = [
    "people",
    "person",
    "persons",
    "dead",
    "victims",
    "others",
    "casualties",
    "deaths",
    "lives",
    "fatalities",
];

/// Measures of people harmed, moved or held, where "people" need not be said.
fn is_of_people(measure: &str) -> bool {
    matches!(
        measure,
        "killed"
            | "wounded"
            | "shot"
            | "missing"
            | "arrested"
            | "displaced"
            | "evacuated"
            | "rescued"
            | "affected"
    )
}

/// Whether the figure's own measure says what happened, so that the claim's words for it need not stand in the sentence.
pub(super) fn tells_measure(figure: &Quantity) -> bool {
    is_of_people(&figure.measure)
}

/// The compared form of what is counted: its last word; `None` for people as such.
fn counted(figure: &Quantity) -> Option<String> {
    let last = norms(figure.counted.as_deref()?).pop()?;
    (!ANYONE.contains(&last.as_str())).then(|| form(&last))
}

/// How the figure of a sentence stands to that of a claim.
///
/// What a report tells as background is of another happening, unless the claim is `dated` and so says which it means.
pub(super) fn compare(claim: &Quantity, told: &Quantity, dated: bool) -> Match {
    let same_unit = claim.unit == told.unit
        || (claim.unit.is_none() || told.unit.is_none()) && counted(claim) == counted(told);
    if claim.measure != told.measure
        || !same_unit
        || counted(claim) != counted(told)
        || part(claim, dated) != part(told, dated)
    {
        return Match::Other;
    }
    let (Some(c), Some(t)) = (range(claim), range(told)) else {
        return Match::Other;
    };
    let slack = if claim.approximate { near(c.0, c.1) } else { 0.0 };
    if told.approximate && !claim.approximate {
        // "About 40" is no 40, and at odds with a claim of 400 alone.
        let about = near(t.0, t.1).max(1.0) * 4.0;
        return if t.1 + about < c.0 || c.1 < t.0 - about {
            Match::Excludes
        } else {
            Match::Open
        };
    }
    if c.0 - slack <= t.0 && t.1 <= c.1 + slack {
        Match::Entails
    } else if t.1 < c.0 - slack || c.1 + slack < t.0 {
        Match::Excludes
    } else {
        Match::Open
    }
}

/// A part of those is not all of them, and those of an earlier time are others.
fn part(figure: &Quantity, dated: bool) -> u8 {
    match figure.scope {
        Scope::Event | Scope::Part => 0,
        Scope::Cumulative => 1,
        Scope::Background => {
            if dated {
                0
            } else {
                2
            }
        }
    }
}

fn range(figure: &Quantity) -> Option<(f64, f64)> {
    if figure.min.is_none() && figure.max.is_none() {
        return None;
    }
    let (low, high) = (
        figure.min.unwrap_or(f64::NEG_INFINITY),
        figure.max.unwrap_or(f64::INFINITY),
    );
    (!low.is_nan() && !high.is_nan() && low <= high).then_some((low, high))
}

/// What "about" leaves open: one part in forty.
fn near(low: f64, high: f64) -> f64 {
    const PART: f64 = 40.0;
    let size = if low.is_finite() { low.abs() } else { high.abs() };
    if size.is_finite() { size / PART } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::{figure, report};

    fn quantity(words: &str, min: Option<f64>, max: Option<f64>) -> Quantity {
        let text = format!("The fire killed {words} in the town.");
        figure(report("a", &text), words, "killed", min, max)
            .quantities
            .remove(0)
    }

    #[test]
    fn a_more_exact_figure_bears_out_a_looser_claim_and_not_the_other_way_round() {
        let at_least_ten = quantity("at least 10 people", Some(10.0), None);
        let twelve = quantity("12 people", Some(12.0), Some(12.0));
        let at_least_twelve = quantity("at least 12 people", Some(12.0), None);
        assert_eq!(compare(&at_least_ten, &twelve, false), Match::Entails);
        assert_eq!(compare(&at_least_ten, &at_least_twelve, false), Match::Entails);
        assert_eq!(compare(&twelve, &at_least_ten, false), Match::Open);
        assert_eq!(
            compare(
                &at_least_twelve,
                &quantity("9 people", Some(9.0), Some(9.0)),
                false
            ),
            Match::Excludes
        );
        assert_eq!(
            compare(&twelve, &quantity("17 people", Some(17.0), Some(17.0)), false),
            Match::Excludes
        );
    }

    #[test]
    fn figures_of_other_things_are_not_compared() {
        let mut barges = quantity("12 barges", Some(12.0), Some(12.0));
        barges.counted = Some("barges".into());
        assert_eq!(
            compare(&barges, &quantity("12 people", Some(12.0), Some(12.0)), false),
            Match::Other
        );
    }
}
