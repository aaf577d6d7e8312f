//! Products of positions and matrices, which is where the time goes.
//!
//! Each number is a sum taken in one order, step by step, and a product is rounded before it is added: the widest
//! instructions of the machine may be used and every machine gives the same bits.

use crate::lanes::{self, LANES, Lanes, Work};

/// Positions that are worked on together.
const GROUP: usize = 8;

/// A matrix of `K` rows, its columns in blocks.
#[derive(Debug)]
pub(super) struct Matrix<const K: usize> {
    blocks: Vec<[[f32; LANES]; K]>,
}

impl<const K: usize> Matrix<K> {
    /// Of `rows`; `N` is a multiple of sixteen.
    pub(super) fn new<const N: usize>(rows: &[[f32; N]]) -> Self {
        let blocks = (0..N / LANES)
            .map(|b| {
                let mut block = [[0.0; LANES]; K];
                for (to, row) in block.iter_mut().zip(rows) {
                    if let Some(part) = row.as_chunks::<LANES>().0.get(b) {
                        *to = *part;
                    }
                }
                block
            })
            .collect();
        Self { blocks }
    }

    /// Adds to each of `to` the product of the position `ahead` of it (negative: behind) and the matrix; a position
    /// outside counts as nothing.
    pub(super) fn add<const N: usize>(&self, positions: &[[f32; K]], ahead: isize, to: &mut [[f32; N]]) {
        lanes::widest(Job {
            matrix: self,
            positions,
            ahead,
            to,
        });
    }
}

struct Job<'a, const K: usize, const N: usize> {
    matrix: &'a Matrix<K>,
    positions: &'a [[f32; K]],
    ahead: isize,
    to: &'a mut [[f32; N]],
}

impl<const K: usize, const N: usize> Work for Job<'_, K, N> {
    type Told = ();

    #[inline(always)]
    fn on<L: Lanes>(mut self, lanes: L) {
        let mut at = 0;
        while at + GROUP <= self.to.len() {
            self.group::<L, GROUP>(lanes, at);
            at += GROUP;
        }
        while at < self.to.len() {
            self.group::<L, 1>(lanes, at);
            at += 1;
        }
    }
}

impl<const K: usize, const N: usize> Job<'_, K, N> {
    /// `G` positions from `start` on: each row passes by all of them.
    #[inline(always)]
    fn group<L: Lanes, const G: usize>(&mut self, lanes: L, start: usize) {
        let nothing = [0.0; K];
        let from: [&[f32; K]; G] = std::array::from_fn(|i| {
            let at = (start + i).checked_add_signed(self.ahead);
            at.and_then(|i| self.positions.get(i)).unwrap_or(&nothing)
        });
        for (b, block) in self.matrix.blocks.iter().enumerate() {
            let mut sums: [L::Many; G] = std::array::from_fn(|i| {
                let to = self.to.get(start + i).and_then(|to| to.as_chunks().0.get(b));
                lanes.load(to.unwrap_or(&[0.0; LANES]))
            });
            for (k, row) in block.iter().enumerate() {
                let row = lanes.load(row);
                for i in 0..G {
                    sums[i] = lanes.add(sums[i], lanes.multiply(lanes.all(from[i][k]), row));
                }
            }
            for (i, sum) in sums.into_iter().enumerate() {
                if let Some(to) = self
                    .to
                    .get_mut(start + i)
                    .and_then(|to| to.as_chunks_mut().0.get_mut(b))
                {
                    *to = L::told(sum);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_book_at_every_place() {
        let rows: Vec<[f32; 32]> = (0..3u8)
            .map(|k| std::array::from_fn(|c| f32::from(k) + 0.25 * f32::from(u8::try_from(c).unwrap())))
            .collect();
        let positions: Vec<[f32; 3]> = (0..7u8).map(|i| [f32::from(i), 1.0, -0.5]).collect();
        for ahead in [-2isize, 0, 3] {
            let mut sums = vec![[1.0f32; 32]; 7];
            Matrix::<3>::new(&rows).add(&positions, ahead, &mut sums);
            for (i, sum) in sums.iter().enumerate() {
                let from = i.checked_add_signed(ahead).and_then(|i| positions.get(i));
                for (c, &sum) in sum.iter().enumerate() {
                    let product: f32 = from.map_or(0.0, |x| x.iter().zip(&rows).map(|(x, r)| x * r[c]).sum());
                    assert!((sum - 1.0 - product).abs() < 1e-4);
                }
            }
        }
    }
}
