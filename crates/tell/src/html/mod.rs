//! The briefing as one self-contained HTML page: no script, nothing fetched, every citation a link to its passage.

mod course;
mod lineage;
mod parts;
mod reader;
mod readings;
mod texts;

pub use parts::{Article, Glance, Head, Places, article, glance, head, remarks};
pub use reader::{Reader, anchor as passage_anchor, reader};

use crate::attributed;
use crate::guard::html;
use crate::of_reports;
use crate::outline::Outline;
use crate::passages::anchor;
use crate::phrase::{self, Standing};
use crate::single;
use record::{Briefing, Citation, Edit, Report, Span};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The rules of every page; a page within an app has its own colours beside them.
pub const STYLE: &str = include_str!("../../templates/style.css");

/// Renders the briefing as one self-contained HTML page.
#[must_use]
pub fn render(briefing: &Briefing) -> String {
    let (stories, singles) = Outline::all(briefing);
    let mut page = Page {
        places: briefing
            .reports
            .iter()
            .enumerate()
            .map(|(i, r)| (r.id.as_str(), i))
            .collect(),
        deep: stories.len() != 1,
        ..Page::default()
    };
    let title = match stories.as_slice() {
        [one] => one.title.clone(),
        _ => phrase::count(briefing.stories.len(), "story").replace("storys", "stories"),
    };
    page.put("<p class=\"brand\"><b>Twosource</b> briefing</p>");
    if stories.len() != 1 {
        page.put(&format!("<h1 class=\"title\">{}</h1>", html(&title)));
    }
    if stories.len() > 1 {
        page.put("<nav aria-label=\"Stories\"><ul class=\"plain\">");
        for (i, o) in stories.iter().enumerate() {
            page.put(&format!("<li><a href=\"#story{i}\">{}</a></li>", html(&o.title)));
        }
        page.put("</ul></nav>");
    }
    for (i, o) in stories.iter().enumerate() {
        page.story(o, i);
    }
    page.singles(&singles);
    if !briefing.warnings.is_empty() {
        page.section("Warnings");
        let items: String = briefing
            .warnings
            .iter()
            .map(|w| format!("<li>{}</li>", html(&w.message)))
            .collect();
        page.put(&format!("<ul class=\"plain\">{items}</ul>"));
    }
    page.reports(&stories);
    let rules = &page.rules;
    format!(
        "{}<body>\n<main>\n{}</main>\n<footer>Told by Twosource from {}. Words in the telling stand in the reports; \
         each number leads to the passage. A figure is what a report says, not what is so.</footer>\n</body>\n</html>\n",
        opened(&title, rules),
        page.out,
        phrase::count(briefing.reports.len(), "report"),
    )
}

/// The head of a page that fetches nothing and runs nothing, with `rules` beside the rules of every page.
pub(crate) fn opened(title: &str, rules: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n<style>\n{STYLE}{rules}</style>\n</head>\n",
        html(title)
    )
}

