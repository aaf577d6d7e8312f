//! Pairs of texts by common marks, found in one pass over sorted postings.

use super::{candidates, relatives};
use std::collections::VecDeque;

/// Pairs texts by what they have in common, one mark after the other, in memory that no frequent mark fills.
#[derive(Debug)]
pub struct Joining<T> {
    frequent: usize,
    /// Texts before that a text is paired with for a frequent mark.
    near: usize,
    mark: Option<u32>,
    texts: VecDeque<T>,
    /// Texts that have the mark in hand.
    seen: usize,
}

impl<T: Clone> Joining<T> {
    /// By fingerprints.
    #[must_use]
    pub fn by_fingerprints() -> Self {
        Self::new(candidates::FREQUENT, candidates::NEAR)
    }

    /// By names and figures, of which frequent ones lead to nothing.
    #[must_use]
    pub fn by_names() -> Self {
        Self::new(relatives::FREQUENT, 0)
    }

    fn new(frequent: usize, near: usize) -> Self {
        Self {
            frequent,
            near,
            mark: None,
            texts: VecDeque::new(),
            seen: 0,
        }
    }

    /// Takes the next text that has this mark; they come sorted by mark and then by text. `each` is called with every pair.
    pub fn take(&mut self, mark: u32, text: T, each: &mut dyn FnMut(&T, &T)) {
        if self.mark != Some(mark) {
            self.end(each);
            self.mark = Some(mark);
        }
        self.seen += 1;
        if self.seen > self.frequent {
            if self.seen == self.frequent + 1 {
                self.rare(self.near, each);
            }
            while self.texts.len() > self.near {
                self.texts.pop_front();
            }
            self.texts.iter().for_each(|before| each(before, &text));
        }
        self.texts.push_back(text);
    }

    /// Ends the mark in hand.
    pub fn end(&mut self, each: &mut dyn FnMut(&T, &T)) {
        if self.seen <= self.frequent {
            self.rare(self.frequent, each);
        }
        (self.mark, self.seen) = (None, 0);
        self.texts.clear();
    }

    /// Pairs each of the texts at hand with so many after it.
    fn rare(&self, after: usize, each: &mut dyn FnMut(&T, &T)) {
        for (i, x) in self.texts.iter().enumerate() {
            self.texts.iter().skip(i + 1).take(after).for_each(|y| each(x, y));
        }
    }
}
