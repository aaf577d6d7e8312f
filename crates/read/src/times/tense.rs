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
const REACH: usize = 20;

/// The tense of the clause around the tokens `from..until`: the nearest verb before tells, else the nearest after.
pub(super) fn around(t: Tokens<'_>, from: usize, until: usize) -> Tense {
    match cue(t, from) {
        Tense::Open => {}
        told => return told,
    }
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
    // The stop of "vs." or "Jan." ends nothing.
    if t.lower(i) == "." {
        let short = i > 0 && t.before(i, 1).len() <= 4 && (t.is_capital(i - 1) || t.before(i, 1) == "vs");
        return !short || t.get(i + 1).is_none();
    }
    matches!(t.lower(i), "" | ";" | "\"" | "“" | "”" | "—" | "!" | "?" | ":")
}

/// The word right before, where it looks one way by itself: "due Friday", "the year ended Dec. 31".
fn cue(t: Tokens<'_>, from: usize) -> Tense {
    let on = usize::from(matches!(t.before(from, 1), "on" | "for" | "by" | "the"));
    match t.before(from, 1 + on) {
        "due" | "effective" | "payable" | "scheduled" | "slated" | "expires" | "expire" | "expiring"
        | "ending" | "starting" | "beginning" | "planned" | "set" => Tense::Future,
        "ended" | "since" | "began" | "dated" => Tense::Past,
        _ => Tense::Open,
    }
}

fn verb(t: Tokens<'_>, i: usize) -> Tense {
    let word = t.lower(i);
    match word {
        // "may return", "would meet" look ahead, "may have left" back; "May" is a month.
        "will" | "'ll" | "’ll" | "shall" | "would" | "may" | "might" | "could" | "should" | "must"
        | "can" | "cannot"
            if word != "may" || !t.is_capital(i) =>
        {
            let not = usize::from(matches!(t.lower(i + 1), "not" | "also" | "still" | "only"));
            return if t.lower(i + 1 + not) == "have" {
                Tense::Past
            } else if word == "could" && not == 1 && t.lower(i + 1) == "not" {
                Tense::Open
            } else {
                Tense::Future
            };
        }
        "upcoming" | "scheduled" | "slated" | "due" | "expected" | "expects" | "expect" | "plans"
        | "planned" | "planning" | "hopes" | "intends" | "poised" => {
            // "the plans", "their hopes" are things.
            let thing = word.ends_with('s')
                && matches!(
                    t.before(i, 1),
                    "the" | "his" | "her" | "its" | "their" | "of" | "no"
                );
            return if thing { Tense::Open } else { Tense::Future };
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
                    | "hoped"
                    | "hoping"
                    | "intended"
                    | "promised"
                    | "pledged"
                    | "threatened"
                    | "ready"
                    | "preparing"
                    | "prepared"
                    | "wants"
                    | "want"
                    | "unlikely"
                    | "certain"
                    | "invited"
            );
            return if ahead { Tense::Future } else { Tense::Open };
        }
        _ => {}
    }
    // A schedule is told in the present: "the council meets Friday", "talks resume Sunday".
    if SCHEDULED.binary_search(&word).is_ok() && !t.is_capital(i) {
        // "to begin" is as its own verb has it, "the begins" and "it first opens" are not told of here.
        return if matches!(
            t.before(i, 1),
            "to" | "the" | "a" | "his" | "her" | "their" | "did" | "not"
        ) {
            Tense::Open
        } else {
            Tense::Future
        };
    }
    // "be held" belongs to the verb before "be".
    if matches!(t.before(i, 1), "be" | "being" | "to") || t.is_capital(i) {
        return Tense::Open;
    }
    let past = PAST.binary_search(&word).is_ok()
        || (word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed"));
    if past { Tense::Past } else { Tense::Open }
}

/// Present forms that tell a schedule beside a day, sorted.
const SCHEDULED: &[&str] = &[
    "arrive",
    "arrives",
    "begin",
    "begins",
    "convene",
    "convenes",
    "expires",
    "flies",
    "goes",
    "hosts",
    "leaves",
    "meet",
    "meets",
    "opens",
    "reconvene",
    "reconvenes",
    "reopens",
    "resume",
    "resumes",
    "returns",
    "starts",
    "travels",
    "visits",
    "votes",
];

/// Irregular past forms that news verbs take, sorted.
const PAST: &[&str] = &[
    "arose",
    "ate",
    "beat",
    "became",
    "been",
    "began",
    "begun",
    "bent",
    "bled",
    "blew",
    "bore",
    "bought",
    "bred",
    "broke",
    "brought",
    "built",
    "came",
    "caught",
    "chose",
    "chosen",
    "clung",
    "crept",
    "cut",
    "dealt",
    "did",
    "died",
    "done",
    "drank",
    "drew",
    "driven",
    "drove",
    "drunk",
    "dug",
    "dwelt",
    "fallen",
    "fed",
    "fell",
    "felt",
    "fled",
    "flew",
    "flown",
    "flung",
    "forbade",
    "forgave",
    "forgot",
    "fought",
    "found",
    "froze",
    "frozen",
    "gave",
    "given",
    "gone",
    "got",
    "grew",
    "grown",
    "had",
    "heard",
    "held",
    "hid",
    "hit",
    "hung",
    "hurt",
    "kept",
    "knelt",
    "knew",
    "known",
    "laid",
    "leapt",
    "led",
    "left",
    "lent",
    "lost",
    "made",
    "meant",
    "met",
    "overcame",
    "overthrew",
    "paid",
    "pled",
    "put",
    "ran",
    "rang",
    "rode",
    "rose",
    "said",
    "sang",
    "sank",
    "sat",
    "saw",
    "seen",
    "sent",
    "shone",
    "shook",
    "shot",
    "showed",
    "shown",
    "shrank",
    "shut",
    "slept",
    "slew",
    "slid",
    "snuck",
    "sold",
    "sought",
    "spat",
    "sped",
    "spent",
    "spoke",
    "spoken",
    "sprang",
    "spread",
    "stole",
    "stolen",
    "stood",
    "strode",
    "strove",
    "struck",
    "stuck",
    "swam",
    "swept",
    "swore",
    "swung",
    "taken",
    "taught",
    "testified",
    "thought",
    "threw",
    "thrown",
    "told",
    "took",
    "tore",
    "torn",
    "tried",
    "understood",
    "undertook",
    "underwent",
    "upheld",
    "wanted",
    "was",
    "went",
    "were",
    "withdrew",
    "woke",
    "won",
    "wore",
    "written",
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
        for ahead in [
            "The ferry may return on Tuesday.",
            "Talks resume Tuesday.",
            "The council meets Tuesday, a spokesman said.",
            "The report is due Tuesday.",
            "They agreed to meet on Tuesday.",
            "The deal could be signed by Tuesday.",
        ] {
            assert_eq!(of(ahead), Tense::Future, "{ahead}");
        }
    }

    #[test]
    fn what_only_looks_like_the_future_is_past() {
        for past in [
            "The ferry may have returned on Tuesday.",
            "The crew failed to return on Tuesday.",
            "The plans were published on Tuesday.",
            "The port has been shut since Tuesday.",
            "The council bought the quay on Tuesday.",
            "He was expected to stay but would have left by Tuesday.",
        ] {
            assert_eq!(of(past), Tense::Past, "{past}");
        }
    }

    #[test]
    fn verbs_of_another_sentence_do_not_count() {
        assert_eq!(of("They will go. Then on Tuesday rain."), Tense::Open);
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(PAST.is_sorted() && SCHEDULED.is_sorted());
    }
}
