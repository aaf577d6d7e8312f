//! Which way shared text went, and whose it is.
//!
//! A credit decides; where there is none, the order of publication does if the days are apart. Photo credits are no
//! origin of a text: they never come as an agency's credit of the report.

use crate::origins::credits::{self, Credit};
use crate::origins::{claims, outlets};
use record::{Direction, Report, ReuseBasis, ReuseKind};

/// Where the text of a pair comes from: direction, the origin's name, and what that rests on.
///
/// Each report comes with its credits ([`credits::all`]).
pub(crate) fn of(
    (a, ca): (&Report, &[Credit]),
    (b, cb): (&Report, &[Credit]),
    kind: ReuseKind,
) -> (Direction, Option<String>, ReuseBasis) {
    if kind == ReuseKind::Quotation {
        // Speech belongs to its speaker; a report is its origin only where the other says that it was told there.
        return told_there(a, b).unwrap_or((Direction::Unknown, None, ReuseBasis::Reuse));
    }
    for credit in ca {
        if let Some(other) = cb.iter().find(|c| credits::one_agency(&c.agency, &credit.agency)) {
            let longer = if other.agency.len() > credit.agency.len() {
                other
            } else {
                credit
            };
            return (Direction::Common, Some(longer.agency.clone()), ReuseBasis::Stated);
        }
    }
    match (credits::names(a, b, cb), credits::names(b, a, ca)) {
        (Some(_), None) => return (Direction::B, b.outlet.clone(), ReuseBasis::Stated),
        (None, Some(_)) => return (Direction::A, a.outlet.clone(), ReuseBasis::Stated),
        _ => {}
    }
    // Two stations that print a sister's text under her copyright line.
    if let (Some(x), Some(y)) = (credits::holder(a), credits::holder(b))
        && x == y
        && ca.is_empty()
        && cb.is_empty()
    {
        let is = |r: &Report| r.outlet.as_deref().is_some_and(|o| outlets::one(o, x));
        return match (is(a), is(b)) {
            (true, false) => (Direction::A, a.outlet.clone(), ReuseBasis::Stated),
            (false, true) => (Direction::B, b.outlet.clone(), ReuseBasis::Stated),
            _ => (Direction::Common, Some(x.to_owned()), ReuseBasis::Stated),
        };
    }
    let main = |credits: &[Credit]| credits.iter().find(|c| c.main).map(|c| c.agency.clone());
    match (main(ca), main(cb)) {
        // One says that it is an agency's text; the other has the same words and does not say it.
        (Some(agency), None) | (None, Some(agency)) => {
            return (Direction::Common, Some(agency), ReuseBasis::Stated);
        }
        _ => {}
    }
    if let Some(told) = told_there(a, b) {
        return told;
    }
    // Neither credits anyone, but one or both end as an agency ends its reports.
    if ca.is_empty() && cb.is_empty() {
        let known = |r: &Report| r.ending.as_ref().map(|e| e.agency.clone());
        match (known(a), known(b)) {
            (Some(x), Some(y)) if x != y => {}
            (None, None) => {}
            (x, y) => return (Direction::Common, x.or(y), ReuseBasis::Inferred),
        }
    }
    // One credits agencies without naming them, and the other has the same words: both may well have them from there.
    let (ua, ub) = (credits::unnamed(a).is_some(), credits::unnamed(b).is_some());
    if (ua && (ub || !cb.is_empty())) || (ub && !ca.is_empty()) {
        let named: Vec<&Credit> = ca.iter().chain(cb).collect();
        let only = (named.len() == 1).then(|| named[0].agency.clone());
        return (Direction::Common, only, ReuseBasis::Inferred);
    }
    match (a.day(), b.day()) {
        (Some(x), Some(y)) if x < y => (Direction::A, a.outlet.clone(), ReuseBasis::Reuse),
        (Some(x), Some(y)) if x > y => (Direction::B, b.outlet.clone(), ReuseBasis::Reuse),
        _ => (Direction::Unknown, None, ReuseBasis::Reuse),
    }
}

