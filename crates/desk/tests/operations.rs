//! Laws 13 and 14 over sequences of operations, against a model that holds all of it in memory.

use archive::{Archive, Begin, CorrectionKind, Filter, Page, Query, Writer};
use desk::{Task, add, changes, rerun, verify};
use engine::{Config, Silent};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Reports of two events, which share words within each; a few are versions of others.
const TEXTS: &[&str] = &[
    "A fire destroyed two warehouses in the harbour of Port Ellery on Monday, killing at least 12 people, the fire service said.",
    "The fire service of Port Ellery put the death toll of the harbour fire at 14. Two warehouses were destroyed on Monday.",
    "“We heard three explosions,” harbourmaster Dora Quill said of the fire that destroyed two warehouses in Port Ellery.",
    "Voters in Tamarin chose a new assembly on Sunday. The electoral board under Ines Okoro expects a count within three days.",
    "The electoral board of Tamarin said 61 percent of voters had cast a ballot for the new assembly on Sunday.",
    "",
    "A bakery in Orrin opened again after a flood.",
];

#[derive(Debug, Clone)]
enum Step {
    /// Adds some of the texts, each under an id and an address.
    Add(Vec<(usize, usize)>),
    /// Begins to add and is stopped before the end.
    Interrupted(Vec<(usize, usize)>),
    Rerun,
    Verify,
    Backup,
    Correct(usize),
    Undo(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let some = || prop::collection::vec((0..TEXTS.len(), 0..6_usize), 1..4);
    let step = prop_oneof![
        4 => some().prop_map(Step::Add),
        1 => some().prop_map(Step::Interrupted),
        1 => Just(Step::Rerun),
        1 => Just(Step::Verify),
        1 => Just(Step::Backup),
        1 => (0..4_usize).prop_map(Step::Correct),
        1 => (0..4_usize).prop_map(Step::Undo),
    ];
    prop::collection::vec(step, 1..8)
}

fn line((text, id): (usize, usize)) -> String {
    serde_json::json!({
        "id": format!("r{id}"), "title": format!("Report {id}"), "text": TEXTS[text], "published": "2031-03-04",
        "url": format!("https://herald.example/news/{id}"), "outlet": "Ellery Herald",
    })
    .to_string()
}

fn task<'a>(config: &'a Config, ended: &'a dyn Fn() -> String) -> Task<'a> {
    Task {
        config,
        who: "Ann",
        began: "2031-03-05T10:00:00Z",
        ended,
        wait: Duration::ZERO,
    }
}

/// What an archive should show: the lines added so far, in order, and the corrections.
#[derive(Default)]
struct Model {
    lines: Vec<String>,
    runs: usize,
    corrections: Vec<bool>,
}

struct Desk {
    folder: tempfile::TempDir,
    model: Model,
    files: usize,
}

impl Desk {
    fn archive(&self) -> PathBuf {
        self.folder.path().join("desk")
    }

    fn write(&mut self, lines: &[String]) -> String {
        self.files += 1;
        let path = self.folder.path().join(format!("{:03}.jsonl", self.files));
        std::fs::write(&path, lines.join("\n")).unwrap();
        path.to_string_lossy().into_owned()
    }

    fn step(&mut self, step: &Step) {
        let config = Config::default();
        let ended = || "2031-03-05T10:00:01Z".to_owned();
        let task = task(&config, &ended);
        let archive = self.archive();
        match step {
            Step::Add(some) => {
                let lines: Vec<String> = some.iter().map(|one| line(*one)).collect();
                let path = self.write(&lines);
                add(&archive, &[path], &task, &Silent, None).unwrap();
                self.model.lines.extend(lines);
                self.model.runs += 1;
            }
            Step::Interrupted(some) => {
                let lines: Vec<String> = some.iter().map(|one| line(*one)).collect();
                let path = self.write(&lines);
                interrupted(&archive, &path, &config);
            }
            Step::Rerun if self.model.runs > 0 => {
                rerun(&archive, &task, &Silent).unwrap();
            }
            Step::Verify if self.model.runs > 0 => {
                assert_eq!(verify(&archive, true).unwrap().faults, []);
            }
            Step::Backup if self.model.runs > 0 => {
                self.files += 1;
                let copy = self.folder.path().join(format!("copy-{}.sqlite", self.files));
                archive::backup(&archive, &copy).unwrap();
                assert_eq!(shown(&copy), shown(&archive));
                assert_eq!(verify(&copy, false).unwrap().faults, []);
            }
            Step::Correct(n) if self.model.runs > 0 => {
                let made = ("Bob", "2031-03-06", "because");
                archive::correct(&archive, CorrectionKind::Note, &format!("r{n}"), "seen", made).unwrap();
                self.model.corrections.push(false);
            }
            Step::Undo(n) if self.model.runs > 0 => {
                let number = i64::try_from(*n).unwrap() + 1;
                let done = archive::undo(&archive, number, ("Cid", "2031-03-07", "no")).is_ok();
                match self.model.corrections.get_mut(*n) {
                    Some(undone) => {
                        assert_eq!(done, !*undone);
                        *undone = true;
                    }
                    None => assert!(!done),
                }
            }
            _ => {}
        }
    }

