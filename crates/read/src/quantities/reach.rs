//! Predicates that stand apart from their subject, and how it ended: "a man, 24, was taken to a hospital, where he died".

use super::clauses;
use super::losses::{self, ARRESTED, KILLED, SHOT, WOUNDED};
use super::phrases::{Kind, Phrase};
use super::subjects::{Predicate, after};
use crate::tokens::Tokens;

/// How many words of a place, cause or relative clause may stand between a subject and its predicate.
const BETWEEN: usize = 20;
/// How many words after a predicate may tell how it ended.
const OUTCOME: usize = 34;

/// The predicate of the subject that ends at token `end` with phrase `k`: right after it, or past a place or an aside.
pub(super) fn predicate(t: Tokens<'_>, phrases: &[Phrase], k: usize, end: usize) -> Option<Predicate> {
    let found = near(t, phrases, k, end)?;
    Some(outcome(t, phrases, k, found))
}

fn near(t: Tokens<'_>, phrases: &[Phrase], k: usize, end: usize) -> Option<Predicate> {
    if let Some(found) = after(t, end) {
        return Some(found);
    }
    // "Jan Holt, 24, was killed", "Boy, 12, arrested"
    let aged =
        t.lower(end) == "," && phrases[k].from < end && (phrases[k].from..end).any(|i| t.lower(i) == ",");
    if aged && let Some(found) = after(t, end + 1) {
        return Some(found);
    }
    match t.lower(end) {
        "," | "-" | "--" | "—" | "–" | "(" => past_aside(t, phrases, k, end),
        _ => past_words(t, phrases, k, end).or_else(|| clauses::second_verb(t, phrases, k, end)),
    }
}

/// ", including four children, were killed", ", a mother of two, died", ", who was shot on the quay, is in a hospital".
fn past_aside(t: Tokens<'_>, phrases: &[Phrase], k: usize, end: usize) -> Option<Predicate> {
    let open = t.lower(end);
    let mut first = end + 1;
    while matches!(t.lower(first), "-" | "—" | "–") {
        first += 1;
    }
    // ", who died at the scene"
    if t.lower(first) == "who"
        && let Some(found) = after(t, first)
    {
        return Some(found);
    }
    let closes = |w: &str| match open {
        "," => w == ",",
        "(" => w == ")",
        _ => matches!(w, "-" | "--" | "—" | "–"),
    };
    let aside = matches!(
        t.lower(first),
        "including"
            | "among"
            | "most"
            | "mostly"
            | "many"
            | "some"
            | "all"
            | "both"
            | "a"
            | "an"
            | "aged"
            | "one"
            | "two"
            | "the"
            | "ages"
            | "age"
            | "of"
            | "who"
            | "whose"
            | "identified"
            | "described"
            | "named"
            | "three"
            | "his"
            | "her"
            | "also"
            | "known"
            | "formerly"
            | "believed"
    ) || t.is_number(first)
        || t.is_capital(first)
        || open != ",";
    if !aside {
        return None;
    }
    // "Jan Holt, 23, of Harbin was found dead": a home without its second comma.
    if open == ","
        && let Some(next) = past_home(t, first)
        && helped(t, next)
        && agrees(t, phrases, k, next)
        && let Some(found) = after(t, next)
    {
        return Some(found);
    }
    // Ages and names hold commas of their own: the predicate stands after one of the first few.
    let mut closers = 0;
    for j in first..first + BETWEEN + 8 {
        match t.lower(j) {
            "" | ";" => return None,
            "." if !t.is_glued(j + 1) && t.before(j, 1).len() > 2 => return None,
            w if closes(w) => {
                closers += 1;
                let next = j + 1 + usize::from(matches!(t.lower(j + 1), "-" | "”" | "\""));
                let bare = j <= first + 1;
                if (helped(t, next) || bare)
                    && agrees(t, phrases, k, next)
                    && let Some(found) = after(t, next)
                {
                    return Some(found);
                }
                if closers == 4 {
                    return None;
                }
            }
            _ => {}
        }
    }
    None
}

