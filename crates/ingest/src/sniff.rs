//! What an input holds, told from its first bytes and never from its name.

use crate::{Config, charset, columnar, mail, paths, tables};
use std::io::{self, Read};

/// How many bytes are looked at.
const HEAD: u64 = 1 << 16;

/// What an input holds. `wide`: in UTF-16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Plain text or Markdown.
    Text,
    /// An HTML page.
    Page,
    /// JSON Lines: a record a line.
    Lines { wide: bool },
    /// One JSON value or several, laid out over lines: an array of records, or a record.
    Values { wide: bool },
    /// A message or a mailbox: a report a message.
    Mail,
    /// A Parquet table: a report a row.
    Columns,
    /// A feed in XML: a report an item.
    Feed,
    /// A table whose cells are parted by this byte: a report a row.
    Table { separator: u8, wide: bool },
}

/// The first bytes, to look at; the caller puts them back before the rest. Where packed data is damaged within them, what
/// could be unpacked is given, and the damage to be met after it.
pub(crate) fn head(input: &mut dyn Read) -> Result<(Vec<u8>, Damage), String> {
    let mut head = Vec::new();
    match input.take(HEAD).read_to_end(&mut head) {
        Ok(_) => Ok((head, Damage(None))),
        Err(error) if head.is_empty() => Err(paths::why(&error)),
        Err(error) => Ok((head, Damage(Some(error)))),
    }
}

/// Reads as nothing, or fails once.
pub(crate) struct Damage(Option<io::Error>);

impl Read for Damage {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// First bytes of files that are no text, with what to call them.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (
        b"PK\x03\x04",
        "a zip archive or an office document; unpack it first, or save it as text or HTML",
    ),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture, sound or film (RIFF)"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "packed with gzip twice; unpack it once"),
    (b"\x28\xb5\x2f\xfd", "packed twice; unpack it once"),
    (b"BZh", "bzip2-compressed, which is not read"),
    (b"\xfd7zXZ", "xz-compressed, which is not read"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (
        b"ARROW1\0\0",
        "an Arrow table, which is not read; give it as Parquet or CSV",
    ),
    (
        b"Obj\x01",
        "an Avro table, which is not read; give it as Parquet or JSONL",
    ),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a Rich Text document"),
];

/// Tells the format, or why the input called `name` can't be a report.
pub(crate) fn format(head: &[u8], name: &str, config: &Config) -> Result<Format, String> {
    if head.is_empty() {
        return Err("is empty".to_owned());
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(format!("is {what}"));
    }
    if head.starts_with(columnar::MAGIC) {
        return Ok(Format::Columns);
    }
    let wide = charset::wide(head);
    if wide.is_none() && is_binary(head) {
        return Err("is binary, not text".to_owned());
    }
    // Invalid sequences don't matter here: all signs that are looked for are ASCII.
    let text = match wide {
        Some(encoding) => encoding.decode(head).0.into_owned(),
        None => String::from_utf8_lossy(head).into_owned(),
    };
    let whole = text.trim_start_matches('\u{feff}');
    let text = whole.trim_start();
    if text.is_empty() {
        return match head.len() as u64 {
            HEAD => Ok(Format::Text),
            _ => Err("holds nothing but white space".to_owned()),
        };
    }
    if text.starts_with(['{', '[']) {
        return Ok(json(text, wide.is_some()));
    }
    if text.starts_with('<') {
        return markup(text);
    }
    if wide.is_none() && mail::is_one(text) {
        return Ok(Format::Mail);
    }
    // A first column without a name is white space where tabs part the cells.
    let table = tables::separator(whole.trim_start_matches(['\r', '\n']), name, config);
    Ok(match table {
        Some(separator) => Format::Table {
            separator,
            wide: wide.is_some(),
        },
        None => Format::Text,
    })
}

/// Whether control characters that no text holds make up more than one byte in 200. A page may hold some: browsers pass
/// over them.
fn is_binary(head: &[u8]) -> bool {
    let start = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    let begins = |sign: &[u8]| {
        start
            .get(..sign.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(sign))
    };
    if begins(b"<!doctype html") || begins(b"<html") {
        return false;
    }
    let control = head
        .iter()
        .filter(|b| matches!(b, 0..=7 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f))
        .count();
    control * 200 > head.len()
}

fn json(text: &str, wide: bool) -> Format {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("");
    let after = text[1..].trim_start();
    match text.as_bytes()[0] {
        b'[' if after.starts_with(['{', ']']) => Format::Values { wide },
        b'{' if after.starts_with(['"', '}']) => {
            // A whole object on the first line, or another record on the second: a record a line, even where the
            // first is broken.
            let whole = first.ends_with('}');
            let another = lines.next().is_some_and(|second| second.starts_with('{'));
            let long = !text.contains('\n');
            if first.len() > 1 && (whole || another || long) {
                Format::Lines { wide }
            } else {
                Format::Values { wide }
            }
        }
        _ => Format::Text,
    }
}

