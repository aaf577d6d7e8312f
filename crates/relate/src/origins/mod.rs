//! Origins: who depends on whom, and how many stand behind a set of reports.
//!
//! Every sign becomes an edge from a report to an origin: an agency, an outlet, or another report's text. Two reports that
//! rest on one origin depend on each other. The strict view (`high`) takes what is stated of a whole text and what is
//! verbatim to a large part; the cautious one (`low`) takes every sign. Shared quoted speech is no sign at all.

pub(crate) mod credits;
mod outlets;
mod sources;

pub use sources::count;

use credits::Credit;
use record::{
    Citation, Direction, Edge, EdgeBasis, Origins, Passage, PassageKind, Report, Reuse, ReuseBasis, ReuseKind,
};
use std::collections::{BTreeMap, BTreeSet};

/// Share of prose from which a report rests on the other as a whole.
const MOST: f64 = 0.5;
/// Share of both reports' prose from which they are one text.
const ONE_TEXT: f64 = 0.8;
/// Share of prose from which two reports that share a part no longer stand for themselves in the strict view.
const LARGE: f64 = 0.3;

/// The signs of dependence among `reports`, and the origins that each rests on.
#[must_use]
pub fn trace(reports: &[Report], reuse: &[Reuse]) -> Origins {
    let by_id: BTreeMap<&str, &Report> = reports.iter().map(|r| (r.id.as_str(), r)).collect();
    let mut origins = Origins::default();
    agencies(&by_id, &mut origins);
    texts(&by_id, reuse, &mut origins);
    stated(&by_id, reuse, &mut origins);
    inherited(&by_id, reuse, &mut origins);
    outlets(&by_id, reuse, &mut origins);
    reprints(reuse, &mut origins);
    origins.edges.sort();
    origins.edges.dedup();
    origins
}

/// Ties `report` to `origin`, in the strict view too where `strict`.
fn tie(origins: &mut Origins, report: &str, origin: &str, strict: bool) {
    let views = [Some(&mut origins.low), strict.then_some(&mut origins.high)];
    for view in views.into_iter().flatten() {
        view.entry(report.to_owned())
            .or_default()
            .insert(origin.to_owned());
    }
}

/// How a report is called in a sentence: by its outlet, else the host of its address, else its headline, else its id.
///
/// Never by its file: the same reports in other files must be told in the same words.
pub(crate) fn label(report: &Report) -> String {
    const LONGEST: usize = 60;
    let host = || {
        let rest = report.url.as_deref()?.split_once("://")?.1;
        let host = rest.split(['/', '?', '#', ':']).next()?;
        Some(host.strip_prefix("www.").unwrap_or(host).to_owned()).filter(|h| !h.is_empty())
    };
    let headline = || {
        let words = report.headline.as_deref()?;
        let cut: String = words.chars().take(LONGEST).collect();
        Some(if cut.len() < words.len() {
            format!("“{}…”", cut.trim_end())
        } else {
            format!("“{cut}”")
        })
    };
    report
        .outlet
        .clone()
        .or_else(host)
        .or_else(headline)
        .unwrap_or_else(|| report.id.clone())
}

/// Agencies that a report itself credits, or is published by.
fn agencies(by_id: &BTreeMap<&str, &Report>, origins: &mut Origins) {
    let credits: BTreeMap<&str, Vec<Credit>> = by_id.iter().map(|(id, r)| (*id, credits::of(r))).collect();
    let names: BTreeSet<&str> = credits.values().flatten().map(|c| c.agency.as_str()).collect();
    let full = |name: &str| {
        let mut long = names.iter().filter(|long| credits::shortens(name, long));
        match (long.next(), long.next()) {
            (Some(one), None) => (*one).to_owned(),
            _ => name.to_owned(),
        }
    };
    for report in by_id.values() {
        for credit in &credits[report.id.as_str()] {
            let agency = full(&credit.agency);
            let what = if credit.main { "credits" } else { "credits in part" };
            tie(origins, &report.id, &agency, credit.main);
            origins.edges.push(Edge {
                report: report.id.clone(),
                why: format!("{} {what} {agency}.", label(report)),
                origin: agency,
                basis: EdgeBasis::Stated,
                evidence: credit
                    .span
                    .map(|s| Citation::new(report, s))
                    .into_iter()
                    .collect(),
            });
        }
        let outlet = report.outlet.as_deref().unwrap_or("");
        for name in names.iter().filter(|name| outlets::one(outlet, name)) {
            tie(origins, &report.id, &full(name), true);
        }
        if let Some(span) = credits::unnamed(report) {
            origins.edges.push(Edge {
                report: report.id.clone(),
                origin: "agencies".to_owned(),
                basis: EdgeBasis::Inferred,
                why: format!("{} credits agencies without naming them.", label(report)),
                evidence: vec![Citation::new(report, span)],
            });
        }
    }
}

