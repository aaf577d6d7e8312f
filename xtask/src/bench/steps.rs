//! The steps: what each gives to whom, how the answers are scored, and what to bear in mind.

use super::inputs::{found, missing, rows, with, write};
use super::table::{Step, seconds, times};
use super::{Bench, b_cubed, measure, whole};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Measures, and gives its part of the results.
type Work = fn(&Bench) -> Result<String, String>;

/// Each step's name and work.
pub const STEPS: &[(&str, Work)] = &[
    ("start", start),
    ("pages", pages),
    ("names", names),
    ("reports", reports),
    ("reuse", reuse),
    ("stories", stories),
    ("chain", whole::chain),
    ("cores", whole::cores),
    ("growth", whole::growth),
];

pub(super) const PAGES: &[&str] = &["pages/scrapinghub", "pages/wcxb-dev", "pages/dates-htmldate"];
const NAMES: &[&str] = &["names/uner-ewt-dev", "names/conll-testa"];
pub(super) const FREE: &str = "reuse/wikinews-cc-by";
pub(super) const INCIDENTS: &str = "incidents/reports";
const EVENTS: &str = "same-event/reports";

/// So many reports are made for reuse.
const MADE: usize = 10_000;

pub(super) fn skipped(title: &str, set: &str) -> String {
    format!("## {title}\n\nSkipped: the set `{set}` is not there.\n")
}

/// `.960`, as figures of quality are written.
fn share(value: f64) -> String {
    let text = format!("{value:.3}");
    text.strip_prefix('0').unwrap_or(&text).to_owned()
}

/// A figure by its name out of what `evals` said.
fn figure(said: &str, name: &str) -> Option<f64> {
    let mut words = said.lines().map(str::split_whitespace);
    let mut line = words.find_map(|mut line| (line.next() == Some(name)).then_some(line))?;
    line.next()?.parse().ok()
}

fn text(row: &Value) -> &str {
    row["text"].as_str().unwrap_or_default()
}

fn start(bench: &Bench) -> Result<String, String> {
    let report = bench.root.join("examples/harbour-fire/eastfold-times.txt");
    let peer = bench.line("spaCy, names", 1, || {
        let mut command = super::one_thread(&bench.python);
        command
            .arg(bench.root.join("benches/peers/start.py"))
            .arg(&report);
        command
    })?;
    let own = bench.line("Twosource, brief", 1, || {
        let mut command = super::one_thread(&bench.twosource);
        command.args(["brief", "--quiet"]).arg(&report);
        command
    })?;
    let mut out = "## Start\n\nFrom the start of the program to its first line of output, by the clock; one report of 303 words.\n\n\
        | | first line, ms | CPU ms | peak MB | against Twosource |\n|---|---|---|---|---|\n"
        .to_owned();
    for line in [&peer, &own] {
        let _ = writeln!(
            out,
            "| {} | {:.0} | {:.0} | {:.0} | {} |",
            line.who,
            line.took.first * 1e3,
            line.took.cpu * 1e3,
            line.took.peak,
            times(line.took.first / own.took.first),
        );
    }
    let _ = write!(
        out,
        "\nThe goal is 30 ms. The peer loads its model and tells how many names there are; Twosource tells the story.\n\n    {}\n    {}\n",
        peer.command, own.command
    );
    Ok(out)
}

