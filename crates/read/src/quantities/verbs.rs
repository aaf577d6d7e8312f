//! The words that make a counted phrase a casualty figure: before it ("killing three") or after it ("three were killed").

use crate::tokens::Tokens;

pub(super) const KILLED: &str = "killed";
pub(super) const WOUNDED: &str = "wounded";
pub(super) const SHOT: &str = "shot";
pub(super) const MISSING: &str = "missing";
pub(super) const RESCUED: &str = "rescued";
pub(super) const DISPLACED: &str = "displaced";
pub(super) const EVACUATED: &str = "evacuated";
pub(super) const ARRESTED: &str = "arrested";

/// How a predicate reads after its subject.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A participle that an object could follow: "killed".
    Participle,
    /// A verb or adjective that takes none: "died", "dead".
    Whole,
}

/// A predicate found: what it measures and the token after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Predicate {
    pub(super) measure: &'static str,
    pub(super) end: usize,
    /// Whether it is only feared or believed.
    pub(super) feared: bool,
}

/// The predicate at token `i`, right after its subject: "were killed", "have been shot dead", "died", "missing".
pub(super) fn after(t: Tokens<'_>, i: usize) -> Option<Predicate> {
    let mut k = i;
    let mut helped = false;
    let mut feared = false;
    if matches!(t.lower(k), "who" | "that") {
        k += 1;
    }
    while k < i + 7 {
        match t.lower(k) {
            "was" | "were" | "is" | "are" | "been" | "be" | "being" | "has" | "have" | "had" | "got"
            | "gets" | "get" | "remain" | "remains" | "remained" | "listed" | "reported" | "confirmed"
            | "known" | "left" => helped = true,
            "also" | "reportedly" | "still" | "all" | "both" | "later" | "now" | "instantly"
            | "immediately" | "allegedly" | "then" | "apparently" | "believed" | "thought" | "to" | "of"
            | "them" | "each" | "themselves" | "already" | "accidentally" | "officially" | "so" | "far"
            | "subsequently" => {
                feared |= matches!(t.lower(k), "believed" | "thought" | "reportedly");
                if matches!(t.lower(k), "of" | "to")
                    && !matches!(t.before(k, 1), "believed" | "thought" | "reported" | "known")
                    && t.lower(k + 1) != "them"
                {
                    break;
                }
            }
            "feared" | "presumed" => {
                feared = true;
                helped = true;
            }
            _ => break,
        }
        k += 1;
    }
    let (measure, end, form) = class(t, k)?;
    // Someone "also shot" lived, or it would be said; so did one shot in the leg.
    let also = (i..k).any(|j| t.lower(j) == "also");
    let limb = (end..end + 5).any(|j| {
        matches!(
            t.lower(j),
            "leg"
                | "legs"
                | "arm"
                | "foot"
                | "hand"
                | "shoulder"
                | "thigh"
                | "ankle"
                | "knee"
                | "buttocks"
                | "hip"
                | "wrist"
                | "hands"
                | "feet"
                | "calf"
                | "elbow"
                | "finger"
        )
    });
    let lived =
        measure == SHOT && (also || (t.lower(end) == "in" && limb) || t.has(end, &["but", "survived"]));
    let measure = if lived { WOUNDED } else { measure };
    if form == Form::Participle && !helped && !may_stand_bare(t, end) {
        return None;
    }
    Some(Predicate { measure, end, feared })
}

