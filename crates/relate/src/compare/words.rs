//! The words of a passage on both sides, which of them correspond, and where they differ.
//!
//! Words are compared in the normal form of [`crate::reuse`], so that "harbour" and "harbor", "forty" and "40" are the
//! same word in two house styles. The correspondence is the longest common subsequence (Wagner and Fischer 1974), long
//! texts being cut first at runs of words that each text has once (Cohen's patience diff).

use crate::readings::{alignment, words};
use crate::reuse;
use record::{Alteration, AlterationKind, Report, Span};
use std::collections::BTreeMap;

/// More pairs of words than this are cut into smaller parts before they are aligned.
const LARGE: usize = 400_000;
/// Words of a run that is looked for in both texts to cut at.
const RUN: usize = 3;

/// A word of a report's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// Hash of its normal form.
    form: u32,
    /// Where it stands.
    pub(super) span: Span,
    /// Place of its segment.
    pub(super) segment: usize,
}

/// The words of `span` of `report`, segment by segment.
pub(super) fn of(report: &Report, span: Span) -> Vec<Word> {
    let mut found = Vec::new();
    let first = report.segments.partition_point(|s| s.span.end() <= span.start());
    for (segment, part) in report.segments.iter().enumerate().skip(first) {
        if part.span.start() >= span.end() {
            break;
        }
        let (from, to) = (
            part.span.start().max(span.start()),
            part.span.end().min(span.end()),
        );
        let Some(text) = report.text.get(from..to) else {
            continue;
        };
        found.extend(words::words(text).into_iter().filter_map(|word| {
            let span = Span::new(from + word.span.start(), from + word.span.end())?;
            let form = reuse::normal(report.text.at(span)).unwrap_or_else(|| reuse::hash(&word.norm));
            Some(Word { form, span, segment })
        }));
    }
    found
}

/// One step through both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A word of both.
    Both(usize, usize),
    /// A word of `a` alone.
    A(usize),
    /// A word of `b` alone.
    B(usize),
}

/// The steps through both sides, in order of both.
pub(super) fn steps(a: &[Word], b: &[Word]) -> Vec<Step> {
    let forms = |words: &[Word]| words.iter().map(|w| w.form).collect::<Vec<u32>>();
    let pairs = meaningful(a, b, &aligned(&forms(a), &forms(b)));
    let mut steps = Vec::with_capacity(a.len().max(b.len()));
    let (mut i, mut j) = (0, 0);
    for (x, y) in pairs.into_iter().chain([(a.len(), b.len())]) {
        steps.extend((i..x).map(Step::A));
        steps.extend((j..y).map(Step::B));
        if x < a.len() {
            steps.push(Step::Both(x, y));
        }
        (i, j) = (x + 1, y + 1);
    }
    steps
}

