//! Whom "he" and "she" mean before a cue, where one person can be meant.

use super::attributions::Attribution;
use super::lexicon::{OBJECT, POSSESSIVE, PREPOSITION, SUBJECT};
use super::speakers::{People, Speaker, head_noun};
use super::tokens::Paragraph;
use super::voices;
use crate::names::gender::Gender;
use record::{Name, NameKind, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Learns from the report's own pronouns how those are spoken of whose first name does not tell: in "Vane said she
/// …", and in paragraphs that speak of one person alone.
pub(super) fn hear<'a>(people: &mut People<'a>, paragraphs: &[Paragraph], found: &[Attribution]) {
    let mut heard: BTreeMap<&'a str, (usize, usize)> = BTreeMap::new();
    let text = &people.report.text;
    let count = |word: &str| match word.to_lowercase().as_str() {
        "he" | "his" | "him" | "himself" => (1, 0),
        "she" | "her" | "hers" | "herself" => (0, 1),
        _ => (0, 0),
    };
    for p in paragraphs {
        // Up to where a second person is named, a paragraph speaks of one.
        let named = persons(people, p, p.span);
        if named.len() == MOST {
            continue;
        }
        let mut named = named.iter().rev();
        let Some(first) = named.next() else { continue };
        let other = named.find(|n| n.entity != first.entity);
        let until = other.map_or(p.span.end(), |n| n.span.start());
        for t in p.tokens.iter().filter(|t| {
            t.class & (SUBJECT | POSSESSIVE | OBJECT) != 0
                && t.span.end() <= until
                && (other.is_none() || t.span.start() > first.span.end())
        }) {
            let (he, she) = count(text.at(t.span));
            let sum = heard.entry(&first.entity).or_default();
            *sum = (sum.0 + he, sum.1 + she);
        }
    }
    for a in found {
        let tokens = &paragraphs[a.paragraph].tokens;
        let (Some(source), Some(content)) = (a.source.as_ref(), a.content.first()) else {
            continue;
        };
        let Some(said) = tokens.get(content.start).filter(|_| content.start == a.cue.end) else {
            continue;
        };
        let whole = tokens
            .get(source.start)
            .zip(tokens.get(source.end.wrapping_sub(1)));
        let names = whole
            .and_then(|(first, last)| Span::new(first.span.start(), last.span.end()))
            .map(|s| people.names(s))
            .unwrap_or_default();
        if let [name] = names
            && name.kind == NameKind::Person
            && said.is(SUBJECT)
        {
            let (he, she) = count(text.at(said.span));
            let sum = heard.entry(&name.entity).or_default();
            *sum = (sum.0 + 2 * he, sum.1 + 2 * she);
        }
    }
    for (entity, sums) in heard {
        let gender = match sums {
            (2.., 0) => Gender::Male,
            (0, 2..) => Gender::Female,
            _ => continue,
        };
        people.genders.entry(entity).or_insert(gender);
    }
}

