//! A report's sentences as they are compared between versions.

use crate::readings::words::norms;
use record::{Report, SegmentKind, Span};

/// A sentence of deck or running text, or a whole note.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    pub(super) span: Span,
    /// Its words, without case and punctuation.
    pub(super) words: Vec<String>,
    /// Whether the editors speak in it.
    pub(super) note: bool,
}

impl Sentence {
    /// Whether both have the same words; case and punctuation make no difference.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.words == other.words
    }
}

/// The sentences in order. A segment without sentences of its own counts as one.
pub(super) fn of(report: &Report) -> Vec<Sentence> {
    let mut found = Vec::new();
    for segment in &report.segments {
        let note = segment.kind.is_note();
        if !(note || segment.kind.is_running() || segment.kind == SegmentKind::Deck) {
            continue;
        }
        let from = report
            .sentences
            .partition_point(|s| s.span.end() <= segment.span.start());
        let mut inside: Vec<Span> = report.sentences[from..]
            .iter()
            .map(|s| s.span)
            .take_while(|s| s.start() < segment.span.end())
            .filter(|s| segment.span.contains(*s))
            .collect();
        if note || inside.is_empty() {
            inside = vec![segment.span];
        }
        found.extend(inside.into_iter().map(|span| Sentence {
            span,
            words: norms(report.text.at(span)),
            note,
        }));
    }
    found.retain(|s| !s.words.is_empty());
    found
}
