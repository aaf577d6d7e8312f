//! What the network sees of a report: one row of numbers a token, over the whole report.
//!
//! A token is described by rows of one table of weights, whose sum is what the network starts from. Words enter as
//! hashes, so that no list of words has to be kept; what the rules found enters as a feature like any other.

use super::super::attributions::Attribution;
use super::super::lexicon::{AUXILIARY, BE, VERB};
use super::super::tokens::{Kind, Paragraph, Token};
use super::super::verbs::Form;
use record::{NameKind, Report, Text};
use std::ops::Range;

/// Rows for whole words; each word has two of them.
pub(super) const WORDS: u32 = 16384;
/// Rows for beginnings and endings of words, and for pairs of words.
pub(super) const AFFIXES: u32 = 8192;
/// Rows for everything else.
pub(super) const CLASSES: u32 = 256;
/// Rows in all.
pub(super) const ROWS: u32 = WORDS + AFFIXES + CLASSES;

/// A report as one sequence of tokens, a break before each paragraph.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    /// The rows of all tokens, one after another.
    pub(super) rows: Vec<u32>,
    /// Where the rows of each position end in `rows`.
    pub(super) ends: Vec<usize>,
    /// The position of each paragraph's first token.
    pub(super) starts: Vec<usize>,
    /// The paragraph and token of each position; none for a break.
    pub(super) places: Vec<Option<(usize, usize)>>,
    /// The number of the sentence of each position, counted over the report.
    pub(super) sentences: Vec<u32>,
    /// How many commas, verbs and quotations stand before each position, and one past the last.
    pub(super) counts: [Vec<u32>; 3],
    /// What the rules found, in positions.
    pub(super) rules: Vec<Found>,
}

/// An attribution in positions of a sequence: envelopes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) cue: Range<usize>,
    pub(super) source: Option<Range<usize>>,
    pub(super) content: Option<Range<usize>>,
}

impl Sequence {
    /// The rows of position `at`.
    pub(super) fn at(&self, at: usize) -> &[u32] {
        let from = at
            .checked_sub(1)
            .and_then(|i| self.ends.get(i))
            .copied()
            .unwrap_or(0);
        let until = self.ends.get(at).copied().unwrap_or(from);
        self.rows.get(from..until).unwrap_or(&[])
    }

