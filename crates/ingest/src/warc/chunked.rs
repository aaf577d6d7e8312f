//! HTTP's chunked transfer coding, undone (RFC 9112, section 7.1).

use std::borrow::Cow;

/// The body without the sizes of its chunks; as it is where it has none, because many archives take them out and leave
/// the header that promises them.
///
/// A last chunk that is shorter than its size says is what the server sent before it broke off.
pub(super) fn join(body: &[u8]) -> Cow<'_, [u8]> {
    if size(body).is_none() {
        return Cow::Borrowed(body);
    }
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((size, after)) = size(rest) {
        if size == 0 {
            break;
        }
        let chunk = after.get(..size).unwrap_or(after);
        out.extend_from_slice(chunk);
        rest = after.get(size..).unwrap_or(&[]);
        rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .unwrap_or(rest);
    }
    Cow::Owned(out)
}

/// A chunk's size in hexadecimal digits, and what follows its line.
fn size(bytes: &[u8]) -> Option<(usize, &[u8])> {
    // A size line is short; one that goes on is text.
    let head = bytes.get(..256).unwrap_or(bytes);
    let end = memchr::memchr(b'\n', head)?;
    let line = head.get(..end)?;
    let digits = line.split(|b| *b == b';').next()?.trim_ascii();
    let digits = std::str::from_utf8(digits).ok()?;
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let size = usize::from_str_radix(digits, 16).ok()?;
    Some((size, bytes.get(end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        let body = b"4\r\n<p>A\r\nc;x=1\r\n fire at the\r\n0\r\nTrailer: x\r\n\r\n";
        assert_eq!(&*join(body), b"<p>A fire at the");
        assert_eq!(&*join(b"3 \nabc\n0\n\n"), b"abc");
        assert_eq!(&*join(b"0\r\n\r\n"), b"");
    }

    #[test]
    fn a_body_without_chunks_stays() {
        for body in [
            &b"<p>A fire\n"[..],
            b"",
            b"feed\tme\n",
            b"\r\n",
            b"ffffffffffffffffff\r\nx",
        ] {
            assert_eq!(&*join(body), body);
        }
    }

    #[test]
    fn what_came_before_a_break_is_kept() {
        assert_eq!(&*join(b"4\r\n<p>A\r\nff\r\n fire"), b"<p>A fire");
        assert_eq!(&*join(b"4\r\n<p>A\r\nnonsense\r\n fire"), b"<p>A");
        assert_eq!(&*join(b"ffffffff\r\nx"), b"x");
    }
}
