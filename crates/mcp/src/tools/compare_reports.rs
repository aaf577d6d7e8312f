//! Two reports set against each other.

use super::{Answer, bounded, stories};
use crate::answers::{self, ReportLine, TwoReports};
use crate::library::{Library, Told, pick};
use engine::Silent;
use schemars::JsonSchema;
use serde::Deserialize;
use std::fmt::Write;
use std::sync::Arc;

/// What `compare_reports` is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TwoAsked {
    /// A report: its id, file name, address or outlet.
    a: String,
    /// The other.
    b: String,
    /// Files or folders to look at, below those that the server was started with. Default: the archive, else all of them.
    #[serde(default)]
    paths: Vec<String>,
}

pub(crate) fn compare_reports(library: &Library, asked: &TwoAsked) -> Answer<TwoReports> {
    bounded("a", &asked.a)?;
    bounded("b", &asked.b)?;
    let told = if library.archive(&asked.paths)?.is_some() {
        let (a, _) = stories(library, &[], Some(&asked.a))?;
        let (b, _) = stories(library, &[], Some(&asked.b))?;
        let mut both = a.briefing.clone();
        for report in &b.briefing.reports {
            if both.report(&report.id).is_none() {
                both.reports.push(report.clone());
            }
        }
        Arc::new(Told {
            briefing: both,
            problems: Vec::new(),
        })
    } else {
        library.told(&asked.paths)?
    };
    let reports = &told.briefing.reports;
    let (a, b) = (pick(reports, &asked.a)?, pick(reports, &asked.b)?);
    if a.id == b.id {
        return Err("both are the same report".to_owned());
    }
    // Among the reports of their stories, so that a third that both have their text from is known.
    let near = told
        .briefing
        .stories
        .iter()
        .filter(|s| s.reports.contains(&a.id) || s.reports.contains(&b.id));
    let ids: Vec<&String> = near
        .flat_map(|s| s.reports.iter().chain(&s.earlier))
        .chain([&a.id, &b.id])
        .collect();
    let pile = engine::Pile {
        reports: reports.iter().filter(|r| ids.contains(&&r.id)).cloned().collect(),
        ..engine::Pile::default()
    };
    let compared = engine::compare(pile, &a.id, &b.id, &Silent).ok_or("one of the reports is not at hand")?;
    let answer = answers::comparison(&compared);
    let mut text = String::new();
    let name = |l: &ReportLine| l.outlet.clone().unwrap_or_else(|| l.id.clone());
    let _ = writeln!(
        text,
        "{} shares {:.0}% of its running text with {}, which shares {:.0}% of its own. Independent sources behind the two: {}–{}.",
        name(&answer.a),
        answer.share_a * 100.0,
        name(&answer.b),
        answer.share_b * 100.0,
        answer.independent.low,
        answer.independent.high
    );
    for why in &answer.why {
        let _ = writeln!(text, "{why}");
    }
    for passage in answer.passages.iter().take(5) {
        let _ = writeln!(
            text,
            "- [{} {}..{}] {:?}",
            passage.a.report,
            passage.a.span.start(),
            passage.a.span.end(),
            passage.a.quote
        );
    }
    Ok((answer, tell::guard::inert(&text)))
}
