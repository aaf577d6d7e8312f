//! What a page says of itself in its head and around its text: title, outlet, address, dates, authors.

use super::days::{self, Order};
use super::element::Signs;
use super::json_ld::{self, Article};
use super::people;
use super::scan::{Block, Mark, Scan};
use super::title;
use record::{Candidate, DateBasis, Span};

/// What was found, best first where there are several.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) url: Option<String>,
    pub(super) outlet: Option<String>,
    /// Titles that the head gives, the most trusted first.
    pub(super) titles: Vec<String>,
    pub(super) description: Option<String>,
    /// Author fields and marks as written.
    pub(super) authors: Vec<String>,
    pub(super) people: Vec<String>,
    pub(super) language: Option<String>,
    /// The part of the host that names the site, such as `herald` in `www.herald.example`.
    pub(super) host: Option<String>,
    article: Article,
}

/// Metadata names of the date of publication, the most trusted first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "shareaholic:article_published_time",
    "article.published",
    "bt:pubdate",
    "published-date",
    "publication_date",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "pdate",
    "ptime",
    "originalpublicationdate",
    "dcterms.created",
    "dcterms.date",
    "dc.date.issued",
    "dc.date.created",
    "dc.date",
    "dc.created",
    "date",
    "datecreated",
    "citation_publication_date",
    "og:article:published_time",
    "article_date_original",
    "displaydate",
    "last-modified",
];

/// Metadata names of a change, which is no publication but better than nothing.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "og:modified_time",
];

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

/// Collects what the page says. `url` is the address under which it was given.
pub(super) fn find(scan: &Scan, url: Option<&str>) -> Facts {
    let article = json_ld::read(&scan.json_ld);
    let meta = |name: &str| {
        scan.metas
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, content)| content.clone())
    };
    let is_address = |s: &String| s.starts_with("http://") || s.starts_with("https://");
    let url = url
        .map(str::to_owned)
        .or_else(|| scan.canonical.clone().filter(is_address))
        .or_else(|| meta("og:url").filter(is_address));
    let host = url.as_deref().and_then(host_name);
    let mut facts = Facts {
        titles: [
            article.headline.clone(),
            meta("og:title"),
            meta("twitter:title"),
            meta("headline"),
        ]
        .into_iter()
        .flatten()
        .chain((!scan.title.is_empty()).then(|| scan.title.clone()))
        .collect(),
        description: meta("og:description").or_else(|| meta("description")),
        language: scan.language.clone().or_else(|| article.language.clone()),
        ..Facts::default()
    };
    facts.outlet = outlet(&article, &meta, &scan.title, host.as_deref());
    authors(scan, &article, &mut facts);
    (facts.url, facts.host, facts.article) = (url, host, article);
    facts
}

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

/// `herald` of `https://www.herald.example/fire`.
fn host_name(url: &str) -> Option<String> {
    let parsed = url::Url::parse(url).ok()?;
    let host = parsed.host_str()?;
    let domain = psl::domain_str(host)?;
    domain.split('.').next().map(str::to_owned)
}

fn outlet(
    article: &Article,
    meta: &impl Fn(&str) -> Option<String>,
    head_title: &str,
    host: Option<&str>,
) -> Option<String> {
    // A bare address is no name, and a field that holds a sentence holds a slogan.
    let is_name = |s: &String| {
        let is_address = !s.contains(' ') && s.contains('.') && s.chars().any(char::is_lowercase);
        !is_address && s.split_whitespace().count() <= 6 && !s.starts_with('@')
    };
    let named = meta("og:site_name")
        .filter(is_name)
        .or_else(|| article.publisher.clone().filter(is_name));
    let named = named.or_else(|| {
        ["application-name", "dc.publisher", "publisher", "cre"]
            .iter()
            .find_map(|n| meta(n))
            .filter(is_name)
    });
    named.or_else(|| {
        // The title's end, where it says the same as the address.
        let ends = [" | ", " - ", " – ", " — "]
            .iter()
            .filter_map(|sign| head_title.rsplit_once(sign));
        let tail = ends
            .map(|(_, tail)| tail.trim().to_owned())
            .min_by_key(String::len)?;
        (title::is_site(&tail, None, host) && is_name(&tail)).then_some(tail)
    })
}

