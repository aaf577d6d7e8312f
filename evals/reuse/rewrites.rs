//! Copies in other words, whose truth is known: spun and summarised texts, and near misses that must stay silent.
//!
//! A spinner puts another word from `spun.txt` (WordNet) in the place of nearly every word that has one, moves the
//! opening of a sentence to its end, and leaves remarks, names and figures; a summary leaves out half of the sentences
//! and asides besides. Near misses are two unlike texts with the same names in them, of which both quote one speaker's
//! remarks in the same order. Pairs labelled by reading as not copied, and all pairs of one event, stand beside them.

use super::chance::Chance;
use super::edits::{self, Style};
use super::made;
use super::words::{Paragraph, Word, sentences};
use crate::{Data, Outcome, score};
use record::{Body, Record, Report, Source};
use serde_json::Value;
use std::collections::BTreeMap;

/// Hundredths of the words that have another word which get it.
const SPUN: usize = 85;

pub fn run(data: &Data) -> Outcome {
    let rows = data.rows("reuse/wikinews-cc-by");
    let mut outcome = Outcome::default();
    for (which, seed) in ["look", "score"].into_iter().enumerate() {
        let texts = made::texts(&rows, which);
        let (mut spun, mut summaries, mut near, mut plain) = ((0, 0), (0, 0), (0, 0), (0, 0));
        for (n, text) in texts.iter().enumerate() {
            let mut chance = Chance::named(seed, n as u64);
            let add = |counts: &mut (usize, usize), copy: &[Paragraph], chance: &mut Chance| {
                counts.1 += 1;
                counts.0 += usize::from(told(text, copy, chance));
            };
            let copy: Vec<Paragraph> = text.iter().map(|p| spin(p, &mut chance)).collect();
            add(&mut spun, &copy, &mut chance);
            let short: Vec<Paragraph> = text
                .iter()
                .map(|p| spin(&edits::cut(p, 45, &mut chance), &mut chance))
                .filter(|p| !p.is_empty())
                .collect();
            if short.iter().map(Vec::len).sum::<usize>() >= 70 {
                add(&mut summaries, &short, &mut chance);
            }
            // Another text with this one's names, and both with a third one's remarks.
            let other = made::named_like(&texts[(n + 1) % texts.len()], text);
            plain.1 += 1;
            plain.0 += usize::from(told(text, &other, &mut chance));
            let said = remarks(&texts[(n + 2) % texts.len()]);
            if said.len() >= 2 {
                near.1 += 1;
                let (x, y) = (
                    quoting(text, &said, "said"),
                    quoting(&other, &said, "told reporters"),
                );
                near.0 += usize::from(told(&x, &y, &mut chance));
            }
        }
        let mut figure = |name: &str, (n, of): (usize, usize), miss: bool| {
            let share = score::ratio(if miss { of - n } else { n }, of);
            outcome.figure(&format!("{seed}-{name}"), share, &format!("of {of}"));
        };
        figure("spun-found", spun, false);
        figure("summaries-found", summaries, false);
        figure("same-remarks-kept-apart", near, true);
        figure("same-names-kept-apart", plain, true);
    }
    real(data, &mut outcome);
    outcome
}

/// Pairs of real reports: those labelled as not copied, and all pairs of one event.
fn real(data: &Data, outcome: &mut Outcome) {
    let labels = include_str!("labels.jsonl").lines();
    let labels: Vec<Value> = labels.filter_map(|l| serde_json::from_str(l).ok()).collect();
    let (mut labelled, mut all, mut inferred) = ((0, 0), 0, Vec::new());
    let mut inferred_wrongly: Vec<String> = Vec::new();
    for (set, file) in super::SETS {
        let rows = data.rows(file);
        let reports: BTreeMap<String, Report> = rows
            .iter()
            .filter_map(|row| Some((super::id(row)?, super::report(row))))
            .collect();
        for label in labels
            .iter()
            .filter(|l| l["set"].as_str().unwrap_or("reuse") == set)
        {
            let of = |side: &str| label[side].as_str().and_then(|id| reports.get(id));
            let (Some(a), Some(b)) = (of("a"), of("b")) else {
                continue;
            };
            if !["none", "quotation"].contains(&label["kind"].as_str().unwrap_or("")) {
                continue;
            }
            labelled.1 += 1;
            let told = rewritten(a, b);
            labelled.0 += usize::from(told);
            if told && !label["half"].as_str().unwrap_or("").contains("unseen") {
                inferred_wrongly.push(format!("{} {}: labelled as not copied", a.id, b.id));
            }
        }
        let mut events: BTreeMap<String, Vec<&Report>> = BTreeMap::new();
        for row in rows.iter().filter(|_| set != "reuse") {
            let event = row["event"].as_str().or(row["incident"].as_str()).unwrap_or("");
            let report = super::id(row).and_then(|id| reports.get(&id));
            events.entry(event.to_owned()).or_default().extend(report);
        }
        for of in events.values() {
            all += of.len() * of.len().saturating_sub(1) / 2;
            let of: Vec<Report> = of.iter().map(|r| (*r).clone()).collect();
            let found = relate::reuse::find(&of);
            inferred.extend(found.into_iter().filter(|p| p.rewritten).map(|p| {
                format!(
                    "{} {}: {:?}, {:.2} and {:.2}",
                    p.a, p.b, p.kind, p.share_a, p.share_b
                )
            }));
        }
    }
    outcome.figure(
        "labelled-not-copied-kept-apart",
        score::ratio(labelled.1 - labelled.0, labelled.1),
        &format!("of {}", labelled.1),
    );
    outcome.notes.push(format!(
        "{} of {all} pairs of one event are told as copies in other words",
        inferred.len()
    ));
    if std::env::var_os("TWOSOURCE_FAILURES").is_some() {
        outcome.notes.extend(inferred_wrongly);
        outcome.notes.extend(inferred);
    }
}

