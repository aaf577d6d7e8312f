//! A figure on which reports differ, told as one value or one range.
//!
//! The policies are those of the trade: the conservative figure (ACLED), the range from the lowest to the highest or the
//! value of the majority (Every Casualty), and the latest. None of them changes the values, of which each stays told; what is
//! told as one names its policy and the values that it is taken from. Values that a later report has overtaken are told as
//! one with nothing: a toll that rose from 14 to 17 is 17 by every policy.

use record::{Origins, Policy, Reading, ReadingValue, Relation, ToldFigure};
use std::collections::BTreeMap;

/// Tells every figure as one by this policy. `days` are those of the reports by id.
pub fn settle(figures: &mut [Reading], origins: &Origins, days: &BTreeMap<&str, &str>, policy: Policy) {
    for figure in figures {
        figure.told = told(figure, origins, days, policy);
    }
}

/// `None` where no value has a number: an hour of the day is no amount.
fn told(
    figure: &Reading,
    origins: &Origins,
    days: &BTreeMap<&str, &str>,
    policy: Policy,
) -> Option<ToldFigure> {
    let values = &figure.values;
    let mut of: Vec<usize> = (0..values.len())
        .filter(|i| ends(&values[*i]).is_some())
        .collect();
    if figure.measure == "hour" {
        return None;
    }
    if figure.relation == Relation::Updated {
        // The old value may stand in the latest reports too, as what was said before; the new one stands in no early one.
        let first = |i: usize| {
            let cited = values[i].citations.iter();
            cited
                .map(|c| days.get(c.report.as_str()).copied())
                .min()
                .flatten()
        };
        of = last_by(of, first);
    }
    of = match policy {
        Policy::Range => of,
        Policy::Latest => last_by(of, |i| values[i].as_of.as_deref()),
        Policy::Conservative => {
            let low = |i: &usize| ends(&values[*i]).map_or(f64::MAX, |(low, _)| low);
            let least = of.iter().map(low).fold(f64::MAX, f64::min);
            of.into_iter().filter(|i| low(i) <= least).take(1).collect()
        }
        Policy::Majority => {
            // The sure origins first; those that are only perhaps apart decide between equals.
            let weight = |i: &usize| {
                let places = values[*i].citations.iter().map(|c| (c.report.as_str(), c.span));
                let independent = origins.independent_at(places);
                (independent.low, independent.high)
            };
            let most = of.iter().map(weight).max();
            of.into_iter().filter(|i| Some(weight(i)) == most).collect()
        }
    };
    let numbers = |i: &usize| ends(&values[*i]).unwrap_or_default();
    let lowest = of
        .iter()
        .copied()
        .min_by(|a, b| numbers(a).0.total_cmp(&numbers(b).0))?;
    let highest = of.iter().copied().max_by(|a, b| {
        // Of two that end at one number, the open one ("at least 40") is the higher.
        let open = |i: &usize| values[*i].max.is_none();
        numbers(a).1.total_cmp(&numbers(b).1).then(open(a).cmp(&open(b)))
    })?;
    Some(ToldFigure {
        policy,
        min: values[lowest].min,
        max: values[highest].max,
        of,
    })
}

/// The lowest and the highest number that a value names.
fn ends(value: &ReadingValue) -> Option<(f64, f64)> {
    let low = value.min.or(value.max)?;
    let high = value.max.or(value.min)?;
    Some((low, high))
}

