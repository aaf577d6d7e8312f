//! A proven network's opinion on where names stand and of what kind they are: spaCy's `en_core_web_sm` 3.8.0 (MIT),
//! run over integers.
//!
//! The recipe is that of spaCy's transition-based recognizer: words are told by the hashes of four of their features
//! (`features`), a convolution of four layers looks at four words to either side (`encoder`), and a greedy automaton
//! opens, continues and closes entities (`decoder`). Weights are whole numbers with a scale a row, and inputs are
//! rounded to whole steps before they are multiplied, so that sums are exact and the answer doesn't hang on the machine.

mod affixes;
mod decoder;
mod encoder;
mod features;
mod product;
mod weights;
mod words;

use std::ops::Range;
pub use weights::Label;

/// An entity: its bytes in the text that was given, and its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The network's own kind.
    pub label: Label,
}

/// The entities that the network finds in each of `parts` (bytes of `text`) by itself, in order; they don't overlap.
pub fn find(text: &str, parts: &[Range<usize>]) -> Vec<Entity> {
    let weights = weights::get();
    let mut words = Vec::new();
    let mut ends = Vec::new();
    for part in parts {
        let Some(own) = text.get(part.clone()) else {
            continue;
        };
        words.extend(
            words::split(own, weights)
                .into_iter()
                .map(|w| w.moved(part.start)),
        );
        ends.push(words.len());
    }
    let vectors = encoder::encode(text, &words, &ends, weights);
    decoder::decode(&vectors, &ends, weights)
        .into_iter()
        .filter_map(|(from, to, label)| {
            let range = words.get(from)?.range.start..words.get(to.checked_sub(1)?)?.range.end;
            Some(Entity { range, label })
        })
        .collect()
}
