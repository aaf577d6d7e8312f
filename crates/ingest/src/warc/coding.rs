//! HTTP's content codings, undone: gzip, deflate, br and zstd, as declared or as found.
//!
//! Archives often keep the header and unpack the body, or pack it and lose the header; so the body's first bytes have
//! the last word.

use std::borrow::Cow;
use std::io::{self, Read};

/// Codings that are undone one after the other; a body packed more often is made to harm.
const LAYERS: usize = 4;

/// Why a body can't be unpacked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It would be larger than the limit.
    Large,
    /// It ends too early, or doesn't keep to its coding. What could be unpacked before.
    Broken(Vec<u8>),
    /// A coding that isn't known.
    Unknown(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Gzip,
    Zlib,
    Deflate,
    Brotli,
    Zstd,
}

/// The body as it was before the codings in `declared` (as in the header, the first applied first) were applied.
pub(super) fn undo<'a>(body: Cow<'a, [u8]>, declared: &[&str], limit: u64) -> Result<Cow<'a, [u8]>, Fault> {
    let mut declared: Vec<&str> = declared
        .iter()
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    let mut body = body;
    for _ in 0..LAYERS {
        let said = declared.pop();
        let Some(coding) = told(&body, said)? else {
            if said.is_none() {
                break;
            }
            continue;
        };
        body = Cow::Owned(unpack(&body, coding, limit)?);
    }
    Ok(body)
}

/// What the body is packed with, by what is said and by its first bytes.
fn told(body: &[u8], said: Option<&str>) -> Result<Option<Coding>, Fault> {
    if body.starts_with(&[0x1f, 0x8b, 8]) {
        return Ok(Some(Coding::Gzip));
    }
    if body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        return Ok(Some(Coding::Zstd));
    }
    // Packed bytes don't look like markup.
    if body.is_empty() || body.trim_ascii_start().starts_with(b"<") {
        return Ok(None);
    }
    let said = said.map(str::to_ascii_lowercase);
    Ok(match said.as_deref() {
        Some("deflate") => Some(if is_zlib(body) {
            Coding::Zlib
        } else {
            Coding::Deflate
        }),
        Some("br") => Some(Coding::Brotli),
        None
        | Some("gzip" | "x-gzip" | "zstd" | "identity" | "none" | "utf-8" | "utf8" | "binary" | "8bit") => {
            None
        }
        // Servers write charsets and much else here; only what isn't text is a coding that we don't know.
        Some(other) => match body.iter().take(1 << 10).any(|b| *b < 9) {
            true => return Err(Fault::Unknown(other.to_owned())),
            false => None,
        },
    })
}

/// Whether bytes begin as RFC 1950 says: the method is deflate, and the check bits are right.
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [a, b, ..] if a & 0x0f == 8 && (u16::from(*a) << 8 | u16::from(*b)) % 31 == 0)
}

fn unpack(body: &[u8], coding: Coding, limit: u64) -> Result<Vec<u8>, Fault> {
    match coding {
        Coding::Gzip => {
            drain(flate2::bufread::MultiGzDecoder::new(body), limit).or_else(|fault| match fault {
                // Bytes behind the last member are nobody's loss.
                Fault::Broken(found) if ends_well(body) => Ok(found),
                fault => Err(fault),
            })
        }
        Coding::Zlib => drain(flate2::bufread::ZlibDecoder::new(body), limit),
        Coding::Deflate => or_as_it_is(body, drain(flate2::bufread::DeflateDecoder::new(body), limit)),
        Coding::Brotli => or_as_it_is(
            body,
            drain(brotli_decompressor::Decompressor::new(body, 1 << 12), limit),
        ),
        Coding::Zstd => match zstd::stream::read::Decoder::with_buffer(body) {
            Ok(decoder) => drain(decoder, limit),
            Err(_) => Err(Fault::Broken(Vec::new())),
        },
    }
}

/// Whether the first member is whole, whatever follows.
fn ends_well(body: &[u8]) -> bool {
    io::copy(&mut flate2::bufread::GzDecoder::new(body), &mut io::sink()).is_ok()
}

/// These codings have no sign that they begin with: a body that they can't undo may be text that was never packed.
fn or_as_it_is(body: &[u8], unpacked: Result<Vec<u8>, Fault>) -> Result<Vec<u8>, Fault> {
    match unpacked {
        Err(Fault::Broken(_)) if is_text(body) => Ok(body.to_vec()),
        other => other,
    }
}

