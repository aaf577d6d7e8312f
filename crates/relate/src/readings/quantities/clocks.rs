//! The hour of one happening across reports. Two hours of one day that lie apart can't both be right.

use super::Behind;
use crate::readings::classes::class_of;
use crate::readings::rarity::{Rarity, telling};
use crate::readings::voices::Place;
use crate::readings::words::{is_function_word, stem, words};
use record::{Citation, Reading, ReadingValue, Relation, Report, Span, TimeExpression, TimeType};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Minutes by which two exact hours may differ and be one, told by different clocks.
const EXACT: i32 = 12;
/// The same where one is told loosely: "about", "shortly before".
const LOOSE: i32 = 40;
/// Hours further apart than this are of two happenings, unless one has the wrong half of the day.
const FAR: i32 = 300;
/// What the words common to both sentences must tell, in sixteenths of a bit, and their share of both, in hundredths.
const ENOUGH: u32 = 13 * 16;
const SHARED: u32 = 32;
/// What equal digits with the other half of the day tell by themselves, in sixteenths of a bit: of "10:15" and of "10".
const SLIP: u32 = 9 * 16;
const SLIP_ROUND: u32 = 3 * 16;
/// Words before an hour that say of what it is.
const BEFORE: usize = 7;
/// Sentences with an hour that are compared.
const MOST: usize = 300;

/// A sentence that gives one hour.
struct Hour<'a> {
    report: usize,
    day: &'a str,
    minutes: i32,
    loose: bool,
    span: Span,
    sentence: Span,
    terms: BTreeSet<String>,
    /// Those right before the hour.
    near: BTreeSet<String>,
}

/// Hours of one happening that exclude each other.
pub(super) fn find<'r>(reports: &[&'r Report], rarity: &Rarity, behind: &Behind<'r>) -> Vec<Reading> {
    let mut hours: Vec<Hour<'_>> = reports
        .iter()
        .enumerate()
        .flat_map(|(i, r)| hours(r, i))
        .collect();
    hours.truncate(MOST);
    let mut found: Vec<Reading> = Vec::new();
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for a in 0..hours.len() {
        let apart: Vec<usize> = (a + 1..hours.len())
            .filter(|&b| of_one(&hours[a], &hours[b], rarity) && excludes(&hours[a], &hours[b]))
            .collect();
        let Some(&b) = apart.first() else {
            continue;
        };
        // Each hour is told of once, and three that differ are more than a slip: of them nothing is told.
        if !told.insert(a) || !told.insert(b) || apart.iter().any(|&c| excludes(&hours[b], &hours[c])) {
            continue;
        }
        let with = |x: usize| -> Vec<&Hour<'_>> {
            let alike = |h: &&Hour<'_>| {
                h.minutes == hours[x].minutes && h.day == hours[x].day && of_one(h, &hours[x], rarity)
            };
            hours.iter().filter(alike).chain([&hours[x]]).collect()
        };
        found.push(reading(&with(a), &with(b), reports, behind));
    }
    found
}

fn reading<'r>(a: &[&Hour<'_>], b: &[&Hour<'_>], reports: &[&'r Report], behind: &Behind<'r>) -> Reading {
    let all = || a.iter().chain(b);
    let carriers: BTreeSet<usize> = all().map(|h| h.report).collect();
    let mut values = vec![told(a, reports), told(b, reports)];
    values.sort_by_key(|v| (Reverse(v.citations.len()), v.text.clone()));
    Reading {
        measure: "hour".to_owned(),
        about: common(a, b).filter(|w| !w.is_empty()),
        event: None,
        told: None,
        floor: None,
        relation: Relation::Conflict,
        why: format!(
            "“{}” and “{}” are told of the same happening.",
            values[0].text, values[1].text
        ),
        reports: carriers.len(),
        independent: behind.count(all().map(|h| Place::words(reports[h.report], h.sentence, h.span))),
        values,
    }
}

/// The words right before both hours that say of what they are.
fn common(a: &[&Hour<'_>], b: &[&Hour<'_>]) -> Option<String> {
    let (a, b) = (a.last()?, b.last()?);
    let words: Vec<&str> = a
        .near
        .intersection(&b.near)
        .map(|w| w.trim_start_matches('~'))
        .collect();
    Some(words.join(", "))
}

