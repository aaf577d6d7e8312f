//! One record of an archive after the other: its header, and its block where it is wanted.
//!
//! A block is looked at before it is passed, and what follows it must be the next record or the end: so a length that
//! lies is seen, and the search for the next record begins where the lie began.

use super::fields::{self, Fields};
use super::members::Limits;
use super::window::{Behind, SIGN, Window};
use std::io::Read;
use std::ops::Range;

const HEAD_LIMIT: usize = 1 << 20;
/// So much of a block is shown to tell whether it is wanted.
const SHOWN: usize = 1 << 16;

pub(super) enum Next {
    /// A record; its block is at [`Records::block`] where it was wanted.
    Record(Fields),
    /// A record that could not be read, and why.
    Damaged(String),
    End,
}

pub(super) struct Records {
    window: Window,
    /// The largest block that is held.
    limit: usize,
    number: u64,
    /// Length of the block that is held.
    held: Option<usize>,
    /// Whether the next record has to be searched for.
    lost: bool,
}

/// Whether a record begins here.
pub(super) fn is_head(bytes: &[u8]) -> bool {
    let version = bytes.strip_prefix(SIGN).unwrap_or(&[]);
    matches!(version, [major, b'.', minor, ..] if major.is_ascii_digit() && minor.is_ascii_digit())
}

/// Whether a record begins here, in the midst of a line: a record that was cut may be followed by the next one directly.
fn is_sure_head(bytes: &[u8]) -> bool {
    let near = bytes.get(..HEAD_SIGN).unwrap_or(bytes);
    let next = memchr::memchr(b'\n', near).and_then(|end| near.get(end + 1..));
    let begins = |sign: &[u8]| {
        let name = next.and_then(|next| next.get(..sign.len()));
        name.is_some_and(|name| name.eq_ignore_ascii_case(sign))
    };
    is_head(bytes) && (begins(b"WARC-") || begins(b"Content-"))
}

/// Whether these last bytes of a file are the beginning of a version line.
fn is_cut_head(bytes: &[u8]) -> bool {
    bytes.len() < SIGN.len() + 3 && SIGN.starts_with(bytes.get(..SIGN.len()).unwrap_or(bytes))
}

/// Bytes that tell whether a record begins.
const HEAD_SIGN: usize = 32;

impl Records {
    pub(super) fn new(raw: Box<dyn Read>, limits: Limits, limit: usize) -> Self {
        Self {
            window: Window::new(raw, limits),
            limit,
            number: 0,
            held: None,
            lost: false,
        }
    }

    /// Which record was told last, from 1.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The last record's block, if it was wanted and is not larger than the limit.
    pub(super) fn block(&self) -> Option<&[u8]> {
        self.window.rest().get(..self.held?)
    }

    /// The next record. `wanted` is shown the header and the first bytes of the block.
    pub(super) fn next(&mut self, wanted: &mut dyn FnMut(&Fields, &[u8]) -> bool) -> Next {
        if let Some(held) = self.held.take() {
            self.window.consume(held);
        }
        if std::mem::take(&mut self.lost) && !self.search() {
            return Next::End;
        }
        while let Some(b'\r' | b'\n') = self.window.ahead(1).first() {
            self.window.consume(1);
        }
        if self.window.rest().is_empty() && *self.window.behind() == Behind::End {
            return Next::End;
        }
        self.number += 1;
        match self.record(wanted) {
            Ok(head) => Next::Record(head),
            Err(why) => {
                self.lost = true;
                Next::Damaged(why)
            }
        }
    }

    fn record(&mut self, wanted: &mut dyn FnMut(&Fields, &[u8]) -> bool) -> Result<Fields, String> {
        let head = self.head()?;
        let length = head.get("content-length").ok_or("it has no Content-Length")?;
        let length: u64 = length
            .trim()
            .parse()
            .map_err(|_| format!("its Content-Length is no number: {length:.40}"))?;
        let shown = usize::try_from(length).unwrap_or(SHOWN).min(SHOWN);
        let first = self.window.ahead(shown);
        let wanted = wanted(&head, first.get(..shown).unwrap_or(first));
        match usize::try_from(length) {
            Ok(length) if wanted && length <= self.limit => {
                self.hold(length)?;
                self.held = Some(length);
            }
            _ => {
                self.pass(length)?;
                if wanted {
                    return Err(format!(
                        "it is larger than {} MB, more than one report can be",
                        self.limit >> 20
                    ));
                }
            }
        }
        Ok(head)
    }

    /// Reads and passes the header.
    fn head(&mut self) -> Result<Fields, String> {
        if !is_head(self.window.ahead(HEAD_SIGN)) {
            let why = match self.window.behind() {
                Behind::Broken(why) if self.window.rest().len() < HEAD_SIGN => why.clone(),
                Behind::End if is_cut_head(self.window.rest()) => "the file ends in its header".to_owned(),
                _ => "no WARC record begins here".to_owned(),
            };
            return Err(why);
        }
        let mut size = 1 << 12;
        loop {
            let bytes = self.window.ahead(size);
            if let Some((end, after)) = fields::block(bytes) {
                let lines = bytes.get(..end).unwrap_or(bytes);
                let first = memchr::memchr(b'\n', lines).unwrap_or(0);
                let head = Fields::parse(lines.get(first..).unwrap_or(&[]));
                self.window.consume(after);
                return Ok(head);
            }
            if bytes.len() < size || size >= HEAD_LIMIT {
                // The search for the next record must not find this one again.
                self.window.consume(SIGN.len());
                return Err(match self.window.behind() {
                    Behind::Broken(why) => why.clone(),
                    _ => "its header doesn't end".to_owned(),
                });
            }
            size *= 4;
        }
    }

