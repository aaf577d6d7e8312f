//! Two reports side by side: their shared passages in step, the edits inside them, and what each has alone.
//!
//! Passages that both reports have in the same order are the frame of the comparison; where the order differs, the row of
//! passages that holds most text stays in step and the others are told as moved, each where it stands. Between them
//! stand the paragraphs of one report alone. What is absent on purpose: finding passages ([`crate::reuse`]) and rendering.

mod words;

use crate::rising::rising;
use record::{Alteration, Part, PartKind, Passage, Report, Reuse, Row, Segment, Span};
use words::{Step, Word};

/// Both texts from top to bottom in rows. `reuse` is what they share, its `a` being `a`'s.
///
/// What belongs to the site is left out, and white space between segments. All else of both texts is there once.
#[must_use]
pub fn rows(a: &Report, b: &Report, reuse: Option<&Reuse>) -> Vec<Row> {
    let passages = reuse.map_or(&[][..], |r| r.passages.as_slice());
    let (kept, moved) = in_step(passages);
    let mut anchors: Vec<Anchor> = Vec::new();
    for k in kept {
        anchors.extend(cut(a, b, k, &passages[k]));
    }
    widen(a, b, &mut anchors, &moved, passages);
    let mut left = Side::new(a, &anchors, |s| s.a);
    let mut right = Side::new(b, &anchors, |s| s.b);
    for k in moved {
        let whole = |edits: Vec<Alteration>, a, b| Part {
            kind: passages[k].kind.into(),
            a,
            b,
            passage: Some(k),
            moved: true,
            edits,
        };
        let edits = edits(a, b, &passages[k]);
        left.put(chunk(a, passages[k].a), |span| {
            whole(edits.clone(), Some(span), None)
        });
        right.put(chunk(b, passages[k].b), |span| {
            whole(edits.clone(), None, Some(span))
        });
    }
    Weave::default().woven(anchors, left, right)
}

/// A part that stands in step, and the segments it stands in on both sides.
#[derive(Debug, Clone)]
struct Anchor {
    part: Part,
    segments: (usize, usize),
}

/// The passages in step, in order, and the moved ones.
fn in_step(passages: &[Passage]) -> (Vec<usize>, Vec<usize>) {
    let mut order: Vec<usize> = (0..passages.len()).collect();
    order.sort_by_key(|&k| (passages[k].a, passages[k].b));
    let bounds: Vec<(usize, usize)> = order
        .iter()
        .map(|&k| (passages[k].a.start(), passages[k].b.start()))
        .collect();
    let weights: Vec<usize> = order
        .iter()
        .map(|&k| passages[k].a.len() + passages[k].b.len())
        .collect();
    let mut kept: Vec<usize> = rising(&bounds, &weights).into_iter().map(|i| order[i]).collect();
    let (mut a, mut b) = (0, 0);
    kept.retain(|&k| {
        let fits = passages[k].a.start() >= a && passages[k].b.start() >= b;
        if fits {
            (a, b) = (passages[k].a.end(), passages[k].b.end());
        }
        fits
    });
    let moved = order.into_iter().filter(|k| !kept.contains(k)).collect();
    (kept, moved)
}

/// The parts of one passage, cut where either side begins a new segment.
fn cut(a: &Report, b: &Report, passage: usize, of: &Passage) -> Vec<Anchor> {
    let (wa, wb) = (words::of(a, of.a), words::of(b, of.b));
    let steps = words::steps(&wa, &wb);
    let mut anchors = Vec::new();
    let (mut from, mut last): (usize, (Option<usize>, Option<usize>)) = (0, (None, None));
    let mut emit = |steps: &[Step]| anchors.extend(anchor((a, &wa), (b, &wb), steps, passage, of));
    for (k, step) in steps.iter().enumerate() {
        let at = match step {
            Step::Both(i, j) => (Some(wa[*i].segment), Some(wb[*j].segment)),
            Step::A(i) => (Some(wa[*i].segment), last.1),
            Step::B(j) => (last.0, Some(wb[*j].segment)),
        };
        let turns = |now: Option<usize>, was: Option<usize>| was.is_some() && now != was;
        if turns(at.0, last.0) || turns(at.1, last.1) {
            emit(&steps[from..k]);
            from = k;
        }
        last = at;
    }
    emit(&steps[from..]);
    anchors
}

