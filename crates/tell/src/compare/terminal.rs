//! Side by side in a terminal: two columns, or one where there is no room for two.

use super::head::{self, Head};
use super::{Mark, Piece, Side, Sort, pieces};
use crate::flow::{Flow, Ink, Run};
use crate::guard::terminal;
use crate::text::Style;
use record::{Comparison, Row};
use unicode_width::UnicodeWidthStr;

/// Columns below which both sides are told in one.
const NARROW: usize = 72;
/// Columns of the signs between the two sides.
const GUTTER: usize = 5;

/// Renders the comparison for a terminal.
#[must_use]
pub fn text(c: &Comparison, style: Style) -> String {
    let mut view = View {
        flow: Flow::new(style.width, style.colour),
        style,
    };
    view.head(c);
    if style.width < NARROW {
        view.flow.paragraph(
            &[],
            0,
            &[quiet(
                "= shared · ~ edited · \" quoted · ^ moved · < only A · > only B",
            )],
        );
        view.flow.blank();
        c.rows.iter().for_each(|row| view.inline(c, row));
    } else {
        view.columns(c);
    }
    view.flow.finish()
}

struct View {
    flow: Flow,
    style: Style,
}

fn quiet(text: &str) -> Run {
    (Ink::Quiet, text.to_owned())
}

fn plain(text: &str) -> Run {
    (Ink::Plain, terminal(text))
}

impl View {
    fn head(&mut self, c: &Comparison) {
        let head = Head::of(c);
        self.flow
            .paragraph(&[], 0, &[(Ink::Strong, terminal(&head.title))]);
        self.flow.paragraph(
            &[],
            0,
            &[
                (Ink::Strong, format!("{}.", head.verdict)),
                (Ink::Plain, " ".into()),
                plain(&head.what),
            ],
        );
        for line in [&head.origin, &head.counts].into_iter().flatten() {
            self.flow.paragraph(&[], 0, &[plain(line)]);
        }
        if let Some(independent) = &head.independent {
            self.flow.paragraph(&[], 0, &[plain(independent)]);
        }
        for (kind, why, words) in &head.signs {
            let mut runs = vec![quiet(&format!("{kind}: ")), plain(why)];
            for cited in words {
                runs.push(quiet(&format!(" “{}”", terminal(&cited.quote))));
            }
            self.flow
                .paragraph(&[(Ink::Plain, "  ".into()), (Ink::Quiet, "→".into())], 4, &runs);
        }
        for side in Side::BOTH {
            let headline = side.report(c).headline.as_deref().unwrap_or("no headline");
            let runs = [
                (Ink::Strong, terminal(&head::name(c, side))),
                (Ink::Plain, format!(" – {}", terminal(headline))),
            ];
            self.flow
                .paragraph(&[(Ink::Cite, format!("{} ", side.name()))], 2, &runs);
            let about = terminal(&head::about(c, side).join(" · "));
            self.flow.paragraph(&[], 2, &[(Ink::Quiet, about)]);
        }
        self.flow.blank();
    }

    fn columns(&mut self, c: &Comparison) {
        let width = (self.style.width - GUTTER) / 2;
        let rule = |n: usize| "─".repeat(n);
        let legend = "= shared · ~ edited · \" quoted · ^ moved · < only A · > only B · x each its own";
        self.flow.paragraph(&[], 0, &[quiet(legend)]);
        self.flow.paragraph(&[], 0, &[quiet(&rule(self.style.width))]);
        for (n, row) in c.rows.iter().enumerate() {
            let cells = Side::BOTH.map(|side| self.cell(c, row, side, width));
            let sign = sign(row);
            let lines = cells[0].len().max(cells[1].len());
            // A paragraph begins on a line of its own; one that goes on from the row before stands close to it.
            let opens = Side::BOTH.iter().any(|side| opens(c, row, *side));
            if n > 0 && opens {
                self.flow.blank();
            }
            for i in 0..lines {
                let [a, b] = [&cells[0], &cells[1]].map(|cell| cell.get(i).map_or("", String::as_str));
                let pad = " ".repeat(width.saturating_sub(shown(a)));
                let mark = if i == 0 || Sort::of(row).in_step() {
                    sign
                } else {
                    " "
                };
                self.flow.raw(&format!("{a}{pad}  {mark}  {b}"));
            }
        }
    }

