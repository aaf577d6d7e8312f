//! Counted phrases: an amount with the noun it counts ("three Kurdish fighters"), a single person ("a 24-year-old man"),
//! or none ("no one").

use super::amounts::{self, Amount};
use super::scene::Scene;
use super::{ages, people, persons};
use crate::numerals;
use crate::tokens::{Shape, Tokens};

/// An amount and what it counts, at the tokens `from..until`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    pub(super) amount: Amount,
    pub(super) from: usize,
    pub(super) until: usize,
    /// The noun with its modifiers; `None` where the number stands for it ("48 were killed").
    pub(super) noun: Option<(usize, usize)>,
    pub(super) kind: Kind,
    /// Some of those told of elsewhere: "two of the dockers", "one of them".
    pub(super) part: bool,
    /// The owner of the noun after it: "a docker's death".
    pub(super) owner: bool,
}

/// What a phrase counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// People, by a number.
    People,
    /// One person by an article: "a man".
    Single,
    /// One person by name or as known: "Jan Holt, 24", "the docker".
    Known,
    /// A number without its noun.
    Bare,
    /// Something else.
    Thing,
}

/// How many words may stand between an amount and its noun.
const MODIFIERS: usize = 5;

/// The phrases of a sentence, in order, not overlapping.
pub(super) fn all(scene: &Scene<'_>) -> Vec<Phrase> {
    let t = scene.t;
    let mut out: Vec<Phrase> = Vec::new();
    let mut i = 0;
    while i < t.len() {
        let found = if scene.is_blocked(i) {
            None
        } else {
            none(t, i)
                .or_else(|| both(t, i))
                .or_else(|| counted(scene, i))
                .or_else(|| persons::at(scene, i, out.last()))
        };
        match found {
            Some(phrase) => {
                i = phrase.until.max(i + 1);
                out.push(phrase);
            }
            None => i += 1,
        }
    }
    out
}

/// "no one", "nobody", "no people".
fn none(t: Tokens<'_>, i: usize) -> Option<Phrase> {
    let until = match t.lower(i) {
        "nobody" => i + 1 + usize::from(t.lower(i + 1) == "else"),
        "no" if t.lower(i + 1) == "one" => i + 2 + usize::from(t.lower(i + 2) == "else"),
        "no" => {
            let other = usize::from(matches!(t.lower(i + 1), "other" | "further" | "additional"));
            let word = t.lower(i + 1 + other);
            let loss = matches!(
                word,
                "arrest" | "arrests" | "injuries" | "injury" | "deaths" | "fatalities" | "casualties"
            );
            if !loss && people::noun(word).is_none() {
                return None;
            }
            i + 2 + other
        }
        "none" => i + 1,
        "neither" if people::noun(t.lower(i + 1)) == Some(false) => i + 2,
        _ => return None,
    };
    let noun = (t.lower(i) == "no" && t.lower(i + 1) != "one").then_some((i + 1, until));
    Some(Phrase {
        amount: Amount::exact(i, i + 1, 0.0),
        from: i,
        until,
        noun,
        kind: Kind::People,
        part: false,
        owner: false,
    })
}

/// "both men", "both of the dockers": two who were told of before.
fn both(t: Tokens<'_>, i: usize) -> Option<Phrase> {
    if t.lower(i) != "both" {
        return None;
    }
    // "Both were hurt", "and both died"
    let opens = i == 0 || matches!(t.before(i, 1), "," | ";" | "and" | "but" | "." | "“" | "\"");
    if opens
        && matches!(
            t.lower(i + 1),
            "were" | "are" | "have" | "died" | "remain" | "suffered" | "survived"
        )
    {
        return Some(Phrase {
            amount: Amount::exact(i, i + 1, 2.0),
            from: i,
            until: i + 1,
            noun: None,
            kind: Kind::People,
            part: true,
            owner: false,
        });
    }
    let mut noun = i + 1 + usize::from(t.lower(i + 1) == "of");
    noun += usize::from(noun > i + 1 && matches!(t.lower(noun), "the" | "these" | "those"));
    let end = (noun..noun + 3).find(|k| people::noun(t.lower(*k)) == Some(true))?;
    let plain = (noun..end).all(|k| is_modifier(t, k)) && t.lower(end) != "dead" && t.lower(end + 1) != "and";
    plain.then(|| Phrase {
        amount: Amount::exact(i, i + 1, 2.0),
        from: i,
        until: end + 1,
        noun: Some((noun, end + 1)),
        kind: Kind::People,
        part: true,
        owner: false,
    })
}

