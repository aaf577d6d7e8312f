//! Web archives (WARC 0.17 to 1.1, ISO 28500), plain, gzip or Zstandard: the pages among their records.
//!
//! A parser of our own: an archive is large and often damaged, so it is read as a stream in bounded memory, every
//! length is doubted, and after damage the search goes on for the next record. A damaged record is told with its number
//! and left out; only a length that some writers get wrong by a few letters is mended. What is no page (pictures, requests, errors, repeated captures) is passed over without a word.

mod chunked;
mod coding;
mod fields;
mod heads;
mod http;
mod kind;
mod members;
mod records;
mod tape;
mod window;

use crate::{Config, Each, Problem};
use kind::{Found, Kind};
use members::{Limits, Members, Met};
use record::{Body, Source};
use records::{Next, Records};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

/// Whether an input is a web archive, packed or not; nothing of it is lost by asking.
pub(crate) fn peek(mut raw: Box<dyn Read>) -> io::Result<(Box<dyn Read>, bool)> {
    let mut head = Vec::new();
    raw.by_ref().take(1 << 16).read_to_end(&mut head)?;
    let found = is_archive(&head);
    Ok((Box::new(Cursor::new(head).chain(raw)), found))
}

fn is_archive(head: &[u8]) -> bool {
    let limits = Limits {
        ratio: u64::MAX,
        floor: u64::MAX,
    };
    let mut members = Members::new(Box::new(Cursor::new(head.to_vec())), limits);
    let mut first = [0; 32];
    let mut filled = 0;
    while let Some(free) = first.get_mut(filled..).filter(|free| !free.is_empty())
        && let Met::Bytes(read) = members.read(free)
    {
        filled += read;
    }
    // A dictionary may be longer than what is looked at; only archives begin with one.
    heads::is_head(first.trim_ascii_start()) || members::has_dictionary(head)
}

/// Reads every record; a source's line is the number of its record.
pub(crate) fn read(name: &str, raw: Box<dyn Read>, config: &Config, each: &mut Each<'_>) {
    let limits = Limits {
        ratio: config.unpacked_ratio,
        floor: config.unpacked_floor,
    };
    let limit = usize::try_from(config.report_limit).unwrap_or(usize::MAX);
    let mut records = Records::new(raw, limits, limit);
    // What was passed over is told only where nothing else is.
    let mut passed: BTreeMap<&'static str, u64> = BTreeMap::new();
    let mut told = false;
    loop {
        let mut kind = Err("");
        let next = records.next(&mut |head, first| {
            kind = Kind::of(head, first);
            kind.is_ok()
        });
        let found = match (next, kind) {
            (Next::End, _) => break,
            (Next::Damaged(why), _) => Err(format!("this record can't be read: {why}")),
            (Next::Record(_), Err(what)) => Ok(Found::Other(what)),
            (Next::Record(head), Ok(kind)) => kind.open(&head, records.block().unwrap_or(&[]), config),
        };
        match found {
            Ok(Found::Report(bytes, record)) => {
                let body = Body::Record(record);
                each(Ok(Source::new(&bytes, name, Some(records.number()), body)));
                told = true;
            }
            Ok(Found::Other(what)) => *passed.entry(what).or_default() += 1,
            Err(reason) => {
                each(Err(Problem::at(name, records.number(), reason)));
                told = true;
            }
        }
    }
    if !told {
        let list: Vec<String> = passed
            .iter()
            .map(|(what, count)| format!("{what}: {count}"))
            .collect();
        let reason = format!("is a web archive without a page in it ({})", list.join(", "));
        each(Err(Problem::of(name, reason)));
    }
}

#[cfg(test)]
mod tests;
