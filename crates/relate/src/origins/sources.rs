//! How many stand behind a story, in numbers and in words.
//!
//! The words are for an editor who wants to check the numbers: one sentence for each agency, one for each report that
//! draws on others, the sum at the end. What a sentence on an agency tells is not told again pair by pair.

use super::accounts::ACCOUNT;
use super::credits::{self, Credit};
use super::{label, limits, outlets};
use record::{Edge, EdgeBasis, Origins, Report, Sources, Warning};
use std::collections::{BTreeMap, BTreeSet};

/// Reasons that are told at most; beyond, the count stands for itself.
const TOLD: usize = 8;
/// Reports or agencies that a sentence names at most.
const NAMED: usize = 3;
/// Percent of a report's prose that make a copy of it.
const MOST: usize = 50;

/// How many reports, outlets and independent origins stand behind a story, in numbers and in words.
#[must_use]
pub fn count(reports: &[&Report], origins: &Origins) -> Sources {
    counted(reports, origins).0
}

/// The same, and a warning where the search for the most independent ones was cut short.
#[must_use]
pub fn counted(reports: &[&Report], origins: &Origins) -> (Sources, Vec<Warning>) {
    let mut reports = reports.to_vec();
    reports.sort_by(|a, b| a.id.cmp(&b.id));
    reports.dedup_by(|a, b| a.id == b.id);
    let (independent, guessed) = origins.counted(reports.iter().map(|r| r.id.as_str()));
    let story = Story::new(&reports, origins);
    let mut why = story.agencies();
    let mut rest = story.originals();
    rest.extend(story.texts());
    rest.extend(story.accounts());
    rest.extend(story.outlets());
    rest.extend(story.kin());
    let room = TOLD.saturating_sub(why.len()).max(2);
    if rest.len() > room {
        let more = rest.len() - (room - 1);
        rest.truncate(room - 1);
        rest.push(format!("{more} more reports draw on others."));
    }
    why.extend(rest);
    if reports.len() > 1 {
        why.push(total(reports.len(), independent.low, independent.high));
    }
    let sources = Sources {
        reports: reports.len(),
        outlets: story.families().len() + reports.iter().filter(|r| r.outlet.is_none()).count(),
        independent,
        why,
    };
    let warning = guessed.then(|| limits::counted_in_part(reports.len(), "independent sources"));
    (sources, warning.into_iter().collect())
}

struct Story<'r> {
    reports: BTreeMap<&'r str, &'r Report>,
    credits: BTreeMap<&'r str, Vec<Credit>>,
    /// The signs of each report.
    edges: BTreeMap<&'r str, Vec<&'r Edge>>,
}

/// Who carries an agency's copy, by what shows it.
#[derive(Default)]
struct Carried<'r> {
    stated: BTreeSet<&'r str>,
    verbatim: BTreeSet<&'r str>,
    part: BTreeSet<&'r str>,
}

impl<'r> Carried<'r> {
    fn all(&self) -> BTreeSet<&'r str> {
        self.stated
            .iter()
            .chain(&self.verbatim)
            .chain(&self.part)
            .copied()
            .collect()
    }
}

