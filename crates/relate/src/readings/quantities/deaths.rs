//! Where somebody was pronounced dead: at the scene or in a hospital. Of one dead both can't be.

use super::Behind;
use super::described::of_one_happening;
use crate::readings::voices::Place as At;
use crate::readings::words::{Word, words};
use record::{Citation, Reading, ReadingValue, Relation, Report, Span};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Words behind "dead" or "died" in which the place is sought.
const REACH: usize = 14;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Scene,
    Hospital,
    /// Somewhere else, or of a sentence that can't be read.
    Other,
}

/// A sentence that tells where somebody died.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Death {
    report: usize,
    place: Place,
    /// Pronounced dead, and not only dead.
    pronounced: bool,
    span: Span,
    sentence: Span,
}

/// The place of the one death of a story, where reports exclude each other.
pub(super) fn find<'r>(reports: &[&'r Report], behind: &Behind<'r>) -> Vec<Reading> {
    // Of several dead, one may have died here and another there.
    if reports.iter().any(|r| several_dead(r)) {
        return Vec::new();
    }
    let all: Vec<Vec<Death>> = reports.iter().enumerate().map(|(i, r)| deaths(r, i)).collect();
    // A report with two such places tells of two deaths.
    let torn = |d: &[Death]| {
        d.iter().any(|x| {
            d.iter()
                .any(|y| x.place != y.place && (x.pronounced || y.pronounced))
        })
    };
    if all.iter().any(|d| torn(d)) {
        return Vec::new();
    }
    let (mut scene, mut hospital) = (BTreeSet::new(), BTreeSet::new());
    for (a, of_a) in all.iter().enumerate() {
        for (b, of_b) in all.iter().enumerate().skip(a + 1) {
            let mut pairs = of_a.iter().flat_map(|x| of_b.iter().map(move |y| (*x, *y)));
            if let Some((x, y)) = pairs.find(|(x, y)| excludes(*x, *y))
                && of_one_happening(reports[a], reports[b])
            {
                for death in [x, y] {
                    match death.place {
                        Place::Scene => scene.insert(death),
                        Place::Hospital | Place::Other => hospital.insert(death),
                    };
                }
            }
        }
    }
    let mut values: Vec<ReadingValue> = [&scene, &hospital]
        .into_iter()
        .filter_map(|d| told(&d.iter().copied().collect::<Vec<_>>(), reports))
        .collect();
    if values.len() < 2 {
        return Vec::new();
    }
    values.sort_by_key(|v| Reverse(v.citations.len()));
    let told = || scene.iter().chain(&hospital);
    vec![Reading {
        measure: "place".to_owned(),
        about: Some("where the victim died".to_owned()),
        event: None,
        told: None,
        floor: None,
        relation: Relation::Conflict,
        why: "One is said to have died at the scene and in a hospital.".to_owned(),
        values,
        reports: told().map(|d| d.report).collect::<BTreeSet<_>>().len(),
        independent: behind.count(told().map(|d| At::words(reports[d.report], d.sentence, d.span))),
    }]
}

/// Whether both can't be true. Who died at the scene may still be pronounced dead in a hospital.
fn excludes(a: Death, b: Death) -> bool {
    let (scene, hospital) = if a.place <= b.place { (a, b) } else { (b, a) };
    scene.place == Place::Scene
        && hospital.place == Place::Hospital
        && (scene.pronounced || !hospital.pronounced)
}

fn several_dead(report: &Report) -> bool {
    let dead = report.quantities.iter().filter(|q| q.measure == "killed");
    dead.filter_map(|q| q.min.or(q.max)).any(|n| n > 1.0)
}

fn deaths(report: &Report, index: usize) -> Vec<Death> {
    let running = |at: usize| report.segment_at(at).is_some_and(|s| s.kind.is_running());
    let sentences = report.sentences.iter().filter(|s| running(s.span.start()));
    sentences
        .filter_map(|s| {
            let (place, pronounced, words) = place(&words(report.text.at(s.span)))?;
            let span = Span::new(s.span.start() + words.start(), s.span.start() + words.end())?;
            Some(Death {
                report: index,
                place,
                pronounced,
                span,
                sentence: s.span,
            })
        })
        .collect()
}

