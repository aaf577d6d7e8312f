//! Attributions within a sentence: a cue, who stands as its subject, and what was said.
//!
//! The patterns are those of English news: "X said that …", "…, X said", "…, said X", "…, X said, …",
//! "X told Y …", "X called for …", "…, saying …", "according to X, …", "As X put it, …".

use super::cues::{ADDRESSEE, CLAUSE, Form, Frame, INFINITIVE, NOUN, PHRASE, QUOTE, Verb, WEAK};
use super::lexicon::{
    ADVERB, ASIDE, AUDIENCE, AUXILIARY, BE, CONJUNCTION, DETERMINER, MODAL, NEGATION, OBJECT, POSSESSIVE,
    PREPOSITION, RELATIVE, SUBJECT, SUBORDINATOR, TIME,
};
use super::sources;
use super::tokens::{Kind, Paragraph, Token};
use record::Text;
use std::ops::Range;

/// How what was said stands to its cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pattern {
    /// "“…,” X said."
    QuoteBefore,
    /// "“…,” said X."
    QuoteInverted,
    /// "X said: “…”"
    QuoteAfter,
    /// "…, X said." and "…, X said, …"
    Trailing,
    /// "…, said X."
    TrailingInverted,
    /// "X said that …"
    That,
    /// "X said …"
    Bare,
    /// "X promised to …"
    Infinitive,
    /// "X rejected …"
    Phrase,
    /// "…, saying …"
    Participle,
    /// "according to X"
    According,
    /// Nothing but the words of direct speech.
    Alone,
    /// "X: “…”", "“…” — X"
    Layout,
}

/// An attribution in tokens of one paragraph.
#[derive(Debug, Clone)]
pub(super) struct Attribution {
    /// Which paragraph.
    pub paragraph: usize,
    /// Which sentence of it.
    pub sentence: usize,
    /// How it is put.
    pub pattern: Pattern,
    /// Whether its cue is one of attitude rather than speech.
    pub weak: bool,
    /// The cue's tokens.
    pub cue: Range<usize>,
    /// The source's tokens.
    pub source: Option<Range<usize>>,
    /// The content's pieces, in tokens of the paragraph.
    pub content: Vec<Range<usize>>,
    /// Pieces in later paragraphs: paragraph and tokens.
    pub further: Vec<(usize, Range<usize>)>,
}

/// A cue found in a sentence, before its content is known.
#[derive(Debug, Clone)]
struct Cue {
    group: Range<usize>,
    verb: Option<Verb>,
    frames: Frame,
    participle: bool,
    source: Option<Range<usize>>,
}

/// The attributions of sentence `number` of `p`.
pub(super) fn find(text: &Text, p: &Paragraph, number: usize) -> Vec<Attribution> {
    let Some(sentence) = p.sentences.get(number).cloned() else {
        return Vec::new();
    };
    let mut cues = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if let Some(cue) = according(text, p, &sentence, at).or_else(|| verbal(text, p, &sentence, at)) {
            at = cue.group.end.max(at + 1);
            cues.push(cue);
        } else {
            at += 1;
        }
    }
    subjects(p, &sentence, &mut cues);
    let mut found: Vec<Attribution> = Vec::new();
    for i in 0..cues.len() {
        let Some((pattern, content, source)) = content(text, p, &sentence, &cues, i) else {
            continue;
        };
        let cue = &cues[i];
        found.push(Attribution {
            paragraph: 0,
            sentence: number,
            pattern,
            weak: cue.frames & WEAK != 0,
            cue: cue.group.clone(),
            source,
            content,
            further: Vec::new(),
        });
    }
    found
}

fn lower(text: &Text, token: &Token) -> String {
    text.at(token.span).to_lowercase()
}

/// "according to X" at token `at`.
fn according(text: &Text, p: &Paragraph, sentence: &Range<usize>, at: usize) -> Option<Cue> {
    let (first, second) = (p.tokens.get(at)?, p.tokens.get(at + 1)?);
    if !first.word()
        || !text.at(first.span).eq_ignore_ascii_case("according")
        || !text.at(second.span).eq_ignore_ascii_case("to")
    {
        return None;
    }
    let source = sources::after(p, at + 2, sentence.end);
    Some(Cue {
        group: at..at + 2,
        verb: None,
        frames: CLAUSE,
        participle: false,
        source,
    })
}

