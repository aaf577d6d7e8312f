//! Header lines of a record and of the HTTP response in it: `Name: value`, one a line, up to an empty line.

/// Header fields in their order, names in lower case.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The fields in `lines`, the line that begins the block left out.
    ///
    /// A line that begins with white space goes on with the line before it, as old HTTP and WARC allow. A line without
    /// a colon is passed over: servers send many things.
    pub(super) fn parse(lines: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines.split(|b| *b == b'\n') {
            let words = letters(line.trim_ascii());
            if line.starts_with(b" ") || line.starts_with(b"\t") {
                if let (Some((_, value)), false) = (fields.last_mut(), words.is_empty()) {
                    value.push(' ');
                    value.push_str(&words);
                }
            } else if let Some((name, value)) = words.split_once(':') {
                fields.push((name.trim_end().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self(fields)
    }

    /// The first value of `name` (in lower case) that isn't empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut found = self.0.iter().filter(|(n, value)| n == name && !value.is_empty());
        found.next().map(|(_, value)| value.as_str())
    }

    /// Every value of `name` (in lower case).
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }
}

/// UTF-8, or else the letters of ISO 8859-1, which HTTP was made with.
fn letters(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}

/// Where the block that `bytes` begin with ends: before and after the empty line that closes it.
pub(super) fn block(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'\n', bytes.get(at..)?) {
        let line = bytes.get(at..at + next)?;
        if line.trim_ascii_end().is_empty() && !line.contains(&b' ') {
            return Some((at, at + next + 1));
        }
        at += next + 1;
    }
    None
}

/// A media type and its charset: `text/html; charset="utf-8"`.
pub(super) fn media(value: &str) -> (String, Option<&str>) {
    let mut parts = value.split(';');
    let kind = parts.next().unwrap_or("").trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let label = value.trim().trim_matches(['"', '\'']).trim();
        (name.trim().eq_ignore_ascii_case("charset") && !label.is_empty()).then_some(label)
    });
    (kind, charset)
}

/// Whether a media type is that of a page.
pub(super) fn is_page(kind: &str) -> bool {
    matches!(
        kind,
        "text/html" | "application/xhtml+xml" | "application/xhtml" | "application/vnd.wap.xhtml+xml"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_no_case_and_lines_may_be_folded() {
        let fields = Fields::parse(
            b"Content-TYPE:text/html;\r\n  charset=utf-8\r\nX : a\nno field\r\nX:\r\nY: \xe9\r\n",
        );
        assert_eq!(fields.get("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(fields.all("x").collect::<Vec<_>>(), ["a", ""]);
        assert_eq!((fields.get("x"), fields.get("y")), (Some("a"), Some("é")));
    }

    #[test]
    fn a_block_ends_at_the_first_empty_line() {
        assert_eq!(block(b"A: b\r\n\r\nrest"), Some((6, 8)));
        assert_eq!(block(b"A: b\n\nrest\n\n"), Some((5, 6)));
        assert_eq!(block(b"\r\nrest"), Some((0, 2)));
        assert_eq!(block(b"A: b\r\nC"), None);
    }

    #[test]
    fn media_types_are_told_from_their_charset() {
        assert_eq!(
            media("Text/HTML; q=1; Charset=\"GBK\""),
            ("text/html".to_owned(), Some("GBK"))
        );
        assert_eq!(media("text/html;charset="), ("text/html".to_owned(), None));
        assert!(is_page("text/html") && !is_page("text/plain"));
    }
}
