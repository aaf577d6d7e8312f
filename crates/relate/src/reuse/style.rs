//! Whose house style shared text has kept.
//!
//! A newsroom writes "per cent" or "percent", "US" or "U.S.", "4 March" or "March 4" as its style book has it. Where two
//! newsrooms differ and what they share keeps the habits of the one in both reports, the other one took it over without
//! editing it. That is a sign and no proof, so the direction is inferred, and nothing is told where the text obeys both or
//! neither. What is absent on purpose: quote marks and dashes, which editing systems change by themselves.

use record::{Direction, Passage, Report, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Words of one habit in a report's own text from which it is the newsroom's, and of foreign ones in what is shared.
const OWN: usize = 2;
const FOREIGN: usize = 2;

/// Habits of which a newsroom has one or the other.
static HABITS: LazyLock<[[Regex; 2]; 5]> = LazyLock::new(|| {
    const MONTH: &str =
        "(?:January|February|March|April|June|July|August|September|October|November|December)";
    let habit = |words: &str| Regex::new(words).expect("a fixed pattern");
    [
        [habit(r"(?i)\bpercent\b"), habit(r"(?i)\bper cent\b")],
        [habit(r"\bU\.S\."), habit(r"\bUS\b")],
        [
            habit(r"\b(?:Mr|Mrs|Ms|Dr)\. \p{Lu}"),
            habit(r"\b(?:Mr|Mrs|Ms|Dr) \p{Lu}"),
        ],
        [
            habit(&format!(r"\b{MONTH} \d{{1,2}}\b")),
            habit(&format!(r"\b\d{{1,2}} {MONTH}\b")),
        ],
        [
            habit(
                r"(?i)\b(?:colors?|honor(?:s|ed|ing)?|labor|harbors?|neighbors?|neighborhoods?|favor(?:s|ed|ite)?|centers?|theaters?|meters?|kilometers?|liters?|defense|travel(?:ed|ing|er)|cancel(?:ed|ing)|organized|realized|recognized)\b",
            ),
            habit(
                r"(?i)\b(?:colours?|honour(?:s|ed|ing)?|labour|harbours?|neighbours?|neighbourhoods?|favour(?:s|ed|ite)?|centres?|theatres?|metres?|kilometres?|litres?|defence|travell(?:ed|ing|er)|cancell(?:ed|ing)|organised|realised|recognised)\b",
            ),
        ],
    ]
});

/// How often each habit stands in some stretches of a report.
type Counts = [[usize; 2]; 5];

/// Which of the two has kept the other one's style in what they share; `passages` are those of `a` and `b`.
pub(super) fn kept(a: &Report, b: &Report, passages: &[Passage]) -> Option<Direction> {
    let spans = |side: fn(&Passage) -> Span| passages.iter().map(side).collect::<Vec<Span>>();
    let (shared_a, own_a) = counted(a, &spans(|p| p.a));
    let (shared_b, own_b) = counted(b, &spans(|p| p.b));
    let (in_a, in_b) = (
        foreign(&own_a, &own_b, &shared_a),
        foreign(&own_b, &own_a, &shared_b),
    );
    match (in_a, in_b) {
        (FOREIGN.., 0) => Some(Direction::B),
        (0, FOREIGN..) => Some(Direction::A),
        _ => None,
    }
}

/// Words of what is shared that have the other newsroom's habits where the own one differs; none where it has both.
fn foreign(own: &Counts, other: &Counts, shared: &Counts) -> usize {
    let only = |counts: &[usize; 2], k: usize| counts[k] >= OWN && counts[1 - k] == 0;
    let of = |(own, (other, shared)): (&[usize; 2], (&[usize; 2], &[usize; 2]))| {
        let differ = |k: &usize| only(own, *k) && only(other, 1 - *k) && shared[*k] == 0;
        (0..2).find(differ).map_or(0, |k| shared[1 - k])
    };
    own.iter().zip(other.iter().zip(shared)).map(of).sum()
}

/// The habits of the report inside `spans` and outside of them.
fn counted(report: &Report, spans: &[Span]) -> (Counts, Counts) {
    let (mut shared, mut own) = (Counts::default(), Counts::default());
    for segment in report.segments.iter().filter(|s| s.kind.is_running()) {
        let words = report.text.at(segment.span);
        for (n, habit) in HABITS.iter().enumerate() {
            for (k, form) in habit.iter().enumerate() {
                for found in form.find_iter(words) {
                    let at = segment.span.start() + found.start();
                    let inside = spans.iter().any(|s| s.start() <= at && at < s.end());
                    let counts = if inside { &mut shared } else { &mut own };
                    counts[n][k] += 1;
                }
            }
        }
    }
    (shared, own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::report;
    use record::PassageKind;

    const AMERICAN: &str =
        "Tolls rose by 4 percent on March 4 and by 5 percent on March 9, the U.S. board of the harbor said.";
    const BRITISH: &str =
        "Rents rose by 3 per cent on 2 March and by 6 per cent on 8 March, the US board of the harbour said.";
    const SHARED: &str = "The lock at Ellery lost 8 percent of its barges between March 1 and the day on which the gate jammed.";

    /// What is told of two reports that share `in_a` and `in_b`.
    fn told(a: (&str, &str), b: (&str, &str)) -> Option<Direction> {
        let reports = [a, b].map(|(own, shared)| report("r", "", "", &[shared, own]));
        let [a, b] = &reports;
        let passage = Passage {
            kind: PassageKind::Prose,
            a: a.segments[0].span,
            b: b.segments[0].span,
            similarity: 1.0,
        };
        kept(a, b, &[passage])
    }

    #[test]
    fn who_keeps_the_other_one_s_style_has_it_from_there() {
        assert_eq!(told((AMERICAN, SHARED), (BRITISH, SHARED)), Some(Direction::A));
        assert_eq!(told((BRITISH, SHARED), (AMERICAN, SHARED)), Some(Direction::B));
    }

    #[test]
    fn text_that_both_have_edited_or_that_has_no_style_tells_nothing() {
        let edited = SHARED
            .replace("percent", "per cent")
            .replace("March 1", "1 March");
        assert_eq!(told((AMERICAN, SHARED), (BRITISH, &edited)), None);
        assert_eq!(told((AMERICAN, SHARED), (AMERICAN, SHARED)), None);
        let plain = "The lock at Ellery lost many of its barges before the day on which the gate jammed.";
        assert_eq!(told((AMERICAN, plain), (BRITISH, plain)), None);
        // One foreign word may be a slip.
        let once = SHARED.replace("March 1", "Monday");
        assert_eq!(told((AMERICAN, &once), (BRITISH, &once)), None);
        let mixed = format!("{AMERICAN} {BRITISH}");
        assert_eq!(told((&mixed, SHARED), (BRITISH, SHARED)), None);
    }
}
