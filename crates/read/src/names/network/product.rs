//! Whole-number products of rows and words, which is where the time goes.
//!
//! Sums of whole numbers are exact in any order, so the widest instructions of the machine may be used and every
//! machine gives the same. The loops are plain; `pulp` has them compiled for several instruction sets and takes the best
//! at run time.

use super::weights::Matrix;

/// For every input (of `K` steps) the product with every row of `matrix`, row by row for each input.
pub(super) fn all<const K: usize>(inputs: &[[i16; K]], matrix: &Matrix) -> Vec<i32> {
    let (weights, _) = matrix.steps.as_chunks::<K>();
    let mut out = vec![0i32; inputs.len() * weights.len()];
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = pulp::x86::V3::try_new() {
        simd.vectorize(wide::Products {
            simd,
            inputs,
            weights,
            out: &mut out,
        });
        return out;
    }
    plain(inputs, weights, &mut out);
    out
}

fn plain<const K: usize>(inputs: &[[i16; K]], weights: &[[i16; K]], out: &mut [i32]) {
    for (input, block) in inputs.iter().zip(out.chunks_exact_mut(weights.len().max(1))) {
        for (weight, sum) in weights.iter().zip(block) {
            *sum = product(input, weight);
        }
    }
}

#[inline(always)]
fn product(input: &[i16], weight: &[i16]) -> i32 {
    input
        .iter()
        .zip(weight)
        .map(|(a, b)| i32::from(*a) * i32::from(*b))
        .sum()
}

/// The same with 256-bit instructions, sixteen steps at a time.
#[cfg(target_arch = "x86_64")]
mod wide {
    use super::product;
    use pulp::x86::V3;
    use std::arch::x86_64::__m256i;

    pub(super) struct Products<'a, const K: usize> {
        pub(super) simd: V3,
        pub(super) inputs: &'a [[i16; K]],
        pub(super) weights: &'a [[i16; K]],
        pub(super) out: &'a mut [i32],
    }

    impl<const K: usize> pulp::NullaryFnOnce for Products<'_, K> {
        type Output = ();

        /// Four inputs and two rows at a time share their loads.
        #[inline(always)]
        fn call(self) {
            let Self {
                simd,
                inputs,
                weights,
                out,
            } = self;
            let rows = weights.len();
            let (fours, rest) = inputs.as_chunks::<4>();
            let (pairs, odd) = weights.as_chunks::<2>();
            let (done, left) = out.split_at_mut(fours.len() * 4 * rows);
            for (four, block) in fours.iter().zip(done.chunks_exact_mut((4 * rows).max(1))) {
                for (p, pair) in pairs.iter().enumerate() {
                    for (i, sums) in products(simd, four, pair).into_iter().enumerate() {
                        block[i * rows + 2 * p..][..2].copy_from_slice(&sums);
                    }
                }
                for weight in odd {
                    for (i, input) in four.iter().enumerate() {
                        block[(i + 1) * rows - 1] = product(input, weight);
                    }
                }
            }
            for (input, block) in rest.iter().zip(left.chunks_exact_mut(rows.max(1))) {
                for (weight, sum) in weights.iter().zip(block) {
                    *sum = product(input, weight);
                }
            }
        }
    }

    #[inline(always)]
    fn products<const K: usize>(simd: V3, inputs: &[[i16; K]; 4], weights: &[[i16; K]; 2]) -> [[i32; 2]; 4] {
        let mut sums = [[simd.avx._mm256_setzero_si256(); 2]; 4];
        let (head_a, tail_a) = weights[0].as_chunks::<16>();
        let (head_b, tail_b) = weights[1].as_chunks::<16>();
        for (at, (a, b)) in head_a.iter().zip(head_b).enumerate() {
            let (a, b): (__m256i, __m256i) = (pulp::cast(*a), pulp::cast(*b));
            for (input, sums) in inputs.iter().zip(&mut sums) {
                let input: __m256i = pulp::cast(input.as_chunks::<16>().0[at]);
                sums[0] = simd
                    .avx2
                    ._mm256_add_epi32(sums[0], simd.avx2._mm256_madd_epi16(input, a));
                sums[1] = simd
                    .avx2
                    ._mm256_add_epi32(sums[1], simd.avx2._mm256_madd_epi16(input, b));
            }
        }
        std::array::from_fn(|i| {
            let rest = inputs[i].as_chunks::<16>().1;
            let tails = [product(rest, tail_a), product(rest, tail_b)];
            std::array::from_fn(|j| {
                let lanes: [i32; 8] = pulp::cast(sums[i][j]);
                lanes.iter().sum::<i32>() + tails[j]
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_school_book_whatever_the_count() {
        let matrix = Matrix {
            columns: 3,
            scales: vec![1.0; 2],
            steps: vec![1, 2, 3, -4, 5, -6],
        };
        let inputs: Vec<[i16; 3]> = (0..7).map(|i| [i, 2 * i, -1]).collect();
        let expected: Vec<i32> = (0..7)
            .flat_map(|i| [i + 4 * i - 3, -4 * i + 10 * i + 6])
            .collect();
        assert_eq!(all(&inputs, &matrix), expected);
    }
}
