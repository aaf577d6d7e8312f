//! Parts of what was counted before: "48, including four children", "two of them".

use super::casualties::{figure, is_of_people};
use super::phrases::Phrase;
use super::rows::joins;
use super::{Figure, subjects};
use crate::tokens::Tokens;

/// Whether the phrase only names a part of what was counted before: "including four children", "two of them".
pub(super) fn is_part(t: Tokens<'_>, p: &Phrase) -> bool {
    let back = |n: usize| t.before(p.from, n);
    p.part
        || back(1) == "including"
        || back(1) == "includes"
        || (back(1) == "them" && back(2) == "among")
        || (matches!(back(1), "were" | "was")
            && (matches!(back(2), "them" | "dead" | "victims") && back(3) != "also"
                || (back(2) == "killed" && matches!(back(3), "the" | "those"))))
}

/// The part that phrase `i` and those in its row tell of a figure before it in the sentence, with the phrase after them:
/// "48, including four children".
pub(super) fn part_of(
    t: Tokens<'_>,
    phrases: &[Phrase],
    i: usize,
    figures: &[Figure],
) -> Option<(Figure, usize)> {
    let p = phrases.get(i)?;
    if !is_of_people(t, p) || !is_part(t, p) {
        return None;
    }
    let main = figures
        .iter()
        .filter(|f| f.until <= p.from && super::is_casualty(f.measure))
        // "14 shot, one fatally, including six at a party": the six are of the 14.
        .filter(|f| f.max.or(f.min) >= p.amount.max.or(p.amount.min))
        .max_by_key(|f| f.until);
    let own = subjects::after(t, p.until).map(|v| v.measure);
    // "one of his sons fired": who does something is no part of what others suffered.
    let acts = matches!(
        t.lower(p.until),
        "shot" | "killed" | "stabbed" | "said" | "says" | "told" | "fired" | "ran" | "fled" | "tried"
    );
    if own.is_none() && p.part && acts {
        return None;
    }
    // "including a docker and a guard"
    let row = 1 + phrases[i + 1..]
        .iter()
        .zip(&phrases[i..])
        .take_while(|(next, before)| {
            own.is_none()
                && joins(t, before.until, next)
                && is_of_people(t, next)
                && subjects::after(t, next.until).is_none()
        })
        .count();
    let measure = own.or(main.map(|m| m.measure))?;
    let mut part = figure(t, &phrases[i..i + row], measure, false);
    part.part = true;
    Some((part, i + row))
}
