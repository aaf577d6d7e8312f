//! The age of somebody who is described and not named: "a 36-year-old woman was shot".
//!
//! A crime or an accident is told first of people without names, and their ages are what outlets take down wrong. Who is meant
//! shows only in who else there is: two reports of one happening that each tell of as many victims (or of as many who
//! are held), of like sex, and of ages that lie side by side, tell of the same people. Where one report gives both ages,
//! or tells of one person more, nothing is said.

use super::ages;
use crate::readings::words::{Word, words};
use record::{Citation, NameKind, Origins, Reading, ReadingValue, Relation, Report, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Ages further apart than this are of two people.
const NEAR: u32 = 4;
/// With more people than this it isn't certain who is who.
const MOST_PEOPLE: usize = 4;
/// Words between an age and the word that says what befell the person.
const REACH: usize = 14;
/// Reports with described people that are held against each other.
const MOST: usize = 120;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sex {
    Male,
    Female,
}

/// What befell somebody. Who was shot and who died of it is one: reports tell of either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    Victim,
    Held,
}

/// A person of one report, by age.
#[derive(Debug, Clone)]
struct Person<'a> {
    report: usize,
    age: u32,
    sex: Option<Sex>,
    name: Option<&'a str>,
    fate: Fate,
    /// The words that give the age, and their sentence.
    places: Vec<(Span, Span)>,
}

/// One person as two reports have it, the lower age first.
type Pair<'p, 'a> = (&'p Person<'a>, &'p Person<'a>);

/// Ages of one described person that exclude each other.
pub(super) fn find(reports: &[&Report], origins: &Origins) -> Vec<Reading> {
    let people: Vec<Vec<Person<'_>>> = reports
        .iter()
        .enumerate()
        .take(MOST)
        .map(|(i, r)| people(r, i).unwrap_or_default())
        .collect();
    let mut rivals: BTreeMap<(Fate, u32, u32), Vec<Pair<'_, '_>>> = BTreeMap::new();
    for fate in [Fate::Victim, Fate::Held] {
        let told: Vec<Vec<&Person<'_>>> = people
            .iter()
            .map(|p| p.iter().filter(|p| p.fate == fate).collect())
            .collect();
        for a in 0..told.len() {
            for b in a + 1..told.len() {
                if !same_people(&told[a], &told[b]) || !of_one_happening(reports[a], reports[b]) {
                    continue;
                }
                for (&x, &y) in told[a].iter().zip(&told[b]).filter(|(x, y)| x.age != y.age) {
                    let (low, high) = if x.age < y.age { (x, y) } else { (y, x) };
                    rivals
                        .entry((fate, low.age, high.age))
                        .or_default()
                        .push((low, high));
                }
            }
        }
    }
    let differ: Vec<(Fate, u32, u32)> = rivals.keys().copied().collect();
    let mut found = Vec::new();
    for (key, pairs) in &rivals {
        // Three ages in a row are more than a slip, and a report with both ages tells of two people.
        let chained = differ.iter().any(|o| {
            o != key && o.0 == key.0 && (o.1 == key.2 || o.2 == key.1 || o.1 == key.1 || o.2 == key.2)
        });
        let both = reports.iter().any(|r| {
            let ages = given(r);
            ages.contains(&key.1) && ages.contains(&key.2)
        });
        if !chained && !both {
            found.push(reading(pairs, reports, origins));
        }
    }
    found
}

