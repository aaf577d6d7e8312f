//! Losses told by a second verb or clause: "was walking home and was hurt", "took him to a clinic, where he died".

use super::losses::{self, KILLED, SHOT, WOUNDED};
use super::phrases::{Kind, Phrase};
use super::reach::agrees;
use super::subjects::{Predicate, after};
use crate::tokens::Tokens;

/// How many words may stand between a subject and its second verb.
const BETWEEN: usize = 20;
/// How many words after a verb may tell how it ended.
const OUTCOME: usize = 34;

/// "A docker was walking home and was hit by a stray bullet": the second verb of a subject, where no one else stands between.
pub(super) fn second_verb(t: Tokens<'_>, phrases: &[Phrase], k: usize, end: usize) -> Option<Predicate> {
    let verb = matches!(
        t.lower(end),
        "was" | "were" | "is" | "are" | "had" | "ran" | "went" | "fell" | "came"
    ) || (t.lower(end).ends_with("ed") && phrases[k].kind != Kind::Thing);
    if !verb {
        return None;
    }
    for j in end + 1..end + BETWEEN {
        let other = phrases
            .get(k + 1)
            .is_some_and(|q| q.from <= j && q.kind != Kind::Thing);
        let stop = matches!(
            t.lower(j),
            "" | "."
                | ";"
                | "said"
                | "says"
                | "told"
                | "that"
                | "who"
                | "when"
                | "where"
                | "while"
                | "he"
                | "she"
                | "they"
                | "it"
        );
        if other || stop {
            return None;
        }
        if t.lower(j) == "and"
            && matches!(t.lower(j + 1), "was" | "were" | "is" | "are" | "died" | "later")
            && agrees(t, phrases, k, j + 1)
            && let Some(found) = after(t, j + 1)
        {
            return Some(found);
        }
    }
    None
}

/// How it ended for those whom a verb took as its object, where a clause goes on to say: "took him to a clinic, where he died",
/// "shot a man who later died"; else what the verb told.
pub(super) fn fate(t: Tokens<'_>, told: &'static str, end: usize) -> (&'static str, usize) {
    if told != SHOT && told != WOUNDED {
        return (told, end);
    }
    let clause = (end..end + OUTCOME)
        .take_while(|j| !matches!(t.lower(*j), "" | ";" | "and" | "but"))
        .find(|j| matches!(t.lower(*j), "where" | "who") && t.before(*j, 1) != "man");
    let Some(clause) = clause else { return (told, end) };
    let verb = (clause + 1..clause + 6).find(|j| {
        !matches!(
            t.lower(*j),
            "he" | "she"
                | "they"
                | "later"
                | "was"
                | "were"
                | "soon"
                | "then"
                | "both"
                | "all"
                | "has"
                | "have"
                | "had"
        )
    });
    match verb.and_then(|k| losses::at(t, k)) {
        Some((KILLED, at, losses::Form::Whole)) => (KILLED, at),
        _ => (told, end),
    }
}
