//! An archive's bytes, unpacked: as they are, or member by member where it is gzip or Zstandard.
//!
//! Archives pack each record by itself, so that a damaged one doesn't take the others with it: after damage, the search
//! goes on for the next member.

use super::tape::Tape;
use flate2::bufread::GzDecoder;
use std::io::{BufRead, Read};
use zstd::stream::read::Decoder;

const GZIP: &[u8] = &[0x1f, 0x8b, 8];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// The frame of a dictionary for all frames that follow, as "Zstandard-compressed WARC files" (IIPC) has it.
const DICTIONARY: &[u8] = &[0x5d, 0x2a, 0x4d, 0x18];
const DICTIONARY_LIMIT: usize = 16 << 20;

/// What reading comes upon.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Met {
    /// So many bytes.
    Bytes(usize),
    /// The end of a member, whole and with the right checksum.
    MemberEnd,
    /// The end.
    End,
    /// Damage; after [`Members::seek`] there may be more.
    Broken(String),
}

/// How much a member may unpack to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) ratio: u64,
    pub(super) floor: u64,
}

enum State {
    Plain(Tape),
    Between(Tape),
    Gzip(Box<GzDecoder<Tape>>),
    Zstd(Decoder<'static, Tape>),
    /// Only while one state is made of another.
    Gone,
}

pub(super) struct Members {
    state: State,
    dictionary: Vec<u8>,
    limits: Limits,
    /// Bytes given of this member, and where on the tape it begins.
    given: u64,
    begin: u64,
}

/// Whether bytes begin with the dictionary of what follows.
pub(super) fn has_dictionary(head: &[u8]) -> bool {
    head.starts_with(DICTIONARY)
}

/// Whether bytes begin like something packed.
fn is_packed(head: &[u8]) -> bool {
    [GZIP, ZSTD, DICTIONARY]
        .iter()
        .any(|magic| head.starts_with(magic))
}

impl Members {
    pub(super) fn new(raw: Box<dyn Read>, limits: Limits) -> Self {
        let mut tape = Tape::new(raw);
        let packed = tape.ahead(4).is_ok_and(is_packed);
        Self {
            state: if packed {
                State::Between(tape)
            } else {
                State::Plain(tape)
            },
            dictionary: Vec::new(),
            limits,
            given: 0,
            begin: 0,
        }
    }

