//! Archives written here.

use super::*;
use record::Record;
use std::io::Write;

const PAGE: &str = "<!DOCTYPE html><title>Fire</title><p>A fire burned at the quay of Port Ellery all night.";

mod damage;

/// A record with these header lines and this block.
fn record(kind: &str, lines: &str, block: &[u8]) -> Vec<u8> {
    let length = block.len();
    let mut out = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2031-03-04T06:10:00Z\r\n{lines}Content-Length: {length}\r\n\r\n"
    )
    .into_bytes();
    out.extend_from_slice(block);
    out.extend_from_slice(b"\r\n\r\n");
    out
}

/// A response that brings `page`.
fn response(url: &str, page: &str) -> Vec<u8> {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    let lines = format!("WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n");
    record("response", &lines, block.as_bytes())
}

/// A response that brings page `number`, one of its own.
fn numbered(number: usize) -> Vec<u8> {
    response(
        &format!("http://port-ellery-herald.example/{number}"),
        &format!("{PAGE} {number}"),
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn open_with(bytes: &[u8], config: &Config) -> (Vec<Source>, Vec<String>) {
    let (mut sources, mut problems) = (Vec::new(), Vec::new());
    crate::open_bytes("a.warc", bytes.to_vec(), config, &mut |r| match r {
        Ok(source) => sources.push(source),
        Err(problem) => problems.push(problem.to_string()),
    });
    (sources, problems)
}

fn open(bytes: &[u8]) -> (Vec<Source>, Vec<String>) {
    open_with(bytes, &Config::default())
}

fn opened(source: &Source) -> &Record {
    match source.body() {
        Body::Record(record) => record,
        other => panic!("{other:?}"),
    }
}

/// The numbers at the end of the pages, and the records that problems were told of.
fn told(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let (sources, problems) = open(bytes);
    let numbers = sources
        .iter()
        .map(|s| opened(s).html.as_deref().unwrap()[PAGE.len()..].trim().to_owned());
    let places = problems.iter().map(|p| p.split(": ").next().unwrap().to_owned());
    (numbers.collect(), places.collect())
}

#[test]
fn pages_keep_their_address_and_their_time() {
    let archive = [
        record(
            "warcinfo",
            "Content-Type: application/warc-fields\r\n",
            b"software: none\r\n",
        ),
        record(
            "request",
            "Content-Type: application/http\r\n",
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        response("<http://port-ellery-herald.example/fire>", PAGE),
        record("metadata", "", b"fetchTimeMs: 3\r\n"),
    ];
    let (sources, problems) = open(&archive.concat());
    assert_eq!((sources.len(), problems.len()), (1, 0), "{problems:?}");
    let source = &sources[0];
    assert_eq!(source.line(), Some(3));
    assert_eq!(*source.id(), record::SourceId::of(PAGE.as_bytes()));
    let record = opened(source);
    assert_eq!(
        record.url.as_deref(),
        Some("http://port-ellery-herald.example/fire")
    );
    assert_eq!(record.captured.as_deref(), Some("2031-03-04T06:10:00Z"));
    assert_eq!(record.html.as_deref(), Some(PAGE));
}

#[test]
fn packed_in_any_way_it_is_the_same() {
    let records = [numbered(1), numbered(2), numbered(3)];
    let expected = open(&records.concat());
    assert_eq!((expected.0.len(), expected.1.len()), (3, 0));
    let by_record: Vec<Vec<u8>> = records.iter().map(|r| gzip(r)).collect();
    assert_eq!(open(&by_record.concat()), expected);
    assert_eq!(open(&gzip(&records.concat())), expected);
    let zstd: Vec<Vec<u8>> = records
        .iter()
        .map(|r| zstd::encode_all(&r[..], 1).unwrap())
        .collect();
    assert_eq!(open(&zstd.concat()), expected);
    // Members may also be cut without regard to records, and end in zeros.
    let whole = records.concat();
    let (one, two) = whole.split_at(whole.len() / 2);
    assert_eq!(open(&[gzip(one), gzip(two), vec![0; 512]].concat()), expected);
}

#[test]
fn a_dictionary_of_the_archive_is_used() {
    let dictionary = [PAGE.as_bytes(), b"HTTP/1.1 200 OK\r\nContent-Type: text/html"].concat();
    for packed in [dictionary.clone(), zstd::encode_all(&dictionary[..], 1).unwrap()] {
        let mut archive = vec![0x5d, 0x2a, 0x4d, 0x18];
        archive.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
        archive.extend(packed);
        for number in 1..3 {
            let mut encoder =
                zstd::stream::write::Encoder::with_dictionary(Vec::new(), 1, &dictionary).unwrap();
            encoder.write_all(&numbered(number)).unwrap();
            archive.extend(encoder.finish().unwrap());
        }
        assert_eq!(told(&archive), (vec!["1".to_owned(), "2".to_owned()], vec![]));
    }
}

#[test]
fn old_and_careless_headers_are_read() {
    let block = format!("HTTP/1.0 200 OK\nContent-type: TEXT/HTML\n\n{PAGE}");
    let archive = format!(
        "\r\n\nWARC/0.18\nwarc-type:Response\nWARC-TARGET-URI: http://port-ellery-herald.example/\n  a\n\
         content-LENGTH:  {}\n\n{block}\n\n\n\n",
        block.len()
    );
    let (sources, problems) = open(archive.as_bytes());
    assert_eq!((sources.len(), problems.len()), (1, 0), "{problems:?}");
    let record = opened(&sources[0]);
    assert_eq!(
        record.url.as_deref(),
        Some("http://port-ellery-herald.example/ a")
    );
    // The last record may end without the empty lines.
    let bare = numbered(1);
    assert_eq!(told(bare.trim_ascii_end()).0, ["1"]);
}

#[test]
fn pages_without_http_and_texts_of_conversions_are_read() {
    let archive = [
        record(
            "resource",
            "WARC-Target-URI: file:///fire.html\r\nContent-Type: text/html\r\n",
            PAGE.as_bytes(),
        ),
        record("resource", "Content-Type: image/png\r\n", b"\x89PNG"),
        record(
            "conversion",
            "WARC-Target-URI: http://port-ellery-herald.example/\r\nContent-Type: text/plain\r\n",
            b"Fire\nA fire burned at the quay.\n",
        ),
        record("conversion", "Content-Type: text/plain\r\n", b" \n"),
        record(
            "response",
            "Content-Type: text/html\r\n",
            format!("{PAGE} 2").as_bytes(),
        ),
    ];
    let (sources, problems) = open(&archive.concat());
    assert_eq!((sources.len(), problems.len()), (3, 0), "{problems:?}");
    assert_eq!(opened(&sources[0]).html.as_deref(), Some(PAGE));
    assert_eq!(
        opened(&sources[1]).text.as_deref(),
        Some("Fire\nA fire burned at the quay.\n")
    );
    assert_eq!(sources[2].line(), Some(5));
}

#[test]
fn what_is_no_page_is_passed_over_and_named_only_where_there_is_nothing_else() {
    let http = |status: &str, kind: &str, body: &[u8]| {
        let mut block = format!("HTTP/1.1 {status}\r\n{kind}\r\n\r\n").into_bytes();
        block.extend_from_slice(body);
        record("response", "Content-Type: application/http\r\n", &block)
    };
    let others = [
        http("404 Not Found", "Content-Type: text/html", PAGE.as_bytes()),
        http("301 Moved", "Content-Type: text/html", PAGE.as_bytes()),
        http("206 Partial Content", "Content-Type: text/html", PAGE.as_bytes()),
        http("200 OK", "Content-Type: image/png", b"\x89PNG\r\n\x1a\n"),
        http("200 OK", "Content-Type: text/html", b"\x89PNG\r\n\x1a\n"),
        http("200 OK", "Content-Type: text/html", b"{\"a\": 1}"),
        http("200 OK", "Content-Type: text/html", b""),
        http("200 OK", "Content-Type: text/plain", b"User-agent: *"),
        http("200 OK", "X: y", b"User-agent: *"),
        record(
            "revisit",
            "Content-Type: application/http\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        ),
        record("revisit", "", b""),
    ]
    .concat();
    let (sources, problems) = open(&others);
    assert!(sources.is_empty());
    assert_eq!(
        problems,
        [
            "a.warc: is a web archive without a page in it (responses that are no page: 6, responses without success: 3, \
          revisits: 2)"
        ]
    );
    let (sources, problems) = open(&[others, numbered(1)].concat());
    assert_eq!((sources.len(), problems.len()), (1, 0));
    // No type at all, but a page.
    let (sources, _) = open(&http("200 OK", "X: y", PAGE.as_bytes()));
    assert_eq!(sources.len(), 1);
}

#[test]
fn the_charset_of_the_response_is_used_and_offsets_count_its_bytes() {
    let mut block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-7\r\n\r\n".to_vec();
    let page = b"<!DOCTYPE html><p>\xcb\xe9\xec\xdc\xed\xe9 fire";
    block.extend_from_slice(page);
    let (sources, _) = open(&record("response", "", &block));
    let html = opened(&sources[0]).html.as_ref().unwrap();
    assert_eq!(&**html, "<!DOCTYPE html><p>Λιμάνι fire");
    assert_eq!(html.source(30..35).range(), 24..29);
    assert_eq!(&page[25..29], b"fire");
}

#[test]
fn an_archive_within_an_archive_is_none_of_its_records() {
    let inner = [numbered(7), numbered(8)].concat();
    let archive = [
        record("resource", "Content-Type: application/warc\r\n", &inner),
        numbered(2),
    ];
    assert_eq!(told(&archive.concat()), (vec!["2".to_owned()], vec![]));
    let packed: Vec<Vec<u8>> = archive.iter().map(|r| gzip(r)).collect();
    assert_eq!(told(&packed.concat()), (vec!["2".to_owned()], vec![]));
}

#[test]
fn what_is_too_large_is_told_and_passed() {
    let config = Config {
        report_limit: 4_000,
        unpacked_floor: 100_000,
        ..Config::default()
    };
    let large = response("http://port-ellery-herald.example/", &PAGE.repeat(100));
    let bomb = {
        let mut block =
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n".to_vec();
        block.extend(gzip(&vec![b' '; 1 << 20]));
        record("response", "", &block)
    };
    let zeros = gzip(&response(
        "http://port-ellery-herald.example/",
        &" ".repeat(10 << 20),
    ));
    let archive = [
        gzip(&numbered(1)),
        gzip(&large),
        zeros,
        gzip(&bomb),
        gzip(&numbered(5)),
    ]
    .concat();
    let (sources, problems) = open_with(&archive, &config);
    assert_eq!(sources.len(), 2, "{problems:?}");
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(
        problems[0].contains("a.warc:2: this record can't be read: it is larger than"),
        "{problems:?}"
    );
    assert!(
        problems[1].contains("a.warc:3: this record can't be read: it unpacks to more than 200 times"),
        "{problems:?}"
    );
    assert!(
        problems[2].contains("a.warc:4: this page unpacks to more than"),
        "{problems:?}"
    );
}

#[test]
fn the_archive_may_say_that_a_page_is_cut() {
    let mut packed = gzip(PAGE.repeat(50).as_bytes());
    packed.truncate(packed.len() / 2);
    let mut block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n".to_vec();
    block.extend(packed);
    let (sources, problems) = open(&record("response", "", &block));
    assert_eq!((sources.len(), problems.len()), (0, 1));
    assert!(problems[0].starts_with("a.warc:1: "));
    let (sources, problems) = open(&record("response", "WARC-Truncated: length\r\n", &block));
    assert_eq!((sources.len(), problems.len()), (1, 0));
}
