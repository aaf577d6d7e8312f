//! One person without a number: by an article or owner ("a man", "her brother"), by age ("14-year-old girl"), as known ("the
//! docker"), by name ("Jan Holt, 24"), or by the bare noun of a headline ("Docker shot dead").

use super::amounts::Amount;
use super::phrases::{Kind, Phrase, is_modifier};
use super::scene::Scene;
use super::{ages, bare, people};
use crate::times::is_weekday;
use crate::tokens::{Shape, Tokens};

/// How many words may stand between an article and its noun.
const MODIFIERS: usize = 8;

/// The person told of at token `i`; `last` is the phrase before it.
pub(super) fn at(scene: &Scene<'_>, i: usize, last: Option<&Phrase>) -> Option<Phrase> {
    let t = scene.t;
    by_article(t, i)
        .or_else(|| another(t, i))
        .or_else(|| by_age(scene, i))
        .or_else(|| named(scene, i))
        .or_else(|| known(t, i))
        .or_else(|| pronoun(t, i))
        .or_else(|| joined(t, i, last))
        .or_else(|| {
            if scene.headline {
                bare::one(t, i).or_else(|| bare::several(t, i))
            } else {
                None
            }
        })
}

pub(super) fn person(t: Tokens<'_>, from: usize, noun: (usize, usize), kind: Kind) -> Phrase {
    // A couple is two.
    let count = if t.lower(noun.1 - 1) == "couple" { 2.0 } else { 1.0 };
    Phrase {
        amount: Amount::exact(from, from + 1, count),
        from,
        until: noun.1,
        noun: Some(noun),
        kind,
        part: false,
        owner: matches!(t.lower(noun.1), "'s" | "’s"),
    }
}

/// "a man", "an army colonel", "her brother", "a 24-year-old Eastport man".
fn by_article(t: Tokens<'_>, i: usize) -> Option<Phrase> {
    if !matches!(t.lower(i), "a" | "an" | "another" | "his" | "her" | "their") {
        return None;
    }
    let k = noun_from(t, i + 1)?;
    Some(person(t, i, (i + 1, k + 1), Kind::Single))
}

/// The last token of the noun phrase of one person that begins at `start`.
fn noun_from(t: Tokens<'_>, start: usize) -> Option<usize> {
    let mut last = None;
    let mut k = start;
    while k < start + MODIFIERS + 1 {
        let word = t.lower(k);
        if people::noun(word) == Some(false) {
            last = Some(k);
        } else if last.is_some() {
            break;
        }
        let age = t.is_number(k) && t.is_hyphen(k + 1);
        if !age && !is_modifier(t, k) {
            break;
        }
        // "a 24-year-old was shot"
        let joint = t.is_hyphen(k - 1) || matches!(t.before(k, 1), "year" | "month");
        let old = word == "old" && joint && k > start + 2;
        // "A 2-year-old remains in a hospital", and not "a 2-year-old Harbin boy".
        let verb = !t.is_capital(k + 1) && !modifies(t, k);
        if old && (verb || !is_modifier(t, k + 1) || is_act(t, k + 1) || is_weekday(t.lower(k + 1))) {
            last = Some(k);
            break;
        }
        k += 1;
    }
    let k = last?;
    (!modifies(t, k)).then_some(k)
}

/// Whether a verb of loss or arrest, or an adverb before one, stands at `k`.
fn is_act(t: Tokens<'_>, k: usize) -> bool {
    let word = t.lower(k);
    matches!(
        word,
        "dies"
            | "succumbs"
            | "found"
            | "gets"
            | "shot"
            | "fighting"
            | "recovering"
            | "hospitalized"
            | "charged"
    ) || word.ends_with("ly")
        || word.ends_with("ed")
}