/// The token after "of Port Ellery" where a home is told at `at`, past an age before it.
fn past_home(t: Tokens<'_>, at: usize) -> Option<usize> {
    let aged = t.is_number(at) && t.lower(at + 1) == ",";
    let of = at + if aged { 2 } else { 0 };
    if !matches!(t.lower(of), "of" | "from") || !t.is_capital(of + 1) {
        return None;
    }
    let end = (of + 1..of + 7).find(|k| !t.is_capital(*k) && t.lower(*k) != ".")?;
    Some(end)
}

/// "in the market were killed", "from the coast", "accused of the attack is in custody".
fn past_words(t: Tokens<'_>, phrases: &[Phrase], k: usize, end: usize) -> Option<Predicate> {
    let opens = matches!(
        t.lower(end),
        "in" | "at"
            | "on"
            | "from"
            | "inside"
            | "aboard"
            | "near"
            | "of"
            | "outside"
            | "with"
            | "who"
            | "that"
            | "whose"
            | "shot"
            | "accused"
            | "believed"
            | "suspected"
            | "wanted"
            | "sought"
            | "involved"
            | "named"
            | "identified"
            | "standing"
            | "sitting"
            | "driving"
            | "riding"
            | "walking"
            | "working"
            | "trying"
            | "playing"
            | "struck"
            | "hit"
            | "wounded"
            | "injured"
            | "under"
            | "between"
            | "linked"
            | "charged"
            | "caught"
            | "found"
            | "living"
    );
    if !opens {
        return None;
    }
    let sought = matches!(
        t.lower(end),
        "wanted" | "accused" | "suspected" | "believed" | "charged" | "sought"
    );
    for j in end + 1..end + BETWEEN {
        match t.lower(j) {
            "" | "." | "," | ";" | ":" | "said" | "says" | "told" | "and" | "but" | "when" | "while"
            | "after" | "as" => break,
            _ => {}
        }
        if phrases
            .get(k + 1)
            .is_some_and(|q| q.from <= j && !matches!(q.kind, Kind::Single | Kind::Known | Kind::Thing))
        {
            break;
        }
        if helped(t, j) && agrees(t, phrases, k, j) {
            // "the docks, where the boy was found": a subject right before it is its own.
            let own = phrases.iter().skip(k + 1).take(OUTCOME).any(|q| q.until == j);
            // "a boy in Harbin who was hurt": "who" is the boy where nobody else was named since.
            let person = |q: &Phrase| q.kind != Kind::Thing && q.until <= j;
            let relative = matches!(t.before(j, 1), "that" | "he" | "she" | "they" | "it")
                || (t.before(j, 1) == "who" && phrases.get(k + 1).is_some_and(person));
            let found = after(t, j).filter(|f| !relative && (!own || (sought && f.measure == ARRESTED)));
            if found.is_some() {
                return found;
            }
        }
        // "Man wanted in killing of docker arrested": a headline drops the auxiliary.
        if sought && let Some(found) = after(t, j).filter(|f| f.measure == ARRESTED) {
            return Some(found);
        }
    }
    None
}

/// Whether the auxiliary at `i` can be that of `p`: "was" of one, "were" of several.
pub(super) fn agrees(t: Tokens<'_>, phrases: &[Phrase], k: usize, i: usize) -> bool {
    let p = &phrases[k];
    // The last of a row speaks for all: "a docker and a man in his 20s were hurt".
    let row = k > 0
        && t.before(p.from, 1) == "and"
        && phrases[k - 1].kind != Kind::Thing
        && phrases[k - 1].until + 1 + usize::from(t.before(p.from, 2) == ",") == p.from;
    if row && matches!(t.lower(i), "were" | "are" | "have") {
        return true;
    }
    let one = p.amount.max == Some(1.0);
    match t.lower(i) {
        "was" | "is" | "has" | "dies" | "remains" => one || p.amount.max == Some(0.0),
        "were" | "are" | "have" | "remain" => !one,
        _ => true,
    }
}

