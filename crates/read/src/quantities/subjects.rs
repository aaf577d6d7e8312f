//! Losses told by a predicate after their subject: "three were killed", "a man, 24, was taken to a hospital, where he died".

use super::losses::{self, Form, KILLED, SHOT, WOUNDED};
use super::phrases::{Kind, Phrase};
use crate::tokens::{Shape, Tokens};

/// How many words of a place, cause or relative clause may stand between a subject and its predicate.
const BETWEEN: usize = 20;
/// How many words after a predicate may tell how it ended.
const OUTCOME: usize = 34;

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
                helped = true;
            }
            "also" | "reportedly" | "still" | "all" | "both" | "later" | "now" | "instantly"
            | "immediately" | "allegedly" | "then" | "apparently" | "believed" | "thought" | "to" | "of"
            | "them" | "each" | "themselves" | "already" | "accidentally" | "officially" | "so" | "far"
            | "subsequently" | "initially" | "quickly" | "tragically" | "previously" | "either"
            | "currently" | "first" => {
                also |= t.lower(k) == "also";
                feared |= matches!(t.lower(k), "believed" | "thought" | "reportedly");
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
    if ward && !helped {
        return None;
    }
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
    let mark = t
        .get(end)
        .is_none_or(|w| w.shape == Shape::Mark && !matches!(w.word, "$" | "'"));
    mark || matches!(
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
    if t.lower(end) == "," && end > 1 && t.is_number(end - 1) && t.lower(end - 2) == "," {
        if let Some(found) = after(t, end + 1) {
            return Some(found);
        }
    }
    match t.lower(end) {
        "," | "-" | "--" | "—" | "–" | "(" => past_aside(t, phrases, k, end),
        _ => past_words(t, phrases, k, end),
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
    if matches!(t.lower(first), "who") {
        if let Some(found) = after(t, first) {
            return Some(found);
        }
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
            | "named"
            | "three"
            | "his"
            | "her"
            | "also"
    ) || t.is_number(first)
        || t.is_capital(first)
        || open != ",";
    if !aside {
        return None;
    }
    // Ages and names hold commas of their own: the predicate stands after one of the first few.
    let mut closers = 0;
    for j in first..first + BETWEEN + 8 {
        match t.lower(j) {
            "" | ";" => return None,
            "." if !t.is_glued(j + 1) && t.before(j, 1).len() > 2 => return None,
            w if closes(w) => {
                closers += 1;
                let next = j + 1 + usize::from(t.lower(j + 1) == "-");
                let bare = j <= first + 1;
                if (helped(t, next) || bare) && agrees(t, &phrases[k], next) {
                    if let Some(found) = after(t, next) {
                        return Some(found);
                    }
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
        if helped(t, j) && agrees(t, &phrases[k], j) {
            // "the docks, where the boy was found": a subject right before it is its own.
            let own = phrases.iter().skip(k + 1).any(|q| q.until == j);
            let relative = matches!(t.before(j, 1), "who" | "that" | "he" | "she" | "they" | "it");
            if own || relative {
                continue;
            }
            if let Some(found) = after(t, j) {
                return Some(found);
            }
        }
    }
    None
}

/// Whether the auxiliary at `i` can be that of `p`: "was" of one, "were" of several.
fn agrees(t: Tokens<'_>, p: &Phrase, i: usize) -> bool {
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
                .any(|q| q.from == j && q.kind != Kind::Thing && !q.part)
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
        ) || t.before(j, 1).ends_with("ly");
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
    use super::*;
    use crate::quantities::losses::{DISPLACED, MISSING};
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
