//! The network's weights as they lie in `assets/names.network`; `cargo xtask names-network` makes the file.

use super::decoder::Actions;
use super::product::Packed;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static FILE: &[u8] = include_bytes!("../../../assets/names.network");
static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| read(FILE).expect("the asset is whole: a test reads it"));

/// Numbers that stand for one word.
pub(super) const WIDTH: usize = 96;
/// Numbers of the hidden layer of the decoder, twice, of which the larger counts.
pub(super) const HIDDEN: usize = 64;
/// Steps of an input for one: inputs reach some ±10, and ±16 fits the steps.
pub(super) const STEPS: f32 = 2048.0;

/// A kind of entity in the network's own words (OntoNotes 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Label {
    Person,
    Norp,
    Fac,
    Org,
    Gpe,
    Loc,
    Product,
    Event,
    WorkOfArt,
    Law,
    Language,
    /// Dates, sums and counts, which other parts of this crate find.
    Number,
}

/// One step of the decoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    Begin(u8),
    In(u8),
    Last(u8),
    Unit(u8),
    Out,
    /// The unit without a label, which the network never takes.
    Never,
}

/// Rows of whole numbers, each with the factor that makes them weights (of a layer: that makes products of steps
/// numbers).
#[derive(Debug, Default)]
pub(super) struct Matrix {
    pub(super) columns: usize,
    pub(super) scales: Vec<f32>,
    pub(super) steps: Vec<i16>,
}

impl Matrix {
    /// The steps of a row and their factor.
    pub(super) fn row(&self, i: usize) -> (&[i16], f32) {
        let steps = self.steps.get(i * self.columns..(i + 1) * self.columns);
        (steps.unwrap_or(&[]), self.scales.get(i).copied().unwrap_or(0.0))
    }

    pub(super) fn rows(&self) -> usize {
        self.scales.len()
    }
}

/// Rows of whole numbers that inputs are multiplied with, and the factor of each.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) scales: Vec<f32>,
    pub(super) steps: Packed,
}

impl Form {
    fn of(matrix: Matrix) -> Self {
        Self {
            steps: Packed::of(&matrix),
            scales: matrix.scales,
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.scales.len()
    }
}

/// A layer: the largest of three linear forms for each output, then its norm.
#[derive(Debug, Default)]
pub(super) struct Layer {
    pub(super) matrix: Form,
    pub(super) bias: Vec<f32>,
    pub(super) gain: Vec<f32>,
    pub(super) shift: Vec<f32>,
}

#[derive(Debug, Default)]
pub(super) struct Weights {
    /// Of the norm, the first letter, the last three letters and the shape.
    pub(super) tables: [Matrix; 4],
    /// The first mixes the four features, each other one a word with its neighbours.
    pub(super) layers: [Layer; 5],
    pub(super) narrow: Form,
    pub(super) narrow_bias: Vec<f32>,
    pub(super) lower: Form,
    pub(super) lower_bias: Vec<f32>,
    pub(super) pad: Vec<f32>,
    pub(super) upper: Vec<Actions>,
    pub(super) actions: Vec<Action>,
    pub(super) labels: Vec<Label>,
    /// Strings whose id is no hash.
    pub(super) symbols: FxHashMap<&'static str, u64>,
    /// How a word is written otherwise, by the word's hash.
    pub(super) norms: FxHashMap<u64, &'static str>,
    /// Chunks that are cut in a way of their own: each part's length, and its norm where it has one.
    pub(super) exceptions: FxHashMap<&'static str, Vec<(usize, &'static str)>>,
}

/// The weights, read at the first call.
pub(super) fn get() -> &'static Weights {
    &WEIGHTS
}

/// What is left of the file.
struct Rest(&'static [u8]);

impl Rest {
    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn count(&mut self) -> Option<usize> {
        let bytes = self.take(4)?.try_into().ok()?;
        Some(u32::from_le_bytes(bytes) as usize)
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        let bytes = self.take(count.checked_mul(4)?)?.chunks_exact(4);
        Some(
            bytes
                .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
                .collect(),
        )
    }

    fn matrix(&mut self) -> Option<Matrix> {
        let (rows, columns) = (self.count()?, self.count()?);
        let scales = self.floats(rows)?;
        let steps = self.take(rows.checked_mul(columns)?)?;
        let steps = steps.iter().map(|b| i16::from(b.cast_signed())).collect();
        Some(Matrix {
            columns,
            scales,
            steps,
        })
    }

    fn vector(&mut self) -> Option<Vec<f32>> {
        let count = self.count()?;
        self.floats(count)
    }

    fn strings(&mut self) -> Option<Vec<&'static str>> {
        let count = self.count()?;
        let mut all = Vec::new();
        for _ in 0..count {
            let length = u16::from_le_bytes(self.take(2)?.try_into().ok()?);
            all.push(std::str::from_utf8(self.take(usize::from(length))?).ok()?);
        }
        Some(all)
    }
}