/// The cue whose verb is token `at`.
fn verbal(text: &Text, p: &Paragraph, sentence: &Range<usize>, at: usize) -> Option<Cue> {
    let tokens = &p.tokens;
    let token = tokens.get(at)?;
    let verb = token.verb?;
    if token.capital && at > sentence.start && !p.headline {
        return None;
    }
    let mut start = at;
    let (mut be, mut negated, mut modal, mut auxiliary) = (false, false, false, false);
    while start > sentence.start {
        let t = &tokens[start - 1];
        if !t.word() || !t.is(AUXILIARY | BE | ADVERB | NEGATION | MODAL) || t.is(SUBJECT | DETERMINER) {
            break;
        }
        // "the official there said", "those here said": an adverb of place belongs to the noun.
        be |= t.is(BE);
        negated |= t.is(NEGATION);
        modal |= t.is(MODAL);
        auxiliary |= t.is(AUXILIARY);
        start -= 1;
    }
    let before = start
        .checked_sub(1)
        .filter(|_| start > sentence.start)
        .map(|i| &tokens[i]);
    if before.is_some_and(|t| t.is(NEGATION)) || negated || modal {
        return None;
    }
    let next = tokens.get(at + 1).filter(|_| at + 1 < sentence.end);
    let next_is = |word: &str| next.is_some_and(|t| text.at(t.span).eq_ignore_ascii_case(word));
    // "was quoted as saying"
    if verb.one_of(&["quote"])
        && next_is("as")
        && tokens.get(at + 2).is_some_and(|t| lower(text, t) == "saying")
    {
        return Some(Cue {
            group: start..at + 3,
            verb: Some(verb),
            frames: QUOTE | CLAUSE,
            participle: false,
            source: None,
        });
    }
    let fits = match verb.form {
        Form::Past => {
            !be && !before.is_some_and(|t| {
                t.is(DETERMINER | POSSESSIVE) && !t.is(SUBJECT | RELATIVE) && !pronominal(text, t)
            }) && !next_is("by")
        }
        Form::Present => !be && !auxiliary && !(verb.takes(NOUN) && noun_before(before)),
        Form::Base => {
            auxiliary && !be
                || before.is_some_and(|t| plural(text, t) && !(verb.takes(NOUN) && noun_before(Some(t))))
                    && !be
        }
        Form::Participle => !before.is_some_and(|t| t.is(DETERMINER | POSSESSIVE | PREPOSITION)) || be,
    };
    if !fits {
        return None;
    }
    let mut end = at + 1;
    let mut frames = verb.frames;
    if let Some(particle) = next.filter(|t| t.word()).and_then(|t| verb.with(&lower(text, t))) {
        frames = particle | (verb.frames & (WEAK | NOUN));
        end += 1;
    } else if next.is_some_and(|t| t.is(PREPOSITION) && !t.is(SUBORDINATOR | TIME))
        && !verb.quotes()
        && !next_is("to")
    {
        return None;
    }
    if frames & (QUOTE | CLAUSE | PHRASE | INFINITIVE) == 0 {
        return None;
    }
    let participle = verb.form == Form::Participle && !be;
    Some(Cue {
        group: start..end,
        verb: Some(verb),
        frames,
        participle,
        source: None,
    })
}

fn noun_before(before: Option<&Token>) -> bool {
    before.is_none_or(|t| {
        !t.word()
            || t.genitive
            || t.is(DETERMINER | POSSESSIVE | PREPOSITION | CONJUNCTION | TIME | ADVERB)
                && !t.is(SUBJECT | RELATIVE)
    })
}

/// Whether a base form can agree with the word before it.
fn plural(text: &Text, token: &Token) -> bool {
    let word = lower(text, token);
    token.word()
        && !token.genitive
        && ([
            "they", "we", "i", "you", "who", "people", "police", "many", "some", "others", "men", "women",
            "children",
        ]
        .contains(&word.as_str())
            || word.len() > 3
                && word.ends_with('s')
                && !word.ends_with("ss")
                && !token.is(TIME | BE | AUXILIARY | POSSESSIVE | DETERMINER | PREPOSITION))
}

/// Quantifiers that stand for people: "many said", "others said".
fn pronominal(text: &Text, token: &Token) -> bool {
    [
        "many", "some", "others", "both", "all", "most", "several", "another", "few", "one", "two", "three",
        "those", "each",
    ]
    .contains(&lower(text, token).as_str())
}

/// Finds the subject of each cue that has none yet.
fn subjects(p: &Paragraph, sentence: &Range<usize>, cues: &mut [Cue]) {
    for i in 0..cues.len() {
        if cues[i].source.is_some() || cues[i].verb.is_none() {
            continue;
        }
        let start = cues[i].group.start;
        let before = start
            .checked_sub(1)
            .filter(|_| start > sentence.start)
            .map(|j| &p.tokens[j]);
        let shared = |cues: &[Cue]| {
            cues[..i]
                .iter()
                .rev()
                .filter(|c| !c.participle || c.source.is_some())
                .find_map(|c| c.source.clone())
        };
        if cues[i].participle {
            // "…, saying …": whoever the sentence is about.
            let direct = before.is_some_and(|t| t.word() && !t.is(ADVERB | CONJUNCTION | PREPOSITION));
            cues[i].source = if direct {
                sources::before(p, sentence.start, start)
            } else {
                shared(cues).or_else(|| sources::first(p, sentence.start..start))
            };
            continue;
        }
        // "Ms. Vane said … and added …": the second verb shares the subject of the first.
        let coordinated = before.is_some_and(|t| t.is(CONJUNCTION) || t.kind == Kind::Comma)
            && before.is_some_and(|t| t.is(CONJUNCTION));
        cues[i].source = if coordinated {
            shared(cues).or_else(|| sources::first(p, sentence.start..start))
        } else {
            let floor = sentence.start;
            sources::before(p, floor, start)
        };
    }
}

