//! How many stand behind a story, in numbers and in words.

use super::{credits, label, outlets};
use record::{EdgeBasis, Origins, Report, Sources};
use std::collections::{BTreeMap, BTreeSet};

/// Reasons that are told at most; beyond, the count stands for itself.
const TOLD: usize = 8;

/// How many reports, outlets and independent origins stand behind a story, in numbers and in words.
#[must_use]
pub fn count(reports: &[&Report], origins: &Origins) -> Sources {
    let mut reports = reports.to_vec();
    reports.sort_by(|a, b| a.id.cmp(&b.id));
    reports.dedup_by(|a, b| a.id == b.id);
    let independent = origins.independent(reports.iter().map(|r| r.id.as_str()));
    let mut known: Vec<&Report> = Vec::new();
    for report in &reports {
        if report.outlet.is_none() || !known.iter().any(|k| outlets::same(k, report)) {
            known.push(report);
        }
    }
    let mut why = agency_copy(&reports, origins);
    let mut texts = between(&reports, origins);
    if texts.len() > TOLD {
        let more = texts.len() - TOLD;
        texts.truncate(TOLD);
        texts.push(format!(
            "{more} more {} show shared text.",
            plural(more, "sign", "signs")
        ));
    }
    why.extend(texts);
    if reports.len() > 1 {
        why.push(total(reports.len(), independent.low, independent.high));
    }
    Sources {
        reports: reports.len(),
        outlets: known.len(),
        independent,
        why,
    }
}

fn plural<'w>(n: usize, one: &'w str, many: &'w str) -> &'w str {
    if n == 1 { one } else { many }
}

/// "3 of 5 reports carry Associated Press copy: 2 stated, 1 verbatim."
fn agency_copy(reports: &[&Report], origins: &Origins) -> Vec<String> {
    #[derive(Default)]
    struct Carried<'r> {
        stated: BTreeSet<&'r str>,
        verbatim: BTreeSet<&'r str>,
        part: BTreeSet<&'r str>,
    }
    let mut agencies: BTreeMap<&str, Carried> = BTreeMap::new();
    for report in reports {
        let edges = || origins.edges.iter().filter(|e| e.report == report.id);
        let own = credits::of(report);
        for edge in edges() {
            let stated = own.iter().find(|c| credits::one_agency(&c.agency, &edge.origin));
            let agency = agencies.entry(&edge.origin);
            match (edge.basis, stated) {
                (EdgeBasis::Stated, Some(c)) if c.main => agency.or_default().stated.insert(&report.id),
                (EdgeBasis::Stated, Some(_)) => agency.or_default().part.insert(&report.id),
                (EdgeBasis::Reuse, _) if !edge.origin.starts_with("report:") => {
                    agency.or_default().verbatim.insert(&report.id)
                }
                _ => continue,
            };
        }
    }
    let mut why = Vec::new();
    for (
        agency,
        Carried {
            stated,
            verbatim,
            part,
        },
    ) in agencies
    {
        let mut counts = Vec::new();
        let verbatim = verbatim.difference(&stated).count();
        for (n, word) in [
            (stated.len(), "stated"),
            (verbatim, "verbatim"),
            (part.len(), "in part"),
        ] {
            if n > 0 {
                counts.push(format!("{n} {word}"));
            }
        }
        let n = stated.len() + verbatim + part.len();
        why.push(format!(
            "{n} of {} {} {agency} copy: {}.",
            reports.len(),
            plural(reports.len(), "report", "reports").to_owned() + plural(n, " carries", " carry"),
            counts.join(", ")
        ));
    }
    why
}

/// What one report of the set has from another, and outlets with several reports.
fn between(reports: &[&Report], origins: &Origins) -> Vec<String> {
    let here: BTreeMap<&str, &Report> = reports.iter().map(|r| (r.id.as_str(), *r)).collect();
    let mut lines = Vec::new();
    for edge in origins
        .edges
        .iter()
        .filter(|e| here.contains_key(e.report.as_str()))
    {
        let other = edge.origin.strip_prefix("report:");
        if other.is_some_and(|id| here.contains_key(id)) || edge.basis == EdgeBasis::Inferred {
            lines.push(edge.why.clone());
        }
    }
    let mut outlets: Vec<Vec<&Report>> = Vec::new();
    for report in reports.iter().filter(|r| r.outlet.is_some()) {
        match outlets.iter_mut().find(|o| outlets::same(o[0], report)) {
            Some(outlet) => outlet.push(report),
            None => outlets.push(vec![report]),
        }
    }
    for outlet in outlets.iter().filter(|o| o.len() > 1) {
        lines.push(format!(
            "{} of the reports are from {}.",
            outlet.len(),
            label(outlet[0])
        ));
    }
    let mut told = BTreeSet::new();
    lines.retain(|l| told.insert(l.clone()));
    lines
}

fn total(reports: usize, low: usize, high: usize) -> String {
    let sources = |n| plural(n, "independent source", "independent sources");
    if low == high {
        format!(
            "So {low} {} {} behind the {reports} reports.",
            sources(low),
            plural(low, "stands", "stand")
        )
    } else {
        format!(
            "So {low} to {high} {} stand behind the {reports} reports.",
            sources(high)
        )
    }
}
