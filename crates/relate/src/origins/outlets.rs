//! Outlets by their names and addresses.

use record::Report;
use std::collections::{BTreeMap, BTreeSet};

/// An outlet's name for comparing: lower case letters and digits, without "The", "www" and a top-level domain.
pub(crate) fn normal(outlet: &str) -> String {
    let lower = outlet.trim().to_lowercase();
    let name = if lower.contains(' ') {
        lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
    } else {
        domain(&lower)
    };
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The label of a host that carries the name: `nytimes` of `www.nytimes.com`, `bbc` of `bbc.co.uk`.
fn domain(host: &str) -> String {
    let host = host.strip_prefix("www.").unwrap_or(host);
    let labels: Vec<&str> = host.split('.').collect();
    match labels.as_slice() {
        [] | [_] => host.to_owned(),
        [name, second, top] if top.len() == 2 && second.len() <= 3 => (*name).to_owned(),
        // A sub-domain is an edition of its own: `chicago.example.com`.
        [rest @ .., _] => rest.join("."),
    }
}

/// Whether both are of one outlet, as far as is known.
pub(crate) fn same(a: &Report, b: &Report) -> bool {
    match (&a.outlet, &b.outlet) {
        (Some(x), Some(y)) => one(x, y),
        _ => false,
    }
}

/// Whether two names or addresses are of one outlet.
pub(crate) fn one(x: &str, y: &str) -> bool {
    let (nx, ny) = (normal(x), normal(y));
    !nx.is_empty() && (nx == ny || abbreviates(x, y) || abbreviates(y, x))
}

/// The outlets that `names` are of: each name with the one that stands for all names of its outlet.
pub(super) fn groups<'n>(names: impl IntoIterator<Item = &'n str>) -> BTreeMap<&'n str, &'n str> {
    let names: BTreeSet<&str> = names.into_iter().filter(|n| !normal(n).is_empty()).collect();
    let mut by_normal: BTreeMap<String, &str> = BTreeMap::new();
    let mut groups: BTreeMap<&str, &str> = BTreeMap::new();
    // Only a single word can be short for a name of several.
    let (words, full): (Vec<&str>, Vec<&str>) = names.into_iter().partition(|n| !n.contains(' '));
    for name in full {
        groups.insert(name, by_normal.entry(normal(name)).or_insert(name));
    }
    let spelt: Vec<(&str, &str)> = groups.iter().map(|(n, first)| (*n, *first)).collect();
    for word in words {
        let known = by_normal.get(&normal(word)).copied();
        let long = || {
            spelt
                .iter()
                .find(|(name, _)| abbreviates(word, name))
                .map(|(_, first)| *first)
        };
        let first = known.or_else(long).unwrap_or(word);
        by_normal.entry(normal(word)).or_insert(first);
        groups.insert(word, first);
    }
    groups
}

/// Whether `host`, one word, stands for the name: "nytimes.com" for "The New York Times".
fn abbreviates(host: &str, name: &str) -> bool {
    let label = normal(host);
    !host.contains(' ') && name.contains(' ') && label.len() >= 3 && {
        let lower = name.to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty() && *w != "the")
            .collect();
        let label = label.strip_prefix("the").unwrap_or(&label);
        words.len() >= 2 && fits(label.strip_suffix("online").unwrap_or(label), &words)
    }
}

/// Whether `label` is made of the words in order, each whole or by its first letter, the last one whole.
fn fits(label: &str, words: &[&str]) -> bool {
    let Some((first, rest)) = words.split_first() else {
        return label.is_empty();
    };
    let whole = label.strip_prefix(first).is_some_and(|left| fits(left, rest));
    let initial = first.chars().next().and_then(|c| label.strip_prefix(c));
    whole || (!rest.is_empty() && initial.is_some_and(|left| fits(left, rest)))
}

/// Where `words` mention the outlet by name: offset and length.
pub(crate) fn mention(words: &str, outlet: &str) -> Option<(usize, usize)> {
    let name = outlet.trim();
    let name = name.strip_prefix("The ").unwrap_or(name);
    if name.contains(' ') {
        return words
            .match_indices(name)
            .map(|(at, m)| (at, m.len()))
            .find(|&(at, len)| {
                let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                edge(words[..at].chars().next_back()) && edge(words[at + len..].chars().next())
            });
    }
    capitalised(words)
        .find(|&(at, len)| abbreviates(name, &words[at..at + len]))
        .or_else(|| call_letters(words, &normal(name)))
}

/// Where a station's call letters stand by themselves: "KXEL" for kxel.com.
fn call_letters(words: &str, label: &str) -> Option<(usize, usize)> {
    let is =
        |word: &str| word.len() >= 3 && word.chars().all(char::is_uppercase) && word.to_lowercase() == label;
    let mut at = 0;
    words.split(|c: char| !c.is_alphanumeric()).find_map(|word| {
        let start = words.get(at..)?.find(word)? + at;
        at = start + word.len();
        is(word).then_some((start, word.len()))
    })
}

/// Runs of words with capitals: offset and length. Every start within a run is tried, and every end.
fn capitalised(words: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut runs = Vec::new();
    let mut run: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for word in words.split(' ').chain([""]) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        if capital {
            run.push((at, at + bare.len()));
        }
        if !capital || bare.len() != word.len() {
            for (i, from) in run.iter().enumerate().take(8) {
                runs.extend(run[i + 1..].iter().take(5).map(|to| (from.0, to.1 - from.0)));
            }
            run.clear();
        }
        at += word.len() + 1;
    }
    runs.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_its_address() {
        assert_eq!(normal("The Port Ellery Herald"), normal("Port Ellery Herald"));
        assert!(abbreviates("peherald.com", "The Port Ellery Herald"));
        assert!(abbreviates("portelleryherald.com", "Port Ellery Herald"));
        assert!(abbreviates("theelleryherald.com", "Ellery Herald"));
        assert!(!abbreviates("elleryargus.com", "Port Ellery Herald"));
        assert!(!abbreviates("herald.com", "Port Ellery Herald"));
    }

    #[test]
    fn the_names_of_one_outlet_have_one_that_stands_for_all() {
        let names = [
            "peherald.com",
            "The Port Ellery Herald",
            "Port Ellery Herald",
            "Harrow Post",
            "www.peherald.com",
            "",
        ];
        let groups = groups(names);
        let first = groups["Port Ellery Herald"];
        assert_eq!(groups.values().filter(|f| **f == first).count(), 4);
        assert_eq!((groups["Harrow Post"], groups.len()), ("Harrow Post", 5));
    }

    #[test]
    fn editions_stay_apart() {
        assert_ne!(normal("north.ellery.com"), normal("south.ellery.com"));
        assert_eq!(normal("www.ellery.com"), normal("ellery.com"));
    }

    #[test]
    fn a_mention_is_found_by_name_or_address() {
        let words = "by Ana Brook of The Port Ellery Herald; by Bo Lund of Coast News";
        let found = |outlet| mention(words, outlet).map(|(at, len)| &words[at..at + len]);
        assert_eq!(found("The Port Ellery Herald"), Some("Port Ellery Herald"));
        assert_eq!(found("peherald.com"), Some("The Port Ellery Herald"));
        assert_eq!(found("Ellery Argus"), None);
        assert_eq!(found("argus.com"), None);
        let words = "Copyright 2031 KXEL (Halm Corporation). Time to sail.";
        let found = |outlet| mention(words, outlet).map(|(at, len)| &words[at..at + len]);
        assert_eq!(found("kxel.com"), Some("KXEL"));
        assert_eq!(found("time.com"), None);
    }
}
