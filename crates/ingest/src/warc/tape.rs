//! The raw bytes of an archive, read once but for a short way back.

use std::io::{self, BufRead, Read};

/// How far back it goes. A record of a page is seldom larger when packed.
const BACK: usize = 1 << 20;
const STEP: usize = 1 << 16;

/// A reader that can be taken back to a mark, as long as the mark is not too far behind.
pub(super) struct Tape {
    inner: Box<dyn Read>,
    kept: Vec<u8>,
    at: usize,
    mark: usize,
    /// Bytes read from below.
    taken: u64,
    /// Bytes gone back over.
    back: u64,
    ended: bool,
    /// Whether reading from below has failed; everything else that fails is the fault of what was read.
    failed: bool,
}

impl Tape {
    pub(super) fn new(inner: Box<dyn Read>) -> Self {
        Self {
            inner,
            kept: Vec::new(),
            at: 0,
            mark: 0,
            taken: 0,
            back: 0,
            ended: false,
            failed: false,
        }
    }

    /// Bytes consumed so far, those gone back over counted each time.
    pub(super) fn consumed(&self) -> u64 {
        self.taken + self.back - (self.kept.len() - self.at) as u64
    }

    pub(super) fn failed(&self) -> bool {
        self.failed
    }

    /// Sets the mark here.
    pub(super) fn mark(&mut self) {
        self.mark = self.at;
    }

    /// Goes back to the mark, or as far as it can be gone. It goes nowhere once more was gone back over than read, so
    /// that no input, however made, is read more than about twice.
    pub(super) fn rewind(&mut self) {
        let way = (self.at - self.mark) as u64;
        if self.back + way <= self.taken + BACK as u64 {
            self.back += way;
            self.at = self.mark;
        }
    }

    /// At least `count` bytes ahead, fewer only where the input ends; they are not consumed.
    pub(super) fn ahead(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.kept.len() - self.at < count && !self.ended {
            self.pull()?;
        }
        Ok(self.kept.get(self.at..).unwrap_or(&[]))
    }

    fn pull(&mut self) -> io::Result<()> {
        if self.at > 2 * BACK {
            // What lies before the mark is never asked for, nor is what lies too far back.
            let gone = self.mark.max(self.at - BACK);
            self.kept.drain(..gone);
            (self.at, self.mark) = (self.at - gone, 0);
        }
        let old = self.kept.len();
        self.kept.resize(old + STEP, 0);
        let fresh = self.kept.get_mut(old..).unwrap_or(&mut []);
        let read = loop {
            match self.inner.read(fresh) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.kept.truncate(old + *read.as_ref().unwrap_or(&0));
        match read {
            Ok(read) => {
                self.taken += read as u64;
                self.ended = read == 0;
                Ok(())
            }
            Err(error) => {
                (self.ended, self.failed) = (true, true);
                Err(error)
            }
        }
    }
}

impl Read for Tape {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Tape {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.ahead(1)
    }

    fn consume(&mut self, count: usize) {
        self.at = (self.at + count).min(self.kept.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_back_to_the_mark_and_not_for_ever() {
        let mut tape = Tape::new(Box::new(io::Cursor::new(b"one two three".to_vec())));
        tape.consume(0);
        assert_eq!(tape.ahead(4).unwrap().get(..4), Some(&b"one "[..]));
        tape.consume(4);
        tape.mark();
        tape.consume(4);
        assert_eq!(tape.fill_buf().unwrap(), b"three");
        tape.rewind();
        assert_eq!(tape.fill_buf().unwrap(), b"two three");
        let mut times = 0;
        for _ in 0..BACK {
            tape.consume(9);
            tape.rewind();
            times += usize::from(!tape.fill_buf().unwrap().is_empty());
        }
        assert!(times < BACK / 4, "{times}");
    }

    #[test]
    fn a_long_way_is_not_kept() {
        let mut tape = Tape::new(Box::new(io::repeat(b'a').take(10 << 20)));
        let mut all = 0;
        loop {
            let read = tape.fill_buf().unwrap().len();
            if read == 0 {
                break;
            }
            tape.consume(read);
            all += read;
            assert!(tape.kept.len() <= 2 * BACK + 2 * STEP);
        }
        assert_eq!((all, tape.consumed()), (10 << 20, 10 << 20));
        tape.rewind();
        assert!(tape.fill_buf().unwrap().len() >= BACK);
    }
}
