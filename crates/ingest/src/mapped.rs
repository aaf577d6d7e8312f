//! Decoding that keeps where each character came from.

use encoding_rs::{Decoder, DecoderResult, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use record::{ByteMap, Page};

/// The bytes from `mark` on, decoded, with the way back to every byte.
pub(crate) fn decode(bytes: &[u8], mark: usize, encoding: &'static Encoding) -> Page {
    let body = bytes.get(mark..).unwrap_or(&[]);
    let mut out = Out {
        text: String::with_capacity(body.len() + body.len() / 8),
        map: ByteMap::after(mark),
    };
    if encoding == UTF_8 {
        utf8(body, &mut out);
    } else if encoding.is_single_byte() {
        single(body, encoding, &mut out);
    } else {
        stepwise(body, encoding, &mut out);
    }
    Page::new(out.text, out.map)
}

struct Out {
    text: String,
    map: ByteMap,
}

impl Out {
    fn same(&mut self, text: &str) {
        self.text.push_str(text);
        self.map.same(text.len());
    }

    fn part(&mut self, text: &str, bytes: usize) {
        self.text.push_str(text);
        self.map.part(text.len(), bytes);
    }
}

const UNREADABLE: &str = "\u{fffd}";

fn utf8(bytes: &[u8], out: &mut Out) {
    for chunk in bytes.utf8_chunks() {
        out.same(chunk.valid());
        if !chunk.invalid().is_empty() {
            out.part(UNREADABLE, chunk.invalid().len());
        }
    }
}

/// One byte is one character, read or not.
fn single(bytes: &[u8], encoding: &'static Encoding, out: &mut Out) {
    let mut letter = [0; 4];
    for c in encoding.decode_without_bom_handling(bytes).0.chars() {
        match c.is_ascii() {
            true => out.same(c.encode_utf8(&mut letter)),
            false => out.part(c.encode_utf8(&mut letter), 1),
        }
    }
}

/// Feeds the decoder byte by byte, so that what it gives out tells which bytes it stands for.
///
/// Most bytes of a page are markup, which is ASCII: between characters such stretches are taken as they are.
fn stepwise(bytes: &[u8], encoding: &'static Encoding, out: &mut Out) {
    let mut steps = Steps {
        decoder: encoding.new_decoder_without_bom_handling(),
        taken: 0,
        told: 0,
    };
    let ascii_is_ascii = ![UTF_16LE, UTF_16BE, ISO_2022_JP].contains(&encoding);
    while steps.taken < bytes.len() {
        let rest = bytes.get(steps.taken..).unwrap_or(&[]);
        if ascii_is_ascii && steps.told == steps.taken {
            let plain = Encoding::ascii_valid_up_to(rest);
            out.same(std::str::from_utf8(rest.get(..plain).unwrap_or(&[])).unwrap_or(""));
            (steps.taken, steps.told) = (steps.taken + plain, steps.told + plain);
            if plain == rest.len() {
                break;
            }
        }
        let next = bytes.get(steps.taken..=steps.taken).unwrap_or(&[]);
        steps.feed(next, false, out);
    }
    steps.feed(&[], true, out);
}

struct Steps {
    decoder: Decoder,
    /// Bytes that the decoder has taken.
    taken: usize,
    /// Bytes that what was given out stands for.
    told: usize,
}

impl Steps {
    fn feed(&mut self, mut bytes: &[u8], last: bool, out: &mut Out) {
        loop {
            let mut buffer = [0; 32];
            let (result, read, written) =
                self.decoder
                    .decode_to_utf8_without_replacement(bytes, &mut buffer, last);
            self.taken += read;
            bytes = bytes.get(read..).unwrap_or(&[]);
            let text = std::str::from_utf8(buffer.get(..written).unwrap_or(&[])).unwrap_or("");
            match result {
                DecoderResult::Malformed(_, after) => {
                    // What was given out before the damage can be told from it only where a byte was left over; a
                    // decoder that is fed byte by byte gives out one or the other.
                    let until = self.taken.saturating_sub(usize::from(after)).max(self.told);
                    out.text.push_str(text);
                    out.text.push_str(UNREADABLE);
                    out.map.part(text.len() + UNREADABLE.len(), until - self.told);
                    self.told = until;
                }
                DecoderResult::InputEmpty | DecoderResult::OutputFull => {
                    if written > 0 {
                        out.part(text, self.taken - self.told);
                        self.told = self.taken;
                    }
                    if matches!(result, DecoderResult::InputEmpty) {
                        return;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};
    use proptest::prelude::*;

    const ALL: [&Encoding; 12] = [
        UTF_8,
        UTF_16LE,
        UTF_16BE,
        WINDOWS_1251,
        WINDOWS_1252,
        SHIFT_JIS,
        EUC_JP,
        EUC_KR,
        BIG5,
        GBK,
        GB18030,
        ISO_2022_JP,
    ];

    #[test]
    fn a_character_stands_where_its_bytes_stand() {
        let bytes = b"<p>\x83\x6e\x81\x5b\x83\x6f fire";
        let page = decode(bytes, 0, SHIFT_JIS);
        assert_eq!(&*page, "<p>ハーバ fire");
        assert_eq!(page.source(3..12).range(), 3..9);
        assert_eq!(page.source(6..9).range(), 5..7);
        assert_eq!(page.source(13..17).range(), 10..14);
    }

    #[test]
    fn a_letter_with_its_accent_is_one_part_in_big5() {
        let page = decode(b"a\x88\x62b", 0, BIG5);
        assert_eq!(&*page, "a\u{ca}\u{304}b");
        assert_eq!(page.source(1..3).range(), 1..3);
        assert_eq!(page.source(5..6).range(), 3..4);
    }

    #[test]
    fn shifts_of_a_stateful_charset_go_with_the_letter_that_follows() {
        let page = decode(b"<b>\x1b$B0!\x1b(B</b>", 0, ISO_2022_JP);
        assert_eq!(&*page, "<b>亜</b>");
        assert_eq!(page.source(3..6).range(), 3..8);
    }

    proptest! {
        /// Stepping gives the same letters as decoding at once, whatever the bytes, and every byte is told once.
        #[test]
        fn steps_lead_where_one_leap_leads(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), 0x20..0x7f_u8, Just(0x81), Just(0x1b), Just(b'$')], 0..60),
            which in 0..ALL.len(),
        ) {
            let page = decode(&bytes, 0, ALL[which]);
            let leap = ALL[which].decode_without_bom_handling(&bytes).0;
            prop_assert_eq!(&*page, &*leap);
            let mut end = 0;
            for (at, c) in page.char_indices() {
                let span = page.source(at..at + c.len_utf8());
                prop_assert!(span.start() >= end.min(span.start()) && span.end() >= end && span.end() <= bytes.len());
                end = span.end();
            }
        }

        /// The bytes of any stretch of letters decode to that stretch.
        #[test]
        fn the_bytes_of_a_stretch_decode_to_it(
            text in "[a-zéüßñ“”€ \r\n\0<>ЖдЯハーバ港火事港口火灾]{0,40}",
            from in 0..40_usize,
            count in 0..40_usize,
            which in 0..ALL.len() - 1,
            mark in prop::sample::select(vec![0_usize, 2, 3]),
        ) {
            let encoding = ALL[which];
            let mut bytes = vec![b'#'; mark];
            let encoded: Vec<u8> = match encoding {
                e if e == UTF_16LE => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                e if e == UTF_16BE => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                e => e.encode(&text).0.into_owned(),
            };
            bytes.extend(encoded);
            let page = decode(&bytes, mark, encoding);
            let places: Vec<usize> = page.char_indices().map(|(at, _)| at).chain([page.len()]).collect();
            let start = places[from.min(places.len() - 1)];
            let end = places[(from + count).min(places.len() - 1)];
            let source = page.source(start..end);
            let back = encoding.decode_without_bom_handling(&bytes[source.range()]).0;
            prop_assert_eq!(&*back, &page[start..end]);
        }
    }
}
