//! The text of a report as HTML, every cited passage marked so that a citation can jump to it.

use crate::guard::html;
use record::{Report, SegmentKind, Span};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The anchor of a passage: the report's place in the briefing and the passage's bytes.
pub(crate) fn anchor(report: usize, span: Span) -> String {
    format!("p{report}-{}-{}", span.start(), span.end())
}

/// A report's text with its passages marked, and the style rules that light up what had to be split.
pub(crate) struct Marked {
    pub(crate) html: String,
    pub(crate) rules: String,
}

/// Marks `passages` (each with the anchor of the first place that cites it) in `report`.
///
/// Marks must nest as HTML does, so one that crosses another, or runs on into the next paragraph, is split; only its
/// first piece carries the anchor, the others light up with it.
pub(crate) fn mark(report: &Report, number: usize, passages: &BTreeMap<Span, String>) -> Marked {
    let mut marked = Marked {
        html: String::new(),
        rules: String::new(),
    };
    let mut split = BTreeSet::new();
    let mut waiting: BTreeSet<(usize, Reverse<usize>, Span)> = passages
        .keys()
        .filter(|s| !s.is_empty() && report.text.get(s.range()).is_some())
        .map(|s| (s.start(), Reverse(s.end()), *s))
        .collect();
    for (block, class) in blocks(report) {
        let tag = if class == "heading" || class == "headline" {
            "h4"
        } else {
            "p"
        };
        let _ = write!(marked.html, "<{tag} class=\"{class}\">");
        let mut here = BTreeSet::new();
        while let Some(&(start, Reverse(end), span)) = waiting.first() {
            if start >= block.end() {
                break;
            }
            waiting.pop_first();
            let start = start.max(block.start());
            if end > block.end() {
                waiting.insert((block.end(), Reverse(end), span));
                split.insert(span);
            }
            let end = end.min(block.end());
            if start < end {
                here.insert((start, Reverse(end), span));
            }
        }
        fill(
            &mut marked.html,
            report,
            block,
            here,
            (number, passages, &mut split),
        );
        let _ = writeln!(marked.html, "</{tag}>");
    }
    for span in split {
        let id = anchor(number, span);
        let _ = write!(
            marked.rules,
            ":root:has(#{id}:target) .{id}{{background:var(--lit);color:var(--lit-ink)}}"
        );
    }
    marked
}

/// Writes one block with its marks, nested.
fn fill(
    out: &mut String,
    report: &Report,
    block: Span,
    mut here: BTreeSet<(usize, Reverse<usize>, Span)>,
    (number, passages, split): (usize, &BTreeMap<Span, String>, &mut BTreeSet<Span>),
) {
    let mut open: Vec<(usize, Span, bool)> = Vec::new();
    let mut at = block.start();
    let words = |from: usize, to: usize| html(report.text.get(from..to).unwrap_or(""));
    loop {
        let next = here.first().copied();
        if let Some(&(end, span, first)) = open.last()
            && next.is_none_or(|(start, ..)| end <= start)
        {
            out.push_str(&words(at, end));
            at = end;
            open.pop();
            if let (true, Some(back)) = (first, passages.get(&span)) {
                let _ = write!(
                    out,
                    "<a class=\"back\" href=\"#{back}\" aria-label=\"Back to where it is cited\">↩</a>"
                );
            }
            out.push_str("</mark>");
            continue;
        }
        let Some((start, Reverse(end), span)) = next else {
            break;
        };
        here.pop_first();
        let inside = open.last().map_or(block.end(), |(outer, ..)| *outer);
        if end > inside {
            here.insert((inside, Reverse(end), span));
            split.insert(span);
        }
        out.push_str(&words(at, start));
        at = start;
        let (id, first) = (anchor(number, span), start == span.start());
        let name = if first { "id" } else { "class" };
        let _ = write!(out, "<mark {name}=\"{id}\">");
        open.push((end.min(inside), span, first));
    }
    out.push_str(&words(at, block.end()));
}

