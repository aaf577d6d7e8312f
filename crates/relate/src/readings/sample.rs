//! Small reports for the tests of this room, marked up by hand.

use record::{
    DateBasis, Dateline, Name, NameKind, Precision, Published, Quantity, Quote, QuoteForm, Report, Scope,
    Segment, SegmentKind, Sentence, Span, Text,
};

/// A report of one paragraph a line. "<Ana Brandt>" marks a name, and the speaker of the paragraph's quotes; words
/// between curly double marks are quotes of it.
pub(crate) fn report(id: &str, marked: &str) -> Report {
    let mut report = Report {
        id: id.to_owned(),
        ..Report::default()
    };
    let (mut text, mut open, mut names) = (String::new(), 0, Vec::new());
    for c in marked.chars() {
        match c {
            '<' => open = text.len(),
            '>' => names.extend(Span::new(open, text.len())),
            _ => text.push(c),
        }
    }
    report.text = Text::new(text);
    let mut at = 0;
    for line in report.text.to_string().split_inclusive('\n') {
        let span = report.text.trimmed(Span::new(at, at + line.len()).unwrap());
        at += line.len();
        if span.is_empty() {
            continue;
        }
        report.segments.push(Segment::new(SegmentKind::Paragraph, span));
        let words = report.text.at(span).to_owned();
        let mut start = 0;
        for (end, _) in words.match_indices(". ") {
            report.sentences.extend(
                Span::new(span.start() + start, span.start() + end + 1).map(|span| Sentence { span }),
            );
            start = end + 2;
        }
        report
            .sentences
            .extend(Span::new(span.start() + start, span.end()).map(|span| Sentence { span }));
        let inside: Vec<Span> = names.iter().copied().filter(|n| span.contains(*n)).collect();
        quote(&mut report, span, &inside);
    }
    for span in names {
        let entity = report.text.at(span).to_lowercase().replace(' ', "-");
        let kind = if entity.contains('-') {
            NameKind::Person
        } else {
            NameKind::Place
        };
        report.names.push(Name {
            span,
            kind,
            entity,
            role: None,
        });
    }
    report
}

fn quote(report: &mut Report, paragraph: Span, names: &[Span]) {
    let words = report.text.at(paragraph);
    let mut content = Vec::new();
    for (at, _) in words.match_indices('“') {
        let start = at + '“'.len_utf8();
        let end = words[start..].find('”').map_or(words.len(), |e| start + e);
        content.extend(Span::new(paragraph.start() + start, paragraph.start() + end));
    }
    if content.is_empty() {
        return;
    }
    let speaker = names.first().map(|&n| report.text.at(n).to_owned());
    let entity = speaker
        .as_ref()
        .filter(|s| s.contains(' '))
        .map(|s| s.to_lowercase().replace(' ', "-"));
    report.quotes.push(Quote {
        form: QuoteForm::Direct,
        content,
        cue: vec![],
        source: names.first().copied().into_iter().collect(),
        speaker,
        entity,
        confidence: 0.9,
    });
}

/// The same report, published on `day`.
pub(super) fn on(mut report: Report, day: &str) -> Report {
    report.published = Some(Published {
        value: day.to_owned(),
        precision: Precision::Day,
        basis: DateBasis::Field,
        candidates: vec![],
    });
    report.dateline = None::<Dateline>;
    report
}

/// The same report with one more figure at the first place of `words`.
pub(crate) fn figure(
    mut report: Report,
    words: &str,
    measure: &str,
    min: Option<f64>,
    max: Option<f64>,
) -> Report {
    let start = report.text.find(words).expect("the words stand in the text");
    let hedge = ["at least", "more than", "around"]
        .into_iter()
        .find(|h| words.starts_with(h));
    report.quantities.push(Quantity {
        span: Span::new(start, start + words.len()).unwrap(),
        measure: measure.to_owned(),
        min,
        max,
        approximate: hedge == Some("around"),
        unit: Some("people".to_owned()),
        counted: Some("people".to_owned()),
        hedge: hedge.map(str::to_owned),
        scope: Scope::Event,
        attributed_to: None,
        place: None,
        time: None,
    });
    report.quantities.sort_by_key(|q| q.span);
    report
}

/// The same report, its last figure changed.
pub(super) fn with(mut report: Report, change: impl FnOnce(&mut Quantity)) -> Report {
    change(report.quantities.last_mut().expect("a figure"));
    report
}