/// Shared prose.
fn texts(by_id: &BTreeMap<&str, &Report>, reuse: &[Reuse], origins: &mut Origins) {
    for pair in reuse.iter().filter(|r| r.kind != ReuseKind::Quotation) {
        let (Some(a), Some(b)) = (by_id.get(pair.a.as_str()), by_id.get(pair.b.as_str())) else {
            continue;
        };
        let (of_a, known) = dependent(pair);
        let (from, share, to) = if of_a {
            (a, pair.share_a, b)
        } else {
            (b, pair.share_b, a)
        };
        let large = pair.kind == ReuseKind::Copied || pair.share_a.max(pair.share_b) >= LARGE;
        let both = format!("text of {} and {}", a.id, b.id);
        for id in [&a.id, &b.id] {
            tie(origins, id, &both, large);
        }
        // One text in many reports has one name, that of its first report, so that they stay joined without it.
        let one = pair.share_a.min(pair.share_b) >= ONE_TEXT;
        let text = format!("report:{}", to.id);
        if one || share >= MOST {
            for id in [&from.id, &to.id] {
                tie(origins, id, &text, one || known);
            }
        }
        origins.edges.push(Edge {
            report: from.id.clone(),
            origin: text,
            basis: EdgeBasis::Reuse,
            why: why(from, to, share, pair),
            evidence: evidence(pair, a, b),
        });
    }
}

/// Whether it is `a` that depends, and whether that is known: the later one depends; else the one of whose prose more is
/// shared; else the one whose id sorts last.
fn dependent(pair: &Reuse) -> (bool, bool) {
    match pair.origin {
        Direction::A => (false, true),
        Direction::B => (true, true),
        Direction::Common | Direction::Unknown => (pair.share_a > pair.share_b, false),
    }
}

/// A reprint rests on all that its original rests on.
fn reprints(reuse: &[Reuse], origins: &mut Origins) {
    let before = (origins.low.clone(), origins.high.clone());
    for pair in reuse.iter().filter(|r| r.kind == ReuseKind::Copied) {
        let (of_a, known) = dependent(pair);
        let (from, share, to) = if of_a {
            (&pair.a, pair.share_a, &pair.b)
        } else {
            (&pair.b, pair.share_b, &pair.a)
        };
        if share < MOST || !(known || pair.share_a.min(pair.share_b) >= ONE_TEXT) {
            continue;
        }
        for (view, before) in [(&mut origins.low, &before.0), (&mut origins.high, &before.1)] {
            let names = before.get(to).into_iter().flatten().cloned();
            view.entry(from.clone()).or_default().extend(names);
        }
    }
}

fn why(from: &Report, to: &Report, share: f64, pair: &Reuse) -> String {
    let percent = (share * 100.0).round();
    let text = format!(
        "{percent}% of the prose of {} stands in {}",
        label(from),
        label(to)
    );
    match (pair.origin, &pair.origin_name, pair.basis) {
        (Direction::Common, None, ReuseBasis::Inferred) => {
            format!("{text}: both seem to have it from an agency.")
        }
        (Direction::Common, Some(name), ReuseBasis::Inferred) => {
            format!("{text}: both seem to have it from {name}.")
        }
        (Direction::Common, Some(name), _) => format!("{text}: both have it from {name}."),
        (Direction::Unknown | Direction::Common, ..) => format!("{text}; who had it first is not known."),
        (_, _, ReuseBasis::Stated) => format!("{text}, which it credits."),
        (_, _, ReuseBasis::Reuse | ReuseBasis::Inferred) => format!("{text}, which was published before."),
    }
}

