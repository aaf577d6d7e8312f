//! The same stories one report at a time: a state machine that is given reports in any order and says what became of the
//! stories.
//!
//! A report is compared with the nearest of those in memory; then the stories that it touches are made anew from their
//! reports by the linkage of the batch, so that a late report can join two stories or part one. Words are weighed by the
//! background and what is in memory; since these weights move, old reports are looked at again in turn. A story keeps its
//! id while most of its reports stay together. An id that was merged away still leads to the story that it became part of.

mod change;
mod index;
mod memory;
mod row;

use change::Change;
use memory::Memory;
use record::{Report, StreamChange, StreamEvent, Streamed};
use std::collections::{BTreeMap, BTreeSet};

/// How a stream is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// So many of the reports that came last are compared; what came before is forgotten but for its id.
    pub reports: usize,
}

impl Default for Window {
    fn default() -> Self {
        Self { reports: 100_000 }
    }
}

/// Stories larger than this are not made anew by every report that touches them; it joins or it does not.
const LARGE: usize = 200;
/// How many old reports are looked at again with each new one.
const AGAIN: usize = 1;

/// A story as the stream has it.
#[derive(Debug, Default, Clone)]
struct Kept {
    id: String,
    /// Slots in memory.
    members: BTreeSet<usize>,
    /// Ids of reports that left the memory.
    gone: Vec<String>,
    /// Ids of stories that became part of it.
    merged: Vec<String>,
    split_from: Option<String>,
}

/// A stream of reports and the stories made of them so far.
#[derive(Debug, Default)]
pub struct Stream {
    window: Window,
    memory: Memory,
    stories: BTreeMap<usize, Kept>,
    /// The story of each slot.
    home: BTreeMap<usize, usize>,
    next: usize,
    /// Ids that became part of another story.
    aliases: BTreeMap<String, String>,
    ids: BTreeSet<String>,
    /// Ids of the stories that have reports in memory.
    living: BTreeSet<String>,
    closed: Vec<Streamed>,
    again: usize,
}

impl Stream {
    /// An empty stream.
    #[must_use]
    pub fn new(window: Window) -> Self {
        Self {
            window,
            ..Self::default()
        }
    }

    /// Takes one report and says what became of it and of the stories that it touched. A report whose id is in memory
    /// already is not taken twice, and changes nothing.
    pub fn add(&mut self, report: &Report) -> Vec<StreamEvent> {
        if self.memory.has(&report.id) {
            return Vec::new();
        }
        let slot = self.memory.take(report);
        let mut events = self.look(slot, Some(slot));
        for _ in 0..AGAIN {
            if let Some(old) = self.memory.after(self.again) {
                self.again = old + 1;
                if old != slot {
                    self.memory.weigh(old);
                    self.memory.compare(old);
                    events.extend(self.look(old, None));
                }
            } else {
                self.again = 0;
            }
        }
        while self.memory.len() > self.window.reports {
            self.forget();
        }
        events
    }

    /// Looks at every report in memory once more, so that none is judged by weights of words that are long past.
    pub fn settle(&mut self) -> Vec<StreamEvent> {
        let mut events = Vec::new();
        let slots: Vec<usize> = self.home.keys().copied().collect();
        for slot in &slots {
            self.memory.weigh(*slot);
        }
        for slot in slots {
            self.memory.compare(slot);
            events.extend(self.look(slot, None));
        }
        events
    }

    /// The id that a story has now, which had `id` at some time; `None` for one that never was.
    #[must_use]
    pub fn resolve<'a>(&'a self, id: &'a str) -> Option<&'a str> {
        let mut id = id;
        // Every step leads to a story that lives longer, so it ends.
        while let Some(next) = self.aliases.get(id) {
            id = next;
        }
        self.ids.contains(id).then_some(id)
    }

    /// How many reports are in memory.
    #[must_use]
    pub fn in_memory(&self) -> usize {
        self.memory.len()
    }

