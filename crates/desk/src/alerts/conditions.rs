//! Which alerts what a run changed fits.

use super::rules::{Alert, Alerts, On};
use super::state::Fired;
use archive::{Error, Page, Snapshot};
use record::{Briefing, Relation, SourceId, Story};
use std::collections::BTreeSet;

/// What fits between two states of an archive, in the order of the stories' ids and of the alerts.
pub(super) fn fired(
    alerts: &Alerts,
    then: &Snapshot<'_>,
    now: &Snapshot<'_>,
    at: &str,
) -> Result<Vec<Fired>, Error> {
    let mut all = Vec::new();
    for id in now.told_since(then.run())? {
        let Some(row) = now.story_row(&id)? else {
            continue;
        };
        let mut told: Option<(Briefing, Briefing)> = None;
        for alert in &alerts.all {
            if !fits(alert, now, &id)? {
                continue;
            }
            let (before, after) = match &told {
                Some(told) => told,
                None => {
                    let before = then.story(&id)?.unwrap_or_default();
                    told.insert((before, now.story(&id)?.unwrap_or_default()))
                }
            };
            let Some(story) = after.stories.first() else {
                continue;
            };
            let seen = Seen {
                alert,
                before: before.stories.first(),
                story,
                is_new: row.since > then.run(),
            };
            for (on, what, words) in seen.changes() {
                // The same change found again, by another look, is the same.
                let id = SourceId::of(format!("{}\n{id}\n{on:?}\n{what}", alert.name).as_bytes());
                all.push(Fired {
                    id: id.to_string(),
                    alert: alert.name.clone(),
                    on,
                    story: row.id.clone(),
                    title: row.title.clone(),
                    words,
                    run: now.run(),
                    at: at.to_owned(),
                    webhook: alert.webhook.clone(),
                    sent: alert.webhook.is_none(),
                    tries: 0,
                    due: 0,
                    failed: None,
                });
            }
        }
    }
    Ok(all)
}

/// Whether a report of the story fits the alert's search.
fn fits(alert: &Alert, now: &Snapshot<'_>, story: &str) -> Result<bool, Error> {
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

/// A story before and now, as an alert sees it.
struct Seen<'a> {
    alert: &'a Alert,
    before: Option<&'a Story>,
    story: &'a Story,
    is_new: bool,
}

impl Seen<'_> {
    /// What is told: the kind, what makes it this one and no other, and a sentence.
    fn changes(&self) -> Vec<(On, String, String)> {
        let mut all = Vec::new();
        let (alert, story) = (self.alert, self.story);
        let asked = |on: On| alert.on.contains(&on);
        let count = story.sources.independent.low;
        if asked(On::Story) && self.is_new {
            let words = format!("A new story, told by {}.", sources(count));
            all.push((On::Story, String::new(), words));
        }
        let before = self.before.map_or(0, |s| s.sources.independent.low);
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
                .into_iter()
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
            let old = self.before.map(said).unwrap_or_default();
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
