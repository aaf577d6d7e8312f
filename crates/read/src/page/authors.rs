//! Who wrote a page: what its metadata promises, and what the lines around its headline say.
//!
//! Metadata go first. Where a visible line names one of their people and others beside, the others wrote it too: many
//! sites have room for one author only. Teasers and comments have writers of their own, so a mark or a "By" counts only
//! close to the headline, and below the text only a line that begins with "By".

use super::align::squeeze;
use super::element::Signs;
use super::facts::Facts;
use super::scan::{Block, Scan};
use super::title;
use crate::byline::{self, Trust};
use record::Span;

/// Metadata names of authors, the most trusted first.
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "dc.creator",
    "dc.contributor",
    "dcterms.creator",
    "byl",
    "byline",
    "citation_author",
    "article.author",
    "og:article:author",
    "creator",
    "twitter:data1",
];

/// So far above and below the headline, in bytes of text, a line may sign the report.
const ABOVE: usize = 400;
const BELOW: usize = 1500;
/// So far around the end of the report.
const AROUND_END: usize = 400;
/// A line of names is no longer than this, in bytes.
const LINE: usize = 240;
/// So many lines sign a report.
const LINES: usize = 6;

/// Who wrote it.
#[derive(Debug, Default)]
pub(super) struct Authors {
    /// Author fields as written, which may name agencies.
    pub(super) fields: Vec<String>,
    pub(super) people: Vec<String>,
    /// The blocks that say it.
    pub(super) blocks: Vec<usize>,
}

/// Finds them. `headline` is a block, `extent` the text between it and the end of the report.
pub(super) fn find(scan: &Scan, facts: &Facts, headline: Option<usize>, extent: Option<Span>) -> Authors {
    let mut authors = Authors::default();
    let mut people = fields(scan, facts, &mut authors.fields);
    people.retain(|name| !is_own(name, facts));
    let shown = extent.map_or_else(Found::default, |extent| visible(scan, headline, extent));
    let own = |names: &[String]| {
        names
            .iter()
            .filter(|n| !is_own(n, facts))
            .cloned()
            .collect::<Vec<_>>()
    };
    let known = |names: &[String], name: &str| names.iter().any(|n| squeeze(n) == squeeze(name));
    if people.is_empty() {
        people = own(&shown.people());
    } else if let Some((_, line)) = shown
        .lines
        .iter()
        .find(|(_, line)| people.iter().any(|n| known(line, n)))
    {
        let others: Vec<String> = own(line).into_iter().filter(|n| !known(&people, n)).collect();
        people.extend(others);
    }
    if people.is_empty() {
        people = own(&marked(scan));
    }
    authors.people = people;
    authors.blocks = shown.lines.into_iter().map(|(i, _)| i).collect();
    authors
}

/// The people of the article's node, else of the first metadata that name any; several tags of a name are several
/// people.
fn fields(scan: &Scan, facts: &Facts, written: &mut Vec<String>) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    let mut add = |words: &str, people: &mut Vec<String>| {
        written.push(words.to_owned());
        for name in byline::of_field(words).people {
            if !people.iter().any(|n| n.eq_ignore_ascii_case(&name)) {
                people.push(name);
            }
        }
    };
    for person in facts.article.persons.iter().take(20) {
        add(person, &mut people);
    }
    let mut nobody = Vec::new();
    for organization in facts.article.organizations.iter().take(20) {
        add(organization, &mut nobody);
    }
    for name in AUTHORS
        .iter()
        .filter(|_| people.is_empty())
        .copied()
        .collect::<Vec<_>>()
    {
        if !people.is_empty() {
            break;
        }
        for (_, content) in scan.metas.iter().filter(|(n, _)| n == name).take(20) {
            add(content, &mut people);
        }
    }
    people
}