fn pages(bench: &Bench) -> Result<String, String> {
    let title = "Pages to text";
    if let Some(set) = missing(PAGES) {
        return Ok(skipped(title, set));
    }
    let count = given_pages(bench)?;
    let mut lines = Vec::new();
    for (who, how) in [
        ("trafilatura, fast", "trafilatura-fast"),
        ("trafilatura", "trafilatura"),
        ("resiliparse", "resiliparse"),
    ] {
        let mut line = bench.line(who, count, || bench.peer("pages.py", &[how], "pages.jsonl"))?;
        let mut answers = found(&bench.file("found.jsonl"));
        let shares: Vec<_> = rows(PAGES[0])
            .zip(answers.by_ref())
            .map(|(row, answer)| measure::shingles(text(&row), text(&answer)))
            .collect();
        let words: Vec<_> = rows(PAGES[1])
            .zip(answers)
            .map(|(row, answer)| measure::bag_f1(text(&row), text(&answer)))
            .collect();
        line.quality = both(measure::overall(&shares).2, measure::mean(&words));
        lines.push(line);
    }
    let mut own = bench.line("Twosource, text alone", count, || bench.evals(&["pages"]))?;
    let said = bench.said();
    if let (Some(a), Some(b)) = (figure(&said, "scrapinghub-f1"), figure(&said, "wcxb-text-f1")) {
        own.quality = both(a, b);
    }
    lines.push(own);
    let input = bench.file("pages.jsonl");
    lines.push(bench.line("Twosource, all of `read`", count, || bench.own(&["read"], &input))?);
    let step = Step {
        title,
        input: format!("{count} pages: scrapinghub, WCXB (development part), htmldate."),
        measure: "F1 scrapinghub, WCXB",
        lines,
        remarks: "The goal is a third of the time of trafilatura's fast mode, and no lower F1. Twosource's *text alone* gives title, authors, date and \
            the bytes of each segment besides; its seconds also hold unpacking the sets and scoring the answers, since `evals` is what \
            reads pages and nothing more. `read` finds sentences, dates, names, quotes and quantities too, and writes them out. \
            The forest that tells the main text was fitted on the first two sets: by cross-validation over sites its F1 was .965 and .942 \
            (`evals/README.md`), and these are the figures to set against the peers'. F1 are four-gram shingles on scrapinghub, bag of words on WCXB."
            .to_owned(),
    };
    Ok(step.markdown())
}

fn both(a: f64, b: f64) -> String {
    format!("{}, {}", share(a), share(b))
}

pub(super) fn given_pages(bench: &Bench) -> Result<usize, String> {
    let all = PAGES.iter().flat_map(|set| rows(set));
    write(
        &bench.file("pages.jsonl"),
        all.map(|row| with(&row, &["html", "url"])),
    )
}

fn names(bench: &Bench) -> Result<String, String> {
    let title = "Names alone";
    if let Some(set) = missing(NAMES) {
        return Ok(skipped(title, set));
    }
    let sentences = NAMES.iter().flat_map(|set| rows(set)).map(|row| {
        let tokens = row["tokens"].as_array().into_iter().flatten();
        let words: Vec<&str> = tokens.filter_map(Value::as_str).collect();
        serde_json::json!({ "text": words.join(" ") })
    });
    let count = write(&bench.file("sentences.jsonl"), sentences)?;
    let mut peer = bench.line("spaCy, names", count, || {
        bench.peer("language.py", &["names"], "sentences.jsonl")
    })?;
    let mut script = super::one_thread(&bench.python);
    script.arg(bench.root.join("evals/names/spacy.py"));
    let (said, _) = bench.told(script)?;
    let of = |set: &str| {
        let line = said.lines().find_map(|line| line.strip_prefix(set))?;
        line.split_whitespace().next()?.parse::<f64>().ok()
    };
    if let (Some(a), Some(b)) = (
        of("uner-ewt-dev without articles: F1 "),
        of("conll-testa without articles: F1 "),
    ) {
        peer.quality = both(a, b);
    }
    let mut own = bench.line("Twosource, names", count, || bench.evals(&["names"]))?;
    let said = bench.said();
    if let (Some(a), Some(b)) = (figure(&said, "uner-ewt-dev-f1"), figure(&said, "conll-testa-f1")) {
        own.quality = both(a, b);
    }
    let step = Step {
        title,
        input: format!("{count} sentences: UNER English Web Treebank (dev) and CoNLL 2003 (testa)."),
        measure: "F1 UNER, CoNLL",
        lines: vec![peer, own],
        remarks: "The goal is a tenth of spaCy's time. Twosource's seconds hold unpacking the sets and scoring too. spaCy splits words itself \
            here, and is scored on the sets' own words (`evals/names/spacy.py`), without the articles that its training takes into names. \
            Twosource's weights have seen UNER's part: fitted on one half, F1 is .710 on the other. CoNLL neither has seen."
            .to_owned(),
    };
    Ok(step.markdown())
}

