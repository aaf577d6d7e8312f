//! Of a story: who copied whom, and its sources.

use super::{Page, about};
use crate::charts::{Node, lineage};
use crate::guard::html;
use crate::outline::{Copies, Origin, Outline};
use crate::phrase;

impl Page<'_> {
    pub(super) fn copies(&mut self, o: &Outline<'_>, story: usize) {
        if o.sources.len() < 2 {
            return;
        }
        self.section("Who copied whom");
        if let Some(lineage) = lineage(o, story) {
            let names: String = lineage.nodes.iter().map(|n| self.node(o, n)).collect();
            self.put(&format!(
                "<div class=\"lines\">{}<ul class=\"names\">{names}</ul></div>",
                lineage.svg
            ));
        }
        self.put("<ul class=\"plain copies\">");
        for copies in &o.copies {
            self.put(&format!("<li>{}</li>", copied(o, copies)));
        }
        if o.copies.is_empty() {
            self.put("<li>No report shares its prose with another.</li>");
        }
        if o.quoted_alike > 0 {
            let verb = if o.quoted_alike == 1 { "shares" } else { "share" };
            let pairs = phrase::count(o.quoted_alike, "pair");
            self.put(&format!(
                "<li>{pairs} {verb} only quoted speech, which is no copying.</li>"
            ));
        }
        self.put("</ul>");
        if !o.story.sources.why.is_empty() {
            let why: String = o
                .story
                .sources
                .why
                .iter()
                .map(|w| format!("<li>{}</li>", html(w)))
                .collect();
            self.put(&format!("<ul class=\"plain why\">{why}</ul>"));
        }
    }

    pub(super) fn node(&self, o: &Outline<'_>, node: &Node) -> String {
        match node {
            Node::Origin(name) => format!(
                "<li><span class=\"origin\">{}</span><small>origin</small></li>",
                html(name)
            ),
            Node::Report(n) => {
                let Some(report) = o.sources.get(n - 1) else {
                    return String::new();
                };
                let place = self.places.get(report.id.as_str()).copied().unwrap_or(0);
                let date = report
                    .published
                    .as_ref()
                    .map_or("no date".to_owned(), |p| phrase::date(&p.value));
                format!(
                    "<li><span><a href=\"#r{place}\">{}</a></span><small>[{n}] {}</small></li>",
                    html(&Outline::name(report)),
                    html(&date)
                )
            }
        }
    }

    pub(super) fn sources(&mut self, o: &Outline<'_>) {
        self.section("Sources");
        self.put("<ol class=\"sources\">");
        for (i, report) in o.sources.iter().enumerate() {
            let place = self.places.get(report.id.as_str()).copied().unwrap_or(0);
            let headline = report
                .headline
                .as_deref()
                .map(|h| format!(" – {}", html(h)))
                .unwrap_or_default();
            self.put(&format!(
                "<li><span class=\"n\">{}</span><span><a href=\"#r{place}\">{}</a>{headline}{}</span></li>",
                i + 1,
                html(&Outline::name(report)),
                about(report),
            ));
        }
        self.put("</ol>");
    }
}

pub(super) fn copied(o: &Outline<'_>, copies: &Copies) -> String {
    let named = |n: usize| {
        let name = o.sources.get(n - 1).map(|r| Outline::name(r)).unwrap_or_default();
        format!("{} [{n}]", html(&name))
    };
    let origin = match &copies.origin {
        Origin::Named(name) => format!("<b>{}</b> → ", html(name)),
        Origin::Report(n) => format!("<b>{}</b> → ", named(*n)),
        Origin::Third(..) => "Text of a common origin: ".to_owned(),
        Origin::Unknown(..) => "Shared, first printer unknown: ".to_owned(),
    };
    let members: Vec<String> = copies
        .members
        .iter()
        .map(|(n, share)| format!("{} {}", named(*n), phrase::percent(*share)))
        .collect();
    format!(
        "{origin}{} <span class=\"who\">{}</span>",
        members.join(", "),
        phrase::basis(copies.basis)
    )
}
