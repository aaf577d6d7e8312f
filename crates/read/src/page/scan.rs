//! One pass over a page: its visible text in blocks, and what stands in its head.
//!
//! The pass keeps a flat list of open elements and never goes down a tree, so that a million nested elements cost no
//! more than a million elements side by side.

mod text;

use super::dates;
use super::element::{self, Signs};
use super::hints::Hints;
use super::mask::Mask;
use super::tree::{Held, Tag, Tree};
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use record::Span;
use rustc_hash::FxHashMap;

/// A page as it was scanned.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) mask: Mask,
    pub(super) blocks: Vec<Block>,
    /// Elements that say who wrote it or when, with their words.
    pub(super) marks: Vec<Mark>,
    /// `<meta>`: its name in lower case, and its content.
    pub(super) metas: Vec<(String, String)>,
    pub(super) json_ld: Vec<String>,
    pub(super) tree: Tree,
    pub(super) title: String,
    pub(super) canonical: Option<String>,
    pub(super) language: Option<String>,
    /// Bytes of scripts.
    pub(super) scripts: usize,
}

/// A stretch of text without a break in it: a paragraph, a heading, a list item, a cell, a line of a menu.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) span: Span,
    pub(super) signs: Signs,
    /// Bytes of text within links.
    pub(super) linked: usize,
    /// The innermost block element around it, a place in the tree.
    pub(super) element: u32,
    /// The table row it stands in, 0 for none.
    pub(super) row: usize,
}

/// An element that says who or when.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// The element's own signs, not those around it.
    pub(super) own: Signs,
    /// Whether it is marked as the time of publication.
    pub(super) published: bool,
    /// Whether it is marked as the time of a change.
    pub(super) changed: bool,
    pub(super) span: Span,
    /// Its `datetime` or `content`, or another attribute that holds its value.
    pub(super) value: Option<String>,
}

/// How many metadata elements are kept; a page with more is not meant for readers.
const METAS: usize = 1000;

/// How far down the open elements an implied end is sought.
const REACH: usize = 64;

struct Open {
    name: Vec<u8>,
    signs: Signs,
    /// The innermost block element, this one or one around it.
    element: u32,
    /// A mark that begins here; its end is set when the element closes.
    mark: Option<Mark>,
}

