//! What rests on a report or an origin of a pile.

use crate::stories::rooms;
use crate::{Config, NotPicked, Pile, Progress, pick};
use record::{BorneKind, Dependents, Named, Rests, StoryBorne};
use relate::dependents;
use std::collections::BTreeSet;

/// All that rests on what `wanted` names: a report (as [`pick`] takes it), or an agency or another origin by its name.
///
/// # Errors
/// [`NotPicked`] where nothing or no one thing is called so.
pub fn dependents(
    pile: Pile,
    wanted: &str,
    config: &Config,
    progress: &dyn Progress,
) -> Result<Dependents, NotPicked> {
    progress.stage("comparing");
    let settled = relate::versions::settle(pile.reports.clone());
    let (reports, earlier) = (settled.standing, settled.earlier);
    let relate::reuse::Found {
        pairs: reuse,
        warnings,
    } = relate::reuse::compare(&reports);
    let (origins, signs) = relate::origins::traced(&reports, &reuse);
    let of = subject(wanted, &reports, &earlier, &origins)?;
    let found = dependents::find(&of.id, &reports, &reuse, &origins);
    let sure = |d: &&record::Dependent| d.rests != Rests::Beside;
    let resting: BTreeSet<&str> = found
        .iter()
        .filter(sure)
        .map(|d| d.report.id.as_str())
        .chain([of.id.as_str()])
        .collect();
    let (mut statements, mut stories) = (Vec::new(), Vec::new());
    for room in rooms(pile.reports, config, progress) {
        let here: Vec<&String> = room
            .story
            .reports
            .iter()
            .filter(|id| resting.contains(id.as_str()))
            .collect();
        if here.is_empty() {
            continue;
        }
        let refs: Vec<&record::Report> = room.reports.iter().chain(&room.clipped).collect();
        use relate::readings::{quantities, quotes};
        statements.extend(dependents::borne(
            (&room.story.id, &room.origins),
            &of.id,
            &found,
            (
                &relate::readings::statements::find(&refs, &room.origins),
                &quotes::find(&refs, &room.origins),
                &quantities::find(&refs, &room.origins),
            ),
        ));
        stories.push(StoryBorne {
            reports: room.story.reports.len(),
            resting: here.len(),
            independent: room.story.sources.independent,
            without: dependents::without(&room.origins, &room.story.reports, &of.id, &found),
            id: room.story.id,
            title: room.story.title,
        });
    }
    // What nothing else bears out comes first, then what most reports have taken over.
    statements.sort_by_key(|s| {
        let kind = if s.kind == BorneKind::Statement { 0 } else { 1 };
        (
            s.without,
            std::cmp::Reverse(s.citations.len()),
            kind,
            s.story.clone(),
            s.text.clone(),
        )
    });
    Ok(Dependents {
        of,
        reports: found,
        statements,
        stories,
        warnings: [pile.warnings, warnings, signs].concat(),
        ..Dependents::default()
    })
}

/// The report or origin of this name.
fn subject(
    wanted: &str,
    reports: &[record::Report],
    earlier: &[record::Report],
    origins: &record::Origins,
) -> Result<Named, NotPicked> {
    let third = |name: &str| !name.starts_with("report:");
    let names: BTreeSet<&str> = origins
        .edges
        .iter()
        .map(|e| e.origin.as_str())
        .filter(|n| third(n))
        .collect();
    let folded = wanted.to_lowercase();
    let near = match pick(reports, wanted) {
        Ok(place) => return Ok(dependents::named(&reports[place])),
        Err(NotPicked::Several(all)) => return Err(NotPicked::Several(all)),
        Err(NotPicked::Unknown(near)) => near,
    };
    if let Ok(place) = pick(earlier, wanted) {
        // An earlier version is told by the one that stands.
        let of = earlier[place].version.as_ref().map(|v| v.of.as_str());
        if let Some(report) = reports.iter().find(|r| Some(r.id.as_str()) == of) {
            return Ok(dependents::named(report));
        }
    }
    if let Some(name) = names.iter().find(|n| n.to_lowercase() == folded) {
        return Ok(Named {
            id: (*name).to_owned(),
            name: (*name).to_owned(),
            ..Named::default()
        });
    }
    let close = |name: &&str| {
        let lower = name.to_lowercase();
        (folded.len() >= 3 && lower.contains(&folded))
            || 3 * crate::pick::edits(&lower, &folded) <= lower.chars().count()
    };
    let mut all: Vec<String> = names
        .into_iter()
        .filter(|n| n.len() <= 80 && folded.len() <= 80)
        .filter(close)
        .map(str::to_owned)
        .collect();
    all.extend(near);
    all.truncate(4);
    Err(NotPicked::Unknown(all))
}
