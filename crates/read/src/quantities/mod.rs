//! Figures: what is counted, how many, by whose account.
//!
//! A sentence's amounts become counted phrases; those that a verb or noun of loss takes become casualty figures, those
//! beside a unit become money, shares and lengths, and the rest are plain counts. Ages, years, dates, ordinals, scores
//! and addresses count nothing. A figure is what someone reports: it keeps its hedge, its scope and its source.

mod ages;
mod amounts;
mod bare;
mod casualties;
mod clauses;
mod lists;
mod losses;
mod measures;
mod money;
mod objects;
mod parts;
mod people;
mod persons;
mod phrases;
mod reach;
mod rows;
mod scene;
mod scope;
mod setting;
mod settle;
mod shares;
mod signs;
mod sources;
mod subjects;
mod suicides;
mod tolls;
mod totals;
mod wounds;

pub use settle::in_headline;
pub use totals::total;

use crate::tokens::{Tokens, tokenize};
use record::{NameKind, Quantity, Report, Scope, Span, TimeType};
use scene::Scene;
use std::collections::BTreeMap;

/// A figure of a sentence, in tokens.
#[derive(Debug, Clone)]
struct Figure {
    from: usize,
    until: usize,
    /// The token after the predicate, where one follows.
    verb_end: usize,
    measure: &'static str,
    min: Option<f64>,
    max: Option<f64>,
    approximate: bool,
    hedge: Option<(usize, usize)>,
    counted: Option<(usize, usize)>,
    unit: Option<String>,
    /// A part of another figure of the sentence.
    part: bool,
    /// An older figure that the report itself says no longer holds.
    superseded: bool,
    /// Told by an article alone ("a man was killed").
    single: bool,
    /// Someone by name, or spoken of as known ("the docker was killed"): told of elsewhere, maybe.
    known: bool,
}

impl Figure {
    /// A figure of `measure` with the bounds and words of `amount`, of which nothing else is known.
    fn of(measure: &'static str, amount: &amounts::Amount, unit: &str) -> Self {
        Self {
            from: amount.from,
            until: amount.until,
            verb_end: amount.until,
            measure,
            min: amount.min,
            max: amount.max,
            approximate: amount.approximate,
            hedge: amount.hedge,
            counted: None,
            unit: Some(unit.to_owned()),
            part: false,
            superseded: false,
            single: false,
            known: false,
        }
    }
}