/// A page being written, and the passages that it has cited so far.
#[derive(Default)]
struct Page<'a> {
    out: String,
    rules: String,
    /// Report id to its place in the briefing.
    places: BTreeMap<&'a str, usize>,
    /// Cited passages by report place, each with the anchor of its first citation.
    cited: BTreeMap<usize, BTreeMap<Span, String>>,
    citations: usize,
    /// Whether several stories stand on it, so that each has its title one level below the page's.
    deep: bool,
    /// Where reports stand that are not on this page.
    elsewhere: Option<&'a dyn Places>,
    /// The sections so far, each with its anchor; kept where a page holds one story alone.
    sections: Vec<(String, &'static str)>,
}
impl Page<'_> {
    fn put(&mut self, html: &str) {
        self.out.push_str(html);
        self.out.push('\n');
    }

    fn section(&mut self, title: &'static str) {
        let h = if self.deep { "h3" } else { "h2" };
        if self.elsewhere.is_none() {
            self.put(&format!("<{h} class=\"section\">{title}</{h}>"));
            return;
        }
        let id = title.to_lowercase().replace(' ', "-");
        self.put(&format!("<{h} class=\"section\" id=\"{id}\">{title}</{h}>"));
        self.sections.push((id, title));
    }

    /// The head of one of several things in a section, as HTML.
    fn item(&self, html: &str) -> String {
        let h = if self.deep { "h4" } else { "h3" };
        format!("<{h} class=\"item\">{html}</{h}>")
    }

    /// Where a report stands: on this page or elsewhere.
    fn at(&self, id: &str) -> String {
        match self.elsewhere {
            Some(places) => html(&places.report(id)),
            None => format!("#r{}", self.places.get(id).copied().unwrap_or(0)),
        }
    }

    /// The numbers that lead to the passages, one a report.
    fn cites(&mut self, o: &Outline<'_>, citations: &[Citation]) -> String {
        let mut links = String::new();
        for (n, c) in o.cited(citations) {
            let Some(&place) = self.places.get(c.report.as_str()) else {
                continue;
            };
            self.citations += 1;
            let id = format!("c{}", self.citations);
            let to = if let Some(places) = self.elsewhere {
                html(&places.passage(c))
            } else {
                self.cited
                    .entry(place)
                    .or_default()
                    .entry(c.span)
                    .or_insert_with(|| id.clone());
                format!("#{}", anchor(place, c.span))
            };
            let name = o.sources.get(n - 1).map(|r| Outline::name(r)).unwrap_or_default();
            let _ = write!(
                links,
                "<a class=\"cite\" id=\"{id}\" href=\"{to}\" title=\"{}\" aria-label=\"Source {n}: {}\">{n}</a>",
                html(&name),
                html(&name),
            );
        }
        links
    }

    fn story(&mut self, o: &Outline<'_>, i: usize) {
        let h = if self.deep { "h2" } else { "h1" };
        self.put(&format!(
            "<article class=\"story\" id=\"story{i}\">\n<{h} class=\"title\">{}</{h}>",
            html(&o.title)
        ));
        let standing = Standing::of(o.story.sources.independent);
        let counts: String = o.counts.iter().map(|c| count(c, standing)).collect();
        self.put(&format!("<ul class=\"counts\">{counts}</ul>"));
        for note in crate::notes::of(o) {
            self.put(&format!("<p class=\"legend\">{}</p>", html(&note)));
        }
        self.brief(o);
        self.differ(o);
        self.agree(o);
        self.quotes(o);
        self.changes(o);
        self.timeline(o);
        self.copies(o, i);
        self.sources(o);
        self.put("</article>");
    }

    fn brief(&mut self, o: &Outline<'_>) {
        let sentences = &o.story.brief.sentences;
        if sentences.is_empty() {
            return;
        }
        self.section("The brief");
        let mut items = String::new();
        let mut signs = Vec::new();
        for (s, told) in sentences.iter().zip(&o.told) {
            let standing = Standing::of(s.support.independent);
            signs.push(standing);
            let links = self.cites(o, &s.citations);
            let sign = sign(standing, o.sources.len() > 1);
            let by = attributed::note(s).map_or_else(String::new, |by| {
                format!(" <span class=\"by\">{}</span>", html(&by))
            });
            let told: String = single::pieces(s, told)
                .into_iter()
                .map(|(words, alone)| match alone {
                    true => format!(
                        "<span class=\"alone\" title=\"one source alone has these words\">{}</span>",
                        html(words)
                    ),
                    false => html(words),
                })
                .collect();
            let _ = write!(items, "<li>{sign}{told}{links}{by}</li>");
        }
        self.put(&format!("<ol class=\"brief\">{items}</ol>"));
        let alone = items.contains("<span class=\"alone\"");
        let alone =
            alone.then(|| "<span><span class=\"alone\">dotted</span> one source alone</span>".to_owned());
        let legend: String = [Standing::Confirmed, Standing::Perhaps, Standing::One]
            .into_iter()
            .filter(|s| signs.contains(s))
            .map(|s| format!("<span>{} {}</span>", s.sign(), s.words()))
            .chain(alone)
            .collect();
        let legend = if o.sources.len() > 1 {
            legend
        } else {
            "Told by one report.".to_owned()
        };
        self.put(&format!("<p class=\"legend\">{legend}</p>"));
    }

    fn singles(&mut self, singles: &[Outline<'_>]) {
        if singles.is_empty() {
            return;
        }
        self.section("Told by one report each");
        self.put("<ul class=\"singles\">");
        for o in singles {
            let report = o.sources.first();
            let name = report.map(|r| Outline::name(r)).unwrap_or_default();
            let date = report
                .and_then(|r| r.published.as_ref())
                .map(|p| format!(", {}", phrase::date(&p.value)));
            let meta = format!("{name}{}", date.unwrap_or_default());
            self.put(&format!(
                "<li>{}<span class=\"meta\">{}</span></li>",
                html(&o.title),
                html(&meta)
            ));
        }
        self.put("</ul>");
    }
}

