//! What the network says of a candidate, as points for its kinds.

use super::kinds::Score;
use super::network::{self, Entity, Label};
use super::tokens::Unit;
use std::ops::Range;

/// The network's entities in a report's sentences.
pub(super) struct Opinion(Vec<Entity>);

impl Opinion {
    /// Asks the network about every sentence.
    pub(super) fn of(text: &str, units: &[Unit]) -> Self {
        let parts: Vec<Range<usize>> = units.iter().map(|u| u.range.clone()).collect();
        let mut entities = network::find(text, &parts);
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

    /// Points for the kinds of a candidate that stands at `range`.
    pub(super) fn score(&self, range: &Range<usize>) -> Score {
        let mut score = Score::default();
        for entity in self.within(range) {
            let points = if entity.range == *range { EXACT } else { PARTLY };
            match entity.label {
                Label::Person => score.person += points,
                Label::Org => score.body += points,
                Label::Gpe | Label::Loc | Label::Fac => score.place += points,
                Label::Norp => score.group += points,
                Label::Event => score.event += points,
                _ => score.other += points,
            }
        }
        score
    }
}

/// Points of an entity with the candidate's own bytes, and of one that shares some of them.
const EXACT: i32 = 5;
const PARTLY: i32 = 1;

/// An article before and a possessive behind are none of a name.
fn trim(text: &str, range: &mut Range<usize>) {
    let words = text.get(range.clone()).unwrap_or("");
    for article in ["the ", "The ", "a ", "an "] {
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
