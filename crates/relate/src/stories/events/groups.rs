//! Tellings of one happening, put together.

use super::happenings::Happening;
use super::tellings::Telling;
use record::Report;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What happened more days than this before the first report is background.
const BACKGROUND: i32 = 14;

/// The tellings of one event.
#[derive(Debug, Clone)]
pub(super) struct Group<'a> {
    pub(super) kind: Happening,
    pub(super) day: Option<&'a str>,
    /// The site in lower case.
    pub(super) place: Option<String>,
    pub(super) tellings: Vec<usize>,
}

pub(super) fn group<'a>(tellings: &[Telling<'a>], reports: &[&'a Report]) -> Vec<Group<'a>> {
    let mut by_day: BTreeMap<(Happening, &str), Vec<usize>> = BTreeMap::new();
    let mut undated: Vec<usize> = Vec::new();
    let earliest = reports.iter().filter_map(|r| r.day()).min();
    for (i, telling) in tellings.iter().enumerate() {
        match (telling.kind, telling.day) {
            (Some(kind), Some(day)) => {
                if earliest.is_none_or(|first| days_between(day, first).is_none_or(|n| n <= BACKGROUND)) {
                    by_day.entry((kind, day)).or_default().push(i);
                }
            }
            (Some(_), None) => undated.push(i),
            (None, _) => {}
        }
    }
    let dated: Vec<Group<'a>> = by_day
        .into_iter()
        .flat_map(|((kind, day), told)| by_site(kind, day, told, tellings))
        .collect();
    let mut groups = one_event_two_days(dated, tellings);
    for i in undated {
        if let Some(to) = only(&groups, &tellings[i]) {
            groups[to].tellings.push(i);
        }
    }
    // What goes on from a telling goes with it.
    let mut home: BTreeMap<usize, usize> = BTreeMap::new();
    for (g, group) in groups.iter().enumerate() {
        home.extend(group.tellings.iter().map(|t| (*t, g)));
    }
    for (i, telling) in tellings.iter().enumerate() {
        if let (None, Some(g)) = (home.get(&i), telling.after.and_then(|a| home.get(&a).copied())) {
            home.insert(i, g);
            groups[g].tellings.push(i);
        }
    }
    groups
}

/// One kind and day, parted by sites where one report holds two against each other with figures of their own: 35 dead in
/// one town and five in the next. What is told of several sites at once or of none is of the whole.
fn by_site<'a>(kind: Happening, day: &'a str, told: Vec<usize>, tellings: &[Telling<'a>]) -> Vec<Group<'a>> {
    let site = |i: usize| single_site(&tellings[i]).cloned();
    let own = held_apart(kind, &told, tellings);
    let mut parts: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
    for i in told {
        parts
            .entry(site(i).filter(|s| own.contains(s)))
            .or_default()
            .push(i);
    }
    parts
        .into_iter()
        .map(|(part, told)| Group {
            kind,
            day: Some(day),
            place: part.or_else(|| commonest(&told, tellings).filter(|_| own.is_empty())),
            tellings: told,
        })
        .collect()
}

/// The sites that one report sets against another one or against the whole. Only what stands in one report is compared,
/// so that thousands of reports take no square of time.
fn held_apart<'a>(kind: Happening, told: &[usize], tellings: &[Telling<'a>]) -> BTreeSet<String> {
    let mut own: BTreeSet<String> = BTreeSet::new();
    for report in told.chunk_by(|&i, &j| tellings[i].report == tellings[j].report) {
        for (x, y) in pairs(report).map(|(i, j)| (&tellings[i], &tellings[j])) {
            let Some(here) = single_site(x) else {
                continue;
            };
            let elsewhere = match single_site(y) {
                Some(there) => there != here,
                None => y.sites.len() > 1,
            };
            let measures = |t: &Telling<'a>| t.harmed.iter().map(|h| h.0).collect::<BTreeSet<_>>();
            let figures = !measures(x).is_disjoint(&measures(y)) && x.harmed.is_disjoint(&y.harmed);
            if elsewhere && (figures || kind != Happening::Harm) {
                own.insert(here.clone());
            }
        }
    }
    own
}

/// Every two different ones, both ways round.
fn pairs(all: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    let others = |i: usize| all.iter().filter(move |j| **j != i).map(move |j| (i, *j));
    all.iter().flat_map(move |i| others(*i))
}

fn single_site<'t>(telling: &'t Telling<'_>) -> Option<&'t String> {
    (telling.sites.len() == 1)
        .then(|| telling.sites.keys().next())
        .flatten()
}

/// The site that most tellings give.
fn commonest(told: &[usize], tellings: &[Telling<'_>]) -> Option<String> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for site in told.iter().flat_map(|i| tellings[*i].sites.keys()) {
        *uses.entry(site).or_default() += 1;
    }
    let most = uses.iter().max_by_key(|(s, n)| (**n, Reverse(**s)))?;
    Some((*most.0).to_owned())
}

/// "On Monday night" and "early on Tuesday" may be of one event: two groups of one kind on days next to each other are
/// one, unless they name different sites or a report tells of both.
fn one_event_two_days<'a>(mut groups: Vec<Group<'a>>, tellings: &[Telling<'a>]) -> Vec<Group<'a>> {
    let by = |g: &Group<'a>| {
        g.tellings
            .iter()
            .map(|t| tellings[*t].report)
            .collect::<BTreeSet<_>>()
    };
    // Days that most reports give come first, so that a slip joins them and not another slip.
    groups.sort_by_cached_key(|g| (Reverse(by(g).len()), g.day, g.place.clone()));
    let mut kept: Vec<Group<'a>> = Vec::new();
    for group in groups {
        let mine = by(&group);
        let fits = |k: &&mut Group<'a>| {
            let near = match (k.day, group.day) {
                (Some(a), Some(b)) => days_between(a, b).is_some_and(|n| n.abs() == 1),
                _ => false,
            };
            k.kind == group.kind
                && near
                && group.place.is_some()
                && k.place == group.place
                && by(k).is_disjoint(&mine)
        };
        match kept.iter_mut().find(fits) {
            Some(k) => k.tellings.extend(group.tellings),
            None => kept.push(group),
        }
    }
    kept.sort_by(|a, b| (a.day, a.kind, &a.place).cmp(&(b.day, b.kind, &b.place)));
    kept
}

/// The only group that a telling without a day can be of: one of its kind, and of its site where it has one.
fn only(groups: &[Group<'_>], telling: &Telling<'_>) -> Option<usize> {
    let kind = |g: &&(usize, &Group<'_>)| Some(g.1.kind) == telling.kind;
    let all: Vec<(usize, &Group<'_>)> = groups.iter().enumerate().collect();
    let same: Vec<&(usize, &Group<'_>)> = all.iter().filter(kind).collect();
    let there: Vec<&&(usize, &Group<'_>)> = same
        .iter()
        .filter(|g| g.1.place.as_ref().is_some_and(|p| telling.sites.contains_key(p)))
        .collect();
    match (there.as_slice(), same.as_slice()) {
        ([one], _) => Some(one.0),
        ([], [one]) if telling.sites.is_empty() || one.1.place.is_none() => Some(one.0),
        _ => None,
    }
}

/// Days from `a` to `b`.
fn days_between(a: &str, b: &str) -> Option<i32> {
    let (a, b): (jiff::civil::Date, jiff::civil::Date) = (a.parse().ok()?, b.parse().ok()?);
    a.until(b).ok().map(|s| s.get_days())
}
