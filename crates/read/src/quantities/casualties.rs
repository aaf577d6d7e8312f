//! The dead, the wounded, the missing and the moved of a sentence.

use super::Figure;
use super::people;
use super::phrases::{Kind, Phrase};
use super::tolls;
use super::verbs::{self, SHOT};
use crate::tokens::Tokens;

/// How many words of a place or cause may stand between a subject and its predicate.
const BETWEEN: usize = 9;

/// The casualty figures of the sentence; `used` marks the phrases that took part.
pub(super) fn find(t: Tokens<'_>, phrases: &[Phrase], used: &mut [bool]) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::new();
    let mut i = 0;
    while i < phrases.len() {
        if let Some((figure, next)) = at(t, phrases, i) {
            used[i..next].fill(true);
            out.push(figure);
            i = next;
        } else {
            i += 1;
        }
    }
    mark_parts(t, &mut out);
    out
}

/// Whether a phrase can be one of people.
fn is_of_people(t: Tokens<'_>, p: &Phrase) -> bool {
    match p.kind {
        Kind::People | Kind::Single => true,
        // A bare number stands for people unless a unit, mark or share follows.
        Kind::Bare => !is_measured(t, p),
        Kind::Thing => p
            .noun
            .is_some_and(|(_, until)| people::may_act(t.lower(until - 1))),
    }
}

fn is_measured(t: Tokens<'_>, p: &Phrase) -> bool {
    let next = t.lower(p.until);
    let money = p.from > 0 && matches!(t.lower(p.amount.number.saturating_sub(1)), "$" | "£" | "€" | "¥");
    money
        || matches!(
            next,
            "%" | "percent"
                | "per"
                | "-"
                | "year"
                | "years"
                | "month"
                | "months"
                | "week"
                | "weeks"
                | "day"
                | "days"
                | "hour"
                | "hours"
                | "minute"
                | "minutes"
                | "mile"
                | "km"
                | "feet"
                | "degrees"
                | "magnitude"
                | "points"
                | "dollars"
                | "'s"
                | "’s"
                | "/"
                | ":"
                | "°"
                | "a.m."
                | "p.m."
        ) && p.noun.is_none_or(|(from, _)| t.before(from, 1) != "of")
}

/// The figure that phrase `i` begins, with the phrase after it.
fn at(t: Tokens<'_>, phrases: &[Phrase], i: usize) -> Option<(Figure, usize)> {
    let p = phrases.get(i)?;
    if let Some(measure) = p.noun.and_then(|(_, until)| tolls::carried(t.lower(until - 1))) {
        // "no deaths", "12 deaths", "three bodies"
        return Some((figure(&phrases[i..=i], measure, false), i + 1));
    }
    if !is_of_people(t, p) || is_part(t, p) {
        return None;
    }
    if let Some((measure, until)) = qualified(t, p) {
        let mut found = figure(&phrases[i..=i], measure, false);
        (found.until, found.verb_end, found.counted) = (until, until, Some((p.until, until)));
        return Some((found, i + 1));
    }
    if let Some((measure, _, _)) = verbs::around(t, p.from, p.until) {
        let last = coordinated(t, phrases, i);
        return Some((figure(&phrases[i..last], measure, false), last));
    }
    if let Some((measure, _)) = verbs::before(t, p.from) {
        // "killing a man dead" cannot be; "wounded 12 others" can.
        let last = coordinated(t, phrases, i);
        return Some((figure(&phrases[i..last], measure, false), last));
    }
    let last = coordinated_subject(t, phrases, i);
    let end = phrases[last - 1].until;
    if let Some(predicate) = predicate(t, phrases, last - 1, end) {
        let mut found = figure(&phrases[i..last], predicate.measure, predicate.feared);
        // "two people were shot and killed", told by the verb; "were shot, one fatally" is a part.
        found.verb_end = predicate.end;
        return Some((found, last));
    }
    None
}

/// "100 wounded people", "12 missing sailors": the loss stands before the noun.
fn qualified(t: Tokens<'_>, p: &Phrase) -> Option<(&'static str, usize)> {
    let measure = match t.lower(p.until) {
        "wounded" | "injured" => verbs::WOUNDED,
        "dead" => verbs::KILLED,
        "missing" => verbs::MISSING,
        "displaced" => verbs::DISPLACED,
        _ => return None,
    };
    let plural = people::noun(t.lower(p.until + 1)) == Some(true) && t.lower(p.until + 1) != "dead";
    (p.kind == Kind::Bare && plural).then_some((measure, p.until + 2))
}

/// The predicate of the subject that ends at token `end` with phrase `k`: right after it, or past a place or an aside.
fn predicate(t: Tokens<'_>, phrases: &[Phrase], k: usize, end: usize) -> Option<verbs::Predicate> {
    if let Some(found) = verbs::after(t, end) {
        return Some(found);
    }
    // ", including four children, were killed", ", a mother and her son, died"
    if t.lower(end) == "," {
        let close = (end + 1..end + 16).find(|j| t.lower(*j) == ",")?;
        let aside = matches!(
            t.lower(end + 1),
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
        ) || t.is_number(end + 1);
        return if aside && helped(t, close + 1) {
            verbs::after(t, close + 1)
        } else {
            None
        };
    }
    // "in the market", "from the coast", "inside a car"
    if matches!(
        t.lower(end),
        "in" | "at" | "on" | "from" | "inside" | "aboard" | "near" | "of" | "outside" | "with"
    ) {
        for j in end + 1..end + BETWEEN {
            if matches!(
                t.lower(j),
                "" | "." | "," | ";" | "who" | "that" | "which" | "and"
            ) {
                break;
            }
            if phrases
                .get(k + 1)
                .is_some_and(|q| q.from <= j && q.kind != Kind::Single)
            {
                break;
            }
            if helped(t, j) {
                return verbs::after(t, j);
            }
        }
    }
    None
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
            | "perished"
            | "drowned"
            | "fled"
            | "remain"
            | "remained"
    )
}

