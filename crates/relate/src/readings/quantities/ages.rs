//! The age of one person across reports. Two ages told within days can't both be true.

use super::Behind;
use crate::readings::voices::Place;
use crate::readings::words::words;
use record::{Citation, NameKind, Reading, ReadingValue, Relation, Report, Span};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Reports further apart than this, in days, may have a birthday between them.
const SOON: i32 = 21;
/// Ages further apart than this are of two people of one name, or misread.
const NEAR: u32 = 4;

/// An age as one report gives it.
struct Age {
    report: usize,
    value: u32,
    /// The words that give it.
    span: Span,
    sentence: Span,
}

/// The ages of people that two reports give or in which two differ.
pub(super) fn find<'r>(reports: &[&'r Report], behind: &Behind<'r>) -> Vec<Reading> {
    let mut people: BTreeMap<&str, Vec<Age>> = BTreeMap::new();
    for (i, report) in reports.iter().enumerate() {
        for name in &report.names {
            // A family name alone may be that of a relative.
            if name.kind == NameKind::Person
                && name.entity.contains('-')
                && let Some((value, span)) = age_at(report, name.span)
                && let Some(sentence) = sentence(report, span)
            {
                people.entry(&name.entity).or_default().push(Age {
                    report: i,
                    value,
                    span,
                    sentence,
                });
            }
        }
    }
    people
        .iter()
        .filter_map(|(entity, ages)| reading(entity, ages, reports, behind))
        .collect()
}

fn reading<'r>(entity: &str, ages: &[Age], reports: &[&'r Report], behind: &Behind<'r>) -> Option<Reading> {
    let carriers: BTreeSet<usize> = ages.iter().map(|a| a.report).collect();
    if carriers.len() < 2 {
        return None;
    }
    let mut by_value: BTreeMap<u32, Vec<&Age>> = BTreeMap::new();
    for age in ages {
        by_value.entry(age.value).or_default().push(age);
    }
    // A report with two ages for one name tells of two people, or was misread.
    let torn = carriers.iter().any(|r| {
        let own: BTreeSet<u32> = ages.iter().filter(|a| a.report == *r).map(|a| a.value).collect();
        own.len() > 1
    });
    let (least, most) = (*by_value.first_key_value()?.0, *by_value.last_key_value()?.0);
    if torn || most - least > NEAR || (most > least && !told_soon(ages, reports)) {
        return None;
    }
    let mut values: Vec<(u32, Vec<&Age>)> = by_value.into_iter().collect();
    values.sort_by_key(|(value, ages)| (Reverse(ages.len()), *value));
    let name = ages
        .iter()
        .flat_map(|a| reports[a.report].names.iter().map(move |n| (a, n)))
        .filter(|(_, n)| n.entity == entity)
        .map(|(a, n)| reports[a.report].text.at(n.span))
        .max_by_key(|n| (n.len(), Reverse(*n)))?;
    let (relation, why) = if least == most {
        (
            Relation::Agree,
            format!("{} reports give the same age.", carriers.len()),
        )
    } else {
        (
            Relation::Conflict,
            format!("{least} and {most} can’t both be {name}’s age on the same day."),
        )
    };
    Some(Reading {
        measure: "age".to_owned(),
        about: Some(name.to_owned()),
        event: None,
        told: None,
        floor: None,
        relation,
        why,
        values: values
            .iter()
            .map(|(value, ages)| told(*value, ages, reports))
            .collect(),
        reports: carriers.len(),
        independent: behind.count((ages.iter()).map(|a| Place::words(reports[a.report], a.sentence, a.span))),
    })
}

fn told(value: u32, ages: &[&Age], reports: &[&Report]) -> ReadingValue {
    let mut citations: Vec<Citation> = ages
        .iter()
        .map(|a| Citation::new(reports[a.report], a.sentence))
        .collect();
    citations.sort();
    citations.dedup();
    let exact = Some(f64::from(value));
    ReadingValue {
        min: exact,
        max: exact,
        approximate: false,
        hedge: None,
        text: ages
            .first()
            .map_or("", |a| reports[a.report].text.at(a.span))
            .to_owned(),
        attributed_to: None,
        as_of: ages
            .iter()
            .filter_map(|a| reports[a.report].day())
            .max()
            .map(str::to_owned),
        citations,
    }
}

/// Whether all who give an age were published within days of each other.
fn told_soon(ages: &[Age], reports: &[&Report]) -> bool {
    within_days(&ages.iter().map(|a| reports[a.report]).collect::<Vec<_>>())
}