/// Whether the people of two reports, in order of age, are the same ones, and not all told alike.
fn same_people(a: &[&Person<'_>], b: &[&Person<'_>]) -> bool {
    let one = |(x, y): (&&Person<'_>, &&Person<'_>)| {
        let sexes = x.sex.zip(y.sex).is_none_or(|(s, t)| s == t);
        // Two full names say themselves who is meant.
        let names = x.age == y.age || x.name.is_none() || y.name.is_none();
        sexes && names && x.age.abs_diff(y.age) <= NEAR
    };
    let ages = |p: &[&Person<'_>]| -> BTreeSet<u32> { p.iter().map(|p| p.age).collect() };
    let (mine, others) = (ages(a), ages(b));
    let differing = |own: &BTreeSet<u32>, other: &BTreeSet<u32>| own.difference(other).count();
    let count = a.iter().zip(b).filter(|(x, y)| x.age != y.age).count();
    a.len() == b.len()
        && (1..=MOST_PEOPLE).contains(&a.len())
        && a.iter().zip(b).all(one)
        && count > 0
        // An age that one has and the other gives to somebody else shows that the order misleads.
        && differing(&mine, &others) == count
        && differing(&others, &mine) == count
}

/// Whether two reports name the same person or two same places, days apart at most: like happenings are common.
pub(super) fn of_one_happening(a: &Report, b: &Report) -> bool {
    fn named(r: &Report, kind: NameKind) -> BTreeSet<&str> {
        let of_kind = r.names.iter().filter(move |n| n.kind == kind);
        of_kind
            .filter(|n| kind != NameKind::Person || n.entity.contains('-'))
            .map(|n| n.entity.as_str())
            .collect()
    }
    let common = |kind| named(a, kind).intersection(&named(b, kind)).count();
    ages::within_days(&[a, b]) && (common(NameKind::Person) > 0 || common(NameKind::Place) > 1)
}

/// The people of a report whose age is given and whose fate is told, by age; `None` where one is told of in two ways.
fn people(report: &Report, index: usize) -> Option<Vec<Person<'_>>> {
    let mut found: BTreeMap<u32, Person<'_>> = BTreeMap::new();
    for sentence in &report.sentences {
        let running = report
            .segment_at(sentence.span.start())
            .is_some_and(|s| s.kind.is_running());
        if !running {
            continue;
        }
        let all = words(report.text.at(sentence.span));
        for (at, sex) in described(report.text.at(sentence.span), &all) {
            let age: u32 = all[at].norm.parse().ok()?;
            let Some(fate) = fate(&all, at) else { continue };
            // "A second man, aged 20, was arrested": there is somebody else, told of or not.
            if all[at.saturating_sub(6)..at]
                .iter()
                .any(|w| ANOTHER.contains(&w.norm.as_str()))
            {
                return None;
            }
            let start = sentence.span.start();
            let span = Span::new(start + all[at].span.start(), start + all[at].span.end())?;
            let name = report
                .names
                .iter()
                .find(|n| {
                    let (from, to) = (n.span.start(), n.span.end());
                    let beside = to + 7 >= span.start() && to <= span.start()
                        || from >= span.end() && from <= span.end() + 24 && sentence.span.contains(n.span);
                    n.kind == NameKind::Person && beside
                })
                .map(|n| n.entity.as_str());
            match found.entry(age) {
                std::collections::btree_map::Entry::Vacant(free) => {
                    let places = vec![(span, sentence.span)];
                    free.insert(Person {
                        report: index,
                        age,
                        sex,
                        name,
                        fate,
                        places,
                    });
                }
                std::collections::btree_map::Entry::Occupied(mut known) => {
                    let known = known.get_mut();
                    if known.fate != fate || known.sex.zip(sex).is_some_and(|(a, b)| a != b) {
                        return None;
                    }
                    known.sex = known.sex.or(sex);
                    known.name = known.name.or(name);
                    known.places.push((span, sentence.span));
                }
            }
        }
    }
    Some(found.into_values().collect())
}

const ANOTHER: &[&str] = &["second", "third", "fourth", "another", "other"];

/// All ages that a report gives to anybody, and numbers that may be ages.
fn given(report: &Report) -> BTreeSet<u32> {
    let mut ages = BTreeSet::new();
    for sentence in &report.sentences {
        let text = report.text.at(sentence.span);
        let all = words(text);
        let old = all.iter().any(|w| w.norm == "old");
        for word in &all {
            let apposed = text[..word.span.start()].ends_with([' ', '('])
                && text[word.span.end()..].starts_with([',', ')', '.']);
            if old || apposed {
                ages.extend(word.norm.parse::<u32>().ok().filter(|n| (1..=115).contains(n)));
            }
        }
    }
    ages
}

