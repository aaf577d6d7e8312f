//! Archives that were cut, changed, or lie: one record is lost and told, and the rest goes on.

use super::*;

#[test]
fn a_file_that_is_cut_loses_the_last_record_only() {
    let records = [numbered(1), numbered(2), numbered(3)];
    let plain = records.concat();
    let last = plain.len() - records[2].len();
    for cut in [last + 3, last + 20, last + 120, plain.len() - 30] {
        let (numbers, places) = told(&plain[..cut]);
        assert_eq!((numbers.len(), places), (2, vec!["a.warc:3".to_owned()]), "{cut}");
    }
    let packed: Vec<Vec<u8>> = records.iter().map(|r| gzip(r)).collect();
    let whole = packed.concat();
    for cut in 1..packed[2].len() {
        let (numbers, places) = told(&whole[..whole.len() - cut]);
        assert_eq!((numbers.len(), places), (2, vec!["a.warc:3".to_owned()]), "{cut}");
    }
}

#[test]
fn a_cut_in_the_middle_loses_one_record_only() {
    let records = [numbered(1), numbered(2), numbered(3)];
    let cut = &records[1][..records[1].len() - 40];
    assert_eq!(
        told(&[&records[0], cut, &records[2]].concat()),
        (vec!["1".to_owned(), "3".to_owned()], vec!["a.warc:2".to_owned()])
    );
    let packed: Vec<Vec<u8>> = records.iter().map(|r| gzip(r)).collect();
    for kept in 0..packed[1].len() {
        let (numbers, places) = told(&[&packed[0], &packed[1][..kept], &packed[2]].concat());
        assert_eq!(numbers, ["1", "3"], "{kept} of {} {places:?}", packed[1].len());
        assert_eq!(places.len(), usize::from(kept > 0), "{kept}");
    }
    let zstd: Vec<Vec<u8>> = records
        .iter()
        .map(|r| zstd::encode_all(&r[..], 1).unwrap())
        .collect();
    for kept in 0..zstd[1].len() {
        let (numbers, places) = told(&[&zstd[0], &zstd[1][..kept], &zstd[2]].concat());
        assert_eq!(numbers, ["1", "3"], "{kept} of {} {places:?}", packed[1].len());
        assert_eq!(places.len(), usize::from(kept > 0), "{kept}");
    }
}

#[test]
fn a_changed_byte_is_told_and_the_rest_goes_on() {
    let packed: Vec<Vec<u8>> = (1..4).map(|n| gzip(&numbered(n))).collect();
    let whole = open(&packed.concat());
    let start = packed[0].len();
    for at in start..start + packed[1].len() {
        let mut archive = packed.concat();
        archive[at] ^= 0x10;
        // A few bits of a member mean nothing; then all is as it was.
        if open(&archive) != whole {
            let (numbers, places) = told(&archive);
            assert_eq!(
                (numbers.len(), places.len()),
                (2, 1),
                "{at}: {numbers:?} {places:?}"
            );
        }
    }
}

#[test]
fn a_length_that_lies_loses_one_record_only() {
    let lying = |by: i64, kind: &str| {
        let honest = record(
            kind,
            "Content-Type: application/http\r\n",
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE} 2").as_bytes(),
        );
        let text = String::from_utf8(honest).unwrap();
        let (before, after) = text.split_once("Content-Length: ").unwrap();
        let (length, after) = after.split_once("\r\n").unwrap();
        let length: i64 = length.parse().unwrap();
        format!("{before}Content-Length: {}\r\n{after}", length + by).into_bytes()
    };
    for kind in ["response", "request"] {
        for by in [-60, -1, 5, 200, 300, 1_000_000, 1 << 40] {
            let records = [numbered(1), lying(by, kind), numbered(3), numbered(4)];
            let (numbers, places) = told(&records.concat());
            assert_eq!(
                (numbers, places),
                (
                    vec!["1".to_owned(), "3".to_owned(), "4".to_owned()],
                    vec!["a.warc:2".to_owned()]
                ),
                "{by}"
            );
            let packed: Vec<Vec<u8>> = records.iter().map(|r| gzip(r)).collect();
            let (numbers, places) = told(&packed.concat());
            assert_eq!(
                (numbers, places),
                (
                    vec!["1".to_owned(), "3".to_owned(), "4".to_owned()],
                    vec!["a.warc:2".to_owned()]
                ),
                "{by}"
            );
        }
    }
}

#[test]
fn headers_that_cannot_be_right_are_told() {
    let bad =
        |line: &str| format!("WARC/1.0\r\nWARC-Type: response\r\n{line}\r\n\r\n{PAGE}\r\n\r\n").into_bytes();
    for line in [
        "X: y",
        "Content-Length: many",
        "Content-Length: -5",
        "Content-Length: 99999999999999999999999",
    ] {
        let (numbers, places) = told(&[numbered(1), bad(line), numbered(3)].concat());
        assert_eq!(
            (numbers.len(), places),
            (2, vec!["a.warc:2".to_owned()]),
            "{line}"
        );
    }
    let (numbers, places) = told(&[numbered(1), b"what is this?\r\n".to_vec(), numbered(3)].concat());
    assert_eq!((numbers.len(), places), (2, vec!["a.warc:2".to_owned()]));
    let endless = [&b"WARC/1.0\r\n"[..], &b"X: y\r\n".repeat(1 << 19)].concat();
    let (numbers, places) = told(&[numbered(1), endless, numbered(3)].concat());
    assert_eq!((numbers.len(), places), (2, vec!["a.warc:2".to_owned()]));
}

proptest::proptest! {
    #[test]
    fn no_damage_makes_it_panic(
        changes in proptest::collection::vec((proptest::prelude::any::<proptest::sample::Index>(), proptest::prelude::any::<u8>()), 0..6),
        cut in proptest::prelude::any::<proptest::sample::Index>(),
        packed in proptest::prelude::any::<bool>(),
    ) {
        let records = [numbered(1), record("request", "", b"GET / HTTP/1.1\r\n\r\n"), numbered(3)];
        let mut archive: Vec<u8> = records.iter().flat_map(|r| if packed { gzip(r) } else { r.clone() }).collect();
        for (at, byte) in changes {
            let at = at.index(archive.len());
            archive[at] = byte;
        }
        archive.truncate(cut.index(archive.len()) + 1);
        open(&archive);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        open(&[b"WARC/1.0\r\n".to_vec(), bytes].concat());
    }

    #[test]
    fn no_header_makes_it_panic(text in "(WARC/1.0\r?\n|Content-Length: [0-9]{1,4}\r?\n|WARC-Type: (response|request)\r\n|HTTP/1.1 200\r\n|Content-Type: text/html\r\n|\r\n|[a-z<>:]){0,40}") {
        open(format!("WARC/1.0\r\n{text}").as_bytes());
    }
}
