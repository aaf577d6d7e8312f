//! Of a story: who copied whom, and its sources.

use super::{Page, about};
use crate::guard::html;
use crate::lineage::{self, Leaf, Node, Tree};
use crate::outline::{Origin, Outline};
use crate::phrase;

/// What the lines and the nodes of the picture mean.
const KEY: &str = "<p class=\"legend key\"><span><svg width=\"26\" height=\"8\"><path class=\"arc stated\" stroke-width=\"2\" d=\"M0 4H26\"/></svg> credited</span>\
<span><svg width=\"26\" height=\"8\"><path class=\"arc reuse\" stroke-width=\"2\" d=\"M0 4H26\"/></svg> the same words</span>\
<span><svg width=\"26\" height=\"8\"><path class=\"arc inferred\" stroke-width=\"2\" d=\"M0 4H26\"/></svg> inferred</span>\
<span>■ ● rests on no other</span><span>○ rests on another</span></p>";

impl Page<'_> {
    pub(super) fn copies(&mut self, o: &Outline<'_>, story: usize) {
        if o.sources.len() < 2 {
            return;
        }
        self.section("Who copied whom");
        let tree = Tree::of(o);
        if let Some(picture) = lineage::picture(&tree, story) {
            let names: String = picture.nodes.iter().map(|n| self.node(o, n, &tree)).collect();
            self.put(&format!(
                "<div class=\"lines\">{}<ul class=\"names\" aria-hidden=\"true\">{names}</ul></div>",
                picture.svg
            ));
            self.put(KEY);
        }
        self.put("<ul class=\"plain copies\">");
        for root in &tree.roots {
            let head = match &root.origin {
                Origin::Report(n) => named(o, *n),
                other => html(lineage::called(other)),
            };
            let leaves: String = root
                .leaves
                .iter()
                .map(|l| {
                    format!(
                        "<li>{} <span class=\"who\">{}</span>{}</li>",
                        named(o, l.number),
                        html(&l.told()),
                        self.beside(o, &root.origin, l)
                    )
                })
                .collect();
            self.put(&format!(
                "<li><b>{head}</b><ul class=\"plain\">{leaves}</ul></li>"
            ));
        }
        if tree.roots.is_empty() {
            self.put("<li>No report shares its prose with another, and none credits one.</li>");
        } else if !tree.free.is_empty() {
            let free: Vec<String> = tree.free.iter().map(|n| named(o, *n)).collect();
            self.put(&format!(
                "<li>Not known to rest on another: {}</li>",
                free.join(", ")
            ));
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

    /// Within an app, a link that sets a report beside the one it has its words from.
    fn beside(&self, o: &Outline<'_>, origin: &Origin, leaf: &Leaf) -> String {
        let (Some(places), Origin::Report(from)) = (self.elsewhere, origin) else {
            return String::new();
        };
        let (Some(a), Some(b)) = (o.sources.get(from - 1), o.sources.get(leaf.number - 1)) else {
            return String::new();
        };
        format!(
            " <a class=\"beside\" href=\"{}\" aria-label=\"Compare {} and {}\">compare</a>",
            html(&places.compare(&a.id, &b.id)),
            html(&Outline::name(a)),
            html(&Outline::name(b))
        )
    }

    fn node(&self, o: &Outline<'_>, node: &Node, tree: &Tree) -> String {
        match node {
            Node::Origin(origin) => {
                let what = if matches!(origin, Origin::Named(_)) {
                    "origin outside these reports"
                } else {
                    ""
                };
                format!(
                    "<li><span class=\"origin\">{}</span><small>{what}</small></li>",
                    html(lineage::called(origin))
                )
            }
            Node::Report(n) => {
                let Some(report) = o.sources.get(n - 1) else {
                    return String::new();
                };
                let rests: Vec<String> = tree
                    .roots
                    .iter()
                    .flat_map(|root| root.leaves.iter().filter(|l| l.number == *n))
                    .map(Leaf::told)
                    .collect();
                let rests = if rests.is_empty() {
                    "rests on no other".to_owned()
                } else {
                    rests.join("; ")
                };
                format!(
                    "<li><span><a href=\"{}\" tabindex=\"-1\">{}</a> [{n}]</span><small>{}</small></li>",
                    self.at(&report.id),
                    html(&Outline::name(report)),
                    html(&rests)
                )
            }
        }
    }

    pub(super) fn sources(&mut self, o: &Outline<'_>) {
        self.section("Sources");
        self.put("<ol class=\"sources\">");
        for (i, report) in o.sources.iter().enumerate() {
            let headline = report
                .headline
                .as_deref()
                .map(|h| format!(" – {}", html(h)))
                .unwrap_or_default();
            self.put(&format!(
                "<li><span class=\"n\">{}</span><span><a href=\"{}\">{}</a>{headline}{}</span></li>",
                i + 1,
                self.at(&report.id),
                html(&Outline::name(report)),
                about(&o.about(report), report),
            ));
        }
        self.put("</ol>");
    }
}

fn named(o: &Outline<'_>, n: usize) -> String {
    let name = o.sources.get(n - 1).map(|r| Outline::name(r)).unwrap_or_default();
    format!("{} [{n}]", html(&name))
}
