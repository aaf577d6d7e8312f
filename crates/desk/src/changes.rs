//! What later runs, or later reports, changed of what was told before.

use archive::{Archive, Error};
use record::{Briefing, Citation, Reading, Relation, Story};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What changed of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Id of the story as it is now.
    pub story: String,
    /// Its title.
    pub title: String,
    /// What kind of change.
    pub kind: DifferenceKind,
    /// A sentence for a person.
    pub text: String,
    /// The words it rests on, as they are told now; empty where it is about counts.
    pub citations: Vec<Citation>,
}

/// What kind of change later runs or reports made of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DifferenceKind {
    /// A story that was not there.
    Story,
    /// A story that another one became part of.
    Merged,
    /// Figures that can't both be true, which did not conflict before.
    Conflict,
    /// A figure that has other values than before.
    Figure,
    /// More independent sources.
    Confirmed,
    /// Fewer independent sources.
    Unconfirmed,
    /// A report that the story had not.
    Report,
    /// A report that the story has no longer.
    Gone,
}

/// What the runs after `since` changed at the archive at `path`, story by story.
///
/// # Errors
/// Those of the archive.
pub fn changes(path: &Path, since: i64) -> Result<Vec<Difference>, Error> {
    let (now, then) = (Archive::open(path)?, Archive::open(path)?);
    let (now, mut then) = (now.snapshot()?, then.snapshot()?);
    // Rows of a run never change; so what the earlier run left can still be seen.
    then.rewind(since);
    let mut ended: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (id, into) in now.ended_since(since)? {
        if let Some(into) = into {
            ended.entry(into).or_default().push(id);
        }
    }
    let mut all = Vec::new();
    for id in now.told_since(since)? {
        let Some(briefing) = now.story(&id)? else {
            continue;
        };
        let mut before: Vec<Story> = Vec::new();
        for id in std::iter::once(&id).chain(ended.get(&id).into_iter().flatten()) {
            before.extend(then.story(id)?.into_iter().flat_map(|b| b.stories));
        }
        if let Some(story) = briefing.stories.first() {
            let before: Vec<&Story> = before.iter().collect();
            compare(&before, story, &briefing, &mut all);
        }
    }
    Ok(all)
}

/// What the reports that came after changed, story by story: of `then`, which was told without them, in `now`, which is told
/// with them. A story is what became of the earlier one that most of its reports were in.
#[must_use]
pub fn between(then: &Briefing, now: &Briefing) -> Vec<Difference> {
    let members = |story: &Story| -> BTreeSet<String> {
        let reports = now.reports.iter().filter(|r| story.reports.contains(&r.id));
        let twins = reports.flat_map(|r| r.twins.iter().map(|t| t.id.clone()));
        twins
            .chain(story.reports.iter().cloned())
            .chain(story.earlier.iter().cloned())
            .collect()
    };
    let holds: Vec<BTreeSet<String>> = now.stories.iter().map(members).collect();
    let mut before: Vec<Vec<&Story>> = vec![Vec::new(); now.stories.len()];
    for old in &then.stories {
        let had: Vec<&String> = old.reports.iter().chain(&old.earlier).collect();
        let kept = |place: usize| had.iter().filter(|id| holds[place].contains(**id)).count();
        let most = (0..now.stories.len()).max_by_key(|&place| (kept(place), std::cmp::Reverse(place)));
        if let Some(place) = most.filter(|&place| kept(place) > 0) {
            before[place].push(old);
        }
    }
    let mut all = Vec::new();
    for (story, mut before) in now.stories.iter().zip(before) {
        before.sort_by_key(|old| old.id != story.id);
        compare(&before, story, now, &mut all);
    }
    all
}

