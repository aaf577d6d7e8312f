//! What a later report changed of an earlier one.

use super::in_order;
use record::{Change, ChangeKind, Citation, Reading, ReadingValue, Relation, Report};
use std::collections::BTreeMap;

/// What a later report changed of an earlier one: of the figures `readings` of the same reports first, then corrections.
///
/// A figure changes where readings are updates, or where a later report makes an open value exact. A correction is an
/// editor's note that calls itself one.
#[must_use]
pub fn find(reports: &[&Report], readings: &[Reading]) -> Vec<Change> {
    let reports = in_order(reports);
    let days: BTreeMap<&str, &str> = reports
        .iter()
        .filter_map(|r| Some((r.id.as_str(), r.day()?)))
        .collect();
    let mut found: Vec<Change> = readings
        .iter()
        .flat_map(|reading| figures(reading, &days))
        .collect();
    found.extend(reports.iter().flat_map(|r| corrections(r)));
    found
}

/// The steps of one figure, in order of the days on which each value was first given: an old value that a later report
/// repeats is no news.
fn figures(reading: &Reading, days: &BTreeMap<&str, &str>) -> Vec<Change> {
    if !matches!(reading.relation, Relation::Updated | Relation::Compatible) {
        return Vec::new();
    }
    let mut dated: Vec<(&str, &ReadingValue)> = reading
        .values
        .iter()
        .filter_map(|v| Some((first_given(v, days)?, v)))
        .collect();
    dated.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| bound(x).total_cmp(&bound(y))));
    let steps = dated.windows(2).filter_map(|pair| {
        let ((before, old), (after, new)) = (pair[0], pair[1]);
        let verb = verb(old, new, reading.relation)?;
        (before < after).then(|| Change {
            kind: ChangeKind::Figure,
            text: format!(
                "{}: {verb} from “{}” ({before}) to “{}” ({after}).",
                title(reading),
                old.text,
                new.text
            ),
            before: old.citations.clone(),
            after: new.citations.clone(),
            edits: Vec::new(),
            step: None,
        })
    });
    steps.collect()
}

/// The first day on which a report gives the value; `None` where one of its reports has no day.
fn first_given<'a>(value: &ReadingValue, days: &BTreeMap<&str, &'a str>) -> Option<&'a str> {
    let day = |c: &Citation| days.get(c.report.as_str()).copied();
    value
        .citations
        .iter()
        .map(day)
        .collect::<Option<Vec<&str>>>()?
        .into_iter()
        .min()
}

fn bound(value: &ReadingValue) -> f64 {
    value.min.or(value.max).unwrap_or(0.0)
}

/// What the new value does to the old one; `None` where it changes nothing certain.
fn verb(old: &ReadingValue, new: &ReadingValue, relation: Relation) -> Option<&'static str> {
    let exact = |v: &ReadingValue| v.min.is_some() && v.min == v.max && !v.approximate;
    match relation {
        Relation::Updated if bound(new) > bound(old) => Some("raised"),
        // "30" after "up to 32" takes nothing back.
        Relation::Updated if old.min.zip(new.max).is_some_and(|(least, most)| most < least) => {
            Some("lowered")
        }
        // "2,000" after "about 2,000" or "over 2,000" is the same figure told with less care, not a change.
        _ if exact(new) && !exact(old) && !old.approximate && !is_above(old, new) => Some("made exact"),
        _ => None,
    }
}

/// Whether the old value was said to be above the new one, as "over 2,000" is above "2,000".
fn is_above(old: &ReadingValue, new: &ReadingValue) -> bool {
    let above = matches!(old.hedge.as_deref(), Some("over" | "more than" | "above"));
    above && old.min.zip(new.max).is_some_and(|(least, most)| most <= least)
}

fn title(reading: &Reading) -> String {
    let mut chars = reading.measure.chars();
    let measure: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect();
    match &reading.about {
        Some(about) => format!("{measure} ({about})"),
        None => measure,
    }
}