fn counted(scene: &Scene<'_>, i: usize) -> Option<Phrase> {
    let t = scene.t;
    let amount = amounts::at(t, i)?;
    if (amount.from..amount.until).any(|k| scene.is_blocked(k)) || ages::is_age(t, amount) {
        return None;
    }
    let (noun, kind) = noun_after(t, amount.until);
    // A bare "2014" is a year that nobody took for a date.
    if noun.is_none() && amount.is_exact() && amount.max.is_some_and(|v| (1900.0..2100.0).contains(&v)) {
        let year = t.is_number(amount.number) && t.lower(amount.number).len() == 4;
        if year && t.before(amount.number, 1) != "$" {
            return None;
        }
    }
    let until = noun.map_or(amount.until, |(_, until)| until);
    let noun = noun.filter(|(from, until)| from < until);
    // "dozens of people" counts people; "two of the people" some of those known.
    let known = |k: usize| {
        matches!(
            t.lower(k),
            "the" | "those" | "these" | "them" | "whom" | "its" | "their" | "his" | "her"
        )
    };
    let of = t.lower(amount.until) == "of";
    let part = of && (known(amount.until + 1) || numerals::at(t, amount.until + 1).is_some_and(|n| !n.vague));
    // "they shot one another", "each one was hurt"
    let each = matches!(t.before(i, 1), "each" | "every" | "any") || t.has(i, &["one", "another"]);
    if each {
        return None;
    }
    Some(Phrase {
        amount,
        from: amount.from,
        until,
        noun,
        kind,
        part,
        owner: false,
    })
}

/// The noun after an amount that ends before token `i`, and what it is.
fn noun_after(t: Tokens<'_>, i: usize) -> (Option<(usize, usize)>, Kind) {
    let mut at = i;
    let mut from = i;
    // "dozens of people", "two of the wounded men", "three of them".
    if t.lower(at) == "of" {
        at += 1;
        if matches!(t.lower(at), "them" | "whom") {
            return (Some((at, at + 1)), Kind::Bare);
        }
        while matches!(
            t.lower(at),
            "the" | "its" | "their" | "his" | "her" | "those" | "these"
        ) {
            at += 1;
        }
        from = at;
        // "two of the wounded", "three of those injured"
        if matches!(
            t.lower(at),
            "wounded" | "injured" | "hurt" | "dead" | "killed" | "shot" | "missing" | "arrested" | "rescued"
        ) && people::noun(t.lower(at + 1)).is_none()
        {
            return (Some((at, at + 1)), Kind::People);
        }
    }
    // "one of the six", "two of the three sailors"
    if from == at
        && i < at
        && let Some(n) = numerals::at(t, at)
    {
        let (noun, kind) = if t.lower(n.end) == "of" {
            (None, Kind::People)
        } else {
            noun_after(t, n.end)
        };
        let until = noun.map_or(n.end, |(_, until)| until);
        let kind = if noun.is_none() { Kind::People } else { kind };
        return (Some((from, until)), kind);
    }
    // "two “young sailors”"
    at += usize::from(at == i && matches!(t.lower(at), "“" | "\"") && people_soon(t, at + 1));
    // "three 18-year-olds"
    if t.is_number(at)
        && let Some(end) = (at + 1..at + 5).find(|k| t.lower(*k) == "olds")
        && (at + 1..end).all(|k| t.is_hyphen(k) || t.lower(k) == "year" || t.lower(k) == "month")
    {
        return (Some((from, end + 1)), Kind::People);
    }
    let hyphen = t.is_hyphen(at);
    let mut last_plural = None;
    // "three 14-year-old boys"
    if let Some(end) = ages::compound(t, at).filter(|_| t.is_number(at)) {
        at = end;
        from = from.max(i);
    }
    // "four more were hurt"
    if t.lower(at) == "more" && !is_modifier(t, at + 1) && !matches!(t.lower(at + 1), "than" | "of") {
        return (Some((from, at + 1)), Kind::People);
    }
    for k in at..at + MODIFIERS {
        let word = t.lower(k);
        // "12 dead" counts the dead; in "12 men dead" the word is what happened to them.
        let noun = people::noun(word).filter(|_| (!hyphen || k > at + 1) && (word != "dead" || k == at));
        if let Some(plural) = noun {
            // "three soldier graves": a singular before another noun modifies it.
            let more = people::noun(t.lower(k + 1)).is_some() && t.lower(k + 1) != "dead";
            if !more && (plural || k == from || !is_plural(t.lower(k + 1))) {
                return (Some((from, end_of_pair(t, k + 1))), Kind::People);
            }
        } else if is_plural(word) && t.get(k).is_some_and(|w| w.shape == Shape::Word) {
            last_plural = Some(k);
            // "two Tamils", "four Iraqis": a capital plural is a people.
            let people = t.is_capital(k)
                && !t.is_capital(k + 1)
                && k == at
                && people::noun(t.lower(k + 1)).is_none()
                && DEMONYM.iter().any(|e| word.ends_with(e));
            if people {
                return (Some((from, k + 1)), Kind::People);
            }
            if !is_plural(t.lower(k + 1)) && people::noun(t.lower(k + 1)).is_none() {
                break;
            }
        } else if t.is_number(k) && k > at && t.is_capital(k - 1) {
            // "three Kestrel 9 rockets"
        } else if !is_modifier(t, k) {
            break;
        }
    }
    match last_plural {
        Some(k) => (Some((from, k + 1)), Kind::Thing),
        None => (None, Kind::Bare),
    }
}