    /// The lines of one cell, with its own escapes.
    fn cell(&self, c: &Comparison, row: &Row, side: Side, width: usize) -> Vec<String> {
        let pieces = pieces(c, row, side);
        if pieces.is_empty() {
            return Vec::new();
        }
        let mut flow = Flow::new(width, self.style.colour);
        flow.paragraph(&[], 0, &self.runs(c, &pieces, side));
        flow.finish().lines().map(str::to_owned).collect()
    }

    fn runs(&self, c: &Comparison, pieces: &[Piece], side: Side) -> Vec<Run> {
        let text = &side.report(c).text;
        let mut runs = Vec::new();
        let mut moved = None;
        for piece in pieces {
            let words = text.at(piece.span);
            if piece.apart {
                runs.push((Ink::Plain, " ".to_owned()));
            }
            if piece.moved != moved {
                if let Some(n) = piece.moved {
                    runs.push((
                        Ink::Cite,
                        format!("(passage {n}, elsewhere in {}) ", other(side).name()),
                    ));
                }
                moved = piece.moved;
            }
            let (open, close) = match (piece.mark, side, self.style.colour) {
                (Mark::Edited, Side::A, false) => ("[-", "-]"),
                (Mark::Edited, Side::B, false) => ("{+", "+}"),
                _ => ("", ""),
            };
            runs.push((ink(piece.mark, side), marked(words, open, close)));
        }
        runs
    }

    /// One row in one column: both sides woven into each other where they are in step.
    fn inline(&mut self, c: &Comparison, row: &Row) {
        if !Sort::of(row).in_step() {
            for side in Side::BOTH {
                let pieces = pieces(c, row, side);
                if !pieces.is_empty() {
                    let sign = match Sort::of(row) {
                        Sort::Moved => "^",
                        _ if side == Side::A => "<",
                        _ => ">",
                    };
                    let runs = self.runs(c, &pieces, side);
                    self.flow.paragraph(&[quiet(sign)], 2, &runs);
                }
            }
            return;
        }
        let mut runs: Vec<Run> = Vec::new();
        for woven in woven(c, row) {
            let text = &woven.side.report(c).text;
            let (open, close) = match (woven.edited, woven.side, self.style.colour) {
                (true, Side::A, false) => ("[-", "-]"),
                (true, Side::B, false) => ("{+", "+}"),
                _ => ("", ""),
            };
            let ink = if woven.edited {
                ink(Mark::Edited, woven.side)
            } else {
                Ink::Plain
            };
            if woven.apart {
                runs.push((Ink::Plain, " ".into()));
            }
            runs.push((ink, marked(text.at(woven.span), open, close)));
        }
        self.flow.paragraph(&[quiet(sign(row))], 2, &runs);
    }
}

/// Words of one side in a row told in one column.
pub(super) struct Woven {
    pub(super) side: Side,
    pub(super) span: record::Span,
    pub(super) edited: bool,
    pub(super) apart: bool,
}