impl<'r> Story<'r> {
    fn new(reports: &[&'r Report], origins: &'r Origins) -> Self {
        let ids = || reports.iter().map(|r| r.id.as_str());
        let mut edges: BTreeMap<&str, Vec<&Edge>> = ids().map(|id| (id, Vec::new())).collect();
        for edge in &origins.edges {
            if let Some(of) = edges.get_mut(edge.report.as_str()) {
                of.push(edge);
            }
        }
        Self {
            reports: ids().zip(reports.iter().copied()).collect(),
            credits: ids().zip(credits::all(reports.iter().copied())).collect(),
            edges,
        }
    }

    fn label(&self, id: &str) -> String {
        self.reports.get(id).map_or_else(|| id.to_owned(), |r| label(r))
    }

    /// Whose copy is carried by whom.
    fn carried(&self) -> BTreeMap<&'r str, Carried<'r>> {
        let mut agencies: BTreeMap<&str, Carried> = BTreeMap::new();
        for (id, edges) in &self.edges {
            let agencys = |e: &&&Edge| !e.origin.starts_with("report:") && !e.origin.starts_with(ACCOUNT);
            for edge in edges.iter().filter(agencys) {
                let credits = self.credits.get(id).into_iter().flatten();
                let main = credits
                    .filter(|c| credits::one_agency(&c.agency, &edge.origin))
                    .map(|c| c.main)
                    .max();
                match (edge.basis, main) {
                    (EdgeBasis::Stated, Some(true)) => {
                        agencies.entry(&edge.origin).or_default().stated.insert(id)
                    }
                    (EdgeBasis::Reuse, _) => agencies.entry(&edge.origin).or_default().verbatim.insert(id),
                    // An outlet's own edge comes without words.
                    (EdgeBasis::Stated, _) if main.is_some() || !edge.evidence.is_empty() => {
                        agencies.entry(&edge.origin).or_default().part.insert(id)
                    }
                    _ => continue,
                };
            }
        }
        for of in agencies.values_mut() {
            of.verbatim = of.verbatim.difference(&of.stated).copied().collect();
            of.part = of.part.difference(&of.stated).copied().collect();
            of.part = of.part.difference(&of.verbatim).copied().collect();
        }
        agencies
    }

    /// "3 of 5 reports carry Associated Press copy: 2 stated, 1 verbatim."
    fn agencies(&self) -> Vec<String> {
        let carried = self.carried();
        let mut why = Vec::new();
        // An agency of one report is told with that report's others.
        let mut alone: BTreeMap<(&str, bool), Vec<&str>> = BTreeMap::new();
        for (agency, of) in &carried {
            let all = of.all();
            if let (1, Some(id)) = (all.len(), all.first()) {
                // That CNN prints CNN's copy is no news, and a credited newsroom whose report is here is told with it.
                let newsroom = |r: &&Report| r.outlet.as_deref().is_some_and(|o| outlets::one(o, agency));
                if self.reports.values().any(newsroom) {
                    continue;
                }
                alone.entry((*id, of.part.is_empty())).or_default().push(*agency);
                continue;
            }
            let counts = [
                (of.stated.len(), "stated"),
                (of.verbatim.len(), "verbatim"),
                (of.part.len(), "in part"),
            ];
            let counts: Vec<String> = counts
                .iter()
                .filter(|(n, _)| *n > 0)
                .map(|(n, word)| format!("{n} {word}"))
                .collect();
            why.push(format!(
                "{} of {} reports carry {agency} copy: {}.",
                all.len(),
                self.reports.len(),
                counts.join(", ")
            ));
        }
        why.sort_by_key(|w| std::cmp::Reverse(w.split(' ').next().and_then(|n| n.parse::<usize>().ok())));
        for ((id, whole), agencies) in &alone {
            let what = if *whole { "carries" } else { "carries in part" };
            why.push(format!(
                "{} {what} {} copy.",
                self.label(id),
                listed(agencies.iter().map(|a| (*a).to_owned()))
            ));
        }
        // What is inferred from a report's own words, but for agencies without a name, is known by an agency's form.
        let form = |e: &&&Edge| {
            e.basis == EdgeBasis::Inferred
                && !e.evidence.is_empty()
                && e.origin != "agencies"
                && !e.origin.starts_with("report:")
                && !e.origin.starts_with(ACCOUNT)
        };
        why.extend(self.edges.values().flatten().filter(form).map(|e| e.why.clone()));
        let unnamed = |edges: &[&Edge]| edges.iter().any(|e| e.origin == "agencies");
        for (id, _) in self.edges.iter().filter(|(_, edges)| unnamed(edges)) {
            let others = self.credits.iter().any(|(other, c)| other != id && !c.is_empty());
            why.push(format!(
                "{} credits agencies without naming them{}.",
                self.label(id),
                if others {
                    ", which may be those of other reports"
                } else {
                    ""
                }
            ));
        }
        why
    }

    /// Reports that may rest on one house's account, a sentence for each group of them.
    fn accounts(&self) -> BTreeSet<String> {
        let edges = self.edges.values().flatten();
        let accounts = edges.filter(|e| e.origin.starts_with(ACCOUNT));
        accounts.map(|e| e.why.clone()).collect()
    }

    /// What each report has from other ones: "X has prose in common with Y (33%) and Z (27%)."
    fn texts(&self) -> Vec<String> {
        let carried = self.carried();
        let told = |x: &str, y: &str| {
            carried
                .values()
                .map(Carried::all)
                .any(|all| all.contains(x) && all.contains(y))
        };
        let mut lines = Vec::new();
        let mut copies: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (id, edges) in &self.edges {
            let mut credited: BTreeSet<&str> = BTreeSet::new();
            let mut shared: Vec<(&str, &str)> = Vec::new();
            for edge in edges {
                let Some(other) = edge
                    .origin
                    .strip_prefix("report:")
                    .filter(|o| self.reports.contains_key(o))
                else {
                    continue;
                };
                match edge.basis {
                    EdgeBasis::Stated if self.original(id).is_some() && edge.evidence.is_empty() => {}
                    EdgeBasis::Stated => {
                        credited.insert(other);
                    }
                    _ if told(id, other) || self.label(id) == self.label(other) => {}
                    EdgeBasis::Inferred => lines.push(format!(
                        "{} tells in other words what {} does, sentence after sentence ({} of its prose); that is inferred.",
                        self.label(id),
                        self.label(other),
                        edge.why.split(' ').next().unwrap_or("")
                    )),
                    _ => shared.push((other, edge.why.split(' ').next().unwrap_or(""))),
                }
            }
            let share = |other: &str| {
                shared
                    .iter()
                    .find(|(o, _)| *o == other)
                    .map(|(_, percent)| *percent)
            };
            let mut said: BTreeSet<String> = BTreeSet::new();
            for other in &credited {
                let also = share(other).map_or_else(String::new, |p| {
                    format!(" and has {p} of its prose in common with it")
                });
                if said.insert(self.label(other)) {
                    lines.push(format!("{} credits {}{also}.", self.label(id), self.label(other)));
                }
            }
            shared.retain(|(other, _)| !credited.contains(other));
            shared.sort_by_key(|(other, p)| {
                (
                    std::cmp::Reverse(p.trim_end_matches('%').parse::<usize>().unwrap_or(0)),
                    *other,
                )
            });
            match shared.as_slice() {
                [] => {}
                // What stands mostly in one other report is told with all that stands there.
                [(other, percent), ..]
                    if percent.trim_end_matches('%').parse::<usize>().unwrap_or(0) >= MOST =>
                {
                    copies.entry(other).or_default().push(id);
                }
                _ => {
                    let with = shared
                        .iter()
                        .map(|(other, percent)| format!("{} ({percent})", self.label(other)));
                    lines.push(format!("{} shares prose with {}.", self.label(id), listed(with)));
                }
            }
        }
        let copies = copies.iter().map(|(other, of)| {
            let (verb, whose) = if of.len() == 1 {
                ("shares", "its")
            } else {
                ("share", "their")
            };
            let who = listed(of.iter().map(|id| self.label(id)));
            format!("{who} {verb} most of {whose} prose with {}.", self.label(other))
        });
        lines.splice(0..0, copies);
        lines
    }

    /// The outlets that are known, each with its reports.
    fn families(&self) -> Vec<Vec<&'r Report>> {
        let mut families: Vec<Vec<&Report>> = Vec::new();
        for report in self.reports.values().copied().filter(|r| r.outlet.is_some()) {
            match families.iter_mut().find(|of| outlets::same(of[0], report)) {
                Some(of) => of.push(report),
                None => families.push(vec![report]),
            }
        }
        families
    }