/// Scans a page.
pub(super) fn scan(page: &str) -> Scan {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut scanner = Scanner {
        page,
        ..Scanner::default()
    };
    for token in Tokenizer::new_with_emitter(page, emitter).flatten() {
        match token {
            Token::StartTag(tag) => scanner.start(tag),
            Token::EndTag(tag) => scanner.end(&tag.name),
            Token::String(text) => scanner.text(&text.value, text.span.start, text.span.end),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    scanner.break_block("\n\n");
    while scanner.pop() {}
    scanner.out.tree.sum();
    scanner.out
}

#[derive(Default)]
struct Scanner<'a> {
    page: &'a str,
    out: Scan,
    open: Vec<Open>,
    counts: FxHashMap<Vec<u8>, usize>,
    /// The block being written: where it began, its signs, its linked bytes.
    block: Option<(usize, Signs, usize)>,
    /// The block element around it.
    element: u32,
    /// White space to set before the next word.
    pending: &'static str,
    rows: usize,
}

impl Scanner<'_> {
    fn signs(&self) -> Signs {
        self.open.last().map_or(Signs::default(), |o| o.signs)
    }

    fn start(&mut self, tag: StartTag<usize>) {
        let name: &[u8] = &tag.name;
        let attribute = |key: &str| -> Option<&str> {
            let value = tag.attributes.get(key.as_bytes())?;
            std::str::from_utf8(value).ok()
        };
        match name {
            b"br" => return self.line(),
            b"meta" => self.meta(&attribute),
            b"link"
                if self.out.canonical.is_none()
                    && attribute("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) =>
            {
                self.out.canonical = attribute("href").map(|h| h.trim().to_owned());
            }
            b"html" if self.out.language.is_none() => {
                self.out.language = attribute("lang").map(str::to_owned)
            }
            b"tr" => self.rows += 1,
            _ => {}
        }
        if element::closes_paragraph(name) {
            self.close_implied(
                &[b"p"],
                &[b"table", b"td", b"th", b"button", b"caption", b"object"],
            );
        }
        match name {
            b"li" => self.close_implied(&[b"li"], &[b"ul", b"ol", b"menu"]),
            b"dt" | b"dd" => self.close_implied(&[b"dt", b"dd"], &[b"dl"]),
            b"td" | b"th" => self.close_implied(&[b"td", b"th"], &[b"tr", b"table"]),
            b"tr" => self.close_implied(&[b"tr"], &[b"table", b"tbody", b"thead", b"tfoot"]),
            b"option" => self.close_implied(&[b"option"], &[b"select"]),
            // A link within a link can't be; the first one was never closed.
            b"a" => self.close_implied(&[b"a"], &[b"div", b"td", b"li", b"p"]),
            _ => {}
        }
        if !element::is_inline(name) {
            let same_row = matches!(name, b"td" | b"th");
            self.break_block(if same_row { "\t" } else { "\n\n" });
        }
        let own = element::signs(name, attribute);
        let value = dates::value(own, attribute);
        let (published, changed) = dates::of_which(attribute);
        let at = self.out.mask.len();
        let mark = Span::new(at, at).map(|span| Mark {
            own,
            published,
            changed,
            span,
            value,
        });
        let is_hidden = self.signs().has(Signs::HIDDEN);
        // What is hidden has no words, but a date may have its value.
        let says = own.has(Signs::DATE) && mark.as_ref().is_some_and(|m| m.value.is_some())
            || own.has(Signs::AUTHOR.with(Signs::DATE)) && !is_hidden && !own.has(Signs::HIDDEN);
        let mark = mark.filter(|_| says);
        let hints = Hints::read(attribute("class").unwrap_or(""), attribute("id").unwrap_or(""));
        let look = super::tree::look(name, attribute("class").unwrap_or(""));
        if element::is_void(name) {
            // `<meta itemprop="datePublished">` within the text is the date of the item that it stands in.
            if let Some(mark) = mark.filter(|_| self.out.marks.len() < METAS && at > 0) {
                self.out.marks.push(mark);
            }
            return;
        }
        let is_json_ld =
            name == b"script" && attribute("type").is_some_and(|t| t.trim().starts_with("application/ld"));
        // A tag that closes itself holds text all the same, but for the foreign ones of SVG and MathML.
        if tag.self_closing && self.signs().has(Signs::HIDDEN) {
            return;
        }
        let signs = self.signs().with(own);
        let name = if is_json_ld {
            b"script/ld".to_vec()
        } else {
            tag.name.0
        };
        *self.counts.entry(name.clone()).or_default() += 1;
        let around = self.open.last().map_or(0, |o| o.element);
        let element = if element::is_inline(&name) || signs.has(Signs::HIDDEN) {
            around
        } else {
            self.out.tree.push(around, Tag::of(&name), hints, look)
        };
        self.open.push(Open {
            name,
            signs,
            element,
            mark,
        });
    }

    fn end(&mut self, name: &[u8]) {
        if name == b"br" {
            return self.line();
        }
        let name: &[u8] = match self.open.last() {
            Some(top) if name == b"script" && top.name == b"script/ld" => b"script/ld",
            _ => name,
        };
        if !element::is_inline(name) {
            self.break_block(if matches!(name, b"td" | b"th") {
                "\t"
            } else {
                "\n\n"
            });
        }
        if self.counts.get(name).copied().unwrap_or(0) == 0 {
            return;
        }
        // An end tag of an inline element doesn't reach out of the block it stands in.
        if element::is_inline(name) {
            let within = self
                .open
                .iter()
                .rev()
                .take(REACH)
                .take_while(|o| element::is_inline(&o.name) || o.name == name);
            if !within.into_iter().any(|o| o.name == name) {
                return;
            }
        }
        while self.open.last().is_some_and(|top| top.name != name) {
            self.pop();
        }
        self.pop();
    }

    fn close_implied(&mut self, names: &[&[u8]], bounds: &[&[u8]]) {
        if names
            .iter()
            .all(|n| self.counts.get(*n).copied().unwrap_or(0) == 0)
        {
            return;
        }
        for back in 1..=REACH.min(self.open.len()) {
            let Some(open) = self.open.get(self.open.len() - back) else {
                return;
            };
            if names.contains(&open.name.as_slice()) {
                self.break_block("\n\n");
                for _ in 0..back {
                    self.pop();
                }
                return;
            }
            if bounds.contains(&open.name.as_slice()) {
                return;
            }
        }
    }

    fn pop(&mut self) -> bool {
        let Some(open) = self.open.pop() else { return false };
        if let Some(count) = self.counts.get_mut(&open.name) {
            *count = count.saturating_sub(1);
        }
        if let Some(mut mark) = open.mark {
            let start = mark.span.start();
            let text = self.out.mask.text().get(start..).unwrap_or("");
            let from = start + (text.len() - text.trim_start().len());
            mark.span = Span::new(from, (start + text.trim_end().len()).max(from)).unwrap_or(mark.span);
            if self.out.marks.len() < METAS {
                self.out.marks.push(mark);
            }
        }
        true
    }

    fn meta<'t>(&mut self, attribute: &impl Fn(&str) -> Option<&'t str>) {
        let Some(content) = attribute("content").map(str::trim).filter(|c| !c.is_empty()) else {
            return;
        };
        if self.out.metas.len() >= METAS {
            return;
        }
        for key in ["property", "name", "itemprop"] {
            if let Some(name) = attribute(key) {
                // In the text it belongs to the item around it, which may be another report.
                if key == "itemprop" && name.contains("date") && self.out.mask.len() > 0 {
                    continue;
                }
                self.out
                    .metas
                    .push((name.trim().to_lowercase(), content.to_owned()));
            }
        }
    }

    /// A break of the line within a block; two after one another end the block.
    fn line(&mut self) {
        match self.pending {
            "\n" => self.break_block("\n\n"),
            "\n\n" | "\t" => {}
            _ if self.block.is_some() => self.pending = "\n",
            _ => {}
        }
    }

    fn break_block(&mut self, separator: &'static str) {
        if let Some((start, signs, linked)) = self.block.take() {
            let end = self.out.mask.len();
            let row = if signs.has(Signs::CELL) { self.rows } else { 0 };
            if let Some(span) = Span::new(start, end) {
                let words = self
                    .out
                    .mask
                    .text()
                    .get(span.range())
                    .map_or(0, super::features::words);
                let link = (u64::from(words) * linked as u64 / span.len().max(1) as u64) as u32;
                let prose = if words >= 12 && link * 3 <= words {
                    words
                } else {
                    0
                };
                self.out.tree.count(
                    self.element,
                    Held {
                        words,
                        linked: link,
                        prose,
                        blocks: 1,
                    },
                );
                self.out.blocks.push(Block {
                    span,
                    signs,
                    linked,
                    element: self.element,
                    row,
                });
            }
        }
        if separator == "\n\n" || self.pending != "\n\n" {
            self.pending = separator;
        }
    }
}

/// Letters and digits only, in lower case.
pub(super) fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
