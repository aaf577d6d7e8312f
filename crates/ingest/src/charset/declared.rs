//! The charset that a page declares of itself.
//!
//! After the HTML standard's "prescan a byte stream to determine its encoding", but further into the page: real pages
//! put scripts before their `<meta>`.

use encoding_rs::Encoding;

/// How far into the page a declaration is looked for.
const HEAD: usize = 1 << 16;

/// How long a tag is at most looked at; without a bound, tags that never end would take quadratic time.
const TAG: usize = 2048;

/// What the page's XML declaration or the first `<meta>` with a charset that is known says.
pub(super) fn find(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let mut rest = head.as_slice();
    while let Some(at) = rest.iter().position(|b| *b == b'<') {
        rest = rest.get(at..)?;
        if rest.starts_with(b"<!--") {
            rest = after(rest.get(2..)?, b"-->")?;
            continue;
        }
        let tag = || tag(rest.get(..TAG).unwrap_or(rest));
        let label = if rest.starts_with(b"<?xml") {
            value(tag(), b"encoding")
        } else if rest.starts_with(b"<meta") && rest.get(5).is_some_and(|b| matches!(b, b'/') || white(*b)) {
            value(tag(), b"charset")
        } else if rest.starts_with(b"<body") {
            return None;
        } else {
            None
        };
        if let Some(encoding) = label.and_then(Encoding::for_label) {
            return Some(encoding);
        }
        // What a script writes is no declaration.
        rest = match rest.starts_with(b"<script") {
            true => after(rest, b"</script")?,
            false => rest.get(1..)?,
        };
    }
    None
}

fn white(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}

/// The tag that `rest` begins with; a sign within quotes doesn't end it.
fn tag(rest: &[u8]) -> &[u8] {
    let mut quote = None;
    for (at, byte) in rest.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return rest.get(..at).unwrap_or(rest),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(q), byte) if q == *byte => quote = None,
            _ => {}
        }
    }
    rest
}

/// What follows the first `sign`.
fn after<'a>(bytes: &'a [u8], sign: &[u8]) -> Option<&'a [u8]> {
    let at = bytes.windows(sign.len()).position(|w| w == sign)?;
    bytes.get(at + sign.len()..)
}

/// The value that follows `name` and an equals sign in a tag: `charset=x`, `content="text/html; charset=x"`.
fn value<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let mut rest = tag;
    loop {
        rest = after(rest, name)?;
        let Some(given) = rest.trim_ascii_start().strip_prefix(b"=") else {
            continue;
        };
        let given = given.trim_ascii_start();
        let given = given
            .strip_prefix(b"\"")
            .or_else(|| given.strip_prefix(b"'"))
            .unwrap_or(given)
            .trim_ascii_start();
        let end = given
            .iter()
            .position(|b| matches!(b, b'"' | b'\'' | b';' | b'/' | b'?') || white(*b));
        return given.get(..end.unwrap_or(given.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(page: &str) -> Option<&'static str> {
        find(page.as_bytes()).map(Encoding::name)
    }

    #[test]
    fn every_way_to_declare_is_known() {
        assert_eq!(named("<META CHARSET = 'Shift_JIS'>"), Some("Shift_JIS"));
        assert_eq!(named("<meta charset=gb2312/>"), Some("GBK"));
        assert_eq!(
            named("<meta http-equiv=Content-Type content=\"text/html; charset=ISO-8859-1\">"),
            Some("windows-1252")
        );
        assert_eq!(
            named("<?xml version=\"1.0\" encoding=\"koi8-r\"?>\n<html>"),
            Some("KOI8-R")
        );
        assert_eq!(
            named("<head><script>var a = '<meta charset=big5>'</script><meta charset=euc-kr>"),
            Some("EUC-KR")
        );
    }

    #[test]
    fn what_is_no_declaration_is_passed_over() {
        assert_eq!(named("<!-- <meta charset=big5> --><p>x"), None);
        assert_eq!(named("<script charset=big5 src=a.js></script>"), None);
        assert_eq!(named("<metadata charset=big5>"), None);
        assert_eq!(named("<body><meta charset=big5>"), None);
        assert_eq!(named("<meta charset=none-such><meta charset=big5>"), Some("Big5"));
    }

    #[test]
    fn no_bytes_take_long() {
        for part in [
            "<",
            "<meta ",
            "<!--",
            "<script",
            "\"<meta charset",
            "<meta charset=\"",
        ] {
            find(part.repeat(20_000).as_bytes());
        }
    }
}
