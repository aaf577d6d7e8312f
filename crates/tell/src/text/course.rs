//! Of a story: what later versions changed, and its timeline.

use super::{MOST, View, cites, plain, quoted, run};
use crate::flow::Ink;
use crate::outline::Outline;
use crate::{phrase, versions};
use record::Change;
use unicode_width::UnicodeWidthStr;

impl View {
    pub(super) fn changes(&mut self, o: &Outline<'_>) {
        if o.story.changes.is_empty() {
            return;
        }
        self.heading("WHAT CHANGED");
        let (passages, others) = versions::apart(o);
        for passage in &passages {
            let mut head = vec![run(Ink::Strong, &passage.title)];
            if o.sources.len() > 1 {
                head.push((Ink::Cite, format!(" [{}]", passage.number)));
            }
            self.item("", Ink::Plain, 2, head);
            for change in passage.changes.iter().take(MOST) {
                self.altered(change);
            }
            self.rest(passage.changes.len().min(MOST), passage.changes.len(), "change");
        }
        for change in others.iter().take(MOST) {
            let mut runs = plain(&change.text);
            runs.extend(cites(o, &change.after));
            self.item("", Ink::Plain, 2, runs);
        }
        self.rest(others.len().min(MOST), others.len(), "change");
    }

    /// One change between versions: its sign, what differs, and the words it stands in.
    pub(super) fn altered(&mut self, change: &Change) {
        let sign = versions::Sign::of(change);
        let ink = match sign {
            versions::Sign::Added => Ink::Good,
            versions::Sign::Removed => Ink::Alarm,
            versions::Sign::Changed => Ink::Strong,
        };
        let what = versions::what(change);
        let mut runs = plain(&what);
        if let Some(words) = versions::words(change) {
            if !what.is_empty() {
                runs.push((Ink::Plain, " ".into()));
            }
            let ink = if sign == versions::Sign::Changed {
                Ink::Quiet
            } else {
                Ink::Plain
            };
            runs.push(run(ink, &quoted(words)));
        }
        let lead = [(Ink::Plain, "    ".into()), run(ink, sign.sign())];
        self.0.paragraph(&lead, 6, &runs);
    }

    pub(super) fn timeline(&mut self, o: &Outline<'_>) {
        if o.story.timeline.is_empty() {
            return;
        }
        self.heading("TIMELINE");
        let dates: Vec<String> = o
            .story
            .timeline
            .iter()
            .map(|e| phrase::short_date(&e.date))
            .collect();
        let column = dates.iter().map(|d| d.width()).max().unwrap_or(0) + 4;
        for (entry, date) in o.story.timeline.iter().zip(&dates) {
            let mut runs = plain(&entry.text);
            runs.extend(cites(o, &entry.citations));
            self.item(date, Ink::Strong, column, runs);
        }
    }
}