/// Whether the words after a participle leave it no object: "12 people killed in a blast" but not "12 men killed a guard".
fn may_stand_bare(t: Tokens<'_>, end: usize) -> bool {
    if super::amounts::at(t, end).is_some() {
        // "killed at least 50", "wounded over 400"
        return false;
    }
    matches!(
        t.lower(end),
        "" | "."
            | ","
            | ";"
            | ")"
            | "—"
            | "–"
            | "-"
            | ":"
            | "!"
            | "|"
            | "in"
            | "by"
            | "when"
            | "after"
            | "during"
            | "as"
            | "and"
            | "or"
            | "at"
            | "on"
            | "near"
            | "following"
            | "while"
            | "since"
            | "inside"
            | "with"
            | "outside"
            | "early"
            | "late"
            | "overnight"
            | "this"
            | "last"
            | "today"
            | "yesterday"
            | "over"
            | "so"
            | "across"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "before"
            | "from"
            | "were"
            | "was"
            | "but"
            | "?"
            | "”"
            | "\""
            | "amid"
            | "off"
            | "to"
            | "among"
            | "within"
    )
}

fn class(t: Tokens<'_>, k: usize) -> Option<(&'static str, usize, Form)> {
    use Form::{Participle, Whole};
    let next = t.lower(k + 1);
    let to_death = |w: usize| t.has(w, &["to", "death"]);
    Some(match t.lower(k) {
        "killed" if matches!(next, "or" | "and") && matches!(t.lower(k + 2), "wounded" | "injured") => {
            return None;
        }
        "killed" | "slain" | "murdered" | "executed" | "beheaded" | "massacred" | "assassinated"
        | "electrocuted" | "lynched" | "decapitated" => (KILLED, k + 1, Participle),
        "shot" if next == "dead" => (KILLED, k + 2, Participle),
        "shot" if next == "and" && t.lower(k + 2) == "killed" => (KILLED, k + 3, Participle),
        "shot" if next == "and" && matches!(t.lower(k + 2), "wounded" | "injured") => {
            (WOUNDED, k + 3, Participle)
        }
        "shot" | "stabbed" | "beaten" | "burned" | "burnt" | "crushed" | "trampled" | "hacked"
        | "bludgeoned" | "strangled" | "choked"
            if to_death(k + 1) =>
        {
            (KILLED, k + 3, Whole)
        }
        "shot" => (SHOT, k + 1, Participle),
        "stabbed" | "burned" | "maimed" | "hospitalized" | "hospitalised" | "wounded" | "injured"
        | "hurt" => (WOUNDED, k + 1, Participle),
        "gunned" if next == "down" => (KILLED, k + 2, Whole),
        "found" | "pronounced" | "declared" | "discovered" if next == "dead" => (KILLED, k + 2, Whole),
        "found"
            if matches!(next, "shot" | "stabbed" | "murdered")
                && (to_death(k + 2) || next == "murdered" || t.lower(k + 2) == "dead") =>
        {
            (KILLED, k + 2, Whole)
        }
        "fatally" | "mortally" => {
            let verb = matches!(
                next,
                "shot" | "wounded" | "injured" | "stabbed" | "struck" | "hit" | "beaten"
            );
            (KILLED, k + 1 + usize::from(verb), Whole)
        }
        "critically" | "seriously" | "severely" | "badly" | "slightly" | "gravely" | "lightly" => {
            let verb = matches!(next, "wounded" | "injured" | "hurt" | "burned");
            let alone = matches!(next, "" | "." | "," | ";");
            if !verb && !alone {
                return None;
            }
            (
                WOUNDED,
                k + 1 + usize::from(verb),
                if verb { Participle } else { Whole },
            )
        }
        "taken" | "rushed" | "airlifted" | "transported"
            if next == "to" && (k + 2..k + 7).any(|j| matches!(t.lower(j), "hospital" | "hospitals")) =>
        {
            (WOUNDED, k + 1, Whole)
        }
        "died" | "dies" | "perished" | "drowned" | "succumbed" => (KILLED, k + 1, Whole),
        "die" if t.before(k, 1) != "to" => (KILLED, k + 1, Whole),
        "lost" if matches!(next, "their" | "his" | "her") && matches!(t.lower(k + 2), "lives" | "life") => {
            (KILLED, k + 3, Whole)
        }
        "dead" => (KILLED, k + 1, Whole),
        "missing" => (MISSING, k + 1, Whole),
        "unaccounted" => (MISSING, k + 1, Whole),
        "rescued" | "saved" => (RESCUED, k + 1, Participle),
        "evacuated" => (EVACUATED, k + 1, Participle),
        "displaced" | "uprooted" => (DISPLACED, k + 1, Participle),
        "homeless" => (DISPLACED, k + 1, Whole),
        "fled" => (DISPLACED, k + 1, Whole),
        "forced" if matches!(next, "to") && matches!(t.lower(k + 2), "flee" | "leave") => {
            (DISPLACED, k + 3, Whole)
        }
        "arrested" | "detained" | "jailed" | "apprehended" => (ARRESTED, k + 1, Participle),
        "taken" if next == "into" && t.lower(k + 2) == "custody" => (ARRESTED, k + 3, Whole),
        "in" if next == "custody" => (ARRESTED, k + 2, Whole),
        _ => return None,
    })
}

