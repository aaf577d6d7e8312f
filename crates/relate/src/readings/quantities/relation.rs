//! How the values of one figure stand to each other, and why.

use super::figures::Figure;
use super::values::{Range, number, written};
use record::{Quantity, Relation, Report, Scope};
use std::collections::BTreeSet;

/// One value with the figures that give it, the first standing for all.
#[derive(Debug, Clone)]
pub(super) struct Value<'a> {
    pub(super) figures: Vec<&'a Figure<'a>>,
}

impl<'a> Value<'a> {
    pub(super) fn head(&self) -> &'a Figure<'a> {
        self.figures[0]
    }

    /// The first and the last day on which a report gives it.
    pub(super) fn days<'r>(&self, reports: &[&'r Report]) -> Option<(&'r str, &'r str)> {
        let days: BTreeSet<&str> = self
            .figures
            .iter()
            .filter_map(|f| reports[f.report].day())
            .collect();
        Some((days.first().copied()?, days.last().copied()?))
    }

    /// When it was first given, to the second where reports say so.
    fn first<'r>(&self, reports: &[&'r Report]) -> Option<&'r str> {
        self.figures
            .iter()
            .filter_map(|f| reports[f.report].published.as_ref())
            .map(|p| p.value.as_str())
            .min()
    }

    /// Who is named as its source, most often first.
    pub(super) fn sources(&self) -> Vec<&'a str> {
        let mut counted: std::collections::BTreeMap<&str, BTreeSet<usize>> =
            std::collections::BTreeMap::new();
        for figure in &self.figures {
            if let Some(source) = figure.quantity.attributed_to.as_deref() {
                counted.entry(source).or_default().insert(figure.report);
            }
        }
        let mut sources: Vec<(&str, usize)> = counted.into_iter().map(|(s, r)| (s, r.len())).collect();
        sources.sort_by_key(|&(s, n)| (std::cmp::Reverse(n), std::cmp::Reverse(s.len()), s));
        sources.into_iter().map(|(s, _)| s).collect()
    }
}

/// The relation of `values`, which differ, and a sentence that says why.
pub(super) fn judge(values: &[Value<'_>], reports: &[&Report], carriers: usize) -> (Relation, String) {
    if let [one] = values {
        return if carriers > 1 {
            (
                Relation::Agree,
                format!("{carriers} reports give the same figure."),
            )
        } else if one.sources().len() > 1 {
            (
                Relation::Agree,
                format!("{} give the same figure.", one.sources().join(" and ")),
            )
        } else {
            (Relation::Single, "One report gives it.".to_owned())
        };
    }
    let pairs =
        || (0..values.len()).flat_map(|i| (i + 1..values.len()).map(move |j| (&values[i], &values[j])));
    let apart = |a: &Value<'_>, b: &Value<'_>| {
        let one_of_them = one_of_several(a) || one_of_several(b);
        !one_of_them && !Range::of(a.head().quantity).meets(Range::of(b.head().quantity))
    };
    let mut updated = None;
    for (a, b) in pairs().filter(|(a, b)| apart(a, b)) {
        let Some((earlier, later)) = order(a, b, reports) else {
            return (Relation::Conflict, conflict(a, b));
        };
        updated.get_or_insert((earlier, later));
    }
    match updated {
        Some((earlier, later)) => (Relation::Updated, update(earlier, later, reports)),
        None => {
            let all: Vec<String> = values.iter().map(|v| written(v.head().quantity)).collect();
            let (last, rest) = all
                .split_last()
                .map_or((String::new(), all.clone()), |(l, r)| (l.clone(), r.to_vec()));
            (
                Relation::Compatible,
                format!("“{}” and “{last}” can be true together.", rest.join("”, “")),
            )
        }
    }
}

/// Whether it is one person out of several: told of alone, somebody takes nothing from those who are told of together.
fn one_of_several(value: &Value<'_>) -> bool {
    let part = |q: &Quantity| q.scope == Scope::Part && q.min == Some(1.0) && q.max == Some(1.0);
    value.figures.iter().all(|f| part(f.quantity))
}

/// The earlier and the later of two values that exclude each other; `None` where both are told of the same moment.
///
/// Another day makes an update; within a day, words of change do, or a higher value told later by the clock. Two sources
/// set against each other in one report disagree, whatever the day.
pub(super) fn order<'v, 'a>(
    a: &'v Value<'a>,
    b: &'v Value<'a>,
    reports: &[&Report],
) -> Option<(&'v Value<'a>, &'v Value<'a>)> {
    if opposed(a, b) {
        return None;
    }
    let says_so = |v: &Value<'_>| v.figures.iter().any(|f| f.changed);
    let ((first_a, _), (first_b, _)) = (a.days(reports)?, b.days(reports)?);
    match first_a.cmp(first_b) {
        std::cmp::Ordering::Less => Some((a, b)),
        std::cmp::Ordering::Greater => Some((b, a)),
        std::cmp::Ordering::Equal => match (says_so(a), says_so(b)) {
            (true, false) => Some((b, a)),
            (false, true) => Some((a, b)),
            _ => {
                let (low, high) = if number(a.head().quantity) <= number(b.head().quantity) {
                    (a, b)
                } else {
                    (b, a)
                };
                let (first, later) = (low.first(reports)?, high.first(reports)?);
                // Clock times of one form can be compared as text.
                (first.len() == later.len() && first.len() >= 16 && first < later).then_some((low, high))
            }
        },
    }
}

/// Whether some report gives both values, each by another source and without a word of change between them.
fn opposed(a: &Value<'_>, b: &Value<'_>) -> bool {
    a.figures.iter().any(|x| {
        b.figures
            .iter()
            .any(|y| x.report == y.report && x.at.abs_diff(y.at) <= 1 && x.told_by_another(y))
    })
}

fn by(value: &Value<'_>) -> String {
    value
        .sources()
        .first()
        .map_or(String::new(), |s| format!(" ({s})"))
}

fn conflict(a: &Value<'_>, b: &Value<'_>) -> String {
    let (low, high) = if number(a.head().quantity) <= number(b.head().quantity) {
        (a, b)
    } else {
        (b, a)
    };
    format!(
        "{}{} and {}{} can’t both be true of the same moment.",
        written(low.head().quantity),
        by(low),
        written(high.head().quantity),
        by(high)
    )
}

fn update(earlier: &Value<'_>, later: &Value<'_>, reports: &[&Report]) -> String {
    let verb = if number(later.head().quantity) >= number(earlier.head().quantity) {
        "raises"
    } else {
        "lowers"
    };
    let day = |v: &Value<'_>| {
        v.days(reports)
            .map_or(String::new(), |(first, _)| format!(" ({first})"))
    };
    format!(
        "A later report {verb} it from {}{} to {}{}.",
        written(earlier.head().quantity),
        day(earlier),
        written(later.head().quantity),
        day(later)
    )
}

