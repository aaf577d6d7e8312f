//! Fits the weights of the stories' linear model: logistic regression whose weights keep their sense.
//!
//! `cargo run --release -p evals -- fit-stories` prints the figures on halves not fitted on, then the weights of all.

use crate::Data;
use crate::stories::{score, set};
use record::{Report, SourceId};
use relate::stories::{SENSE, SIGNS, Signs, link, signs};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A pair with its signs, whether it is of one event, and the half that both reports belong to, if one.
struct Pair {
    a: usize,
    b: usize,
    signs: Signs,
    same: bool,
    half: Option<u8>,
}

struct Fitted {
    weights: Signs,
    bias: f64,
}

struct Labelled {
    name: &'static str,
    gold: Vec<String>,
    pairs: Vec<Pair>,
}

/// Fits and tells.
pub fn run(data: &Data) -> String {
    let mut out = String::new();
    let read = [
        set(data, "incidents/reports", "incident"),
        set(data, "same-event/reports", "event"),
    ];
    let towns: BTreeMap<String, String> = data
        .rows("incidents/registry")
        .iter()
        .map(|row| {
            (
                row["incident"].as_str().unwrap_or_default().into(),
                format!("{} {}", row["city"], row["state"]),
            )
        })
        .collect();
    let piles: Vec<Labelled> = read
        .iter()
        .flat_map(|set| small_piles(set, &towns))
        .map(|rows| labelled("a small pile", &rows))
        .collect();
    let sets: Vec<Labelled> = read
        .iter()
        .zip(["incidents", "same-event"])
        .map(|(set, name)| labelled(name, &set.reports.iter().zip(&set.gold).collect::<Vec<_>>()))
        .collect();
    for set in &sets {
        let found = set.pairs.iter().filter(|p| p.same).count();
        let _ = writeln!(
            out,
            "{}: {} candidate pairs, {found} of one event",
            set.name,
            set.pairs.len()
        );
        for fit_on in 0..2 {
            let part: Vec<&Pair> = sets
                .iter()
                .flat_map(|s| &s.pairs)
                .filter(|p| p.half == Some(fit_on))
                .collect();
            let fitted = fit(&part);
            for shift in [-1.0, 0.0, 1.0] {
                let edges: Vec<_> = set
                    .pairs
                    .iter()
                    .map(|p| (p.a, p.b, odds(&fitted, &p.signs) + shift))
                    .collect();
                let clusters = link(set.gold.len(), &edges);
                let (p, r, f) = score(&clusters, &set.gold, |i| half(&set.gold[i]) != fit_on);
                let _ = writeln!(
                    out,
                    "  fitted on half {fit_on}, {shift:+}: unseen half {p:.3} {r:.3} {f:.3}"
                );
            }
        }
    }
    let all: Vec<&Pair> = sets
        .iter()
        .flat_map(|s| &s.pairs)
        .chain(piles.iter().flat_map(|p| &p.pairs))
        .collect();
    for fit_on in 0..2 {
        let part: Vec<&Pair> = sets
            .iter()
            .chain(&piles)
            .flat_map(|s| &s.pairs)
            .filter(|p| p.half == Some(fit_on))
            .collect();
        let fitted = fit(&part);
        for shift in [-0.5, 0.0, 0.5, 1.0] {
            let (mut sum, mut n) = (0.0, 0.0);
            for pile in piles.iter().filter(|p| half(&p.gold[0]) != fit_on) {
                let edges: Vec<_> = pile
                    .pairs
                    .iter()
                    .map(|p| (p.a, p.b, odds(&fitted, &p.signs) + shift))
                    .collect();
                let (_, _, f) = score(&link(pile.gold.len(), &edges), &pile.gold, |_| true);
                (sum, n) = (sum + f * pile.gold.len() as f64, n + pile.gold.len() as f64);
            }
            let _ = writeln!(
                out,
                "small piles, fitted on half {fit_on}, {shift:+}: unseen half {:.3}",
                sum / n
            );
        }
    }
    let fitted = fit(&all);
    for (weight, name) in fitted.weights.iter().zip(SIGNS) {
        let _ = writeln!(out, "    {weight:.3}, // {name}");
    }
    let _ = writeln!(out, "bias {:.3}", fitted.bias);
    out
}

