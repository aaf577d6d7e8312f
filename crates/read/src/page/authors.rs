//! Who wrote a page, as its metadata and marked lines say.

use super::element::Signs;
use super::facts::Facts;
use super::json_ld::Article;
use super::people;
use super::scan::{Block, Scan};
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
];

/// The blocks that say who wrote the report: marked as such or beginning with "By", close to its beginning or end, and
/// short. `main` is the text between the headline and the end of the report.
pub(super) fn bylines(scan: &Scan, main: Option<Span>) -> Vec<usize> {
    let text = scan.mask.text();
    let Some(main) = main else { return Vec::new() };
    let near = |span: Span| {
        let from_start = span.start().abs_diff(main.start());
        from_start < 600 || (span.start() + 300 > main.end() && span.start() < main.end() + 300)
    };
    let marked = |span: Span| {
        let mut marks = scan.marks.iter().filter(|m| m.own.has(Signs::AUTHOR));
        marks.any(|m| {
            m.span.overlaps(span)
                && text
                    .get(m.span.range())
                    .is_some_and(|w| !people::find(w, false).is_empty())
        })
    };
    let is_one = |(_, block): &(usize, &Block)| {
        let words = text.get(block.span.range()).unwrap_or("");
        words.len() < 120
            && near(block.span)
            && !block.signs.has(Signs::TITLE)
            && (people::is_byline(words) || marked(block.span))
    };
    scan.blocks
        .iter()
        .enumerate()
        .filter(is_one)
        .map(|(i, _)| i)
        .take(6)
        .collect()
}

/// Collects the authors of the article node, the metadata or the marked lines, whichever first has people.
pub(super) fn collect(scan: &Scan, article: &Article, facts: &mut Facts) {
    let add = |words: &str, sure: bool, facts: &mut Facts| {
        let found = people::find(words, sure);
        facts.authors.push(words.to_owned());
        let outlet = facts.outlet.clone().unwrap_or_default();
        for name in found {
            let is_new = !facts.people.iter().any(|n| n.eq_ignore_ascii_case(&name));
            if is_new && !name.eq_ignore_ascii_case(&outlet) {
                facts.people.push(name);
            }
        }
    };
    for person in article.persons.iter().take(20) {
        add(person, true, facts);
    }
    facts
        .authors
        .extend(article.organizations.iter().take(20).cloned());
    if facts.people.is_empty() {
        // The first name of metadata that yields people; several tags of that name are several people.
        for name in AUTHORS {
            for (_, content) in scan.metas.iter().filter(|(n, _)| n == name).take(20) {
                add(content, false, facts);
            }
            if !facts.people.is_empty() {
                break;
            }
        }
    }
    if facts.people.is_empty() {
        let text = scan.mask.text();
        for mark in scan.marks.iter().filter(|m| m.own.has(Signs::AUTHOR)).take(10) {
            let words = text.get(mark.span.range()).unwrap_or("");
            if words.len() < 120 {
                add(words, false, facts);
            }
            if !facts.people.is_empty() {
                break;
            }
        }
    }
}
