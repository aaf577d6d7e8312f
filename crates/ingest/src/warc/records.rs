//! One record of an archive after the other: its header, and its block where it is wanted.
//!
//! A block is looked at before it is passed, and what follows it must be the next record or the end: so a length that
//! lies is seen, and the search for the next record begins where the lie began.

use super::fields::{self, Fields};
use super::heads::{HEAD_SIGN, SIGN, is_cut_head, is_head, is_sure_head};
use super::members::Limits;
use super::window::{Behind, Window};
use std::io::Read;
use std::ops::Range;

const HEAD_LIMIT: usize = 1 << 20;
/// So much of a block is shown to tell whether it is wanted.
const SHOWN: usize = 1 << 16;
/// By so many bytes a length may be too large without the block having been cut.
const SLIP: usize = 16;

pub(super) enum Next {
    /// A record; its block is at [`Records::block`] where it was wanted.
    Record(Fields),
    /// A record that could not be read, and why.
    Damaged(String),
    End,
}

/// Whether the next record has to be searched for.
enum Lost {
    No,
    /// After a record that was told as damaged.
    Told,
    /// After one that nobody wants.
    Quietly,
}

/// What is wrong with a record.
enum Fault {
    /// Its length, which is this.
    Length(u64),
    Other(String),
}

impl From<String> for Fault {
    fn from(why: String) -> Self {
        Self::Other(why)
    }
}

pub(super) struct Records {
    window: Window,
    /// The largest block that is held.
    limit: usize,
    number: u64,
    /// Length of the block that is held.
    held: Option<usize>,
    lost: Lost,
}

