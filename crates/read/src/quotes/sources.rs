//! The noun phrase that names a speaker, to the left or to the right of a cue.
//!
//! There is no tagger here: a phrase is bounded by function words, verbs and marks, and where its start is in doubt
//! there is none.

use super::lexicon::{
    ADVERB, ASIDE, AUXILIARY, BE, CONJUNCTION, DETERMINER, INDEFINITE, OBJECT, OCCASION, POSSESSIVE,
    PREPOSITION, RELATIVE, SUBJECT, SUBORDINATOR, TIME, VERB,
};
use super::tokens::{Kind, Paragraph, Token};
use super::verbs::{Form, NOUN};
use std::ops::Range;

/// No phrase is sought further from its cue than this many tokens.
const REACH: usize = 45;

/// Whether the token is most likely a finite verb.
pub(super) fn finite(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|t| t.word() && !t.capital) else {
        return false;
    };
    if token.is(BE | AUXILIARY) {
        return true;
    }
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let after_preposition = before.is_some_and(|t| t.is(DETERMINER | POSSESSIVE | PREPOSITION) || t.genitive);
    // "a spokesman reached by telephone": a participle, not the clause's verb.
    let reduced = tokens.get(at + 1).is_some_and(|t| t.is(PREPOSITION))
        && before.is_some_and(|t| t.word() && !t.is(SUBJECT | RELATIVE));
    if token.is(VERB) {
        return !after_preposition && !reduced;
    }
    // A past form that the lexicons don't hold, with an object after it.
    if token.past && token.class == 0 && token.verb.is_none() {
        return !after_preposition
            && before.is_some_and(|t| t.word() && !t.is(AUXILIARY | BE | ADVERB))
            && tokens
                .get(at + 1)
                .is_some_and(|t| t.is(DETERMINER | POSSESSIVE | OBJECT) && !t.is(TIME));
    }
    token.verb.is_some_and(|v| match v.form {
        Form::Past => !after_preposition && (!reduced || v.one_of(&["say", "tell"])),
        Form::Present => !v.takes(NOUN) && !after_preposition,
        Form::Base | Form::Participle => false,
    })
}

/// The subject that ends before token `end`, within `floor..end`: its tokens.
pub(super) fn before(p: &Paragraph, floor: usize, end: usize) -> Option<Range<usize>> {
    let tokens = &p.tokens;
    let floor = floor.max(end.saturating_sub(REACH));
    let mut end = without_time(tokens, floor, end);
    let mut close = end;
    // "Ms. Vane, 41, a pilot from Ellery, said": step back over what stands between commas.
    let mut apposed = false;
    for _ in 0..4 {
        if end <= floor || tokens[end - 1].kind != Kind::Comma {
            break;
        }
        let comma = (floor..end - 1)
            .rev()
            .find(|&i| matches!(tokens[i].kind, Kind::Comma | Kind::Stop | Kind::Semicolon))?;
        if tokens[comma].kind != Kind::Comma || comma == floor {
            return None;
        }
        let between = &tokens[comma + 1..end - 1];
        // "…, and later sank, said Vane": a clause, no apposition.
        if between.first().is_some_and(|t| t.is(CONJUNCTION)) {
            return None;
        }
        let aside = between
            .iter()
            .all(|t| t.is(ASIDE | ADVERB | TIME | PREPOSITION | DETERMINER))
            || is_aside(between);
        if aside && !apposed {
            close = comma;
        } else if !apposed {
            close = end - 1;
        }
        apposed |= !aside;
        end = comma;
        let start = core(tokens, floor, end)?;
        let lower = !tokens[start].capital && !tokens[start].is(DETERMINER | POSSESSIVE | SUBJECT);
        let figure = end - start == 1 && !tokens[start].capital;
        // "Ada Vane, the head of the Port Union, a charity, said": the name comes first.
        if tokens[start].is(DETERMINER)
            && start > floor + 2
            && tokens[start - 1].kind == Kind::Comma
            && tokens[start - 2].capital
            && let Some(name) = core(tokens, floor, start - 1)
            && (name..start - 1).all(|i| tokens[i].capital)
        {
            return accept(tokens, name, close);
        }
        if start > floor + 1 && tokens[start - 1].kind == Kind::Comma && (lower || figure) {
            end = start;
            continue;
        }
        return accept(tokens, start, close);
    }
    let start = core(tokens, floor, end)?;
    accept(tokens, start, close.max(end).min(close))
}

