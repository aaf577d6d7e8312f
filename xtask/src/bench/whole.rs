//! The whole chain, what a second core brings, and how the work grows.

use super::inputs::{missing, rows, with, write};
use super::steps::{FREE, INCIDENTS, PAGES, given_pages, skipped};
use super::table::{Line, Step, seconds, times};
use super::{Bench, Command, process};
use std::fmt::Write;

/// So many reports are told by one thread and by two.
const TOLD: usize = 1_000;

pub(super) fn chain(bench: &Bench) -> Result<String, String> {
    let title = "The whole chain";
    if let Some(set) = missing(PAGES) {
        return Ok(skipped(title, set));
    }
    let count = given_pages(bench)?;
    let input = bench.file("pages.jsonl");
    let step = Step {
        title,
        input: format!("The {count} pages from above, from HTML to what is told of them."),
        measure: "",
        lines: vec![
            bench.line("trafilatura (fast), spaCy, textacy, datasketch and difflib, TF-IDF", count, || {
                bench.peer("chain.py", &[], "pages.jsonl")
            })?,
            bench.line("Twosource, `brief`", count, || bench.own(&["brief", "--format", "jsonl"], &input))?,
        ],
        remarks: "The goal is a thirtieth of the time. The peers strung together find text, names, direct quotes, pairs with passages, and \
            groups; `brief` also tells whose words and figures are independent, where reports conflict and what is cited, and writes it. \
            About a sixth of the pages is German, and some are no news: few tell of one event, so that little is set against each other here."
            .to_owned(),
    };
    Ok(step.markdown())
}

pub(super) fn cores(bench: &Bench) -> Result<String, String> {
    let title = "The second core";
    if let Some(set) = missing(&[INCIDENTS]) {
        return Ok(skipped(title, set));
    }
    let fields = ["id", "title", "text", "published", "url"];
    let first = rows(INCIDENTS).take(TOLD).map(|row| with(&row, &fields));
    let input = bench.file("told.jsonl");
    let count = write(&input, first)?;
    let mut out = format!(
        "## {title}\n\n{count} reports of `{INCIDENTS}`, by the clock: what other work takes of the cores is missing from the gain.\n\n\
         | | one thread, s | two threads, s | gain | CPU s, one and two | peak MB, one and two |\n|---|---|---|---|---|---|\n"
    );
    for what in ["read", "stories", "brief"] {
        let with = |threads: &'static str| {
            bench.line(&format!("Twosource, `{what}`"), count, || {
                let mut command = Command::new(&bench.twosource);
                command.args([what, "--quiet", "--format", "jsonl", "--threads", threads]);
                command.arg("--output").arg(bench.file("own.jsonl")).arg(&input);
                command
            })
        };
        let (one, two): (Line, Line) = (with("1")?, with("2")?);
        let _ = writeln!(
            out,
            "| `{what}` | {} | {} | {} | {}, {} | {:.0}, {:.0} |",
            seconds(one.took.wall),
            seconds(two.took.wall),
            times(one.took.wall / two.took.wall),
            seconds(one.took.cpu),
            seconds(two.took.cpu),
            one.took.peak,
            two.took.peak,
        );
    }
    out.push_str("\nThe goal is 1.8 ×.\n");
    Ok(out)
}

pub(super) fn growth(bench: &Bench) -> Result<String, String> {
    let title = "Growth";
    if let Some(set) = missing(&[FREE]) {
        return Ok(skipped(title, set));
    }
    let mut out = format!(
        "## {title}\n\nMade reports, one thread, Twosource alone: what the step takes once reports lie in memory, and the exponent between \
         neighbours.\n"
    );
    for what in ["reuse-growth", "stories-growth"] {
        let command = bench.evals(&[what, "1000", "10000", "100000"]);
        let shown = process::shown(&command);
        let (said, _) = bench.told(command)?;
        let _ = write!(out, "\n    $ {shown}\n");
        for line in said.lines() {
            let _ = writeln!(out, "    {line}");
        }
    }
    Ok(out)
}
