//! The briefing as Markdown (CommonMark, with GitHub's tables left alone).

use crate::attributed;
use crate::guard::markdown as md;
use crate::label;
use crate::lineage::{self, Tree};
use crate::of_reports::{self, speaker};
use crate::outline::{Origin, Outline, differences, manner};
use crate::phrase::{self, Standing};
use crate::single;
use crate::versions;
use record::{Briefing, Citation, Reading, Report};
use std::fmt::Write;

/// Renders the briefing as Markdown.
#[must_use]
pub fn render(briefing: &Briefing) -> String {
    let (stories, singles) = Outline::all(briefing);
    let mut page = Page(String::new());
    for o in &stories {
        page.story(o);
    }
    if !singles.is_empty() {
        page.line("## Told by one report each");
        for o in &singles {
            let name = o.sources.first().map(|r| Outline::name(r)).unwrap_or_default();
            page.item(&format!("{} – {}", md(&o.title), md(&name)));
        }
        page.line("");
    }
    if !briefing.warnings.is_empty() {
        page.line("## Warnings");
        for w in &briefing.warnings {
            page.item(&md(&w.message));
        }
    }
    page.0
}

struct Page(String);

impl Page {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
        if line.starts_with('#') {
            self.0.push('\n');
        }
    }

    fn item(&mut self, text: &str) {
        let _ = writeln!(self.0, "- {text}");
    }

    fn section(&mut self, title: &str) {
        let _ = write!(self.0, "\n### {title}\n\n");
    }

    fn story(&mut self, o: &Outline<'_>) {
        self.line(&format!("## {}", md(&o.title)));
        self.line(&md(&o.counts.join(" · ")));
        for note in crate::notes::of(o) {
            self.line(&format!("\n{}", md(&note)));
        }
        if !o.story.brief.sentences.is_empty() {
            self.section("The brief");
            for (s, told) in o.story.brief.sentences.iter().zip(&o.told) {
                let sign = Standing::of(s.support.independent).sign();
                let sign = if o.sources.len() > 1 {
                    format!("{sign} ")
                } else {
                    String::new()
                };
                let by = attributed::note(s).map_or_else(String::new, |by| format!(" _{}_", md(&by)));
                let alone =
                    single::note(s, told).map_or_else(String::new, |note| format!(" _({})_", md(&note)));
                self.item(&format!(
                    "{sign}{}{}{by}{alone}",
                    md(told),
                    cites(o, &s.citations)
                ));
            }
            let legend = if o.sources.len() > 1 {
                [Standing::Confirmed, Standing::Perhaps, Standing::One]
                    .map(|s| format!("{} {}", s.sign(), s.words()))
                    .join(", ")
            } else {
                "Told by one report.".to_owned()
            };
            self.line(&format!("\n{legend}"));
        }
        self.differ(o);
        if !o.agree.is_empty() {
            self.section("Figures that agree");
            for reading in &o.agree {
                let Some(value) = reading.values.first() else {
                    continue;
                };
                let all: Vec<Citation> = reading.values.iter().flat_map(|v| v.citations.clone()).collect();
                let title = md(&label::title(reading));
                let sign = Standing::of(reading.independent).sign();
                let clause = label::clause(reading);
                let by = attributed::of_figure(reading, clause.as_deref().unwrap_or_default());
                let by = by.map_or_else(String::new, |by| format!(" _{}_", md(&by)));
                let clause = clause.map_or_else(String::new, |c| format!(" “{}”", md(&c)));
                self.item(&format!(
                    "{sign} {title}: **{}**{clause}{by}{}",
                    md(&phrase::agreed(&reading.measure, value)),
                    cites(o, &all)
                ));
            }
        }
        self.quotes(o);
        if !o.story.changes.is_empty() {
            self.section("What changed");
            self.changes(o);
        }
        if !o.story.timeline.is_empty() {
            self.section("Timeline");
            for e in &o.story.timeline {
                self.item(&format!(
                    "**{}** {}{}",
                    phrase::date(&e.date),
                    md(&e.text),
                    cites(o, &e.citations)
                ));
            }
        }
        self.copies(o);
        self.sources(o);
    }

    fn changes(&mut self, o: &Outline<'_>) {
        let (passages, others) = versions::apart(o);
        for passage in &passages {
            let number = if o.sources.len() > 1 {
                format!(" \\[{}\\]", passage.number)
            } else {
                String::new()
            };
            self.item(&format!("**{}**{number}", md(&passage.title)));
            for change in &passage.changes {
                let words = versions::words(change)
                    .map(|w| format!("“{}”", md(w.trim().trim_matches(['“', '”', '"']))));
                let what = Some(md(&versions::what(change))).filter(|w| !w.is_empty());
                let told: Vec<String> = [what, words].into_iter().flatten().collect();
                let sign = versions::Sign::of(change).sign();
                let _ = writeln!(self.0, "  - {} {}", md(sign), told.join(" "));
            }
        }
        for change in others {
            self.item(&format!("{}{}", md(&change.text), cites(o, &change.after)));
        }
    }

    fn differ(&mut self, o: &Outline<'_>) {
        if o.differ.is_empty() && o.altered.is_empty() {
            return;
        }
        self.section("Where they differ");
        for reading in &o.differ {
            self.figure(o, reading);
        }
        for remark in &o.altered {
            self.item(&format!("**{}** {}", md(&speaker(remark)), manner(remark)));
            for v in &remark.variants {
                for e in differences(v) {
                    let _ = writeln!(self.0, "  - {}{}", md(&phrase::edit(e)), cites(o, &v.citations));
                }
            }
        }
    }

    fn figure(&mut self, o: &Outline<'_>, reading: &Reading) {
        let title = md(&label::title(reading));
        let why = Some(phrase::explained(reading)).filter(|why| !why.is_empty());
        let why = why.map_or_else(String::new, |why| format!(": {}", md(&why)));
        self.item(&format!(
            "**{title}** – {}{why}",
            phrase::relation(reading.relation)
        ));
        for v in &reading.values {
            let who = v
                .attributed_to
                .as_deref()
                .map(|w| format!("{}: ", md(w)))
                .unwrap_or_default();
            let value = md(&phrase::value(v));
            let _ = writeln!(
                self.0,
                "  - **{value}** {who}“{}”{}",
                md(&v.text),
                cites(o, &v.citations)
            );
        }
    }

    fn quotes(&mut self, o: &Outline<'_>) {
        if o.story.quotes.is_empty() {
            return;
        }
        self.section("Who said what");
        for remark in &o.story.quotes {
            for (i, v) in remark.variants.iter().enumerate() {
                let words = md(v.text.trim().trim_matches(['“', '”', '"']));
                if i == 0 {
                    let who = md(&speaker(remark));
                    self.item(&format!("**{who}**: “{words}”{}", cites(o, &v.citations)));
                } else {
                    let edits: Vec<String> = v.edits.iter().map(|e| md(&phrase::edit(e))).collect();
                    let told = if edits.is_empty() {
                        format!("“{words}”")
                    } else {
                        edits.join("; ")
                    };
                    let _ = writeln!(self.0, "  - {told}{}", cites(o, &v.citations));
                }
            }
        }
    }

    fn copies(&mut self, o: &Outline<'_>) {
        if o.sources.len() < 2 {
            return;
        }
        self.section("Who copied whom");
        let named = |n: usize| {
            let name = o.sources.get(n - 1).map(|r| Outline::name(r)).unwrap_or_default();
            format!("{} \\[{n}\\]", md(&name))
        };
        let tree = Tree::of(o);
        for root in &tree.roots {
            self.item(&match root.origin {
                Origin::Report(n) => format!("**{}**", named(n)),
                _ => format!("**{}**", md(lineage::called(&root.origin))),
            });
            for leaf in &root.leaves {
                let _ = writeln!(self.0, "  - {} – {}", named(leaf.number), leaf.told());
            }
        }
        if tree.roots.is_empty() {
            self.item("No report shares its prose with another, and none credits one.");
        } else if !tree.free.is_empty() {
            let free: Vec<String> = tree.free.iter().map(|n| named(*n)).collect();
            self.item(&format!("Not known to rest on another: {}", free.join(", ")));
        }
        for why in &o.story.sources.why {
            self.item(&md(why));
        }
    }

    fn sources(&mut self, o: &Outline<'_>) {
        self.section("Sources");
        for (i, report) in o.sources.iter().enumerate() {
            let headline = report
                .headline
                .as_deref()
                .map(|h| format!(" – {}", md(h)))
                .unwrap_or_default();
            let _ = writeln!(
                self.0,
                "{}. **{}**{headline}. {}",
                i + 1,
                md(&Outline::name(report)),
                about(o, report)
            );
        }
        self.line("");
    }
}

