//! What was told, out of the archive.

use archive::{Error, Snapshot};
use engine::{Config, Gathered};
use record::{Briefing, Decision, Report};
use std::collections::BTreeSet;

/// The briefing of these stories as they were told, in the order in which a pile's stories are told.
///
/// # Errors
/// Those of the archive.
pub fn brief(snapshot: &Snapshot<'_>, stories: &[String]) -> Result<Briefing, Error> {
    let mut told = Vec::with_capacity(stories.len());
    for id in stories {
        told.extend(snapshot.story(id)?);
    }
    let mut briefing = engine::joined_briefings(told);
    snapshot.wanted()?;
    engine::settle(&mut briefing, record::Policy::default());
    snapshot.wanted()?;
    Ok(briefing)
}

/// The same stories told anew from their reports, as `config` asks; as one where it says so.
///
/// # Errors
/// Those of the archive.
pub fn retell(snapshot: &Snapshot<'_>, stories: &[String], config: &Config) -> Result<Briefing, Error> {
    let (mut all, mut decisions): (Vec<Gathered>, BTreeSet<Decision>) = Default::default();
    for id in stories {
        let Some(told) = snapshot.story(id)? else {
            continue;
        };
        let mut gathered = Gathered::default();
        for story in &told.stories {
            decisions.extend(story.decisions.iter().cloned());
            for round_up in &story.round_ups {
                let passages = round_up.passages.iter().map(|c| c.span).collect();
                let whole: Vec<Report> = told.report(&round_up.report).cloned().into_iter().collect();
                gathered
                    .round_ups
                    .push((round_up.report.clone(), whole, passages));
            }
            for (report, part) in snapshot.members(id)? {
                if matches!(part.as_str(), "report" | "earlier" | "twin") {
                    gathered.reports.extend(snapshot.report(&report)?);
                }
            }
        }
        gathered.reports.iter_mut().for_each(plain);
        all.push(gathered);
    }
    if config.one_story {
        let mut one = Gathered::default();
        let mut met = BTreeSet::new();
        for gathered in all {
            // As one story, a report that tells several of them tells one.
            let whole = gathered.round_ups.into_iter().flat_map(|(_, whole, _)| whole);
            let new = gathered
                .reports
                .into_iter()
                .chain(whole)
                .filter(|r| met.insert(r.id.clone()));
            one.reports.extend(new);
        }
        all = vec![one];
    }
    let config = Config {
        decisions: decisions.into_iter().collect(),
        ..config.clone()
    };
    let mut briefing = engine::joined_briefings(engine::tell_each(all, &config));
    engine::settle(&mut briefing, config.policy);
    Ok(briefing)
}

/// Leaves out what only the archive keeps of a report: the byte ranges of a page's segments.
pub fn plain(report: &mut Report) {
    for segment in &mut report.segments {
        segment.source = Vec::new();
    }
}
