//! The reports themselves, with the cited passages marked.

use super::{Page, about};
use crate::guard::html;
use crate::outline::Outline;
use crate::passages::mark;
use record::Report;

impl Page<'_> {
    /// The full texts, with every cited passage marked.
    pub(super) fn reports(&mut self, stories: &[Outline<'_>]) {
        if stories.iter().all(|o| o.sources.is_empty()) {
            return;
        }
        self.section("The reports");
        for o in stories {
            for (i, report) in o.sources.iter().enumerate() {
                self.report(report, i + 1);
                for (_, earlier) in o.earlier.iter().filter(|(n, _)| *n == i + 1) {
                    self.report(earlier, i + 1);
                }
            }
        }
    }

    pub(super) fn report(&mut self, report: &Report, number: usize) {
        let place = self.places.get(report.id.as_str()).copied().unwrap_or(0);
        let passages = self.cited.remove(&place).unwrap_or_default();
        let marked = mark(report, place, &passages);
        self.rules.push_str(&marked.rules);
        let lang = report
            .language
            .as_deref()
            .filter(|l| l.bytes().all(|b| b.is_ascii_alphabetic()));
        let h = if self.deep { "h4" } else { "h3" };
        self.put(&format!(
            "<section class=\"report\" id=\"r{place}\"><{h} class=\"name\">{number}. {}</{h}>{}\
             <div class=\"text\"{}>\n{}</div></section>",
            html(&Outline::name(report)),
            about(&crate::of_reports::about(report), report),
            lang.map(|l| format!(" lang=\"{l}\"")).unwrap_or_default(),
            marked.html,
        ));
    }
}
