//! Where what was said starts and ends.

use super::cues::{Cue, lower};
use super::lexicon::{
    ADVERB, ASIDE, AUDIENCE, CONJUNCTION, DETERMINER, OBJECT, POSSESSIVE, PREPOSITION, RELATIVE, SUBJECT,
    SUBORDINATOR, TIME,
};
use super::sources;
use super::tokens::{Kind, Paragraph, Token};
use super::verbs::{ADDRESSEE, CLAUSE, PHRASE, QUOTE};
use record::Text;
use std::ops::Range;

/// Where what stands before a trailing cue starts: after the sentence's leading "But".
pub(super) fn leading(p: &Paragraph, sentence: &Range<usize>, end: usize) -> usize {
    let mut from = sentence.start;
    if end > from + 1 && p.tokens[from].is(CONJUNCTION) {
        from += 1;
    }
    // A semicolon parts off what someone else says.
    (from..end)
        .rev()
        .find(|&i| p.tokens[i].kind == Kind::Semicolon)
        .map_or(from, |i| i + 1)
}

/// The first token after the cue's adjuncts and addressee.
pub(super) fn adjuncts(text: &Text, p: &Paragraph, sentence: &Range<usize>, cue: &Cue) -> usize {
    let tokens = &p.tokens;
    let end = cue.group.end;
    let limit = (end + 14).min(sentence.end);
    let at = |i: usize| tokens.get(i).filter(|_| i < limit);
    let Some(next) = at(end) else { return end };
    if cue.frames & ADDRESSEE != 0 && next.word() && lower(text, next) != "that" && lower(text, next) != "to"
    {
        return addressee(text, p, sentence, end, cue);
    }
    let occasion = next.is(TIME)
        || sources::adjunct(next, at(end + 1))
        || next.is(PREPOSITION) && lower(text, next) != "to";
    if !occasion
        || cue.frames & (QUOTE | CLAUSE) == 0
        || !next.word()
        || matches!(lower(text, next).as_str(), "after" | "before" | "that")
    {
        return end;
    }
    let mut i = end;
    while let Some(t) = at(i) {
        match t.kind {
            Kind::Word => {
                let word = lower(text, t);
                if i > end && (word == "that" || t.is(SUBJECT) && !t.is(POSSESSIVE)) {
                    return i;
                }
                let before = &tokens[i - 1];
                let open = before.is(PREPOSITION | DETERMINER | POSSESSIVE) || before.genitive;
                if i > end
                    && !open
                    && (t.is(DETERMINER | POSSESSIVE) || t.capital && (before.is(TIME) || !before.capital))
                    && !t.is(TIME)
                {
                    return i;
                }
                if i > end && t.verb.is_some_and(|v| v.quotes()) && sources::finite(tokens, i) {
                    return end;
                }
            }
            Kind::Quotation(_) => return i,
            _ => return i,
        }
        i += 1;
    }
    if i >= sentence.end { i } else { end }
}

/// The first token after those who are told: "told reporters", "asked Ms. Vane to".
fn addressee(text: &Text, p: &Paragraph, sentence: &Range<usize>, from: usize, cue: &Cue) -> usize {
    let tokens = &p.tokens;
    let told = cue
        .verb
        .is_some_and(|v| v.one_of(&["tell", "remind", "assure", "inform", "notify", "ask"]));
    let first = &tokens[from];
    // "warned the strike would go on": only "tell" and its like must have one.
    let pronoun = first.is(OBJECT) || first.is(AUDIENCE);
    if !told && !pronoun || first.is(SUBORDINATOR) && !first.is(DETERMINER) {
        return from;
    }
    if !told && cue.frames & PHRASE != 0 {
        return from;
    }
    let limit = (from + 16).min(sentence.end);
    // "told the state news agency that": nothing else can start before "that".
    let that = (from + 1..limit.min(from + 9))
        .take_while(|&j| tokens[j].word() && !tokens[j].is(SUBJECT) && !sources::finite(tokens, j))
        .find(|&j| lower(text, &tokens[j]) == "that");
    if let Some(that) = that {
        return that;
    }
    let mut i = from + 1;
    while i < limit {
        let (before, t) = (&tokens[i - 1], &tokens[i]);
        match t.kind {
            Kind::Word => {
                let word = lower(text, t);
                if word == "that"
                    || t.is(SUBJECT) && !t.is(RELATIVE)
                    || matches!(word.as_str(), "to" | "how" | "why" | "what" | "whether" | "if")
                {
                    return i;
                }
                let open = before.is(PREPOSITION | DETERMINER | CONJUNCTION)
                    || before.is(POSSESSIVE) && !before.is(OBJECT)
                    || before.genitive;
                if !open
                    && (t.is(DETERMINER | POSSESSIVE) || t.capital && !before.capital && !before.is(TIME))
                    && !t.is(TIME)
                {
                    return i;
                }
                if i == from + 1 && pronoun && !t.is(PREPOSITION | TIME | CONJUNCTION | ADVERB) {
                    return i;
                }
            }
            _ => return i,
        }
        i += 1;
    }
    i
}

