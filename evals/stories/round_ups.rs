//! Round-ups: how many of those that are there are told as such, with the stories that they tell.
//!
//! `round-ups.jsonl` holds the round-ups of `incidents` that one reader found by headline, by many blocks of streets and by
//! words that turn to something else, and then read, before looking at what the program says; `tells` are the incidents of
//! the set that each tells in a part of its own. Few tell two that other reports tell too, and a report that tells one
//! can be told as a round-up only where it is a log of scenes. So round-ups are also made: the beginnings of four reports of
//! four events that lie next to each other in time, which are then left out of the pile, while other reports of these events
//! stay.

use super::Set;
use crate::score::{Counts, ratio};
use record::{Body, Record, Report, Source};
use relate::stories::round_ups::{Found, find};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Parts of a made round-up.
const PARTS: usize = 4;
/// Days between the first and the last of its events.
const NEAR: i32 = 12;
/// Bytes of a report that make a part, to the end of the paragraph.
const PART: usize = 500;

#[derive(Debug, Deserialize)]
struct Label {
    report: String,
    tells: Vec<String>,
}

/// What was found of round-ups that were read, and of made ones.
#[derive(Debug, Default)]
pub struct Shares {
    /// Of round-ups that tell two stories of others, those told as round-ups.
    pub told: Counts,
    /// Of the stories of others that round-ups tell, those that they are attached to; found are all that are attached.
    pub attached: Counts,
    /// Reports told as round-ups that were not labelled.
    pub unlabelled: Vec<String>,
}

/// Measures the round-ups of `incidents`.
pub fn read(set: &Set) -> Shares {
    let labels: Vec<Label> = include_str!("round-ups.jsonl")
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let of: BTreeMap<&str, &Label> = labels.iter().map(|l| (l.report.as_str(), l)).collect();
    let wanted = |report: &Report| {
        let tells = &of.get(report.id.as_str())?.tells;
        Some(tells.iter().cloned().collect::<BTreeSet<_>>())
    };
    judge(&set.reports, &set.gold, &wanted)
}

/// Measures made round-ups; `plain` ones have no headings.
pub fn made(set: &Set, plain: bool) -> Shares {
    let mut events: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, event) in set.gold.iter().enumerate() {
        events.entry(event).or_default().push(i);
    }
    let mut rich: Vec<Event<'_>> = events
        .into_iter()
        .filter(|(_, of)| of.len() > 2)
        .map(|(event, of)| (of.iter().filter_map(|i| set.reports[*i].day()).min(), event, of))
        .collect();
    rich.sort();
    let mut taken = BTreeSet::new();
    let (mut reports, mut gold) = (Vec::new(), Vec::new());
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (n, parts) in near(&rich).into_iter().enumerate() {
        // The second report in the set, so that other reports of the event stay before and after it.
        let told: Vec<usize> = parts.iter().map(|(.., of)| of[1]).collect();
        let report = round_up(n, &told, set, plain);
        wanted.insert(report.id.clone(), parts.iter().map(|p| p.1.to_owned()).collect());
        gold.push(report.id.clone());
        reports.push(report);
        taken.extend(told);
    }
    for (i, report) in set.reports.iter().enumerate().filter(|(i, _)| !taken.contains(i)) {
        reports.push(report.clone());
        gold.push(set.gold[i].clone());
    }
    judge(&reports, &gold, &|report| wanted.get(&report.id).cloned())
}

/// An event with the first day that it was told on, and its reports.
type Event<'s> = (Option<&'s str>, &'s str, Vec<usize>);

/// Events in fours that begin within some days of each other: a round-up tells what is new.
fn near<'e, 's>(rich: &'e [Event<'s>]) -> Vec<&'e [Event<'s>]> {
    let date = |event: &Event<'_>| event.0.and_then(|d| d.parse::<jiff::civil::Date>().ok());
    let within = |first: &Event<'_>, last: &Event<'_>| {
        let gap = date(first).zip(date(last)).and_then(|(a, b)| a.until(b).ok());
        gap.is_some_and(|g| g.get_days() <= NEAR)
    };
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(parts) = rich.get(at..at + PARTS) {
        if within(&parts[0], &parts[PARTS - 1]) {
            found.push(parts);
            at += PARTS;
        } else {
            at += 1;
        }
    }
    found
}

/// The beginnings of these reports as one.
fn round_up(n: usize, parts: &[usize], set: &Set, plain: bool) -> Report {
    let mut text = String::new();
    for i in parts {
        let report = &set.reports[*i];
        if !plain {
            text.push_str(report.headline.as_deref().unwrap_or("Also"));
            text.push_str("\n\n");
        }
        let mut length = 0;
        for segment in report.running() {
            let paragraph = report.text.at(segment.span);
            if length < PART && length + paragraph.len() < 3 * PART {
                length += paragraph.len();
                text.push_str(paragraph);
                text.push_str("\n\n");
            }
        }
    }
    let day = parts.iter().filter_map(|i| set.reports[*i].day()).max();
    let record = Record {
        id: Some(format!("round-up-{n:03}")),
        headline: Some("News in brief".to_owned()),
        text: Some(text),
        published: day.map(str::to_owned),
        ..Record::default()
    };
    let name = format!("round-up-{n}");
    read::read(Source::new(
        name.as_bytes(),
        "made",
        None,
        Body::Record(Box::new(record)),
    ))
}

/// Groups the reports and compares the round-ups found with those `wanted`.
fn judge(
    reports: &[Report],
    gold: &[String],
    wanted: &dyn Fn(&Report) -> Option<BTreeSet<String>>,
) -> Shares {
    let clusters = relate::stories::cluster(reports);
    let found: BTreeMap<usize, Found> = find(reports, &clusters)
        .into_iter()
        .map(|f| (f.report, f))
        .collect();
    let mut shares = Shares::default();
    for (i, report) in reports.iter().enumerate() {
        let told = found.get(&i);
        let Some(mut tells) = wanted(report) else {
            shares.told.found += usize::from(told.is_some());
            shares.unlabelled.extend(told.map(|_| report.id.clone()));
            continue;
        };
        // What no other report tells can't be attached to.
        tells.retain(|event| {
            (0..reports.len()).any(|j| j != i && gold[j] == *event && wanted(&reports[j]).is_none())
        });
        let could = tells.len() > 1;
        shares.told.gold += usize::from(could);
        shares.told.found += usize::from(told.is_some());
        shares.told.right += usize::from(told.is_some() && could);
        shares.attached.gold += tells.len();
        for story in told.iter().flat_map(|f| f.stories.keys()) {
            let of = |event: &&String| clusters[*story].iter().any(|j| *j != i && gold[*j] == **event);
            shares.attached.found += 1;
            if let Some(event) = tells.iter().find(of).cloned() {
                shares.attached.right += 1;
                tells.remove(&event);
            }
        }
    }
    shares
}

/// "5 of 6 told, 9 of 12 stories attached, 9 of 9 rightly".
pub fn words(shares: &Shares) -> String {
    let (t, a) = (shares.told, shares.attached);
    format!(
        "{} of {} told, {} of {} stories attached ({:.3}), {} of {} attached ones right; told without a label: {}",
        t.right,
        t.gold,
        a.right,
        a.gold,
        ratio(a.right, a.gold),
        a.right,
        a.found,
        if shares.unlabelled.is_empty() {
            "none".to_owned()
        } else {
            shares.unlabelled.join(" ")
        },
    )
}
