//! Bytes to letters: byte order mark, then UTF-8, then what the page declares, then a guess from the bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The bytes as text. Damage within the letters stays as it is: repairing is reading's work.
pub(crate) fn decode(bytes: Vec<u8>, is_page: bool) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return encoding
            .decode_without_bom_handling(bytes.get(mark..).unwrap_or(&[]))
            .0
            .into_owned();
    }
    if let Some(encoding) = wide(&bytes) {
        return encoding.decode_without_bom_handling(&bytes).0.into_owned();
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return text,
        Err(error) => error.into_bytes(),
    };
    let declared = is_page.then(|| declared(&bytes)).flatten();
    let encoding = if is_mostly_utf8(&bytes) {
        UTF_8
    } else {
        declared.unwrap_or_else(|| guess(&bytes))
    };
    encoding.decode_without_bom_handling(&bytes).0.into_owned()
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

/// Whether the bytes are UTF-8 with a little damage, such as a character cut in half at the end.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad * 10
}

/// The charset that a page's `<meta>` declares within its first 4,096 bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes).to_ascii_lowercase();
    let mut rest = head.as_slice();
    while let Some(at) = rest.windows(8).position(|w| w == b"charset=") {
        rest = rest.get(at + 8..)?;
        let label: Vec<u8> = rest
            .iter()
            .copied()
            .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
            .collect();
        match Encoding::for_label(&label) {
            // A page that could be searched for ASCII can't be UTF-16; the standard says to take UTF-8 then.
            Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => return Some(UTF_8),
            Some(encoding) => return Some(encoding),
            None => {}
        }
    }
    None
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
        assert_eq!(decode(b"\xef\xbb\xbfcaf\xc3\xa9".to_vec(), false), "café");
        assert_eq!(decode(b"\xff\xfeF\0i\0r\0e\0".to_vec(), false), "Fire");
    }

    #[test]
    fn utf16_without_a_mark_is_seen() {
        let bytes: Vec<u8> = "Harbour fire".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(bytes, false), "Harbour fire");
        assert!(wide(b"Harbour fire").is_none());
    }

    #[test]
    fn utf8_is_believed_over_a_declaration_and_a_declaration_over_a_guess() {
        assert_eq!(
            decode("<meta charset=iso-8859-1>é".into(), true),
            "<meta charset=iso-8859-1>é"
        );
        let greek = b"<meta charset=\"ISO-8859-7\"><p>\xcb\xe9\xec\xdc\xed\xe9".to_vec();
        assert!(decode(greek, true).ends_with("Λιμάνι"));
    }

    #[test]
    fn a_guess_reads_western_letters() {
        let text = b"The caf\xe9 was \x93closed\x94 for the day, the mayor\x92s office said".to_vec();
        assert_eq!(
            decode(text, false),
            "The café was “closed” for the day, the mayor’s office said"
        );
    }

    #[test]
    fn a_character_cut_at_the_end_does_not_change_the_rest() {
        let mut bytes = "ééééééééééé".as_bytes().to_vec();
        bytes.pop();
        assert_eq!(decode(bytes, false), "éééééééééé\u{fffd}");
    }
}