    /// Reads on into `buffer`, which isn't empty.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> Met {
        loop {
            let read = match &mut self.state {
                State::Gone => return Met::End,
                State::Plain(tape) => {
                    return match tape.read(buffer) {
                        Ok(0) => Met::End,
                        Ok(read) => Met::Bytes(read),
                        Err(error) => Met::Broken(crate::paths::why(&error)),
                    };
                }
                State::Between(_) => match self.begin() {
                    Ok(true) => continue,
                    Ok(false) => return Met::End,
                    Err(why) => return Met::Broken(why),
                },
                State::Gzip(decoder) => decoder.read(buffer),
                State::Zstd(decoder) => decoder.read(buffer),
            };
            return match read {
                Ok(0) => {
                    self.leave();
                    Met::MemberEnd
                }
                Ok(read) => {
                    self.given += read as u64;
                    match self.is_bomb() {
                        true => Met::Broken(format!(
                            "it unpacks to more than {} times its size",
                            self.limits.ratio
                        )),
                        false => Met::Bytes(read),
                    }
                }
                Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                    Met::Broken("its compressed data are cut".to_owned())
                }
                Err(error) => Met::Broken(format!("its compressed data are broken ({error})")),
            };
        }
    }

    /// Goes to the next member after damage; whether there is one.
    pub(super) fn seek(&mut self) -> bool {
        let was_bomb = self.is_bomb();
        self.leave();
        let State::Between(tape) = &mut self.state else {
            return false;
        };
        if !was_bomb {
            // A member that was cut is followed by another one's bytes, and those may have been taken for its own.
            tape.rewind();
            tape.consume(1);
        }
        loop {
            let Ok(ahead) = tape.ahead(4) else { return false };
            if ahead.len() < 4 {
                return false;
            }
            // Of the flags of gzip, the upper three are never set.
            let is_head = |i: &usize| {
                let bytes = ahead.get(*i..).unwrap_or(&[]);
                bytes.starts_with(ZSTD)
                    || (bytes.starts_with(GZIP) && bytes.get(3).is_some_and(|flags| flags & 0xe0 == 0))
            };
            let found = memchr::memchr2_iter(GZIP[0], ZSTD[0], ahead).find(is_head);
            // A head may lie across the end of what is at hand.
            let passed = found.unwrap_or(ahead.len() - 3);
            tape.consume(passed);
            if found.is_some() {
                return true;
            }
        }
    }

    /// Leaves the member that was read.
    fn leave(&mut self) {
        self.state = match std::mem::replace(&mut self.state, State::Gone) {
            State::Gzip(decoder) => State::Between(decoder.into_inner()),
            State::Zstd(decoder) => State::Between(decoder.finish()),
            other => other,
        };
    }

    /// Begins the next member; whether there is one.
    fn begin(&mut self) -> Result<bool, String> {
        let State::Between(mut tape) = std::mem::replace(&mut self.state, State::Gone) else {
            return Ok(false);
        };
        let begun = self.begin_on(&mut tape);
        tape.mark();
        (self.given, self.begin) = (0, tape.consumed());
        self.state = match begun {
            Ok(Some(Packing::Gzip)) => State::Gzip(Box::new(GzDecoder::new(tape))),
            Ok(Some(Packing::Zstd)) => match Decoder::with_dictionary(tape, &self.dictionary) {
                Ok(decoder) => State::Zstd(decoder.single_frame()),
                Err(error) => return Err(format!("its compression can't be undone ({error})")),
            },
            Ok(None) | Err(_) => State::Between(tape),
        };
        begun.map(|packing| packing.is_some())
    }

    fn begin_on(&mut self, tape: &mut Tape) -> Result<Option<Packing>, String> {
        let io = |error: std::io::Error| crate::paths::why(&error);
        loop {
            // Some writers fill the last block of a file with zeros.
            while tape.fill_buf().map_err(io)?.first() == Some(&0) {
                tape.consume(1);
            }
            let head = tape.ahead(8).map_err(io)?;
            if head.is_empty() {
                return Ok(None);
            } else if head.starts_with(GZIP) {
                return Ok(Some(Packing::Gzip));
            } else if head.starts_with(ZSTD) {
                return Ok(Some(Packing::Zstd));
            } else if head.starts_with(DICTIONARY) {
                self.dictionary = dictionary(tape)?;
            } else {
                return Err("what follows is not compressed".to_owned());
            }
        }
    }

    fn is_bomb(&self) -> bool {
        let tape = match &self.state {
            State::Gzip(decoder) => decoder.get_ref(),
            State::Zstd(decoder) => decoder.get_ref(),
            _ => return false,
        };
        let taken = tape.consumed().saturating_sub(self.begin);
        self.given > self.limits.floor && self.given / self.limits.ratio.max(1) > taken
    }

    pub(super) fn is_packed(&self) -> bool {
        !matches!(self.state, State::Plain(_))
    }

    /// Whether the input itself could not be read on.
    pub(super) fn failed(&self) -> bool {
        match &self.state {
            State::Plain(tape) | State::Between(tape) => tape.failed(),
            State::Gzip(decoder) => decoder.get_ref().failed(),
            State::Zstd(decoder) => decoder.get_ref().failed(),
            State::Gone => true,
        }
    }
}

enum Packing {
    Gzip,
    Zstd,
}

/// Reads the frame of a dictionary, which may be packed itself.
fn dictionary(tape: &mut Tape) -> Result<Vec<u8>, String> {
    let io = |error: std::io::Error| crate::paths::why(&error);
    let head = tape.ahead(8).map_err(io)?;
    let size = head.get(4..8).and_then(|b| <[u8; 4]>::try_from(b).ok());
    let size = size.map_or(0, u32::from_le_bytes) as usize;
    if size > DICTIONARY_LIMIT {
        return Err(format!(
            "its dictionary is larger than {} MB",
            DICTIONARY_LIMIT >> 20
        ));
    }
    tape.consume(8);
    let mut bytes = vec![0; size];
    tape.read_exact(&mut bytes)
        .map_err(|_| "its dictionary is cut".to_owned())?;
    if bytes.starts_with(ZSTD) {
        let mut unpacked = Vec::new();
        Decoder::with_buffer(bytes.as_slice())
            .map_err(io)?
            .take(DICTIONARY_LIMIT as u64)
            .read_to_end(&mut unpacked)
            .map_err(|error| format!("its dictionary is broken ({error})"))?;
        bytes = unpacked;
    }
    Ok(bytes)
}
