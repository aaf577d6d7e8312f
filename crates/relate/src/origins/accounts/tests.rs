use super::*;
use crate::origins::{counted, trace};
use crate::reuse;
use record::{Independent, Name, Quote, QuoteForm, Sentence, Text};

/// A report of one paragraph and sentence a line. "<Ana Brook>" marks a person, "[Tarn Institute]" a body; a line that
/// starts with "Somebody: " is said by that one, inside its quote marks if it has some.
fn report(id: &str, lines: &[&str]) -> Report {
    let mut text = String::new();
    let (mut paragraphs, mut names, mut said) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        let (by, words) = line
            .split_once(": ")
            .map_or((None, *line), |(by, words)| (Some(by), words));
        let from = text.len();
        let mut open = 0;
        for c in words.chars() {
            match c {
                '<' | '[' => open = text.len(),
                '>' => names.push((open, text.len(), NameKind::Person)),
                ']' => names.push((open, text.len(), NameKind::Organization)),
                _ => text.push(c),
            }
        }
        paragraphs.push((from, text.len()));
        said.extend(by.map(|by| (by, from, text.len())));
        text.push_str("\n\n");
    }
    let text = Text::new(text);
    let span = |from, to| text.span(from, to).unwrap();
    let entity = |words: &str| words.to_lowercase().replace(' ', "-");
    let quotes = said.into_iter().map(|(by, from, to)| {
        let words = text.at(span(from, to));
        let marks = words.find('“').zip(words.find('”'));
        let (form, content) = match marks {
            Some((x, y)) => (QuoteForm::Direct, span(from + x + '“'.len_utf8(), from + y)),
            None => (QuoteForm::Indirect, span(from, to)),
        };
        let named = by.starts_with(char::is_uppercase);
        Quote {
            form,
            content: vec![content],
            cue: vec![],
            source: vec![],
            speaker: Some(by.to_owned()),
            entity: named.then(|| entity(by)),
            confidence: 0.9,
        }
    });
    let mut made = crate::sample::report(id, &format!("Paper {id}"), "2031-03-04", &[]);
    made.quotes = quotes.collect();
    made.names = names
        .into_iter()
        .map(|(from, to, kind)| Name {
            span: span(from, to),
            kind,
            entity: entity(text.at(span(from, to))),
            role: None,
        })
        .collect();
    made.sentences = paragraphs
        .iter()
        .map(|&(x, y)| Sentence { span: span(x, y) })
        .collect();
    let paragraph =
        |&(x, y): &(usize, usize)| record::Segment::new(record::SegmentKind::Paragraph, span(x, y));
    made.segments = paragraphs.iter().map(paragraph).collect();
    made.text = text;
    made
}

/// One newsroom's account of an institute's announcement.
const LAKE: [&str; 6] = [
    "Tarn Institute: Water from a lake that lay sealed under the Ostrand glacier for 12,000 years holds living bacteria, the [Tarn Institute] said.",
    "The drill broke into the lake, called Vellmere, in May, when the crew had melted a shaft of 940 metres.",
    "[Tarn Institute] geologist <Ana Brook> sent a titanium flask down on a cable and left it in the slush for 9 days.",
    "A chemist of the crew, <Casper Quist>, then held the samples under a fluorescence microscope at the Harrow camp.",
    "Of 31 colonies that grew on agar, six feed on sulphur, which no microbe of a glacier had been known to do.",
    "Ana Brook: “We did not sleep that night,” <Ana Brook> said.",
];

/// Another newsroom's account of the same.
const MICROBES: [&str; 6] = [
    "Scientists have found microbes alive in Vellmere, which the Ostrand glacier has cut off from the air for some 12,000 years.",
    "To reach it in May they melted their way down through 940 metres of ice and broke into Vellmere with a drill.",
    "the statement: Its first samples came up in a flask made of titanium after 9 days in the slush, the statement said.",
    "At their Harrow camp a microscope for fluorescence showed what was in them.",
    "Sulphur is what six of the 31 colonies live on, and agar is where they grew; for a glacier that is new.",
    "Casper Quist: “They were waiting for us,” said <Casper Quist>, a chemist at the [Tarn Institute].",
];

fn with(lines: &[&'static str], more: &'static str) -> Vec<&'static str> {
    lines.iter().copied().chain([more]).collect()
}

fn traced(reports: &[Report]) -> (Origins, Independent) {
    let origins = trace(reports, &reuse::find(reports));
    let count = origins.independent(reports.iter().map(|r| r.id.as_str()));
    (origins, count)
}

fn told(a: &[&str], b: &[&str]) -> (usize, usize) {
    let (_, Independent { low, high }) = traced(&[report("a", a), report("b", b)]);
    (low, high)
}

