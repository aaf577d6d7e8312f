//! Whose words each stretch of a report has: a merge split into its parts.
//!
//! Each sentence is judged by itself: by the report's credit for its whole text, by what the sentence names as its
//! source, and by the reports that have its words. What it rests on by stated and verbatim signs are names, as for whole
//! reports: two places depend on each other where they hold one in common. A sentence that is known to come from another
//! report, or stands in a reprint, takes over all that its original rests on, so that no copy of it counts as new.

use super::limits::Cut;
use super::places::{self, Cover, Place};
use super::{Set, claims, credits, families, outlets};
use record::{Direction, Origins, Report, ReuseBasis, Span, Stretch};
use std::collections::{BTreeMap, BTreeSet};

mod names;
mod told;

/// What a sentence names as its source: an agency, or reports of a newsroom.
struct Claim<'r> {
    span: Span,
    agency: Option<String>,
    newsroom: Vec<&'r str>,
    /// Whether it is the report's own newsroom.
    own: bool,
}

/// What is known of one report for judging its sentences.
struct Known<'r> {
    report: &'r Report,
    claims: Vec<Claim<'r>>,
    /// Whether most of it is another one's text.
    foreign: bool,
    /// The report that prints the same text first.
    reprints: Option<&'r str>,
    places: Vec<Place<'r>>,
}

impl<'r> Known<'r> {
    fn claims_in(&self, span: Span) -> impl Iterator<Item = &Claim<'r>> {
        self.claims.iter().filter(move |c| c.span.overlaps(span))
    }

    /// Whether the sentence names the report's own newsroom as its source.
    fn says_own(&self, place: &Place) -> bool {
        self.claims_in(place.span).any(|c| c.own) && !place.covers.iter().any(|c| c.borrowed && c.known)
    }

    /// Whether a sentence is the report's own work, for all that is known.
    fn is_own(&self, set: &Set, place: &Place) -> bool {
        self.says_own(place)
            || (set.main(self.report).is_none()
                && self.report.original.is_none()
                && self.reprints.is_none()
                && !place
                    .covers
                    .iter()
                    .any(|c| (c.borrowed && (c.known || self.foreign)) || self.agency_of(set, c).is_some()))
    }

    /// The agency whose words a shared sentence has: one of the two reports credits it for its whole text.
    ///
    /// Credits for parts alone do not say which part is the agency's, and a third report tells of its own part.
    fn agency_of(&self, set: &Set, cover: &Cover<'r>) -> Option<&'r str> {
        let pair = cover.pair;
        let agency = pair.origin_name.as_deref()?;
        let other = set.by_id.get(cover.other).copied();
        let mut credits = [Some(self.report), other]
            .into_iter()
            .flatten()
            .filter_map(|r| set.main(r));
        let stated = pair.origin == Direction::Common && pair.basis != ReuseBasis::Inferred;
        (stated && credits.any(|c| credits::one_agency(c, agency))).then_some(agency)
    }
}

/// Splits every report into stretches.
pub(super) fn of<'r>(set: &Set<'r>, origins: &mut Origins, cut: &mut Cut<'r>) {
    let all = known(set, origins, cut);
    let names = names::of(set, &all, origins);
    for ((id, known), names) in all.iter().zip(names) {
        let mut stretches: Vec<Stretch> = Vec::new();
        for (place, rests_on) in known.places.iter().zip(names) {
            let told = told::of(set, &all, known, place);
            match stretches.last_mut() {
                Some(last) if told.continues(last) && last.rests_on == rests_on => {
                    last.span = last.span.cover(place.span);
                    for citation in told.evidence {
                        if !last.evidence.contains(&citation) {
                            last.evidence.push(citation);
                        }
                    }
                }
                _ => stretches.push(Stretch {
                    span: place.span,
                    kind: told.kind,
                    origin: told.origin,
                    report: told.report,
                    basis: told.basis,
                    evidence: told.evidence,
                    rests_on,
                }),
            }
        }
        if !stretches.is_empty() {
            origins.stretches.insert((*id).to_owned(), stretches);
        }
    }
}

