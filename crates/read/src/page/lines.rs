//! What a page's lines say as lines: datelines, credits, notes and furniture within its main text.
//!
//! Markup tells paragraphs apart, but not what a wire service writes into them; the rules of `layout` do, for text
//! files and pages alike.

use crate::byline;
use crate::layout::{caption, credit, dateline, furniture, header, note, post};
use record::{Agency, AgencyBasis, Dateline, Segment, SegmentKind, Span, Text};
use std::ops::Range;

/// Segments with what stands in their lines set apart.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) segments: Vec<Segment>,
    pub(super) agencies: Vec<Agency>,
    pub(super) dateline: Option<Dateline>,
    /// Running paragraphs met so far.
    paragraphs: usize,
}

/// Paragraphs at the head among which a dateline is sought.
const DATELINE_WITHIN: usize = 4;
/// Segments after the last paragraph in which a credit is still the report's.
const CREDIT_WITHIN: usize = 4;

/// Tells the lines of `segments`.
pub(super) fn tell(text: &Text, segments: Vec<Segment>) -> Lines {
    let mut lines = Lines::default();
    let last = segments.iter().rposition(|s| s.kind.is_running()).unwrap_or(0);
    for (i, segment) in segments.into_iter().enumerate() {
        let words = text.at(segment.span);
        match segment.kind {
            kind if kind.is_running() => lines.running(text, kind, segment.span, i == last),
            SegmentKind::Caption => lines.caption(text, segment.span),
            SegmentKind::Byline => {
                lines.byline(words, segment.span);
                lines.push(SegmentKind::Byline, Some(segment.span));
            }
            SegmentKind::Furniture => {
                let found = (i > last && i <= last + CREDIT_WITHIN && words.len() < 600)
                    .then(|| credit::line(words, false))
                    .flatten();
                let kind = match found {
                    Some(found) => {
                        lines.credit(text, segment.span.start(), found.basis, &found.agencies);
                        SegmentKind::Credit
                    }
                    None => SegmentKind::Furniture,
                };
                if words.len() < 400 && furniture::is_copyright(words) {
                    let owners = credit::copyright(words);
                    lines.credit(text, segment.span.start(), AgencyBasis::Copyright, &owners);
                }
                lines.push(kind, Some(segment.span));
            }
            kind => lines.push(kind, Some(segment.span)),
        }
    }
    lines
}

impl Lines {
    fn push(&mut self, kind: SegmentKind, span: Option<Span>) {
        if let Some(span) = span.filter(|s| !s.is_empty()) {
            self.segments.push(Segment::new(kind, span));
        }
    }

    fn credit(&mut self, text: &Text, base: usize, basis: AgencyBasis, found: &[(Range<usize>, String)]) {
        for (range, name) in found {
            if !self.agencies.iter().any(|a| a.name == *name && a.basis == basis) {
                self.agencies.push(Agency {
                    name: name.clone(),
                    basis,
                    span: text.span(base + range.start, base + range.end),
                });
            }
        }
    }

    fn byline(&mut self, words: &str, span: Span) {
        for name in byline::split(words).agencies {
            if !self
                .agencies
                .iter()
                .any(|a| a.name == name && a.basis == AgencyBasis::Byline)
            {
                self.agencies.push(Agency {
                    name,
                    basis: AgencyBasis::Byline,
                    span: Some(span),
                });
            }
        }
    }

    /// A caption, its photographer's credit set apart.
    fn caption(&mut self, text: &Text, span: Span) {
        let cut = caption::photo_credit(text.at(span)).map_or(span.end(), |r| span.start() + r.start);
        let part = |from, to| text.span(from, to).map(|s| text.trimmed(s));
        self.push(SegmentKind::Caption, part(span.start(), cut));
        self.push(SegmentKind::Credit, part(cut, span.end()));
    }

