//! For one cue, where its content and its source begin and end: each position of its paragraph is compared with the cue.

use super::features::Sequence;
use super::layers::{State, add, product, rectified, softmax};
use super::weights::{PAIR, WEIGHTS};
use std::ops::Range;

/// How far from a cue its content and source are sought, in positions.
const WINDOW: usize = 96;

/// What the network takes to be said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Proposal {
    /// The cue's positions.
    pub(super) cue: Range<usize>,
    /// The source's.
    pub(super) source: Option<Range<usize>>,
    /// The content's, from its first to its last.
    pub(super) content: Range<usize>,
    /// How likely the cue is one.
    pub(super) sure_cue: f32,
    /// How likely both ends of the content are right.
    pub(super) sure_content: f32,
    /// How likely the source is right.
    pub(super) sure_source: f32,
}

/// What `cue` has to do with the positions around it. `base` is the position of `states[0]`, `paragraph` the positions
/// of the cue's paragraph, all of it within `states`.
pub(super) fn read(
    s: &Sequence,
    (base, states, positions): (usize, &[State], &[[f32; PAIR]]),
    paragraph: &Range<usize>,
    cue: Range<usize>,
    sure_cue: f32,
) -> Option<Proposal> {
    let w = &WEIGHTS.pointer;
    let mut query = w.bias;
    product(&mut query, states.get(cue.start - base)?, &w.first);
    product(&mut query, states.get(cue.end - 1 - base)?, &w.last);
    let from = paragraph.start.max(cue.start.saturating_sub(WINDOW));
    let until = paragraph.end.min(cue.start + WINDOW);
    // The rules' cues come in order, and none is longer than a few words.
    let near = s.rules.partition_point(|r| r.cue.start + 32 < cue.start);
    let rules: Vec<_> = s
        .rules
        .iter()
        .skip(near)
        .take_while(|r| r.cue.start < cue.end)
        .filter(|r| r.cue.end > cue.start)
        .collect();
    // Scores by end: content from, content until, source from, source until.
    let mut scores: [Vec<f32>; 4] = Default::default();
    for at in from..until {
        let mut pair = *positions.get(at - base)?;
        add(&mut pair, &query);
        add(&mut pair, w.distance.get(distance(at, &cue))?);
        add(&mut pair, w.sentence.get(sentence(s, at, cue.start))?);
        for (i, row) in w.rules.iter().enumerate() {
            if rules.iter().any(|r| flag(i, at, &r.content, &r.source)) {
                add(&mut pair, row);
            }
        }
        for (kind, counted) in s.counts.iter().enumerate() {
            let count = |a: usize, b: usize| {
                let (a, b) = (counted.get(a), counted.get(b));
                b.zip(a).map_or(0, |(b, a)| b.saturating_sub(*a)).min(3)
            };
            let between = if at < cue.start {
                count(at + 1, cue.start)
            } else if at >= cue.end {
                count(cue.end, at)
            } else {
                0
            };
            add(&mut pair, w.between.get(4 * kind + between as usize)?);
        }
        let pair = rectified(pair);
        let mut ends = [0.0; 4];
        product(&mut ends, &pair, &w.ends);
        for (list, score) in scores.iter_mut().zip(ends) {
            list.push(score);
        }
    }
    let mut none = w.none_bias;
    product(&mut none, &rectified(query), &w.none);
    let [
        mut content_from,
        mut content_until,
        mut source_from,
        mut source_until,
    ] = scores;
    source_from.push(none[0]);
    source_until.push(none[1]);
    for list in [
        &mut content_from,
        &mut content_until,
        &mut source_from,
        &mut source_until,
    ] {
        softmax(list);
    }
    let unnamed = source_from.pop()? * source_until.pop()?;
    let (content, sure_content) = likeliest(&content_from, &content_until)?;
    let (source, sure_source) = likeliest(&source_from, &source_until)?;
    let moved = |r: Range<usize>| from + r.start..from + r.end;
    let named = sure_source > unnamed;
    Some(Proposal {
        cue,
        source: named.then(|| moved(source)),
        content: moved(content),
        sure_cue,
        sure_content,
        sure_source: sure_source.max(unnamed),
    })
}

/// The likeliest pair of a beginning and an end that does not precede it.
fn likeliest(from: &[f32], until: &[f32]) -> Option<(Range<usize>, f32)> {
    let mut start = 0;
    let mut best: Option<(Range<usize>, f32)> = None;
    for (at, &end) in until.iter().enumerate() {
        if from.get(at)? > from.get(start)? {
            start = at;
        }
        let share = from.get(start)? * end;
        if best.as_ref().is_none_or(|b| share > b.1) {
            best = Some((start..at + 1, share));
        }
    }
    best
}

/// The class of distance between a position and a cue: 15 for the cue itself, less before it, more after it.
fn distance(at: usize, cue: &Range<usize>) -> usize {
    let class = |d: usize| match d {
        0..=8 => d,
        9..=12 => 9,
        13..=16 => 10,
        17..=24 => 11,
        25..=32 => 12,
        33..=48 => 13,
        49..=64 => 14,
        _ => 15,
    };
    if at < cue.start {
        15 - class(cue.start - at)
    } else if at >= cue.end {
        15 + class(at - cue.end + 1)
    } else {
        15
    }
}

/// How many sentences a position lies after that of the cue: 0 and 1 before, 2 the same, 3 and 4 after.
fn sentence(s: &Sequence, at: usize, cue: usize) -> usize {
    let number = |i: usize| s.sentences.get(i).copied().unwrap_or(0);
    let (here, there) = (number(at), number(cue));
    if here < there {
        2 - (there - here).min(2) as usize
    } else {
        2 + (here - there).min(2) as usize
    }
}

/// Whether a rule that sees the same cue has the position as the beginning, end or inside of content or source.
fn flag(i: usize, at: usize, content: &Option<Range<usize>>, source: &Option<Range<usize>>) -> bool {
    let part = if i < 3 { content } else { source };
    part.as_ref().is_some_and(|r| match i % 3 {
        0 => at == r.start,
        1 => at + 1 == r.end,
        _ => r.contains(&at),
    })
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "one range of positions")]
mod tests {
    use super::*;

    #[test]
    fn an_end_never_precedes_its_beginning() {
        let (range, share) = likeliest(&[0.1, 0.2, 0.7], &[0.1, 0.8, 0.1]).unwrap();
        assert_eq!(range, 1..2);
        assert!((share - 0.16).abs() < 1e-6);
        assert!(likeliest(&[], &[]).is_none());
    }

    #[test]
    fn distances_have_a_side() {
        assert_eq!(distance(9, &(10..12)), 14);
        assert_eq!(distance(11, &(10..12)), 15);
        assert_eq!(distance(12, &(10..12)), 16);
        assert_eq!(distance(0, &(90..91)), 0);
        assert_eq!(distance(900, &(90..91)), 30);
    }
}
