//! Of a story: who copied whom, and its sources.

use super::{MOST, View, plain, run};
use crate::flow::{Ink, Run};
use crate::lineage::{self, Root, Tree};
use crate::of_reports::warnings;
use crate::outline::{Origin, Outline};
use crate::phrase;

impl View {
    pub(super) fn copies(&mut self, o: &Outline<'_>) {
        if o.sources.len() < 2 {
            return;
        }
        self.heading("WHO COPIED WHOM");
        let tree = Tree::of(o);
        for root in tree.roots.iter().take(MOST) {
            self.root(o, root);
        }
        self.rest(tree.roots.len().min(MOST), tree.roots.len(), "origin");
        if tree.roots.is_empty() {
            let none = "No report shares its prose with another, and none credits one.";
            self.item("", Ink::Plain, 2, vec![(Ink::Plain, none.into())]);
        } else if !tree.free.is_empty() {
            let mut runs = vec![(Ink::Plain, "Not known to rest on another: ".into())];
            for (i, n) in tree.free.iter().take(MOST).enumerate() {
                if i > 0 {
                    runs.push((Ink::Plain, ", ".into()));
                }
                runs.extend(named(o, *n));
            }
            if tree.free.len() > MOST {
                runs.push((Ink::Plain, format!(" and {} more", tree.free.len() - MOST)));
            }
            self.item("", Ink::Plain, 4, runs);
        }
        if o.quoted_alike > 0 {
            let pairs = phrase::count(o.quoted_alike, "pair");
            let verb = if o.quoted_alike == 1 { "shares" } else { "share" };
            let line = format!("{pairs} {verb} only quoted speech, which is no copying.");
            self.item("", Ink::Plain, 2, vec![(Ink::Quiet, line)]);
        }
        let (reasons, left_out) = o.why(MOST);
        for (i, why) in reasons.iter().enumerate() {
            if left_out > 0 && i + 1 == reasons.len() {
                self.rest(0, left_out, "reason");
            }
            self.item("→", Ink::Quiet, 4, plain(why));
        }
    }

    /// An origin, and below it each report that has text from there.
    fn root(&mut self, o: &Outline<'_>, root: &Root) {
        let head = match root.origin {
            Origin::Report(n) => named(o, n),
            _ => vec![run(Ink::Strong, lineage::called(&root.origin))],
        };
        self.item("", Ink::Plain, 2, head);
        let shown = root.leaves.len().min(MOST);
        for (i, leaf) in root.leaves.iter().take(shown).enumerate() {
            let last = i + 1 == root.leaves.len();
            let mut runs = named(o, leaf.number);
            runs.push((Ink::Quiet, format!(" – {}", leaf.told())));
            self.item(if last { "└─" } else { "├─" }, Ink::Quiet, 5, runs);
        }
        self.rest(shown, root.leaves.len(), "report");
    }

    pub(super) fn sources(&mut self, o: &Outline<'_>) {
        self.heading("SOURCES");
        let hang = format!("[{}]", o.sources.len()).len() + 3;
        for (i, report) in o.sources.iter().enumerate() {
            let mut runs = vec![run(Ink::Strong, &Outline::name(report))];
            if let Some(headline) = &report.headline {
                runs.push((Ink::Plain, " – ".into()));
                runs.push(run(Ink::Plain, headline));
            }
            self.item(&format!("[{}]", i + 1), Ink::Cite, hang, runs);
            self.0
                .paragraph(&[], hang, &[run(Ink::Quiet, &o.about(report).join(" · "))]);
            for w in warnings(report) {
                self.0.paragraph(
                    &[(Ink::Plain, " ".repeat(hang)), (Ink::Alarm, "! ".into())],
                    hang + 2,
                    &plain(w),
                );
            }
        }
    }
}

fn named(o: &Outline<'_>, n: usize) -> Vec<Run> {
    let name = o.sources.get(n - 1).map(|r| Outline::name(r)).unwrap_or_default();
    vec![
        run(Ink::Plain, &name),
        (Ink::Plain, " ".into()),
        (Ink::Cite, format!("[{n}]")),
    ]
}
