//! Whom and where a report names.

use super::view::{Tally, tally};
use super::words::{Term, term, words};
use record::{NameKind, Report};

/// So many bytes of running text are the lead.
const LEAD: usize = 500;

/// The surnames of people who are named without an office: victims, suspects, witnesses, players. The spokesman of the
/// police stands in every report of a town.
pub(super) fn people(report: &Report) -> Tally {
    let (mut people, mut officials) = (Vec::new(), Vec::new());
    for name in report.names.iter().filter(|n| n.kind == NameKind::Person) {
        if !in_running(report, name.span.start()) {
            continue;
        }
        let surname = term(name.entity.rsplit('-').next().unwrap_or_default());
        people.push(surname);
        if name.role.is_some() {
            officials.push(surname);
        }
    }
    people.retain(|surname| !officials.contains(surname));
    tally(people)
}

/// The places of the dateline and of the first sentences, in order of terms.
pub(super) fn lead(report: &Report) -> Vec<Term> {
    let start = report.running().next().map_or(0, |s| s.span.start());
    let mut found: Vec<Term> = places(report)
        .filter(|(_, at)| *at < start + LEAD)
        .map(|(entity, _)| term(entity))
        .chain(dateline(report).map(|place| term(&words(place).join("-"))))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The place of the dateline, without its state or country.
fn dateline(report: &Report) -> Option<&str> {
    report.dateline.as_ref()?.place.as_deref()?.split(',').next()
}

/// Places named in the running text, with where.
fn places(report: &Report) -> impl Iterator<Item = (&str, usize)> {
    report
        .names
        .iter()
        .filter(|n| n.kind == NameKind::Place && in_running(report, n.span.start()))
        .map(|n| (n.entity.as_str(), n.span.start()))
}

fn in_running(report: &Report, at: usize) -> bool {
    report.segment_at(at).is_some_and(|s| s.kind.is_running())
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Name, Segment, SegmentKind, Text};

    fn report(names: &[(&str, NameKind, Option<&str>)]) -> Report {
        let text = Text::from("Dora Quill of Vell met Captain Ola Brandt in Harrow, then left Harrow.");
        let found = names.iter().flat_map(|(words, kind, role)| {
            text.match_indices(words)
                .filter_map(|(at, _)| text.span(at, at + words.len()))
                .map(|span| Name {
                    span,
                    kind: *kind,
                    entity: words.to_lowercase().replace(' ', "-"),
                    role: role.map(str::to_owned),
                })
                .collect::<Vec<_>>()
        });
        Report {
            names: found.collect(),
            segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
            text,
            ..Report::default()
        }
    }

    #[test]
    fn a_person_of_an_office_is_left_out_and_places_of_the_lead_are_kept() {
        let report = report(&[
            ("Dora Quill", NameKind::Person, None),
            ("Ola Brandt", NameKind::Person, Some("Captain")),
            ("Vell", NameKind::Place, None),
            ("Harrow", NameKind::Place, None),
        ]);
        assert_eq!(people(&report), [(term("quill"), 1)]);
        assert_eq!(lead(&report).len(), 2);
    }

    #[test]
    fn a_report_without_names_has_none() {
        assert!(people(&report(&[])).is_empty() && lead(&report(&[])).is_empty());
    }
}
