//! Fits the weights of the stories' linear model (logistic regression whose weights keep their sense) and measures it on
//! halves of the events that it was not fitted on.
//!
//! `cargo run --release -p evals -- fit-stories` prints the figures of three ways of halving, then the weights of all pairs.

use super::{Set, score, set};
use crate::Data;
use rayon::prelude::*;
use record::{Report, SourceId};
use relate::stories::{SENSE, SIGNS, Signed, Signs};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Reports of incidents that are mixed with news of all kinds.
const MIXED: usize = 1000;
/// So much weighs a pair of news of all kinds: of the events labelled, most are of one kind.
const NEWS: f64 = 3.0;
/// And so much an invented near miss, of which there are few.
const NEAR_MISSES: f64 = 3.0;

/// The weight of few reports, which is held: see `model.rs`.
const FEW: f64 = -0.96;

/// A collection that is grouped as a whole.
struct Pile {
    gold: Vec<String>,
    /// Whether each report is news of all kinds.
    news: Vec<bool>,
    signed: Signed,
}

/// The signs of a pair, whether it is of one event, and its weight.
type Row<'a> = (&'a Signs, bool, f64);

/// Weights of the signs.
struct Fitted {
    weights: Signs,
    bias: f64,
}

/// B³ on what was not fitted on, the mean of both directions.
#[derive(Debug, Default, Clone, Copy)]
pub struct Unseen {
    pub precision: f64,
    pub recall: f64,
    pub incidents: f64,
    pub mixed: f64,
    pub news: f64,
    pub small: f64,
}

/// All that is fitted on and measured on, for one way of halving the events.
pub struct Halves {
    seed: u32,
    incidents: Pile,
    news: Pile,
    /// Reports of incidents of each half with all news.
    mixed: [Pile; 2],
    /// Small piles, each of events of one half.
    small: [Vec<Pile>; 2],
    /// Invented near misses that were read, each a pile of two.
    cases: Vec<Pile>,
}

impl Halves {
    pub fn new(data: &Data, incidents: &Set, news: &Set, seed: u32) -> Self {
        let towns = towns(data);
        let of = |set: &Set, is_news: bool| -> Vec<Labelled> {
            let rows = set.reports.iter().zip(&set.gold);
            rows.map(|(report, event)| Labelled {
                report: report.clone(),
                event: event.clone(),
                news: is_news,
            })
            .collect()
        };
        let (incidents, news) = (of(incidents, false), of(news, true));
        let mix = |wanted: u8| {
            let some = incidents
                .iter()
                .filter(|r| half(seed, &r.event) == wanted)
                .take(MIXED);
            pile(&some.chain(&news).collect::<Vec<_>>())
        };
        let small = |wanted: u8| {
            let rows: Vec<Vec<&Labelled>> = [&incidents, &news]
                .into_iter()
                .flat_map(|rows| {
                    let rows: Vec<&Labelled> =
                        rows.iter().filter(|r| half(seed, &r.event) == wanted).collect();
                    small_piles(&rows, &towns)
                })
                .collect();
            rows.par_iter().map(|rows| pile(rows)).collect()
        };
        Self {
            cases: cases("read"),
            seed,
            mixed: [mix(0), mix(1)],
            small: [small(0), small(1)],
            incidents: pile(&incidents.iter().collect::<Vec<_>>()),
            news: pile(&news.iter().collect::<Vec<_>>()),
        }
    }

    /// The pairs to fit on: of one half, or all.
    fn pairs(&self, wanted: Option<u8>) -> Vec<Row<'_>> {
        let mut rows = Vec::new();
        let inside = |event: &str| wanted.is_none_or(|h| half(self.seed, event) == h);
        let all = [(&self.incidents, 1.0), (&self.news, NEWS)]
            .into_iter()
            .chain(self.small.iter().flatten().map(|pile| (pile, 1.0)));
        for pile in &self.cases {
            for (_, _, signs) in &pile.signed.pairs {
                rows.push((signs, pile.gold[0] == pile.gold[1], NEAR_MISSES));
            }
        }
        for (pile, weight) in all {
            for (a, b, signs) in &pile.signed.pairs {
                let (x, y) = (&pile.gold[*a], &pile.gold[*b]);
                if inside(x) && inside(y) {
                    rows.push((signs, x == y, weight));
                }
            }
        }
        rows
    }

    /// Fits on each half and measures on the other, with `shift` added to the log-odds.
    pub fn crossed(&self, shifts: &[f64]) -> Vec<Unseen> {
        let mut found = vec![Unseen::default(); shifts.len()];
        for fit_on in 0..2_u8 {
            let fitted = fit(&self.pairs(Some(fit_on)));
            let other = usize::from(1 - fit_on);
            let unseen = |pile: &Pile, i: usize| half(self.seed, &pile.gold[i]) != fit_on;
            for (shift, sum) in shifts.iter().zip(&mut found) {
                let (p, r, f) = self
                    .incidents
                    .score(&fitted, *shift, |i| unseen(&self.incidents, i));
                let mix = &self.mixed[other];
                let (_, _, mixed) = mix.score(&fitted, *shift, |_| true);
                let (_, _, news) = mix.score(&fitted, *shift, |i| mix.news[i] && unseen(mix, i));
                let small: Vec<(f64, f64)> = self.small[other]
                    .iter()
                    .map(|pile| (pile.score(&fitted, *shift, |_| true).2, pile.gold.len() as f64))
                    .collect();
                let all: f64 = small.iter().map(|s| s.1).sum();
                sum.precision += p / 2.0;
                sum.recall += r / 2.0;
                sum.incidents += f / 2.0;
                sum.mixed += mixed / 2.0;
                sum.news += news / 2.0;
                sum.small += small.iter().map(|(f, n)| f * n).sum::<f64>() / all / 2.0;
            }
        }
        found
    }
}

