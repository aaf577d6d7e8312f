//! Where a cue stands in a sentence, and what its subject is.
//!
//! A form that is also a noun ("claims", "report") is a cue only where its neighbours make it a verb; what has not been
//! said ("would say", "did not say", "declined to say") is none.

use super::lexicon::{
    ADVERB, AUXILIARY, BE, CONJUNCTION, DETERMINER, MODAL, NEGATION, POSSESSIVE, PREPOSITION, RELATIVE,
    SUBJECT, SUBORDINATOR, TIME,
};
use super::sources;
use super::tokens::{Kind, Paragraph, Token};
use super::verbs::{CLAUSE, Form, Frame, INFINITIVE, NOUN, PHRASE, QUOTE, Verb, WEAK};
use record::Text;
use std::ops::Range;

/// A cue found in a sentence, before its content is known.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    /// Its tokens, with auxiliaries and particle.
    pub group: Range<usize>,
    /// Its verb; none for "according to".
    pub verb: Option<Verb>,
    /// What may follow it.
    pub frames: Frame,
    /// Whether it is a bare participle: "…, saying …".
    pub participle: bool,
    /// Whose words it marks.
    pub source: Option<Range<usize>>,
    /// Whether the source stands right before it.
    pub adjacent: bool,
}

/// The cues of `sentence` with their subjects, in order.
pub(super) fn find(text: &Text, p: &Paragraph, sentence: &Range<usize>) -> Vec<Cue> {
    let mut cues = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if let Some(cue) = according(text, p, sentence, at).or_else(|| verbal(text, p, sentence, at)) {
            at = cue.group.end.max(at + 1);
            cues.push(cue);
        } else {
            at += 1;
        }
    }
    subjects(text, p, sentence, &mut cues);
    cues
}

/// A token's words in lower case.
pub(super) fn lower(text: &Text, token: &Token) -> String {
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
    let source = sources::after(p, at + 2, sentence.end, true);
    Some(Cue {
        group: at..at + 2,
        verb: None,
        frames: CLAUSE,
        participle: false,
        source,
        adjacent: true,
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
    if let Some(cue) = gone_on(text, p, sentence, at, verb) {
        return Some(cue);
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
            adjacent: true,
        });
    }
    let fits = match verb.form {
        Form::Past => {
            !be && !before.is_some_and(|t| {
                t.is(DETERMINER | POSSESSIVE | PREPOSITION)
                    && !t.is(SUBJECT | RELATIVE)
                    && !pronominal(text, t)
            }) && !next_is("by")
        }
        Form::Present => {
            !be && !auxiliary
                && (!verb.takes(NOUN)
                    || !noun_before(before)
                        && (before.is_some_and(|t| t.capital || t.is(SUBJECT)) || opens_clause(next)))
        }
        Form::Base => {
            !be && (auxiliary
                || before.is_some_and(|t| plural(text, t) && !(verb.takes(NOUN) && noun_before(Some(t)))))
        }
        // "…, saying"; after a noun only a verb of speech: "a statement saying".
        Form::Participle => {
            be || before.is_some_and(|t| t.kind == Kind::Comma || t.kind == Kind::Dash || t.is(CONJUNCTION))
                && !verb.takes(WEAK)
                || before.is_some_and(|t| t.word() && !t.is(DETERMINER | POSSESSIVE | PREPOSITION))
                    && verb.quotes()
                    && !verb.takes(WEAK)
                || before.is_some_and(|t| besides(text, t))
                    && verb.quotes()
                    && !verb.takes(WEAK)
                    && next.is_some_and(speech)
        }
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
        adjacent: true,
    })
}