fn reports(bench: &Bench) -> Result<String, String> {
    let title = "Reports to annotations";
    if let Some(set) = missing(&[EVENTS]) {
        return Ok(skipped(title, set));
    }
    let fields = ["id", "title", "text", "published", "url"];
    let count = write(
        &bench.file("reports.jsonl"),
        rows(EVENTS).map(|row| with(&row, &fields)),
    )?;
    let mut lines = Vec::new();
    for (who, how) in [
        ("spaCy, names", "names"),
        ("spaCy, whole pipeline", "read"),
        ("spaCy without names, textacy's direct quotes", "quotes"),
    ] {
        lines.push(bench.line(who, count, || bench.peer("language.py", &[how], "reports.jsonl"))?);
        if how == "quotes" {
            let given_up = found(&bench.file("found.jsonl"))
                .filter(|row| row["found"].is_null())
                .count();
            if let Some(line) = lines.last_mut() {
                line.quality = format!("gave up on {given_up}");
            }
        }
    }
    let input = bench.file("reports.jsonl");
    lines.push(bench.line("Twosource, all of `read`", count, || bench.own(&["read"], &input))?);
    let step = Step {
        title,
        input: format!("{count} reports of {} words on average (`{EVENTS}`).", words(EVENTS)),
        measure: "",
        lines,
        remarks: "`read` gives sentences, dates, names, direct and indirect quotes with their speakers, and quantities, in one pass; each of \
            the peers does a part of that. textacy gives up on a report with an odd number of quotation marks."
            .to_owned(),
    };
    Ok(step.markdown())
}

/// How many words a report of a set has on average.
fn words(set: &str) -> usize {
    let (mut reports, mut words) = (0, 0);
    for row in rows(set) {
        reports += 1;
        words += text(&row).split_whitespace().count();
    }
    words / reports.max(1)
}

fn reuse(bench: &Bench) -> Result<String, String> {
    let title = "Shared text";
    if let Some(set) = missing(&[FREE]) {
        return Ok(skipped(title, set));
    }
    let size = MADE.to_string();
    let making = bench.line("making the reports", MADE, || {
        bench.evals(&["reuse-growth-set", &size])
    })?;
    let input = bench.file("made.jsonl");
    std::fs::rename(bench.file("said.txt"), &input).map_err(|e| format!("{}: {e}", input.display()))?;
    let mut peer = bench.line("datasketch and difflib", MADE, || {
        bench.peer("reuse.py", &[], "made.jsonl")
    })?;
    peer.quality = found(&bench.file("found.jsonl")).count().to_string();
    let mut alone = bench.line("Twosource, pairs and passages alone", MADE, || {
        bench.evals(&["reuse-growth", &size])
    })?;
    alone.work -= making.took.cpu;
    let said = bench.said();
    alone.quality = before(&said, " pairs").unwrap_or_default().to_owned();
    let mut whole = bench.line("Twosource, `reuse`", MADE, || {
        bench.own(&["reuse", "--format", "jsonl"], &input)
    })?;
    whole.quality = found(&bench.file("own.jsonl")).count().to_string();
    let step = Step {
        title,
        input: format!(
            "{MADE} made reports of 400 words, a fifth of them copies (`evals reuse-growth-set {MADE}`)."
        ),
        measure: "pairs told",
        lines: vec![peer, alone, whole],
        remarks: format!(
            "The goal is a fiftieth of the time. *Alone* is `evals reuse-growth` less the {} s that making the reports takes. `reuse` reads the \
             reports first, with their names, quotes and quantities, by which it tells what is quoted and whose it is; the peer does \
             nothing of that. Copying F1 and passage F1 of both on pairs with known truth are in `docs/accuracy/reuse.md`.",
            seconds(making.took.cpu)
        ),
    };
    Ok(step.markdown())
}

