//! Statements of loss and reports' totals, against labels made by reading (`labels.jsonl`: ids, byte offsets, values).
//!
//! A statement found is right where its span overlaps a labelled one of the same measure and bounds, and both or neither
//! speak of another time or event. Labelled statements marked `optional` (restatements, people shot whose fate is open) count
//! neither way, and what is found on one is not wrong. Rules were written with the reports of `dev` and `third-read` in view;
//! those of `unseen` and `third-unseen` were kept from sight (`TRACE_CASUALTIES=dev` prints the errors of a part that may
//! be read, and leaves the others unscored).

use crate::{Counts, Outcome, score};
use record::{Quantity, Report, Scope};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::Write;

/// What is scored: people harmed, moved or held.
const MEASURES: [&str; 7] = [
    "killed",
    "wounded",
    "missing",
    "rescued",
    "displaced",
    "evacuated",
    "arrested",
];

#[derive(Debug, Deserialize)]
pub struct Labels {
    pub id: String,
    half: String,
    /// Which of two readers; where both read a report, the first one's labels count.
    reader: String,
    killed: Option<f64>,
    wounded: Option<f64>,
    statements: Vec<Statement>,
}

impl Labels {
    /// Whether neither the report nor any output on it has been looked at.
    pub fn is_unseen(&self) -> bool {
        self.half.ends_with("unseen")
    }
}

/// A statement, labelled or found; `start` and `end` are bytes of the headline or the text.
#[derive(Debug, Clone, Deserialize)]
struct Statement {
    #[serde(rename = "in")]
    place: String,
    start: usize,
    end: usize,
    measure: String,
    min: Option<f64>,
    max: Option<f64>,
    scope: String,
    #[serde(default)]
    optional: bool,
    /// Read from a vague word ("several", "dozens"), whose number is a convention.
    #[serde(skip)]
    vague: bool,
}

impl Statement {
    fn found(place: &str, q: &Quantity) -> Option<Self> {
        let scope = match q.scope {
            Scope::Event | Scope::Part => "event",
            Scope::Cumulative | Scope::Background => "other",
        };
        MEASURES.contains(&q.measure.as_str()).then(|| Self {
            place: place.to_owned(),
            start: q.span.start(),
            end: q.span.end(),
            measure: q.measure.clone(),
            min: q.min,
            max: q.max,
            scope: scope.to_owned(),
            optional: false,
            vague: q.approximate && q.max.is_none() && q.hedge.is_none(),
        })
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.place == other.place && self.start < other.end && other.start < self.end
    }

    /// Of the event itself or a part of it, and not of another time or event.
    fn is_of_event(&self) -> bool {
        matches!(self.scope.as_str(), "event" | "part")
    }

    fn matches(&self, gold: &Self) -> bool {
        let least = self.min == gold.min || (self.vague && gold.max.is_none());
        self.overlaps(gold)
            && self.measure == gold.measure
            && least
            && self.max == gold.max
            && self.is_of_event() == gold.is_of_event()
    }
}

/// Every label, by report; empty for a report that nobody read.
pub fn labels() -> BTreeMap<String, Vec<Labels>> {
    let mut out: BTreeMap<String, Vec<Labels>> = BTreeMap::new();
    for line in include_str!("labels.jsonl").lines() {
        let label: Labels = serde_json::from_str(line).expect("a label is one JSON object a line");
        out.entry(label.id.clone()).or_default().push(label);
    }
    out
}

/// The labelled statements that were found, those missed and those found beside them.
fn compare(found: &[Statement], gold: &[Statement]) -> (Counts, Vec<Statement>, Vec<Statement>) {
    let wanted: Vec<&Statement> = gold
        .iter()
        .filter(|g| !g.optional && MEASURES.contains(&g.measure.as_str()))
        .collect();
    let mut taken = vec![false; found.len()];
    let mut missed = Vec::new();
    for g in &wanted {
        match (0..found.len()).find(|i| !taken[*i] && found[*i].matches(g)) {
            Some(i) => taken[i] = true,
            None => missed.push((*g).clone()),
        }
    }
    let excused = |f: &Statement| {
        gold.iter()
            .any(|g| (g.optional || !MEASURES.contains(&g.measure.as_str())) && f.overlaps(g))
    };
    let extra: Vec<Statement> = found
        .iter()
        .zip(&taken)
        .filter(|(f, taken)| !**taken && !excused(f))
        .map(|(f, _)| f.clone())
        .collect();
    let right = wanted.len() - missed.len();
    let counts = Counts {
        right,
        found: right + extra.len(),
        gold: wanted.len(),
    };
    (counts, missed, extra)
}

/// What the labelled reports of one part add up to.
#[derive(Debug, Default)]
struct Half {
    statements: Counts,
    killed: (usize, usize),
    wounded: (usize, usize),
}

