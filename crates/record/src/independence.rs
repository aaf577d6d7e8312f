//! Who depends on whom, and how many independent origins stand behind a set of reports.

use crate::{Citation, Span, Stretch};
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
    /// The origin: an agency's name, an outlet family's name, `report:` and another report's id, or `account of ` and the
    /// name of the house whose account, not at hand, may stand behind several reports.
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
    /// Report id to the stretches of its running text, in order, each with the origin of its words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stretches: BTreeMap<String, Vec<Stretch>>,
}

impl Origins {
    /// How many independent origins stand behind these reports: the most of them that can be picked so that no two rest
    /// on an origin in common. A report not known counts for itself.
    ///
    /// A copy adds nothing to this count: it depends on whatever its original depends on, and on the original.
    pub fn independent<'a>(&'a self, reports: impl IntoIterator<Item = &'a str>) -> Independent {
        self.counted(reports).0
    }

    /// The same, and whether the search for the most was cut short, so that there may be more.
    pub fn counted<'a>(&'a self, reports: impl IntoIterator<Item = &'a str>) -> (Independent, bool) {
        let ids: BTreeSet<&str> = reports.into_iter().collect();
        let rests = |on: &'a BTreeMap<String, BTreeSet<String>>| {
            ids.iter()
                .map(|&id| on.get(id).into_iter().flatten().map(String::as_str).collect())
                .collect()
        };
        both(rests(&self.low), rests(&self.high))
    }

    /// How many independent origins stand behind a statement, a remark or a figure that stands at these places.
    ///
    /// `high` looks at the stretch that a place lies in: an agency's paragraph in a long own report counts for the agency,
    /// and an own paragraph in a reprint as own. `low` takes all that speaks against the report as a whole besides. A
    /// report that has the statement in several places still counts once. A place outside all stretches, as in a
    /// headline, rests on all that the stretches rest on.
    pub fn independent_at<'a>(&'a self, places: impl IntoIterator<Item = (&'a str, Span)>) -> Independent {
        self.counted_at(places).0
    }

    /// The same, and whether the search for the most was cut short, so that there may be more.
    pub fn counted_at<'a>(
        &'a self,
        places: impl IntoIterator<Item = (&'a str, Span)>,
    ) -> (Independent, bool) {
        let places: BTreeSet<(&str, Span)> = places.into_iter().collect();
        let own: BTreeMap<&str, String> = places.iter().map(|&(id, _)| (id, own(id))).collect();
        let views = places.iter().map(|&place| self.rests(place, &own[place.0]));
        let (low, high): (Vec<_>, Vec<_>) = views.unzip();
        both(low, high)
    }

    /// How many independent origins stand behind a statement that some places give as somebody's word.
    ///
    /// `told` are the places that tell it as known, `said` those that give it as said, each with the names of whom it may be
    /// from. For the cautious, who tells it as known may have it from those who say it, and one who says it to several
    /// newsrooms is one. So `low` counts those who tell it or those who say it, whichever are more. `ties` are further names
    /// that places hold in common, for the cautious alone.
    pub fn independent_said<'a>(
        &'a self,
        told: impl IntoIterator<Item = (&'a str, Span)>,
        said: impl IntoIterator<Item = ((&'a str, Span), &'a BTreeSet<String>)>,
        ties: &'a BTreeMap<(&'a str, Span), BTreeSet<String>>,
    ) -> Independent {
        let told: BTreeSet<(&str, Span)> = told.into_iter().collect();
        let said: BTreeMap<(&str, Span), &BTreeSet<String>> = said.into_iter().collect();
        let all = || told.iter().chain(said.keys()).copied();
        let own: BTreeMap<&str, String> = all().map(|(id, _)| (id, own(id))).collect();
        let rests = |place: (&'a str, Span)| self.rests(place, &own[place.0]);
        let (mut low, mut high, mut known, mut heard) = (vec![], vec![], vec![], vec![]);
        let by: Vec<_> = said.iter().map(|(place, by)| (rests(*place).1, *by)).collect();
        for place in all().collect::<BTreeSet<_>>() {
            let (mut weak, strong) = rests(place);
            weak.extend(ties.get(&place).into_iter().flatten().map(String::as_str));
            // A copy of what somebody says is no more than that, though it may have lost by whose word it is.
            let mut copied = by.iter().filter(|(of, _)| !of.is_disjoint(&strong)).peekable();
            if copied.peek().is_some() {
                let houses = copied.flat_map(|(_, by)| by.iter()).map(String::as_str);
                heard.push(weak.iter().copied().chain(houses).collect());
            } else {
                known.push(weak.clone());
            }
            low.push(weak);
            high.push(strong);
        }
        let cautious = largest(known).0.max(largest(heard).0);
        let all = both(low, high).0;
        Independent {
            low: all.low.min(cautious),
            high: all.high,
        }
    }

    /// What a place rests on by all signs, and by those that are stated or verbatim. `own` stands for its report.
    fn rests<'a>(&'a self, (id, span): (&str, Span), own: &'a str) -> (BTreeSet<&'a str>, BTreeSet<&'a str>) {
        let whole =
            |on: &'a BTreeMap<String, BTreeSet<String>>| on.get(id).into_iter().flatten().map(String::as_str);
        let stretches = self.stretches.get(id).map_or(&[][..], Vec::as_slice);
        let at = self.stretch_at(id, span).map_or(stretches, std::slice::from_ref);
        let mut high: BTreeSet<&str> = if at.is_empty() {
            whole(&self.high).collect()
        } else {
            at.iter().flat_map(|s| &s.rests_on).map(String::as_str).collect()
        };
        high.insert(own);
        let low = whole(&self.low).chain(high.iter().copied()).collect();
        (low, high)
    }

    /// The stretch of the report that most of `span` lies in, the first of several.
    #[must_use]
    pub fn stretch_at(&self, report: &str, span: Span) -> Option<&Stretch> {
        let stretches = self.stretches.get(report)?;
        let from = stretches.partition_point(|s| s.span.end() <= span.start());
        let shared = |s: &Stretch| s.span.end().min(span.end()) - s.span.start().max(span.start());
        stretches[from..]
            .iter()
            .take_while(|s| s.span.start() < span.end())
            .min_by_key(|s| std::cmp::Reverse(shared(s)))
    }
}

