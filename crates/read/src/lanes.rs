//! Sixteen fractions side by side, by the widest instructions that the machine has.
//!
//! A product is rounded before it is added, and each lane's sums are taken in the order written: every machine gives the
//! same bits.

/// Lanes side by side.
pub(crate) const LANES: usize = 16;

/// Instructions for sixteen fractions.
pub(crate) trait Lanes: Copy {
    /// Sixteen of them.
    type Many: Copy;
    /// The same in every lane.
    fn all(self, x: f32) -> Self::Many;
    fn load(self, from: &[f32; LANES]) -> Self::Many;
    fn add(self, a: Self::Many, b: Self::Many) -> Self::Many;
    fn multiply(self, a: Self::Many, b: Self::Many) -> Self::Many;
    fn told(many: Self::Many) -> [f32; LANES];
}

/// Work that is compiled for each kind of lanes. It and what it calls must be marked as always inlined.
pub(crate) trait Work {
    type Told;
    fn on<L: Lanes>(self, lanes: L) -> Self::Told;
}

/// Does the work on the widest lanes of the machine.
pub(crate) fn widest<W: Work>(work: W) -> W::Told {
    #[cfg(target_arch = "x86_64")]
    {
        if let Some(simd) = pulp::x86::V4::try_new() {
            return simd.vectorize(wide::On(simd, work));
        }
        if let Some(simd) = pulp::x86::V3::try_new() {
            return simd.vectorize(wide::On(simd, work));
        }
    }
    work.on(Plain)
}

/// Without such instructions.
#[derive(Clone, Copy)]
struct Plain;

impl Lanes for Plain {
    type Many = [f32; LANES];

    #[inline(always)]
    fn all(self, x: f32) -> Self::Many {
        [x; LANES]
    }

    #[inline(always)]
    fn load(self, from: &[f32; LANES]) -> Self::Many {
        *from
    }

    #[inline(always)]
    fn add(self, a: Self::Many, b: Self::Many) -> Self::Many {
        std::array::from_fn(|i| a[i] + b[i])
    }

    #[inline(always)]
    fn multiply(self, a: Self::Many, b: Self::Many) -> Self::Many {
        std::array::from_fn(|i| a[i] * b[i])
    }

    #[inline(always)]
    fn told(many: Self::Many) -> [f32; LANES] {
        many
    }
}

#[cfg(target_arch = "x86_64")]
mod wide {
    use super::{LANES, Lanes, Work};
    use pulp::x86::{V3, V4};
    use std::arch::x86_64::{__m256, __m512};

    pub(super) struct On<L, W>(pub(super) L, pub(super) W);

    impl<L: Lanes, W: Work> pulp::NullaryFnOnce for On<L, W> {
        type Output = W::Told;

        #[inline(always)]
        fn call(self) -> W::Told {
            self.1.on(self.0)
        }
    }

    impl Lanes for V3 {
        type Many = [__m256; 2];

        #[inline(always)]
        fn all(self, x: f32) -> Self::Many {
            [self.avx._mm256_set1_ps(x); 2]
        }

        #[inline(always)]
        fn load(self, from: &[f32; LANES]) -> Self::Many {
            pulp::cast(*from)
        }

        #[inline(always)]
        fn add(self, a: Self::Many, b: Self::Many) -> Self::Many {
            [0, 1].map(|i| self.avx._mm256_add_ps(a[i], b[i]))
        }

        #[inline(always)]
        fn multiply(self, a: Self::Many, b: Self::Many) -> Self::Many {
            [0, 1].map(|i| self.avx._mm256_mul_ps(a[i], b[i]))
        }

        #[inline(always)]
        fn told(many: Self::Many) -> [f32; LANES] {
            pulp::cast(many)
        }
    }

    impl Lanes for V4 {
        type Many = __m512;

        #[inline(always)]
        fn all(self, x: f32) -> Self::Many {
            self.avx512f._mm512_set1_ps(x)
        }

        #[inline(always)]
        fn load(self, from: &[f32; LANES]) -> Self::Many {
            pulp::cast(*from)
        }

        #[inline(always)]
        fn add(self, a: Self::Many, b: Self::Many) -> Self::Many {
            self.avx512f._mm512_add_ps(a, b)
        }

        #[inline(always)]
        fn multiply(self, a: Self::Many, b: Self::Many) -> Self::Many {
            self.avx512f._mm512_mul_ps(a, b)
        }

        #[inline(always)]
        fn told(many: Self::Many) -> [f32; LANES] {
            pulp::cast(many)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sums of products, in every lane.
    struct Sums<'a>(&'a [f32], &'a [[f32; LANES]]);

    impl Work for Sums<'_> {
        type Told = [f32; LANES];

        #[inline(always)]
        fn on<L: Lanes>(self, lanes: L) -> [f32; LANES] {
            let mut sum = lanes.all(0.0);
            for (x, row) in self.0.iter().zip(self.1) {
                sum = lanes.add(sum, lanes.multiply(lanes.all(*x), lanes.load(row)));
            }
            L::told(sum)
        }
    }

    #[test]
    fn every_kind_of_lanes_gives_the_same_bits() {
        let xs: Vec<f32> = (0..50u8).map(|k| 1.0 / (f32::from(k) + 0.3)).collect();
        let rows: Vec<[f32; LANES]> = (0..50u8)
            .map(|k| std::array::from_fn(|i| (f32::from(k) - 20.0) * 0.1 + i as f32 / 7.0))
            .collect();
        let plain = Sums(&xs, &rows).on(Plain);
        assert_eq!(
            widest(Sums(&xs, &rows)).map(f32::to_bits),
            plain.map(f32::to_bits)
        );
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            let narrow = simd.vectorize(wide::On(simd, Sums(&xs, &rows)));
            assert_eq!(narrow.map(f32::to_bits), plain.map(f32::to_bits));
        }
    }
}
