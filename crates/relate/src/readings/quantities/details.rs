//! Figures other than tolls, told alike by the words beside them: a price, a share, a length, a count of things.
//!
//! Such a figure says of what it is by its sentence alone. Equal numbers are one figure where the words beside them in
//! two reports tell enough together; the rounder and smaller the number, the more they must tell. Unequal numbers are
//! joined where the words agree still better, and no report gives both numbers.

use super::figures::Figure;
use super::values::{number, of_one_size};
use crate::readings::rarity::Rarity;
use std::collections::{BTreeMap, BTreeSet};

/// What words and number must tell together for equal numbers, in sixteenths of a bit.
const ENOUGH: u32 = 168;
/// What the words alone must tell for unequal numbers.
const ENOUGH_UNEQUAL: u32 = 22 * 16;
/// The same where two reports give each number, over all that stands beside them.
const ENOUGH_TOGETHER: u32 = 15 * 16;
/// At least so many words must be common to unequal numbers.
const FEWEST_UNEQUAL: usize = 5;
/// Numbers nearer than this share are one number, rounded or put into another unit: no other value.
const ROUNDED: f64 = 1.012;
/// No word tells more than this, however rare.
const MOST_OF_A_WORD: u32 = 5 * 16;
/// Figures of a group that a new one is compared with.
const MOST_MEMBERS: usize = 24;
/// Groups that unequal numbers are sought among.
const MOST_GROUPS: usize = 400;