#[cfg(test)]
mod tests {
    use crate::readings::quantities::find;
    use crate::readings::sample::{figure, on, report, with};
    use record::{Origins, Relation, Report};

    fn toll(id: &str, day: &str, words: &str, n: f64, place: &str, source: &str) -> Report {
        let text = format!("The ferry fire in {place} killed {words} on Monday, {source} said.");
        let open = words.starts_with("at least");
        let r = figure(
            on(report(id, &text), day),
            words,
            "killed",
            Some(n),
            (!open).then_some(n),
        );
        with(r, |q| {
            q.place = Some(place.to_owned());
            q.attributed_to = Some(source.to_owned());
        })
    }

    fn relation(reports: &[Report]) -> Vec<(Relation, usize)> {
        let readings = find(&reports.iter().collect::<Vec<_>>(), &Origins::default());
        readings.iter().map(|r| (r.relation, r.values.len())).collect()
    }

    const DAY: &str = "2031-03-04";

    #[test]
    fn equal_values_agree_and_hedged_ones_are_compatible() {
        let a = toll("a", DAY, "21 people", 21.0, "Ellery", "police");
        assert_eq!(
            relation(&[
                a.clone(),
                toll("b", DAY, "21 people", 21.0, "Ellery", "the mayor")
            ]),
            [(Relation::Agree, 1)]
        );
        assert_eq!(
            relation(&[
                a.clone(),
                toll("b", DAY, "at least 18 people", 18.0, "Ellery", "the mayor")
            ]),
            [(Relation::Compatible, 2)]
        );
        assert_eq!(relation(&[a]), [(Relation::Single, 1)]);
    }

    #[test]
    fn the_same_day_is_a_conflict_and_a_later_one_an_update() {
        let a = toll("a", DAY, "21 people", 21.0, "Ellery", "police");
        assert_eq!(
            relation(&[
                a.clone(),
                toll("b", DAY, "26 people", 26.0, "Ellery", "the coast guard")
            ]),
            [(Relation::Conflict, 2)]
        );
        assert_eq!(
            relation(&[a, toll("b", "2031-03-05", "26 people", 26.0, "Ellery", "police")]),
            [(Relation::Updated, 2)]
        );
    }

    #[test]
    fn one_of_several_takes_nothing_from_them() {
        let part = |id: &str, words: &str, n: f64| {
            let whole = toll(id, DAY, words, n, "Ellery", "police");
            with(whole, |q| q.scope = record::Scope::Part)
        };
        let conflict = |reports: &[Report]| relation(reports).iter().any(|r| r.0 == Relation::Conflict);
        let both = part("b", "the docker Mara Quill and the guard Ida Quill", 2.0);
        assert!(!conflict(&[part("a", "the docker Mara Quill", 1.0), both]));
        let (four, five) = (part("a", "4 dockers", 4.0), part("b", "5 dockers", 5.0));
        assert!(conflict(&[four, five]));
    }

    #[test]
    fn other_places_and_other_magnitudes_are_never_compared() {
        let a = toll("a", DAY, "21 people", 21.0, "Ellery", "police");
        assert_eq!(
            relation(&[a.clone(), toll("b", DAY, "26 people", 26.0, "Tamsin", "police")]).len(),
            2
        );
        assert_eq!(
            relation(&[a, toll("b", DAY, "2600 people", 2600.0, "Ellery", "police")]).len(),
            2
        );
    }
}
