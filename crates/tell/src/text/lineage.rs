//! Of a story: who copied whom, and its sources.

use super::{MOST, View, plain, run};
use crate::flow::{Ink, Run};
use crate::of_reports::{about, warnings};
use crate::outline::{Copies, Origin, Outline};
use crate::phrase;

impl View {
    pub(super) fn copies(&mut self, o: &Outline<'_>) {
        if o.sources.len() < 2 {
            return;
        }
        self.heading("WHO COPIED WHOM");
        for copies in o.copies.iter().take(MOST) {
            let line = copied(o, copies);
            self.item("", Ink::Plain, 4, line);
        }
        self.rest(o.copies.len().min(MOST), o.copies.len(), "group");
        if o.copies.is_empty() {
            self.item(
                "",
                Ink::Plain,
                2,
                vec![(Ink::Plain, "No report shares its prose with another.".into())],
            );
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
                .paragraph(&[], hang, &[run(Ink::Quiet, &about(report).join(" · "))]);
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

pub(super) fn copied(o: &Outline<'_>, copies: &Copies) -> Vec<Run> {
    let named = |n: usize| {
        let name = o.sources.get(n - 1).map(|r| Outline::name(r)).unwrap_or_default();
        vec![
            run(Ink::Plain, &name),
            (Ink::Plain, " ".into()),
            (Ink::Cite, format!("[{n}]")),
        ]
    };
    let mut runs = match &copies.origin {
        Origin::Named(name) => vec![run(Ink::Strong, name), (Ink::Plain, " → ".into())],
        Origin::Report(n) => {
            let mut runs = named(*n);
            runs.push((Ink::Plain, " → ".into()));
            runs
        }
        Origin::Third(..) => vec![(Ink::Plain, "Text of a common origin: ".into())],
        Origin::Unknown(..) => vec![(Ink::Plain, "Shared, first printer unknown: ".into())],
    };
    for (i, (n, share)) in copies.members.iter().take(MOST).enumerate() {
        if i > 0 {
            runs.push((Ink::Plain, ", ".into()));
        }
        runs.extend(named(*n));
        runs.push((Ink::Plain, format!(" {}", phrase::percent(*share))));
    }
    if copies.members.len() > MOST {
        runs.push((Ink::Plain, format!(" and {} more", copies.members.len() - MOST)));
    }
    runs.push((Ink::Quiet, format!(" ({})", phrase::basis(copies.basis))));
    runs
}
