//! Of a story: figures that differ and agree, and what was said in which wordings.

use super::{MOST, View, cites, plain, quoted, run};
use crate::attributed;
use crate::flow::Ink;
use crate::guard::terminal;
use crate::label;
use crate::of_reports::speaker;
use crate::outline::{Outline, differences, manner};
use crate::phrase::{self, Standing};
use record::{Citation, QuoteReading, Reading, Relation};
use unicode_width::UnicodeWidthStr;

impl View {
    pub(super) fn differ(&mut self, o: &Outline<'_>) {
        if o.differ.is_empty() && o.altered.is_empty() {
            return;
        }
        self.heading("WHERE THEY DIFFER");
        for reading in o.differ.iter().take(MOST) {
            self.figure(o, reading);
        }
        self.rest(o.differ.len().min(MOST), o.differ.len(), "figure");
        for remark in o.altered.iter().take(MOST) {
            let who = speaker(remark);
            self.item(
                "",
                Ink::Plain,
                2,
                vec![
                    run(Ink::Strong, &who),
                    (Ink::Alarm, format!(" {}", manner(remark))),
                ],
            );
            for variant in &remark.variants {
                for edit in differences(variant) {
                    let mut runs = plain(&phrase::edit(edit));
                    runs.extend(cites(o, &variant.citations));
                    self.0.paragraph(&[(Ink::Plain, "    ".into())], 6, &runs);
                }
            }
        }
        self.rest(o.altered.len().min(MOST), o.altered.len(), "remark");
    }

    /// One line a value: how many, who says so, in which words.
    pub(super) fn figure(&mut self, o: &Outline<'_>, reading: &Reading) {
        let title = label::title(reading);
        let ink = if reading.relation == Relation::Conflict {
            Ink::Alarm
        } else {
            Ink::Quiet
        };
        let relation = format!(" – {}", phrase::relation(reading.relation));
        self.item("", Ink::Plain, 2, vec![run(Ink::Strong, &title), (ink, relation)]);
        let labels: Vec<String> = reading
            .values
            .iter()
            .map(|v| terminal(&phrase::value(v)))
            .collect();
        let column = labels.iter().map(|l| l.width()).max().unwrap_or(0).clamp(3, 20) + 6;
        for (value, label) in reading.values.iter().zip(&labels) {
            let mut runs = Vec::new();
            if let Some(who) = &value.attributed_to {
                runs.push(run(Ink::Plain, who));
                runs.push((Ink::Plain, ": ".into()));
            }
            runs.push(run(Ink::Quiet, &format!("“{}”", value.text.trim())));
            runs.extend(cites(o, &value.citations));
            let lead = [(Ink::Plain, "    ".into()), (Ink::Strong, label.clone())];
            self.0.paragraph(&lead, column, &runs);
        }
        let why = phrase::explained(reading);
        if !why.is_empty() {
            self.0
                .paragraph(&[(Ink::Plain, "    ".into())], 4, &[run(Ink::Quiet, &why)]);
        }
    }

    pub(super) fn agree(&mut self, o: &Outline<'_>) {
        if o.agree.is_empty() {
            return;
        }
        self.heading("FIGURES THAT AGREE");
        for reading in o.agree.iter().take(MOST) {
            let Some(value) = reading.values.first() else {
                continue;
            };
            let title = label::title(reading);
            let mut runs = vec![run(Ink::Plain, &title), (Ink::Plain, ": ".into())];
            runs.push(run(Ink::Strong, &phrase::agreed(&reading.measure, value)));
            let clause = label::clause(reading);
            if let Some(clause) = &clause {
                runs.extend([(Ink::Plain, " ".into()), run(Ink::Quiet, &format!("“{clause}”"))]);
            }
            if let Some(by) = attributed::of_figure(reading, clause.as_deref().unwrap_or_default()) {
                runs.extend([(Ink::Plain, " ".into()), run(Ink::Quiet, &by)]);
            }
            let all: Vec<Citation> = reading.values.iter().flat_map(|v| v.citations.clone()).collect();
            runs.extend(cites(o, &all));
            let standing = Standing::of(reading.independent);
            let ink = if standing == Standing::Confirmed {
                Ink::Good
            } else {
                Ink::Quiet
            };
            self.item(standing.sign(), ink, 4, runs);
        }
        self.rest(o.agree.len().min(MOST), o.agree.len(), "figure");
    }

    pub(super) fn quotes(&mut self, o: &Outline<'_>) {
        if o.story.quotes.is_empty() {
            return;
        }
        self.heading("WHO SAID WHAT");
        let mut before = None;
        for remark in o.story.quotes.iter().take(MOST) {
            // Remarks of one speaker in one report each stand under one name.
            let same = before == Some(&remark.speaker) && remark.reports == 1;
            self.remark(o, remark, !same);
            before = Some(&remark.speaker).filter(|s| s.is_some() && remark.reports == 1);
        }
        self.rest(o.story.quotes.len().min(MOST), o.story.quotes.len(), "remark");
    }

    pub(super) fn remark(&mut self, o: &Outline<'_>, remark: &QuoteReading, named: bool) {
        let mut head = vec![run(Ink::Strong, &speaker(remark))];
        if remark.reports > 1 {
            let mut counts = phrase::count(remark.reports, "report");
            if let Some(independent) = phrase::independent(remark.independent) {
                counts = format!("{counts}, {independent}");
            }
            head.push((Ink::Quiet, format!(" – {counts}")));
        }
        if named {
            self.item("", Ink::Plain, 2, head);
        }
        for (i, variant) in remark.variants.iter().take(MOST).enumerate() {
            if i == 0 || variant.edits.is_empty() {
                let mut runs = plain(&quoted(&variant.text));
                runs.extend(cites(o, &variant.citations));
                self.0.paragraph(&[(Ink::Plain, "    ".into())], 4, &runs);
                continue;
            }
            let edits: Vec<String> = variant.edits.iter().map(phrase::edit).collect();
            let mut runs = vec![run(Ink::Quiet, &edits.join("; "))];
            runs.extend(cites(o, &variant.citations));
            self.0.paragraph(&[(Ink::Quiet, "    ~ ".into())], 6, &runs);
        }
        self.rest(remark.variants.len().min(MOST), remark.variants.len(), "wording");
    }
}
