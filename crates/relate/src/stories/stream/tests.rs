//! Invented reports of three events, in several orders.

use super::*;
use record::{DateBasis, Precision, Published, Segment, SegmentKind, Sentence, Text};

fn report(id: &str, day: &str, headline: &str, text: &str) -> Report {
    let text = Text::from(text);
    Report {
        id: id.into(),
        headline: (!headline.is_empty()).then(|| headline.into()),
        published: (!day.is_empty()).then(|| Published {
            value: day.into(),
            precision: Precision::Day,
            basis: DateBasis::Field,
            candidates: vec![],
        }),
        segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
        sentences: vec![Sentence { span: text.whole() }],
        text,
        ..Report::default()
    }
}

fn pile() -> Vec<Report> {
    vec![
        report(
            "a1",
            "2031-03-04",
            "Fire destroys warehouses in Port Ellery",
            "A fire destroyed two warehouses in the harbour of Port Ellery and the harbourmaster Dora Quill said the blaze \
             began in a store of fishing nets near the Larch Quay ferry ramp.",
        ),
        report(
            "a2",
            "2031-03-05",
            "Blaze guts Port Ellery warehouses",
            "The harbourmaster of Port Ellery, Dora Quill, said a blaze that destroyed two warehouses began among fishing \
             nets stored near the ferry ramp at Larch Quay.",
        ),
        report(
            "b1",
            "2031-03-04",
            "Tamarin votes for a new assembly",
            "Voters in Tamarin chose a new assembly and the electoral board under Ines Okoro expects a count of all ballots \
             within three days.",
        ),
        report(
            "b2",
            "2031-03-04",
            "Count begins in Tamarin",
            "The electoral board of Tamarin under Ines Okoro began to count the ballots that voters cast for a new assembly, \
             and expects to end within three days.",
        ),
        report(
            "c1",
            "2031-03-06",
            "Barges wait at the Harrow lock",
            "The lock gate at Harrow jammed before dawn and held up nine barges bound for the grain stores upriver, said \
             Ana Brook, the keeper.",
        ),
    ]
}

fn grouped(stream: &Stream) -> BTreeSet<Vec<String>> {
    stream
        .stories()
        .into_iter()
        .map(|mut s| {
            s.reports.sort();
            s.reports
        })
        .collect()
}

fn batch(reports: &[Report]) -> BTreeSet<Vec<String>> {
    crate::stories::cluster(reports)
        .into_iter()
        .map(|c| {
            let mut ids: Vec<String> = c.into_iter().map(|i| reports[i].id.clone()).collect();
            ids.sort();
            ids
        })
        .collect()
}

#[test]
fn the_same_stories_as_in_the_batch_in_any_order() {
    let reports = pile();
    let orders: [[usize; 5]; 3] = [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3]];
    for order in orders {
        let mut stream = Stream::new(Window::default());
        let mut news = 0;
        for i in order {
            let events = stream.add(&reports[i]);
            news += events.iter().filter(|e| e.event == StreamChange::New).count();
        }
        assert_eq!(grouped(&stream), batch(&reports), "{order:?}");
        assert_eq!(news, 3, "{order:?}");
    }
}

#[test]
fn a_story_keeps_its_id_when_an_earlier_report_comes_late() {
    let reports = pile();
    let mut stream = Stream::new(Window::default());
    let first = stream.add(&reports[1]);
    assert_eq!(first[0].event, StreamChange::New);
    let second = stream.add(&reports[0]);
    assert_eq!(
        (second[0].event, &second[0].story),
        (StreamChange::Joined, &first[0].story)
    );
    assert_eq!(stream.resolve(&first[0].story), Some(first[0].story.as_str()));
    assert_eq!(stream.resolve("story-none"), None);
}

#[test]
fn the_memory_is_bounded_and_what_left_it_is_told() {
    let reports = pile();
    let mut stream = Stream::new(Window { reports: 2 });
    for report in &reports {
        stream.add(report);
        assert!(stream.in_memory() <= 2);
    }
    let mut told: Vec<String> = stream
        .closed()
        .into_iter()
        .chain(stream.stories())
        .flat_map(|s| s.reports)
        .collect();
    told.sort();
    assert_eq!(told, ["a1", "a2", "b1", "b2", "c1"], "no report is lost");
}

#[test]
fn bad_input_is_taken_and_twice_the_same_is_taken_once() {
    let mut stream = Stream::new(Window::default());
    let same =
        "A fire destroyed two warehouses in the harbour of Port Ellery, said the harbourmaster Dora Quill.";
    for (id, day, text) in [
        ("e1", "", ""),
        ("e2", "9999-12-31", ""),
        ("e3", "2032-01-01", same),
        ("e4", "2032-01-01", same),
        ("e5", "", same),
    ] {
        assert_eq!(
            stream
                .add(&report(id, day, "", text))
                .iter()
                .filter(|e| e.report == id)
                .count(),
            1
        );
    }
    assert!(stream.add(&report("e1", "", "", "")).is_empty());
    let count: usize = stream.stories().iter().map(|s| s.reports.len()).sum();
    assert_eq!(count, 5);
    let _ = stream.settle();
    assert_eq!(stream.stories().iter().map(|s| s.reports.len()).sum::<usize>(), 5);
}
