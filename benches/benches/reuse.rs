//! Pairs and passages of 2,000 made-up reports of 400 words, a fifth of them copies: the work that `evals reuse-growth` times
//! up to 100,000 reports.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use record::{Report, Segment, SegmentKind, Text};
use std::hint::black_box;

const REPORTS: usize = 2_000;
const WORDS: usize = 400;

/// Splitmix64: the same reports on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let bound = u64::try_from(bound.max(1)).unwrap_or(1);
        usize::try_from((z ^ (z >> 31)) % bound).unwrap_or(0)
    }

    /// A word of a vocabulary in which the first are the most frequent.
    fn word(&mut self) -> usize {
        let rarest = 1 + self.below(5_000);
        self.below(rarest)
    }
}

fn reports() -> Vec<Report> {
    let mut chance = Chance(5);
    let mut texts: Vec<Vec<usize>> = Vec::with_capacity(REPORTS);
    for n in 0..REPORTS {
        let mut text = Vec::with_capacity(WORDS);
        if n > 0 && chance.below(5) == 0 {
            let source = chance.below(n);
            let kept = WORDS / 2 + chance.below(WORDS / 2);
            text.extend_from_slice(&texts[source][..kept]);
            for _ in 0..WORDS / 40 {
                let at = chance.below(text.len());
                text[at] = chance.word();
            }
        }
        while text.len() < WORDS {
            text.push(chance.word());
        }
        texts.push(text);
    }
    texts
        .iter()
        .enumerate()
        .map(|(n, text)| report(n, text))
        .collect()
}

fn report(number: usize, words: &[usize]) -> Report {
    let words: Vec<String> = words.iter().map(|w| format!("w{w}")).collect();
    let text = Text::new(words.join(" "));
    Report {
        id: format!("r{number:04}"),
        outlet: Some(format!("Outlet {}", number % 97)),
        segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
        text,
        ..Report::default()
    }
}

fn reuse(c: &mut Criterion) {
    let reports = reports();
    let mut group = c.benchmark_group("reuse");
    group.sample_size(10);
    group.throughput(Throughput::Elements(REPORTS as u64));
    group.bench_function("pairs and passages of 2,000 reports", |b| {
        b.iter(|| black_box(relate::reuse::compare(&reports)));
    });
}

criterion_group!(benches, reuse);
criterion_main!(benches);