/// Finds them in `report`, in order of start.
#[must_use]
pub fn find(report: &Report) -> Vec<Quantity> {
    let lower = report.text.to_ascii_lowercase();
    let mut out: Vec<Quantity> = Vec::new();
    let mut list = Vec::new();
    let mut singles = Vec::new();
    let mut told: Option<(usize, &'static str)> = None;
    for (index, sentence) in report.sentences.iter().enumerate() {
        list.clear();
        tokenize(&report.text, &lower, sentence.span, &mut list);
        let t = Tokens::new(&list);
        let blocked = blocked(report, t, sentence.span);
        let names = persons_named(report, t, sentence.span);
        let scene = Scene {
            t,
            blocked: &blocked,
            names: &names,
            headline: is_headline(report, sentence.span),
        };
        // "The figure" speaks of the sentence's own measure or of the one before.
        let before = told.filter(|(i, _)| index - i <= 1).map(|(_, m)| m);
        let figures = sentence_figures(&scene, before);
        if let Some(last) = figures.iter().rev().find(|f| is_casualty(f.measure)) {
            told = Some((index, last.measure));
        }
        for figure in figures {
            if let Some(quantity) = settle::settle(report, t, index, &figure, &out) {
                if figure.single {
                    singles.push(out.len());
                }
                out.push(quantity);
            }
        }
    }
    // "A man was killed" beside "48 people were killed" tells of one of them.
    let mut most: BTreeMap<String, Option<f64>> = BTreeMap::new();
    for q in out.iter().filter(|q| q.scope == Scope::Event) {
        let most = most.entry(q.measure.clone()).or_default();
        let value = q.min.or(q.max);
        if value > *most {
            *most = value;
        }
    }
    for i in singles {
        let q = &out[i];
        if q.scope == Scope::Event && most.get(&q.measure).is_some_and(|most| *most > q.max) {
            out[i].scope = Scope::Part;
        }
    }
    out.sort_by_key(|q| (q.span.start(), q.span.end()));
    out
}

/// Whether a stretch of the text is written as a headline: the headline itself again, or a heading's line without a stop.
fn is_headline(report: &Report, sentence: Span) -> bool {
    const LONGEST: usize = 120;
    let words = report.text.at(sentence).trim();
    if words.len() > LONGEST || words.ends_with(['.', '?', '!', '”', '"', ':', '…', ',', ';']) {
        return false;
    }
    let line = |c: Option<char>| c.is_none_or(|c| c == '\n');
    let before = report.text.get(..sentence.start()).unwrap_or("");
    let after = report.text.get(sentence.end()..).unwrap_or("");
    report.headline.as_deref() == Some(words)
        || (line(before.trim_end_matches([' ', '\t']).chars().next_back())
            && line(after.trim_start_matches([' ', '\t']).chars().next()))
}

/// Whether a measure is one of people lost, moved or held.
fn is_casualty(measure: &str) -> bool {
    matches!(
        measure,
        "killed"
            | "wounded"
            | "shot"
            | "missing"
            | "rescued"
            | "displaced"
            | "evacuated"
            | "arrested"
            | "casualties"
    )
}

/// Which tokens belong to a date or time of day, and so count nothing.
fn blocked(report: &Report, t: Tokens<'_>, sentence: Span) -> Vec<bool> {
    let mut out = vec![false; t.len()];
    let from = report.times.partition_point(|x| x.span.end() <= sentence.start());
    let mut i = 0;
    for time in report.times[from..]
        .iter()
        .take_while(|x| x.span.start() < sentence.end())
    {
        // Lengths of time are figures; dates, times of day and recurring times are not.
        if time.kind == TimeType::Duration {
            continue;
        }
        while t.get(i).is_some_and(|w| w.end <= time.span.start()) {
            i += 1;
        }
        while t.get(i).is_some_and(|w| w.start < time.span.end()) {
            out[i] = true;
            i += 1;
        }
    }
    out
}

/// The names of persons in a sentence, as tokens.
fn persons_named(report: &Report, t: Tokens<'_>, sentence: Span) -> Vec<(usize, usize)> {
    let from = report
        .names
        .partition_point(|n| n.span.start() < sentence.start());
    let mut i = 0;
    report.names[from..]
        .iter()
        .take_while(|n| n.span.start() < sentence.end())
        .filter(|n| n.kind == NameKind::Person)
        .filter_map(|n| {
            while t.get(i).is_some_and(|w| w.start < n.span.start()) {
                i += 1;
            }
            let mut until = i;
            while t.get(until).is_some_and(|w| w.end <= n.span.end()) {
                until += 1;
            }
            (until > i).then_some((i, until))
        })
        .collect()
}

fn sentence_figures(scene: &Scene<'_>, before: Option<&'static str>) -> Vec<Figure> {
    let t = scene.t;
    let phrases = phrases::all(scene);
    let mut used = vec![false; phrases.len()];
    let mut figures: Vec<Figure> = (0..t.len()).filter_map(|i| shares::in_words(scene, i)).collect();
    // A toll told by its noun comes first, so that "the death toll rose to 14" is not read as a bare number.
    let mut measure = before;
    for (i, p) in phrases.iter().enumerate() {
        if let Some(figure) = tolls::at(t, p, measure) {
            measure = Some(figure.measure);
            used[i] = true;
            figures.push(figure);
        }
    }
    let free: Vec<phrases::Phrase> = phrases
        .iter()
        .zip(&used)
        .filter(|(_, u)| !**u)
        .map(|(p, _)| *p)
        .collect();
    let mut taken = vec![false; free.len()];
    let mut casualties = casualties::find(t, &free, &mut taken);
    figures.append(&mut casualties);
    // Parts of a toll: "put the toll at 53, including four children".
    for (i, p) in free.iter().enumerate() {
        if !taken[i] {
            if let Some((figure, next)) = parts::part_of(t, &free, i, &figures) {
                taken[i..next].fill(true);
                figures.push(figure);
            } else if let Some(figure) = measures::at(t, p) {
                figures.push(figure);
            }
        }
    }
    figures.extend((0..t.len()).filter_map(|i| tolls::multiple(t, i)));
    let ends = (0..t.len())
        .filter_map(|i| suicides::at(t, &phrases, i, &figures))
        .collect::<Vec<_>>();
    figures.extend(ends);
    // A list by name is one figure, whatever its members would be by themselves.
    for list in (0..t.len()).filter_map(|i| lists::at(scene, &phrases, i)) {
        figures.retain(|f| f.until <= list.from || f.from >= list.until);
        figures.push(list);
    }
    figures.sort_by_key(|f| (f.from, std::cmp::Reverse(f.until)));
    let mut end = 0;
    figures.retain(|f| {
        // "Nobody was killed or hurt" tells two things of the same words.
        let free = f.from >= end || f.max == Some(0.0) && f.until == end;
        if free {
            end = f.until;
        }
        free
    });
    figures
}

#[cfg(test)]
mod tests;