fn told(hours: &[&Hour<'_>], reports: &[&Report]) -> ReadingValue {
    let mut citations: Vec<Citation> = hours
        .iter()
        .map(|h| Citation::new(reports[h.report], h.sentence))
        .collect();
    citations.sort();
    citations.dedup();
    ReadingValue {
        min: None,
        max: None,
        approximate: false,
        hedge: None,
        text: hours
            .last()
            .map_or("", |h| reports[h.report].text.at(h.span))
            .to_owned(),
        attributed_to: None,
        as_of: hours
            .iter()
            .filter_map(|h| reports[h.report].day())
            .max()
            .map(str::to_owned),
        citations,
    }
}

fn hours<'a>(report: &'a Report, index: usize) -> Vec<Hour<'a>> {
    let mut clocks: BTreeMap<usize, Vec<(&TimeExpression, i32)>> = BTreeMap::new();
    for time in &report.times {
        let at = report
            .sentences
            .partition_point(|s| s.span.end() <= time.span.start());
        let inside = report
            .sentences
            .get(at)
            .is_some_and(|s| s.span.contains(time.span));
        let running = report
            .segment_at(time.span.start())
            .is_some_and(|g| g.kind.is_running());
        if let Some(minutes) = minutes(report, time)
            && inside
            && running
        {
            clocks.entry(at).or_default().push((time, minutes));
        }
    }
    // A sentence with two hours tells of two happenings, or of how long one went on.
    let alone = clocks.into_iter().filter(|(_, c)| c.len() == 1);
    alone
        .filter_map(|(at, clocks)| {
            let (time, minutes) = clocks[0];
            let sentence = report.sentences[at].span;
            let before = report.text.get(sentence.start()..time.span.start())?;
            let after = report.text.get(time.span.end()..sentence.end())?;
            let last: Vec<String> = words(before)
                .into_iter()
                .rev()
                .take(BEFORE)
                .map(|w| w.norm)
                .collect();
            let bound = |list: &[&str]| last.first().is_some_and(|w| list.contains(&w.as_str()));
            if bound(&["until", "till", "by", "since", "between", "from", "to", "and"]) {
                return None;
            }
            let own = report.text.at(time.span).to_lowercase();
            let loosely = [
                "about",
                "around",
                "approximately",
                "shortly",
                "just",
                "roughly",
                "before",
                "after",
            ];
            let loose = bound(&[
                "before",
                "after",
                "shortly",
                "just",
                "about",
                "around",
                "approximately",
            ]) || own.split(' ').any(|w| loosely.contains(&w));
            let class = |w: &String| class_of(stem(w));
            Some(Hour {
                report: index,
                day: time.value.get(..10)?,
                minutes,
                loose,
                span: time.span,
                sentence,
                terms: telling(before)
                    .chain(telling(after))
                    .map(class_of)
                    .filter(|t| !is_number(t))
                    .collect(),
                near: last
                    .iter()
                    .filter(|w| !is_function_word(w) && !is_number(w))
                    .map(class)
                    .collect(),
            })
        })
        .collect()
}

fn is_number(term: &str) -> bool {
    term.starts_with(|c: char| c.is_ascii_digit())
}

/// Minutes since midnight where the words name an hour with its half of the day.
fn minutes(report: &Report, time: &TimeExpression) -> Option<i32> {
    let own = report.text.at(time.span).to_lowercase();
    let half = ["a.m", "p.m", " am", " pm", "noon", "midnight"];
    if time.kind != TimeType::Time || !half.iter().any(|h| own.contains(h)) {
        return None;
    }
    let clock = time.value.get(11..16)?;
    let (hour, minute) = clock.split_once(':')?;
    Some(hour.parse::<i32>().ok()? * 60 + minute.parse::<i32>().ok()?)
}

