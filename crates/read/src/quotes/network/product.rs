//! Products of positions and matrices, which is where the time goes.
//!
//! Each number is a sum taken in one order, step by step, and a product is rounded before it is added: the widest
//! instructions of the machine may be used and every machine gives the same bits. The loops are plain; `pulp` has them
//! compiled for several instruction sets and takes the best at run time.

/// Columns that are worked on together.
const BLOCK: usize = 16;
/// Positions that are.
const GROUP: usize = 4;

/// A matrix of `K` rows, its columns in blocks.
#[derive(Debug)]
pub(super) struct Matrix<const K: usize> {
    blocks: Vec<[[f32; BLOCK]; K]>,
}

impl<const K: usize> Matrix<K> {
    /// Of `rows`; `N` is a multiple of sixteen.
    pub(super) fn new<const N: usize>(rows: &[[f32; N]]) -> Self {
        let blocks = (0..N / BLOCK)
            .map(|b| {
                let mut block = [[0.0; BLOCK]; K];
                for (to, row) in block.iter_mut().zip(rows) {
                    if let Some(part) = row.as_chunks::<BLOCK>().0.get(b) {
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
        let job = Job {
            matrix: self,
            positions,
            ahead,
            to,
        };
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(simd) = pulp::x86::V4::try_new() {
                simd.vectorize(job);
                return;
            }
            if let Some(simd) = pulp::x86::V3::try_new() {
                simd.vectorize(job);
                return;
            }
        }
        pulp::NullaryFnOnce::call(job);
    }
}

struct Job<'a, const K: usize, const N: usize> {
    matrix: &'a Matrix<K>,
    positions: &'a [[f32; K]],
    ahead: isize,
    to: &'a mut [[f32; N]],
}

impl<const K: usize, const N: usize> pulp::NullaryFnOnce for Job<'_, K, N> {
    type Output = ();

    #[inline(always)]
    #[allow(
        clippy::needless_range_loop,
        reason = "arrays of one length, walked in step, stay in registers"
    )]
    fn call(self) {
        let nothing = [0.0; K];
        let at = |i: usize| {
            i.checked_add_signed(self.ahead)
                .and_then(|i| self.positions.get(i))
                .unwrap_or(&nothing)
        };
        let (groups, rest) = self.to.as_chunks_mut::<GROUP>();
        let done = groups.len() * GROUP;
        for (g, group) in groups.iter_mut().enumerate() {
            let from = [0, 1, 2, 3].map(|i| at(g * GROUP + i));
            for (b, block) in self.matrix.blocks.iter().enumerate() {
                let mut sums = [[0.0; BLOCK]; GROUP];
                for (sum, to) in sums.iter_mut().zip(group.iter()) {
                    sum.copy_from_slice(&to[b * BLOCK..(b + 1) * BLOCK]);
                }
                for (k, row) in block.iter().enumerate() {
                    for i in 0..GROUP {
                        let x = from[i][k];
                        for c in 0..BLOCK {
                            sums[i][c] += x * row[c];
                        }
                    }
                }
                for (sum, to) in sums.iter().zip(group.iter_mut()) {
                    to[b * BLOCK..(b + 1) * BLOCK].copy_from_slice(sum);
                }
            }
        }
        for (i, to) in rest.iter_mut().enumerate() {
            let from = at(done + i);
            for (b, block) in self.matrix.blocks.iter().enumerate() {
                for (x, row) in from.iter().zip(block) {
                    for (to, w) in to[b * BLOCK..(b + 1) * BLOCK].iter_mut().zip(row) {
                        *to += x * w;
                    }
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
