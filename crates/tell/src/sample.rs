//! A small hand-made briefing for the tests of the renderings.

use record::{
    Brief, BriefSentence, Independent, QuoteVariant, ReadingValue, Reuse, Segment, SegmentKind, Sentence,
    Sources, Span, Speaker, Support, Text,
};
use record::{
    Briefing, Citation, Direction, Edit, QuoteReading, Reading, Relation, Report, ReuseBasis, ReuseKind,
    Story,
};

pub(crate) fn cite(report: &Report, words: &str) -> Citation {
    let start = report.text.find(words).expect("words stand in the text");
    Citation::new(report, Span::new(start, start + words.len()).unwrap())
}

/// Two reports with a hostile headline, a conflict, a remark in two wordings, and shared text.
pub(crate) fn sample() -> Briefing {
    let report = |id: &str, outlet: &str, headline: &str, text: &str| {
        let text = Text::from(text);
        Report {
            id: id.into(),
            file: format!("{id}.txt"),
            outlet: Some(outlet.into()),
            headline: Some(headline.into()),
            segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
            text,
            ..Report::default()
        }
    };
    let a = report(
        "a",
        "Port Ellery Herald",
        "<script>alert(1)</script> *Fire* at quay\u{1b}[31m",
        "A fire burned the quay of Port Ellery on Tuesday & 31 were hurt. “We will rebuild it all,” Ada Quist said.",
    );
    let b = report(
        "b",
        "Coast \u{202E}Mail",
        "Fire at quay",
        "A fire burned the quay of Port Ellery and hurt 38. “We will build it all,” said Ada Quist.",
    );
    let value = |n: f64, text: &str, by: &str, c: Citation| ReadingValue {
        min: Some(n),
        max: Some(n),
        approximate: false,
        hedge: None,
        text: text.into(),
        attributed_to: Some(by.into()),
        as_of: None,
        citations: vec![c],
    };
    let two = Independent { low: 2, high: 2 };
    let story = Story {
        id: "s".into(),
        title: a.headline.clone().unwrap(),
        reports: vec!["a".into(), "b".into()],
        sources: Sources {
            reports: 2,
            outlets: 2,
            independent: two,
            why: vec!["Neither shares a <b>word</b>.".into()],
        },
        brief: Brief {
            sentences: vec![BriefSentence {
                text: "A fire burned the quay of Port Ellery on Tuesday & 31 were hurt.".into(),
                citations: vec![
                    cite(
                        &a,
                        "A fire burned the quay of Port Ellery on Tuesday & 31 were hurt.",
                    ),
                    cite(&b, "A fire burned the quay of Port Ellery and hurt 38."),
                ],
                support: Support {
                    reports: 2,
                    independent: two,
                    attributed_to: vec![],
                    alone: vec!["Tuesday".into()],
                },
            }],
        },
        quotes: vec![QuoteReading {
            speaker: Some(Speaker {
                name: "Ada Quist".into(),
                entity: None,
                role: Some("mayor".into()),
            }),
            variants: vec![
                QuoteVariant {
                    text: "We will rebuild it all,".into(),
                    citations: vec![cite(&a, "We will rebuild it all,")],
                    edits: vec![],
                    class: None,
                },
                QuoteVariant {
                    text: "We will build it all,".into(),
                    citations: vec![cite(&b, "We will build it all,")],
                    edits: vec![Edit::Changed {
                        from: "rebuild".into(),
                        to: "build".into(),
                    }],
                    class: Some(record::EditClass::Wording),
                },
            ],
            reports: 2,
            independent: two,
        }],
        quantities: vec![Reading {
            measure: "wounded".into(),
            told: None,
            floor: None,
            about: None,
            relation: Relation::Conflict,
            event: None,
            why: "31 and 38 can't both be right.".into(),
            values: vec![
                value(31.0, "31 were hurt", "fire service", cite(&a, "31 were hurt")),
                value(38.0, "hurt 38", "St. Orm's Hospital", cite(&b, "hurt 38")),
            ],
            reports: 2,
            independent: two,
        }],
        reuse: vec![Reuse {
            a: "a".into(),
            b: "b".into(),
            kind: ReuseKind::Partly,
            share_a: 0.4,
            share_b: 0.55,
            origin: Direction::A,
            origin_name: None,
            basis: ReuseBasis::Reuse,
            rewritten: false,
            passages: vec![],
        }],
        ..Story::default()
    };
    Briefing {
        reports: vec![a, b],
        stories: vec![story],
        ..Briefing::default()
    }
}

/// A report of one paragraph, of these sentences.
pub(crate) fn report_of(id: &str, sentences: &[&str]) -> Report {
    let text = Text::new(sentences.join(" "));
    let mut at = 0;
    let spans: Vec<_> = sentences
        .iter()
        .map(|s| {
            let span = text.span(at, at + s.len()).unwrap();
            at += s.len() + 1;
            span
        })
        .collect();
    Report {
        id: id.into(),
        segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
        sentences: spans.into_iter().map(|span| Sentence { span }).collect(),
        text,
        ..Report::default()
    }
}
