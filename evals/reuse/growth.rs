//! How the work grows with the collection: 10,000, 30,000 and 100,000 reports of 400 words, a fifth of them copies.
//!
//! `evals reuse-growth [N…]`. The words follow each other as in the freely licensed reports: six times in ten a word is
//! one that followed the last one there, else any word as often as it stands there. A copy has half to all of an earlier
//! report, with edits of house style. Reports get outlets and days, and lie ready as text segments: what is timed is
//! [`relate::reuse::find`] alone, on one core.

use super::chance::Chance;
use super::words;
use crate::Data;
use crate::made::account;
use record::Report;
use std::collections::BTreeMap;
use std::fmt::Write;

const WORDS: usize = 400;

/// The table of sizes, seconds, memory and the exponent between neighbours.
pub fn run(data: &Data, sizes: &[usize]) -> String {
    let vocabulary = vocabulary(data);
    let after = followers(&vocabulary);
    let mut out = String::new();
    let mut last: Option<(f64, f64)> = None;
    for &size in sizes {
        let reports = collection(size, &vocabulary, &after);
        let start = std::time::Instant::now();
        let before = account("VmRSS");
        let found = relate::reuse::find(&reports);
        let seconds = start.elapsed().as_secs_f64();
        let passages: usize = found.iter().map(|r| r.passages.len()).sum();
        #[allow(clippy::cast_precision_loss)]
        let size_f = size as f64;
        let exponent = last.map_or(String::new(), |(n, s)| {
            format!(", exponent {:.2}", (seconds / s).ln() / (size_f / n).ln())
        });
        let _ = writeln!(
            out,
            "{size} reports: {seconds:.1} s, {} pairs, {passages} passages, peak {} MB of which {before} MB the reports{exponent}",
            found.len(),
            account("VmHWM"),
        );
        last = Some((size_f, seconds));
    }
    out
}

/// The texts of a collection of `size` reports, as JSON lines: what `benches/peers/reuse.py` is timed on.
pub fn set(data: &Data, size: usize) -> String {
    let vocabulary = vocabulary(data);
    let reports = collection(size, &vocabulary, &followers(&vocabulary));
    reports.iter().fold(String::new(), |mut out, r| {
        let _ = writeln!(out, "{}", serde_json::json!({ "id": r.id, "text": &*r.text }));
        out
    })
}

fn vocabulary(data: &Data) -> Vec<String> {
    let rows = data.rows("reuse/wikinews-cc-by");
    let mut vocabulary: Vec<String> = Vec::new();
    for row in &rows {
        for word in words::paragraphs(row["text"].as_str().unwrap_or(""), 0)
            .into_iter()
            .flatten()
        {
            vocabulary.push(word.text.replace(['"', '“', '”'], ""));
        }
    }
    vocabulary
}

fn followers(vocabulary: &[String]) -> BTreeMap<&str, Vec<usize>> {
    let mut after: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, pair) in vocabulary.windows(2).enumerate() {
        after.entry(&pair[0]).or_default().push(i + 1);
    }
    after
}

fn collection(size: usize, vocabulary: &[String], after: &BTreeMap<&str, Vec<usize>>) -> Vec<Report> {
    let mut chance = Chance::named("growth", size as u64);
    let mut texts: Vec<Vec<u32>> = Vec::with_capacity(size);
    for i in 0..size {
        if i > 0 && chance.happens(20) {
            let mut copy = texts[chance.below(i)].clone();
            copy.truncate(WORDS / 2 + chance.below(WORDS / 2));
            for _ in 0..WORDS / 40 {
                let at = chance.below(copy.len());
                copy[at] = u32::try_from(chance.below(vocabulary.len())).unwrap_or(0);
            }
            fresh(&mut copy, vocabulary, after, &mut chance);
            texts.push(copy);
        } else {
            let mut text = Vec::with_capacity(WORDS);
            fresh(&mut text, vocabulary, after, &mut chance);
            texts.push(text);
        }
    }
    texts
        .into_iter()
        .enumerate()
        .map(|(i, text)| report(i, &text, vocabulary))
        .collect()
}

/// Goes on with a text up to its full length.
fn fresh(
    text: &mut Vec<u32>,
    vocabulary: &[String],
    after: &BTreeMap<&str, Vec<usize>>,
    chance: &mut Chance,
) {
    while text.len() < WORDS {
        let last = text.last().map(|&w| vocabulary[w as usize].as_str());
        let followers = last.and_then(|w| after.get(w));
        let next = match followers {
            Some(followers) if chance.happens(60) => *chance.pick(followers),
            _ => chance.below(vocabulary.len()),
        };
        text.push(u32::try_from(next).unwrap_or(0));
    }
}

fn report(number: usize, words: &[u32], vocabulary: &[String]) -> Report {
    let day = format!("2031-{:02}-{:02}", 1 + number % 12, 1 + number % 28);
    let words = words.iter().map(|w| vocabulary[*w as usize].as_str());
    crate::made::report(number, day, words)
}
