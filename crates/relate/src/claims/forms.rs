//! The form in which a word of a claim is compared: irregular verbs by their first form, and words that tell the same
//! happening as one.
//!
//! Stricter than the classes by which a brief joins sentences: what joins "killed" and "murdered" there would confirm here
//! that somebody was murdered.

use crate::readings::classes::class_of;
use crate::readings::words::stem;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Irregular verbs of news, the first form first.
const VERBS: &str = "\
arise arose arisen
beat beaten
become became
begin began begun
bite bit bitten
blow blew blown
break broke broken
bring brought
build built
burn burnt
buy bought
catch caught
choose chose chosen
come came
deal dealt
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fly flew flown
forget forgot forgotten
freeze froze frozen
get got gotten
give gave given
go went gone
grow grew grown
hang hung
hear heard
hide hid hidden
hold held
keep kept
know knew known
lay laid
lead led
leave left
lend lent
lose lost
make made
meet met
pay paid
ride rode ridden
ring rang rung
rise rose risen
run ran
say said
see saw seen
seek sought
sell sold
send sent
shake shook shaken
shoot shot
show shown
shrink shrank shrunk
sing sang sung
sink sank sunk
sit sat
sleep slept
speak spoke spoken
spend spent
stand stood
steal stole stolen
stick stuck
strike struck
swear swore sworn
sweep swept
swim swam swum
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
wake woke woken
wear wore worn
win won
withdraw withdrew withdrawn
write wrote written
child children
man men
woman women
metre meter
kilometre kilometer km
centre center
tonne ton
harbour harbor
mum mother";

/// Words whose class holds what is not quite the same, so that they stand for themselves.
const EXACT: [&str; 16] = [
    "murder", "slay", "deadly", "blast", "bar", "block", "strike", "struck", "hit", "consider", "evaluate",
    "withdraw", "fund", "picture", "talk", "launch",
];

/// Participles that do not end in -ed or -en.
const PARTICIPLES: [&str; 34] = [
    "built", "bought", "brought", "caught", "cut", "dealt", "fed", "fought", "found", "held", "heard", "hit",
    "hurt", "kept", "laid", "led", "left", "lost", "made", "met", "paid", "put", "read", "sent", "set",
    "shot", "shut", "sold", "sought", "struck", "swept", "told", "torn", "won",
];

static FIRST: LazyLock<BTreeMap<String, &str>> = LazyLock::new(|| {
    let mut first = BTreeMap::new();
    for line in VERBS.lines() {
        let mut forms = line.split(' ');
        let head = forms.next().unwrap_or_default();
        // "buying", "taking", "getting": too short for the rule that takes the ending off.
        let bare = head.strip_suffix('e').unwrap_or(head);
        let doubled = head.chars().last().unwrap_or_default();
        first.insert(format!("{head}ing"), head);
        first.insert(format!("{bare}ing"), head);
        first.insert(format!("{head}{doubled}ing"), head);
        for form in forms {
            first.insert(form.to_owned(), head);
        }
    }
    first
});

/// The compared form of a word in lower case.
pub(super) fn form(norm: &str) -> String {
    let bare = norm.strip_suffix("'s").unwrap_or(norm);
    let first = FIRST
        .get(bare)
        .or_else(|| FIRST.get(bare.strip_suffix('s').unwrap_or(bare)))
        .copied()
        .unwrap_or(bare);
    let stemmed = stem(first);
    if EXACT.iter().any(|exact| stem(exact) == stemmed) {
        stemmed
    } else {
        class_of(stemmed)
    }
}

/// Whether the word can be a past participle.
pub(super) fn is_participle(norm: &str) -> bool {
    norm.ends_with("ed") || norm.ends_with("en") || PARTICIPLES.contains(&norm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_are_one() {
        for (a, b) in [
            ("rose", "rises"),
            ("buying", "bought"),
            ("kilometers", "kilometres"),
            ("fire", "blaze"),
            ("fled", "escape"),
        ] {
            assert_eq!(form(a), form(b), "{a} {b}");
        }
    }

    #[test]
    fn what_is_only_near_stays_apart() {
        for (a, b) in [
            ("murdered", "killed"),
            ("struck", "hit"),
            ("rose", "fell"),
            ("withdraw", "remove"),
            ("deadly", "died"),
        ] {
            assert_ne!(form(a), form(b), "{a} {b}");
        }
    }
}
