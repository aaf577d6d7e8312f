//! Whether the one thing in which a sentence and a claim part makes them contradict each other. A false contradiction is worse
//! than a missed one.

use super::claim::{Claim, Thing, description, is_place};
use super::differences::others;
use super::judge::FEWEST;
use super::laid::Laid;
use super::parsed::Parsed;
use super::{days, figures};
use record::{Difference, DifferenceKind, Name, NameKind, Quantity, Scope, TimeExpression};

/// Whether the one difference is a contradiction: all else is said by the sentence itself, and both can't be so.
pub(super) fn is_certain(
    claim: &Claim<'_>,
    sentence: &Parsed<'_>,
    laid: &Laid,
    difference: &Difference,
) -> bool {
    let here = laid.places.iter().flatten().count();
    let strict = claim
        .units
        .iter()
        .zip(&laid.around)
        .all(|(u, around)| !around || is_place(claim, u));
    let mut of = claim
        .units
        .iter()
        .filter(|u| claim.written(u) == difference.claim);
    match difference.kind {
        DifferenceKind::Number => of.any(|u| match u.thing {
            Thing::Figure(i) => excludes(claim, sentence, claim.parsed.figures[i], strict),
            _ => false,
        }),
        // "May not" and "may" can both be so; "never close to it" and "close to it" can't.
        DifferenceKind::Negation => {
            let plain =
                claim.polarity.doubts.iter().all(|d| *d == "nearly") && claim.polarity.extents.is_empty();
            strict && plain && here >= FEWEST
        }
        DifferenceKind::Time => {
            strict
                && here >= TIMED
                && of.any(|u| match u.thing {
                    Thing::Time(i) => one_other_time(claim, sentence, claim.parsed.times[i]),
                    _ => false,
                })
        }
        DifferenceKind::Name => {
            strict
                && of.any(|u| match u.thing {
                    Thing::Name(i) => holds_the_office(claim, sentence, claim.parsed.names[i]),
                    _ => false,
                })
        }
        _ => false,
    }
}

/// Things that must stand in the sentence, besides the time, for another time to be one of the same happening.
const TIMED: usize = 3;

/// Whether the sentence has one figure of the kind and it can't be true with the claim's. Where the happening is told of
/// around the sentence, its report must have no other figure of the kind that could be the one meant.
fn excludes(claim: &Claim<'_>, sentence: &Parsed<'_>, mine: &Quantity, strict: bool) -> bool {
    let dated = claim.is_dated();
    let comparable = |t: &&&Quantity| figures::compare(mine, t, dated) != figures::Match::Other;
    let of_it: Vec<&&Quantity> = sentence.figures.iter().filter(comparable).collect();
    let out = |t: &Quantity| figures::compare(mine, t, dated) == figures::Match::Excludes;
    let of_report = || {
        let mut all = sentence
            .report
            .quantities
            .iter()
            .filter(|t| t.measure == mine.measure);
        figures::tells_measure(mine) && all.all(|t| t.scope == Scope::Event && out(t))
    };
    matches!(&of_it[..], [one] if out(one) && (one.scope == Scope::Event || dated) && mine.scope != Scope::Cumulative)
        && (strict || of_report())
}

/// Whether the sentence has one time of the claim's kind and it is another. What comes again and again ("prices fell on
/// Monday") has no one time: somebody or something must be named, or be *the* one.
fn one_other_time(claim: &Claim<'_>, sentence: &Parsed<'_>, mine: &TimeExpression) -> bool {
    let told: Vec<_> = sentence.times.iter().filter(|t| t.kind == mine.kind).collect();
    let definite = claim.parsed.words.first().is_some_and(|w| w.norm == "the")
        || claim.units.iter().any(|u| matches!(u.thing, Thing::Name(_)));
    definite
        && matches!(&told[..], [one] if days::compare((&claim.parsed, mine), (sentence, one)) == days::Match::Other)
}

/// Whether the sentence gives the office of the one whom the claim names to another: one office is one person's.
fn holds_the_office(claim: &Claim<'_>, sentence: &Parsed<'_>, mine: &Name) -> bool {
    let told = others(claim, NameKind::Person, sentence);
    let office = |role: &Option<String>| role.as_deref().map(description).unwrap_or_default();
    mine.kind == NameKind::Person
        && !office(&mine.role).is_empty()
        && matches!(&told[..], [one] if office(&one.role) == office(&mine.role))
}
