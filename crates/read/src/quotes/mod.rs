//! Who said what: direct, indirect and mixed quotations with their cue, source and speaker.
//!
//! By rules and lexicons: quote marks are paired, each quotation becomes one token, cue verbs are sought with their
//! subject, and the patterns of English news say which words are the content. The annotation scheme followed is that of
//! PolNeAR (Newell, Margolin and Ruths 2018): source, cue, content.

mod attributions;
mod carryover;
mod clauses;
mod confidence;
#[allow(
    clippy::single_range_in_vec_init,
    reason = "a piece of content is a range of tokens"
)]
mod contents;
mod cues;
mod extents;
mod introduced;
#[allow(
    clippy::single_range_in_vec_init,
    reason = "a piece of content is a range of tokens"
)]
mod layouts;
mod lexicon;
mod marks;
mod network;
mod offices;
mod pronouns;
#[allow(
    clippy::single_range_in_vec_init,
    reason = "a piece of content is a range of tokens"
)]
mod runs;
mod silent;
mod sources;
mod speakers;
mod tokens;
mod verbs;
mod voices;

use attributions::Attribution;
use record::{NameKind, Quote, QuoteForm, Report, SegmentKind, Span, Text};
use speakers::Speaker;
use std::ops::Range;
use tokens::{Kind, Paragraph};

/// Finds them in `report`, in order of start.
#[must_use]
pub fn find(report: &Report) -> Vec<Quote> {
    let paragraphs = paragraphs(report);
    let mut found = network::combined(report, &paragraphs, attributed(report, &paragraphs));
    found.sort_by_key(|a| (a.paragraph, a.sentence, a.cue.start));
    let speakers = speakers::resolve(report, &paragraphs, &found);
    let mut quotes: Vec<Quote> = found
        .iter()
        .zip(speakers)
        .filter_map(|(a, speaker)| quote(report, &paragraphs, a, speaker))
        .collect();
    quotes.sort_by_key(|q| (q.envelope(), q.cue.first().copied()));
    quotes
}

/// Whether a word is a form of a verb that introduces speech: "says", "continued".
pub(crate) fn is_cue(word: &str) -> bool {
    verbs::verb(word).is_some_and(verbs::Verb::quotes)
}

/// What the network sees of `report`, for the script that trains it.
#[doc(hidden)]
#[must_use]
pub fn seen(report: &Report) -> network::Seen {
    let paragraphs = paragraphs(report);
    let found = attributed(report, &paragraphs);
    network::seen(report, &paragraphs, &found)
}

/// What the rules find.
fn attributed(report: &Report, paragraphs: &[Paragraph]) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    for (number, p) in paragraphs.iter().enumerate() {
        let laid_out =
            layouts::colon(&report.text, p, p.headline || number == 0).or_else(|| layouts::signature(p));
        if let Some(a) = laid_out.filter(|a| names_someone(report, p, a)) {
            found.push(Attribution {
                paragraph: number,
                ..a
            });
            continue;
        }
        let before = number.checked_sub(1).and_then(|n| paragraphs.get(n));
        if let Some(a) = before
            .and_then(|b| layouts::signature_below(b, p))
            .filter(|a| names_someone(report, p, a))
        {
            let speech = before.map_or(0, |b| b.tokens.len());
            let quotations = (0..speech).filter(|&i| {
                before
                    .and_then(|b| b.tokens.get(i))
                    .is_some_and(|t| matches!(t.kind, Kind::Quotation(_)))
            });
            found.push(Attribution {
                paragraph: number,
                further: quotations.map(|i| (number - 1, i..i + 1)).collect(),
                ..a
            });
            continue;
        }
        let speech_follows = paragraphs
            .get(number + 1)
            .and_then(|n| n.tokens.first())
            .is_some_and(|t| matches!(t.kind, Kind::Quotation(_)));
        let mut announced = layouts::announces(&report.text, p).filter(|_| speech_follows);
        if let Some(a) = announced.as_mut().filter(|a| a.source.is_none())
            && paragraphs.get(number + 1).is_some_and(layouts::only_speech)
            && let Some(sentence) = p.sentences.last()
            && let Some((source, cue)) = introduced::announced(report, p, sentence)
        {
            (a.source, a.cue) = (Some(source), cue);
        }
        // What announces speech says nothing else: "describes itself in the following way:".
        let taken = announced.as_ref().map(|a| a.cue.clone());
        found.extend(announced.map(|a| Attribution {
            paragraph: number,
            ..a
        }));
        for sentence in 0..p.sentences.len() {
            let own = attributions::find(&report.text, p, sentence);
            let free = own
                .into_iter()
                .filter(|a| taken.as_ref().is_none_or(|t| !t.contains(&a.cue.start)));
            found.extend(free.map(|a| Attribution {
                paragraph: number,
                ..a
            }));
        }
    }
    runs::join(paragraphs, &mut found);
    found.sort_by_key(|a| (a.paragraph, a.sentence, a.cue.start));
    found
}

