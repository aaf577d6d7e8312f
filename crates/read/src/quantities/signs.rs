//! Signs that someone died, was hit or lived, told without a count: "fatal shooting", "charged with murder", "gunshot wound",
//! "turned the gun on himself", "expected to survive". A report of one victim often gives nothing else.

use crate::tokens::Tokens;

/// Whether the words around token `i` tell of a death by a noun: "fatal shooting", "homicide", "charged with murder".
pub(super) fn is_death(t: Tokens<'_>, i: usize) -> bool {
    let attempt = |n| {
        matches!(
            t.before(i, n),
            "attempted" | "attempt" | "try" | "solicitation" | "plot" | "plotting"
        )
    };
    match t.lower(i) {
        "murder" | "murders" | "murdered" | "murdering" | "manslaughter" | "homicide" => {
            // A detective of the homicide unit comes to those who live, too.
            let unit = matches!(
                t.lower(i + 1),
                "unit"
                    | "detectives"
                    | "detective"
                    | "squad"
                    | "division"
                    | "bureau"
                    | "investigators"
                    | "rate"
                    | "section"
            );
            !attempt(1) && !attempt(2) && !attempt(3) && !unit
        }
        "slaying" | "fatal" | "slain" => t.before(i, 1) != "non" && t.before(i, 2) != "non",
        "death" => {
            matches!(t.before(i, 1), "shooting" | "'s" | "’s" | "stabbing")
                || (matches!(t.lower(i + 1), "of") && !attempt(1))
        }
        "killing" => matches!(t.lower(i + 1), "his" | "her" | "of" | "him") || t.is_capital(i + 1),
        "killed" | "slew" | "kills" => {
            let passive = matches!(t.before(i, 1), "could" | "not" | "was" | "were" | "be" | "to");
            !passive
                && (matches!(t.lower(i + 1), "him" | "her" | "his")
                    || (t.is_capital(i + 1) && !t.is_capital(i)))
        }
        _ => false,
    }
}

/// Whether the words at token `i` tell of someone hit or hurt, dead or alive: "gunshot wound", "shot herself", "the shooting of".
pub(super) fn is_wound(t: Tokens<'_>, i: usize) -> bool {
    match t.lower(i) {
        "gunshot" | "graze" => t.lower(i + 1).starts_with("wound"),
        "wounded" | "wounding" | "injured" | "injuring" | "grazed" => true,
        "shooting" => t.lower(i + 1) == "of" || matches!(t.lower(i + 1), "his" | "her" | "him"),
        "shot" => matches!(
            t.lower(i + 1),
            "himself" | "herself" | "him" | "her" | "his" | "in" | "by"
        ),
        _ => false,
    }
}

/// Whether the doer's own death is told: "before turning the gun on himself", "took her own life".
pub(super) fn is_suicide(t: Tokens<'_>, i: usize) -> bool {
    let own = |k: usize| matches!(t.lower(k), "himself" | "herself" | "self");
    match t.lower(i) {
        "killed" | "killing" | "kills" | "kill" => own(i + 1) && !matches!(t.before(i, 1), "to" | "tried"),
        "gun" | "weapon" | "rifle" => t.lower(i + 1) == "on" && own(i + 2),
        "own" => {
            matches!(t.lower(i + 1), "life") && matches!(t.before(i, 2), "took" | "taking" | "take" | "takes")
        }
        "murder" => {
            t.is_hyphen(i + 1) && t.lower(i + 2) == "suicide" && !matches!(t.before(i, 1), "attempted")
        }
        _ => false,
    }
}

/// Whether someone's survival is told: "expected to survive", "non-life-threatening".
pub(super) fn is_survival(t: Tokens<'_>, i: usize) -> bool {
    match t.lower(i) {
        "expected" => t.lower(i + 1) == "to" && matches!(t.lower(i + 2), "survive" | "recover" | "live"),
        "non" => t.lower(i + 2) == "life" || t.lower(i + 1) == "life",
        "nonlife" => true,
        "condition" => matches!(t.before(i, 1), "stable" | "good" | "fair"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenize;
    use record::Span;

    fn any(text: &str, sign: fn(Tokens<'_>, usize) -> bool) -> bool {
        let lower = text.to_ascii_lowercase();
        let mut list = Vec::new();
        tokenize(text, &lower, Span::new(0, text.len()).unwrap(), &mut list);
        let t = Tokens::new(&list);
        (0..t.len()).any(|i| sign(t, i))
    }

    #[test]
    fn deaths_by_a_noun() {
        assert!(any("He was charged with murder.", is_death));
        assert!(any("The fatal shooting shook the port.", is_death));
        assert!(!any("He was charged with attempted murder.", is_death));
        assert!(!any("Homicide detectives came to the quay.", is_death));
        assert!(!any("The non-fatal shooting shook the port.", is_death));
    }

    #[test]
    fn ends_by_the_own_hand() {
        assert!(any("He then turned the gun on himself.", is_suicide));
        assert!(any("She took her own life.", is_suicide));
        assert!(!any("He tried to kill himself.", is_suicide));
    }

    #[test]
    fn wounds_and_survivals() {
        assert!(any("She had a gunshot wound.", is_wound));
        assert!(any("They are expected to survive.", is_survival));
        assert!(!any("They are expected to vote.", is_survival));
    }
}
