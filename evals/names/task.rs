//! Persons, organizations and places on CoNLL-2003 (development part A) and the English Web Treebank of Universal NER.
//!
//! Strict: a find counts where both ends and the kind are those of the set. The sets are rows of tokens without
//! documents; tokens are set as running text, and blocks of rows are read as one report.

use crate::{Counts, Data, Outcome};
use read::names::network;
use record::{NameKind, Report, Segment, SegmentKind, Sentence, Span, Text};
use serde_json::Value;
use std::collections::BTreeSet;

/// Rows read as one report.
pub(crate) const BLOCK: usize = 20;

const KINDS: [(&str, NameKind); 3] = [
    ("person", NameKind::Person),
    ("organization", NameKind::Organization),
    ("place", NameKind::Place),
];

/// First token, token after the last, kind.
pub(crate) type Mention = (usize, usize, NameKind);

pub fn run(data: &Data) -> Outcome {
    let mut out = Outcome::default();
    for (set, peers) in [
        (
            "uner-ewt-dev",
            "spaCy small .584, .611 without articles (spacy.py)",
        ),
        (
            "conll-testa",
            "spaCy small .638, .663 without articles (spacy.py)",
        ),
    ] {
        let rows: Vec<Row> = data.rows(&format!("names/{set}")).iter().map(row).collect();
        let mut all = Counts::default();
        let mut kinds = KINDS.map(|(name, kind)| (name, kind, Counts::default()));
        let mut halves = [Counts::default(); 2];
        for (number, block) in rows.chunks(BLOCK).enumerate() {
            for (found, row) in found(block).iter().zip(block) {
                let gold = gold(&row.tags);
                all.add(found, &gold);
                halves[number % 2].add(found, &gold);
                for (_, kind, counts) in &mut kinds {
                    let of = |m: &BTreeSet<Mention>| m.iter().copied().filter(|m| m.2 == *kind).collect();
                    counts.add::<Mention>(&of(found), &of(&gold));
                }
            }
        }
        out.counts(set, all, peers);
        for (half, counts) in halves.into_iter().enumerate() {
            out.figure(&format!("{set}-half-{half}-f1"), counts.f1(), "");
        }
        for (name, _, counts) in kinds {
            out.figure(&format!("{set}-{name}-f1"), counts.f1(), "");
        }
    }
    if let Some(text) = data.note("ner-sample.txt") {
        let (same, of, ours) = reference(&text);
        let mut counts = Counts::default();
        counts.add(&ours, &of);
        out.figure(
            "reference-entities-f1",
            counts.f1(),
            "spaCy's own entities of the sample",
        );
        out.notes.push(format!(
            "{same} of the sample's {} entities are those of spaCy, of {} found",
            of.len(),
            ours.len()
        ));
    }
    out
}

/// What spaCy 3.8 with `en_core_web_sm` 3.8.0 finds in the sample text: bytes and labels (`reference.py` makes it).
const REFERENCE: &str = include_str!("reference.json");

/// First byte, byte after the last, label.
type Entity = (usize, usize, String);

/// How many of the reference's entities the network's port finds in its text, with both sets. All numbers, dates and sums
/// are of one kind here, as the port has them.
fn reference(text: &str) -> (usize, BTreeSet<Entity>, BTreeSet<Entity>) {
    const NAMES: [&str; 11] = [
        "PERSON",
        "NORP",
        "FAC",
        "ORG",
        "GPE",
        "LOC",
        "PRODUCT",
        "EVENT",
        "WORK_OF_ART",
        "LAW",
        "LANGUAGE",
    ];
    let plain = |label: &str| label.replace('_', "").to_lowercase();
    let listed: Vec<Entity> = serde_json::from_str(REFERENCE).expect("the list as it was made");
    let theirs: BTreeSet<Entity> = listed
        .into_iter()
        .map(|(start, end, label)| {
            let label = if NAMES.contains(&label.as_str()) {
                plain(&label)
            } else {
                "number".to_owned()
            };
            (start, end, label)
        })
        .collect();
    let whole = 0..text.len();
    let ours: BTreeSet<Entity> = network::everywhere(text, std::slice::from_ref(&whole))
        .into_iter()
        .map(|e| {
            (
                e.range.start,
                e.range.end,
                format!("{:?}", e.label).to_lowercase(),
            )
        })
        .collect();
    (theirs.intersection(&ours).count(), theirs, ours)
}