/// The words of a row that is in step, woven: what is common once, in the words of `a`, then what either side has for it.
pub(super) fn woven(c: &Comparison, row: &Row) -> Vec<Woven> {
    let mut all: Vec<Woven> = Vec::new();
    for part in &row.parts {
        let (Some(a), Some(b)) = (part.a, part.b) else {
            for side in Side::BOTH {
                if let Some(span) = side.of(part) {
                    let apart = !all.is_empty();
                    all.push(Woven {
                        side,
                        span,
                        edited: true,
                        apart,
                    });
                }
            }
            continue;
        };
        let before = all.len();
        let mut at = a.start();
        let put = |side: Side, from: usize, to: usize, edited: bool, all: &mut Vec<Woven>| {
            if let Some(span) = side.report(c).text.span(from, to).filter(|s| !s.is_empty()) {
                all.push(Woven {
                    side,
                    span,
                    edited,
                    apart: false,
                });
            }
        };
        for edit in part.edits.iter().filter(|e| super::alters(e)) {
            let (gone, come) = (edit.a, edit.b);
            if gone.start() < at || !a.contains(gone) || !b.contains(come) {
                continue;
            }
            put(Side::A, at, gone.start(), false, &mut all);
            put(Side::A, gone.start(), gone.end(), true, &mut all);
            put(Side::B, come.start(), come.end(), true, &mut all);
            if gone.is_empty() {
                // The space after words that come in is that of their own report.
                put(
                    Side::B,
                    come.end(),
                    space(c, come.end()).min(b.end()),
                    false,
                    &mut all,
                );
            }
            at = gone.end();
        }
        put(Side::A, at, a.end(), false, &mut all);
        if before > 0
            && let Some(first) = all.get_mut(before)
        {
            first.apart = true;
        }
    }
    all
}

/// The byte after the white space at `from` of `b`.
fn space(c: &Comparison, from: usize) -> usize {
    let rest = c.b.text.get(from..).unwrap_or("");
    from + rest.len() - rest.trim_start().len()
}

const fn other(side: Side) -> Side {
    match side {
        Side::A => Side::B,
        Side::B => Side::A,
    }
}

const fn ink(mark: Mark, side: Side) -> Ink {
    match (mark, side) {
        (Mark::Edited, Side::A) => Ink::Gone,
        (Mark::Edited, Side::B) => Ink::Come,
        (Mark::Frame, _) => Ink::Quiet,
        (Mark::Quoted, _) => Ink::Cite,
        (Mark::Same | Mark::Styled | Mark::Own, _) => Ink::Plain,
    }
}

/// `words` inert, on one line, within marks; white space at the ends stays outside them.
fn marked(words: &str, open: &str, close: &str) -> String {
    let inner = terminal(words);
    let space = |yes: bool| if yes { " " } else { "" };
    let (before, after) = (
        words.starts_with(char::is_whitespace),
        words.ends_with(char::is_whitespace),
    );
    if inner.is_empty() {
        return space(before).to_owned();
    }
    format!("{}{open}{inner}{close}{}", space(before), space(after))
}

fn sign(row: &Row) -> &'static str {
    let has = |side: Side| row.parts.iter().any(|s| side.of(s).is_some());
    match Sort::of(row) {
        Sort::Shared { edited: false } => "=",
        Sort::Shared { edited: true } | Sort::Speech { edited: true } => "~",
        Sort::Speech { edited: false } => "\"",
        Sort::Moved => "^",
        Sort::Own if has(Side::A) && has(Side::B) => "x",
        Sort::Own if has(Side::A) => "<",
        Sort::Own => ">",
        Sort::Frame => " ",
    }
}

/// Whether a cell begins a segment.
fn opens(c: &Comparison, row: &Row, side: Side) -> bool {
    let report = side.report(c);
    row.parts.iter().find_map(|s| side.of(s)).is_some_and(|span| {
        report
            .segment_at(span.start())
            .is_none_or(|s| s.span.start() == span.start())
    })
}

/// Columns that a line takes on the screen; the program's own colours take none.
fn shown(line: &str) -> usize {
    let mut wide = 0;
    let mut rest = line;
    while let Some((before, escape)) = rest.split_once('\u{1b}') {
        wide += before.width();
        rest = escape.split_once('m').map_or("", |(_, after)| after);
    }
    wide + rest.width()
}
