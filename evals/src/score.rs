//! Precision, recall and F1.

/// How many were found, how many there are, how many of the found are right.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Right ones.
    pub right: usize,
    /// Ones found.
    pub found: usize,
    /// Ones there are.
    pub gold: usize,
}

impl Counts {
    /// Adds the comparison of two sets.
    pub fn add<T: Ord>(
        &mut self,
        found: &std::collections::BTreeSet<T>,
        gold: &std::collections::BTreeSet<T>,
    ) {
        self.right += found.intersection(gold).count();
        self.found += found.len();
        self.gold += gold.len();
    }

    /// Share of the found that is right.
    pub fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    /// Share of what there is that was found.
    pub fn recall(self) -> f64 {
        ratio(self.right, self.gold)
    }

    /// Their harmonic mean.
    pub fn f1(self) -> f64 {
        ratio(2 * self.right, self.found + self.gold)
    }
}

/// `a / b`, nought where `b` is.
pub fn ratio(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}
