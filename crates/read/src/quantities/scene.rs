//! A sentence or headline as the grammars of this room see it.

use crate::tokens::Tokens;

/// A sentence or headline with what other rooms found in it.
#[derive(Clone, Copy)]
pub(super) struct Scene<'s> {
    pub(super) t: Tokens<'s>,
    /// Which tokens belong to a date or time of day, and so count nothing; empty where none do.
    pub(super) blocked: &'s [bool],
    /// The names of persons, as tokens, in order.
    pub(super) names: &'s [(usize, usize)],
    /// Headlines drop articles: "Docker shot dead".
    pub(super) headline: bool,
}

impl<'s> Scene<'s> {
    /// A headline, where no names are known.
    pub(super) fn headline(t: Tokens<'s>) -> Self {
        Self {
            headline: true,
            ..Self::plain(t)
        }
    }

    /// Words of which nothing else is known.
    pub(super) fn plain(t: Tokens<'s>) -> Self {
        Self {
            t,
            blocked: &[],
            names: &[],
            headline: false,
        }
    }

    pub(super) fn is_blocked(&self, i: usize) -> bool {
        self.blocked.get(i).copied().unwrap_or(false)
    }
}

/// What `use_it` makes of the scene of `text`, for tests.
#[cfg(test)]
pub(super) fn with_text<T>(text: &str, use_it: impl FnOnce(&Scene<'_>) -> T) -> T {
    let lower = text.to_ascii_lowercase();
    let mut list = Vec::new();
    let whole = record::Span::new(0, text.len()).expect("a text has a span");
    crate::tokens::tokenize(text, &lower, whole, &mut list);
    use_it(&Scene::plain(Tokens::new(&list)))
}

/// A report of the given sentences, for tests: what rooms before this one would have found is missing, but for the times.
#[cfg(test)]
pub(super) fn report(sentences: &[&str]) -> record::Report {
    use record::{Report, Segment, SegmentKind, Sentence, Text};
    let text = Text::new(sentences.join(" "));
    let mut at = 0;
    let mut spans = Vec::new();
    for s in sentences {
        spans.extend(text.span(at, at + s.len()).map(|span| Sentence { span }));
        at += s.len() + 1;
    }
    let mut report = Report {
        segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
        sentences: spans,
        text,
        ..Report::default()
    };
    report.times = crate::times::find(&report);
    report.quantities = super::find(&report);
    report
}

/// The figures of one sentence as lines "measure min..max unit (scope): words", for tests.
#[cfg(test)]
pub(super) fn reading(text: &str) -> Vec<String> {
    let report = report(&[text]);
    let bound = |v: Option<f64>| v.map_or("-".to_owned(), |v| v.to_string());
    report
        .quantities
        .iter()
        .map(|q| {
            let scope = match q.scope {
                record::Scope::Event => String::new(),
                other => format!(" ({other:?})"),
            };
            format!(
                "{} {}..{}{} {}{scope}: {}",
                q.measure,
                bound(q.min),
                bound(q.max),
                if q.approximate && q.max.is_some() { "~" } else { "" },
                q.unit.as_deref().unwrap_or("-"),
                report.text.at(q.span)
            )
        })
        .collect()
}
