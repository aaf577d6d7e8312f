//! Law 13 with the real program: killed at any moment of `add`, it leaves the archive as the last whole run left it.

use archive::{Archive, Snapshot};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const SENTENCES: &[&str] = &[
    "A fire destroyed two warehouses in the harbour of Port Ellery on Monday, killing at least 12 people, officials said.",
    "“We heard three explosions and then the whole quay was alight,” said harbourmaster Dora Quill.",
    "Mayor Tomas Rell said the city would rebuild the quay within two years.",
    "More than 40 people were taken to hospital, according to the regional health authority.",
    "Ines Okoro, head of Tamarin's electoral board, said 61 percent of the registered voters had cast a ballot.",
    "The opposition alliance claimed 52 percent of the vote in Tamarin, a figure that the board called premature.",
    "The lock gate at Orrin jammed again on Tuesday, and nine barges were held up for a day.",
];

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

fn batch(folder: &Path, n: usize, dice: &mut Dice) -> (PathBuf, BTreeSet<String>) {
    let mut ids = BTreeSet::new();
    let mut lines = Vec::new();
    for i in 0..24 {
        let id = format!("b{n:03}-{i:02}");
        let text: Vec<&str> = (0..5).map(|_| SENTENCES[dice.roll(SENTENCES.len())]).collect();
        let day = 1 + dice.roll(20);
        lines.push(
            serde_json::json!({
                "id": id, "title": format!("Report {i} of batch {n}"), "text": format!("{} {id}", text.join("\n\n")),
                "published": format!("2031-03-{day:02}"),
            })
            .to_string(),
        );
        ids.insert(id);
    }
    let path = folder.join(format!("{n:03}.jsonl"));
    std::fs::write(&path, lines.join("\n")).unwrap();
    (path, ids)
}

fn add(archive: &Path, file: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twosource"));
    command
        .args(["add", "-q", "--threads", "1", "--archive"])
        .arg(archive)
        .arg(file);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn reports(archive: &Path) -> BTreeSet<String> {
    let Ok(archive) = Archive::open(archive) else {
        return BTreeSet::new();
    };
    let snapshot: Snapshot<'_> = archive.snapshot().unwrap();
    snapshot.report_ids().unwrap().into_iter().collect()
}

/// `TWOSOURCE_KILLS=100` kills a hundred times; without, as often as fits into a few seconds.
#[test]
fn killed_at_any_moment_it_leaves_whole_runs() {
    let wanted: usize = std::env::var("TWOSOURCE_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("desk");
    let mut dice = Dice(8);
    let mut committed: BTreeSet<String> = BTreeSet::new();
    let begun = Instant::now();
    let (mut kills, mut n, mut whole) = (0, 0, 0);
    // How long an addition takes here, so that the kills fall into it.
    let mut usual = Duration::from_millis(800);
    let goes_on = |kills: usize| match wanted {
        0 => begun.elapsed() < Duration::from_secs(20),
        wanted => kills < wanted,
    };
    while goes_on(kills) {
        let (file, ids) = batch(folder.path(), n, &mut dice);
        n += 1;
        // Up to three times in a row the same addition is killed.
        for _ in 0..=dice.roll(3) {
            let mut child = add(&archive, &file).spawn().unwrap();
            let percent = u32::try_from(dice.roll(110)).unwrap();
            std::thread::sleep(usual * percent / 100);
            child.kill().unwrap();
            let done = child.wait().unwrap().success();
            kills += 1;
            let now = reports(&archive);
            let with: BTreeSet<String> = committed.union(&ids).cloned().collect();
            // A run that was whole is there even where the kill came before its process ended.
            assert!(
                now == committed && !done || now == with,
                "after kill {kills}: {} reports",
                now.len()
            );
            if now == with {
                whole += 1;
                committed = with;
                break;
            }
        }
        let start = Instant::now();
        assert!(add(&archive, &file).status().unwrap().success());
        usual = start.elapsed();
        committed.extend(ids);
        assert_eq!(reports(&archive), committed);
        if n % 4 == 0 {
            assert_eq!(desk::verify(&archive, false).unwrap().faults, []);
        }
    }
    assert_eq!(desk::verify(&archive, true).unwrap().faults, []);
    assert!(whole < kills, "no kill came in time");
}

/// A backup made while another process adds is a whole archive of one run.
#[test]
fn a_backup_while_another_process_adds_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("desk");
    let mut dice = Dice(9);
    let (first, mut ids) = batch(folder.path(), 0, &mut dice);
    assert!(add(&archive, &first).status().unwrap().success());
    let (second, more) = batch(folder.path(), 1, &mut dice);
    let mut child = add(&archive, &second).spawn().unwrap();
    let mut copies = 0;
    loop {
        let ended = child.try_wait().unwrap().is_some();
        let copy = folder.path().join(format!("copy-{copies}.sqlite"));
        archive::backup(&archive, &copy).unwrap();
        let held = reports(&copy);
        let both: BTreeSet<String> = ids.union(&more).cloned().collect();
        assert!(held == ids || held == both, "{} reports", held.len());
        assert_eq!(desk::verify(&copy, false).unwrap().faults, []);
        copies += 1;
        if ended {
            break;
        }
        std::thread::sleep(Duration::from_millis(60));
    }
    ids.extend(more);
    assert_eq!(reports(&archive), ids);
    assert!(copies > 1);
    // A copy can be added to like any archive.
    let (third, more) = batch(folder.path(), 2, &mut dice);
    let copy = folder.path().join("copy-0.sqlite");
    assert!(add(&copy, &third).status().unwrap().success());
    assert!(reports(&copy).is_superset(&more));
}