/// Whether all `reports` have a day and lie within days of each other, so that no birthday need come between them.
pub(super) fn within_days(reports: &[&Report]) -> bool {
    let days: Option<Vec<jiff::civil::Date>> = reports.iter().map(|r| r.day()?.parse().ok()).collect();
    let Some(days) = days else {
        return false;
    };
    match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) => last.since(*first).is_ok_and(|s| s.get_days() <= SOON),
        _ => false,
    }
}

fn sentence(report: &Report, span: Span) -> Option<Span> {
    let at = report.sentences.partition_point(|s| s.span.end() <= span.start());
    report
        .sentences
        .get(at)
        .map(|s| s.span)
        .filter(|s| s.contains(span))
}

/// The age that stands right behind or before a name: "Ana Brandt, 34, said", "Ana Brandt (34)", "34-year-old Ana Brandt",
/// "the 34-year-old mayor Ana Brandt".
fn age_at(report: &Report, name: Span) -> Option<(u32, Span)> {
    const FAR: usize = 48;
    let text: &str = &report.text;
    let rest = text.get(name.end()..)?;
    for (opening, closing) in [(", ", &[',', '.', ';', ')'][..]), (" (", &[')'][..])] {
        if let Some(after) = rest.strip_prefix(opening) {
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let closes = after.get(digits..).is_some_and(|a| a.starts_with(closing));
            // ", 34.5 points" is no age.
            let goes_on = after
                .get(digits..)
                .is_some_and(|a| a.chars().nth(1).is_some_and(|c| c.is_ascii_digit()));
            if closes && !goes_on && (1..=3).contains(&digits) {
                let from = name.end() + opening.len();
                return Some((
                    plausible(&after[..digits])?,
                    report.text.span(from, from + digits)?,
                ));
            }
        }
    }
    let mut from = name.start().saturating_sub(FAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..name.start())?;
    let at = before.rfind("-year-old ")?;
    // Titles and nouns may stand between, nobody else: "a 34-year-old man told Ana Brandt" has a verb.
    let between = words(&before[at + "-year-old ".len()..]);
    let joined = between.len() <= 2
        && !before[at..].contains([',', '.', ';', '"', '\u{201c}'])
        && between.iter().all(|w| !is_small(&w.norm));
    let digits = before[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = from + at - digits;
    (joined && digits > 0)
        .then(|| {
            Some((
                plausible(&before[at - digits..at])?,
                report.text.span(start, from + at + "-year-old".len())?,
            ))
        })
        .flatten()
}

/// Words that part a noun from a name behind it, and common verbs of telling.
fn is_small(norm: &str) -> bool {
    crate::readings::words::is_function_word(norm)
        || [
            "told", "said", "killed", "shot", "met", "named", "asked", "called", "met",
        ]
        .contains(&norm)
}

fn plausible(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|n| (1..=115).contains(n))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::{on, report};
    use record::Origins;

    fn found(a: (&str, &str), b: (&str, &str)) -> Vec<(Relation, usize)> {
        let reports = [on(report("a", a.0), a.1), on(report("b", b.0), b.1)];
        let refs: Vec<&Report> = reports.iter().collect();
        let readings = find(&refs, &Behind::of(&refs, &Origins::default()));
        readings.iter().map(|r| (r.relation, r.values.len())).collect()
    }

    const DAY: &str = "2031-03-04";

    #[test]
    fn one_age_agrees_and_two_conflict() {
        let a = ("<Ana Brandt>, 34, was pulled from the water.", DAY);
        assert_eq!(
            found(a, ("Divers saved the 34-year-old mayor <Ana Brandt>.", DAY)),
            [(Relation::Agree, 1)]
        );
        assert_eq!(
            found(a, ("<Ana Brandt> (36) is in hospital.", "2031-03-05")),
            [(Relation::Conflict, 2)]
        );
    }

    #[test]
    fn a_birthday_between_two_relatives_and_points_are_no_conflict() {
        let a = ("<Ana Brandt>, 34, was pulled from the water.", DAY);
        assert!(found(a, ("<Ana Brandt>, 35, is mayor again.", "2031-06-04")).is_empty());
        assert!(found(a, ("<Ana Brandt>, 71, is her aunt.", DAY)).is_empty());
        assert!(found(a, ("A 36-year-old diver told <Ana Brandt> so.", DAY)).is_empty());
        assert!(found(a, ("<Ana Brandt>, 36.5 points ahead, won.", DAY)).is_empty());
    }
}