fn markup(text: &str) -> Result<Format, String> {
    let mut rest = text;
    // Comments, declarations and processing instructions may stand before the first element.
    loop {
        rest = rest.trim_start();
        let lower: String = rest.chars().take(16).flat_map(char::to_lowercase).collect();
        let end = if lower.starts_with("<!doctype html") || lower.starts_with("<!--[if") {
            return Ok(Format::Page);
        } else if lower.starts_with("<!--") {
            rest.find("-->").map(|i| i + 3)
        } else if lower.starts_with("<?") || lower.starts_with("<!") {
            rest.find('>').map(|i| i + 1)
        } else {
            break;
        };
        match end.and_then(|i| rest.get(i..)) {
            Some(after) => rest = after,
            None => break,
        }
    }
    let name: String = rest
        .chars()
        .skip(1)
        .take_while(|c| c.is_ascii_alphanumeric() || *c == ':')
        .map(|c| c.to_ascii_lowercase())
        .collect();
    const ELEMENTS: &[&str] = &[
        "a",
        "address",
        "article",
        "aside",
        "b",
        "base",
        "blockquote",
        "body",
        "br",
        "center",
        "div",
        "em",
        "figure",
        "font",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "li",
        "link",
        "main",
        "meta",
        "nav",
        "noscript",
        "ol",
        "p",
        "pre",
        "script",
        "section",
        "span",
        "strong",
        "style",
        "table",
        "td",
        "template",
        "time",
        "title",
        "tr",
        "u",
        "ul",
        "video",
    ];
    match name.as_str() {
        "rss" | "feed" | "rdf:rdf" | "atom:feed" => Ok(Format::Feed),
        "opml" => Err("is a list of feeds (OPML) and holds no report; give the feeds themselves".to_owned()),
        "urlset" | "sitemapindex" => Err(
            "is a sitemap: it lists addresses of pages and holds no report; save the pages and give those"
                .to_owned(),
        ),
        _ if text.starts_with("<?xml") && name != "html" => Err("is XML of an unknown kind".to_owned()),
        name if ELEMENTS.contains(&name) => Ok(Format::Page),
        // A comment that doesn't end within the head still belongs to a page.
        "" if text.starts_with("<!--") => Ok(Format::Page),
        _ => Ok(Format::Text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(head: &[u8]) -> Result<Format, String> {
        super::format(head, "-", &Config::default())
    }

    #[test]
    fn formats_are_told_from_content() {
        let told = |s: &str| format(s.as_bytes());
        assert_eq!(
            told("Harbour fire kills two\n\nPORT ELLERY — Two"),
            Ok(Format::Text)
        );
        assert_eq!(told("# Harbour fire\n\n[map]"), Ok(Format::Text));
        assert_eq!(told(" \n<!DOCTYPE html><p>x"), Ok(Format::Page));
        assert_eq!(
            told("<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html>"),
            Ok(Format::Page)
        );
        assert_eq!(told("<!-- made by hand --><body>"), Ok(Format::Page));
        assert_eq!(
            told("{\"text\": \"a\"}\n{\"text\": \"b\"}\n"),
            Ok(Format::Lines { wide: false })
        );
        assert_eq!(told("{\"text\": \"a"), Ok(Format::Lines { wide: false }));
        assert_eq!(
            told("{\"text\": \"a\n{\"text\": \"b\"}\n"),
            Ok(Format::Lines { wide: false })
        );
        assert_eq!(
            told("{\n  \"text\": \"a\"\n}\n"),
            Ok(Format::Values { wide: false })
        );
        assert_eq!(told("[\n {\"text\": \"a\"}]"), Ok(Format::Values { wide: false }));
        let table = |separator| {
            Ok(Format::Table {
                separator,
                wide: false,
            })
        };
        assert_eq!(told("id,title,text\n1,Fire,Two died"), table(b','));
        assert_eq!(told("\ttitle\ttext\n0\tFire\tTwo died"), table(b'\t'));
    }

    #[test]
    fn text_that_only_begins_like_another_format_stays_text() {
        assert_eq!(format(b"[Updated] Two people died"), Ok(Format::Text));
        assert_eq!(format(b"{Updated} Two people died"), Ok(Format::Text));
        assert_eq!(format(b"<Two people died>"), Ok(Format::Text));
        assert_eq!(
            format(b"By date, title, and body of water, ships"),
            Ok(Format::Text)
        );
        assert_eq!(format(b"caf\xe9 fire"), Ok(Format::Text));
    }

    #[test]
    fn what_is_no_report_is_named() {
        assert_eq!(format(b""), Err("is empty".to_owned()));
        assert_eq!(format(b" \n\t"), Err("holds nothing but white space".to_owned()));
        assert_eq!(format(b"\x89PNG\r\n\x1a\n"), Err("is a picture (PNG)".to_owned()));
        assert_eq!(format(&[b'a', 0, 1, 2, 3]), Err("is binary, not text".to_owned()));
    }
}
