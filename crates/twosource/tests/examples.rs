//! The examples say what a careful reader takes from them (`expected.toml`); the program must say it too.

mod common;

use common::{brief, example, faults, flat};
use record::{Briefing, Report, Story};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    #[serde(default)]
    story: Vec<ExpectedStory>,
    #[serde(default)]
    report: Vec<ExpectedReport>,
    #[serde(default)]
    quote: Vec<ExpectedQuote>,
    #[serde(default)]
    figure: Vec<ExpectedFigure>,
    #[serde(default)]
    copy: Vec<ExpectedCopy>,
    #[serde(default)]
    never: Vec<Never>,
    #[serde(default)]
    timeline: Vec<ExpectedEntry>,
    #[serde(default)]
    version: Vec<ExpectedVersion>,
    #[serde(default)]
    twin: Vec<ExpectedTwin>,
    #[serde(default)]
    change: Vec<ExpectedChange>,
    #[serde(default)]
    event: Vec<ExpectedEvent>,
}

/// What happened, where and when, and in which reports at least; `figures` are measures whose figures are of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedEvent {
    date: String,
    place: String,
    reports: Vec<String>,
    #[serde(default)]
    figures: Vec<String>,
}

/// A file that holds an earlier version of another's report.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedVersion {
    file: String,
    of: String,
    number: usize,
    total: usize,
}

/// A file that holds another's report once more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedTwin {
    of: String,
    file: String,
}

