//! What each sentence rests on by stated and verbatim signs, as names that sentences hold in common.

use super::super::{Set, outlets, texts};
use super::Known;
use crate::origins::places::Place;
use record::{FamilyShares, Origins, OutletKind, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Rounds in which names are handed on from originals to copies of copies.
const ROUNDS: usize = 4;
/// Names that a sentence holds at most, so that a thousand copies of copies cost no square. Those of agencies and outlets
/// come first.
const MOST: usize = 256;

/// A name, and whether it stands for more than one pair of reports: those come first.
type Name = (bool, String);

/// The names that the sentences of each report hold, in the order of reports and sentences.
///
/// Names that only one report holds, and names that stand for the same sentences as another one, are left out.
pub(super) fn of(set: &Set, all: &BTreeMap<&str, Known>, origins: &Origins) -> Vec<Vec<BTreeSet<String>>> {
    let at: BTreeMap<&str, usize> = all.keys().copied().zip(0..).collect();
    let mut book: BTreeMap<Name, u32> = BTreeMap::new();
    let said: Vec<Vec<Vec<Name>>> = first(set, all);
    for name in said.iter().flatten().flatten() {
        if !book.contains_key(name) {
            book.insert(name.clone(), 0);
        }
    }
    // Numbers follow the order of the names, so that what comes first is kept first.
    let names: Vec<String> = book.keys().map(|(_, name)| name.clone()).collect();
    book.values_mut().zip(0..).for_each(|(number, n)| *number = n);
    let mut on: Vec<Vec<BTreeSet<u32>>> = said
        .into_iter()
        .map(|of| {
            of.into_iter()
                .map(|names| names.iter().filter_map(|n| book.get(n)).copied().collect())
                .collect()
        })
        .collect();
    hand_on(set, all, &at, &mut on);
    thinned(all, origins, &names, on)
}

/// What each sentence rests on by its own signs.
fn first(set: &Set, all: &BTreeMap<&str, Known>) -> Vec<Vec<Vec<Name>>> {
    let one_text = texts::one_text(set);
    let firsts: BTreeSet<&str> = set.reprints.values().copied().collect();
    let agencies: BTreeSet<&str> = set
        .credits
        .values()
        .flatten()
        .map(|c| c.agency.as_str())
        .collect();
    let mut pages: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, first) in &set.originals {
        if let Some(original) = set.by_id.get(id).and_then(|r| r.original.as_ref()) {
            pages.entry(first).or_default().push(&original.address);
        }
    }
    // Reports that another one names as its source in some sentence.
    let mut named: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (id, known) in all {
        for other in known.claims.iter().flat_map(|c| &c.newsroom) {
            named.entry(other).or_default().push(newsroom(other, id));
        }
    }
    // Places of words that another report quotes, or prints as its own.
    let mut spoken: BTreeMap<&str, Vec<(Span, String)>> = BTreeMap::new();
    for pair in &set.unmarked {
        for &(here, there) in &pair.passages {
            spoken
                .entry(&pair.print.id)
                .or_default()
                .push((here, pair.name()));
            spoken
                .entry(&pair.quoting.id)
                .or_default()
                .push((there, pair.name()));
        }
    }
    let one = |id: &str, known: &Known, n: usize, place: &Place| {
        let mut names: Vec<Name> = vec![(false, format!("in {id}"))];
        let mut wide = |name: String| names.push((false, name));
        let report = known.report;
        if let Some(first) = known.reprints.or_else(|| firsts.get(id).copied()) {
            wide(format!("report:{first}"));
        }
        let own_words = known.says_own(place);
        if let Some(agency) = set.main(report).filter(|_| !own_words) {
            wide(agency.to_owned());
        }
        if let Some(outlet) = report.outlet.as_deref() {
            let publishes = agencies.iter().filter(|a| outlets::one(outlet, a));
            publishes.for_each(|agency| wide((*agency).to_owned()));
        }
        let address = report.original.as_ref().map(|o| o.address.as_str());
        for address in address
            .into_iter()
            .chain(pages.get(id).into_iter().flatten().copied())
        {
            wide(format!("text at {address}"));
        }
        for claim in known.claims_in(place.span) {
            claim.agency.iter().for_each(|agency| wide(agency.clone()));
            claim.newsroom.iter().for_each(|other| wide(newsroom(other, id)));
        }
        let outlet = match &report.original {
            Some(original) if set.main(report).is_none() => Some(original.outlet.as_str()),
            _ => report.outlet.as_deref().filter(|_| known.is_own(set, place)),
        };
        if let Some(outlet) = outlet.and_then(|o| set.outlets.get(o))
            && report.outlet_kind != Some(OutletKind::Portal)
        {
            wide(format!("outlet {outlet}"));
        }
        if known.is_own(set, place) {
            named
                .get(id)
                .into_iter()
                .flatten()
                .for_each(|name| wide(name.clone()));
            if let Some(family) = report
                .family
                .as_ref()
                .filter(|f| f.shares == FamilyShares::Newsroom)
            {
                wide(format!("family {}", family.name));
            }
        }
        if place.crowded {
            wide(sentence(id, n));
        }
        let said = spoken.get(id).into_iter().flatten();
        for (span, name) in said.filter(|(span, _)| span.overlaps(place.span)) {
            let shared = span.end().min(place.span.end()) - span.start().max(place.span.start());
            if 2 * shared >= place.span.len().min(span.len()) {
                names.push((true, name.clone()));
            }
        }
        for cover in &place.covers {
            let pair = cover.pair;
            if let Some(agency) = known.agency_of(set, cover) {
                names.push((false, agency.to_owned()));
            }
            let crowd = cover.at.filter(|&n| {
                let of = all.get(cover.other).and_then(|k| k.places.get(n));
                of.is_some_and(|p| p.crowded)
            });
            if let Some(n) = crowd {
                names.push((false, sentence(cover.other, n)));
            }
            match one_text.get(id).filter(|_| cover.one) {
                Some(first) => names.push((false, format!("one text with {first}"))),
                None => names.push((true, format!("text of {} and {}", pair.a, pair.b))),
            }
        }
        names
    };
    all.iter()
        .map(|(id, known)| {
            let places = known.places.iter().enumerate();
            places.map(|(n, place)| one(id, known, n, place)).collect()
        })
        .collect()
}

