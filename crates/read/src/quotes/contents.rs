//! What a cue marks as said.

use super::attributions::Pattern;
use super::clauses::{adjuncts, clause_end, leading};
use super::cues::{Cue, lower};
use super::lexicon::{
    ADVERB, AUXILIARY, BE, CONJUNCTION, PREPOSITION, RELATIVE, SUBJECT, SUBORDINATOR, TIME,
};
use super::sources;
use super::tokens::{Kind, Paragraph, Token};
use super::verbs::{ADDRESSEE, CLAUSE, Form, INFINITIVE, NOUN, PHRASE, QUOTE, WEAK};
use record::Text;
use std::ops::Range;

type Found = (Pattern, Vec<Range<usize>>, Option<Range<usize>>);

/// What the `i`th cue says was said: how it is put, its pieces, and the source.
pub(super) fn of(
    text: &Text,
    p: &Paragraph,
    sentence: &Range<usize>,
    cues: &[Cue],
    i: usize,
) -> Option<Found> {
    let cue = &cues[i];
    let tokens = &p.tokens;
    if cue.verb.is_none() {
        return by_account(text, p, sentence, cues, i);
    }
    let (start, end) = (cue.group.start, cue.group.end);
    let speech = cue.frames & QUOTE != 0;
    let subject = cue.source.clone();
    // "Continued Ada Vane: “…”"
    if let Some(source) = subject.clone().filter(|s| s.start >= end) {
        let pieces = more_quotations(p, sentence, source.end + 1);
        return (!pieces.is_empty()).then_some((Pattern::QuoteAfter, pieces, Some(source)));
    }
    let left = subject
        .as_ref()
        .filter(|s| cue.adjacent && s.end <= start)
        .map_or(start, |s| s.start);
    // "The crowd, called “unruly,” shouted “Go home!”": what follows the cue itself goes before what precedes it.
    let quote_right = tokens
        .get(end)
        .filter(|_| end < sentence.end)
        .is_some_and(|t| matches!(t.kind, Kind::Quotation(_)));
    let quote_left = speech
        && !cue.participle
        && spoken_before(text, p, sentence, left).is_some_and(|s| {
            s.iter().all(|r| r.len() == 1) || !quote_right && at_rest(text, p, sentence, cue)
        });
    // "“…,” said X."
    if speech
        && !cue.participle
        && let Some(found) = inverted(text, p, sentence, cue)
    {
        return Some(found);
    }
    if let (true, Some(source)) = (quote_left, subject.clone()) {
        let mut pieces = spoken_before(text, p, sentence, left)?;
        pieces.extend(spoken_after(p, sentence, end));
        return Some((Pattern::QuoteBefore, pieces, Some(source)));
    }
    let after = adjuncts(text, p, sentence, cue);
    let next = tokens.get(after).filter(|_| after < sentence.end);
    let closes = next.is_none_or(|t| matches!(t.kind, Kind::Stop | Kind::Semicolon | Kind::Close));
    // "…, X said." and "…, X said, …"
    let parenthetical = next.is_some_and(|t| t.kind == Kind::Comma);
    if speech
        && !cue.participle
        && left > sentence.start + 1
        && tokens[left - 1].kind == Kind::Comma
        && (closes || parenthetical)
        && !(parenthetical && starts_speech(text, p, sentence, after + 1))
    {
        let source = subject.clone()?;
        let from = leading(p, sentence, left - 1);
        let mut pieces = vec![from..left - 1];
        if parenthetical && goes_on(tokens, after, sentence.end) {
            let until = clause_end(text, p, sentence, cues, i, after + 1);
            if until > after + 1 {
                pieces.push(after + 1..until);
            }
        }
        return Some((Pattern::Trailing, pieces, Some(source)));
    }
    if closes && !(next.is_some_and(|t| t.kind == Kind::Colon)) {
        return None;
    }
    let source = subject?;
    if source.start >= start {
        return None;
    }
    // "X said: “…”", "X said, “…”"
    if speech && next.is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Colon)) {
        if let Some(t) = tokens.get(after + 1).filter(|_| after + 1 < sentence.end) {
            if matches!(t.kind, Kind::Quotation(_)) {
                let mut pieces = vec![after + 1..after + 2];
                pieces.extend(more_quotations(p, sentence, after + 2));
                return Some((Pattern::QuoteAfter, pieces, Some(source)));
            }
            if next.is_some_and(|t| t.kind == Kind::Colon) {
                return Some((
                    Pattern::Bare,
                    vec![after + 1..clause_end(text, p, sentence, cues, i, after + 1)],
                    Some(source),
                ));
            }
            // "said, without evidence, that …"
            if let Some(that) = (after + 1..(after + 12).min(sentence.end))
                .find(|&j| tokens[j].kind == Kind::Comma)
                .filter(|&j| {
                    tokens.get(j + 1).is_some_and(|t| lower(text, t) == "that") && j + 1 < sentence.end
                })
            {
                return Some((
                    Pattern::That,
                    vec![that + 1..clause_end(text, p, sentence, cues, i, that + 1)],
                    Some(source),
                ));
            }
            // "As X put it, …"
            if source.start > sentence.start && lower(text, &tokens[source.start - 1]) == "as" {
                return Some((
                    Pattern::Trailing,
                    vec![after + 1..clause_end(text, p, sentence, cues, i, after + 1)],
                    Some(source),
                ));
            }
        }
        return None;
    }
    let next = next?;
    let word = lower(text, next);
    let until = || clause_end(text, p, sentence, cues, i, after);
    let pattern = if matches!(next.kind, Kind::Quotation(_)) {
        Pattern::QuoteAfter
    } else if !next.word() {
        return None;
    } else if word == "that" && cue.frames & (CLAUSE | QUOTE) != 0 {
        Pattern::That
    } else if word == "to" {
        (cue.frames & INFINITIVE != 0).then_some(Pattern::Infinitive)?
    } else if cue.frames & PHRASE != 0 {
        // "a group called Harbour Watch": a name, not an opinion.
        if cue
            .verb
            .is_some_and(|v| v.one_of(&["call", "dub", "name", "label"]))
            && next.capital
            && cue.group.len() == 1
            && !tokens
                .get(source.end - 1)
                .is_some_and(|t| t.capital || t.is(SUBJECT))
        {
            return None;
        }
        Pattern::Phrase
    } else if cue.frames & CLAUSE != 0 {
        if next.is(CONJUNCTION | BE | AUXILIARY) && !next.is(SUBJECT) {
            return None;
        }
        // Only the commonest verbs of speech are sure of a clause without "that".
        let sure = cue
            .verb
            .is_some_and(|v| v.one_of(&["say", "tell", "add", "ask"]) || !v.takes(NOUN | WEAK));
        if !sure
            && !(after..sentence.end.min(after + 25)).any(|j| sources::finite(tokens, j) || tokens[j].past)
        {
            return None;
        }
        Pattern::Bare
    } else {
        return None;
    };
    if after > end && pattern == Pattern::Phrase && cue.frames & ADDRESSEE == 0 {
        return None;
    }
    let end = match next.kind {
        // "shouted “Go home!” at the crowd": a whole sentence in marks ends with them.
        Kind::Quotation(_) if cue.frames & CLAUSE == 0 || starts_speech(text, p, sentence, after) => {
            return Some((pattern, more_quotations(p, sentence, after), Some(source)));
        }
        _ => until(),
    };
    if end <= after {
        return None;
    }
    let pattern = if cue.participle && pattern != Pattern::QuoteAfter {
        Pattern::Participle
    } else {
        pattern
    };
    Some((pattern, vec![after..end], Some(source)))
}