fn about(o: &Outline<'_>, report: &Report) -> String {
    let mut about = o.about(report);
    about.extend(of_reports::warnings(report).into_iter().map(str::to_owned));
    md(&about.join(" · "))
}

/// " \[1\]\[4\]": numbers of the list of sources.
fn cites(o: &Outline<'_>, citations: &[Citation]) -> String {
    if o.sources.len() < 2 {
        return String::new();
    }
    let numbers: String = o
        .cited(citations)
        .iter()
        .map(|(n, _)| format!("\\[{n}\\]"))
        .collect();
    if numbers.is_empty() {
        numbers
    } else {
        format!(" {numbers}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::sample;

    #[test]
    fn a_report_is_never_markup() {
        let page = render(&sample());
        assert!(page.starts_with("## &lt;script>alert(1)&lt;/script> \\*Fire\\* at quay\u{FFFD}\\[31m\n"));
        assert!(!page.contains("<b>") && !page.contains('\u{202E}'));
    }

    #[test]
    fn every_part_is_there() {
        let page = render(&sample());
        for words in [
            "- ● A fire burned the quay of Port Ellery on Tuesday &amp; 31 were hurt. \\[1\\]\\[2\\]",
            "  - **31** fire service: “31 were hurt” \\[1\\]",
            "- **Ada Quist, mayor**: “We will rebuild it all,” \\[1\\]",
            "1. **Port Ellery Herald**",
        ] {
            assert!(page.contains(words), "{words}\n{page}");
        }
    }
}
