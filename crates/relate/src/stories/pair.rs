//! The signs of a pair of reports.

use super::days::Day;
use super::model::Signs;
use super::vectors::Vectors;
use super::view::{Tally, View};
use super::voices::Voices;
use super::words::Term;
use super::workers::{Workers, map};
use record::Report;
use std::collections::BTreeSet;

/// Value of the signs of days where a day is missing: between a day and a week.
const UNKNOWN: f64 = 1.5;

/// From so many reports on they tell themselves what is common among them, such as the town that all are from.
const ENOUGH: f64 = 16.0;

/// All that the signs are read from.
pub(super) struct Collection {
    views: Vec<View>,
    body: Vectors,
    lead: Vectors,
    title: Vectors,
    capitals: Vectors,
    people: Vectors,
    /// The sign of few reports, the same for every pair.
    few: f64,
}

/// How many kinds of words of a report are compared.
pub(super) const KINDS: usize = 5;

/// The words of one kind: title and body, title and lead, title, capitalised words, people.
pub(super) fn kind_terms(view: &View, kind: usize) -> &Tally {
    match kind {
        0 => &view.all,
        1 => &view.lead,
        2 => &view.title,
        3 => &view.capitals,
        _ => &view.people,
    }
}

impl Collection {
    pub(super) fn new(reports: &[&Report], workers: &dyn Workers) -> Self {
        let furniture = super::furniture::repeated(reports);
        let views = map(workers, reports.len(), |i| View::new(reports[i], &furniture));
        let published: Vec<_> = views.iter().map(|v| v.days.published).collect();
        let (each, voices) = Voices::of(&published);
        let vectors = |kind: usize| {
            let tallies = views.iter().map(move |v| kind_terms(v, kind));
            let voiced = tallies.zip(each.iter().copied());
            Vectors::of(voiced, &|term, parts| voices.weight(term, parts))
        };
        let mut collection = Self {
            body: vectors(0),
            lead: vectors(1),
            title: vectors(2),
            capitals: vectors(3),
            people: vectors(4),
            few: few(voices.reports()),
            views,
        };
        // What the vectors hold now is not kept twice.
        for view in &mut collection.views {
            (view.lead, view.capitals, view.people) = Default::default();
        }
        collection
    }

    /// Pairs that are worth a closer look.
    pub(super) fn candidates(&self, workers: &dyn Workers) -> Vec<(usize, usize)> {
        super::candidates::pairs(&self.views, &[&self.body, &self.capitals], workers)
    }

    /// The signs of the pair.
    pub(super) fn signs(&self, a: usize, b: usize) -> Signs {
        let words = Words {
            body: self.body.cosine(a, b),
            lead: self.lead.cosine(a, b),
            title: self.title.cosine(a, b),
            capitals: self.capitals.cosine(a, b),
            people: self.people.cosine(a, b),
            rarest: {
                let mut rarest = Rarest::default();
                self.body
                    .shared(a, b, |term, _, _| rarest.see(self.body.idf[term as usize]));
                rarest.mean()
            },
        };
        let weight = |term: Term| self.title.weight(term);
        signs(&self.views[a], &self.views[b], &words, &weight, self.few)
    }
}

/// What the words of two reports have in common: cosines of each kind, and the weight of the rarest words in both.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Words {
    pub(super) body: f64,
    pub(super) lead: f64,
    pub(super) title: f64,
    pub(super) capitals: f64,
    pub(super) people: f64,
    pub(super) rarest: f64,
}

/// The mean weight of the rarest words in both; a missing one weighs nothing.
#[derive(Debug, Default)]
pub(super) struct Rarest([f32; 5]);

impl Rarest {
    pub(super) fn see(&mut self, weight: f32) {
        let last = self.0.len() - 1;
        if weight > self.0[last] {
            self.0[last] = weight;
            self.0.sort_by(|p, q| q.total_cmp(p));
        }
    }

    pub(super) fn mean(&self) -> f64 {
        f64::from(self.0.iter().sum::<f32>()) / self.0.len() as f64
    }
}

/// The sign of few reports.
pub(super) fn few(reports: f32) -> f64 {
    (ENOUGH / f64::from(reports.max(2.0))).ln().max(0.0)
}

/// The signs of two reports whose `words` were compared; `weight` is that of a word of a title.
pub(super) fn signs(x: &View, y: &View, words: &Words, weight: &dyn Fn(Term) -> f32, few: f64) -> Signs {
    let (p, q) = (1.0 + x.length as f64, 1.0 + y.length as f64);
    let shared = x.days.all.intersection(&y.days.all).count();
    let cross = gap(x.days.event, y.days.published).min(gap(y.days.event, x.days.published));
    let sure = x.days.sure && y.days.sure;
    let differ = |p: Option<u32>, q: Option<u32>| p.is_some() && q.is_some() && p != q;
    [
        words.body.min(words.capitals),
        faint(words.lead),
        faint(words.title),
        told_in(x, y, weight).max(told_in(y, x, weight)),
        faint(words.people),
        words.rarest,
        flag(apart(&x.details.streets, &y.details.streets)),
        flag(apart(&x.details.blocks, &y.details.blocks)),
        flag(apart(&x.details.ages, &y.details.ages)),
        flag(
            !x.lead_places.is_empty()
                && !y.lead_places.is_empty()
                && common(&x.lead_places, &y.lead_places) == 0,
        ),
        cross,
        if sure {
            gap(x.days.event, y.days.event)
        } else {
            0.0
        },
        shared.min(3) as f64,
        flag(differ(x.toll.wounded, y.toll.wounded)),
        flag(x.toll.killed.is_some() && x.toll.killed == y.toll.killed),
        (p.max(q) / p.min(q)).ln(),
        few,
    ]
}

/// How much of the title of `a` stands in `b`, its words weighed.
fn told_in(a: &View, b: &View, weight: &dyn Fn(Term) -> f32) -> f64 {
    let (mut there, mut all) = (0.0, 0.0);
    for (term, _) in &a.title {
        let weight = f64::from(weight(*term));
        all += weight;
        if b.has(&[*term]) {
            there += weight;
        }
    }
    if all > 0.0 { there / all } else { 0.0 }
}

/// The logarithm of a cosine, nought where there is none: reports of two events in one town share a few words, and little
/// is to be told from nothing and from much.
fn faint(cosine: f64) -> f64 {
    const FAINT: f64 = 0.02;
    (cosine / FAINT).ln_1p()
}

fn flag(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

/// The logarithm of the days between two.
fn gap(a: Option<Day>, b: Option<Day>) -> f64 {
    match (a, b) {
        (Some(a), Some(b)) => f64::from((a - b).abs()).ln_1p(),
        _ => UNKNOWN,
    }
}

/// Whether both reports have details of a kind and share none.
fn apart<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> bool {
    !a.is_empty() && !b.is_empty() && a.is_disjoint(b)
}

/// How many terms stand in both sorted lists.
fn common(a: &[Term], b: &[Term]) -> usize {
    a.iter().filter(|t| b.binary_search(t).is_ok()).count()
}