/// Positions of equal words, rising in both.
fn aligned(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    if a.len().saturating_mul(b.len()) <= LARGE {
        return alignment::align(a, b);
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (x, y) in anchors(a, b).into_iter().chain([(a.len(), b.len())]) {
        let part = alignment::align(&a[i..x], &b[j..y]);
        pairs.extend(part.into_iter().map(|(p, q)| (i + p, j + q)));
        (i, j) = (x, y);
    }
    pairs
}

/// Places of runs that each text has once, the longest row of them that rises in both.
fn anchors(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let once = |words: &[u32]| {
        let mut places: BTreeMap<Vec<u32>, Option<usize>> = BTreeMap::new();
        for (i, run) in words.windows(RUN).enumerate() {
            places
                .entry(run.to_vec())
                .and_modify(|p| *p = None)
                .or_insert(Some(i));
        }
        places
    };
    let (of_a, of_b) = (once(a), once(b));
    let mut pairs: Vec<(usize, usize)> = of_a
        .iter()
        .filter_map(|(run, x)| Some(((*x)?, (*of_b.get(run)?)?)))
        .collect();
    pairs.sort_unstable();
    let weights = vec![1; pairs.len()];
    super::rising(&pairs, &weights)
        .into_iter()
        .map(|k| pairs[k])
        .collect()
}

/// Without equal words that stand lost between two larger edits: "the" of one sentence is not "the" of another.
fn meaningful(a: &[Word], b: &[Word], pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut runs: Vec<&[(usize, usize)]> = pairs.chunk_by(|p, q| p.0 + 1 == q.0 && p.1 + 1 == q.1).collect();
    // Where a run goes, the edits beside it become one, beside which its neighbour may be lost in turn.
    loop {
        let before = runs.len();
        let mut kept: Vec<&[(usize, usize)]> = Vec::with_capacity(before);
        for (k, run) in runs.iter().enumerate() {
            let (first, last) = (run[0], run[run.len() - 1]);
            let from = kept
                .last()
                .map_or((0, 0), |r| (r[r.len() - 1].0 + 1, r[r.len() - 1].1 + 1));
            let to = runs.get(k + 1).map_or((a.len(), b.len()), |r| r[0]);
            let edit = |from: (usize, usize), to: (usize, usize)| (to.0 - from.0).max(to.1 - from.1);
            let beside = edit(from, first).min(edit((last.0 + 1, last.1 + 1), to));
            let inside = k > 0 && k + 1 < runs.len();
            if !(inside && beside > run.len() && run.len() <= 2) {
                kept.push(run);
            }
        }
        runs = kept;
        if runs.len() == before {
            return runs.concat();
        }
    }
}

/// Where the two sides differ along `steps`.
pub(super) fn alterations(a: (&Report, &[Word]), b: (&Report, &[Word]), steps: &[Step]) -> Vec<Alteration> {
    let mut found: Vec<Alteration> = Vec::new();
    let same = |step: &Step| matches!(step, Step::Both(i, j) if a.0.text.at(a.1[*i].span) == b.0.text.at(b.1[*j].span));
    let class = |step: &Step| match step {
        step if same(step) => 0,
        Step::Both(..) => 1,
        Step::A(_) | Step::B(_) => 2,
    };
    // Where the next word stands on each side, for words that the side lacks.
    let (mut next_a, mut next_b) = (0, 0);
    for group in steps.chunk_by(|p, q| class(p) == class(q)) {
        let places = |of: fn(&Step) -> Option<usize>| group.iter().filter_map(of).collect::<Vec<usize>>();
        let of_a = places(|s| match s {
            Step::Both(i, _) | Step::A(i) => Some(*i),
            Step::B(_) => None,
        });
        let of_b = places(|s| match s {
            Step::Both(_, j) | Step::B(j) => Some(*j),
            Step::A(_) => None,
        });
        let kind = match (class(&group[0]), of_a.is_empty(), of_b.is_empty()) {
            (0, ..) => None,
            (1, ..) => Some(AlterationKind::Styled),
            (_, false, false) => Some(AlterationKind::Changed),
            (_, false, true) => Some(AlterationKind::Omitted),
            _ => Some(AlterationKind::Added),
        };
        if let Some(kind) = kind {
            found.push(Alteration {
                kind,
                a: place(a.1, &of_a, next_a),
                b: place(b.1, &of_b, next_b),
            });
        }
        next_a = of_a.last().map_or(next_a, |i| i + 1);
        next_b = of_b.last().map_or(next_b, |j| j + 1);
    }
    found
}

/// The words of these places, which follow each other; an empty span before the word at `next` where there are none.
fn place(words: &[Word], places: &[usize], next: usize) -> Span {
    let empty = |at: usize| Span::new(at, at);
    let found = match (places.first(), places.last()) {
        (Some(&first), Some(&last)) => Some(words[first].span.cover(words[last].span)),
        _ => words.get(next).map_or_else(
            || words.last().and_then(|w| empty(w.span.end())),
            |w| empty(w.span.start()),
        ),
    };
    found
        .or_else(|| empty(0))
        .unwrap_or_else(|| unreachable!("nothing runs from 0 to 0"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::report;

    fn told(a: &str, b: &str) -> Vec<(AlterationKind, String, String)> {
        let (ra, rb) = (report("a", "", "", &[a]), report("b", "", "", &[b]));
        let (wa, wb) = (of(&ra, ra.text.whole()), of(&rb, rb.text.whole()));
        let words = |r: &Report, s: Span| r.text.at(s).to_owned();
        alterations((&ra, &wa), (&rb, &wb), &steps(&wa, &wb))
            .into_iter()
            .map(|e| (e.kind, words(&ra, e.a), words(&rb, e.b)))
            .collect()
    }

    #[test]
    fn edits_are_of_words() {
        use AlterationKind::{Added, Changed, Omitted, Styled};
        let found = told(
            "Nine barges had to wait in the harbour until a diver freed the gate on Monday, the board said.",
            "Nine big barges had to wait in the harbor until a workman freed the gate, the board said.",
        );
        let found: Vec<_> = found
            .iter()
            .map(|(k, a, b)| (*k, a.as_str(), b.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (Added, "", "big"),
                (Styled, "harbour", "harbor"),
                (Changed, "diver", "workman"),
                (Omitted, "on Monday", ""),
            ]
        );
    }

    #[test]
    fn the_same_words_in_other_marks_are_no_edit() {
        assert!(told("“We’ll see,” she said.", "\"We'll see\" she said").len() == 1);
        assert!(told("It is so.", "It is so!").is_empty());
        assert!(told("", "").is_empty());
    }

    #[test]
    fn a_small_word_between_two_edits_goes_with_them() {
        let found = told(
            "The clerk read out a long list of the damaged hulls and sat down.",
            "The clerk named many skippers by the quay and sat down.",
        );
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn a_long_text_with_few_edits_is_aligned_throughout() {
        let words: Vec<String> = (0..3000).map(|i| format!("w{i}")).collect();
        let mut other = words.clone();
        other[700] = "else".into();
        other.remove(2100);
        let found = told(&words.join(" "), &other.join(" "));
        assert_eq!(found.len(), 2, "{found:?}");
    }
}
