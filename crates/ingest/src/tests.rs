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