    /// Stories all of whose reports have left the memory since this was last asked.
    pub fn closed(&mut self) -> Vec<Streamed> {
        std::mem::take(&mut self.closed)
    }

    /// The stories that have reports in memory, the one of most reports first, then by id.
    #[must_use]
    pub fn stories(&self) -> Vec<Streamed> {
        let mut all: Vec<Streamed> = self.stories.values().map(|s| self.told(s)).collect();
        all.sort_by(|a, b| (b.reports.len(), &a.id).cmp(&(a.reports.len(), &b.id)));
        all
    }

    fn told(&self, story: &Kept) -> Streamed {
        let reports: Vec<&Report> = story.members.iter().map(|s| self.memory.report(*s)).collect();
        let mut ordered = reports.clone();
        ordered.sort_by_key(|r| {
            (
                r.day().is_none(),
                r.day().unwrap_or_default().to_owned(),
                r.id.clone(),
            )
        });
        Streamed {
            id: story.id.clone(),
            title: super::title(&ordered),
            reports: story
                .gone
                .iter()
                .cloned()
                .chain(ordered.iter().map(|r| r.id.clone()))
                .collect(),
            merged: story.merged.clone(),
            split_from: story.split_from.clone(),
            warnings: Vec::new(),
        }
    }

    /// Makes the stories around `slot` anew. `new` is the slot of a report that has no story yet.
    fn look(&mut self, slot: usize, new: Option<usize>) -> Vec<StreamEvent> {
        let mut touched: BTreeSet<usize> = self
            .memory
            .near(slot)
            .filter_map(|other| self.home.get(&other).copied())
            .collect();
        touched.extend(self.home.get(&slot));
        let large = |story: &usize| self.stories.get(story).is_some_and(|s| s.members.len() > LARGE);
        if touched.iter().any(large) {
            return self.join_large(slot, new, &touched);
        }
        let mut members: BTreeSet<usize> = touched
            .iter()
            .filter_map(|s| self.stories.get(s))
            .flat_map(|s| s.members.iter().copied())
            .collect();
        members.insert(slot);
        let parts = self.memory.link(&members);
        self.settle_parts(&touched, &parts, slot, new)
    }

    /// Where a large story is near: the report joins the story that it fits best, or begins one; nothing else moves.
    fn join_large(&mut self, slot: usize, new: Option<usize>, touched: &BTreeSet<usize>) -> Vec<StreamEvent> {
        if new.is_none() {
            return Vec::new();
        }
        let fit = |story: &usize| {
            let members = self
                .stories
                .get(story)
                .map(|s| s.members.clone())
                .unwrap_or_default();
            (self.memory.fit(slot, &members), std::cmp::Reverse(*story))
        };
        let best = touched.iter().map(fit).max().filter(|(fit, _)| *fit > 0);
        let id = match best {
            Some((_, std::cmp::Reverse(story))) => {
                self.home.insert(slot, story);
                self.stories.get_mut(&story).map(|s| {
                    s.members.insert(slot);
                    (s.id.clone(), StreamChange::Joined)
                })
            }
            None => Some((self.begin(&BTreeSet::from([slot]), None), StreamChange::New)),
        };
        let event = id.map(|(story, event)| StreamEvent {
            report: self.memory.report(slot).id.clone(),
            story,
            event,
            merged_into: None,
            split_from: None,
        });
        event.into_iter().collect()
    }

    /// Begins a story of these slots and gives its id.
    fn begin(&mut self, members: &BTreeSet<usize>, split_from: Option<String>) -> String {
        let mut first: Vec<&Report> = members.iter().map(|s| self.memory.report(*s)).collect();
        first.sort_by_key(|r| {
            (
                r.day().is_none(),
                r.day().unwrap_or_default().to_owned(),
                r.id.clone(),
            )
        });
        let mut id = first.first().map(|r| super::story_id(&r.id)).unwrap_or_default();
        // A story that was merged away and parts again has its old id back; another one never gets a living one's.
        self.aliases.remove(&id);
        while self.living.contains(&id) {
            id.push_str("-2");
        }
        self.ids.insert(id.clone());
        self.living.insert(id.clone());
        let place = self.next;
        self.next += 1;
        self.home.extend(members.iter().map(|s| (*s, place)));
        self.stories.insert(
            place,
            Kept {
                id: id.clone(),
                members: members.clone(),
                split_from,
                ..Kept::default()
            },
        );
        id
    }

