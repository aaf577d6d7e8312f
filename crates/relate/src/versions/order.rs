//! Which version came first.

use record::{Report, VersionOrder};
use std::collections::BTreeMap;

/// A moment, cut to the exactness that all versions have in common.
type Key = String;

/// Each report's fellows of the same text, itself among them.
pub(super) type Twins = BTreeMap<usize, Vec<usize>>;

/// The members in order of their last change, of their capture, and of their publication, then of their ids; and what
/// the order rests on.
///
/// A date counts only where every member has it, or another of the same text (`twins`) has, to the exactness of the
/// least exact: a version whose date is missing can't be put between two that have one. So the order is the same
/// whatever the order of `members`.
pub(super) fn ordered(reports: &[Report], members: &[usize], twins: &Twins) -> (Vec<usize>, VersionOrder) {
    let keys = |date: fn(&Report) -> Option<&str>| keys(reports, members, twins, date);
    let modified = keys(|r| r.modified.as_deref());
    let captured = keys(|r| r.captured.as_deref());
    let published = keys(|r| r.published.as_ref().map(|p| p.value.as_str()));
    let distinct = |keys: &[Key]| {
        let mut sorted: Vec<&Key> = keys.iter().collect();
        sorted.sort_unstable();
        sorted.dedup();
        sorted.len() > 1
    };
    let order = [
        (&modified, VersionOrder::Modified),
        (&captured, VersionOrder::Captured),
        (&published, VersionOrder::Published),
    ]
    .into_iter()
    .find(|(keys, _)| distinct(keys))
    .map_or(VersionOrder::Unknown, |(_, order)| order);
    let mut places: Vec<usize> = (0..members.len()).collect();
    places.sort_by(|&x, &y| {
        let key = |p: usize| {
            let report = &reports[members[p]];
            (
                modified.get(p),
                captured.get(p),
                published.get(p),
                &report.id,
                &report.source,
            )
        };
        key(x).cmp(&key(y))
    });
    (places.into_iter().map(|p| members[p]).collect(), order)
}

/// One key a member, or none at all where a member has no such date.
fn keys(reports: &[Report], members: &[usize], twins: &Twins, date: fn(&Report) -> Option<&str>) -> Vec<Key> {
    let of = |i: usize| date(&reports[i]).and_then(moment);
    let first = |i: usize| twins.get(&i)?.iter().filter_map(|&j| of(j)).min();
    let moments: Option<Vec<String>> = members.iter().map(|&i| of(i).or_else(|| first(i))).collect();
    let Some(mut moments) = moments else {
        return Vec::new();
    };
    let exact = moments.iter().map(String::len).min().unwrap_or(0);
    for moment in &mut moments {
        moment.truncate(exact);
    }
    moments
}

/// The moment in Greenwich where an offset is given, as written where none is: `2031-03-04T09:30:00`.
fn moment(written: &str) -> Option<String> {
    if let Ok(at) = written.parse::<jiff::Timestamp>() {
        return Some(at.strftime("%Y-%m-%dT%H:%M:%S").to_string());
    }
    if written.len() > 10
        && let Ok(at) = written.parse::<jiff::civil::DateTime>()
    {
        let whole = at.strftime("%Y-%m-%dT%H:%M:%S").to_string();
        let exact = written.len().min(whole.len());
        return whole.get(..exact).map(str::to_owned);
    }
    let written = written.get(..10).unwrap_or(written);
    let is_date = written.bytes().enumerate().all(|(i, b)| {
        if matches!(i, 4 | 7) {
            b == b'-'
        } else {
            b.is_ascii_digit()
        }
    });
    (written.len() >= 4 && is_date).then(|| written.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(id: &str, modified: &str, captured: &str) -> Report {
        let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
        Report {
            id: id.into(),
            modified: some(modified),
            captured: some(captured),
            ..Report::default()
        }
    }

    fn order(reports: &[Report]) -> (String, VersionOrder) {
        order_of(reports, Twins::new())
    }

    fn order_of(reports: &[Report], twins: Twins) -> (String, VersionOrder) {
        let (members, order) = ordered(reports, &(0..reports.len()).collect::<Vec<_>>(), &twins);
        (
            members.into_iter().map(|i| reports[i].id.as_str()).collect(),
            order,
        )
    }

    #[test]
    fn the_last_change_goes_before_the_capture() {
        let reports = [
            report("a", "2031-03-04T12:00:00Z", "2031-03-04T12:30:00Z"),
            report("b", "2031-03-04T09:00:00+01:00", "2031-03-05T10:00:00Z"),
        ];
        assert_eq!(order(&reports), ("ba".into(), VersionOrder::Modified));
    }

    #[test]
    fn a_date_that_one_version_lacks_orders_none() {
        let reports = [
            report("a", "2031-03-04T12:00:00Z", "2031-03-04T13:00:00Z"),
            report("b", "", "2031-03-04T12:30:00Z"),
        ];
        assert_eq!(order(&reports), ("ba".into(), VersionOrder::Captured));
    }

    #[test]
    fn a_twin_lends_its_date() {
        let reports = [
            report("a", "2031-03-04T12:00:00Z", ""),
            report("b", "2031-03-04T09:00:00Z", ""),
            report("c", "", ""),
        ];
        assert_eq!(order(&reports).1, VersionOrder::Unknown);
        let twins = Twins::from([(1, vec![1, 2]), (2, vec![1, 2])]);
        assert_eq!(order_of(&reports, twins), ("bca".into(), VersionOrder::Modified));
    }

    #[test]
    fn a_bare_day_is_not_before_its_own_hours() {
        let reports = [
            report("b", "2031-03-04T09:00:00Z", ""),
            report("a", "2031-03-04", ""),
        ];
        assert_eq!(order(&reports), ("ab".into(), VersionOrder::Unknown));
        let reports = [
            report("b", "2031-03-04T09:00:00Z", ""),
            report("a", "2031-03-05", ""),
        ];
        assert_eq!(order(&reports), ("ba".into(), VersionOrder::Modified));
    }

    #[test]
    fn what_is_no_date_orders_nothing() {
        let reports = [report("b", "soon", ""), report("a", "é", "")];
        assert_eq!(order(&reports), ("ab".into(), VersionOrder::Unknown));
    }
}
