//! How a record's beginning is known.

/// What a record begins with.
pub(super) const SIGN: &[u8] = b"WARC/";

/// Bytes that tell whether a record begins.
pub(super) const HEAD_SIGN: usize = 32;

/// Whether a record begins here.
pub(super) fn is_head(bytes: &[u8]) -> bool {
    let version = bytes.strip_prefix(SIGN).unwrap_or(&[]);
    matches!(version, [major, b'.', minor, ..] if major.is_ascii_digit() && minor.is_ascii_digit())
}

/// Whether a record begins here for sure, be it in the midst of a line: after one that was cut, the next may follow
/// directly.
pub(super) fn is_sure_head(bytes: &[u8]) -> bool {
    let near = bytes.get(..HEAD_SIGN).unwrap_or(bytes);
    let next = memchr::memchr(b'\n', near).and_then(|end| near.get(end + 1..));
    let begins = |sign: &[u8]| {
        let name = next.and_then(|next| next.get(..sign.len()));
        name.is_some_and(|name| name.eq_ignore_ascii_case(sign))
    };
    is_head(bytes) && (begins(b"WARC-") || begins(b"Content-"))
}

/// Whether these last bytes of a file are the beginning of a version line.
pub(super) fn is_cut_head(bytes: &[u8]) -> bool {
    bytes.len() < SIGN.len() + 3 && SIGN.starts_with(bytes.get(..SIGN.len()).unwrap_or(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_line_is_a_head_and_a_sure_one_goes_on() {
        assert!(is_head(b"WARC/1.0\r\n") && is_head(b"WARC/0.18 "));
        assert!(!is_head(b"WARC/one") && !is_head(b"WARC") && !is_head(b"warc/1.0"));
        assert!(is_sure_head(b"WARC/1.1\r\nwarc-type: response"));
        assert!(is_sure_head(b"WARC/1.0\nContent-Length: 3\n"));
        assert!(!is_sure_head(b"WARC/1.0\r\n\r\nThe format of archives"));
        assert!(!is_sure_head(b"WARC/1.0 and WARC/1.1 are formats of archives"));
    }

    #[test]
    fn half_a_version_line_is_a_cut_head() {
        assert!(is_cut_head(b"WA") && is_cut_head(b"WARC/1"));
        assert!(!is_cut_head(b"WA?") && !is_cut_head(b"WARC/1.0\r\n"));
    }
}
