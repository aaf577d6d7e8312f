//! A page as decoded, and where each of its characters stands in the page's own bytes.

use crate::SourceSpan;
use serde::{Deserialize, Serialize};
use std::ops::{Deref, Range};

/// A page's markup, decoded to UTF-8, with the way back to the bytes it was decoded from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    text: String,
    bytes: ByteMap,
}

impl Page {
    /// A page decoded to `text`, whose characters stand in its bytes where `bytes` says.
    #[must_use]
    pub fn new(text: String, bytes: ByteMap) -> Self {
        Self { text, bytes }
    }

    /// The range of the page's own bytes that the decoded bytes at `range` were made of.
    #[must_use]
    pub fn source(&self, range: Range<usize>) -> SourceSpan {
        self.bytes.source(range)
    }
}

/// A page that is UTF-8 without a mark: decoding changed nothing.
impl From<String> for Page {
    fn from(text: String) -> Self {
        Self::new(text, ByteMap::default())
    }
}

impl From<&str> for Page {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl Deref for Page {
    type Target = str;
    fn deref(&self) -> &str {
        &self.text
    }
}

/// Where the parts of a decoded text stand in the bytes they were decoded from.
///
/// A part is what a decoder gives out at once: a character, its stand-in U+FFFD where bytes are damaged, or in Big5 a
/// letter with its accent. Parts that are of one size on both sides are kept as one run, so that a page in UTF-16 or in
/// ASCII with a few accents takes next to no memory. No run at all means that both sides are the same bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByteMap {
    runs: Vec<Run>,
    decoded: usize,
    source: usize,
}

/// Parts of one size, one after the other on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    decoded: usize,
    source: usize,
    /// Bytes of one part as decoded; never zero.
    wide: u32,
    /// Bytes of one part in the source.
    long: u32,
}

impl ByteMap {
    /// A map of a text that begins after the first `mark` bytes, which stand for nothing (a byte order mark).
    #[must_use]
    pub fn after(mark: usize) -> Self {
        Self {
            source: mark,
            ..Self::default()
        }
    }

    /// Adds `count` bytes that are the same on both sides.
    pub fn same(&mut self, count: usize) {
        self.extend(1, 1, count);
    }

    /// Adds a part of `wide` decoded bytes that `long` bytes of the source stand for.
    pub fn part(&mut self, wide: usize, long: usize) {
        match (u32::try_from(wide), u32::try_from(long)) {
            (Ok(wide), Ok(long)) => self.extend(wide, long, 1),
            // No decoder gives out so much at once.
            _ => debug_assert!(false, "a part of {wide} bytes for {long}"),
        }
    }

    fn extend(&mut self, wide: u32, long: u32, count: usize) {
        if wide == 0 || count == 0 {
            // Bytes that stand for nothing go with the part that follows; nobody can point at them.
            self.source += long as usize * count;
            return;
        }
        let goes_on = self.runs.last().is_some_and(|last| {
            let parts = (self.decoded - last.decoded) / last.wide as usize;
            (last.wide, last.long) == (wide, long) && last.source + parts * long as usize == self.source
        });
        if !goes_on {
            self.runs.push(Run {
                decoded: self.decoded,
                source: self.source,
                wide,
                long,
            });
        }
        self.decoded += wide as usize * count;
        self.source += long as usize * count;
    }

    /// The bytes that the decoded bytes at `range` were made of; a part that is touched counts whole.
    #[must_use]
    pub fn source(&self, range: Range<usize>) -> SourceSpan {
        let whole = |run: &Run, parts: usize| run.source + parts * run.long as usize;
        let start = match self.runs.partition_point(|r| r.decoded <= range.start) {
            0 => range.start,
            i => {
                let run = &self.runs[i - 1];
                whole(run, (range.start - run.decoded) / run.wide as usize)
            }
        };
        let end = match self.runs.partition_point(|r| r.decoded < range.end) {
            0 if self.runs.is_empty() => range.end,
            0 => start,
            i => {
                let run = &self.runs[i - 1];
                whole(run, (range.end - run.decoded).div_ceil(run.wide as usize))
            }
        };
        SourceSpan::new(start, end.max(start)).expect("the end was raised to the start")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(map: &ByteMap, range: Range<usize>) -> Range<usize> {
        map.source(range).range()
    }

    #[test]
    fn without_a_run_both_sides_are_the_same() {
        assert_eq!(source(&ByteMap::default(), 3..7), 3..7);
    }

    #[test]
    fn a_mark_moves_everything() {
        let mut map = ByteMap::after(3);
        map.same(10);
        assert_eq!(source(&map, 0..10), 3..13);
        assert_eq!(source(&map, 0..0), 3..3);
    }

    #[test]
    fn accents_of_one_byte_are_two_when_decoded() {
        // "café, né": one byte each in windows-1252.
        let mut map = ByteMap::default();
        map.same(3);
        map.part(2, 1);
        map.same(3);
        map.part(2, 1);
        assert_eq!(source(&map, 0..5), 0..4);
        assert_eq!(source(&map, 5..8), 4..7);
        assert_eq!(source(&map, 8..10), 7..8);
        // Half a character is none: its whole byte is told.
        assert_eq!(source(&map, 4..9), 3..8);
    }

    #[test]
    fn parts_of_one_size_are_one_run() {
        let mut map = ByteMap::after(2);
        (0..1000).for_each(|_| map.part(1, 2));
        assert_eq!(map.runs.len(), 1);
        assert_eq!(source(&map, 500..501), 1002..1004);
    }

    #[test]
    fn bytes_that_stand_for_nothing_are_passed_over() {
        let mut map = ByteMap::default();
        map.same(2);
        map.part(0, 3);
        map.same(2);
        assert_eq!(source(&map, 0..2), 0..2);
        assert_eq!(source(&map, 2..4), 5..7);
        assert_eq!(source(&map, 1..3), 1..6);
    }
}
