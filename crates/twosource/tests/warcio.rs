//! Web archives against an independent writer and reader: what warcio writes is read as the same pages at the same
//! places with the same bytes, and gives the same reports as the pages as files.
//!
//! Skipped, with a word, where Python has no warcio. `TWOSOURCE_PYTHON` names another Python.

use engine::{Config, Silent};
use record::{Report, SourceId};
use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// So many pages of the development data, where it is there.
const PAGES: usize = 24;

#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Page {
    url: String,
    html: String,
}

/// What warcio's reader found at a place.
#[derive(Debug, PartialEq, Eq, serde::Deserialize)]
struct Found {
    number: u64,
    url: String,
    date: String,
    sha256: String,
}

fn python() -> String {
    std::env::var("TWOSOURCE_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// The invented pages of the examples, and pages of the development data.
fn pages() -> Vec<Page> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut pages = Vec::new();
    for (i, path) in [
        "harbour-fire/callow-courier.html",
        "harbour-fire/coast-online.html",
        "election-count/lerin-observer.html",
        "talks/tamsin-bay-post.html",
    ]
    .iter()
    .enumerate()
    {
        let html = std::fs::read_to_string(root.join("examples").join(path)).unwrap();
        let url = format!("http://port-ellery-herald.example/{i}");
        pages.push(Page { url, html });
    }
    let data = std::env::var_os("TWOSOURCE_DATA").map_or_else(|| root.join("../shared/data"), PathBuf::from);
    if let Ok(file) = std::fs::File::open(data.join("pages/scrapinghub.jsonl.gz")) {
        let lines = std::io::BufReader::new(flate2::read::GzDecoder::new(file)).lines();
        pages.extend(
            lines
                .take(PAGES)
                .map(|line| serde_json::from_str(&line.unwrap()).unwrap()),
        );
    }
    pages
}

fn read(path: &Path) -> Vec<Report> {
    let config = Config {
        source_map: true,
        ..Config::default()
    };
    let mut reports = Vec::new();
    let paths = [path.to_string_lossy().into_owned()];
    engine::read_each(&paths, &config, &Silent, &mut |result| {
        reports.push(result.unwrap())
    });
    reports
}

#[test]
fn what_warcio_writes_is_read_as_it_reads_it() {
    let has_warcio = Command::new(python()).args(["-c", "import warcio"]).output();
    if !has_warcio.is_ok_and(|ran| ran.status.success()) {
        let _ = writeln!(std::io::stderr(), "skipped: {} has no warcio", python());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("pages.jsonl");
    let pages = pages();
    let lines: Vec<String> = pages.iter().map(|p| serde_json::to_string(p).unwrap()).collect();
    std::fs::write(&list, lines.join("\n")).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/warcio_archives.py");
    let ran = Command::new(python())
        .arg(script)
        .arg(&list)
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let told: BTreeMap<String, Vec<Found>> = serde_json::from_slice(&ran.stdout).unwrap();
    assert!(told.len() >= 9);

    for (name, expected) in &told {
        let path = folder.path().join(name);
        let mut found = Vec::new();
        let paths = [path.to_string_lossy().into_owned()];
        ingest::open(&paths, &ingest::Config::default(), &mut |opened| {
            let source = opened.unwrap();
            let record::Body::Record(record) = source.body() else {
                panic!("no record")
            };
            found.push(Found {
                number: source.line().unwrap(),
                url: record.url.clone().unwrap(),
                date: record.captured.clone().unwrap(),
                sha256: source.id().to_string(),
            });
        });
        assert_eq!(&found, expected, "{name}");
        assert_eq!(found.len(), pages.len(), "{name}");
    }

    // As reports, an archive's pages are those of the files.
    let files: Vec<Report> = pages.iter().map(|page| alone(folder.path(), page)).collect();
    for name in [
        "chunked.warc",
        "gzip-chunked.warc",
        "windows-1252.warc.gz",
        "whole.warc.gz",
    ] {
        let reports = read(&folder.path().join(name));
        assert_eq!(reports.len(), files.len(), "{name}");
        for (report, (file, page)) in reports.iter().zip(files.iter().zip(&pages)) {
            assert_eq!(report.text, file.text, "{name}: {}", page.url);
            let parts = |r: &Report| r.segments.iter().map(|s| (s.kind, s.span)).collect::<Vec<_>>();
            assert_eq!(parts(report), parts(file), "{name}: {}", page.url);
            if report.source == SourceId::of(page.html.as_bytes()).as_str() {
                assert_eq!(report.segments, file.segments, "{name}: {}", page.url);
            }
        }
    }
}

/// The report of a page that is a file, or a record where its address has a say in what its parts are.
fn alone(folder: &Path, page: &Page) -> Report {
    let path = folder.join("page.jsonl");
    std::fs::write(&path, serde_json::to_string(page).unwrap()).unwrap();
    let record = read(&path).remove(0);
    let path = folder.join("page.html");
    std::fs::write(&path, &page.html).unwrap();
    let file = read(&path).remove(0);
    assert_eq!(record.text, file.text);
    record
}
