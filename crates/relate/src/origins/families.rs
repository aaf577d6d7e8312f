//! Reports of one outlet, which count once.

use super::{MOST, Set, outlets, tie};
use record::{Edge, EdgeBasis, Origins, Report, ReuseKind};
use std::collections::BTreeSet;

/// Ties the reports of one outlet together, but for those whose text is an agency's or another outlet's.
pub(super) fn of(set: &Set, origins: &mut Origins) {
    let foreign = foreign(set, origins);
    let mut families: Vec<(&str, Vec<&Report>)> = Vec::new();
    for report in set.by_id.values().copied() {
        let Some(outlet) = report
            .outlet
            .as_deref()
            .filter(|_| !foreign.contains(report.id.as_str()))
        else {
            continue;
        };
        match families.iter_mut().find(|(_, of)| outlets::same(of[0], report)) {
            Some((_, members)) => members.push(report),
            None => families.push((outlet, vec![report])),
        }
    }
    for (outlet, members) in families.iter().filter(|(_, m)| m.len() > 1) {
        for report in members {
            origins.edges.push(Edge {
                report: report.id.clone(),
                origin: (*outlet).to_owned(),
                basis: EdgeBasis::Stated,
                why: format!("{outlet} published {} of the reports.", members.len()),
                evidence: Vec::new(),
            });
            tie(origins, &report.id, outlet, true);
        }
    }
}

/// The reports whose text is not their outlet's own, by the signs found so far.
pub(super) fn foreign<'r>(set: &Set<'r>, origins: &Origins) -> BTreeSet<&'r str> {
    let mut foreign: BTreeSet<&str> = BTreeSet::new();
    for (id, report) in &set.by_id {
        let elsewhere = set.reprints.get(id).and_then(|first| set.by_id.get(first));
        if set.main(report).is_some() || elsewhere.is_some_and(|o| !outlets::same(o, report)) {
            foreign.insert(id);
        }
    }
    for edge in &origins.edges {
        let Some((id, report)) = set.by_id.get_key_value(edge.report.as_str()) else {
            continue;
        };
        let is = match edge.origin.strip_prefix("report:") {
            None => edge.basis == EdgeBasis::Reuse,
            Some(other) => {
                let elsewhere = set.by_id.get(other).is_some_and(|o| !outlets::same(o, report));
                elsewhere
                    && set.shared(id, other).is_some_and(|p| {
                        let share = if p.a == report.id { p.share_a } else { p.share_b };
                        p.kind == ReuseKind::Copied && share >= MOST
                    })
            }
        };
        if is {
            foreign.insert(id);
        }
    }
    foreign
}
