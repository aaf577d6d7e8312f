//! Which figures are figures of the same thing. Where that is not certain they are kept apart: a false conflict is the
//! worst thing to tell.

use super::figures::{Figure, matters, places_fit};
use super::values::{Range, of_one_size, same_number};
use record::{Report, Scope, Span};
use std::collections::{BTreeMap, BTreeSet};

/// With more things counted in one story than this, later ones are not compared with the rest.
const MOST_SLOTS: usize = 500;

/// Figures of one report that are certainly of one thing.
#[derive(Debug, Clone)]
struct Local {
    /// Indices of figures.
    members: Vec<usize>,
    /// Whether its report has another figure that could be taken for it.
    ambiguous: bool,
}

/// The `tolls` grouped by what they are figures of: sorted lists of indices into `figures`.
pub(super) fn group(tolls: &[usize], figures: &[Figure<'_>], reports: &[&Report]) -> Vec<Vec<usize>> {
    let mut kinds: BTreeMap<(&str, Scope), Vec<usize>> = BTreeMap::new();
    for &i in tolls {
        let figure = &figures[i];
        kinds
            .entry((figure.quantity.measure.as_str(), figure.quantity.scope))
            .or_default()
            .push(i);
    }
    let mut found: Vec<Vec<usize>> = Vec::new();
    for members in kinds.into_values() {
        let mut locals: Vec<Local> = Vec::new();
        for of_one_report in members.chunk_by(|&a, &b| figures[a].report == figures[b].report) {
            locals.extend(within(of_one_report, figures, reports));
        }
        found.extend(across(&locals, figures, reports));
    }
    found.sort();
    found
}

/// Groups the figures of one measure and scope in one report.
fn within(members: &[usize], figures: &[Figure<'_>], reports: &[&Report]) -> Vec<Local> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &i in members {
        let linked = |g: &[usize]| {
            g.iter().any(|&j| {
                let (a, b) = (&figures[j], &figures[i]);
                repeated(a, b) || contrasted(a, b, reports[a.report])
            })
        };
        // A figure can bring two groups together: "at least 48" above, and below "53, although others say 48".
        let mut home = vec![i];
        let mut rest = Vec::new();
        for group in groups {
            let fits = group
                .iter()
                .all(|&j| home.iter().all(|&k| figures[k].comparable(&figures[j])));
            if fits && linked(&group) {
                home.extend(group);
            } else {
                rest.push(group);
            }
        }
        home.sort_unstable();
        groups = rest;
        groups.push(home);
    }
    groups.sort();
    let alike =
        |a: &[usize], b: &[usize]| figures[a[0]].comparable(&figures[b[0]]) && same_kind(a, b, figures);
    let ambiguous: Vec<bool> = (0..groups.len())
        .map(|i| {
            // A toll is the total of its report: the smaller figures beside it are its parts.
            let toll = groups[i]
                .iter()
                .any(|&k| contains_word(reports[figures[k].report].text.at(figures[k].sentence), &["toll"]));
            let rival = |(j, g): (usize, &Vec<usize>)| j != i && alike(&groups[i], g);
            !toll && !leads(&groups, i, figures) && groups.iter().enumerate().any(rival)
        })
        .collect();
    groups
        .into_iter()
        .zip(ambiguous)
        .map(|(members, ambiguous)| Local { members, ambiguous })
        .collect()
}

/// Whether group `i` is the first of its report, in its lead, and no smaller than any other: what comes below are its parts.
fn leads(groups: &[Vec<usize>], i: usize, figures: &[Figure<'_>]) -> bool {
    const LEAD: usize = 4;
    let most = |g: &[usize]| {
        g.iter()
            .map(|&k| super::values::number(figures[k].quantity))
            .fold(0.0, f64::max)
    };
    let first = groups[i].iter().any(|&k| figures[k].at < LEAD);
    first
        && groups
            .iter()
            .enumerate()
            .all(|(j, g)| j == i || (groups[i].first() < g.first() && most(g) <= most(&groups[i])))
}

/// Whether a report gives the same number again. A small number may come twice by chance: then place or kind must agree.
fn repeated(a: &Figure<'_>, b: &Figure<'_>) -> bool {
    same_number(a.quantity, b.quantity)
        && (super::values::number(a.quantity) >= 10.0
            || (!a.place.is_empty() && a.place == b.place && a.noun == b.noun)
            || a.context.intersection(&b.context).count() >= 4)
}

/// Whether two sources are set against each other: in one sentence, or in two that follow each other.
fn contrasted(a: &Figure<'_>, b: &Figure<'_>, report: &Report) -> bool {
    if a.noun != b.noun || !of_one_size(a.quantity, b.quantity) {
        return false;
    }
    let between = Span::new(a.quantity.span.end(), b.quantity.span.start()).map_or("", |s| report.text.at(s));
    if a.at == b.at {
        let changed = contains_word(between, &["from", "to"]) && b.changed;
        let opposed = contains_word(between, &["although", "though", "whereas", "versus", "compared"]);
        return a.told_by_another(b) || changed || (opposed && a.source != b.source);
    }
    a.at + 1 == b.at
        && a.told_by_another(b)
        && b.named.is_subset(&a.named)
        && (b.place.is_subset(&a.place) || b.place.is_subset(&a.context))
        && !contains_word(
            report.text.at(b.sentence),
            &[
                "another",
                "second",
                "separate",
                "separately",
                "elsewhere",
                "other",
                "earlier",
                "later",
                "also",
                "further",
                "more",
            ],
        )
}

/// Whether the sentence says that a figure changed.
pub(super) fn changes(sentence: &str) -> bool {
    contains_word(
        sentence,
        &[
            "rose",
            "risen",
            "rises",
            "rising",
            "climbed",
            "climbs",
            "raised",
            "raises",
            "increased",
            "increases",
            "revised",
            "lowered",
            "lowers",
            "updated",
            "grew",
            "grown",
            "jumped",
        ],
    )
}

fn contains_word(text: &str, sought: &[&str]) -> bool {
    crate::readings::words::norms(text)
        .iter()
        .any(|w| sought.contains(&w.as_str()))
}

/// Whether both count anyone, or both the same kind.
fn same_kind(a: &[usize], b: &[usize], figures: &[Figure<'_>]) -> bool {
    a.iter()
        .all(|&i| b.iter().all(|&j| figures[i].noun == figures[j].noun))
}

/// Joins groups of different reports, the surest signs first.
fn across(locals: &[Local], figures: &[Figure<'_>], reports: &[&Report]) -> Vec<Vec<usize>> {
    let mut slots: Vec<Vec<usize>> = (0..locals.len()).map(|i| vec![i]).collect();
    for sign in [Sign::Place, Sign::Number, Sign::Lone] {
        slots = join(slots, locals, figures, reports, sign);
    }
    slots
        .into_iter()
        .map(|slot| {
            let mut members: Vec<usize> = slot
                .into_iter()
                .flat_map(|l| locals[l].members.iter().copied())
                .collect();
            members.sort_unstable();
            members
        })
        .collect()
}

/// Why two groups of different reports are of one thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// Both name the same place, and neither report has another figure for it.
    Place,
    /// Both give the same number, and no other place could be meant.
    Number,
    /// Each report has just this one figure of the measure, and their contexts agree.
    Lone,
}

/// Takes each slot to the first one before it that it agrees with by `sign`. Whole slots are compared, so that nothing
/// incomparable meets by way of a third.
fn join(
    slots: Vec<Vec<usize>>,
    locals: &[Local],
    figures: &[Figure<'_>],
    reports: &[&Report],
    sign: Sign,
) -> Vec<Vec<usize>> {
    let mut joined: Vec<Slot> = Vec::new();
    for slot in slots {
        let new = Slot::of(slot, locals, figures);
        let homes: Vec<usize> = (0..joined.len().min(MOST_SLOTS))
            .filter(|&h| joined[h].agrees(&new, figures, reports, sign))
            .collect();
        // A figure without a place that fits two places belongs to neither.
        let torn = homes
            .iter()
            .any(|&a| homes.iter().any(|&b| !joined[a].fits(&joined[b], figures)));
        match homes.first() {
            Some(&home) if !torn => joined[home].take(new),
            _ => joined.push(new),
        }
    }
    joined.into_iter().map(|s| s.locals).collect()
}

/// Groups of several reports taken together. Of equal figures one is kept for comparing.
struct Slot {
    locals: Vec<usize>,
    distinct: Vec<usize>,
    ambiguous: bool,
}

impl Slot {
    fn of(slot: Vec<usize>, locals: &[Local], figures: &[Figure<'_>]) -> Self {
        let mut new = Self {
            locals: vec![],
            distinct: vec![],
            ambiguous: false,
        };
        for l in slot {
            let part = Self {
                locals: vec![l],
                distinct: locals[l].members.clone(),
                ambiguous: locals[l].ambiguous,
            };
            new.take(part);
        }
        let mut seen = BTreeSet::new();
        new.distinct.retain(|&i| seen.insert(signature(&figures[i])));
        new
    }

    fn take(&mut self, other: Self) {
        self.locals.extend(other.locals);
        self.distinct.extend(other.distinct);
        self.ambiguous |= other.ambiguous;
    }

    fn fits(&self, other: &Self, figures: &[Figure<'_>]) -> bool {
        self.distinct
            .iter()
            .all(|&i| other.distinct.iter().all(|&j| figures[i].comparable(&figures[j])))
    }

    fn agrees(&self, other: &Self, figures: &[Figure<'_>], reports: &[&Report], sign: Sign) -> bool {
        let pairs = || {
            self.distinct
                .iter()
                .flat_map(|&i| other.distinct.iter().map(move |&j| (&figures[i], &figures[j])))
        };
        if !self.fits(other, figures) || !pairs().all(|(a, b)| of_one_size(a.quantity, b.quantity)) {
            return false;
        }
        // A toll seldom falls: a lower one of a later day is another figure, unless its sentence says that it changed.
        let sinks = pairs().any(|(a, b)| {
            let (Some(x), Some(y)) = (reports[a.report].day(), reports[b.report].day()) else {
                return false;
            };
            let (old, new, beside) = if x < y { (a, b, other) } else { (b, a, self) };
            // A later report that gives the old value beside the lower one sets two accounts against each other.
            let told_again = beside
                .distinct
                .iter()
                .any(|&k| same_number(figures[k].quantity, old.quantity));
            let (before, after) = (Range::of(old.quantity), Range::of(new.quantity));
            x != y
                && !told_again
                && !before.meets(after)
                && super::values::number(new.quantity) < super::values::number(old.quantity)
                && !new.changed
        });
        if sinks {
            return false;
        }
        let sure = !self.ambiguous && !other.ambiguous && pairs().all(|(a, b)| a.noun == b.noun);
        // What can't both be true on one day is not joined on weak signs; nor is what happened long ago.
        let peaceful = || {
            pairs().all(|(a, b)| {
                Range::of(a.quantity).meets(Range::of(b.quantity))
                    || [a, b].iter().any(|f| f.changed)
                    || reports[a.report]
                        .day()
                        .zip(reports[b.report].day())
                        .is_some_and(|(x, y)| x != y)
            })
        };
        // Each report tells of one war, and both totals can be true: they are of the same one.
        let compatible = || pairs().all(|(a, b)| Range::of(a.quantity).meets(Range::of(b.quantity)));
        let nearby = || pairs().all(|(a, b)| places_fit(&a.near, &b.near));
        let met = |n: usize| pairs().any(|(a, b)| a.context.intersection(&b.context).count() >= n);
        match sign {
            Sign::Place => {
                sure && self.any_scope_but(Scope::Background, figures)
                    && matters(&figures[self.distinct[0]].quantity.measure)
                    && pairs().any(|(a, b)| {
                        !a.place.is_empty() && !b.place.is_empty() && places_fit(&a.place, &b.place)
                    })
            }
            Sign::Number => {
                pairs().any(|(a, b)| {
                    same_number(a.quantity, b.quantity)
                        && (super::values::number(a.quantity) >= 10.0
                            || sure
                            || a.context.intersection(&b.context).count() >= 3)
                }) && (matters(&figures[self.distinct[0]].quantity.measure) || met(3))
            }
            Sign::Lone => {
                sure && matters(&figures[self.distinct[0]].quantity.measure)
                    && self.any_scope_but(Scope::Background, figures)
                    && peaceful()
                    && (met(3)
                        || (met(2) && nearby())
                        || (!self.any_scope_but(Scope::Cumulative, figures) && compatible()))
            }
        }
    }

    fn any_scope_but(&self, scope: Scope, figures: &[Figure<'_>]) -> bool {
        self.distinct.iter().all(|&i| figures[i].quantity.scope != scope)
    }
}

type Signature<'a> = (
    (u64, u64, bool),
    &'a BTreeSet<String>,
    &'a Option<String>,
    &'a BTreeSet<String>,
    Option<&'a str>,
    Option<usize>,
);

fn signature<'a>(figure: &'a Figure<'_>) -> Signature<'a> {
    let quantity = figure.quantity;
    (
        super::values::key(quantity),
        &figure.place,
        &figure.noun,
        &figure.source,
        figure.time,
        figure.event,
    )
}