/// Whether nothing that could be its content follows the cue.
fn at_rest(text: &Text, p: &Paragraph, sentence: &Range<usize>, cue: &Cue) -> bool {
    let after = adjuncts(text, p, sentence, cue);
    p.tokens
        .get(after)
        .filter(|_| after < sentence.end)
        .is_none_or(|t| !t.word())
}

/// Whether a quotation that starts as a sentence does stands at token `at`.
fn starts_speech(text: &Text, p: &Paragraph, sentence: &Range<usize>, at: usize) -> bool {
    matches!(p.tokens.get(at).filter(|_| at < sentence.end).map(|t| t.kind), Some(Kind::Quotation(i))
        if text.at(p.marked[i].inner).starts_with(|c: char| !c.is_lowercase()))
}

/// Direct speech that ends right before token `left`: its quotations, first to last.
fn spoken_before(
    text: &Text,
    p: &Paragraph,
    sentence: &Range<usize>,
    left: usize,
) -> Option<Vec<Range<usize>>> {
    let mut at = left.checked_sub(1).filter(|&i| i >= sentence.start)?;
    let comma = p.tokens[at].kind == Kind::Comma;
    if comma {
        at = at.checked_sub(1).filter(|&i| i >= sentence.start)?;
    }
    let Kind::Quotation(i) = p.tokens[at].kind else {
        return None;
    };
    let inner = text
        .at(p.marked[i].inner)
        .trim_end_matches(['’', '\'', '”', '"', ' ']);
    // A word or two inside the sentence, without a comma that parts it off, is no speech.
    if !comma && !inner.ends_with([',', '?', '!', '.', '…', '—', '–', '-']) {
        return None;
    }
    // "He called it “a shame,” Ms. Vane said.": the quotation is a part of the clause before the cue.
    if at > sentence.start {
        let before = &p.tokens[at - 1];
        let fragment = text.at(p.marked[i].inner).starts_with(char::is_lowercase);
        if fragment || before.word() && !before.is(CONJUNCTION | ADVERB) {
            let from = leading(p, sentence, at);
            return Some(vec![from..at + 1]);
        }
    }
    let mut pieces = vec![at..at + 1];
    while at > sentence.start && matches!(p.tokens[at - 1].kind, Kind::Quotation(_)) {
        at -= 1;
        pieces.insert(0, at..at + 1);
    }
    Some(pieces)
}