type Found = (Pattern, Vec<Range<usize>>, Option<Range<usize>>);

/// What the `i`th cue says was said.
fn content(text: &Text, p: &Paragraph, sentence: &Range<usize>, cues: &[Cue], i: usize) -> Option<Found> {
    let cue = &cues[i];
    let tokens = &p.tokens;
    if cue.verb.is_none() {
        return by_account(text, p, sentence, cues, i);
    }
    let (start, end) = (cue.group.start, cue.group.end);
    let speech = cue.frames & QUOTE != 0;
    let subject = cue.source.clone();
    let left = subject
        .as_ref()
        .filter(|s| s.end <= start)
        .map_or(start, |s| s.start);
    let quote_left = speech && !cue.participle && spoken_before(text, p, sentence, left).is_some();
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
        Pattern::Phrase
    } else if cue.frames & (CLAUSE | QUOTE) != 0 && (cue.frames & CLAUSE != 0) {
        if next.is(CONJUNCTION | BE | AUXILIARY) && !next.is(SUBJECT) {
            return None;
        }
        Pattern::Bare
    } else {
        return None;
    };
    if after > end && pattern == Pattern::Phrase && cue.frames & ADDRESSEE == 0 {
        return None;
    }
    let end = until();
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
    let inner = text.at(p.marked[i].inner);
    // A word or two inside the sentence, without a comma that parts it off, is no speech.
    if !comma && !inner.ends_with([',', '?', '!', '.', '…', '—', '–', '-']) {
        return None;
    }
    // "He called it “a shame,” Ms. Vane said.": the quotation is a part of the clause before the cue.
    if at > sentence.start {
        let before = &p.tokens[at - 1];
        if before.word() && !before.is(CONJUNCTION | ADVERB) {
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
    let source = sources::after(p, end, sentence.end)?;
    let first = &tokens[source.start];
    if first.is(SUBJECT) && quoted.is_none() || lower(text, first) == "that" {
        return None;
    }
    if let Some(mut pieces) = quoted {
        pieces.extend(spoken_after(p, sentence, source.end));
        return Some((Pattern::QuoteInverted, pieces, Some(source)));
    }
    if before.kind != Kind::Comma {
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
    if start <= sentence.start + 1 {
        let comma = source.end;
        if comma + 1 >= sentence.end || p.tokens[comma].kind != Kind::Comma {
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

/// Where what stands before a trailing cue starts: after the sentence's leading "But".
fn leading(p: &Paragraph, sentence: &Range<usize>, end: usize) -> usize {
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
fn adjuncts(text: &Text, p: &Paragraph, sentence: &Range<usize>, cue: &Cue) -> usize {
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
                if i > end && t.verb.is_some_and(|v| v.quotes()) {
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
        .is_some_and(|v| v.one_of(&["tell", "remind", "assure", "inform", "notify"]));
    let first = &tokens[from];
    // "warned the strike would go on": only "tell" and its like must have one.
    let pronoun = first.is(OBJECT) || first.is(AUDIENCE);
    if !told && !pronoun {
        return from;
    }
    if !told && cue.frames & PHRASE != 0 {
        return from;
    }
    let limit = (from + 16).min(sentence.end);
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
fn clause_end(
    text: &Text,
    p: &Paragraph,
    sentence: &Range<usize>,
    cues: &[Cue],
    i: usize,
    from: usize,
) -> usize {
    let tokens = &p.tokens;
    let mut end = sentence.end;
    for cue in cues.iter().skip(i + 1).filter(|c| c.group.start > from) {
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
        let marked = at > from && matches!(tokens[at - 1].kind, Kind::Comma | Kind::Dash | Kind::Semicolon);
        let shares = cue.source == cues[i].source;
        let joined = at < start && tokens[at].is(CONJUNCTION);
        if marked
            && (cue.participle
                || cue.verb.is_none()
                || at < start
                || shares
                || ends_there(tokens, sentence, cue))
        {
            end = at - 1;
            break;
        }
        if joined && shares {
            end = at;
            break;
        }
    }
    let mut depth = 0usize;
    for at in from..end {
        match tokens[at].kind {
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

/// "…, X said.": nothing follows the cue.
fn ends_there(tokens: &[Token], sentence: &Range<usize>, cue: &Cue) -> bool {
    let end = cue.group.end;
    end >= sentence.end || matches!(tokens[end].kind, Kind::Stop | Kind::Comma)
}