    /// The archive shows what the files show that were added, read at once and in the order of adding.
    fn check(&self) {
        if self.model.runs == 0 {
            return;
        }
        let all = self.folder.path().join("zz-all.jsonl");
        std::fs::write(&all, self.model.lines.join("\n")).unwrap();
        let config = Config::default();
        let pile = engine::read_pile(&[all.to_string_lossy().into_owned()], &config, &Silent);
        let mut wanted = engine::brief(pile, &config, &Silent);
        let archive = Archive::open(&self.archive()).unwrap();
        let snapshot = archive.snapshot().unwrap();
        let mut told = desk::brief(&snapshot, &snapshot.story_ids().unwrap()).unwrap();
        // What could not be read is told of a run, in its log.
        wanted.warnings.retain(|w| w.code != "unread");
        for briefing in [&mut wanted, &mut told] {
            for report in &mut briefing.reports {
                report.file.clear();
                report.line = None;
                report.twins.iter_mut().for_each(|twin| {
                    twin.file.clear();
                    twin.line = None;
                });
                // Which of two records with one id has to take another one is a matter of their order.
                report.warnings.retain(|w| w.code != "duplicate-id");
            }
        }
        assert_eq!(
            serde_json::to_value(&told).unwrap(),
            serde_json::to_value(&wanted).unwrap()
        );
        let corrections = snapshot.corrections(None).unwrap();
        let undone: Vec<bool> = corrections.iter().map(|c| c.undone_by.is_some()).collect();
        assert_eq!(undone, self.model.corrections);
    }
}

/// Reads and stores as an addition does, and stops before it is committed.
fn interrupted(archive: &Path, path: &str, config: &Config) {
    let begin = Begin {
        kind: "add",
        program: desk::PROGRAM,
        config: "{}",
        opening: r#"{"fields":[]}"#,
        who: "Ann",
        at: "2031-03-05T09:00:00Z",
        wait: Duration::ZERO,
    };
    let mut writer = Writer::begin(archive, &begin).unwrap();
    struct Stage<'a>(&'a mut Writer);
    impl engine::Shelf for Stage<'_> {
        fn knows(&mut self, source: &record::Source) -> bool {
            self.0.knows(source).unwrap() != archive::Known::No
        }
        fn take(&mut self, batch: Vec<Result<engine::Opened, engine::Problem>>) {
            let mut taken = BTreeMap::new();
            for opened in batch.into_iter().flatten() {
                if let Some(report) = opened.report {
                    taken.insert(report.id.clone(), archive::Packed::new(&opened.source, &report));
                }
            }
            let packed: Vec<archive::Packed> = taken.into_values().collect();
            self.0.stage(&packed).unwrap();
        }
    }
    let storing = Config {
        source_map: true,
        ..config.clone()
    };
    engine::read_onto(
        engine::Inputs::Paths(&[path.to_owned()]),
        &storing,
        &Silent,
        &mut Stage(&mut writer),
    );
}

/// All that a reader of the archive sees.
fn shown(archive: &Path) -> String {
    let archive = Archive::open(archive).unwrap();
    let snapshot = archive.snapshot().unwrap();
    let page = Page {
        limit: 10_000,
        offset: 0,
    };
    let filter = Filter::default();
    let query = Query {
        words: "fire".to_owned(),
        ..Query::default()
    };
    serde_json::json!([
        snapshot.stories(&filter, page).unwrap(),
        snapshot.reports(&filter, page).unwrap(),
        desk::brief(&snapshot, &snapshot.story_ids().unwrap()).unwrap(),
        snapshot.log(None, page).unwrap(),
        snapshot.corrections(None).unwrap(),
        snapshot.runs().unwrap(),
        snapshot.search(&query, page).unwrap(),
    ])
    .to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever is done in whatever order, the archive shows what reading all that was added shows, and is sound.
    #[test]
    fn any_sequence_of_operations_leaves_what_the_model_holds(steps in steps()) {
        let mut desk = Desk { folder: tempfile::tempdir().unwrap(), model: Model::default(), files: 0 };
        for step in &steps {
            desk.step(step);
            desk.check();
        }
        if desk.model.runs > 0 {
            prop_assert_eq!(verify(&desk.archive(), true).unwrap().faults, []);
        }
    }
}

