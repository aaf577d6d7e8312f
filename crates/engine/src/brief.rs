//! The main job: a pile of reports into told stories.

use crate::stories::{self, Room, rooms};
use crate::{Config, Gathered, Pile, Progress};
use rayon::prelude::*;
use record::{Briefing, Change, ChangeKind, Citation, Event, Reading, Report, Story, TimelineEntry, Warning};
use relate::stories::events::Places;
use std::collections::BTreeMap;

/// Tells every story of the pile.
#[must_use]
pub fn brief(pile: Pile, config: &Config, progress: &dyn Progress) -> Briefing {
    let rooms = rooms(pile.reports, config, progress);
    progress.stage("telling");
    let mut whole: BTreeMap<String, Report> = BTreeMap::new();
    for report in rooms.iter().flat_map(|room| &room.round_ups) {
        whole.entry(report.id.clone()).or_insert_with(|| report.clone());
    }
    let told: Vec<(Story, Vec<Report>, Vec<Warning>)> =
        rooms.into_par_iter().map(|room| tell_one(room, config)).collect();
    let mut briefing = Briefing {
        warnings: pile.warnings,
        ..Briefing::default()
    };
    for (story, reports, left_out) in told {
        briefing.warnings.extend(left_out);
        briefing.stories.push(story);
        briefing.reports.extend(reports);
    }
    briefing.reports.extend(whole.into_values());
    briefing
        .reports
        .sort_by(|a, b| crate::pile::order(a).cmp(&crate::pile::order(b)));
    settle(&mut briefing, config.policy);
    briefing
}

/// Tells stories whose members are known side by side, each by itself; one without a report as nothing.
#[must_use]
pub fn tell_each(stories: Vec<Gathered>, config: &Config) -> Vec<Briefing> {
    let told = stories.into_par_iter().map(|gathered| {
        let Some(room) = stories::alone(gathered, config) else {
            return Briefing::default();
        };
        let whole = room.round_ups.clone();
        let (story, mut reports, warnings) = tell_one(room, config);
        reports.extend(whole);
        reports.sort_by(|a, b| crate::pile::order(a).cmp(&crate::pile::order(b)));
        Briefing {
            reports,
            stories: vec![story],
            warnings,
            ..Briefing::default()
        }
    });
    told.collect()
}

