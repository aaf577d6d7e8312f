//! What was planned and has come: a later report tells it as done, so it is not told as a plan.

use crate::dated::{announces, happens};
use crate::words::{content, thousandths};
use record::Report;
use std::collections::BTreeSet;

/// Share of the plan's words, in thousandths, that the later sentence must have.
const SAME: u32 = 500;

/// Words that both must have, so that a short plan is not taken for done by its actors' names alone.
const FEWEST: usize = 3;

/// Of plans in these words, each with its day: whether a report of that day or later tells it as done.
pub(crate) fn have_come(plans: &[Option<(&str, &BTreeSet<String>)>], reports: &[&Report]) -> Vec<bool> {
    let mut come = vec![false; plans.len()];
    let Some(first) = plans.iter().flatten().map(|(day, _)| *day).min() else {
        return come;
    };
    for report in reports {
        let Some(told) = report.day().filter(|told| *told >= first) else {
            continue;
        };
        for sentence in &report.sentences {
            let words = report.text.at(sentence.span);
            if !happens(words) || announces(words) {
                continue;
            }
            let words = content(words);
            for (plan, come) in plans.iter().zip(&mut come) {
                *come |= plan.is_some_and(|(day, plan)| told >= day && is_done(plan, &words));
            }
        }
    }
    come
}

fn is_done(plan: &BTreeSet<String>, words: &BTreeSet<String>) -> bool {
    let shared = words.intersection(plan).count();
    shared >= FEWEST && thousandths(shared, plan.len()) >= SAME
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
        have_come(&[None, Some(("2031-03-06", &content(plan)))], &[&report]) == [false, true]
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