/// The text from end to end: its segments, and whatever stands between them.
pub(crate) fn blocks(report: &Report) -> Vec<(Span, &'static str)> {
    let mut blocks = Vec::new();
    let mut at = 0;
    let gap = |from: usize, to: usize, blocks: &mut Vec<(Span, &'static str)>| {
        if let Some(span) = report.text.span(from, to).map(|s| report.text.trimmed(s))
            && !span.is_empty()
        {
            blocks.push((span, "between"));
        }
    };
    for segment in &report.segments {
        if segment.span.start() < at || report.text.get(segment.span.range()).is_none() {
            continue;
        }
        gap(at, segment.span.start(), &mut blocks);
        blocks.push((segment.span, class(segment.kind)));
        at = segment.span.end();
    }
    gap(at, report.text.len(), &mut blocks);
    blocks
}

pub(crate) const fn class(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Headline => "headline",
        SegmentKind::Deck => "deck",
        SegmentKind::Byline => "byline",
        SegmentKind::Dateline => "dateline",
        SegmentKind::Paragraph => "paragraph",
        SegmentKind::Heading => "heading",
        SegmentKind::List => "list",
        SegmentKind::Blockquote => "blockquote",
        SegmentKind::Table => "table",
        SegmentKind::Caption => "caption",
        SegmentKind::Credit => "credit",
        SegmentKind::Note => "note",
        SegmentKind::Correction => "correction",
        SegmentKind::Embed => "embed",
        SegmentKind::Related => "related",
        SegmentKind::Pitch => "pitch",
        SegmentKind::Furniture => "furniture",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, Text};

    fn show(text: &str, spans: &[(usize, usize)]) -> Marked {
        let text = Text::from(text);
        let report = Report {
            segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
            text,
            ..Report::default()
        };
        let passages = spans
            .iter()
            .map(|(a, b)| (Span::new(*a, *b).unwrap(), "c1".to_owned()))
            .collect();
        mark(&report, 0, &passages)
    }

    fn bare(html: &str) -> String {
        let mut out = String::new();
        let mut tag = false;
        for c in html.replace("↩", "").chars() {
            match c {
                '<' => tag = true,
                '>' => tag = false,
                c if !tag => out.push(c),
                _ => {}
            }
        }
        out
    }

    #[test]
    fn marks_nest_and_every_anchor_is_there_once() {
        let spans = [(0, 10), (2, 6), (2, 10), (4, 14), (4, 4), (12, 99)];
        let marked = show("abcdefghijklmnop", &spans);
        for (a, b) in [(0, 10), (2, 6), (2, 10), (4, 14)] {
            assert_eq!(
                marked.html.matches(&format!("id=\"p0-{a}-{b}\"")).count(),
                1,
                "{}",
                marked.html
            );
        }
        assert_eq!(
            marked.html.matches("<mark").count(),
            marked.html.matches("</mark>").count()
        );
        assert_eq!(bare(&marked.html).trim(), "abcdefghijklmnop");
        assert!(marked.rules.contains("#p0-4-14:target"));
    }

    #[test]
    fn nested_marks_need_no_rules() {
        assert!(show("abcdefgh", &[(0, 8), (2, 4)]).rules.is_empty());
    }

    #[test]
    fn the_text_is_escaped() {
        assert!(show("a <script> b", &[(0, 5)]).html.contains("a &lt;s"));
    }

    proptest::proptest! {
        #[test]
        fn any_spans_nest(spans in proptest::collection::vec((0_usize..40, 0_usize..40), 0..12)) {
            let text = "abcdefghijklmnopqrstuvwxyzabcdefghijklmn";
            let spans: Vec<_> = spans.into_iter().map(|(a, b)| (a.min(b), a.max(b))).collect();
            let marked = show(text, &spans);
            let words = bare(&marked.html);
            proptest::prop_assert_eq!(words.trim(), text);
            proptest::prop_assert_eq!(marked.html.matches("<mark").count(), marked.html.matches("</mark>").count());
            for (a, b) in spans.into_iter().filter(|(a, b)| a < b) {
                proptest::prop_assert_eq!(marked.html.matches(&format!("id=\"p0-{a}-{b}\"")).count(), 1);
            }
        }
    }
}
