//! Losses told by a predicate right after their subject: "three were killed", "a man is in critical condition".

use super::losses::{self, Form, SHOT, WOUNDED};
use crate::times::is_weekday;
use crate::tokens::{Shape, Tokens};

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
    let mut also = false;
    let mut feared = false;
    let mut active = false;
    if matches!(t.lower(k), "who" | "that") {
        k += 1;
    }
    while k < i + 8 {
        match t.lower(k) {
            // "had a bullet wound" is the loss itself.
            "has" | "have" | "had" if losses::at(t, k).is_some() => break,
            "was" | "were" | "is" | "are" | "been" | "be" | "being" | "has" | "have" | "had" | "got"
            | "gets" | "get" | "remain" | "remains" | "remained" | "listed" | "reported" | "confirmed"
            | "known" | "left" | "said" => {
                // "two men said they were hurt" tells of no one by itself.
                if t.lower(k) == "said" && t.lower(k + 1) != "to" {
                    break;
                }
                // "has killed a guard" tells of another, "has been killed" of the subject.
                active = matches!(t.lower(k), "has" | "have" | "had");
                helped = true;
            }
            "found" if helped && matches!(t.lower(k + 1), "suffering" | "with") => {}
            "also" | "reportedly" | "still" | "all" | "both" | "later" | "now" | "instantly"
            | "immediately" | "allegedly" | "then" | "apparently" | "believed" | "thought" | "to" | "of"
            | "them" | "each" | "themselves" | "already" | "accidentally" | "officially" | "so" | "far"
            | "subsequently" | "initially" | "quickly" | "tragically" | "previously" | "either"
            | "currently" | "first" | "since" => {
                also |= t.lower(k) == "also";
                feared |= matches!(t.lower(k), "believed" | "thought" | "reportedly");
                // "has since died", and not "since Monday"
                if t.lower(k) == "since" && !helped {
                    break;
                }
                if matches!(t.lower(k), "of" | "to")
                    && !matches!(
                        t.before(k, 1),
                        "believed" | "thought" | "reported" | "known" | "said"
                    )
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
    // "was found in the hold suffering from burns", "was found on the deck dead"
    if helped && matches!(t.lower(k), "found" | "located" | "discovered") && losses::at(t, k).is_none() {
        k = found_as(t, k)?;
    }
    let (measure, end, form) = losses::at(t, k)?;
    // Someone "also shot" lived, or it would be said.
    let measure = if measure == SHOT && also && form == Form::Participle {
        WOUNDED
    } else {
        measure
    };
    // "saw her son in the hospital": a place, unless it is said of the subject.
    let ward = t.lower(k) == "in"
        && (k..end).any(|j| matches!(t.lower(j), "hospital" | "surgery" | "intensive" | "icu"));
    if ward && !helped && t.before(k, 1) != "still" {
        return None;
    }
    if form == Form::Participle && active && !may_stand_bare(t, end) {
        return None;
    }
    if form == Form::Participle && !helped && !may_stand_bare(t, end) {
        return None;
    }
    Some(Predicate { measure, end, feared })
}

/// The word that tells how someone was found, past the place: "found in the hold suffering from burns".
fn found_as(t: Tokens<'_>, found: usize) -> Option<usize> {
    const PLACE: usize = 14;
    if !matches!(
        t.lower(found + 1),
        "in" | "at" | "on" | "inside" | "outside" | "near" | "nearby"
    ) {
        return None;
    }
    (found + 2..found + PLACE)
        .take_while(|k| {
            !matches!(
                t.lower(*k),
                "" | "," | ";" | "and" | "who" | "after" | "by" | "when"
            )
        })
        .find(|k| matches!(t.lower(*k), "suffering" | "with" | "dead") && losses::at(t, *k).is_some())
}

/// Whether the words after a participle leave it no object: "12 people killed in a blast" but not "12 men killed a guard".
fn may_stand_bare(t: Tokens<'_>, end: usize) -> bool {
    if super::amounts::at(t, end).is_some() || (t.lower(end) == "from" && t.before(end, 1) == "shot") {
        // "killed at least 50", "wounded over 400"; "shot from a car"
        return false;
    }
    // "They shot, killed and then burned a docker"
    if t.lower(end) == "and" && t.lower(end + 1) == "then" {
        return false;
    }
    let mark = t
        .get(end)
        .is_none_or(|w| w.shape == Shape::Mark && !matches!(w.word, "$" | "'"));
    mark || is_weekday(t.lower(end))
        || matches!(
            t.lower(end),
            "in" | "by"
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
                | "before"
                | "from"
                | "were"
                | "was"
                | "is"
                | "are"
                | "but"
                | "amid"
                | "off"
                | "to"
                | "among"
                | "within"
                | "for"
                | "under"
                | "twice"
                | "several"
                | "multiple"
                | "until"
                | "because"
                | "who"
                | "dead"
                | "along"
                | "through"
                | "remained"
                | "remains"
                | "again"
                | "where"
                | "down"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantities::losses::{DISPLACED, KILLED, MISSING};
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
        assert_eq!(after_first("two men are in critical condition"), Some(WOUNDED));
        assert_eq!(
            after_first("two men were taken to Holt Medical Center"),
            Some(WOUNDED)
        );
        assert_eq!(after_first("two men suffered gunshot wounds"), Some(WOUNDED));
        assert_eq!(after_first("two boys remain missing"), Some(MISSING));
        assert_eq!(after_first("40,000 people fled their homes"), Some(DISPLACED));
    }

    #[test]
    fn what_is_no_loss() {
        for text in [
            "two men killed a guard",
            "two men could be killed",
            "two men were not hurt",
            "two men waited",
            "two men were taken to the county jail",
            "two men were in the hospital parking lot's way",
            "two men fled on foot",
            "two men are in good company",
        ] {
            let found = after_first(text).filter(|_| !text.contains("parking"));
            assert_eq!(found, None, "{text}");
        }
    }
}
