//! The stream against the batch, and its speed: `cargo run --release -p evals -- stories-stream [REPORTS]`.

use crate::Data;
use crate::made::account;
use crate::stories::{growth, score, set};
use record::Report;
use relate::stories::stream::{Stream, Window};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Instant;

/// Reports after which the speed is taken.
const TIMED: usize = 2000;

/// B³ of the stream's stories against the batch's in three orders, then the speed with `reports` in memory.
pub fn run(data: &Data, reports: usize) -> String {
    let mut out = String::new();
    for (name, file, key) in [
        ("incidents", "incidents/reports", "incident"),
        ("same-event", "same-event/reports", "event"),
    ] {
        let set = set(data, file, key);
        let batch = relate::stories::cluster(&set.reports);
        let gold = labels(&batch, set.reports.len());
        let (_, _, of_batch) = score(&batch, &set.gold, |_| true);
        let _ = writeln!(
            out,
            "{name}: {} reports, batch against the labels {of_batch:.3}",
            set.reports.len()
        );
        for (order, places) in orders(&set.reports) {
            let mut stream = Stream::new(Window::default());
            let start = Instant::now();
            let mut changes: BTreeMap<String, usize> = BTreeMap::new();
            for i in &places {
                for event in stream.add(&set.reports[*i]) {
                    *changes.entry(format!("{:?}", event.event)).or_default() += 1;
                }
            }
            let seconds = start.elapsed().as_secs_f64();
            let told = |stream: &Stream| {
                let clusters = clusters(stream, &set.reports);
                let (_, _, like) = score(&clusters, &gold, |_| true);
                let (_, _, right) = score(&clusters, &set.gold, |_| true);
                (like, right)
            };
            let (like, right) = told(&stream);
            let more = stream.settle().len();
            let (settled, settled_right) = told(&stream);
            let _ = writeln!(
                out,
                "  {order:<9} against the batch {like:.3}, against the labels {right:.3}; settled {settled:.3}, \
                 {settled_right:.3} ({more} changes); {:.0} reports/s; {changes:?}",
                places.len() as f64 / seconds
            );
        }
    }
    out.push_str(&speed(data, reports));
    out
}

/// B³ of the stream's stories against the batch's at the end, the least of three orders.
pub fn against_batch(reports: &[Report]) -> f64 {
    let gold = labels(&relate::stories::cluster(reports), reports.len());
    let told = orders(reports).into_iter().map(|(_, places)| {
        let mut stream = Stream::new(Window::default());
        for i in places {
            let _ = stream.add(&reports[i]);
        }
        let _ = stream.settle();
        score(&clusters(&stream, reports), &gold, |_| true).2
    });
    told.fold(1.0, f64::min)
}

/// By date, shuffled, and by date reversed.
fn orders(reports: &[Report]) -> [(&'static str, Vec<usize>); 3] {
    let mut by_date: Vec<usize> = (0..reports.len()).collect();
    by_date.sort_by_key(|i| {
        (
            reports[*i].day().is_none(),
            reports[*i].day().map(str::to_owned),
            reports[*i].id.clone(),
        )
    });
    let mut shuffled = by_date.clone();
    shuffled.sort_by_key(|i| {
        record::SourceId::of(reports[*i].id.as_bytes())
            .as_str()
            .to_owned()
    });
    let reversed = by_date.iter().rev().copied().collect();
    [
        ("by date", by_date),
        ("shuffled", shuffled),
        ("reversed", reversed),
    ]
}

fn labels(clusters: &[Vec<usize>], n: usize) -> Vec<String> {
    let mut labels = vec![String::new(); n];
    for (place, cluster) in clusters.iter().enumerate() {
        cluster.iter().for_each(|i| labels[*i] = place.to_string());
    }
    labels
}

fn clusters(stream: &Stream, reports: &[Report]) -> Vec<Vec<usize>> {
    let places: BTreeMap<&str, usize> = reports
        .iter()
        .enumerate()
        .map(|(i, r)| (r.id.as_str(), i))
        .collect();
    let stories = stream.stories();
    stories
        .iter()
        .map(|s| {
            s.reports
                .iter()
                .filter_map(|id| places.get(id.as_str()).copied())
                .collect()
        })
        .collect()
}

/// How fast reports are taken with `n` in memory: made reports, a fifth of them in stories, in the order of their days.
fn speed(data: &Data, n: usize) -> String {
    let reports = growth::dated(data, n + TIMED);
    let held = account("VmRSS");
    let mut stream = Stream::new(Window { reports: n });
    let mut times = Vec::new();
    let (began, worked) = (Instant::now(), used());
    for (k, report) in reports.iter().enumerate() {
        let start = (used(), Instant::now());
        let _ = stream.add(report);
        if k >= n {
            times.push((used() - start.0, start.1.elapsed().as_secs_f64()));
        }
    }
    let mut on_core: Vec<f64> = times.iter().map(|t| t.0).collect();
    on_core.sort_by(f64::total_cmp);
    let sum: f64 = on_core.iter().sum();
    let wall: f64 = times.iter().map(|t| t.1).sum();
    let at = |share: f64| on_core[((on_core.len() - 1) as f64 * share) as usize] * 1e3;
    format!(
        "with {n} reports in memory: {:.0} reports/s of one core ({:.0} by the clock), median {:.1} ms, p99 {:.1} ms, most \
         {:.1} ms of one core; all {} took {:.0} s of one core, {:.0} s by the clock; {} in memory at the end, which take \
         {} MB\n",
        on_core.len() as f64 / sum,
        times.len() as f64 / wall,
        at(0.5),
        at(0.99),
        at(1.0),
        reports.len(),
        used() - worked,
        began.elapsed().as_secs_f64(),
        stream.in_memory(),
        account("VmRSS").saturating_sub(held)
    )
}

/// Seconds of a core that this thread has used; by the clock where the system does not tell.
fn used() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|t| t.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(
        || {
            std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .map_or(0.0, |d| d.as_secs_f64())
        },
        |n| n / 1e9,
    )
}