    /// The outlet whose page a report names as its original.
    fn original(&self, id: &str) -> Option<&'r str> {
        let report = self.reports.get(id)?;
        Some(report.original.as_ref()?.outlet.as_str())
    }

    /// "The Harrow Post names a page of the Ellery Herald as its original."
    fn originals(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (id, edges) in &self.edges {
            let Some(outlet) = self.original(id) else { continue };
            let of_report = |e: &&Edge| e.basis == EdgeBasis::Stated && e.evidence.is_empty();
            let mut here = edges
                .iter()
                .copied()
                .filter(of_report)
                .filter_map(|e| e.origin.strip_prefix("report:"));
            let named = here
                .next()
                .map_or_else(|| outlet.to_owned(), |other| self.label(other));
            lines.push(format!(
                "{} names a page of {named} as its original.",
                self.label(id)
            ));
        }
        lines
    }

    /// "The Ellery Herald and the Harrow Post share a newsroom (Tarn Newsroom)."
    fn kin(&self) -> Vec<String> {
        let mut families: BTreeMap<(&str, EdgeBasis), BTreeSet<String>> = BTreeMap::new();
        for (id, edges) in &self.edges {
            let Some(family) = self.reports.get(id).and_then(|r| r.family.as_ref()) else {
                continue;
            };
            for edge in edges {
                if edge.origin == family.name || family.owner.as_ref() == Some(&edge.origin) {
                    let members = families.entry((&edge.origin, edge.basis)).or_default();
                    members.insert(self.label(id));
                }
            }
        }
        let newsrooms: Vec<BTreeSet<String>> = families
            .iter()
            .filter(|((_, basis), _)| *basis == EdgeBasis::Stated)
            .map(|(_, members)| members.clone())
            .collect();
        families
            .into_iter()
            .filter(|((_, basis), members)| *basis == EdgeBasis::Stated || !newsrooms.contains(members))
            .filter(|(_, members)| members.len() > 1)
            .map(|((family, basis), members)| {
                let what = if basis == EdgeBasis::Stated {
                    "share a newsroom"
                } else {
                    "have one owner"
                };
                format!("{} {what} ({family}).", listed(members.into_iter()))
            })
            .collect()
    }

    /// "2 of the reports are from the Ellery Herald."
    fn outlets(&self) -> Vec<String> {
        let families = self.families();
        let several = families.iter().filter(|of| of.len() > 1);
        several
            .map(|of| format!("{} of the reports are from {}.", of.len(), label(of[0])))
            .collect()
    }
}

