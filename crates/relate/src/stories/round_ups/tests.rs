//! Invented round-ups, and long reports that are none.

use super::*;
use record::{Name, Sentence, Text};

const PEOPLE: &[&str] = &[
    "Dora Quill",
    "Tomas Rell",
    "Ines Okoro",
    "Jan Holt",
    "Mila Doran",
    "Petr Halvorsen",
    "Sabine Orlec",
    "Runa Eldh",
];

fn report(id: &str, paragraphs: &[&str]) -> Report {
    let text = Text::new(paragraphs.join("\n\n"));
    let mut report = Report {
        id: id.into(),
        ..Report::default()
    };
    let mut start = 0;
    for paragraph in paragraphs {
        let span = text.span(start, start + paragraph.len()).unwrap();
        let kind = if paragraph.starts_with('#') {
            SegmentKind::Heading
        } else {
            SegmentKind::Paragraph
        };
        report.segments.push(Segment::new(kind, span));
        report.sentences.push(Sentence { span });
        start += paragraph.len() + 2;
    }
    for person in PEOPLE {
        for (at, _) in text.match_indices(person) {
            report.names.push(Name {
                span: text.span(at, at + person.len()).unwrap(),
                kind: NameKind::Person,
                entity: person.to_lowercase().replace(' ', "-"),
                role: None,
            });
        }
    }
    report.names.sort_by_key(|n| n.span);
    report.text = text;
    report
}

fn stories() -> Vec<Report> {
    vec![
        report(
            "a1",
            &["Dora Quill and Tomas Rell spoke of the fire at the quay."],
        ),
        report("a2", &["Tomas Rell said Dora Quill saw the fire begin."]),
        report("b1", &["Ines Okoro and Jan Holt count the ballots."]),
        report("b2", &["Jan Holt said Ines Okoro would count the ballots again."]),
        report("c1", &["Mila Doran met Petr Halvorsen at the bridge."]),
    ]
}

fn found(last: &[&str]) -> Vec<Vec<usize>> {
    let mut reports = stories();
    reports.push(report("z", last));
    find(&reports, &[vec![0, 1], vec![2, 3], vec![4], vec![5]])
        .into_iter()
        .map(|f| {
            assert_eq!(f.report, 5);
            f.stories.into_keys().collect()
        })
        .collect()
}

const QUAY: &str =
    "A fire at the quay was seen by Dora Quill, and Tomas Rell said that it would be looked into.";
const VOTE: &str =
    "The ballots are counted again, Ines Okoro said, and Jan Holt agreed that there was no hurry.";
const BRIDGE: &str =
    "At the bridge Mila Doran and Petr Halvorsen shook hands, and the trucks went over it again.";

#[test]
fn a_report_of_several_stories_is_attached_to_each() {
    assert_eq!(found(&[QUAY, VOTE, BRIDGE]), [[0, 1, 2]]);
    assert_eq!(found(&["# Quay", QUAY, "# Vote", VOTE]), [[0, 1]]);
    let elsewhere = format!("Elsewhere, {VOTE}");
    assert_eq!(found(&[QUAY, &elsewhere]), [[0, 1]]);
}

#[test]
fn a_long_report_with_background_and_two_deaths_of_one_event_are_none() {
    let long = QUAY.repeat(6);
    assert_eq!(found(&[&long, VOTE, BRIDGE]), Vec::<Vec<usize>>::new());
    assert_eq!(
        found(&[QUAY, VOTE]),
        Vec::<Vec<usize>>::new(),
        "nothing sets them off"
    );
    let hangs = format!("Elsewhere, {VOTE} Dora Quill had said so before.");
    assert_eq!(found(&[QUAY, &hangs]), Vec::<Vec<usize>>::new());
    let two = [
        "Dora Quill died at the quay, Tomas Rell said.",
        "Elsewhere, Tomas Rell said that Dora Quill had died.",
    ];
    assert_eq!(found(&two), Vec::<Vec<usize>>::new());
}

#[test]
fn names_that_are_not_what_a_story_is_news_of_tie_nothing_to_it() {
    let mut reports = stories();
    reports.push(report("z", &["# Quay", QUAY, "# Vote", VOTE]));
    let clusters = [vec![0, 1], vec![2, 3], vec![4], vec![5]];
    assert_eq!(find(&reports, &clusters).len(), 1);
    for other in &mut reports[2..4] {
        other.headline = Some("Weather keeps voters at home".into());
    }
    assert_eq!(find(&reports, &clusters), []);
}

#[test]
fn a_clipped_report_keeps_its_passage_alone() {
    let whole = report("z", &[QUAY, VOTE]);
    let passage = whole.segments[1].span;
    let part = clipped(&whole, &[passage]);
    assert_eq!(part.segments.len(), 1);
    assert!(part.names.iter().all(|n| passage.contains(n.span)));
    assert_eq!(part.text, whole.text);
}
