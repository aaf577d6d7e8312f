//! A common text that is not at hand: reports that rest on one institution's account alone.
//!
//! Two newsrooms that rewrite one press release, each in its own words, share no passage and credit nobody. What a
//! journalist sees all the same: all whom either report quotes speak for one house ([`voices`], [`affiliations`]), neither
//! shows work of its own, and the same facts come in the same order ([`step`]). That is a doubt and no proof, so it counts for
//! the cautious alone. A witness, a call that was not returned or "told the Herald" in either report takes the doubt away.
//! What is absent on purpose: any guess at what the announcement said, and any joining of reports that quote nobody.

mod affiliations;
mod step;
mod trades;
mod voices;

use super::limits::Cut;
use super::{MOST, Set, label, tie};
use crate::reuse::kin::days_apart;
pub(crate) use affiliations::Affiliations;
use record::{Citation, Edge, EdgeBasis, NameKind, Origins, Report, ReuseKind, Span};
use std::collections::{BTreeMap, BTreeSet};
use step::Facts;
use voices::{House, Voices};
pub(crate) use voices::{houses, is_newsroom};

/// How an origin that is one house's account begins; the house follows.
pub(crate) const ACCOUNT: &str = "account of ";

/// Reports of one house that are held against each other, all with all; of more, those with a rare name in common.
const HELD: usize = 48;
/// Rare names that two of those must share.
const RARE: usize = 3;
/// Reports that a reason names at most.
const NAMED: usize = 4;
/// Rounds in which a doubt is handed on to copies of copies.
const ROUNDS: usize = 8;

/// A report that may rest on one house alone.
struct Account<'r> {
    report: &'r Report,
    voices: Voices<'r>,
    /// Everybody and everything that it names.
    names: BTreeSet<&'r str>,
}

/// Two reports that may rest on one account, and the sentences that they tell in step.
struct Pair<'r> {
    a: &'r Report,
    b: &'r Report,
    house: House<'r>,
    steps: Vec<(Span, Span)>,
}

/// Ties reports that rest on one house's account alone, for the cautious.
pub(super) fn of<'r>(set: &Set<'r>, origins: &mut Origins, cut: &mut Cut<'r>) {
    let known = Affiliations::of(set.by_id.values().copied());
    let accounts: Vec<Account> = set
        .by_id
        .values()
        .filter_map(|report| {
            let voices = voices::of(report, &known)?;
            let names = report.names.iter().map(|n| known.full(&n.entity)).collect();
            Some(Account {
                report,
                voices,
                names,
            })
        })
        .collect();
    let mut facts: BTreeMap<usize, Facts> = BTreeMap::new();
    let mut found: Vec<Pair> = Vec::new();
    for (x, y) in candidates(&accounts, cut) {
        let (a, b) = (&accounts[x], &accounts[y]);
        let Some(house) = common(a, b) else { continue };
        // What is joined already needs no further doubt.
        let joined = |of: &BTreeMap<String, BTreeSet<String>>| {
            let on = |r: &Report| of.get(&r.id);
            on(a.report)
                .zip(on(b.report))
                .is_some_and(|(p, q)| !p.is_disjoint(q))
        };
        if joined(&origins.low) {
            continue;
        }
        for at in [x, y] {
            facts.entry(at).or_insert_with(|| Facts::of(accounts[at].report));
        }
        let days = days_apart(a.report, b.report);
        if let Some(steps) = step::in_step(&facts[&x], &facts[&y], days) {
            let (a, b) = (a.report, b.report);
            found.push(Pair { a, b, house, steps });
        }
    }
    let mut doubts: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for pair in &found {
        let both = format!("account behind {} and {}", pair.a.id, pair.b.id);
        for id in [&pair.a.id, &pair.b.id] {
            doubts.entry(id).or_default().insert(both.clone());
        }
    }
    hand_on(set, &mut doubts);
    for (id, names) in &doubts {
        names.iter().for_each(|name| tie(origins, id, name, false));
    }
    tell(set, &known, &found, origins);
}

