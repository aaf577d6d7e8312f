//! Versions of one report: the same address again with other text. And twins: the same article under its AMP or print
//! address, or fetched twice, with the same text.
//!
//! What is absent on purpose: addresses themselves (`read` gives each report the one that its versions share), and
//! copies by other outlets, which are [`crate::reuse`].

mod alike;
mod changes;
mod order;
mod sentences;

pub use changes::between;

use alike::Words;
use order::Twins;
use record::{Report, Twin, Version, VersionOrder};
use std::collections::BTreeMap;

/// Reports of one address that each further one is held against at most, the latest first, so that a thousand pages
/// under one address cost no square.
const HELD: usize = 16;

/// Reports with versions and twins told apart.
#[derive(Debug, Default)]
pub struct Settled {
    /// Those that stand for a report in stories: the last version of each, by id.
    pub standing: Vec<Report>,
    /// Earlier versions, by report and number.
    pub earlier: Vec<Report>,
}

/// Tells which of `reports` are versions or twins of one another.
///
/// Reports of one article-like canonical address whose texts have something in common are one report. The last version
/// stands for it; an earlier one is kept, with its place in [`Report::version`]. Of twins the one with the fullest text
/// and the plainest address is kept, and names the others in [`Report::twins`]. The answer does not depend on the order
/// of `reports`.
#[must_use]
pub fn settle(mut reports: Vec<Report>) -> Settled {
    reports.sort_by(|a, b| (&a.id, &a.source).cmp(&(&b.id, &b.source)));
    let mut addresses: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, report) in reports.iter().enumerate() {
        if let Some(address) = report.canonical.as_deref().filter(|a| is_article(a)) {
            addresses.entry(address).or_default().push(i);
        }
    }
    let found: Vec<Found> = addresses
        .into_values()
        .filter(|members| members.len() > 1)
        .flat_map(|members| of_address(&reports, &members))
        .collect();
    apply(reports, found)
}

/// The versions of one report in order, each with its twins, the one to keep first.
struct Found {
    versions: Vec<Vec<usize>>,
    order: VersionOrder,
}

/// Whether an address is that of one article: more than a front page.
fn is_article(canonical: &str) -> bool {
    let rest = canonical.split_once("://").map_or(canonical, |(_, r)| r);
    rest.find(['/', '?', '#'])
        .and_then(|at| rest.get(at..))
        .is_some_and(|tail| tail.chars().any(char::is_alphanumeric))
}

/// Reports of one address, those without anything in common kept apart.
fn of_address(reports: &[Report], members: &[usize]) -> Vec<Found> {
    let words: BTreeMap<usize, Words> = members.iter().map(|&i| (i, Words::of(&reports[i]))).collect();
    let twins = twins(&words);
    let (members, _) = order::ordered(reports, members, &twins);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for i in members {
        // A version is most like the one before it, and may have left the first one behind.
        let fits = |group: &Vec<usize>| {
            let mut latest = group.iter().rev().take(HELD);
            latest.any(|j| words[&i].alike(&words[j]))
        };
        let from = groups.len().saturating_sub(HELD);
        match groups[from..].iter_mut().rev().find(|g| fits(g)) {
            Some(group) => group.push(i),
            None => groups.push(vec![i]),
        }
    }
    groups
        .into_iter()
        .filter(|g| g.len() > 1)
        .map(|group| versions(reports, &words, &twins, &group))
        .collect()
}

/// Each report's fellows of the same text.
fn twins(words: &BTreeMap<usize, Words>) -> Twins {
    let mut texts: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (&i, words) in words {
        texts.entry(words.whole).or_default().push(i);
    }
    let known = texts.into_values().filter(|t| t.len() > 1);
    known
        .flat_map(|t| {
            let fellows: Vec<usize> = t.iter().copied().take(HELD).collect();
            t.into_iter().map(move |i| (i, fellows.clone()))
        })
        .collect()
}

