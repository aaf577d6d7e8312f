//! The same figure across reports and its relation.

mod ages;
mod behind;
mod clocks;
mod deaths;
mod described;
mod details;
mod figures;
mod floor;
mod merged;
mod relation;
mod slots;
mod values;

use super::in_order;
use super::rarity::Rarity;
use behind::{Behind, place, word_of};
use figures::Figure;
use record::{Citation, Origins, Reading, ReadingValue, Relation, Report, Scope};
use relation::Value;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The same figure across reports and its relation: conflicts first, then updates, then by reports.
///
/// Figures are compared only where they are certainly of the same thing: the same measure and scope, places and times
/// that fit, and a sign that joins them. A total is never compared with a part.
#[must_use]
pub fn find(reports: &[&Report], origins: &Origins) -> Vec<Reading> {
    let reports = in_order(reports);
    let told = crate::stories::events::told(&reports);
    let figures: Vec<Figure<'_>> = reports
        .iter()
        .enumerate()
        .flat_map(|(i, r)| figures::figures(r, i, &told))
        .collect();
    let rarity = Rarity::of(&reports);
    let behind = Behind::of(&reports, origins);
    let (tolls, details): (Vec<usize>, Vec<usize>) =
        (0..figures.len()).partition(|&i| figures::matters(&figures[i].quantity.measure));
    let mut groups = merged::merge(slots::group(&tolls, &figures, &reports), &figures, &rarity);
    groups.extend(details::group(&details, &figures, &rarity));
    let mut found: Vec<Reading> = groups
        .iter()
        .filter_map(|slot| {
            reading(
                &slot.iter().map(|&i| &figures[i]).collect::<Vec<_>>(),
                &reports,
                &rarity,
                &behind,
            )
        })
        .collect();
    found.extend(ages::find(&reports, &behind));
    found.extend(described::find(&reports, &behind));
    found.extend(deaths::find(&reports, &behind));
    found.extend(clocks::find(&reports, &rarity, &behind));
    found.sort_by_cached_key(|r| {
        let cited = r.values.iter().flat_map(|v| v.citations.clone()).min();
        (
            rank(r.relation),
            Reverse(r.reports),
            r.measure.clone(),
            r.about.clone(),
            cited,
        )
    });
    found
}

/// What a reader should see first.
const fn rank(relation: Relation) -> u8 {
    match relation {
        Relation::Conflict => 0,
        Relation::Updated => 1,
        Relation::Compatible => 2,
        Relation::Agree => 3,
        Relation::Single => 4,
    }
}

