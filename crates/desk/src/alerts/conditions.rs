//! Which alerts what a run changed fits.

use super::rules::{Alert, Alerts, On};
use super::state::{Drift, Fired, Letter};
use super::{corrected, figures};
use archive::{Error, Page, Snapshot, StoryRow};
use record::{Briefing, Relation, SourceId, Story};
use std::collections::{BTreeMap, BTreeSet};

/// What fits between two states of an archive, in the order of the stories' ids and of the alerts.
pub(super) fn fired(
    alerts: &Alerts,
    then: &Snapshot<'_>,
    now: &Snapshot<'_>,
    at: &str,
    drifting: &mut BTreeMap<String, Drift>,
) -> Result<Vec<Fired>, Error> {
    let mut all = Vec::new();
    // A story that became part of another was known too: what it told is not new there.
    let mut parts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (id, into) in now.ended_since(then.run())? {
        if let Some(into) = into {
            parts.entry(into).or_default().push(id);
        }
    }
    for id in now.told_since(then.run())? {
        let Some(row) = now.story_row(&id)? else {
            continue;
        };
        let mut told: Option<(Vec<Story>, Briefing)> = None;
        for alert in &alerts.all {
            if !fits(alert, now, &id)? {
                continue;
            }
            let (before, after) = match &told {
                Some(told) => told,
                None => {
                    let mut before = Vec::new();
                    for id in std::iter::once(&id).chain(parts.get(&id).into_iter().flatten()) {
                        let briefing = then.story(id)?.into_iter();
                        before.extend(briefing.flat_map(|mut b| {
                            engine::settle(&mut b, record::Policy::Latest);
                            b.stories
                        }));
                    }
                    let mut after = now.story(&id)?.unwrap_or_default();
                    engine::settle(&mut after, record::Policy::Latest);
                    told.insert((before, after))
                }
            };
            let Some(story) = after.stories.first() else {
                continue;
            };
            let seen = Seen { alert, before, story };
            let mut changes = seen.changes();
            if alert.on.contains(&On::Figure) {
                let moved = figures::moved(alert, before, story, drifting, row.run);
                changes.extend(moved.into_iter().map(|(what, words)| (On::Figure, what, words)));
            }
            if alert.on.contains(&On::Corrected) {
                let by_outlets = corrected::by_outlets(before, story, after);
                changes.extend(
                    by_outlets
                        .into_iter()
                        .map(|(what, words)| (On::Corrected, what, words)),
                );
            }
            for (on, what, words) in changes {
                all.push(fire(alert, &row, (on, &what, words), (now.run(), at)));
            }
        }
    }
    Ok(all)
}

/// A change of a story, to be told: what kind it is, what makes it this one and no other, and a sentence.
pub(super) fn fire(alert: &Alert, story: &StoryRow, change: (On, &str, String), when: (i64, &str)) -> Fired {
    let ((on, what, words), (run, at)) = (change, when);
    // The same change found again, by another look, is the same.
    let id = SourceId::of(format!("{}\n{}\n{on:?}\n{what}", alert.name, story.id).as_bytes());
    Fired {
        id: id.to_string(),
        alert: alert.name.clone(),
        on,
        story: story.id.clone(),
        title: story.title.clone(),
        words,
        run,
        at: at.to_owned(),
        webhook: alert.webhook.clone(),
        sent: alert.webhook.is_none(),
        tries: 0,
        due: 0,
        failed: None,
        mail: alert.mail.iter().map(|to| Letter::to(to)).collect(),
    }
}