/// Whether a name is the site's own and no person's: it says what the outlet's name or the host says, and begins with no
/// first name.
fn is_own(name: &str, facts: &Facts) -> bool {
    let (outlet, host) = (facts.outlet.as_deref(), facts.host.as_deref());
    let same = [outlet, host]
        .into_iter()
        .flatten()
        .any(|own| squeeze(own) == squeeze(name));
    let full = name.contains(' ') && byline::has_first_name(name);
    same && !full || !byline::has_first_name(name) && title::is_site(name, outlet, host)
}

/// The lines close to the headline that name writers; where there are none, those at the end of the report that begin
/// with "By".
fn visible(scan: &Scan, headline: Option<usize>, extent: Span) -> Found {
    let title = headline
        .and_then(|i| scan.blocks.get(i))
        .map_or(extent, |b| b.span);
    let first = title.start().saturating_sub(ABOVE);
    let until = title.end().min(extent.end()) + BELOW;
    let (mut head, mut end) = (Found::default(), Found::default());
    for (i, block) in scan.blocks.iter().enumerate() {
        let skipped = block
            .signs
            .has(Signs::TITLE.with(Signs::CAPTION).with(Signs::FIGURE));
        if Some(i) == headline || block.span.len() > LINE || skipped {
            continue;
        }
        if block.span.end() >= first && block.span.start() <= until {
            // Items of one list share what leads to the first of them.
            let goes_on =
                head.lines.last().is_some_and(|(last, _)| last + 1 == i) && block.signs.has(Signs::LIST);
            head.add(i, signed(scan, i, block, true, goes_on));
        } else if block.span.end() + AROUND_END >= extent.end()
            && block.span.start() <= extent.end() + AROUND_END
        {
            end.add(i, signed(scan, i, block, false, false));
        }
    }
    if head.people().is_empty() {
        head.add_bare(scan, headline);
    }
    if head.people().is_empty() {
        head.lines.append(&mut end.lines);
    }
    head
}

/// Lines that name writers: each block with whom it names.
#[derive(Debug, Default)]
struct Found {
    lines: Vec<(usize, Vec<String>)>,
}

impl Found {
    fn add(&mut self, block: usize, signed: Option<Vec<String>>) {
        if let Some(names) = signed.filter(|_| self.lines.len() < LINES) {
            self.lines.push((block, names));
        }
    }

    /// The people of the first line that names any, and of those right after it. What is further away is another
    /// report's.
    fn people(&self) -> Vec<String> {
        let mut people: Vec<String> = Vec::new();
        let mut last = None;
        for (i, names) in self.lines.iter().filter(|(_, names)| !names.is_empty()) {
            if last.is_some_and(|last| *i > last + 1) {
                break;
            }
            last = Some(*i);
            for name in names {
                if !people.iter().any(|n| squeeze(n) == squeeze(name)) {
                    people.push(name.clone());
                }
            }
        }
        people
    }

    /// A line right below the headline that is nothing but full names, without a mark or a "By". A name that the
    /// headline speaks of is a topic, and so is one that leads elsewhere.
    fn add_bare(&mut self, scan: &Scan, headline: Option<usize>) {
        let Some(headline) = headline else { return };
        let text = scan.mask.text();
        let words = |b: &Block| text.get(b.span.range()).unwrap_or("");
        let title = scan.blocks.get(headline).map_or("", words);
        for (i, block) in scan.blocks.iter().enumerate().skip(headline + 1).take(3) {
            let line = words(block);
            if line.len() > LINE || block.signs.has(Signs::HEADING) || !byline::is_all_names(line) {
                continue;
            }
            let people = byline::split(line).people;
            let named: usize = people.iter().map(String::len).sum();
            let known = people.iter().filter(|n| byline::has_first_name(n)).count();
            let topic = people.iter().any(|n| shares_word(n, title));
            if known * 2 >= people.len() && !topic && block.linked + named <= line.len() {
                return self.add(i, Some(people));
            }
        }
    }
}