/// The person that "he" or "she" at `at` must mean, if there is but one.
pub(super) fn meant(
    people: &People<'_>,
    paragraphs: &[Paragraph],
    found: &[Attribution],
    speakers: &[Speaker],
    i: usize,
    at: Span,
    gender: Gender,
) -> Speaker {
    let number = found[i].paragraph;
    let fits = |entity: &str| people.genders.get(entity).is_none_or(|&g| g == gender);
    let here = Span::new(paragraphs[number].span.start(), at.start());
    let mentioned = here
        .map(|s| persons(people, &paragraphs[number], s))
        .unwrap_or_default();
    let candidates: BTreeSet<&str> = mentioned
        .iter()
        .map(|n| n.entity.as_str())
        .filter(|e| fits(e))
        .collect();
    let by_entity = |entity: &str, sure: u8| people.entity(entity, sure);
    // Whoever spoke last, if the last attribution is close.
    let last = (0..i)
        .rev()
        .find(|&j| found[j].source.is_some() || speakers[j].name.is_some());
    let spoke = last
        .filter(|&j| {
            let apart = number - found[j].paragraph.min(number);
            apart <= 1
                || apart <= FURTHEST
                    && unrivalled(people, paragraphs, (found[j].paragraph, number), &speakers[j])
        })
        .and_then(|j| speakers[j].entity.as_deref())
        .filter(|e| fits(e));
    // Where neither title nor first name tells how a person is spoken of, only the last to speak in this paragraph is taken.
    let known = |entity: &str| {
        people.genders.contains_key(entity) || spoke == Some(entity) && candidates.contains(entity)
    };
    // "… the captain said. “…,” he announced": a person without a name who has just spoken is as likely meant.
    let nameless = last
        .filter(|&j| number - found[j].paragraph.min(number) <= 1)
        .is_some_and(|j| is_one_person(people, paragraphs, &found[j], &speakers[j]));
    if nameless {
        return Speaker::default();
    }
    if let (Some(&one), 1) = (candidates.first(), candidates.len()) {
        let acts = spoke == Some(one)
            || mentioned
                .iter()
                .any(|n| n.entity == one && !oblique(&paragraphs[number], n));
        return if known(one) && acts {
            by_entity(one, 88)
        } else {
            Speaker::default()
        };
    }
    if candidates.len() > 1 {
        // "Vane said Orr was late. He added …": the same speaker goes on, if named in this paragraph as the last to speak,
        // unless it is not known how Vane is spoken of, and known that Orr is "he".
        let same = last.is_some_and(|j| found[j].paragraph == number);
        let rival = candidates
            .iter()
            .any(|e| spoke != Some(e) && people.genders.contains_key(e));
        return spoke
            .filter(|e| same && candidates.contains(e) && (people.genders.contains_key(e) || !rival))
            .map_or_else(Speaker::default, |e| by_entity(e, 75));
    }
    let Some(previous) = number.checked_sub(1).and_then(|n| paragraphs.get(n)) else {
        return Speaker::default();
    };
    let mentioned = persons(people, previous, previous.span);
    let before: BTreeSet<&str> = mentioned
        .iter()
        .map(|n| n.entity.as_str())
        .filter(|e| fits(e))
        .collect();
    match (before.len(), spoke) {
        (1, _) => before
            .first()
            .filter(|&&e| known(e) && spoke.is_none_or(|s| s == e))
            .filter(|&&e| {
                spoke == Some(e) || mentioned.iter().any(|n| n.entity == e && !oblique(previous, n))
            })
            .map_or_else(Speaker::default, |e| by_entity(e, 85)),
        (_, Some(e)) if known(e) && (before.is_empty() || before.contains(e)) => by_entity(e, 75),
        _ => Speaker::default(),
    }
}

/// The last to speak may have done so this many paragraphs before, if all between name that person alone.
const FURTHEST: usize = 3;

/// Whether each of the paragraphs after `from` and before `until` names the speaker and no other person.
fn unrivalled(
    people: &People<'_>,
    paragraphs: &[Paragraph],
    (from, until): (usize, usize),
    speaker: &Speaker,
) -> bool {
    let between = paragraphs.get(from + 1..until).unwrap_or(&[]);
    between.iter().all(|p| {
        let named = persons(people, p, p.span);
        let same = |n: &&Name| Some(&n.entity) == speaker.entity.as_ref();
        !named.is_empty() && named.iter().all(same)
    })
}

/// Whether an attribution's source is one person who is not named, or a pronoun that was not resolved.
fn is_one_person(people: &People<'_>, paragraphs: &[Paragraph], a: &Attribution, speaker: &Speaker) -> bool {
    let Some(source) = a.source.as_ref().filter(|_| speaker.entity.is_none()) else {
        return false;
    };
    let tokens = &paragraphs[a.paragraph].tokens;
    let Some(first) = tokens.get(source.start) else {
        return false;
    };
    if source.len() == 1 {
        let word = people.report.text.at(first.span).to_lowercase();
        return matches!(word.as_str(), "he" | "she");
    }
    let article = ["the", "a", "an", "one", "another"];
    let head = speaker.name.as_deref().map(head_noun).unwrap_or_default();
    article.contains(&people.report.text.at(first.span).to_lowercase().as_str())
        && !head.is_empty()
        && voices::is_person(head)
}

/// Whether the name stands after a preposition or as an owner: "with Ms. Vane", "Ms. Vane's boat".
fn oblique(p: &Paragraph, name: &Name) -> bool {
    let tokens = &p.tokens;
    let mut at = tokens.partition_point(|t| t.span.start() < name.span.start());
    let owner = tokens
        .iter()
        .skip(at)
        .take_while(|t| t.span.start() < name.span.end())
        .any(|t| t.genitive);
    while at > 0 && tokens[at - 1].capital && tokens[at - 1].word() && !tokens[at - 1].is(PREPOSITION) {
        at -= 1;
    }
    owner || at.checked_sub(1).is_some_and(|i| tokens[i].is(PREPOSITION))
}

/// Persons of a stretch that are looked at, the last ones.
const MOST: usize = 50;

/// The persons named in `span`, outside quotations, the last one first.
fn persons<'a>(people: &People<'a>, p: &Paragraph, span: Span) -> Vec<&'a Name> {
    people
        .names(span)
        .iter()
        .rev()
        .take(MOST)
        .filter(|n| n.kind == NameKind::Person && !p.marked.iter().any(|m| m.outer.contains(n.span)))
        .collect()
}