fn sentence(report: &str, n: usize) -> String {
    format!("text of {report}, sentence {}", n + 1)
}

fn newsroom(of: &str, named_by: &str) -> String {
    format!("text of {of} named by {named_by}")
}

/// A sentence that comes from another report, or stands in one text with it, rests on all that its original rests on.
///
/// A print of an agency's text has it from the agency, whoever printed it before, unless it is known to be otherwise.
fn hand_on(
    set: &Set,
    all: &BTreeMap<&str, Known>,
    at: &BTreeMap<&str, usize>,
    on: &mut [Vec<BTreeSet<u32>>],
) {
    let mut from: Vec<((usize, usize), (usize, usize))> = Vec::new();
    for (&id, known) in all {
        let print = set.main(known.report).is_some();
        for (n, place) in known.places.iter().enumerate() {
            let takes = place
                .covers
                .iter()
                .filter(|c| c.borrowed && (c.known || (c.one && !print)));
            from.extend(takes.filter_map(|c| Some(((at[id], n), (*at.get(c.other)?, c.at?)))));
            // The very same text: its sentences follow each other in the same order.
            if let Some(first) = known.reprints.filter(|_| !print).and_then(|first| at.get(first)) {
                let (here, there) = (known.places.len(), on[*first].len());
                from.push(((at[id], n), (*first, n * there / here.max(1))));
            }
        }
    }
    for _ in 0..ROUNDS {
        let mut more = false;
        for &((x, n), (y, m)) in &from {
            let Some(theirs) = on.get(y).and_then(|of| of.get(m)) else {
                continue;
            };
            let new: Vec<u32> = theirs.difference(&on[x][n]).copied().collect();
            let room = MOST.saturating_sub(on[x][n].len());
            more |= room > 0 && !new.is_empty();
            on[x][n].extend(new.into_iter().take(room));
        }
        if !more {
            break;
        }
    }
}

/// Leaves out the names that join nothing, and all but the first of those that join the same.
fn thinned(
    all: &BTreeMap<&str, Known>,
    origins: &Origins,
    names: &[String],
    on: Vec<Vec<BTreeSet<u32>>>,
) -> Vec<Vec<BTreeSet<String>>> {
    // Reports without sentences count by what they rest on as a whole.
    let bare = all.iter().filter(|(_, known)| known.places.is_empty());
    let whole: BTreeSet<&String> = bare
        .filter_map(|(id, _)| origins.high.get(*id))
        .flatten()
        .collect();
    let mut holders: Vec<Vec<(usize, usize)>> = vec![Vec::new(); names.len()];
    for (report, of) in on.iter().enumerate() {
        for (n, held) in of.iter().enumerate() {
            held.iter()
                .for_each(|&name| holders[name as usize].push((report, n)));
        }
    }
    let mut seen: BTreeSet<&[(usize, usize)]> = BTreeSet::new();
    let kept: Vec<bool> = holders
        .iter()
        .zip(names)
        .map(|(of, name)| {
            let joins = of.first().map(|h| h.0) != of.last().map(|h| h.0);
            whole.contains(name) || (joins && seen.insert(of))
        })
        .collect();
    let named = |held: BTreeSet<u32>| {
        let kept = held.into_iter().filter(|&n| kept[n as usize]);
        kept.map(|n| names[n as usize].clone()).collect()
    };
    on.into_iter()
        .map(|of| of.into_iter().map(named).collect())
        .collect()
}
