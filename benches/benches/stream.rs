//! `read` over a generated 20 MB of JSONL: bytes a second through all of `read`, report by report.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use engine::{Config, Silent};
use std::hint::black_box;
use std::io::Write;
use std::time::Duration;

const BYTES: usize = 20 << 20;

fn stream(c: &mut Criterion) {
    let path = std::env::temp_dir().join("twosource-bench-stream.jsonl");
    let mut file =
        std::io::BufWriter::new(std::fs::File::create(&path).expect("the temporary folder can be written"));
    let body = "A fire destroyed two warehouses in the harbour of Port Ellery on Monday, killing at least 12 people, the fire \
        service said.\\n\\n“We heard three explosions,” harbourmaster Dora Quill told reporters. “Then the whole quay was \
        alight.”\\n\\n";
    let (mut written, mut n) = (0, 0);
    while written < BYTES {
        let text = body.repeat(8);
        let line = format!(
            "{{\"id\":\"{n}\",\"published\":\"2031-03-04\",\"title\":\"Fire {n}\",\"text\":\"{text}\"}}\n"
        );
        file.write_all(line.as_bytes())
            .expect("the temporary folder can be written");
        (written, n) = (written + line.len(), n + 1);
    }
    drop(file);
    let paths = [path.to_string_lossy().into_owned()];
    let config = Config::default();
    let mut group = c.benchmark_group("read");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(20))
        .throughput(Throughput::Bytes(written as u64));
    group.bench_function("20 MB of JSONL", |b| {
        b.iter(|| {
            let mut reports = 0;
            engine::read_each(&paths, &config, &Silent, &mut |report| {
                reports += usize::from(black_box(report).is_ok());
            });
            reports
        });
    });
    let _ = std::fs::remove_file(path);
}

criterion_group!(benches, stream);
criterion_main!(benches);
