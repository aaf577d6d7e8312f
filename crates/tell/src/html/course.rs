//! Of a story: what later versions changed, and its timeline.

use super::{Page, edit};
use crate::guard::html;
use crate::outline::Outline;
use crate::{phrase, versions};
use record::{Change, ChangeKind};

impl Page<'_> {
    pub(super) fn changes(&mut self, o: &Outline<'_>) {
        if o.story.changes.is_empty() {
            return;
        }
        self.section("What changed");
        let (passages, others) = versions::apart(o);
        for passage in &passages {
            self.put(&format!(
                "<div class=\"figure\">{}<ul class=\"variants\">",
                self.item(&html(&passage.title))
            ));
            for change in &passage.changes {
                self.altered(o, change);
            }
            self.put("</ul></div>");
        }
        if others.is_empty() {
            return;
        }
        self.put("<ul class=\"plain\">");
        for change in others {
            let links = self.cites(o, &[change.after.clone(), change.before.clone()].concat());
            self.put(&format!("<li>{}{links}</li>", html(&change.text)));
        }
        self.put("</ul>");
    }

    /// One change between versions, with links to the words on both sides.
    pub(super) fn altered(&mut self, o: &Outline<'_>, change: &Change) {
        let words = versions::words(change)
            .map(|w| html(w.trim()))
            .unwrap_or_default();
        let told = match versions::Sign::of(change) {
            versions::Sign::Added => format!("<ins>{words}</ins>"),
            versions::Sign::Removed => format!("<del>{words}</del>"),
            versions::Sign::Changed => {
                let edits: Vec<String> = change.edits.iter().map(edit).collect();
                let head = match change.kind {
                    ChangeKind::Headline => "<i>headline</i> ".to_owned(),
                    ChangeKind::Figure => format!("{} ", html(&change.text)),
                    _ => String::new(),
                };
                format!("{head}{} <span class=\"words\">{words}</span>", edits.join("; "))
            }
        };
        // The two sides stand in two versions of one report, so each has a link of its own.
        let links = [&change.before, &change.after]
            .map(|side| self.cites(o, side))
            .concat();
        self.put(&format!("<li>{told}{links}</li>"));
    }

    pub(super) fn timeline(&mut self, o: &Outline<'_>) {
        if o.story.timeline.is_empty() {
            return;
        }
        self.section("Timeline");
        self.put("<ol class=\"timeline\">");
        for entry in &o.story.timeline {
            let links = self.cites(o, &entry.citations);
            self.put(&format!(
                "<li><time class=\"date\" datetime=\"{}\">{}</time>{}{links}</li>",
                html(&entry.date),
                html(&phrase::date(&entry.date)),
                html(&entry.text),
            ));
        }
        self.put("</ol>");
    }
}
