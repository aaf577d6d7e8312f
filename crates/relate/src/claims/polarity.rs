//! Whether a stretch of a sentence says that something is so, is not so, may be so, or is so of some alone.

use super::parsed::{Parsed, Word};
use std::collections::BTreeSet;

/// How a stretch of words says what it says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Polarity {
    /// Whether it is turned into its opposite; two turns are none.
    pub(super) negated: bool,
    /// What makes it less than a plain statement, as classes.
    pub(super) doubts: BTreeSet<&'static str>,
    /// Of how many it is said.
    pub(super) extents: BTreeSet<&'static str>,
}

/// Words that turn a statement into its opposite.
const TURNS: [&str; 13] = [
    "no", "not", "never", "nor", "neither", "none", "nobody", "nothing", "cannot", "without", "hardly",
    "barely", "nowhere",
];

/// Classes of words that take from a plain statement; who makes a claim with them must find them again.
const DOUBTS: [(&str, &[&str]); 9] = [
    (
        "may",
        &[
            "may",
            "might",
            "could",
            "can",
            "possibly",
            "perhaps",
            "maybe",
            "potentially",
        ],
    ),
    (
        "seems",
        &[
            "seems",
            "seemed",
            "appears",
            "appeared",
            "apparently",
            "allegedly",
            "alleged",
            "reportedly",
            "supposedly",
            "suspected",
            "feared",
            "believed",
            "thought",
            "rumoured",
            "rumored",
            "presumed",
            "unconfirmed",
            "probably",
            "likely",
            "unlikely",
            "claimed",
            "accused",
            "purported",
        ],
    ),
    (
        "will",
        &[
            "will",
            "would",
            "shall",
            "plans",
            "planned",
            "plan",
            "intends",
            "intend",
            "expected",
            "expects",
            "due",
            "set",
            "scheduled",
            "proposes",
            "proposed",
            "hopes",
            "hoped",
            "wants",
            "wanted",
            "aims",
            "promised",
            "promises",
            "pledged",
            "vowed",
            "threatened",
            "threatens",
            "offered",
            "agreed",
            "considering",
            "prepares",
            "preparing",
        ],
    ),
    (
        "should",
        &[
            "should",
            "must",
            "ought",
            "urged",
            "asked",
            "ordered",
            "demanded",
            "demands",
            "called",
            "recommended",
            "needs",
        ],
    ),
    (
        "if",
        &["if", "unless", "whether", "provided", "suppose", "otherwise"],
    ),
    (
        "tried",
        &[
            "tried",
            "tries",
            "try",
            "trying",
            "attempted",
            "attempt",
            "attempts",
            "attempting",
            "failed",
            "fails",
        ],
    ),
    ("nearly", &["nearly", "almost", "narrowly", "virtually"]),
    ("as if", &["like", "as-if", "resembling"]),
    (
        "false",
        &[
            "false",
            "falsely",
            "untrue",
            "wrongly",
            "mistakenly",
            "fake",
            "hoax",
            "myth",
            "denied",
            "denies",
            "deny",
            "dismissed",
            "disputed",
            "rejected",
            "refuted",
            "incorrectly",
            "erroneously",
        ],
    ),
];

/// Classes of words that say of how many something is said.
const EXTENTS: [(&str, &[&str]); 6] = [
    ("some", &["some", "several", "few", "various", "certain"]),
    ("most", &["most", "many", "majority", "mostly"]),
    (
        "part",
        &["part", "partly", "partially", "half", "third", "quarter"],
    ),
    (
        "all",
        &[
            "all",
            "every",
            "each",
            "entire",
            "whole",
            "entirely",
            "completely",
            "fully",
        ],
    ),
    ("only", &["only", "just", "solely", "alone"]),
    (
        "another",
        &[
            "another", "second", "other", "separate", "former", "ex", "deputy", "acting", "vice",
        ],
    ),
];

/// Whether the word turns a statement into its opposite, so that it tells nothing by itself.
pub(super) fn is_turn(norm: &str) -> bool {
    TURNS.contains(&norm) || norm.ends_with("n't")
}

fn class(norm: &str, classes: &[(&'static str, &[&str])]) -> Option<&'static str> {
    classes
        .iter()
        .find(|(_, words)| words.contains(&norm))
        .map(|(class, _)| *class)
}

/// Whether the word takes from a plain statement.
pub(super) fn doubt(norm: &str) -> Option<&'static str> {
    class(norm, &DOUBTS)
}

impl Polarity {
    /// That of these words. What is part of a name or a figure ("at least some 40") says nothing of this kind.
    pub(super) fn of<'w>(words: impl IntoIterator<Item = &'w Word>) -> Self {
        let mut found = Self::default();
        for word in words {
            if word.name.is_some() {
                continue;
            }
            // "May 4" is a month.
            let is_month = word.norm == "may" && word.time.is_some();
            found.negated ^= is_turn(&word.norm) && word.norm != "without";
            if !is_month {
                found.doubts.extend(doubt(&word.norm));
            }
            if word.figure.is_none() && word.time.is_none() {
                found.extents.extend(class(&word.norm, &EXTENTS));
            }
        }
        found
    }
}

/// The words of the clause that holds the words from `first` to `last`: from the last clause mark before them to the first
/// one after them.
pub(super) fn clause(sentence: &Parsed<'_>, first: usize, last: usize) -> (usize, usize) {
    let mut from = first;
    while from > 0 && !parts(sentence, from - 1, from) {
        from -= 1;
    }
    let mut to = last;
    while to + 1 < sentence.words.len() && !parts(sentence, to, to + 1) {
        to += 1;
    }
    (from, to)
}

/// Whether a clause ends between two words that follow each other.
pub(super) fn parts(sentence: &Parsed<'_>, before: usize, after: usize) -> bool {
    const JOINTS: [&str; 9] = [
        "and", "but", "while", "although", "though", "because", "whereas", "when", "after",
    ];
    let between = sentence.between(before, after);
    between.contains([',', ';', ':', '–', '—', '(', ')', '“', '”', '"'])
        || between.contains(" - ")
        || JOINTS.contains(&sentence.words[after].norm.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::report;

    fn of(text: &str) -> Polarity {
        let report = report("a", text);
        Polarity::of(&Parsed::of(&report, report.text.whole()).words)
    }

    #[test]
    fn turns_doubts_and_extents() {
        assert!(of("The gate did not open.").negated);
        assert!(!of("The gate opened.").negated);
        assert!(!of("Nobody said that the gate did not open.").negated);
        assert_eq!(of("The gate could open.").doubts, BTreeSet::from(["may"]));
        assert_eq!(of("Some of the gates opened.").extents, BTreeSet::from(["some"]));
    }

    #[test]
    fn a_clause_ends_at_its_marks() {
        let report = report("a", "The gate opened, and nobody knew why.");
        let parsed = Parsed::of(&report, report.text.whole());
        let (from, to) = clause(&parsed, 1, 2);
        assert_eq!(parsed.written(from, to), "The gate opened");
    }
}
