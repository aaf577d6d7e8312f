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
    // The steps of all words lie side by side, with a word of zeros at both ends: a word's window is a stretch of them.
    let mut steps = vec![0; (hidden.len() + 2) * WIDTH];
    round_all(hidden.as_flattened(), &mut steps[WIDTH..]);
    for (depth, layer) in weights.layers.iter().enumerate().skip(1) {
        let reach = REACH + (layers - 1 - depth);
        let seen: Vec<usize> = (0..hidden.len()).filter(|i| distance[*i] <= reach).collect();
        let windows: Vec<&[i16; 3 * WIDTH]> = seen
            .iter()
            .filter_map(|i| steps.get(i * WIDTH..)?.first_chunk())
            .collect();
        let sums = product::all(&windows, &layer.matrix.steps);
        product::widest(
            #[inline(always)]
            || {
                for (&i, sums) in seen.iter().zip(sums.chunks_exact(layer.matrix.rows())) {
                    let more = finish(sums, layer);
                    hidden[i].iter_mut().zip(more).for_each(|(a, b)| *a += b);
                    steps[(i + 1) * WIDTH..(i + 2) * WIDTH].copy_from_slice(&round(&hidden[i]));
                }
            },
        );
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
    let mut written: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    let mut known: FxHashMap<Features, usize> = FxHashMap::default();
    let mut kinds: Vec<Features> = Vec::new();
    let places: Vec<usize> = words
        .iter()
        .map(|word| {
            let letters = text.get(word.range.clone()).unwrap_or("");
            *written.entry((letters, word.norm)).or_insert_with(|| {
                let features = features::of(letters, word.norm, weights);
                *known.entry(features).or_insert_with(|| {
                    kinds.push(features);
                    kinds.len() - 1
                })
            })
        })
        .collect();
    let Some(layer) = weights.layers.first() else {
        return Vec::new();
    };
    let mut inputs = vec![[0; 4 * WIDTH]; kinds.len()];
    product::widest(
        #[inline(always)]
        || {
            for (input, features) in inputs.iter_mut().zip(&kinds) {
                fill(input, features, weights);
            }
        },
    );
    let inputs: Vec<&[i16; 4 * WIDTH]> = inputs.iter().collect();
    let sums = product::all(&inputs, &layer.matrix.steps);
    let mut vectors = vec![[0.0; WIDTH]; kinds.len()];
    product::widest(
        #[inline(always)]
        || {
            for (vector, sums) in vectors.iter_mut().zip(sums.chunks_exact(layer.matrix.rows())) {
                *vector = finish(sums, layer);
            }
        },
    );
    places
        .into_iter()
        .filter_map(|i| vectors.get(i).copied())
        .collect()
}

/// The four features' numbers side by side, each the sum of four rows of its table.
#[inline(always)]
fn fill(input: &mut [i16; 4 * WIDTH], features: &Features, weights: &Weights) {
    for (i, part) in input.as_chunks_mut::<WIDTH>().0.iter_mut().enumerate() {
        let table: &Matrix = &weights.tables[i];
        let mut sum = [0f32; WIDTH];
        for place in features::scatter(features[i], SEEDS[i]) {
            let (row, scale) = table.row(place as usize % table.rows());
            if let Some(row) = row.first_chunk::<WIDTH>() {
                for (s, w) in sum.iter_mut().zip(row) {
                    *s += scale * f32::from(*w);
                }
            }
        }
        *part = round(&sum);
    }
}

/// Numbers to whole steps.
#[inline(always)]
pub(super) fn round(vector: &Vector) -> [i16; WIDTH] {
    std::array::from_fn(|i| step(vector[i]))
}

/// Many numbers to whole steps.
pub(super) fn round_all(numbers: &[f32], steps: &mut [i16]) {
    product::widest(
        #[inline(always)]
        || {
            for (to, number) in steps.iter_mut().zip(numbers) {
                *to = step(*number);
            }
        },
    );
}

/// The nearest step. The cast saturates: a number out of range, which no text is known to reach, becomes the last step.
#[inline(always)]
pub(super) fn step(number: f32) -> i16 {
    let steps = number * STEPS;
    (steps + 0.5f32.copysign(steps)) as i16
}

/// Sums of steps to a word's numbers: of each three the largest, then the norm over the word (mean 0, deviation 1).
#[inline(always)]
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
#[inline(always)]
fn sum(vector: &Vector) -> f32 {
    let mut lanes = [0f32; 8];
    for eight in vector.as_chunks::<8>().0 {
        lanes.iter_mut().zip(eight).for_each(|(lane, x)| *lane += x);
    }
    lanes.iter().sum()
}