/// What the version after this one alters of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedChange {
    from: String,
    kind: String,
    contains: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedStory {
    reports: Vec<String>,
    independent: record::Independent,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedReport {
    file: String,
    headline: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    dateline_place: Option<String>,
    agencies: Option<Vec<String>>,
    bylines: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedQuote {
    speaker: String,
    contains: String,
    reports: usize,
    wordings: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedFigure {
    measure: String,
    about: Option<String>,
    relation: String,
    values: Vec<Bounds>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Bounds {
    min: Option<f64>,
    max: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedCopy {
    a: String,
    b: String,
    kind: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Never {
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedEntry {
    date: String,
    contains: String,
}

/// `name.txt`, or `name.jsonl:2` for a record of a file.
fn place(report: &Report) -> String {
    let name = report.file.rsplit('/').next().unwrap_or_default();
    report
        .line
        .map_or_else(|| name.to_owned(), |line| format!("{name}:{line}"))
}

fn find<'a>(briefing: &'a Briefing, place_of: &str) -> &'a Report {
    briefing
        .reports
        .iter()
        .find(|r| place(r) == place_of)
        .unwrap_or_else(|| panic!("{place_of} was not read"))
}

fn straight(words: &str) -> String {
    flat(
        &words
            .replace(['“', '”'], "\"")
            .replace(['‘', '’'], "'")
            .to_lowercase(),
    )
}

fn lower(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .unwrap()
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// Everything that the briefing says otherwise than a careful reader would.
fn differences(briefing: &Briefing, expected: &Expected) -> Vec<String> {
    let mut out = faults(briefing);
    let stories: Vec<&Story> = briefing.stories.iter().collect();
    for want in &expected.story {
        let mut ids: Vec<&str> = want
            .reports
            .iter()
            .map(|f| find(briefing, f).id.as_str())
            .collect();
        ids.sort_unstable();
        let same = |story: &&&Story| {
            let mut have: Vec<&str> = story.reports.iter().map(String::as_str).collect();
            have.sort_unstable();
            have == ids
        };
        match stories.iter().find(same) {
            None => out.push(format!("no story of {:?}", want.reports)),
            Some(story) if story.sources.independent != want.independent => out.push(format!(
                "{:?}: {:?} instead of {:?}, because {:?}",
                want.reports, story.sources.independent, want.independent, story.sources.why
            )),
            Some(_) => {}
        }
    }
    for want in &expected.report {
        report(find(briefing, &want.file), want, &mut out);
    }
    for want in &expected.event {
        let is =
            |e: &&record::Event| e.date.as_ref() == Some(&want.date) && e.place.as_ref() == Some(&want.place);
        let found = stories.iter().find_map(|s| Some((s, s.events.iter().find(is)?)));
        let Some((story, event)) = found else {
            out.push(format!("no event of {} in {}", want.date, want.place));
            continue;
        };
        for file in &want.reports {
            if !event.reports.contains(&find(briefing, file).id) {
                out.push(format!("{file} does not tell of {} in {}", want.date, want.place));
            }
        }
        for measure in &want.figures {
            let of_it = |q: &record::Reading| q.measure == *measure && q.event.as_ref() == Some(&event.id);
            if !story.quantities.iter().any(of_it) {
                out.push(format!("no {measure} of {} in {}", want.date, want.place));
            }
        }
    }
    let quotes: Vec<_> = stories.iter().flat_map(|s| &s.quotes).collect();
    for want in &expected.quote {
        let has = |words: &str| straight(words).contains(&straight(&want.contains));
        match quotes.iter().find(|q| q.variants.iter().any(|v| has(&v.text))) {
            None => out.push(format!("no remark with {:?}", want.contains)),
            Some(q) => {
                let speaker = q.speaker.as_ref().map_or("", |s| s.name.as_str());
                let few = want.wordings.is_some_and(|n| q.variants.len() < n);
                if speaker != want.speaker || q.reports != want.reports || few {
                    out.push(format!(
                        "{:?}: {speaker:?}, {} reports, {} wordings",
                        want.contains,
                        q.reports,
                        q.variants.len()
                    ));
                }
            }
        }
    }
    let readings: Vec<_> = stories.iter().flat_map(|s| &s.quantities).collect();
    for want in &expected.figure {
        let about = |r: &&&record::Reading| {
            let words = r.about.as_deref().unwrap_or_default().to_lowercase();
            want.about
                .as_ref()
                .is_none_or(|a| words.contains(&a.to_lowercase()))
        };
        let there = |r: &&&record::Reading| {
            r.measure == want.measure
                && lower(&r.relation) == want.relation
                && want
                    .values
                    .iter()
                    .all(|w| r.values.iter().any(|v| v.min == w.min && v.max == w.max))
        };
        if !readings.iter().filter(about).any(|r| there(&r)) {
            let near: Vec<String> = readings
                .iter()
                .filter(|r| r.measure == want.measure)
                .map(|r| {
                    let values: Vec<_> = r.values.iter().map(|v| (v.min, v.max)).collect();
                    format!("{:?} {:?} {values:?}", r.about, r.relation)
                })
                .collect();
            out.push(format!(
                "no {} of {} with {:?} about {:?}; there are {near:#?}",
                want.relation, want.measure, want.values, want.about
            ));
        }
    }
    for want in &expected.copy {
        let (a, b) = (&find(briefing, &want.a).id, &find(briefing, &want.b).id);
        let pair = stories
            .iter()
            .flat_map(|s| &s.reuse)
            .find(|r| (&r.a, &r.b) == (a, b) || (&r.a, &r.b) == (b, a));
        let kind = pair.map_or("none".to_owned(), |r: &record::Reuse| lower(&r.kind));
        if kind != want.kind {
            out.push(format!(
                "{} and {}: {kind} instead of {}",
                want.a, want.b, want.kind
            ));
        }
    }
    for want in &expected.timeline {
        let entries = || stories.iter().flat_map(|s| &s.timeline);
        if !entries().any(|e| e.date == want.date && straight(&e.text).contains(&straight(&want.contains))) {
            out.push(format!(
                "the timeline has no {} with {:?}",
                want.date, want.contains
            ));
        }
    }
    versions(briefing, expected, &mut out);
    let told: String = stories.iter().map(|s| told(s)).collect();
    for never in &expected.never {
        if straight(&told).contains(&straight(&never.words)) {
            out.push(format!("told, and must never be: {:?}", never.words));
        }
    }
    out
}

fn report(report: &Report, want: &ExpectedReport, out: &mut Vec<String>) {
    let mut check = |what: &str, have: Option<String>, wanted: &Option<String>| {
        if wanted.is_some() && have != *wanted {
            out.push(format!("{}: {what} is {have:?} instead of {wanted:?}", want.file));
        }
    };
    check("headline", report.headline.clone(), &want.headline);
    check("outlet", report.outlet.clone(), &want.outlet);
    check("day", report.day().map(str::to_owned), &want.published);
    let place = report.dateline.as_ref().and_then(|d| d.place.clone());
    check("dateline", place, &want.dateline_place);
    let list = |mut names: Vec<String>| {
        names.sort();
        names.dedup();
        Some(names.join("; "))
    };
    let agencies = report.agencies.iter().map(|a| a.name.clone()).collect();
    check("agencies", list(agencies), &want.agencies.clone().and_then(list));
    check(
        "bylines",
        list(report.bylines.clone()),
        &want.bylines.clone().and_then(list),
    );
}

/// Everything that a story says in words.
fn told(story: &Story) -> String {
    let mut words: Vec<&str> = vec![&story.title];
    words.extend(story.brief.sentences.iter().map(|s| s.text.as_str()));
    words.extend(
        story
            .quotes
            .iter()
            .flat_map(|q| &q.variants)
            .map(|v| v.text.as_str()),
    );
    words.extend(
        story
            .quantities
            .iter()
            .flat_map(|r| &r.values)
            .map(|v| v.text.as_str()),
    );
    words.extend(story.timeline.iter().map(|e| e.text.as_str()));
    words.join("\n")
}

/// Versions, twins, and what versions alter.
fn versions(briefing: &Briefing, expected: &Expected, out: &mut Vec<String>) {
    for want in &expected.version {
        let (report, last) = (find(briefing, &want.file), find(briefing, &want.of));
        let told = report
            .version
            .as_ref()
            .map(|v| (v.of.as_str(), v.number, v.total));
        if told != Some((last.id.as_str(), want.number, want.total)) {
            out.push(format!("{} as a version: {told:?}", want.file));
        }
        let in_story = |s: &Story| s.reports.contains(&report.id) || !s.earlier.contains(&report.id);
        if briefing.stories.iter().all(in_story) {
            out.push(format!("{} stands in no story as an earlier version", want.file));
        }
    }
    for want in &expected.twin {
        let told = |twin: &record::Twin| twin.file.ends_with(&want.file);
        if !find(briefing, &want.of).twins.iter().any(told)
            || briefing.reports.iter().any(|r| r.file.ends_with(&want.file))
        {
            out.push(format!("{} is not told as a twin of {}", want.file, want.of));
        }
    }
    let changes = || briefing.stories.iter().flat_map(|s| &s.changes);
    for want in &expected.change {
        let version = find(briefing, &want.from).version.as_ref();
        let step = |c: &record::Change| c.step.as_ref().map(|s| (s.report.clone(), s.from));
        let is = |c: &&record::Change| {
            let words = [&c.before, &c.after]
                .into_iter()
                .flatten()
                .map(|c| c.quote.as_str());
            let words: String = words.chain([c.text.as_str()]).collect::<Vec<_>>().join(" ");
            lower(&c.kind) == want.kind
                && step(c) == version.map(|v| (v.of.clone(), v.number))
                && straight(&words).contains(&straight(&want.contains))
        };
        if !changes().any(|c| is(&c)) {
            let of: Vec<_> = changes().map(|c| (lower(&c.kind), &c.text)).collect();
            out.push(format!(
                "no change ({}) with {:?}; there are {of:#?}",
                want.kind, want.contains
            ));
        }
    }
}

fn hold(name: &str) {
    let folder = example(name);
    let expected: Expected =
        toml::from_str(&std::fs::read_to_string(folder.join("expected.toml")).unwrap()).unwrap();
    let briefing = brief(&folder);
    assert_eq!(briefing.warnings, vec![], "everything in the folder can be read");
    let differences = differences(&briefing, &expected);
    assert!(differences.is_empty(), "{name}:\n- {}", differences.join("\n- "));
}

#[test]
fn the_harbour_fire_is_told_as_a_careful_reader_would() {
    hold("harbour-fire");
}

#[test]
fn the_talks_are_told_as_a_careful_reader_would() {
    hold("talks");
}

#[test]
fn the_election_count_is_told_as_a_careful_reader_would() {
    hold("election-count");
}

#[test]
fn the_dam_leak_is_told_as_a_careful_reader_would() {
    hold("dam-leak");
}
