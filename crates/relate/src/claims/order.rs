//! Who did it to whom: whether the things that a claim and a sentence have in common stand to each other alike.
//!
//! Without a parse of the sentence this is a matter of order: what is one phrase in the claim must come in the same order
//! in the sentence, with nothing between that begins another clause, or be turned round by a passive.

use super::claim::{Claim, Thing};
use super::forms::is_participle;
use super::parsed::Parsed;
use record::NameKind;

/// Words that may stand between two things of one phrase without parting them.
const GAP: usize = 7;
const PHRASE_GAP: usize = 4;

const BE: [&str; 10] = [
    "was", "were", "been", "being", "is", "are", "be", "got", "get", "gets",
];

/// Words that begin another clause.
const JOINTS: [&str; 17] = [
    "and", "but", "while", "although", "though", "because", "whereas", "when", "who", "which", "whom",
    "whose", "where", "or", "that", "as", "if",
];

/// Prepositions that say from where, whereto, before what: two of different groups can't stand for each other.
const WAYS: [&[&str]; 11] = [
    &["before", "until", "till"],
    &["after", "since", "following"],
    &["to", "into", "toward", "towards", "onto"],
    &["from", "off"],
    &["against"],
    &["without"],
    &["under", "below", "beneath"],
    &["over", "above"],
    &["by"],
    &["near", "outside", "off", "beside"],
    &[
        "in", "at", "on", "inside", "within", "of", "during", "across", "through", "along",
    ],
];

/// A match: for each unit of the claim the word of the sentence where it stands, where it stands in the sentence.
pub(super) type Places = Vec<Option<usize>>;

/// Whether what was matched stands in the sentence as it does in the claim.
pub(super) fn fits(claim: &Claim<'_>, sentence: &Parsed<'_>, places: &Places) -> bool {
    let phrases = claim.openers.len();
    (0..phrases).all(|phrase| {
        let of: Vec<(usize, usize)> = claim
            .units
            .iter()
            .zip(places)
            .filter(|(u, _)| u.phrase == phrase)
            .filter_map(|(u, place)| Some((u.first, (*place)?)))
            .collect();
        if phrase == 0 {
            main(claim, sentence, &of)
        } else {
            beside(claim, sentence, phrase, &of, places)
        }
    })
}

/// The main phrase: in order, or turned round by a passive, and within one clause.
fn main(claim: &Claim<'_>, sentence: &Parsed<'_>, of: &[(usize, usize)]) -> bool {
    let floating = |first: usize| {
        claim
            .units
            .iter()
            .any(|u| u.first == first && matches!(u.thing, Thing::Time(_)))
    };
    let fixed: Vec<(usize, usize)> = of
        .iter()
        .copied()
        .filter(|(first, _)| !floating(*first))
        .collect();
    let passive_claim = fixed.iter().position(|(at, _)| is_passive(&claim.parsed, *at));
    let passive_told = fixed.iter().position(|(_, at)| is_passive(sentence, *at));
    let ordered = fixed.windows(2).all(|w| w[0].1 < w[1].1);
    let right = match (passive_claim, passive_told) {
        (Some(verb), None) => {
            // "The manager was arrested (by police)" told as "police arrested the manager".
            let at = fixed[verb].1;
            ordered && !is_active(sentence, at) || fixed[..verb].iter().all(|(_, p)| *p > at) && verb > 0
        }
        (None, Some(verb)) => {
            let at = fixed[verb].1;
            let by = |p: usize| {
                (at + 1..p).any(|i| matches!(sentence.words[i].norm.as_str(), "by" | "in" | "when" | "after"))
            };
            fixed[..verb].iter().all(|(first, p)| {
                *p > at && by(*p) && (!is_person(claim, *first) || by_agent(sentence, at, *p))
            }) && fixed[verb + 1..].iter().all(|(_, p)| *p < at)
        }
        _ => ordered,
    };
    let mut sorted: Vec<usize> = fixed.iter().map(|(_, p)| *p).collect();
    sorted.sort_unstable();
    right
        && sorted
            .windows(2)
            .all(|w| word_for_word(claim, sentence, of, w[0], w[1]) || joined(sentence, w[0], w[1], GAP))
}

/// Whether the same words stand between two things in the claim as in the sentence: "nine engines and two fireboats".
fn word_for_word(
    claim: &Claim<'_>,
    sentence: &Parsed<'_>,
    of: &[(usize, usize)],
    first: usize,
    second: usize,
) -> bool {
    let at = |place: usize| of.iter().find(|(_, p)| *p == place).map(|(unit, _)| *unit);
    let (Some(a), Some(b)) = (at(first), at(second)) else {
        return false;
    };
    let norms = |p: &Parsed<'_>, from: usize, to: usize| -> Vec<String> {
        let words = p.words.get(from..=to).unwrap_or_default();
        words.iter().map(|w| w.norm.clone()).collect()
    };
    a < b && norms(&claim.parsed, a, b)[1..] == norms(sentence, first, second)[1..]
}

fn is_person(claim: &Claim<'_>, first: usize) -> bool {
    claim.parsed.words[first]
        .name
        .is_some_and(|i| claim.parsed.names[i].kind == NameKind::Person)
}

fn by_agent(sentence: &Parsed<'_>, verb: usize, at: usize) -> bool {
    (verb + 1..at).any(|i| sentence.words[i].norm == "by")
}

/// Whether the word is a participle after a form of "be".
pub(super) fn is_passive(parsed: &Parsed<'_>, at: usize) -> bool {
    let word = &parsed.words[at];
    word.name.is_none()
        && is_participle(&word.norm)
        && (at.saturating_sub(3)..at).any(|i| BE.contains(&parsed.words[i].norm.as_str()))
}

