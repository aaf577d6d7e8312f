//! Passages, origins and counts on made stories, whose truth is known word by word; peers on the same pairs.
//!
//! The seed `look` may be looked at; `score` was only ever scored, and its stories are made of other texts.

use super::made::{self, Made, Story};
use super::table::{self, Pair, Pairs};
use super::truth::{self, Passages, Stretch};
use super::{KINDS, Kinds, counted, name};
use crate::{Data, Outcome, score};
use record::{Body, Report, Reuse, Source};
use std::collections::BTreeMap;

/// Rounds of stories made of the same texts.
const ROUNDS: u64 = 6;

/// What was measured of one seed.
#[derive(Default)]
struct Measured {
    passages: Passages,
    own: (usize, usize),
    inside: (usize, usize),
    narrow: usize,
    origin: (usize, usize),
    /// Words whose stretch tells the right house, those that tell one, and all whose house can be known.
    stretches: (usize, usize, usize),
    gold: Kinds,
    told: Kinds,
    notes: Vec<String>,
    pairs: Pairs,
}

pub fn run(data: &Data) -> Outcome {
    let rows = data.rows("reuse/wikinews-cc-by");
    let mut outcome = Outcome::default();
    let mut halves = Vec::new();
    for (which, seed) in ["look", "score"].into_iter().enumerate() {
        let texts = made::texts(&rows, which);
        let mut measured = Measured::default();
        let (mut stories, mut reports) = (0, 0);
        for round in 0..ROUNDS {
            let made = made::stories(&texts, seed, round);
            stories += made.len();
            reports += made.iter().map(|s| s.reports.len()).sum::<usize>();
            measure(&made, &mut measured);
        }
        figures(&mut outcome, seed, &measured);
        outcome.notes.push(format!(
            "{seed}: {reports} reports in {stories} stories made of {} texts",
            texts.len()
        ));
        // Failures are listed of the seed to look at alone.
        if seed == "look" && std::env::var_os("TWOSOURCE_FAILURES").is_some() {
            outcome.notes.append(&mut measured.notes);
        }
        halves.push(measured.pairs);
    }
    outcome
        .notes
        .push("peers on the pairs of one story of `score`, thresholds from `look`:".to_owned());
    outcome.notes.extend(table::lines(&halves[0], &halves[1], true));
    outcome
}

/// The words of a made report as peers see them.
fn lower(made: &Made) -> Vec<String> {
    let text = made.record.text.as_deref().unwrap_or("");
    let word = |w: &made::Placed| text.get(w.start..w.end).unwrap_or("").to_lowercase();
    made.words.iter().map(word).collect()
}

/// A made report as it is read.
pub fn read(made: &Made) -> Report {
    let id = made.record.id.clone().unwrap_or_default();
    read::read(Source::new(
        id.as_bytes(),
        "made.jsonl",
        None,
        Body::Record(Box::new(made.record.clone())),
    ))
}

