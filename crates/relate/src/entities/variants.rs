//! One person spelled in several ways: "Sergey" and "Sergei", "Mohamed" and "Mohammed", with and without a middle name.

use super::is_full_person;
use record::Report;
use std::collections::{BTreeMap, BTreeSet};

/// How often an id is used.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Use {
    reports: usize,
    mentions: usize,
}

/// For every id of a full personal name that is a spelling of another, the id to use.
pub(super) fn merge(reports: &[Report]) -> BTreeMap<String, String> {
    let mut uses: BTreeMap<&str, Use> = BTreeMap::new();
    for report in reports {
        let mut seen = BTreeSet::new();
        for name in report.names.iter().filter(|n| is_full_person(n)) {
            let used = uses.entry(&name.entity).or_default();
            used.mentions += 1;
            used.reports += usize::from(seen.insert(&name.entity));
        }
    }
    let mut spellings: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
    for id in uses.keys() {
        if let (Some(first), Some(last)) = (id.split('-').next(), id.rsplit('-').next()) {
            spellings.entry((sound(last), sound(first))).or_default().push(id);
        }
    }
    let mut canonical = BTreeMap::new();
    for ids in spellings.values().filter(|ids| ids.len() > 1) {
        // A middle name tells two people apart, its absence does not.
        let middles: BTreeSet<String> = ids
            .iter()
            .map(|id| middle(id))
            .filter(|m| !m.is_empty())
            .collect();
        if middles.len() > 1 {
            continue;
        }
        let Some(best) = ids.iter().max_by_key(|id| (uses[*id], std::cmp::Reverse(**id))) else {
            continue;
        };
        for id in ids.iter().filter(|id| *id != best) {
            canonical.insert((*id).to_owned(), (*best).to_owned());
        }
    }
    canonical
}

fn middle(id: &str) -> String {
    let parts: Vec<&str> = id.split('-').collect();
    parts
        .get(1..parts.len() - 1)
        .unwrap_or(&[])
        .iter()
        .map(|p| sound(p))
        .collect::<Vec<_>>()
        .join("-")
}

/// A name with the choices of transliteration taken out. The last letter stays, since it tells Maria from Mario.
pub(super) fn sound(name: &str) -> String {
    let mut out = String::new();
    let plain = name
        .replace("ey", "ei")
        .replace("iy", "i")
        .replace("ij", "i")
        .replace("dh", "d")
        .replace("kh", "h")
        .replace("ou", "u");
    let long = plain.len() >= 6;
    let last = plain.chars().count().saturating_sub(1);
    for (i, c) in plain.chars().enumerate() {
        let c = match c {
            'y' => 'i',
            'e' if long && i > 0 && i < last => 'a',
            'u' if long && i > 0 && i < last => 'o',
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::sound;

    #[test]
    fn spellings_sound_alike_and_names_do_not() {
        for (a, b) in [
            ("sergey", "sergei"),
            ("mohammed", "mohamed"),
            ("muhammad", "mohammad"),
            ("dmitry", "dmitri"),
            ("karovskiy", "karovsky"),
            ("karovskyy", "karovskij"),
            ("gaddari", "gadhari"),
        ] {
            assert_eq!(sound(a), sound(b));
        }
        for (a, b) in [
            ("maria", "mario"),
            ("john", "jon"),
            ("daniel", "daniela"),
            ("ann", "anna"),
            ("larsen", "larson"),
            ("reilly", "riley"),
            ("browne", "brown"),
        ] {
            assert_ne!(sound(a), sound(b));
        }
    }
}
