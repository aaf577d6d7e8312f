//! The arithmetic: each sum is taken in one fixed order and without fused steps, so that every machine gets the same
//! bits.

use super::features::Sequence;
use super::weights::{PAIR, REACH, WEIGHTS, WIDTH};
use std::ops::Range;

/// A position as the network sees it.
pub(super) type State = [f32; WIDTH];

/// The states of the positions `stretch` of `s`; what lies outside counts as nothing.
pub(super) fn encode(s: &Sequence, stretch: Range<usize>) -> Vec<State> {
    let w = &*WEIGHTS;
    let mut states: Vec<State> = stretch
        .map(|at| {
            let mut state = w.bias;
            for &row in s.at(at) {
                if let Some(row) = w.table.get(row as usize) {
                    add(&mut state, row);
                }
            }
            rectified(state)
        })
        .collect();
    for (layer, reach) in w.layers.iter().zip(REACH) {
        let mut inner = vec![layer.spread_bias; states.len()];
        for (matrix, ahead) in layer.spread.iter().zip([-reach, 0, reach]) {
            matrix.add(&states, ahead, &mut inner);
        }
        for x in &mut inner {
            *x = rectified(*x);
        }
        for state in &mut states {
            add(state, &layer.fold_bias);
        }
        layer.fold.add(&inner, 0, &mut states);
    }
    states
}

/// For each state how likely its position is outside, at the beginning of and inside a cue.
pub(super) fn cue_chances(states: &[State]) -> Vec<[f32; 3]> {
    let w = &WEIGHTS.cue;
    let mut inner = vec![w.inner_bias; states.len()];
    w.inner.add(states, 0, &mut inner);
    inner
        .into_iter()
        .map(|x| {
            let mut outer = w.outer_bias;
            product(&mut outer, &rectified(x), &w.outer);
            softmax(&mut outer);
            // On a grid, so that what is decided by them is coarser than any rounding.
            outer.map(|share| (share * 4096.0).round() / 4096.0)
        })
        .collect()
}

/// Each position's part in the comparison with a cue.
pub(super) fn compared(states: &[State]) -> Vec<[f32; PAIR]> {
    let mut out = vec![[0.0; PAIR]; states.len()];
    WEIGHTS.pointer.position.add(states, 0, &mut out);
    out
}

/// Adds `x` times a small matrix, `rows`, to `to`.
pub(super) fn product<const N: usize>(to: &mut [f32; N], x: &[f32], rows: &[[f32; N]]) {
    for (&x, row) in x.iter().zip(rows) {
        for (t, w) in to.iter_mut().zip(row) {
            *t += x * w;
        }
    }
}

/// Adds `x` to `to`.
pub(super) fn add<const N: usize>(to: &mut [f32; N], x: &[f32; N]) {
    for (t, x) in to.iter_mut().zip(x) {
        *t += x;
    }
}

/// Without what is negative.
pub(super) fn rectified<const N: usize>(mut x: [f32; N]) -> [f32; N] {
    for v in &mut x {
        *v = if *v > 0.0 { *v } else { 0.0 };
    }
    x
}

/// e to the power of `x`, by a polynomial: the standard library's differs between machines.
pub(super) fn exp(x: f32) -> f32 {
    let scaled = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let whole = scaled.floor();
    let r = (scaled - whole) * std::f32::consts::LN_2;
    let p = 1.0
        + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r * (1.0 / 720.0))))));
    #[allow(clippy::cast_possible_truncation, reason = "between -116 and 116")]
    let power = whole as i32;
    p * f32::from_bits((power + 127).cast_unsigned() << 23)
}

/// Turns scores into shares of one.
pub(super) fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for s in scores.iter_mut() {
        *s = exp(*s - top);
        sum += *s;
    }
    for s in scores.iter_mut() {
        *s /= sum;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_close_and_bounded() {
        for x in [-70.0f32, -3.3, -0.5, 0.0, 0.7, 5.1] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-4, "{x}");
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-30 && exp(1e9).is_finite());
    }

    #[test]
    fn shares_add_up_to_one() {
        let mut scores = [1.0, 2.0, -1e9, 0.5];
        softmax(&mut scores);
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-5 && scores[2] == 0.0 || scores[2] < 1e-20);
    }
}
