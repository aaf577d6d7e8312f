//! How much reports speak of each date: what decides which dates a timeline has.
//!
//! A day that matters is spoken of again on other days: the count of the reports that name it, those of later days most, is
//! the strongest single sign of the dates that journalists choose (Kessler and others 2012; Tran and others 2013).

use crate::coverage::lineages;
use crate::dated::calendar;
use record::{Origins, Precision, Report};
use std::collections::{BTreeMap, BTreeSet};

/// What an independent report that names the day adds.
const LINEAGE: usize = 12;
/// What each report that names it adds, copies too.
const REPORT: usize = 4;
/// What each report that looks back on it from a later day adds.
const LOOKING_BACK: usize = 8;
/// What each report of the day itself adds, whether or not it names the day.
const OF_THE_DAY: usize = 4;

/// The weight of each date that running text names. A month or a year weighs a fourth of a day: it places nothing exactly.
pub(crate) fn weigh(reports: &[&Report], origins: &Origins) -> BTreeMap<(String, Precision), usize> {
    let lineage = lineages(reports, origins);
    let mut lineages: BTreeMap<(String, Precision), BTreeSet<usize>> = BTreeMap::new();
    let mut weights: BTreeMap<(String, Precision), usize> = BTreeMap::new();
    let mut days: BTreeMap<&str, usize> = BTreeMap::new();
    for (report, lineage) in reports.iter().zip(lineage) {
        let running = |at: usize| report.segment_at(at).is_some_and(|g| g.kind.is_running());
        let named: BTreeSet<(String, Precision)> = report
            .times
            .iter()
            .filter(|t| running(t.span.start()))
            .filter_map(calendar)
            .collect();
        for date in named {
            let back = report.day().is_some_and(|day| date.0.as_str() < day);
            *weights.entry(date.clone()).or_default() += REPORT + if back { LOOKING_BACK } else { 0 };
            lineages.entry(date).or_default().insert(lineage);
        }
        if let Some(day) = report.day() {
            *days.entry(day).or_default() += OF_THE_DAY;
        }
    }
    for (date, weight) in &mut weights {
        *weight += lineages.get(date).map_or(0, BTreeSet::len) * LINEAGE;
        *weight += days.get(date.0.as_str()).copied().unwrap_or(0);
        if date.1 != Precision::Day {
            *weight /= 4;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{DateBasis, Published, Segment, SegmentKind, Text, TimeExpression, TimeType};

    fn report(id: &str, day: &str, value: &str) -> Report {
        let text = Text::from("The store burned that day.");
        Report {
            id: id.into(),
            segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
            published: Some(Published {
                value: day.into(),
                precision: Precision::Day,
                basis: DateBasis::Field,
                candidates: vec![],
            }),
            times: vec![TimeExpression {
                span: text.whole(),
                kind: TimeType::Date,
                value: value.into(),
                from: None,
                until: None,
            }],
            text,
            ..Report::default()
        }
    }

    fn weight(reports: &[Report], origins: &Origins, date: &str) -> usize {
        let refs: Vec<&Report> = reports.iter().collect();
        let weights = weigh(&refs, origins);
        weights.iter().find(|(d, _)| d.0 == date).map_or(0, |(_, w)| *w)
    }

    #[test]
    fn a_day_looked_back_on_outweighs_one_told_on_itself() {
        let reports = [
            report("a", "2031-03-04", "2031-03-04"),
            report("b", "2031-03-09", "2031-03-05"),
        ];
        let none = Origins::default();
        assert!(weight(&reports, &none, "2031-03-05") > weight(&reports, &none, "2031-03-04"));
    }

    #[test]
    fn a_copy_adds_less_than_an_independent_report_and_a_month_less_than_a_day() {
        let reports = [
            report("a", "2031-03-04", "2031-03-01"),
            report("b", "2031-03-04", "2031-03-01"),
        ];
        let one = |id: &str| (id.to_owned(), BTreeSet::from(["agency".to_owned()]));
        let copied = Origins {
            low: [one("a"), one("b")].into(),
            ..Origins::default()
        };
        let none = Origins::default();
        assert!(weight(&reports, &copied, "2031-03-01") < weight(&reports, &none, "2031-03-01"));
        let month = [report("a", "2031-03-04", "2031-02")];
        assert!(weight(&month, &none, "2031-02") < weight(&reports[..1], &none, "2031-03-01"));
    }
}