/// One report's sources told into versions and twins.
fn versions(reports: &[Report], words: &BTreeMap<usize, Words>, twins: &Twins, members: &[usize]) -> Found {
    let (members, order) = order::ordered(reports, members, twins);
    let mut versions: Vec<Vec<usize>> = Vec::new();
    for i in members {
        let is_twin = |j: usize| {
            words[&i].same(&words[&j])
                || alike::is_part(&reports[i], &reports[j])
                || alike::is_part(&reports[j], &reports[i])
        };
        // Where the order is not known, a text that was met before is no return to it.
        let back = if order == VersionOrder::Unknown { HELD } else { 1 };
        match versions
            .iter_mut()
            .rev()
            .take(back)
            .find(|v| v.iter().take(HELD).any(|&j| is_twin(j)))
        {
            Some(version) => version.push(i),
            None => versions.push(vec![i]),
        }
    }
    for version in &mut versions {
        version.sort_by_key(|&i| rank(&reports[i]));
    }
    Found { versions, order }
}

/// Which of twins is kept: the fullest text, then dates, then the plainest address, then the first id.
fn rank(report: &Report) -> (std::cmp::Reverse<usize>, [bool; 3], usize, usize, &str) {
    let length: usize = report.running().map(|s| s.span.len()).sum();
    let dressed = match (&report.url, &report.canonical) {
        (Some(url), Some(canonical)) => url.len().abs_diff(canonical.len()),
        _ => usize::MAX,
    };
    (
        // White space and marks make no text fuller.
        std::cmp::Reverse(length / 64),
        [
            report.published.is_none(),
            report.modified.is_none(),
            report.captured.is_none(),
        ],
        alike::dress(report).len(),
        dressed,
        &report.id,
    )
}

fn apply(mut reports: Vec<Report>, found: Vec<Found>) -> Settled {
    let mut places: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut dropped: Vec<usize> = Vec::new();
    for (group, one) in found.iter().enumerate() {
        let total = one.versions.len();
        let last = one.versions.last().and_then(|v| v.first());
        let of = last.map(|&i| reports[i].id.clone()).unwrap_or_default();
        for (n, version) in one.versions.iter().enumerate() {
            let Some((&kept, others)) = version.split_first() else {
                continue;
            };
            let mut twins: Vec<Twin> = others.iter().map(|&i| twin(&reports[i])).collect();
            twins.sort();
            reports[kept].twins = twins;
            dropped.extend(others);
            if total > 1 {
                reports[kept].version = Some(Version {
                    of: of.clone(),
                    number: n + 1,
                    total,
                    order: one.order,
                });
            }
            if n + 1 < total {
                places.insert(kept, (group, n));
            }
        }
    }
    dropped.sort_unstable();
    let mut settled = Settled::default();
    let mut earlier: Vec<((usize, usize), Report)> = Vec::new();
    for (i, report) in reports.into_iter().enumerate() {
        if dropped.binary_search(&i).is_ok() {
            continue;
        }
        match places.get(&i) {
            Some(place) => earlier.push((*place, report)),
            None => settled.standing.push(report),
        }
    }
    earlier.sort_by_key(|(place, _)| *place);
    settled.earlier = earlier.into_iter().map(|(_, report)| report).collect();
    settled
}

