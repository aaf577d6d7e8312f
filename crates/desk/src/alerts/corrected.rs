//! Sources that are corrected: by their outlet, which put another version in a report's place or says in it what was wrong, and
//! by a person of the desk.

use super::conditions::{fire, fits};
use super::rules::{Alerts, On};
use super::state::Fired;
use archive::{Corrected, Error, Snapshot};
use record::{Briefing, Change, ChangeKind, Citation, Report, Story};
use std::collections::{BTreeMap, BTreeSet};

/// Letters of a reason.
const WHY: usize = 200;

/// What outlets corrected in `now` of what was told `before`, each with what makes it this one and no other, and a sentence.
pub(super) fn by_outlets(before: &[Story], now: &Story, briefing: &Briefing) -> Vec<(String, String)> {
    let mut all = Vec::new();
    // A report that stood for itself is an earlier version now: whoever read it read something else.
    let stood: BTreeSet<&String> = before.iter().flat_map(|s| &s.reports).collect();
    for id in now.earlier.iter().filter(|id| stood.contains(id)) {
        let version = briefing.report(id).and_then(|r| r.version.as_ref());
        let Some(last) = version.and_then(|v| briefing.report(&v.of)) else {
            continue;
        };
        let of = |c: &&Change| c.step.as_ref().is_some_and(|step| step.report == last.id);
        let steps: Vec<&Change> = now.changes.iter().filter(of).collect();
        let mut words = format!("{} put another version in place of its report", outlet(last));
        if let Some(headline) = last.headline.as_deref() {
            words.push_str(&format!(" “{}”", headline.trim_matches(['“', '”', '"'])));
        }
        words.push_str(&match steps.as_slice() {
            [] => ".".to_owned(),
            [one] => format!(": {}", one.text),
            [first, more @ ..] => format!(": {} ({} more)", first.text, more.len()),
        });
        all.push((format!("version {id} {}", last.id), words));
    }
    // What it says itself of an error: a correction at the end of a page that nobody had before.
    let is_said = |c: &&Change| c.kind == ChangeKind::Correction && c.step.is_none();
    let place = |c: &Citation| (c.report.clone(), c.span.start());
    let known: BTreeSet<(String, usize)> = before
        .iter()
        .flat_map(|s| s.changes.iter().filter(is_said))
        .flat_map(|c| c.after.iter().map(place))
        .collect();
    for change in now.changes.iter().filter(is_said) {
        let Some(cited) = change.after.first() else {
            continue;
        };
        // A story that nobody knew is new as a whole.
        if !before.is_empty() && !change.after.iter().any(|c| known.contains(&place(c))) {
            let named = briefing
                .report(&cited.report)
                .map_or_else(|| cited.report.clone(), outlet);
            all.push((
                format!("said {} {}", cited.report, cited.span.start()),
                format!("{named} corrects itself: {}", change.text),
            ));
        }
    }
    all
}

/// What people corrected, and undid, of stories that fit an alert.
pub(super) fn by_people(
    alerts: &Alerts,
    now: &Snapshot<'_>,
    corrected: &[Corrected],
    at: &str,
) -> Result<Vec<Fired>, Error> {
    let mut all = Vec::new();
    if !alerts.all.iter().any(|a| a.on.contains(&On::Corrected)) {
        return Ok(all);
    }
    for one in corrected {
        let c = &one.correction;
        let mut about: BTreeMap<String, String> = BTreeMap::new();
        let of_two = matches!(c.kind.as_str(), "together" | "apart");
        for id in std::iter::once(&c.target).chain(of_two.then_some(&c.value)) {
            let report = now.report_row(id)?;
            let named = report.as_ref().and_then(|r| {
                let headline = r
                    .headline
                    .as_deref()
                    .map(|h| format!("“{}”", h.trim_matches(['“', '”', '"'])));
                r.outlet.clone().or(headline)
            });
            if let Some(story) = report.map_or_else(|| Some(id.clone()), |r| r.story) {
                about.entry(story).or_insert_with(|| named.unwrap_or_default());
            }
        }
        for (story, outlet) in about {
            let Some(row) = now.story_row(&story)? else {
                continue;
            };
            let what = format!(
                "correction {} {}",
                c.id,
                if one.undone { "undone" } else { "made" }
            );
            for alert in alerts.all.iter().filter(|a| a.on.contains(&On::Corrected)) {
                if fits(alert, now, &story)? {
                    let words = said(one, &outlet);
                    all.push(fire(alert, &row, (On::Corrected, &what, words), (now.run(), at)));
                }
            }
        }
    }
    Ok(all)
}

/// Who published it; else what it is called.
fn outlet(report: &Report) -> String {
    report.outlet.clone().unwrap_or_else(|| engine::called(report))
}

/// "ann corrects Quay Courier (speaker): it is the mayor who speaks."
fn said(one: &Corrected, outlet: &str) -> String {
    let c = &one.correction;
    let of = if outlet.is_empty() { "the story" } else { outlet };
    let cut = |text: &str| {
        text.trim()
            .trim_end_matches('.')
            .chars()
            .take(WHY)
            .collect::<String>()
    };
    if one.undone {
        let who = c.undone_by.as_deref().unwrap_or("somebody");
        let why = c.undone_why.as_deref().unwrap_or_default();
        return format!(
            "{who} takes back a correction of {of} ({}): {}.",
            c.kind,
            cut(why)
        );
    }
    let value = match c.kind.as_str() {
        "outlet" => format!(" is {}", cut(&c.value)),
        _ => String::new(),
    };
    format!("{} corrects {of} ({}{value}): {}.", c.who, c.kind, cut(&c.why))
}
