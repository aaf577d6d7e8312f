//! Whom the people in a set of reports belong to: "the Tarn Institute biologist Ana Brook", "Bo Lund of Harrow Steel".
//!
//! A report that calls its speaker by the surname alone is helped by another that tells who she is. What is absent on
//! purpose: any list of people or bodies; only what a report puts beside a name counts.

use super::trades;
use crate::readings::words::{is_function_word, norms};
use record::{Name, NameKind, Report};
use std::collections::{BTreeMap, BTreeSet};

/// Words between a body and one of its people at most, and the other way round.
const BEFORE: usize = 8;
const AFTER: usize = 10;
/// Names on either side of a person that are looked at.
const NEAR: usize = 3;

/// The bodies and trades of the people named in a set of reports.
#[derive(Debug, Default)]
pub(crate) struct Affiliations<'r> {
    bodies: BTreeMap<&'r str, BTreeSet<&'r str>>,
    trades: BTreeMap<&'r str, BTreeSet<&'static str>>,
    /// The full entity of each surname that one person alone has.
    full: BTreeMap<&'r str, Option<&'r str>>,
    kinds: BTreeMap<&'r str, BTreeMap<NameKind, usize>>,
}

impl<'r> Affiliations<'r> {
    pub(crate) fn of(reports: impl Iterator<Item = &'r Report>) -> Self {
        let mut found = Self::default();
        for report in reports {
            let mut names: Vec<&Name> = report.names.iter().collect();
            names.sort_by_key(|n| n.span);
            for (at, name) in names.iter().enumerate() {
                let entity = name.entity.as_str();
                *found
                    .kinds
                    .entry(entity)
                    .or_default()
                    .entry(name.kind)
                    .or_default() += 1;
                if name.kind != NameKind::Person {
                    continue;
                }
                if let Some((_, surname)) = entity.rsplit_once('-') {
                    let one = found.full.entry(surname).or_insert(Some(entity));
                    *one = one.filter(|full| *full == entity);
                }
                let of = found.trades.entry(entity).or_default();
                let told = name.role.as_deref().into_iter().chain(apposition(report, name));
                of.extend(told.flat_map(norms).filter_map(|w| trades::of(&w)));
                let before = names[at.saturating_sub(NEAR)..at].iter().filter(|n| is_body(n));
                let before = before.filter(|n| leads_to(between(report, n, name)));
                let after = names[at + 1..].iter().take(NEAR).filter(|n| is_body(n));
                let after = after.filter(|n| comes_from(between(report, name, n)));
                let bodies = before.chain(after).map(|n| n.entity.as_str());
                found.bodies.entry(entity).or_default().extend(bodies);
            }
        }
        found
    }

    /// The entity that a bare surname stands for, where one person alone has it.
    pub(super) fn full(&self, entity: &'r str) -> &'r str {
        self.full.get(entity).copied().flatten().unwrap_or(entity)
    }

    /// What the entity is mostly taken for.
    pub(super) fn kind(&self, entity: &str) -> Option<NameKind> {
        let kinds = self.kinds.get(entity)?;
        let most = kinds
            .iter()
            .max_by_key(|(kind, n)| (**n, std::cmp::Reverse(**kind)));
        most.map(|(kind, _)| *kind)
    }

    /// The bodies that a person is told to belong to.
    pub(super) fn bodies(&self, person: &str) -> impl Iterator<Item = &'r str> {
        self.bodies.get(person).into_iter().flatten().copied()
    }

    /// The trades that a person's titles tell.
    pub(super) fn trades(&self, person: &str) -> impl Iterator<Item = &'static str> {
        self.trades.get(person).into_iter().flatten().copied()
    }
}

fn is_body(name: &Name) -> bool {
    name.kind == NameKind::Organization
}