/// "8 reports" with its number large; a date stays in one piece.
fn count(text: &str, standing: Standing) -> String {
    let class = match standing {
        _ if !text.contains("independent") => "",
        Standing::Confirmed => " class=\"confirmed\"",
        Standing::Perhaps => "",
        Standing::One => " class=\"lone\"",
    };
    match text
        .split_once(' ')
        .filter(|(_, what)| !what.chars().any(|c| c.is_ascii_digit()))
    {
        Some((n, what)) => format!("<li{class}><b>{}</b>{}</li>", html(n), html(what)),
        None => format!("<li><b>{}</b>published</li>", html(text)),
    }
}

fn sign(standing: Standing, several: bool) -> String {
    if !several {
        return String::new();
    }
    let class = if standing == Standing::Confirmed {
        " confirmed"
    } else {
        ""
    };
    let (sign, words) = (standing.sign(), standing.words());
    format!(
        "<span class=\"standing{class}\" role=\"img\" title=\"{words}\" aria-label=\"{words}\">{sign}</span>"
    )
}

fn edit(edit: &Edit) -> String {
    let words = |w: &str| html(&phrase::ends(w));
    match edit {
        Edit::Omitted { words: w } => format!("<i>without</i> <del>{}</del>", words(w)),
        Edit::Added { words: w } => format!("<i>adds</i> <ins>{}</ins>", words(w)),
        Edit::Spelled { from, to } | Edit::Changed { from, to } => {
            format!("<del>{}</del> <ins>{}</ins>", words(from), words(to))
        }
    }
}

/// Date with its ground, agencies, people, file and warnings.
fn about(told: &[String], report: &Report) -> String {
    let mut out = format!("<span class=\"meta\">{}</span>", html(&told.join(" · ")));
    for w in of_reports::warnings(report) {
        let _ = write!(out, "<span class=\"meta warning\">{}</span>", html(w));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::sample;

    #[test]
    fn every_citation_leads_to_a_passage_and_back() {
        let page = render(&sample());
        let links: Vec<&str> = page
            .split("href=\"#")
            .skip(1)
            .filter_map(|l| l.split('"').next())
            .collect();
        assert!(links.len() > 10);
        for link in links {
            assert_eq!(page.matches(&format!("id=\"{link}\"")).count(), 1, "{link}");
        }
    }

    #[test]
    fn a_report_is_never_markup() {
        let page = render(&sample());
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
        assert!(!page.contains("<b>word</b>") && page.contains("&lt;b&gt;word"));
        assert!(!page.contains('\u{202E}') && !page.contains('\u{1b}'));
        assert!(page.contains("</span> &amp; 31 were hurt"));
    }

    #[test]
    fn nothing_is_fetched() {
        let page = render(&sample());
        for fetched in [
            "src=", "http://", "https://", "@import", "url(h", "<link", "<script",
        ] {
            assert!(!page.contains(fetched), "{fetched}");
        }
        assert!(page.contains("default-src 'none'"));
    }

    #[test]
    fn an_empty_briefing_is_a_page() {
        assert!(render(&Briefing::default()).ends_with("</html>\n"));
    }
}
