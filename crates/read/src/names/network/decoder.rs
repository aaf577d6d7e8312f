//! Numbers to entities: at each word the best action that is allowed opens, continues or closes one.

use super::encoder::{self, Vector};
use super::product;
use super::weights::{Action, HIDDEN, Label, STEPS, WIDTH, Weights};

/// Outputs of the first layer for one slot.
const SLOT: usize = 2 * HIDDEN;

/// Entities as first word, word after the last, and kind. No entity crosses the end of a part, and none begins at a word
/// that is too far (`near`) from any that may be a name.
pub(super) fn decode(
    vectors: &[Vector],
    ends: &[usize],
    near: &[usize],
    weights: &Weights,
) -> Vec<(usize, usize, Label)> {
    let slots = slots(vectors, weights);
    let slot = |word: Option<usize>, i: usize| -> &[f32] {
        let from = word.map(|w| (w * 3 + i) * SLOT);
        match from {
            Some(from) => slots.get(from..from + SLOT).unwrap_or(&[]),
            None => weights.pad.get(i * SLOT..(i + 1) * SLOT).unwrap_or(&[]),
        }
    };
    let mut entities = Vec::new();
    let mut open: Option<(usize, u8)> = None;
    let mut ends = ends.iter().copied().peekable();
    for word in 0..vectors.len() {
        while ends.next_if(|end| *end <= word).is_some() {}
        if open.is_none() && near.get(word).is_some_and(|far| *far > encoder::REACH) {
            continue;
        }
        let is_last = ends.peek().is_none_or(|end| *end == word + 1);
        let first = open.map(|(from, _)| from);
        let before = first.and(word.checked_sub(1));
        let mut sums = [0f32; SLOT];
        for (i, at) in [Some(word), first, before].into_iter().enumerate() {
            sums.iter_mut().zip(slot(at, i)).for_each(|(s, x)| *s += x);
        }
        sums.iter_mut()
            .zip(&weights.lower_bias)
            .for_each(|(s, b)| *s += b);
        let hidden: [f32; HIDDEN] = std::array::from_fn(|i| sums[2 * i].max(sums[2 * i + 1]));
        match best(&hidden, open, is_last, weights) {
            Action::Begin(label) => open = Some((word, label)),
            Action::Last(label) => {
                let from = first.unwrap_or(word);
                entities.extend(
                    weights
                        .labels
                        .get(usize::from(label))
                        .map(|l| (from, word + 1, *l)),
                );
                open = None;
            }
            Action::Unit(label) => {
                entities.extend(
                    weights
                        .labels
                        .get(usize::from(label))
                        .map(|l| (word, word + 1, *l)),
                );
            }
            Action::In(_) | Action::Out | Action::Never => {}
        }
    }
    entities
}

/// The best allowed action; of equals the first.
fn best(hidden: &[f32; HIDDEN], open: Option<(usize, u8)>, last: bool, weights: &Weights) -> Action {
    let allowed = |action: Action| match (action, open) {
        (Action::Out | Action::Unit(_), None) => true,
        (Action::Begin(_), None) => !last,
        (Action::In(label), Some((_, own))) => label == own && !last,
        (Action::Last(label), Some((_, own))) => label == own,
        _ => false,
    };
    let mut best = (f32::NEG_INFINITY, Action::Out);
    for (i, action) in weights
        .actions
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, a)| allowed(*a))
    {
        let (row, scale) = weights.upper.row(i);
        let mut lanes = [0f32; 8];
        for (steps, numbers) in row.as_chunks::<8>().0.iter().zip(hidden.as_chunks::<8>().0) {
            for lane in 0..8 {
                lanes[lane] += f32::from(steps[lane]) * numbers[lane];
            }
        }
        let score = lanes.iter().sum::<f32>() * scale + weights.upper_bias.get(i).copied().unwrap_or(0.0);
        if score > best.0 {
            best = (score, action);
        }
    }
    best.1
}

/// What each word gives to the first layer of the automaton in each of its three places.
fn slots(vectors: &[Vector], weights: &Weights) -> Vec<f32> {
    let steps: Vec<[i16; WIDTH]> = vectors.iter().map(encoder::round).collect();
    let sums = product::all(&steps, &weights.narrow.steps);
    let narrow: Vec<[i16; HIDDEN]> = sums
        .chunks_exact(weights.narrow.rows())
        .map(|sums| {
            std::array::from_fn(|i| {
                let value = sums[i] as f32 * (weights.narrow.scales[i] / STEPS) + weights.narrow_bias[i];
                encoder::step(value)
            })
        })
        .collect();
    let sums = product::all(&narrow, &weights.lower.steps);
    let scales: Vec<f32> = weights.lower.scales.iter().map(|s| s / STEPS).collect();
    let mut out = Vec::with_capacity(sums.len());
    for sums in sums.chunks_exact(scales.len()) {
        out.extend(sums.iter().zip(&scales).map(|(sum, scale)| *sum as f32 * scale));
    }
    out
}
