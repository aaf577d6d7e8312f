//! Reports of one outlet, of one newsroom and of one owner.

use super::{MOST, Set, label, outlets, tie};
use record::{Edge, EdgeBasis, FamilyShares, Origins, OutletKind, Report, ReuseKind};
use std::collections::{BTreeMap, BTreeSet};

/// Ties together the reports of one outlet, of outlets with one newsroom, and of outlets with one owner, but for those
/// whose text is an agency's or another outlet's.
pub(super) fn of(set: &Set, origins: &mut Origins) {
    let foreign = foreign(set, origins);
    let mut outlets: BTreeMap<&str, Vec<&Report>> = BTreeMap::new();
    for report in set.by_id.values().copied() {
        // A reprint that names its original is the work of that original's outlet.
        let outlet = match &report.original {
            Some(original) if set.main(report).is_none() => Some(original.outlet.as_str()),
            _ => report
                .outlet
                .as_deref()
                .filter(|_| !foreign.contains(report.id.as_str())),
        };
        if let Some(outlet) = outlet.and_then(|o| set.outlets.get(o)) {
            outlets.entry(outlet).or_default().push(report);
        }
    }
    for (outlet, members) in outlets.iter().filter(|(_, m)| m.len() > 1) {
        let own = members.iter().filter(|r| r.original.is_none());
        let portal = own.clone().any(|r| r.outlet_kind == Some(OutletKind::Portal));
        for report in own {
            origins.edges.push(Edge {
                report: report.id.clone(),
                origin: (*outlet).to_owned(),
                basis: if portal {
                    EdgeBasis::Inferred
                } else {
                    EdgeBasis::Stated
                },
                why: format!("{outlet} published {} of the reports.", members.len()),
                evidence: Vec::new(),
            });
        }
        for report in members {
            // What a portal prints was written in many newsrooms; only caution takes two pages of it for one.
            tie(origins, &report.id, outlet, !portal);
        }
    }
    kin(set, origins, &foreign);
}

/// Ties the outlets of a family together: those of one newsroom in both views, for what one of them writes they all
/// print; those of one owner in the cautious view alone, for they have reporters of their own.
fn kin(set: &Set, origins: &mut Origins, foreign: &BTreeSet<&str>) {
    let mut families: BTreeMap<(&str, FamilyShares), Vec<&Report>> = BTreeMap::new();
    for report in set.by_id.values().copied() {
        let Some(family) = report
            .family
            .as_ref()
            .filter(|_| report.original.is_none() && !foreign.contains(report.id.as_str()))
        else {
            continue;
        };
        families
            .entry((&family.name, family.shares))
            .or_default()
            .push(report);
        if let Some(owner) = &family.owner {
            families
                .entry((owner, FamilyShares::Owner))
                .or_default()
                .push(report);
        }
    }
    for ((family, shares), members) in families {
        let strangers = |r: &&Report| members.iter().any(|other| !outlets::same(r, other));
        if !members.iter().any(strangers) {
            continue;
        }
        let newsroom = shares == FamilyShares::Newsroom;
        for report in &members {
            let (basis, what) = if newsroom {
                (EdgeBasis::Stated, "shares a newsroom with others")
            } else {
                (EdgeBasis::Inferred, "has an owner in common with others")
            };
            origins.edges.push(Edge {
                report: report.id.clone(),
                origin: family.to_owned(),
                basis,
                why: format!("{} {what} ({family}).", label(report)),
                evidence: Vec::new(),
            });
            tie(origins, &report.id, &format!("family {family}"), newsroom);
        }
    }
}

/// The reports whose text is not their outlet's own, by the signs found so far.
pub(super) fn foreign<'r>(set: &Set<'r>, origins: &Origins) -> BTreeSet<&'r str> {
    let mut foreign: BTreeSet<&str> = BTreeSet::new();
    for (id, report) in &set.by_id {
        let elsewhere = set.reprints.get(id).and_then(|first| set.by_id.get(first));
        if set.main(report).is_some()
            || report.original.is_some()
            || elsewhere.is_some_and(|o| !outlets::same(o, report))
        {
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
                        p.kind == ReuseKind::Copied && share >= MOST && !p.rewritten
                    })
            }
        };
        if is {
            foreign.insert(id);
        }
    }
    foreign
}

#[cfg(test)]
mod tests {
    use crate::origins::{count, trace};
    use crate::sample::{PROSE, report};
    use record::{Agency, AgencyBasis, Family, FamilyShares, Independent, Original, OutletKind, Report};

