//! What reports state of their origins: credits for a whole text, for a part, and in the running text.

use super::limits::Cut;
use super::{LARGE, MOST, Set, claims, credits, families, label, outlets, texts, tie};
use record::{Citation, Edge, EdgeBasis, Origins, Report, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Reports of one newsroom that a credit is held against at most, so that a thousand of them cost no square.
const HELD: usize = 16;

fn edge(report: &Report, origin: String, basis: EdgeBasis, why: String, at: Option<Span>) -> Edge {
    Edge {
        report: report.id.clone(),
        origin,
        basis,
        why,
        evidence: at.map(|s| Citation::new(report, s)).into_iter().collect(),
    }
}

/// Agencies that a report credits, is published by, or names in its text.
pub(super) fn agencies(set: &Set, origins: &mut Origins, cut: &mut Cut) {
    let names: BTreeSet<&str> = set
        .credits
        .values()
        .flatten()
        .map(|c| c.agency.as_str())
        .collect();
    let known: BTreeSet<String> = names.iter().map(|n| outlets::normal(n)).collect();
    let mut crediting: Vec<&Report> = Vec::new();
    for report in set.by_id.values().copied() {
        let own = set.credits(report);
        for credit in own {
            let agency = credit.agency.as_str();
            let what = if credit.main { "credits" } else { "credits in part" };
            let why = format!("{} {what} {agency}.", label(report));
            tie(origins, &report.id, agency, credit.main);
            origins.edges.push(edge(
                report,
                agency.to_owned(),
                EdgeBasis::Stated,
                why,
                credit.span,
            ));
        }
        let outlet = report.outlet.as_deref().unwrap_or("");
        let publishes = |name: &&&str| outlets::one(outlet, name);
        for name in names.iter().filter(publishes) {
            tie(origins, &report.id, name, true);
        }
        for (normal, span) in claims::of(report, &known) {
            let named = |name: &&&str| outlets::normal(name) == normal;
            let Some(agency) = names.iter().find(named) else {
                continue;
            };
            let credited = own.iter().any(|c| credits::one_agency(&c.agency, agency));
            if credited || outlets::one(outlet, agency) {
                continue;
            }
            let why = format!("{} names {agency} as a source.", label(report));
            tie(origins, &report.id, agency, false);
            origins.edges.push(edge(
                report,
                (*agency).to_owned(),
                EdgeBasis::Stated,
                why,
                Some(span),
            ));
        }
        if !own.is_empty() {
            crediting.push(report);
        }
    }
    for report in set.by_id.values().copied() {
        // Named agencies tell more than "agencies".
        let (true, Some(span)) = (set.credits(report).is_empty(), credits::unnamed(report)) else {
            continue;
        };
        let why = format!("{} credits agencies without naming them.", label(report));
        origins.edges.push(edge(
            report,
            "agencies".to_owned(),
            EdgeBasis::Inferred,
            why,
            Some(span),
        ));
        tie(origins, &report.id, "agencies without a name", false);
        let named = crediting
            .iter()
            .flat_map(|r| set.credits(r))
            .map(|c| c.agency.as_str());
        let named: BTreeSet<&str> = named.collect();
        cut.agencies = named.len().saturating_sub(HELD);
        // Which of them it is is not known: one name for each, so that they stay apart from each other.
        for agency in named.into_iter().take(HELD) {
            let maybe = format!("{agency}, perhaps, in {}", report.id);
            tie(origins, &report.id, &maybe, false);
            let of = |r: &&Report| set.credits(r).iter().any(|c| c.agency == agency);
            for other in crediting.iter().copied().filter(of) {
                tie(origins, &other.id, &maybe, false);
            }
        }
    }
}

/// Reports that credit nobody and end as an agency ends its own.
pub(super) fn styled(set: &Set, origins: &mut Origins) {
    for report in set.by_id.values().copied().filter(|r| set.credits(r).is_empty()) {
        let Some(ending) = &report.ending else { continue };
        let (agency, span) = (ending.agency.as_str(), ending.span);
        tie(origins, &report.id, agency, false);
        let why = format!("{} ends as {agency} copy does, without a credit.", label(report));
        let basis = EdgeBasis::Inferred;
        origins
            .edges
            .push(edge(report, agency.to_owned(), basis, why, Some(span)));
    }
}

/// Pages that name another outlet's page as their original: reprints by their own word.
pub(super) fn originals(set: &Set, origins: &mut Origins) {
    for report in set.by_id.values().copied() {
        let Some(original) = &report.original else {
            continue;
        };
        let text = format!("text at {}", original.address);
        tie(origins, &report.id, &text, true);
        let printed = set.originals.get(report.id.as_str()).copied();
        if let Some(id) = printed {
            tie(origins, id, &text, true);
        }
        let origin = printed.map_or_else(|| original.outlet.clone(), |id| format!("report:{id}"));
        let outlet = printed
            .and_then(|id| set.by_id.get(id))
            .map_or_else(|| original.outlet.clone(), |r| label(r));
        let why = format!("{} names a page of {outlet} as its original.", label(report));
        origins
            .edges
            .push(edge(report, origin, EdgeBasis::Stated, why, None));
    }
}

/// Credits and claims that name another newsroom whose own report is here. Shared words bear them out; without them, all
/// who name one newsroom may have the same from it.
pub(super) fn newsrooms(set: &Set, origins: &mut Origins, cut: &mut Cut) {
    let foreign = families::foreign(set, origins);
    let mut newsrooms: BTreeMap<(String, &[String]), Vec<&Report>> = BTreeMap::new();
    let mut left_out: BTreeMap<(String, &[String]), usize> = BTreeMap::new();
    for report in set
        .by_id
        .values()
        .copied()
        .filter(|r| !foreign.contains(r.id.as_str()))
    {
        let outlet = outlets::normal(report.outlet.as_deref().unwrap_or(""));
        let key = (outlet, report.bylines.as_slice());
        let of = newsrooms.entry(key.clone()).or_default();
        if of.len() < HELD {
            of.push(report);
        } else {
            *left_out.entry(key).or_default() += 1;
        }
    }
    let known: BTreeSet<String> = newsrooms
        .keys()
        .map(|(outlet, _)| outlet.clone())
        .filter(|o| !o.is_empty())
        .collect();
    for report in set.by_id.values().copied() {
        let said = claims::of(report, &known);
        let credits = credits::crediting(report).next().is_some();
        if said.is_empty() && !credits {
            continue;
        }
        for ((outlet, _), of) in &newsrooms {
            let claim = said
                .iter()
                .find(|(name, _)| name == outlet)
                .map(|(_, span)| *span);
            for other in of.iter().filter(|o| o.id != report.id) {
                let claim = claim.filter(|_| !outlets::same(report, other));
                let named = || credits::names(report, other, set.credits(other)).filter(|_| credits);
                let Some(span) = claim.or_else(named) else {
                    continue;
                };
                let both = format!("text of {} credited by {}", other.id, report.id);
                let borne = set.shared(&report.id, &other.id).is_some_and(texts::weighs);
                for id in [&report.id, &other.id] {
                    tie(origins, id, &both, borne);
                }
                let name = other.outlet.as_deref().unwrap_or(&other.id);
                let newsroom = format!(
                    "newsroom of {}",
                    if outlet.is_empty() { &other.id } else { outlet }
                );
                for id in [&report.id, &other.id] {
                    tie(origins, id, &newsroom, false);
                }
                if let Some(n) = left_out.get(&(outlet.clone(), other.bylines.as_slice())) {
                    cut.newsrooms.insert(label(other), *n);
                }
                let why = format!("{} credits {name}.", label(report));
                let origin = format!("report:{}", other.id);
                origins
                    .edges
                    .push(edge(report, origin, EdgeBasis::Stated, why, Some(span)));
            }
        }
    }
}

/// A credit for a part, and words of that agency's copy: stated, and borne out where they weigh.
pub(super) fn borne_out(set: &Set, origins: &mut Origins) {
    let mut stated: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for edge in origins
        .edges
        .iter()
        .filter(|e| e.basis == EdgeBasis::Stated && !e.origin.starts_with("report:"))
    {
        if let Some((id, _)) = set.by_id.get_key_value(edge.report.as_str()) {
            stated.entry(id).or_default().insert(edge.origin.clone());
        }
    }
    for pair in set.reuse {
        let (Some(of_a), Some(of_b)) = (stated.get(pair.a.as_str()), stated.get(pair.b.as_str())) else {
            continue;
        };
        for agency in of_a.intersection(of_b) {
            let both = format!("{agency} in {} and {}", pair.a, pair.b);
            let rewritten = [&pair.a, &pair.b]
                .into_iter()
                .filter_map(|id| set.by_id.get(id.as_str()))
                .any(|report| is_rewrite(set, report, agency));
            for id in [&pair.a, &pair.b] {
                tie(origins, id, &both, rewritten || texts::weighs(pair));
            }
        }
    }
}

/// Whether a report names the agency as its source in its running text and nothing says that it was there itself: no
/// writer signs it and no place stands before it.
fn is_rewrite(set: &Set, report: &Report, agency: &str) -> bool {
    let credited = set
        .credits(report)
        .iter()
        .any(|c| credits::one_agency(&c.agency, agency));
    !credited && report.bylines.is_empty() && report.dateline.is_none()
}

/// A report that credits agencies in part, most of whose prose stands in their copy, is a merge of them and nothing of its
/// own: it rests on each agency whose part of it is large.
pub(super) fn merges(set: &Set, origins: &mut Origins) {
    // The largest share of each report's prose that stands in one text of an agency it credits.
    let mut parts: BTreeMap<&str, BTreeMap<&str, f64>> = BTreeMap::new();
    for (pair, a, b) in set.pairs() {
        for (merge, share, copy) in [(a, pair.share_a, b), (b, pair.share_b, a)] {
            let (None, Some(agency)) = (set.main(merge), set.main(copy)) else {
                continue;
            };
            let credits = set.credits(merge).iter();
            if credits.clone().any(|c| credits::one_agency(&c.agency, agency)) {
                let of = parts.entry(merge.id.as_str()).or_default();
                let largest = of.entry(agency).or_default();
                *largest = largest.max(share);
            }
        }
    }
    for (merge, agencies) in parts {
        if agencies.values().sum::<f64>() >= MOST {
            for (agency, _) in agencies.into_iter().filter(|(_, share)| *share >= LARGE) {
                tie(origins, merge, agency, true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::origins::{count, trace};
    use crate::reuse;
    use crate::sample::{PROSE, report};
    use record::{Direction, EdgeBasis, Ending, Independent, Report, ReuseBasis};

    #[test]
    fn an_ending_without_a_credit_is_inferred_and_counts_for_the_cautious_alone() {
        let ended = |mut report: Report| {
            let span = report.segments.last().map(|s| s.span);
            report.ending = span.map(|span| Ending {
                agency: "Halcyon News Agency".into(),
                span,
            });
            report
        };
        let end = "(Told by Ana Brook; read by Bo Lund)";
        let reports = [
            ended(report("a", "Ellery Herald", "", &[PROSE[0], PROSE[1], end])),
            report("b", "Harrow Post", "", &[PROSE[1], PROSE[0]]),
            ended(report("c", "Callow Mail", "", &[PROSE[2], end])),
        ];
        let found = reuse::find(&reports);
        let pair = (found[0].origin, found[0].origin_name.as_deref(), found[0].basis);
        let inferred = (
            Direction::Common,
            Some("Halcyon News Agency"),
            ReuseBasis::Inferred,
        );
        assert_eq!(pair, inferred);
        let origins = trace(&reports, &found);
        let count = count(&reports.iter().collect::<Vec<_>>(), &origins);
        assert_eq!(count.independent, Independent { low: 1, high: 2 });
        let said = "ends as Halcyon News Agency copy does";
        assert!(count.why.iter().any(|w| w.contains(said)), "{:?}", count.why);
        let of_a = |e: &&record::Edge| e.report == "a" && e.origin == "Halcyon News Agency";
        let basis = origins.edges.iter().find(of_a).map(|e| e.basis);
        assert_eq!(basis, Some(EdgeBasis::Inferred));
    }
}