/// Where the sentence's one death is told to have been, whether as pronounced, and the words that tell it.
fn place(all: &[Word]) -> Option<(Place, bool, Span)> {
    let is = |at: usize, list: &[&str]| all.get(at).is_some_and(|w| list.contains(&w.norm.as_str()));
    let told = |at: &usize| {
        let (at, before) = (*at, at.saturating_sub(2));
        is(at, &["died"]) || is(at, &["dead"]) && (before..at).any(|k| is(k, &["pronounced", "declared"]))
    };
    let mut deaths = (0..all.len()).filter(told);
    let at = deaths.next()?;
    // What is feared, denied, or told of two happenings at once says nothing.
    let denied = is(at.wrapping_sub(1), &["nearly", "almost", "not", "have"]) || deaths.next().is_some();
    if denied {
        return None;
    }
    let pronounced = is(at, &["dead"]);
    let led = is(
        at + 1,
        &[
            "at", "in", "on", "upon", "shortly", "later", "after", "there", "minutes", "hours",
        ],
    );
    let behind = (at + 1..(at + REACH).min(all.len()))
        .take_while(|_| led)
        .find_map(|k| {
            let scene = is(k, &["scene"]) && (is(k - 1, &["the", "on", "at"]));
            let place = if scene {
                Some(Place::Scene)
            } else {
                hospital(&all[k].norm)
            };
            place.map(|p| (p, k))
        });
    let (place, from, to) = match behind {
        Some((place, k)) => (place, at, k),
        // "He was taken to Corvin Hospital, where he died."
        None => {
            let from = at.saturating_sub(6);
            let there = (from..at).rev().find(|&k| is(k, &["where"]));
            let house = there.and_then(|t| {
                (t.saturating_sub(8)..t)
                    .rev()
                    .find(|&k| hospital(&all[k].norm).is_some())
            });
            match house {
                Some(house) => (Place::Hospital, house, at),
                None if pronounced => (Place::Other, at, at),
                None => return None,
            }
        }
    };
    let start = if pronounced {
        from.min(at).saturating_sub(usize::from(from == at))
    } else {
        from
    };
    Some((
        place,
        pronounced,
        Span::new(all[start].span.start(), all[to].span.end())?,
    ))
}

fn hospital(norm: &str) -> Option<Place> {
    const HOUSES: &[&str] = &["hospital", "medical", "infirmary", "clinic", "hospitals"];
    HOUSES.contains(&norm).then_some(Place::Hospital)
}

fn told(deaths: &[Death], reports: &[&Report]) -> Option<ReadingValue> {
    let first = deaths.first()?;
    let mut citations: Vec<Citation> = deaths
        .iter()
        .map(|d| Citation::new(reports[d.report], d.sentence))
        .collect();
    citations.sort();
    citations.dedup();
    Some(ReadingValue {
        min: None,
        max: None,
        approximate: false,
        hedge: None,
        text: reports[first.report].text.at(first.span).to_owned(),
        attributed_to: None,
        as_of: deaths
            .iter()
            .filter_map(|d| reports[d.report].day())
            .max()
            .map(str::to_owned),
        citations,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::{figure, on, report};
    use record::Origins;

    fn found(a: &str, b: &str) -> usize {
        let reports = [on(report("a", a), "2031-03-04"), on(report("b", b), "2031-03-05")];
        let refs: Vec<&Report> = reports.iter().collect();
        find(&refs, &Behind::of(&refs, &Origins::default())).len()
    }

    const SCENE: &str =
        "A docker was shot in <Ellery> near <Tamsin> pier. He was pronounced dead at the scene, police said.";

    #[test]
    fn at_the_scene_and_in_a_hospital_conflict() {
        for b in [
            "The docker of <Ellery>, shot at <Tamsin> pier, was pronounced dead at Corvin Medical Center.",
            "A docker from <Ellery>, shot at <Tamsin>, was taken to Corvin Hospital, where he later died.",
        ] {
            assert_eq!(found(SCENE, b), 1, "{b}");
        }
    }

    #[test]
    fn what_can_both_be_true_is_no_conflict() {
        let died = "A docker was shot in <Ellery> near <Tamsin> pier and died at the scene, police said.";
        let pronounced =
            "The docker of <Ellery>, shot at <Tamsin> pier, was pronounced dead at Corvin Medical Center.";
        assert_eq!(found(died, pronounced), 0);
        assert_eq!(
            found(
                SCENE,
                "Shots at <Tamsin> pier in <Ellery>. His wife was taken to Corvin Hospital."
            ),
            0
        );
        assert_eq!(
            found(
                SCENE,
                "A docker died in <Ellery> near <Tamsin> pier. He worked at a hospital."
            ),
            0
        );
    }

    #[test]
    fn a_clause_of_its_own_and_another_death_say_nothing() {
        let b =
            "Doctors pronounced the docker of <Ellery> and <Tamsin> dead, a girl was flown to the hospital.";
        assert_eq!(found(SCENE, b), 0);
        let b = "A docker of <Ellery> was pronounced dead in his flat in <Tamsin>. A girl shot in May died at Corvin Hospital.";
        assert_eq!(found(SCENE, b), 0);
    }

    #[test]
    fn of_two_dead_each_may_have_died_elsewhere() {
        let b = report(
            "b",
            "In <Ellery>, at <Tamsin>, two people were shot. One was pronounced dead at Corvin Hospital.",
        );
        let b = figure(on(b, "2031-03-05"), "two people", "killed", Some(2.0), Some(2.0));
        let a = on(report("a", SCENE), "2031-03-04");
        assert!(find(&[&a, &b], &Behind::of(&[&a, &b], &Origins::default())).is_empty());
    }
}