/// "for example", "for his part", "for one": it stands between commas and names no one.
fn is_aside(between: &[Token]) -> bool {
    between.first().is_some_and(|t| t.is(PREPOSITION) && !t.capital) && between.len() <= 4
}

/// The start of the plain noun phrase that ends before `end`.
fn core(tokens: &[Token], floor: usize, end: usize) -> Option<usize> {
    let mut start = end;
    let mut conjunction = None;
    let mut depth = 0usize;
    while start > floor {
        let at = start - 1;
        let token = &tokens[at];
        match token.kind {
            Kind::Close => depth += 1,
            Kind::Open if depth == 0 => break,
            Kind::Open => depth -= 1,
            _ if depth > 0 => {}
            Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Dash => break,
            Kind::Quotation(_) if at + 1 == end => return None,
            Kind::Quotation(_) => break,
            Kind::Word | Kind::Other => {
                let last = at + 1 == end;
                if token.is(RELATIVE)
                    && !token.is(POSSESSIVE)
                    && !token.capital
                    && (last || !token.is(DETERMINER) || next_is_subject(tokens, at))
                {
                    return last.then_some(at);
                }
                if token.is(SUBJECT) {
                    if last {
                        return Some(at);
                    }
                    break;
                }
                // "hours after officials said": "after" opens a clause there, but may open the sentence ("After the vote …").
                let opens = !token.is(PREPOSITION | DETERMINER | ADVERB)
                    || token.is(PREPOSITION) && at > floor && !last;
                if token.is(SUBORDINATOR) && opens {
                    break;
                }
                if finite(tokens, at) {
                    if let Some(c) = conjunction {
                        start = c + 1;
                    }
                    break;
                }
                if token.is(CONJUNCTION) {
                    conjunction = Some(at);
                }
            }
        }
        start -= 1;
    }
    strip(tokens, start, end)
}

fn next_is_subject(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at + 1)
        .is_some_and(|t| t.is(SUBJECT | DETERMINER | POSSESSIVE) || t.capital)
}

/// Leaves out what stands before the phrase: "But", "Later", "On Monday", "In an interview".
fn strip(tokens: &[Token], mut start: usize, end: usize) -> Option<usize> {
    while start < end
        && tokens[start].is(CONJUNCTION | ADVERB | ASIDE | TIME | SUBORDINATOR)
        && !tokens[start].is(DETERMINER | PREPOSITION | SUBJECT)
    {
        start += 1;
    }
    if start < end && tokens[start].is(PREPOSITION) {
        start = (start + 2..end).rev().find(|&i| {
            let (before, here) = (&tokens[i - 1], &tokens[i]);
            let open = before.is(PREPOSITION | DETERMINER | POSSESSIVE | CONJUNCTION) || before.genitive;
            let name = here.capital && !here.is(TIME) && (!before.capital || before.is(TIME));
            !open && before.word() && (here.is(DETERMINER | POSSESSIVE | SUBJECT) || name)
        })?;
    }
    (start < end).then_some(start)
}

/// "Mr. Vane on Tuesday said": the phrase ends before the day.
fn without_time(tokens: &[Token], floor: usize, end: usize) -> usize {
    let mut at = end;
    while at > floor + 1 && tokens[at - 1].is(TIME) {
        at -= 1;
    }
    if at == end {
        return end;
    }
    let day = tokens[at].capital;
    if at > floor + 1 && tokens[at - 1].is(PREPOSITION | DETERMINER) {
        at -= 1;
    }
    // "a poll released Saturday found": the day belongs to the phrase.
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    if at > floor && day && before.is_some_and(|t| t.word() && !t.past && !t.is(PREPOSITION)) {
        at
    } else {
        end
    }
}