fn twin(report: &Report) -> Twin {
    Twin {
        id: report.id.clone(),
        url: report.url.clone(),
        file: report.file.clone(),
        line: report.line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{PROSE, report};

    fn at(id: &str, url: &str, captured: &str, paragraphs: &[&str]) -> Report {
        Report {
            url: Some(url.into()),
            canonical: Some("https://herald.example/lock-gate".into()),
            captured: (!captured.is_empty()).then(|| captured.into()),
            source: id.into(),
            ..report(id, "Ellery Herald", "", paragraphs)
        }
    }

    /// A report's id, its number among how many versions, and how many twins it has.
    type Told = (String, Option<(usize, usize)>, usize);

    fn told(reports: &[Report]) -> Vec<Told> {
        let settled = settle(reports.to_vec());
        let mut reversed = reports.to_vec();
        reversed.reverse();
        let again = settle(reversed);
        let all = |s: &Settled| -> Vec<Report> { s.earlier.iter().chain(&s.standing).cloned().collect() };
        assert_eq!(all(&settled), all(&again), "the order of the input tells");
        all(&settled)
            .into_iter()
            .map(|r| (r.id, r.version.map(|v| (v.number, v.total)), r.twins.len()))
            .collect()
    }

    fn one(id: &str, version: Option<(usize, usize)>, twins: usize) -> Told {
        (id.to_owned(), version, twins)
    }

    const URL: &str = "https://herald.example/lock-gate";
    const AMP: &str = "https://amp.herald.example/lock-gate";

    #[test]
    fn other_text_under_one_address_is_a_version() {
        let reports = [
            at("c", URL, "2031-03-04T09:00:00Z", &[PROSE[0]]),
            at("a", URL, "2031-03-04T12:00:00Z", &[PROSE[0], PROSE[1]]),
            at("b", URL, "2031-03-04T10:00:00Z", &[PROSE[0], PROSE[2]]),
        ];
        let wanted = [
            one("c", Some((1, 3)), 0),
            one("b", Some((2, 3)), 0),
            one("a", Some((3, 3)), 0),
        ];
        assert_eq!(told(&reports), wanted);
        let settled = settle(reports.to_vec());
        assert!(
            settled
                .earlier
                .iter()
                .all(|r| r.version.as_ref().unwrap().of == "a")
        );
    }

    #[test]
    fn the_same_text_is_a_twin_and_told_once() {
        let reports = [
            at("b", AMP, "2031-03-04T09:00:00Z", &[PROSE[0], PROSE[1]]),
            at("a", URL, "2031-03-04T10:00:00Z", &[PROSE[0], PROSE[1]]),
        ];
        assert_eq!(told(&reports), [one("a", None, 1)]);
        assert_eq!(
            settle(reports.to_vec()).standing[0].twins[0].url.as_deref(),
            Some(AMP)
        );
    }

    #[test]
    fn a_shortened_amp_page_is_a_twin_of_the_full_one() {
        let reports = [
            at("a", AMP, "2031-03-04T12:00:00Z", &[PROSE[0]]),
            at("b", URL, "2031-03-04T09:00:00Z", &[PROSE[0], PROSE[1]]),
        ];
        assert_eq!(told(&reports), [one("b", None, 1)]);
    }

    #[test]
    fn an_amp_page_with_other_words_is_a_version() {
        let reports = [
            at("a", AMP, "2031-03-04T12:00:00Z", &[PROSE[0], PROSE[2]]),
            at("b", URL, "2031-03-04T09:00:00Z", &[PROSE[0], PROSE[1]]),
        ];
        assert_eq!(
            told(&reports),
            [one("b", Some((1, 2)), 0), one("a", Some((2, 2)), 0)]
        );
    }

    #[test]
    fn a_stub_is_no_version() {
        let mut stub = at("a", URL, "2031-03-05T12:00:00Z", &[PROSE[0]]);
        stub.warnings.push(record::Warning::new("stub", "Cut short."));
        let full = at("b", URL, "2031-03-04T09:00:00Z", &[PROSE[0], PROSE[1], PROSE[2]]);
        assert_eq!(told(&[stub, full]), [one("b", None, 1)]);
    }

    #[test]
    fn texts_with_nothing_in_common_stay_apart() {
        let reports = [
            at("a", URL, "", &[PROSE[0], PROSE[1]]),
            at("b", URL, "", &[PROSE[2], PROSE[3]]),
        ];
        assert_eq!(told(&reports), [one("a", None, 0), one("b", None, 0)]);
    }

    #[test]
    fn a_front_page_joins_nothing() {
        let mut reports = [
            at("a", "https://herald.example/", "", &[PROSE[0], PROSE[1]]),
            at("b", "https://herald.example/", "", &[PROSE[0], PROSE[2]]),
        ];
        for report in &mut reports {
            report.canonical = Some("https://herald.example".into());
        }
        assert_eq!(told(&reports), [one("a", None, 0), one("b", None, 0)]);
        reports[0].canonical = None;
        reports[1].canonical = None;
        assert_eq!(told(&reports).len(), 2);
    }

    #[test]
    fn a_return_to_old_words_is_a_version() {
        let reports = [
            at("a", URL, "2031-03-04T09:00:00Z", &[PROSE[0], PROSE[1]]),
            at("b", URL, "2031-03-04T10:00:00Z", &[PROSE[0], PROSE[2]]),
            at("c", URL, "2031-03-04T11:00:00Z", &[PROSE[0], PROSE[1]]),
        ];
        let places: Vec<_> = told(&reports).into_iter().map(|(id, v, _)| (id, v)).collect();
        assert_eq!(places[2], ("c".into(), Some((3, 3))));
        let undated: Vec<Report> = reports
            .into_iter()
            .map(|r| Report { captured: None, ..r })
            .collect();
        assert_eq!(told(&undated).len(), 2);
    }
}
