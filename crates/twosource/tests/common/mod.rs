//! What the tests of the whole way share: running it on a folder, and walking its output.

// Each test binary uses a part of this.
#![allow(dead_code, unreachable_pub)]

use engine::{Config, Silent};
use record::{Briefing, Report};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The folder of an example.
pub fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples")
        .join(name)
}

/// The briefing of everything under `path`.
pub fn brief(path: &Path) -> Briefing {
    brief_with(&[path.to_string_lossy().into_owned()], &Config::default())
}

/// The briefing of `paths`.
pub fn brief_with(paths: &[String], config: &Config) -> Briefing {
    engine::brief(engine::read_pile(paths, config, &Silent), config, &Silent)
}

/// What is wrong with the spans and citations of a briefing, if anything: law 2 and law 9.
pub fn faults(briefing: &Briefing) -> Vec<String> {
    let mut faults = Vec::new();
    for report in &briefing.reports {
        let value = serde_json::to_value(report).unwrap();
        walk(&value, &mut |v| {
            if let Some((start, end)) = bounds(v)
                && report.text.span(start, end).is_none()
            {
                faults.push(format!("{}: {start}..{end} is no span of its text", report.file));
            }
        });
        if report
            .segments
            .windows(2)
            .any(|w| w[0].span.end() > w[1].span.start())
        {
            faults.push(format!("{}: segments overlap or are out of order", report.file));
        }
    }
    let stories = serde_json::to_value(&briefing.stories).unwrap();
    walk(&stories, &mut |v| {
        if let (Some(id), Some(quote), Some((start, end))) =
            (v["report"].as_str(), v["quote"].as_str(), bounds(v))
        {
            let words = briefing.report(id).and_then(|r: &Report| r.text.get(start..end));
            if words != Some(quote) {
                faults.push(format!(
                    "a citation of {id} at {start}..{end} does not hold: {quote:?}"
                ));
            }
        }
    });
    for story in &briefing.stories {
        for sentence in &story.brief.sentences {
            match sentence.citations.first() {
                None => faults.push(format!("not cited: {:?}", sentence.text)),
                Some(c) if flat(&c.quote) != flat(&sentence.text) => {
                    faults.push(format!(
                        "{:?} does not stand where it is cited: {:?}",
                        sentence.text, c.quote
                    ));
                }
                Some(_) => {}
            }
        }
        for reading in &story.quantities {
            for value in &reading.values {
                if !value
                    .citations
                    .iter()
                    .any(|c| flat(&c.quote).contains(&flat(&value.text)))
                {
                    faults.push(format!(
                        "the words of a figure stand in none of its citations: {:?}",
                        value.text
                    ));
                }
            }
        }
        let i = story.sources.independent;
        if i.low > i.high || i.high > story.sources.reports {
            faults.push(format!(
                "{}..{} independent of {}",
                i.low, i.high, story.sources.reports
            ));
        }
    }
    faults
}

/// Words with single spaces.
pub fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn bounds(v: &Value) -> Option<(usize, usize)> {
    let at = |key| v.get(key)?.as_u64().and_then(|n| usize::try_from(n).ok());
    Some((at("start")?, at("end")?))
}

fn walk(value: &Value, each: &mut dyn FnMut(&Value)) {
    each(value);
    match value {
        Value::Array(items) => items.iter().for_each(|v| walk(v, each)),
        Value::Object(fields) => fields.values().for_each(|v| walk(v, each)),
        _ => {}
    }
}
