//! Losses told by a verb or noun before their object: "killing three", "left 12 dead", "the deaths of two dockers".

use super::losses::{self, ARRESTED, DISPLACED, EVACUATED, KILLED, MISSING, RESCUED, SHOT, WOUNDED};
use super::wounds;
use crate::tokens::Tokens;

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
        "charged" if back(1) == "and" && matches!(back(2), "arrested" | "detained") => (ARRESTED, at - 2),
        "shot" | "shooting" | "shoots" | "stabs" | "stabbed" | "stabbing" | "struck" | "shoot"
            if matches!(back(1), "fatally") =>
        {
            (KILLED, at - 1)
        }
        "injured" | "injuring" | "wounded" | "wounding" if matches!(back(1), "fatally" | "mortally") => {
            (KILLED, at - 1)
        }
        // "Also killed were two dockers": the loss stands before its subject.
        "were" | "was" | "is" | "are" => inverted(t, at)?,
        // "Slain Port Ellery docker": a headline's bare noun.
        "slain" if !matches!(back(1), "the" | "was" | "were" | "be" | "been" | "is" | "are") => (KILLED, at),
        "killed" | "killing" | "kills" | "kill" | "murdered" | "murdering" | "massacred" | "massacring"
        | "executed" | "executing" | "slew" | "slaying" | "beheaded" | "beheading" | "assassinated" => {
            (KILLED, at)
        }
        "wounded" | "wounding" | "wounds" | "injured" | "injuring" | "injures" | "injure" | "hurt"
        | "hurting" | "hurts" | "grazed" | "grazing" | "maiming" | "maimed" | "hospitalizing" => {
            (WOUNDED, at)
        }
        "shot" | "shooting" | "shoots" => (SHOT, at),
        "rescued" | "rescuing" | "rescues" | "rescue" | "saved" | "saving" => (RESCUED, at),
        "displaced" | "displacing" | "uprooted" | "uprooting" | "displaces" => (DISPLACED, at),
        "evacuated" | "evacuating" => (EVACUATED, at),
        "arrested" | "arresting" | "arrests" | "arrest" | "detained" | "detaining" | "detains"
        | "apprehended" | "nabbed" | "captured" | "jailed" | "jailing" => (ARRESTED, at),
        _ => return None,
    };
    is_told(t, first).then_some((measure, first))
}

