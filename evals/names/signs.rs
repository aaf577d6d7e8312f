//! The candidates of UNER's English Web Treebank and of GUM with their signs and true kinds, for fitting the weights by
//! which `read` chooses among them. CoNLL is left out: nothing is fitted on it.
//!
//! A line holds the set, its half (0 or 1, by block or document), a number for the report, first and last byte, the true
//! kind (0 person, 1 organization, 2 place, 3 none, 9 not known), the kind that the rules say, and the signs.

use crate::Data;
use crate::names::{self, BLOCK};
use read::names::Weighed;
use record::{Body, NameKind, Report, Segment, SegmentKind, Sentence, Source, Text};
use std::collections::BTreeMap;
use std::fmt::Write;

pub fn run(data: &Data) -> String {
    let mut out = String::new();
    let rows: Vec<_> = data.rows("names/uner-ewt-dev").iter().map(names::row).collect();
    let mut report_number = 0;
    for (number, block) in rows.chunks(BLOCK).enumerate() {
        let (report, places) = names::report_of(block);
        let all = read::names::weighed(&report);
        for weighed in &all {
            let mut kind = 3;
            for (row, tokens) in block.iter().zip(&places) {
                let Some((from, to)) = names::tokens_of(weighed.span, tokens) else {
                    continue;
                };
                let gold = names::gold(&row.tags);
                let own = gold.iter().find(|m| (m.0, m.1) == (from, to));
                kind = own.map_or(3, |m| column(m.2));
            }
            line(&mut out, "uner", number % 2, report_number, kind, weighed);
        }
        report_number += 1;
    }
    for (number, row) in data.rows("treebank/gum").iter().enumerate() {
        let document = Document::of(row["conllu"].as_str().unwrap_or(""));
        for weighed in read::names::weighed(&document.report) {
            if let Some(kind) = document.kind(&weighed) {
                line(&mut out, "gum", number % 2, report_number, kind, &weighed);
            }
        }
        report_number += 1;
    }
    // News without labels: what the rules and the network agree on is taken for true.
    for (set, every) in [
        ("same-event/reports", 1),
        ("attributions/train", 3),
        ("incidents/reports", 8),
    ] {
        for (number, row) in data.rows(set).iter().step_by(every).enumerate() {
            let text = row["text"].as_str().unwrap_or("").to_owned();
            let report = read::read(Source::new(
                text.as_bytes(),
                "news",
                None,
                Body::Plain(text.clone()),
            ));
            for weighed in read::names::weighed(&report) {
                line(&mut out, "news", number % 2, report_number, 9, &weighed);
            }
            report_number += 1;
        }
    }
    out
}

fn line(out: &mut String, set: &str, half: usize, report: usize, kind: usize, weighed: &Weighed) {
    let (start, end) = (weighed.span.start(), weighed.span.end());
    let rule = column(weighed.rule);
    let signs = weighed.signs.join(" ");
    let _ = writeln!(
        out,
        "{set}\t{half}\t{report}\t{start}\t{end}\t{kind}\t{rule}\t{signs}"
    );
}

fn column(kind: NameKind) -> usize {
    match kind {
        NameKind::Person => 0,
        NameKind::Organization => 1,
        NameKind::Place => 2,
        _ => 3,
    }
}

/// A token of the treebank: its bytes and whether it is a proper noun.
struct Word {
    start: usize,
    end: usize,
    proper: bool,
}

/// Something mentioned: its tokens, those that must be in its name, and its kind.
struct Mention {
    from: usize,
    to: usize,
    head: Vec<usize>,
    kind: usize,
}

#[derive(Default)]
struct Document {
    report: Report,
    words: Vec<Word>,
    mentions: Vec<Mention>,
}

