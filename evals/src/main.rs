//! Measures each task on public data, prints the figures next to the peers', and holds the floors.
//!
//! `cargo run --release -p evals -- TASK…` runs tasks (`all` for every one); `--quick` takes a part of the data where a
//! task is heavy; `--check` fails where a figure lies below its floor in `evals/baseline.toml`. The data is read from
//! `../shared/data`, or from where `TWOSOURCE_DATA` says; a task whose data is missing is skipped, and says so.

// A binary exports nothing; `pub` here marks what the tasks use.
#![allow(unreachable_pub)]

mod data;
mod made;
mod score;

#[path = "../accounts/task.rs"]
mod accounts;
#[path = "../attributions/task.rs"]
mod attributions;
#[path = "../casualties/task.rs"]
mod casualties;
#[path = "../credits/task.rs"]
mod credits;
#[path = "../dates/task.rs"]
mod dates;
#[path = "../names/task.rs"]
mod names;
#[path = "../names/signs.rs"]
mod names_signs;
#[path = "../pages/task.rs"]
mod pages;
#[path = "../quantities/task.rs"]
mod quantities;
#[path = "../readings/task.rs"]
mod readings;
#[path = "../reuse/task.rs"]
mod reuse;
#[path = "../sentences/task.rs"]
mod sentences;
#[path = "../stories/task.rs"]
mod stories;
#[path = "../stories/stream.rs"]
mod stories_stream;
#[path = "../timelines/task.rs"]
mod timelines;

pub use data::Data;
pub use score::Counts;

use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

/// What a task measured.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Its figures in the order to print them.
    pub figures: Vec<Figure>,
    /// Remarks on how it was measured.
    pub notes: Vec<String>,
}

/// One figure.
#[derive(Debug)]
pub struct Figure {
    /// Its name, the key in `baseline.toml`.
    pub name: String,
    /// Its value, higher is better.
    pub value: f64,
    /// What peers reach, with their names.
    pub peers: String,
}

impl Outcome {
    /// Adds a figure.
    pub fn figure(&mut self, name: &str, value: f64, peers: &str) {
        self.figures.push(Figure {
            name: name.to_owned(),
            value,
            peers: peers.to_owned(),
        });
    }

    /// Adds precision, recall and F1 under `name`.
    pub fn counts(&mut self, name: &str, counts: Counts, peers: &str) {
        self.figure(&format!("{name}-precision"), counts.precision(), "");
        self.figure(&format!("{name}-recall"), counts.recall(), "");
        self.figure(&format!("{name}-f1"), counts.f1(), peers);
    }
}

/// A task: its name, its measure, and a file of the data whose absence skips it.
type Task = (&'static str, fn(&Data) -> Outcome, &'static str);

const TASKS: &[Task] = &[
    ("pages", pages::run, "pages/scrapinghub"),
    ("credits", credits::run, "attributions/dev"),
    ("names", names::run, "names/uner-ewt-dev"),
    ("sentences", sentences::run, "treebank/gum"),
    ("dates", dates::run, "dates/timebank-aquaint"),
    ("attributions", attributions::run, "attributions/dev"),
    ("casualties", casualties::run, "incidents/reports"),
    ("quantities", quantities::run, "same-event/reports"),
    ("reuse", reuse::run, "reuse/pairs-unlabelled"),
    ("reuse-made", reuse::synthetic::run, "reuse/wikinews-cc-by"),
    ("reuse-rewritten", reuse::rewrites::run, "reuse/wikinews-cc-by"),
    ("accounts", accounts::run, "incidents/reports"),
    ("stories", stories::run, "incidents/reports"),
    ("readings", readings::run, "same-event/reports"),
    ("timelines", timelines::run, "timelines/articles"),
];

