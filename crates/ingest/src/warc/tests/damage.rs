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

/// Record 2, whose length is too large by so many bytes.
fn lying(by: i64, kind: &str) -> Vec<u8> {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE} 2");
    let honest = String::from_utf8(record(kind, "", block.as_bytes())).unwrap();
    let length = format!("Content-Length: {}", block.len());
    let lie = format!("Content-Length: {}", block.len() as i64 + by);
    honest.replace(&length, &lie).into_bytes()
}

/// As they are, and packed one by one.
fn both_ways(records: &[Vec<u8>]) -> [Vec<u8>; 2] {
    let packed: Vec<Vec<u8>> = records.iter().map(|r| gzip(r)).collect();
    [records.concat(), packed.concat()]
}

#[test]
fn a_length_that_is_a_little_wrong_is_mended() {
    for by in [-80, -60, -1, 5, 11] {
        for archive in both_ways(&[numbered(1), lying(by, "response"), numbered(3)]) {
            let (numbers, places) = told(&archive);
            assert_eq!(
                (numbers.join(" "), places.len()),
                ("1 2 3".to_owned(), 0),
                "{by}: {places:?}"
            );
        }
        for archive in both_ways(&[numbered(1), lying(by, "response")]) {
            let (numbers, places) = told(&archive);
            assert_eq!(
                (numbers.join(" "), places.len()),
                ("1 2".to_owned(), 0),
                "{by}: {places:?}"
            );
        }
    }
}

#[test]
fn a_length_that_is_far_too_large_loses_one_record_only() {
    for by in [200, 300, 1_000_000, 1 << 40] {
        for archive in both_ways(&[numbered(1), lying(by, "response"), numbered(3), numbered(4)]) {
            let (numbers, places) = told(&archive);
            assert_eq!(
                (numbers.join(" "), places),
                ("1 3 4".to_owned(), vec!["a.warc:2".to_owned()]),
                "{by}"
            );
        }
    }
}

#[test]
fn the_length_of_what_nobody_reads_loses_nothing() {
    for by in [-100, -1, 5, 200, 300] {
        for archive in both_ways(&[numbered(1), lying(by, "request"), numbered(3), numbered(4)]) {
            let (numbers, places) = told(&archive);
            assert_eq!(
                (numbers.join(" "), places.len()),
                ("1 3 4".to_owned(), 0),
                "{by}: {places:?}"
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