/// Groups of figures, each of one thing: sorted lists of indices into `figures`. `members` are the figures to group.
pub(super) fn group(members: &[usize], figures: &[Figure<'_>], rarity: &Rarity) -> Vec<Vec<usize>> {
    let mut equal: BTreeMap<(&str, Option<&str>, u64), Vec<usize>> = BTreeMap::new();
    for &i in members {
        let quantity = figures[i].quantity;
        let key = (
            quantity.measure.as_str(),
            quantity.unit.as_deref().filter(|_| measured(&quantity.measure)),
            number(quantity).to_bits(),
        );
        equal.entry(key).or_default().push(i);
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for bucket in equal.values() {
        groups.extend(of_one_number(bucket, figures, rarity));
    }
    unequal(groups, figures, rarity)
}

/// Whether the unit is one of measure and not the name of what is counted.
fn measured(measure: &str) -> bool {
    measure != "count"
}

/// Groups of figures with the same number, each figure with the group it has most in common with.
fn of_one_number(bucket: &[usize], figures: &[Figure<'_>], rarity: &Rarity) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &i in bucket {
        let needed = needed(number(figures[i].quantity));
        let best = groups
            .iter()
            .enumerate()
            .filter(|(_, g)| g.iter().all(|&j| alike(&figures[i], &figures[j])))
            .map(|(at, g)| {
                let told = g
                    .iter()
                    .take(MOST_MEMBERS)
                    .map(|&j| common(&figures[i], &figures[j], rarity).0)
                    .max()
                    .unwrap_or(0);
                (told, std::cmp::Reverse(at))
            })
            .max();
        match best {
            Some((told, std::cmp::Reverse(at))) if told >= needed => groups[at].push(i),
            _ => groups.push(vec![i]),
        }
    }
    groups
}

/// Whether two equal numbers can be of one thing: nothing that is counted differs, nor whether it is the old or new one.
pub(super) fn alike(a: &Figure<'_>, b: &Figure<'_>) -> bool {
    let kinds = match (&a.noun, &b.noun) {
        (Some(x), Some(y)) => x == y,
        _ => true,
    };
    let open = |f: &Figure<'_>| (f.quantity.min.is_none(), f.quantity.max.is_none());
    // "Up to 40" and "at least 40" have a number in common and nothing else.
    let bounds = open(a).0 == open(b).0 || open(a) == (false, false) && open(b) == (false, false);
    kinds && bounds && !a.of_another_event(b) && age(a).zip(age(b)).is_none_or(|(x, y)| x == y)
}

/// Whether the words right beside call it the earlier or the later of two.
fn age(figure: &Figure<'_>) -> Option<bool> {
    const NEAR: usize = 8;
    const EARLIER: &[&str] = &[
        "first", "initial", "original", "previou", "earli", "prior", "former", "earlier", "previous",
    ];
    const LATER: &[&str] = &[
        "new", "rais", "raise", "latest", "final", "current", "revis", "second", "increas", "sweeten",
    ];
    let near = |list: &[&str]| {
        figure
            .beside
            .iter()
            .filter(|(word, _)| list.contains(&word.as_str()))
            .map(|(_, away)| *away)
            .min()
    };
    match (near(EARLIER), near(LATER)) {
        (Some(e), Some(l)) if e.min(l) <= NEAR && e != l => Some(e < l),
        (Some(e), None) if e <= NEAR => Some(true),
        (None, Some(l)) if l <= NEAR => Some(false),
        _ => None,
    }
}

/// What the words common to both sides tell, and how many they are. Words near both figures tell most.
pub(super) fn common(a: &Figure<'_>, b: &Figure<'_>, rarity: &Rarity) -> (u32, usize) {
    let (mut told, mut count) = (0, 0);
    for (word, away) in &a.beside {
        if let Some(other) = b.beside.get(word) {
            let bits = rarity.bits(word, MOST_OF_A_WORD);
            told += if *away.max(other) <= 6 { bits } else { bits * 2 / 3 };
            count += 1;
        }
    }
    // The thing counted stands in the figure's own words.
    if a.noun.is_some() && a.noun == b.noun {
        let noun = a.noun.as_deref().unwrap_or_default();
        told += rarity.bits(&crate::readings::words::stem(noun), MOST_OF_A_WORD);
        count += 1;
    }
    (told, count)
}

/// What the words beside equal numbers must tell: 226 is seldom met twice by chance, and 3 often.
pub(super) fn needed(value: f64) -> u32 {
    const BY_DIGITS: [u32; 4] = [0, 80, 128, 144];
    let digits = format!("{:e}", value.abs());
    let significant = digits
        .split('e')
        .next()
        .map_or(0, |m| m.bytes().filter(u8::is_ascii_digit).count());
    let large = if value.abs() >= 1000.0 { 32 } else { 0 };
    ENOUGH.saturating_sub(BY_DIGITS[significant.saturating_sub(1).min(3)] + large)
}

/// Joins groups of unequal numbers where nothing else can be meant.
fn unequal(groups: Vec<Vec<usize>>, figures: &[Figure<'_>], rarity: &Rarity) -> Vec<Vec<usize>> {
    let reports: Vec<BTreeSet<usize>> = groups
        .iter()
        .map(|g| g.iter().map(|&i| figures[i].report).collect())
        .collect();
    let most = groups.len().min(MOST_GROUPS);
    let mut partners: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    for a in 0..most {
        for b in a + 1..most {
            if reports[a].is_disjoint(&reports[b]) && rivals(&groups[a], &groups[b], figures, rarity) {
                partners[a].push(b);
                partners[b].push(a);
            }
        }
    }
    let mut taken = vec![false; groups.len()];
    let mut found = Vec::new();
    for a in 0..groups.len() {
        if std::mem::replace(&mut taken[a], true) {
            continue;
        }
        let mut members = groups[a].clone();
        // What has two partners is told of neither.
        if let [b] = partners[a][..]
            && partners[b].len() == 1
            && !std::mem::replace(&mut taken[b], true)
        {
            members.extend(&groups[b]);
        }
        members.sort_unstable();
        found.push(members);
    }
    found
}

/// Whether two groups give two values of one thing.
fn rivals(a: &[usize], b: &[usize], figures: &[Figure<'_>], rarity: &Rarity) -> bool {
    let (head, other) = (&figures[a[0]], &figures[b[0]]);
    let (x, y) = (head.quantity, other.quantity);
    if x.measure != y.measure
        || (measured(&x.measure) && x.unit != y.unit)
        || head.noun != other.noun
        || number(x).max(number(y)) > 1.5 * number(x).min(number(y))
        || number(x).max(number(y)) <= ROUNDED * number(x).min(number(y))
        || !of_one_size(x, y)
    {
        return false;
    }
    if established(a, figures) && established(b, figures) && all_beside(a, b, figures, rarity) {
        return true;
    }
    a.iter().take(MOST_MEMBERS).any(|&i| {
        b.iter().take(MOST_MEMBERS).any(|&j| {
            let (told, count) = common(&figures[i], &figures[j], rarity);
            told >= ENOUGH_UNEQUAL
                && count >= FEWEST_UNEQUAL
                && figures[i].quantity.scope == figures[j].quantity.scope
                && figures[i].comparable(&figures[j])
                && age(&figures[i]) == age(&figures[j])
        })
    })
}

/// Whether two reports give the number in words of their own: it is no slip of one that others copied.
fn established(group: &[usize], figures: &[Figure<'_>]) -> bool {
    let own: BTreeSet<&BTreeMap<String, usize>> = group.iter().map(|&i| &figures[i].beside).collect();
    let reports: BTreeSet<usize> = group.iter().map(|&i| figures[i].report).collect();
    own.len() > 1 && reports.len() > 1
}

/// Whether all that stands beside the two numbers in their reports together tells that they are of one thing.
fn all_beside(a: &[usize], b: &[usize], figures: &[Figure<'_>], rarity: &Rarity) -> bool {
    let words =
        |g: &[usize]| -> BTreeSet<&String> { g.iter().flat_map(|&i| figures[i].beside.keys()).collect() };
    let (x, y) = (words(a), words(b));
    let both: Vec<u32> = x
        .intersection(&y)
        .map(|w| rarity.bits(w, MOST_OF_A_WORD))
        .collect();
    let fit = |i: &usize, j: &usize| {
        figures[*i].quantity.scope == figures[*j].quantity.scope
            && figures[*i].comparable(&figures[*j])
            && age(&figures[*i])
                .zip(age(&figures[*j]))
                .is_none_or(|(p, q)| p == q)
    };
    both.len() >= FEWEST_UNEQUAL
        && both.iter().sum::<u32>() >= ENOUGH_TOGETHER
        && a.iter()
            .take(MOST_MEMBERS)
            .all(|i| b.iter().take(MOST_MEMBERS).all(|j| fit(i, j)))
}

#[cfg(test)]
mod tests {
    use crate::readings::quantities::find;
    use crate::readings::sample::{figure, on, report, with};
    use record::{Origins, Relation, Report};

    fn price(id: &str, day: &str, text: &str, words: &str, n: f64) -> Report {
        let r = figure(on(report(id, text), day), words, "money", Some(n), Some(n));
        with(r, |q| {
            q.unit = Some("USD".to_owned());
            q.counted = None;
        })
    }

    fn relations(reports: &[Report]) -> Vec<(Relation, usize)> {
        find(&reports.iter().collect::<Vec<_>>(), &Origins::default())
            .iter()
            .map(|r| (r.relation, r.reports))
            .collect()
    }

    const DAY: &str = "2031-03-04";

    #[test]
    fn a_price_told_twice_of_one_thing_agrees() {
        let a = price(
            "a",
            DAY,
            "Halden Lines offered $47 a share for Corvin Ferries on Monday.",
            "$47",
            47.0,
        );
        let b = price(
            "b",
            DAY,
            "The offer by Halden Lines values each share of Corvin at $47.",
            "$47",
            47.0,
        );
        assert_eq!(relations(&[a, b]), [(Relation::Agree, 2)]);
    }

    #[test]
    fn an_equal_small_number_of_another_thing_is_none_of_it() {
        let count = |id: &str, text: &str, words: &str, noun: &str| {
            let r = figure(on(report(id, text), DAY), words, "count", Some(2.0), Some(2.0));
            with(r, |q| q.counted = Some(noun.to_owned()))
        };
        let a = count(
            "a",
            "Two tugs took the barge in tow off the cape.",
            "Two tugs",
            "tugs",
        );
        let b = count(
            "b",
            "The harbour has two tugs and a crane of its own.",
            "two tugs",
            "tugs",
        );
        assert!(relations(&[a, b]).is_empty());
    }

    #[test]
    fn the_first_offer_and_the_raised_one_are_two_figures() {
        let a = price(
            "a",
            DAY,
            "The first offer by Halden for Corvin Ferries was $70 a share in cash.",
            "$70",
            70.0,
        );
        let b = price(
            "b",
            DAY,
            "The raised offer by Halden for Corvin Ferries was $82 a share in cash.",
            "$82",
            82.0,
        );
        assert!(relations(&[a, b]).is_empty());
    }
}