/// Briefings of different stories as one, in the order in which [`brief`] tells the stories of one pile.
#[must_use]
pub fn joined(mut briefings: Vec<Briefing>) -> Briefing {
    briefings.sort_by(|a, b| match (a.stories.first(), b.stories.first()) {
        (Some(a), Some(b)) => stories::in_order(a, b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    });
    let mut all = Briefing::default();
    for briefing in briefings {
        all.reports.extend(briefing.reports);
        all.stories.extend(briefing.stories);
        all.warnings.extend(briefing.warnings);
    }
    all.reports
        .sort_by(|a, b| crate::pile::order(a).cmp(&crate::pile::order(b)));
    // A round-up is a report of several stories.
    all.reports.dedup_by(|a, b| a.id == b.id);
    all
}

/// Tells the figures of a briefing as one by this policy. Archives keep them untold: it is a reader's choice.
pub fn settle(briefing: &mut Briefing, policy: record::Policy) {
    let days = days(&briefing.reports);
    for story in &mut briefing.stories {
        relate::readings::policy::settle(&mut story.quantities, &story.origins, &days, policy);
    }
}

fn days(reports: &[Report]) -> BTreeMap<&str, &str> {
    let dated = reports.iter().filter_map(|r| Some((r.id.as_str(), r.day()?)));
    dated.collect()
}

fn tell_one(room: Room, config: &Config) -> (Story, Vec<Report>, Vec<Warning>) {
    use relate::readings::{changes, quantities, quotes, statements};
    let Room {
        mut reports,
        earlier,
        clipped,
        round_ups: _,
        reuse,
        origins,
        story,
        mut warnings,
    } = room;
    let refs: Vec<&Report> = reports.iter().chain(&clipped).collect();
    // Of a long story each part takes long, and none needs another.
    let ((brief, timeline), (quotes, figures)) = rayon::join(
        || {
            let brief = || {
                tell::brief::choose(
                    &statements::find(&refs, &origins),
                    &refs,
                    &origins,
                    config.sentences,
                )
            };
            rayon::join(brief, || tell::timeline::build(&refs, &origins, &config.timeline))
        },
        || {
            rayon::join(
                || quotes::find(&refs, &origins),
                || quantities::find(&refs, &origins),
            )
        },
    );
    let places = Places::new(&story.events);
    let story = Story {
        brief,
        quotes,
        timeline: dated(&story.events, &places, timeline),
        names: relate::entities::summarize(&refs),
        changes: altered(&refs, &earlier, changes::find(&refs, &figures)),
        quantities: of_events(&places, figures),
        reuse,
        origins,
        ..story
    };
    warnings.extend(counted_in_part(&story));
    reports.extend(earlier);
    (story, reports, warnings)
}

/// Says how many counts may be higher, since the reports behind them hang together in too many ways to try them all.
fn counted_in_part(story: &Story) -> Option<Warning> {
    let sentences = story.brief.sentences.iter().map(|s| s.citations.iter().collect());
    let quotes = story
        .quotes
        .iter()
        .map(|q| q.variants.iter().flat_map(|v| &v.citations).collect());
    let figures = story
        .quantities
        .iter()
        .map(|q| q.values.iter().flat_map(|v| &v.citations).collect());
    let guessed = |told: &Vec<&Citation>| {
        let places = told.iter().map(|c| (c.report.as_str(), c.span));
        story.origins.counted_at(places).1
    };
    let told: Vec<Vec<&Citation>> = sentences.chain(quotes).chain(figures).collect();
    let n = told.iter().filter(|told| guessed(told)).count();
    (n > 0).then(|| {
        Warning::new(
            "count-capped",
            format!(
                "{n} sentences, remarks and figures stand in reports that hang together in too many ways to try them all. \
                 Their counts are the highest that were found; there may be more."
            ),
        )
    })
}

/// The figures with the events that they are of.
fn of_events(places: &Places, mut figures: Vec<Reading>) -> Vec<Reading> {
    for figure in &mut figures {
        let cited: Vec<Citation> = figure.values.iter().flat_map(|v| v.citations.clone()).collect();
        figure.event = places.of(&cited).map(str::to_owned);
    }
    figures
}

/// The entries with the events that they tell of, where the days are the same.
fn dated(events: &[Event], places: &Places, mut entries: Vec<TimelineEntry>) -> Vec<TimelineEntry> {
    for entry in &mut entries {
        let same = |id: &&str| {
            events
                .iter()
                .any(|e| e.id == *id && e.date.as_ref() == Some(&entry.date))
        };
        entry.event = places.of(&entry.citations).filter(same).map(str::to_owned);
    }
    entries
}

/// What the versions of each report alter, then what later reports change of others. A correction that came with a
/// version is told with it.
fn altered(reports: &[&Report], earlier: &[Report], others: Vec<Change>) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    for last in reports {
        let of_it = |r: &&Report| r.version.as_ref().is_some_and(|v| v.of == last.id);
        let versions: Vec<&Report> = earlier.iter().filter(of_it).chain([*last]).collect();
        for pair in versions.windows(2) {
            found.extend(relate::versions::between(pair[0], pair[1]));
        }
    }
    let told: Vec<Citation> = found.iter().flat_map(|c| c.after.clone()).collect();
    let is_new = |c: &Change| c.kind != ChangeKind::Correction || !c.after.iter().all(|c| told.contains(c));
    found.extend(others.into_iter().filter(is_new));
    found
}
