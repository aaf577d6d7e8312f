//! Those who end their own lives or hurt themselves, told by a verb far from its subject: "Holt went home and killed himself".
//!
//! The subject is the last person before the verb who opens a clause and is no object; a pronoun tells of no one new.

use super::Figure;
use super::losses::KILLED;
use super::objects;
use super::phrases::{Kind, Phrase};
use crate::tokens::Tokens;

/// How many words may stand between the subject and the verb.
const REACH: usize = 24;

/// The figure of the suicide told at token `i`, where no figure of `found` tells of it.
pub(super) fn at(t: Tokens<'_>, phrases: &[Phrase], i: usize, found: &[Figure]) -> Option<Figure> {
    if !is_told(t, i) {
        return None;
    }
    let subject = phrases
        .iter()
        .rev()
        .filter(|p| p.until <= i && p.until + REACH > i)
        .find(|p| matches!(p.kind, Kind::Single | Kind::Known) && !p.owner && opens(t, p))?;
    // "Holt said that he killed himself" may tell of another.
    let other = (subject.until..i).any(|k| {
        matches!(
            t.lower(k),
            "said" | "says" | "told" | "that" | "who" | "whose" | "she" | "he" | "they" | "." | ";"
        )
    });
    let told = found
        .iter()
        .any(|f| f.from < subject.until && subject.from < f.until);
    if other || told {
        return None;
    }
    Some(Figure {
        from: subject.from,
        until: subject.until,
        verb_end: i + 1,
        counted: subject.noun,
        part: true,
        known: true,
        ..Figure::of(KILLED, &subject.amount, "people")
    })
}

/// Whether a person's death by the own hand is told at `i` as having happened.
fn is_told(t: Tokens<'_>, i: usize) -> bool {
    let own = |k: usize| matches!(t.lower(k), "himself" | "herself");
    let death = match t.lower(i) {
        "killed" | "hanged" => own(i + 1),
        "shot" => {
            own(i + 1)
                && (t.before(i, 1) == "fatally" || t.has(i + 2, &["to", "death"]) || t.lower(i + 2) == "dead")
        }
        "committed" => t.lower(i + 1) == "suicide",
        "took" => t.lower(i + 2) == "own" && t.lower(i + 3) == "life",
        _ => false,
    };
    death && !matches!(t.before(i, 1), "not" | "have" | "to")
}

/// Whether `p` opens a clause as its subject: first of all, or after a mark, a conjunction or a word that leads one in.
fn opens(t: Tokens<'_>, p: &Phrase) -> bool {
    let leads = p.from == 0
        || matches!(
            t.before(p.from, 1),
            "," | "."
                | ";"
                | ":"
                | "\""
                | "“"
                | "after"
                | "before"
                | "when"
                | "where"
                | "while"
                | "because"
                | "as"
        );
    leads && objects::before(t, p.from).is_none()
}

#[cfg(test)]
mod tests {
    use crate::quantities::scene::with_text;
    use crate::quantities::sentence_figures;

    fn killed(text: &str) -> Vec<String> {
        with_text(text, |scene| {
            let told = sentence_figures(scene, None);
            told.iter()
                .filter(|f| f.measure == "killed")
                .map(|f| {
                    scene
                        .t
                        .span(f.from, f.until)
                        .map_or(String::new(), |s| text[s.range()].to_owned())
                })
                .collect()
        })
    }

    #[test]
    fn the_subject_may_stand_far_off() {
        for (text, who) in [
            (
                "Afterward, the docker went home and killed himself.",
                "the docker",
            ),
            ("A docker shot his wife and then killed himself.", "A docker"),
            (
                "The fire began after a boy found the flare and fatally shot himself.",
                "a boy",
            ),
            ("A docker ran to the quay and took his own life.", "A docker"),
        ] {
            assert_eq!(killed(text), [who], "{text}");
        }
    }

    #[test]
    fn near_misses_stay_silent() {
        for text in [
            "A docker went home and tried to kill himself.",
            "A docker said that he killed himself.",
            "He went home and killed himself.",
            "A docker went home and shot himself in the leg.",
            "A docker shot a guard and turned the gun on himself.",
        ] {
            assert!(killed(text).is_empty(), "{text}: {:?}", killed(text));
        }
    }
}
