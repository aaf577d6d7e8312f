//! What the bounds on the work leave out of the signs, in words: a cut that nobody is told of would be taken for a finding.

use super::{label, places};
use record::{Report, Warning};
use std::collections::{BTreeMap, BTreeSet};

/// The code of these warnings.
const CODE: &str = "origins-capped";

/// Where signs were left out, gathered while they are looked for.
#[derive(Debug, Default)]
pub(super) struct Cut<'r> {
    /// Reports whose sentences stand in too many others.
    pub(super) sentences: BTreeSet<&'r str>,
    /// Reports that share parts with too many others for all of them to be held against each other.
    pub(super) parts: BTreeSet<&'r str>,
    /// Reports that name what too many others do, so that not all of them were held against each other.
    pub(super) accounts: BTreeSet<&'r str>,
    /// Outlets, and reports of theirs that no credit was held against.
    pub(super) newsrooms: BTreeMap<String, usize>,
    /// Agencies that no unnamed credit was held against.
    pub(super) agencies: usize,
}

impl Cut<'_> {
    /// A warning for each kind of cut.
    pub(super) fn warnings(&self, by_id: &BTreeMap<&str, &Report>) -> Vec<Warning> {
        let mut said = Vec::new();
        let named = |ids: &BTreeSet<&str>| {
            let first = ids.iter().find_map(|id| by_id.get(id)).map(|r| label(r));
            let first = first.unwrap_or_default();
            match ids.len() {
                1 => format!("{first} has"),
                n => format!("{first} and {} more have", n - 1),
            }
        };
        if !self.sentences.is_empty() {
            said.push(format!(
                "{} sentences that stand in more than {} other reports. These are taken for one text; whose it is was \
                 judged by the first {} of them.",
                named(&self.sentences),
                places::HELD,
                places::HELD,
            ));
        }
        if !self.parts.is_empty() {
            said.push(format!(
                "{} parts in common with so many reports that not all of them were held against each other. A merge of \
                 two texts may be taken for one text there.",
                named(&self.parts),
            ));
        }
        if !self.accounts.is_empty() {
            said.push(format!(
                "{} names in common with so many reports that not all of them were held against each other. Some that rest \
                 on one account may be taken for independent there.",
                named(&self.accounts),
            ));
        }
        for (outlet, left_out) in &self.newsrooms {
            said.push(format!(
                "Credits to {outlet} were not held against {left_out} of its reports."
            ));
        }
        if self.agencies > 0 {
            said.push(format!(
                "Credits that name no agency were not held against {} of the agencies that others name.",
                self.agencies
            ));
        }
        said.into_iter().map(|words| Warning::new(CODE, words)).collect()
    }
}

/// Says that a count may be higher, since the reports hang together in too many ways to try them all.
pub(super) fn counted_in_part(reports: usize, what: &str) -> Warning {
    Warning::new(
        "count-capped",
        format!(
            "{reports} reports hang together in too many ways to try them all. The count of {what} is the highest that was \
             found; there may be more."
        ),
    )
}

#[cfg(test)]
mod tests {
    use crate::origins::{counted, traced};
    use crate::reuse;
    use crate::sample::{PROSE, credits, report};
    use record::{AgencyBasis, Name, NameKind, Origins, Quote, QuoteForm, Report, SegmentKind};
    use std::collections::{BTreeMap, BTreeSet};

    fn said(reports: &[Report]) -> Vec<String> {
        let (_, warnings) = traced(reports, &reuse::find(reports));
        warnings
            .into_iter()
            .map(|w| {
                assert_eq!(w.code, "origins-capped");
                w.message
            })
            .collect()
    }

    /// Prints of one text.
    fn crowd(n: usize) -> Vec<Report> {
        let print = |i| {
            report(
                &format!("r{i:03}"),
                &format!("Paper {i}"),
                "",
                &[PROSE[0], PROSE[1]],
            )
        };
        (0..n).map(print).collect()
    }

    #[test]
    fn a_sentence_in_too_many_reports_is_told() {
        let told = said(&crowd(120));
        assert!(
            told.iter()
                .any(|w| w.contains("sentences that stand in more than")),
            "{told:?}"
        );
        assert_eq!(said(&crowd(20)), Vec::<String>::new());
    }

