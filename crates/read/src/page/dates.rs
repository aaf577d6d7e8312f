//! The dates that may be a page's day of publication: from its metadata, its address and its visible lines.

use super::days::{self, Order};
use super::element::Signs;
use super::facts::Facts;
use super::scan::{Mark, Scan};
use record::{Candidate, DateBasis, Span};

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