/// What a report says of a person right behind her name: "[Ana Brook], a constable, said".
fn apposition<'r>(report: &'r Report, name: &Name) -> Option<&'r str> {
    let rest = report.text.get(name.span.end()..)?.strip_prefix(", ")?;
    let words = &rest[..rest.find(|c: char| !is_phrase_char(c))?];
    let link = |w: &String| {
        matches!(
            w.as_str(),
            "a" | "an" | "and" | "at" | "for" | "of" | "the" | "with"
        )
    };
    let plain = |w: &String| link(w) || (!is_function_word(w) && !trades::is_bystander(w));
    let norms = norms(words);
    (norms.len() <= AFTER && norms.iter().all(plain)).then_some(words)
}

fn between<'r>(report: &'r Report, first: &Name, second: &Name) -> Option<&'r str> {
    report.text.get(first.span.end()..second.span.start())
}

/// Whether the words run from a body to its person: "[Tarn Institute] biologist and chief investigator [Ana Brook]".
fn leads_to(words: Option<&str>) -> bool {
    let Some(words) = words.filter(|w| is_phrase(w)) else {
        return false;
    };
    let words = norms(words);
    let title = |w: &String| !is_function_word(w) && w != "s";
    let link = |w: &String| matches!(w.as_str(), "and" | "of" | "the" | "for" | "s");
    // A verb would make the body do something to the person.
    let verb = |w: &String| {
        matches!(w.as_str(), "said" | "says" | "told" | "saw" | "put" | "met")
            || w.len() > 4 && w.ends_with("ed")
    };
    words.len() <= BEFORE
        && words.iter().any(title)
        && words.iter().all(|w| (title(w) && !verb(w)) || link(w))
}

/// Whether the words run from a person to her body: "[Ana Brook], a biologist at the [Tarn Institute]".
fn comes_from(words: Option<&str>) -> bool {
    let Some(words) = words else { return false };
    let rest = words.trim_start().strip_prefix(',');
    let phrase = rest.unwrap_or(words);
    if !is_phrase(phrase) {
        return false;
    }
    let words = norms(phrase);
    match words.iter().rev().find(|w| *w != "the") {
        Some(last) => words.len() <= AFTER && matches!(last.as_str(), "of" | "at" | "from" | "with" | "for"),
        // "Ana Brook, Tarn Institute biologist".
        None => rest.is_some(),
    }
}

/// Whether nothing parts the words: no mark but the apostrophe and the hyphen, and no line's end.
fn is_phrase(words: &str) -> bool {
    words.chars().all(is_phrase_char)
}

fn is_phrase_char(c: char) -> bool {
    c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_beside_a_person_are_hers() {
        for words in [
            " biologist ",
            " biologist and the project’s Principal Investigator ",
            "’s chief engineer ",
        ] {
            assert!(leads_to(Some(words)), "{words}");
        }
        for words in [", a biologist at the ", " of ", ", ", ", who speaks for "] {
            assert!(comes_from(Some(words)), "{words}");
        }
    }

    #[test]
    fn a_title_behind_the_name_tells_the_trade() {
        let trades = |words: &str| {
            let mut report = crate::sample::report("a", "", "", &[words]);
            let at = words.find("Ana Brook").unwrap();
            report.names.push(Name {
                span: report.text.span(at, at + "Ana Brook".len()).unwrap(),
                kind: NameKind::Person,
                entity: "ana-brook".into(),
                role: None,
            });
            Affiliations::of(std::iter::once(&report))
                .trades("ana-brook")
                .collect::<Vec<_>>()
        };
        assert_eq!(
            trades("“It jammed,” said Ana Brook, a constable at Ellery."),
            ["police"]
        );
        for words in [
            "Ana Brook, who called police, is well.",
            "Ana Brook, a friend of the officer, is well.",
            "Ana Brook met the police.",
        ] {
            assert!(trades(words).is_empty(), "{words}");
        }
    }

    #[test]
    fn bodies_that_do_something_to_a_person_are_not() {
        for words in [
            " ",
            " accused the biologist ",
            " said the biologist ",
            ". Biologist ",
            " has a biologist, ",
        ] {
            assert!(!leads_to(Some(words)), "{words:?}");
        }
        for words in [" and the ", " told the ", " left for lunch. The "] {
            assert!(!comes_from(Some(words)), "{words:?}");
        }
    }
}
