//! Tolls that differ in how they are told and not in what: another scope, place or verb for the same number.

use super::details::{alike, common, needed};
use super::figures::{Figure, places_fit};
use super::values::{Range, number, same_number};
use crate::readings::rarity::Rarity;
use record::Scope;

/// Groups that are compared with each other.
const MOST_GROUPS: usize = 400;
/// Figures of a group that are compared.
const MOST_MEMBERS: usize = 24;
/// A figure in one of the first sentences of a report, the headline among them, is what the report is about.
const LEAD: usize = 4;

/// Merges `groups` of tolls where both give the same number and either the words beside it tell enough together or both
/// stand in the lead. Nothing is merged that could not all be true, so no conflict comes of it.
pub(super) fn merge(groups: Vec<Vec<usize>>, figures: &[Figure<'_>], rarity: &Rarity) -> Vec<Vec<usize>> {
    let mut merged: Vec<Vec<usize>> = Vec::new();
    for group in groups {
        let home = merged
            .iter()
            .take(MOST_GROUPS)
            .position(|m| fits(m, &group, figures) && met(m, &group, figures, rarity));
        match home {
            Some(at) => merged[at].extend(group),
            None => merged.push(group),
        }
    }
    for group in &mut merged {
        group.sort_unstable();
    }
    merged.sort();
    merged
}

/// "Shot" tells of those wounded, and perhaps of the dead: equal numbers of both are one.
fn family(measure: &str) -> &str {
    match measure {
        "shot" | "hit" => "wounded",
        other => other,
    }
}

/// Whether all of both groups can be true of one thing.
fn fits(a: &[usize], b: &[usize], figures: &[Figure<'_>]) -> bool {
    a.iter().take(MOST_MEMBERS).all(|&i| {
        b.iter().take(MOST_MEMBERS).all(|&j| {
            let (x, y) = (&figures[i], &figures[j]);
            family(&x.quantity.measure) == family(&y.quantity.measure)
                && scopes_fit(x, y)
                && !x.of_another_event(y)
                && Range::of(x.quantity).meets(Range::of(y.quantity))
        })
    })
}

/// One part is one part, and one total is one total; somebody by name is told as a part and is yet the one dead of another
/// report; and what is told with the same day is of that day, whether or not the report is about it.
fn scopes_fit(a: &Figure<'_>, b: &Figure<'_>) -> bool {
    let (x, y) = (a.quantity, b.quantity);
    let one = number(x) == 1.0 && number(y) == 1.0;
    x.scope == y.scope
        || (one
            && [x.scope, y.scope]
                .iter()
                .all(|s| matches!(s, Scope::Event | Scope::Part)))
        || (a.time.is_some() && a.time == b.time && x.scope != Scope::Part && y.scope != Scope::Part)
}

/// Whether a figure of each gives the same number of what is certainly the same.
fn met(a: &[usize], b: &[usize], figures: &[Figure<'_>], rarity: &Rarity) -> bool {
    a.iter().take(MOST_MEMBERS).any(|&i| {
        b.iter().take(MOST_MEMBERS).any(|&j| {
            let (x, y) = (&figures[i], &figures[j]);
            let one = number(x.quantity) == 1.0;
            // Somebody by name is told as a part, and may be the one whom another report counts.
            let leads = |f: &Figure<'_>| {
                f.at < LEAD && (f.quantity.scope == Scope::Event || one && f.quantity.scope == Scope::Part)
            };
            x.report != y.report
                && same_number(x.quantity, y.quantity)
                && (leads(x) && leads(y) && (!one || alike(x, y))
                    || alike(x, y) && where_and_when(x, y)
                    || alike(x, y) && common(x, y, rarity).0 >= needed(number(x.quantity)))
        })
    })
}

/// Whether both are told of one time, and of one place or in much the same words: a toll of the same number there and then
/// is the same toll, whether a report tells it as its news or as what went before.
fn where_and_when(x: &Figure<'_>, y: &Figure<'_>) -> bool {
    const WORDS: usize = 3;
    let there = !x.near.is_empty() && !y.near.is_empty() && places_fit(&x.near, &y.near);
    let told_alike = || x.context.intersection(&y.context).count() >= WORDS;
    x.time.is_some() && x.time == y.time && (there || places_fit(&x.near, &y.near) && told_alike())
}

#[cfg(test)]
mod tests {
    use crate::readings::quantities::find;
    use crate::readings::sample::{figure, on, report, with};
    use record::{Origins, Relation, Report, Scope};

    fn toll(id: &str, text: &str, words: &str, place: &str, n: f64) -> Report {
        let r = figure(
            on(report(id, text), "2031-03-04"),
            words,
            "wounded",
            Some(n),
            Some(n),
        );
        with(r, |q| q.place = Some(place.to_owned()))
    }

    fn relations(reports: &[Report]) -> Vec<(Relation, usize)> {
        find(&reports.iter().collect::<Vec<_>>(), &Origins::default())
            .iter()
            .map(|r| (r.relation, r.reports))
            .collect()
    }

    #[test]
    fn the_total_of_two_leads_is_one_in_spite_of_other_words_for_the_place() {
        let a = toll(
            "a",
            "A crane fell in Ellery and hurt 4 people.",
            "4 people",
            "Ellery",
            4.0,
        );
        let b = toll(
            "b",
            "Four dockers were hurt on the North Quay when a crane fell.",
            "Four dockers",
            "North Quay",
            4.0,
        );
        assert_eq!(relations(&[a, b]), [(Relation::Agree, 2)]);
    }

    #[test]
    fn other_totals_of_other_places_stay_apart() {
        let a = toll(
            "a",
            "A crane fell in Ellery and hurt 4 people.",
            "4 people",
            "Ellery",
            4.0,
        );
        let b = toll(
            "b",
            "A bus hit a wall on the North Quay and hurt 6 people.",
            "6 people",
            "North Quay",
            6.0,
        );
        assert_eq!(relations(&[a, b]).len(), 2);
    }

    #[test]
    fn what_went_before_is_one_toll_where_place_and_time_are_the_same() {
        let told = |id: &str, text: &str, scope: Scope, time: &str| {
            let r = toll(id, text, "four children", "Arvane", 4.0);
            with(r, |q| {
                q.scope = scope;
                q.time = Some(time.to_owned());
            })
        };
        let a = || told("a", "Guns left lying hurt four children.", Scope::Event, "2030");
        let text = "A year ago four children were hurt by accident.";
        let b = told("b", text, Scope::Background, "2030");
        assert_eq!(relations(&[a(), b]), [(Relation::Agree, 2)]);
        let c = told("c", text, Scope::Background, "2029");
        assert!(relations(&[a(), c]).iter().all(|r| r.1 == 1));
    }
}