/// Adds the figures of both halves; `reports` are those labelled, read.
pub fn score(reports: &[Report], out: &mut Outcome) {
    let labels = labels();
    let trace = std::env::var("TRACE_CASUALTIES").unwrap_or_default();
    let mut halves: BTreeMap<&str, Half> = BTreeMap::new();
    for report in reports {
        let Some(label) = labels.get(&report.id).and_then(|l| l.first()) else {
            continue;
        };
        // While errors are read, the parts kept from sight are not even scored.
        if !trace.is_empty() && label.is_unseen() {
            continue;
        }
        let headline = report.headline.as_deref().unwrap_or("");
        let found: Vec<Statement> = read::quantities::in_headline(headline)
            .iter()
            .filter_map(|q| Statement::found("headline", q))
            .chain(
                report
                    .quantities
                    .iter()
                    .filter_map(|q| Statement::found("text", q)),
            )
            .collect();
        let (counts, missed, extra) = compare(&found, &label.statements);
        let half = halves.entry(label.half.as_str()).or_default();
        half.statements.right += counts.right;
        half.statements.found += counts.found;
        half.statements.gold += counts.gold;
        let killed = read::quantities::total(report, "killed");
        let wounded = read::quantities::total(report, "wounded");
        // A report that tells of nobody hurt and one that says nobody was are the same here, as in the registry.
        let same = |a: Option<f64>, b: Option<f64>| a.unwrap_or(0.0) == b.unwrap_or(0.0);
        half.killed.0 += usize::from(same(killed, label.killed));
        half.wounded.0 += usize::from(same(wounded, label.wounded));
        half.killed.1 += 1;
        half.wounded.1 += 1;
        if trace == label.half {
            let wrong = !same(killed, label.killed) || !same(wounded, label.wounded);
            print(report, headline, &missed, &extra);
            if wrong {
                let _ = writeln!(
                    std::io::stdout(),
                    "{} TOTAL killed {killed:?} for {:?}, wounded {wounded:?} for {:?}: {headline}",
                    report.id,
                    label.killed,
                    label.wounded
                );
            }
        }
    }
    for (name, half) in &halves {
        out.counts(
            &format!("{name}-statement"),
            half.statements,
            "regex .06–.26, SRL .31–.74, T5 .44–.81 on comparable sets",
        );
        out.figure(
            &format!("{name}-killed"),
            score::ratio(half.killed.0, half.killed.1),
            "",
        );
        out.figure(
            &format!("{name}-wounded"),
            score::ratio(half.wounded.0, half.wounded.1),
            "",
        );
        out.notes.push(format!(
            "{name}: {} reports, {} statements",
            half.killed.1, half.statements.gold
        ));
    }
    out.notes.push(agreement(&labels));
}

fn print(report: &Report, headline: &str, missed: &[Statement], extra: &[Statement]) {
    for (kind, s) in missed
        .iter()
        .map(|s| ("missed", s))
        .chain(extra.iter().map(|s| ("extra ", s)))
    {
        let text: &str = if s.place == "text" { &report.text } else { headline };
        let round = |i: usize, back: bool| {
            let mut i = i.min(text.len());
            while !text.is_char_boundary(i) {
                i = if back { i - 1 } else { i + 1 };
            }
            i
        };
        let from = round(s.start.saturating_sub(90), true);
        let until = round(s.end + 110, false);
        let words = format!(
            "{}[[{}]]{}",
            &text[from..s.start],
            &text[s.start..s.end],
            &text[s.end..until]
        );
        let _ = writeln!(
            std::io::stdout(),
            "{} {kind} {} {:?}..{:?} {}: {}",
            &report.id[..6],
            s.measure,
            s.min,
            s.max,
            s.scope,
            words.replace('\n', " | ")
        );
    }
}

/// How far the two readers agree on the reports that both read.
fn agreement(labels: &BTreeMap<String, Vec<Labels>>) -> String {
    let mut counts = Counts::default();
    let (mut both, mut killed, mut wounded) = (0, 0, 0);
    for pair in labels.values() {
        let [a, b] = pair.as_slice() else { continue };
        debug_assert!(a.reader < b.reader);
        let plain =
            |l: &Labels| -> Vec<Statement> { l.statements.iter().filter(|s| !s.optional).cloned().collect() };
        let (c, ..) = compare(&plain(b), &plain(a));
        counts.right += c.right;
        counts.found += c.found;
        counts.gold += c.gold;
        both += 1;
        killed += usize::from(a.killed.unwrap_or(0.0) == b.killed.unwrap_or(0.0));
        wounded += usize::from(a.wounded.unwrap_or(0.0) == b.wounded.unwrap_or(0.0));
    }
    format!(
        "two readers of {both} reports agree: statement F1 {:.3}, killed {killed}, wounded {wounded}",
        counts.f1()
    )
}
