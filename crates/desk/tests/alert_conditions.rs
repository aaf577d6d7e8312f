//! What alerts are about, over an archive to which reports are added and in which people correct: each condition with what is
//! near it and must stay silent.

use archive::CorrectionKind;
use desk::alerts::{Alerts, Fired, On, look, turn};
use std::path::Path;
use std::time::Duration;

const AT: &str = "2031-03-06T09:00:02Z";

fn add(archive: &Path, name: &str, text: &str) {
    let config = engine::Config::default();
    let task = desk::Task {
        config: &config,
        who: "ann",
        began: "2031-03-06T09:00:00Z",
        ended: &|| "2031-03-06T09:00:01Z".to_owned(),
        wait: Duration::ZERO,
    };
    let files = [(name.to_owned(), text.as_bytes().to_vec())];
    desk::add_bytes(archive, &files, &task, &engine::Silent).unwrap();
}

/// What fires anew, by its kind and words.
fn news(archive: &Path, rules: &Alerts, known: &mut usize) -> Vec<(On, String)> {
    let fired: Vec<Fired> = look(archive, rules, AT).unwrap().fired.split_off(*known);
    *known += fired.len();
    fired.into_iter().map(|f| (f.on, f.words)).collect()
}

fn fire(day: u32, injured: &str) -> String {
    format!(
        "Fire at cold store\n\nBy Ann Brook, Ellery Herald\n\nPORT ELLERY, {day} March 2031 – A fire burned the cold store of Port \
         Ellery on Tuesday. {injured} people were injured in the fire, the police said.\n"
    )
}

#[test]
fn a_figure_that_moves_further_than_asked_for_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, mut known) = (folder.path(), 0);
    let rules = "[[alert]]\nname = \"far\"\nwords = \"cold store\"\non = [\"figure\"]\nmeasure = \"wounded\"\nmoves_by = 5\n\n\
                 [[alert]]\nname = \"goats\"\nwords = \"goat\"\non = [\"figure\"]\n";
    let rules = Alerts::read(rules).unwrap();
    add(archive, "a.txt", &fire(4, "Twelve"));
    assert_eq!(news(archive, &rules, &mut known), []);
    // Five more are not more than five.
    add(
        archive,
        "b.txt",
        &fire(5, "Seventeen").replace("Ann Brook, Ellery Herald", "Tom Reed, Quay Courier"),
    );
    assert_eq!(news(archive, &rules, &mut known), []);
    // Another story's figure is another figure.
    add(
        archive,
        "c.txt",
        "Bus crash\n\nORREL, 5 March 2031 – A bus crashed in Orrel on Wednesday. Forty people were injured in the crash.\n",
    );
    assert_eq!(news(archive, &rules, &mut known), []);
    add(
        archive,
        "d.txt",
        &fire(6, "Nineteen").replace("Ann Brook, Ellery Herald", "Eve Lark, Tern Post"),
    );
    let told = news(archive, &rules, &mut known);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, On::Figure);
    assert!(told[0].1.ends_with("19 now; before, 12."), "{told:?}");
    // Looked at again, nothing is told again.
    assert_eq!(news(archive, &rules, &mut known), []);
}

fn page(version: &str, injured: &str, more: &str) -> String {
    format!(
        "<html><head><title>Fire at cold store</title><link rel=\"canonical\" href=\"https://www.herald.example/news/fire\">\
         <meta property=\"og:site_name\" content=\"Ellery Herald\">\
         <meta property=\"article:published_time\" content=\"2031-03-04T10:00:00Z\">\
         <meta property=\"article:modified_time\" content=\"2031-03-04T{version}:00:00Z\"></head><body><article>\
         <h1>Fire at cold store</h1><p>PORT ELLERY – A fire burned the cold store of Port Ellery on Tuesday, and flames \
         were seen from the other side of the bay for many hours.</p><p>{injured} people were injured in the fire, the police said on \
         Tuesday evening.</p><p>The cold store was built thirty years ago and held the catch of the whole coast.</p>{more}\
         </article></body></html>"
    )
}

