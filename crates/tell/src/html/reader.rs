//! One report to be read: its text in full with all that was found in it marked, every sentence an anchor by its bytes, and
//! one passage lit up where that is asked for.
//!
//! What is found overlaps freely, and elements must nest. So the text of a block is cut wherever anything begins or ends, and
//! each piece carries the classes of all that covers it.

mod marks;

use super::parts::Places;
use crate::guard::html;
use crate::passages::blocks;
use marks::{Mark, marks};
use record::{EdgeBasis, Report, Span, Stretch, StretchKind};
use std::collections::BTreeSet;
use std::fmt::Write;

/// A report, and what is shown with it.
pub struct Reader<'a> {
    /// The report; its names linked as in its story where it is in one.
    pub report: &'a Report,
    /// Where the words of its stretches come from, in order; empty where that is not known.
    pub stretches: &'a [Stretch],
    /// How another report is called.
    pub called: &'a dyn Fn(&str) -> String,
    /// The passage to light up.
    pub lit: Option<Span>,
}

/// The anchor of a passage: `b` and its bytes.
#[must_use]
pub fn anchor(span: Span) -> String {
    format!("b{}-{}", span.start(), span.end())
}

/// Renders the text of a report for an app.
#[must_use]
pub fn reader(of: &Reader<'_>, places: &dyn Places) -> String {
    let found = marks(of.report, of.stretches, places);
    let mut text = Text {
        of,
        out: String::with_capacity(of.report.text.len() * 4),
        found: &found,
        next: 0,
        open: BTreeSet::new(),
        sentence: 0,
        anchored: BTreeSet::new(),
    };
    let mut notes = Notes::default();
    for (block, class) in blocks(of.report) {
        notes.before(block, of, places, &mut text.out);
        let tag = if matches!(class, "heading" | "headline") {
            "h3"
        } else {
            "p"
        };
        let elsewhere = if is_elsewhere(block, of.stretches) {
            " elsewhere"
        } else {
            ""
        };
        let _ = write!(text.out, "<{tag} class=\"{class}{elsewhere}\" dir=\"auto\">");
        text.block(block);
        let _ = writeln!(text.out, "</{tag}>");
    }
    text.out
}

/// A text being written.
struct Text<'a> {
    of: &'a Reader<'a>,
    out: String,
    /// All that was found, by where it starts.
    found: &'a [Mark],
    /// The first of it that has not begun yet.
    next: usize,
    /// What has begun and may not have ended, by place in `found`.
    open: BTreeSet<usize>,
    /// The first sentence that has not ended yet.
    sentence: usize,
    /// Anchors that stand already.
    anchored: BTreeSet<Span>,
}