    fn running(&mut self, text: &Text, kind: SegmentKind, span: Span, is_last: bool) {
        let words = text.at(span);
        if words.len() < 600 {
            if let Some(kind) = furniture::kind(words) {
                if furniture::is_copyright(words) {
                    self.credit(
                        text,
                        span.start(),
                        AgencyBasis::Copyright,
                        &credit::copyright(words),
                    );
                }
                return self.push(kind, Some(span));
            }
            if let Some(kind) = note::kind(words) {
                return self.push(kind, Some(span));
            }
            if post::is_post(words) {
                return self.push(SegmentKind::Embed, Some(span));
            }
            // A line that only dates the page is no day that the report speaks of.
            if header::read(words).is_some() {
                return self.push(SegmentKind::Furniture, Some(span));
            }
            // A paragraph that ends in a credit is no credit itself; its end is set apart below.
            let ends_in_one = credit::tail(words, is_last).is_some_and(|(range, _)| range.start > 0);
            let whole = (!ends_in_one).then(|| credit::line(words, is_last)).flatten();
            if let Some(found) = whole {
                self.credit(text, span.start(), found.basis, &found.agencies);
                return self.push(SegmentKind::Credit, Some(span));
            }
            if caption::is_photo_credit(words) {
                return self.push(SegmentKind::Credit, Some(span));
            }
        }
        self.paragraphs += 1;
        let mut from = span.start();
        let head = (self.dateline.is_none() && self.paragraphs <= DATELINE_WITHIN)
            .then(|| dateline::find(text, span));
        if let Some(found) = head.flatten() {
            if let Some((name, words)) = &found.agency {
                self.credit(
                    text,
                    words.start(),
                    AgencyBasis::Dateline,
                    &[(0..words.len(), name.clone())],
                );
            }
            let is = if found.dateline.is_some() {
                SegmentKind::Dateline
            } else {
                SegmentKind::Credit
            };
            self.push(is, Some(text.trimmed(found.span)));
            self.dateline = found.dateline;
            from = found.body;
        }
        let Some(body) = text.span(from, span.end()).map(|s| text.trimmed(s)) else {
            return;
        };
        let Some((range, found)) = credit::tail(text.at(body), is_last).filter(|(range, _)| range.start > 0)
        else {
            return self.push(kind, Some(body));
        };
        let cut = body.start() + range.start;
        self.push(kind, text.span(body.start(), cut).map(|s| text.trimmed(s)));
        self.credit(text, body.start(), found.basis, &found.agencies);
        self.push(
            SegmentKind::Credit,
            text.span(cut, body.end()).map(|s| text.trimmed(s)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Told = (Vec<(SegmentKind, String)>, Vec<(String, AgencyBasis)>);

    fn told(paragraphs: &[(SegmentKind, &str)]) -> Told {
        let text = Text::new(paragraphs.iter().map(|p| p.1).collect::<Vec<_>>().join("\n\n"));
        let mut at = 0;
        let segments = paragraphs
            .iter()
            .filter_map(|(kind, words)| {
                let span = text.span(at, at + words.len())?;
                at += words.len() + 2;
                Some(Segment::new(*kind, span))
            })
            .collect();
        let lines = tell(&text, segments);
        let segments = lines
            .segments
            .iter()
            .map(|s| (s.kind, text.at(s.span).to_owned()))
            .collect();
        (
            segments,
            lines.agencies.into_iter().map(|a| (a.name, a.basis)).collect(),
        )
    }

    #[test]
    fn a_dateline_and_a_credit_are_set_apart() {
        use SegmentKind::{Credit, Dateline, Paragraph};
        let (segments, agencies) = told(&[
            (
                Paragraph,
                "PORT ELLERY, Norland (AP) — Two ships burned on Monday, the mayor said.",
            ),
            (Paragraph, "Nobody was hurt, she said. — AFP"),
        ]);
        let kinds: Vec<_> = segments.iter().map(|s| s.0).collect();
        assert_eq!(kinds, [Dateline, Paragraph, Paragraph, Credit]);
        assert_eq!(segments[2].1, "Nobody was hurt, she said.");
        assert_eq!(
            agencies[0],
            ("Associated Press".to_owned(), AgencyBasis::Dateline)
        );
        assert_eq!(agencies.len(), 2);
    }

    #[test]
    fn plain_paragraphs_stay_as_they_are() {
        let (segments, agencies) = told(&[(
            SegmentKind::Paragraph,
            "The AP building in Port Ellery burned on Monday.",
        )]);
        assert_eq!((segments.len(), agencies.len()), (1, 0));
    }
}
