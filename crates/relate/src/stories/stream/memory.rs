//! The reports that a stream compares: their words with weights, whom each is near to, and how near.

use super::super::candidates::grid;
use super::super::link;
use super::super::linkage::{LEAST, MOST};
use super::super::model::odds;
use super::super::pair::{self, KINDS, Rarest, Words, kind_terms};
use super::super::view::View;
use super::super::voices::Voices;
use super::super::words::{Term, term};
use super::index::Index;
use super::row::{Row, cosine, shared};
use record::{Report, Segment, SegmentKind, Sentence, Text};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// Nearest reports kept of each kind of words, as in the batch.
const NEAREST: usize = 12;
/// The kinds of words that the nearest are sought by: title and body, and capitalised words.
const SOUGHT: [usize; 2] = [0, 3];
/// The kind of words that titles are compared by.
const TITLE: usize = 2;
/// So many reports speak for a large story.
const SPEAKERS: usize = 16;
/// Of a report that was compared no more than this is kept, in bytes: enough for a title.
const KEPT: usize = 600;

#[derive(Debug)]
struct Item {
    report: Report,
    view: View,
    /// What it says in the count of common words.
    voice: u64,
    /// The weights of its words as they were when it was last compared, of each kind.
    rows: [Row; KINDS],
    /// Log-odds by slot.
    edges: BTreeMap<usize, f64>,
}

/// Reports by slot; a later one has a higher slot.
#[derive(Debug, Default)]
pub(super) struct Memory {
    items: BTreeMap<usize, Item>,
    ids: BTreeSet<String>,
    next: usize,
    /// The voices of the reports that have each term.
    counts: [FxHashMap<Term, u64>; KINDS],
    voices: Voices,
    index: [Index; 2],
    lines: Lines,
}

impl Memory {
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// What is kept of the report in a slot.
    ///
    /// # Panics
    /// Never for a slot that is in memory, and no other is asked for.
    pub(super) fn report(&self, slot: usize) -> &Report {
        &self.items[&slot].report
    }

    pub(super) fn oldest(&self) -> Option<usize> {
        self.items.keys().next().copied()
    }

    /// The first slot from `from` on.
    pub(super) fn after(&self, from: usize) -> Option<usize> {
        self.items.range(from..).next().map(|i| *i.0)
    }

    /// Slots whose reports may be of the same event as that of `slot`.
    pub(super) fn near(&self, slot: usize) -> impl Iterator<Item = usize> {
        let edges = self.items.get(&slot).into_iter().flat_map(|i| &i.edges);
        edges.filter(|(_, odds)| **odds > 0.0).map(|(other, _)| *other)
    }

    /// Takes a report, compares it, and gives its slot.
    pub(super) fn take(&mut self, report: &Report) -> usize {
        let slot = self.next;
        self.next += 1;
        let furniture = self.lines.repeated(report);
        let view = View::new(report, &furniture);
        let voice = self.voices.take(view.days.published);
        for (kind, counts) in self.counts.iter_mut().enumerate() {
            for (term, _) in kind_terms(&view, kind) {
                *counts.entry(*term).or_default() += voice;
            }
        }
        self.ids.insert(report.id.clone());
        self.items.insert(
            slot,
            Item {
                report: slim(report),
                view,
                voice,
                rows: Default::default(),
                edges: BTreeMap::new(),
            },
        );
        self.weigh(slot);
        let item = &self.items[&slot];
        for (index, kind) in self.index.iter_mut().zip(SOUGHT) {
            index.add(slot, item.rows[kind].cells(kind_terms(&item.view, kind)));
        }
        self.compare(slot);
        slot
    }

    /// Weighs the words of the report in `slot` by what is in memory now.
    pub(super) fn weigh(&mut self, slot: usize) {
        let Some(item) = self.items.get_mut(&slot) else {
            return;
        };
        for (kind, row) in item.rows.iter_mut().enumerate() {
            let counts = &self.counts[kind];
            *row = Row::new(kind_terms(&item.view, kind), |term| {
                let parts = counts.get(&term).copied().unwrap_or(item.voice);
                self.voices.weight(term, parts)
            });
        }
    }

    /// Finds the nearest of the report in `slot`, and how near they are, anew.
    pub(super) fn compare(&mut self, slot: usize) {
        let Some(item) = self.items.get(&slot) else {
            return;
        };
        let mut others: BTreeSet<usize> = item.edges.keys().copied().collect();
        for (index, kind) in self.index.iter().zip(SOUGHT) {
            let cells = item.rows[kind].cells(kind_terms(&item.view, kind));
            others.extend(index.nearest(slot, cells, NEAREST));
        }
        let others: Vec<usize> = others.into_iter().collect();
        let found = self.odds(slot, &others);
        for (other, odds) in others.into_iter().zip(found) {
            for (a, b) in [(slot, other), (other, slot)] {
                if let Some(item) = self.items.get_mut(&a) {
                    item.edges.insert(b, odds);
                }
            }
        }
    }

    /// The stories that the reports in these slots make by themselves.
    pub(super) fn link(&self, members: &BTreeSet<usize>) -> Vec<BTreeSet<usize>> {
        // In the order of ids, as in the batch, so that ties fall alike.
        let mut order: Vec<usize> = members.iter().copied().collect();
        order.sort_by(|a, b| self.items[a].report.id.cmp(&self.items[b].report.id));
        let place: FxHashMap<usize, usize> = order.iter().enumerate().map(|(i, s)| (*s, i)).collect();
        let mut edges = Vec::new();
        for (i, slot) in order.iter().enumerate() {
            let known = self.items[slot].edges.iter();
            edges.extend(known.filter_map(|(other, odds)| {
                let j = *place.get(other)?;
                (i < j).then_some((i, j, *odds))
            }));
        }
        edges.sort_by_key(|e| (e.0, e.1));
        link(order.len(), &edges)
            .into_iter()
            .map(|cluster| cluster.into_iter().map(|i| order[i]).collect())
            .collect()
    }