fn read(file: &'static [u8]) -> Option<Weights> {
    let mut rest = Rest(file.strip_prefix(b"names.network 1\n")?);
    let mut weights = Weights::default();
    for table in &mut weights.tables {
        *table = rest.matrix()?;
    }
    for layer in &mut weights.layers {
        layer.matrix = Form::of(rest.matrix()?);
        layer.matrix.scales.iter_mut().for_each(|scale| *scale /= STEPS);
        layer.bias = rest.vector()?;
        layer.gain = rest.vector()?;
        layer.shift = rest.vector()?;
    }
    (weights.narrow, weights.narrow_bias) = (Form::of(rest.matrix()?), rest.vector()?);
    (weights.lower, weights.lower_bias) = (Form::of(rest.matrix()?), rest.vector()?);
    weights.pad = rest.vector()?;
    weights.upper = Actions::of(&rest.matrix()?, &rest.vector()?);
    for name in rest.strings()? {
        let (sign, name) = name.split_once('-')?;
        let at = u8::try_from(weights.labels.len()).ok()?;
        let known = |labels: &[&str]| {
            labels
                .iter()
                .position(|l| *l == name)
                .and_then(|i| u8::try_from(i).ok())
        };
        let action = match sign {
            "B" => {
                weights.labels.push(label(name));
                Action::Begin(at)
            }
            "O" => Action::Out,
            _ if name.is_empty() => Action::Never,
            // All signs list the labels in the order of the first.
            "I" => Action::In(known(NAMES)?),
            "L" => Action::Last(known(NAMES)?),
            _ => Action::Unit(known(NAMES)?),
        };
        weights.actions.push(action);
    }
    weights.symbols = rest
        .strings()?
        .chunks_exact(2)
        .filter_map(|p| Some((p[0], p[1].parse().ok()?)))
        .collect();
    let base: Vec<&'static str> = rest.strings()?;
    let keys = rest.count()?;
    let keys: Vec<u64> = rest
        .take(keys.checked_mul(8)?)?
        .chunks_exact(8)
        .filter_map(|b| Some(u64::from_le_bytes(b.try_into().ok()?)))
        .collect();
    weights.norms = keys.into_iter().zip(rest.strings()?).collect();
    // What holds for every language goes before what holds for English.
    for pair in base.chunks_exact(2) {
        weights.norms.insert(super::features::hash(pair[0]), pair[1]);
    }
    for entry in rest.strings()? {
        let mut parts = entry.split('\u{1}');
        let chunk = parts.next()?;
        let parts = parts
            .filter_map(|p| p.split_once('\t'))
            .map(|(word, norm)| (word.len(), norm))
            .collect();
        weights.exceptions.insert(chunk, parts);
    }
    rest.0.is_empty().then_some(weights)
}

/// The order of the labels in the file, which all signs share.
const NAMES: &[&str] = &[
    "ORG",
    "DATE",
    "PERSON",
    "GPE",
    "MONEY",
    "CARDINAL",
    "NORP",
    "PERCENT",
    "WORK_OF_ART",
    "LOC",
    "TIME",
    "QUANTITY",
    "FAC",
    "EVENT",
    "ORDINAL",
    "PRODUCT",
    "LAW",
    "LANGUAGE",
];

fn label(name: &str) -> Label {
    match name {
        "PERSON" => Label::Person,
        "NORP" => Label::Norp,
        "FAC" => Label::Fac,
        "ORG" => Label::Org,
        "GPE" => Label::Gpe,
        "LOC" => Label::Loc,
        "PRODUCT" => Label::Product,
        "EVENT" => Label::Event,
        "WORK_OF_ART" => Label::WorkOfArt,
        "LAW" => Label::Law,
        "LANGUAGE" => Label::Language,
        _ => Label::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_asset_is_whole_and_of_the_shape_that_the_recipe_has() {
        let weights = read(FILE).unwrap();
        assert_eq!(
            weights.tables.each_ref().map(Matrix::rows),
            [5000, 1000, 2500, 2500]
        );
        assert_eq!(
            weights
                .layers
                .each_ref()
                .map(|l| (l.matrix.rows(), 2 * l.matrix.steps.pairs)),
            [(288, 384), (288, 288), (288, 288), (288, 288), (288, 288)]
        );
        assert_eq!(
            (weights.lower.rows(), weights.upper.len(), weights.actions.len()),
            (384, 5, 74)
        );
        assert_eq!(weights.labels.len(), 18);
        assert_eq!(weights.exceptions.len(), 1347);
        assert_eq!(weights.actions[0], Action::Begin(0));
        assert_eq!(weights.actions[18], Action::In(0));
        assert_eq!(weights.actions[54], Action::Unit(0));
        assert_eq!(weights.actions[72..], [Action::Never, Action::Out]);
        assert!(NAMES.iter().map(|n| label(n)).eq(weights.labels.iter().copied()));
    }
}