fn anchor(
    a: (&Report, &[Word]),
    b: (&Report, &[Word]),
    steps: &[Step],
    passage: usize,
    of: &Passage,
) -> Option<Anchor> {
    let of_a = |s: &Step| match s {
        Step::Both(i, _) | Step::A(i) => Some(a.1[*i]),
        Step::B(_) => None,
    };
    let of_b = |s: &Step| match s {
        Step::Both(_, j) | Step::B(j) => Some(b.1[*j]),
        Step::A(_) => None,
    };
    let ends = |words: &mut dyn DoubleEndedIterator<Item = Word>| {
        let first = words.next()?;
        let last = words.next_back().unwrap_or(first);
        Some((first.span.cover(last.span), first.segment))
    };
    let x = ends(&mut steps.iter().filter_map(of_a));
    let y = ends(&mut steps.iter().filter_map(of_b));
    if x.is_none() && y.is_none() {
        return None;
    }
    let both = x.is_some() && y.is_some();
    Some(Anchor {
        segments: (x.map_or(usize::MAX, |x| x.1), y.map_or(usize::MAX, |y| y.1)),
        part: Part {
            // What a new paragraph inside a passage brings on one side alone is that side's own.
            kind: if both { of.kind.into() } else { PartKind::Own },
            a: x.map(|x| x.0),
            b: y.map(|y| y.0),
            passage: both.then_some(passage),
            moved: false,
            edits: if both {
                words::alterations(a, b, steps)
            } else {
                Vec::new()
            },
        },
    })
}

/// Where the two sides of a whole passage differ.
fn edits(a: &Report, b: &Report, of: &Passage) -> Vec<Alteration> {
    let (wa, wb) = (words::of(a, of.a), words::of(b, of.b));
    words::alterations((a, &wa), (b, &wb), &words::steps(&wa, &wb))
}

/// `span` with the marks that touch it, within its segments: a passage ends at a word, a sentence at its full stop.
fn chunk(report: &Report, span: Span) -> Span {
    let part = |at: usize| report.segment_at(at).map_or(span, |s| s.span);
    let (first, last) = (part(span.start()), part(span.end().saturating_sub(1)));
    let marks = |c: char| !c.is_whitespace() && !c.is_alphanumeric();
    let before = report.text.get(first.start()..span.start()).unwrap_or("");
    let after = report.text.get(span.end()..last.end()).unwrap_or("");
    let start = before.trim_end_matches(marks).len();
    let end = after.len() - after.trim_start_matches(marks).len();
    // Marks between two words without a space belong to the word before.
    let glued = before
        .get(..start)
        .is_some_and(|b| b.ends_with(char::is_alphanumeric));
    let start = if glued { before.len() } else { start };
    Span::new(first.start() + start, span.end() + end).unwrap_or(span)
}

/// Gives the marks around each part to it, so far as no other has them.
fn widen(a: &Report, b: &Report, anchors: &mut [Anchor], moved: &[usize], passages: &[Passage]) {
    type OfPart = fn(&mut Part) -> &mut Option<Span>;
    type OfPassage = fn(&Passage) -> Span;
    let sides: [(&Report, OfPart, OfPassage); 2] = [(a, |s| &mut s.a, |p| p.a), (b, |s| &mut s.b, |p| p.b)];
    for (report, side, of) in sides {
        let mut taken: Vec<Span> = moved.iter().map(|&k| chunk(report, of(&passages[k]))).collect();
        taken.sort_unstable();
        let mut end = 0;
        for k in 0..anchors.len() {
            let Some(span) = *side(&mut anchors[k].part) else {
                continue;
            };
            let next = anchors[k + 1..]
                .iter_mut()
                .find_map(|n| *side(&mut n.part))
                .map_or(usize::MAX, Span::start);
            let wide = chunk(report, span);
            let moved_before = taken.partition_point(|t| t.start() < span.start());
            let floor = moved_before.checked_sub(1).map_or(0, |i| taken[i].end()).max(end);
            let start = wide.start().max(floor.min(span.start()));
            let ceiling = taken.get(moved_before).map_or(next, |t| t.start().min(next));
            let stop = wide.end().min(ceiling.max(span.end()));
            end = stop;
            *side(&mut anchors[k].part) = Span::new(start, stop);
        }
    }
}

/// What one report has between the parts in step, gap by gap.
struct Side<'r> {
    report: &'r Report,
    /// Before the first part in step, between it and the next, and so on.
    gaps: Vec<Vec<(Part, usize)>>,
    of: fn(&Part) -> Option<Span>,
}

