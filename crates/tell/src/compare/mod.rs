//! Two reports side by side, in the three forms that a person reads.
//!
//! The forms share the head lines and the marks below, so that they say the same. Left is `a`, right is `b`, as the user
//! named them; words of the left alone are marked as taken out and words of the right alone as put in, as diffs do,
//! whichever report came first: what is known of that stands in the head lines.

mod head;
mod markdown;
mod page;
mod terminal;

pub use markdown::markdown;
pub use page::{STYLE, body, html, title};
pub use terminal::text;

use record::{Alteration, AlterationKind, Comparison, Part, PartKind, Report, Row, Span};

/// One of the two reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    A,
    B,
}

impl Side {
    const BOTH: [Self; 2] = [Self::A, Self::B];

    const fn report(self, c: &Comparison) -> &Report {
        match self {
            Self::A => &c.a,
            Self::B => &c.b,
        }
    }

    const fn of(self, part: &Part) -> Option<Span> {
        match self {
            Self::A => part.a,
            Self::B => part.b,
        }
    }

    const fn altered(self, edit: &Alteration) -> Span {
        match self {
            Self::A => edit.a,
            Self::B => edit.b,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
        }
    }
}

/// How words of a cell stand to the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// The same words.
    Same,
    /// The same quoted words.
    Quoted,
    /// The same word in another house style.
    Styled,
    /// Words inside something shared that the other side lacks, or has others for.
    Edited,
    /// A part of one report alone.
    Own,
    /// What is no running text.
    Frame,
}

/// Words of one cell under one mark.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    mark: Mark,
    span: Span,
    /// Number, from 1, of the passage that stands elsewhere on the other side.
    moved: Option<usize>,
    /// Whether a space parts it from the piece before.
    apart: bool,
}

/// What a row is as a whole, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Prose in step, with an edit or without.
    Shared { edited: bool },
    /// Only quoted speech is in step.
    Speech { edited: bool },
    /// A passage of one side that stands elsewhere in the other.
    Moved,
    /// Running text of one side, or of each its own.
    Own,
    /// No running text.
    Frame,
}

impl Sort {
    fn of(row: &Row) -> Self {
        let any = |wanted: &dyn Fn(&Part) -> bool| row.parts.iter().any(wanted);
        let step = |s: &Part, kind: PartKind| s.kind == kind && !s.moved;
        let edited = any(&|s| s.kind == PartKind::Own || s.edits.iter().any(alters));
        if any(&|s| step(s, PartKind::Prose)) {
            Self::Shared { edited }
        } else if any(&|s| step(s, PartKind::Quotation)) {
            Self::Speech { edited }
        } else if any(&|s| s.moved) {
            Self::Moved
        } else if any(&|s| s.kind == PartKind::Own) {
            Self::Own
        } else {
            Self::Frame
        }
    }

    const fn in_step(self) -> bool {
        matches!(self, Self::Shared { .. } | Self::Speech { .. })
    }
}

/// Whether an edit is more than house style.
fn alters(edit: &Alteration) -> bool {
    edit.kind != AlterationKind::Styled
}

/// Bytes up to which what one side alone has beside a passage is shown as an edit of it. More, as where a report comes
/// without paragraphs, is text of its own and not struck out.
const EDIT: usize = 160;

