//! Figures that move: what was told last of one against what is told last of it now.

use super::rules::Alert;
use super::state::Drift;
use record::{Reading, SourceId, Story};
use std::collections::BTreeMap;

/// The figures of `now` that moved by more than the alert allows, each with what makes this move one and no other, and a
/// sentence. Both are settled by [`record::Policy::Latest`]. `drifting` has where figures stood that moved less than that so far.
pub(super) fn moved(
    alert: &Alert,
    before: &[Story],
    now: &Story,
    drifting: &mut BTreeMap<String, Drift>,
    run: i64,
) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for reading in now.quantities.iter().filter(|r| is_asked(alert, r)) {
        let Some(was) = same(reading, now, before) else {
            continue;
        };
        let (Some(first), Some(last)) = (stands(was, run), stands(reading, run)) else {
            continue;
        };
        let key = format!(
            "{}\n{}\n{:?}\n{:?}\n{:?}",
            alert.name, now.id, reading.measure, reading.about, reading.event
        );
        let key = SourceId::of(key.as_bytes()).as_str().to_owned();
        let from = drifting.get(&key).copied().unwrap_or(first);
        if (from.min, from.max) == (last.min, last.max) {
            drifting.remove(&key);
            continue;
        }
        if !is_far(alert, from, last) {
            drifting.insert(key, Drift { run, ..from });
            continue;
        }
        drifting.remove(&key);
        let cited = reading
            .values
            .iter()
            .flat_map(|v| &v.citations)
            .map(|c| (c.report.as_str(), c.span.start()));
        let what = format!(
            "{:?} {:?} {:?} {} {} {:?}",
            reading.measure,
            reading.about,
            reading.event,
            told(from),
            told(last),
            cited.max()
        );
        let words = format!(
            "{}: {} now; before, {}.",
            engine::figure_line(reading),
            told(last),
            told(from)
        );
        all.push((what, words));
    }
    all
}

fn is_asked(alert: &Alert, reading: &Reading) -> bool {
    let wanted = alert.measure.as_deref().map(str::trim).filter(|m| !m.is_empty());
    wanted.is_none_or(|wanted| wanted.eq_ignore_ascii_case(&reading.measure))
}

/// The same figure before: of the same event, or the only one of its kind where an event is told otherwise now.
fn same<'a>(reading: &Reading, now: &Story, before: &'a [Story]) -> Option<&'a Reading> {
    let is = |r: &Reading| r.measure == reading.measure && r.about == reading.about;
    let was: Vec<&Reading> = before
        .iter()
        .flat_map(|s| &s.quantities)
        .filter(|r| is(r))
        .collect();
    if let Some(same) = was.iter().find(|r| r.event == reading.event) {
        return Some(same);
    }
    match was.as_slice() {
        [one] if now.quantities.iter().filter(|r| is(r)).count() == 1 => Some(one),
        _ => None,
    }
}

/// Where a figure stands: what the latest reports give of it.
fn stands(reading: &Reading, run: i64) -> Option<Drift> {
    let told = reading.told.as_ref()?;
    (told.min.is_some() || told.max.is_some()).then_some(Drift {
        min: told.min,
        max: told.max,
        run,
    })
}

/// How far two ranges are from each other: by the bound that moved most, or by what lies between them.
fn distance(from: Drift, to: Drift) -> f64 {
    let bound = |a: Option<f64>, b: Option<f64>| a.zip(b).map_or(0.0, |(a, b)| (b - a).abs());
    let gap =
        |upper: Option<f64>, lower: Option<f64>| upper.zip(lower).map_or(0.0, |(u, l)| (l - u).max(0.0));
    [
        bound(from.min, to.min),
        bound(from.max, to.max),
        gap(from.max, to.min),
        gap(to.max, from.min),
    ]
    .into_iter()
    .fold(0.0, f64::max)
}

fn is_far(alert: &Alert, from: Drift, to: Drift) -> bool {
    let distance = distance(from, to);
    match (alert.moves_by, alert.moves_by_percent) {
        (Some(most), _) => distance > most,
        (None, Some(most)) => {
            let size = [from.min, from.max]
                .into_iter()
                .flatten()
                .fold(0.0, |a: f64, b| a.max(b.abs()));
            // Of nought there are no hundredths: whatever it becomes is more.
            distance > 0.0 && (size == 0.0 || distance * 100.0 > most * size)
        }
        (None, None) => distance > 0.0,
    }
}

/// "14", "at least 14", "up to 20", "14 to 20".
fn told(at: Drift) -> String {
    match (at.min, at.max) {
        (Some(min), Some(max)) if min == max => number(min),
        (Some(min), Some(max)) => format!("{} to {}", number(min), number(max)),
        (Some(min), None) => format!("at least {}", number(min)),
        (None, Some(max)) => format!("up to {}", number(max)),
        (None, None) => String::new(),
    }
}