/// The name of a report's own places, so that it never counts twice.
fn own(id: &str) -> String {
    format!("in {id}")
}

/// Reports that hang together and are searched one by one for the largest independent set; of more, the least entangled
/// are taken first until so many are left.
const EXACT: usize = 32;

/// Both views, and whether the search in either was cut short.
fn both(low: Vec<BTreeSet<&str>>, high: Vec<BTreeSet<&str>>) -> (Independent, bool) {
    let ((low, guessed), (high, guessed_too)) = (largest(low), largest(high));
    // Fewer signs can only leave more independent; a bound keeps that true where the search was cut short.
    let high = high.max(low);
    (Independent { low, high }, guessed || guessed_too)
}

/// The size of a largest set of which no two share a name, and whether it is only the largest that was found.
fn largest(mut sets: Vec<BTreeSet<&str>>) -> (usize, bool) {
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
    let mut guessed = false;
    let found: usize = entangled(&ties)
        .into_iter()
        .map(|left| search(&ties, left, &mut guessed))
        .sum();
    (alone + found, guessed)
}

/// The groups that hang together by their ties: each can be searched by itself.
fn entangled(ties: &[Vec<usize>]) -> Vec<BTreeSet<usize>> {
    let mut seen = vec![false; ties.len()];
    let mut groups = Vec::new();
    for first in 0..ties.len() {
        let mut group = BTreeSet::new();
        let mut next = vec![first];
        while let Some(i) = next.pop() {
            if !std::mem::replace(&mut seen[i], true) {
                group.insert(i);
                next.extend(&ties[i]);
            }
        }
        if !group.is_empty() {
            groups.push(group);
        }
    }
    groups
}

