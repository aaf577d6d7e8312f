//! Invented reports whose days, places and figures are marked by hand.

use super::*;
use record::{
    DateBasis, Name, NameKind, Precision, Published, Quantity, Segment, SegmentKind, Sentence, Text,
    TimeExpression, TimeType,
};

const MONDAY: &str = "2031-03-03";
const SUNDAY: &str = "2031-03-02";
const PLACES: &[&str] = &["Lakehaven", "Korvany", "Tersa", "Arvane"];

/// A report of one paragraph: a sentence a string; "Sunday" and "Monday" are days, the places of [`PLACES`] places, and
/// "N killed" figures.
fn report(id: &str, day: &str, sentences: &[&str]) -> Report {
    let text = Text::new(sentences.join(" "));
    let mut report = Report {
        id: id.into(),
        published: Some(Published {
            value: day.into(),
            precision: Precision::Day,
            basis: DateBasis::Field,
            candidates: vec![],
        }),
        segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
        ..Report::default()
    };
    let mut start = 0;
    for sentence in sentences {
        let span = text.span(start, start + sentence.len()).unwrap();
        report.sentences.push(Sentence { span });
        start += sentence.len() + 1;
    }
    for (word, value) in [
        ("Sunday", SUNDAY),
        ("Monday", MONDAY),
        ("a year ago", "2030-03-03"),
    ] {
        for (at, _) in text.match_indices(word) {
            report.times.push(TimeExpression {
                span: text.span(at, at + word.len()).unwrap(),
                kind: TimeType::Date,
                value: value.into(),
                from: None,
                until: None,
            });
        }
    }
    report.times.sort_by_key(|t| t.span);
    for place in PLACES {
        for (at, _) in text.match_indices(place) {
            report.names.push(Name {
                span: text.span(at, at + place.len()).unwrap(),
                kind: NameKind::Place,
                entity: place.to_lowercase(),
                role: None,
            });
        }
    }
    report.names.sort_by_key(|n| n.span);
    for (at, _) in text.match_indices(" killed") {
        let number = text[..at].rsplit(' ').next().unwrap_or_default();
        if let Ok(n) = number.parse::<f64>() {
            report.quantities.push(Quantity {
                span: text.span(at - number.len(), at + 7).unwrap(),
                measure: "killed".into(),
                min: Some(n),
                max: Some(n),
                approximate: false,
                unit: Some("people".into()),
                counted: None,
                hedge: None,
                scope: record::Scope::Event,
                attributed_to: None,
                place: None,
                time: None,
            });
        }
    }
    report.quantities.sort_by_key(|q| q.span);
    report.text = text;
    report
}

fn events(reports: &[Report]) -> Vec<Event> {
    let found = find(&reports.iter().collect::<Vec<_>>());
    for event in &found {
        for passage in &event.passages {
            assert!(reports.iter().any(|r| passage.holds(r)));
        }
    }
    let turned: Vec<&Report> = reports.iter().rev().collect();
    assert_eq!(found, find(&turned), "the order changes nothing");
    found
}

fn told(events: &[Event]) -> Vec<(&str, Option<&str>, usize)> {
    let of = |e: &'_ Event| e.reports.len();
    events
        .iter()
        .map(|e| (e.date.as_deref().unwrap_or("-"), e.place.as_deref(), of(e)))
        .collect()
}

#[test]
fn talks_on_two_days_and_bombings_are_three_events() {
    let found = events(&[
        report(
            "a",
            MONDAY,
            &[
                "The envoys held talks in Lakehaven on Sunday.",
                "They met again in Lakehaven on Monday.",
                "Bombs went off in Korvany on Monday.",
                "The attack left 21 killed.",
            ],
        ),
        report(
            "b",
            MONDAY,
            &[
                "Talks in Lakehaven resumed on Monday after a first meeting.",
                "The talks on Sunday in Lakehaven had broken up.",
                "An explosion struck Korvany on Monday.",
            ],
        ),
    ]);
    assert_eq!(
        told(&found),
        [
            (SUNDAY, Some("Lakehaven"), 2),
            (MONDAY, Some("Korvany"), 2),
            (MONDAY, Some("Lakehaven"), 2),
        ]
    );
    // The toll goes on from the bombs.
    assert_eq!(found[1].passages[1].quote, "The attack left 21 killed.");
}

