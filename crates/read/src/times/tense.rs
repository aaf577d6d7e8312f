//! Whether the clause around a time expression looks back or ahead: it tells last Tuesday from the coming one.

use crate::tokens::Tokens;

/// Where the clause looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// No verb tells.
    Open,
}

/// How many words around the expression may hold its verb.
const REACH: usize = 14;

/// The tense of the clause around the tokens `from..until`: the nearest verb before tells, else the nearest after.
pub(super) fn around(t: Tokens<'_>, from: usize, until: usize) -> Tense {
    for i in (from.saturating_sub(REACH)..from).rev() {
        if is_edge(t, i) {
            break;
        }
        match verb(t, i) {
            Tense::Open => {}
            told => return told,
        }
    }
    for i in until..until + REACH {
        if is_edge(t, i) && i > until {
            break;
        }
        match verb(t, i) {
            Tense::Open => {}
            told => return told,
        }
    }
    Tense::Open
}

fn is_edge(t: Tokens<'_>, i: usize) -> bool {
    matches!(
        t.lower(i),
        "" | "." | ";" | "\"" | "“" | "”" | "—" | "!" | "?" | ":"
    )
}

fn verb(t: Tokens<'_>, i: usize) -> Tense {
    let word = t.lower(i);
    match word {
        "will" | "'ll" | "’ll" | "shall" | "would" | "upcoming" | "scheduled" | "slated" | "due"
        | "expected" | "expects" | "plans" | "planned" | "planning" | "hopes" | "intends" => {
            return Tense::Future;
        }
        "to" => {
            let ahead = matches!(
                t.before(i, 1),
                "is" | "are"
                    | "'s"
                    | "’s"
                    | "set"
                    | "going"
                    | "likely"
                    | "supposed"
                    | "vowed"
                    | "agreed"
                    | "about"
            );
            return if ahead { Tense::Future } else { Tense::Open };
        }
        _ => {}
    }
    // "be held" belongs to the verb before "be".
    if matches!(t.before(i, 1), "be" | "being" | "to") || t.is_capital(i) {
        return Tense::Open;
    }
    let past = PAST.binary_search(&word).is_ok()
        || (word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed"));
    if past { Tense::Past } else { Tense::Open }
}

/// Irregular past forms that news verbs take, sorted.
const PAST: &[&str] = &[
    "arose",
    "ate",
    "became",
    "began",
    "blew",
    "broke",
    "brought",
    "built",
    "came",
    "caught",
    "chose",
    "did",
    "died",
    "drew",
    "drove",
    "fell",
    "felt",
    "fled",
    "flew",
    "fought",
    "found",
    "gave",
    "got",
    "had",
    "heard",
    "held",
    "hit",
    "kept",
    "knew",
    "laid",
    "led",
    "left",
    "lost",
    "made",
    "met",
    "paid",
    "put",
    "ran",
    "rose",
    "said",
    "sank",
    "sat",
    "saw",
    "sent",
    "shot",
    "shut",
    "slid",
    "sold",
    "spent",
    "spoke",
    "stood",
    "struck",
    "swept",
    "taken",
    "testified",
    "thought",
    "told",
    "took",
    "tried",
    "wanted",
    "was",
    "went",
    "were",
    "withdrew",
    "won",
    "wrote",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenize;
    use record::Span;

    fn of(text: &str) -> Tense {
        let lower = text.to_ascii_lowercase();
        let mut list = Vec::new();
        tokenize(text, &lower, Span::new(0, text.len()).unwrap(), &mut list);
        let t = Tokens::new(&list);
        let at = (0..t.len()).find(|i| t.lower(*i) == "tuesday").unwrap();
        around(t, at, at + 1)
    }

    #[test]
    fn the_nearest_verb_tells() {
        assert_eq!(of("The council will meet on Tuesday."), Tense::Future);
        assert_eq!(of("The council met on Tuesday."), Tense::Past);
        assert_eq!(of("Officials said the vote will be held Tuesday."), Tense::Future);
        assert_eq!(of("On Tuesday, the court is to hear the case."), Tense::Future);
        assert_eq!(of("Tuesday in Port Ellery"), Tense::Open);
    }

    #[test]
    fn verbs_of_another_sentence_do_not_count() {
        assert_eq!(of("They will go. Then on Tuesday rain."), Tense::Open);
    }

    #[test]
    fn the_list_is_sorted() {
        let mut sorted = PAST.to_vec();
        sorted.sort_unstable();
        assert_eq!(sorted, PAST);
    }
}
