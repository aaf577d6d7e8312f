//! The words of loss: what is said to have happened to people, as it stands after a subject and its auxiliaries.

use super::wounds;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A participle that an object could follow: "killed".
    Participle,
    /// A verb or adjective that takes none: "died", "dead".
    Whole,
}

/// A word of loss: its measure, the token after it, its form.
pub(super) type Loss = (&'static str, usize, Form);

/// The loss told by the words at token `k`.
pub(super) fn at(t: Tokens<'_>, k: usize) -> Option<Loss> {
    death(t, k)
        .or_else(|| wound(t, k))
        .or_else(|| care(t, k))
        .or_else(|| moved(t, k))
}

fn death(t: Tokens<'_>, k: usize) -> Option<Loss> {
    use Form::{Participle, Whole};
    let next = t.lower(k + 1);
    let to_death = |w: usize| t.has(w, &["to", "death"]);
    let own = |w: usize| matches!(t.lower(w), "himself" | "herself" | "themselves" | "self");
    Some(match t.lower(k) {
        "killed"
            if matches!(next, "or" | "and") && matches!(t.lower(k + 2), "wounded" | "injured" | "hurt") =>
        {
            return None;
        }
        "killed" | "kills" if own(k + 1) => (KILLED, k + 2, Whole),
        "killed" | "slain" | "murdered" | "executed" | "beheaded" | "massacred" | "assassinated"
        | "electrocuted" | "lynched" | "decapitated" | "incinerated" => (KILLED, k + 1, Participle),
        "shot" | "stabbed" | "beaten" | "found" | "discovered" | "pronounced" | "declared"
            if matches!(next, "dead" | "deceased") =>
        {
            (KILLED, k + 2, Whole)
        }
        "shot" | "stabbed" | "struck" | "beaten" | "hit" | "robbed" | "kidnapped"
            if matches!(next, "and" | ",") && matches!(t.lower(k + 2), "killed" | "died") =>
        {
            let whole = t.lower(k + 2) == "died" || own(k + 3);
            (KILLED, k + 3, if whole { Whole } else { Participle })
        }
        "shot" | "stabbed" | "beaten" | "burned" | "burnt" | "crushed" | "trampled" | "hacked"
        | "bludgeoned" | "strangled" | "choked" | "stoned" | "starved"
            if to_death(k + 1) =>
        {
            (KILLED, k + 3, Whole)
        }
        "found" | "discovered"
            if matches!(
                next,
                "shot" | "stabbed" | "murdered" | "slain" | "fatally" | "hanged"
            ) =>
        {
            let fate = to_death(k + 2) || t.lower(k + 2) == "dead" || !matches!(next, "shot" | "stabbed");
            if !fate {
                return None;
            }
            (KILLED, k + 2, Whole)
        }
        "gunned" | "mowed" | "cut" if next == "down" => (KILLED, k + 2, Participle),
        "fatally" | "mortally" => {
            let verb = matches!(
                next,
                "shot" | "wounded" | "injured" | "stabbed" | "struck" | "hit" | "beaten" | "burned"
            );
            // "fatally shoots" tells of the one who did it.
            if !verb && (next.ends_with('s') || next.ends_with("ing")) {
                return None;
            }
            (
                KILLED,
                k + 1 + usize::from(verb),
                if verb { Participle } else { Whole },
            )
        }
        "died" | "dies" | "perished" | "drowned" | "succumbed" | "succumbs" | "dead" | "deceased" => {
            (KILLED, k + 1, Whole)
        }
        "die" if t.before(k, 1) != "to" => (KILLED, k + 1, Whole),
        "passed" if next == "away" => (KILLED, k + 2, Whole),
        // "It looks like one person has passed."
        "passed" if matches!(t.before(k, 1), "has" | "have" | "had") && ends(t, k + 1) => {
            (KILLED, k + 1, Whole)
        }
        "did" if next == "not" && t.lower(k + 2) == "survive" => (KILLED, k + 3, Whole),
        "lost" | "lose" | "loses"
            if matches!(next, "their" | "his" | "her") && matches!(t.lower(k + 2), "lives" | "life") =>
        {
            (KILLED, k + 3, Whole)
        }
        "took" | "taken" | "takes"
            if t.lower(k + 2) == "own" && matches!(t.lower(k + 3), "life" | "lives") =>
        {
            (KILLED, k + 4, Whole)
        }
        "committed" | "commits" if next == "suicide" => (KILLED, k + 2, Whole),
        _ => return None,
    })
}

/// Whether a clause ends before token `k`.
fn ends(t: Tokens<'_>, k: usize) -> bool {
    matches!(t.lower(k), "" | "." | "," | ";" | "and" | "after")
}

/// Whether nobody is the subject of the verb at `k`: "no one was", "none of them were", "no dockers were".
fn denied(t: Tokens<'_>, k: usize) -> bool {
    (1..8).any(|n| matches!(t.before(k, n), "no" | "nobody" | "none" | "neither"))
}

fn wound(t: Tokens<'_>, k: usize) -> Option<Loss> {
    use Form::{Participle, Whole};
    let next = t.lower(k + 1);
    Some(match t.lower(k) {
        // "No one was killed or injured": who is not even hurt is not dead. Of others it stays open who is which.
        "killed"
            if next == "or" && matches!(t.lower(k + 2), "wounded" | "injured" | "hurt") && denied(t, k) =>
        {
            (WOUNDED, k + 3, Participle)
        }
        "shot" | "stabbed"
            if matches!(next, "and" | ",")
                && matches!(t.lower(k + 2), "wounded" | "injured" | "hospitalized") =>
        {
            (WOUNDED, k + 3, Participle)
        }
        "shot" | "shoots" if matches!(next, "himself" | "herself" | "themselves") => (
            if wounds::in_limb(t, k + 1) { WOUNDED } else { SHOT },
            k + 2,
            Whole,
        ),
        // Someone shot in the leg lived, or it would be said.
        "shot" | "hit" | "struck" if wounds::in_limb(t, k) => (WOUNDED, k + 1, Participle),
        "shot" if t.has(k + 1, &["but", "survived"]) => (WOUNDED, k + 1, Whole),
        "shot" => (SHOT, k + 1, Participle),
        "struck" | "hit"
            if matches!(next, "by" | "with" | "in")
                && (k + 2..k + 6)
                    .any(|j| matches!(t.lower(j), "bullet" | "bullets" | "gunfire" | "shots")) =>
        {
            (SHOT, k + 1, Whole)
        }
        "non" | "nonfatally"
            if t.has(k, &["non", "-", "fatally"])
                || t.has(k, &["non", "fatally"])
                || t.lower(k) == "nonfatally" =>
        {
            let verb = k + if t.lower(k) == "non" {
                2 + usize::from(t.is_hyphen(k + 1))
            } else {
                1
            };
            (WOUNDED, verb + 1, Participle)
        }
        "cut" | "slashed" if next == "by" => (WOUNDED, k + 1, Whole),
        "stabbed" | "burned" | "maimed" | "hospitalized" | "hospitalised" | "wounded" | "injured"
        | "hurt" | "scalded" | "grazed" => (WOUNDED, k + 1, Participle),
        "critically" | "seriously" | "severely" | "badly" | "slightly" | "gravely" | "lightly" => {
            let verb = matches!(next, "wounded" | "injured" | "hurt" | "burned" | "ill");
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
        "suffered" | "suffering" | "suffers" | "sustained" | "sustaining" | "sustains" | "received"
        | "receiving" | "had" | "has" | "have" | "with" => wounds::told(t, k)?,
        _ => return None,
    })
}

/// In a doctor's hands: "in critical condition", "taken to a hospital", "fighting for her life".
fn care(t: Tokens<'_>, k: usize) -> Option<Loss> {
    use Form::Whole;
    let next = t.lower(k + 1);
    let soon = |n: usize, words: &[&str]| (k + 1..=k + n).any(|j| words.contains(&t.lower(j)));
    Some(match t.lower(k) {
        "in" | "to" => {
            let state = (k + 1..k + 9).find(|j| t.lower(*j) == "condition");
            let graded = state.filter(|end| {
                (k + 1..*end).all(|j| !matches!(t.lower(j), "," | "." | "the" | "his" | "her"))
                    && (k + 1..*end).any(|j| {
                        matches!(
                            t.lower(j),
                            "critical"
                                | "serious"
                                | "stable"
                                | "fair"
                                | "good"
                                | "grave"
                                | "guarded"
                                | "poor"
                                | "unknown"
                                | "threatening"
                                | "satisfactory"
                                | "extremely"
                        )
                    })
            });
            if let (Some(end), true) = (graded, t.lower(k) == "in") {
                return Some((WOUNDED, end + 1, Whole));
            }
            let ward = usize::from(matches!(next, "the" | "a" | "an"));
            if t.lower(k) == "in"
                && matches!(
                    t.lower(k + 1 + ward),
                    "hospital" | "intensive" | "surgery" | "icu"
                )
            {
                return Some((WOUNDED, k + 2 + ward, Whole));
            }
            return None;
        }
        "fighting" | "fights" | "battling"
            if (matches!(next, "for") && soon(4, &["life", "lives", "survival"]))
                || (next == "to" && matches!(t.lower(k + 2), "stay" | "survive" | "live")) =>
        {
            (WOUNDED, k + 2, Whole)
        }
        "clinging" | "clings" if next == "to" && t.lower(k + 2) == "life" => (WOUNDED, k + 3, Whole),
        // "One dead, four stable": a state of health beside other losses.
        "critical" | "stable"
            if ends(t, k + 1)
                && (beside_loss(t, k)
                    || (t.lower(k) == "stable" && matches!(t.before(k, 1), "is" | "are" | "remain"))) =>
        {
            (WOUNDED, k + 1, Whole)
        }
        "upgraded" | "downgraded" if next == "to" && soon(6, &["condition"]) => (WOUNDED, k + 1, Whole),
        // "listed as stable"
        "as" if t.before(k, 1) == "listed" && matches!(next, "stable" | "critical" | "serious" | "fair") => {
            (WOUNDED, k + 2, Whole)
        }
        "survived" | "survives" if !matches!(next, "by" | "on") => (WOUNDED, k + 1, Whole),
        "on" if next == "life" && t.lower(k + 2) == "support" => (WOUNDED, k + 3, Whole),
        "recovering" | "recuperating" if !soon(3, &["stolen", "addict"]) => (WOUNDED, k + 1, Whole),
        "released" | "discharged" if next == "from" && soon(6, &["hospital", "hospitals"]) => {
            (WOUNDED, k + 1, Whole)
        }
        "out" if next == "of" && soon(4, &["hospital"]) => (WOUNDED, k + 1, Whole),
        "treated" if matches!(next, "for" | "at" | "in" | "and" | "on" | "by") => (WOUNDED, k + 1, Whole),
        "expected"
            if next == "to"
                && matches!(t.lower(k + 2), "survive" | "recover" | "live" | "be")
                && (t.lower(k + 2) != "be" || soon(5, &["ok", "okay", "fine"])) =>
        {
            (WOUNDED, k + 3, Whole)
        }
        "taken" | "rushed" | "airlifted" | "transported" | "flown" | "driven" | "brought" | "transferred"
        | "carried" | "admitted" | "sent" | "went" | "arrived" | "showed" | "airflighted" | "evacuated"
        | "helicoptered" | "medevaced" => {
            let walked = matches!(t.lower(k), "went" | "arrived" | "showed");
            let end = (k + 1..k + 13)
                .find(|j| matches!(t.lower(*j), "" | ";") || (t.lower(*j) == "." && !t.is_glued(j + 1)))
                .unwrap_or(k + 13);
            let names = |j: &usize| {
                matches!(
                    t.lower(*j),
                    "hospital"
                        | "hospitals"
                        | "medical"
                        | "clinic"
                        | "trauma"
                        | "infirmary"
                        | "health"
                        | "ambulance"
                        | "ambulances"
                        | "er"
                )
            };
            let place = (k + 1..end).find(names)?;
            // The dead are taken to the medical examiner, the accused to jail.
            let other = (k + 1..place).any(|j| {
                matches!(
                    t.lower(j),
                    "examiner"
                        | "morgue"
                        | "coroner"
                        | "jail"
                        | "custody"
                        | "prison"
                        | "court"
                        | "who"
                        | "said"
                        | "and"
                )
            }) || matches!(t.lower(place + 1), "examiner" | "examiners" | "school");
            let via = (k + 1..place).any(|j| matches!(t.lower(j), "to" | "by" | "via" | "at" | "in"));
            let hurt = !walked
                || (k + 1..end + 4).any(|j| matches!(t.lower(j), "wound" | "wounds" | "shot" | "gunshot"))
                || matches!(t.before(k, 1), "victim" | "victims" | "later" | "also");
            if other || !via || !hurt {
                return None;
            }
            // "The guards rushed a docker to a hospital": guards are not the hurt.
            (WOUNDED, k + 1, if walked { Whole } else { Form::Participle })
        }
        _ => return None,
    })
}

/// Whether someone dead or shot is told of near token `k`.
fn beside_loss(t: Tokens<'_>, k: usize) -> bool {
    (k.saturating_sub(12)..k + 12).any(|j| {
        matches!(
            t.lower(j),
            "dead"
                | "killed"
                | "shot"
                | "wounded"
                | "injured"
                | "died"
                | "stabbed"
                | "hurt"
                | "shooting"
                | "stabbing"
                | "crash"
        )
    })
}

fn moved(t: Tokens<'_>, k: usize) -> Option<Loss> {
    use Form::{Participle, Whole};
    let next = t.lower(k + 1);
    Some(match t.lower(k) {
        "missing" | "unaccounted" => (MISSING, k + 1, Whole),
        "rescued" | "saved" => (RESCUED, k + 1, Participle),
        "evacuated" => (EVACUATED, k + 1, Participle),
        "displaced" | "uprooted" => (DISPLACED, k + 1, Participle),
        "homeless" => (DISPLACED, k + 1, Whole),
        // One who flees is away, not displaced; that takes homes, or many.
        "fled"
            if (k + 1..k + 4).any(|j| {
                matches!(
                    t.lower(j),
                    "homes" | "country" | "villages" | "houses" | "fighting" | "violence"
                ) || (t.lower(j) == "home" && matches!(t.before(j, 1), "their" | "his" | "her"))
            }) =>
        {
            (DISPLACED, k + 1, Whole)
        }
        "forced" if next == "to" && matches!(t.lower(k + 2), "flee" | "leave") => (DISPLACED, k + 3, Whole),
        "arrested" | "detained" | "jailed" | "apprehended" | "nabbed" | "captured" => {
            (ARRESTED, k + 1, Participle)
        }
        "taken" if next == "into" && matches!(t.lower(k + 2), "custody" | "police") => {
            (ARRESTED, k + 3, Whole)
        }
        "in" if next == "custody" || (t.lower(k + 2) == "custody" && next == "police") => {
            (ARRESTED, k + 2, Whole)
        }
        "behind" if next == "bars" => (ARRESTED, k + 2, Whole),
        _ => return None,
    })
}
