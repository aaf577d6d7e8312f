//! The same statement across reports, and what stands behind it.

mod alike;
pub(crate) mod confirmed;
mod held;
mod sentences;
mod terms;
mod wording;

use super::in_order;
use super::voices::{self, Voices};
use confirmed::Weights;
use held::Vocabularies;
use record::{Citation, Origins, Report, Span, Statement, Support};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use terms::Terms;
use wording::Wording;

/// A sentence's place: index of its report, span, and index of its terms.
type Place = (usize, Span, usize);

/// The same statement across reports, and what stands behind it; statements of one report too. Most reports first.
///
/// Sentences are joined where they have much of their weight in common, give the same figures, deny alike and name no
/// different people. What confirms one wording need not confirm another ([`confirmed`]): each is counted by itself, and the
/// statement has the support of the best confirmed one.
#[must_use]
pub fn find(reports: &[&Report], origins: &Origins) -> Vec<Statement> {
    let reports = in_order(reports);
    // Sentences with the same terms (reprints, most of all) are compared once.
    let mut wordings: BTreeMap<Terms, Vec<(usize, Span)>> = BTreeMap::new();
    for (i, report) in reports.iter().enumerate() {
        for span in sentences::stating(report) {
            wordings
                .entry(Terms::of(report, span))
                .or_default()
                .push((i, span));
        }
    }
    let (terms, places): (Vec<Terms>, Vec<Vec<(usize, Span)>>) = wordings.into_iter().unzip();
    let carriers: Vec<BTreeSet<usize>> = places
        .iter()
        .map(|p| p.iter().map(|&(report, _)| report).collect())
        .collect();
    let weights = Weights::of(&terms);
    let room = Room {
        reports: &reports,
        terms: &terms,
        weights: &weights,
        voices: Voices::of(&reports),
        vocabularies: Vocabularies::default(),
        origins,
    };
    let mut found: Vec<Statement> = alike::cluster(&terms, &carriers)
        .into_iter()
        .map(|members| {
            let of = |&m: &usize| places[m].iter().map(move |&(report, span)| (report, span, m));
            room.statement(members.iter().flat_map(of).collect())
        })
        .collect();
    found.sort_by_cached_key(|s| {
        (
            Reverse(s.support.reports),
            Reverse(s.support.independent),
            s.citations.clone(),
        )
    });
    found
}

/// What is known of all sentences of a story.
struct Room<'r> {
    reports: &'r [&'r Report],
    terms: &'r [Terms],
    weights: &'r Weights<'r>,
    voices: Voices<'r>,
    vocabularies: Vocabularies<'r>,
    origins: &'r Origins,
}

impl Room<'_> {
    fn statement(&self, mut places: Vec<Place>) -> Statement {
        let report = |at: &Place| self.reports[at.0];
        places.sort_by_key(|at| (sentences::burden(report(at), at.1), at.0));
        let ids: BTreeSet<&str> = places.iter().map(|at| report(at).id.as_str()).collect();
        let speakers: BTreeSet<&str> = places
            .iter()
            .flat_map(|at| voices::speaking(report(at), at.1))
            .filter_map(|quote| quote.speaker.as_deref())
            .collect();
        let wordings: Vec<Wording> = places
            .iter()
            .map(|at| Wording {
                report: report(at),
                span: at.1,
                terms: &self.terms[at.2],
            })
            .collect();
        let confirmed = confirmed::count(
            &wordings,
            self.weights,
            (&self.voices, self.origins, &self.vocabularies),
        );
        Statement {
            citations: wordings.iter().map(|w| Citation::new(w.report, w.span)).collect(),
            support: Support {
                reports: ids.len(),
                independent: confirmed.iter().map(|c| c.independent).max().unwrap_or_default(),
                attributed_to: speakers.into_iter().map(str::to_owned).collect(),
                alone: vec![],
            },
            alone: confirmed.iter().map(|c| c.alone.clone()).collect(),
            confirmed: confirmed.into_iter().map(|c| c.independent).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::report;
    use proptest::prelude::*;

    fn story() -> Vec<Report> {
        vec![
            report(
                "a",
                "Mayor <Ana Brandt> ordered the lower town of <Ellery> cleared on Monday. The river rose by three metres overnight.",
            ),
            report(
                "b",
                "On Monday Ms. <Ana Brandt> ordered the clearing of the lower town of <Ellery>. The river rose by four metres overnight.",
            ),
            report(
                "c",
                "Schools in <Ellery> will open again after Easter, the council said. The river had risen three metres overnight.",
            ),
        ]
    }

    fn found(reports: &[Report]) -> Vec<Statement> {
        find(&reports.iter().collect::<Vec<_>>(), &Origins::default())
    }

    #[test]
    fn two_wordings_of_one_statement_are_joined() {
        let statements = found(&story());
        assert_eq!(statements[0].support.reports, 2);
        assert!(
            statements[0]
                .citations
                .iter()
                .all(|c| c.quote.contains("ordered")),
            "{statements:#?}"
        );
    }

    #[test]
    fn another_figure_is_another_statement() {
        for statement in found(&story()) {
            let quotes: Vec<&str> = statement.citations.iter().map(|c| c.quote.as_str()).collect();
            assert!(
                !(quotes.iter().any(|q| q.contains("three")) && quotes.iter().any(|q| q.contains("four")))
            );
        }
    }

    #[test]
    fn a_reprint_adds_a_report_but_no_independent_origin() {
        let mut reports = story();
        let mut reprint = reports[0].clone();
        reprint.id = "z".to_owned();
        reports.push(reprint);
        let same = |id: &str| (id.to_owned(), BTreeSet::from(["a".to_owned()]));
        let groups: BTreeMap<String, BTreeSet<String>> = [same("a"), same("z")].into();
        let origins = Origins {
            low: groups.clone(),
            high: groups,
            ..Origins::default()
        };
        let statements = find(&reports.iter().collect::<Vec<_>>(), &origins);
        assert_eq!(
            (
                statements[0].support.reports,
                statements[0].support.independent.high
            ),
            (3, 2)
        );
    }

    #[test]
    fn a_thousand_reports_are_told_quickly() {
        let reports: Vec<Report> = (0..1000)
            .map(|i| report(&format!("r{i}"), &format!("The mayor of the town number {} said on Monday that the river had risen by {i} metres. Schools stay shut until the water of stream {i} is gone.", i % 7)))
            .collect();
        assert!(found(&reports).len() >= 1000);
    }

    proptest! {
        #[test]
        fn the_order_of_reports_changes_nothing(order in Just(vec![0, 1, 2]).prop_shuffle()) {
            let reports = story();
            let shuffled: Vec<&Report> = order.iter().map(|&i| &reports[i]).collect();
            prop_assert_eq!(find(&shuffled, &Origins::default()), found(&reports));
        }
    }
}
