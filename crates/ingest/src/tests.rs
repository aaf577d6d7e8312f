//! Whole inputs, good and bad.

use super::*;
use record::Body;
use std::fs;
use std::path::Path;

fn open_all(paths: &[&Path]) -> (Vec<Source>, Vec<Problem>) {
    let paths: Vec<String> = paths.iter().map(|p| p.to_string_lossy().into_owned()).collect();
    let (mut sources, mut problems) = (Vec::new(), Vec::new());
    open(&paths, &Config::default(), &mut |r| match r {
        Ok(source) => sources.push(source),
        Err(problem) => problems.push(problem),
    });
    (sources, problems)
}

#[test]
fn bad_files_are_named_and_the_rest_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(dir.path().join(name), bytes).unwrap();
    write("a-empty.txt", b"");
    write("b-binary.txt", &[0, 1, 2, 3, 200, 0, 9, 0, 0]);
    write("c-half.jsonl", b"{\"text\":\"one\"}\n{\"text\":\"tw");
    write("d-good.txt", "A fire broke out at the harbour.".as_bytes());
    write(
        "e-latin.txt",
        b"The caf\xe9 on the quay burned down, the fire brigade said.",
    );
    write("f-page.txt", b"<!DOCTYPE html><p>A fire");
    let (sources, problems) = open_all(&[dir.path()]);
    assert_eq!(sources.len(), 4);
    assert!(matches!(sources[2].body(), Body::Plain(text) if text.contains("café")));
    assert!(matches!(sources[3].body(), Body::Html(_)));
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].ends_with("a-empty.txt: is empty"));
    assert!(told[1].ends_with("b-binary.txt: is binary, not text"));
    assert!(told[2].contains("c-half.jsonl:2: is not valid JSON"));
}

#[test]
fn compressed_lines_are_read_whatever_the_name() {
    let dir = tempfile::tempdir().unwrap();
    let lines = b"{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n";
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut gz, lines).unwrap();
    fs::write(dir.path().join("a"), gz.finish().unwrap()).unwrap();
    fs::write(dir.path().join("b.dat"), zstd::encode_all(&lines[..], 1).unwrap()).unwrap();
    let (sources, problems) = open_all(&[dir.path()]);
    assert_eq!((sources.len(), problems.len()), (4, 0));
    assert_eq!(sources[0].id(), sources[2].id());
}

#[test]
fn fifty_megabytes_on_one_line_are_read_as_they_are() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("long.txt");
    fs::write(&path, "word ".repeat(10 << 20)).unwrap();
    let (sources, problems) = open_all(&[&path]);
    assert_eq!((sources.len(), problems.len()), (1, 0));
}

#[test]
fn a_text_past_the_limit_is_refused_with_the_reason() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("huge.txt");
    fs::write(&path, vec![b'a'; (64 << 20) + 1]).unwrap();
    let (sources, problems) = open_all(&[&path]);
    assert!(sources.is_empty());
    assert!(problems[0].reason.contains("larger than 64 MB"));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut gz, bytes).unwrap();
    gz.finish().unwrap()
}

fn texts_and_problems(bytes: Vec<u8>, config: &Config) -> (Vec<String>, Vec<String>) {
    let (mut texts, mut problems) = (Vec::new(), Vec::new());
    open_bytes("x", bytes, config, &mut |r| match r {
        Ok(source) => match source.into_body() {
            Body::Record(record) => texts.push(record.text.unwrap_or_default()),
            other => panic!("{other:?}"),
        },
        Err(problem) => problems.push(problem.to_string()),
    });
    (texts, problems)
}

#[test]
fn a_packed_file_that_is_cut_gives_what_stands_before_the_cut() {
    // Text that packs badly, so that the cut falls after some records.
    let word = |i: u32| format!("{:x}", i.wrapping_mul(2_654_435_761));
    for rows in [50, 20_000] {
        let lines: String = (0..rows)
            .map(|i| format!("{{\"text\":\"t{i} {}\"}}\n", word(i)))
            .collect();
        let table: String = (0..rows).map(|i| format!("{i},t{i} {}\n", word(i))).collect();
        for whole in [lines, format!("id,text\n{table}")] {
            let mut cut = gzip(whole.as_bytes());
            cut.truncate(cut.len() / 2);
            let (texts, problems) = texts_and_problems(cut, &Config::default());
            assert!(
                texts.len() > rows as usize / 10 && texts.len() < rows as usize,
                "{}",
                texts.len()
            );
            assert!(texts[0].starts_with("t0 "));
            assert_eq!(problems, ["x: ends in the middle of its compressed data"]);
        }
    }
}

#[test]
fn what_blows_up_is_stopped_with_the_reason() {
    let config = Config {
        unpacked_floor: 1 << 20,
        ..Config::default()
    };
    let rows = format!("id,text\n{}", format!("1,{}\n", "a".repeat(10_000)).repeat(2_000));
    let (_, problems) = texts_and_problems(gzip(rows.as_bytes()), &config);
    assert!(
        problems[0].contains("unpacks to more than 200 times its size"),
        "{problems:?}"
    );
    let (_, problems) = texts_and_problems(gzip(&gzip(b"{\"text\":\"a\"}")), &config);
    assert_eq!(problems, ["x: is packed with gzip twice; unpack it once"]);
    let (_, problems) = texts_and_problems(b"PK\x03\x04\x14\0".to_vec(), &config);
    assert!(problems[0].contains("unpack it first"), "{problems:?}");
}

#[test]
fn nul_bytes_among_words_do_no_harm() {
    let (texts, problems) = texts_and_problems(
        format!("id,text\n1,a\0{}\n2,b\n", "word ".repeat(100)).into_bytes(),
        &Config::default(),
    );
    assert!(problems.is_empty() && texts.len() == 2, "{problems:?}");
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let mut told = 0;
        read("x", None, Box::new(std::io::Cursor::new(bytes)), &Config::default(), &mut |_| told += 1);
    }

    #[test]
    fn no_json_like_bytes_make_it_panic(text in r#"[\[\]{}":,\\a\n 0-9u]{0,200}"#) {
        let mut told = 0;
        read("x", None, Box::new(std::io::Cursor::new(text.into_bytes())), &Config::default(), &mut |_| told += 1);
    }

    #[test]
    fn plain_text_is_kept_byte_for_byte(text in "[a-zé“ ]{1,80}[a-z]") {
        let mut kept = Vec::new();
        read("x", None, Box::new(std::io::Cursor::new(text.clone().into_bytes())), &Config::default(), &mut |r| kept.push(r));
        let body = kept.remove(0).unwrap().into_body();
        proptest::prop_assert_eq!(body, Body::Plain(text));
    }
}