impl Document {
    fn of(conllu: &str) -> Self {
        let mut text = String::new();
        let mut document = Self::default();
        let mut open: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
        let mut sentences = Vec::new();
        let mut sentence_start = 0;
        for line in conllu.lines().chain([""]) {
            if line.is_empty() {
                let end = text.trim_end().len();
                if end > sentence_start {
                    sentences.push((sentence_start, end));
                }
                sentence_start = text.len();
                open.clear();
            }
            if line.starts_with("# newpar") && !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
                sentence_start = text.len();
            }
            let fields: Vec<&str> = line.split('\t').collect();
            let [id, form, _, _, tag, .., misc] = fields[..] else {
                continue;
            };
            // "1-2" is the joint form of the tokens 1 and 2, which follow.
            let Ok(_) = id.parse::<usize>() else { continue };
            let start = text.len();
            text.push_str(form);
            let at = document.words.len();
            document.words.push(Word {
                start,
                end: text.len(),
                proper: tag.starts_with("NNP"),
            });
            if !misc.contains("SpaceAfter=No") {
                text.push(' ');
            }
            let entity = misc.split('|').find_map(|f| f.strip_prefix("Entity="));
            document.mention(entity.unwrap_or(""), at, &mut open);
        }
        let mut report = Report {
            text: Text::new(text),
            ..Report::default()
        };
        for (start, end) in sentences {
            if let Some(span) = report.text.span(start, end) {
                report.segments.push(Segment::new(SegmentKind::Paragraph, span));
                report.sentences.push(Sentence { span });
            }
        }
        document.report = report;
        document
    }

    /// Reads "(1-person-new-nnnnn-cf1-1,2-coref", "1)" and runs of both at the token `at`.
    fn mention(&mut self, entity: &str, at: usize, open: &mut BTreeMap<String, Vec<(usize, String)>>) {
        let mut rest = entity;
        while !rest.is_empty() {
            if let Some(inner) = rest.strip_prefix('(') {
                let length = inner.find(['(', ')']).unwrap_or(inner.len());
                let all = &inner[..length];
                let id = all.split('-').next().unwrap_or("").to_owned();
                rest = &inner[length..];
                if let Some(after) = rest.strip_prefix(')') {
                    rest = after;
                    self.close(at, at, all);
                } else {
                    open.entry(id).or_default().push((at, all.to_owned()));
                }
            } else {
                let length = rest.find(['(', ')']).unwrap_or(rest.len());
                let id = rest[..length].to_owned();
                rest = rest[length..].strip_prefix(')').unwrap_or(&rest[length..]);
                if length == 0 && rest.len() == entity.len() {
                    return;
                }
                if let Some((from, all)) = open.get_mut(&id).and_then(Vec::pop) {
                    self.close(from, at, &all);
                }
            }
        }
    }

    fn close(&mut self, from: usize, last: usize, all: &str) {
        let fields: Vec<&str> = all.split('-').collect();
        let kind = match fields.get(1) {
            Some(&"person") => 0,
            Some(&"organization") => 1,
            Some(&"place") => 2,
            _ => 3,
        };
        let minimum = fields.get(5).copied().unwrap_or("");
        let head: Vec<usize> = minimum
            .split(',')
            .filter_map(|n| n.parse::<usize>().ok())
            .map(|n| from + n - 1)
            .collect();
        self.mentions.push(Mention {
            from,
            to: last + 1,
            head,
            kind,
        });
    }

    /// The true kind of a candidate; nothing where the treebank does not say how far the name goes.
    fn kind(&self, weighed: &Weighed) -> Option<usize> {
        let (start, end) = (weighed.span.start(), weighed.span.end());
        let from = self.words.iter().position(|w| w.start == start)?;
        let to = self.words.iter().position(|w| w.end == end)? + 1;
        if !self.words[from..to].iter().any(|w| w.proper) {
            return Some(3);
        }
        // The smallest mention whose head is proper and lies in the candidate.
        let mut own: Vec<&Mention> = self
            .mentions
            .iter()
            .filter(|m| {
                !m.head.is_empty()
                    && m.head
                        .iter()
                        .any(|&h| self.words.get(h).is_some_and(|w| w.proper))
            })
            .filter(|m| m.head.iter().all(|h| (from..to).contains(h)) && m.from <= from && to <= m.to)
            .collect();
        own.sort_by_key(|m| m.to - m.from);
        if let Some(mention) = own.first() {
            // Proper nouns of the mention beside the candidate would be a title or a part of the name.
            let beside = (mention.from..mention.to)
                .filter(|i| !(from..to).contains(i))
                .any(|i| self.words[i].proper && i + 1 != from);
            let glued = from > mention.from && self.words[from - 1].proper;
            return (!beside && !glued).then_some(mention.kind);
        }
        // The treebank takes "Mayor" into the name, the other sets do not.
        if weighed.signs.iter().any(|s| s == "title" || s == "courtesy") {
            let titled = |m: &&Mention| m.kind == 0 && m.head.last().is_some_and(|&h| h + 1 == to);
            return self.mentions.iter().find(titled).map(|m| m.kind);
        }
        let cut = self.mentions.iter().any(|m| {
            m.head.iter().any(|h| (from..to).contains(h)) && !m.head.iter().all(|h| (from..to).contains(h))
        });
        let part = !self
            .mentions
            .iter()
            .any(|m| m.head.iter().any(|h| (from..to).contains(h)));
        (cut || part).then_some(3)
    }
}
