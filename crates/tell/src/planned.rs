//! What was planned and has come: a later report tells it as done, so it is not told as a plan.

use crate::dated::{announces, happens};
use crate::words::{content, thousandths};
use record::Report;
use std::collections::BTreeSet;

/// Share of the plan's words, in thousandths, that the later sentence must have.
const SAME: u32 = 500;

/// Words that both must have, so that a short plan is not taken for done by its actors' names alone.
const FEWEST: usize = 3;

/// Whether a report of that day or later tells as done what was planned for it in these words.
pub(crate) fn has_come(day: &str, plan: &BTreeSet<String>, reports: &[&Report]) -> bool {
    let later = reports.iter().filter(|r| r.day().is_some_and(|d| d >= day));
    later
        .flat_map(|r| r.sentences.iter().map(|s| r.text.at(s.span)))
        .filter(|words| happens(words) && !announces(words))
        .any(|words| {
            let shared = content(words).intersection(plan).count();
            shared >= FEWEST && thousandths(shared, plan.len()) >= SAME
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{DateBasis, Precision, Published, Sentence, Text};

    fn come(plan: &str, later: &str, day: &str) -> bool {
        let text = Text::from(later);
        let report = Report {
            sentences: vec![Sentence { span: text.whole() }],
            text,
            published: Some(Published {
                value: day.into(),
                precision: Precision::Day,
                basis: DateBasis::Field,
                candidates: vec![],
            }),
            ..Report::default()
        };
        has_come("2031-03-06", &content(plan), &[&report])
    }

    const PLAN: &str = "Envoys of Velmark and Ordany will meet in Lakehaven on Thursday.";

    #[test]
    fn a_plan_that_came_about_is_known() {
        assert!(come(
            PLAN,
            "Envoys of Velmark and Ordany met in Lakehaven and signed a truce.",
            "2031-03-07"
        ));
    }

    #[test]
    fn what_is_still_to_come_or_is_something_else_stays_a_plan() {
        for (later, day) in [
            (
                "Envoys of Velmark and Ordany met in Lakehaven last year.",
                "2031-03-05",
            ),
            (
                "Envoys of Velmark and Ordany will meet in Lakehaven tonight.",
                "2031-03-06",
            ),
            ("Trams stopped in Lakehaven for an hour.", "2031-03-07"),
        ] {
            assert!(!come(PLAN, later, day), "{later}");
        }
    }
}
