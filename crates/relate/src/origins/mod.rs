//! Origins: who depends on whom, and how many stand behind a set of reports.
//!
//! Every sign becomes an edge from a report to an origin: an agency, an outlet, or another report's text. Two reports that
//! rest on one origin depend on each other. The strict view (`high`) takes what is stated of a whole text and what is
//! verbatim to a large part; the cautious one (`low`) takes every sign. Shared quoted speech is no sign at all.

pub(crate) mod credits;
mod outlets;
mod sources;

pub use sources::count;

use record::{
    Citation, Direction, Edge, EdgeBasis, Origins, Passage, PassageKind, Report, Reuse, ReuseBasis, ReuseKind,
};
use std::collections::BTreeMap;

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
    for report in by_id.values() {
        agencies(report, &mut origins);
    }
    texts(&by_id, reuse, &mut origins);
    stated(&by_id, reuse, &mut origins);
    inherited(&by_id, reuse, &mut origins);
    outlets(&by_id, reuse, &mut origins);
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

/// How a report is called in a sentence.
pub(crate) fn label(report: &Report) -> &str {
    let file = report.file.rsplit('/').next().unwrap_or("");
    report
        .outlet
        .as_deref()
        .or((!file.is_empty()).then_some(file))
        .unwrap_or(&report.id)
}

/// Agencies that the report itself credits.
fn agencies(report: &Report, origins: &mut Origins) {
    for credit in credits::of(report) {
        let what = if credit.main { "credits" } else { "credits in part" };
        origins.edges.push(Edge {
            report: report.id.clone(),
            origin: credit.agency.clone(),
            basis: EdgeBasis::Stated,
            why: format!("{} {what} {}.", label(report), credit.agency),
            evidence: credit
                .span
                .map(|s| Citation::new(report, s))
                .into_iter()
                .collect(),
        });
        tie(origins, &report.id, &credit.agency, credit.main);
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

/// Shared prose.
fn texts(by_id: &BTreeMap<&str, &Report>, reuse: &[Reuse], origins: &mut Origins) {
    for pair in reuse.iter().filter(|r| r.kind != ReuseKind::Quotation) {
        let (Some(a), Some(b)) = (by_id.get(pair.a.as_str()), by_id.get(pair.b.as_str())) else {
            continue;
        };
        // Who depends: the later; else the one of whose prose more is shared; else the one whose id sorts last.
        let known = match pair.origin {
            Direction::A => Some((b, pair.share_b, a)),
            Direction::B => Some((a, pair.share_a, b)),
            Direction::Common | Direction::Unknown => None,
        };
        let (from, share, to) = known.unwrap_or(if pair.share_a > pair.share_b {
            (a, pair.share_a, b)
        } else {
            (b, pair.share_b, a)
        });
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
                tie(origins, id, &text, one || known.is_some());
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

fn why(from: &Report, to: &Report, share: f64, pair: &Reuse) -> String {
    let percent = (share * 100.0).round();
    let text = format!(
        "{percent} % of the prose of {} stands in {}",
        label(from),
        label(to)
    );
    match (pair.origin, &pair.origin_name, pair.basis) {
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
        for common in ca.iter().filter(|c| cb.iter().any(|d| d.agency == c.agency)) {
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
