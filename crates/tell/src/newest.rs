//! Which sentences tell the newest toll: a figure of lives, told on the last day of the story, that is higher than all
//! that was told on the days before. A brief without it would be out of date.

use record::{Report, Scope, Span};
use std::collections::BTreeMap;

/// What is counted in lives.
pub(crate) const OF_LIVES: [&str; 6] = [
    "killed",
    "wounded",
    "missing",
    "arrested",
    "displaced",
    "evacuated",
];

/// Of each measure: the last day on which it is told, and the highest value of the days before.
#[derive(Debug, Default)]
pub(crate) struct Newest<'a>(BTreeMap<&'a str, (&'a str, f64)>);

impl<'a> Newest<'a> {
    /// Reports without a day tell nothing of before and after.
    pub(crate) fn of(reports: &[&'a Report]) -> Self {
        let mut told: BTreeMap<&str, BTreeMap<&str, f64>> = BTreeMap::new();
        for report in reports {
            let Some(day) = report.day() else { continue };
            for quantity in report.quantities.iter().filter(|q| q.scope == Scope::Event) {
                let lives = OF_LIVES.contains(&quantity.measure.as_str());
                if let (true, Some(value)) = (lives, quantity.min) {
                    let of = told.entry(quantity.measure.as_str()).or_default();
                    let most = of.entry(day).or_insert(value);
                    *most = most.max(value);
                }
            }
        }
        let newest = told.into_iter().filter_map(|(measure, days)| {
            let (last, _) = days.last_key_value()?;
            let before = days.range(..*last).map(|(_, value)| *value).reduce(f64::max)?;
            Some((measure, (*last, before)))
        });
        Self(newest.collect())
    }

    /// Whether these words of the report tell such a figure.
    pub(crate) fn tells(&self, report: &Report, span: Span) -> bool {
        let Some(day) = report.day() else { return false };
        let inside = report.quantities.iter().filter(|q| span.contains(q.span));
        inside.filter(|q| q.scope == Scope::Event).any(|q| {
            let known = self.0.get(q.measure.as_str());
            known.is_some_and(|(last, before)| *last == day && q.min.is_some_and(|value| value > *before))
        })
    }
}

/// The most dead of the event itself that the words tell of, at least; nought where they tell of none.
pub(crate) fn dead(report: &Report, span: Span) -> u64 {
    let inside = report.quantities.iter().filter(|q| span.contains(q.span));
    inside
        .filter(|q| q.scope == Scope::Event && q.measure == "killed")
        .filter_map(|q| q.min)
        // A count of people is a whole number far below the bound.
        .map(|least| least.clamp(0.0, 1e9) as u64)
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{DateBasis, Precision, Published, Quantity, Text};

    fn report(day: &str, killed: f64) -> Report {
        let text = Text::from("The fire killed them.");
        let quantity = Quantity {
            span: text.whole(),
            measure: "killed".into(),
            min: Some(killed),
            max: Some(killed),
            approximate: false,
            unit: None,
            counted: None,
            hedge: None,
            scope: Scope::Event,
            attributed_to: None,
            place: None,
            time: None,
        };
        Report {
            published: Some(Published {
                value: day.into(),
                precision: Precision::Day,
                basis: DateBasis::Field,
                candidates: vec![],
            }),
            quantities: vec![quantity],
            text,
            ..Report::default()
        }
    }

    #[test]
    fn a_toll_that_rose_on_the_last_day_is_new_and_an_equal_or_early_one_is_not() {
        let told = |days: &[(&str, f64)]| -> Vec<bool> {
            let reports: Vec<Report> = days.iter().map(|(day, killed)| report(day, *killed)).collect();
            let all: Vec<&Report> = reports.iter().collect();
            let newest = Newest::of(&all);
            all.iter().map(|r| newest.tells(r, r.text.whole())).collect()
        };
        assert_eq!(told(&[("2031-03-04", 12.0), ("2031-03-05", 17.0)]), [false, true]);
        assert_eq!(
            told(&[("2031-03-04", 12.0), ("2031-03-05", 12.0)]),
            [false, false]
        );
        assert_eq!(
            told(&[("2031-03-04", 12.0), ("2031-03-04", 17.0)]),
            [false, false]
        );
    }
}
