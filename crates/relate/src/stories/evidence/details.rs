//! Blocks, streets, people with their ages and ages alone, which single an event out.

use super::super::details::{Kind, find};
use super::super::furniture::stock;
use super::super::words::tokens;
use super::{LISTED, Signs, called, listed, sign};
use record::{Citation, EvidenceKind, Report, Span};
use std::collections::BTreeMap;

/// The first place of each detail of a kind.
type Told = BTreeMap<Kind, BTreeMap<String, Span>>;

/// What both name speaks for one event. Where both name details of a kind and none is the same, that speaks against it,
/// but for people: each report of an event has witnesses of its own.
pub(super) fn compare(a: &Report, b: &Report, signs: &mut Signs) {
    let (x, y) = (told(a), told(b));
    // A block names its street and a person has an age: what is told by the closer detail is not told again.
    let mut covered: Vec<(usize, usize)> = Vec::new();
    for kind in [Kind::Block, Kind::Street, Kind::Person, Kind::Age] {
        let (Some(p), Some(q)) = (x.get(&kind), y.get(&kind)) else {
            continue;
        };
        let shared: Vec<(Span, Span)> = p
            .iter()
            .filter_map(|(key, span)| Some((*span, *q.get(key)?)))
            .collect();
        if shared.is_empty() {
            let streets = matches!(kind, Kind::Block | Kind::Street);
            let named = signs.against.iter().any(|e| e.kind == EvidenceKind::Details);
            // Of two blocks the streets need not be told apart once more.
            if kind != Kind::Person && !(streets && (named || !covered.is_empty())) {
                signs.against.push(differ(kind, (a, p), (b, q)));
            }
            continue;
        }
        let inside =
            |(span, _): &(Span, Span)| covered.iter().any(|c| c.0 < span.end() && span.start() < c.1);
        let new: Vec<(Span, Span)> = shared
            .iter()
            .filter(|s| !inside(s))
            .take(LISTED)
            .copied()
            .collect();
        covered.extend(shared.iter().map(|s| (s.0.start(), s.0.end())));
        if new.is_empty() {
            continue;
        }
        let shown: Vec<String> = new.iter().map(|(s, _)| quoted(a, *s)).collect();
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        let citations = new
            .iter()
            .flat_map(|(s, t)| [Citation::new(a, *s), Citation::new(b, *t)])
            .collect();
        let text = match kind {
            Kind::Age => format!("both give somebody's age: {}", listed(&shown)),
            _ => format!("both name {}", listed(&shown)),
        };
        signs.together.push(sign(EvidenceKind::Details, text, citations));
    }
}

/// What each names of a kind that the other does not.
fn differ(
    kind: Kind,
    (a, p): (&Report, &BTreeMap<String, Span>),
    (b, q): (&Report, &BTreeMap<String, Span>),
) -> record::Evidence {
    let first = |report: &Report, details: &BTreeMap<String, Span>| {
        let mut spans: Vec<Span> = details.values().copied().collect();
        spans.sort();
        spans.truncate(2);
        let shown: Vec<String> = spans.iter().map(|s| quoted(report, *s)).collect();
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        let citations: Vec<Citation> = spans.iter().map(|s| Citation::new(report, *s)).collect();
        (listed(&shown), citations)
    };
    let ((x, mine), (y, theirs)) = (first(a, p), first(b, q));
    let text = match kind {
        Kind::Age => format!("gives ages ({x}) of which {} gives none ({y})", called(b)),
        _ => format!("names {x}, {} names {y}", called(b)),
    };
    sign(EvidenceKind::Details, text, [mine, theirs].concat())
}

fn quoted(report: &Report, span: Span) -> String {
    format!("“{}”", report.text.at(span))
}

/// The details of the running text.
fn told(report: &Report) -> Told {
    let mut told = Told::new();
    for segment in report.running() {
        let line = report.text.at(segment.span);
        if stock(line) {
            continue;
        }
        for detail in find(&tokens(line).collect::<Vec<_>>()) {
            let at = segment.span.start();
            if let Some(span) = report.text.span(at + detail.bytes.start, at + detail.bytes.end) {
                let of_kind = told.entry(detail.kind).or_default();
                of_kind.entry(detail.key).or_insert(span);
            }
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, SegmentKind, Text};

    fn report(id: &str, text: &str) -> Report {
        let text = Text::from(text);
        Report {
            id: id.into(),
            outlet: Some("Coast Daily".into()),
            segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
            text,
            ..Report::default()
        }
    }

    fn texts(a: &str, b: &str) -> (Vec<String>, Vec<String>) {
        let (a, b) = (report("a", a), report("b", b));
        let mut signs = Signs::default();
        compare(&a, &b, &mut signs);
        for evidence in signs.together.iter().chain(&signs.against) {
            let held = |c: &Citation| c.holds(&a) || c.holds(&b);
            assert!(!evidence.citations.is_empty() && evidence.citations.iter().all(held));
        }
        let told = |signs: Vec<record::Evidence>| signs.into_iter().map(|e| e.text).collect();
        (told(signs.together), told(signs.against))
    }

    #[test]
    fn a_block_and_a_person_with_an_age_are_told_once() {
        let (together, against) = texts(
            "Dora Quill, 34, was found in the 400 block of South Larch Street.",
            "In the 400 block of Larch Street a warden found Dora Quill, 34.",
        );
        assert_eq!(
            together,
            ["both name “400 block of South Larch”", "both name “Quill, 34”"]
        );
        assert!(against.is_empty());
    }

    #[test]
    fn other_streets_and_other_ages_speak_against_one_event() {
        let (together, against) = texts(
            "A 27-year-old man lay in the 400 block of Alder Street.",
            "A boy of the age 16 was walking on Pell Road, in the 20 block of Pell Road.",
        );
        assert!(together.is_empty());
        assert_eq!(
            against,
            [
                "names “400 block of Alder”, Coast Daily names “20 block of Pell”",
                "gives ages (“27-year-old”) of which Coast Daily gives none (“age 16”)"
            ]
        );
    }

    #[test]
    fn what_one_of_them_lacks_says_nothing() {
        let (together, against) = texts("A 27-year-old man fell on Alder Street.", "A man fell.");
        assert!(together.is_empty() && against.is_empty());
    }
}
