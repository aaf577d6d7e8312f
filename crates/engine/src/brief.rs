//! The main job: a pile of reports into told stories.

use crate::stories::{Room, rooms};
use crate::{Config, Pile, Progress};
use rayon::prelude::*;
use record::{Briefing, Report, Story};

/// Tells every story of the pile.
#[must_use]
pub fn brief(pile: Pile, config: &Config, progress: &dyn Progress) -> Briefing {
    let rooms = rooms(pile.reports, config, progress);
    progress.stage("telling");
    let told: Vec<(Story, Vec<Report>)> = rooms.into_par_iter().map(|room| tell_one(room, config)).collect();
    let mut briefing = Briefing {
        warnings: pile.warnings,
        ..Briefing::default()
    };
    for (story, reports) in told {
        briefing.stories.push(story);
        briefing.reports.extend(reports);
    }
    briefing
        .reports
        .sort_by(|a, b| crate::pile::order(a).cmp(&crate::pile::order(b)));
    briefing
}

fn tell_one(room: Room, config: &Config) -> (Story, Vec<Report>) {
    use relate::readings::{changes, quantities, quotes, statements};
    let Room {
        reports,
        reuse,
        origins,
        story,
    } = room;
    let refs: Vec<&Report> = reports.iter().collect();
    let statements = statements::find(&refs, &origins);
    let story = Story {
        brief: tell::brief::choose(&statements, &refs, config.sentences),
        quotes: quotes::find(&refs, &origins),
        quantities: quantities::find(&refs, &origins),
        timeline: tell::timeline::build(&refs, &config.timeline),
        names: relate::entities::summarize(&refs),
        changes: changes::find(&refs, &origins),
        reuse,
        origins,
        ..story
    };
    (story, reports)
}