fn reading<'r>(
    slot: &[&Figure<'r>],
    reports: &[&'r Report],
    rarity: &Rarity,
    behind: &Behind<'r>,
) -> Option<Reading> {
    let head = slot.first()?.quantity;
    let ids: BTreeSet<&str> = slot.iter().map(|f| reports[f.report].id.as_str()).collect();
    // Counts of things, sums and shares are told where reports agree on them or differ; by themselves they say little.
    // So is a part, and what happened at another time.
    let by_itself = figures::matters(&head.measure) && matches!(head.scope, Scope::Event | Scope::Cumulative);
    if ids.len() < 2 && !by_itself {
        return None;
    }
    let mut by_value: BTreeMap<(u64, u64, bool), Vec<&Figure<'_>>> = BTreeMap::new();
    for figure in slot {
        by_value
            .entry(values::key(figure.quantity))
            .or_default()
            .push(figure);
    }
    let mut values: Vec<Value<'_>> = by_value.into_values().map(|figures| Value { figures }).collect();
    let carriers = |v: &Value<'_>| v.figures.iter().map(|f| f.report).collect::<BTreeSet<_>>().len();
    // The sort is stable: among equals the smaller value stays first.
    values.sort_by_key(|v| Reverse(carriers(v)));
    let (relation, why) = relation::judge(&values, reports, ids.len());
    Some(Reading {
        measure: head.measure.clone(),
        about: about(slot, reports, rarity),
        event: None,
        told: None,
        relation,
        why,
        values: values.iter().map(|v| value(v, reports)).collect(),
        floor: floor::of(&values, relation, reports, behind),
        reports: ids.len(),
        independent: behind.count(slot.iter().map(|f| place(f, reports))),
    })
}

fn value<'r>(value: &Value<'r>, reports: &[&'r Report]) -> ReadingValue {
    let head = value.head().quantity;
    let cite = |f: &&Figure<'_>| Citation::new(reports[f.report], f.sentence);
    let mut citations: Vec<Citation> = value.figures.iter().map(cite).collect();
    citations.sort();
    citations.dedup();
    ReadingValue {
        min: head.min,
        max: head.max,
        approximate: head.approximate,
        hedge: head.hedge.clone(),
        text: reports[value.head().report].text.at(head.span).to_owned(),
        attributed_to: (value.sources().first().copied())
            .or_else(|| word_of(value, reports))
            .map(str::to_owned),
        as_of: value.days(reports).map(|(_, last)| last.to_owned()),
        citations,
    }
}

/// What the figure is of, in words: the kind counted, the place, the scope.
fn about(slot: &[&Figure<'_>], reports: &[&Report], rarity: &Rarity) -> Option<String> {
    // A place in the figure's own sentence counts twice; the totals of a war are of no place near them.
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for figure in slot {
        let own = !figure.place.is_empty();
        if let Some(place) = figure
            .quantity
            .place
            .as_deref()
            .filter(|_| own || figure.quantity.scope == Scope::Event)
        {
            *places.entry(place).or_default() += 1 + usize::from(own);
        }
    }
    let place = places
        .into_iter()
        .max_by_key(|(p, n)| (*n, p.len(), Reverse(*p)))
        .map(|(p, _)| p.to_owned());
    let head = slot.first()?;
    let counted = head
        .noun
        .as_ref()
        .and(head.quantity.counted.clone())
        .filter(|_| slot.iter().all(|f| f.noun == head.noun));
    let scope = match head.quantity.scope {
        Scope::Cumulative => Some("in all".to_owned()),
        Scope::Background => Some("earlier".to_owned()),
        Scope::Part | Scope::Event => None,
    };
    let parts: Vec<String> = [counted, place, scope].into_iter().flatten().collect();
    if !figures::matters(&head.quantity.measure) {
        return figures::subject(slot, reports, rarity)
            .or_else(|| (!parts.is_empty()).then(|| parts.join(", ")));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::{figure, on, report, with};
    use proptest::prelude::*;

    /// Two sources in one report, a total and a part, a war's dead beside a day's.
    fn story() -> Vec<Report> {
        let day = "2031-03-04";
        let by = |r: Report, who: &str| with(r, |q| q.attributed_to = Some(who.to_owned()));
        let a = on(
            report(
                "a",
                "Shells killed 21 people in the market, the ministry said. The Monitoring Group counted 26. In the suburbs at least 9 people died, the ministry said.",
            ),
            day,
        );
        let a = by(
            figure(a, "21 people", "killed", Some(21.0), Some(21.0)),
            "the ministry",
        );
        let mut a = a;
        for (words, n, who) in [
            ("26", 26.0, "the Monitoring Group"),
            ("at least 9 people", 9.0, "the ministry"),
        ] {
            a = figure(a, words, "killed", Some(n), (n > 9.0).then_some(n));
            let q = a.quantities.iter_mut().find(|q| q.min == Some(n)).unwrap();
            q.attributed_to = Some(who.to_owned());
            q.place = (n < 10.0).then(|| "suburbs".to_owned());
        }
        let b = on(
            report(
                "b",
                "The shells on the market killed 21 people. The war has killed more than 12,000 people.",
            ),
            day,
        );
        let b = figure(b, "21 people", "killed", Some(21.0), Some(21.0));
        let b = with(
            figure(b, "more than 12,000 people", "killed", Some(12_000.0), None),
            |q| q.scope = Scope::Cumulative,
        );
        let c = on(
            report(
                "c",
                "In nearly three years the war has killed around 14,000 people.",
            ),
            day,
        );
        let c = with(
            figure(
                c,
                "around 14,000 people",
                "killed",
                Some(14_000.0),
                Some(14_000.0),
            ),
            |q| q.scope = Scope::Cumulative,
        );
        vec![a, b, c]
    }

    fn found(reports: &[Report]) -> Vec<Reading> {
        find(&reports.iter().collect::<Vec<_>>(), &Origins::default())
    }

    fn values(reading: &Reading) -> Vec<f64> {
        reading.values.iter().filter_map(|v| v.min).collect()
    }

    #[test]
    fn two_sources_of_one_report_conflict_and_parts_stay_out() {
        let readings = found(&story());
        assert_eq!(
            (readings[0].relation, values(&readings[0])),
            (Relation::Conflict, vec![21.0, 26.0]),
            "{readings:#?}"
        );
        assert_eq!(readings[0].reports, 2);
        assert!(readings[0].why.contains("Monitoring Group"));
        assert!(
            readings
                .iter()
                .any(|r| r.relation == Relation::Single && values(r) == [9.0])
        );
    }

    #[test]
    fn a_wars_dead_are_compatible_and_never_beside_a_days() {
        let readings = found(&story());
        let war = readings.iter().find(|r| values(r).contains(&12_000.0)).unwrap();
        assert_eq!(
            (war.relation, values(war)),
            (Relation::Compatible, vec![12_000.0, 14_000.0])
        );
    }

    #[test]
    fn two_counts_without_a_common_sign_are_kept_apart() {
        let a = figure(
            on(report("a", "Fire destroyed 12 boats."), "2031-03-04"),
            "12 boats",
            "count",
            Some(12.0),
            Some(12.0),
        );
        let b = figure(
            on(report("b", "Owners moored 14 boats."), "2031-03-04"),
            "14 boats",
            "count",
            Some(14.0),
            Some(14.0),
        );
        assert!(found(&[a, b]).is_empty());
    }

    #[test]
    fn citations_hold_and_a_reprint_changes_no_independent_count() {
        let mut reports = story();
        let mut reprint = reports[1].clone();
        reprint.id = "z".to_owned();
        reports.push(reprint);
        let group = |id: &str| (id.to_owned(), BTreeSet::from(["b".to_owned()]));
        let groups: BTreeMap<String, BTreeSet<String>> = [group("b"), group("z")].into();
        let origins = Origins {
            low: groups.clone(),
            high: groups,
            ..Origins::default()
        };
        let readings = find(&reports.iter().collect::<Vec<_>>(), &origins);
        assert_eq!((readings[0].reports, readings[0].independent.high), (3, 2));
        for citation in readings.iter().flat_map(|r| &r.values).flat_map(|v| &v.citations) {
            assert!(reports.iter().any(|r| citation.holds(r)));
        }
    }

    /// A report of sentences that each tell of Monday, with a figure of killed each.
    fn on_monday(id: &str, published: &str, told: &[(&str, &str, f64)]) -> Report {
        let text: Vec<&str> = told.iter().map(|t| t.0).collect();
        let mut r = on(report(id, &text.join(" ")), published);
        for (_, words, n) in told {
            r = figure(r, words, "killed", Some(*n), Some(*n));
        }
        let monday = |(at, word): (usize, &str)| record::TimeExpression {
            span: record::Span::new(at, at + word.len()).unwrap(),
            kind: record::TimeType::Date,
            value: "2031-03-03".to_owned(),
            from: None,
            until: None,
        };
        r.times = r.text.match_indices("Monday").map(monday).collect();
        r
    }

    #[test]
    fn the_dead_in_all_and_the_dead_of_one_town_are_never_one_figure() {
        let whole = "Bombs hidden in market stalls on Monday killed 48 people.";
        let town = "Bombs hidden in market stalls in <Tersa> on Monday killed 35 people.";
        let both = on_monday(
            "c",
            "2031-03-05",
            &[
                (
                    "Bombs in <Tersa> and <Korvany> on Monday killed 48 people.",
                    "48 people",
                    48.0,
                ),
                (
                    "The bombs in <Tersa> on Monday killed 35 people.",
                    "35 people",
                    35.0,
                ),
            ],
        );
        let a = on_monday("a", "2031-03-03", &[(town, "35 people", 35.0)]);
        let b = on_monday("b", "2031-03-04", &[(whole, "48 people", 48.0)]);
        let readings = found(&[a, b, both]);
        assert!(readings.iter().all(|r| values(r).len() == 1), "{readings:#?}");
        let carried: BTreeSet<usize> = readings.iter().map(|r| r.reports).collect();
        assert_eq!(carried, BTreeSet::from([2]), "{readings:#?}");
    }

    proptest! {
        #[test]
        fn the_order_of_reports_changes_nothing(order in Just(vec![0, 1, 2]).prop_shuffle()) {
            let reports = story();
            let shuffled: Vec<&Report> = order.iter().map(|&i| &reports[i]).collect();
            prop_assert_eq!(find(&shuffled, &Origins::default()), found(&reports));
        }

        #[test]
        fn any_figures_are_survived(values in prop::collection::vec((0.0..1e6_f64, 0.0..1e6_f64, any::<bool>()), 0..8)) {
            let mut r = on(report("a", "It killed 21 people."), "2031-03-04");
            for (min, max, open) in values {
                r = figure(r, "21 people", "killed", Some(min), (!open).then_some(max));
            }
            prop_assert!(found(&[r]).iter().all(|x| x.reports == 1));
        }
    }
}
