//! The days a report tells of, and which of them is the day of its event.

use super::words::tokens;
use record::{Report, TimeType};
use std::collections::BTreeSet;

/// Days since an arbitrary day.
pub(super) type Day = i32;

/// What the days of a report say.
#[derive(Debug, Clone, Default)]
pub(super) struct Days {
    /// Of publication.
    pub(super) published: Option<Day>,
    /// Of the event: the first single day in a sentence that tells of something happening, else the first single day,
    /// else the day of publication.
    pub(super) event: Option<Day>,
    /// Whether the day of the event was found beside a verb of happening.
    pub(super) sure: bool,
    /// Every single day told of, and the day of publication.
    pub(super) all: BTreeSet<Day>,
}

impl Days {
    pub(super) fn new(report: &Report) -> Self {
        let mut days = Self {
            published: report.day().and_then(day),
            ..Self::default()
        };
        let mut first = None;
        for time in &report.times {
            let (Some(from), Some(until)) = (&time.from, &time.until) else {
                continue;
            };
            let (Some(from), Some(until)) = (day(from), day(until)) else {
                continue;
            };
            if until - from != 1 || matches!(time.kind, TimeType::Duration | TimeType::Set) {
                continue;
            }
            days.all.insert(from);
            if days.event.is_none() {
                let sentence = report
                    .sentence_at(time.span.start())
                    .map_or("", |s| report.text.at(s.span));
                if tokens(sentence).any(|t| HAPPENS.binary_search(&t.lower().as_str()).is_ok()) {
                    days.event = Some(from);
                    days.sure = true;
                }
            }
            first = first.or(Some(from));
        }
        days.event = days.event.or(first).or(days.published);
        days.all.extend(days.published);
        days
    }
}

/// Verbs of happening: the day beside one is likely the event's own.
const HAPPENS: &[&str] = &[
    "announced",
    "approved",
    "arrested",
    "attacked",
    "began",
    "broke",
    "burned",
    "charged",
    "clashed",
    "collapsed",
    "collided",
    "crashed",
    "derailed",
    "died",
    "elected",
    "erupted",
    "exploded",
    "fired",
    "flooded",
    "found",
    "happened",
    "held",
    "hit",
    "injured",
    "killed",
    "landed",
    "launched",
    "met",
    "occurred",
    "opened",
    "passed",
    "rammed",
    "reported",
    "resigned",
    "ruled",
    "sank",
    "shooting",
    "shot",
    "signed",
    "stabbed",
    "stormed",
    "struck",
    "voted",
    "won",
    "wounded",
];

/// Days since 1 March of the year nought for an ISO date.
///
/// The civil-from-days algorithm of Howard Hinnant, kept here because two days need only their distance.
pub(super) fn day(iso: &str) -> Option<Day> {
    let mut parts = iso.get(..10)?.split('-').map(|p| p.parse::<Day>().ok());
    let (y, m, d) = (parts.next()??, parts.next()??, parts.next()??);
    let (y, m) = if m <= 2 { (y - 1, m + 9) } else { (y, m - 3) };
    Some(365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * m + 2) / 5 + d - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_across_months_and_leap_years() {
        let gap = |a, b| day(b).unwrap() - day(a).unwrap();
        assert_eq!(gap("2016-02-28", "2016-03-01"), 2);
        assert_eq!(gap("2015-12-31", "2016-01-01"), 1);
        assert!(day("soon").is_none());
    }

    #[test]
    fn verbs_of_happening_are_in_order() {
        assert!(HAPPENS.is_sorted());
    }
}
