//! The events that a story tells of: what happened, where, and when.
//!
//! A sentence that has a word for a happening, a day and perhaps a site is a telling; tellings of one kind and day are one
//! event, unless a report itself holds two sites against each other. One event told with two days next to each other is
//! one, unless a report tells of both. What happened long before the story, and what is still to come, is none of its
//! events. Less rather than wrong: a sentence whose day or kind is not sure belongs to none.

mod groups;
mod happenings;
mod tellings;

use groups::Group;
use record::{Citation, Event, Report, SourceId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The events of one story's reports, in order of days and then of places; none where the reports tell of none surely.
#[must_use]
pub fn find(reports: &[&Report]) -> Vec<Event> {
    let mut reports = reports.to_vec();
    reports.sort_by(|a, b| (&a.id, &a.source).cmp(&(&b.id, &b.source)));
    let tellings = tellings::find(&reports);
    let groups = groups::group(&tellings, &reports);
    let mut events: Vec<Event> = groups
        .iter()
        .filter(|g| reports.len() == 1 || supported(g, &tellings))
        .map(|g| event(g, &tellings, &reports))
        .collect();
    events.sort_by(|a, b| {
        let key = |e: &Event| (e.date.is_none(), e.date.clone(), e.place.clone(), e.id.clone());
        key(a).cmp(&key(b))
    });
    events.dedup_by(|a, b| a.id == b.id);
    events
}

/// The event that the words at `span` of this report belong to.
#[must_use]
pub fn at<'a>(events: &'a [Event], report: &str, span: Span) -> Option<&'a Event> {
    let there = |c: &Citation| c.report == report && (c.span.contains(span) || span.contains(c.span));
    events.iter().find(|e| e.passages.iter().any(there))
}

/// The one event that these citations are of; `None` where they are of several, or most of them of none.
#[must_use]
pub fn of(events: &[Event], citations: &[Citation]) -> Option<String> {
    let found: Vec<&str> = citations
        .iter()
        .filter_map(|c| at(events, &c.report, c.span))
        .map(|e| e.id.as_str())
        .collect();
    let first = *found.first()?;
    let sure = found.iter().all(|id| *id == first) && 2 * found.len() >= citations.len();
    sure.then(|| first.to_owned())
}

/// Told by two reports, or by one in two sentences of which each names it.
fn supported(group: &Group<'_>, tellings: &[tellings::Telling<'_>]) -> bool {
    let by: BTreeSet<usize> = group.tellings.iter().map(|t| tellings[*t].report).collect();
    let whole = |t: &&usize| tellings[**t].after.is_none();
    by.len() > 1 || group.tellings.iter().filter(whole).count() > 1
}

fn event(group: &Group, tellings: &[tellings::Telling<'_>], reports: &[&Report]) -> Event {
    let mut told: Vec<usize> = group.tellings.clone();
    told.sort_by_key(|t| (tellings[*t].report, tellings[*t].span));
    told.dedup_by_key(|t| (tellings[*t].report, tellings[*t].span));
    let passages: Vec<Citation> = told
        .iter()
        .map(|t| Citation::new(reports[tellings[*t].report], tellings[*t].span))
        .collect();
    let by: BTreeSet<&str> = passages.iter().map(|c| c.report.as_str()).collect();
    let place = group.place.as_ref().map(|place| {
        let shown = told.iter().find_map(|t| tellings[*t].sites.get(place));
        shown.map_or_else(|| place.clone(), |s| (*s).to_owned())
    });
    let key = format!(
        "{:?} {} {}",
        group.kind,
        group.day.unwrap_or_default(),
        group.place.as_deref().unwrap_or_default()
    );
    Event {
        id: format!("event-{}", SourceId::of(key.as_bytes()).short()),
        title: title(&told, tellings, reports),
        date: group.day.map(str::to_owned),
        place,
        reports: by.into_iter().map(str::to_owned).collect(),
        passages,
    }
}

/// The sentence whose words most of the others share; of equals the shorter, then the first.
fn title(told: &[usize], tellings: &[tellings::Telling<'_>], reports: &[&Report]) -> String {
    let words = |t: usize| -> BTreeSet<String> {
        let telling = &tellings[t];
        let text = reports[telling.report].text.at(telling.span);
        super::view::words(text)
            .into_iter()
            .filter(|w| w.len() > 3)
            .collect()
    };
    // A long list of sentences is told by its first hundred.
    let lists: Vec<(usize, BTreeSet<String>)> = told.iter().take(100).map(|t| (*t, words(*t))).collect();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for word in lists.iter().flat_map(|(_, l)| l) {
        *uses.entry(word).or_default() += 1;
    }
    let best = lists.iter().max_by_key(|(t, list)| {
        let telling = &tellings[*t];
        let shared: usize = list.iter().map(|w| uses[w.as_str()] - 1).sum();
        // Without a word for what happened the sentence can't stand for it.
        let worth = shared * 1000 / (list.len() + 8);
        (
            telling.kind.is_some(),
            telling.day.is_some(),
            worth,
            std::cmp::Reverse(*t),
        )
    });
    best.map(|(t, _)| {
        let telling = &tellings[*t];
        let text = reports[telling.report].text.at(telling.span);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    })
    .unwrap_or_default()
}

#[cfg(test)]
mod tests;