/// Whether a plural of people stands within a few words of `k`.
fn people_soon(t: Tokens<'_>, k: usize) -> bool {
    (k..k + 4)
        .take_while(|j| is_modifier(t, *j))
        .any(|j| people::noun(t.lower(j)) == Some(true))
}

/// Endings of the plurals of peoples.
const DEMONYM: [&str; 9] = [
    "ians", "eans", "anis", "aqis", "ans", "nis", "elis", "urds", "abs",
];

/// "men and women" counts as one noun.
fn end_of_pair(t: Tokens<'_>, end: usize) -> usize {
    let pair =
        t.lower(end) == "and" && people::noun(t.lower(end + 1)) == Some(true) && t.lower(end + 1) != "others";
    if pair { end + 2 } else { end }
}

pub(super) fn is_plural(word: &str) -> bool {
    word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !matches!(
            word,
            "has" | "was" | "this" | "its" | "does" | "says" | "years" | "perhaps" | "always" | "news"
        )
        || matches!(word, "aircraft" | "troops" | "mice" | "geese" | "feet" | "teeth")
}

/// Whether the word at `k` may stand between an amount and its noun.
pub(super) fn is_modifier(t: Tokens<'_>, k: usize) -> bool {
    let Some(token) = t.get(k) else { return false };
    if t.is_hyphen(k) {
        return true;
    }
    if token.shape != Shape::Word {
        // "four Shi'ite men": an apostrophe inside a word.
        return matches!(token.word, "'" | "’") && t.is_glued(k) && t.is_glued(k + 1);
    }
    let stop = matches!(
        token.lower,
        "in" | "at"
            | "on"
            | "by"
            | "for"
            | "with"
            | "was"
            | "were"
            | "is"
            | "are"
            | "who"
            | "that"
            | "and"
            | "or"
            | "from"
            | "to"
            | "the"
            | "a"
            | "an"
            | "had"
            | "have"
            | "has"
            | "been"
            | "be"
            | "killed"
            | "injured"
            | "wounded"
            | "hurt"
            | "dead"
            | "died"
            | "shot"
            | "missing"
            | "arrested"
            | "of"
            | "as"
            | "when"
            | "after"
            | "but"
            | "if"
            | "than"
            | "said"
            | "say"
            | "says"
            | "while"
            | "because"
            | "near"
            | "during"
            | "they"
            | "he"
            | "she"
            | "it"
            | "we"
            | "i"
            | "you"
            | "per"
            | "percent"
            | "million"
            | "billion"
            | "suffered"
            | "sustained"
            | "received"
            | "left"
            | "fatally"
            | "critically"
            | "seriously"
            | "will"
            | "would"
            | "kills"
            | "killing"
            | "shoots"
            | "opens"
            | "his"
            | "her"
            | "their"
            | "its"
            | "my"
            | "our"
            | "could"
            | "may"
            | "might"
            | "did"
            | "do"
            | "not"
            | "no"
            | "this"
            | "some"
            | "any"
            | "each"
            | "every"
            | "both"
            | "all"
            | "so"
            | "about"
            | "into"
            | "against"
            | "including"
    );
    !stop
}
