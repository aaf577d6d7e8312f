//! The exports against readers that are not ours: what anchorpoint, pyld, prov, csv, bibtexparser and citeproc-py find in
//! them is what the briefing holds.
//!
//! Readers that Python has not are left out, with a word. `TWOSOURCE_PYTHON` names another Python.

mod common;

use common::{brief, example};
use record::Briefing;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// Words that break out of every form but the right one.
const HOSTILE: &str = "=HYPERLINK(\"x\"), {half \\ %$#_~^& @misc{y, <b>漢 𝔘";

fn python() -> String {
    std::env::var("TWOSOURCE_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

fn say(words: &str) {
    let _ = writeln!(std::io::stderr(), "{words}");
}

fn write(folder: &Path, briefing: &Briefing) {
    use tell::export::{annotations, bibtex, claims, csl, lineage, sheets};
    let texts: Value = briefing
        .reports
        .iter()
        .map(|r| (r.id.clone(), json!(&*r.text)))
        .collect();
    for (name, words) in [
        ("annotations.json", annotations::render(briefing)),
        ("claims.json", claims::render(briefing)),
        ("prov.json", lineage::render(briefing)),
        ("figures.csv", sheets::figures(briefing)),
        ("quotes.csv", sheets::quotes(briefing)),
        ("bibtex.bib", bibtex::render(briefing)),
        ("csl.json", csl::render(briefing)),
        ("texts.json", texts.to_string()),
    ] {
        std::fs::write(folder.join(name), words).unwrap();
    }
}

/// What the readers found; `None` where there is no Python.
fn read(folder: &Path) -> Option<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports_readers.py");
    let run = Command::new(python()).arg(script).arg(folder).output().ok()?;
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let told: Value = serde_json::from_slice(&run.stdout).unwrap();
    for missing in told["missing"].as_array().unwrap() {
        say(&format!("not checked, {missing}"));
    }
    Some(told["found"].clone())
}

/// All citations of a briefing, as the annotations have them.
fn citations(briefing: &Briefing) -> usize {
    let of = |story: &record::Story| -> usize {
        let sentences: usize = story.brief.sentences.iter().map(|s| s.citations.len()).sum();
        let figures = story.quantities.iter().flat_map(|q| &q.values);
        let wordings = story.quotes.iter().flat_map(|q| &q.variants);
        sentences
            + figures.map(|v| v.citations.len()).sum::<usize>()
            + wordings.map(|v| v.citations.len()).sum::<usize>()
            + story.timeline.iter().map(|e| e.citations.len()).sum::<usize>()
    };
    briefing.stories.iter().map(of).sum()
}

#[test]
fn other_readers_find_what_the_briefing_holds() {
    let mut hostile = brief(&example("harbour-fire"));
    for report in &mut hostile.reports {
        report.headline = Some(HOSTILE.into());
        report.bylines = vec![HOSTILE.into(), "Ada Marsh and Sons".into(), "Bo Hale".into()];
        report.url = Some(format!("https://port-ellery.example/{}?{HOSTILE}", report.id));
    }
    hostile.stories[0].title = HOSTILE.into();
    for briefing in [
        brief(&example("harbour-fire")),
        brief(&example("talks")),
        hostile,
        Briefing::default(),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &briefing);
        let Some(found) = read(folder.path()) else {
            say("not checked: there is no Python");
            return;
        };
        let all = citations(&briefing);
        let expect = |reader: &str, key: &str, expected: Value| {
            if let Some(told) = found.get(reader) {
                let told = if key.is_empty() { told } else { &told[key] };
                assert_eq!(*told, expected, "{reader} {key}");
            }
        };
        expect("anchorpoint", "", json!(all));
        for key in ["annotations", "positions", "ends", "motivations"] {
            // A motivation of the annotation and a purpose of its body.
            let times = if key == "motivations" { 2 } else { 1 };
            expect("pyld-annotations", key, json!(all * times));
        }
        let (stories, reports) = (&briefing.stories, briefing.reports.len());
        let sentences: usize = stories.iter().map(|s| s.brief.sentences.len()).sum();
        let values: usize = stories
            .iter()
            .flat_map(|s| &s.quantities)
            .map(|q| q.values.len())
            .sum();
        let wordings: usize = stories
            .iter()
            .flat_map(|s| &s.quotes)
            .map(|q| q.variants.len())
            .sum();
        expect("pyld-claims", "NewsArticle", json!(reports));
        expect("pyld-claims", "Claim", json!(sentences + values));
        expect("pyld-claims", "Quotation", json!(wordings));
        let mut hashes: Vec<&str> = briefing.reports.iter().map(|r| r.source.as_str()).collect();
        hashes.sort_unstable();
        expect("prov", "sha256", json!(hashes));
        if let Some(entries) = found.get("bibtexparser").and_then(Value::as_array) {
            assert_eq!(entries.len(), reports);
            let csl: Value =
                serde_json::from_slice(&std::fs::read(folder.path().join("csl.json")).unwrap()).unwrap();
            for (entry, (report, item)) in entries
                .iter()
                .zip(briefing.reports.iter().zip(csl.as_array().unwrap()))
            {
                assert_eq!(entry["key"], item["id"]);
                assert_eq!(
                    entry["authors"].as_array().unwrap().len(),
                    report.bylines.len(),
                    "{entry}"
                );
                // The reader takes TeX's accents for letters.
                let bare = |s: &str| {
                    let letters = s.chars().filter(|c| c.is_alphanumeric() && !"ˆ˜".contains(*c));
                    letters.collect::<String>()
                };
                if let Some(headline) = &report.headline {
                    assert_eq!(bare(entry["title"].as_str().unwrap()), bare(headline));
                }
            }
        }
        if let Some(entries) = found.get("citeproc").and_then(Value::as_array) {
            assert_eq!(entries.len(), reports, "{entries:?}");
        }
    }
}

#[test]
fn every_form_is_reached_from_the_command_line() {
    for (form, begins) in [
        (
            "annotations",
            "{\n  \"@context\": \"http://www.w3.org/ns/anno.jsonld\"",
        ),
        ("claims", "{\n  \"@context\": \"https://schema.org\""),
        ("prov", "{\n  \"prefix\""),
        ("figures-csv", "story,figure,measure"),
        ("quotes-csv", "story,remark,speaker"),
        ("bibtex", "@"),
        ("csl", "[\n  {\n    \"id\""),
    ] {
        let run = || {
            let run = assert_cmd::Command::cargo_bin("twosource")
                .unwrap()
                .args(["brief", "-q", "--format", form, "--policy", "majority"])
                .arg(example("harbour-fire"))
                .output()
                .unwrap();
            assert!(run.status.success());
            String::from_utf8(run.stdout).unwrap()
        };
        let told = run();
        assert!(
            told.starts_with(begins),
            "{form}: {}",
            &told[..told.len().min(80)]
        );
        assert!(form != "figures-csv" || told.contains(",majority,"), "{told}");
        assert_eq!(told, run(), "{form}");
    }
}
