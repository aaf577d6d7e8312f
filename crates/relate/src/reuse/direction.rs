//! Which way shared text went, and whose it is.
//!
//! A credit decides; where there is none, the order of publication does if the days are apart. Photo credits are no
//! origin of a text: they never come as an agency's credit of the report.

use crate::origins::credits::{self, Credit};
use record::{Direction, Report, ReuseBasis, ReuseKind};

/// Where the text of a pair comes from: direction, the origin's name, and what that rests on.
pub(crate) fn of(a: &Report, b: &Report, kind: ReuseKind) -> (Direction, Option<String>, ReuseBasis) {
    if kind == ReuseKind::Quotation {
        // Speech belongs to its speaker; neither report is its origin.
        return (Direction::Unknown, None, ReuseBasis::Reuse);
    }
    match (credits::names(a, b), credits::names(b, a)) {
        (Some(_), None) => return (Direction::B, b.outlet.clone(), ReuseBasis::Stated),
        (None, Some(_)) => return (Direction::A, a.outlet.clone(), ReuseBasis::Stated),
        _ => {}
    }
    let (ca, cb) = (credits::of(a), credits::of(b));
    let mut both = ca.iter().filter(|c| cb.iter().any(|d| d.agency == c.agency));
    if let Some(credit) = both.next() {
        return (Direction::Common, Some(credit.agency.clone()), ReuseBasis::Stated);
    }
    let main = |credits: &[Credit]| credits.iter().find(|c| c.main).map(|c| c.agency.clone());
    match (main(&ca), main(&cb)) {
        // One says that it is an agency's text; the other has the same words and does not say it.
        (Some(agency), None) | (None, Some(agency)) => {
            return (Direction::Common, Some(agency), ReuseBasis::Stated);
        }
        _ => {}
    }
    match (a.day(), b.day()) {
        (Some(x), Some(y)) if x < y => (Direction::A, a.outlet.clone(), ReuseBasis::Reuse),
        (Some(x), Some(y)) if x > y => (Direction::B, b.outlet.clone(), ReuseBasis::Reuse),
        _ => (Direction::Unknown, None, ReuseBasis::Reuse),
    }
}