    fn of(mut made: Report, family: &str, shares: FamilyShares, owner: Option<&str>) -> Report {
        made.family = Some(Family {
            name: family.into(),
            shares,
            owner: owner.map(str::to_owned),
        });
        made
    }

    fn told(reports: &[Report]) -> (Independent, String) {
        let origins = trace(reports, &crate::reuse::find(reports));
        let sources = count(&reports.iter().collect::<Vec<_>>(), &origins);
        (sources.independent, sources.why.join(" "))
    }

    fn counts(low: usize, high: usize) -> Independent {
        Independent { low, high }
    }

    fn two() -> [Report; 2] {
        [
            report("a", "Ellery Herald", "", &[PROSE[0]]),
            report("b", "Harrow Post", "", &[PROSE[2]]),
        ]
    }

    #[test]
    fn one_newsroom_counts_once_and_one_owner_only_cautiously() {
        let newsroom = two().map(|r| of(r, "Tarn Newsroom", FamilyShares::Newsroom, Some("Tarn Group")));
        let (count, why) = told(&newsroom);
        assert_eq!(count, counts(1, 1));
        assert!(
            why.contains("Ellery Herald and Harrow Post share a newsroom (Tarn Newsroom)."),
            "{why}"
        );
        assert!(
            !why.contains("Tarn Group"),
            "what one newsroom says need not be said again: {why}"
        );
        let owned = two().map(|r| of(r, "Tarn Group", FamilyShares::Owner, None));
        let (count, why) = told(&owned);
        assert_eq!(count, counts(1, 2));
        assert!(
            why.contains("Ellery Herald and Harrow Post have one owner (Tarn Group)."),
            "{why}"
        );
    }

    #[test]
    fn a_newsroom_and_another_paper_of_its_owner() {
        let [a, b] = two();
        let reports = [
            of(a, "Tarn Newsroom", FamilyShares::Newsroom, Some("Tarn Group")),
            of(b, "Tarn Newsroom", FamilyShares::Newsroom, Some("Tarn Group")),
            of(
                report("c", "Callow Mail", "", &[PROSE[3]]),
                "Tarn Group",
                FamilyShares::Owner,
                None,
            ),
        ];
        assert_eq!(told(&reports).0, counts(1, 2));
    }

    #[test]
    fn two_families_are_not_one() {
        let [a, b] = two();
        let apart = [
            of(a, "Tarn Group", FamilyShares::Owner, None),
            of(b, "Downs Group", FamilyShares::Owner, None),
        ];
        assert_eq!(told(&apart).0, counts(2, 2));
    }

    #[test]
    fn a_family_has_no_part_in_agency_copy() {
        let reports = two().map(|r| of(r, "Tarn Newsroom", FamilyShares::Newsroom, None));
        let [a, mut b] = reports;
        b.agencies.push(Agency {
            name: "Halcyon News Agency".into(),
            basis: AgencyBasis::Dateline,
            span: None,
        });
        assert_eq!(told(&[a, b]).0, counts(2, 2));
    }

    #[test]
    fn two_pages_of_a_portal_may_be_of_two_newsrooms() {
        let [a, mut b] = two();
        b.outlet = a.outlet.clone();
        let portal = [a, b].map(|r| Report {
            outlet_kind: Some(OutletKind::Portal),
            ..r
        });
        assert_eq!(told(&portal).0, counts(1, 2));
    }

    #[test]
    fn a_page_that_names_its_original_is_a_reprint_of_it() {
        let [mut a, mut b] = two();
        a.canonical = Some("https://herald.example/lock-gate".into());
        b.original = Some(Original {
            address: "https://herald.example/lock-gate".into(),
            outlet: "Ellery Herald".into(),
        });
        let (count, why) = told(&[a.clone(), b.clone()]);
        assert_eq!(count, counts(1, 1));
        assert!(
            why.contains("Harrow Post names a page of Ellery Herald as its original."),
            "{why}"
        );
        // Another report by that outlet's own staff.
        a.canonical = Some("https://herald.example/other".into());
        assert_eq!(told(&[a, b.clone()]).0, counts(1, 1));
        // Two reprints of a page that is not here.
        let mut c = report("c", "Callow Mail", "", &[PROSE[3]]);
        c.original = b.original.clone();
        assert_eq!(told(&[b.clone(), c]).0, counts(1, 1));
        // And its own paper's other report is its own.
        assert_eq!(
            told(&[b, report("d", "Harrow Post", "", &[PROSE[4]])]).0,
            counts(2, 2)
        );
    }
}