/// What is judged wrong in the incidents of each half by weights of the other: `merge` and the ids of a story that holds
/// several events, `split` and those of an event in several stories.
pub fn errors(data: &Data) -> String {
    let incidents = set(data, "incidents/reports", "incident");
    let news = set(data, "same-event/reports", "event");
    let halves = Halves::new(data, &incidents, &news, 0);
    let pile = &halves.incidents;
    let ids = |all: &[usize]| {
        all.iter()
            .map(|i| incidents.reports[*i].id.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut out = String::new();
    for fit_on in 0..2_u8 {
        let clusters = pile.clusters(&fit(&halves.pairs(Some(fit_on))), 0.0);
        let unseen = |i: &usize| half(0, &pile.gold[*i]) != fit_on;
        let mut events: BTreeMap<&str, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
        for (place, cluster) in clusters.iter().enumerate() {
            if cluster.iter().any(|i| pile.gold[*i] != pile.gold[cluster[0]]) && cluster.iter().any(unseen) {
                let _ = writeln!(out, "merge {}", ids(cluster));
            }
            for i in cluster.iter().filter(|i| unseen(i)) {
                events
                    .entry(&pile.gold[*i])
                    .or_default()
                    .entry(place)
                    .or_default()
                    .push(*i);
            }
        }
        for parts in events.values().filter(|parts| parts.len() > 1) {
            let parts: Vec<String> = parts.values().map(|part| ids(part)).collect();
            let _ = writeln!(out, "split {}", parts.join(" | "));
        }
    }
    out
}

impl Pile {
    fn score(&self, fitted: &Fitted, shift: f64, counted: impl Fn(usize) -> bool) -> (f64, f64, f64) {
        score(&self.clusters(fitted, shift), &self.gold, counted)
    }

    fn clusters(&self, fitted: &Fitted, shift: f64) -> Vec<Vec<usize>> {
        self.signed
            .cluster(self.gold.len(), &|signs| fitted.odds(signs) + shift)
    }
}

/// Fits and tells.
pub fn run(data: &Data) -> String {
    let mut out = String::new();
    let incidents = set(data, "incidents/reports", "incident");
    let news = set(data, "same-event/reports", "event");
    let shifts = [-0.5, -0.25, 0.0, 0.25, 0.5];
    for seed in 0..3 {
        let halves = Halves::new(data, &incidents, &news, seed);
        for (shift, u) in shifts.iter().zip(halves.crossed(&shifts)) {
            let _ = writeln!(
                out,
                "halves {seed}, {shift:+.2}: incidents {:.4} ({:.3} {:.3}), mixed {:.4}, news of all kinds {:.4}, small piles {:.4}",
                u.incidents, u.precision, u.recall, u.mixed, u.news, u.small
            );
        }
        if seed == 0 {
            let fitted = fit(&halves.pairs(None));
            for (weight, name) in fitted.weights.iter().zip(SIGNS) {
                let _ = writeln!(out, "    {weight:.3}, // {name}");
            }
            let _ = writeln!(out, "bias {:.3}", fitted.bias);
        }
    }
    out
}

/// The invented pairs of `part`, each a pile.
fn cases(part: &str) -> Vec<Pile> {
    let pairs = super::cases::pairs(part);
    pairs
        .iter()
        .map(|(id, reports, join)| Pile {
            gold: vec![id.clone(), if *join { id.clone() } else { String::new() }],
            news: vec![true; 2],
            signed: Signed::new(&reports.iter().collect::<Vec<_>>()),
        })
        .collect()
}

/// Where each incident happened.
fn towns(data: &Data) -> BTreeMap<String, String> {
    data.rows("incidents/registry")
        .iter()
        .map(|row| {
            (
                row["incident"].as_str().unwrap_or_default().into(),
                format!("{} {}", row["city"], row["state"]),
            )
        })
        .collect()
}

struct Labelled {
    report: Report,
    event: String,
    news: bool,
}

fn pile(rows: &[&Labelled]) -> Pile {
    let refs: Vec<&Report> = rows.iter().map(|r| &r.report).collect();
    let gold: Vec<String> = rows.iter().map(|r| r.event.clone()).collect();
    Pile {
        news: rows.iter().map(|r| r.news).collect(),
        gold,
        signed: Signed::new(&refs),
    }
}

/// Piles as a person brings them: the reports of three events that are nearest in time, in one town where the towns are
/// known. In a small pile words are weighed by the background, so the model must see such piles too.
fn small_piles<'a>(rows: &[&'a Labelled], towns: &BTreeMap<String, String>) -> Vec<Vec<&'a Labelled>> {
    const EVENTS: usize = 3;
    let mut events: BTreeMap<&str, Vec<&Labelled>> = BTreeMap::new();
    for row in rows {
        events.entry(&row.event).or_default().push(row);
    }
    let mut events: Vec<Vec<&Labelled>> = events.into_values().filter(|rows| rows.len() > 1).collect();
    let first = |rows: &[&Labelled]| {
        rows.iter()
            .filter_map(|r| r.report.day())
            .min()
            .map(str::to_owned)
    };
    events.sort_by_key(|rows| (towns.get(&rows[0].event).cloned(), first(rows)));
    events.chunks(EVENTS).map(|chunk| chunk.concat()).collect()
}

