//! Who depends on whom, and how many independent origins stand behind a set of reports.

use crate::Citation;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many independent origins stand behind something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Independent {
    /// Every sign of dependence taken, inferred ones too.
    pub low: usize,
    /// Stated and verbatim signs only.
    pub high: usize,
}

/// A sign that a report depends on an origin.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Edge {
    /// The report's id.
    pub report: String,
    /// The origin: an agency's name, an outlet family's name, or `report:` and another report's id.
    pub origin: String,
    /// What it rests on.
    pub basis: EdgeBasis,
    /// A sentence for a person.
    pub why: String,
    /// The words that show it.
    pub evidence: Vec<Citation>,
}

/// What a sign of dependence rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EdgeBasis {
    /// A credit says so.
    Stated,
    /// Words are shared verbatim.
    Reuse,
    /// A weaker sign.
    Inferred,
}

/// The origins that each report of a set rests on, cautiously and strictly.
///
/// Two reports depend on each other where they rest on an origin in common. Dependence does not pass on: a report that
/// merges two agencies depends on both, and the agencies' own reports stay independent of each other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Origins {
    /// The signs, sorted.
    pub edges: Vec<Edge>,
    /// Report id to the names of its origins, all signs taken.
    pub low: BTreeMap<String, BTreeSet<String>>,
    /// Report id to the names of its origins, stated and verbatim signs only: each a part of `low`'s.
    pub high: BTreeMap<String, BTreeSet<String>>,
}

impl Origins {
    /// How many independent origins stand behind these reports: the most of them that can be picked so that no two rest
    /// on an origin in common. A report not known counts for itself.
    ///
    /// A copy adds nothing to this count: it depends on whatever its original depends on, and on the original.
    pub fn independent<'a>(&'a self, reports: impl IntoIterator<Item = &'a str>) -> Independent {
        let ids: BTreeSet<&str> = reports.into_iter().collect();
        let rests = |on: &'a BTreeMap<String, BTreeSet<String>>| {
            largest(
                ids.iter()
                    .map(|&id| on.get(id).into_iter().flatten().map(String::as_str).collect())
                    .collect(),
            )
        };
        let low = rests(&self.low);
        Independent {
            low,
            // Fewer signs can only leave more independent; a bound keeps that true where the search was cut short.
            high: rests(&self.high).max(low),
        }
    }
}

/// Reports that are searched one by one for the largest independent set; beyond, the least entangled are taken first.
const EXACT: usize = 24;

/// The size of a largest set of which no two share a name.
fn largest(mut sets: Vec<BTreeSet<&str>>) -> usize {
    let mut alone = 0;
    loop {
        let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
        sets.iter()
            .flatten()
            .for_each(|name| *holders.entry(name).or_default() += 1);
        sets.iter_mut().for_each(|s| s.retain(|name| holders[name] > 1));
        alone += sets.iter().filter(|s| s.is_empty()).count();
        sets.retain(|s| !s.is_empty());
        // Who rests on all that another rests on, and on more, is never needed where the other can be picked.
        sets.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
        sets.dedup();
        let before = sets.len();
        let mut kept: Vec<BTreeSet<&str>> = Vec::with_capacity(before);
        for set in std::mem::take(&mut sets) {
            if !kept.iter().any(|k| k.is_subset(&set)) {
                kept.push(set);
            }
        }
        sets = kept;
        if sets.len() == before {
            break;
        }
    }
    let ties: Vec<Vec<usize>> = sets
        .iter()
        .map(|a| (0..sets.len()).filter(|&j| !a.is_disjoint(&sets[j])).collect())
        .collect();
    alone + search(&ties, (0..sets.len()).collect())
}

/// Branches on the most entangled: with it, or without it. `ties` hold each one itself.
fn search(ties: &[Vec<usize>], mut left: BTreeSet<usize>) -> usize {
    let degree = |i: &usize, left: &BTreeSet<usize>| ties[*i].iter().filter(|j| left.contains(j)).count();
    let mut taken = 0;
    while let Some(least) = left.iter().copied().min_by_key(|i| (degree(i, &left), *i)) {
        // Alone or in a pair it is always right to take it; in a crowd too large to search it is a fair guess.
        if degree(&least, &left) > 2 && left.len() <= EXACT {
            break;
        }
        taken += 1;
        ties[least].iter().for_each(|j| {
            left.remove(j);
        });
    }
    let Some(most) = left.iter().copied().max_by_key(|i| (degree(i, &left), *i)) else {
        return taken;
    };
    let mut without = left.clone();
    without.remove(&most);
    ties[most].iter().for_each(|j| {
        left.remove(j);
    });
    taken + (1 + search(ties, left)).max(search(ties, without))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins(low: &[(&str, &[&str])], high: &[(&str, &[&str])]) -> Origins {
        let map = |pairs: &[(&str, &[&str])]| {
            let set = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect();
            pairs
                .iter()
                .map(|(id, names)| ((*id).to_owned(), set(names)))
                .collect()
        };
        Origins {
            edges: vec![],
            low: map(low),
            high: map(high),
        }
    }

    #[test]
    fn reports_of_one_origin_count_once() {
        let o = origins(
            &[("a", &["AP"]), ("b", &["AP"]), ("c", &["AP"])],
            &[("a", &["AP"]), ("b", &["AP"])],
        );
        assert_eq!(o.independent(["a", "b", "c"]), Independent { low: 1, high: 2 });
        assert_eq!(o.independent(["a", "z"]), Independent { low: 2, high: 2 });
        assert_eq!(o.independent(["a", "a"]), Independent { low: 1, high: 1 });
        assert_eq!(o.independent([]), Independent { low: 0, high: 0 });
    }

    #[test]
    fn a_merge_of_two_agencies_joins_neither_to_the_other() {
        let all: &[(&str, &[&str])] = &[("a", &["AP"]), ("m", &["AP", "AFP"]), ("r", &["AFP"])];
        let o = origins(all, all);
        assert_eq!(o.independent(["a", "m", "r"]), Independent { low: 2, high: 2 });
        assert_eq!(o.independent(["a", "m"]), Independent { low: 1, high: 1 });
        assert_eq!(o.independent(["m", "r"]), Independent { low: 1, high: 1 });
    }

    #[test]
    fn a_ring_is_searched() {
        let names: Vec<[String; 2]> = (0..9)
            .map(|i| [i.to_string(), ((i + 1) % 9).to_string()])
            .collect();
        let ring: Vec<BTreeSet<&str>> = names
            .iter()
            .map(|n| n.iter().map(String::as_str).collect())
            .collect();
        assert_eq!(largest(ring), 4);
    }

    #[test]
    fn a_thousand_copies_are_one() {
        let names: Vec<String> = (0..1000).map(|i| format!("own {i}")).collect();
        let sets = names.iter().map(|n| BTreeSet::from(["AP", n.as_str()])).collect();
        assert_eq!(largest(sets), 1);
    }
}
