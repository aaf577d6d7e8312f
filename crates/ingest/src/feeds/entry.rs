//! An item of a feed, and the record it makes.

use super::xml::{Mark, Scan, Tag, text, unescaped};
use record::Record;
use regex::Regex;
use std::sync::LazyLock;

/// An item that only has a summary is taken for whole from so many visible bytes on: RSS lets `description` hold the full
/// text, and teasers stay far below a thousand characters.
const TEASER: usize = 1000;

/// What a feed says of itself, for items that don't.
#[derive(Debug, Default)]
pub(super) struct Channel {
    pub(super) title: Option<String>,
    pub(super) site: Option<String>,
    pub(super) language: Option<String>,
    pub(super) authors: Vec<String>,
}

/// Running text, as words or as markup.
#[derive(Debug)]
pub(super) enum Content {
    Plain(String),
    Marked(String),
}

/// One item, in the feed's own words.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) title: Option<String>,
    pub(super) link: Option<String>,
    pub(super) id: Option<String>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) content: Option<Content>,
    pub(super) summary: Option<Content>,
    /// The publisher or feed that the item was taken from.
    pub(super) source: Option<String>,
    pub(super) language: Option<String>,
}

impl Channel {
    /// Takes in a field of the channel; what stands in a container such as its picture is no field of it.
    pub(super) fn field(&mut self, own: bool, prefix: &str, local: &str, tag: &Tag<'_>, inner: &str) {
        match (own, prefix, local) {
            (true, _, "title") => set(&mut self.title, title(inner)),
            (true, _, "link") => set(&mut self.site, link(tag, inner)),
            (true, _, "language") | (_, "dc", "language") => set(&mut self.language, words(inner)),
            (true, _, "author") => self.authors.extend(author(inner)),
            _ => {}
        }
    }

    /// Who publishes the feed: of a title such as "World – The Herald" the part that the site's name speaks for; a title
    /// in one part; else the site. None rather than a heading of a section.
    fn outlet(&self) -> Option<String> {
        static SIGN: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"\s+[-–—|»>:·/]+\s+|\s*[|»]\s*|:\s+").expect("a constant pattern"));
        static SUFFIX: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(?i)\s+(?:rss(?:\s+feed)?|feed)$").expect("a constant pattern"));
        let host = self.site.as_deref().and_then(host);
        let title = self
            .title
            .as_deref()
            .map(|t| SUFFIX.replace(t.trim(), "").into_owned());
        let parts: Vec<&str> = title
            .as_deref()
            .map(|t| SIGN.split(t).collect())
            .unwrap_or_default();
        let spoken_for = host
            .as_deref()
            .and_then(|host| parts.iter().copied().find(|part| speaks_for(host, part)));
        match (spoken_for, parts.as_slice()) {
            (Some(part), _) => Some(part.trim().to_owned()),
            (None, [only]) if !only.is_empty() => Some((*only).to_owned()),
            _ => host,
        }
    }
}

/// Whether a host is that of the outlet so named: "herald.example" of "The Herald", "Herald" or "Herald News".
pub(crate) fn speaks_for(host: &str, name: &str) -> bool {
    let plain = |s: &str| {
        let letters = s.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let labels = plain(host);
    let first = host.split('.').next().map(plain).unwrap_or_default();
    let name = plain(name);
    let bare = name.strip_prefix("the").unwrap_or(&name);
    [name.as_str(), bare].iter().any(|name| {
        name.len() > 2 && (labels.starts_with(name) || first.len() > 2 && name.starts_with(&first))
    })
}

impl Entry {
    /// An item whose start tag may carry its address (RSS 1.0) and language.
    pub(super) fn of(tag: &Tag<'_>) -> Self {
        Self {
            id: tag.attribute("rdf:about"),
            language: tag.attribute("xml:lang"),
            ..Self::default()
        }
    }

    /// Takes in a field; the first of a kind stands.
    pub(super) fn field(&mut self, own: bool, prefix: &str, local: &str, tag: &Tag<'_>, inner: &str) {
        match (own, prefix, local) {
            (true, _, "title") => set(&mut self.title, title(inner)),
            (_, "feedburner", "origLink") => self.link = words(inner).or(self.link.take()),
            (true, _, "link") => set(&mut self.link, link(tag, inner)),
            (true, _, "guid" | "id") => self.id = words(inner).or(self.id.take()),
            (true, _, "pubDate" | "published" | "issued" | "created")
            | (_, "dc", "date")
            | (_, "dcterms", "issued" | "created") => set(&mut self.published, words(inner)),
            (true, _, "updated" | "modified") | (_, "dcterms", "modified") => {
                set(&mut self.updated, words(inner))
            }
            (true, _, "author") | (_, "dc", "creator") => self.authors.extend(author(inner)),
            (true, _, "source") => set(&mut self.source, source(tag, inner)),
            (_, "dc", "publisher") => set(&mut self.source, words(inner)),
            (_, "content", "encoded") | (true, _, "content") => set(&mut self.content, content(tag, inner)),
            (true, _, "description" | "summary") => set(&mut self.summary, content(tag, inner)),
            (true, _, "language") | (_, "dc", "language") => set(&mut self.language, words(inner)),
            _ => {}
        }
    }

    /// The record, or why there is none.
    pub(super) fn record(self, channel: &Channel) -> Result<Record, String> {
        let whole = self.content.is_some();
        let Some(content) = self.content.or(self.summary) else {
            return Err("is an item without text".to_owned());
        };
        let (visible, bytes) = content.visible();
        let partial = (!whole && bytes < TEASER) || is_cut(&visible);
        let address = |s: &String| s.starts_with("http://") || s.starts_with("https://");
        let url = self
            .link
            .filter(address)
            .or_else(|| self.id.clone().filter(address));
        let (text, html) = match content {
            Content::Plain(text) => (Some(text), None),
            Content::Marked(markup) => (None, Some(markup.into())),
        };
        Ok(Record {
            id: self.id.or_else(|| url.clone()),
            url,
            headline: self.title,
            text,
            html,
            // Atom asks for `updated` alone; where nothing else is told, that is when the entry appeared.
            published: self.published.or_else(|| self.updated.clone()),
            modified: self.updated,
            captured: None,
            outlet: self.source.or_else(|| channel.outlet()),
            authors: if self.authors.is_empty() {
                channel.authors.clone()
            } else {
                self.authors
            },
            language: self.language.or_else(|| channel.language.clone()),
            partial,
        })
    }
}

impl Content {
    /// The last visible words, and how many bytes are visible in all.
    fn visible(&self) -> (String, usize) {
        let text = match self {
            Self::Plain(text) => text.clone(),
            Self::Marked(markup) => text(markup).0,
        };
        let text = text.trim();
        let tail: Vec<char> = text.chars().rev().take(40).collect();
        (tail.into_iter().rev().collect(), text.len())
    }
}

/// Whether words end as teasers do.
fn is_cut(tail: &str) -> bool {
    static END: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:\[(?:…|\.{3})\]|(?i:continue reading|read more|read full (?:article|story)))\W*$")
            .expect("a constant pattern")
    });
    END.is_match(tail)
}

