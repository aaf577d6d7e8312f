//! Direct speech that runs on: sentences and paragraphs of nothing but a quotation, and where each belongs.
//!
//! "“Go,” X said. “Now.”" is one quotation in two pieces; so is one that opens anew in each paragraph and closes in
//! the last. A paragraph of bare speech after a quotation goes on from it.

use super::attributions::{Attribution, Pattern};
use super::tokens::{Kind, Paragraph};
use std::collections::BTreeMap;
use std::ops::Range;

/// A quotation in a report: its paragraph and its token.
type Place = (usize, usize);

/// Joins bare speech to the attributions of `found`, and adds what belongs to none.
pub(super) fn join(paragraphs: &[Paragraph], found: &mut Vec<Attribution>) {
    let mut owners: BTreeMap<Place, usize> = BTreeMap::new();
    for (i, a) in found.iter().enumerate() {
        owners.extend(a.further.iter().map(|(n, r)| ((*n, r.start), i)));
        for piece in a.content.iter().filter(|_| direct(a)) {
            for at in piece.clone() {
                if matches!(paragraphs[a.paragraph].tokens[at].kind, Kind::Quotation(_)) {
                    owners.insert((a.paragraph, at), i);
                }
            }
        }
    }
    let announced: BTreeMap<usize, usize> = found
        .iter()
        .enumerate()
        .filter(|(_, a)| a.content.is_empty() && a.further.is_empty())
        .map(|(i, a)| (a.paragraph, i))
        .collect();
    let mut alone: Vec<Attribution> = Vec::new();
    let mut waiting: Vec<Place> = Vec::new();
    let mut carried: Option<usize> = None;
    for (number, p) in paragraphs.iter().enumerate() {
        // "She wrote:", and the next paragraph is what she wrote.
        if let Some(at) = first_quotation(p)
            && !owners.contains_key(&(number, at))
            && let Some(owner) = number.checked_sub(1).and_then(|n| announced.get(&n)).copied()
        {
            attach(found, owner, number, at);
            owners.insert((number, at), owner);
        }
        // What the paragraph before left open goes on in the first quotation of this one.
        if let Some(first) = carried.take().zip(first_quotation(p))
            && !owners.contains_key(&(number, first.1))
        {
            attach(found, first.0, number, first.1);
            owners.insert((number, first.1), first.0);
        }
        if let Some(at) = first_quotation(p)
            && let Some(&owner) = owners.get(&(number, at))
        {
            for place in waiting.drain(..) {
                attach(found, owner, place.0, place.1);
                owners.insert(place, owner);
            }
        }
        waiting.clear();
        for (k, sentence) in p.sentences.iter().enumerate() {
            let Some(bare) =
                bare(p, sentence).filter(|b| b.iter().any(|&at| !owners.contains_key(&(number, at))))
            else {
                continue;
            };
            let owner = owner_before(p, number, k, &owners)
                .or_else(|| owner_after(p, number, k, &owners))
                .or_else(|| goes_on(paragraphs, number, k, &owners));
            for at in bare {
                if owners.contains_key(&(number, at)) {
                    continue;
                }
                if let Some(owner) = owner {
                    attach(found, owner, number, at);
                    owners.insert((number, at), owner);
                } else if open_ended(p, at) {
                    waiting.push((number, at));
                } else if p.tokens[at].span.len() >= ALONE {
                    alone.push(by_itself(number, k, at));
                }
            }
        }
        carried = last_quotation(p)
            .filter(|&at| open_ended(p, at))
            .and_then(|at| owners.get(&(number, at)).copied());
    }
    found.append(&mut alone);
    found.retain(|a| !a.content.is_empty() || !a.further.is_empty());
}

/// Bare words in quote marks shorter than this many bytes may be a title or a sign.
const ALONE: usize = 30;

/// A paragraph of speech shorter than this many bytes may be an answer in a dialogue.
const GOES_ON: usize = 60;

fn direct(a: &Attribution) -> bool {
    matches!(
        a.pattern,
        Pattern::QuoteBefore | Pattern::QuoteInverted | Pattern::QuoteAfter | Pattern::Layout
    )
}

pub(super) fn by_itself(paragraph: usize, sentence: usize, at: usize) -> Attribution {
    Attribution {
        paragraph,
        sentence,
        pattern: Pattern::Alone,
        weak: false,
        chance: None,
        cue: at..at,
        source: None,
        content: vec![at..at + 1],
        further: Vec::new(),
    }
}

fn attach(found: &mut [Attribution], owner: usize, paragraph: usize, at: usize) {
    let Some(a) = found.get_mut(owner) else { return };
    if a.paragraph == paragraph {
        a.content.push(at..at + 1);
        a.content.sort_by_key(|r| r.start);
    } else {
        a.further.push((paragraph, at..at + 1));
    }
}

/// The quotations of a sentence that holds nothing else.
fn bare(p: &Paragraph, sentence: &Range<usize>) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    for at in sentence.clone() {
        match p.tokens[at].kind {
            Kind::Quotation(_) => found.push(at),
            Kind::Stop | Kind::Other | Kind::Dash | Kind::Comma => {}
            _ => return None,
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Whose speech the sentence before holds.
fn owner_before(
    p: &Paragraph,
    number: usize,
    sentence: usize,
    owners: &BTreeMap<Place, usize>,
) -> Option<usize> {
    let before = p.sentences.get(sentence.checked_sub(1)?)?;
    owners
        .range((number, before.start)..(number, before.end))
        .next_back()
        .map(|(_, &i)| i)
}

/// Whose speech the next sentence starts with.
fn owner_after(
    p: &Paragraph,
    number: usize,
    sentence: usize,
    owners: &BTreeMap<Place, usize>,
) -> Option<usize> {
    let after = p.sentences.get(sentence + 1)?;
    owners.get(&(number, after.start)).copied()
}

/// Whose speech a paragraph of nothing but speech goes on, where the one before ends in speech: a dialogue, whose turns
/// are short or are questions, is none.
fn goes_on(
    paragraphs: &[Paragraph],
    number: usize,
    sentence: usize,
    owners: &BTreeMap<Place, usize>,
) -> Option<usize> {
    let (p, before) = (paragraphs.get(number)?, paragraphs.get(number.checked_sub(1)?)?);
    let all = || {
        p.tokens
            .iter()
            .all(|t| matches!(t.kind, Kind::Quotation(_) | Kind::Stop | Kind::Other))
    };
    if sentence > 0 || p.span.len() < GOES_ON || before.headline || !all() {
        return None;
    }
    let last = before.sentences.last()?;
    let here = (number - 1, last.start)..(number - 1, last.end);
    owners.range(here).next_back().map(|(_, &i)| i)
}

fn first_quotation(p: &Paragraph) -> Option<usize> {
    p.tokens
        .first()
        .filter(|t| matches!(t.kind, Kind::Quotation(_)))
        .map(|_| 0)
}

fn last_quotation(p: &Paragraph) -> Option<usize> {
    let last = p.tokens.len().checked_sub(1)?;
    matches!(p.tokens[last].kind, Kind::Quotation(_)).then_some(last)
}

fn open_ended(p: &Paragraph, at: usize) -> bool {
    matches!(p.tokens[at].kind, Kind::Quotation(i) if p.marked[i].open_ended)
}
