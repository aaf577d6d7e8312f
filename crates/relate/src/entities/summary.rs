//! Who and what a story is about.

use record::{NameKind, NameSummary, Report};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Mentions of one entity.
#[derive(Debug, Default)]
struct Tally<'r> {
    kinds: BTreeMap<NameKind, usize>,
    texts: BTreeMap<String, usize>,
    roles: BTreeMap<&'r str, usize>,
    reports: BTreeSet<usize>,
    mentions: usize,
}

/// Who and what a story is about, most reports and mentions first.
#[must_use]
pub fn summarize(reports: &[&Report]) -> Vec<NameSummary> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (i, report) in reports.iter().enumerate() {
        for name in &report.names {
            let tally = tallies.entry(&name.entity).or_default();
            *tally.kinds.entry(name.kind).or_default() += 1;
            *tally.texts.entry(words(report.text.at(name.span))).or_default() += 1;
            if let Some(role) = &name.role {
                *tally.roles.entry(role).or_default() += 1;
            }
            tally.reports.insert(i);
            tally.mentions += 1;
        }
    }
    let mut summaries: Vec<NameSummary> = tallies
        .into_iter()
        .filter_map(|(entity, tally)| {
            let kind = *tally
                .kinds
                .iter()
                .max_by_key(|(kind, n)| (**n, Reverse(**kind)))?
                .0;
            let role = tally
                .roles
                .iter()
                .max_by_key(|(role, n)| (**n, role.len(), Reverse(**role)));
            Some(NameSummary {
                entity: entity.to_owned(),
                name: fullest(&tally.texts)?,
                kind,
                role: role
                    .map(|(role, _)| (*role).to_owned())
                    .filter(|_| kind == NameKind::Person),
                mentions: tally.mentions,
                reports: tally.reports.len(),
            })
        })
        .collect();
    summaries.sort_by(|a, b| {
        (Reverse(a.reports), Reverse(a.mentions), &a.entity).cmp(&(
            Reverse(b.reports),
            Reverse(b.mentions),
            &b.entity,
        ))
    });
    summaries
}

/// The fullest common form of an entity in these reports.
pub(super) fn display<'r>(reports: impl Iterator<Item = &'r Report>, entity: &str) -> Option<String> {
    let mut texts: BTreeMap<String, usize> = BTreeMap::new();
    for report in reports {
        for name in report.names.iter().filter(|n| n.entity == entity) {
            *texts.entry(words(report.text.at(name.span))).or_default() += 1;
        }
    }
    fullest(&texts)
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A full name before a short one, small letters before capitals, then the commonest, the longest, the first.
fn fullest(texts: &BTreeMap<String, usize>) -> Option<String> {
    let shouted = |t: &str| t.len() > 5 && !t.chars().any(char::is_lowercase);
    texts
        .iter()
        .max_by_key(|(t, n)| (!shouted(t), t.contains(' '), **n, t.len(), Reverse(*t)))
        .map(|(t, _)| t.clone())
}

#[cfg(test)]
mod tests {
    use super::super::tests::report;
    use super::*;

    #[test]
    fn the_fullest_common_form_is_shown() {
        let a = report(
            "a",
            &[
                ("POE", NameKind::Person, "ann-poe"),
                ("Ann Poe", NameKind::Person, "ann-poe"),
            ],
        );
        let b = report(
            "b",
            &[
                ("Poe", NameKind::Person, "ann-poe"),
                ("Dell", NameKind::Place, "dell"),
            ],
        );
        let found = summarize(&[&b, &a]);
        assert_eq!(found[0].name, "Ann Poe");
        assert_eq!(
            (found[0].mentions, found[0].reports, found[1].name.as_str()),
            (3, 2, "Dell")
        );
    }
}