fn measure(stories: &[Story], m: &mut Measured) {
    let made: Vec<(usize, &Made)> = stories
        .iter()
        .enumerate()
        .flat_map(|(n, s)| s.reports.iter().map(move |r| (n, r)))
        .collect();
    let reports: Vec<Report> = made.iter().map(|(_, r)| read(r)).collect();
    let offset = m.pairs.texts.len();
    m.pairs.texts.extend(made.iter().map(|(_, r)| lower(r)));
    let found = relate::reuse::find(&reports);
    let places: BTreeMap<&str, usize> = reports
        .iter()
        .enumerate()
        .map(|(i, r)| (r.id.as_str(), i))
        .collect();
    let mut told: BTreeMap<(usize, usize), &Reuse> = BTreeMap::new();
    let mut passages: BTreeMap<(usize, usize), Vec<Stretch>> = BTreeMap::new();
    for reuse in &found {
        let (i, j) = (places[reuse.a.as_str()], places[reuse.b.as_str()]);
        let all = reuse
            .passages
            .iter()
            .map(|p| (words(made[i].1, p.a), words(made[j].1, p.b)));
        let mut all: Vec<Stretch> = all.collect();
        let key = (i.min(j), i.max(j));
        if i > j {
            all.iter_mut().for_each(|s| std::mem::swap(&mut s.0, &mut s.1));
        }
        passages.insert(key, all);
        told.insert(key, reuse);
    }
    for i in 0..made.len() {
        for j in i + 1..made.len() {
            let (a, b) = (made[i], made[j]);
            let stretches = passages.get(&(i, j)).map_or(&[][..], Vec::as_slice);
            let gold = if a.0 == b.0 {
                truth::stretches(&a.1.words, &b.1.words)
            } else {
                Vec::new()
            };
            if a.0 != b.0 && stretches.is_empty() {
                continue;
            }
            let before = (m.passages.words, m.passages.bounds);
            m.passages
                .add(&gold, stretches, (a.1.words.len(), b.1.words.len()));
            let ids = (reports[i].id.clone(), reports[j].id.clone());
            let (w, e) = (m.passages.words, m.passages.bounds);
            let lost = (w.gold - before.0.gold) - (w.right - before.0.right);
            let extra = (w.found - before.0.found) - (w.right - before.0.right);
            let ends = (e.gold - before.1.gold) - (e.right - before.1.right);
            if lost + extra > 20 || ends > 0 {
                m.notes.push(format!(
                    "{}+{} passages: {lost} words lost, {extra} too many, {ends} ends missed",
                    ids.0, ids.1
                ));
            }
            let kind = truth::kind(a.1, b.1, &gold);
            let said = told.get(&(i, j)).map_or("none", |r| name(r.kind));
            if a.0 == b.0 {
                let copied = matches!(kind, "copied" | "partly");
                m.pairs.pairs.push(Pair {
                    a: offset + i,
                    b: offset + j,
                    copied,
                    gold: gold.clone(),
                });
            }
            if kind != said {
                m.notes
                    .push(format!("{}+{} kind: {kind} told as {said}", ids.0, ids.1));
            }
            if a.0 == b.0 && matches!(kind, "copied" | "partly") {
                stated(&stories[a.0], (a.1, b.1), told.get(&(i, j)).copied(), m);
            }
            m.gold.insert(ids.clone(), kind.to_owned());
            m.told.insert(ids, said.to_owned());
        }
    }
    kept(&made, &passages, m);
    let mut start = 0;
    for story in stories {
        let of = &reports[start..start + story.reports.len()];
        start += story.reports.len();
        let reuse = relate::reuse::find(of);
        let origins = relate::origins::trace(of, &reuse);
        let count = origins.independent(of.iter().map(|r| r.id.as_str()));
        stretches(story, of, &origins, m);
        m.inside.1 += 1;
        m.inside.0 += usize::from((count.low..=count.high).contains(&story.independent));
        m.narrow += usize::from(count.high - count.low <= 1);
        if !(count.low..=count.high).contains(&story.independent) || count.high - count.low > 1 {
            m.notes.push(format!(
                "{} independent: {} told as {}..{}",
                of[0].id, story.independent, count.low, count.high
            ));
        }
    }
}

/// Whether each word's stretch tells whose words it has, where somebody at hand says whose they are.
fn stretches(story: &Story, of: &[Report], origins: &record::Origins, m: &mut Measured) {
    let has = |r: &Made, text: usize| r.words.iter().any(|w| w.from.is_some_and(|f| f.0 == text));
    let known: BTreeMap<usize, bool> = story
        .houses
        .iter()
        .map(|(&text, house)| {
            let says = |r: &Made| {
                let of_it = r.record.outlet.as_deref() == Some(house.name.as_str());
                has(r, text) && (of_it || r.credits.contains(&house.name))
            };
            (text, story.reports.iter().any(says))
        })
        .collect();
    for (made, report) in story.reports.iter().zip(of) {
        let told = origins.stretches.get(&report.id).map_or(&[][..], Vec::as_slice);
        let outlet = made.record.outlet.as_deref();
        for word in &made.words {
            let Some((text, _)) = word.from else { continue };
            if word.quoted || known.get(&text) == Some(&false) {
                continue;
            }
            let at = told.partition_point(|s| s.span.end() <= word.start);
            let Some(stretch) = told.get(at).filter(|s| s.span.start() <= word.start) else {
                continue;
            };
            m.stretches.2 += 1;
            let house = story.houses.get(&text).map(|h| h.name.as_str());
            let right = match stretch.kind {
                record::StretchKind::Shared => continue,
                record::StretchKind::Own => house.is_none() || house == outlet,
                _ => house.is_some() && stretch.origin.as_deref() == house,
            };
            m.stretches.1 += 1;
            m.stretches.0 += usize::from(right);
        }
    }
}

/// The words of a made report inside a span.
fn words(made: &Made, span: record::Span) -> std::ops::Range<usize> {
    let start = made.words.partition_point(|w| w.end <= span.start());
    let end = made.words.partition_point(|w| w.start < span.end());
    start..end.max(start)
}