impl<'r> Side<'r> {
    fn new(report: &'r Report, anchors: &[Anchor], of: fn(&Part) -> Option<Span>) -> Self {
        let mut side = Self {
            report,
            gaps: Vec::with_capacity(anchors.len() + 1),
            of,
        };
        let mut at = 0;
        let mut rest = report.segments.iter().enumerate().peekable();
        for anchor in anchors {
            let mut gap = Vec::new();
            if let Some(span) = of(&anchor.part) {
                side.between(at, span.start(), &mut rest, &mut gap);
                at = span.end();
            }
            side.gaps.push(gap);
        }
        let mut gap = Vec::new();
        side.between(at, report.text.len(), &mut rest, &mut gap);
        side.gaps.push(gap);
        side
    }

    /// What stands from `from` to `to`, cut by segments.
    fn between<'s>(
        &self,
        from: usize,
        to: usize,
        rest: &mut std::iter::Peekable<impl Iterator<Item = (usize, &'s Segment)>>,
        gap: &mut Vec<(Part, usize)>,
    ) {
        while let Some(&(place, segment)) = rest.peek() {
            if segment.span.start() >= to {
                break;
            }
            let (start, end) = (segment.span.start().max(from), segment.span.end().min(to));
            let bounds = self.report.text.span(start, end.max(start));
            let span = bounds
                .map(|s| self.report.text.trimmed(s))
                .filter(|s| !s.is_empty());
            if let (Some(span), false) = (span, segment.kind.is_furniture()) {
                gap.push((self.own(span, segment), place));
            }
            if segment.span.end() > to {
                break;
            }
            rest.next();
        }
    }

    fn own(&self, span: Span, segment: &Segment) -> Part {
        let running = segment.kind.is_running() || segment.kind == record::SegmentKind::Embed;
        let mut own = Part {
            kind: if running { PartKind::Own } else { PartKind::Frame },
            a: Some(span),
            b: None,
            passage: None,
            moved: false,
            edits: Vec::new(),
        };
        if (self.of)(&own).is_none() {
            std::mem::swap(&mut own.a, &mut own.b);
        }
        own
    }

    /// Puts what `made` makes of each part of `span` in the place of the report's own words there.
    fn put(&mut self, span: Span, made: impl Fn(Span) -> Part) {
        let of = self.of;
        for gap in &mut self.gaps {
            let touches = |(s, _): &(Part, usize)| of(s).is_some_and(|own| own.overlaps(span));
            if !gap.iter().any(touches) {
                continue;
            }
            let mut parts = Vec::with_capacity(gap.len() + 2);
            for (own, segment) in std::mem::take(gap) {
                let Some(at) = of(&own).filter(|s| s.overlaps(span) && !own.moved) else {
                    parts.push((own, segment));
                    continue;
                };
                let (from, to) = (at.start().max(span.start()), at.end().min(span.end()));
                let pieces = [(at.start(), from, false), (from, to, true), (to, at.end(), false)];
                for (from, to, moved) in pieces {
                    let bounds = self.report.text.span(from, to);
                    let Some(piece) = bounds
                        .map(|s| self.report.text.trimmed(s))
                        .filter(|s| !s.is_empty())
                    else {
                        continue;
                    };
                    let rest = |span| {
                        let mut rest = own.clone();
                        *(if rest.a.is_some() {
                            &mut rest.a
                        } else {
                            &mut rest.b
                        }) = Some(span);
                        rest
                    };
                    parts.push((if moved { made(piece) } else { rest(piece) }, segment));
                }
            }
            *gap = parts;
        }
    }
}

/// Rows being woven of what stands in step and what stands between.
#[derive(Default)]
struct Weave {
    rows: Vec<Row>,
    open: Row,
    /// The segments in which the open row's last words stand.
    last: (Option<usize>, Option<usize>),
}

impl Weave {
    fn woven(mut self, anchors: Vec<Anchor>, left: Side, right: Side) -> Vec<Row> {
        let mut gaps = left.gaps.into_iter().zip(right.gaps);
        for anchor in anchors {
            let (a, b) = gaps.next().unwrap_or_default();
            self.step(a, b, anchor);
        }
        let (a, b) = gaps.next().unwrap_or_default();
        let (a, b) = (self.tail(a, false), self.tail(b, true));
        self.close();
        self.apart(a, b);
        self.rows
    }