/// Pairs of reports that may rest on one house, each once, in order.
fn candidates<'r>(accounts: &[Account<'r>], cut: &mut Cut<'r>) -> BTreeSet<(usize, usize)> {
    let mut of_house: BTreeMap<House, Vec<usize>> = BTreeMap::new();
    for (at, account) in accounts.iter().enumerate() {
        for house in &account.voices.houses {
            of_house.entry(*house).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for members in of_house.values() {
        if members.len() <= HELD {
            for (i, &x) in members.iter().enumerate() {
                pairs.extend(members[i + 1..].iter().map(|&y| (x, y)));
            }
            continue;
        }
        let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for &at in members {
            for name in &accounts[at].names {
                holders.entry(name).or_default().push(at);
            }
        }
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for of in holders.values() {
            if of.len() > HELD {
                cut.accounts
                    .extend(of.iter().map(|&at| accounts[at].report.id.as_str()));
                continue;
            }
            for (i, &x) in of.iter().enumerate() {
                of[i + 1..]
                    .iter()
                    .for_each(|&y| *shared.entry((x, y)).or_default() += 1);
            }
        }
        pairs.extend(
            shared
                .into_iter()
                .filter(|(_, n)| *n >= RARE)
                .map(|(pair, _)| pair),
        );
    }
    pairs
}

/// The house on which both may rest: a body before a trade, a trade before a person.
fn common<'r>(a: &Account<'r>, b: &Account<'r>) -> Option<House<'r>> {
    let house = a.voices.houses.intersection(&b.voices.houses).next()?;
    // Each has found a speaker of the house of whom the other knows nothing: two newsrooms that asked.
    let (p, q) = (&a.voices.people, &b.voices.people);
    let strangers = p.is_disjoint(&b.names) && q.is_disjoint(&a.names);
    let asked_apart = !p.is_empty() && !q.is_empty() && strangers;
    (!asked_apart).then_some(*house)
}

/// A report most of whose prose stands in a doubtful one is as doubtful as that one is: a reprint of a part adds nothing.
pub(super) fn hand_on<'r>(set: &Set<'r>, doubts: &mut BTreeMap<&'r str, BTreeSet<String>>) {
    if doubts.is_empty() {
        return;
    }
    for _ in 0..ROUNDS {
        let mut more = false;
        for (pair, a, b) in set.pairs().filter(|(pair, ..)| pair.kind == ReuseKind::Copied) {
            for (from, share, to) in [(a, pair.share_a, b), (b, pair.share_b, a)] {
                let Some(names) = doubts.get(to.id.as_str()).filter(|_| share >= MOST).cloned() else {
                    continue;
                };
                let own = doubts.entry(&from.id).or_default();
                let before = own.len();
                own.extend(names);
                more |= own.len() > before;
            }
        }
        if !more {
            break;
        }
    }
}

/// One edge for each report and house, with the sentences in step of the first pair that it is in.
fn tell<'r>(set: &Set<'r>, known: &Affiliations<'r>, found: &[Pair<'r>], origins: &mut Origins) {
    let mut groups: BTreeMap<House, BTreeMap<&str, &Pair>> = BTreeMap::new();
    for pair in found {
        let of = groups.entry(pair.house).or_default();
        of.entry(&pair.a.id).or_insert(pair);
        of.entry(&pair.b.id).or_insert(pair);
    }
    for (house, members) in &groups {
        let name = called(*house, set, known);
        let mut labels: Vec<String> = members
            .keys()
            .filter_map(|id| set.by_id.get(id))
            .map(|r| label(r))
            .collect();
        labels.sort();
        labels.dedup();
        let all = if labels.len() > 2 { "all of them" } else { "both" };
        let who = match house {
            House::Body(_) => format!("{name} and those who speak for it"),
            House::Trade(_) | House::Person(_) => name.clone(),
        };
        let why = format!(
            "{} quote nobody but {who}, and tell the same facts in the same order: one account, which is not at hand, may \
             stand behind {all}; that is inferred.",
            listed(labels)
        );
        for (id, pair) in members {
            let cited = |report: &Report, span: Span| Citation::new(report, span);
            let evidence = pair
                .steps
                .iter()
                .flat_map(|(x, y)| [cited(pair.a, *x), cited(pair.b, *y)])
                .collect();
            origins.edges.push(Edge {
                report: (*id).to_owned(),
                origin: format!("{ACCOUNT}{name}"),
                basis: EdgeBasis::Inferred,
                why: why.clone(),
                evidence,
            });
        }
    }
}

fn listed(mut names: Vec<String>) -> String {
    if names.len() > NAMED {
        let more = names.len() - (NAMED - 1);
        names.truncate(NAMED - 1);
        names.push(format!("{more} more"));
    }
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// How a house is called: by its fullest common name.
fn called(house: House, set: &Set, known: &Affiliations) -> String {
    let entity = match house {
        House::Trade(trade) => return trades::called(trade).to_owned(),
        House::Body(entity) | House::Person(entity) => entity,
    };
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for report in set.by_id.values() {
        for name in report.names.iter().filter(|n| known.full(&n.entity) == entity) {
            let words: Vec<&str> = report.text.at(name.span).split_whitespace().collect();
            *names.entry(words.join(" ")).or_default() += 1;
        }
    }
    let person = matches!(house, House::Person(_)) || known.kind(entity) == Some(NameKind::Person);
    // A person by her full name, a body as it is called most.
    let best = names.into_iter().max_by_key(|(name, n)| {
        let full = if person { name.split(' ').count() } else { 0 };
        (full, *n, name.len(), std::cmp::Reverse(name.clone()))
    });
    best.map_or_else(|| entity.to_owned(), |(name, _)| name)
}

#[cfg(test)]
mod tests;