/// Direct speech that goes on after the cue: "“…,” X said, “…”".
fn spoken_after(p: &Paragraph, sentence: &Range<usize>, end: usize) -> Vec<Range<usize>> {
    let limit = (end + 16).min(sentence.end);
    for at in end..limit {
        match p.tokens[at].kind {
            Kind::Quotation(_)
                if at > end
                    && matches!(
                        p.tokens[at - 1].kind,
                        Kind::Comma | Kind::Colon | Kind::Stop | Kind::Dash
                    ) =>
            {
                let mut pieces = vec![at..at + 1];
                pieces.extend(more_quotations(p, sentence, at + 1));
                return pieces;
            }
            Kind::Word | Kind::Comma if p.tokens[at].verb.is_none_or(|v| !v.quotes()) => {}
            _ => break,
        }
    }
    Vec::new()
}

fn more_quotations(p: &Paragraph, sentence: &Range<usize>, from: usize) -> Vec<Range<usize>> {
    (from..sentence.end)
        .take_while(|&i| matches!(p.tokens[i].kind, Kind::Quotation(_)))
        .map(|i| i..i + 1)
        .collect()
}

/// "“…,” said X." and "…, said X."
fn inverted(text: &Text, p: &Paragraph, sentence: &Range<usize>, cue: &Cue) -> Option<Found> {
    let (start, end) = (cue.group.start, cue.group.end);
    let tokens = &p.tokens;
    if end - start > 2 || !matches!(cue.verb?.form, Form::Past | Form::Present) || start <= sentence.start {
        return None;
    }
    let before = &tokens[start - 1];
    if !matches!(before.kind, Kind::Comma | Kind::Quotation(_)) {
        return None;
    }
    let quoted = spoken_before(text, p, sentence, start);
    let source = sources::after(p, end, sentence.end, false)?;
    let first = &tokens[source.start];
    if first.is(SUBJECT) && quoted.is_none() || lower(text, first) == "that" {
        return None;
    }
    if let Some(mut pieces) = quoted {
        pieces.extend(spoken_after(p, sentence, source.end));
        return Some((Pattern::QuoteInverted, pieces, Some(source)));
    }
    if before.kind != Kind::Comma || cue.frames & ADDRESSEE != 0 || cue.source.is_some() {
        return None;
    }
    // Without quote marks only where nothing but the speaker's name follows, and a whole clause goes before.
    let rest = tokens.get(source.end).filter(|_| source.end < sentence.end);
    let clean = rest.is_none_or(|t| {
        matches!(t.kind, Kind::Stop | Kind::Comma | Kind::Semicolon) || t.is(PREPOSITION | TIME | RELATIVE)
    });
    let from = leading(p, sentence, start - 1);
    let clause = (from..start - 1).any(|i| sources::finite(tokens, i));
    (clean && clause && first.capital)
        .then(|| (Pattern::TrailingInverted, vec![from..start - 1], Some(source)))
}

