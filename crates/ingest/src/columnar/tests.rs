//! Whole Parquet tables, good and bad. The fixtures were written by pyarrow 26 from invented reports, 40 rows each.

use crate::{Config, Problem, open, open_bytes};
use record::{Body, Record};

const SNAPPY: &[u8] = include_bytes!("fixtures/snappy.parquet");
const GZIP: &[u8] = include_bytes!("fixtures/gzip.parquet");
const LZ4: &[u8] = include_bytes!("fixtures/lz4.parquet");
const BROTLI: &[u8] = include_bytes!("fixtures/brotli.parquet");
const RICH: &[u8] = include_bytes!("fixtures/zstd-v2.parquet");
const UNKNOWN: &[u8] = include_bytes!("fixtures/unknown.parquet");

fn all(bytes: &[u8], config: &Config) -> (Vec<Record>, Vec<Problem>) {
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    open_bytes("t.parquet", bytes.to_vec(), config, &mut |r| match r {
        Ok(source) => match source.into_body() {
            Body::Record(record) => records.push(*record),
            other => panic!("{other:?}"),
        },
        Err(problem) => problems.push(problem),
    });
    (records, problems)
}

fn some(words: &str) -> Option<String> {
    Some(words.to_owned())
}

#[test]
fn a_row_is_a_record() {
    let (records, problems) = all(SNAPPY, &Config::default());
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(records.len(), 40);
    assert_eq!(
        (records[0].id.clone(), records[0].headline.clone()),
        (some("r0"), None)
    );
    assert_eq!(records[17].headline, some("Quay 17 rebuilt"));
    assert_eq!(
        records[17].text.as_deref(),
        Some("The quay 17 of Port Ellery was rebuilt. ".repeat(2).as_str())
    );
    assert_eq!(records[17].outlet, some("Coastline News Agency"));
    assert_eq!(
        (records[17].published.clone(), records[17].modified.clone()),
        (some("2031-03-05T10:17:00"), some("2031-03-05"))
    );
}

#[test]
fn every_codec_gives_the_same() {
    let expected = all(SNAPPY, &Config::default());
    for table in [GZIP, LZ4] {
        assert_eq!(all(table, &Config::default()).0, expected.0);
    }
    let (records, problems) = all(BROTLI, &Config::default());
    assert!(
        records.is_empty() && problems[0].reason.contains("brotli"),
        "{problems:?}"
    );
}

#[test]
fn lists_structs_and_later_encodings() {
    let (records, problems) = all(RICH, &Config::default());
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(records.len(), 40);
    assert_eq!(
        (records[3].id.clone(), records[3].outlet.clone()),
        (some("3"), some("Port Ellery Herald"))
    );
    assert_eq!(records[3].authors, ["Ann Example", "Tom Rell"]);
    assert_eq!(records[2].authors, ["Dora Quill"]);
    assert_eq!(
        (records[3].published.clone(), records[3].language.clone()),
        (some("2031-03-05T10:03:00Z"), some("en"))
    );
    let config = Config {
        fields: vec![("text".into(), "paper.deep.words".into())],
        ..Config::default()
    };
    assert_eq!(all(RICH, &config).0[39].text, some("Other words 39."));
}

#[test]
fn a_file_is_read_where_it_lies_and_packed_by_way_of_memory() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("t");
    std::fs::write(&path, SNAPPY).unwrap();
    std::fs::write(dir.path().join("u"), zstd::encode_all(SNAPPY, 1).unwrap()).unwrap();
    let ids = |path: &std::path::Path, config: &Config| {
        let mut ids = Vec::new();
        open(&[path.to_string_lossy().into_owned()], config, &mut |r| {
            ids.push(r.map(|s| s.id().clone()))
        });
        ids
    };
    let whole = ids(&path, &Config::default());
    assert_eq!(whole.len(), 40);
    assert_eq!(ids(&dir.path().join("u"), &Config::default()), whole);
    let small = Config {
        held_limit: 1000,
        ..Config::default()
    };
    assert_eq!(ids(&path, &small), whole);
    assert!(ids(&dir.path().join("u"), &small)[0].is_err());
}

#[test]
fn what_is_wanting_is_named() {
    let (_, problems) = all(UNKNOWN, &Config::default());
    assert!(
        problems[0].reason.contains("(they read: nr, words)"),
        "{problems:?}"
    );
    let (_, problems) = all(&SNAPPY[..3000], &Config::default());
    assert!(problems[0].reason.contains("is cut"), "{problems:?}");
    let (_, problems) = all(b"PAR1", &Config::default());
    assert!(problems[0].reason.contains("is cut"), "{problems:?}");
}

#[test]
fn damage_is_told_and_never_a_crash() {
    for table in [SNAPPY, GZIP, RICH] {
        for at in (4..table.len()).step_by(7) {
            let mut damaged = table.to_vec();
            damaged[at] ^= 0xff;
            let (records, problems) = all(&damaged, &Config::default());
            assert!(records.len() <= 4000 && problems.iter().all(|p| !p.reason.is_empty()));
        }
    }
}

proptest::proptest! {
    #[test]
    fn no_damage_makes_it_panic(
        which in 0usize..4,
        changes in proptest::collection::vec((0usize..8000, proptest::prelude::any::<u8>()), 1..6),
    ) {
        let mut table = [SNAPPY, GZIP, LZ4, RICH][which].to_vec();
        let length = table.len();
        changes.iter().for_each(|(at, byte)| table[4 + at % (length - 8)] = *byte);
        all(&table, &Config::default());
    }
}
