//! Whole-number products of rows and words, which is where the time goes.
//!
//! Sums of whole numbers are exact in any order, so the widest instructions of the machine may be used and every
//! machine gives the same. Rows lie in blocks of sixteen with their steps in pairs, so that each lane of an instruction
//! sums a row of its own and nothing is summed across lanes.

use super::weights::Matrix;

/// Rows side by side in a block.
const BLOCK: usize = 16;
/// A pair of steps of each of a block's rows.
type Pairs = [i16; 2 * BLOCK];

/// The rows of a matrix as the instructions want them.
#[derive(Debug, Default)]
pub(super) struct Packed {
    rows: usize,
    /// Pairs of steps in a row.
    pub(super) pairs: usize,
    /// An even number of blocks, the last filled up with zeros; each holds its pairs in order.
    blocks: Vec<Pairs>,
}

impl Packed {
    pub(super) fn of(matrix: &Matrix) -> Self {
        let pairs = matrix.columns.div_ceil(2);
        let count = matrix.rows().div_ceil(2 * BLOCK) * 2;
        let mut blocks = vec![[0; 2 * BLOCK]; count * pairs];
        for row in 0..matrix.rows() {
            for (column, step) in matrix.row(row).0.iter().enumerate() {
                blocks[row / BLOCK * pairs + column / 2][row % BLOCK * 2 + column % 2] = *step;
            }
        }
        Self {
            rows: matrix.rows(),
            pairs,
            blocks,
        }
    }
}

/// For every input (of `K` steps, an even number) the product with every row, row by row for each input.
pub(super) fn all<const K: usize>(inputs: &[&[i16; K]], weights: &Packed) -> Vec<i32> {
    let mut out = vec![0i32; inputs.len() * weights.rows];
    if weights.pairs * 2 != K {
        return out;
    }
    #[cfg(target_arch = "x86_64")]
    {
        if let Some(simd) = pulp::x86::V4::try_new() {
            simd.vectorize(Products::<_, K, 6, 2>(simd, inputs, weights, &mut out));
            return out;
        }
        if let Some(simd) = pulp::x86::V3::try_new() {
            simd.vectorize(Products::<_, K, 4, 1>(simd, inputs, weights, &mut out));
            return out;
        }
    }
    Products::<_, K, 4, 1>(Plain, inputs, weights, &mut out).run();
    out
}

/// Does plain work that was compiled for the widest instructions of the machine too. It and what it calls must be marked
/// as always inlined.
///
/// Every machine gives the same bits: a compiler may do several numbers at once, but never reorders a sum of fractions.
pub(super) fn widest<T>(work: impl FnMut() -> T) -> T {
    let work = Work(work);
    #[cfg(target_arch = "x86_64")]
    {
        if let Some(simd) = pulp::x86::V4::try_new() {
            return simd.vectorize(work);
        }
        if let Some(simd) = pulp::x86::V3::try_new() {
            return simd.vectorize(work);
        }
    }
    pulp::NullaryFnOnce::call(work)
}

/// A closure that is called in place: the way by which closures are called once is compiled apart from its caller.
struct Work<F>(F);

impl<T, F: FnMut() -> T> pulp::NullaryFnOnce for Work<F> {
    type Output = T;

    #[inline(always)]
    fn call(mut self) -> T {
        (self.0)()
    }
}

/// Instructions that sum sixteen rows at a time.
trait Lanes: Copy {
    type Sums: Copy;
    fn zero(self) -> Self::Sums;
    /// Adds the products of an input's pair of steps with the pairs of the rows.
    fn add(self, sums: Self::Sums, pair: [i16; 2], rows: &Pairs) -> Self::Sums;
    fn told(sums: Self::Sums) -> [i32; BLOCK];
}

/// Without such instructions.
#[derive(Clone, Copy)]
struct Plain;

impl Lanes for Plain {
    type Sums = [i32; BLOCK];

    fn zero(self) -> Self::Sums {
        [0; BLOCK]
    }

    #[inline(always)]
    fn add(self, sums: Self::Sums, pair: [i16; 2], rows: &Pairs) -> Self::Sums {
        let product = |i: usize, j: usize| i32::from(pair[j]) * i32::from(rows[2 * i + j]);
        std::array::from_fn(|i| sums[i] + product(i, 0) + product(i, 1))
    }

    fn told(sums: Self::Sums) -> [i32; BLOCK] {
        sums
    }
}

#[cfg(target_arch = "x86_64")]
mod wide {
    use super::{BLOCK, Lanes, Pairs, Products};
    use pulp::x86::{V3, V4};
    use std::arch::x86_64::{__m256i, __m512i};

    impl Lanes for V3 {
        type Sums = [__m256i; 2];