/// The word before another one.
fn before<'a>(said: &'a str, word: &str) -> Option<&'a str> {
    said.split_once(word)?.0.split_whitespace().last()
}

fn stories(bench: &Bench) -> Result<String, String> {
    let title = "Stories";
    if let Some(set) = missing(&[INCIDENTS]) {
        return Ok(skipped(title, set));
    }
    let fields = ["id", "title", "text", "published", "url"];
    let count = write(
        &bench.file("incidents.jsonl"),
        rows(INCIDENTS).map(|row| with(&row, &fields)),
    )?;
    let of = |field: &str| -> Vec<String> {
        rows(INCIDENTS)
            .map(|row| {
                row[field]
                    .as_str()
                    .map_or_else(|| row[field].to_string(), str::to_owned)
            })
            .collect()
    };
    let (gold, ids) = (of("incident"), of("id"));
    let mut peer = bench.line("TF-IDF, single link", count, || {
        bench.peer("stories.py", &[], "incidents.jsonl")
    })?;
    let best = found(&bench.file("found.jsonl")).map(|row| {
        let labels = row["labels"]
            .as_array()
            .into_iter()
            .flatten()
            .map(Value::to_string);
        b_cubed::score(&grouped(labels), &gold, |_| true).2
    });
    peer.quality = share(best.fold(0.0, f64::max));
    let input = bench.file("incidents.jsonl");
    let reading = bench.line("Twosource, `read`", count, || bench.own(&["read"], &input))?;
    let mut whole = bench.line("Twosource, `stories`", count, || {
        bench.own(&["stories", "--format", "jsonl"], &input)
    })?;
    // A report that no story has is a story of its own.
    let mut label: BTreeMap<String, String> = ids.iter().map(|id| (id.clone(), id.clone())).collect();
    for story in found(&bench.file("own.jsonl")) {
        for id in story["reports"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            label.insert(id.to_owned(), story["id"].to_string());
        }
    }
    let labels = ids.iter().map(|id| label[id].clone());
    whole.quality = share(b_cubed::score(&grouped(labels), &gold, |_| true).2);
    let (rest, peer_seconds) = (whole.work - reading.work, peer.work);
    let step = Step {
        title,
        input: format!(
            "{count} reports of {} words on average (`{INCIDENTS}`).",
            words(INCIDENTS)
        ),
        measure: "B³ F1",
        lines: vec![peer, whole, reading],
        remarks: format!(
            "`stories` reads the reports first, and beside grouping them looks for copies and counts independent sources: {} s after \
             reading, {} what the peer takes, which groups alone. The peer's threshold is the best on these very reports; \
             Twosource's weights were fitted on them, and those fitted on other events reach .973 (`docs/accuracy/stories.md`).",
            seconds(rest),
            times(rest / peer_seconds),
        ),
    };
    Ok(step.markdown())
}

/// The indices of each label's reports.
fn grouped(labels: impl Iterator<Item = String>) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, label) in labels.enumerate() {
        groups.entry(label).or_default().push(at);
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_found_by_its_whole_name() {
        let said = "names (0.9 s)\n  conll-testa-f1-strict  0.700\n  conll-testa-f1   0.836  floor 0.829  spaCy small .638\n";
        assert_eq!(figure(said, "conll-testa-f1"), Some(0.836));
        assert_eq!(figure(said, "conll-testa"), None);
        assert_eq!(
            before("10000 reports: 2.5 s, 3445 pairs, 3589 passages", " pairs"),
            Some("3445")
        );
    }

    #[test]
    fn shares_and_groups() {
        assert_eq!(
            (share(0.9604), share(1.0)),
            (".960".to_owned(), "1.000".to_owned())
        );
        let labels = ["a", "b", "a"].map(str::to_owned);
        assert_eq!(grouped(labels.into_iter()), [vec![0, 2], vec![1]]);
    }
}