fn authors(scan: &Scan, article: &Article, facts: &mut Facts) {
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

/// Adds a candidate that isn't there yet.
fn add(out: &mut Vec<Candidate>, value: Option<String>, basis: DateBasis, span: Option<Span>) {
    if let Some(value) = value.filter(|v| !out.iter().any(|c| c.value == *v && c.basis == basis)) {
        out.push(Candidate {
            value,
            basis,
            span,
            rejected: None,
        });
    }
}

impl Facts {
    /// The dates that may be the publication's, the most trusted first. `main` is the text between the headline and
    /// the end of the report.
    pub(super) fn dates(&self, scan: &Scan, main: Option<Span>) -> Vec<Candidate> {
        let order = Order::of(self.language.as_deref());
        let mut out: Vec<Candidate> = Vec::new();
        let field = |words: &Option<String>| words.as_deref().and_then(|w| days::of_field(w, order));
        add(
            &mut out,
            field(&self.article.published),
            DateBasis::Metadata,
            None,
        );
        for name in PUBLISHED {
            if !out.is_empty() {
                break;
            }
            for (_, content) in scan.metas.iter().filter(|(n, _)| n == name).take(2) {
                add(
                    &mut out,
                    days::of_field(content, order),
                    DateBasis::Metadata,
                    None,
                );
            }
        }
        let text = scan.mask.text();
        let of_mark = |mark: &Mark| {
            let words = text.get(mark.span.range()).unwrap_or("");
            let value = mark.value.as_deref().and_then(|v| days::of_field(v, order));
            value.or_else(|| {
                (words.len() < 120).then(|| days::find(words, order).into_iter().next().map(|f| f.value))?
            })
        };
        let near = |span: Span| {
            main.is_none_or(|main| span.start() + 400 >= main.start() && span.start() < main.end() + 400)
        };
        let times = || {
            scan.marks
                .iter()
                .filter(|m| m.own.has(Signs::DATE) && near(m.span))
                .take(4)
        };
        for mark in times().filter(|m| m.published) {
            add(&mut out, of_mark(mark), DateBasis::Metadata, Some(mark.span));
        }
        let url = self.url.as_deref().and_then(days::of_address);
        if url.as_ref().is_some_and(|u| u.len() > 7) {
            add(&mut out, url.clone(), DateBasis::Url, None);
        }
        for mark in times() {
            add(&mut out, of_mark(mark), DateBasis::Header, Some(mark.span));
        }
        for (value, span) in self.visible(scan, main, order) {
            add(&mut out, Some(value), DateBasis::Header, Some(span));
        }
        add(&mut out, url, DateBasis::Url, None);
        if out.is_empty() {
            add(&mut out, field(&self.article.modified), DateBasis::Metadata, None);
            for name in MODIFIED {
                for (_, content) in scan.metas.iter().filter(|(n, _)| n == name).take(1) {
                    add(
                        &mut out,
                        days::of_field(content, order),
                        DateBasis::Metadata,
                        None,
                    );
                }
            }
        }
        out
    }

    /// Dates in short lines close to the beginning or the end of the report.
    fn visible(&self, scan: &Scan, main: Option<Span>, order: Order) -> Vec<(String, Span)> {
        let text = scan.mask.text();
        let Some(main) = main else { return Vec::new() };
        let lines = scan.blocks.iter().filter(|b| {
            let gap = if b.span.start() <= main.start() { 300 } else { 600 };
            // What stands under a picture dates the picture.
            !b.signs.has(Signs::CAPTION)
                && b.span.len() < 160
                && b.span.start() + gap >= main.start()
                && b.span.start() <= main.start() + gap
        });
        lines
            .filter_map(|block| {
                let line = text.get(block.span.range())?;
                let found = days::find(line, order).into_iter().next()?;
                let start = block.span.start();
                Some((
                    found.value,
                    Span::new(start + found.at.start, start + found.at.end)?,
                ))
            })
            .take(3)
            .collect()
    }
}
