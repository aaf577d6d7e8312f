//! The network's weights, as `assets/quotes.py` wrote them.
//!
//! Matrices one after another, each row as a scale (f32, little end first) and its numbers (i8). A weight is the product
//! of the two, computed once; the file's length is checked by a test, and a file cut short reads as noughts.

use super::features::ROWS;
use super::product::Matrix;
use std::sync::LazyLock;

/// Numbers that describe a position.
pub(super) const WIDTH: usize = 64;
/// Numbers inside a layer.
pub(super) const INNER: usize = 64;
/// Numbers by which a cue and a position are compared.
pub(super) const PAIR: usize = 64;
/// Numbers inside the part that tells cues.
pub(super) const CUE: usize = 32;
/// How far each layer looks to both sides, in positions.
pub(super) const REACH: [isize; 4] = [1, 2, 4, 8];
/// Classes of distance from the cue.
pub(super) const DISTANCES: usize = 32;

static BYTES: &[u8] = include_bytes!("../../../assets/quotes.network");

/// The weights.
#[derive(Debug)]
pub(super) struct Weights {
    /// One row a feature.
    pub(super) table: Vec<[f32; WIDTH]>,
    pub(super) bias: [f32; WIDTH],
    pub(super) layers: Vec<Layer>,
    pub(super) cue: Cue,
    pub(super) pointer: Pointer,
}

/// One step of the encoder: three positions in, their sum with the middle one out.
#[derive(Debug)]
pub(super) struct Layer {
    /// For the position behind, the middle one and the one ahead.
    pub(super) spread: [Matrix<WIDTH>; 3],
    pub(super) spread_bias: [f32; INNER],
    pub(super) fold: Matrix<INNER>,
    pub(super) fold_bias: [f32; WIDTH],
}

/// What tells whether a position is outside, at the beginning of or inside a cue.
#[derive(Debug)]
pub(super) struct Cue {
    pub(super) inner: Matrix<WIDTH>,
    pub(super) inner_bias: [f32; CUE],
    pub(super) outer: Vec<[f32; 3]>,
    pub(super) outer_bias: [f32; 3],
}

/// What tells, for a cue, where its content and its source begin and end.
#[derive(Debug)]
pub(super) struct Pointer {
    pub(super) position: Matrix<WIDTH>,
    pub(super) first: Vec<[f32; PAIR]>,
    pub(super) last: Vec<[f32; PAIR]>,
    pub(super) bias: [f32; PAIR],
    pub(super) distance: Vec<[f32; PAIR]>,
    pub(super) sentence: Vec<[f32; PAIR]>,
    pub(super) rules: Vec<[f32; PAIR]>,
    pub(super) between: Vec<[f32; PAIR]>,
    /// Content from, content until, source from, source until.
    pub(super) ends: Vec<[f32; 4]>,
    /// Of a source that is not told.
    pub(super) none: Vec<[f32; 2]>,
    pub(super) none_bias: [f32; 2],
}

/// The weights, read once.
pub(super) static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut file = File { rest: BYTES };
    Weights {
        table: file.rows(ROWS as usize),
        bias: file.row(),
        layers: REACH
            .iter()
            .map(|_| Layer {
                spread: [(); 3].map(|()| Matrix::new::<INNER>(&file.rows(WIDTH))),
                spread_bias: file.row(),
                fold: Matrix::new::<WIDTH>(&file.rows(INNER)),
                fold_bias: file.row(),
            })
            .collect(),
        cue: Cue {
            inner: Matrix::new::<CUE>(&file.rows(WIDTH)),
            inner_bias: file.row(),
            outer: file.rows(CUE),
            outer_bias: file.row(),
        },
        pointer: Pointer {
            position: Matrix::new::<PAIR>(&file.rows(WIDTH)),
            first: file.rows(WIDTH),
            last: file.rows(WIDTH),
            bias: file.row(),
            distance: file.rows(DISTANCES),
            sentence: file.rows(5),
            rules: file.rows(6),
            between: file.rows(12),
            ends: file.rows(PAIR),
            none: file.rows(PAIR),
            none_bias: file.row(),
        },
    }
});

struct File {
    rest: &'static [u8],
}

impl File {
    fn row<const N: usize>(&mut self) -> [f32; N] {
        let mut row = [0.0; N];
        if let Some((scale, rest)) = self.rest.split_first_chunk::<4>()
            && let Some((numbers, rest)) = rest.split_at_checked(N)
        {
            let scale = f32::from_le_bytes(*scale);
            for (to, &from) in row.iter_mut().zip(numbers) {
                *to = scale * f32::from(from.cast_signed());
            }
            self.rest = rest;
        }
        row
    }

    fn rows<const N: usize>(&mut self, count: usize) -> Vec<[f32; N]> {
        (0..count).map(|_| self.row()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_holds_what_the_network_needs_and_no_more() {
        let row = |n: usize| n + 4;
        let layer = (3 * WIDTH + 1) * row(INNER) + (INNER + 1) * row(WIDTH);
        let cue = (WIDTH + 1) * row(CUE) + (CUE + 1) * row(3);
        let pairs = 3 * WIDTH + 1 + DISTANCES + 5 + 6 + 12;
        let pointer = pairs * row(PAIR) + PAIR * row(4) + PAIR * row(2) + row(2);
        let whole = (ROWS as usize + 1) * row(WIDTH) + REACH.len() * layer + cue + pointer;
        assert_eq!(BYTES.len(), whole);
    }
}
