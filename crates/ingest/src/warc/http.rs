//! The HTTP response within a record: its status, its fields, and the page in it.

use super::chunked;
use super::coding::{self, Fault};
use super::fields::{self, Fields};
use std::borrow::Cow;

pub(super) struct Response<'a> {
    pub(super) status: u16,
    pub(super) fields: Fields,
    body: &'a [u8],
}

impl<'a> Response<'a> {
    /// The response that `block` is, or `None` where it doesn't begin with a status line.
    ///
    /// Status lines are written in many ways: `HTTP/1.1 200 OK`, `HTTP/2 200`, `HTTP/1.0 200`.
    pub(super) fn parse(block: &'a [u8]) -> Option<Self> {
        let (end, after) = fields::block(block).unwrap_or((block.len(), block.len()));
        let lines = block.get(..end)?;
        let first = memchr::memchr(b'\n', lines).unwrap_or(lines.len());
        let line = String::from_utf8_lossy(lines.get(..first.min(64))?);
        let mut words = line.split_ascii_whitespace();
        let version = words.next()?;
        if !version.get(..5).is_some_and(|v| v.eq_ignore_ascii_case("http/")) {
            return None;
        }
        Some(Self {
            status: words.next()?.get(..3)?.parse().ok()?,
            fields: Fields::parse(lines.get(first..).unwrap_or(&[])),
            body: block.get(after..).unwrap_or(&[]),
        })
    }

    /// Whether it brings a page's whole content; 206 brings a part.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.status, 200..=299) && self.status != 206
    }

    /// The bytes of what it brings, with transfer and content codings undone.
    pub(super) fn payload(&self, limit: u64) -> Result<Cow<'a, [u8]>, Fault> {
        let said = self.fields.all("transfer-encoding").collect::<Vec<_>>().join(",");
        let said = said.to_ascii_lowercase();
        let body = match said.contains("chunked") {
            true => chunked::join(self.body),
            false => Cow::Borrowed(self.body),
        };
        // A transfer coding other than chunked is undone like a content coding; it was applied after them.
        let mut codings: Vec<&str> = self.fields.all("content-encoding").collect();
        codings.extend(said.split(',').filter(|s| s.trim() != "chunked"));
        coding::undo(body, &codings, limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_lines_of_every_kind_are_read() {
        for line in [
            "HTTP/1.1 200 OK\r\n",
            "HTTP/1.0 200\n",
            "HTTP/2 200 \r\n",
            "http/3 200\r\n",
            "HTTP/1.1 200 Tout va tr\u{e8}s bien, et m\u{ea}me mieux que d'habitude \u{e0} cette heure\r\n",
        ] {
            let block = format!("{line}Content-Type: text/html\r\n\r\n<p>");
            let response = Response::parse(block.as_bytes()).unwrap_or_else(|| panic!("{line}"));
            assert!(response.is_whole());
            assert_eq!(response.fields.get("content-type"), Some("text/html"));
            assert_eq!(&*response.payload(100).unwrap(), b"<p>");
        }
        assert!(Response::parse(b"<html>\n\n").is_none());
        assert!(Response::parse(b"HTTP/1.1\r\n\r\n").is_none());
        assert!(
            !Response::parse(b"HTTP/1.1 206 Partial\r\n\r\n")
                .unwrap()
                .is_whole()
        );
        assert!(
            !Response::parse(b"HTTP/1.1 404 Not Found\r\n\r\n<p>")
                .unwrap()
                .is_whole()
        );
    }

    #[test]
    fn a_wrong_length_and_chunks_that_are_gone_do_no_harm() {
        let block = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n<p>A fire";
        assert_eq!(
            &*Response::parse(block).unwrap().payload(100).unwrap(),
            b"<p>A fire"
        );
    }

    #[test]
    fn chunks_are_joined_before_the_content_is_unpacked() {
        let packed = zstd::encode_all(&b"<p>A fire"[..], 1).unwrap();
        let (one, two) = packed.split_at(5);
        let mut block =
            b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\ntransfer-encoding: Chunked\r\n\r\n".to_vec();
        for part in [one, two, &[]] {
            block.extend(format!("{:X}\r\n", part.len()).bytes());
            block.extend(part);
            block.extend(b"\r\n");
        }
        assert_eq!(
            &*Response::parse(&block).unwrap().payload(100).unwrap(),
            b"<p>A fire"
        );
    }
}
