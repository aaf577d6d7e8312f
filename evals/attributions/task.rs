//! Quotations and attributed statements on PolNeAR: exact spans of source, cue and content, and direct speech.
//!
//! Both sides are compared by their envelope (first to last byte of all pieces), without quote marks, punctuation, white
//! space and brackets at its ends: whether a comma or a mark belongs to a quotation is a convention, not a finding.
//! A record goes the way of the public command: `read::read` on its text.

use crate::data::byte_offsets;
use crate::score::ratio;
use crate::{Counts, Data, Outcome};
use rayon::prelude::*;
use record::{Body, QuoteForm, Record, Source, Span};
use serde_json::Value;
use std::collections::BTreeSet;

type Range = (usize, usize);

/// An attribution, ours or theirs: trimmed envelopes.
struct Row {
    source: Option<Range>,
    cue: Option<Range>,
    content: Option<Range>,
    direct: bool,
    confidence: f64,
}

/// What one report adds up to.
#[derive(Default)]
struct Sums {
    source: Counts,
    cue: Counts,
    content: Counts,
    direct: usize,
    sourced: usize,
    found: usize,
    speaker: usize,
    wrong: usize,
    seconds: f64,
    confidence: Vec<(f64, bool)>,
}

pub fn run(data: &Data) -> Outcome {
    let part = std::env::var("ATTRIBUTIONS_PART").unwrap_or_else(|_| "dev".to_owned());
    let rows = data.rows(&format!("attributions/{part}"));
    let sums: Vec<Sums> = rows.par_iter().map(measure).collect();
    let mut all = Sums::default();
    for s in sums {
        for (a, b) in [
            (&mut all.source, s.source),
            (&mut all.cue, s.cue),
            (&mut all.content, s.content),
        ] {
            a.right += b.right;
            a.found += b.found;
            a.gold += b.gold;
        }
        all.direct += s.direct;
        all.sourced += s.sourced;
        all.found += s.found;
        all.speaker += s.speaker;
        all.wrong += s.wrong;
        all.seconds += s.seconds;
        all.confidence.extend(s.confidence);
    }
    let mut outcome = Outcome::default();
    outcome.counts("source", all.source, "rules .107, CRF .506, BERT .832");
    outcome.counts("cue", all.cue, "rules .228, CoreNLP .139, CRF .534, BERT .753");
    outcome.counts(
        "content",
        all.content,
        "rules .056, CoreNLP .175, CRF .286, BiLSTM .622, BERT .729",
    );
    outcome.figure("direct-found", ratio(all.found, all.direct), "a network .87");
    outcome.figure(
        "direct-right-source",
        ratio(all.speaker, all.sourced),
        "Gender Gap Tracker .865 on its own set",
    );
    outcome.figure("direct-source-not-wrong", 1.0 - ratio(all.wrong, all.sourced), "");
    outcome.notes.push(format!(
        "{} reports, {} attributions; direct speech: {} with {} sources, {} of them wrong (the rest not given)",
        rows.len(),
        all.content.gold,
        all.direct,
        all.sourced,
        all.wrong
    ));
    outcome.notes.push(format!(
        "{:.0} reports/s a core, all of `read`",
        rows.len() as f64 / all.seconds
    ));
    outcome.notes.push(calibration(&mut all.confidence));
    outcome
}

/// The stated confidence against the share that was right (content and source overlap), by tenths.
fn calibration(pairs: &mut [(f64, bool)]) -> String {
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out = String::from("confidence: right");
    for tenth in 0..10 {
        let (lo, hi) = (f64::from(tenth) / 10.0, f64::from(tenth + 1) / 10.0);
        let here: Vec<_> = pairs
            .iter()
            .filter(|p| p.0 >= lo && (p.0 < hi || tenth == 9))
            .collect();
        if !here.is_empty() {
            out += &format!(
                ", .{tenth}: {:.2} of {}",
                ratio(here.iter().filter(|p| p.1).count(), here.len()),
                here.len()
            );
        }
    }
    out
}

fn measure(row: &Value) -> Sums {
    let text = row["text"].as_str().unwrap_or_default();
    let start = std::time::Instant::now();
    let report = read::read(source(row, text));
    let mut sums = Sums {
        seconds: start.elapsed().as_secs_f64(),
        ..Sums::default()
    };
    let gold = gold(text, row);
    let ours: Vec<Row> = report
        .quotes
        .iter()
        .map(|q| Row {
            source: envelope(text, q.source.iter().map(|s| bounds(*s))),
            cue: envelope(text, q.cue.iter().map(|s| bounds(*s))),
            content: envelope(text, q.content.iter().map(|s| bounds(*s))),
            direct: q.form == QuoteForm::Direct,
            confidence: q.confidence,
        })
        .collect();
    sums.source
        .add(&set(&ours, |r| r.source), &set(&gold, |r| r.source));
    sums.cue.add(&set(&ours, |r| r.cue), &set(&gold, |r| r.cue));
    sums.content
        .add(&set(&ours, |r| r.content), &set(&gold, |r| r.content));
    for g in gold.iter().filter(|g| g.direct) {
        let Some(content) = g.content else { continue };
        sums.direct += 1;
        sums.sourced += usize::from(g.source.is_some());
        let Some(best) = best(&ours, content) else {
            continue;
        };
        sums.found += 1;
        if g.source.is_some() {
            sums.speaker += usize::from(best.source == g.source);
            sums.wrong += usize::from(best.source.zip(g.source).is_some_and(|(a, b)| overlap(a, b) == 0));
        }
    }
    for ours in &ours {
        let right = ours
            .content
            .and_then(|c| best(&gold, c))
            .is_some_and(|g| ours.source.zip(g.source).is_none_or(|(a, b)| overlap(a, b) > 0));
        sums.confidence.push((ours.confidence, right));
    }
    sums
}