pub(crate) struct Row {
    pub(crate) tokens: Vec<String>,
    pub(crate) tags: Vec<String>,
}

pub(crate) fn row(value: &Value) -> Row {
    let list = |key: &str| {
        let items = value[key].as_array().into_iter().flatten();
        items.map(|t| t.as_str().unwrap_or("").to_owned()).collect()
    };
    Row {
        tokens: list("tokens"),
        tags: list("tags"),
    }
}

/// The set's mentions in either of the two IOB schemes.
pub(crate) fn gold(tags: &[String]) -> BTreeSet<Mention> {
    let mut mentions = BTreeSet::new();
    let mut open: Option<(usize, &str)> = None;
    for (i, tag) in tags.iter().map(String::as_str).chain(["O"]).enumerate() {
        let (mark, name) = tag.split_once('-').unwrap_or(("O", ""));
        if let Some((start, kind)) = open
            && (mark != "I" || name != kind)
        {
            mentions.extend(kind_of(kind).map(|k| (start, i, k)));
            open = None;
        }
        if mark != "O" && open.is_none() {
            open = Some((i, name));
        }
    }
    mentions
}

fn kind_of(tag: &str) -> Option<NameKind> {
    match tag {
        "PER" => Some(NameKind::Person),
        "ORG" => Some(NameKind::Organization),
        "LOC" => Some(NameKind::Place),
        _ => None,
    }
}

/// Where each token of each row stands in the text of its report.
pub(crate) type Places = Vec<Vec<(usize, usize)>>;

/// A block of rows as one report.
pub(crate) fn report_of(block: &[Row]) -> (Report, Places) {
    let mut text = String::new();
    let mut places: Places = Vec::new();
    for row in block {
        places.push(set_as_text(&row.tokens, &mut text));
        text.push('\n');
    }
    let mut report = Report {
        text: Text::new(text),
        ..Report::default()
    };
    for row in &places {
        let ends = row
            .first()
            .zip(row.last())
            .and_then(|(a, b)| report.text.span(a.0, b.1));
        if let Some(span) = ends {
            report.segments.push(Segment::new(SegmentKind::Paragraph, span));
            report.sentences.push(Sentence { span });
        }
    }
    (report, places)
}

/// First token and token after the last of a span in a row.
pub(crate) fn tokens_of(span: Span, row: &[(usize, usize)]) -> Option<(usize, usize)> {
    let from = row.iter().position(|t| t.0 == span.start())?;
    let last = row.iter().position(|t| t.1 == span.end())?;
    Some((from, last + 1))
}

/// What is found in each row of a block, in tokens.
fn found(block: &[Row]) -> Vec<BTreeSet<Mention>> {
    let (report, places) = report_of(block);
    let names = read::names::find(&report);
    let told = |n: &&record::Name| KINDS.iter().any(|(_, k)| *k == n.kind);
    places
        .iter()
        .map(|row| {
            let here = names.iter().filter(told);
            here.filter_map(|n| tokens_of(n.span, row).map(|(from, to)| (from, to, n.kind)))
                .collect()
        })
        .collect()
}

/// Adds the tokens to `text` with the spaces that print has, and tells where each stands.
fn set_as_text(tokens: &[String], text: &mut String) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let mut quoted = false;
    let mut tight = true;
    for (i, token) in tokens.iter().enumerate() {
        let closing = matches!(
            token.as_str(),
            "." | ","
                | ";"
                | ":"
                | "!"
                | "?"
                | ")"
                | "]"
                | "%"
                | "'s"
                | "'"
                | "''"
                | "n't"
                | "'re"
                | "'ve"
                | "'ll"
                | "'d"
                | "'m"
        );
        let quote = token == "\"";
        // The set cuts "cease-fire" and "al-Masri" at their hyphens; a dash between words is kept apart.
        let hyphen = token == "-"
            && i > 0
            && tokens[i - 1].chars().all(char::is_alphabetic)
            && tokens.get(i + 1).is_some_and(|next| {
                next.starts_with(char::is_lowercase) || tokens[i - 1].starts_with(char::is_lowercase)
            });
        let closing = closing || hyphen;
        if !(tight || closing || quote && quoted) {
            text.push(' ');
        }
        tight = hyphen || matches!(token.as_str(), "(" | "[" | "$" | "``") || (quote && !quoted);
        quoted ^= quote;
        let start = text.len();
        text.push_str(token);
        places.push((start, text.len()));
    }
    places
}
