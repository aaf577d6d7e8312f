//! Short forms that a report could not resolve by itself.

use super::variants::sound;
use super::{in_order, is_full_person};
use record::{NameKind, Report};
use std::collections::{BTreeMap, BTreeSet};

/// Names two reports must share, besides the one in question, to be near each other.
const SHARED: usize = 2;
/// Bytes from which a surname may be written in two ways; shorter ones that sound alike are two names.
const SPELLED: usize = 6;
/// Reports asked about one short form, so that a pile of one president does not take squared time.
const ASKED: usize = 200;

/// For each report, the ids to put for its unresolved short forms.
pub(super) fn resolve(reports: &[Report]) -> Vec<(usize, BTreeMap<String, String>)> {
    let entities: Vec<BTreeSet<&str>> = reports
        .iter()
        .map(|r| r.names.iter().map(|n| n.entity.as_str()).collect())
        .collect();
    let owners = owners(reports);
    let mut sounds: BTreeMap<String, Vec<(&str, usize)>> = BTreeMap::new();
    for ((_, short), bearers) in owners.iter().filter(|((person, _), _)| *person) {
        sounds.entry(sound(short)).or_default().extend(bearers);
    }
    let mut found = Vec::new();
    for (i, report) in reports.iter().enumerate() {
        let mut ids = BTreeMap::new();
        let mut asked = BTreeSet::new();
        for name in &report.names {
            let short = name.entity.as_str();
            let person = name.kind == NameKind::Person;
            if short.contains('-') || !(person || name.kind == NameKind::Organization) || !asked.insert(short)
            {
                continue;
            }
            let known = owners.get(&(person, short.to_owned()));
            // "Zelensky", where another report, or this one, writes "Volodymyr Zelenskiy".
            let spelled = (known.is_none() && person && short.len() >= SPELLED)
                .then(|| sounds.get(&sound(short)))
                .flatten();
            let Some(owners) = known.or(spelled) else { continue };
            // The report knows two bearers of the name and could not decide; if it knows one, it means another.
            let own: BTreeSet<&str> = owners
                .iter()
                .filter(|&&(_, at)| at == i)
                .map(|&(full, _)| full)
                .collect();
            if own.len() > 1 {
                continue;
            }
            let own = if spelled.is_some() { BTreeSet::new() } else { own };
            let near = |at: usize| {
                let others = entities[i].len().saturating_sub(1);
                entities[i]
                    .iter()
                    .filter(|e| **e != short && entities[at].contains(*e))
                    .take(SHARED)
                    .count()
                    >= SHARED.min(others.max(1))
            };
            let full: BTreeSet<&str> = owners
                .iter()
                .take(ASKED)
                .filter(|&&(full, at)| near(at) && !own.contains(full))
                .map(|&(full, _)| full)
                .collect();
            if let (Some(one), 1) = (full.first(), full.len()) {
                ids.insert(short.to_owned(), (*one).to_owned());
            }
        }
        if !ids.is_empty() {
            found.push((i, ids));
        }
    }
    found
}

/// For each short form, by whether a person is meant, the full ids it may stand for and the reports that have them, in
/// the order of the reports' ids.
fn owners(reports: &[Report]) -> BTreeMap<(bool, String), Vec<(&str, usize)>> {
    let mut owners: BTreeMap<(bool, String), Vec<(&str, usize)>> = BTreeMap::new();
    for i in in_order(reports) {
        let mut seen = BTreeSet::new();
        for name in &reports[i].names {
            let person = is_full_person(name);
            if !person && (name.kind != NameKind::Organization || !name.entity.contains('-')) {
                continue;
            }
            let last = name
                .entity
                .rsplit('-')
                .next()
                .filter(|_| person)
                .map(str::to_owned);
            // What that report itself uses for the full name: "Xi", "SDF".
            let own = Some(reports[i].text.at(name.span).to_lowercase());
            let own = own.filter(|w| w.chars().all(char::is_alphanumeric));
            for short in last.into_iter().chain(own) {
                if seen.insert((short.clone(), name.entity.as_str())) {
                    owners.entry((person, short)).or_default().push((&name.entity, i));
                }
            }
        }
    }
    owners
}