/// Whether the verb at `at` is told as having happened to an object: no passive, wish, plan or denial.
fn is_told(t: Tokens<'_>, at: usize) -> bool {
    let word = t.lower(at);
    let base = matches!(word, "kill" | "injure" | "rescue" | "arrest" | "shoot");
    // "using a rifle to kill three people" tells of what was done, "a plan to kill" of none.
    let done = |n: usize| {
        let used = (1..9).any(|m| matches!(t.before(at, n + m), "using" | "used"));
        used || t.before(at, n + 1) == "on" && matches!(t.before(at, n + 2), "went" | "goes")
    };
    for n in 1..=3 {
        match t.before(at, n) {
            "not" | "never" | "n" | "without" | "could" | "would" | "might" | "may" | "should" | "can"
            | "if" => return false,
            // "confessed to killing": done and told.
            "to" if n <= 2
                && word.ends_with("ing")
                && matches!(
                    t.before(at, n + 1),
                    "confessed" | "confessing" | "admitted" | "admitting" | "admits" | "guilty"
                ) =>
            {
                return true;
            }
            "to" if (n == 1 || base) && done(n) => return true,
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

/// "Also killed were …", "Wounded in the blast was …": the loss and its place before the auxiliary at `at`.
fn inverted(t: Tokens<'_>, at: usize) -> Option<(&'static str, usize)> {
    let floor = at.saturating_sub(9);
    let start = (floor..at)
        .rev()
        .find(|i| matches!(t.lower(*i), "." | ";" | "|"))
        .map_or(floor, |i| i + 1);
    let first = start + usize::from(matches!(t.lower(start), "also" | "among"));
    let (measure, end, _) = losses::at(t, first)?;
    let clear = (end..at).all(|i| !matches!(t.lower(i), "," | "and" | "who"));
    (matches!(measure, KILLED | WOUNDED | ARRESTED | MISSING) && first < at && end <= at && clear)
        .then_some((measure, first))
}

/// "left 12 dead", "claimed 30 lives", "forced 300 people to flee": a verb before the phrase `from..until` and a word after.
pub(super) fn around(t: Tokens<'_>, from: usize, until: usize) -> Option<(&'static str, usize)> {
    let mut at = from.checked_sub(1)?;
    // "left all three dead"
    at -= usize::from(at > 0 && matches!(t.lower(at), "all" | "both" | "the"));
    let back = |n: usize| t.before(at, n);
    match t.lower(at) {
        "left" | "leaving" | "leaves" | "leave" if back(1) != "to" => left(t, until),
        "found" | "finds" | "discovered" | "finding" if !matches!(back(1), "was" | "were") => {
            // "found Jan Holt, of Harbin, dead"
            let until = past_home(t, until);
            let gone = usize::from(t.lower(until) == ",");
            if t.lower(until + gone) == "shot" && !matches!(t.lower(until + gone + 1), "dead" | "to") {
                return Some((SHOT, until + gone + 1));
            }
            left(t, until + gone).filter(|(m, _)| matches!(*m, KILLED | WOUNDED))
        }
        "shot" | "shoots" | "shooting" | "shoot" | "stabbed" | "stabs" | "beat" | "beaten" | "stabbing"
        | "gunned" | "blasted" | "bludgeoned" | "hacked" | "choked" | "stoned" | "trampled" | "crushed"
        | "burned"
            if t.lower(until) == "dead"
                || t.has(until, &["to", "death"])
                || (t.lower(at) == "gunned" && t.lower(until) == "down") =>
        {
            is_told(t, at).then_some((KILLED, until + 1))
        }
        // "hitting the docker in the leg"
        "hit" | "hits" | "hitting" | "struck" | "strikes" | "striking" | "shot" | "shoots" | "shooting"
            if wounds::in_limb(t, until - 1) =>
        {
            is_told(t, at).then_some((WOUNDED, until + 1))
        }
        "pronounced" | "declared" if t.lower(past_home(t, until)) == "dead" => {
            Some((KILLED, past_home(t, until) + 1))
        }
        "took" | "take" | "takes" | "taking" | "taken" if t.lower(until) == "into" => {
            let custody = (until + 1..until + 4).any(|j| t.lower(j) == "custody");
            custody.then_some((ARRESTED, until + 2))
        }
        "expected" | "expects" | "expect"
            if t.lower(until) == "to" && matches!(t.lower(until + 1), "survive" | "live" | "recover") =>
        {
            Some((WOUNDED, until + 2))
        }
        "have" | "had" | "has" if t.has(until, &["in", "custody"]) => Some((ARRESTED, until + 2)),
        "sent" | "sends" | "sending" | "put" | "puts" | "landed" | "lands" | "rushed" | "took"
        | "transported" | "brought"
            if matches!(t.lower(until), "to" | "in") =>
        {
            let hospital = (until + 1..until + 6)
                .take_while(|j| !matches!(t.lower(*j), "" | "." | ","))
                .any(|j| {
                    matches!(
                        t.lower(j),
                        "hospital" | "hospitals" | "medical" | "clinic" | "trauma"
                    )
                })
                && !(until..until + 7).any(|j| matches!(t.lower(j), "examiner" | "examiners"));
            (hospital && is_told(t, at)).then_some((WOUNDED, until + 1))
        }
        "claimed" | "claiming" | "claims" | "took" | "cost" | "costing" | "taking"
            if t.lower(until - 1) == "lives" =>
        {
            Some((KILLED, until))
        }
        "of" => of(t, at).map(|m| (m, until)),
        "to" if matches!(back(1), "injuries" | "injury" | "wounds") => Some((WOUNDED, until)),
        "forced" | "forcing" | "drove" | "driving" | "sent" | "sending" => {
            let flight =
                (until..until + 5).any(|k| matches!(t.lower(k), "flee" | "fleeing" | "homes" | "leave"));
            flight.then_some((DISPLACED, until))
        }
        _ => None,
    }
}

/// The token after a home that follows a name at `until`: "of Port Ellery", ", from Harbin,".
fn past_home(t: Tokens<'_>, until: usize) -> usize {
    let of = until + usize::from(t.lower(until) == ",");
    if !matches!(t.lower(of), "of" | "from") || !t.is_capital(of + 1) {
        return until;
    }
    (of + 1..of + 6).find(|k| !t.is_capital(*k)).unwrap_or(until)
}

/// What someone was left as, or found: "dead", "in critical condition", "with gunshot wounds".
pub(super) fn left(t: Tokens<'_>, until: usize) -> Option<(&'static str, usize)> {
    let mut skip = usize::from(matches!(t.lower(until), "lying" | "both" | "all"));
    // "left four members of their family dead"
    if t.lower(until) == "of" {
        skip = (until + 1..until + 5)
            .find(|k| matches!(t.lower(*k), "family" | "household" | "crew" | "group"))
            .map_or(0, |k| k + 1 - until);
    }
    let (measure, end, _) = losses::at(t, until + skip)?;
    (measure != SHOT).then_some((measure, end))
}

/// "the fatal shooting of", "deaths of", "arrest of": the noun before the "of" at `at`.
fn of(t: Tokens<'_>, at: usize) -> Option<&'static str> {
    let back = |n: usize| t.before(at, n);
    // A plan or an attempt took nobody.
    let meant = (2..=5).any(|n| {
        matches!(
            back(n),
            "attempted"
                | "attempt"
                | "plot"
                | "plotting"
                | "conspiracy"
                | "solicitation"
                | "threat"
                | "threatened"
        )
    });
    if meant {
        return None;
    }
    match back(1) {
        "shooting" | "shootings" | "stabbing" | "beating" | "wounding" | "crash" | "attack"
            if matches!(back(2), "fatal" | "deadly") && !matches!(back(3), "non" | "-" | "nonfatal") =>
        {
            Some(KILLED)
        }
        "shooting" | "shootings" => Some(SHOT),
        "wounding" | "injuring" | "stabbing" | "beating" => Some(WOUNDED),
        "injury" | "injuries" => Some(WOUNDED),
        "deaths" | "death" | "killing" | "killings" | "murder" | "murders" | "slaying" | "slayings"
        | "bodies" | "massacre" | "homicide" | "homicides" | "assassination" | "lynching" | "drowning"
        | "manslaughter" => Some(KILLED),
        "lives" | "life"
            if matches!(
                back(3),
                "claimed" | "claiming" | "claims" | "took" | "cost" | "taking" | "claim"
            ) =>
        {
            Some(KILLED)
        }
        "body" => Some(KILLED),
        "investigation" if back(2) == "death" => Some(KILLED),
        "arrest" | "arrests" | "detention" | "capture" => Some(ARRESTED),
        "rescue" | "rescues" => Some(RESCUED),
        "evacuation" => Some(EVACUATED),
        "disappearance" => Some(MISSING),
        _ => None,
    }
}

/// "a docker's death", "teen's fatal shooting": what the noun after the owner that ends before `until` tells.
pub(super) fn owned(t: Tokens<'_>, until: usize) -> Option<(&'static str, usize)> {
    let fatal = matches!(t.lower(until + 1), "fatal" | "deadly" | "shooting");
    // "girl's Easter slaying", "his May 3 death"
    let dated = !fatal && t.is_capital(until + 1) && !t.is_capital(until + 2);
    let noun = until + 1 + usize::from(fatal || dated);
    let measure = match t.lower(noun) {
        "death" | "deaths" | "murder" | "killing" | "slaying" | "homicide" | "suicide" => KILLED,
        "shooting" | "stabbing" if fatal && t.lower(until + 1) != "shooting" => KILLED,
        "arrest" if !fatal => ARRESTED,
        "rescue" if !fatal => RESCUED,
        "disappearance" if !fatal => MISSING,
        _ => return None,
    };
    Some((measure, noun + 1))
}

#[cfg(test)]
mod tests {
    use crate::quantities::scene::with_text;
    use crate::quantities::sentence_figures;

    fn first(text: &str) -> Option<&'static str> {
        with_text(text, |scene| {
            sentence_figures(scene, None).first().map(|f| f.measure)
        })
    }

    #[test]
    fn losses_told_before_or_around_their_object() {
        for (text, want) in [
            ("The blaze left two dockers in critical condition.", "wounded"),
            ("Guards found three sailors dead.", "killed"),
            ("A clerk shot two robbers dead.", "killed"),
            ("Police took a docker into custody.", "arrested"),
            ("The blast sent 12 people to the hospital.", "wounded"),
            ("They mourn the deaths of two sailors.", "killed"),
            ("Also killed were two dockers.", "killed"),
            ("They spoke of a docker's death.", "killed"),
            ("They mourn the fatal shooting of a docker.", "killed"),
        ] {
            assert_eq!(first(text), Some(want), "{text}");
        }
    }

    #[test]
    fn plans_and_passives_took_nobody() {
        for text in [
            "He is charged with the attempted murder of a docker.",
            "They took a docker into the cabin.",
            "She left two dockers in charge.",
            "They sent two sailors to the harbour.",
        ] {
            let found = first(text).filter(|m| *m != "count");
            assert_eq!(found, None, "{text}");
        }
    }
}