/// "went on to say" with its last word at token `at`: what one went on to was said.
fn gone_on(text: &Text, p: &Paragraph, sentence: &Range<usize>, at: usize, verb: Verb) -> Option<Cue> {
    let start = at.checked_sub(3).filter(|&i| i >= sentence.start)?;
    let [went, on, to] = p.tokens.get(start..at)? else {
        return None;
    };
    let goes = matches!(lower(text, went).as_str(), "went" | "goes");
    let fits = goes && lower(text, on) == "on" && lower(text, to) == "to" && verb.form == Form::Base;
    (fits && verb.quotes()).then(|| Cue {
        group: start..at + 1,
        verb: Some(verb),
        frames: verb.frames,
        participle: false,
        source: None,
        adjacent: true,
    })
}

/// "before saying, “…”", "by adding: “…”": words before a participle of something done besides.
fn besides(text: &Text, token: &Token) -> bool {
    matches!(lower(text, token).as_str(), "before" | "after" | "by" | "while")
}

/// Whether speech may stand from this token on.
fn speech(token: &Token) -> bool {
    matches!(token.kind, Kind::Comma | Kind::Colon | Kind::Quotation(_))
}

/// "Continued Ada Vane: “…”": who stands between a cue that starts its sentence and a colon.
fn herald(text: &Text, p: &Paragraph, sentence: &Range<usize>, cue: &Cue) -> Option<Range<usize>> {
    let verb = cue.verb.filter(|v| v.quotes() && v.form != Form::Participle)?;
    let source = sources::after(p, cue.group.end, sentence.end, false)?;
    let tokens = p.tokens.get(source.clone())?;
    let first = tokens.first()?;
    let plain = tokens.iter().all(|t| {
        !t.is(PREPOSITION) || t.is(DETERMINER) || t.capital || matches!(text.at(t.span), "of" | "for")
    });
    let opens = cue.group.start == sentence.start && verb.form != Form::Base;
    let colon = p.tokens.get(source.end).is_some_and(|t| t.kind == Kind::Colon);
    (opens && colon && plain && (first.capital || first.is(DETERMINER))).then_some(source)
}

/// Whether a clause or a quotation may start here, which no noun before it could take.
fn opens_clause(next: Option<&Token>) -> bool {
    next.is_some_and(|t| {
        t.is(SUBJECT | DETERMINER | POSSESSIVE | SUBORDINATOR)
            || t.capital
            || matches!(t.kind, Kind::Quotation(_) | Kind::Colon)
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
            "they", "we", "i", "who", "people", "police", "many", "some", "others", "men", "women",
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
fn subjects(text: &Text, p: &Paragraph, sentence: &Range<usize>, cues: &mut [Cue]) {
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
                .take(8)
                .filter(|c| c.verb.is_some_and(Verb::quotes))
                .find_map(|c| c.source.clone())
        };
        if cues[i].participle {
            // "…, saying …": whoever the sentence is about.
            let direct = before.is_some_and(|t| t.word() && !t.is(ADVERB | CONJUNCTION | PREPOSITION));
            cues[i].adjacent = direct;
            cues[i].source = if direct {
                // "with an official saying": the phrase after "with".
                let with = (sentence.start.max(start.saturating_sub(12))..start)
                    .rev()
                    .find(|&j| lower(text, &p.tokens[j]) == "with");
                // "emailed supporters saying": without an article it may be someone's object.
                sources::before(p, with.map_or(sentence.start, |j| j + 1), start).filter(|s| {
                    p.tokens[s.start].capital || p.tokens[s.start].is(DETERMINER | POSSESSIVE | RELATIVE)
                })
            } else {
                shared(cues).or_else(|| sources::first(p, sentence.start..start))
            };
            continue;
        }
        // "Ms. Vane said … and added …": the second verb shares the subject of the first.
        let coordinated = before.is_some_and(|t| t.is(CONJUNCTION));
        cues[i].source = if coordinated {
            cues[i].adjacent = false;
            shared(cues).or_else(|| sources::first(p, sentence.start..start))
        } else {
            sources::before(p, sentence.start, start).or_else(|| herald(text, p, sentence, &cues[i]))
        };
    }
}