/// The half of an event, by the hash of its name.
fn half(seed: u32, event: &str) -> u8 {
    let name = if seed == 0 {
        event.to_owned()
    } else {
        format!("{seed} {event}")
    };
    SourceId::of(name.as_bytes()).as_str().as_bytes()[0] & 1
}

impl Fitted {
    fn odds(&self, signs: &Signs) -> f64 {
        self.bias + signs.iter().zip(self.weights).map(|(s, w)| s * w).sum::<f64>()
    }
}

/// Coordinate descent with Newton steps, each weight clipped to its sense; a ridge of one on signs of unit variance keeps
/// them small.
fn fit(pairs: &[Row<'_>]) -> Fitted {
    const ROUNDS: usize = 120;
    const RIDGE: f64 = 1.0;
    let mut fitted = Fitted {
        weights: [0.0; SIGNS.len()],
        bias: 0.0,
    };
    fitted.weights[SIGNS.len() - 1] = FEW;
    let total: f64 = pairs.iter().map(|p| p.2).sum();
    let mut variance = [0.0; SIGNS.len()];
    for (k, variance) in variance.iter_mut().enumerate() {
        let mean = pairs.iter().map(|(s, _, w)| w * s[k]).sum::<f64>() / total;
        *variance = pairs
            .iter()
            .map(|(s, _, w)| w * (s[k] - mean).powi(2))
            .sum::<f64>()
            / total;
    }
    let mut scores: Vec<f64> = pairs.iter().map(|p| FEW * p.0[SIGNS.len() - 1]).collect();
    for _ in 0..ROUNDS {
        for k in 0..=SIGNS.len() {
            let value = |signs: &Signs| signs.get(k).copied().unwrap_or(1.0);
            let (mut slope, mut curve) = (0.0, 1e-9);
            for ((signs, same, weight), score) in pairs.iter().zip(&scores) {
                let chance = 1.0 / (1.0 + (-score).exp());
                let x = value(signs);
                slope += weight * x * (f64::from(u8::from(*same)) - chance);
                curve += weight * x * x * chance * (1.0 - chance);
            }
            let ridge = variance.get(k).map_or(0.0, |v| RIDGE * v);
            let weight = fitted.weights.get_mut(k).unwrap_or(&mut fitted.bias);
            let mut new = *weight + (slope - ridge * *weight) / (curve + ridge);
            match SENSE.get(k) {
                Some(1) => new = new.max(0.0),
                Some(-1) => new = new.min(0.0),
                _ => {}
            }
            if k == SIGNS.len() - 1 {
                new = FEW;
            }
            let step = new - *weight;
            *weight = new;
            if step != 0.0 {
                for ((signs, _, _), score) in pairs.iter().zip(&mut scores) {
                    *score += step * value(signs);
                }
            }
        }
    }
    fitted
}
