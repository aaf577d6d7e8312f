//! Law 3 down to the file: the byte ranges of a source map are ranges of the page's own bytes, in whatever charset, and
//! those bytes decode to the segment.

use encoding_rs::{EUC_KR, Encoding, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};
use engine::{Config, Silent};
use proptest::prelude::*;
use record::Report;

/// A charset, the mark that stands before the page, and whether the page says which charset it is in.
const CHARSETS: &[(&Encoding, &[u8], bool)] = &[
    (UTF_8, b"", false),
    (UTF_8, b"\xef\xbb\xbf", false),
    (WINDOWS_1252, b"", true),
    (WINDOWS_1251, b"", true),
    (SHIFT_JIS, b"", true),
    (GBK, b"", true),
    (EUC_KR, b"", true),
    (UTF_16LE, b"\xff\xfe", false),
    (UTF_16BE, b"\xfe\xff", false),
];

fn encode(page: &str, encoding: &'static Encoding, mark: &[u8]) -> Vec<u8> {
    let mut bytes = mark.to_vec();
    match encoding {
        e if e == UTF_16LE => bytes.extend(page.encode_utf16().flat_map(u16::to_le_bytes)),
        e if e == UTF_16BE => bytes.extend(page.encode_utf16().flat_map(u16::to_be_bytes)),
        e => bytes.extend_from_slice(&e.encode(page).0),
    }
    bytes
}

fn read(bytes: &[u8]) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.html");
    std::fs::write(&path, bytes).unwrap();
    let config = Config {
        source_map: true,
        ..Config::default()
    };
    let paths = [path.to_string_lossy().into_owned()];
    let mut pile = engine::read_pile(&paths, &config, &Silent);
    assert!(pile.problems.is_empty(), "{:?}", pile.problems);
    pile.reports.remove(0)
}

/// The words that a browser shows for this bit of markup, without white space.
fn shown(markup: &str) -> String {
    let mut out = String::new();
    let mut rest = markup;
    while let Some(at) = rest.find("&#") {
        let end = rest[at..].find(';').unwrap() + at;
        out.push_str(&rest[..at]);
        out.extend(char::from_u32(rest[at + 2..end].parse().unwrap()));
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    let out = out.replace("&amp;", "&").replace('\0', "");
    out.chars().filter(|c| !c.is_whitespace()).collect()
}

fn faults(bytes: &[u8], encoding: &'static Encoding, report: &Report) -> Vec<String> {
    let mut faults = Vec::new();
    for segment in &report.segments {
        let words = shown(&report.text[segment.span.range()].replace('&', "&amp;"));
        let raw = segment.source.iter().filter_map(|s| bytes.get(s.range()));
        let decoded: String = raw
            .map(|raw| encoding.decode_without_bom_handling(raw).0)
            .collect();
        if shown(&decoded) != words {
            faults.push(format!("{decoded:?} is not {words:?}"));
        }
    }
    faults
}

/// Words that the charset can say; the rest becomes character references, as editors' tools write them.
const WORDS: &[&str] = &[
    "The fire at the café on the quay burned all night,",
    "“Nobody was hurt”, said Zoë Muñoz – the harbourmaster’s aide.",
    "Пожар в порту потушен,",
    "港で火事があった。ハーバ",
    "港口发生火灾。",
    "항구에서 불이 났다",
    "Smoke &amp; ash\r\nfell on <b>Port Ellery</b>\r\nfor days &#8212; or weeks.",
    "<a href=\"/é\">The mayor\0 of Port Ellery</a> spoke.",
    "\t It took three hours.   ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_bytes_of_the_file_decode_to_the_segment(
        (encoding, mark, declared) in prop::sample::select(CHARSETS),
        headline in prop::sample::select(WORDS),
        paragraphs in prop::collection::vec(prop::collection::vec(prop::sample::select(WORDS), 1..6), 1..6),
    ) {
        let meta = match declared {
            true => format!("<meta charset={}>", encoding.name()),
            false => String::new(),
        };
        let mut page = format!("<!DOCTYPE html>\r\n<html><head>{meta}<title>Ünd</title></head><body><h1>{headline}</h1>");
        for sentences in paragraphs {
            page.push_str(&format!("<p>{}</p>\r\n", sentences.join(" ")));
        }
        let bytes = encode(&page, encoding, mark);
        let report = read(&bytes);
        prop_assert!(!report.segments.is_empty());
        prop_assert_eq!(faults(&bytes, encoding, &report), Vec::<String>::new());
    }
}

#[test]
fn ranges_count_the_bytes_of_the_file() {
    let page = b"<meta charset=windows-1252><h1>Caf\xe9 fire</h1><p>The caf\xe9 on the quay burned all night, the fire service said.</p>";
    let report = read(page);
    let last = report.segments.last().unwrap();
    assert!(report.text[last.span.range()].starts_with("The café"));
    let source = last.source[0];
    assert!(
        page[source.range()].starts_with(b"The caf\xe9 on the quay")
            && page[source.range()].ends_with(b"said.")
    );
}
