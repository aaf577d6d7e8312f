//! Archives of every released format can be opened, and brought to the present one.

use archive::{Archive, Begin, Filter, Page, Query, Writer};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Each format with the reports and stories that its stored archive holds.
const STORED: &[(&str, i64, i64)] = &[("1", 16, 3)];

fn unpacked(folder: &Path, format: &str) -> PathBuf {
    let stored = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/stored/{format}.sqlite.gz"));
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(std::fs::File::open(stored).unwrap())
        .read_to_end(&mut bytes)
        .unwrap();
    let path = folder.join(format!("{format}.sqlite"));
    std::fs::write(&path, bytes).unwrap();
    path
}

fn check(path: &Path, reports: i64, stories: i64) {
    let archive = Archive::open(path).unwrap();
    let snapshot = archive.snapshot().unwrap();
    assert_eq!(snapshot.verify("", None).faults, []);
    let page = Page::default();
    assert_eq!(snapshot.reports(&Filter::default(), page).unwrap().total, reports);
    assert_eq!(snapshot.stories(&Filter::default(), page).unwrap().total, stories);
    let query = Query {
        words: "gate".to_owned(),
        ..Query::default()
    };
    assert!(snapshot.search(&query, page).unwrap().total > 0);
    let corrections = snapshot.corrections(None).unwrap();
    assert_eq!(
        corrections
            .iter()
            .map(|c| c.undone_by.as_deref())
            .collect::<Vec<_>>(),
        [None, Some("Bob")]
    );
    for id in snapshot.story_ids().unwrap() {
        assert!(!snapshot.story(&id).unwrap().unwrap().reports.is_empty());
    }
    for id in snapshot.report_ids().unwrap() {
        let source = snapshot.source(&id).unwrap().unwrap();
        assert_eq!(
            source.id().as_str(),
            snapshot.report(&id).unwrap().unwrap().source
        );
    }
}

#[test]
fn every_released_format_is_read_and_written_to() {
    let folder = tempfile::tempdir().unwrap();
    for (format, reports, stories) in STORED {
        let path = unpacked(folder.path(), format);
        check(&path, *reports, *stories);
        // A writer brings it to the present format and changes nothing of what is seen.
        let begin = Begin {
            kind: "add",
            program: "0",
            config: "{}",
            opening: "{}",
            who: "Cid",
            at: "2031-03-09T09:00:00Z",
            wait: Duration::ZERO,
        };
        Writer::begin(&path, &begin).unwrap().abandon().unwrap();
        check(&path, *reports, *stories);
        assert_eq!(snapshot_run(&path), 2);
    }
}

fn snapshot_run(path: &Path) -> i64 {
    Archive::open(path).unwrap().snapshot().unwrap().run()
}
