//! Work in pieces, so that a caller with threads may do them side by side.

use std::sync::OnceLock;

/// Does pieces of work, in any order and on any number of threads; this room has none of its own.
pub trait Workers: Sync {
    /// Calls `job` once with each of `0..pieces`, and returns when all are done.
    fn run(&self, pieces: usize, job: &(dyn Fn(usize) + Sync));
}

/// One piece after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Alone;

impl Workers for Alone {
    fn run(&self, pieces: usize, job: &(dyn Fn(usize) + Sync)) {
        (0..pieces).for_each(job);
    }
}

/// What `piece` gives for each of `0..n`, in that order, whoever did it.
pub(super) fn map<T: Send + Sync>(
    workers: &dyn Workers,
    n: usize,
    piece: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let slots: Vec<OnceLock<T>> = (0..n).map(|_| OnceLock::new()).collect();
    workers.run(n, &|i| {
        // A piece that is done twice gives the same; the first stays.
        let _ = slots[i].set(piece(i));
    });
    slots.into_iter().filter_map(OnceLock::into_inner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Backwards;

    impl Workers for Backwards {
        fn run(&self, pieces: usize, job: &(dyn Fn(usize) + Sync)) {
            (0..pieces).rev().for_each(job);
        }
    }

    #[test]
    fn answers_stand_in_order_whoever_worked() {
        assert_eq!(map(&Alone, 3, |i| i * i), [0, 1, 4]);
        assert_eq!(map(&Backwards, 3, |i| i * i), [0, 1, 4]);
    }
}
