//! Whether two reports that share words have anything else in common.
//!
//! What a site prints under all its reports, and a newsroom in all of a kind, stands in reports of different events.
//! Two reports are strangers where, outside of what they share, hardly a name or number of the one stands in the other.
//! The test looks at the two reports alone, so that no further report changes it.

use super::align::Run;
use super::tokens::Token;
use record::Report;
use rustc_hash::FxHashSet;

/// Words outside the shared passages that both must have before they can be called strangers.
const OUTSIDE: usize = 40;
/// Words that stock has at most in one place. What newsrooms and sites print under all their reports is shorter; two
/// reports with more in common share a text, whatever else they tell.
const LONGEST: usize = 90;
/// Names outside the shared passages that both must have.
const NAMED: usize = 4;
/// Share of names in common, in hundredths of the fewer, below which two reports are strangers. Measured on news of
/// gun incidents: of pairs of one incident that share a gram, one in five hundred lies below.
const NAMES: usize = 10;
/// The same for reports published more than `LATER` days apart, where one event is less likely to begin with.
const NAMES_LATER: usize = 20;
/// Days.
const LATER: i32 = 14;

/// The words of a report that always stand with a capital or are numbers.
#[derive(Debug, Default)]
pub(crate) struct Profile(FxHashSet<u32>);

impl Profile {
    /// Whether it is one of these words.
    pub(crate) fn holds(&self, word: u32) -> bool {
        self.0.contains(&word)
    }
}

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

/// Days between the publication of two reports, where both are known to the day.
pub(crate) fn days_apart(a: &Report, b: &Report) -> Option<i32> {
    let day = |r: &Report| r.day()?.parse::<jiff::civil::Date>().ok();
    let (x, y) = (day(a)?, day(b)?);
    x.until(y).ok().map(|span| span.get_days().abs())
}

/// Whether the two texts, published `days` apart, share hardly a name outside `chains`.
pub(crate) fn strangers(
    a: (&[Token], &Profile),
    b: (&[Token], &Profile),
    chains: &[Vec<Run>],
    days: Option<i32>,
) -> bool {
    let long = |chain: &Vec<Run>| chain.iter().map(|r| r.len).sum::<usize>() > LONGEST;
    if chains.iter().any(long) {
        return false;
    }
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
    if rest_a.min(rest_b) < OUTSIDE || names_a.len().min(names_b.len()) < NAMED {
        return false;
    }
    // A name that one report has outside and the other inside a passage is a name in common all the same.
    let common = names_a
        .iter()
        .filter(|n| b.1.0.contains(n))
        .count()
        .max(names_b.iter().filter(|n| a.1.0.contains(n)).count());
    let names = if days.is_some_and(|d| d > LATER) {
        NAMES_LATER
    } else {
        NAMES
    };
    100 * common < names * names_a.len().min(names_b.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::super::{align, fingerprints, tokens};
    use super::*;
    use record::{Segment, SegmentKind, Text};

    fn strange(a: &str, b: &str) -> bool {
        let read = |text: &str| {
            let text = Text::from(text);
            let report = Report {
                segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
                text,
                ..Report::default()
            };
            let tokens = tokens::of(&report);
            (fingerprints::places(&tokens), profile(&tokens), tokens)
        };
        let ((ga, pa, ta), (gb, pb, tb)) = (read(a), read(b));
        let chains = align::chains((&ta, &ga), (&tb, &gb));
        assert!(!chains.is_empty());
        strangers((&ta, &pa), (&tb, &pb), &chains, None)
    }

    const TAIL: &str = "The Callow desk is open from nine to five for readers of every edition. ";
    const FIRE: &str = "A barn burned down near Harrow on Sunday and two horses died, said Chief Ana Brook of the Harrow \
        brigade, who had been called by a neighbour, Bo Lund, shortly before 3 in the morning when the roof had already \
        fallen in and the road to Tarn Hill was closed. ";
    const VOTE: &str = "The council of Port Ellery voted 9 to 4 for a new tram line to the docks, which Mayor Casper Quist \
        had promised in spring and which the traders of Quay Street, led by Hedda Blom, had fought in court for most \
        of the year without success. ";

    #[test]
    fn reports_of_two_events_under_one_tail_are_strangers() {
        assert!(strange(&format!("{FIRE}{TAIL}"), &format!("{VOTE}{TAIL}")));
    }

    #[test]
    fn two_reports_of_one_event_are_not() {
        let again = "Chief Ana Brook said on Monday that a heater set off the blaze at Harrow, in which two horses died. \
            Bo Lund, who lives by the road to Tarn Hill, told the brigade at 3 in the morning that he had smelled smoke \
            for an hour and thought nothing of it until the sky went red. ";
        assert!(!strange(&format!("{FIRE}{TAIL}"), &format!("{again}{TAIL}")));
    }

    #[test]
    fn too_little_text_is_no_ground() {
        assert!(!strange(TAIL, &format!("{VOTE}{TAIL}")));
    }
}