/// A pair that shares one text only, whose house one of the two names: whether that house is told.
fn stated(story: &Story, (a, b): (&Made, &Made), reuse: Option<&Reuse>, m: &mut Measured) {
    let of = |r: &Made| {
        r.words
            .iter()
            .filter_map(|w| Some(w.from?.0))
            .collect::<std::collections::BTreeSet<_>>()
    };
    let both: Vec<usize> = of(a).intersection(&of(b)).copied().collect();
    let [text] = both[..] else { return };
    let Some(house) = story.houses.get(&text) else {
        return;
    };
    let outlet = |r: &Made| r.record.outlet.as_deref() == Some(house.name.as_str());
    let says = |r: &Made| r.credits.contains(&house.name);
    // What a paper first published is stated where the paper's own report is one of the two.
    let counts = if house.agency {
        says(a) || says(b)
    } else {
        (says(a) && outlet(b)) || (says(b) && outlet(a))
    };
    if !counts {
        return;
    }
    m.origin.1 += 1;
    let right = reuse.is_some_and(|r| r.origin_name.as_deref() == Some(house.name.as_str()));
    m.origin.0 += usize::from(right);
    if !right {
        let told = reuse.map(|r| (r.origin, r.origin_name.clone()));
        m.notes.push(format!(
            "{:?}+{:?} origin: {} told as {told:?}",
            a.record.id, b.record.id, house.name
        ));
    }
}

/// Paragraphs that stand in one report alone, and whether nothing of them is told as shared.
fn kept(made: &[(usize, &Made)], passages: &BTreeMap<(usize, usize), Vec<Stretch>>, m: &mut Measured) {
    let mut covered: Vec<Vec<bool>> = made.iter().map(|(_, r)| vec![false; r.words.len()]).collect();
    for ((i, j), all) in passages {
        for (x, y) in all {
            covered[*i][x.clone()].fill(true);
            covered[*j][y.clone()].fill(true);
        }
    }
    for (n, (story, report)) in made.iter().enumerate() {
        for paragraph in &report.own {
            let from: Vec<(usize, u32)> = report.words[paragraph.clone()]
                .iter()
                .filter_map(|w| w.from)
                .collect();
            let elsewhere = |other: &(usize, &Made)| {
                other.0 == *story
                    && other.1.record.id != report.record.id
                    && other
                        .1
                        .words
                        .iter()
                        .any(|w| w.from.is_some_and(|f| from.contains(&f)))
            };
            if from.len() < 12 || made.iter().any(elsewhere) {
                continue;
            }
            m.own.1 += 1;
            let told = covered[n][paragraph.clone()].iter().filter(|c| **c).count();
            let is = 5 * told < paragraph.len();
            m.own.0 += usize::from(is);
            if !is {
                m.notes.push(format!(
                    "{:?} own paragraph: {told} of {} words told as shared",
                    report.record.id,
                    paragraph.len()
                ));
            }
        }
    }
}

fn figures(outcome: &mut Outcome, seed: &str, m: &Measured) {
    let under = |figure: &str| format!("{seed}-{figure}");
    outcome.counts(&under("passage"), m.passages.words, "aim F1 .95");
    outcome.figure(
        &under("boundaries"),
        m.passages.bounds.f1(),
        "aim .90, within three words",
    );
    outcome.figure(&under("own-kept"), score::ratio(m.own.0, m.own.1), "aim .97");
    outcome.figure(
        &under("independent-inside"),
        score::ratio(m.inside.0, m.inside.1),
        "aim .95",
    );
    outcome.figure(
        &under("interval-narrow"),
        score::ratio(m.narrow, m.inside.1),
        "aim .80",
    );
    outcome.figure(
        &under("origin-stated"),
        score::ratio(m.origin.0, m.origin.1),
        "aim .90",
    );
    outcome.figure(
        &under("stretch-origin"),
        score::ratio(m.stretches.0, m.stretches.1),
        "of the words whose origin is told",
    );
    outcome.figure(
        &under("stretch-told"),
        score::ratio(m.stretches.1, m.stretches.2),
        "of the words whose origin can be known",
    );
    let mut sum = 0.0;
    for kind in KINDS {
        let f1 = counted(&m.told, &m.gold, &[kind]).f1();
        sum += f1;
        outcome.figure(&under(&format!("{kind}-f1")), f1, "");
    }
    outcome.figure(&under("kind-macro-f1"), sum / 4.0, "aim .80");
    outcome.counts(
        &under("copying"),
        counted(&m.told, &m.gold, &["copied", "partly"]),
        "aim F1 .93",
    );
}

/// The made reports of the seed to look at as lines of JSON, each with what its story truly is.
pub fn set(data: &Data) -> String {
    let texts = made::texts(&data.rows("reuse/wikinews-cc-by"), 0);
    let mut lines = String::new();
    for round in 0..ROUNDS {
        for story in made::stories(&texts, "look", round) {
            for report in &story.reports {
                let row = serde_json::json!({
                    "id": report.record.id, "outlet": report.record.outlet, "published": report.record.published,
                    "authors": report.record.authors, "text": report.record.text, "rests": report.rests,
                    "credits": report.credits, "independent": story.independent,
                });
                lines.push_str(&format!("{row}\n"));
            }
        }
    }
    lines
}