fn filled() -> (tempfile::TempDir, PathBuf) {
    let mut desk = Desk {
        folder: tempfile::tempdir().unwrap(),
        model: Model::default(),
        files: 0,
    };
    desk.step(&Step::Add(vec![(0, 0), (1, 1), (3, 3)]));
    desk.step(&Step::Add(vec![(2, 2), (4, 4)]));
    desk.step(&Step::Correct(1));
    let archive = desk.archive();
    (desk.folder, archive)
}

/// A flipped byte is found, or nothing that a reader sees is changed by it.
#[test]
fn a_flipped_byte_is_found() {
    let (folder, archive) = filled();
    let data = folder.path().join("data.sqlite");
    archive::backup(&archive, &data).unwrap();
    let whole = std::fs::read(&data).unwrap();
    let before = shown(&data);
    let flipped = folder.path().join("flipped.sqlite");
    // Most of a small file is room that holds nothing yet.
    let used: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] != 0).collect();
    let mut found = 0;
    for (n, &at) in used.iter().step_by(used.len() / 120).enumerate() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (n % 8);
        std::fs::write(&flipped, &bytes).unwrap();
        match verify(&flipped, true) {
            Err(_) => found += 1,
            Ok(verified) if !verified.faults.is_empty() => found += 1,
            Ok(_) => {
                let after = std::panic::catch_unwind(|| shown(&flipped));
                assert_eq!(
                    after.ok(),
                    Some(before.clone()),
                    "the byte at {at} was flipped and not found"
                );
            }
        }
    }
    assert!(found > 40, "only {found} flipped bytes were found");
}

#[test]
fn a_full_disk_leaves_the_archive_as_it_was() {
    let (folder, archive) = filled();
    let before = shown(&archive);
    let text = TEXTS.join(" ").repeat(30);
    let lines: Vec<String> = (0..400)
        .map(|i| serde_json::json!({ "id": format!("big{i}"), "text": format!("{i} {text}{i}") }).to_string())
        .collect();
    let path = folder.path().join("big.jsonl");
    std::fs::write(&path, lines.join("\n")).unwrap();
    let (config, ended) = (Config::default(), || "2031-03-05T11:00:00Z".to_owned());
    let error = add(
        &archive,
        &[path.to_string_lossy().into_owned()],
        &task(&config, &ended),
        &Silent,
        Some(120),
    );
    assert!(matches!(error, Err(archive::Error::Full)), "{error:?}");
    assert_eq!(shown(&archive), before);
    assert_eq!(verify(&archive, true).unwrap().faults, []);
}

#[test]
fn what_changed_between_runs_is_told() {
    let (_folder, archive) = filled();
    let all = changes(&archive, 1).unwrap();
    let kinds: Vec<desk::DifferenceKind> = all.iter().map(|d| d.kind).collect();
    assert!(kinds.contains(&desk::DifferenceKind::Report), "{all:?}");
    assert!(changes(&archive, 2).unwrap().is_empty());
    assert!(
        changes(&archive, 0)
            .unwrap()
            .iter()
            .all(|d| d.kind == desk::DifferenceKind::Story)
    );
}

#[test]
fn a_reader_sees_one_run_while_another_is_written() {
    let (folder, archive) = filled();
    let reader = Archive::open(&archive).unwrap();
    let snapshot = reader.snapshot().unwrap();
    let before = snapshot.report_ids().unwrap();
    let path = folder.path().join("more.jsonl");
    std::fs::write(&path, line((6, 5))).unwrap();
    interrupted(&archive, &path.to_string_lossy(), &Config::default());
    assert_eq!(
        Archive::open(&archive)
            .unwrap()
            .snapshot()
            .unwrap()
            .report_ids()
            .unwrap(),
        before
    );
    let (config, ended) = (Config::default(), || "2031-03-05T12:00:00Z".to_owned());
    let added = add(
        &archive,
        &[path.to_string_lossy().into_owned()],
        &task(&config, &ended),
        &Silent,
        None,
    )
    .unwrap();
    assert_eq!((added.taken_over, added.summary.reports), (1, 1));
    assert_eq!(snapshot.report_ids().unwrap(), before);
    drop(snapshot);
    assert_eq!(
        reader.snapshot().unwrap().report_ids().unwrap().len(),
        before.len() + 1
    );
    let log = reader
        .snapshot()
        .unwrap()
        .log(
            None,
            Page {
                limit: 1000,
                offset: 0,
            },
        )
        .unwrap();
    assert!(log.rows.iter().any(|e| e.act == "interrupted"));
}