/// "a police station", "a student loan": the person only modifies the noun after it.
fn modifies(t: Tokens<'_>, k: usize) -> bool {
    if t.is_hyphen(k + 1) {
        return true;
    }
    let Some(next) = t.get(k + 1) else { return false };
    next.shape == Shape::Word
        && is_modifier(t, k + 1)
        && !t.is_capital(k + 1)
        && !next.lower.ends_with("ly")
        && !next.lower.ends_with("ed")
        && !next.lower.ends_with("ing")
        && !matches!(
            next.lower,
            "inside"
                | "outside"
                | "whose"
                | "there"
                | "early"
                | "late"
                | "also"
                | "dies"
                | "succumbs"
                | "then"
                | "later"
                | "last"
                | "yesterday"
                | "today"
                | "this"
                | "tonight"
                | "over"
                | "under"
                | "behind"
                | "between"
                | "before"
                | "since"
                | "until"
                | "through"
                | "whom"
                | "which"
                | "where"
                | "gets"
                | "down"
                | "out"
                | "off"
                | "slain"
                | "found"
                | "left"
                | "took"
                | "just"
                | "once"
                | "twice"
                | "several"
                | "multiple"
                | "around"
                | "across"
                | "along"
                | "struck"
                | "hit"
                | "being"
                | "suffers"
                | "remains"
                | "clings"
                | "fights"
                | "faces"
                | "sustains"
                | "held"
                | "caught"
                | "both"
                | "all"
                | "began"
                | "fell"
                | "ran"
                | "came"
                | "told"
                | "lost"
                | "went"
                | "got"
                | "still"
                | "now"
                | "unresponsive"
                | "unconscious"
                | "dead"
                | "alive"
                | "free"
                | "armed"
                | "wanted"
                | "taken"
                | "thought"
                | "known"
                | "seen"
                | "driven"
                | "flown"
                | "brought"
                | "sent"
                | "driving"
                | "shook"
                | "stunned"
                | "has"
                | "had"
                | "does"
                | "did"
        )
        && !t.has(k + 2, &["'", "t"])
        && !t.has(k + 2, &["’", "t"])
}

/// "another was wounded", "the other died".
fn another(t: Tokens<'_>, i: usize) -> Option<Phrase> {
    let from = i + usize::from(t.lower(i) == "the");
    let word = t.lower(from);
    let lone = t.before(i, 1) != "one"
        && (word == "another" || (word == "other" && from > i))
        && t.get(from + 1)
            .is_none_or(|n| n.shape == Shape::Mark || !is_modifier(t, from + 1) || is_act(t, from + 1));
    lone.then(|| person(t, i, (from, from + 1), Kind::Single))
}

/// "14-year-old girl", "14-year-old Jan Holt", "the 14-year-old", all without an indefinite article.
fn by_age(scene: &Scene<'_>, i: usize) -> Option<Phrase> {
    let t = scene.t;
    let the = usize::from(matches!(t.lower(i), "the"));
    let end = ages::compound(t, i + the)?;
    let kind = if the == 1 { Kind::Known } else { Kind::Single };
    if let Some((_, until)) = scene
        .names
        .get(scene.names.partition_point(|(from, _)| *from < end))
        .filter(|(from, _)| *from == end)
    {
        return Some(person(t, i, (i, past_junior(t, *until)), Kind::Known));
    }
    if let Some(k) = noun_from(t, end).filter(|k| k - end < 4) {
        return Some(person(t, i, (i, k + 1), kind));
    }
    // "the 25-year-old and 34-year-old victims"
    if t.before(i, 1) == "and" && the == 0 && people::noun(t.lower(end)) == Some(true) {
        return Some(person(t, i, (i, end + 1), Kind::Known));
    }
    let mut until = end;
    while t.is_capital(until)
        && !is_act(t, until)
        && !matches!(t.lower(until), "jr" | "sr")
        && is_modifier(t, until)
        && until < end + 4
    {
        until += 1;
    }
    if until > end + 1 {
        return Some(person(t, i, (i, past_junior(t, until)), Kind::Known));
    }
    let lone = !is_modifier(t, end)
        || is_act(t, end)
        || is_weekday(t.lower(end))
        || t.get(end).is_none_or(|n| n.shape != Shape::Word);
    lone.then(|| person(t, i, (i, end), kind))
}

/// A person's name, with the age after it: "Jan Holt", "Jan Holt, 24".
fn named(scene: &Scene<'_>, i: usize) -> Option<Phrase> {
    let t = scene.t;
    let at = scene.names.partition_point(|(from, _)| *from < i);
    let (_, end) = *scene.names.get(at).filter(|(from, _)| *from == i)?;
    Some(person(t, i, (i, past_home(t, past_age(t, end))), Kind::Known))
}

