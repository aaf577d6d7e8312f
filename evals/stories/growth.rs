//! How grouping grows with the collection: 10,000, 30,000 and 100,000 reports of 300 to 400 words, a fifth of them in
//! stories of 2 to 50 reports.
//!
//! `evals stories-growth [N…]`. Words are drawn from freely licensed reports as they stand there. A story has words, names
//! and days of its own, which a third of each of its reports consists of. What is timed is the grouping alone, by as many
//! threads as there are; reports lie ready in segments. The exponent is of processor seconds, which other work on the
//! machine changes less. `evals stories-growth giant N` makes all of one story.

use super::score;
use crate::Data;
use crate::made::{PARAGRAPH, account, processor};
use crate::reuse::chance::Chance;
use record::Report;
use std::fmt::Write;

/// The table of sizes, seconds, memory and the exponent between neighbours.
pub fn run(data: &Data, wanted: &[String]) -> String {
    let giant = wanted.first().is_some_and(|w| w == "giant");
    let vocabulary = vocabulary(data);
    let mut out = String::new();
    let mut last: Option<(f64, f64)> = None;
    for size in wanted.iter().filter_map(|w| w.parse::<usize>().ok()) {
        let (reports, gold) = collection(size, giant, &vocabulary);
        let before = account("VmRSS");
        let (start, worked) = (std::time::Instant::now(), processor());
        let clusters = relate::stories::cluster_by(&reports, &engine::Threads);
        let (wall, seconds) = (start.elapsed().as_secs_f64(), processor() - worked);
        let (_, _, f) = score(&clusters, &gold, |_| true);
        let held: usize = clusters.iter().map(Vec::len).sum();
        let largest = clusters.iter().map(Vec::len).max().unwrap_or(0);
        #[allow(clippy::cast_precision_loss)]
        let n = size as f64;
        let exponent = last.map_or(String::new(), |(m, s)| {
            format!(", exponent {:.2}", (seconds / s).ln() / (n / m).ln())
        });
        let _ = writeln!(
            out,
            "{size} reports: {wall:.1} s, {seconds:.1} processor seconds, {} stories of {held} reports (largest {largest}), B³ {f:.3}, peak {} MB of which {before} MB the reports{exponent}",
            clusters.len(),
            account("VmHWM"),
        );
        last = Some((n, seconds));
    }
    out
}

/// So many made reports in the order of their days.
pub fn dated(data: &Data, size: usize) -> Vec<Report> {
    let (mut reports, _) = collection(size, false, &vocabulary(data));
    reports.sort_by(|a, b| (a.day(), &a.id).cmp(&(b.day(), &b.id)));
    reports
}

/// Words of three letters and more, as often as they stand in the reports.
fn vocabulary(data: &Data) -> Vec<String> {
    data.rows("reuse/wikinews-cc-by")
        .iter()
        .flat_map(|row| {
            let text = row["text"].as_str().unwrap_or_default();
            text.split_whitespace()
                .map(|w| w.replace(['"', '“', '”'], ""))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// What the reports of a story have in common.
struct Event {
    words: Vec<String>,
    title: Vec<String>,
    day: usize,
}

impl Event {
    fn new(chance: &mut Chance, vocabulary: &[String]) -> Self {
        let names = |chance: &mut Chance| (0..6).map(|_| name(chance)).collect::<Vec<_>>();
        let mut words: Vec<String> = (0..60).map(|_| chance.pick(vocabulary).clone()).collect();
        words.extend(names(chance));
        let title = (0..6).map(|_| chance.pick(&words).clone()).collect();
        Self {
            words,
            title,
            day: chance.below(336),
        }
    }

    fn report(&self, number: usize, chance: &mut Chance, vocabulary: &[String]) -> Report {
        let length = 300 + chance.below(100);
        let words: Vec<&str> = (0..length / PARAGRAPH * PARAGRAPH)
            .map(|_| {
                let from = if chance.happens(33) {
                    &self.words
                } else {
                    vocabulary
                };
                chance.pick(from).as_str()
            })
            .collect();
        let day = self.day + chance.below(3);
        let mut title = self.title.clone();
        chance.shuffle(&mut title);
        title.truncate(5);
        let published = format!("2031-{:02}-{:02}", 1 + day / 28 % 12, 1 + day % 28);
        Report {
            headline: Some(title.join(" ")),
            ..crate::made::report(number, published, words.into_iter())
        }
    }
}

/// A made name of two or three syllables.
fn name(chance: &mut Chance) -> String {
    const SYLLABLES: [&str; 24] = [
        "bar", "len", "mor", "tis", "qua", "rel", "son", "vik", "dor", "hal", "nim", "pol", "ras", "tun",
        "wes", "yor", "zan", "cle", "fro", "gri", "jas", "kem", "lud", "obe",
    ];
    let mut name: String = (0..2 + chance.below(2))
        .map(|_| *chance.pick(&SYLLABLES))
        .collect();
    name[..1].make_ascii_uppercase();
    name
}

fn collection(size: usize, giant: bool, vocabulary: &[String]) -> (Vec<Report>, Vec<String>) {
    let mut chance = Chance::named("stories", size as u64);
    let (mut reports, mut gold) = (Vec::with_capacity(size), Vec::with_capacity(size));
    while reports.len() < size {
        // One event in 105 has 26 reports on average, which makes a fifth of all.
        let of = if giant {
            size
        } else if chance.below(105) == 0 {
            2 + chance.below(49)
        } else {
            1
        };
        let event = Event::new(&mut chance, vocabulary);
        for _ in 0..of.min(size - reports.len()) {
            gold.push(event.title.join(" "));
            reports.push(event.report(reports.len(), &mut chance, vocabulary));
        }
    }
    (reports, gold)
}
