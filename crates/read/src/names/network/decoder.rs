//! Numbers to entities: at each word the best action that is allowed opens, continues or closes one.

use super::encoder::{self, Vector, round_all};
use super::product;
use super::weights::{Action, HIDDEN, Label, Matrix, STEPS, WIDTH, Weights};
use crate::lanes::{self, LANES, Lanes, Work};

/// Outputs of the first layer for one slot.
const SLOT: usize = 2 * HIDDEN;
/// Actions that are scored side by side.
const BLOCK: usize = LANES;

/// Entities as first word, word after the last, and kind. No entity crosses the end of a part, and none begins at a word
/// that is too far (`near`) from any that may be a name.
pub(super) fn decode(
    vectors: &[Vector],
    ends: &[usize],
    near: &[usize],
    weights: &Weights,
) -> Vec<(usize, usize, Label)> {
    let sums = sums(vectors, weights);
    let lower = Lower::of(&sums, weights);
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
        let hidden = lanes::widest(Hidden {
            lower: &lower,
            words: [Some(word), first, before],
        });
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
    for (block, of_block) in weights.upper.iter().zip(weights.actions.chunks(BLOCK)) {
        if !of_block.iter().any(|a| allowed(*a)) {
            continue;
        }
        let scores = lanes::widest(Scores {
            actions: block,
            hidden,
        });
        for (action, score) in of_block.iter().zip(scores) {
            if score > best.0 && allowed(*action) {
                best = (score, *action);
            }
        }
    }
    best.1
}

/// Some actions' rows of the last layer, column by column, so that their sums are taken side by side.
#[derive(Debug)]
pub(super) struct Actions {
    columns: [[f32; BLOCK]; HIDDEN],
    scales: [f32; BLOCK],
    bias: [f32; BLOCK],
}

impl Actions {
    /// The rows of `matrix`, in blocks.
    pub(super) fn of(matrix: &Matrix, bias: &[f32]) -> Vec<Self> {
        let blocks = (0..matrix.rows()).step_by(BLOCK).map(|from| {
            let row = |i: usize| matrix.row(from + i);
            Self {
                columns: std::array::from_fn(|k| {
                    std::array::from_fn(|i| row(i).0.get(k).map_or(0.0, |step| f32::from(*step)))
                }),
                scales: std::array::from_fn(|i| row(i).1),
                bias: std::array::from_fn(|i| bias.get(from + i).copied().unwrap_or(0.0)),
            }
        });
        blocks.collect()
    }
}

/// The scores of a block's actions. Each sum is that of eight running sums, which keeps a machine from waiting for one
/// addition after the other.
struct Scores<'a> {
    actions: &'a Actions,
    hidden: &'a [f32; HIDDEN],
}

impl Work for Scores<'_> {
    type Told = [f32; BLOCK];

    #[inline(always)]
    fn on<L: Lanes>(self, lanes: L) -> [f32; BLOCK] {
        let mut running = [lanes.all(0.0); 8];
        let eights = self.actions.columns.as_chunks::<8>().0.iter();
        for (columns, numbers) in eights.zip(self.hidden.as_chunks::<8>().0) {
            for i in 0..8 {
                let products = lanes.multiply(lanes.load(&columns[i]), lanes.all(numbers[i]));
                running[i] = lanes.add(running[i], products);
            }
        }
        let mut sum = lanes.all(0.0);
        for one in running {
            sum = lanes.add(sum, one);
        }
        let scaled = lanes.multiply(sum, lanes.load(&self.actions.scales));
        L::told(lanes.add(scaled, lanes.load(&self.actions.bias)))
    }
}

/// What each word gives to the first layer of the automaton in each of its three places.
struct Lower<'a> {
    sums: &'a [[i32; SLOT]],
    scales: [[f32; SLOT]; 3],
    pad: [[f32; SLOT]; 3],
    bias: [f32; SLOT],
}

impl<'a> Lower<'a> {
    fn of(sums: &'a [i32], weights: &Weights) -> Self {
        let scale = |at: usize| weights.lower.scales.get(at).map_or(0.0, |s| s / STEPS);
        let pad = |at: usize| weights.pad.get(at).copied().unwrap_or(0.0);
        Self {
            sums: sums.as_chunks().0,
            scales: std::array::from_fn(|slot| std::array::from_fn(|i| scale(slot * SLOT + i))),
            pad: std::array::from_fn(|slot| std::array::from_fn(|i| pad(slot * SLOT + i))),
            bias: std::array::from_fn(|i| weights.lower_bias.get(i).copied().unwrap_or(0.0)),
        }
    }
}

/// The hidden layer for the words in the three places, of which each may be empty.
struct Hidden<'a> {
    lower: &'a Lower<'a>,
    words: [Option<usize>; 3],
}

impl Work for Hidden<'_> {
    type Told = [f32; HIDDEN];

    #[inline(always)]
    fn on<L: Lanes>(self, _: L) -> [f32; HIDDEN] {
        let lower = self.lower;
        let mut total = [0f32; SLOT];
        for (slot, word) in self.words.into_iter().enumerate() {
            match word.map(|w| lower.sums.get(w * 3 + slot)) {
                Some(Some(sums)) => {
                    for i in 0..SLOT {
                        total[i] += sums[i] as f32 * lower.scales[slot][i];
                    }
                }
                Some(None) => {}
                None => {
                    total.iter_mut().zip(&lower.pad[slot]).for_each(|(t, x)| *t += x);
                }
            }
        }
        total.iter_mut().zip(&lower.bias).for_each(|(t, x)| *t += x);
        std::array::from_fn(|i| total[2 * i].max(total[2 * i + 1]))
    }
}

/// The sums of each word in the first layer of the automaton, in each of its three places.
fn sums(vectors: &[Vector], weights: &Weights) -> Vec<i32> {
    let mut steps = vec![[0; WIDTH]; vectors.len()];
    round_all(vectors.as_flattened(), steps.as_flattened_mut());
    let inputs: Vec<&[i16; WIDTH]> = steps.iter().collect();
    let sums = product::all(&inputs, &weights.narrow.steps);
    let scales: [f32; HIDDEN] =
        std::array::from_fn(|i| weights.narrow.scales.get(i).map_or(0.0, |s| s / STEPS));
    let bias: [f32; HIDDEN] = std::array::from_fn(|i| weights.narrow_bias.get(i).copied().unwrap_or(0.0));
    let mut narrow = vec![[0; HIDDEN]; vectors.len()];
    product::widest(
        #[inline(always)]
        || {
            for (to, sums) in narrow.iter_mut().zip(sums.as_chunks::<HIDDEN>().0) {
                for i in 0..HIDDEN {
                    to[i] = encoder::step(sums[i] as f32 * scales[i] + bias[i]);
                }
            }
        },
    );
    let inputs: Vec<&[i16; HIDDEN]> = narrow.iter().collect();
    product::all(&inputs, &weights.lower.steps)
}