/// What is told of a story `now` that was not told of the stories `before`, the first of which is itself.
fn compare(before: &[&Story], now: &Story, briefing: &Briefing, all: &mut Vec<Difference>) {
    let mut tell = |kind, text: String, citations: Vec<Citation>| {
        all.push(Difference {
            story: now.id.clone(),
            title: now.title.clone(),
            kind,
            text,
            citations,
        });
    };
    // An id that only changed since an earlier report came is the same story; two that are one now were merged.
    for other in before.iter().skip(1) {
        tell(
            DifferenceKind::Merged,
            format!("“{}” ({}) is part of it now.", other.title, other.id),
            vec![],
        );
    }
    if before.is_empty() {
        let sources = now.sources.independent.low;
        tell(
            DifferenceKind::Story,
            format!(
                "New: {}, {}.",
                counted(now.sources.reports, "report"),
                counted(sources, "independent source")
            ),
            vec![],
        );
        return;
    }
    let old: BTreeSet<&String> = before
        .iter()
        .flat_map(|s| s.reports.iter().chain(&s.earlier))
        .collect();
    let new: BTreeSet<&String> = now.reports.iter().chain(&now.earlier).collect();
    for id in new.difference(&old) {
        let report = briefing.report(id);
        let named = report.map_or_else(|| (*id).clone(), engine::called);
        let headline = report
            .and_then(|r| r.headline.as_deref())
            .unwrap_or("without a headline");
        tell(
            DifferenceKind::Report,
            format!(
                "New report: {named}, “{}”.",
                headline.trim_matches(['“', '”', '"'])
            ),
            vec![],
        );
    }
    for id in old.difference(&new) {
        tell(
            DifferenceKind::Gone,
            format!("The report {id} is no longer in it."),
            vec![],
        );
    }
    let most = before
        .iter()
        .map(|s| s.sources.independent.low)
        .max()
        .unwrap_or(0);
    let count = now.sources.independent.low;
    if count != most {
        let kind = if count > most {
            DifferenceKind::Confirmed
        } else {
            DifferenceKind::Unconfirmed
        };
        tell(
            kind,
            format!(
                "{} behind it; before, there {} {most}.",
                match count {
                    1 => "1 independent source stands".to_owned(),
                    n => format!("{n} independent sources stand"),
                },
                if most == 1 { "was" } else { "were" }
            ),
            vec![],
        );
    }
    figures(before, now, &mut tell);
}

fn figures(before: &[&Story], now: &Story, tell: &mut dyn FnMut(DifferenceKind, String, Vec<Citation>)) {
    let key = |r: &Reading| (r.measure.clone(), r.about.clone());
    let mut old: BTreeMap<(String, Option<String>), Vec<&Reading>> = BTreeMap::new();
    for reading in before.iter().flat_map(|s| &s.quantities) {
        old.entry(key(reading)).or_default().push(reading);
    }
    for reading in &now.quantities {
        let Some(was) = old.get(&key(reading)) else {
            continue;
        };
        let name = engine::figure_line(reading);
        let words = |r: &Reading| {
            r.values
                .iter()
                .map(|v| format!("“{}”", v.text))
                .collect::<BTreeSet<_>>()
        };
        let citations: Vec<Citation> = reading
            .values
            .iter()
            .filter_map(|v| v.citations.first().cloned())
            .collect();
        let (said, says) = (
            was.iter().flat_map(|r| words(r)).collect::<BTreeSet<_>>(),
            words(reading),
        );
        if reading.relation == Relation::Conflict && was.iter().all(|r| r.relation != Relation::Conflict) {
            let list: Vec<&String> = says.iter().collect();
            let text = format!(
                "{name}: {} can’t both be true; before, nothing spoke against it.",
                anded(&list)
            );
            tell(DifferenceKind::Conflict, text, citations);
        } else if says != said {
            let new: Vec<&String> = says.difference(&said).collect();
            if !new.is_empty() {
                let text = format!(
                    "{name}: {} {} reported now; before, {}.",
                    anded(&new),
                    if new.len() == 1 { "is" } else { "are" },
                    anded(&said.iter().collect::<Vec<_>>())
                );
                tell(DifferenceKind::Figure, text, citations);
            }
        }
        let low = was.iter().map(|r| r.independent.low).max().unwrap_or(0);
        if reading.independent.low > low && low < 2 && reading.independent.low >= 2 {
            let text = format!(
                "{name}: {} report it now; before, it was {low}.",
                counted(reading.independent.low, "independent source")
            );
            tell(DifferenceKind::Confirmed, text, vec![]);
        }
    }
}

fn counted(n: usize, what: &str) -> String {
    if n == 1 {
        format!("1 {what}")
    } else {
        format!("{n} {what}s")
    }
}

/// "a", "a and b", "a, b and c".
fn anded(words: &[&String]) -> String {
    let words: Vec<&str> = words.iter().map(|w| w.as_str()).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