type Row<'a> = (&'a Report, &'a String);

fn labelled(name: &'static str, rows: &[Row<'_>]) -> Labelled {
    let refs: Vec<&Report> = rows.iter().map(|r| r.0).collect();
    let gold: Vec<String> = rows.iter().map(|r| r.1.clone()).collect();
    let pairs = signs(&refs)
        .into_iter()
        .map(|(a, b, signs)| {
            let (x, y) = (half(&gold[a]), half(&gold[b]));
            Pair {
                a,
                b,
                signs,
                same: gold[a] == gold[b],
                half: (x == y).then_some(x),
            }
        })
        .collect();
    Labelled { name, gold, pairs }
}

/// Piles as a person brings them: the reports of three events of one half that are nearest in time, in one town where the
/// towns are known. In a small pile words are weighed by the background, so the model must see such piles too.
fn small_piles<'a>(set: &'a crate::stories::Set, towns: &BTreeMap<String, String>) -> Vec<Vec<Row<'a>>> {
    const EVENTS: usize = 3;
    let mut events: BTreeMap<&str, Vec<Row<'a>>> = BTreeMap::new();
    for row in set.reports.iter().zip(&set.gold) {
        events.entry(row.1).or_default().push(row);
    }
    let mut events: Vec<Vec<Row<'a>>> = events.into_values().filter(|rows| rows.len() > 1).collect();
    let first = |rows: &[Row<'a>]| rows.iter().filter_map(|r| r.0.day()).min().map(str::to_owned);
    events.sort_by_key(|rows| (towns.get(rows[0].1).cloned(), first(rows)));
    let (a, b): (Vec<_>, Vec<_>) = events.into_iter().partition(|rows| half(rows[0].1) == 0);
    [a, b]
        .iter()
        .flat_map(|half| half.chunks(EVENTS))
        .map(|chunk| chunk.concat())
        .collect()
}

fn half(event: &str) -> u8 {
    SourceId::of(event.as_bytes()).as_str().as_bytes()[0] & 1
}

fn odds(fitted: &Fitted, signs: &Signs) -> f64 {
    fitted.bias + signs.iter().zip(fitted.weights).map(|(s, w)| s * w).sum::<f64>()
}

/// Coordinate descent with Newton steps, each weight clipped to its sense; a ridge of one keeps them small.
fn fit(pairs: &[&Pair]) -> Fitted {
    const ROUNDS: usize = 60;
    const RIDGE: f64 = 1.0;
    let mut fitted = Fitted {
        weights: [0.0; SIGNS.len()],
        bias: 0.0,
    };
    let mut scores = vec![0.0_f64; pairs.len()];
    for _ in 0..ROUNDS {
        for k in 0..=SIGNS.len() {
            let value = |p: &Pair| p.signs.get(k).copied().unwrap_or(1.0);
            let (mut slope, mut curve) = (0.0, 1e-9);
            for (pair, score) in pairs.iter().zip(&scores) {
                let chance = 1.0 / (1.0 + (-score).exp());
                let x = value(pair);
                slope += x * (f64::from(u8::from(pair.same)) - chance);
                curve += x * x * chance * (1.0 - chance);
            }
            let weight = if k < SIGNS.len() {
                &mut fitted.weights[k]
            } else {
                &mut fitted.bias
            };
            let ridge = if k < SIGNS.len() { RIDGE } else { 0.0 };
            let mut new = *weight + (slope - ridge * *weight) / (curve + ridge);
            match SENSE.get(k) {
                Some(1) => new = new.max(0.0),
                Some(-1) => new = new.min(0.0),
                _ => {}
            }
            let step = new - *weight;
            *weight = new;
            for (pair, score) in pairs.iter().zip(&mut scores) {
                *score += step * value(pair);
            }
        }
    }
    fitted
}
