//! What a sentence says, as a bag of terms: stems, names as entities, numbers as figures.

use crate::readings::classes::class_of;
use crate::readings::words::{is_function_word, stem, words};
use record::{NameKind, Report, Span};
use std::collections::BTreeSet;

/// The terms of one sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Terms {
    /// Stems of the words that carry meaning, and entities as `@ana-brandt`.
    pub(super) all: BTreeSet<String>,
    /// Persons named.
    pub(super) persons: BTreeSet<String>,
    /// Figures, as digits.
    pub(super) numbers: BTreeSet<String>,
    /// Whether it says that something is not so.
    pub(super) negated: bool,
}

impl Terms {
    /// The terms of `span`. Names count as who they name, so that "Mr. Brandt" and "Mayor Ana Brandt" are the same.
    pub(super) fn of(report: &Report, span: Span) -> Self {
        let mut terms = Self::default();
        let from = report.names.partition_point(|n| n.span.start() < span.start());
        let names: Vec<_> = report
            .names
            .iter()
            .skip(from)
            .take_while(|n| n.span.start() < span.end())
            .collect();
        for name in &names {
            if matches!(
                name.kind,
                NameKind::Person | NameKind::Organization | NameKind::Place
            ) {
                terms.all.insert(format!("@{}", name.entity));
            }
            if name.kind == NameKind::Person {
                terms.persons.insert(name.entity.clone());
            }
        }
        let known = |s: Span| {
            names.iter().any(|n| {
                n.span.overlaps(s)
                    && matches!(
                        n.kind,
                        NameKind::Person | NameKind::Organization | NameKind::Place
                    )
            })
        };
        for word in words(report.text.at(span)) {
            let norm = word.norm.as_str();
            terms.negated |= negates(norm);
            let place = Span::new(span.start() + word.span.start(), span.start() + word.span.end());
            if place.is_some_and(known) || is_function_word(norm) {
                continue;
            }
            if let Some(digits) = number(norm) {
                terms.numbers.insert(digits.clone());
                terms.all.insert(format!("#{digits}"));
            } else {
                terms.all.insert(class_of(stem(norm)));
            }
        }
        terms
    }
}

/// Words that turn a statement into its opposite. Two such turns are not told apart.
fn negates(norm: &str) -> bool {
    const STEMS: &[&str] = &["fail", "refus", "declin", "den", "reject"];
    matches!(
        norm,
        "no" | "not"
            | "never"
            | "nor"
            | "neither"
            | "none"
            | "nobody"
            | "nothing"
            | "without"
            | "cannot"
            | "unable"
    ) || norm.ends_with("n't")
        || STEMS.iter().any(|s| {
            norm.strip_prefix(s).is_some_and(|rest| {
                matches!(
                    rest,
                    "" | "s" | "es" | "ed" | "d" | "ied" | "ies" | "y" | "ing" | "e"
                )
            })
        })
}

/// A number's digits. "One" and "two" are mostly no figures ("the two sides").
pub(super) fn number(norm: &str) -> Option<String> {
    const WORDS: &[(&str, &str)] = &[
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("ten", "10"),
        ("eleven", "11"),
        ("twelve", "12"),
        ("thirteen", "13"),
        ("fourteen", "14"),
        ("fifteen", "15"),
        ("sixteen", "16"),
        ("seventeen", "17"),
        ("eighteen", "18"),
        ("nineteen", "19"),
        ("twenty", "20"),
        ("thirty", "30"),
        ("forty", "40"),
        ("fifty", "50"),
        ("sixty", "60"),
        ("seventy", "70"),
        ("eighty", "80"),
        ("ninety", "90"),
        ("hundred", "100"),
        ("thousand", "1000"),
        ("million", "1000000"),
    ];
    if norm.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(norm.to_owned());
    }
    WORDS
        .iter()
        .find(|(word, _)| *word == norm)
        .map(|(_, digits)| (*digits).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::report;

    #[test]
    fn names_count_as_who_they_name_and_numbers_as_figures() {
        let r = report("a", "Mayor <Ana Brandt> never promised fifteen of the 40 pumps.");
        let terms = Terms::of(&r, r.text.whole());
        assert!(terms.persons.contains("ana-brandt") && terms.all.contains("@ana-brandt"));
        assert!(!terms.all.contains("brandt") && terms.all.contains("pump"));
        assert_eq!(terms.numbers.into_iter().collect::<Vec<_>>(), ["15", "40"]);
        assert!(terms.negated);
    }

    #[test]
    fn the_two_sides_are_no_figure() {
        let r = report("a", "The two sides met in Dennis.");
        let terms = Terms::of(&r, r.text.whole());
        assert!(terms.numbers.is_empty() && !terms.negated);
    }
}