fn paragraphs(report: &Report) -> Vec<Paragraph> {
    let starts: Vec<usize> = report.sentences.iter().map(|s| s.span.start()).collect();
    let segments: Vec<_> = report
        .segments
        .iter()
        .filter(|s| s.kind.has_sentences())
        .collect();
    (0..segments.len())
        .map(|i| {
            let segment = segments[i];
            let next_opens = segments
                .get(i + 1)
                .is_some_and(|n| marks::opens(report.text.at(n.span)));
            let marked = marks::find(&report.text, segment.span, next_opens);
            tokens::paragraph(
                &report.text,
                segment.span,
                marked,
                &starts,
                segment.kind == SegmentKind::Headline,
            )
        })
        .collect()
}

/// Whether the source of a layout's attribution starts with the name of a person or an organization.
fn names_someone(report: &Report, p: &Paragraph, a: &Attribution) -> bool {
    let Some(source) = a
        .source
        .as_ref()
        .and_then(|s| spans(&report.text, p, s).first().copied())
    else {
        return false;
    };
    report
        .names
        .iter()
        .any(|n| source.contains(n.span) && matches!(n.kind, NameKind::Person | NameKind::Organization))
}

fn quote(report: &Report, paragraphs: &[Paragraph], a: &Attribution, speaker: Speaker) -> Option<Quote> {
    let p = paragraphs.get(a.paragraph)?;
    let mut content: Vec<Span> = Vec::new();
    let (mut marked, mut plain) = (false, false);
    let pieces = a
        .content
        .iter()
        .map(|r| (a.paragraph, r))
        .chain(a.further.iter().map(|(n, r)| (*n, r)));
    for (number, piece) in pieces {
        let p = paragraphs.get(number)?;
        for at in piece.clone() {
            match p.tokens.get(at)?.kind {
                Kind::Quotation(_) => marked = true,
                _ => plain = true,
            }
        }
        content.push(span(&report.text, p, piece)?);
    }
    content.sort();
    if content.is_empty() || silent::is(&report.text, p, a) {
        return None;
    }
    let form = match (marked, plain) {
        (true, false) => QuoteForm::Direct,
        (true, true) => QuoteForm::Mixed,
        _ => QuoteForm::Indirect,
    };
    // What was cut off in the middle is not told as said, unless both its quote marks are there.
    if form != QuoteForm::Direct && content.iter().any(|&c| report.warned("truncated-sentence", c)) {
        return None;
    }
    let cue = spans(&report.text, p, &a.cue);
    let source = a
        .source
        .as_ref()
        .map_or_else(Vec::new, |s| spans(&report.text, p, s));
    let confidence = confidence::of(a, &speaker);
    let speaker = confidence::told(speaker);
    Some(Quote {
        form,
        content,
        cue,
        source,
        speaker: speaker.name,
        entity: speaker.entity,
        confidence,
    })
}

/// The bytes of a piece of content: without the marks where it is one whole quotation.
fn span(text: &Text, p: &Paragraph, piece: &Range<usize>) -> Option<Span> {
    let (first, last) = (
        p.tokens.get(piece.start)?,
        p.tokens.get(piece.end.checked_sub(1)?)?,
    );
    if let (Kind::Quotation(i), 1) = (first.kind, piece.len()) {
        let inner = p.marked.get(i)?.inner;
        let words = text.at(inner).trim_end_matches(',').trim_end();
        return text.span(inner.start(), inner.start() + words.len());
    }
    text.span(first.span.start(), last.span.end())
}

fn spans(text: &Text, p: &Paragraph, range: &Range<usize>) -> Vec<Span> {
    let (Some(first), Some(last)) = (p.tokens.get(range.start), p.tokens.get(range.end.wrapping_sub(1)))
    else {
        return Vec::new();
    };
    if range.is_empty() {
        return Vec::new();
    }
    text.span(first.span.start(), last.span.end())
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests;