/// Those of the last day; all, where some have no day.
fn last_by<'a>(of: Vec<usize>, day: impl Fn(usize) -> Option<&'a str>) -> Vec<usize> {
    let days: Option<Vec<&str>> = of.iter().map(|i| day(*i)).collect();
    let Some(last) = days.and_then(|days| days.into_iter().max()) else {
        return of;
    };
    of.into_iter().filter(|i| day(*i) == Some(last)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Citation, Independent, Span};

    fn value(min: Option<f64>, max: Option<f64>, day: &str, reports: &[&str]) -> ReadingValue {
        ReadingValue {
            min,
            max,
            approximate: false,
            hedge: None,
            text: String::new(),
            attributed_to: None,
            as_of: (!day.is_empty()).then(|| day.to_owned()),
            citations: reports
                .iter()
                .map(|id| Citation {
                    report: (*id).to_owned(),
                    span: Span::new(0, 1).unwrap(),
                    quote: "x".into(),
                })
                .collect(),
        }
    }

    fn exact(n: f64, day: &str, reports: &[&str]) -> ReadingValue {
        value(Some(n), Some(n), day, reports)
    }

    fn by(policy: Policy, relation: Relation, values: Vec<ReadingValue>) -> Option<ToldFigure> {
        let mut figures = [Reading {
            measure: "wounded".into(),
            about: None,
            event: None,
            told: None,
            floor: None,
            relation,
            why: String::new(),
            values,
            reports: 0,
            independent: Independent::default(),
        }];
        let days = [
            ("a", "2031-03-04"),
            ("b", "2031-03-04"),
            ("c", "2031-03-05"),
            ("late", "2031-03-05"),
        ];
        settle(&mut figures, &Origins::default(), &days.into(), policy);
        figures[0].told.clone()
    }

    fn bounds(told: Option<ToldFigure>) -> (Option<f64>, Option<f64>, Vec<usize>) {
        let told = told.unwrap();
        (told.min, told.max, told.of)
    }

    #[test]
    fn each_policy_tells_its_own_value() {
        let values = || {
            vec![
                exact(31.0, "2031-03-04", &["a", "b"]),
                exact(38.0, "2031-03-05", &["c"]),
                exact(29.0, "2031-03-04", &["d"]),
            ]
        };
        let told = |policy| bounds(by(policy, Relation::Conflict, values()));
        assert_eq!(told(Policy::Range), (Some(29.0), Some(38.0), vec![0, 1, 2]));
        assert_eq!(told(Policy::Conservative), (Some(29.0), Some(29.0), vec![2]));
        assert_eq!(told(Policy::Majority), (Some(31.0), Some(31.0), vec![0]));
        assert_eq!(told(Policy::Latest), (Some(38.0), Some(38.0), vec![1]));
    }

    #[test]
    fn what_was_overtaken_is_told_by_no_policy() {
        let values = || {
            vec![
                value(Some(12.0), None, "2031-03-05", &["a", "b", "late"]),
                exact(17.0, "2031-03-05", &["c"]),
            ]
        };
        for policy in [
            Policy::Range,
            Policy::Conservative,
            Policy::Majority,
            Policy::Latest,
        ] {
            let told = bounds(by(policy, Relation::Updated, values()));
            assert_eq!(told, (Some(17.0), Some(17.0), vec![1]));
        }
        // A near miss: without days nothing tells which is the later.
        let mut undated = values();
        undated[1].as_of = None;
        undated[1].citations[0].report = "nowhere".into();
        assert_eq!(
            bounds(by(Policy::Range, Relation::Updated, undated.clone())).2,
            [0, 1]
        );
        let told = bounds(by(Policy::Latest, Relation::Conflict, undated));
        assert_eq!(told, (Some(12.0), Some(17.0), vec![0, 1]));
    }

    #[test]
    fn open_ends_stay_open() {
        let open = vec![value(Some(40.0), None, "", &["a"]), exact(38.0, "", &["b"])];
        assert_eq!(bounds(by(Policy::Range, Relation::Compatible, open)).1, None);
        let closed = vec![value(Some(20.0), None, "", &["a"]), exact(38.0, "", &["b"])];
        let told = bounds(by(Policy::Range, Relation::Compatible, closed));
        assert_eq!((told.0, told.1), (Some(20.0), Some(38.0)));
    }

    #[test]
    fn copies_are_no_majority() {
        let values = vec![exact(31.0, "", &["a", "b"]), exact(38.0, "", &["c", "d"])];
        let mut figures = [Reading {
            told: None,
            floor: None,
            values,
            measure: "wounded".into(),
            about: None,
            event: None,
            relation: Relation::Conflict,
            why: String::new(),
            reports: 4,
            independent: Independent::default(),
        }];
        let one = |id: &str| (id.to_owned(), ["agency".to_owned()].into());
        let origins = Origins {
            low: [one("a"), one("b")].into(),
            high: [one("a"), one("b")].into(),
            ..Origins::default()
        };
        settle(&mut figures, &origins, &BTreeMap::new(), Policy::Majority);
        assert_eq!(figures[0].told.as_ref().unwrap().of, [1]);
    }

    #[test]
    fn an_hour_is_no_amount() {
        assert_eq!(
            by(
                Policy::Range,
                Relation::Conflict,
                vec![value(None, None, "", &["a"])]
            ),
            None
        );
    }
}