/// Whether a report of the story fits the alert's search.
pub(super) fn fits(alert: &Alert, now: &Snapshot<'_>, story: &str) -> Result<bool, Error> {
    let mut query = alert.query();
    query.filter.story = Some(story.to_owned());
    let one = Page { limit: 1, offset: 0 };
    if query.words.is_empty() {
        return Ok(now.reports(&query.filter, one)?.total > 0);
    }
    match now.search(&query, one) {
        Ok(hits) => Ok(hits.total > 0),
        // Words that are none fit nothing.
        Err(Error::Query(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// A story before, with those that became part of it, and now, as an alert sees it.
struct Seen<'a> {
    alert: &'a Alert,
    before: &'a [Story],
    story: &'a Story,
}

impl Seen<'_> {
    /// What is told: the kind, what makes it this one and no other, and a sentence.
    fn changes(&self) -> Vec<(On, String, String)> {
        let mut all = Vec::new();
        let (alert, story) = (self.alert, self.story);
        let asked = |on: On| alert.on.contains(&on);
        let count = story.sources.independent.low;
        if asked(On::Story) && self.before.is_empty() {
            let words = format!("A new story, told by {}.", sources(count));
            all.push((On::Story, String::new(), words));
        }
        let before = self
            .before
            .iter()
            .map(|s| s.sources.independent.low)
            .max()
            .unwrap_or(0);
        if asked(On::Sources) && before < alert.sources && count >= alert.sources {
            let words = match before {
                0 => format!("{} behind it.", stand(count)),
                1 => format!("{} behind it now; before, there was 1.", stand(count)),
                n => format!("{} behind it now; before, there were {n}.", stand(count)),
            };
            all.push((On::Sources, alert.sources.to_string(), words));
        }
        if asked(On::Conflict) {
            let key = |r: &record::Reading| (r.measure.clone(), r.about.clone(), r.event.clone());
            let in_conflict = |r: &&record::Reading| r.relation == Relation::Conflict;
            let old: BTreeSet<_> = self
                .before
                .iter()
                .flat_map(|s| s.quantities.iter().filter(in_conflict))
                .map(key)
                .collect();
            for reading in story.quantities.iter().filter(in_conflict) {
                let this = key(reading);
                if !old.contains(&this) {
                    let values: Vec<String> =
                        reading.values.iter().map(|v| v.text.trim().to_owned()).collect();
                    let words = format!("Reports conflict: {}: {}.", reading.measure, values.join(" or "));
                    all.push((On::Conflict, format!("{this:?}"), words));
                }
            }
        }
        if asked(On::Quoted)
            && let Some(person) = &alert.person
        {
            let said = |s: &Story| -> BTreeSet<(String, usize)> {
                let theirs = s.quotes.iter().filter(|q| is_of(q, person));
                let citations = theirs.flat_map(|q| q.variants.iter().flat_map(|v| &v.citations));
                citations.map(|c| (c.report.clone(), c.span.start())).collect()
            };
            let old: BTreeSet<(String, usize)> = self.before.iter().flat_map(said).collect();
            for quote in story.quotes.iter().filter(|q| is_of(q, person)) {
                let first = quote.variants.first();
                let cited = first.and_then(|v| Some((v, v.citations.first()?)));
                let Some((variant, citation)) = cited else {
                    continue;
                };
                let known = quote
                    .variants
                    .iter()
                    .flat_map(|v| &v.citations)
                    .any(|c| old.contains(&(c.report.clone(), c.span.start())));
                if !known {
                    let who = quote
                        .speaker
                        .as_ref()
                        .map_or(person.as_str(), |s| s.name.as_str());
                    let words = format!("{who}: “{}”", variant.text.trim().trim_matches(['“', '”', '"']));
                    all.push((
                        On::Quoted,
                        format!("{} {}", citation.report, citation.span.start()),
                        words,
                    ));
                }
            }
        }
        all
    }
}

/// Whether somebody of this name, or of this entity's id, says it.
fn is_of(quote: &record::QuoteReading, person: &str) -> bool {
    let wanted = person.trim().to_lowercase().replace(' ', "-");
    let entity = quote.speaker.as_ref().and_then(|s| s.entity.as_deref());
    entity.is_some_and(|e| e == wanted || e.strip_suffix(&wanted).is_some_and(|rest| rest.ends_with('-')))
}

fn sources(n: usize) -> String {
    match n {
        1 => "1 independent source".to_owned(),
        n => format!("{n} independent sources"),
    }
}

fn stand(n: usize) -> String {
    match n {
        1 => "1 independent source stands".to_owned(),
        n => format!("{n} independent sources stand"),
    }
}