fn rewritten(a: &Report, b: &Report) -> bool {
    relate::reuse::find(&[a.clone(), b.clone()])
        .iter()
        .any(|p| p.rewritten)
}

/// Whether one text is told to have the other's prose, in its words or in others.
fn told(a: &[Paragraph], b: &[Paragraph], chance: &mut Chance) -> bool {
    let reports = [report("a", a, chance), report("b", b, chance)];
    let found = relate::reuse::find(&reports);
    found.iter().any(|p| p.kind != record::ReuseKind::Quotation)
}

/// A report of these paragraphs in a newsroom's style.
fn report(id: &str, text: &[Paragraph], chance: &mut Chance) -> Report {
    let style = Style::of(chance);
    let words = |p: &Paragraph| {
        style
            .print(p)
            .iter()
            .map(|w| w.text.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let record = Record {
        id: Some(id.to_owned()),
        text: Some(text.iter().map(words).collect::<Vec<_>>().join("\n\n")),
        outlet: Some(format!("Paper {id}")),
        published: Some("2019-03-04".to_owned()),
        ..Record::default()
    };
    let body = Body::Record(Box::new(record));
    read::read(Source::new(id.as_bytes(), "made.jsonl", None, body))
}

/// The paragraph as a spinner prints it.
fn spin(paragraph: &[Word], chance: &mut Chance) -> Paragraph {
    let table: BTreeMap<&str, &str> = include_str!("spun.txt")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once(' '))
        .collect();
    let mut out = Vec::with_capacity(paragraph.len());
    for sentence in sentences(paragraph) {
        let mut sentence = turned(sentence, chance);
        for word in sentence.iter_mut().filter(|w| !w.quoted) {
            let bare = word.parts().1;
            let other = table.get(bare.to_lowercase().as_str());
            if let Some(other) = other.filter(|_| chance.happens(SPUN)) {
                word.say(other);
            }
        }
        out.extend(sentence);
    }
    out
}

/// The sentence with its opening at its end, half of the time: "On Monday, it rained." as "It rained on Monday."
fn turned(mut sentence: Vec<Word>, chance: &mut Chance) -> Vec<Word> {
    const OPENINGS: [&str; 5] = ["On", "In", "At", "After", "During"];
    let opens = sentence
        .first()
        .is_some_and(|w| OPENINGS.contains(&w.text.as_str()));
    let comma = sentence.iter().position(|w| w.text.ends_with(','));
    let ends = sentence
        .last()
        .is_some_and(|w| w.text.ends_with('.') && !w.quoted);
    let Some(comma) = comma.filter(|c| opens && ends && (1..8).contains(c)) else {
        return sentence;
    };
    if comma + 4 > sentence.len() || !chance.happens(50) {
        return sentence;
    }
    let mut opening: Vec<Word> = sentence.drain(..=comma).collect();
    opening[0].text = opening[0].text.to_lowercase();
    opening[comma].text.pop();
    opening[comma].text.push('.');
    opening[comma].ends = true;
    if let Some(last) = sentence.last_mut() {
        last.text.pop();
        last.ends = false;
    }
    let mut letters = sentence[0].text.chars();
    let first = letters.next().map(|c| c.to_uppercase().collect::<String>());
    sentence[0].text = first.unwrap_or_default() + letters.as_str();
    sentence.extend(opening);
    sentence
}

/// The remarks that a text quotes.
fn remarks(text: &[Paragraph]) -> Vec<Paragraph> {
    text.iter()
        .flat_map(|p| p.chunk_by(|x, y| x.quoted == y.quoted))
        .filter(|w| w[0].quoted && w.len() >= 8)
        .map(<[Word]>::to_vec)
        .collect()
}

/// The text with these remarks, one after each paragraph.
fn quoting(text: &[Paragraph], remarks: &[Paragraph], said: &str) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let mut left = remarks.iter();
    for paragraph in text {
        out.push(paragraph.clone());
        if let Some(remark) = left.next() {
            let mut remark = remark.clone();
            remark.extend(
                ["he", said]
                    .into_iter()
                    .flat_map(|w| w.split(' '))
                    .map(Word::put_in),
            );
            if let Some(last) = remark.last_mut() {
                last.text.push('.');
                last.ends = true;
            }
            out.push(remark);
        }
    }
    out
}
