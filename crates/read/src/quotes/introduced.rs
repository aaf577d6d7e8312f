//! Speech in marks that no known cue claims, and whose it is by the way it is introduced.
//!
//! "Ms. Vane gave the matter a try on Monday: “…”", "The mayor went so far as to say, “…”", "NO BOATS – Ada Vane: “…”",
//! "“…,” thundered Ada Vane.", "“…” — Ada Vane (@adavane)". The subject must be one who can speak; else the words are told as no one's.

use super::lexicon::{SUBJECT, TIME};
use super::sources;
use super::speakers::head_noun;
use super::tokens::{Kind, Paragraph};
use super::voices;
use record::{NameKind, Report, Span};
use std::ops::Range;

/// A phrase that introduces speech has at most this many tokens after its subject.
const LONG: usize = 16;
/// One before a mere comma has no more than these.
const SHORT: usize = 4;
/// A name before a colon has at most this many tokens.
const NAME: usize = 8;

/// The source and the cue of the quotation that is token `at` of `p`.
pub(super) fn find(report: &Report, p: &Paragraph, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let sentence = p.sentences.get(p.sentences.partition_point(|s| s.end <= at))?;
    named_before_colon(report, p, sentence, at)
        .or_else(|| led_in(report, p, sentence, at))
        .or_else(|| moved_to(report, p, sentence, at))
        .or_else(|| inverted(report, p, sentence, at))
        .or_else(|| signed(report, p, at))
}

/// "“…” — Ada Vane (@adavane)": a post, with the name it is signed with, and the handle or the day after that.
fn signed(report: &Report, p: &Paragraph, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    p.tokens.get(at + 1).filter(|t| t.kind == Kind::Dash)?;
    let name = p
        .tokens
        .get(at + 2..)?
        .iter()
        .take(NAME)
        .take_while(|t| t.capital)
        .count();
    let source = at + 2..at + 2 + name;
    let ends = p
        .tokens
        .get(source.end)
        .is_none_or(|t| matches!(t.kind, Kind::Open | Kind::Comma | Kind::Stop));
    (name > 0 && ends && someone(report, p, &source)).then_some((source, at + 1..at + 2))
}

/// "… – Ada Vane (Harbour Party): “…”"
fn named_before_colon(
    report: &Report,
    p: &Paragraph,
    sentence: &Range<usize>,
    at: usize,
) -> Option<(Range<usize>, Range<usize>)> {
    let colon = at
        .checked_sub(1)
        .filter(|&i| p.tokens[i].kind == Kind::Colon && i > sentence.start)?;
    let start = (sentence.start..colon)
        .rev()
        .find(|&i| matches!(p.tokens[i].kind, Kind::Dash | Kind::Stop | Kind::Quotation(_)))
        .map_or(sentence.start, |i| i + 1);
    let name = p.tokens.get(start..colon)?;
    let written = |t: &super::tokens::Token| {
        !t.word() || t.capital || t.span.len() <= 3 || report.text.at(t.span).starts_with("al-")
    };
    let plain = !name.is_empty() && name.len() <= NAME && name.iter().all(written) && name[0].capital;
    (plain && someone(report, p, &(start..colon))).then_some((start..colon, colon..colon + 1))
}

/// "Ada Vane went so far as to say: “…”": the subject of the sentence, and all between it and the speech.
fn led_in(
    report: &Report,
    p: &Paragraph,
    sentence: &Range<usize>,
    at: usize,
) -> Option<(Range<usize>, Range<usize>)> {
    let mark = at.checked_sub(1).filter(|&i| i > sentence.start)?;
    let longest = match p.tokens[mark].kind {
        Kind::Colon => LONG,
        Kind::Comma if p.tokens[mark - 1].verb.is_some_and(|v| v.quotes()) => LONG,
        Kind::Comma => SHORT,
        _ => return None,
    };
    let source = sources::first(p, sentence.start..mark)?;
    let cue = source.end..mark;
    let clean = p.tokens.get(cue.clone())?.iter().all(|t| {
        !matches!(
            t.kind,
            Kind::Quotation(_) | Kind::Semicolon | Kind::Dash | Kind::Stop
        )
    });
    let one = source.len() == 1 && p.tokens[source.start].is(SUBJECT);
    let speaks = one || someone(report, p, &source) || voices::speaks(head(report, p, &source)?);
    let fits = !cue.is_empty() && cue.len() <= longest && clean && speaks;
    // "It was the slogan of the year: …": nobody speaks.
    let nobody = one
        && matches!(
            report.text.at(p.tokens[source.start].span),
            "It" | "it" | "This" | "That"
        );
    (fits && !nobody).then_some((source, cue))
}

