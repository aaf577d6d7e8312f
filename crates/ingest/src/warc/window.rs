//! The unpacked bytes of an archive, as far ahead as is asked for, with the places where members begin.

use super::heads::SIGN;
use super::members::{Limits, Members, Met};
use std::collections::VecDeque;
use std::io::Read;

const STEP: usize = 1 << 16;

pub(super) struct Window {
    members: Members,
    bytes: Vec<u8>,
    at: usize,
    /// Places in `bytes` where a member ended and, perhaps, another begins; in order.
    ends: VecDeque<usize>,
    /// What lies behind the bytes that are at hand.
    behind: Behind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Behind {
    More,
    End,
    Broken(String),
}

impl Window {
    pub(super) fn new(raw: Box<dyn Read>, limits: Limits) -> Self {
        Self {
            members: Members::new(raw, limits),
            bytes: Vec::new(),
            at: 0,
            ends: VecDeque::new(),
            behind: Behind::More,
        }
    }

    /// At least `count` bytes ahead, fewer only where nothing more can be had before the end or a break.
    pub(super) fn ahead(&mut self, count: usize) -> &[u8] {
        while self.bytes.len() - self.at < count && self.behind == Behind::More {
            self.pull();
        }
        self.rest()
    }

    /// The bytes that are at hand.
    pub(super) fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or(&[])
    }

    pub(super) fn behind(&self) -> &Behind {
        &self.behind
    }

    /// Reads more; whether there was any, be it only the end of a member.
    pub(super) fn pull(&mut self) -> bool {
        if self.behind != Behind::More {
            return false;
        }
        if self.at >= STEP && self.at * 2 >= self.bytes.len() {
            self.bytes.drain(..self.at);
            let gone = std::mem::take(&mut self.at);
            self.ends.iter_mut().for_each(|end| *end -= gone);
        }
        let old = self.bytes.len();
        self.bytes.resize(old + STEP, 0);
        let met = self.members.read(self.bytes.get_mut(old..).unwrap_or(&mut []));
        self.bytes
            .truncate(old + if let Met::Bytes(count) = met { count } else { 0 });
        match met {
            Met::Bytes(_) => {}
            Met::MemberEnd => {
                // An end in the midst of a record is of no use, and there may be very many.
                let follows = |end: &usize| self.bytes.get(*end..old).unwrap_or(&[]);
                if let Some(last) = self.ends.back().map(follows)
                    && !last.iter().zip(SIGN).all(|(a, b)| a == b)
                {
                    self.ends.pop_back();
                }
                if self.ends.back() != Some(&old) {
                    self.ends.push_back(old);
                }
            }
            Met::End => self.behind = Behind::End,
            Met::Broken(why) => self.behind = Behind::Broken(why),
        }
        true
    }

    pub(super) fn consume(&mut self, count: usize) {
        self.at = (self.at + count).min(self.bytes.len());
        while self.ends.front().is_some_and(|end| *end < self.at) {
            self.ends.pop_front();
        }
    }

    pub(super) fn is_packed(&self) -> bool {
        self.members.is_packed()
    }

    /// How far ahead members end, of those that are at hand; in order.
    pub(super) fn member_ends(&self) -> impl Iterator<Item = usize> {
        self.ends.iter().map(|end| end - self.at)
    }

    /// Goes on behind a break, with nothing at hand; whether there is anything.
    pub(super) fn leap(&mut self) -> bool {
        if !matches!(self.behind, Behind::Broken(_)) || self.members.failed() || !self.members.seek() {
            return false;
        }
        self.bytes.clear();
        self.ends.clear();
        self.at = 0;
        self.ends.push_back(0);
        self.behind = Behind::More;
        true
    }
}