/// The report whose newsroom the other one names as its source in the running text.
fn told_there(a: &Report, b: &Report) -> Option<(Direction, Option<String>, ReuseBasis)> {
    match (claims::from(a, b), claims::from(b, a)) {
        (Some(_), None) => Some((Direction::B, b.outlet.clone(), ReuseBasis::Stated)),
        (None, Some(_)) => Some((Direction::A, a.outlet.clone(), ReuseBasis::Stated)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Agency, AgencyBasis, DateBasis, Precision, Published, Segment, SegmentKind, Text};

    fn report(outlet: &str, day: &str) -> Report {
        Report {
            outlet: Some(outlet.into()),
            published: Some(Published {
                value: day.into(),
                precision: Precision::Day,
                basis: DateBasis::Field,
                candidates: vec![],
            }),
            ..Report::default()
        }
    }

    fn crediting(mut report: Report, name: &str, basis: AgencyBasis) -> Report {
        let name = name.to_owned();
        report.agencies.push(Agency {
            name,
            basis,
            span: None,
        });
        report
    }

    fn says(mut report: Report, words: &str) -> Report {
        report.text = Text::from(words);
        report.segments = vec![Segment::new(SegmentKind::Credit, report.text.whole())];
        report
    }

    fn direction(a: &Report, b: &Report) -> (Direction, Option<String>, ReuseBasis) {
        of((a, &credits::of(a)), (b, &credits::of(b)), ReuseKind::Partly)
    }

    #[test]
    fn a_credit_in_both_or_in_one_is_a_common_origin() {
        let a = crediting(
            report("Harrow Post", "2031-03-04"),
            "Halcyon News Agency",
            AgencyBasis::Byline,
        );
        let b = crediting(
            report("Callow Mail", "2031-03-05"),
            "HNA",
            AgencyBasis::Contributors,
        );
        let agency = Some("Halcyon News Agency".to_owned());
        assert_eq!(
            direction(&a, &b),
            (Direction::Common, agency.clone(), ReuseBasis::Stated)
        );
        let silent = report("Callow Mail", "2031-03-03");
        assert_eq!(
            direction(&a, &silent),
            (Direction::Common, agency, ReuseBasis::Stated)
        );
    }

    #[test]
    fn a_contributors_line_points_to_the_other_newsroom() {
        let a = says(
            report("Callow Mail", "2031-03-04"),
            "Contributed by Ana Brook of the Harrow Post.",
        );
        let b = report("Harrow Post", "2031-03-04");
        let post = Some("Harrow Post".to_owned());
        assert_eq!(
            direction(&a, &b),
            (Direction::B, post.clone(), ReuseBasis::Stated)
        );
        assert_eq!(direction(&b, &a), (Direction::A, post, ReuseBasis::Stated));
    }

    #[test]
    fn what_was_told_to_the_other_newsroom_comes_from_there() {
        let told = |words: &str| {
            let mut a = says(report("Callow Mail", "2031-03-04"), words);
            a.segments[0].kind = SegmentKind::Paragraph;
            let b = report("Harrow Post", "2031-03-04");
            of((&a, &[]), (&b, &[]), ReuseKind::Quotation)
        };
        let post = (Direction::B, Some("Harrow Post".to_owned()), ReuseBasis::Stated);
        assert_eq!(
            told("The gate will be mended, the keeper told the Harrow Post."),
            post
        );
        assert_eq!(
            told("The Harrow Post has moved to Quay Street.").0,
            Direction::Unknown
        );
    }

    #[test]
    fn stations_under_a_sisters_copyright_line_have_it_from_her() {
        let line = "Copyright 2031 KXEL (Halm Corporation). All rights reserved.";
        let (a, b) = (
            says(report("wtrn.com", ""), line),
            says(report("kbay.com", ""), line),
        );
        let station = (Direction::Common, Some("KXEL".to_owned()), ReuseBasis::Stated);
        assert_eq!(direction(&a, &b), station);
        assert_eq!(direction(&a, &says(report("kxel.com", ""), line)).0, Direction::B);
    }

    #[test]
    fn days_apart_tell_the_order_and_one_day_does_not() {
        let (a, b) = (
            report("Callow Mail", "2031-03-05"),
            report("Harrow Post", "2031-03-04"),
        );
        assert_eq!(direction(&a, &b).0, Direction::B);
        assert_eq!(
            direction(&a, &report("Harrow Post", "2031-03-05")).0,
            Direction::Unknown
        );
    }

    #[test]
    fn unnamed_agencies_are_an_inferred_common_origin() {
        let a = says(
            report("Callow Mail", "2031-03-04"),
            "This report is based partly on wire-service reports.",
        );
        let b = crediting(
            report("Harrow Post", "2031-03-05"),
            "Halcyon News Agency",
            AgencyBasis::Contributors,
        );
        let agency = Some("Halcyon News Agency".to_owned());
        assert_eq!(
            direction(&a, &b),
            (Direction::Common, agency, ReuseBasis::Inferred)
        );
    }
}
