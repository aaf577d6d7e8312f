//! Compressed input, told by its first bytes and unpacked with a limit.

use crate::Config;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// A reader of the input's own bytes, unpacked where it is gzip or Zstandard.
pub(crate) fn open(raw: Box<dyn Read>, config: &Config) -> io::Result<Box<dyn Read>> {
    let taken = Rc::new(Cell::new(0));
    let mut raw = BufReader::with_capacity(
        1 << 16,
        Counted {
            inner: raw,
            taken: Rc::clone(&taken),
        },
    );
    let magic = raw.fill_buf()?;
    let unpacked: Box<dyn Read> = if magic.starts_with(GZIP) {
        Box::new(flate2::bufread::MultiGzDecoder::new(raw))
    } else if magic.starts_with(ZSTD) {
        Box::new(zstd::stream::read::Decoder::with_buffer(raw)?)
    } else {
        return Ok(Box::new(raw));
    };
    Ok(Box::new(Limited {
        inner: unpacked,
        taken,
        given: 0,
        ratio: config.unpacked_ratio,
        floor: config.unpacked_floor,
    }))
}

/// Counts the bytes taken from below.
struct Counted {
    inner: Box<dyn Read>,
    taken: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.taken.set(self.taken.get() + n as u64);
        Ok(n)
    }
}

/// Stops when far more comes out than went in.
struct Limited {
    inner: Box<dyn Read>,
    taken: Rc<Cell<u64>>,
    given: u64,
    ratio: u64,
    floor: u64,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.given += n as u64;
        if self.given > self.floor && self.given / self.ratio.max(1) > self.taken.get() {
            return Err(io::Error::other(format!(
                "unpacks to more than {} times its size; this is no report",
                self.ratio
            )));
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn unpack(bytes: Vec<u8>, config: &Config) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        open(Box::new(io::Cursor::new(bytes)), config)?.read_to_end(&mut out)?;
        Ok(out)
    }

    #[test]
    fn compressed_and_plain_give_the_same_bytes() {
        let config = Config::default();
        let two = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(unpack(two, &config).unwrap(), b"one two");
        assert_eq!(
            unpack(zstd::encode_all(&b"one two"[..], 3).unwrap(), &config).unwrap(),
            b"one two"
        );
        assert_eq!(unpack(b"one two".to_vec(), &config).unwrap(), b"one two");
    }

    #[test]
    fn a_file_that_blows_up_is_stopped() {
        let config = Config {
            unpacked_floor: 1000,
            ..Config::default()
        };
        let error = unpack(gzip(&vec![b'a'; 2_000_000]), &config).unwrap_err();
        assert!(error.to_string().contains("200 times"));
    }

    #[test]
    fn half_a_compressed_file_is_an_error() {
        let mut half = gzip(b"a report that goes on for a while, and then a while more");
        half.truncate(half.len() / 2);
        assert!(unpack(half, &Config::default()).is_err());
    }
}