/// The places of ages among `all` words, each with the sex that the noun beside tells.
fn described(text: &str, all: &[Word]) -> Vec<(usize, Option<Sex>)> {
    let is = |at: usize, word: &str| all.get(at).is_some_and(|w| w.norm == word);
    let age = |w: &Word| w.norm.len() <= 3 && w.norm.parse().is_ok_and(|n: u32| (1..=115).contains(&n));
    (0..all.len())
        .filter(|&at| age(&all[at]))
        .filter_map(|at| {
            let unit = is(at + 1, "year") || is(at + 1, "years") || is(at + 1, "yr") || is(at + 1, "yo");
            if unit && (is(at + 2, "old") || is(at + 1, "yo")) {
                let noun = (at + 3..at + 7)
                    .take_while(|&k| k < all.len())
                    .find_map(|k| sex(&all[k].norm));
                return Some((at, noun.or_else(|| pronoun(all, at))));
            }
            // "The woman, 36, was taken to hospital."
            let gap = |a: usize, b: usize| {
                let (a, b) = (all.get(a)?, all.get(b)?);
                text.get(a.span.end()..b.span.start())
            };
            let apposed = at > 0
                && gap(at - 1, at) == Some(", ")
                && gap(at, at + 1).is_some_and(|g| g.starts_with(','));
            let noun = apposed.then(|| sex(&all[at - 1].norm)).flatten();
            noun.map(|noun| (at, Some(noun)))
        })
        .collect()
}

/// The sex that "he" or "her" right behind tells, before anybody else comes.
fn pronoun(all: &[Word], at: usize) -> Option<Sex> {
    all.get(at + 3..)?
        .iter()
        .take(8)
        .find_map(|w| match w.norm.as_str() {
            "he" | "his" | "him" | "himself" => Some(Sex::Male),
            "she" | "her" | "hers" | "herself" => Some(Sex::Female),
            _ => None,
        })
}

fn sex(norm: &str) -> Option<Sex> {
    const MALE: &[&str] = &[
        "man",
        "boy",
        "male",
        "father",
        "son",
        "brother",
        "husband",
        "grandfather",
        "gentleman",
        "uncle",
        "nephew",
        "stepfather",
        "stepson",
        "grandson",
        "boyfriend",
    ];
    const FEMALE: &[&str] = &[
        "woman",
        "girl",
        "female",
        "mother",
        "daughter",
        "sister",
        "wife",
        "grandmother",
        "lady",
        "aunt",
        "niece",
        "stepmother",
        "stepdaughter",
        "granddaughter",
        "girlfriend",
        "mom",
    ];
    if MALE.contains(&norm) {
        Some(Sex::Male)
    } else if FEMALE.contains(&norm) {
        Some(Sex::Female)
    } else {
        None
    }
}

/// What befell the person whose age stands at `at`: what the nearest word behind says, else the nearest before.
fn fate(all: &[Word], at: usize) -> Option<Fate> {
    let is_age = |w: &Word| w.norm == "year" || w.norm == "years";
    let behind: Vec<usize> = (at + 1..all.len())
        .skip_while(|&k| is_age(&all[k]))
        .take(REACH)
        .collect();
    let before: Vec<usize> = (0..at).rev().take(REACH).collect();
    let one = |places: &[usize]| {
        places
            .iter()
            .take_while(|&&k| !is_age(&all[k]))
            .find_map(|&k| of_word(all, k))
    };
    // "With killing a 31-year-old woman" tells of a victim, "after the killing, a 31-year-old woman" of nobody.
    let doing = at >= 3 && DOING.contains(&all[at - 2].norm.as_str()) && !leads_to_noun(&all[at - 3].norm);
    one(&behind)
        .or(doing.then_some(Fate::Victim))
        .or_else(|| one(&before))
        // "A 7-year-old and an 8-year-old were shot."
        .or_else(|| behind.iter().find_map(|&k| of_word(all, k)))
}

const DOING: &[&str] = &[
    "shooting", "killing", "stabbing", "wounding", "injuring", "striking", "hitting",
];