/// "according to X, …" and "…, according to X".
fn by_account(text: &Text, p: &Paragraph, sentence: &Range<usize>, cues: &[Cue], i: usize) -> Option<Found> {
    let cue = &cues[i];
    let source = cue.source.clone()?;
    let start = cue.group.start;
    let quotations = |range: Range<usize>| {
        let spoken = |i: usize| matches!(p.tokens[i].kind, Kind::Quotation(_));
        range
            .clone()
            .any(spoken)
            .then(|| range.filter(|&i| spoken(i)).map(|i| i..i + 1).collect())
    };
    // "“…,” according to X."
    let before = sentence.start..start;
    let mark = |i: usize| {
        matches!(
            p.tokens[i].kind,
            Kind::Quotation(_) | Kind::Comma | Kind::Stop | Kind::Other
        )
    };
    if before.clone().all(mark)
        && let Some(pieces) = quotations(before)
    {
        return Some((Pattern::QuoteBefore, pieces, Some(source)));
    }
    if start <= sentence.start + 1 {
        let comma = source.end;
        if comma + 1 >= sentence.end || !matches!(p.tokens[comma].kind, Kind::Comma | Kind::Colon) {
            return None;
        }
        // "According to X: “…”", not "According to the note it says: “…”".
        let after = comma + 1..sentence.end;
        let clause = source.clone().skip(1).any(|i| p.tokens[i].is(SUBJECT));
        if after.clone().all(mark)
            && !clause
            && let Some(pieces) = quotations(after)
        {
            return Some((Pattern::QuoteAfter, pieces, Some(source)));
        }
        if clause && p.tokens[comma].kind == Kind::Colon {
            return None;
        }
        let until = clause_end(text, p, sentence, cues, i, comma + 1);
        return Some((Pattern::According, vec![comma + 1..until], Some(source)));
    }
    let mut until = start;
    while until > sentence.start
        && (p.tokens[until - 1].kind == Kind::Comma || p.tokens[until - 1].is(CONJUNCTION | ADVERB))
    {
        until -= 1;
    }
    let from = leading(p, sentence, until);
    let mut pieces = vec![from..until];
    let after = source.end;
    if p.tokens.get(after).is_some_and(|t| t.kind == Kind::Comma)
        && after + 1 < sentence.end
        && p.tokens[start - 1].kind == Kind::Comma
        && goes_on(&p.tokens, after, sentence.end)
    {
        pieces.push(after + 1..clause_end(text, p, sentence, cues, i, after + 1));
    }
    (until > from).then_some((Pattern::According, pieces, Some(source)))
}

/// Whether the sentence takes up again what was said after the comma at `comma`.
fn goes_on(tokens: &[Token], comma: usize, end: usize) -> bool {
    tokens
        .get(comma + 1)
        .filter(|_| comma + 1 < end)
        .is_some_and(|t| {
            t.word()
                && !t.is(CONJUNCTION | RELATIVE | SUBORDINATOR)
                && t.verb.is_none_or(|v| v.form != Form::Participle)
                || matches!(t.kind, Kind::Quotation(_))
        })
}
