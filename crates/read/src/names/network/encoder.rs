//! Words to numbers: what each is, mixed with its neighbours four times.

use super::features::{self, Features};
use super::product;
use super::weights::{Layer, Matrix, STEPS, WIDTH, Weights};
use super::words::Word;
use rustc_hash::FxHashMap;

/// A word's numbers.
pub(super) type Vector = [f32; WIDTH];

/// Seeds of the hashes of the four features.
const SEEDS: [u64; 4] = [8, 9, 10, 11];
/// Zeros stand around each part, as many words as the layers can see.
const PAD: usize = 4;
/// A word this far from the next one that may be a name is wanted still: "of the", "for Safe".
pub(super) const REACH: usize = 3;

/// One vector for each word. A part of the text ends before each of the words `ends`; none sees another.
///
/// Only the words at which `near` is nought, or at most [`REACH`], are wanted; those further off are worked out only as far
/// as the wanted ones look at them, which spares a third of the work, and keep a vector that says nothing.
pub(super) fn encode(
    text: &str,
    words: &[Word],
    ends: &[usize],
    near: &[usize],
    weights: &Weights,
) -> Vec<Vector> {
    let embedded = embed(text, words, weights);
    let zero = [0.0; WIDTH];
    let mut hidden = vec![zero; PAD];
    let mut distance = vec![usize::MAX; PAD];
    let mut from = 0;
    for end in ends {
        hidden.extend(embedded.get(from..*end).unwrap_or(&[]));
        hidden.extend([zero; PAD]);
        distance.extend(near.get(from..*end).unwrap_or(&[]));
        distance.resize(hidden.len(), usize::MAX);
        from = *end;
    }
    // Padding is worked out as far as it is seen: what the layers make of it is part of the recipe.
    for i in 1..distance.len() {
        distance[i] = distance[i].min(distance[i - 1].saturating_add(1));
    }
    for i in (1..distance.len()).rev() {
        distance[i - 1] = distance[i - 1].min(distance[i].saturating_add(1));
    }
    let layers = weights.layers.len();
    let mut steps: Vec<[i16; WIDTH]> = Vec::new();
    let mut windows: Vec<[i16; 3 * WIDTH]> = Vec::new();
    for (depth, layer) in weights.layers.iter().enumerate().skip(1) {
        steps.clear();
        steps.extend(hidden.iter().map(round));
        let reach = REACH + (layers - 1 - depth);
        let seen: Vec<usize> = (0..steps.len()).filter(|i| distance[*i] <= reach).collect();
        windows.clear();
        windows.resize(seen.len(), [0; 3 * WIDTH]);
        for (window, &i) in windows.iter_mut().zip(&seen) {
            if let Some(before) = i.checked_sub(1).and_then(|i| steps.get(i)) {
                window[..WIDTH].copy_from_slice(before);
            }
            window[WIDTH..2 * WIDTH].copy_from_slice(&steps[i]);
            if let Some(after) = steps.get(i + 1) {
                window[2 * WIDTH..].copy_from_slice(after);
            }
        }
        let sums = product::all(&windows, &layer.matrix.steps);
        for (&i, sums) in seen.iter().zip(sums.chunks_exact(layer.matrix.rows())) {
            let more = finish(sums, layer);
            hidden[i].iter_mut().zip(more).for_each(|(a, b)| *a += b);
        }
    }
    let mut out = Vec::with_capacity(words.len());
    let (mut from, mut at) = (0, PAD);
    for end in ends {
        out.extend(hidden.get(at..at + end - from).unwrap_or(&[]));
        at += end - from + PAD;
        from = *end;
    }
    out
}

/// The first layer, once for each kind of word.
fn embed(text: &str, words: &[Word], weights: &Weights) -> Vec<Vector> {
    let mut known: FxHashMap<Features, usize> = FxHashMap::default();
    let mut inputs: Vec<[i16; 4 * WIDTH]> = Vec::new();
    let places: Vec<usize> = words
        .iter()
        .map(|word| {
            let written = text.get(word.range.clone()).unwrap_or("");
            let features = features::of(written, word.norm, weights);
            *known.entry(features).or_insert_with(|| {
                inputs.push(input(&features, weights));
                inputs.len() - 1
            })
        })
        .collect();
    let Some(layer) = weights.layers.first() else {
        return Vec::new();
    };
    let sums = product::all(&inputs, &layer.matrix.steps);
    let vectors: Vec<Vector> = sums
        .chunks_exact(layer.matrix.rows())
        .map(|sums| finish(sums, layer))
        .collect();
    places
        .into_iter()
        .filter_map(|i| vectors.get(i).copied())
        .collect()
}

/// The four features' numbers side by side, each the sum of four rows of its table.
fn input(features: &Features, weights: &Weights) -> [i16; 4 * WIDTH] {
    let mut out = [0; 4 * WIDTH];
    for (i, part) in out.as_chunks_mut::<WIDTH>().0.iter_mut().enumerate() {
        let table: &Matrix = &weights.tables[i];
        let mut sum = [0f32; WIDTH];
        for place in features::scatter(features[i], SEEDS[i]) {
            let (row, scale) = table.row(place as usize % table.rows());
            sum.iter_mut()
                .zip(row)
                .for_each(|(s, w)| *s += scale * f32::from(*w));
        }
        *part = round(&sum);
    }
    out
}

/// Numbers to whole steps.
pub(super) fn round(vector: &Vector) -> [i16; WIDTH] {
    std::array::from_fn(|i| step(vector[i]))
}

/// The nearest step. The cast saturates: a number out of range, which no text is known to reach, becomes the last step.
pub(super) fn step(number: f32) -> i16 {
    let steps = number * STEPS;
    (steps + 0.5f32.copysign(steps)) as i16
}

/// Sums of steps to a word's numbers: of each three the largest, then the norm over the word (mean 0, deviation 1).
fn finish(sums: &[i32], layer: &Layer) -> Vector {
    let mut out = [0f32; WIDTH];
    let threes = sums
        .as_chunks::<3>()
        .0
        .iter()
        .zip(layer.matrix.scales.as_chunks::<3>().0)
        .zip(layer.bias.as_chunks::<3>().0);
    for (out, ((sums, scales), bias)) in out.iter_mut().zip(threes) {
        let value = |i: usize| sums[i] as f32 * scales[i] + bias[i];
        *out = value(0).max(value(1)).max(value(2));
    }
    let (Some(gain), Some(shift)) = (
        layer.gain.first_chunk::<WIDTH>(),
        layer.shift.first_chunk::<WIDTH>(),
    ) else {
        return out;
    };
    let mean = sum(&out) / WIDTH as f32;
    let squares: Vector = std::array::from_fn(|i| (out[i] - mean) * (out[i] - mean));
    let deviation = (sum(&squares) / WIDTH as f32 + 1e-8).sqrt();
    for (i, out) in out.iter_mut().enumerate() {
        *out = (*out - mean) / deviation * gain[i] + shift[i];
    }
    out
}

/// The sum, always in the same order: eight running sums, so that a machine may take them side by side.
fn sum(vector: &Vector) -> f32 {
    let mut lanes = [0f32; 8];
    for eight in vector.as_chunks::<8>().0 {
        lanes.iter_mut().zip(eight).for_each(|(lane, x)| *lane += x);
    }
    lanes.iter().sum()
}