fn known<'r>(set: &Set<'r>, origins: &Origins, cut: &mut Cut<'r>) -> BTreeMap<&'r str, Known<'r>> {
    let foreign = families::foreign(set, origins);
    let agencies: BTreeSet<&str> = set
        .by_id
        .values()
        .flat_map(|r| set.credits(r))
        .map(|c| c.agency.as_str())
        .collect();
    let agencies: BTreeMap<String, &str> = agencies.into_iter().map(|a| (outlets::normal(a), a)).collect();
    let mut newsrooms: BTreeMap<String, Vec<&'r str>> = BTreeMap::new();
    for (id, report) in &set.by_id {
        if let Some(outlet) = report.outlet.as_deref() {
            newsrooms.entry(outlets::normal(outlet)).or_default().push(id);
        }
    }
    let names: BTreeSet<String> = agencies
        .keys()
        .chain(newsrooms.keys())
        .filter(|n| !n.is_empty())
        .cloned()
        .collect();
    let mut places = places::of(set, cut);
    set.by_id
        .iter()
        .map(|(&id, &report)| {
            let claims = claims::all(report, &names).into_iter().map(|(name, span)| {
                let own = report
                    .outlet
                    .as_deref()
                    .is_some_and(|o| outlets::normal(o) == name);
                let others = newsrooms.get(&name).filter(|_| !own);
                Claim {
                    span,
                    agency: agencies.get(&name).filter(|_| !own).map(|a| (*a).to_owned()),
                    newsroom: others
                        .into_iter()
                        .flatten()
                        .copied()
                        .filter(|o| !foreign.contains(o))
                        .take(places::HELD)
                        .collect(),
                    own,
                }
            });
            let known = Known {
                report,
                claims: claims.collect(),
                foreign: foreign.contains(id),
                reprints: set.reprints.get(id).copied(),
                places: places.remove(id).unwrap_or_default(),
            };
            (id, known)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::origins::trace;
    use crate::reuse;
    use crate::sample::{PROSE, REMARK, credits, report};
    use proptest::prelude::*;
    use record::{AgencyBasis, EdgeBasis, Independent, Origins, Report, Span, StretchKind};

    fn traced(reports: &[Report]) -> Origins {
        trace(reports, &reuse::find(reports))
    }

    type Seen<'o> = (StretchKind, Option<&'o str>, Option<&'o str>, EdgeBasis);

    fn stretches<'o>(origins: &'o Origins, id: &str) -> Vec<Seen<'o>> {
        let told = origins.stretches[id].iter();
        told.map(|s| (s.kind, s.origin.as_deref(), s.report.as_deref(), s.basis))
            .collect()
    }

    /// The place of the `n`th paragraph.
    fn at(report: &Report, n: usize) -> (&str, Span) {
        (report.id.as_str(), report.segments[n].span)
    }

    fn told(low: usize, high: usize) -> Independent {
        Independent { low, high }
    }

    fn merge() -> [Report; 3] {
        let wire = |id, outlet, agency, prose: &[&str]| {
            credits(
                report(id, outlet, "2031-03-04", prose),
                agency,
                AgencyBasis::Dateline,
            )
        };
        [
            wire("a", "Ellery Herald", "Halcyon", &[PROSE[0], PROSE[1]]),
            wire("b", "Harrow Post", "Meridian", &[PROSE[2]]),
            report(
                "m",
                "Callow Mail",
                "2031-03-05",
                &[PROSE[0], PROSE[1], PROSE[2], PROSE[3]],
            ),
        ]
    }

    #[test]
    fn a_merge_is_split_into_its_parts() {
        use EdgeBasis::{Inferred, Reuse};
        use StretchKind::{Agency, Own};
        let reports = merge();
        let origins = traced(&reports);
        assert_eq!(
            stretches(&origins, "m"),
            [
                (Agency, Some("Halcyon"), Some("a"), Reuse),
                (Agency, Some("Meridian"), Some("b"), Reuse),
                (Own, Some("Callow Mail"), None, Inferred),
            ]
        );
        for stretch in origins.stretches.values().flatten() {
            let stand = |c: &record::Citation| reports.iter().any(|r| c.holds(r));
            assert!(stretch.evidence.iter().all(stand));
        }
    }

    #[test]
    fn a_statement_counts_for_the_part_it_stands_in() {
        let reports = merge();
        let [a, b, m] = &reports;
        let origins = traced(&reports);
        let count = |places: &[(&str, Span)]| origins.independent_at(places.iter().copied());
        // The agency's own report, and what the merge has from it.
        assert_eq!(count(&[at(a, 1), at(m, 0)]), told(1, 1));
        // And what it has from the other agency, or wrote itself; the cautious still doubt it.
        assert_eq!(count(&[at(a, 1), at(m, 2)]), told(1, 2));
        assert_eq!(count(&[at(b, 0), at(m, 3)]), told(1, 2));
        // One report never counts twice.
        assert_eq!(count(&[at(m, 0), at(m, 2), at(m, 3)]), told(1, 1));
        assert_eq!(count(&[at(a, 0), at(b, 0), at(m, 3)]), told(2, 3));
    }

    #[test]
    fn an_agencys_paragraph_in_a_long_own_report_counts_for_the_agency() {
        let own = report(
            "l",
            "Callow Mail",
            "2031-03-05",
            &[PROSE[2], PROSE[3], PROSE[4], PROSE[0]],
        );
        let wire = |id, outlet, prose| {
            credits(
                report(id, outlet, "2031-03-04", &[prose]),
                "Halcyon",
                AgencyBasis::Byline,
            )
        };
        let reports = [
            own,
            wire("a", "Ellery Herald", PROSE[0]),
            wire("b", "Harrow Post", PROSE[1]),
        ];
        let origins = traced(&reports);
        let count = |n| origins.independent_at([at(&reports[0], n), at(&reports[2], 0)]);
        // Halcyon's other dispatch says the same in its own words.
        assert_eq!(count(3), told(1, 1));
        assert_eq!(count(1), told(1, 2));
    }

    #[test]
    fn a_credit_for_the_whole_text_holds_for_every_sentence_but_one_that_says_otherwise() {
        let own = "A second gate upriver is also rusting badly, its keeper told the Harrow Post on Tuesday evening.";
        let reports = [
            credits(
                report("a", "Ellery Herald", "", &[PROSE[0]]),
                "Halcyon",
                AgencyBasis::Dateline,
            ),
            credits(
                report("b", "Harrow Post", "", &[PROSE[0], PROSE[1], own]),
                "Halcyon",
                AgencyBasis::Dateline,
            ),
        ];
        let origins = traced(&reports);
        let kinds: Vec<StretchKind> = stretches(&origins, "b").iter().map(|s| s.0).collect();
        assert_eq!(
            kinds,
            [StretchKind::Agency, StretchKind::Agency, StretchKind::Own]
        );
        assert_eq!(
            origins
                .independent_at([at(&reports[0], 0), at(&reports[1], 1)])
                .high,
            1
        );
        assert_eq!(
            origins
                .independent_at([at(&reports[0], 0), at(&reports[1], 2)])
                .high,
            2
        );
    }

    #[test]
    fn a_sentence_that_names_another_newsroom_rests_on_it() {
        let told_by = "The hinge had been rusting for years, the keeper told the Ellery Herald on Monday.";
        let reports = [
            report("a", "Ellery Herald", "", &[PROSE[0]]),
            report("b", "Harrow Post", "", &[PROSE[2], told_by]),
        ];
        let origins = traced(&reports);
        let count = |n| {
            origins
                .independent_at([at(&reports[0], 0), at(&reports[1], n)])
                .high
        };
        assert_eq!((count(0), count(1)), (2, 1));
        assert_eq!(
            stretches(&origins, "b")[1],
            (
                StretchKind::Report,
                Some("Ellery Herald"),
                Some("a"),
                EdgeBasis::Stated
            )
        );
    }

    #[test]
    fn a_shared_remark_joins_no_places() {
        let reports = [
            report("a", "Ellery Herald", "", &[PROSE[0], REMARK]),
            report("b", "Harrow Post", "", &[PROSE[2], REMARK]),
        ];
        let origins = traced(&reports);
        assert_eq!(
            origins.independent_at([at(&reports[0], 1), at(&reports[1], 1)]),
            told(2, 2)
        );
    }

    proptest! {
        /// Law 8 for single statements: a reprint, whole or in part, under any outlet, adds no independent origin to
        /// what stands in the report and in others.
        #[test]
        fn a_reprint_changes_no_count_of_a_statement(
            parts in prop::collection::vec(prop::collection::vec(0_usize..5, 1..5), 1..6),
            wire in prop::collection::vec(0_usize..5, 6),
            picked in prop::collection::vec(prop::collection::vec(any::<bool>(), 5), 6),
            which in 0_usize..6,
            outlet in 0_usize..8,
            from in 0_usize..4,
            credit in any::<bool>(),
        ) {
            // What a report says twice is compared where it stands first, so that a part of it may be compared otherwise.
            let once = |p: &Vec<usize>| -> Vec<usize> {
                p.iter().enumerate().filter(|&(i, n)| !p[..i].contains(n)).map(|(_, &n)| n).collect()
            };
            let parts: Vec<Vec<usize>> = parts.iter().map(once).collect();
            let mut reports: Vec<Report> = parts
                .iter()
                .enumerate()
                .map(|(i, p)| {
                    let prose: Vec<&str> = p.iter().map(|&n| PROSE[n]).collect();
                    let made = report(&format!("r{i}"), &format!("Outlet Number {i}"), &format!("2031-03-0{}", 1 + i % 3), &prose);
                    match wire[i] {
                        0 => credits(made, "Halcyon", AgencyBasis::Dateline),
                        1 => credits(made, "Meridian", AgencyBasis::Contributors),
                        _ => made,
                    }
                })
                .collect();
            // A statement stands in some paragraphs of some reports.
            let stands = |i: usize, n: usize| picked[i][n];
            let places = |reports: &[Report]| -> Vec<(String, Span)> {
                (0..parts.len())
                    .flat_map(|i| (0..parts[i].len()).map(move |n| (i, n)))
                    .filter(|&(i, n)| stands(i, n))
                    .map(|(i, n)| (reports[i].id.clone(), reports[i].segments[n].span))
                    .collect()
            };
            let count = |reports: &[Report], places: &[(String, Span)]| {
                traced(reports).independent_at(places.iter().map(|(id, span)| (id.as_str(), *span)))
            };
            let mut at = places(&reports);
            let before = count(&reports, &at);
            prop_assert!(before.low <= before.high);
            let which = which % reports.len();
            let from = from % parts[which].len();
            let prose: Vec<&str> = parts[which][from..].iter().map(|&n| PROSE[n]).collect();
            let mut reprint = report("reprint", &format!("Outlet Number {outlet}"), "2031-03-05", &prose);
            if credit {
                reprint.agencies = reports[which].agencies.clone();
            }
            for n in from..parts[which].len() {
                if stands(which, n) {
                    at.push((reprint.id.clone(), reprint.segments[n - from].span));
                }
            }
            reports.push(reprint);
            prop_assert_eq!(count(&reports, &at), before);
        }

        /// Law 8 without the origin: what its copies say stays one source's.
        #[test]
        fn places_of_copies_stay_joined_without_their_origin(
            copies in 2_usize..5,
            orders in prop::collection::vec(any::<bool>(), 5),
            own in prop::collection::vec(any::<bool>(), 5),
        ) {
            let mut reports = vec![report("origin", "Ellery Herald", "2031-03-04", &PROSE[..3])];
            for (i, order) in orders.iter().enumerate().take(copies) {
                let mut words = if *order { vec![PROSE[0], PROSE[1], PROSE[2]] } else { vec![PROSE[2], PROSE[0], PROSE[1]] };
                if own[i] {
                    words.push(PROSE[3 + i % 2]);
                }
                reports.push(report(&format!("c{i}"), &format!("Outlet Number {i}"), "2031-03-05", &words));
            }
            let first = |r: &Report| {
                let n = r.segments.iter().position(|s| r.text.at(s.span) == PROSE[0]).unwrap_or(0);
                (r.id.clone(), r.segments[n].span)
            };
            let places: Vec<(String, Span)> = reports.iter().map(first).collect();
            let count = |reports: &[Report], places: &[(String, Span)]| {
                traced(reports).independent_at(places.iter().map(|(id, span)| (id.as_str(), *span)))
            };
            prop_assert_eq!(count(&reports, &places), told(1, 1));
            prop_assert_eq!(count(&reports[1..], &places[1..]), told(1, 1));
        }
    }
}