/// The verb whose object begins at token `from`: what it measures and where it begins.
pub(super) fn before(t: Tokens<'_>, from: usize) -> Option<(&'static str, usize)> {
    let mut at = from.checked_sub(1)?;
    while at > 0
        && matches!(
            t.lower(at),
            "the" | "another" | "all" | "also" | "some" | "both" | "other" | "only" | "just" | "instantly"
        )
    {
        at -= 1;
    }
    let back = |n: usize| t.before(at, n);
    let (measure, first) = match t.lower(at) {
        "dead" if matches!(back(1), "shot" | "shooting" | "shoot") => (KILLED, at - 1),
        "killed" | "killing" | "kills"
            if matches!(back(1), "and" | "or")
                && matches!(back(2), "shot" | "shooting" | "shoots" | "stabbed" | "stabbing") =>
        {
            (KILLED, at - 2)
        }
        "death" if back(1) == "to" && at >= 3 => (KILLED, at - 2),
        "down" if matches!(back(1), "gunned" | "gunning" | "mowed" | "mowing") => (KILLED, at - 1),
        "up" if matches!(back(1), "rounded" | "rounding") => (ARRESTED, at - 1),
        "shot" | "shooting" | "shoots" if matches!(back(1), "fatally") => (KILLED, at - 1),
        "injured" | "injuring" | "wounded" | "wounding" if matches!(back(1), "fatally") => (KILLED, at - 1),
        "killed" | "killing" | "kills" | "kill" | "murdered" | "murdering" | "massacred" | "massacring"
        | "executed" | "executing" | "slew" | "slaying" | "beheaded" | "beheading" | "assassinated" => {
            (KILLED, at)
        }
        "wounded" | "wounding" | "wounds" | "injured" | "injuring" | "injures" | "injure" | "hurt"
        | "hurting" | "hurts" | "maiming" | "maimed" | "hospitalizing" => (WOUNDED, at),
        "shot" | "shooting" | "shoots" => (SHOT, at),
        "rescued" | "rescuing" | "rescues" | "rescue" | "saved" | "saving" => (RESCUED, at),
        "displaced" | "displacing" | "uprooted" | "uprooting" | "displaces" => (DISPLACED, at),
        "evacuated" | "evacuating" => (EVACUATED, at),
        "arrested" | "arresting" | "arrests" | "arrest" | "detained" | "detaining" | "detains" => {
            (ARRESTED, at)
        }
        _ => return None,
    };
    is_told(t, first).then_some((measure, first))
}