fn leads_to_noun(norm: &str) -> bool {
    ["a", "the", "this", "that", "another", "fatal", "deadly", "of"].contains(&norm)
}

/// The fate that the word at `at` tells, unless it is denied.
fn of_word(all: &[Word], at: usize) -> Option<Fate> {
    let norm = all[at].norm.as_str();
    let denied = |w: &Word| w.norm == "not" || w.norm == "no" || w.norm.ends_with("n't");
    if all[at.saturating_sub(2)..at].iter().any(denied) {
        return None;
    }
    const VICTIM: &[&str] = &[
        "shot",
        "killed",
        "died",
        "dead",
        "wounded",
        "injured",
        "struck",
        "hit",
        "hospitalized",
        "hospital",
        "stabbed",
        "fatally",
        "grazed",
        "hurt",
        "critical",
        "critically",
        "slain",
        "drowned",
        "pronounced",
        "victim",
        "wound",
        "wounds",
        "injuries",
    ];
    const HELD: &[&str] = &[
        "arrested",
        "charged",
        "custody",
        "suspect",
        "accused",
        "convicted",
        "sentenced",
        "pleaded",
        "detained",
        "jailed",
        "gunman",
        "shooter",
        "suspected",
        "booked",
        "indicted",
        "held",
        "wanted",
    ];
    if VICTIM.contains(&norm) {
        Some(Fate::Victim)
    } else if HELD.contains(&norm) {
        Some(Fate::Held)
    } else {
        None
    }
}

fn reading(pairs: &[Pair<'_, '_>], reports: &[&Report], origins: &Origins) -> Reading {
    let low: Vec<&Person<'_>> = one_a_report(pairs.iter().map(|p| p.0));
    let high: Vec<&Person<'_>> = one_a_report(pairs.iter().map(|p| p.1));
    let all = || {
        low.iter()
            .chain(&high)
            .flat_map(|p| p.places.iter().map(|at| (p.report, at.1)))
    };
    let (a, b) = (low[0].age, high[0].age);
    let who = match (low[0].fate, low[0].sex.or(high[0].sex)) {
        (Fate::Held, _) => "the one held",
        (Fate::Victim, Some(Sex::Female)) if b >= 18 => "the woman",
        (Fate::Victim, Some(Sex::Male)) if b >= 18 => "the man",
        (Fate::Victim, Some(Sex::Female)) => "the girl",
        (Fate::Victim, Some(Sex::Male)) => "the boy",
        (Fate::Victim, None) => "the victim",
    };
    let mut values = vec![told(&low, reports), told(&high, reports)];
    // The sort is stable: among equals the lower age stays first.
    values.sort_by_key(|v| {
        std::cmp::Reverse(
            v.citations
                .iter()
                .map(|c| &c.report)
                .collect::<BTreeSet<_>>()
                .len(),
        )
    });
    Reading {
        measure: "age".to_owned(),
        about: Some(who.to_owned()),
        event: None,
        told: None,
        relation: Relation::Conflict,
        why: format!("{a} and {b} can’t both be the age of {who} on the same day."),
        values,
        reports: all().map(|(r, _)| r).collect::<BTreeSet<_>>().len(),
        independent: origins.independent_at(all().map(|(r, s)| (reports[r].id.as_str(), s))),
    }
}

fn one_a_report<'p, 'a>(people: impl Iterator<Item = &'p Person<'a>>) -> Vec<&'p Person<'a>> {
    let by_report: BTreeMap<usize, &Person<'_>> = people.map(|p| (p.report, p)).collect();
    by_report.into_values().collect()
}