    /// How well the report in `slot` fits a large story: the mean log-odds with its nearest there and with evenly spaced
    /// others, on a grid.
    pub(super) fn fit(&self, slot: usize, members: &BTreeSet<usize>) -> i64 {
        let near: Vec<usize> = self.near(slot).filter(|s| members.contains(s)).collect();
        let step = (members.len() / SPEAKERS).max(1);
        let mut asked: BTreeSet<usize> = members.iter().copied().step_by(step).collect();
        asked.extend(near);
        asked.remove(&slot);
        let asked: Vec<usize> = asked.into_iter().collect();
        let sum: f64 = self.odds(slot, &asked).iter().map(|o| o.clamp(LEAST, MOST)).sum();
        grid(sum / asked.len().max(1) as f64)
    }

    /// Forgets the report in `slot`.
    pub(super) fn drop(&mut self, slot: usize) {
        let Some(item) = self.items.remove(&slot) else {
            return;
        };
        self.ids.remove(&item.report.id);
        for (index, kind) in self.index.iter_mut().zip(SOUGHT) {
            index.remove(slot, kind_terms(&item.view, kind).iter().map(|cell| cell.0));
        }
        self.voices.leave(item.view.days.published, item.voice);
        for (kind, counts) in self.counts.iter_mut().enumerate() {
            for (term, _) in kind_terms(&item.view, kind) {
                if let Some(parts) = counts.get_mut(term) {
                    *parts = parts.saturating_sub(item.voice);
                    if *parts == 0 {
                        counts.remove(term);
                    }
                }
            }
        }
        for other in item.edges.keys() {
            if let Some(other) = self.items.get_mut(other) {
                other.edges.remove(&slot);
            }
        }
        self.lines.bound(self.items.len());
    }

    /// The log-odds of `slot` with each of the others.
    fn odds(&self, slot: usize, others: &[usize]) -> Vec<f64> {
        let few = pair::few(self.voices.reports());
        let weigh = |term: Term| {
            let parts = self.counts[TITLE].get(&term).copied().unwrap_or(0);
            self.voices.weight(term, parts)
        };
        let own = &self.items[&slot];
        let signs = |other: &Item| {
            // The batch compares in the order of ids; a sum of products is the same both ways.
            let of = |kind: usize| {
                let (x, y) = (kind_terms(&own.view, kind), kind_terms(&other.view, kind));
                cosine((x, &own.rows[kind]), (y, &other.rows[kind]))
            };
            let mut rarest = Rarest::default();
            let mut body = 0.0;
            shared(
                (&own.view.all, &own.rows[0]),
                (&other.view.all, &other.rows[0]),
                |x, y, times| {
                    body += f64::from(x) * f64::from(y);
                    rarest.see(own.rows[0].weight(x, times));
                },
            );
            let words = Words {
                body,
                lead: of(1),
                title: of(TITLE),
                capitals: of(3),
                people: of(4),
                rarest: rarest.mean(),
            };
            pair::signs(&own.view, &other.view, &words, &weigh, few)
        };
        others.iter().map(|j| odds(&signs(&self.items[j]))).collect()
    }
}

/// The head of a report and the beginning of its text: what a title is made of.
fn slim(report: &Report) -> Report {
    let lead = report.running().next().map_or("", |s| report.text.at(s.span));
    let mut end = lead.len().min(KEPT);
    while !lead.is_char_boundary(end) {
        end -= 1;
    }
    let text = Text::from(&lead[..end]);
    let whole = text.whole();
    Report {
        id: report.id.clone(),
        outlet: report.outlet.clone(),
        headline: report.headline.clone(),
        published: report.published.clone(),
        segments: vec![Segment::new(SegmentKind::Paragraph, whole)],
        sentences: vec![Sentence { span: whole }],
        text,
        ..Report::default()
    }
}

/// Lines that were seen, for telling a site's furniture from text.
#[derive(Debug, Default)]
struct Lines(FxHashMap<Term, (u32, i32, i32)>);

impl Lines {
    /// The lines of `report` that stood in at least three reports over more than a fortnight, this one counted.
    fn repeated<'a>(&mut self, report: &'a Report) -> FxHashSet<&'a str> {
        const REPORTS: u32 = 3;
        const DAYS: i32 = 14;
        let Some(day) = report.day().and_then(|d| d.parse::<jiff::civil::Date>().ok()) else {
            return FxHashSet::default();
        };
        let day = i32::from(day.year()) * 366 + i32::from(day.day_of_year());
        let mine: BTreeSet<&str> = report.running().map(|s| report.text.at(s.span)).collect();
        let mut found = FxHashSet::default();
        for line in mine {
            let seen = self.0.entry(term(line)).or_insert((0, day, day));
            *seen = (seen.0 + 1, seen.1.min(day), seen.2.max(day));
            if seen.0 >= REPORTS && seen.2 - seen.1 > DAYS {
                found.insert(line);
            }
        }
        found
    }

    /// Keeps no more lines than so many reports may have: those that were seen once go first.
    fn bound(&mut self, reports: usize) {
        const LINES: usize = 40;
        if self.0.len() > LINES * reports.max(1000) {
            self.0.retain(|_, seen| seen.0 > 1);
            if self.0.len() > LINES * reports.max(1000) {
                self.0.clear();
            }
        }
    }
}
