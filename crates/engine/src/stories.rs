//! Reports into stories, each with what stands behind it.

use crate::pile::order;
use crate::why::concerning;
use crate::{Config, Progress};
use rayon::prelude::*;
use record::{Citation, Decision, DecisionKind, Origins, Report, Reuse, RoundUp, Span, Story, Warning};
use relate::reuse::Found;
use relate::stories::{Decided, round_ups};
use std::collections::{BTreeMap, BTreeSet};

/// A story's reports, linked, with their shared text.
pub(crate) struct Room {
    /// In order of date and id; the last version of each.
    pub(crate) reports: Vec<Report>,
    /// Earlier versions of them, by report and number.
    pub(crate) earlier: Vec<Report>,
    /// Reports that tell this story among others, with nothing left but what they say of it.
    pub(crate) clipped: Vec<Report>,
    /// The same reports, whole.
    pub(crate) round_ups: Vec<Report>,
    /// Among these reports and what the round-ups say of it.
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

/// The stories among `reports` without their telling, the one of most reports first, and what was left out in comparing.
#[must_use]
pub fn stories(reports: Vec<Report>, config: &Config, progress: &dyn Progress) -> (Vec<Story>, Vec<Warning>) {
    let rooms = rooms(reports, config, progress).into_iter();
    let (stories, warnings): (Vec<Story>, Vec<Vec<Warning>>) = rooms.map(|r| (r.story, r.warnings)).unzip();
    (stories, warnings.concat())
}

/// Which reports are of one story.
pub(crate) struct Grouped {
    /// In order of date and id; the last version of each.
    pub(crate) reports: Vec<Report>,
    /// Earlier versions of them.
    pub(crate) earlier: Vec<Report>,
    /// Places in `reports`, each in one cluster; a round-up in none.
    pub(crate) clusters: Vec<Vec<usize>>,
    pub(crate) round_ups: Vec<round_ups::Found>,
    pub(crate) warnings: Vec<Warning>,
}

/// Settles versions and groups what stands, with a person's decisions kept.
pub(crate) fn grouped(reports: Vec<Report>, config: &Config, progress: &dyn Progress) -> Grouped {
    progress.stage("grouping");
    let relate::versions::Settled {
        standing: mut reports,
        earlier,
    } = relate::versions::settle(reports);
    reports.sort_by(|a, b| order(a).cmp(&order(b)));
    let (decided, warnings) = places(&config.decisions, &reports, &earlier);
    let mut clusters = if config.one_story {
        vec![(0..reports.len()).collect()]
    } else {
        relate::stories::cluster_decided(&reports, &decided, &crate::Threads)
    };
    let mut round_ups = round_ups::find(&reports, &clusters);
    // Whom a person put into a story is a report of it.
    round_ups.retain(|r| !decided.names(r.report));
    for found in &round_ups {
        clusters.iter_mut().for_each(|c| c.retain(|i| *i != found.report));
    }
    Grouped {
        reports,
        earlier,
        clusters,
        round_ups,
        warnings,
    }
}

/// Where the reports of a person's decisions stand now: an earlier version or a twin by the report that stands for it.
fn places(decisions: &[Decision], reports: &[Report], earlier: &[Report]) -> (Decided, Vec<Warning>) {
    let (mut decided, mut warnings) = (Decided::default(), Vec::new());
    let place = |id: &str| {
        let version = earlier
            .iter()
            .find(|r| r.id == id)
            .and_then(|r| r.version.as_ref());
        let id = version.map_or(id, |v| v.of.as_str());
        reports
            .iter()
            .position(|r| r.id == id || r.twins.iter().any(|t| t.id == id))
    };
    for decision in decisions {
        let (Some(a), Some(b)) = (place(&decision.a), place(&decision.b)) else {
            continue;
        };
        match decision.kind {
            DecisionKind::Together => decided.together.push((a, b)),
            DecisionKind::Apart => decided.apart.push((a, b)),
        }
    }
    while let Some(pair) = decided.contradiction() {
        decided.apart.retain(|p| *p != pair);
        let (a, b) = (&reports[pair.0].id, &reports[pair.1].id);
        warnings.push(Warning::new(
            "decision",
            format!("{a} and {b} can't be told apart: they are one report, or others put them together"),
        ));
    }
    (decided, warnings)
}

/// The reports of one story, by their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Members {
    /// Those that stand for a report, by date and then id.
    pub reports: Vec<String>,
    /// Earlier versions of them.
    pub earlier: Vec<String>,
    /// Twins of both.
    pub twins: Vec<String>,
    /// Reports that tell it among others.
    pub round_ups: Vec<RoundUpMember>,
    /// A person's decisions on its reports.
    pub decisions: Vec<Decision>,
}