    /// Makes sure that the next `length` bytes are a whole block.
    fn hold(&mut self, length: usize) -> Result<(), String> {
        let rest = self.window.ahead(length + HEAD_SIGN);
        if rest.len() < length {
            return Err(self.cut(length as u64));
        }
        match self.member(1..length) {
            Some(_) => Err(wrong(length as u64)),
            None => self.is_followed(length),
        }
    }

    /// Where within `range` ahead a member begins with a record.
    fn member(&self, range: Range<usize>) -> Option<usize> {
        let mut ends = self.window.member_ends().take_while(|at| *at < range.end);
        ends.find(|at| *at >= range.start && is_head(self.window.rest().get(*at..).unwrap_or(&[])))
    }

    /// Whether what follows `length` bytes on is the next record or the end.
    fn is_followed(&mut self, length: usize) -> Result<(), String> {
        let mut at = length;
        loop {
            let next = self.window.ahead(at + HEAD_SIGN).get(at).copied();
            if self
                .window
                .member_ends()
                .take_while(|end| *end <= at)
                .any(|end| end == at)
            {
                return Ok(());
            }
            match next {
                // So many empty lines are no part of any block.
                Some(b'\r' | b'\n') if at < length + 64 => at += 1,
                Some(b'\r' | b'\n') => return Ok(()),
                Some(_) => {
                    let rest = self.window.rest();
                    let (between, next) =
                        (rest.get(length..at).unwrap_or(&[]), rest.get(at..).unwrap_or(&[]));
                    // Where two line ends stand as they should, it is the next record that is no record; but within a
                    // packed member, what follows may be the nonsense that damage unpacks to.
                    let ends = between.iter().filter(|b| **b == b'\n').count();
                    let follows =
                        (ends == 2 && !self.window.is_packed()) || is_head(next) || is_cut_head(next);
                    return if follows {
                        Ok(())
                    } else {
                        Err(wrong(length as u64))
                    };
                }
                None => {
                    return match self.window.behind() {
                        Behind::Broken(why) => Err(why.clone()),
                        _ => Ok(()),
                    };
                }
            }
        }
    }

    /// Passes a block that isn't wanted. Where another record seems to begin in it, what follows is held, in case that
    /// it is one.
    fn pass(&mut self, length: u64) -> Result<(), String> {
        let mut left = length;
        loop {
            let step = usize::try_from(left).unwrap_or(SHOWN).min(SHOWN);
            if self.window.ahead(step + HEAD_SIGN).len() < step {
                return Err(self.cut(length));
            }
            if left == 0 {
                return self.is_followed(0).map_err(|why| of_all(why, 0, length));
            }
            let Some(at) = self.find_head(step) else {
                self.window.consume(step);
                left -= step as u64;
                continue;
            };
            self.window.consume(at);
            left -= at as u64;
            match usize::try_from(left) {
                _ if left < length && self.member(0..1).is_some() => return Err(wrong(length)),
                Ok(rest) if rest <= self.limit => {
                    self.hold(rest).map_err(|why| of_all(why, left, length))?;
                    self.window.consume(rest);
                    return Ok(());
                }
                _ => {
                    let step = SIGN.len().min(usize::try_from(left).unwrap_or(usize::MAX));
                    self.window.consume(step);
                    left -= step as u64;
                }
            }
        }
    }

    /// Where among the next `within` bytes the next record seems to begin: at the start of a line or of a member.
    fn find_head(&self, within: usize) -> Option<usize> {
        let rest = self.window.rest();
        let near = rest.get(..within.saturating_add(HEAD_SIGN)).unwrap_or(rest);
        let line = memchr::memmem::find_iter(near, SIGN).find(|at| {
            let begins_line = *at > 0 && rest.get(at - 1) == Some(&b'\n');
            let bytes = rest.get(*at..).unwrap_or(&[]);
            *at < within
                && if begins_line {
                    is_head(bytes)
                } else {
                    is_sure_head(bytes)
                }
        });
        self.member(0..within).into_iter().chain(line).min()
    }

    /// Goes on to where the next record begins; whether there is one.
    fn search(&mut self) -> bool {
        loop {
            if is_head(self.window.ahead(HEAD_SIGN)) {
                return true;
            }
            if let Some(at) = self.find_head(usize::MAX) {
                self.window.consume(at);
                return true;
            }
            // A head may lie across the end of what is at hand.
            let passed = self.window.rest().len().saturating_sub(HEAD_SIGN);
            self.window.consume(passed);
            if !self.window.pull() && !self.window.leap() {
                return false;
            }
        }
    }

    fn cut(&self, length: u64) -> String {
        match self.window.behind() {
            Behind::Broken(why) => why.clone(),
            _ => format!(
                "the file ends in the middle of it; it should have {length} bytes and has {}",
                self.window.rest().len()
            ),
        }
    }
}

fn wrong(length: u64) -> String {
    format!("its Content-Length of {length} is wrong")
}

/// What is wrong with the `left` bytes of a block is wrong with the whole.
fn of_all(why: String, left: u64, length: u64) -> String {
    if why == wrong(left) { wrong(length) } else { why }
}
