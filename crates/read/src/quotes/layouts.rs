//! Speakers told by the layout alone: "Ada Vane: “…”", "“…” — Ada Vane", and a colon before a paragraph of speech.

use super::attributions::{Attribution, Pattern};
use super::cues;
use super::tokens::{Kind, Paragraph, Token};
use super::verbs::Form;
use record::Text;
use std::ops::Range;

/// A name before a colon or after a dash has at most this many words.
const NAME: usize = 6;

/// "Ada Vane: “…”" at the head of a paragraph, and in a headline also without marks.
///
/// Whether the words before the colon are a name is for the caller to see.
pub(super) fn colon(text: &Text, p: &Paragraph, head: bool) -> Option<Attribution> {
    let colon = p
        .tokens
        .iter()
        .take(NAME + 1)
        .position(|t| t.kind == Kind::Colon)?;
    let name = p.tokens.get(..colon)?;
    // "According to Ada Vane:", "Continued Ada Vane:": the first word is no part of the name.
    let said = |t: &Token| t.verb.is_some_and(|v| v.quotes() && v.form == Form::Past);
    let cue = |t: &Token| said(t) || text.at(t.span).eq_ignore_ascii_case("according");
    if name.first().is_none_or(cue)
        || !name
            .iter()
            .all(|t| t.word() && (t.capital || text.at(t.span).len() <= 3))
    {
        return None;
    }
    let end = p.tokens.len();
    let next = p.tokens.get(colon + 1)?;
    let quoted = matches!(next.kind, Kind::Quotation(_));
    let shouted = name
        .iter()
        .all(|t| text.at(t.span).chars().all(|c| !c.is_lowercase()))
        && text.at(p.tokens[0].span).len() > 2;
    let content = if quoted && end <= colon + 3 {
        colon + 1..colon + 2
    } else if head && end > colon + 2 || shouted && end > colon + 3 {
        colon + 1..trimmed(p, end)
    } else {
        return None;
    };
    Some(attribution(
        Pattern::Layout,
        0..colon,
        colon..colon + 1,
        vec![content],
    ))
}

/// "“…” — Ada Vane" in one paragraph: speech alone, a dash, a name alone.
pub(super) fn signature(p: &Paragraph) -> Option<Attribution> {
    let dash = (1..p.tokens.len().min(4)).find(|&i| p.tokens[i].kind == Kind::Dash)?;
    let speech = p.tokens[..dash]
        .iter()
        .all(|t| matches!(t.kind, Kind::Quotation(_)));
    let end = trimmed(p, p.tokens.len());
    let name = p.tokens.get(dash + 1..end)?;
    let named = !name.is_empty()
        && name[0].capital
        && name.iter().take_while(|t| t.kind != Kind::Comma).count() <= NAME;
    (speech && named).then(|| {
        attribution(
            Pattern::Layout,
            dash + 1..end,
            dash..dash + 1,
            (0..dash).map(|i| i..i + 1).collect(),
        )
    })
}

/// "— Ada Vane" in a paragraph of its own, below one of nothing but speech: the attribution, still without its content.
pub(super) fn signature_below(before: &Paragraph, p: &Paragraph) -> Option<Attribution> {
    p.tokens.first().filter(|t| t.kind == Kind::Dash)?;
    let end = trimmed(p, p.tokens.len());
    let name = p.tokens.get(1..end)?;
    let named = name.first().is_some_and(|t| t.capital)
        && name.iter().take_while(|t| t.kind != Kind::Comma).count() <= NAME
        && end < 2 * NAME;
    (only_speech(before) && named).then(|| attribution(Pattern::Layout, 1..end, 0..1, Vec::new()))
}

/// Whether a paragraph holds nothing but words in quote marks.
pub(super) fn only_speech(p: &Paragraph) -> bool {
    p.tokens.iter().any(|t| matches!(t.kind, Kind::Quotation(_)))
        && p.tokens
            .iter()
            .all(|t| matches!(t.kind, Kind::Quotation(_) | Kind::Stop | Kind::Other))
}

/// A paragraph that ends in a colon, before one of speech: the attribution, still without its content.
pub(super) fn announces(text: &Text, p: &Paragraph) -> Option<Attribution> {
    let colon = p
        .tokens
        .len()
        .checked_sub(1)
        .filter(|&i| p.tokens[i].kind == Kind::Colon)?;
    let sentence = p.sentences.last()?.clone();
    let cue = cues::find(text, p, &sentence)
        .into_iter()
        .rev()
        .find(|c| c.verb.is_some_and(|v| v.quotes()) && c.source.is_some());
    // Without a cue verb ("She went even further:") the words are kept, but no one is named.
    let (source, cue) = match cue {
        Some(cue) => (cue.source, cue.group),
        None => (None, colon..colon + 1),
    };
    let mut found = attribution(Pattern::QuoteAfter, 0..0, cue, Vec::new());
    found.source = source;
    found.sentence = p.sentences.len() - 1;
    Some(found)
}

fn trimmed(p: &Paragraph, mut end: usize) -> usize {
    while end > 0 && matches!(p.tokens[end - 1].kind, Kind::Stop | Kind::Other) {
        end -= 1;
    }
    end
}

fn attribution(
    pattern: Pattern,
    source: Range<usize>,
    cue: Range<usize>,
    content: Vec<Range<usize>>,
) -> Attribution {
    Attribution {
        paragraph: 0,
        sentence: 0,
        pattern,
        weak: false,
        chance: None,
        cue,
        source: Some(source),
        content,
        further: Vec::new(),
    }
}