/// Whether two sentences of different reports give the hour of one happening.
fn of_one(a: &Hour<'_>, b: &Hour<'_>, rarity: &Rarity) -> bool {
    if a.report == b.report || a.near.is_disjoint(&b.near) {
        return a.report == b.report && a.sentence == b.sentence;
    }
    let weigh = |terms: &mut dyn Iterator<Item = &String>| -> u32 {
        terms.map(|t| rarity.bits(t.trim_start_matches('~'), 80)).sum()
    };
    let shared = weigh(&mut a.terms.intersection(&b.terms));
    let both = weigh(&mut a.terms.iter()) + weigh(&mut b.terms.iter());
    let slip = match (a.minutes - b.minutes).abs() == 720 {
        true if a.minutes % 60 == 0 => SLIP_ROUND,
        true => SLIP,
        false => 0,
    };
    a.day == b.day && shared + slip >= ENOUGH && (shared + slip) * 200 >= (both + 2 * slip) * SHARED
}

/// Whether the two can't both be right.
fn excludes(a: &Hour<'_>, b: &Hour<'_>) -> bool {
    let apart = (a.minutes - b.minutes).abs();
    let slack = if a.loose || b.loose { LOOSE } else { EXACT };
    // Ten in the morning for ten at night is a slip of the half, and told.
    apart > slack && (apart <= FAR || (apart - 720).abs() <= EXACT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::{on, report};
    use record::Origins;

    fn timed(id: &str, text: &str, clock: &str, value: &str) -> Report {
        let mut r = on(report(id, text), "2031-03-04");
        let start = r.text.find(clock).unwrap();
        r.times.push(TimeExpression {
            span: r.text.span(start, start + clock.len()).unwrap(),
            kind: TimeType::Time,
            value: value.to_owned(),
            from: None,
            until: None,
        });
        r
    }

    fn found(a: &Report, b: &Report) -> usize {
        let refs = [a, b];
        find(&refs, &Rarity::of(&refs), &Behind::of(&refs, &Origins::default())).len()
    }

    const OTHERS: &str =
        " Divers went down at first light. Nobody was hurt in the harbour. A tug stood by all night.";

    #[test]
    fn two_hours_of_one_happening_conflict_and_near_ones_do_not() {
        let a = timed(
            "a",
            &format!("The ferry Corvin hit the Tamsin bridge at 9:10 p.m. with forty aboard.{OTHERS}"),
            "9:10 p.m.",
            "2031-03-04T21:10",
        );
        let b = |clock: &str, value: &str| {
            timed(
                "b",
                &format!("The Corvin, a ferry, hit the Tamsin bridge at {clock} on its last run.{OTHERS}"),
                clock,
                value,
            )
        };
        assert_eq!(found(&a, &b("11 p.m.", "2031-03-04T23:00")), 1);
        assert_eq!(found(&a, &b("9:15 p.m.", "2031-03-04T21:15")), 0);
        assert_eq!(found(&a, &b("about 9:30 p.m.", "2031-03-04T21:30")), 0);
        assert_eq!(found(&a, &b("11 p.m.", "2031-03-03T23:00")), 0);
    }

    #[test]
    fn equal_digits_in_the_other_half_of_the_day_need_fewer_words() {
        let a = timed(
            "a",
            &format!("Its passengers stood at the gate in Halden at 10:15 p.m., nine hours later.{OTHERS}"),
            "10:15 p.m.",
            "2031-03-04T22:15",
        );
        let b = |text: &str, clock: &str, value: &str| timed("b", &format!("{text}{OTHERS}"), clock, value);
        let landed = b(
            "It landed in Halden at 10:15 a.m.",
            "10:15 a.m.",
            "2031-03-04T10:15",
        );
        let later = b(
            "It landed in Halden at 8:40 p.m.",
            "8:40 p.m.",
            "2031-03-04T20:40",
        );
        let other = b(
            "The court of Corvin rose at 10:15 a.m.",
            "10:15 a.m.",
            "2031-03-04T10:15",
        );
        assert_eq!(found(&a, &landed), 1);
        assert_eq!(found(&a, &later), 0);
        assert_eq!(found(&a, &other), 0);
    }

    #[test]
    fn hours_of_two_happenings_stay_apart() {
        let a = timed(
            "a",
            &format!("The ferry Corvin hit the Tamsin bridge at 9:10 p.m. with forty aboard.{OTHERS}"),
            "9:10 p.m.",
            "2031-03-04T21:10",
        );
        let b = timed(
            "b",
            &format!("The last passengers of the ferry Corvin came ashore at 11 p.m. in boats.{OTHERS}"),
            "11 p.m.",
            "2031-03-04T23:00",
        );
        assert_eq!(found(&a, &b), 0);
    }
}
