//! What must hold of every report that is read.

use record::Report;

/// Every span lies in the text, on character boundaries; segments are sorted, trimmed and apart.
pub fn hold(report: &Report) {
    let text = &report.text;
    let inside = |start: usize, end: usize| assert!(text.get(start..end).is_some(), "{start}..{end} is no span");
    let mut end = 0;
    for segment in &report.segments {
        inside(segment.span.start(), segment.span.end());
        let words = text.at(segment.span);
        assert!(!words.is_empty() && words.trim() == words, "{words:?} is not trimmed");
        assert!(segment.span.start() >= end, "segments overlap");
        end = segment.span.end();
    }
    let spans = (report.sentences.iter().map(|s| s.span))
        .chain(report.names.iter().map(|n| n.span))
        .chain(report.times.iter().map(|t| t.span))
        .chain(report.quantities.iter().map(|q| q.span))
        .chain(report.quotes.iter().flat_map(|q| [&q.content, &q.cue, &q.source]).flatten().copied())
        .chain(report.warnings.iter().filter_map(|w| w.span));
    for span in spans {
        inside(span.start(), span.end());
    }
}
