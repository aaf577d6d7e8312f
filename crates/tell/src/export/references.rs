//! What the two forms of references share: which reports, under which keys, with which dates.

use crate::outline::Outline;
use record::{Briefing, OutletKind, Precision, Report};
use std::collections::BTreeSet;

/// A report to be referred to.
pub(super) struct Reference<'a> {
    /// The same in BibTeX and CSL-JSON: outlet, year and id in ASCII letters and digits, unlike all others.
    pub(super) key: String,
    pub(super) report: &'a Report,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Newspaper,
    Magazine,
    Web,
}

/// All reports of the briefing, earlier versions too, in its order.
pub(super) fn of(briefing: &Briefing) -> Vec<Reference<'_>> {
    let mut taken = BTreeSet::new();
    let mut all = Vec::with_capacity(briefing.reports.len());
    for report in &briefing.reports {
        let outlet = report.outlet.as_ref().map(|_| slug(&Outline::name(report), 24));
        let year = date(report).map(|parts| format!("{:04}", parts[0]));
        let parts = [outlet, year, Some(slug(&report.id, 24))];
        let base: Vec<String> = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect();
        let base = if base.is_empty() {
            "report".to_owned()
        } else {
            base.join("-")
        };
        let key = std::iter::once(base.clone())
            .chain((2..).map(|n| format!("{base}-{n}")))
            .find(|key| taken.insert(key.clone()))
            .unwrap_or(base);
        let kind = match report.outlet_kind {
            Some(OutletKind::Magazine) => Kind::Magazine,
            Some(OutletKind::Newspaper | OutletKind::Agency) => Kind::Newspaper,
            Some(_) if super::address(report).is_some() => Kind::Web,
            None if report.outlet.is_none() && super::address(report).is_some() => Kind::Web,
            _ => Kind::Newspaper,
        };
        all.push(Reference { key, report, kind });
    }
    all
}

/// Year, month and day of publication, as exact as they are known.
pub(super) fn date(report: &Report) -> Option<Vec<i32>> {
    let published = report.published.as_ref()?;
    let most = match published.precision {
        Precision::Year => 1,
        Precision::Month => 2,
        _ => 3,
    };
    parts(&published.value, most)
}

/// The numbers of an ISO date, at most so many; `None` where it is none.
pub(super) fn parts(iso: &str, most: usize) -> Option<Vec<i32>> {
    let day = iso.get(..10).unwrap_or(iso);
    let numbers: Vec<i32> = day.split('-').map_while(|p| p.parse().ok()).take(most).collect();
    (!numbers.is_empty()).then_some(numbers)
}

/// "Credits: Halcyon News Agency"; `None` where no agency is credited.
pub(super) fn credits(report: &Report) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for agency in &report.agencies {
        // One agency may be credited above the text and below it.
        if !names.contains(&agency.name.as_str()) {
            names.push(&agency.name);
        }
    }
    (!names.is_empty()).then(|| format!("Credits: {}", names.join(", ")))
}

/// Lower-case ASCII letters and digits, at most so many.
fn slug(text: &str, most: usize) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .take(most)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::hostile;

    #[test]
    fn no_two_reports_have_one_key() {
        let mut briefing = Briefing {
            reports: ["a b", "ab", "a-b", "漢", "字"].map(hostile::report).into(),
            ..Briefing::default()
        };
        briefing.reports[0].outlet = Some("Coast Mail!".into());
        let keys: Vec<String> = of(&briefing).into_iter().map(|r| r.key).collect();
        assert_eq!(keys, ["coastmail-ab", "ab", "ab-2", "report", "report-2"]);
    }

    #[test]
    fn a_date_is_as_exact_as_it_is_known() {
        assert_eq!(parts("2031-03-04T08:00:00Z", 3), Some(vec![2031, 3, 4]));
        assert_eq!(parts("2031-03", 3), Some(vec![2031, 3]));
        assert_eq!(parts("2031-03-04", 1), Some(vec![2031]));
        assert_eq!(parts("soon", 3), None);
    }
}
