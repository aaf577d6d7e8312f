//! The briefing as one self-contained HTML page: no script, nothing fetched, every citation a link to its passage.

use crate::charts::{Node, Scale, lineage};
use crate::guard::html;
use crate::of_reports::{self, speaker};
use crate::outline::{Copies, Origin, Outline, alters};
use crate::passages::{anchor, mark};
use crate::phrase::{self, Standing};
use crate::versions;
use record::{Briefing, Change, ChangeKind, Citation, Edit, Reading, Relation, Report, Span};
use std::collections::BTreeMap;
use std::fmt::Write;

const STYLE: &str = include_str!("../templates/style.css");

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
        page.story(o, i, if stories.len() == 1 { 'h' } else { 's' });
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
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n<style>\n{STYLE}{rules}</style>\n</head>\n\
         <body>\n<main>\n{}</main>\n<footer>Told by Twosource from {}. Words in the telling stand in the reports; \
         each number leads to the passage. A figure is what a report says, not what is so.</footer>\n</body>\n</html>\n",
        html(&title),
        page.out,
        phrase::count(briefing.reports.len(), "report"),
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
}

impl Page<'_> {
    fn put(&mut self, html: &str) {
        self.out.push_str(html);
        self.out.push('\n');
    }

    fn section(&mut self, title: &str) {
        self.put(&format!("<h3 class=\"section\">{title}</h3>"));
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
            self.cited
                .entry(place)
                .or_default()
                .entry(c.span)
                .or_insert_with(|| id.clone());
            let name = o.sources.get(n - 1).map(|r| Outline::name(r)).unwrap_or_default();
            let _ = write!(
                links,
                "<a class=\"cite\" id=\"{id}\" href=\"#{}\" title=\"{}\" aria-label=\"Source {n}: {}\">{n}</a>",
                anchor(place, c.span),
                html(&name),
                html(&name),
            );
        }
        links
    }

    fn story(&mut self, o: &Outline<'_>, i: usize, alone: char) {
        let h = if alone == 'h' { "h1" } else { "h2" };
        self.put(&format!(
            "<article class=\"story\" id=\"story{i}\">\n<{h} class=\"title\">{}</{h}>",
            html(&o.title)
        ));
        let standing = Standing::of(o.story.sources.independent);
        let counts: String = o.counts.iter().map(|c| count(c, standing)).collect();
        self.put(&format!("<ul class=\"counts\">{counts}</ul>"));
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
        for s in sentences {
            let standing = Standing::of(s.support.independent);
            signs.push(standing);
            let links = self.cites(o, &s.citations);
            let sign = sign(standing, o.sources.len() > 1);
            let _ = write!(
                items,
                "<li>{sign}{}{links}</li>",
                html(&o.resolved(&s.text, &s.citations))
            );
        }
        self.put(&format!("<ol class=\"brief\">{items}</ol>"));
        let legend: String = [Standing::Confirmed, Standing::Perhaps, Standing::One]
            .into_iter()
            .filter(|s| signs.contains(s))
            .map(|s| format!("<span>{} {}</span>", s.sign(), s.words()))
            .collect();
        let legend = if o.sources.len() > 1 {
            legend
        } else {
            "Told by one report.".to_owned()
        };
        self.put(&format!("<p class=\"legend\">{legend}</p>"));
    }

    fn differ(&mut self, o: &Outline<'_>) {
        if o.differ.is_empty() && o.altered.is_empty() {
            return;
        }
        self.section("Where they differ");
        for reading in &o.differ {
            self.figure(o, reading);
        }
        if o.altered.is_empty() {
            return;
        }
        self.put("<div class=\"figure\"><h4>Remarks quoted in other words</h4><ul class=\"variants\">");
        for remark in &o.altered {
            let who = html(&speaker(remark));
            for variant in &remark.variants {
                for e in variant.edits.iter().filter(|e| alters(e)) {
                    let links = self.cites(o, &variant.citations);
                    self.put(&format!("<li>{who}: {}{links}</li>", edit(e)));
                }
            }
        }
        self.put("</ul></div>");
    }

    fn figure(&mut self, o: &Outline<'_>, reading: &Reading) {
        let kind = if reading.relation == Relation::Conflict {
            "conflict"
        } else {
            "updated"
        };
        self.put(&format!(
            "<div class=\"figure\"><h4>{}<span class=\"relation {}\">{}</span></h4>",
            html(&phrase::measure(&reading.measure, reading.about.as_deref())),
            if reading.relation == Relation::Compatible {
                ""
            } else {
                kind
            },
            phrase::relation(reading.relation),
        ));
        let scale = Scale::of(reading);
        for value in &reading.values {
            let links = self.cites(o, &value.citations);
            let row = scale.as_ref().map(|s| s.row(value)).unwrap_or_default();
            let who = value
                .attributed_to
                .as_deref()
                .map(|w| format!("{}: ", html(w)))
                .unwrap_or_default();
            self.put(&format!(
                "<div class=\"value\"><b>{}</b>{row}<p>{who}<span class=\"words\">“{}”</span>{links}</p></div>",
                html(&phrase::value(value)),
                html(value.text.trim()),
            ));
        }
        if !reading.why.is_empty() {
            self.put(&format!("<p class=\"why\">{}</p>", html(&reading.why)));
        }
        self.put("</div>");
    }

    fn agree(&mut self, o: &Outline<'_>) {
        if o.agree.is_empty() {
            return;
        }
        self.section("Figures that agree");
        self.put("<ul class=\"agree\">");
        for reading in &o.agree {
            let Some(value) = reading.values.first() else {
                continue;
            };
            let all: Vec<Citation> = reading.values.iter().flat_map(|v| v.citations.clone()).collect();
            let links = self.cites(o, &all);
            self.put(&format!(
                "<li>{}{}: <b>{}</b>{links}</li>",
                sign(Standing::of(reading.independent), true),
                html(&phrase::measure(&reading.measure, reading.about.as_deref())),
                html(&phrase::value(value)),
            ));
        }
        self.put("</ul>");
    }

    fn quotes(&mut self, o: &Outline<'_>) {
        if o.story.quotes.is_empty() {
            return;
        }
        self.section("Who said what");
        let mut before = None;
        for remark in &o.story.quotes {
            // Remarks of one speaker in one report each stand under one name.
            let same = before == Some(&remark.speaker) && remark.reports == 1;
            before = Some(&remark.speaker).filter(|s| s.is_some() && remark.reports == 1);
            let mut counts = String::new();
            if remark.reports > 1 {
                let independent = phrase::independent(remark.independent)
                    .map(|i| format!(", {i}"))
                    .unwrap_or_default();
                counts = format!(
                    " <span class=\"who\">{}{independent}</span>",
                    phrase::count(remark.reports, "report")
                );
            }
            let name = html(&speaker(remark));
            let head = if same {
                String::new()
            } else {
                format!("<h4>{name}{counts}</h4>")
            };
            self.put(&format!("<div class=\"remark\">{head}"));
            let mut variants = String::new();
            for (i, v) in remark.variants.iter().enumerate() {
                let links = self.cites(o, &v.citations);
                let words = html(v.text.trim().trim_matches(['“', '”', '"']));
                if i == 0 {
                    self.put(&format!("<blockquote>“{words}”{links}</blockquote>"));
                } else if v.edits.is_empty() {
                    let _ = write!(variants, "<li>“{words}”{links}</li>");
                } else {
                    let edits: Vec<String> = v.edits.iter().map(edit).collect();
                    let _ = write!(variants, "<li>{}{links}</li>", edits.join("; "));
                }
            }
            if !variants.is_empty() {
                self.put(&format!("<ul class=\"variants\">{variants}</ul>"));
            }
            self.put("</div>");
        }
    }

    fn changes(&mut self, o: &Outline<'_>) {
        if o.story.changes.is_empty() {
            return;
        }
        self.section("What changed");
        let (passages, others) = versions::apart(o);
        for passage in &passages {
            self.put(&format!(
                "<div class=\"figure\"><h4>{}</h4><ul class=\"variants\">",
                html(&passage.title)
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
    fn altered(&mut self, o: &Outline<'_>, change: &Change) {
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

    fn timeline(&mut self, o: &Outline<'_>) {
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

    fn copies(&mut self, o: &Outline<'_>, story: usize) {
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

    fn node(&self, o: &Outline<'_>, node: &Node) -> String {
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

    fn sources(&mut self, o: &Outline<'_>) {
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

    /// The full texts, with every cited passage marked.
    fn reports(&mut self, stories: &[Outline<'_>]) {
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

    fn report(&mut self, report: &Report, number: usize) {
        let place = self.places.get(report.id.as_str()).copied().unwrap_or(0);
        let passages = self.cited.remove(&place).unwrap_or_default();
        let marked = mark(report, place, &passages);
        self.rules.push_str(&marked.rules);
        let lang = report
            .language
            .as_deref()
            .filter(|l| l.bytes().all(|b| b.is_ascii_alphabetic()));
        self.put(&format!(
            "<section class=\"report\" id=\"r{place}\"><h4 class=\"name\">{number}. {}</h4>{}\
             <div class=\"text\"{}>\n{}</div></section>",
            html(&Outline::name(report)),
            about(report),
            lang.map(|l| format!(" lang=\"{l}\"")).unwrap_or_default(),
            marked.html,
        ));
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
        Edit::Changed { from, to } => format!("<del>{}</del> <ins>{}</ins>", words(from), words(to)),
    }
}

fn copied(o: &Outline<'_>, copies: &Copies) -> String {
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

/// Date with its ground, agencies, people, file and warnings.
fn about(report: &Report) -> String {
    let mut out = format!(
        "<span class=\"meta\">{}</span>",
        html(&of_reports::about(report).join(" · "))
    );
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
        assert!(page.contains("Tuesday &amp; 31 were hurt"));
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
