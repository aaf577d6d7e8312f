//! Wounds by their noun or place: "suffered multiple gunshot wounds", "shot in the leg".

use super::losses::{Form, KILLED, Loss, WOUNDED};
use crate::tokens::Tokens;

/// Parts of the body of whose wounds hardly anyone dies.
const LIMBS: [&str; 19] = [
    "leg", "legs", "arm", "arms", "foot", "hand", "shoulder", "thigh", "ankle", "knee", "buttocks", "hip",
    "wrist", "hands", "feet", "calf", "elbow", "finger", "groin",
];

/// Whether the verb at `k` strikes a limb: "shot in the leg", "hit twice in the hand".
pub(super) fn in_limb(t: Tokens<'_>, k: usize) -> bool {
    let into = (k + 1..k + 4)
        .find(|j| !matches!(t.lower(*j), "once" | "twice" | "several" | "multiple" | "times"))
        .filter(|j| t.lower(*j) == "in");
    into.is_some_and(|i| (i + 1..i + 5).any(|j| LIMBS.contains(&t.lower(j))))
}

/// "suffered multiple gunshot wounds", "sustained minor injuries", "with a bullet in his arm".
pub(super) fn told(t: Tokens<'_>, k: usize) -> Option<Loss> {
    let light = matches!(t.lower(k), "had" | "has" | "have" | "with");
    let mut fatal = false;
    for j in k + 1..k + 11 {
        match t.lower(j) {
            "," if t.lower(j + 1) == "self" => {}
            "" | "." | ";" | "," | "who" | "that" | "to" | "no" | "not" => return None,
            "from" | "died" | "been" | "of" | "in" | "at" | "after" | "by" | "on" if light => return None,
            "fatal" | "deadly" => fatal = true,
            "gunshot" | "gunshots" if t.lower(j + 1) == "to" => return Some((WOUNDED, j + 1, Form::Whole)),
            "shots" if t.before(j, 1) == "gun" => return Some((WOUNDED, j + 1, Form::Whole)),
            "cuts" | "bruises" if !light => return Some((WOUNDED, j + 1, Form::Whole)),
            "wound" | "wounds" | "injury" | "injuries" | "burns" => {
                // "has wounds" is said of much; a shot or stab tells of a person hurt.
                let plain = light
                    && !(k..j).any(|i| {
                        matches!(
                            t.lower(i),
                            "gunshot"
                                | "bullet"
                                | "stab"
                                | "critical"
                                | "minor"
                                | "serious"
                                | "threatening"
                                | "graze"
                                | "shrapnel"
                                | "knife"
                                | "severe"
                                | "fatal"
                        )
                    });
                if plain {
                    return None;
                }
                return Some((if fatal { KILLED } else { WOUNDED }, j + 1, Form::Whole));
            }
            "bullet" if t.lower(k) == "with" && t.lower(j + 1) == "in" => {
                return Some((WOUNDED, j + 1, Form::Whole));
            }
            _ => {}
        }
    }
    None
}
