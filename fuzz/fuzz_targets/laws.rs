//! What must hold of every report that is read.

use record::{Report, Span};

/// Every span lies in the text, on character boundaries, and says something; segments, sentences, names and times are in
/// order; a time ends after it begins; the least of a quantity is not above its most.
pub fn hold(report: &Report) {
    let text = &report.text;
    let words = |span: Span| match text.get(span.range()) {
        Some(words) => words,
        None => panic!("{span:?} is no span of the text"),
    };
    let says = |span: Span| assert!(!words(span).trim().is_empty(), "{span:?} is empty");
    let mut end = 0;
    for segment in &report.segments {
        let words = words(segment.span);
        assert!(!words.is_empty() && words.trim() == words, "{words:?} is not trimmed");
        assert!(segment.span.start() >= end, "segments overlap");
        end = segment.span.end();
    }
    end = 0;
    for sentence in &report.sentences {
        says(sentence.span);
        assert!(sentence.span.start() >= end, "sentences overlap");
        end = sentence.span.end();
    }
    assert!(report.names.is_sorted_by_key(|n| n.span), "names are out of order");
    report.names.iter().for_each(|n| says(n.span));
    assert!(report.times.is_sorted_by_key(|t| t.span), "times are out of order");
    for time in &report.times {
        says(time.span);
        assert!(time.from.is_none() || time.from < time.until, "{time:?}");
    }
    for quote in &report.quotes {
        assert!(!quote.content.is_empty(), "a quote says nothing");
        [&quote.content, &quote.cue, &quote.source].into_iter().flatten().for_each(|s| says(*s));
        assert!((0.0..=1.0).contains(&quote.confidence), "{}", quote.confidence);
    }
    for quantity in &report.quantities {
        says(quantity.span);
        if let (Some(min), Some(max)) = (quantity.min, quantity.max) {
            assert!(min <= max, "{quantity:?}");
        }
    }
    for span in report.warnings.iter().filter_map(|w| w.span) {
        words(span);
    }
}
