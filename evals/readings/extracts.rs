//! Extracts that others make of many reports, for the points of the same stories: leads, TextRank, centroid.

use record::{Citation, Report, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Sentences of an extract, as many as a brief may have.
const LENGTH: usize = 12;
/// Damping of the walk, as Mihalcea and Tarau (2004) have it.
const DAMPING: f64 = 0.85;
/// Steps of the walk; it has settled long before.
const STEPS: usize = 50;
/// A sentence that shares more than this of its words with a chosen one is passed over.
const ALIKE: f64 = 0.6;

/// A sentence of running text.
struct Line {
    report: usize,
    place: usize,
    span: Span,
    words: BTreeSet<String>,
}

/// The sentences that each way of extracting takes from `reports`, by its name.
pub fn all(reports: &[Report]) -> Vec<(&'static str, Vec<Citation>)> {
    let lines = lines(reports);
    let cite = |chosen: Vec<usize>| {
        let at = |i: usize| Citation::new(&reports[lines[i].report], lines[i].span);
        chosen.into_iter().map(at).collect()
    };
    vec![
        ("leads", cite(leads(&lines))),
        ("textrank", cite(ranked(&lines, &textrank(&lines)))),
        ("centroid", cite(ranked(&lines, &centroid(&lines)))),
    ]
}

fn lines(reports: &[Report]) -> Vec<Line> {
    let mut found = Vec::new();
    for (report, r) in reports.iter().enumerate() {
        let running = |at: usize| r.segment_at(at).is_some_and(|g| g.kind.is_running());
        let spans = r.sentences.iter().map(|s| s.span).filter(|s| running(s.start()));
        for (place, span) in spans.enumerate() {
            let words: BTreeSet<String> = r
                .text
                .at(span)
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| w.len() > 3)
                .map(str::to_lowercase)
                .collect();
            if words.len() > 2 {
                found.push(Line {
                    report,
                    place,
                    span,
                    words,
                });
            }
        }
    }
    found
}

/// The first sentence of each report, then the second, then the third.
fn leads(lines: &[Line]) -> Vec<usize> {
    let mut first: Vec<usize> = (0..lines.len()).filter(|&i| lines[i].place < 3).collect();
    first.sort_by_key(|&i| (lines[i].place, lines[i].report));
    first.truncate(LENGTH);
    first
}

/// PageRank over the graph of sentences, tied by common words as TextRank ties them.
fn textrank(lines: &[Line]) -> Vec<f64> {
    let n = lines.len();
    let size = |i: usize| (lines[i].words.len() as f64).ln().max(0.1);
    let mut ties: Vec<Vec<(usize, f64)>> = vec![Vec::new(); n];
    for a in 0..n {
        for b in 0..a {
            let common = lines[a].words.intersection(&lines[b].words).count();
            if common > 0 {
                let tie = common as f64 / (size(a) + size(b));
                ties[a].push((b, tie));
                ties[b].push((a, tie));
            }
        }
    }
    let out: Vec<f64> = ties.iter().map(|t| t.iter().map(|(_, w)| w).sum()).collect();
    let mut rank = vec![1.0; n];
    for _ in 0..STEPS {
        let step = |i: usize| {
            let came: f64 = ties[i].iter().map(|&(j, w)| rank[j] * w / out[j].max(1e-9)).sum();
            1.0 - DAMPING + DAMPING * came
        };
        rank = (0..n).map(step).collect();
    }
    rank
}

/// The sum of what each word weighs: how often it comes times how few sentences have it (Radev and others 2004).
fn centroid(lines: &[Line]) -> Vec<f64> {
    let mut uses: BTreeMap<&str, f64> = BTreeMap::new();
    for word in lines.iter().flat_map(|l| &l.words) {
        *uses.entry(word).or_default() += 1.0;
    }
    let weigh = |word: &String| {
        let n = uses.get(word.as_str()).copied().unwrap_or(1.0);
        n * (1.0 + lines.len() as f64 / n).ln()
    };
    lines.iter().map(|l| l.words.iter().map(weigh).sum()).collect()
}

/// The highest of `worth`, none like one before it.
fn ranked(lines: &[Line], worth: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|&a, &b| worth[b].total_cmp(&worth[a]).then(a.cmp(&b)));
    let mut chosen: Vec<usize> = Vec::new();
    for i in order {
        let alike = |&j: &usize| {
            let (a, b) = (&lines[i].words, &lines[j].words);
            a.intersection(b).count() as f64 > ALIKE * a.len().min(b.len()) as f64
        };
        if chosen.len() < LENGTH && !chosen.iter().any(alike) {
            chosen.push(i);
        }
    }
    chosen
}
