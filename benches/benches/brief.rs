//! `brief` on the examples, and on the five seeds where they lie beside the checkout: the goal is under 0.3 s each.

use criterion::{Criterion, criterion_group, criterion_main};
use engine::{Config, Silent};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

fn brief(c: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut group = c.benchmark_group("brief");
    group.sample_size(20).measurement_time(Duration::from_secs(5));
    let folders = [
        "examples/harbour-fire",
        "examples/talks",
        "examples/election-count",
        "../shared/seeds",
    ];
    for folder in folders {
        let path = root.join("..").join(folder);
        if !path.is_dir() {
            continue;
        }
        let paths = [path.to_string_lossy().into_owned()];
        let config = Config::default();
        group.bench_function(folder, |b| {
            b.iter(|| {
                let briefing = engine::brief(engine::read_pile(&paths, &config, &Silent), &config, &Silent);
                black_box(tell::text::render(
                    &briefing,
                    tell::text::Style {
                        width: 100,
                        colour: false,
                    },
                ))
            });
        });
    }
}

criterion_group!(benches, brief);
criterion_main!(benches);
