//! How the origin of a sentence is told: whose words, on what ground, and the words that show it.

use super::super::Set;
use super::{Known, Place};
use crate::origins::{credits, outlets, places::Cover};
use record::{Citation, Direction, EdgeBasis, PassageKind, ReuseBasis, Span, Stretch, StretchKind};
use std::collections::BTreeMap;

/// Whose words a sentence has.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) kind: StretchKind,
    pub(super) origin: Option<String>,
    pub(super) report: Option<String>,
    pub(super) basis: EdgeBasis,
    pub(super) evidence: Vec<Citation>,
}

impl Told {
    /// Whether the sentence goes on with a stretch.
    pub(super) fn continues(&self, last: &Stretch) -> bool {
        (self.kind, &self.origin, &self.report, self.basis)
            == (last.kind, &last.origin, &last.report, last.basis)
    }
}

/// Judges one sentence: a statement of its own source first, then the report's credit for its whole text, then who else
/// has the words.
pub(super) fn of(set: &Set, all: &BTreeMap<&str, Known>, known: &Known, place: &Place) -> Told {
    let report = known.report;
    let cite = |span: Option<Span>| span.map(|s| Citation::new(report, s)).into_iter().collect();
    let by = |kind, origin: Option<String>, basis, evidence| Told {
        kind,
        origin,
        report: None,
        basis,
        evidence,
    };
    if known.says_own(place) {
        let span = known.claims_in(place.span).find(|c| c.own).map(|c| c.span);
        return by(
            StretchKind::Own,
            report.outlet.clone(),
            EdgeBasis::Stated,
            cite(span),
        );
    }
    let cover = best(set, place);
    let other = cover.map(|c| c.other.to_owned());
    if let Some(credit) = set.credits(report).iter().find(|c| c.main) {
        return Told {
            report: other,
            ..by(
                StretchKind::Agency,
                Some(credit.agency.clone()),
                EdgeBasis::Stated,
                cite(credit.span),
            )
        };
    }
    if let Some(original) = &report.original {
        let printed = set.originals.get(report.id.as_str()).map(|id| (*id).to_owned());
        return Told {
            report: printed.or(other),
            ..by(
                StretchKind::Report,
                Some(original.outlet.clone()),
                EdgeBasis::Stated,
                Vec::new(),
            )
        };
    }
    if let Some(cover) = cover {
        return covered(set, known, place, cover);
    }
    if let Some(first) = known.reprints.and_then(|id| all.get(id)) {
        let agency = set.main(first.report).map(str::to_owned);
        let kind = if agency.is_some() {
            StretchKind::Agency
        } else {
            StretchKind::Report
        };
        return Told {
            report: Some(first.report.id.clone()),
            ..by(
                kind,
                agency.or_else(|| first.report.outlet.clone()),
                EdgeBasis::Reuse,
                vec![Citation::new(report, place.span)],
            )
        };
    }
    for claim in known.claims_in(place.span) {
        let evidence = cite(Some(claim.span));
        if let Some(agency) = &claim.agency {
            return by(
                StretchKind::Agency,
                Some(agency.clone()),
                EdgeBasis::Stated,
                evidence,
            );
        }
        if let Some(other) = claim.newsroom.first() {
            let outlet = all.get(other).and_then(|k| k.report.outlet.clone());
            return Told {
                report: Some((*other).to_owned()),
                ..by(StretchKind::Report, outlet, EdgeBasis::Stated, evidence)
            };
        }
    }
    by(
        StretchKind::Own,
        report.outlet.clone(),
        EdgeBasis::Inferred,
        Vec::new(),
    )
}

/// The report whose having the words tells most: an agency's copy, then one that they come from, each the earliest.
fn best<'p, 'r>(set: &Set, place: &'p Place<'r>) -> Option<&'p Cover<'r>> {
    place.covers.iter().min_by_key(|c| {
        let common = c.pair.origin == Direction::Common && c.pair.origin_name.is_some();
        let other = set.by_id.get(c.other);
        let agency = other.is_some_and(|r| set.main(r).is_some());
        let day = other.and_then(|r| r.day()).unwrap_or("9999");
        (!common, !agency, !(c.borrowed && c.known), day, c.other)
    })
}

/// Tells a sentence that another report has too.
fn covered(set: &Set, known: &Known, place: &Place, cover: &Cover) -> Told {
    let (report, pair) = (known.report, cover.pair);
    let other = set.by_id.get(cover.other);
    let evidence = || {
        let own = |p: &record::Passage| if pair.a == report.id { p.a } else { p.b };
        let prose = pair.passages.iter().filter(|p| p.kind == PassageKind::Prose);
        let shared = |s: Span| {
            s.end()
                .min(place.span.end())
                .saturating_sub(s.start().max(place.span.start()))
        };
        let most = prose.max_by_key(|p| (shared(own(p)), std::cmp::Reverse(own(p))));
        let (Some(p), Some(other)) = (most, other) else {
            return Vec::new();
        };
        let theirs = if pair.a == report.id { p.b } else { p.a };
        vec![Citation::new(report, own(p)), Citation::new(other, theirs)]
    };
    let told = |kind, origin, basis, evidence| Told {
        kind,
        origin,
        report: Some(cover.other.to_owned()),
        basis,
        evidence,
    };
    if let (Direction::Common, Some(agency)) = (pair.origin, &pair.origin_name) {
        let credit = set
            .credits(report)
            .iter()
            .find(|c| credits::one_agency(&c.agency, agency));
        let basis = match (pair.basis, credit) {
            (ReuseBasis::Inferred, _) => EdgeBasis::Inferred,
            (_, Some(_)) => EdgeBasis::Stated,
            (_, None) => EdgeBasis::Reuse,
        };
        let mut words = evidence();
        let credit = credit.and_then(|c| c.span).map(|s| Citation::new(report, s));
        words.splice(0..0, credit);
        return told(StretchKind::Agency, Some(agency.clone()), basis, words);
    }
    let outlet = other.and_then(|r| r.outlet.clone());
    let same = other.is_some_and(|r| outlets::same(r, report));
    match (cover.borrowed, cover.known) {
        // Another edition of one's own report is no one else's text.
        (true, true) if !same => {
            let basis = if pair.basis == ReuseBasis::Stated {
                EdgeBasis::Stated
            } else {
                EdgeBasis::Reuse
            };
            told(StretchKind::Report, outlet, basis, evidence())
        }
        (_, false) if !same => told(StretchKind::Shared, None, EdgeBasis::Reuse, evidence()),
        _ => told(
            StretchKind::Own,
            report.outlet.clone(),
            EdgeBasis::Inferred,
            Vec::new(),
        ),
    }
}
