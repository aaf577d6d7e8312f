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

/// Words that are worked on together, or as many as the part has that reaches it. No part sees another, so this is a
/// matter of memory only.
const BATCH: usize = 1024;

/// An entity: its bytes in the text that was given, and its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The network's own kind.
    pub label: Label,
}

/// Words of one report that are read, more than the longest novel has; the rules alone see what comes after.
const MOST: usize = 1 << 20;

/// The entities that the network finds in each of `parts` (bytes of `text`) by itself, in order; they don't overlap.
///
/// Stretches without a capital or a figure are passed over: what stands there is no name.
pub fn find(text: &str, parts: &[Range<usize>]) -> Vec<Entity> {
    entities(text, parts, near)
}

/// The same, with nothing passed over: to hold the port against the reference.
pub fn everywhere(text: &str, parts: &[Range<usize>]) -> Vec<Entity> {
    entities(text, parts, |_, words, _| vec![0; words.len()])
}

/// Of the words of each part: how far each is from the next that is worth a look.
type Near = fn(&str, &[words::Word], &[usize]) -> Vec<usize>;

fn entities(text: &str, parts: &[Range<usize>], near: Near) -> Vec<Entity> {
    let weights = weights::get();
    let mut found = Vec::new();
    let mut words = Vec::new();
    let mut ends = Vec::new();
    let mut read = 0;
    for (i, part) in parts.iter().enumerate() {
        if let Some(own) = text.get(part.clone()) {
            words.extend(
                words::split(own, weights)
                    .into_iter()
                    .map(|w| w.moved(part.start)),
            );
            ends.push(words.len());
        }
        if words.len() < BATCH && i + 1 < parts.len() {
            continue;
        }
        let near = near(text, &words, &ends);
        let vectors = encoder::encode(text, &words, &ends, &near, weights);
        for (from, to, label) in decoder::decode(&vectors, &ends, &near, weights) {
            let last = to.checked_sub(1).and_then(|i| words.get(i));
            if let (Some(first), Some(last)) = (words.get(from), last) {
                found.push(Entity {
                    range: first.range.start..last.range.end,
                    label,
                });
            }
        }
        read += words.len();
        if read > MOST {
            break;
        }
        words.clear();
        ends.clear();
    }
    found
}

/// How many words each word is away from one that may be a name, within its part: one with a capital or a figure, or of a
/// script without capitals. A small word that only begins its part is none. In a part that begins with a small letter
/// capitals tell nothing, and every word may be one.
fn near(text: &str, words: &[words::Word], ends: &[usize]) -> Vec<usize> {
    const SMALL: &[&str] = &[
        "A", "After", "An", "And", "As", "At", "But", "By", "For", "From", "He", "His", "I", "If", "In",
        "It", "Its", "No", "On", "She", "That", "The", "Their", "There", "They", "This", "We", "When",
        "With", "You",
    ];
    let mut near = vec![usize::MAX; words.len()];
    let mut from = 0;
    for &end in ends {
        let first = words
            .get(from)
            .and_then(|w| text.get(w.range.clone()))
            .unwrap_or("");
        let careless = first.starts_with(char::is_lowercase);
        for (i, far) in near.iter_mut().enumerate().take(end).skip(from) {
            let written = words.get(i).and_then(|w| text.get(w.range.clone())).unwrap_or("");
            let may = written
                .chars()
                .any(|c| c.is_uppercase() || c.is_numeric() || c.is_alphabetic() && !c.is_lowercase());
            if careless || may && !(i == from && SMALL.contains(&written)) {
                *far = 0;
            }
        }
        for i in from + 1..end {
            near[i] = near[i].min(near[i - 1].saturating_add(1));
        }
        for i in (from + 1..end).rev() {
            near[i - 1] = near[i - 1].min(near[i].saturating_add(1));
        }
        from = end;
    }
    near
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What spaCy 3.8 with `en_core_web_sm` 3.8.0 finds in the text; dates, sums and counts are of one kind here.
    #[test]
    fn entities_are_those_of_the_reference() {
        let text = "PORT ELLERY, Norland (HNS) — At least 12 people were killed on Monday when a fire destroyed two \
            warehouses in the harbour of Port Ellery, Mayor Dora Quill told the Ellery Herald. The Norland Observatory for \
            Safe Harbours put the figure at 14, and Foreign Minister Bashir al-Marwan flew home from Geneva. \"We heard \
            three explosions,\" said Tom Orrin, 43, a docker whose brother works for Orrin Marine Corp. in Dellmouth. The \
            U.S. Coast Guard sent $3.5 million of aid, and the European Union's envoy, Ann Poe, met the Russian ambassador \
            at the Hotel Meridian near Lake Orrin on Tuesday. Quill won the Harbour Prize in 2014; the Dellmouth Rovers \
            beat Ellery United 2-1 in the Coast Cup.";
        let expected = [
            ("Norland", Label::Org),
            ("At least 12", Label::Number),
            ("Monday", Label::Number),
            ("two", Label::Number),
            ("Port Ellery", Label::Fac),
            ("Dora Quill", Label::Person),
            ("the Ellery Herald", Label::Org),
            ("The Norland Observatory for Safe Harbours", Label::Org),
            ("14", Label::Number),
            ("Bashir al-Marwan", Label::Person),
            ("Geneva", Label::Gpe),
            ("three", Label::Number),
            ("Tom Orrin", Label::Person),
            ("43", Label::Number),
            ("Orrin Marine Corp.", Label::Org),
            ("Dellmouth", Label::Gpe),
            ("The U.S. Coast Guard", Label::Org),
            ("$3.5 million", Label::Number),
            ("the European Union's", Label::Org),
            ("Ann Poe", Label::Person),
            ("Russian", Label::Norp),
            ("the Hotel Meridian", Label::Org),
            ("Lake Orrin", Label::Loc),
            ("Tuesday", Label::Number),
            ("Quill", Label::Org),
            ("the Harbour Prize", Label::WorkOfArt),
            ("2014", Label::Number),
            ("the Dellmouth Rovers", Label::Org),
            ("2", Label::Number),
            ("the Coast Cup", Label::Loc),
        ];
        let part = 0..text.len();
        let told = |near: Near| -> Vec<(&str, Label)> {
            entities(text, std::slice::from_ref(&part), near)
                .into_iter()
                .map(|e| (&text[e.range], e.label))
                .collect()
        };
        assert_eq!(told(|_, words, _| vec![0; words.len()]), expected);
        // What is passed over for speed holds no name.
        let mut names = expected.to_vec();
        names.retain(|(_, label)| *label != Label::Number);
        let mut found = told(near);
        found.retain(|(_, label)| *label != Label::Number);
        assert_eq!(found, names);
    }

    #[test]
    fn no_text_and_parts_that_are_none_give_nothing() {
        assert!(find("", &[]).is_empty());
        assert!(find("é", &[1..2, 0..9]).is_empty());
    }
}