/// Whether an auxiliary or a verb without object stands at `i`.
fn helped(t: Tokens<'_>, i: usize) -> bool {
    matches!(
        t.lower(i),
        "was"
            | "were"
            | "is"
            | "are"
            | "has"
            | "have"
            | "had"
            | "died"
            | "dies"
            | "perished"
            | "drowned"
            | "fled"
            | "remain"
            | "remained"
            | "remains"
            | "suffered"
            | "sustained"
            | "received"
            | "later"
            | "both"
            | "all"
            | "also"
            | "took"
            | "did"
            | "succumbed"
    )
}

/// How it ended for people shot or brought to a hospital, where the sentence goes on to say: "…, where he died".
fn outcome(t: Tokens<'_>, phrases: &[Phrase], k: usize, found: Predicate) -> Predicate {
    let mut out = found;
    if out.measure != SHOT && out.measure != WOUNDED {
        return out;
    }
    for j in found.end..found.end + OUTCOME {
        let word = t.lower(j);
        if matches!(word, "" | ";")
            || phrases
                .iter()
                .skip(k + 1)
                .take(OUTCOME)
                .any(|q| q.from == j && q.kind != Kind::Thing && !q.part && t.before(j, 1) != "by")
        {
            break;
        }
        let led = matches!(
            t.before(j, 1),
            "and"
                | ","
                | "was"
                | "were"
                | "is"
                | "are"
                | "later"
                | "he"
                | "she"
                | "they"
                | "been"
                | "who"
                | "listed"
                | "but"
                | "being"
                | "has"
                | "have"
                | "had"
        ) || t.before(j, 1).ends_with("ly")
            // "Boy who shot himself in the head dies"
            // "A woman who was shot on Thursday night died"
            || matches!(t.lower(j), "dies" | "died" | "succumbs");
        if !led {
            continue;
        }
        match losses::at(t, j) {
            // "before he killed himself" is the doer's end.
            Some((KILLED, end, _)) if t.lower(j) != "killed" || t.before(j, 1) == "and" => {
                out.measure = KILLED;
                out.end = end;
                break;
            }
            Some((WOUNDED, end, _)) if out.measure == SHOT => {
                out.measure = WOUNDED;
                out.end = end;
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::quantities::scene::with_text;
    use crate::quantities::sentence_figures;

    fn measures(text: &str) -> Vec<&'static str> {
        with_text(text, |scene| {
            let told = sentence_figures(scene, None);
            told.iter().map(|f| f.measure).filter(|m| *m != "count").collect()
        })
    }

    #[test]
    fn past_places_asides_and_clauses() {
        for (text, want) in [
            ("Two dockers in the market were killed.", "killed"),
            ("A docker, a father of two, died on the quay.", "killed"),
            ("A docker accused of the theft is in custody.", "arrested"),
            (
                "A docker, who was shot on the quay, is in critical condition.",
                "wounded",
            ),
        ] {
            assert_eq!(measures(text), [want], "{text}");
        }
    }

    #[test]
    fn the_end_of_the_sentence_tells_how_it_ended() {
        assert_eq!(
            measures("A docker was shot and taken to Holt Hospital, where he died."),
            ["killed"]
        );
        assert_eq!(
            measures("A docker was shot and rushed to a hospital."),
            ["wounded"]
        );
        // The one who died there is another.
        assert_eq!(
            measures("A docker was taken to a hospital and a guard died."),
            ["wounded", "killed"]
        );
    }

    #[test]
    fn a_verb_takes_its_own_subject() {
        assert_eq!(
            measures("A docker in the crowd said the boy was killed."),
            ["killed"]
        );
        assert!(measures("A docker on the quay told them of the fire.").is_empty());
    }
}