/// The phrase after the last one of an object: "three soldiers and a civilian", "a man, a woman and two boys".
fn coordinated(t: Tokens<'_>, phrases: &[Phrase], i: usize) -> usize {
    let mut last = i + 1;
    while let Some(q) = phrases.get(last) {
        let joint = joint(t, phrases[last - 1].until);
        let own = verbs::after(t, q.until).is_some_and(|_| t.lower(q.until) != "in");
        if joint != Some(q.from) || !is_of_people(t, q) || own || !sums(&phrases[last - 1], q) {
            break;
        }
        last += 1;
    }
    last
}

/// The same for a subject: the last of the row has the predicate.
fn coordinated_subject(t: Tokens<'_>, phrases: &[Phrase], i: usize) -> usize {
    let mut last = i + 1;
    while let Some(q) = phrases.get(last) {
        if joint(t, phrases[last - 1].until) != Some(q.from)
            || !is_of_people(t, q)
            || !sums(&phrases[last - 1], q)
        {
            break;
        }
        last += 1;
    }
    // Without a predicate after the whole row, the row is no subject.
    if last > i + 1 && predicate(t, phrases, last - 1, phrases[last - 1].until).is_none() {
        i + 1
    } else {
        last
    }
}

/// Where the next member of a row begins after token `end`: past "and", "," or ", and".
fn joint(t: Tokens<'_>, end: usize) -> Option<usize> {
    match (t.lower(end), t.lower(end + 1)) {
        (",", "and") => Some(end + 2),
        ("," | "and", _) => Some(end + 1),
        _ => None,
    }
}

/// Totals are never added to their parts: only plain members of a row are ("three soldiers and a civilian").
fn sums(a: &Phrase, b: &Phrase) -> bool {
    let plain = |p: &Phrase| p.amount.min.is_some() && p.amount.min != Some(0.0);
    plain(a) && plain(b) && a.kind != Kind::Bare && b.kind != Kind::Bare
}

/// Whether the phrase only names a part of what was counted before: "including four children", "two of them".
fn is_part(t: Tokens<'_>, p: &Phrase) -> bool {
    let back = |n: usize| t.before(p.from, n);
    back(1) == "including"
        || back(1) == "includes"
        || (back(1) == "them" && back(2) == "among")
        || (matches!(back(1), "were" | "was") && matches!(back(2), "them" | "dead" | "victims" | "killed"))
        || p.noun
            .is_some_and(|(from, _)| t.before(from, 1) == "of" && matches!(t.lower(from), "them" | "whom"))
}

/// One figure of a row of phrases: its bounds are the sums of theirs.
fn figure(row: &[Phrase], measure: &'static str, feared: bool) -> Figure {
    let first = &row[0];
    let last = &row[row.len() - 1];
    let sum = |get: fn(&Phrase) -> Option<f64>| row.iter().map(get).sum::<Option<f64>>();
    let noun = row.iter().rev().find_map(|p| p.noun).filter(|_| row.len() == 1);
    Figure {
        from: first.from,
        until: last.until,
        verb_end: last.until,
        measure,
        min: sum(|p| p.amount.min),
        max: sum(|p| p.amount.max),
        approximate: feared || row.iter().any(|p| p.amount.approximate),
        hedge: first.amount.hedge,
        counted: noun,
        unit: Some("people".to_owned()),
        part: false,
        superseded: false,
        single: row.iter().all(|p| p.kind == Kind::Single),
    }
}

/// The part that phrase `p` tells of a figure before it in the sentence: "48, including four children".
pub(super) fn part_of(t: Tokens<'_>, p: &Phrase, figures: &[Figure]) -> Option<Figure> {
    if !is_of_people(t, p) || !is_part(t, p) {
        return None;
    }
    let main = figures
        .iter()
        .filter(|f| f.until <= p.from && super::is_casualty(f.measure))
        .max_by_key(|f| f.until);
    let own = verbs::after(t, p.until).map(|v| v.measure);
    let mut part = figure(std::slice::from_ref(p), own.or(main.map(|m| m.measure))?, false);
    part.part = true;
    Some(part)
}

/// "Four were shot, one fatally", "four wounded, one critically": a smaller figure after a total speaks of a part of it.
fn mark_parts(t: Tokens<'_>, out: &mut [Figure]) {
    let totals: Vec<(usize, &str, Option<f64>)> = out
        .iter()
        .map(|f| (f.until, f.measure, f.max.or(f.min)))
        .collect();
    for f in out.iter_mut().filter(|f| t.lower(f.until).ends_with("ly")) {
        let of = |(until, measure, value): &(usize, &str, Option<f64>)| {
            *until <= f.from && (*measure == SHOT || *measure == f.measure) && *value > f.max
        };
        f.part |= totals.iter().any(of);
    }
}
