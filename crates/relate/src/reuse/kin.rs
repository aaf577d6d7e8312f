//! Whether two reports that share words have anything else in common.
//!
//! What a site prints under all its reports, and a newsroom in all of a kind, stands in reports of different events.
//! Two reports are strangers where, outside of what they share, hardly a name or number of the one stands in the other.
//! The test looks at the two reports alone, so that no further report changes it.

use super::align::Run;
use super::tokens::Token;
use rustc_hash::FxHashSet;

/// Words outside the shared passages that both must have before they can be called strangers.
const OUTSIDE: usize = 40;
/// Share of names in common, in hundredths of the fewer, below which two reports are strangers.
const NAMES: usize = 10;

/// The words of a report that always stand with a capital or are numbers.
#[derive(Debug, Default)]
pub(crate) struct Profile(FxHashSet<u32>);

/// The naming words of a text.
pub(crate) fn profile(tokens: &[Token]) -> Profile {
    let plain: FxHashSet<u32> = tokens.iter().filter(|t| !t.naming).map(|t| t.word).collect();
    Profile(
        tokens
            .iter()
            .filter(|t| t.naming && !t.stock && !plain.contains(&t.word))
            .map(|t| t.word)
            .collect(),
    )
}

/// Whether the two texts share hardly a name outside `chains`.
pub(crate) fn strangers(a: (&[Token], &Profile), b: (&[Token], &Profile), chains: &[Vec<Run>]) -> bool {
    let outside = |tokens: &[Token], profile: &Profile, side: fn(&Run) -> usize| {
        let mut inside = vec![false; tokens.len()];
        for run in chains.iter().flatten() {
            inside[side(run)..side(run) + run.len].fill(true);
        }
        let rest = inside.iter().filter(|i| !**i).count();
        let names: FxHashSet<u32> = tokens
            .iter()
            .zip(&inside)
            .filter(|(t, inside)| !**inside && profile.0.contains(&t.word))
            .map(|(t, _)| t.word)
            .collect();
        (rest, names)
    };
    let (rest_a, names_a) = outside(a.0, a.1, |r| r.a);
    let (rest_b, names_b) = outside(b.0, b.1, |r| r.b);
    if rest_a.min(rest_b) < OUTSIDE {
        return false;
    }
    // A name that one report has outside and the other inside a passage is a name in common all the same.
    let common = names_a
        .iter()
        .filter(|n| b.1.0.contains(n))
        .count()
        .max(names_b.iter().filter(|n| a.1.0.contains(n)).count());
    100 * common < NAMES * names_a.len().min(names_b.len()).max(1)
}
