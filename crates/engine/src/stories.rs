//! Reports into stories, each with what stands behind it.

use crate::pile::order;
use crate::{Config, Progress};
use rayon::prelude::*;
use record::{Origins, Report, Reuse, SourceId, Story, Warning};
use relate::reuse::Found;
use std::collections::{BTreeMap, BTreeSet};

/// A story's reports, linked, with their shared text.
pub(crate) struct Room {
    /// In order of date and id; the last version of each.
    pub(crate) reports: Vec<Report>,
    /// Earlier versions of them, by report and number.
    pub(crate) earlier: Vec<Report>,
    /// Among these reports only.
    pub(crate) reuse: Vec<Reuse>,
    pub(crate) origins: Origins,
    pub(crate) story: Story,
    /// What was left out in comparing them.
    pub(crate) warnings: Vec<Warning>,
}

/// Every pair of reports that shares text, sorted by ids. Of a report's versions only the last is compared, and left in
/// `reports`: that one version has its words from another is no copying.
pub fn reuse(reports: &mut Vec<Report>, progress: &dyn Progress) -> Found {
    progress.stage("comparing");
    *reports = relate::versions::settle(std::mem::take(reports)).standing;
    relate::reuse::compare(reports)
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
pub(crate) fn rooms(reports: Vec<Report>, config: &Config, progress: &dyn Progress) -> Vec<Room> {
    progress.stage("grouping");
    let relate::versions::Settled {
        standing: mut reports,
        earlier,
    } = relate::versions::settle(reports);
    reports.sort_by(|a, b| order(a).cmp(&order(b)));
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
    let mut versions: BTreeMap<String, Vec<Report>> = BTreeMap::new();
    for report in earlier {
        let of = report.version.as_ref().map(|v| v.of.clone()).unwrap_or_default();
        versions.entry(of).or_default().push(report);
    }
    if let Some(wanted) = &config.story_of {
        let is = |r: &Report| r.id == *wanted || r.file == *wanted;
        let was = |r: &Report| {
            let twin = r.twins.iter().any(|t| t.id == *wanted || t.file == *wanted);
            twin || versions.get(&r.id).is_some_and(|of| of.iter().any(is))
        };
        groups.retain(|group| group.iter().any(|r| is(r) || was(r)));
    }
    progress.stage("comparing");
    let groups: Vec<(Vec<Report>, Vec<Report>)> = groups
        .into_iter()
        .map(|group| {
            let earlier = group
                .iter()
                .filter_map(|r| versions.remove(&r.id))
                .flatten()
                .collect();
            (group, earlier)
        })
        .collect();
    let mut rooms: Vec<Room> = groups
        .into_par_iter()
        .map(|(group, earlier)| room(group, earlier))
        .collect();
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

fn room(mut reports: Vec<Report>, earlier: Vec<Report>) -> Room {
    relate::entities::link(&mut reports);
    let Found {
        pairs: reuse,
        warnings,
    } = relate::reuse::compare(&reports);
    let origins = relate::origins::trace(&reports, &reuse);
    let refs: Vec<&Report> = reports.iter().collect();
    let dates: BTreeSet<&str> = reports
        .iter()
        .chain(&earlier)
        .filter_map(|r| r.published.as_ref())
        .map(|p| p.value.as_str())
        .collect();
    // A story keeps its id when its first report gets a new version.
    let first = &earlier
        .iter()
        .find(|r| r.version.as_ref().is_some_and(|v| v.of == reports[0].id))
        .unwrap_or(&reports[0])
        .id;
    let story = Story {
        id: format!("story-{}", SourceId::of(first.as_bytes()).short()),
        title: relate::stories::title(&refs),
        reports: reports.iter().map(|r| r.id.clone()).collect(),
        earlier: earlier.iter().map(|r| r.id.clone()).collect(),
        first_published: dates.first().map(|d| (*d).to_owned()),
        last_published: dates.last().map(|d| (*d).to_owned()),
        sources: relate::origins::count(&refs, &origins),
        ..Story::default()
    };
    Room {
        reports,
        earlier,
        reuse,
        origins,
        story,
        warnings,
    }
}