    /// How many positions it has.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}

/// What the rules say of one token.
#[derive(Debug, Clone, Copy, Default)]
struct Tags {
    cue: u32,
    source: u32,
    content: u32,
    pattern: u32,
}

/// Describes the tokens of `paragraphs`; `found` is what the rules found in them.
pub(super) fn sequence(report: &Report, paragraphs: &[Paragraph], found: &[Attribution]) -> Sequence {
    let text = &report.text;
    let mut out = Sequence::default();
    let mut at = 0;
    for p in paragraphs {
        out.starts.push(at + 1);
        at += 1 + p.tokens.len();
    }
    let mut tags = vec![Tags::default(); at];
    for a in found {
        let Some(one) = placed(&out, paragraphs, a) else {
            continue;
        };
        mark(&mut tags, &one.cue, |t| &mut t.cue);
        if let Some(source) = &one.source {
            mark(&mut tags, source, |t| &mut t.source);
        }
        if let Some(content) = &one.content {
            mark(&mut tags, content, |t| &mut t.content);
            for t in tags.get_mut(content.clone()).into_iter().flatten() {
                t.pattern = 1 + a.pattern as u32;
            }
        }
        if !one.cue.is_empty() {
            out.rules.push(one);
        }
    }
    let (mut lower, mut before) = (String::new(), String::new());
    let mut number = 0;
    for counted in &mut out.counts {
        counted.push(0);
    }
    for (i, p) in paragraphs.iter().enumerate() {
        let mut names = report
            .names
            .iter()
            .skip(report.names.partition_point(|n| n.span.end() <= p.span.start()));
        let mut name = names.next();
        number += 1;
        out.rows.push(class(u32::from(p.headline)));
        out.ends.push(out.rows.len());
        out.places.push(None);
        count(&mut out.counts, [false; 3]);
        out.sentences.push(number);
        let mut sentences = p.sentences.iter().peekable();
        before.clear();
        for (j, token) in p.tokens.iter().enumerate() {
            let opens = sentences.next_if(|s| s.start <= j).is_some();
            number += u32::from(opens);
            while name.is_some_and(|n| n.span.end() <= token.span.start()) {
                name = names.next();
            }
            let rows = &mut out.rows;
            words(rows, text, p, token, &mut lower);
            if token.word() && !before.is_empty() {
                before.push(' ');
                before.push_str(&lower);
                rows.push(affix(&before, 4));
            }
            before.clear();
            if token.word() {
                before.push_str(&lower);
            }
            classes(rows, token);
            if opens {
                rows.push(class(2));
            }
            if p.headline {
                rows.push(class(3));
            }
            if let Some(n) = name.filter(|n| n.span.start() < token.span.end()) {
                let kind = match n.kind {
                    NameKind::Person => 0,
                    NameKind::Organization => 1,
                    NameKind::Place => 2,
                    _ => 3,
                };
                let begins = n.span.start() >= token.span.start();
                rows.push(class(4 + 2 * kind + u32::from(begins)));
            }
            let t = tags.get(out.ends.len()).copied().unwrap_or_default();
            rows.push(class(16 + t.cue + 3 * t.source + 9 * t.content));
            if t.pattern > 0 {
                rows.push(class(44 + t.pattern));
            }
            out.ends.push(rows.len());
            out.places.push(Some((i, j)));
            let verb = token.verb.is_some() || token.is(BE | AUXILIARY | VERB);
            count(
                &mut out.counts,
                [
                    token.kind == Kind::Comma,
                    verb,
                    matches!(token.kind, Kind::Quotation(_)),
                ],
            );
            out.sentences.push(number);
        }
    }
    out
}

/// Takes one more position into the counts.
fn count(counts: &mut [Vec<u32>; 3], holds: [bool; 3]) {
    for (counted, holds) in counts.iter_mut().zip(holds) {
        let so_far = counted.last().copied().unwrap_or(0);
        counted.push(so_far + u32::from(holds));
    }
}

/// Marks a stretch: 1 at its first token, 2 within.
fn mark(tags: &mut [Tags], range: &Range<usize>, field: impl Fn(&mut Tags) -> &mut u32) {
    for (i, t) in tags.get_mut(range.clone()).into_iter().flatten().enumerate() {
        *field(t) = if i == 0 { 1 } else { 2 };
    }
}

/// An attribution in positions, as far as it lies in its cue's paragraph.
pub(super) fn placed(s: &Sequence, paragraphs: &[Paragraph], a: &Attribution) -> Option<Found> {
    let base = *s.starts.get(a.paragraph)?;
    let len = paragraphs.get(a.paragraph)?.tokens.len();
    let moved = |r: &Range<usize>| base + r.start.min(len)..base + r.end.min(len);
    Some(Found {
        cue: moved(&a.cue),
        source: a.source.as_ref().map(moved),
        content: a
            .content
            .iter()
            .map(moved)
            .reduce(|a, b| a.start.min(b.start)..a.end.max(b.end)),
    })
}

fn class(number: u32) -> u32 {
    WORDS + AFFIXES + number
}

/// The rows of a token's letters.
fn words(rows: &mut Vec<u32>, text: &Text, p: &Paragraph, token: &Token, lower: &mut String) {
    let written = text.at(token.span);
    let Kind::Quotation(i) = token.kind else {
        lowered(written, lower);
        word(rows, lower, 0);
        if token.word() {
            affixes(rows, lower);
        }
        return;
    };
    // A quotation is described by its first and last word, its length and how it ends.
    let Some(m) = p.marked.get(i) else { return };
    let inner = text.at(m.inner);
    let mut parts = inner.split_whitespace();
    if let Some(first) = parts.next() {
        lowered(first, lower);
        rows.push(affix(lower, 7));
    }
    if let Some(last) = parts.next_back() {
        lowered(last, lower);
        rows.push(affix(lower, 8));
    }
    let count = parts.take(30).count();
    let length = [1, 3, 6, 12, 25].iter().filter(|&&n| count >= n).count();
    rows.push(class(64 + u32::try_from(length).unwrap_or(0)));
    let ending = match inner.chars().next_back() {
        Some(',') => 0,
        Some('.' | '…') => 1,
        Some('?' | '!') => 2,
        Some('-' | '–' | '—') => 3,
        _ => 4,
    };
    rows.push(class(72 + ending));
    if !inner.starts_with(char::is_lowercase) {
        rows.push(class(78));
    }
    if m.open_ended {
        rows.push(class(79));
    }
}

fn lowered(written: &str, lower: &mut String) {
    lower.clear();
    for c in written.chars().take(24) {
        match c {
            '’' | '‘' => lower.push('\''),
            '0'..='9' => lower.push('0'),
            _ => lower.extend(c.to_lowercase()),
        }
    }
}

fn word(rows: &mut Vec<u32>, lower: &str, salt: u64) {
    let hash = hash(lower.as_bytes(), salt);
    for half in [hash & 0xffff_ffff, hash >> 32] {
        rows.push(u32::try_from(half % u64::from(WORDS)).unwrap_or(0));
    }
}

fn affixes(rows: &mut Vec<u32>, lower: &str) {
    let head = lower.char_indices().nth(3).map_or(lower.len(), |(i, _)| i);
    rows.push(affix(lower.get(..head).unwrap_or(""), 1));
    for (salt, back) in [(2, 3), (3, 2)] {
        let tail = lower.char_indices().rev().nth(back - 1).map_or(0, |(i, _)| i);
        rows.push(affix(lower.get(tail..).unwrap_or(""), salt));
    }
}

fn affix(piece: &str, salt: u64) -> u32 {
    let hash = hash(piece.as_bytes(), salt) >> 16;
    WORDS + u32::try_from(hash % u64::from(AFFIXES)).unwrap_or(0)
}

/// FNV-1a with a last mixing step, the same on every machine.
fn hash(bytes: &[u8], salt: u64) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325u64 ^ salt;
    for &b in bytes {
        h = (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    h ^= h >> 29;
    h = h.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    h ^ (h >> 32)
}

/// The rows of what is known about a token.
fn classes(rows: &mut Vec<u32>, token: &Token) {
    let kind = match token.kind {
        Kind::Word => 0,
        Kind::Comma => 1,
        Kind::Stop => 2,
        Kind::Colon => 3,
        Kind::Semicolon => 4,
        Kind::Dash => 5,
        Kind::Open => 6,
        Kind::Close => 7,
        Kind::Quotation(_) => 8,
        Kind::Other => 9,
    };
    rows.push(class(80 + kind));
    for bit in 0..19 {
        if token.class & (1 << bit) != 0 {
            rows.push(class(96 + bit));
        }
    }
    if let Some(verb) = token.verb {
        let form = match verb.form {
            Form::Base => 0,
            Form::Present => 1,
            Form::Past => 2,
            Form::Participle => 3,
        };
        rows.push(class(120 + form));
        for bit in 0..7 {
            if verb.frames & (1 << bit) != 0 {
                rows.push(class(128 + bit));
            }
        }
    }
    let flags = u32::from(token.capital) + 2 * u32::from(token.genitive) + 4 * u32::from(token.past);
    rows.push(class(136 + flags));
}
