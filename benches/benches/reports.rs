//! `read` over reports of 650 words on one core, with all of the language layer. The goal is 150 reports a second and core.
//!
//! The reports are those of about that length in `../shared/data/same-event` where it lies beside the checkout; else the
//! examples are cut to it.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use flate2::read::GzDecoder;
use record::{Body, Source};
use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Duration;

const WORDS: usize = 650;
/// How much shorter or longer a stored report may be.
const ABOUT: usize = 200;
const REPORTS: usize = 100;

fn stored() -> Vec<String> {
    let root = std::env::var_os("TWOSOURCE_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
        Into::into,
    );
    let Ok(file) = File::open(root.join("same-event/reports.jsonl.gz")) else {
        return Vec::new();
    };
    BufReader::new(GzDecoder::new(file))
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| {
            let row: serde_json::Value = serde_json::from_str(&line).ok()?;
            row.get("text")?.as_str().map(str::to_owned)
        })
        .filter(|text| text.split_whitespace().count().abs_diff(WORDS) <= ABOUT)
        .take(REPORTS)
        .collect()
}

fn examples() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/talks");
    let mut paths: Vec<_> = std::fs::read_dir(root)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    paths
        .iter()
        .filter_map(|p| std::fs::read_to_string(p).ok())
        .collect()
}

/// Reports of so many words, their line ends kept.
fn cut(texts: &[String]) -> Vec<String> {
    let words: Vec<&str> = texts
        .iter()
        .flat_map(|t| t.split_inclusive(char::is_whitespace))
        .collect();
    words
        .chunks(WORDS)
        .take(REPORTS)
        .map(|some| some.concat())
        .collect()
}

fn reports(c: &mut Criterion) {
    let mut reports = stored();
    if reports.is_empty() {
        reports = cut(&examples());
    }
    if reports.is_empty() {
        return;
    }
    let mut group = c.benchmark_group("reports");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(10))
        .throughput(Throughput::Elements(reports.len() as u64));
    let source = |text: &String| Source::new(text.as_bytes(), "report.txt", None, Body::Plain(text.clone()));
    group.bench_function("read", |b| {
        b.iter(|| {
            for text in &reports {
                black_box(read::read(source(text)));
            }
        });
    });
    group.bench_function("names", |b| {
        let read: Vec<_> = reports.iter().map(|t| read::read(source(t))).collect();
        b.iter(|| {
            for report in &read {
                black_box(read::names::find(report));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, reports);
criterion_main!(benches);