/// A number with its thousands apart.
fn number(value: f64) -> String {
    let text = format!("{value}");
    let (whole, rest) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(w, r)| (w, Some(r)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("-", d));
    let mut out = sign.to_owned();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 && digits.len() > 3 {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alerts::Alerts;
    use record::{Policy, Relation, ToldFigure};

    fn alert(more: &str) -> Alert {
        let text = format!("[[alert]]\nname = \"a\"\non = [\"figure\"]\n{more}\n");
        Alerts::read(&text).unwrap().all.remove(0)
    }

    /// Measure, event, and the bounds of what is told.
    type Told<'a> = (&'a str, Option<&'a str>, Option<f64>, Option<f64>);

    fn story(figures: &[Told<'_>]) -> Story {
        let reading = |&(measure, event, min, max): &Told<'_>| Reading {
            measure: measure.into(),
            about: None,
            event: event.map(str::to_owned),
            relation: Relation::Single,
            why: String::new(),
            values: Vec::new(),
            told: Some(ToldFigure {
                policy: Policy::Latest,
                min,
                max,
                of: vec![0],
            }),
            floor: None,
            reports: 1,
            independent: record::Independent::default(),
        };
        Story {
            id: "s".into(),
            quantities: figures.iter().map(reading).collect(),
            ..Story::default()
        }
    }

    fn exact(n: f64) -> Story {
        story(&[("injured", None, Some(n), Some(n))])
    }

    fn fires(more: &str, from: &Story, to: &Story) -> bool {
        let from = std::slice::from_ref(from);
        !moved(&alert(more), from, to, &mut BTreeMap::new(), 2).is_empty()
    }

    #[test]
    fn more_than_was_asked_for_is_told_and_just_that_is_not() {
        assert!(fires("moves_by = 5", &exact(12.0), &exact(18.0)));
        assert!(!fires("moves_by = 5", &exact(12.0), &exact(17.0)));
        assert!(fires("moves_by = 5", &exact(18.0), &exact(12.0)));
        assert!(fires("moves_by_percent = 50", &exact(12.0), &exact(19.0)));
        assert!(!fires("moves_by_percent = 50", &exact(12.0), &exact(18.0)));
        assert!(fires("moves_by_percent = 50", &exact(0.0), &exact(1.0)));
        assert!(fires("", &exact(12.0), &exact(13.0)));
        assert!(!fires("", &exact(12.0), &exact(12.0)));
    }

    #[test]
    fn another_figure_and_another_event_are_not_the_same() {
        let killed = story(&[("killed", None, Some(40.0), Some(40.0))]);
        assert!(!fires("", &exact(12.0), &killed));
        assert!(!fires("measure = \"killed\"", &exact(12.0), &exact(40.0)));
        assert!(fires("measure = \"Injured\"", &exact(12.0), &exact(40.0)));
        let two = |a, b| {
            story(&[
                ("injured", Some("fire"), Some(a), Some(a)),
                ("injured", Some("crash"), Some(b), Some(b)),
            ])
        };
        assert!(!fires("", &two(3.0, 40.0), &two(3.0, 40.0)));
        assert!(fires("moves_by = 5", &two(3.0, 40.0), &two(3.0, 46.0)));
        // Which of the two a third one was is not known; of one alone it is.
        let later = story(&[("injured", Some("blast"), Some(90.0), Some(90.0))]);
        assert!(!fires("", &two(3.0, 40.0), &later));
        assert!(fires("", &exact(3.0), &later));
    }

    #[test]
    fn open_ranges_move_by_what_is_known() {
        let of = |min, max| story(&[("injured", None, min, max)]);
        assert!(fires("moves_by = 4", &of(Some(35.0), None), &exact(40.0)));
        assert!(!fires("moves_by = 5", &of(Some(35.0), None), &exact(40.0)));
        assert!(fires(
            "moves_by = 9",
            &of(None, Some(40.0)),
            &of(Some(50.0), None)
        ));
        assert!(!fires("", &of(None, Some(40.0)), &of(Some(30.0), None)));
        assert!(!fires("", &of(None, None), &exact(40.0)));
    }

    #[test]
    fn many_small_steps_are_told_once_they_are_far_enough() {
        let (alert, mut drifting, mut told) = (alert("moves_by = 5"), BTreeMap::new(), Vec::new());
        for (run, n) in [10.0, 13.0, 16.0, 19.0, 16.0, 22.0, 19.0]
            .windows(2)
            .zip(2..)
            .map(|(w, run)| (run, (w[0], w[1])))
        {
            let fired = moved(&alert, &[exact(n.0)], &exact(n.1), &mut drifting, run);
            told.extend(fired.into_iter().map(|(_, words)| words));
        }
        assert_eq!(
            told,
            ["Injured: 16 now; before, 10.", "Injured: 22 now; before, 16."]
        );
        assert_eq!(drifting.len(), 1);
    }

    #[test]
    fn numbers_are_told_as_people_write_them() {
        assert_eq!(
            [0.5, -1_234_567.0, 1e6, 999.0].map(number),
            ["0.5", "-1,234,567", "1,000,000", "999"]
        );
    }
}