fn set<T>(field: &mut Option<T>, found: Option<T>) {
    if field.is_none() {
        *field = found;
    }
}

/// An element's words on one line.
fn words(inner: &str) -> Option<String> {
    let words = text(inner).0.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// A title, without markup: it may be escaped twice, or hold tags.
fn title(inner: &str) -> Option<String> {
    static MARKUP: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>").expect("a constant pattern"));
    let words = words(inner)?;
    Some(unescaped(&MARKUP.replace_all(&words, "")).trim().to_owned()).filter(|t| !t.is_empty())
}

/// The address of an RSS `link`, or of an Atom one that leads to the page itself.
fn link(tag: &Tag<'_>, inner: &str) -> Option<String> {
    match tag.attribute("href") {
        Some(href) => tag
            .attribute("rel")
            .is_none_or(|rel| rel == "alternate")
            .then(|| href.trim().to_owned()),
        None => words(inner),
    }
}

/// A name out of "desk@herald.example (Ann Example)", of Atom's `<name>`, or as it is. An address alone names nobody.
fn author(inner: &str) -> Option<String> {
    static NAMED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\S+@\S+\s+\((.+)\)$").expect("a constant pattern"));
    let name = child(inner, "name").or_else(|| words(inner))?;
    match NAMED.captures(&name) {
        Some(c) => c.get(1).map(|m| m.as_str().to_owned()),
        None => (!name.contains('@') && !name.contains("://")).then_some(name),
    }
}

/// The publisher that an item was taken from: RSS gives its name as text, Atom as the title of its feed.
fn source(tag: &Tag<'_>, inner: &str) -> Option<String> {
    let named = child(inner, "title")
        .or_else(|| (!inner.contains('<') || inner.contains("<![CDATA[")).then(|| title(inner))?);
    named.or_else(|| tag.attribute("url").as_deref().and_then(host))
}

/// The words of a child of the given name.
fn child(inner: &str, wanted: &str) -> Option<String> {
    let mut scan = Scan::new(inner);
    while let Some(mark) = scan.next() {
        if let Mark::Start { tag, empty: false } = mark {
            let inner = scan.inner(tag.name, "");
            if tag.parts().1 == wanted {
                return words(inner?);
            }
        }
    }
    None
}

/// Running text: words, or markup that was escaped, put in CDATA or simply left in.
fn content(tag: &Tag<'_>, inner: &str) -> Option<Content> {
    let kind = tag.attribute("type").unwrap_or_default();
    let readable = matches!(kind.as_str(), "" | "html" | "xhtml" | "text" | "escaped" | "xml")
        || kind.contains("text/")
        || kind.contains("html");
    let (text, children) = text(inner);
    if !readable || (text.trim().is_empty() && !children) {
        return None;
    }
    if children {
        return Some(Content::Marked(inner.to_owned()));
    }
    static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]+|#x?[0-9A-Fa-f]+);")
            .expect("a constant pattern")
    });
    match kind != "text" && kind != "text/plain" && MARKUP.is_match(&text) {
        true => Some(Content::Marked(text)),
        false => Some(Content::Plain(text.trim().to_owned())),
    }
}

/// The host of an address, without "www." and the like.
fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let bare = ["www.", "rss.", "feeds."]
        .iter()
        .find_map(|p| host.strip_prefix(p))
        .unwrap_or(&host);
    bare.contains('.').then(|| bare.to_owned())
}
