//! `stories` on the 2,792 reports of the incidents set, where it is there: the goal is under 20 s on two cores.

use criterion::{Criterion, criterion_group, criterion_main};
use engine::{Config, Silent};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

fn stories(c: &mut Criterion) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/incidents/reports.jsonl.gz");
    if !path.is_file() {
        return;
    }
    let paths = [path.to_string_lossy().into_owned()];
    let config = Config::default();
    let mut group = c.benchmark_group("stories");
    group.sample_size(10).measurement_time(Duration::from_secs(60));
    group.bench_function("incidents", |b| {
        b.iter(|| {
            let pile = engine::read_pile(&paths, &config, &Silent);
            black_box(engine::stories(pile.reports, &config, &Silent))
        });
    });
}

criterion_group!(benches, stories);
criterion_main!(benches);