/// Branches on the most entangled: with it, or without it. `ties` hold each one itself.
fn search(ties: &[Vec<usize>], mut left: BTreeSet<usize>, guessed: &mut bool) -> usize {
    let degree = |i: &usize, left: &BTreeSet<usize>| ties[*i].iter().filter(|j| left.contains(j)).count();
    let mut taken = 0;
    while let Some(least) = left.iter().copied().min_by_key(|i| (degree(i, &left), *i)) {
        // Alone or in a pair it is always right to take it; in a crowd too large to search it is a fair guess.
        let entangled = degree(&least, &left) > 2;
        if entangled && left.len() <= EXACT {
            break;
        }
        *guessed |= entangled;
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
    taken + (1 + search(ties, left, guessed)).max(search(ties, without, guessed))
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
            stretches: BTreeMap::new(),
        }
    }

    #[test]
    fn a_place_counts_for_the_stretch_it_lies_in() {
        use crate::{EdgeBasis, StretchKind};
        let mut o = origins(
            &[("a", &["AP"]), ("m", &["AP", "AFP"])],
            &[("a", &["AP"]), ("m", &["AP", "AFP"])],
        );
        let span = |from, to| Span::new(from, to).unwrap();
        let stretch = |from, to, name: &str| Stretch {
            span: span(from, to),
            kind: StretchKind::Agency,
            origin: Some(name.into()),
            report: None,
            basis: EdgeBasis::Stated,
            evidence: vec![],
            rests_on: BTreeSet::from([name.to_owned()]),
        };
        o.stretches
            .insert("m".into(), vec![stretch(0, 50, "AP"), stretch(60, 90, "AFP")]);
        let at = |places: &[(&str, Span)]| o.independent_at(places.iter().copied());
        let whole = ("a", span(0, 9));
        assert_eq!(at(&[whole, ("m", span(10, 20))]), Independent { low: 1, high: 1 });
        assert_eq!(at(&[whole, ("m", span(45, 80))]), Independent { low: 1, high: 2 });
        // Two places of one report are one report's.
        assert_eq!(
            at(&[("m", span(0, 9)), ("m", span(60, 70))]),
            Independent { low: 1, high: 1 }
        );
        // Outside all stretches it rests on all of them.
        assert_eq!(at(&[whole, ("m", span(51, 55))]), Independent { low: 1, high: 1 });
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
        assert_eq!(largest(ring), (4, false));
    }

    /// Reports in a ring, each tied to the two before and the two after it.
    fn entangled_ring(n: usize) -> Vec<BTreeSet<String>> {
        let tie = |i: usize, j: usize| format!("{} and {}", i % n, j % n);
        (0..n)
            .map(|i| BTreeSet::from([tie(i, i + 1), tie(i, i + 2), tie(i + n - 1, i), tie(i + n - 2, i)]))
            .collect()
    }

    #[test]
    fn a_search_that_was_cut_short_says_so() {
        let found = |rings: &[usize]| {
            let rings: Vec<Vec<BTreeSet<String>>> = rings.iter().map(|&n| entangled_ring(n)).collect();
            let named: Vec<BTreeSet<String>> = rings
                .iter()
                .enumerate()
                .flat_map(|(k, ring)| {
                    ring.iter()
                        .map(move |s| s.iter().map(|name| format!("{k}: {name}")).collect())
                })
                .collect();
            largest(
                named
                    .iter()
                    .map(|s| s.iter().map(String::as_str).collect())
                    .collect(),
            )
        };
        assert_eq!(found(&[30]), (10, false));
        // Rings that have nothing to do with each other are searched each by itself.
        assert_eq!(found(&[30, 30, 30]), (30, false));
        let (most, guessed) = found(&[90]);
        assert!(guessed && most <= 30);
    }

    #[test]
    fn a_thousand_copies_are_one() {
        let names: Vec<String> = (0..1000).map(|i| format!("own {i}")).collect();
        let sets = names.iter().map(|n| BTreeSet::from(["AP", n.as_str()])).collect();
        assert_eq!(largest(sets), (1, false));
    }
}
