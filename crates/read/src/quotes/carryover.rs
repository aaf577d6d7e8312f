//! Whose words bare speech holds, by the speech before it or, for a paragraph of nothing but speech, by what someone said
//! in other words at the end of the one before.
//!
//! "The pier was old, Ada Vane said." and, below, "“It has been a danger for years.”": news goes on with the words
//! themselves. One person must be told to have spoken in that last sentence, and no other be named in it.

use super::attributions::{Attribution, Pattern};
use super::layouts;
use super::speakers::{People, Speaker};
use super::tokens::{Kind, Paragraph};
use record::{NameKind, Span, Text};
use std::ops::Range;

/// In hundredths, how sure a speaker is who is carried over.
const SURE: u8 = 60;

/// Verbs of those who ask: what follows is another's answer.
const ASKS: &[&str] = &["ask", "wonder", "inquire", "question", "press"];

/// The speaker of the bare speech that is `found[i]`.
pub(super) fn of(
    people: &People<'_>,
    paragraphs: &[Paragraph],
    found: &[Attribution],
    speakers: &[Speaker],
    i: usize,
) -> Speaker {
    let on = goes_on(&people.report.text, paragraphs, found, speakers, i);
    if on.name.is_some() {
        on
    } else {
        last_to_speak(people, paragraphs, found, speakers, i).unwrap_or_default()
    }
}

/// Bare speech goes on from the last quotation, in this paragraph or the one before.
fn goes_on(
    text: &Text,
    paragraphs: &[Paragraph],
    found: &[Attribution],
    speakers: &[Speaker],
    i: usize,
) -> Speaker {
    let a = &found[i];
    let Some(j) = i.checked_sub(1) else {
        return Speaker::default();
    };
    let b = &found[j];
    let near = b.paragraph == a.paragraph
        || b.paragraph + 1 == a.paragraph && b.sentence + 1 >= paragraphs[b.paragraph].sentences.len();
    let spoken = matches!(
        b.pattern,
        Pattern::QuoteBefore | Pattern::QuoteInverted | Pattern::QuoteAfter | Pattern::Alone
    ) || b
        .content
        .iter()
        .flat_map(Range::clone)
        .all(|at| paragraphs[b.paragraph].marked_at(at).is_some())
        && b.pattern != Pattern::Introduced;
    // "And the boats?" after another's answer is a turn of a dialogue, and nobody says whose.
    let asks = |a: &Attribution| {
        let last = a.content.last().and_then(|r| r.end.checked_sub(1));
        last.and_then(|at| paragraphs.get(a.paragraph)?.marked_at(at))
            .is_some_and(|m| text.at(m).ends_with('?'))
    };
    let turn = b.paragraph != a.paragraph && (asks(a) || asks(b));
    if near && spoken && !turn {
        Speaker {
            sure: 60.min(speakers[j].sure),
            ..speakers[j].clone()
        }
    } else {
        Speaker::default()
    }
}

fn last_to_speak(
    people: &People<'_>,
    paragraphs: &[Paragraph],
    found: &[Attribution],
    speakers: &[Speaker],
    i: usize,
) -> Option<Speaker> {
    let text = &people.report.text;
    let a = found.get(i)?;
    let p = paragraphs.get(a.paragraph)?;
    let number = a.paragraph.checked_sub(1)?;
    let before = paragraphs.get(number).filter(|b| !b.headline)?;
    let last = before.sentences.len().checked_sub(1)?;
    let sentence = before.sentences.get(last)?;
    let asks = p
        .marked_at(a.content.first()?.start)
        .is_some_and(|m| text.at(m).ends_with('?'));
    if asks || !layouts::only_speech(p) || a.content.first()?.start != 0 {
        return None;
    }
    let told = |j: &usize| found[*j].paragraph == number && found[*j].sentence == last;
    let those: Vec<usize> = (0..i)
        .rev()
        .take_while(|&j| found[j].paragraph >= number)
        .filter(told)
        .collect();
    let speaker = speakers.get(*those.first()?)?;
    let end = (sentence.start..sentence.end)
        .rev()
        .find(|&t| !matches!(before.tokens[t].kind, Kind::Stop | Kind::Other))?;
    let mut reaches = false;
    for &j in &those {
        let b = &found[j];
        let verbs = before.tokens.get(b.cue.clone())?;
        let question = verbs.iter().any(|t| t.verb.is_some_and(|v| v.one_of(ASKS)));
        if question || b.pattern == Pattern::Alone || speakers.get(j)?.name != speaker.name {
            return None;
        }
        let ends = b.content.iter().chain([&b.cue]).chain(&b.source);
        reaches |= ends.map(|r| r.end).max()? > end;
    }
    let whole = Span::new(
        before.tokens[sentence.start].span.start(),
        before.tokens[sentence.end - 1].span.end(),
    )?;
    let alone = people
        .names(whole)
        .iter()
        .all(|n| n.kind != NameKind::Person || Some(&n.entity) == speaker.entity.as_ref());
    (reaches && alone && speaker.name.is_some() && speaker.sure >= SURE).then(|| Speaker {
        sure: SURE,
        ..speaker.clone()
    })
}