/// Where the clause that starts at `from` ends: at the sentence's end, or before the next cue's own clause.
pub(super) fn clause_end(
    text: &Text,
    p: &Paragraph,
    sentence: &Range<usize>,
    cues: &[Cue],
    i: usize,
    from: usize,
) -> usize {
    let tokens = &p.tokens;
    let mut end = sentence.end;
    for cue in cues.iter().skip(i + 1).take(8).filter(|c| c.group.start > from) {
        let start = cue
            .source
            .as_ref()
            .filter(|s| s.start >= from && s.start < cue.group.start)
            .map_or(cue.group.start, |s| s.start);
        let mut at = start;
        while at > from
            && tokens[at - 1].is(CONJUNCTION | SUBORDINATOR | ADVERB | ASIDE)
            && lower(text, &tokens[at - 1]) != "that"
        {
            at -= 1;
        }
        let marked = at > from
            && match tokens[at - 1].kind {
                Kind::Comma | Kind::Semicolon => true,
                Kind::Quotation(i) => text.at(p.marked[i].inner).ends_with(','),
                _ => false,
            };
        let edge = at - usize::from(at > from && tokens[at - 1].kind == Kind::Comma);
        let shares = cue.source == cues[i].source;
        let joined = at < start && tokens[at].is(CONJUNCTION);
        if marked
            && (cue.participle
                || cue.verb.is_none()
                || at < start
                || shares
                || ends_there(tokens, sentence, cue))
        {
            end = edge;
            break;
        }
        if joined && shares {
            end = at;
            break;
        }
    }
    // "While Vane warned that …, the council …", "the council, which opposed …, has": the clause ends at its comma.
    let subordinate = cues[i]
        .source
        .as_ref()
        .filter(|s| s.start < cues[i].group.start)
        .is_some_and(|s| {
            let before = s
                .start
                .checked_sub(1)
                .filter(|_| s.start > sentence.start)
                .map(|j| &tokens[j]);
            let relative = s.len() == 1 && tokens[s.start].is(RELATIVE) && !tokens[s.start].capital;
            relative && before.is_some_and(|t| t.kind == Kind::Comma || t.word())
                || s.start == sentence.start + 1
                    && before.is_some_and(|t| t.is(SUBORDINATOR) && lower(text, t) != "as")
        });
    let mut depth = 0usize;
    for at in from..end {
        match tokens[at].kind {
            Kind::Comma if depth == 0 && at > from && (subordinate || but(tokens, text, at, end)) => {
                end = at;
                break;
            }
            Kind::Semicolon => {
                end = at;
                break;
            }
            Kind::Open => depth += 1,
            Kind::Close if depth == 0 => {
                end = at;
                break;
            }
            Kind::Close => depth -= 1,
            _ => {}
        }
    }
    while end > from
        && matches!(
            tokens[end - 1].kind,
            Kind::Stop | Kind::Comma | Kind::Dash | Kind::Other
        )
    {
        end -= 1;
    }
    end
}

/// ", but the council refused": another's clause.
fn but(tokens: &[Token], text: &Text, comma: usize, end: usize) -> bool {
    tokens
        .get(comma + 1)
        .filter(|_| comma + 2 < end)
        .is_some_and(|t| matches!(lower(text, t).as_str(), "but" | "then"))
}

/// "…, X said.": nothing follows the cue.
fn ends_there(tokens: &[Token], sentence: &Range<usize>, cue: &Cue) -> bool {
    let end = cue.group.end;
    end >= sentence.end || matches!(tokens[end].kind, Kind::Stop | Kind::Comma)
}
