//! Bytes to letters: byte order mark, then UTF-8, then what is declared, then a guess from the bytes.
//!
//! The order is that of the HTML standard's "determining the character encoding", but for one thing: bytes that are
//! UTF-8 are believed over a declaration, because such bytes are hardly ever anything else, and wrong declarations are
//! common.

mod declared;

use crate::mapped;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use record::Page;

/// A text's bytes as letters. Damage within the letters stays as it is: repairing is reading's work.
pub(crate) fn decode(bytes: Vec<u8>) -> String {
    let (encoding, mark) = tell(&bytes, None);
    if (encoding, mark) == (UTF_8, 0) {
        return String::from_utf8(bytes)
            .unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
    }
    let bytes = bytes.get(mark..).unwrap_or(&[]);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// A page's bytes as letters, with the way back to each. `header` is the charset that came with it over HTTP.
pub(crate) fn page(bytes: &[u8], header: Option<&str>) -> Page {
    let header = header.and_then(|label| Encoding::for_label(label.as_bytes()));
    let meant = |declared: &'static Encoding| {
        // Bytes in which ASCII can be searched for can't be UTF-16; the standard says to take UTF-8 then.
        let narrow = (declared == UTF_16LE || declared == UTF_16BE) && !bytes.contains(&0);
        if narrow { UTF_8 } else { declared }
    };
    let (encoding, mark) = tell(
        bytes,
        Some(&|| header.or_else(|| declared::find(bytes)).map(meant)),
    );
    mapped::decode(bytes, mark, encoding)
}

type Declared<'a> = dyn Fn() -> Option<&'static Encoding> + 'a;

/// The charset, and the length of the mark that tells it.
fn tell(bytes: &[u8], declared: Option<&Declared<'_>>) -> (&'static Encoding, usize) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding, mark);
    }
    if let Some(encoding) = wide(bytes) {
        return (encoding, 0);
    }
    let declared = || declared.and_then(|d| d());
    let (good, bad) = utf8_share(bytes);
    let encoding = if bad == 0 && good == 0 {
        // Plain ASCII, unless escapes shift it to another set.
        let shifts = || bytes.windows(2).any(|w| matches!(w, b"\x1b$" | b"\x1b("));
        match bytes.contains(&0x1b) && shifts() && declared() == Some(ISO_2022_JP) {
            true => ISO_2022_JP,
            false => UTF_8,
        }
    } else if good >= bad * 10 {
        // UTF-8, at most with a little damage, such as a character cut in half at the end.
        UTF_8
    } else {
        match declared() {
            // A page that says so is believed where there is more of it than against it.
            Some(e) if e == UTF_8 && good < bad => guess(bytes),
            Some(encoding) => encoding,
            None => guess(bytes),
        }
    };
    (encoding, 0)
}

/// UTF-16, by its mark or by every other byte being zero; such files have no other sign.
pub(crate) fn wide(head: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let pairs = head.len().min(4096) / 2;
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .take(pairs)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    // Western text in UTF-16 has a zero in nearly every pair, and always on the same side.
    if pairs < 4 {
        None
    } else if odd * 10 > pairs * 7 && even * 20 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 7 && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// How many characters outside ASCII are there in UTF-8, and how many places aren't UTF-8.
fn utf8_share(bytes: &[u8]) -> (usize, usize) {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        // A character begins at every byte that isn't the continuation of one.
        let starts = chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        good += starts;
        bad += usize::from(!chunk.invalid().is_empty());
    }
    (good, bad)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..1 << 20).unwrap_or(bytes), true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_before_all_else() {
        assert_eq!(decode(b"\xef\xbb\xbfcaf\xc3\xa9".to_vec()), "café");
        assert_eq!(decode(b"\xff\xfeF\0i\0r\0e\0".to_vec()), "Fire");
        assert_eq!(
            &*page(b"\xef\xbb\xbf<p>caf\xc3\xa9", Some("windows-1252")),
            "<p>café"
        );
    }

    #[test]
    fn utf16_without_a_mark_is_seen() {
        let bytes: Vec<u8> = "Harbour fire".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(bytes), "Harbour fire");
        assert!(wide(b"Harbour fire").is_none());
    }

    #[test]
    fn utf8_is_believed_over_a_declaration_and_a_declaration_over_a_guess() {
        let utf8 = "<meta charset=iso-8859-1>é";
        assert_eq!(&*page(utf8.as_bytes(), None), utf8);
        assert_eq!(&*page("<p>é".as_bytes(), Some("iso-8859-1")), "<p>é");
        let greek = b"<meta charset=\"ISO-8859-7\"><p>\xcb\xe9\xec\xdc\xed\xe9";
        assert!(page(greek, None).ends_with("Λιμάνι"));
    }

    #[test]
    fn the_header_is_believed_over_the_page() {
        let bytes = b"<meta charset=windows-1252><p>\xcb\xe9\xec\xdc\xed\xe9";
        assert!(page(bytes, Some("iso-8859-7")).ends_with("Λιμάνι"));
        // A charset that nobody knows is none.
        assert!(page(bytes, Some("no-such-set")).ends_with("ËéìÜíé"));
    }

    #[test]
    fn utf8_that_is_none_is_not_believed() {
        let bytes = b"<meta charset=utf-8><p>The caf\xe9 at the quay was \x93closed\x94 for the day";
        assert!(page(bytes, Some("utf-8")).ends_with("The café at the quay was “closed” for the day"));
    }

    #[test]
    fn utf16_is_not_believed_of_narrow_bytes() {
        assert!(page(b"<meta charset=utf-16><p>caf\xc3\xa9", None).ends_with("café"));
    }

    #[test]
    fn escapes_are_shifts_only_where_they_are_declared() {
        let shifted = b"<meta charset=iso-2022-jp><p>\x1b$B0!\x1b(B";
        assert!(page(shifted, None).ends_with("亜"));
        let coloured = "<p>\u{1b}[31mred\u{1b}(B";
        assert_eq!(&*page(coloured.as_bytes(), None), coloured);
    }

    #[test]
    fn a_guess_reads_western_letters() {
        let text = b"The caf\xe9 was \x93closed\x94 for the day, the mayor\x92s office said".to_vec();
        assert_eq!(
            decode(text),
            "The café was “closed” for the day, the mayor’s office said"
        );
    }

    #[test]
    fn a_character_cut_at_the_end_does_not_change_the_rest() {
        let mut bytes = "ééééééééééé".as_bytes().to_vec();
        bytes.pop();
        assert_eq!(decode(bytes.clone()), "éééééééééé\u{fffd}");
        assert_eq!(&*page(&bytes, None), "éééééééééé\u{fffd}");
    }
}