/// The notes of a report that say it was corrected.
fn corrections(report: &Report) -> Vec<Change> {
    report
        .segments
        .iter()
        .filter(|s| s.kind.is_note() && is_correction(report.text.at(s.span)))
        .map(|s| Change {
            kind: ChangeKind::Correction,
            text: match &report.outlet {
                Some(outlet) => format!("{outlet} corrected its report."),
                None => "A report was corrected.".to_owned(),
            },
            before: Vec::new(),
            after: vec![Citation::new(report, s.span)],
            edits: Vec::new(),
            step: None,
        })
        .collect()
}

fn is_correction(note: &str) -> bool {
    let note = note.to_lowercase();
    note.starts_with("correct")
        || note.starts_with("clarif")
        || note.starts_with("erratum")
        || [
            "has been corrected",
            "was corrected",
            "corrects an earlier",
            "corrected version",
            "an earlier version",
            "a previous version",
            "an earlier headline",
        ]
        .iter()
        .any(|phrase| note.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::{figure, on, report};
    use record::{Origins, SegmentKind};

    fn changes(reports: &[Report]) -> Vec<Change> {
        let reports: Vec<&Report> = reports.iter().collect();
        find(
            &reports,
            &super::super::quantities::find(&reports, &Origins::default()),
        )
    }

    fn toll(id: &str, day: &str, words: &str, n: f64, open: bool) -> Report {
        let r = on(
            report(id, &format!("The ferry fire in the old harbour killed {words}.")),
            day,
        );
        figure(r, words, "killed", Some(n), (!open).then_some(n))
    }

    #[test]
    fn a_raised_toll_is_a_change_and_an_equal_one_is_none() {
        let reports = [
            toll("a", "2031-03-04", "21 people", 21.0, false),
            toll("b", "2031-03-05", "26 people", 26.0, false),
        ];
        let changes = changes(&reports);
        assert_eq!(
            changes[0].text,
            "Killed: raised from “21 people” (2031-03-04) to “26 people” (2031-03-05)."
        );
        assert!(changes[0].before[0].holds(&reports[0]) && changes[0].after[0].holds(&reports[1]));
        assert!(self::changes(&reports[..1]).is_empty());
    }

    #[test]
    fn an_open_value_is_made_exact() {
        let reports = [
            toll("a", "2031-03-04", "at least 21 people", 21.0, true),
            toll("b", "2031-03-05", "24 people", 24.0, false),
        ];
        let changes = changes(&reports);
        assert!(changes[0].text.contains("made exact"), "{changes:?}");
    }

    #[test]
    fn what_can_both_be_true_is_not_lowered_nor_made_exact() {
        for (before, after, n) in [
            ("up to 32 people", "30 people", 30.0),
            ("more than 32 people", "32 people", 32.0),
        ] {
            let mut first = toll("a", "2031-03-04", before, 32.0, true);
            let quantity = &mut first.quantities[0];
            if before.starts_with("up to") {
                quantity.max = quantity.min.take();
            }
            let changes = changes(&[first, toll("b", "2031-03-05", after, n, false)]);
            let told = |verb: &str| changes.iter().any(|c| c.text.contains(verb));
            assert!(
                !(told("lowered") || told("made exact") && before.starts_with("more")),
                "{changes:?}"
            );
        }
    }

    #[test]
    fn an_old_value_that_a_later_report_repeats_is_no_change() {
        let reports = [
            toll("a", "2031-03-04", "at least 12 people", 12.0, true),
            toll("b", "2031-03-04", "14 people", 14.0, false),
            toll("c", "2031-03-05", "at least 12 people", 12.0, true),
            toll("d", "2031-03-05", "17 people", 17.0, false),
        ];
        let changes = changes(&reports);
        assert!(changes.iter().all(|c| !c.text.contains("lowered")), "{changes:?}");
    }

    #[test]
    fn a_correction_is_told_and_another_note_is_not() {
        let mut r = report(
            "a",
            "Correction: An earlier version gave the wrong street.\nThis story is part of a series.",
        );
        for segment in &mut r.segments {
            segment.kind = SegmentKind::Note;
        }
        r.outlet = Some("Port Ellery Herald".into());
        let changes = changes(&[r]);
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].text, "Port Ellery Herald corrected its report.");
    }
}