fn main() -> ExitCode {
    let (flags, wanted): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let flag = |name: &str| flags.iter().any(|f| f == name);
    let mut out = std::io::stdout().lock();
    if wanted.is_empty()
        || flags
            .iter()
            .any(|f| !["--quick", "--check"].contains(&f.as_str()))
    {
        let names: Vec<&str> = TASKS.iter().map(|t| t.0).collect();
        let _ = writeln!(
            out,
            "usage: evals [--quick] [--check] TASK…\ntasks: all, {}",
            names.join(", ")
        );
        return ExitCode::from(2);
    }
    let data = Data::new(flag("--quick"));
    if wanted == ["stories-errors"] {
        let _ = out.write_all(stories::fit::errors(&data).as_bytes());
        return ExitCode::SUCCESS;
    }
    if wanted == ["fit-stories"] {
        let _ = out.write_all(stories::fit::run(&data).as_bytes());
        return ExitCode::SUCCESS;
    }
    if wanted.first().is_some_and(|w| w == "stories-growth") {
        let _ = out.write_all(stories::growth::run(&data, &wanted[1..]).as_bytes());
        return ExitCode::SUCCESS;
    }
    if wanted.first().is_some_and(|w| w == "stories-stream") {
        let size = wanted.get(1).and_then(|w| w.parse().ok()).unwrap_or(100_000);
        let _ = out.write_all(stories_stream::run(&data, size).as_bytes());
        return ExitCode::SUCCESS;
    }
    if wanted == ["speech-features"] {
        let _ = out.write_all(attributions::features(&data).as_bytes());
        return ExitCode::SUCCESS;
    }
    if wanted == ["page-blocks"] {
        let _ = out.write_all(pages::blocks(&data).as_bytes());
        return ExitCode::SUCCESS;
    }
    if wanted.first().is_some_and(|w| w == "reuse-growth") {
        let sizes: Vec<usize> = wanted[1..].iter().filter_map(|w| w.parse().ok()).collect();
        let _ = out.write_all(reuse::growth::run(&data, &sizes).as_bytes());
        return ExitCode::SUCCESS;
    }
    if wanted.first().is_some_and(|w| w == "reuse-growth-set") {
        let size = wanted.get(1).and_then(|w| w.parse().ok()).unwrap_or(10_000);
        let _ = out.write_all(reuse::growth::set(&data, size).as_bytes());
        return ExitCode::SUCCESS;
    }
    if wanted == ["reuse-set"] {
        let _ = out.write_all(reuse::synthetic::set(&data).as_bytes());
        return ExitCode::SUCCESS;
    }
    if wanted == ["names-signs"] {
        let _ = out.write_all(names_signs::run(&data).as_bytes());
        return ExitCode::SUCCESS;
    }
    let floors = floors();
    let mut fallen = 0;
    for (name, run, needs) in TASKS {
        if !wanted.iter().any(|w| w == name || w == "all") {
            continue;
        }
        if !data.has(needs) {
            let _ = writeln!(out, "{name}: skipped, {needs} is not there");
            continue;
        }
        let start = std::time::Instant::now();
        let outcome = run(&data);
        let _ = writeln!(out, "{name} ({:.1} s)", start.elapsed().as_secs_f64());
        for f in &outcome.figures {
            let floor = floors.get(*name).and_then(|t| t.get(&f.name)).copied();
            let below = floor.is_some_and(|x| f.value + 5e-4 < x) && !data.quick();
            fallen += usize::from(below);
            let floor = floor.map_or(String::new(), |x| format!("floor {x:.3}"));
            let sign = if below { "  BELOW" } else { "" };
            let _ = writeln!(
                out,
                "  {:<34} {:>7.3}  {floor:<12} {}{sign}",
                f.name, f.value, f.peers
            );
        }
        for note in &outcome.notes {
            let _ = writeln!(out, "  - {note}");
        }
    }
    if flag("--check") && fallen > 0 {
        let _ = writeln!(out, "{fallen} figures lie below their floor");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// The floors of `evals/baseline.toml`: task → figure → value.
fn floors() -> BTreeMap<String, BTreeMap<String, f64>> {
    toml::from_str(include_str!("../baseline.toml")).expect("baseline.toml is a table of tables of numbers")
}
