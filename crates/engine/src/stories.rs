//! Reports into stories, each with what stands behind it.

use crate::pile::order;
use crate::{Config, Progress};
use rayon::prelude::*;
use record::{Origins, Report, Reuse, SourceId, Story};
use std::collections::BTreeSet;

/// A story's reports, linked, with their shared text.
pub(crate) struct Room {
    /// In order of date and id.
    pub(crate) reports: Vec<Report>,
    /// Among these reports only.
    pub(crate) reuse: Vec<Reuse>,
    pub(crate) origins: Origins,
    pub(crate) story: Story,
}

/// Every pair of reports that shares text, sorted by ids.
#[must_use]
pub fn reuse(reports: &[Report], progress: &dyn Progress) -> Vec<Reuse> {
    progress.stage("comparing");
    relate::reuse::find(reports)
}

/// The stories among `reports` without their telling, the one of most reports first.
#[must_use]
pub fn stories(reports: Vec<Report>, config: &Config, progress: &dyn Progress) -> Vec<Story> {
    rooms(reports, config, progress)
        .into_iter()
        .map(|room| room.story)
        .collect()
}

/// Divides the reports into stories and says what stands behind each.
pub(crate) fn rooms(mut reports: Vec<Report>, config: &Config, progress: &dyn Progress) -> Vec<Room> {
    reports.sort_by(|a, b| order(a).cmp(&order(b)));
    progress.stage("grouping");
    let clusters = if config.one_story {
        vec![(0..reports.len()).collect()]
    } else {
        relate::stories::cluster(&reports)
    };
    let mut places: Vec<usize> = vec![0; reports.len()];
    for (place, cluster) in clusters.iter().enumerate() {
        for &i in cluster {
            places[i] = place;
        }
    }
    let mut groups: Vec<Vec<Report>> = clusters.iter().map(|c| Vec::with_capacity(c.len())).collect();
    for (report, place) in reports.into_iter().zip(places) {
        groups[place].push(report);
    }
    groups.retain(|group| !group.is_empty());
    if let Some(wanted) = &config.story_of {
        groups.retain(|group| group.iter().any(|r| r.id == *wanted || r.file == *wanted));
    }
    progress.stage("comparing");
    let mut rooms: Vec<Room> = groups.into_par_iter().map(room).collect();
    rooms.sort_by(|a, b| {
        let rank = |r: &Room| {
            (
                std::cmp::Reverse(r.reports.len()),
                r.story.first_published.is_none(),
            )
        };
        rank(a)
            .cmp(&rank(b))
            .then_with(|| a.story.first_published.cmp(&b.story.first_published))
            .then_with(|| a.story.id.cmp(&b.story.id))
    });
    rooms
}

fn room(mut reports: Vec<Report>) -> Room {
    relate::entities::link(&mut reports);
    let reuse = relate::reuse::find(&reports);
    let origins = relate::origins::trace(&reports, &reuse);
    let refs: Vec<&Report> = reports.iter().collect();
    let dates: BTreeSet<&str> = reports
        .iter()
        .filter_map(|r| r.published.as_ref())
        .map(|p| p.value.as_str())
        .collect();
    let story = Story {
        id: format!("story-{}", SourceId::of(reports[0].id.as_bytes()).short()),
        title: relate::stories::title(&refs),
        reports: reports.iter().map(|r| r.id.clone()).collect(),
        first_published: dates.first().map(|d| (*d).to_owned()),
        last_published: dates.last().map(|d| (*d).to_owned()),
        sources: relate::origins::count(&refs, &origins),
        ..Story::default()
    };
    Room {
        reports,
        reuse,
        origins,
        story,
    }
}