impl Text<'_> {
    /// Writes one block, cut wherever something begins or ends.
    fn block(&mut self, block: Span) {
        let ending = self.next + self.found[self.next..].partition_point(|m| m.span.start() < block.end());
        let here = self.open.iter().copied().chain(self.next..ending);
        let sentences = &self.of.report.sentences;
        while sentences
            .get(self.sentence)
            .is_some_and(|s| s.span.end() <= block.start())
        {
            self.sentence += 1;
        }
        let told = sentences[self.sentence..]
            .iter()
            .take_while(|s| s.span.start() < block.end());
        let spans = here
            .map(|i| self.found[i].span)
            .chain(told.map(|s| s.span))
            .chain(self.of.lit);
        let mut cuts: BTreeSet<usize> = spans
            .flat_map(|s| [s.start(), s.end()])
            .filter(|at| {
                block.start() < *at && *at < block.end() && self.of.report.text.is_char_boundary(*at)
            })
            .collect();
        cuts.insert(block.end());
        let mut at = block.start();
        let mut within = None;
        for cut in cuts {
            self.step(at);
            let sentence = self.sentence_at(at);
            if sentence != within {
                if within.is_some() {
                    self.out.push_str("</span>");
                }
                if let Some(span) = sentence {
                    let id = self.id(span, at);
                    let _ = write!(self.out, "<span class=\"s\"{id}>");
                }
                within = sentence;
            }
            self.piece(at, cut);
            at = cut;
        }
        if within.is_some() {
            self.out.push_str("</span>");
        }
        self.open.retain(|&i| self.found[i].span.end() > block.end());
    }

    /// Opens what begins up to `at`, and closes what has ended.
    fn step(&mut self, at: usize) {
        while self.found.get(self.next).is_some_and(|m| m.span.start() <= at) {
            self.open.insert(self.next);
            self.next += 1;
        }
        self.open.retain(|&i| self.found[i].span.end() > at);
    }

    fn sentence_at(&mut self, at: usize) -> Option<Span> {
        let sentences = &self.of.report.sentences;
        while sentences.get(self.sentence).is_some_and(|s| s.span.end() <= at) {
            self.sentence += 1;
        }
        let span = sentences.get(self.sentence)?.span;
        (span.start() <= at).then_some(span)
    }

    /// The anchor of `span` as an attribute, once, and not where the lit passage takes it.
    fn id(&mut self, span: Span, at: usize) -> String {
        if span.start() != at || self.of.lit == Some(span) || !self.anchored.insert(span) {
            return String::new();
        }
        format!(" id=\"{}\"", anchor(span))
    }

    /// Writes the words from `at` to `end` within all that covers them.
    fn piece(&mut self, at: usize, end: usize) {
        let words = html(self.of.report.text.get(at..end).unwrap_or(""));
        let lit = self.of.lit.filter(|s| s.start() <= at && end <= s.end());
        if let Some(span) = lit {
            // A passage that begins between two blocks has its anchor at its first words.
            let id = if self.anchored.insert(span) {
                format!(" id=\"{}\" tabindex=\"-1\"", anchor(span))
            } else {
                String::new()
            };
            let _ = write!(self.out, "<mark class=\"lit\"{id}>");
        }
        let covering = self.open.iter().map(|&i| &self.found[i]);
        let classes: BTreeSet<&str> = covering.clone().map(|m| m.class).collect();
        // The shortest says most exactly what the words are.
        let titled = covering
            .clone()
            .filter(|m| !m.title.is_empty())
            .min_by_key(|m| m.span.len());
        let href = covering.filter_map(|m| m.href.as_deref()).next();
        if classes.is_empty() {
            self.out.push_str(&words);
        } else {
            let classes = classes.into_iter().collect::<Vec<_>>().join(" ");
            let title = titled
                .map(|m| format!(" title=\"{}\"", html(&m.title)))
                .unwrap_or_default();
            let _ = match href {
                Some(href) => write!(
                    self.out,
                    "<a class=\"{classes}\" href=\"{}\"{title}>{words}</a>",
                    html(href)
                ),
                None => write!(self.out, "<span class=\"{classes}\"{title}>{words}</span>"),
            };
        }
        if lit.is_some() {
            self.out.push_str("</mark>");
        }
    }
}

/// Whether all of a block that has an origin has its words from elsewhere.
fn is_elsewhere(block: Span, stretches: &[Stretch]) -> bool {
    let from = stretches.partition_point(|s| s.span.end() <= block.start());
    let mut here = stretches[from..]
        .iter()
        .take_while(|s| s.span.start() < block.end())
        .peekable();
    here.peek().is_some() && here.all(|s| s.kind != StretchKind::Own)
}

/// The notes that say where the words from here on come from.
#[derive(Default)]
struct Notes {
    next: usize,
    /// What was said of the words before; nothing while they are the report's own from the beginning.
    said: String,
}

impl Notes {
    /// Writes the notes on stretches that begin in `block`, and say something else than was said before.
    fn before(&mut self, block: Span, of: &Reader<'_>, places: &dyn Places, out: &mut String) {
        while let Some(stretch) = of
            .stretches
            .get(self.next)
            .filter(|s| s.span.start() < block.end())
        {
            self.next += 1;
            let told = note(stretch, of, places);
            if told == self.said || stretch.kind == StretchKind::Own && self.said.is_empty() {
                continue;
            }
            let _ = writeln!(out, "<p class=\"origin\">{told}</p>");
            self.said = told;
        }
    }
}

fn note(stretch: &Stretch, of: &Reader<'_>, places: &dyn Places) -> String {
    let basis = match stretch.basis {
        EdgeBasis::Stated => "credited",
        EdgeBasis::Reuse => "the same words",
        EdgeBasis::Inferred => "inferred",
    };
    let other = stretch.report.as_deref();
    let name = stretch.origin.clone().or_else(|| other.map(of.called));
    let name = html(&name.unwrap_or_else(|| "another report".to_owned()));
    let told = match stretch.kind {
        StretchKind::Own => "From here its own words".to_owned(),
        StretchKind::Agency | StretchKind::Report => format!("From here words of <b>{name}</b> ({basis})"),
        StretchKind::Shared => format!("From here also in <b>{name}</b>; who had it first is not known"),
    };
    let beside = other
        .filter(|_| stretch.kind != StretchKind::Own)
        .map_or_else(String::new, |id| {
            format!(
                " <a class=\"beside\" href=\"{}\">compare with {}</a>",
                html(&places.compare(id, &of.report.id)),
                html(&(of.called)(id))
            )
        });
    format!("{told}{beside}")
}

#[cfg(test)]
mod tests;
