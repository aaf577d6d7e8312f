//! The weights of a report's words beside the words themselves, which its view holds.

use super::super::view::Tally;
use super::super::words::Term;

/// Weights in the order of a tally, of length one together.
#[derive(Debug, Default)]
pub(super) struct Row {
    weights: Vec<f32>,
    /// What they were divided by.
    length: f32,
}

impl Row {
    /// The row of a tally; `idf` weighs a term.
    pub(super) fn new(tally: &Tally, idf: impl Fn(Term) -> f32) -> Self {
        let mut weights: Vec<f32> = tally.iter().map(|(term, n)| often(*n) * idf(*term)).collect();
        let length = weights.iter().map(|w| w * w).sum::<f32>().sqrt();
        if length > 0.0 {
            weights.iter_mut().for_each(|w| *w /= length);
        }
        Self { weights, length }
    }

    /// The terms of `tally`, whose row this is, that weigh anything.
    pub(super) fn cells<'a>(&'a self, tally: &'a Tally) -> impl Iterator<Item = (Term, f32)> + 'a {
        let cells = tally.iter().zip(&self.weights).map(|(cell, w)| (cell.0, *w));
        cells.filter(|cell| cell.1 > 0.0)
    }

    /// The weight of a term by itself, which stands in the row as `cell` and in the report so many times.
    pub(super) fn weight(&self, cell: f32, times: u16) -> f32 {
        cell * self.length / often(times)
    }
}

/// How much a word that stands in a report so many times counts.
fn often(times: u16) -> f32 {
    1.0 + f32::from(times).ln()
}

/// A tally with its row.
type Weighed<'a> = (&'a Tally, &'a Row);

/// Calls `each` with the two weights of every term of both, and how often it stands in the first, in order of terms.
pub(super) fn shared(a: Weighed<'_>, b: Weighed<'_>, mut each: impl FnMut(f32, f32, u16)) {
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.0.get(i), b.0.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                each(a.1.weights[i], b.1.weights[j], x.1);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
}

/// The cosine of two rows.
pub(super) fn cosine(a: Weighed<'_>, b: Weighed<'_>) -> f64 {
    let mut sum = 0.0;
    shared(a, b, |x, y, _| sum += f64::from(x) * f64::from(y));
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_of_length_one_and_gives_its_weights_back() {
        let tally: Tally = vec![(1, 3), (7, 1)];
        let row = Row::new(&tally, |term| if term == 1 { 2.0 } else { 0.5 });
        assert!((cosine((&tally, &row), (&tally, &row)) - 1.0).abs() < 1e-6);
        let cells: Vec<(Term, f32)> = row.cells(&tally).collect();
        assert!((row.weight(cells[0].1, 3) - 2.0).abs() < 1e-5);
        let stranger: Tally = vec![(2, 1)];
        let other = Row::new(&stranger, |_| 1.0);
        assert_eq!(cosine((&tally, &row), (&stranger, &other)), 0.0);
    }
}