/// Whether what stands right before byte `at` says that somebody else than the writers follows: "Reviewed by".
fn is_of_others(text: &str, at: usize) -> bool {
    let mut from = at.saturating_sub(60);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..at).unwrap_or("").trim_end();
    let words = before
        .rsplit(['\n', ',', '|', '•', '.', ';'])
        .next()
        .unwrap_or("");
    byline::is_label(words) == Some(false)
}

/// The one person whom all marks of the page name as author. Several are the writers of a list of reports.
fn marked(scan: &Scan) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    let text = scan.mask.text();
    for mark in scan.marks.iter().filter(|m| m.own.has(Signs::AUTHOR)).take(100) {
        let words = text.get(mark.span.range()).unwrap_or("");
        if is_of_others(text, mark.span.start()) {
            continue;
        }
        for name in byline::split(words).people {
            if !people.iter().any(|n| squeeze(n) == squeeze(&name)) {
                people.push(name);
            }
        }
    }
    if people.len() == 1 { people } else { Vec::new() }
}

fn shares_word(name: &str, title: &str) -> bool {
    name.split_whitespace()
        .any(|word| word.len() > 2 && title.contains(word))
}

/// Whom a block names as writers; `None` where it is no byline. An agency's byline names nobody and is one all the same.
fn signed(scan: &Scan, at: usize, block: &Block, head: bool, goes_on: bool) -> Option<Vec<String>> {
    let text = scan.mask.text();
    let line = text.get(block.span.range())?;
    let before = at.checked_sub(1).and_then(|i| scan.blocks.get(i));
    let label = before
        .and_then(|b| text.get(b.span.range()))
        .and_then(byline::is_label);
    if label == Some(false) {
        return None;
    }
    if byline::is_byline(line, head && !block.signs.has(Signs::ASIDE)) {
        return Some(byline::split(line).people);
    }
    let some = |people: Vec<String>| (!people.is_empty()).then_some(people);
    if (label == Some(true) || goes_on && byline::is_all_names(line)) && line.len() < 100 {
        return some(byline::split(line).people);
    }
    if !head {
        return None;
    }
    // An element that is marked as the author, clipped to this block; marks within marks say the same again.
    let marks = scan
        .marks
        .iter()
        .filter(|m| m.own.has(Signs::AUTHOR) && m.span.overlaps(block.span));
    let mut people: Vec<String> = Vec::new();
    for mark in marks {
        let (from, to) = (
            mark.span.start().max(block.span.start()),
            mark.span.end().min(block.span.end()),
        );
        let Some(words) = text.get(from..to) else { continue };
        let lead = text.get(block.span.start()..from).unwrap_or("");
        let others = is_of_others(text, from);
        let trust = if mark.own.has(Signs::LINK) || words.len() > 60 {
            Trust::Line
        } else {
            Trust::Field
        };
        // A link to a writer in a paragraph of prose is no byline.
        let prose = mark.own.has(Signs::LINK) && lead.len() > 60;
        if others || prose {
            continue;
        }
        for name in byline::tell(words, trust).people {
            // A mark may hold a section's or an account's name; a single name must be one that people have.
            let full = name.contains(' ') || byline::has_first_name(&name);
            if full && !people.iter().any(|n| squeeze(n) == squeeze(&name)) {
                people.push(name);
            }
        }
    }
    some(people)
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;

    fn told(html: &str) -> Vec<String> {
        let scan = scan(html);
        let facts = super::super::facts::find(&scan, Some("https://www.portellery.example/a"));
        let headline = scan.blocks.iter().position(|b| b.signs.has(Signs::TITLE));
        let extent = Span::new(0, scan.mask.text().len());
        find(&scan, &facts, headline, extent).people
    }

    const PROSE: &str = "<p>The ferry lay in the harbour all night, and nobody knew why it had not left before the storm came in \
        from the sea and took the light and the pier with it, the harbour master said on Monday in the town hall.</p>";

    fn page(byline: &str) -> String {
        format!("<h1>The ferry that stayed</h1>{byline}{}", PROSE.repeat(12))
    }

    #[test]
    fn lines_below_the_headline_sign() {
        for byline in [
            "<p>By <strong>Jane Doe</strong></p>",
            "<span>by </span><p><a href=/x>Jane Doe</a></p>",
            "<h6>Author(s)</h6><ul><li>Jane Doe</li></ul>",
            "<p>Mar 5, 2024 · Jane Doe in <a href=/tips>Tips</a></p>",
            "<div>By <a href=/author/jane-doe>Jane Doe</a> &sdot; Review Editor &sdot; Updated March 5, 2024</div>",
            "<a href=https://herald.example/authors/jane-doe><span>Jane Doe</span></a>",
            "<p class=byline>Jane Doe<br>Staff Writer</p>",
            "<span itemprop=author>Jane Doe</span>",
            "<p>Jane Doe</p>",
            "<p>Written by <span class=author>Dr. Jane Doe</span> | Reviewed by <a rel=author href=/a>John Roe</a></p>",
        ] {
            assert_eq!(told(&page(byline)), ["Jane Doe"], "{byline}");
        }
    }

    #[test]
    fn near_misses_name_nobody() {
        for byline in [
            "<p><a href=/topics/jane-doe>Jane Doe</a></p>",
            "<p>Reviewed by</p><p><a rel=author href=/a>Jane Doe</a></p>",
            "<p class=byline>Port Ellery Newsroom</p>",
            "<p>Photos by Jane Doe</p>",
            "<p class=caption>Pier and light</p>",
            "<p>Ferry News</p>",
        ] {
            assert_eq!(told(&page(byline)), Vec::<String>::new(), "{byline}");
        }
        let comment = format!(
            "{}{PROSE}<p><a rel=author href=/u>Jane Doe</a> says: nice.</p><p><a rel=author href=/v>John Roe</a>: no.</p>",
            page("")
        );
        assert_eq!(told(&comment), Vec::<String>::new());
        assert_eq!(
            told(&page("<h2>More</h2><p>John Roe and the ferry</p>")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn several_lines_sign_together_and_a_mark_far_away_alone() {
        let list = page("<h6>Author(s)</h6><ul><li>Jane Doe</li><li>John Roe</li></ul>");
        assert_eq!(told(&list), ["Jane Doe", "John Roe"]);
        let far = format!(
            "{}<div class=author><a rel=author href=/a>Jane Doe</a></div>",
            page("")
        );
        assert_eq!(told(&format!("{far}{}", PROSE.repeat(4))), ["Jane Doe"]);
        let list = format!("{far}<p class=author>John Roe</p>{}", PROSE.repeat(4));
        assert_eq!(told(&list), Vec::<String>::new());
    }

    #[test]
    fn a_topic_of_the_headline_is_no_author() {
        let html = format!("<h1>Jane Doe leaves</h1><p>Jane Doe</p>{}", PROSE.repeat(5));
        assert_eq!(told(&html), Vec::<String>::new());
    }

    #[test]
    fn a_line_adds_to_what_a_field_says() {
        let meta = "<meta name=author content='Jane Doe'>";
        let both = page("<p>By Jane Doe and John Roe</p>");
        assert_eq!(told(&format!("{meta}{both}")), ["Jane Doe", "John Roe"]);
        let other = page("<p>By Mary Poe</p>");
        assert_eq!(told(&format!("{meta}{other}")), ["Jane Doe"]);
    }

    #[test]
    fn the_sites_own_name_is_no_person() {
        let own =
            "<meta property='og:site_name' content='Portellery'><meta name=author content='Portellery'>";
        assert_eq!(
            told(&format!("{own}{}", page("<p>By John Roe</p>"))),
            ["John Roe"]
        );
        assert_eq!(
            told("<meta name=author content=Annie><h1>Ten soups</h1>"),
            ["Annie"]
        );
    }
}
