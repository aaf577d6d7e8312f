//! The age of somebody who is described and not named: "a 36-year-old woman was shot".
//!
//! A crime or an accident is told first of people without names, and their ages are what outlets take down wrong. Who is meant
//! shows only in who else there is: two reports of one happening that each tell of as many victims (or of as many who
//! are held), of like sex, and of ages that lie side by side, tell of the same people. Where one report gives both ages,
//! or tells of one person more, nothing is said.

mod people;

use super::Behind;
use super::ages;
use crate::readings::voices::Place;
use people::{Fate, Person, Sex, given, people};
use record::{Citation, NameKind, Reading, ReadingValue, Relation, Report};
use std::collections::{BTreeMap, BTreeSet};

/// Ages further apart than this are of two people.
const NEAR: u32 = 4;
/// With more people than this it isn't certain who is who.
const MOST_PEOPLE: usize = 4;
/// Reports with described people that are held against each other.
const MOST: usize = 120;

/// One person as two reports have it, the lower age first.
type Pair<'p, 'a> = (&'p Person<'a>, &'p Person<'a>);

/// Ages of one described person that exclude each other.
pub(super) fn find<'r>(reports: &[&'r Report], behind: &Behind<'r>) -> Vec<Reading> {
    let all: Vec<Vec<Person<'_>>> = reports
        .iter()
        .enumerate()
        .take(MOST)
        .map(|(i, r)| people(r, i).unwrap_or_default())
        .collect();
    let mut rivals: BTreeMap<(Fate, u32, u32), Vec<Pair<'_, '_>>> = BTreeMap::new();
    for fate in [Fate::Victim, Fate::Held] {
        let told: Vec<Vec<&Person<'_>>> = all
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
            found.push(reading(pairs, reports, behind));
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

fn reading<'r>(pairs: &[Pair<'_, '_>], reports: &[&'r Report], behind: &Behind<'r>) -> Reading {
    let low: Vec<&Person<'_>> = one_a_report(pairs.iter().map(|p| p.0));
    let high: Vec<&Person<'_>> = one_a_report(pairs.iter().map(|p| p.1));
    let all = || {
        low.iter()
            .chain(&high)
            .flat_map(|p| p.places.iter().map(|at| (p.report, at.0, at.1)))
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
        floor: None,
        relation: Relation::Conflict,
        why: format!("{a} and {b} can’t both be the age of {who} on the same day."),
        values,
        reports: all().map(|(r, _, _)| r).collect::<BTreeSet<_>>().len(),
        independent: behind.count(all().map(|(r, words, s)| Place::words(reports[r], s, words))),
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
    use record::Origins;

    fn found(a: &str, b: &str) -> Vec<(u32, u32)> {
        let reports = [on(report("a", a), "2031-03-04"), on(report("b", b), "2031-03-05")];
        let refs: Vec<&Report> = reports.iter().collect();
        let readings = find(&refs, &Behind::of(&refs, &Origins::default()));
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