/// Whether the verb at `at` is told as having happened to an object: no passive, wish, plan or denial.
fn is_told(t: Tokens<'_>, at: usize) -> bool {
    let word = t.lower(at);
    let base = matches!(word, "kill" | "injure" | "rescue" | "arrest" | "shoot");
    for n in 1..=3 {
        match t.before(at, n) {
            "not" | "never" | "n" | "without" | "could" | "would" | "might" | "may" | "should" | "can"
            | "if" => return false,
            "to" | "will" | "must" | "shall" | "'ll" if n == 1 || base => return false,
            "was" | "were" | "been" | "be" | "is" | "are" | "being" | "got"
                if n == 1 && !word.ends_with("ing") =>
            {
                return false;
            }
            "of" | "accused" | "for"
                if n <= 2
                    && word.ends_with("ing")
                    && matches!(
                        t.before(at, n + 1),
                        "accused" | "suspected" | "convicted" | "charged" | "blamed" | "guilty"
                    ) =>
            {
                // What someone is accused of is told as having happened; who did it is another matter.
                return true;
            }
            "" | "." | "," | ";" => break,
            _ => {}
        }
    }
    true
}

/// "left 12 dead", "claimed 30 lives", "forced 300 people to flee": a verb before the phrase `from..until` and a word after.
pub(super) fn around(t: Tokens<'_>, from: usize, until: usize) -> Option<(&'static str, usize, usize)> {
    let at = from.checked_sub(1)?;
    match t.lower(at) {
        "left" | "leaving" | "leaves" | "leave" if t.before(at, 1) != "to" => {
            let (measure, end, _) = class(t, until)?;
            Some((measure, at, end))
        }
        "claimed" | "claiming" | "claims" | "took" | "cost" | "costing" | "taking"
            if t.lower(until - 1) == "lives" =>
        {
            Some((KILLED, at, until))
        }
        "of" if matches!(t.before(at, 1), "lives")
            && matches!(
                t.before(at, 3),
                "claimed" | "claiming" | "claims" | "took" | "cost" | "taking" | "claim"
            ) =>
        {
            Some((KILLED, at - 3, until))
        }
        "of" if matches!(
            t.before(at, 1),
            "deaths"
                | "death"
                | "killing"
                | "killings"
                | "murder"
                | "murders"
                | "slaying"
                | "slayings"
                | "bodies"
                | "massacre"
        ) =>
        {
            Some((KILLED, at - 1, until))
        }
        "of" if matches!(t.before(at, 1), "arrest" | "arrests" | "detention") => {
            Some((ARRESTED, at - 1, until))
        }
        "of" if matches!(t.before(at, 1), "rescue" | "rescues") => Some((RESCUED, at - 1, until)),
        "of" if t.before(at, 1) == "evacuation" => Some((EVACUATED, at - 1, until)),
        "to" if matches!(t.before(at, 1), "injuries") => Some((WOUNDED, at - 1, until)),
        "forced" | "forcing" | "drove" | "driving" | "sent" | "sending" => {
            let flight =
                (until..until + 5).any(|k| matches!(t.lower(k), "flee" | "fleeing" | "homes" | "leave"));
            flight.then_some((DISPLACED, at, until))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenize;
    use record::Span;

    fn after_first(text: &str) -> Option<&'static str> {
        let lower = text.to_ascii_lowercase();
        let mut list = Vec::new();
        tokenize(text, &lower, Span::new(0, text.len()).unwrap(), &mut list);
        after(Tokens::new(&list), 2).map(|p| p.measure)
    }

    #[test]
    fn predicates_after_their_subject() {
        assert_eq!(after_first("35 people were killed on the quay"), Some(KILLED));
        assert_eq!(after_first("35 people killed in a fire"), Some(KILLED));
        assert_eq!(after_first("two men have been shot dead"), Some(KILLED));
        assert_eq!(after_first("two men were shot"), Some(SHOT));
        assert_eq!(after_first("two men were critically injured"), Some(WOUNDED));
        assert_eq!(after_first("two boys remain missing"), Some(MISSING));
        assert_eq!(after_first("40,000 people fled their homes"), Some(DISPLACED));
    }

    #[test]
    fn what_is_no_loss() {
        assert_eq!(after_first("two men killed a guard"), None);
        assert_eq!(after_first("two men could be killed"), None);
        assert_eq!(after_first("two men were not hurt"), None);
        assert_eq!(after_first("two men waited"), None);
    }
}