/// A report that tells a story among others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoundUpMember {
    /// Its id.
    pub report: String,
    /// Ids of its earlier versions and of twins, which are told nowhere.
    pub aside: Vec<String>,
    /// What it tells of the story.
    pub passages: Vec<Span>,
}

/// The reports of one story, to be told by themselves.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// Its reports with their earlier versions and twins.
    pub reports: Vec<Report>,
    /// Each report that tells it among others: its id, it with its earlier versions and twins, and the passages.
    pub round_ups: Vec<(String, Vec<Report>, Vec<Span>)>,
}

/// Which reports make a story, and nothing of what stands behind it. What is told of the members alone, by
/// [`crate::tell_each`], is what [`crate::brief`] tells of the story among all others.
#[must_use]
pub fn group(reports: Vec<Report>, config: &Config, progress: &dyn Progress) -> (Vec<Members>, Vec<Warning>) {
    let (groups, versions, warnings) = divided(reports, config, progress);
    let ids = |reports: &[&Report]| reports.iter().map(|r| r.id.clone()).collect();
    let twins = |r: &Report| r.twins.iter().map(|t| t.id.clone()).collect::<Vec<String>>();
    let members = groups.iter().map(|group| {
        let standing: Vec<&Report> = group.reports.iter().collect();
        let of = |r: &Report| versions.get(&r.id).into_iter().flatten();
        let earlier: Vec<&Report> = standing.iter().flat_map(|r| of(r)).collect();
        let all = standing.iter().chain(&earlier);
        let round_ups = group.round_ups.iter().map(|(r, passages)| RoundUpMember {
            report: r.id.clone(),
            aside: of(r)
                .flat_map(|e| [vec![e.id.clone()], twins(e)].concat())
                .chain(twins(r))
                .collect(),
            passages: passages.clone(),
        });
        let reports: Vec<String> = ids(&standing);
        Members {
            earlier: ids(&earlier),
            twins: all.flat_map(|r| twins(r)).collect(),
            round_ups: round_ups.collect(),
            decisions: concerning(&config.decisions, &reports),
            reports,
        }
    });
    (members.collect(), warnings)
}

/// What stands behind a story whose members are known; nothing where it has none.
pub(crate) fn alone(gathered: Gathered, config: &Config) -> Option<Room> {
    let relate::versions::Settled {
        standing: mut reports,
        earlier,
    } = relate::versions::settle(gathered.reports);
    reports.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut versions = versions(earlier);
    let earlier = reports
        .iter()
        .filter_map(|r| versions.remove(&r.id))
        .flatten()
        .collect();
    let round_ups = gathered.round_ups.into_iter().filter_map(|(id, all, passages)| {
        let settled = relate::versions::settle(all).standing;
        let report = settled.into_iter().find(|r| r.id == id)?;
        Some((report, passages))
    });
    let group = Group {
        round_ups: round_ups.collect(),
        reports,
        earlier,
    };
    (!group.reports.is_empty()).then(|| room(group, config))
}

/// Earlier versions by the id of the report that stands for them.
type Versions = BTreeMap<String, Vec<Report>>;

fn versions(earlier: Vec<Report>) -> Versions {
    let mut versions = Versions::new();
    for report in earlier {
        let of = report.version.as_ref().map(|v| v.of.clone()).unwrap_or_default();
        versions.entry(of).or_default().push(report);
    }
    versions
}

/// Divides the reports into stories, their earlier versions aside.
fn divided(
    reports: Vec<Report>,
    config: &Config,
    progress: &dyn Progress,
) -> (Vec<Group>, Versions, Vec<Warning>) {
    let Grouped {
        reports,
        earlier,
        clusters,
        round_ups,
        warnings,
    } = grouped(reports, config, progress);
    let mut places: Vec<Option<usize>> = vec![None; reports.len()];
    for (place, cluster) in clusters.iter().enumerate() {
        for &i in cluster {
            places[i] = Some(place);
        }
    }
    let mut groups: Vec<Group> = clusters.iter().map(|_| Group::default()).collect();
    for found in round_ups {
        for (place, passages) in found.stories {
            groups[place]
                .round_ups
                .push((reports[found.report].clone(), passages));
        }
    }
    for (report, place) in reports.into_iter().zip(places) {
        if let Some(place) = place {
            groups[place].reports.push(report);
        }
    }
    groups.retain(|group| !group.reports.is_empty());
    (groups, versions(earlier), warnings)
}