    fn step(&mut self, a: Vec<(Part, usize)>, b: Vec<(Part, usize)>, anchor: Anchor) {
        let next = anchor.segments;
        let goes_on = |last: Option<usize>, next: usize| next == usize::MAX || last == Some(next);
        if goes_on(self.last.0, next.0) && goes_on(self.last.1, next.1) && !self.open.parts.is_empty() {
            self.open.parts.extend(a.into_iter().chain(b).map(|(s, _)| s));
        } else {
            let (mut a, mut b) = (self.tail(a, false), self.tail(b, true));
            self.close();
            let head = |of: &mut Vec<(Part, usize)>, segment: usize| {
                let from = of.iter().rposition(|(_, s)| *s != segment).map_or(0, |i| i + 1);
                of.split_off(from)
            };
            let heads = [head(&mut a, next.0), head(&mut b, next.1)];
            self.apart(a, b);
            self.open
                .parts
                .extend(heads.into_iter().flatten().map(|(s, _)| s));
        }
        let seen = |now: usize, was: Option<usize>| if now == usize::MAX { was } else { Some(now) };
        self.last = (seen(next.0, self.last.0), seen(next.1, self.last.1));
        self.open.parts.push(anchor.part);
    }

    /// Takes what still belongs to the open row's paragraph; gives back the rest.
    fn tail(&mut self, of: Vec<(Part, usize)>, right: bool) -> Vec<(Part, usize)> {
        let last = if right { self.last.1 } else { self.last.0 };
        let mut rest = of;
        let from = rest
            .iter()
            .position(|(_, s)| last != Some(*s) || self.open.parts.is_empty())
            .unwrap_or(rest.len());
        let after = rest.split_off(from);
        self.open.parts.extend(rest.into_iter().map(|(s, _)| s));
        after
    }

    fn close(&mut self) {
        if !self.open.parts.is_empty() {
            self.rows.push(std::mem::take(&mut self.open));
        }
    }

