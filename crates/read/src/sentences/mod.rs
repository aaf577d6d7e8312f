//! Sentences, and those that are damaged.

use record::{Report, Segment, Sentence, Text, Warning};

/// The sentences of the segments that have any, in order.
#[must_use]
pub fn find(text: &Text, segments: &[Segment]) -> Vec<Sentence> {
    let _ = text;
    segments
        .iter()
        .filter(|s| s.kind.has_sentences())
        .map(|s| Sentence { span: s.span })
        .collect()
}

/// A `truncated-sentence` warning for each sentence that was cut off.
#[must_use]
pub fn damaged(report: &Report) -> Vec<Warning> {
    let _ = report;
    Vec::new()
}