/// The words of one side of a row, in order.
fn pieces(c: &Comparison, row: &Row, side: Side) -> Vec<Piece> {
    let text = &side.report(c).text;
    let in_step = Sort::of(row).in_step();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut end = None;
    let mut put = |mark: Mark, from: usize, to: usize, moved: Option<usize>| {
        let Some(span) = text.span(from, to).filter(|s| !s.is_empty()) else {
            return;
        };
        // Stretches that do not touch have nothing but white space between them.
        let apart = end.is_some_and(|end| end != from);
        end = Some(to);
        pieces.push(Piece {
            mark,
            span,
            moved,
            apart,
        });
    };
    for part in &row.parts {
        let Some(span) = side.of(part) else { continue };
        let moved = part.passage.filter(|_| part.moved).map(|p| p + 1);
        let plain = match part.kind {
            PartKind::Prose => Mark::Same,
            PartKind::Quotation => Mark::Quoted,
            PartKind::Own if in_step && span.len() <= EDIT => Mark::Edited,
            PartKind::Own => Mark::Own,
            PartKind::Frame => Mark::Frame,
        };
        let mut at = span.start();
        for edit in &part.edits {
            let edited = side.altered(edit);
            if edited.is_empty() || !span.contains(edited) || edited.start() < at {
                continue;
            }
            put(plain, at, edited.start(), moved);
            let mark = if alters(edit) { Mark::Edited } else { Mark::Styled };
            put(mark, edited.start(), edited.end(), moved);
            at = edited.end();
        }
        put(plain, at, span.end(), moved);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Style;
    use record::{Direction, Passage, PassageKind, Reuse, ReuseBasis, ReuseKind, Segment, SegmentKind, Text};

    fn report(id: &str, outlet: &str, paragraphs: &[(SegmentKind, &str)]) -> Report {
        let mut text = String::new();
        let mut bounds = Vec::new();
        for (kind, words) in paragraphs {
            bounds.push((*kind, text.len(), text.len() + words.len()));
            text.push_str(words);
            text.push_str("\n\n");
        }
        let text = Text::new(text);
        Report {
            id: id.into(),
            file: format!("{id}.txt"),
            outlet: Some(outlet.into()),
            segments: bounds
                .into_iter()
                .map(|(kind, from, to)| Segment::new(kind, text.span(from, to).unwrap()))
                .collect(),
            text,
            ..Report::default()
        }
    }

    fn at(report: &Report, words: &str) -> Span {
        let start = report.text.find(words).expect("words stand in the text");
        report.text.span(start, start + words.len()).unwrap()
    }

    fn before(span: Span) -> Span {
        Span::new(span.start(), span.start()).unwrap()
    }

    const LONG: &str =
        "https://port.example/averylongaddressthatnocolumnofaterminalcouldholdonasinglelineatall";

    /// A shared sentence with an edit of each kind, an own paragraph on each side, and hostile words.
    pub(super) fn sample() -> Comparison {
        use SegmentKind::{Headline, Paragraph};
        let own_b = format!("\u{202E}Only <b>here</b> & {LONG} \u{1b}[31m شلومو *x*.");
        let a = report(
            "a",
            "Port Ellery Herald",
            &[
                (Headline, "<script>alert(1)</script>"),
                (
                    Paragraph,
                    "Nine barges waited in the harbour until a diver freed the gate.",
                ),
                (Paragraph, "The board met on Monday."),
            ],
        );
        let b = report(
            "b",
            "Coast Mail",
            &[
                (
                    Paragraph,
                    "Nine big barges waited in the harbor until a workman freed it.",
                ),
                (Paragraph, &own_b),
            ],
        );
        let edit = |kind, x: &str, y: &str| Alteration {
            kind,
            a: at(&a, x),
            b: at(&b, y),
        };
        let shared = (a.segments[1].span, b.segments[0].span);
        let rows = vec![
            Row {
                parts: vec![own(PartKind::Frame, Some(a.segments[0].span), None)],
            },
            Row {
                parts: vec![Part {
                    kind: PartKind::Prose,
                    a: Some(shared.0),
                    b: Some(shared.1),
                    passage: Some(0),
                    moved: false,
                    edits: vec![
                        Alteration {
                            kind: AlterationKind::Added,
                            a: before(at(&a, "barges")),
                            b: at(&b, "big"),
                        },
                        edit(AlterationKind::Styled, "harbour", "harbor"),
                        edit(AlterationKind::Changed, "diver", "workman"),
                        edit(AlterationKind::Changed, "the gate", "it"),
                    ],
                }],
            },
            Row {
                parts: vec![
                    own(PartKind::Own, Some(a.segments[2].span), None),
                    own(PartKind::Own, None, Some(b.segments[1].span)),
                ],
            },
        ];
        Comparison {
            reuse: Some(Reuse {
                a: "a".into(),
                b: "b".into(),
                kind: ReuseKind::Copied,
                share_a: 0.7,
                share_b: 0.8,
                origin: Direction::A,
                origin_name: None,
                basis: ReuseBasis::Reuse,
                rewritten: false,
                passages: vec![Passage {
                    kind: PassageKind::Prose,
                    a: shared.0,
                    b: shared.1,
                    similarity: 0.8,
                }],
            }),
            independent: record::Independent { low: 1, high: 1 },
            a,
            b,
            rows,
            ..Comparison::default()
        }
    }

    fn own(kind: PartKind, a: Option<Span>, b: Option<Span>) -> Part {
        Part {
            kind,
            a,
            b,
            passage: None,
            moved: false,
            edits: Vec::new(),
        }
    }

    #[test]
    fn the_pieces_of_a_cell_are_its_words() {
        let c = sample();
        for side in Side::BOTH {
            for row in &c.rows {
                let told: String = pieces(&c, row, side)
                    .iter()
                    .map(|p| side.report(&c).text.at(p.span))
                    .collect();
                let all: String = row
                    .parts
                    .iter()
                    .filter_map(|s| side.of(s))
                    .map(|s| side.report(&c).text.at(s))
                    .collect();
                assert_eq!(told, all);
            }
        }
    }

    #[test]
    fn the_terminal_is_never_obeyed_nor_overrun() {
        use unicode_width::UnicodeWidthStr;
        for width in [40, 60, 80, 120, 200] {
            let view = text(&sample(), Style { width, colour: false });
            assert!(!view.contains('\u{1b}') && !view.contains('\u{202E}'));
            assert!(view.lines().all(|l| l.width() <= width), "{width}\n{view}");
            assert!(view.lines().all(|l| l == l.trim_end()), "no line ends in spaces");
        }
    }

    #[test]
    fn edits_are_seen_without_colour() {
        let wide = text(
            &sample(),
            Style {
                width: 120,
                colour: false,
            },
        );
        assert!(
            wide.contains("[-diver-]") && wide.contains("{+workman+}"),
            "{wide}"
        );
        assert!(
            wide.contains("{+big+}") && !wide.contains("[-harbour-]"),
            "{wide}"
        );
        let narrow = text(
            &sample(),
            Style {
                width: 60,
                colour: false,
            },
        );
        assert!(narrow.contains("[-diver-]{+workman+}"), "{narrow}");
    }

    #[test]
    fn a_report_is_never_markup() {
        let page = html(&sample());
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
        assert!(!page.contains("<b>here") && !page.contains('\u{202E}') && !page.contains('\u{1b}'));
        for fetched in ["src=", "http://", "@import", "url(h", "<link"] {
            assert!(!page.contains(fetched), "{fetched}");
        }
        for tag in ["del", "ins", "td", "tr", "span"] {
            let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
            assert_eq!(page.matches(&open).count(), page.matches(&close).count(), "{tag}");
        }
        let md = markdown(&sample());
        assert!(!md.contains("<script") && !md.contains("<b>") && md.contains("\\*x\\*"));
    }

    #[test]
    fn nothing_shared_is_said() {
        let mut c = sample();
        c.reuse = None;
        c.rows.remove(1);
        let view = text(
            &c,
            Style {
                width: 80,
                colour: false,
            },
        );
        assert!(view.contains("share no passage"), "{view}");
    }
}