/// "When the pier fell, Ada Vane released the following statement:", and a paragraph of speech below: the subject of the
/// sentence or of its last clause, where that names someone, and all between it and the colon.
pub(super) fn announced(
    report: &Report,
    p: &Paragraph,
    sentence: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let colon = sentence.end.checked_sub(1)?;
    let comma = (sentence.start..colon).find(|&i| p.tokens[i].kind == Kind::Comma);
    let starts = [Some(sentence.start), comma.map(|i| i + 1)];
    starts.into_iter().flatten().find_map(|start| {
        let source = sources::first(p, start..colon).filter(|s| s.start == start)?;
        let cue = source.end..colon;
        let clean = p.tokens.get(cue.clone())?.iter().all(|t| t.word());
        let fits = !cue.is_empty() && cue.len() <= LONG && clean && someone(report, p, &source);
        fits.then_some((source, cue))
    })
}

/// "It was so dull that Ada Vane was prompted to say, “…”", "which led Ada Vane to ask: “…”": the name right before what
/// ends in "to" and a verb of speech.
fn moved_to(
    report: &Report,
    p: &Paragraph,
    sentence: &Range<usize>,
    at: usize,
) -> Option<(Range<usize>, Range<usize>)> {
    let mark = at.checked_sub(1).filter(|&i| i > sentence.start + 2)?;
    let marked = matches!(p.tokens[mark].kind, Kind::Colon | Kind::Comma);
    let speaks = p.tokens[mark - 1].verb.is_some_and(|v| v.quotes());
    let to = report.text.at(p.tokens[mark - 2].span) == "to";
    if !marked || !speaks || !to {
        return None;
    }
    let floor = sentence.start.max(mark.saturating_sub(2 + SHORT));
    let end = (floor..mark - 2)
        .rev()
        .take_while(|&i| p.tokens[i].word() && !p.tokens[i].is(SUBJECT))
        .find(|&i| p.tokens[i].capital)?
        + 1;
    let start = (sentence.start..end)
        .rev()
        .take_while(|&i| p.tokens[i].capital)
        .last()?;
    let plain = !p.tokens[end - 1].genitive && end - start <= NAME;
    let person = plain && someone(report, p, &(start..end));
    person.then_some((start..end, end..mark))
}

/// "“…,” thundered Ada Vane."
fn inverted(
    report: &Report,
    p: &Paragraph,
    sentence: &Range<usize>,
    at: usize,
) -> Option<(Range<usize>, Range<usize>)> {
    p.tokens
        .get(at + 1)
        .filter(|t| at + 1 < sentence.end && t.past && !t.is(TIME))?;
    let Kind::Quotation(i) = p.tokens.get(at)?.kind else {
        return None;
    };
    let ends = report
        .text
        .at(p.marked.get(i)?.inner)
        .ends_with([',', '?', '!', '.']);
    let source = sources::after(p, at + 2, sentence.end, false)?;
    (ends && someone(report, p, &source)).then_some((source, at + 1..at + 2))
}

/// Whether the tokens hold the name of a person or a body.
fn someone(report: &Report, p: &Paragraph, range: &Range<usize>) -> bool {
    let Some(span) = span(p, range) else { return false };
    let from = report.names.partition_point(|n| n.span.start() < span.start());
    report
        .names
        .get(from..)
        .unwrap_or(&[])
        .iter()
        .take_while(|n| n.span.start() < span.end())
        .any(|n| matches!(n.kind, NameKind::Person | NameKind::Organization))
}

fn head<'r>(report: &'r Report, p: &Paragraph, range: &Range<usize>) -> Option<&'r str> {
    Some(head_noun(report.text.at(span(p, range)?)))
}

fn span(p: &Paragraph, range: &Range<usize>) -> Option<Span> {
    let (first, last) = (
        p.tokens.get(range.start)?,
        p.tokens.get(range.end.checked_sub(1)?)?,
    );
    Span::new(first.span.start(), last.span.end())
}