    /// Puts the new parts in the place of the touched stories and says what changed.
    fn settle_parts(
        &mut self,
        touched: &BTreeSet<usize>,
        parts: &[BTreeSet<usize>],
        slot: usize,
        new: Option<usize>,
    ) -> Vec<StreamEvent> {
        let before: BTreeMap<usize, BTreeSet<usize>> = touched
            .iter()
            .filter_map(|s| Some((*s, self.stories.get(s)?.members.clone())))
            .collect();
        let changes = change::between(&before, parts);
        let name = |stream: &Self, s: usize| stream.memory.report(s).id.clone();
        let mut events = Vec::new();
        for (part, change) in parts.iter().zip(changes) {
            let (place, id) = match change {
                Change::Stays { story, merged } => {
                    let id = self.stories.get(&story).map(|s| s.id.clone()).unwrap_or_default();
                    for other in merged {
                        let Some(gone) = self.stories.remove(&other) else {
                            continue;
                        };
                        self.living.remove(&gone.id);
                        self.aliases.insert(gone.id.clone(), id.clone());
                        events.push(StreamEvent {
                            report: name(self, slot),
                            story: gone.id.clone(),
                            event: StreamChange::Merged,
                            merged_into: Some(id.clone()),
                            split_from: None,
                        });
                        if let Some(kept) = self.stories.get_mut(&story) {
                            kept.merged.extend(gone.merged.into_iter().chain([gone.id]));
                            kept.gone.extend(gone.gone);
                        }
                    }
                    if let Some(kept) = self.stories.get_mut(&story) {
                        kept.members.clone_from(part);
                    }
                    (Some(story), id)
                }
                Change::Begins { from } => {
                    let from = from.and_then(|f| self.stories.get(&f).map(|s| s.id.clone()));
                    (None, self.begin(part, from))
                }
            };
            for &member in part {
                let was = before.iter().find(|(_, m)| m.contains(&member)).map(|(s, _)| *s);
                let moved = was.filter(|w| Some(*w) != place);
                let event = match (Some(member) == new, moved) {
                    (true, _) if part.len() == 1 => StreamChange::New,
                    (true, _) => StreamChange::Joined,
                    // Those who came with a merged story are told of by the merge.
                    (false, Some(w)) if self.stories.contains_key(&w) => StreamChange::Split,
                    _ => {
                        if let Some(place) = place {
                            self.home.insert(member, place);
                        }
                        continue;
                    }
                };
                if let Some(place) = place {
                    self.home.insert(member, place);
                }
                let from = moved.and_then(|w| self.stories.get(&w)).map(|s| s.id.clone());
                events.push(StreamEvent {
                    report: name(self, member),
                    story: id.clone(),
                    event,
                    merged_into: None,
                    split_from: from.filter(|_| event == StreamChange::Split),
                });
            }
        }
        events
    }

    /// Lets the report that came first leave the memory.
    fn forget(&mut self) {
        let Some(slot) = self.memory.oldest() else {
            return;
        };
        if let Some(story) = self.home.remove(&slot)
            && let Some(mut kept) = self.stories.remove(&story)
        {
            if kept.members.len() == 1 {
                self.living.remove(&kept.id);
                self.closed.push(self.told(&kept));
            } else {
                kept.members.remove(&slot);
                kept.gone.push(self.memory.report(slot).id.clone());
                self.stories.insert(story, kept);
            }
        }
        self.memory.drop(slot);
    }
}

#[cfg(test)]
mod tests;