fn is_text(body: &[u8]) -> bool {
    let control = |b: &u8| *b < b' ' && !b.is_ascii_whitespace();
    std::str::from_utf8(body).is_ok() && !body.iter().any(control)
}

fn drain(reader: impl Read, limit: u64) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let read = reader.take(limit + 1).read_to_end(&mut out);
    match read {
        _ if out.len() as u64 > limit => Err(Fault::Large),
        Ok(_) => Ok(out),
        Err(_) => Err(Fault::Broken(out)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    const PAGE: &[u8] = b"<p>A fire burned at the quay of Port Ellery all night, and then all day.</p>";

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn deflate(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// A stream of Brotli that holds bytes as they are (RFC 7932: window bits, then uncompressed meta-blocks).
    pub(crate) fn brotli(bytes: &[u8]) -> Vec<u8> {
        // WBITS 16 is one bit 0; then ISLAST 0, MNIBBLES 0 (four), MLEN - 1 in 16 bits, ISUNCOMPRESSED 1.
        let length = u32::try_from(bytes.len() - 1).unwrap();
        let head = length << 4 | 1 << 20;
        let mut out = head.to_le_bytes()[..3].to_vec();
        out.extend_from_slice(bytes);
        // ISLAST 1, ISLASTEMPTY 1.
        out.push(3);
        out
    }

    fn undone(body: &[u8], declared: &[&str]) -> Result<Vec<u8>, Fault> {
        undo(Cow::Borrowed(body), declared, 1 << 20).map(Cow::into_owned)
    }

    #[test]
    fn every_coding_is_undone() {
        let zstd = zstd::encode_all(PAGE, 1).unwrap();
        for (body, declared) in [
            (gzip(PAGE), "gzip"),
            (gzip(PAGE), "X-GZIP"),
            (zlib(PAGE), "deflate"),
            (deflate(PAGE), "deflate"),
            (brotli(PAGE), "br"),
            (zstd.clone(), "zstd"),
            (gzip(&zstd), "zstd, gzip"),
            (PAGE.to_vec(), "identity"),
        ] {
            assert_eq!(undone(&body, &[declared]).as_deref(), Ok(PAGE), "{declared}");
        }
        assert_eq!(undone(&gzip(&brotli(PAGE)), &["br", "gzip"]).as_deref(), Ok(PAGE));
    }

    #[test]
    fn the_body_has_the_last_word() {
        for declared in ["gzip", "deflate", "br", "zstd", "UTF-8", "sdch"] {
            assert_eq!(undone(PAGE, &[declared]).as_deref(), Ok(PAGE), "{declared}");
            let bare = b"A fire burned at the quay";
            assert_eq!(undone(bare, &[declared]).as_deref(), Ok(&bare[..]), "{declared}");
        }
        assert_eq!(undone(&gzip(PAGE), &[]).as_deref(), Ok(PAGE));
        assert_eq!(undone(&gzip(&gzip(PAGE)), &["gzip"]).as_deref(), Ok(PAGE));
        assert_eq!(undone(b"", &["gzip"]).as_deref(), Ok(&b""[..]));
    }

    #[test]
    fn bytes_behind_a_whole_member_are_passed_over() {
        let body = [gzip(PAGE), b"junk".to_vec()].concat();
        assert_eq!(undone(&body, &["gzip"]).as_deref(), Ok(PAGE));
    }

    #[test]
    fn what_is_broken_is_told_with_what_came_before() {
        let mut cut = gzip(PAGE);
        cut.truncate(cut.len() - 12);
        assert!(matches!(undone(&cut, &["gzip"]), Err(Fault::Broken(found)) if PAGE.starts_with(&found)));
        assert!(matches!(
            undone(b"\x01\x02\x03\xff", &["br"]),
            Err(Fault::Broken(_))
        ));
        assert_eq!(
            undone(b"\x01\x02\x03\xff", &["sdch"]),
            Err(Fault::Unknown("sdch".to_owned()))
        );
    }

    #[test]
    fn a_body_that_blows_up_is_stopped() {
        let zeros = vec![b' '; 2 << 20];
        assert_eq!(undone(&gzip(&zeros), &["gzip"]), Err(Fault::Large));
        assert_eq!(undone(&deflate(&zeros), &["deflate"]), Err(Fault::Large));
        let mut nested = PAGE.to_vec();
        (0..10).for_each(|_| nested = gzip(&nested));
        assert!(undone(&nested, &[]).is_ok_and(|b| b.starts_with(&[0x1f, 0x8b])));
    }
}
