//! How many at least, by two independent sources: what stands though the counts differ.
//!
//! One agency counts at least 12 dead, a hospital 14, a ministry the next day 17. None of these numbers has two sources, and
//! yet two that are independent of each other give 14 or more. Only counts that grow are told so, of one event or in all; a
//! count that was lowered later takes its higher ones with it.

use super::behind::{Behind, place};
use super::figures::Figure;
use super::relation::Value;
use record::{Citation, Floor, Quantity, Relation, Report, Scope};

/// Counts that grow as more becomes known. Who is missing is found, so that is none.
const GROWING: [&str; 7] = [
    "killed",
    "wounded",
    "shot",
    "arrested",
    "displaced",
    "evacuated",
    "rescued",
];

/// Words by which a number is the least of what is meant.
const LEAST: [&str; 8] = [
    "at least",
    "more than",
    "over",
    "no fewer than",
    "not less than",
    "no less than",
    "upwards of",
    "or more",
];

/// Different numbers of one figure that are tried, from the highest: more of them are no counts of one thing.
const TRIED: usize = 24;

/// The highest number that two independent sources give or exceed, where there is more than one value.
pub(super) fn of<'r>(
    values: &[Value<'r>],
    relation: Relation,
    reports: &[&'r Report],
    behind: &Behind<'r>,
) -> Option<Floor> {
    let head = values.first()?.head().quantity;
    let counts =
        GROWING.contains(&head.measure.as_str()) && matches!(head.scope, Scope::Event | Scope::Cumulative);
    if values.len() < 2 || !counts {
        return None;
    }
    let all: Vec<&Figure<'r>> = values.iter().flat_map(|v| v.figures.iter().copied()).collect();
    let mut numbers: Vec<f64> = all.iter().filter_map(|f| least(f.quantity)).collect();
    numbers.sort_by(|a, b| b.total_cmp(a));
    numbers.dedup();
    // "One or more" is no news where others count more.
    numbers
        .into_iter()
        .filter(|n| *n > 1.0)
        .take(TRIED)
        .find_map(|min| {
            let by: Vec<&Figure<'r>> = all
                .iter()
                .copied()
                .filter(|f| least(f.quantity).is_some_and(|n| n >= min))
                .collect();
            let first = by.iter().map(|f| reports[f.report].day()).min().flatten();
            if all.iter().any(|f| takes_back(f, min, relation, first, reports)) {
                return None;
            }
            let independent = behind.count(by.iter().map(|f| place(f, reports)));
            (independent.low >= 2).then(|| {
                let mut citations: Vec<Citation> = by
                    .iter()
                    .map(|f| Citation::new(reports[f.report], f.sentence))
                    .collect();
                citations.sort();
                citations.dedup();
                Floor {
                    min,
                    independent,
                    citations,
                }
            })
        })
}

/// The least that the words give: of "about 30" nobody knows it, and of "up to 30" and "dozens" there is none.
fn least(quantity: &Quantity) -> Option<f64> {
    let hedge = quantity.hedge.as_deref().unwrap_or_default().to_lowercase();
    let exact = quantity.max.is_some();
    let said = exact || LEAST.iter().any(|words| hedge.contains(words));
    quantity.min.filter(|_| said && !quantity.approximate)
}

/// Whether the figure says fewer than `min` when others had said so already, on the day `first`.
fn takes_back(
    figure: &Figure<'_>,
    min: f64,
    relation: Relation,
    first: Option<&str>,
    reports: &[&Report],
) -> bool {
    if figure.quantity.max.is_none_or(|max| max >= min) {
        return false;
    }
    match (reports[figure.report].day(), first) {
        (Some(own), Some(first)) if own == first => relation != Relation::Updated,
        (Some(own), Some(first)) => own > first,
        // Nobody knows which of them came later.
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{figures, find};
    use super::*;
    use crate::readings::sample::{figure, on, report, with};
    use record::{Origins, Reading};

    /// A report of a day that gives a count by somebody's word.
    fn told(id: &str, day: &str, words: &str, (min, max): (f64, Option<f64>), by: &str) -> Report {
        let text = format!("The flood killed {words} in <Ellery>, {by} said.");
        let r = figure(on(report(id, &text), day), words, "killed", Some(min), max);
        with(r, |q| {
            q.attributed_to = Some(by.to_owned());
            q.hedge = words.starts_with("at least").then(|| "at least".to_owned());
        })
    }

    fn floor(reports: &[Report]) -> Option<f64> {
        let found: Vec<Reading> = find(&reports.iter().collect::<Vec<_>>(), &Origins::default());
        let floor = found[0].floor.clone()?;
        assert!(floor.independent.low >= 2 && floor.citations.len() >= 2);
        Some(floor.min)
    }

    #[test]
    fn two_that_count_differently_bear_out_the_lower_of_the_higher_counts() {
        let a = told(
            "a",
            "2031-03-04",
            "at least 12 people",
            (12.0, None),
            "the brigade",
        );
        let b = told("b", "2031-03-04", "14 people", (14.0, Some(14.0)), "the clinic");
        let c = told("c", "2031-03-05", "17 people", (17.0, Some(17.0)), "the ministry");
        assert_eq!(floor(&[a.clone(), b.clone(), c.clone()]), Some(14.0));
        assert_eq!(floor(&[a.clone(), b]), Some(12.0));
        assert_eq!(floor(&[a, c]), Some(12.0));
    }

    /// The floor of one figure with these counts, each of a report of its day, whatever would have joined them.
    fn of_one(counts: &[(f64, &str)], relation: Relation) -> Option<f64> {
        let houses = ["the clinic", "the ministry", "the brigade"];
        let reports: Vec<Report> = counts
            .iter()
            .zip(houses)
            .zip(["a", "b", "c"])
            .map(|(((n, day), by), id)| told(id, day, &format!("{n} people"), (*n, Some(*n)), by))
            .collect();
        let reports: Vec<&Report> = reports.iter().collect();
        let events = crate::stories::events::told(&reports);
        let figures: Vec<Figure<'_>> = (0..reports.len())
            .flat_map(|i| figures::figures(reports[i], i, &events))
            .collect();
        let values: Vec<Value<'_>> = figures.iter().map(|f| Value { figures: vec![f] }).collect();
        let origins = Origins::default();
        let found = of(&values, relation, &reports, &Behind::of(&reports, &origins));
        found.map(|f| f.min)
    }

    #[test]
    fn a_count_that_is_lowered_takes_the_higher_ones_with_it() {
        let (first, last) = ("2031-03-04", "2031-03-06");
        let lowered = |day| of_one(&[(14.0, first), (15.0, first), (12.0, day)], Relation::Conflict);
        assert_eq!(lowered(last), Some(12.0));
        // Of one day nobody knows which count came last, unless they were seen to rise.
        assert_eq!(lowered(first), Some(12.0));
        let rising = of_one(&[(14.0, first), (15.0, first), (12.0, first)], Relation::Updated);
        assert_eq!(rising, Some(14.0));
        let earlier = of_one(&[(14.0, last), (15.0, last), (12.0, first)], Relation::Conflict);
        assert_eq!(earlier, Some(14.0));
    }

    #[test]
    fn what_is_near_enough_is_no_least() {
        let a = told("a", "2031-03-04", "14 people", (14.0, Some(14.0)), "the brigade");
        let b = told("b", "2031-03-04", "15 people", (15.0, Some(15.0)), "the clinic");
        let about = with(b, |q| q.approximate = true);
        assert_eq!(floor(&[a, about]), None);
    }
}