        #[inline(always)]
        fn zero(self) -> Self::Sums {
            [self.avx._mm256_setzero_si256(); 2]
        }

        #[inline(always)]
        fn add(self, sums: Self::Sums, pair: [i16; 2], rows: &Pairs) -> Self::Sums {
            let pair = self.avx._mm256_set1_epi32(pulp::cast(pair));
            let rows: [__m256i; 2] = pulp::cast(*rows);
            std::array::from_fn(|i| {
                let products = self.avx2._mm256_madd_epi16(pair, rows[i]);
                self.avx2._mm256_add_epi32(sums[i], products)
            })
        }

        #[inline(always)]
        fn told(sums: Self::Sums) -> [i32; BLOCK] {
            pulp::cast(sums)
        }
    }

    impl Lanes for V4 {
        type Sums = __m512i;

        #[inline(always)]
        fn zero(self) -> Self::Sums {
            self.avx512f._mm512_setzero_si512()
        }

        #[inline(always)]
        fn add(self, sums: Self::Sums, pair: [i16; 2], rows: &Pairs) -> Self::Sums {
            let pair = self.avx512f._mm512_set1_epi32(pulp::cast(pair));
            let products = self.avx512bw._mm512_madd_epi16(pair, pulp::cast(*rows));
            self.avx512f._mm512_add_epi32(sums, products)
        }

        #[inline(always)]
        fn told(sums: Self::Sums) -> [i32; BLOCK] {
            pulp::cast(sums)
        }
    }

    impl<L: Lanes, const K: usize, const I: usize, const B: usize> pulp::NullaryFnOnce
        for Products<'_, L, K, I, B>
    {
        type Output = ();

        #[inline(always)]
        fn call(self) {
            self.run();
        }
    }
}

/// The work, `I` inputs and `B` blocks (which divides two) at a time.
struct Products<'a, L, const K: usize, const I: usize, const B: usize>(
    L,
    &'a [&'a [i16; K]],
    &'a Packed,
    &'a mut [i32],
);

impl<L: Lanes, const K: usize, const I: usize, const B: usize> Products<'_, L, K, I, B> {
    /// Some blocks stay near while all inputs pass by them.
    #[inline(always)]
    fn run(self) {
        let Self(simd, inputs, weights, out) = self;
        let (rows, pairs) = (weights.rows, weights.pairs);
        let none = [0; K];
        for (number, blocks) in weights.blocks.chunks_exact((B * pairs).max(1)).enumerate() {
            let first = number * B * BLOCK;
            for (tile, out) in inputs.chunks(I).zip(out.chunks_mut((I * rows).max(1))) {
                let own: [&[[i16; 2]]; I] =
                    std::array::from_fn(|i| tile.get(i).copied().unwrap_or(&none).as_chunks::<2>().0);
                let mut sums = [[simd.zero(); B]; I];
                for pair in 0..pairs {
                    for b in 0..B {
                        let steps = &blocks[b * pairs + pair];
                        for i in 0..I {
                            sums[i][b] = simd.add(sums[i][b], own[i][pair], steps);
                        }
                    }
                }
                for (sums, out) in sums.iter().zip(out.chunks_exact_mut(rows.max(1))) {
                    for (b, sums) in sums.iter().enumerate() {
                        let from = (first + b * BLOCK).min(rows);
                        let to = (from + BLOCK).min(rows);
                        out[from..to].copy_from_slice(&L::told(*sums)[..to - from]);
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
    fn products_are_those_of_the_school_book_whatever_the_count_and_the_instructions() {
        // More rows than a block has, and inputs that fill no tile; the largest steps there are.
        let rows = 37;
        let steps: Vec<i16> = (0..rows * 4).map(|i| (i as i16 * 37 + 11) % 128 - 64).collect();
        let matrix = Matrix {
            columns: 4,
            scales: vec![1.0; rows],
            steps: steps.clone(),
        };
        let packed = Packed::of(&matrix);
        let inputs: Vec<[i16; 4]> = (0..7).map(|i| [i * 5, i16::MAX, -i, i16::MIN]).collect();
        let inputs: Vec<&[i16; 4]> = inputs.iter().collect();
        let expected: Vec<i32> = inputs
            .iter()
            .flat_map(|input| {
                steps.chunks(4).map(|row| {
                    let products = input.iter().zip(row).map(|(a, b)| i32::from(*a) * i32::from(*b));
                    products.sum()
                })
            })
            .collect();
        assert_eq!(all(&inputs, &packed), expected);
        let mut plain = vec![0; expected.len()];
        Products::<_, 4, 4, 1>(Plain, &inputs, &packed, &mut plain).run();
        assert_eq!(plain, expected);
    }

    #[test]
    fn no_input_gives_no_product() {
        assert!(all::<4>(&[], &Packed::default()).is_empty());
    }
}
