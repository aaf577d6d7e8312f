use super::*;
use record::{Citation, Name, NameKind, Segment, SegmentKind, Sentence};

struct App;

impl Places for App {
    fn report(&self, id: &str) -> String {
        format!("/r/{id}")
    }
    fn passage(&self, c: &Citation) -> String {
        format!("/r/{}", c.report)
    }
    fn person(&self, entity: &str) -> String {
        format!("/p/{entity}")
    }
    fn compare(&self, a: &str, b: &str) -> String {
        format!("/c/{a}/{b}")
    }
}

fn span(start: usize, end: usize) -> Span {
    Span::new(start, end).unwrap()
}

fn sample(text: &str) -> Report {
    let text = record::Text::from(text);
    let whole = text.whole();
    let mut at = 0;
    let sentences = text.split_inclusive(". ").map(|s| {
        let start = at;
        at += s.len();
        Sentence {
            span: text.trimmed(span(start, at)),
        }
    });
    Report {
        id: "a".into(),
        sentences: sentences.collect(),
        segments: vec![Segment::new(SegmentKind::Paragraph, whole)],
        text,
        ..Report::default()
    }
}

fn name(start: usize, end: usize) -> Name {
    Name {
        span: span(start, end),
        kind: NameKind::Person,
        entity: "\"><i>".into(),
        role: Some("<b>".into()),
    }
}

fn show(report: &Report, lit: Option<Span>) -> String {
    let of = Reader {
        report,
        stretches: &[],
        called: &|id| id.to_owned(),
        lit,
    };
    reader(&of, &App)
}

fn bare(html: &str) -> String {
    let mut tag = false;
    let letters = html.chars().filter(|c| {
        tag = *c == '<' || tag && *c != '>';
        !tag && *c != '>'
    });
    letters
        .collect::<String>()
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
}

#[test]
fn a_sentence_is_an_anchor_by_its_bytes_and_a_lit_passage_takes_its_place() {
    let report = sample("One came. Two went.");
    let plain = show(&report, None);
    assert!(
        plain.contains("id=\"b0-9\"") && plain.contains("id=\"b10-19\""),
        "{plain}"
    );
    let lit = show(&report, Some(span(10, 19)));
    assert_eq!(lit.matches("id=\"b10-19\"").count(), 1, "{lit}");
    assert!(lit.contains("<mark class=\"lit\" id=\"b10-19\""));
}

#[test]
fn a_passage_across_two_sentences_has_one_anchor() {
    let report = sample("One came. Two went.");
    let lit = show(&report, Some(span(4, 13)));
    assert_eq!(lit.matches("id=\"b4-13\"").count(), 1, "{lit}");
    assert!(lit.matches("<mark").count() > 1);
}

#[test]
fn nothing_that_a_report_says_is_markup() {
    let mut report = sample("<script>alert(1)</script> & Ada Quist. \u{202E}Two went.");
    report.names = vec![name(28, 37)];
    let shown = show(&report, None);
    assert!(
        !shown.contains("<script") && !shown.contains("<i>") && !shown.contains("<b>"),
        "{shown}"
    );
    assert!(!shown.contains('\u{202E}'));
    assert!(shown.contains("href=\"/p/&quot;&gt;&lt;i&gt;\""));
}

#[test]
fn where_words_come_from_is_said_where_it_changes() {
    let report = sample("One came. Two went. Three stayed. Four left.");
    let stretch = |start, end, kind| Stretch {
        span: span(start, end),
        kind,
        origin: Some("Halcyon <b>".into()),
        report: None,
        basis: EdgeBasis::Stated,
        evidence: vec![],
        rests_on: BTreeSet::new(),
    };
    let told = |kinds: [StretchKind; 4]| {
        let spans = [(0, 9), (10, 19), (20, 33), (34, 44)];
        let stretches: Vec<Stretch> = spans
            .iter()
            .zip(kinds)
            .map(|((a, b), k)| stretch(*a, *b, k))
            .collect();
        let of = Reader {
            report: &report,
            stretches: &stretches,
            called: &|id| id.to_owned(),
            lit: None,
        };
        reader(&of, &App)
    };
    use StretchKind::{Agency, Own};
    let shown = told([Own, Agency, Agency, Own]);
    assert_eq!(shown.matches("class=\"origin\"").count(), 2, "{shown}");
    assert!(shown.contains("Halcyon &lt;b&gt;") && !shown.contains("elsewhere"));
    assert!(told([Agency; 4]).contains("elsewhere"));
    assert!(!told([Own; 4]).contains("class=\"origin\""));
}

#[test]
fn a_mark_outside_the_text_or_through_a_letter_is_left_out() {
    let mut report = sample("Café noir.");
    report.names = vec![name(0, 4), name(5, 99), name(6, 10)];
    assert_eq!(show(&report, Some(span(0, 4))).matches("<a ").count(), 1);
}

proptest::proptest! {
    #[test]
    fn any_marks_nest_and_keep_every_word(
        spans in proptest::collection::vec((0_usize..60, 0_usize..60), 0..16),
        lit in proptest::option::of((0_usize..60, 0_usize..60)),
        cut in 1_usize..40,
    ) {
        let mut report = sample("One came & saw. Two went. Three <stayed> for all that. Four.");
        let ordered = |(a, b): (usize, usize)| (a.min(b), a.max(b));
        report.names = spans.into_iter().map(ordered).map(|(a, b)| name(a, b)).collect();
        let end = report.text.len();
        report.segments = [(0, cut), (cut + 1, end)]
            .into_iter()
            .map(|(a, b)| Segment::new(SegmentKind::Paragraph, span(a, b)))
            .collect();
        let shown = show(&report, lit.map(ordered).map(|(a, b)| span(a, b.min(end).max(a))));
        let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        proptest::prop_assert_eq!(letters(&bare(&shown)), letters(&report.text));
        let mut open = Vec::new();
        for tag in shown.split('<').skip(1) {
            let name = tag.split(['>', ' ']).next().unwrap_or_default();
            match name.strip_prefix('/') {
                Some(name) => proptest::prop_assert_eq!(open.pop(), Some(name)),
                None => open.push(name),
            }
        }
        proptest::prop_assert!(open.is_empty());
        let ids: Vec<&str> = shown.split(" id=\"").skip(1).filter_map(|t| t.split('"').next()).collect();
        let different: BTreeSet<&str> = ids.iter().copied().collect();
        proptest::prop_assert_eq!(ids.len(), different.len());
    }
}