    #[test]
    fn more_reports_of_a_newsroom_than_a_credit_is_held_against_are_told() {
        let set = |n: usize| {
            let mut reports: Vec<Report> = (0..n)
                .map(|i| {
                    let own: String = (0..40).map(|k| format!("word{} ", i * 100 + k)).collect();
                    report(&format!("r{i:03}"), "Ellery Herald", "", &[&own])
                })
                .collect();
            let mut other = report(
                "z",
                "Harrow Post",
                "",
                &[PROSE[0], "The Ellery Herald contributed to this report."],
            );
            other.segments[1].kind = SegmentKind::Credit;
            reports.push(other);
            said(&reports)
        };
        assert_eq!(
            set(20),
            ["Credits to Ellery Herald were not held against 4 of its reports."]
        );
        assert_eq!(set(10), Vec::<String>::new());
    }

    #[test]
    fn more_agencies_than_an_unnamed_credit_is_held_against_are_told() {
        let set = |n: usize| {
            let mut reports: Vec<Report> = (0..n)
                .map(|i| {
                    let own: String = (0..40).map(|k| format!("word{} ", i * 100 + k)).collect();
                    let made = report(&format!("r{i:03}"), &format!("Paper {i}"), "", &[&own]);
                    credits(made, &format!("Agency Number {i}"), AgencyBasis::Dateline)
                })
                .collect();
            let mut other = report("z", "Harrow Post", "", &[PROSE[0], "From wire reports"]);
            other.segments[1].kind = SegmentKind::Credit;
            reports.push(other);
            said(&reports)
        };
        assert_eq!(
            set(18),
            ["Credits that name no agency were not held against 2 of the agencies that others name."]
        );
        assert_eq!(set(16), Vec::<String>::new());
    }

    #[test]
    fn more_reports_of_one_house_than_are_held_against_each_other_are_told() {
        // Each quotes the police alone, and all name one quay.
        let quoting = |i: usize| {
            let own: String = (0..20).map(|k| format!("word{} ", i * 100 + k)).collect();
            let words = format!("{own}was found at Ellery Quay, police said.");
            let mut made = report(&format!("r{i:03}"), &format!("Paper {i}"), "", &[&words]);
            let at = |words: &str| {
                let start = made.text.find(words).unwrap();
                made.text.span(start, start + words.len()).unwrap()
            };
            let (quay, police) = (at("Ellery Quay"), at("police"));
            let content = made.text.span(0, quay.end()).unwrap();
            made.names.push(Name {
                span: quay,
                kind: NameKind::Place,
                entity: "ellery-quay".into(),
                role: None,
            });
            made.quotes.push(Quote {
                form: QuoteForm::Indirect,
                content: vec![content],
                cue: vec![],
                source: vec![police],
                speaker: Some("police".into()),
                entity: None,
                confidence: 0.9,
            });
            made
        };
        let set = |n: usize| said(&(0..n).map(quoting).collect::<Vec<_>>());
        let told = set(60);
        assert!(
            told.iter()
                .any(|w| w.contains("names in common with so many reports")),
            "{told:?}"
        );
        assert_eq!(set(20), Vec::<String>::new());
    }

    #[test]
    fn a_count_that_was_cut_short_is_told() {
        // A ring in which each report is tied to the two before and the two after it.
        let ring = |n: usize| {
            let reports: Vec<Report> = (0..n).map(|i| report(&format!("r{i:03}"), "", "", &[])).collect();
            let tie = |i: usize, j: usize| format!("{} and {}", i % n, j % n);
            let on: BTreeMap<String, BTreeSet<String>> = (0..n)
                .map(|i| {
                    let ties = [tie(i, i + 1), tie(i, i + 2), tie(i + n - 1, i), tie(i + n - 2, i)];
                    (reports[i].id.clone(), BTreeSet::from(ties))
                })
                .collect();
            let origins = Origins {
                low: on.clone(),
                high: on,
                ..Origins::default()
            };
            let (sources, warnings) = counted(&reports.iter().collect::<Vec<_>>(), &origins);
            (sources.independent.low, warnings.len())
        };
        assert_eq!(ring(30), (10, 0));
        assert_eq!(ring(90).1, 1);
    }
}
