//! One speaker whose name a report misspells: "Adela Quist" and "Adela Quost", to whom two reports give the same remark.
//!
//! Two people may have names a letter apart, so the names decide nothing. The remark does: as many words, in the same order,
//! are said by one person. Who both stand in one report are two.

use super::is_full_person;
use crate::readings::alignment::align;
use crate::readings::words::norms;
use record::{QuoteForm, Report};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Words that the same remark must have in both reports.
const FEWEST_WORDS: usize = 8;
/// Of the shorter wording's words, this many hundredths must stand in the other, in order.
const SHARED: usize = 90;
/// A part of a name of fewer letters is another name when one of them is: "Lee" and "Lea".
const FEWEST_LETTERS: usize = 4;

/// For every id of a full personal name that is another one misspelt, the id to use.
pub(super) fn merge(reports: &[Report]) -> BTreeMap<String, String> {
    let mut places: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (i, report) in reports.iter().enumerate() {
        for name in report.names.iter().filter(|n| is_full_person(n)) {
            places.entry(&name.entity).or_default().insert(i);
        }
    }
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for (a, b) in near(&places) {
        if !places[a].is_disjoint(&places[b]) || !say_the_same(reports, (a, &places[a]), (b, &places[b])) {
            continue;
        }
        // What more reports write is right; of two that are written equally often either may be.
        let rank = |id: &str| (Reverse(places[id].len()), id.to_owned());
        let (kept, other) = if rank(a) <= rank(b) { (a, b) } else { (b, a) };
        let kept = found.get(kept).cloned().unwrap_or_else(|| kept.to_owned());
        if kept != other && !found.contains_key(other) {
            found
                .values_mut()
                .filter(|id| *id == other)
                .for_each(|id| id.clone_from(&kept));
            found.insert(other.to_owned(), kept);
        }
    }
    found
}

/// A name without one of its parts: which part is left out, and the others.
type Rest<'a> = (usize, Vec<&'a str>);

/// Pairs of ids that differ by one letter in one part of the name.
fn near<'a>(places: &BTreeMap<&'a str, BTreeSet<usize>>) -> Vec<(&'a str, &'a str)> {
    let mut alike: BTreeMap<Rest, Vec<(&'a str, &'a str)>> = BTreeMap::new();
    for id in places.keys() {
        let parts: Vec<&'a str> = id.split('-').collect();
        for (nth, part) in parts.iter().enumerate() {
            let mut rest = parts.clone();
            rest.remove(nth);
            alike.entry((nth, rest)).or_default().push((part, id));
        }
    }
    let mut pairs = Vec::new();
    for ids in alike.values() {
        for (i, (part, a)) in ids.iter().enumerate() {
            let near = ids[i + 1..].iter().filter(|(other, _)| is_slip(part, other));
            pairs.extend(near.map(|(_, b)| (*a, *b)));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Whether one letter was put for another, left out, doubled or changed places (Damerau 1964).
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < FEWEST_LETTERS || long.len() - short.len() > 1 {
        return false;
    }
    let head = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (x, y) = (&short[head..], &long[head..]);
    if x.len() < y.len() {
        return x == &y[1..];
    }
    let swapped = x.len() > 1 && x[0] == y[1] && x[1] == y[0] && x[2..] == y[2..];
    swapped || (!x.is_empty() && x[1..] == y[1..])
}

/// Whether two reports give one remark, one as said by `a` and the other by `b`.
fn say_the_same(reports: &[Report], a: (&str, &BTreeSet<usize>), b: (&str, &BTreeSet<usize>)) -> bool {
    let remarks = |(id, places): (&str, &BTreeSet<usize>)| -> Vec<Vec<String>> {
        let of = places.iter().flat_map(|&i| remarks(&reports[i], id));
        of.collect()
    };
    let (a, b) = (remarks(a), remarks(b));
    a.iter().any(|x| b.iter().any(|y| is_same(x, y)))
}

/// The words of each remark in quote marks that the report gives this person.
fn remarks(report: &Report, id: &str) -> Vec<Vec<String>> {
    let own = report.quotes.iter().filter(|q| q.entity.as_deref() == Some(id));
    own.filter(|q| q.form != QuoteForm::Indirect)
        .map(|q| q.content.iter().flat_map(|s| norms(report.text.at(*s))).collect())
        .filter(|words: &Vec<String>| words.len() >= FEWEST_WORDS)
        .collect()
}

fn is_same(a: &[String], b: &[String]) -> bool {
    align(a, b).len() * 100 >= a.len().min(b.len()) * SHARED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::report;

    const REMARK: &str = "“We waited a whole night for the tug and nobody came to help us,”";

    /// The ids of the speakers after linking reports of one remark each.
    fn linked(said: [(&str, &str); 2]) -> Vec<String> {
        let of = |(i, (remark, name)): (usize, &(&str, &str))| {
            report(&format!("r{i}"), &format!("{remark} <{name}> said on the quay."))
        };
        let mut reports: Vec<Report> = said.iter().enumerate().map(of).collect();
        super::super::link(&mut reports);
        let speaker = |r: &Report| r.quotes[0].entity.clone().unwrap();
        reports.iter().map(speaker).collect()
    }

    #[test]
    fn one_remark_makes_one_speaker_of_two_spellings() {
        for slip in ["Adela Quost", "Adela Quit", "Adela Qiust", "Adella Quist"] {
            let ids = linked([(REMARK, "Adela Quist"), (REMARK, slip)]);
            assert_eq!(ids[0], ids[1], "{slip}");
        }
    }

    #[test]
    fn near_names_without_the_same_remark_and_other_names_with_it_stay_two() {
        let other = "“The council knew for years that the old tug would not start,”";
        for (remark, name) in [
            (other, "Adela Quost"),
            (REMARK, "Adela Brandt"),
            (REMARK, "Olaf Quist"),
            ("“Nobody came,”", "Adela Quost"),
        ] {
            let ids = linked([(REMARK, "Adela Quist"), (remark, name)]);
            assert_ne!(ids[0], ids[1], "{name}");
        }
    }

    #[test]
    fn who_stand_in_one_report_are_two() {
        let mut reports = [
            report("a", &format!("{REMARK} <Adela Quist> said.")),
            report("b", &format!("{REMARK} <Adela Quost> said beside <Adela Quist>.")),
        ];
        super::super::link(&mut reports);
        assert_ne!(reports[0].quotes[0].entity, reports[1].quotes[0].entity);
    }

    #[test]
    fn slips_are_of_one_letter() {
        for (a, b) in [
            ("quist", "quost"),
            ("quist", "quis"),
            ("marsh", "masrh"),
            ("marsh", "marssh"),
        ] {
            assert!(is_slip(a, b) && is_slip(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("quist", "quist"),
            ("lee", "lea"),
            ("quist", "quorn"),
            ("marsh", "marshes"),
        ] {
            assert!(!is_slip(a, b), "{a} {b}");
        }
    }
}