/// Divides the reports into stories and says what stands behind each.
pub(crate) fn rooms(reports: Vec<Report>, config: &Config, progress: &dyn Progress) -> Vec<Room> {
    let (mut groups, mut versions, warnings) = divided(reports, config, progress);
    if let Some(wanted) = &config.story_of {
        let is = |r: &Report| r.id == *wanted || r.file == *wanted;
        let was = |r: &Report| {
            let twin = r.twins.iter().any(|t| t.id == *wanted || t.file == *wanted);
            twin || versions.get(&r.id).is_some_and(|of| of.iter().any(is))
        };
        let told = |(r, _): &(Report, Vec<Span>)| is(r) || was(r);
        groups.retain(|group| {
            group.reports.iter().any(|r| is(r) || was(r)) || group.round_ups.iter().any(told)
        });
    }
    progress.stage("comparing");
    for group in &mut groups {
        let versions = group.reports.iter().filter_map(|r| versions.remove(&r.id));
        group.earlier = versions.flatten().collect();
    }
    let mut rooms: Vec<Room> = groups.into_par_iter().map(|group| room(group, config)).collect();
    rooms.sort_by(|a, b| in_order(&a.story, &b.story));
    if let Some(first) = rooms.first_mut() {
        first.warnings.extend(warnings);
    }
    rooms
}

/// The story of most reports comes first, then the earliest.
pub(crate) fn in_order(a: &Story, b: &Story) -> std::cmp::Ordering {
    let rank = |s: &Story| (std::cmp::Reverse(s.reports.len()), s.first_published.is_none());
    rank(a)
        .cmp(&rank(b))
        .then_with(|| a.first_published.cmp(&b.first_published))
        .then_with(|| a.id.cmp(&b.id))
}

/// What belongs to one story.
#[derive(Default)]
struct Group {
    reports: Vec<Report>,
    earlier: Vec<Report>,
    /// Reports that tell it among others, with the passages.
    round_ups: Vec<(Report, Vec<Span>)>,
}

fn room(group: Group, config: &Config) -> Room {
    let Group {
        reports,
        earlier,
        round_ups,
    } = group;
    let own = reports.len();
    let clips = round_ups
        .iter()
        .map(|(r, passages)| round_ups::clipped(r, passages));
    let mut all: Vec<Report> = reports.into_iter().chain(clips).collect();
    relate::entities::link(&mut all);
    let Found {
        pairs: reuse,
        warnings,
    } = relate::reuse::compare(&all);
    let (origins, signs) = relate::origins::traced(&all, &reuse);
    let clipped = all.split_off(own);
    let reports = all;
    let refs: Vec<&Report> = reports.iter().collect();
    let witnesses: Vec<&Report> = reports.iter().chain(&clipped).collect();
    let (sources, count) = relate::origins::counted(&refs, &origins);
    let head = Room::head(&reports, &earlier);
    let told = round_ups.iter().map(|(r, passages)| RoundUp {
        report: r.id.clone(),
        passages: passages.iter().map(|span| Citation::new(r, *span)).collect(),
    });
    let story = Story {
        sources,
        decisions: concerning(&config.decisions, &head.reports),
        round_ups: told.collect(),
        chapters: relate::stories::chapters::find(&refs),
        events: relate::stories::events::find(&witnesses),
        ..head
    };
    Room {
        clipped,
        round_ups: round_ups.into_iter().map(|(r, _)| r).collect(),
        reports,
        earlier,
        reuse,
        origins,
        story,
        warnings: [warnings, signs, count].concat(),
    }
}

impl Room {
    /// A story's id, title, reports and dates.
    pub(crate) fn head(reports: &[Report], earlier: &[Report]) -> Story {
        let refs: Vec<&Report> = reports.iter().collect();
        let dates: BTreeSet<&str> = reports
            .iter()
            .chain(earlier)
            .filter_map(|r| r.published.as_ref())
            .map(|p| p.value.as_str())
            .collect();
        // A story keeps its id when its first report gets a new version.
        let of_first = |r: &&Report| r.version.as_ref().is_some_and(|v| v.of == reports[0].id);
        let first = &earlier.iter().find(of_first).unwrap_or(&reports[0]).id;
        Story {
            id: relate::stories::story_id(first),
            title: relate::stories::title(&refs),
            reports: reports.iter().map(|r| r.id.clone()).collect(),
            earlier: earlier.iter().map(|r| r.id.clone()).collect(),
            first_published: dates.first().map(|d| (*d).to_owned()),
            last_published: dates.last().map(|d| (*d).to_owned()),
            ..Story::default()
        }
    }
}