fn accept(tokens: &[Token], start: usize, end: usize) -> Option<Range<usize>> {
    let last = tokens.get(end.checked_sub(1)?)?;
    let first = tokens.get(start)?;
    let bad = last.is(OBJECT | PREPOSITION | DETERMINER)
        && end - start == 1
        && !last.is(RELATIVE)
        && !stands_alone(last)
        || first.is(OBJECT) && !first.is(POSSESSIVE) && !first.is(SUBJECT)
        || first.kind != Kind::Word
        || end <= start;
    (!bad).then_some(start..end)
}

/// "Many said", "others said", "both said".
fn stands_alone(token: &Token) -> bool {
    token.is(DETERMINER) && !token.is(PREPOSITION)
}

/// The subject that starts at token `from` and ends before `limit`, after an inverted cue, or (`account`) after
/// "according to", where a comma ends it sooner.
pub(super) fn after(p: &Paragraph, from: usize, limit: usize, account: bool) -> Option<Range<usize>> {
    let tokens = &p.tokens;
    let limit = limit.min(from + REACH);
    let first = tokens.get(from).filter(|t| t.word() && from < limit)?;
    if first.is(PREPOSITION | CONJUNCTION | AUXILIARY | BE | OBJECT)
        && !first.is(POSSESSIVE)
        && !first.is(DETERMINER)
        || first.is(TIME)
    {
        return None;
    }
    if first.is(SUBJECT) {
        return Some(from..from + 1);
    }
    let mut end = from;
    let mut depth = 0usize;
    let mut apposed = false;
    while end < limit {
        let token = &tokens[end];
        let next = tokens.get(end + 1).filter(|_| end + 1 < limit);
        let stop = match token.kind {
            Kind::Open => {
                depth += 1;
                false
            }
            Kind::Close if depth == 0 => true,
            Kind::Close => {
                depth -= 1;
                false
            }
            _ if depth > 0 => false,
            Kind::Comma => next.is_none_or(|n| {
                !n.word()
                    || account && !n.is(INDEFINITE)
                    || n.is(RELATIVE
                        | CONJUNCTION
                        | SUBORDINATOR
                        | PREPOSITION
                        | SUBJECT
                        | AUXILIARY
                        | BE
                        | ADVERB)
                        && !n.is(DETERMINER)
                    || n.verb.is_some_and(|v| v.form == Form::Participle)
            }),
            Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Quotation(_) => true,
            Kind::Word | Kind::Other => {
                end > from
                    && (token.is(TIME)
                        || adjunct(token, next)
                        || token.is(RELATIVE) && !token.is(DETERMINER) && !apposed
                        || token.is(SUBORDINATOR) && !token.is(PREPOSITION | DETERMINER | ADVERB)
                        || !apposed && finite(tokens, end))
            }
        };
        if stop {
            break;
        }
        apposed |= token.kind == Kind::Comma;
        end += 1;
    }
    while end > from && (tokens[end - 1].kind == Kind::Comma || tokens[end - 1].is(CONJUNCTION)) {
        end -= 1;
    }
    (end > from).then_some(from..end)
}

/// Where and when it was said, after the speaker: "in a statement", "on Tuesday", "during the vote".
pub(super) fn adjunct(token: &Token, next: Option<&Token>) -> bool {
    token.is(OCCASION) && !token.capital && next.is_some_and(|n| n.is(TIME | POSSESSIVE | INDEFINITE))
}

/// The subject of the sentence `range`: what stands before its first finite verb.
pub(super) fn first(p: &Paragraph, range: Range<usize>) -> Option<Range<usize>> {
    let verb = range.clone().take(REACH).find(|&i| finite(&p.tokens, i))?;
    before(p, range.start, verb)
}