#[test]
fn two_rewrites_of_one_announcement_are_a_doubt() {
    let reports = [report("a", &LAKE), report("b", &MICROBES)];
    assert_eq!(reuse::find(&reports), []);
    let (origins, count) = traced(&reports);
    assert_eq!(count, Independent { low: 1, high: 2 });
    assert!(
        origins
            .edges
            .iter()
            .all(|e| e.basis == EdgeBasis::Inferred && e.origin == "account of Tarn Institute")
    );
    assert_eq!(origins.edges.len(), 2);
    assert!(
        origins
            .edges
            .iter()
            .flat_map(|e| &e.evidence)
            .all(|c| reports.iter().any(|r| c.holds(r)))
    );
    assert!(origins.edges[0].evidence.len() >= 2 * 3);
    // Of a single sentence that both tell, too.
    let places = reports.iter().map(|r| (r.id.as_str(), r.sentences[2].span));
    assert_eq!(origins.independent_at(places), Independent { low: 1, high: 2 });
    let why = crate::origins::count(&reports.iter().collect::<Vec<_>>(), &origins).why;
    let said = "Paper a and Paper b quote nobody but Tarn Institute and those who speak for it, and tell the same facts in";
    assert!(why[0].starts_with(said), "{why:?}");
    assert_eq!(why.len(), 2);
}

#[test]
fn the_order_of_the_reports_changes_nothing() {
    assert_eq!(told(&MICROBES, &LAKE), (1, 2));
}

#[test]
fn work_of_ones_own_takes_the_doubt_away() {
    for own in [
        "Jorun Vik: “I heard the ice crack,” said <Jorun Vik>, who herds goats on the slope.",
        "residents: Residents said that they had heard the ice crack.",
        "Ana Brook: “We had no sleep,” <Ana Brook> told The Lantern.",
        "The institute did not respond to questions.",
        "Ostrand Council: The [Ostrand Council] said that it had not been asked.",
    ] {
        assert_eq!(told(&with(&LAKE, own), &MICROBES), (2, 2), "{own}");
        assert_eq!(told(&LAKE, &with(&MICROBES, own)), (2, 2), "{own}");
    }
}

#[test]
fn the_same_facts_in_another_order_are_another_account() {
    let turned: Vec<&str> = MICROBES.iter().rev().copied().collect();
    assert_eq!(told(&LAKE, &turned), (2, 2));
}

#[test]
fn what_a_later_report_repeats_is_not_enough() {
    let later = |lines: &[&str]| {
        let mut reports = [report("a", &LAKE), report("b", lines)];
        if let Some(published) = &mut reports[1].published {
            published.value = "2031-03-09".into();
        }
        traced(&reports).1.low
    };
    assert_eq!(later(&MICROBES), 2);
}

#[test]
fn reports_that_quote_nobody_are_not_joined() {
    assert_eq!(told(&LAKE[1..5], &MICROBES), (2, 2));
}

/// Two reporters who heard the same constable.
const CRASH: [[&str; 5]; 2] = [
    [
        "police: A tram left the rails at Quay Street on Monday, and police said that 14 passengers were hurt.",
        "The brakes of tram 73 had been renewed at the Callow depot in February.",
        "It ran into the Vellmere bakery, whose oven was still hot, and came to rest against a lamp.",
        "Hedda Blom: “The driver is in shock,” <Hedda Blom>, a constable, said.",
        "Line 9 to the Harrow bridge stays shut until a crane from Keldon has come.",
    ],
    [
        "police: Fourteen were hurt, said police, as a tram jumped the rails in Quay Street, Ellery, on Monday.",
        "In February tram 73 had been fitted with other brakes by the depot at Callow.",
        "Its way ended in the oven room of the Vellmere bakery, beside a lamp.",
        "Hedda Blom: “He is in shock,” <Hedda Blom> said of the driver.",
        "Keldon will send a crane; until then nothing runs on line 9 beyond the Harrow bridge.",
    ],
];

#[test]
fn reporters_who_asked_bystanders_of_their_own_stay_apart() {
    let rider = "Bo Lund: “I held on to the strap,” said <Bo Lund>, who rode in the second car.";
    let baker = "the baker’s wife: “Flour was everywhere,” said the baker’s wife.";
    let [a, b] = &CRASH;
    assert_eq!(told(&with(a, rider), &with(b, baker)), (2, 2));
    assert_eq!(told(a, &with(b, baker)), (2, 2));
    // Without them both have what the police told, and no more.
    assert_eq!(told(a, b), (1, 2));
}

#[test]
fn newsrooms_that_found_different_speakers_of_a_house_asked_for_themselves() {
    let [a, b] = &CRASH;
    let other: Vec<String> = b
        .iter()
        .map(|line| line.replace("Hedda Blom", "Casper Quist"))
        .collect();
    let other: Vec<&str> = other.iter().map(String::as_str).collect();
    assert_eq!(told(a, &other), (2, 2));
}

#[test]
fn a_reprint_of_the_whole_or_of_a_part_changes_no_count() {
    let reports = [report("a", &LAKE), report("b", &MICROBES)];
    for (lines, from) in [(&LAKE, 0), (&MICROBES, 0), (&LAKE, 3), (&MICROBES, 2)] {
        let mut all = reports.to_vec();
        all.push(report("c", &lines[from..]));
        assert_eq!(traced(&all).1, Independent { low: 1, high: 2 }, "{from}");
    }
    assert_eq!(
        counted(&[&reports[0]], &Origins::default()).0.independent,
        Independent { low: 1, high: 1 }
    );
}
