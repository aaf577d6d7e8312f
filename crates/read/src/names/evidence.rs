//! What the whole report says about its words: which are written small, which keep their capital inside a sentence.

use super::gazetteer::is_first_name;
use super::tokens::{Style, Unit};
use rustc_hash::FxHashSet;

/// Sets over the report's prose; titles and capitals tell nothing.
#[derive(Debug, Default)]
pub(super) struct Evidence<'t> {
    small: FxHashSet<&'t str>,
    alone: FxHashSet<&'t str>,
    last: FxHashSet<&'t str>,
    surnames: FxHashSet<&'t str>,
    pairs: FxHashSet<(&'t str, &'t str)>,
}

impl<'t> Evidence<'t> {
    pub(super) fn of(units: &'t [Unit<'t>]) -> Self {
        let mut evidence = Self::default();
        for unit in units.iter().filter(|u| u.style == Style::Prose) {
            for (i, token) in unit.tokens.iter().enumerate() {
                let word = token.folded.as_str();
                if !token.is_capital() {
                    evidence.small.insert(word);
                    continue;
                }
                let next = unit.tokens.get(i + 1).filter(|n| n.is_capital() && n.joins());
                if let Some(next) = next.filter(|_| !token.initial) {
                    evidence.pairs.insert((word, next.folded.as_str()));
                }
                let alone = next.is_none() && !(i > 0 && token.joins() && unit.tokens[i - 1].is_capital());
                if next.is_none() && !alone {
                    evidence.last.insert(word);
                    if i > 0 && is_first_name(&unit.tokens[i - 1].folded) && !is_first_name(word) {
                        evidence.surnames.insert(word);
                    }
                }
                if alone && !token.initial {
                    evidence.alone.insert(word);
                }
            }
        }
        evidence
    }

    /// Whether the word is also written without a capital.
    pub(super) fn is_small(&self, folded: &str) -> bool {
        self.small.contains(folded)
    }

    /// Whether it stands by itself with a capital that its place does not ask for.
    pub(super) fn is_alone(&self, folded: &str) -> bool {
        self.alone.contains(folded)
    }

    /// Whether it stands by itself, or ends a run of capitals as a surname does.
    pub(super) fn knows(&self, folded: &str) -> bool {
        self.alone.contains(folded) || self.last.contains(folded)
    }

    /// Whether it ends a run of capitals after a first name.
    pub(super) fn is_surname(&self, folded: &str) -> bool {
        self.surnames.contains(folded)
    }

    /// Whether the two stand together, both with capitals, inside a sentence of prose.
    pub(super) fn pair(&self, first: &str, second: &str) -> bool {
        self.pairs.contains(&(first, second))
    }
}