/// Whether the word can be a verb whose doer stands before it: no participle, or one with nobody said to have done it.
fn is_active(parsed: &Parsed<'_>, at: usize) -> bool {
    let next = parsed.words.get(at + 1).map_or("", |w| w.norm.as_str());
    // "The manager, arrested on Wednesday, …", "the manager arrested by police" have the doer after them or nowhere.
    !matches!(next, "by" | "on" | "in" | "at" | "after" | "during" | "near" | "")
}

/// Whether two things that follow each other in the sentence stand in one clause, or in two with one subject.
fn joined(sentence: &Parsed<'_>, first: usize, second: usize, gap: usize) -> bool {
    if second <= first + 1 {
        let between = sentence.between(first, second);
        return !between.contains([';', ':', '.', '?', '!']);
    }
    let between: Vec<usize> = (first + 1..second).collect();
    let telling = between.iter().filter(|i| sentence.words[**i].tells()).count();
    let marks = |from: usize, to: usize| sentence.between(from, to);
    let mut commas = 0;
    let mut last_comma = None;
    for at in first..second {
        let words = marks(at, at + 1);
        if words.contains([';', ':', '?', '!']) {
            return false;
        }
        if words.contains([',', '–', '—', '(', ')']) {
            commas += 1;
            last_comma = Some(at);
        }
    }
    let verb = &sentence.words[second].norm;
    // "…, killing 12": what happened goes on to say what it did. "… jammed and stranded nine barges": so does this.
    let goes_on = verb.ends_with("ing") && last_comma == Some(second - 1) && commas % 2 == 1;
    let and = sentence.words[second - 1].norm == "and" && (verb.ends_with("ed") || is_participle(verb));
    if goes_on || and {
        let inner = between.iter().take(between.len() - usize::from(and));
        return !inner.clone().any(|i| is_joint(sentence, *i));
    }
    // Commas in pairs close in what is said beside; its words don't count.
    let joint = between.iter().any(|i| is_joint(sentence, *i));
    match commas {
        0 => !joint && telling <= gap,
        2 => {
            let opened = sentence.between(first, first + 1).contains([',', '–', '—', '(']);
            let closed = last_comma == Some(second - 1) || last_comma.is_some_and(|c| c + 3 >= second);
            opened && closed && telling <= 2 * gap
        }
        _ => false,
    }
}

fn is_joint(sentence: &Parsed<'_>, at: usize) -> bool {
    let word = &sentence.words[at];
    word.name.is_none() && word.figure.is_none() && JOINTS.contains(&word.norm.as_str())
}

/// A phrase beside the main one: in order, close together, opened alike, and in the clause of the main phrase.
fn beside(
    claim: &Claim<'_>,
    sentence: &Parsed<'_>,
    phrase: usize,
    of: &[(usize, usize)],
    places: &Places,
) -> bool {
    let Some((_, head)) = of.first().copied() else {
        return true;
    };
    let close = |w: &[(usize, usize)]| {
        word_for_word(claim, sentence, of, w[0].1, w[1].1) || joined(sentence, w[0].1, w[1].1, PHRASE_GAP)
    };
    if !of.windows(2).all(|w| w[0].1 < w[1].1 && close(w)) {
        return false;
    }
    let opener = claim.openers[phrase].as_deref().unwrap_or_default();
    // "The manager was arrested by police" told as "police arrested the manager".
    let turned = claim.units.iter().zip(places).find_map(|(u, place)| {
        let at = (*place)?;
        (opener == "by" && u.phrase == 0 && is_passive(&claim.parsed, u.first) && !is_passive(sentence, at))
            .then_some(at)
    });
    if let Some(verb) = turned {
        return head < verb && joined(sentence, of.last().map_or(head, |l| l.1), verb, GAP);
    }
    if !opened_alike(opener, sentence, head) {
        return false;
    }
    let mains: Vec<usize> = claim
        .units
        .iter()
        .zip(places)
        .filter(|(u, _)| u.phrase == 0)
        .filter_map(|(_, place)| *place)
        .collect();
    let (Some(first), Some(last)) = (mains.iter().min().copied(), mains.iter().max().copied()) else {
        return true;
    };
    let (from, to) = if head < first {
        (head, first)
    } else if head > last {
        (last, head)
    } else {
        return true;
    };
    let crosses = |i: usize| {
        is_joint(sentence, i) && sentence.words[i].norm != opener && sentence.words[i].norm != "as"
    };
    // What the claim itself says on from the main phrase is no other clause: "died on Sunday when a bus overturned".
    let told: Vec<&str> = sentence.words[from + 1..to]
        .iter()
        .map(|w| w.norm.as_str())
        .collect();
    let as_claimed = claim
        .parsed
        .words
        .windows(told.len().max(1))
        .any(|w| w.iter().map(|w| w.norm.as_str()).eq(told.iter().copied()));
    if as_claimed {
        return true;
    }
    let marked = (from..to).any(|i| sentence.between(i, i + 1).contains([';', ':', '?', '!']));
    !marked && !(from + 1..to).any(crosses)
}

/// Whether the preposition before the word is of the group of `opener`, or none that says another way.
fn opened_alike(opener: &str, sentence: &Parsed<'_>, head: usize) -> bool {
    let group = |word: &str| WAYS.iter().position(|way| way.contains(&word));
    let Some(wanted) = group(opener) else {
        return true;
    };
    let told = (head.saturating_sub(4)..head)
        .rev()
        .find_map(|i| group(&sentence.words[i].norm));
    const ANYWHERE: usize = 10;
    match told {
        Some(told) => told == wanted,
        // "The Port Callow fire" is a fire in Port Callow; nothing else goes without saying.
        None => wanted == ANYWHERE,
    }
}
