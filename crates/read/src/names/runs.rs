//! How far a run of words with capitals goes: over particles, "of" and "for", possessives and hyphens.

use super::candidates::{Finder, is_group, key};
use super::gazetteer::{city, is_common, is_country_or_region};
use super::lexicon::{BEFORE_FOR, BEFORE_OF, BODY, NEVER, PARTICLES};
use super::titles;
use super::tokens::is_abbreviation;

impl Finder<'_> {
    pub(super) fn starts(&self, i: usize) -> bool {
        self.capital(i)
            || (self.word(i) == "al" && self.capital(i + 1) && matches!(self.tokens[i + 1].gap, "-" | " "))
    }

    /// The end of the run that starts at `from`.
    pub(super) fn extend(&self, from: usize) -> usize {
        let mut to = from + 1;
        while to < self.tokens.len() {
            let token = &self.tokens[to];
            let spaced = token.joins() || (token.gap == ". " && is_abbreviation(self.tokens[to - 1].text));
            if token.gap == ", " && matches!(token.text, "Inc" | "Ltd" | "LLC" | "Jr" | "Sr" | "Corp") {
                return to + 1;
            }
            let owned = token.after_possessive() && self.possessive(from, to);
            let capital = token.is_capital();
            if (spaced && capital) || owned || (!capital && self.syllable(from, to)) {
                to += 1;
            } else if spaced && let Some(end) = self.connector(from, to) {
                to = end;
            } else {
                break;
            }
        }
        to
    }

    /// "Women's Rights Council": a common noun owns the body. "Russia's President" are two.
    fn possessive(&self, from: usize, to: usize) -> bool {
        let owner = self.word(to - 1);
        self.capital(to)
            && (!self.tokens[to - 1].initial || to - 1 > from)
            && is_common(owner)
            && !is_group(owner)
            && !titles::is_head(owner)
            && !BODY.contains(owner)
            && !self.evidence.is_alone(owner)
    }

    /// "Ban Ki-moon": the second syllable of a Korean given name has a small letter; "New York-based" is another thing.
    fn syllable(&self, from: usize, at: usize) -> bool {
        const TAILS: &[&str] = &[
            "run", "led", "era", "held", "born", "style", "like", "wide", "area", "bound", "type", "size",
            "only", "free", "made", "rich", "backed", "based", "owned", "only", "to", "and", "in", "on",
            "of", "the", "a", "old", "born", "turn", "out", "up", "off", "class", "ready", "level", "month",
            "year", "day", "hour", "week",
        ];
        let word = self.word(at);
        let before = self.word(at - 1);
        at - from >= 2
            && self.tokens[at].gap == "-"
            && (2..=6).contains(&word.len())
            && (2..=6).contains(&before.len())
            && !word.ends_with("ed")
            && !TAILS.contains(&word)
            && !is_country_or_region(before)
            && !is_group(before)
            && city(&key(&self.tokens[from..at])).is_none()
            && !BODY.contains(before)
    }

    /// The end of the run beyond a small word at `at` that may join two parts of a name.
    fn connector(&self, from: usize, at: usize) -> Option<usize> {
        let capital_at = |i: usize| self.capital(i) && self.tokens[i].joins();
        let before = self.word(at - 1);
        let word = self.word(at);
        if PARTICLES.contains(word) && !self.tokens[at].is_capital() {
            if capital_at(at + 1) {
                return Some(at + 2);
            }
            return (PARTICLES.contains(self.word(at + 1)) && capital_at(at + 2)).then_some(at + 3);
        }
        let beyond_the = if self.word(at + 1) == "the" {
            at + 2
        } else {
            at + 1
        };
        let after = self.word(beyond_the);
        match word {
            "of" if BEFORE_OF.contains(before) => {
                let number = self
                    .tokens
                    .get(at + 1)
                    .is_some_and(|t| t.joins() && t.text.parse::<u8>().is_ok());
                let fits = number && before == "group" || capital_at(beyond_the) && !NEVER.contains(after);
                fits.then_some(beyond_the + 1)
            }
            "of" => titles::office(self.tokens, at, self.tokens.len())
                .filter(|_| titles::is_head(before))
                .map(|n| at + n),
            "for" if (from..at).any(|i| BEFORE_FOR.contains(self.word(i))) => {
                (capital_at(beyond_the) && !NEVER.contains(after)).then_some(beyond_the + 1)
            }
            "and" if capital_at(at + 1) => {
                let bridged = (from..at).any(|i| matches!(self.word(i), "of" | "for"));
                let plain = is_common(before) && is_common(after);
                if bridged && plain && !titles::is_head(after) && !BODY.contains(before) {
                    return Some(at + 2);
                }
                let mut end = at + 2;
                while capital_at(end) {
                    end += 1;
                }
                let headed = end > at + 2 && BODY.contains(self.word(end - 1)) && !BODY.contains(before);
                let known = is_country_or_region(&key(&self.tokens[from..end]));
                ((plain && headed && !is_group(before)) || known).then_some(end)
            }
            _ => None,
        }
    }
}
