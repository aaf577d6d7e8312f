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

/// Two scenes of one night in one paragraph.
const LOG: &str = "A baker was hurt on Saturday. At 9:15 p.m. Dora Quill was robbed in the 300 block of Larch Street, and Tomas Rell saw \
    the fire at the quay. About 11 p.m. Ines Okoro and Jan Holt were robbed with the ballots in the 40 block of Mill Street.";

fn timed(id: &str, paragraphs: &[&str]) -> Report {
    let mut report = report(id, paragraphs);
    report.sentences.clear();
    let text = report.text.clone();
    for segment in &report.segments {
        let mut from = segment.span.start();
        let mut till = from;
        for piece in text.at(segment.span).split_inclusive(". ") {
            till += piece.len();
            // "p.m." ends no sentence here.
            if !piece.ends_with(".m. ") {
                let span = text.span(from, from + text[from..till].trim_end().len()).unwrap();
                report.sentences.push(Sentence { span });
                from = till;
            }
        }
    }
    for (at, hour) in text.match_indices(" p.m.").chain(text.match_indices(" a.m.")) {
        report.times.push(record::TimeExpression {
            span: text.span(at - 1, at + hour.len()).unwrap(),
            kind: record::TimeType::Time,
            value: String::new(),
            from: None,
            until: None,
        });
    }
    report.times.sort_by_key(|t| t.span);
    report
}

#[test]
fn scenes_in_a_row_are_seen_and_set_off_what_they_tell() {
    let log = timed(
        "z",
        &[
            LOG,
            "A man of 40 was beaten at 1 a.m. in the 700 block of Quay Street. He was robbed too.",
        ],
    );
    let row = scenes::row(&log);
    assert_eq!(row.len(), 3, "{row:?}");
    assert!(row.iter().all(|at| {
        ["A baker", "About", "A man"]
            .iter()
            .any(|w| log.text[*at..].starts_with(w))
    }));
    let mut reports = stories();
    reports.push(log);
    let told = find(&reports, &[vec![0, 1], vec![2, 3], vec![4], vec![5]]);
    assert_eq!(told[0].stories.keys().copied().collect::<Vec<_>>(), [0, 1]);
    // Hours of one happening in one street are no row.
    let one = "At 9:15 p.m. a shot was heard in the 300 block of Larch Street. At 9:30 p.m. police came to Larch Street. \
               At 11 p.m. Larch Street was open again.";
    assert!(scenes::row(&timed("y", &[one])).is_empty());
}

/// Four scenes of one night.
fn night(last: &str) -> Report {
    timed(
        "z",
        &[
            LOG,
            "A man of 40 was beaten at 1 a.m. in the 700 block of Quay Street. He was robbed too.",
            last,
        ],
    )
}

#[test]
fn a_log_is_attached_by_blocks_though_it_tells_one_story_alone() {
    let mut reports = stories();
    reports[4] = report(
        "c1",
        &["A window was broken in the 900 block of Tarn Street on Sunday."],
    );
    let log = night("At 2 a.m. somebody broke a window in the 900 block of Tarn Street.");
    reports.push(log);
    let clusters = [vec![0, 1], vec![2, 3], vec![4], vec![5]];
    let told = find(&reports, &clusters);
    assert_eq!(told[0].stories.keys().copied().collect::<Vec<_>>(), [0, 1, 2]);
    // Of these it is a round-up though only one is told by others.
    let told = find(&reports[4..], &[vec![0], vec![1]]);
    assert_eq!(told[0].stories.keys().copied().collect::<Vec<_>>(), [0]);
}

#[test]
fn steps_of_one_happening_are_no_log() {
    let hunt = timed(
        "y",
        &[
            "At 9:15 p.m. Dora Quill fled from the 300 block of Larch Street. About 11 p.m. Dora Quill was seen in the 40 block of Mill Street.",
            "At 1 a.m. a boat was found in the 700 block of Quay Street. At 2 a.m. she was held in the 900 block of Tarn Street.",
        ],
    );
    let scenes = scenes::row(&hunt);
    assert_eq!(scenes.len(), 4);
    assert!(scenes::of_one(&hunt, &scenes));
}