    /// Paragraphs of one side each, beside each other where both are of one kind.
    fn apart(&mut self, a: Vec<(Part, usize)>, b: Vec<(Part, usize)>) {
        let paragraphs = |of: Vec<(Part, usize)>| -> std::collections::VecDeque<Vec<Part>> {
            of.chunk_by(|p, q| p.1 == q.1)
                .map(|one| one.iter().map(|(s, _)| s.clone()).collect())
                .collect()
        };
        let (mut a, mut b) = (paragraphs(a), paragraphs(b));
        let frame = |of: Option<&Vec<Part>>| of.map(|p| p.iter().all(|s| s.kind == PartKind::Frame));
        loop {
            let (x, y) = (frame(a.front()), frame(b.front()));
            let (take_a, take_b) = match (x, y) {
                (None, None) => break,
                (Some(x), Some(y)) if x == y => (true, true),
                (Some(x), Some(_)) => (x, !x),
                (x, y) => (x.is_some(), y.is_some()),
            };
            let mut parts = Vec::new();
            for (take, side) in [(take_a, &mut a), (take_b, &mut b)] {
                if take {
                    parts.extend(side.pop_front().unwrap_or_default());
                }
            }
            self.rows.push(Row { parts });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse;
    use crate::sample::{PROSE, REMARK, report};
    use proptest::prelude::*;

    const KEEPER: &str =
        "The keeper of the lock at Ellery blamed a broken hinge for the jam, which held up nine barges.";

    fn set(a: &[&str], b: &[&str]) -> (Report, Report, Vec<Row>) {
        let (a, b) = (report("a", "", "", a), report("b", "", "", b));
        let reuse = reuse::find(&[a.clone(), b.clone()]);
        let rows = rows(&a, &b, reuse.first());
        (a, b, rows)
    }

    fn shape(rows: &[Row]) -> Vec<String> {
        let sign = |s: &Part| {
            let sides = match (s.a, s.b) {
                (Some(_), Some(_)) => "=",
                (Some(_), None) => "<",
                _ => ">",
            };
            format!("{sides}{}", if s.moved { "moved" } else { "" })
        };
        rows.iter()
            .map(|r| r.parts.iter().map(sign).collect::<Vec<_>>().join(" "))
            .collect()
    }

    /// Every word of the report is in one part, in order.
    fn whole(report: &Report, rows: &[Row], of: fn(&Part) -> Option<Span>) {
        let told: Vec<&str> = rows
            .iter()
            .flat_map(|r| &r.parts)
            .filter_map(of)
            .flat_map(|s| report.text.at(s).split_whitespace())
            .collect();
        let all: Vec<&str> = report.text.split_whitespace().collect();
        assert_eq!(told.concat(), all.concat());
    }

    #[test]
    fn shared_paragraphs_stand_in_step_and_own_ones_beside_nothing() {
        let (a, b, rows) = set(&[PROSE[0], PROSE[2], PROSE[1]], &[PROSE[0], PROSE[1], PROSE[3]]);
        assert_eq!(shape(&rows), ["=", "<", "=", ">"]);
        whole(&a, &rows, |s| s.a);
        whole(&b, &rows, |s| s.b);
    }

    #[test]
    fn what_stands_in_another_order_is_moved() {
        let long = [PROSE[0], KEEPER].join(" ");
        let (a, b, rows) = set(&[PROSE[1], &long, PROSE[4]], &[&long, PROSE[4], PROSE[1]]);
        assert_eq!(shape(&rows), ["<moved", "=", "=", ">moved"]);
        let passages: Vec<_> = rows.iter().map(|r| r.parts[0].passage).collect();
        assert_eq!(passages[0], passages[3]);
        whole(&a, &rows, |s| s.a);
        whole(&b, &rows, |s| s.b);
    }

    #[test]
    fn a_passage_over_two_paragraphs_is_cut_where_either_side_turns() {
        let joined = [PROSE[0], PROSE[1]].join(" ");
        let (_, _, rows) = set(&[PROSE[0], PROSE[1]], &[&joined]);
        assert_eq!(shape(&rows), ["=", "="]);
    }

    #[test]
    fn an_own_sentence_inside_a_paragraph_stays_in_its_row() {
        let own = format!(
            "{KEEPER} {} {}",
            "Nobody at the quay had seen the like since the great frost of old, and one clerk swore that he never would again.",
            PROSE[1]
        );
        let plain = format!("{KEEPER} {}", PROSE[1]);
        let (a, b, rows) = set(&[&own], &[&plain]);
        assert_eq!(shape(&rows), ["= < ="]);
        whole(&a, &rows, |s| s.a);
        whole(&b, &rows, |s| s.b);
    }

    #[test]
    fn speech_is_told_from_prose() {
        let (.., rows) = set(&[PROSE[0], REMARK], &[PROSE[0], REMARK]);
        let kinds: Vec<PartKind> = rows.iter().flat_map(|r| &r.parts).map(|s| s.kind).collect();
        assert!(
            kinds.contains(&PartKind::Prose) && kinds.contains(&PartKind::Quotation),
            "{kinds:?}"
        );
    }

    #[test]
    fn strangers_share_no_row_of_words() {
        let (.., rows) = set(&[PROSE[0]], &[PROSE[3]]);
        assert_eq!(shape(&rows), ["< >"]);
        let (.., rows) = set(&[], &[]);
        assert!(rows.is_empty());
    }

    #[test]
    fn the_heaviest_row_rises() {
        assert_eq!(rising(&[(0, 5), (1, 0), (2, 1)], &[1, 1, 1]), [1, 2]);
        assert_eq!(rising(&[(0, 5), (1, 0), (2, 1)], &[9, 1, 1]), [0]);
        assert_eq!(rising(&[(0, 1), (0, 2)], &[1, 1]).len(), 1);
        assert!(rising(&[], &[]).is_empty());
    }

    proptest! {
        /// No word of either report is lost or told twice, whatever is shared in whatever order.
        #[test]
        fn every_word_is_told_once(
            x in prop::collection::vec(0_usize..7, 0..7),
            y in prop::collection::vec(0_usize..7, 0..7),
            cut in 0_usize..40,
        ) {
            let part = |n: usize, skip: usize| -> String {
                let all = [PROSE[0], PROSE[1], PROSE[2], PROSE[3], PROSE[4], REMARK, KEEPER];
                all[n].split(' ').skip(if n.is_multiple_of(2) { skip } else { 0 }).collect::<Vec<_>>().join(" ")
            };
            let of = |n: &[usize], skip| n.iter().map(|&n| part(n, skip)).collect::<Vec<_>>();
            let (x, y) = (of(&x, 0), of(&y, cut));
            let strs = |v: &[String]| v.iter().map(String::as_str).map(str::to_owned).collect::<Vec<_>>();
            let (x, y) = (strs(&x), strs(&y));
            let (x, y): (Vec<&str>, Vec<&str>) = (x.iter().map(String::as_str).collect(), y.iter().map(String::as_str).collect());
            let (a, b, rows) = set(&x, &y);
            whole(&a, &rows, |s| s.a);
            whole(&b, &rows, |s| s.b);
            for edit in rows.iter().flat_map(|r| &r.parts).flat_map(|s| &s.edits) {
                prop_assert!(a.text.get(edit.a.range()).is_some());
                prop_assert!(b.text.get(edit.b.range()).is_some());
            }
        }
    }
}
