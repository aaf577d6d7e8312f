//! The people of one report whose age is given and whose fate is told.

use crate::readings::words::{Word, words};
use record::{NameKind, Report, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Words between an age and the word that says what befell the person.
const REACH: usize = 14;
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    Male,
    Female,
}

/// What befell somebody. Who was shot and who died of it is one: reports tell of either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    Victim,
    Held,
}

/// A person of one report, by age.
#[derive(Debug, Clone)]
pub(super) struct Person<'a> {
    pub(super) report: usize,
    pub(super) age: u32,
    pub(super) sex: Option<Sex>,
    pub(super) name: Option<&'a str>,
    pub(super) fate: Fate,
    /// The words that give the age, and their sentence.
    pub(super) places: Vec<(Span, Span)>,
}

/// The people of a report whose age is given and whose fate is told, by age; `None` where one is told of in two ways.
pub(super) fn people(report: &Report, index: usize) -> Option<Vec<Person<'_>>> {
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
pub(super) fn given(report: &Report) -> BTreeSet<u32> {
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