fn told(people: &[&Person<'_>], reports: &[&Report]) -> ReadingValue {
    let cite = |p: &&Person<'_>| -> Vec<Citation> {
        p.places
            .iter()
            .map(|at| Citation::new(reports[p.report], at.1))
            .collect()
    };
    let mut citations: Vec<Citation> = people.iter().flat_map(cite).collect();
    citations.sort();
    citations.dedup();
    let age = f64::from(people[0].age);
    ReadingValue {
        min: Some(age),
        max: Some(age),
        approximate: false,
        hedge: None,
        text: reports[people[0].report]
            .text
            .at(people[0].places[0].0)
            .to_owned(),
        attributed_to: None,
        as_of: people
            .iter()
            .filter_map(|p| reports[p.report].day())
            .max()
            .map(str::to_owned),
        citations,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::{on, report};

    fn found(a: &str, b: &str) -> Vec<(u32, u32)> {
        let reports = [on(report("a", a), "2031-03-04"), on(report("b", b), "2031-03-05")];
        let readings = find(&reports.iter().collect::<Vec<_>>(), &Origins::default());
        let mut ages: Vec<(u32, u32)> = readings
            .iter()
            .map(|r| {
                let mut values: Vec<u32> = r.values.iter().map(|v| v.text.parse().unwrap()).collect();
                values.sort_unstable();
                (values[0], values[1])
            })
            .collect();
        ages.sort_unstable();
        ages
    }

    const A: &str = "A 7-year-old girl was shot in the wrist near <Tamsin> pier in <Ellery>. A 40-year-old woman was also wounded.";

    #[test]
    fn two_ages_of_the_same_people_conflict() {
        let b = "An 8-year-old was hit by a bullet at <Tamsin> pier in <Ellery>. The woman, 36, was shot in the hand.";
        assert_eq!(found(A, b), [(7, 8), (36, 40)]);
    }

    #[test]
    fn one_person_more_another_sex_or_an_age_far_off_says_nothing() {
        for b in [
            "An 8-year-old was shot in <Tamsin>, <Ellery>.",
            "An 8-year-old boy was shot in <Tamsin>, <Ellery>. The woman, 40, was shot in the hand.",
            "An 8-year-old was shot in <Tamsin>, <Ellery>. The woman, 58, was shot in the hand.",
            "A 7-year-old and an 8-year-old were shot in <Tamsin>, <Ellery>. The woman, 40, was wounded.",
        ] {
            assert!(found(A, b).is_empty(), "{b}");
        }
    }

    #[test]
    fn who_is_held_is_no_victim_and_who_looks_on_is_neither() {
        let b = "An 8-year-old boy was arrested in <Tamsin>, <Ellery>. A 38-year-old resident heard it.";
        assert!(found(A, b).is_empty());
        let a =
            "A 22-year-old man was charged on <Tamsin> pier in <Ellery> with shooting a 31-year-old woman.";
        let b =
            "Police in <Tamsin>, <Ellery>, arrested a 24-year-old man. The 31-year-old woman was shot twice.";
        assert_eq!(found(a, b), [(22, 24)]);
    }

    #[test]
    fn a_second_one_a_denial_and_both_ages_in_one_report_say_nothing() {
        let a = "Police in <Tamsin>, <Ellery>, arrested a 19-year-old man.";
        assert_eq!(
            found(
                a,
                "A man of 20 is held in <Tamsin>, <Ellery>: the 20-year-old man was charged."
            ),
            [(19, 20)]
        );
        assert!(
            found(
                a,
                "A second man, a 20-year-old, was arrested in <Tamsin>, <Ellery>."
            )
            .is_empty()
        );
        let a = "A 5-year-old boy shot himself in <Tamsin>, <Ellery>.";
        assert!(found(a, "The 6-year-old boy was not hurt in <Tamsin>, <Ellery>.").is_empty());
        let a = "A 6-year-old was found dead in <Tamsin>, <Ellery>.";
        assert!(
            found(
                a,
                "In <Tamsin>, <Ellery>, a 4-year-old was found dead. Two children, 4 and 6 years old, slept."
            )
            .is_empty()
        );
    }

    #[test]
    fn a_sentence_that_ends_with_a_number_is_survived() {
        assert!(
            found(
                "In <Tamsin>, <Ellery>, he was, 36",
                "In <Tamsin>, <Ellery>, the woman, 36"
            )
            .is_empty()
        );
    }

    #[test]
    fn two_happenings_without_a_common_place_are_not_compared() {
        let b = "An 8-year-old girl was shot in <Corvin>. A 40-year-old woman was wounded in <Halden>.";
        assert!(found(A, b).is_empty());
    }
}
