//! The events that a story tells of: what happened, where, and when.
//!
//! A sentence that has a word for a happening, a day and perhaps a site is a telling; tellings of one kind and day are one
//! event, unless a report itself holds two sites against each other. One event told with two days next to each other is
//! one, unless a report tells of both. What happened long before the story, and what is still to come, is none of its
//! events. Less rather than wrong: a sentence whose day or kind is not sure belongs to none.

mod groups;
mod happenings;
mod places;
mod tellings;

pub use places::Places;

use groups::Group;
use happenings::Happening;
pub(crate) use places::Told;
use record::{Citation, Event, Report, SourceId};
use std::collections::{BTreeMap, BTreeSet};

/// The events of one story's reports, in order of days and then of places; none where the reports tell of none surely.
#[must_use]
pub fn find(reports: &[&Report]) -> Vec<Event> {
    of_kinds(reports).into_iter().map(|e| e.1).collect()
}

/// The events of one story's reports with what tells two of them from each other.
pub(crate) fn told(reports: &[&Report]) -> Told {
    let (kinds, events): (Vec<_>, Vec<_>) = of_kinds(reports).into_iter().unzip();
    Told {
        places: Places::new(&events),
        of: kinds
            .into_iter()
            .zip(events.into_iter().map(|e| e.date))
            .collect(),
    }
}

/// [`find`], each event with its kind.
fn of_kinds(reports: &[&Report]) -> Vec<(Happening, Event)> {
    let mut reports = reports.to_vec();
    reports.sort_by(|a, b| (&a.id, &a.source).cmp(&(&b.id, &b.source)));
    let tellings = tellings::find(&reports);
    let groups = groups::group(&tellings, &reports);
    let mut events: Vec<(Happening, Event)> = groups
        .iter()
        .filter(|g| reports.len() == 1 || supported(g, &tellings))
        .map(|g| (g.kind, event(g, &tellings, &reports)))
        .collect();
    events.sort_by(|(_, a), (_, b)| {
        let key = |e: &Event| (e.date.is_none(), e.date.clone(), e.place.clone(), e.id.clone());
        key(a).cmp(&key(b))
    });
    events.dedup_by(|a, b| a.1.id == b.1.id);
    events
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