impl Records {
    pub(super) fn new(raw: Box<dyn Read>, limits: Limits, limit: usize) -> Self {
        Self {
            window: Window::new(raw, limits),
            limit,
            number: 0,
            held: None,
            lost: Lost::No,
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
        match std::mem::replace(&mut self.lost, Lost::No) {
            Lost::No => {}
            Lost::Told => {
                if !self.search(true) {
                    return Next::End;
                }
            }
            Lost::Quietly => {
                if !self.search(false) {
                    let Behind::Broken(why) = self.window.behind() else {
                        return Next::End;
                    };
                    self.lost = Lost::Told;
                    return Next::Damaged(why.clone());
                }
            }
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
            Err(Fault::Length(length)) => {
                self.lost = Lost::Told;
                Next::Damaged(format!("its Content-Length of {length} is wrong"))
            }
            Err(Fault::Other(why)) => {
                self.lost = Lost::Told;
                Next::Damaged(why)
            }
        }
    }

    fn record(&mut self, wanted: &mut dyn FnMut(&Fields, &[u8]) -> bool) -> Result<Fields, Fault> {
        let head = self.head()?;
        let length = head.get("content-length");
        let length = length.ok_or("it has no Content-Length".to_owned())?;
        let length: u64 = length
            .trim()
            .parse()
            .map_err(|_| format!("its Content-Length is no number: {length:.40}"))?;
        let shown = usize::try_from(length).unwrap_or(SHOWN).min(SHOWN);
        let first = self.window.ahead(shown);
        let wanted = wanted(&head, first.get(..shown).unwrap_or(first));
        match usize::try_from(length) {
            Ok(length) if wanted && length <= self.limit => {
                self.held = Some(self.hold(length)?);
            }
            _ => {
                match self.pass(length) {
                    // Where nobody wants the block, nothing is lost with its length.
                    Err(Fault::Length(_)) if !wanted => self.lost = Lost::Quietly,
                    passed => passed?,
                }
                if wanted {
                    let limit = self.limit >> 20;
                    return Err(format!("it is larger than {limit} MB, more than one report can be").into());
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

    /// Makes sure that the next bytes are a whole block, and says how long it truly is.
    fn hold(&mut self, length: usize) -> Result<usize, Fault> {
        let ahead = self.window.ahead(length + HEAD_SIGN);
        let have = ahead.len();
        let is_done = ahead.ends_with(b"\n\r\n") || ahead.ends_with(b"\n\n");
        let slipped = have + SLIP >= length && is_done && *self.window.behind() == Behind::End;
        if have < length && !slipped {
            return Err(self.cut(length as u64).into());
        }
        if have >= length && self.member(1..length).is_none() && self.is_followed(length)? {
            return Ok(length);
        }
        self.mend(length)
    }

    /// How long a block is whose length is wrong.
    ///
    /// Some writers count letters for bytes, or a line end too many. Where the next record begins is then where it ends.
    /// A block that is much shorter than it says was cut, and is not mended.
    fn mend(&mut self, length: usize) -> Result<usize, Fault> {
        let mut within = length + SHOWN;
        loop {
            let have = self.window.ahead(within + HEAD_SIGN).len();
            let end = match self.find_head(within) {
                Some(at) => at,
                None if have >= within && within <= self.limit => {
                    within *= 2;
                    continue;
                }
                None if have >= within => return Err(Fault::Length(length as u64)),
                None => match self.window.behind() {
                    Behind::Broken(why) => return Err(why.clone().into()),
                    _ => have,
                },
            };
            if end + SLIP < length {
                return Err(Fault::Length(length as u64));
            }
            let mut block = self.window.rest().get(..end).unwrap_or(&[]);
            for _ in 0..2 {
                block = block.strip_suffix(b"\n").unwrap_or(block);
                block = block.strip_suffix(b"\r").unwrap_or(block);
            }
            return Ok(block.len());
        }
    }

    /// Where within `range` ahead a member begins with a record.
    fn member(&self, range: Range<usize>) -> Option<usize> {
        let mut ends = self.window.member_ends().take_while(|at| *at < range.end);
        ends.find(|at| *at >= range.start && is_head(self.window.rest().get(*at..).unwrap_or(&[])))
    }

    /// Whether what follows `length` bytes on is the next record or the end.
    fn is_followed(&mut self, length: usize) -> Result<bool, String> {
        let mut at = length;
        loop {
            let next = self.window.ahead(at + HEAD_SIGN).get(at).copied();
            if self
                .window
                .member_ends()
                .take_while(|end| *end <= at)
                .any(|end| end == at)
            {
                return Ok(true);
            }
            match next {
                // So many empty lines are no part of any block.
                Some(b'\r' | b'\n') if at < length + 64 => at += 1,
                Some(b'\r' | b'\n') => return Ok(true),
                Some(_) => {
                    let rest = self.window.rest();
                    let (between, next) =
                        (rest.get(length..at).unwrap_or(&[]), rest.get(at..).unwrap_or(&[]));
                    // Where two line ends stand as they should, it is the next record that is no record; but within a
                    // packed member, what follows may be the nonsense that damage unpacks to.
                    let ends = between.iter().filter(|b| **b == b'\n').count();
                    let follows =
                        (ends == 2 && !self.window.is_packed()) || is_head(next) || is_cut_head(next);
                    return Ok(follows);
                }
                None => {
                    return match self.window.behind() {
                        Behind::Broken(why) => Err(why.clone()),
                        _ => Ok(true),
                    };
                }
            }
        }
    }

    /// Passes a block that isn't wanted. Where another record seems to begin in it, what follows is held, in case that
    /// it is one.
    fn pass(&mut self, length: u64) -> Result<(), Fault> {
        let mut left = length;
        let mut over = false;
        loop {
            let step = usize::try_from(left).unwrap_or(SHOWN).min(SHOWN);
            if self.window.ahead(step + HEAD_SIGN).len() < step {
                return Err(self.cut(length).into());
            }
            if left == 0 {
                return match self.is_followed(0)? {
                    true => Ok(()),
                    // A record that began too far from the end to be held was perhaps passed over.
                    false if over => Err(format!("its Content-Length of {length} is wrong").into()),
                    false => Err(Fault::Length(length)),
                };
            }
            let Some(at) = self.find_head(step) else {
                self.window.consume(step);
                left -= step as u64;
                continue;
            };
            self.window.consume(at);
            left -= at as u64;
            if left < length && self.member(0..1).is_some() {
                return Err(Fault::Length(length));
            }
            match usize::try_from(left) {
                Ok(rest) if rest <= self.limit => {
                    if self.window.ahead(rest + HEAD_SIGN).len() < rest {
                        return Err(self.cut(length).into());
                    }
                    if self.member(1..rest).is_some() || !self.is_followed(rest)? {
                        return Err(Fault::Length(length));
                    }
                    self.window.consume(rest);
                    return Ok(());
                }
                _ => {
                    let step = SIGN.len().min(usize::try_from(left).unwrap_or(usize::MAX));
                    self.window.consume(step);
                    left -= step as u64;
                    over = true;
                }
            }
        }
    }

    /// Where among the next `within` bytes the next record seems to begin.
    fn find_head(&self, within: usize) -> Option<usize> {
        let rest = self.window.rest();
        let near = rest.get(..within.saturating_add(HEAD_SIGN)).unwrap_or(rest);
        let sure = memchr::memmem::find_iter(near, SIGN)
            .find(|at| *at < within && is_sure_head(rest.get(*at..).unwrap_or(&[])));
        self.member(0..within).into_iter().chain(sure).min()
    }

    /// Goes on to where the next record begins, behind a break only where it may `leap`; whether there is one.
    fn search(&mut self, leap: bool) -> bool {
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
            let goes_on = self.window.pull() || (leap && self.window.leap());
            if !goes_on {
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
