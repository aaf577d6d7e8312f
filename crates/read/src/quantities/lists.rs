//! Lists of victims by name: "The dead were Ada Vane, 24; Carl Orr, 31; and Tom Lund, 9."
//!
//! Whoever is listed is counted as part of the event's dead or wounded, since others may be told of elsewhere; a list that
//! only "includes" some has no upper bound. "The victims" may be dead or alive, so nothing is told of them.

use super::Figure;
use super::amounts::Amount;
use super::losses::{KILLED, WOUNDED};
use super::phrases::{Kind, Phrase};
use super::scene::Scene;
use crate::tokens::Tokens;

/// How many words may stand between who is listed and the verb: "those killed in the fire on Monday were".
const REACH: usize = 8;
/// Older than this nobody is.
const OLDEST: f64 = 115.0;

/// The figure of the list that token `i` announces.
pub(super) fn at(scene: &Scene<'_>, phrases: &[Phrase], i: usize) -> Option<Figure> {
    let t = scene.t;
    let measure = listed(t, i)?;
    let (open, first) = (i + 1..i + 1 + REACH).find_map(|k| verb(t, k))?;
    let (count, until) = names(scene, first).or_else(|| counted(t, phrases, first).filter(|_| open))?;
    let amount = Amount::exact(first, first + 1, f64::from(count));
    Some(Figure {
        until,
        verb_end: until,
        max: if open { None } else { amount.max },
        part: true,
        known: true,
        ..Figure::of(measure, &amount, "people")
    })
}

/// "the dead", "those killed", "the wounded".
fn listed(t: Tokens<'_>, i: usize) -> Option<&'static str> {
    if !matches!(t.before(i, 1), "the" | "those") {
        return None;
    }
    match t.lower(i) {
        "dead" | "deceased" | "slain" | "killed" => Some(KILLED),
        "wounded" | "injured" | "hurt" => Some(WOUNDED),
        _ => None,
    }
}

/// Whether the list that a verb at `k` opens is one of some only, and where it begins.
fn verb(t: Tokens<'_>, k: usize) -> Option<(bool, usize)> {
    match t.lower(k) {
        "include" | "included" | "includes" => Some((true, k + 1)),
        "were" | "are" if matches!(t.lower(k + 1), "identified" | "named") => {
            (t.lower(k + 2) == "as").then_some((false, k + 3))
        }
        "identified" | "named" if t.lower(k + 1) == "as" => Some((false, k + 2)),
        "were" | "are" => Some((false, k + 1 + usize::from(t.lower(k + 1) == ":"))),
        _ => None,
    }
}

/// How many names the row from token `from` holds, with ages and homes between them, and where the last one ends.
fn names(scene: &Scene<'_>, from: usize) -> Option<(u32, usize)> {
    let t = scene.t;
    let (mut count, mut until, mut i) = (0_u32, from, from);
    while i < t.len() {
        if let Some(&(_, end)) = scene.names.iter().find(|n| n.0 == i) {
            count += 1;
            (i, until) = (end, end);
        } else if count > 0 && matches!(t.lower(i), "of" | "from") && t.is_capital(i + 1) {
            i += 2;
            while t.is_capital(i) && !scene.names.iter().any(|n| n.0 == i) {
                i += 1;
            }
        } else if matches!(t.lower(i), "," | ";" | "and")
            || count > 0 && t.is_number(i) && t.lower(i).parse::<f64>().is_ok_and(|n| n <= OLDEST)
        {
            i += 1;
        } else {
            break;
        }
    }
    (count > 1).then_some((count, until))
}

/// How many people the row of phrases from token `from` tells of, and where it ends: "a docker in her 40s, and nine guards".
fn counted(t: Tokens<'_>, phrases: &[Phrase], from: usize) -> Option<(u32, usize)> {
    let (mut count, mut until) = (0_u32, from);
    let first = phrases.partition_point(|p| p.from < from);
    for p in phrases.get(first..)? {
        let mut joint = until;
        // "a docker in her 40s"
        if t.lower(joint) == "in" && matches!(t.lower(joint + 1), "his" | "her" | "their") {
            joint += 2;
            while t.is_number(joint)
                || matches!(t.lower(joint), "s" | "'s" | "’s" | "early" | "mid" | "late" | "-")
            {
                joint += 1;
            }
        }
        joint += (joint..joint + 2)
            .take_while(|k| matches!(t.lower(*k), "," | "and"))
            .count();
        let people = matches!(p.kind, Kind::People | Kind::Single) && !p.owner && !p.part;
        let number = p.amount.max.filter(|n| (1.0..1000.0).contains(n));
        match number {
            Some(n) if people && joint == p.from => count += n as u32,
            _ => break,
        }
        until = p.until;
    }
    (count > 0).then_some((count, until))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenize;

    /// Measure and bounds of the first list; every run of two capitals is a name.
    fn read(text: &str) -> Option<(&'static str, Option<f64>, Option<f64>)> {
        let lower = text.to_ascii_lowercase();
        let mut list = Vec::new();
        tokenize(text, &lower, record::Span::new(0, text.len()).unwrap(), &mut list);
        let t = Tokens::new(&list);
        let pair = |i: &usize| t.is_capital(*i) && t.is_capital(i + 1);
        let names: Vec<(usize, usize)> = (1..t.len()).filter(pair).map(|i| (i, i + 2)).collect();
        let scene = Scene {
            names: &names,
            ..Scene::plain(t)
        };
        let phrases = crate::quantities::phrases::all(&scene);
        (0..t.len())
            .find_map(|i| at(&scene, &phrases, i))
            .map(|f| (f.measure, f.min, f.max))
    }

    #[test]
    fn the_listed_are_counted() {
        for (text, want) in [
            (
                "The dead were Ada Vane, 24; Carl Orr, 31; and Tom Lund, 9.",
                (KILLED, Some(3.0), Some(3.0)),
            ),
            (
                "Those killed in the fire on the quay were identified as Ada Vane, 24, of Ellery, and Carl Orr, 31.",
                (KILLED, Some(2.0), Some(2.0)),
            ),
            (
                "The wounded included Ada Vane and Carl Orr.",
                (WOUNDED, Some(2.0), None),
            ),
            (
                "The injured included a docker in her 40s, and nine guards.",
                (WOUNDED, Some(10.0), None),
            ),
        ] {
            assert_eq!(read(text), Some(want), "{text}");
        }
    }

    #[test]
    fn near_misses_stay_silent() {
        for text in [
            "The victims were Ada Vane and Carl Orr.",
            "The dead were flown home by Ada Vane and Carl Orr.",
            "The dead were mourned.",
            "The injured included in this count left.",
            "Ada Vane and Carl Orr were there for the dead.",
            "The dead man was Ada Vane, 24.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