/// "A, B, C and 2 more".
fn listed(names: impl Iterator<Item = String>) -> String {
    let mut names: Vec<String> = names.collect();
    if names.len() > NAMED + 1 {
        let more = names.len() - NAMED;
        names.truncate(NAMED);
        names.push(format!("{more} more"));
    }
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

fn total(reports: usize, low: usize, high: usize) -> String {
    let sources = |n| {
        if n == 1 {
            "independent source stands"
        } else {
            "independent sources stand"
        }
    };
    if low == high {
        format!("So {low} {} behind the {reports} reports.", sources(low))
    } else {
        format!(
            "So {low} {} behind the {reports} reports if every sign counts, and {high} if only what is stated or \
             verbatim does.",
            sources(low)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_short() {
        let list = |n: usize| listed((1..=n).map(|i| i.to_string()));
        assert_eq!(list(1), "1");
        assert_eq!(list(4), "1, 2, 3 and 4");
        assert_eq!(list(9), "1, 2, 3 and 6 more");
    }

    #[test]
    fn the_sum_says_what_the_views_are() {
        assert_eq!(
            total(4, 1, 1),
            "So 1 independent source stands behind the 4 reports."
        );
        assert!(
            total(4, 2, 3).starts_with("So 2 independent sources stand behind the 4 reports if every sign")
        );
    }
}
