//! Compressed blobs: Zstandard with a checksum, each against a text that it is like.
//!
//! A report as read repeats its source, and a report as told repeats the report as read. Given the earlier one as a
//! dictionary, the later one takes next to nothing, and each can still be told byte for byte.

use crate::{Error, Result};
use std::io::{Read, Write};

/// Higher levels take twice the time for a tenth less.
const LEVEL: i32 = 3;
/// A trained dictionary begins with this; a source that does must not be taken for one.
const TRAINED: &[u8] = &[0x37, 0xa4, 0x30, 0xec];
/// The store takes no blob of more than this, and a damaged frame must not fill the memory.
const LARGEST: u64 = 1 << 31;

fn dictionary(like: &[u8]) -> &[u8] {
    if like.len() < 8 || like.starts_with(TRAINED) {
        &[]
    } else {
        like
    }
}

/// `bytes`, packed against `like`.
pub(crate) fn pack(bytes: &[u8], like: &[u8]) -> Vec<u8> {
    let packed = || -> std::io::Result<Vec<u8>> {
        let mut encoder = zstd::stream::Encoder::with_dictionary(Vec::new(), LEVEL, dictionary(like))?;
        encoder.include_checksum(true)?;
        encoder.set_pledged_src_size(Some(bytes.len() as u64))?;
        encoder.write_all(bytes)?;
        encoder.finish()
    };
    packed().expect("packing into memory doesn't fail")
}

/// The bytes that were packed against `like`.
///
/// # Errors
/// [`Error::Damaged`] where the frame or its checksum is wrong.
pub(crate) fn unpack(packed: &[u8], like: &[u8]) -> Result<Vec<u8>> {
    let unpacked = || -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        zstd::stream::Decoder::with_dictionary(packed, dictionary(like))?
            .single_frame()
            .take(LARGEST)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    unpacked().map_err(|e| Error::Damaged(format!("a stored text can't be unpacked ({e})")))
}

/// The value whose JSON form was packed against `like`.
pub(crate) fn value<T: serde::de::DeserializeOwned>(packed: &[u8], like: &[u8]) -> Result<T> {
    let json = unpack(packed, like)?;
    serde_json::from_slice(&json).map_err(|e| Error::Damaged(format!("a stored text can't be read ({e})")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_repeats_takes_next_to_nothing() {
        let text: Vec<u8> = (0..4000_u32)
            .flat_map(|i| (i * i % 251).to_string().into_bytes())
            .collect();
        let packed = pack(&text, &text);
        assert!(packed.len() < 64, "{}", packed.len());
        assert_eq!(unpack(&packed, &text).unwrap(), text);
    }

    #[test]
    fn a_source_like_a_trained_dictionary_is_none() {
        let like = [TRAINED, &[7; 64]].concat();
        assert_eq!(unpack(&pack(b"abc", &like), &like).unwrap(), b"abc");
    }

    proptest! {
        /// A packed text comes back, and a flipped bit in it is seen or changes nothing.
        #[test]
        fn a_flipped_bit_is_seen(
            text in prop::collection::vec(any::<u8>(), 1..300),
            like in prop::collection::vec(any::<u8>(), 0..100),
            at in any::<prop::sample::Index>(),
            bit in 0..8_u8,
        ) {
            let mut packed = pack(&text, &like);
            prop_assert_eq!(&unpack(&packed, &like).unwrap(), &text);
            let at = at.index(packed.len());
            packed[at] ^= 1 << bit;
            if let Ok(other) = unpack(&packed, &like) {
                prop_assert_eq!(other, text);
            }
        }
    }
}