/// The report as the public command gets it.
fn source(row: &Value, text: &str) -> Source {
    let record = Record {
        id: row["id"].as_str().map(str::to_owned),
        headline: row["title"].as_str().map(str::to_owned),
        text: Some(text.to_owned()),
        published: row["published"].as_str().map(str::to_owned),
        authors: row["author"].as_str().map(str::to_owned).into_iter().collect(),
        ..Record::default()
    };
    Source::new(
        text.as_bytes(),
        "polnear.jsonl",
        None,
        Body::Record(Box::new(record)),
    )
}

/// Reports that nobody annotated, which the network's teachers label: the set, and of how many reports one is taken.
const UNLABELLED: [(&str, usize); 3] = [
    ("same-event/reports", 1),
    ("incidents/reports", 5),
    ("timelines/articles", 12),
];

/// What the network of `read::quotes` sees of each report of the training part, and where its attributions stand in it,
/// one report a line of JSON, for `quotes.py` in the assets of `read`, which trains the network. Reports without
/// annotations follow; their `gold` is null.
pub fn features(data: &Data) -> String {
    let mut out = String::new();
    for row in data.rows("attributions/train") {
        feature(&row, true, &mut out);
    }
    for (set, every) in UNLABELLED {
        for row in data.rows(set).iter().step_by(every) {
            feature(row, false, &mut out);
        }
    }
    out
}

fn feature(row: &Value, annotated: bool, out: &mut String) {
    let text = row["text"].as_str().unwrap_or_default();
    let seen = read::quotes::seen(&read::read(source(row, text)));
    let positions = |range: Option<Range>| -> Option<Range> {
        let range = range?;
        let overlaps = |&i: &usize| seen.bytes.get(i).is_some_and(|&b| overlap(b, range) > 0);
        let first = (0..seen.bytes.len()).find(overlaps)?;
        let last = (first..seen.bytes.len()).rev().find(overlaps)?;
        Some((first, last + 1))
    };
    let told: Option<Vec<_>> = annotated.then(|| {
        let gold = gold(text, row);
        gold.iter()
            .map(|g| (positions(g.cue), positions(g.source), positions(g.content)))
            .collect()
    });
    let line = serde_json::json!({
        "id": row["id"],
        "rows": seen.rows,
        "sentences": seen.sentences,
        "counts": seen.counts,
        "rules": seen.rules,
        "gold": told,
        "height": seen.height,
    });
    out.push_str(&line.to_string());
    out.push('\n');
}

fn gold(text: &str, row: &Value) -> Vec<Row> {
    let offsets = byte_offsets(text);
    let pieces = |a: &Value, key: &str| -> Vec<Range> {
        a[key]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|s| {
                let at = |i: usize| {
                    s[i].as_u64()
                        .and_then(|c| offsets.get(usize::try_from(c).ok()?).copied())
                };
                Some((at(0)?, at(1)?))
            })
            .collect()
    };
    row["attributions"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|a| {
            let content = pieces(a, "content");
            Row {
                source: envelope(text, pieces(a, "source").into_iter()),
                cue: envelope(text, pieces(a, "cue").into_iter()),
                direct: !content.is_empty() && content.iter().all(|&p| quoted(text, p)),
                content: envelope(text, content.into_iter()),
                confidence: 1.0,
            }
        })
        .collect()
}

/// Whether a piece stands in quote marks from its first to its last character.
fn quoted(text: &str, (start, end): Range) -> bool {
    let piece = text.get(start..end).unwrap_or("").trim();
    let opens = piece.starts_with(['"', '“', '«', '‘', '\'']);
    let closes = piece
        .trim_end_matches([',', '.', '?', '!'])
        .ends_with(['"', '”', '»', '’', '\'']);
    opens && closes && piece.len() > 8
}

fn bounds(span: Span) -> Range {
    (span.start(), span.end())
}

fn envelope(text: &str, pieces: impl Iterator<Item = Range>) -> Option<Range> {
    let (start, end) = pieces.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    let words = text.get(start..end)?;
    let edge = |c: char| !c.is_alphanumeric() && !"$£€%#@".contains(c);
    let head = words.len() - words.trim_start_matches(edge).len();
    let words = words.trim_matches(edge);
    // A cue may be a mark alone: ":".
    if words.is_empty() {
        Some((start, end))
    } else {
        Some((start + head, start + head + words.len()))
    }
}

fn set(rows: &[Row], part: impl Fn(&Row) -> Option<Range>) -> BTreeSet<Range> {
    rows.iter().filter_map(part).collect()
}

fn overlap(a: Range, b: Range) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

/// The row whose content covers most of `content`, where that is more than half of both together.
fn best(rows: &[Row], content: Range) -> Option<&Row> {
    rows.iter()
        .filter_map(|r| {
            let c = r.content?;
            let both = overlap(c, content);
            let either = (c.1 - c.0) + (content.1 - content.0) - both;
            (2 * both > either).then_some((1000 * both / either.max(1), r))
        })
        .max_by_key(|(share, r)| (*share, r.source.is_some()))
        .map(|(_, r)| r)
}
