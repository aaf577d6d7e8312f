//! Who wrote a page: what its metadata promises, and what the lines around its headline say.
//!
//! Metadata go first. Where a visible line names one of their people and others beside, the others wrote it too: many
//! sites have room for one author only. Teasers and comments have writers of their own, so a mark or a "By" counts only
//! close to the headline, and below the text only a line that begins with "By".

use super::facts::Facts;
use super::scan::Scan;
use super::scan::squeeze;
use super::signed::{self, Found};
use super::title;
use crate::byline;
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
    LIBRARY,
    "article.author",
    "og:article:author",
    "creator",
    "twitter:data1",
];

/// The field of libraries, one author each.
const LIBRARY: &str = "citation_author";

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
    let shown = extent.map_or_else(Found::default, |extent| signed::visible(scan, headline, extent));
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
    } else if let Some(line) = shown
        .runs()
        .into_iter()
        .find(|line| people.iter().any(|n| known(line, n)))
    {
        let others: Vec<String> = own(&line).into_iter().filter(|n| !known(&people, n)).collect();
        people.extend(others);
    }
    // A line that names an agency or a desk has answered who wrote it.
    if people.is_empty() && shown.lines.is_empty() {
        people = own(&signed::marked(scan));
    }
    authors.people = people;
    authors.blocks = shown.lines.into_iter().map(|(i, _)| i).collect();
    authors
}

/// The people of the article's node, else of the first metadata that name any; several tags of a name are several
/// people.
fn fields(scan: &Scan, facts: &Facts, written: &mut Vec<String>) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    let mut add = |words: &str, field: &str, people: &mut Vec<String>| {
        written.push(words.to_owned());
        if is_own(words, facts) {
            return;
        }
        let told = if field == LIBRARY {
            byline::of_library_field(words)
        } else {
            byline::of_field(words)
        };
        for name in told.people {
            if !people.iter().any(|n| n.eq_ignore_ascii_case(&name)) {
                people.push(name);
            }
        }
    };
    for person in facts.article.persons.iter().take(20) {
        add(person, "", &mut people);
    }
    let mut nobody = Vec::new();
    for organization in facts.article.organizations.iter().take(20) {
        add(organization, "", &mut nobody);
    }
    for name in AUTHORS {
        if !people.is_empty() {
            break;
        }
        for (_, content) in scan.metas.iter().filter(|(n, _)| n == name).take(20) {
            add(content, name, &mut people);
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
    let part = name.contains(' ') && !byline::has_first_name(name) && title::is_site(name, outlet, host);
    same && !full || part
}

#[cfg(test)]
mod tests {
    use super::super::element::Signs;
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
        let cut =
            "<meta property='og:site_name' content='Ferrying ON'><meta name=author content='Ferrying On'>";
        assert_eq!(told(&format!("{cut}<h1>Ten ferries</h1>")), Vec::<String>::new());
    }

    #[test]
    fn library_fields_turn_names() {
        let fields = "<meta name=citation_author content='Quimby, Odalys'><meta name=citation_author content='Roe, Tam'>";
        let page = page("");
        assert_eq!(told(&format!("{fields}{page}")), ["Odalys Quimby", "Tam Roe"]);
    }
}
