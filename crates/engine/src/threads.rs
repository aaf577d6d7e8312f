//! The threads of the machine, lent to rooms that have none.

use rayon::prelude::*;
use relate::stories::Workers;

/// All threads of the pool.
#[derive(Debug, Clone, Copy, Default)]
pub struct Threads;

impl Workers for Threads {
    fn run(&self, pieces: usize, job: &(dyn Fn(usize) + Sync)) {
        (0..pieces).into_par_iter().for_each(job);
    }
}