#[test]
fn a_report_in_whose_place_its_outlet_puts_another_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, mut known) = (folder.path(), 0);
    let rules = "[[alert]]\nname = \"corrected\"\nwords = \"cold store\"\non = [\"corrected\"]\n";
    let rules = Alerts::read(rules).unwrap();
    add(archive, "a.html", &page("10", "Twelve", ""));
    assert_eq!(news(archive, &rules, &mut known), []);
    // The same bytes again, the same text in another page, and another outlet's report are no correction.
    add(archive, "again.html", &page("10", "Twelve", ""));
    add(
        archive,
        "print.html",
        &page("10", "Twelve", "<footer>Print</footer>"),
    );
    add(
        archive,
        "b.txt",
        &fire(4, "Nine").replace("Ann Brook, Ellery Herald", "Tom Reed, Quay Courier"),
    );
    assert_eq!(news(archive, &rules, &mut known), []);
    add(archive, "c.html", &page("15", "Nineteen", ""));
    let told = news(archive, &rules, &mut known);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0]
            .1
            .starts_with("Ellery Herald put another version in place of its report"),
        "{told:?}"
    );
    assert!(
        told[0].1.contains("Nineteen") || told[0].1.contains("19"),
        "{told:?}"
    );
    // An older version that comes late changes nothing that anybody read.
    add(archive, "d.html", &page("08", "Three", ""));
    assert_eq!(news(archive, &rules, &mut known), []);
}

#[test]
fn what_a_person_corrects_and_takes_back_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, mut known) = (folder.path(), 0);
    let rules = "[[alert]]\nname = \"corrected\"\nwords = \"cold store\"\non = [\"corrected\"]\n\n\
                 [[alert]]\nname = \"goats\"\nwords = \"goat\"\non = [\"corrected\"]\n\n\
                 [[alert]]\nname = \"not asked\"\nwords = \"cold store\"\non = [\"story\"]\n";
    let rules = Alerts::read(rules).unwrap();
    add(archive, "a.txt", &fire(4, "Twelve"));
    let report = {
        let opened = archive::Archive::open(archive).unwrap();
        opened_ids(opened)[0].clone()
    };
    let made = ("bob", AT, "the ministry denied this by phone");
    archive::correct(archive, CorrectionKind::Note, &report, "", made).unwrap();
    // What was put right before the first look is known.
    assert_eq!(news(archive, &rules, &mut known), []);
    let second = archive::correct(archive, CorrectionKind::Outlet, &report, "Quay Courier", made).unwrap();
    // Adding something else is no correction.
    add(
        archive,
        "g.txt",
        "Goat wins\n\nORREL, 1 March 2031 – A goat won the prize of the fair in Orrel.\n",
    );
    let told = news(archive, &rules, &mut known);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, On::Corrected);
    assert_eq!(
        told[0].1,
        "bob corrects “Fire at cold store” (outlet is Quay Courier): the ministry denied this by phone."
    );
    assert_eq!(news(archive, &rules, &mut known), []);
    archive::undo(archive, second.id, ("eve", AT, "it was theirs")).unwrap();
    let told = news(archive, &rules, &mut known);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        told[0].1,
        "eve takes back a correction of “Fire at cold store” (outlet): it was theirs."
    );
}

fn opened_ids(archive: archive::Archive) -> Vec<String> {
    archive.snapshot().unwrap().report_ids().unwrap()
}

#[test]
fn a_story_that_became_part_of_another_is_not_new() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, mut known) = (folder.path(), 0);
    let rules =
        Alerts::read("[[alert]]\nname = \"fires\"\nwords = \"fire\"\non = [\"story\", \"sources\"]\n")
            .unwrap();
    add(archive, "b.txt", &fire(5, "Twelve"));
    assert_eq!(news(archive, &rules, &mut known), []);
    // An earlier report leads the story now, under its own id.
    add(
        archive,
        "a.txt",
        &fire(4, "Twelve").replace("Ann Brook, Ellery Herald", "Ann Brook, Ellery Herald "),
    );
    let told = news(archive, &rules, &mut known);
    assert!(told.iter().all(|(on, _)| *on != On::Story), "{told:?}");
}

#[test]
fn one_process_at_a_time_tells_the_alerts_of_an_archive() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path();
    assert!(turn(archive, "nobody").is_err(), "there is no archive");
    assert_eq!(std::fs::read_dir(archive).unwrap().count(), 0);
    add(archive, "a.txt", &fire(4, "Twelve"));
    let first = turn(archive, "process 7 of ann").unwrap();
    let refused = turn(archive, "process 8 of bob").unwrap_err();
    assert!(refused.contains("process 7 of ann"), "{refused}");
    drop(first);
    turn(archive, "process 8 of bob").unwrap();
    // Who writes to the archive is kept waiting by none of it.
    add(archive, "b.txt", &fire(5, "Nine"));
}