/// The token after ", of Port Ellery" where a home follows an age before `end` and a row goes on behind it: "Jan Holt, 32, of
/// Harbin, and Pia Holt, 31, were hurt".
fn past_home(t: Tokens<'_>, end: usize) -> usize {
    if !t.is_number(end - 1) || t.lower(end) != "," || !matches!(t.lower(end + 1), "of" | "from") {
        return end;
    }
    let home = (end + 2..end + 6).find(|k| !t.is_capital(*k)).unwrap_or(end);
    let row = t.lower(home) == "and" || t.has(home, &[",", "and"]);
    if home > end + 2 && row { home } else { end }
}

/// The token after "Jr." or "III" where one follows a name that ends before `end`.
fn past_junior(t: Tokens<'_>, end: usize) -> usize {
    let comma = usize::from(t.lower(end) == ",");
    match t.lower(end + comma) {
        "jr" | "sr" => end + comma + 1 + usize::from(t.lower(end + comma + 1) == "."),
        "ii" | "iii" | "iv" if comma == 0 => end + 1,
        _ => end,
    }
}

/// The token after ", 24" where an age follows a name or noun that ends before `end`.
pub(super) fn past_age(t: Tokens<'_>, end: usize) -> usize {
    let end = past_junior(t, end);
    let age = t.lower(end) == "," && t.is_number(end + 1) && t.lower(end + 1).len() <= 2;
    if age
        && matches!(
            t.lower(end + 2),
            "," | "." | ";" | "" | "and" | ")" | "was" | "is" | "died"
        )
    {
        end + 2
    } else {
        end
    }
}

/// "the docker", "that woman", "the suspected gunman".
fn known(t: Tokens<'_>, i: usize) -> Option<Phrase> {
    // "the child's father": the owner is a phrase of its own.
    if matches!(t.lower(i), "'s" | "’s") && people::noun(t.lower(i + 1)) == Some(false) {
        return (!modifies(t, i + 1)).then(|| person(t, i + 1, (i + 1, i + 2), Kind::Known));
    }
    if !matches!(t.lower(i), "the" | "this" | "that" | "my" | "our") {
        return None;
    }
    // "a blast that left one man": "that" points at a person only right before the noun.
    let reach = if t.lower(i) == "that" { 1 } else { 4 };
    let k = noun_from(t, i + 1).filter(|k| k - i <= reach)?;
    Some(person(t, i, (i, k + 1), Kind::Known))
}

/// "She and her son": a pronoun counts in a row only, since alone it says again who was told of before.
fn pronoun(t: Tokens<'_>, i: usize) -> Option<Phrase> {
    let row = matches!(t.lower(i), "she" | "he")
        && t.lower(i + 1) == "and"
        && matches!(t.lower(i + 2), "her" | "his" | "a" | "another" | "two" | "three");
    row.then(|| person(t, i, (i, i + 1), Kind::Known))
}

/// The bare noun in "a man and child", "his aunt and uncle".
fn joined(t: Tokens<'_>, i: usize, last: Option<&Phrase>) -> Option<Phrase> {
    let before = last.filter(|p| matches!(p.kind, Kind::Single | Kind::Known) && !p.owner)?;
    let joint = (before.until..i).all(|k| matches!(t.lower(k), "and" | ","));
    if !joint || i == before.until || (t.before(i, 1) != "and" && !is_kin_row(t, before, i)) {
        return None;
    }
    let k = noun_from(t, i).filter(|k| k - i <= 1)?;
    Some(person(t, i, (i, k + 1), before.kind))
}

/// Whether the bare noun at `i` goes on with a row of somebody's kin: "her father, mother, sister and a friend".
fn is_kin_row(t: Tokens<'_>, before: &Phrase, i: usize) -> bool {
    const KIN: [&str; 18] = [
        "father",
        "mother",
        "son",
        "daughter",
        "brother",
        "sister",
        "wife",
        "husband",
        "grandmother",
        "grandfather",
        "aunt",
        "uncle",
        "niece",
        "nephew",
        "cousin",
        "stepson",
        "stepdaughter",
        "grandson",
    ];
    let is_kin = |k: usize| KIN.contains(&t.lower(k));
    is_kin(before.until - 1) && is_kin(i) && matches!(t.lower(i + 1), "," | "and")
}
