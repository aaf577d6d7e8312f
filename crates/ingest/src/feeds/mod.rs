//! Feeds: RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed, a report an item.
//!
//! Read by a scan of our own and not by a feed crate, for three things that those don't give: an item's `<source>`, which
//! is its true publisher; the item's bytes; and the items before the place where a feed is cut or broken.

mod entry;
pub(crate) mod json;
mod outlines;
mod xml;

use crate::{Config, Each, Problem, charset, paths};
pub(crate) use entry::speaks_for;
use entry::{Channel, Entry};
pub use outlines::outlines;
use record::{Body, Source};
use std::io::{BufRead, Read};
use xml::{Mark, Scan, Tag};

/// Reads every item of a feed in XML.
pub(crate) fn read(
    name: &str,
    input: &mut dyn BufRead,
    config: &Config,
    each: &mut Each<'_>,
) -> Result<(), String> {
    let mut bytes = Vec::new();
    let ended = input.take(config.report_limit + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > config.report_limit {
        return Err(format!(
            "is a feed of more than {} MB, more than any feed has",
            config.report_limit >> 20
        ));
    }
    let page = charset::page(&bytes, None);
    let mut feed = Feed::new(&page);
    let mut number = 0;
    while let Some(item) = feed.next() {
        number += 1;
        each(match item {
            Item::Whole(entry, raw) => match entry.record(&feed.channel) {
                Ok(record) => Ok(Source::new(
                    raw.as_bytes(),
                    name,
                    Some(number),
                    Body::Record(Box::new(record)),
                )),
                Err(reason) => Err(Problem::at(name, number, reason)),
            },
            Item::Cut => Err(Problem::at(
                name,
                number,
                "is an item that the feed ends in the middle of",
            )),
        });
    }
    // What could be unpacked of a damaged file was read; now the damage is told.
    ended.map_err(|e| paths::why(&e))?;
    match number {
        0 => Err("is a feed without an item".to_owned()),
        _ => Ok(()),
    }
}

enum Item<'a> {
    Whole(Box<Entry>, &'a str),
    Cut,
}

struct Feed<'a> {
    document: &'a str,
    scan: Scan<'a>,
    channel: Channel,
    /// The prefix of the feed's own names, where they have one.
    prefix: &'a str,
}

impl<'a> Feed<'a> {
    fn new(document: &'a str) -> Self {
        Self {
            document,
            scan: Scan::new(document),
            channel: Channel::default(),
            prefix: "",
        }
    }

    /// The next item. What stands before it of the channel is taken in.
    fn next(&mut self) -> Option<Item<'a>> {
        loop {
            let from = self.scan.at;
            let Mark::Start { tag, empty } = self.scan.next()? else {
                continue;
            };
            let (prefix, local) = tag.parts();
            match local {
                "rss" | "RDF" | "feed" | "channel" => {
                    if local == "feed" {
                        self.prefix = prefix;
                    }
                    self.channel.language =
                        self.channel.language.take().or_else(|| tag.attribute("xml:lang"));
                }
                "item" | "entry" if self.is_own(prefix) && !empty => return Some(self.item(from, tag)),
                _ => {
                    let inner = match empty {
                        true => Some(""),
                        false => self.scan.inner(tag.name, "channel"),
                    };
                    let own = self.is_own(prefix);
                    self.channel.field(own, prefix, local, &tag, inner.unwrap_or(""));
                }
            }
        }
    }

    fn item(&mut self, from: usize, outer: Tag<'a>) -> Item<'a> {
        let mut entry = Entry::of(&outer);
        while let Some(mark) = self.scan.next() {
            match mark {
                Mark::End(end) if end == outer.name => {
                    let raw = self.document.get(from..self.scan.at).unwrap_or("");
                    return Item::Whole(Box::new(entry), raw);
                }
                Mark::Start { tag, empty } => {
                    let (prefix, local) = tag.parts();
                    let inner = match empty {
                        true => Some(""),
                        false => self.scan.inner(tag.name, outer.name),
                    };
                    // A field that never closes would take the rest of the item for its own.
                    if let Some(inner) = inner {
                        let own = self.is_own(prefix);
                        entry.field(own, prefix, local, &tag, inner);
                    }
                }
                _ => {}
            }
        }
        Item::Cut
    }

    fn is_own(&self, prefix: &str) -> bool {
        prefix.is_empty() || prefix == self.prefix || matches!(prefix, "atom" | "rss")
    }
}

#[cfg(test)]
mod tests;
