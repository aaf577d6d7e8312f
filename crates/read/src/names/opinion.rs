//! What the network says of the report's words: its entities as candidates of their own, and its label for any span.

use super::candidates::Candidate;
use super::network::{self, Entity, Label};
use super::titles;
use super::tokens::{Token, Unit};
use std::ops::Range;

/// The network's entities in a report's sentences, without articles and possessive endings.
pub(super) struct Opinion(Vec<Entity>);

impl Opinion {
    /// Asks the network about every sentence.
    pub(super) fn of(text: &str, units: &[Unit]) -> Self {
        let parts: Vec<Range<usize>> = units.iter().map(|u| u.range.clone()).collect();
        let mut entities = network::find(text, &parts);
        entities.retain(|e| !matches!(e.label, Label::Number | Label::Language));
        for entity in &mut entities {
            trim(text, &mut entity.range);
        }
        Self(entities)
    }

    /// The entities that share bytes with a range.
    fn within(&self, range: &Range<usize>) -> impl Iterator<Item = &Entity> {
        let first = self.0.partition_point(|e| e.range.end <= range.start);
        let end = range.end;
        self.0
            .get(first..)
            .unwrap_or(&[])
            .iter()
            .take_while(move |e| e.range.start < end)
    }

    /// The label of the entity at these words.
    pub(super) fn exactly(&self, words: &[Token]) -> Option<Label> {
        let range = bytes(words)?;
        // "Inc." keeps its full stop there and not here.
        self.within(&range)
            .find(|e| {
                e.range.start == range.start && (0..=1).contains(&(e.range.end.wrapping_sub(range.end)))
            })
            .map(|e| e.label)
    }

    /// The label of the first entity that shares some of these words and is not all of them.
    pub(super) fn partly(&self, words: &[Token]) -> Option<(Label, bool)> {
        let range = bytes(words)?;
        let entity = self.within(&range).next()?;
        let wider = entity.range.start <= range.start && entity.range.end >= range.end;
        Some((entity.label, wider))
    }

    /// The entities as candidates, where they begin and end with words of ours.
    pub(super) fn candidates(&self, units: &[Unit]) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (index, unit) in units.iter().enumerate() {
            let tokens = &unit.tokens;
            for entity in self.within(&unit.range) {
                let from = tokens.partition_point(|t| t.start < entity.range.start);
                let to = tokens.partition_point(|t| t.end <= entity.range.end);
                let whole = tokens.get(from).is_some_and(|t| t.start == entity.range.start)
                    && tokens.get(to).is_none_or(|t| t.start >= entity.range.end);
                if from >= to || !whole {
                    continue;
                }
                found.extend(candidate(index, tokens, from, to, entity.label));
            }
        }
        found
    }
}

fn candidate(unit: usize, tokens: &[Token], from: usize, to: usize, label: Label) -> Option<Candidate> {
    let mut from = from;
    let mut courtesy = false;
    if label == Label::Person
        && let Some(title) = titles::at(tokens, from, to)
        && from + title.length < to
    {
        from += title.length;
        courtesy = title.courtesy;
    }
    let first = tokens.get(from)?;
    let words = tokens.get(from..to)?;
    if words.iter().all(|t| t.text.chars().all(|c| !c.is_alphabetic())) {
        return None;
    }
    let title = (from > 0 && matches!(first.gap, " " | ". "))
        .then(|| titles::before(tokens, 0, from))
        .flatten();
    Some(Candidate {
        unit,
        from,
        to,
        title,
        courtesy,
    })
}

fn bytes(words: &[Token]) -> Option<Range<usize>> {
    Some(words.first()?.start..words.last()?.end)
}

/// An article before and a possessive behind are none of a name.
fn trim(text: &str, range: &mut Range<usize>) {
    let words = text.get(range.clone()).unwrap_or("");
    for article in ["the ", "The ", "THE ", "a ", "an "] {
        if words.starts_with(article) {
            range.start += article.len();
        }
    }
    let words = text.get(range.clone()).unwrap_or("");
    for end in ["'s", "’s", "'S", "’S"] {
        if words.ends_with(end) {
            range.end -= end.len();
        }
    }
}