/// The longest shared prose passage, in both reports.
fn evidence(pair: &Reuse, a: &Report, b: &Report) -> Vec<Citation> {
    let prose = pair.passages.iter().filter(|p| p.kind == PassageKind::Prose);
    let longest: Option<&Passage> = prose.max_by_key(|p| (p.a.len() + p.b.len(), std::cmp::Reverse(p.a)));
    longest.map_or_else(Vec::new, |p| vec![Citation::new(a, p.a), Citation::new(b, p.b)])
}

/// Credits that name another newsroom whose report is here. Shared prose confirms them.
fn stated(by_id: &BTreeMap<&str, &Report>, reuse: &[Reuse], origins: &mut Origins) {
    let shared: BTreeMap<(&str, &str), &Reuse> = reuse
        .iter()
        .filter(|r| r.kind != ReuseKind::Quotation)
        .map(|r| ((r.a.as_str(), r.b.as_str()), r))
        .collect();
    let verbatim = |a: &Report, b: &Report| {
        shared.contains_key(&(a.id.as_str(), b.id.as_str()))
            || shared.contains_key(&(b.id.as_str(), a.id.as_str()))
    };
    for report in by_id.values() {
        for other in by_id.values().filter(|o| o.id != report.id) {
            let Some(span) = credits::names(report, other) else {
                continue;
            };
            let name = other.outlet.as_deref().unwrap_or(&other.id);
            let both = format!("text of {} credited by {}", other.id, report.id);
            for id in [&report.id, &other.id] {
                tie(origins, id, &both, verbatim(report, other));
            }
            origins.edges.push(Edge {
                report: report.id.clone(),
                origin: format!("report:{}", other.id),
                basis: EdgeBasis::Stated,
                why: format!("{} credits {name}.", label(report)),
                evidence: vec![Citation::new(report, span)],
            });
        }
    }
    for pair in shared.values() {
        let (Some(a), Some(b)) = (by_id.get(pair.a.as_str()), by_id.get(pair.b.as_str())) else {
            continue;
        };
        // A credit for a part, and the words of that agency's copy: stated and verbatim.
        let (ca, cb) = (credits::of(a), credits::of(b));
        let shared = |c: &&Credit| cb.iter().any(|d| credits::one_agency(&d.agency, &c.agency));
        for common in ca.iter().filter(shared) {
            let both = format!("{} in {} and {}", common.agency, a.id, b.id);
            for id in [&a.id, &b.id] {
                tie(origins, id, &both, true);
            }
        }
    }
}

/// A report most of whose prose stands in one that is an agency's text is that agency's text too, credit or no credit.
fn inherited(by_id: &BTreeMap<&str, &Report>, reuse: &[Reuse], origins: &mut Origins) {
    for pair in reuse.iter().filter(|r| r.kind == ReuseKind::Copied) {
        let (Some(a), Some(b)) = (by_id.get(pair.a.as_str()), by_id.get(pair.b.as_str())) else {
            continue;
        };
        for (from, share, to) in [(a, pair.share_a, b), (b, pair.share_b, a)] {
            let own = credits::of(from);
            let Some(main) = credits::of(to).into_iter().find(|c| c.main) else {
                continue;
            };
            if share < MOST || own.iter().any(|c| c.main) {
                continue;
            }
            origins.edges.push(Edge {
                report: from.id.clone(),
                origin: main.agency.clone(),
                basis: EdgeBasis::Reuse,
                why: format!(
                    "{} has its text in common with {}, which credits {}.",
                    label(from),
                    label(to),
                    main.agency
                ),
                evidence: evidence(pair, a, b),
            });
            tie(origins, &from.id, &main.agency, true);
        }
    }
}