#[test]
fn one_event_told_with_two_days_is_one() {
    let found = events(&[
        report(
            "a",
            MONDAY,
            &["A blast tore through the market in Korvany on Sunday."],
        ),
        report("b", MONDAY, &["A blast in Korvany wrecked a market on Monday."]),
        report("c", MONDAY, &["A market in Korvany was bombed on Monday."]),
    ]);
    assert_eq!(told(&found), [(MONDAY, Some("Korvany"), 3)]);
}

#[test]
fn a_report_that_tells_of_both_days_keeps_them_apart() {
    let found = events(&[
        report(
            "a",
            MONDAY,
            &[
                "A blast tore through the market in Korvany on Sunday.",
                "Another bomb went off in Korvany on Monday.",
            ],
        ),
        report("b", MONDAY, &["A bomb in Korvany wrecked a bank on Monday."]),
        report("c", MONDAY, &["The blast in Korvany on Sunday wrecked a market."]),
    ]);
    assert_eq!(
        told(&found),
        [(SUNDAY, Some("Korvany"), 2), (MONDAY, Some("Korvany"), 2)]
    );
}

#[test]
fn the_dead_of_one_town_are_not_those_of_all() {
    let reports = [
        report(
            "a",
            MONDAY,
            &[
                "Bombs in Korvany and Tersa on Monday left 48 killed.",
                "In Korvany the blasts on Monday left 35 killed.",
            ],
        ),
        report(
            "b",
            MONDAY,
            &[
                "The bombings on Monday in Korvany and Tersa left 48 killed.",
                "A bomb in Korvany on Monday left 35 killed.",
            ],
        ),
    ];
    let found = events(&reports);
    assert_eq!(told(&found), [(MONDAY, None, 2), (MONDAY, Some("Korvany"), 2)]);
    let places = Places::new(&found);
    let event = |i: usize, n: usize| places.at(&reports[i].id, reports[i].quantities[n].span);
    assert_eq!(event(0, 0), event(1, 0));
    assert_eq!(event(0, 1), event(1, 1));
    assert_ne!(event(0, 0), event(0, 1));
}

#[test]
fn two_counts_of_one_town_are_of_one_event() {
    let found = events(&[
        report(
            "a",
            MONDAY,
            &[
                "A bomb in Korvany on Monday left 21 killed.",
                "Monitors said the attack in Korvany left 26 killed.",
            ],
        ),
        report("b", MONDAY, &["A bomb in Korvany on Monday left 26 killed."]),
    ]);
    assert_eq!(told(&found), [(MONDAY, Some("Korvany"), 2)]);
}

#[test]
fn background_plans_and_days_of_saying_are_no_events() {
    let found = events(&[
        report(
            "a",
            SUNDAY,
            &[
                "A bomb in Korvany left 30 killed a year ago.",
                "Talks in Lakehaven are set for Monday.",
                "Officials confirmed on Sunday the attack.",
                "No shells had hit the town since Sunday.",
                "The truce would have ended the shelling on Sunday.",
            ],
        ),
        report(
            "b",
            SUNDAY,
            &[
                "The bomb in Korvany a year ago was the worst.",
                "Talks in Lakehaven are planned for Monday.",
            ],
        ),
    ]);
    assert_eq!(told(&found), []);
}

#[test]
fn told_once_by_one_of_several_is_not_sure_enough() {
    let found = events(&[
        report("a", MONDAY, &["A bomb went off in Korvany on Monday."]),
        report("b", MONDAY, &["Talks in Lakehaven ended on Monday."]),
    ]);
    assert_eq!(told(&found), []);
    assert_eq!(events(&[]), []);
    assert_eq!(events(&[report("a", "", &[""])]), []);
}
