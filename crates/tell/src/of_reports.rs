//! What is said of a report beside its name, and of a speaker beside theirs.

use crate::phrase;
use record::{QuoteReading, Report};

/// The speaker with the role that a report gives.
pub(crate) fn speaker(remark: &QuoteReading) -> String {
    match &remark.speaker {
        Some(s) => match &s.role {
            Some(role) if !s.name.contains(role.as_str()) => format!("{}, {role}", s.name),
            _ => s.name.clone(),
        },
        None => "Speaker not certain".to_owned(),
    }
}

/// Date with its ground, agencies, people, file.
pub(crate) fn about(report: &Report) -> Vec<String> {
    let mut about = Vec::new();
    match &report.published {
        Some(p) => about.push(format!(
            "{} ({})",
            phrase::date(&p.value),
            phrase::date_basis(p.basis)
        )),
        None => about.push("no date".to_owned()),
    }
    let mut agencies: Vec<&str> = report.agencies.iter().map(|a| a.name.as_str()).collect();
    agencies.sort_unstable();
    agencies.dedup();
    if !agencies.is_empty() {
        about.push(format!("credits {}", agencies.join(", ")));
    }
    if !report.bylines.is_empty() {
        about.push(format!("by {}", report.bylines.join(", ")));
    }
    if let Some(v) = report.version.as_ref() {
        about.push(format!("version {} of {}", v.number, v.total));
    }
    if let Some(original) = &report.original {
        about.push(format!("names a page of {} as its original", original.outlet));
    }
    about.push(place(&report.file, report.line));
    for twin in &report.twins {
        let address = twin.url.as_deref().map(|u| format!("{u}, ")).unwrap_or_default();
        about.push(format!(
            "the same text: {address}{}",
            place(&twin.file, twin.line)
        ));
    }
    about
}

fn place(file: &str, line: Option<u64>) -> String {
    line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"))
}

/// What a reader should know of a report, each kind once.
pub(crate) fn warnings(report: &Report) -> Vec<&str> {
    let mut kinds = Vec::new();
    let mut messages = Vec::new();
    for w in &report.warnings {
        if !kinds.contains(&&w.code) {
            kinds.push(&w.code);
            messages.push(w.message.as_str());
        }
    }
    messages
}