/// Reports of one outlet are one source, but for those whose text is an agency's or another outlet's.
fn outlets(by_id: &BTreeMap<&str, &Report>, reuse: &[Reuse], origins: &mut Origins) {
    let mut families: Vec<(String, Vec<&Report>)> = Vec::new();
    for report in by_id.values() {
        let Some(outlet) = report.outlet.as_deref() else {
            continue;
        };
        let foreign = origins
            .edges
            .iter()
            .any(|e| e.report == report.id && is_foreign(e, report, by_id, reuse));
        if foreign {
            continue;
        }
        match families
            .iter_mut()
            .find(|(_, members)| outlets::same(members[0], report))
        {
            Some((_, members)) => members.push(report),
            None => families.push((outlet.to_owned(), vec![report])),
        }
    }
    for (outlet, members) in families.iter().filter(|(_, m)| m.len() > 1) {
        for report in members {
            origins.edges.push(Edge {
                report: report.id.clone(),
                origin: outlet.clone(),
                basis: EdgeBasis::Stated,
                why: format!("{outlet} published {} of the reports.", members.len()),
                evidence: Vec::new(),
            });
            tie(origins, &report.id, outlet, true);
        }
    }
}

/// Whether the edge says that the report's text is not its outlet's own.
fn is_foreign(edge: &Edge, report: &Report, by_id: &BTreeMap<&str, &Report>, reuse: &[Reuse]) -> bool {
    let Some(other) = edge.origin.strip_prefix("report:") else {
        // An agency: foreign where the whole text is its.
        return edge.basis == EdgeBasis::Reuse
            || credits::of(report)
                .iter()
                .any(|c| c.main && c.agency == edge.origin);
    };
    let other_outlet = by_id.get(other).is_some_and(|o| !outlets::same(o, report));
    let key = (report.id.as_str().min(other), report.id.as_str().max(other));
    let pair = reuse
        .binary_search_by(|r| (r.a.as_str(), r.b.as_str()).cmp(&key))
        .map(|i| &reuse[i]);
    other_outlet
        && pair.is_ok_and(|p| {
            let share = if p.a == report.id { p.share_a } else { p.share_b };
            p.kind == ReuseKind::Copied && share >= MOST
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse;
    use crate::sample::{PROSE, REMARK, report};
    use proptest::prelude::*;
    use record::{Agency, AgencyBasis, Independent, SegmentKind};

    fn counted(reports: &[Report]) -> Independent {
        let origins = trace(reports, &reuse::find(reports));
        origins.independent(reports.iter().map(|r| r.id.as_str()))
    }

    fn credits(mut report: Report, agency: &str, basis: AgencyBasis) -> Report {
        report.agencies.push(Agency {
            name: agency.into(),
            basis,
            span: None,
        });
        report
    }

    fn told(low: usize, high: usize) -> Independent {
        Independent { low, high }
    }

    #[test]
    fn agency_copy_counts_once_and_so_does_a_copy_that_cut_the_credit() {
        let reports = [
            credits(
                report("a", "Ellery Herald", "", &[PROSE[0], PROSE[1]]),
                "Reuters",
                AgencyBasis::Dateline,
            ),
            report("b", "Harrow Post", "", &[PROSE[1], PROSE[0]]),
            credits(
                report("c", "Callow Mail", "", &[PROSE[2]]),
                "Reuters",
                AgencyBasis::Credit,
            ),
            report("d", "Downs Weekly", "", &[PROSE[3]]),
        ];
        assert_eq!(counted(&reports), told(2, 2));
        let origins = trace(&reports, &reuse::find(&reports));
        let why = count(&reports.iter().collect::<Vec<_>>(), &origins).why;
        assert_eq!(why[0], "3 of 4 reports carry Reuters copy: 2 stated, 1 verbatim.");
        assert_eq!(
            why[why.len() - 1],
            "So 2 independent sources stand behind the 4 reports."
        );
    }

    #[test]
    fn quoted_speech_joins_nothing() {
        let reports = [
            report("a", "Ellery Herald", "", &[PROSE[0], REMARK]),
            report("b", "Harrow Post", "", &[PROSE[2], REMARK]),
        ];
        assert_eq!(counted(&reports), told(2, 2));
    }

    #[test]
    fn a_part_of_an_agency_is_a_sign_and_no_proof() {
        let reports = [
            credits(
                report("a", "Ellery Herald", "", &[PROSE[0]]),
                "Reuters",
                AgencyBasis::Byline,
            ),
            credits(
                report("b", "Harrow Post", "", &[PROSE[2]]),
                "Reuters",
                AgencyBasis::Contributors,
            ),
        ];
        assert_eq!(counted(&reports), told(1, 2));
    }

    #[test]
    fn a_merge_counts_for_neither_of_its_two_agencies_twice() {
        let mut merge = report(
            "m",
            "Callow Mail",
            "2031-03-05",
            &[PROSE[0], PROSE[2], "By Bo Lund of Reuters and AFP"],
        );
        merge.segments[2].kind = SegmentKind::Credit;
        let merge = credits(
            credits(merge, "Reuters", AgencyBasis::Contributors),
            "AFP",
            AgencyBasis::Contributors,
        );
        let reports = [
            credits(
                report("a", "Ellery Herald", "", &[PROSE[0], PROSE[1]]),
                "Reuters",
                AgencyBasis::Byline,
            ),
            credits(
                report("b", "Harrow Post", "", &[PROSE[2], PROSE[3]]),
                "AFP",
                AgencyBasis::Byline,
            ),
            merge,
        ];
        assert_eq!(counted(&reports), told(2, 2));
        assert_eq!(counted(&reports[1..]), told(1, 1));
    }

    #[test]
    fn one_outlet_counts_once_but_not_for_the_agency_it_prints() {
        let own = report("a", "Ellery Herald", "", &[PROSE[0]]);
        let later = report("b", "The Ellery Herald", "", &[PROSE[2]]);
        assert_eq!(counted(&[own.clone(), later]), told(1, 1));
        let wire = credits(
            report("b", "Ellery Herald", "", &[PROSE[2]]),
            "Reuters",
            AgencyBasis::Dateline,
        );
        assert_eq!(counted(&[own, wire]), told(2, 2));
    }

    #[test]
    fn evidence_stands_where_it_says() {
        let reports = [
            report("a", "Ellery Herald", "2031-03-04", &[PROSE[0], PROSE[1]]),
            report("b", "Harrow Post", "2031-03-05", &[PROSE[1], PROSE[4]]),
        ];
        let origins = trace(&reports, &reuse::find(&reports));
        let [edge] = &origins.edges[..] else {
            panic!("one edge: {:?}", origins.edges)
        };
        assert_eq!((edge.report.as_str(), edge.origin.as_str()), ("b", "report:a"));
        assert!(edge.evidence.iter().all(|c| reports.iter().any(|r| c.holds(r))));
        assert!(!edge.evidence.is_empty());
    }

    proptest! {
        /// Law 8: no copy counts twice.
        #[test]
        fn a_reprint_changes_no_count(
            parts in prop::collection::vec(prop::collection::vec(0_usize..5, 1..4), 1..6),
            wire in prop::collection::vec(0_usize..4, 6),
            which in 0_usize..6,
            outlet in 0_usize..7,
            cut in any::<bool>(),
        ) {
            let mut reports: Vec<Report> = parts
                .iter()
                .enumerate()
                .map(|(i, p)| {
                    let prose: Vec<&str> = p.iter().map(|&n| PROSE[n]).collect();
                    let made = report(&format!("r{i}"), &format!("Outlet Number {i}"), "2031-03-04", &prose);
                    match wire[i] {
                        0 => credits(made, "Reuters", AgencyBasis::Dateline),
                        1 => credits(made, "AFP", AgencyBasis::Contributors),
                        _ => made,
                    }
                })
                .collect();
            let before = counted(&reports);
            let which = which % reports.len();
            let mut reprint = report("reprint", &format!("Outlet Number {outlet}"), "2031-03-05", &[]);
            reprint.text = reports[which].text.clone();
            reprint.segments = reports[which].segments.clone();
            if !cut {
                reprint.agencies = reports[which].agencies.clone();
            }
            reports.push(reprint);
            prop_assert_eq!(counted(&reports), before);
        }

        #[test]
        fn low_is_never_above_high(parts in prop::collection::vec(prop::collection::vec(0_usize..5, 1..4), 1..6)) {
            let reports: Vec<Report> = parts
                .iter()
                .enumerate()
                .map(|(i, p)| report(&format!("r{i}"), "", "", &p.iter().map(|&n| PROSE[n]).collect::<Vec<_>>()))
                .collect();
            let origins = trace(&reports, &reuse::find(&reports));
            for (id, strict) in &origins.high {
                prop_assert!(strict.is_subset(&origins.low[id]));
            }
            let count = counted(&reports);
            prop_assert!(count.low <= count.high && count.high <= reports.len());
        }
    }
}
