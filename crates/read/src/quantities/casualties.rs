//! The dead, the wounded, the missing and the moved of a sentence.

use super::Figure;
use super::clauses::fate;
use super::losses::{self, KILLED, SHOT, WOUNDED};
use super::parts::is_part;
use super::phrases::{Kind, Phrase};
use super::reach::predicate;
use super::rows::{coordinated, coordinated_subject, counting};
use super::{objects, people, subjects, tolls};
use crate::tokens::Tokens;

/// The casualty figures of the sentence; `used` marks the phrases that took part.
pub(super) fn find(t: Tokens<'_>, phrases: &[Phrase], used: &mut [bool]) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::new();
    let mut i = 0;
    while i < phrases.len() {
        if let Some((figure, next)) = at(t, phrases, i, out.last()) {
            used[i..next].fill(true);
            let other = denied_too(t, &figure);
            out.push(figure);
            out.extend(other);
            i = next;
        } else {
            i += 1;
        }
    }
    mark_parts(t, &mut out);
    out
}

/// "Nobody was killed or injured": what the first of both verbs denies, where the second is the figure's own.
fn denied_too(t: Tokens<'_>, figure: &Figure) -> Option<Figure> {
    let both = (figure.until..figure.until + 4).any(|i| {
        matches!(t.lower(i), "killed" | "dead")
            && matches!(t.lower(i + 1), "or" | "nor")
            && matches!(t.lower(i + 2), "injured" | "hurt" | "wounded")
    });
    let measure = match figure.measure {
        WOUNDED => KILLED,
        KILLED => WOUNDED,
        _ => return None,
    };
    (both && figure.max == Some(0.0)).then(|| Figure {
        measure,
        ..figure.clone()
    })
}

/// Whether a phrase can be one of people.
pub(super) fn is_of_people(t: Tokens<'_>, p: &Phrase) -> bool {
    if p.owner {
        return false;
    }
    match p.kind {
        Kind::People | Kind::Single | Kind::Known => true,
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

/// The figure that phrase `i` begins, with the phrase after it; `last` is the figure before it.
fn at(t: Tokens<'_>, phrases: &[Phrase], i: usize, last: Option<&Figure>) -> Option<(Figure, usize)> {
    let p = phrases.get(i)?;
    let one = |measure: &'static str, end: usize| {
        let mut found = figure(t, &phrases[i..=i], measure, false);
        found.verb_end = end;
        found.part |= is_part(t, p);
        (found, i + 1)
    };
    if p.owner {
        let (measure, end) = objects::owned(t, p.until)?;
        return Some(one(measure, end));
    }
    if let Some(measure) = p
        .noun
        .filter(|_| !p.part)
        .and_then(|(_, until)| tolls::carried(t.lower(until - 1)))
    {
        // "no deaths", "12 deaths", "three bodies"
        return Some(one(measure, p.until));
    }
    // "He fired one shot", "one shot was fired": a shot, and no one.
    let fired = t.lower(p.until) == "shot"
        && p.kind == Kind::Bare
        && (matches!(t.before(p.from, 1), "fired" | "fires" | "firing" | "heard")
            || t.lower(p.until + 2) == "fired");
    if fired {
        return None;
    }
    // "None of those who were shot was badly hurt" denies the second alone.
    if !is_of_people(t, p) || (p.amount.max == Some(0.0) && t.lower(p.until) == "who") {
        return None;
    }
    // "if the boy dies", "which of the three died": nothing is told to have happened.
    let open = matches!(t.before(p.from, 1), "if" | "unless" | "whether")
        || (1..4).any(|n| t.before(p.from, n) == "which" && t.before(p.from, n - 1) == "of");
    if open {
        return None;
    }
    let part = is_part(t, p);
    if let Some((measure, until)) = qualified(t, p) {
        let (mut found, next) = one(measure, until);
        (found.until, found.counted) = (until, Some((p.noun.map_or(p.until, |n| n.0), until)));
        return Some((found, next));
    }
    // "killed his friend's two daughters": the object begins with its owner.
    let from = match i.checked_sub(1).and_then(|k| phrases.get(k)) {
        Some(owner) if owner.owner && owner.until + 1 >= p.from => owner.from,
        // "killed his two children"
        _ if p.kind == Kind::People && matches!(t.before(p.from, 1), "his" | "her" | "their") => p.from - 1,
        _ => p.from,
    };
    let lead = lead(t, phrases, i, from);
    if let Some((measure, end)) = objects::around(t, lead, p.until) {
        let row = coordinated(t, phrases, i);
        // "the shooting of a boy who was wounded"
        if measure == SHOT
            && let Some(fate) = predicate(t, phrases, i, p.until).filter(|f| f.measure != SHOT)
        {
            return Some(one(fate.measure, fate.end));
        }
        let (measure, end) = fate(t, measure, end);
        let mut found = figure(t, &phrases[i..row], measure, false);
        found.verb_end = end;
        return Some((found, row));
    }
    if (!part || p.part)
        && let Some((measure, _)) = objects::before(t, lead)
    {
        // "killing a man dead" cannot be; "wounded 12 others" can.
        let row = coordinated(t, phrases, i);
        let (measure, end) = fate(t, measure, phrases[row - 1].until);
        let mut found = figure(t, &phrases[i..row], measure, false);
        found.verb_end = end;
        return Some((found, row));
    }
    if let Some(measure) = last.and_then(|f| shared(t, f, p)) {
        return Some(one(measure, p.until));
    }
    // "left one dead and a guard with a bullet in his arm": the verb goes on for the second.
    if let Some(before) = last.filter(|f| f.verb_end < p.from && f.verb_end > f.until) {
        let joint = t.before(p.from, 1) == "and" && p.from - before.verb_end < 7;
        if let (true, Some((measure, end))) = (joint, objects::left(t, p.until)) {
            return Some(one(measure, end));
        }
    }
    let row = coordinated_subject(t, phrases, i);
    let end = phrases[row - 1].until;
    if let Some(predicate) = predicate(t, phrases, row - 1, end) {
        let own = subjects::after(t, end).is_some_and(|own| own.measure == predicate.measure);
        if let Some(all) = one_of(t, p, end).filter(|_| own) {
            return Some((figure(t, &[all], predicate.measure, predicate.feared), row));
        }
        let mut found = figure(t, &phrases[i..row], predicate.measure, predicate.feared);
        // "two people were shot and killed", told by the verb; "were shot, one fatally" is a part.
        found.verb_end = predicate.end;
        found.part |= part;
        return Some((found, row));
    }
    // "two of the wounded were flown to Harbin": the group says what happened to them.
    let group = p.noun.filter(|_| p.part).map(|(_, until)| t.lower(until - 1));
    group
        // "one of their bodies" is no one dead
        .filter(|group| *group != "bodies")
        .and_then(tolls::carried)
        .map(|measure| one(measure, p.until))
}

/// "He was one of three people wounded", "one of the three who died": what is told is told of all three.
fn one_of(t: Tokens<'_>, p: &Phrase, end: usize) -> Option<Phrase> {
    if !p.part || p.amount.max != Some(1.0) || t.lower(p.amount.until) != "of" {
        return None;
    }
    let the = usize::from(matches!(t.lower(p.amount.until + 1), "the" | "those" | "these"));
    let amount = super::amounts::at(t, p.amount.until + 1 + the)?;
    let all = amount.max != Some(1.0)
        && matches!(
            t.lower(end),
            "killed"
                | "wounded"
                | "injured"
                | "hurt"
                | "arrested"
                | "who"
                | "found"
                | "shot"
                | "hospitalized"
        );
    all.then(|| Phrase {
        amount,
        from: p.amount.until + 1,
        kind: Kind::People,
        part: false,
        ..*p
    })
}

/// The measure that `p` shares with the object before it, whose place parts them: "shot two on the deck and one on the quay".
fn shared(t: Tokens<'_>, before: &Figure, p: &Phrase) -> Option<&'static str> {
    const PLACE: usize = 9;
    let is_place = |k: usize| matches!(t.lower(k), "on" | "in" | "at" | "outside" | "inside" | "near");
    let (from, until) = (before.until, p.from.checked_sub(1)?);
    let placed = is_place(from) && is_place(p.until) && t.lower(until) == "and" && until < from + PLACE;
    let clear = (from..until).all(|k| {
        !matches!(
            t.lower(k),
            "," | "." | "was" | "were" | "is" | "are" | "who" | "and"
        )
    });
    let (measure, _) = objects::before(t, before.from)?;
    (placed && clear && measure == before.measure && p.amount.min > Some(0.0)).then_some(measure)
}

/// Where the words that a verb takes begin: a headline's bare noun has its modifiers before it ("kills Eastport docker").
fn lead(t: Tokens<'_>, phrases: &[Phrase], i: usize, from: usize) -> usize {
    let p = &phrases[i];
    // "kills Eastport docker", "killed former clerk Jan Holt"
    let bare = matches!(p.kind, Kind::Single | Kind::Known) && p.noun.is_some_and(|(noun, _)| noun == p.from);
    let floor = i
        .checked_sub(1)
        .and_then(|k| phrases.get(k))
        .map_or(0, |q| q.until);
    if !bare || objects::before(t, from).is_some() {
        return from;
    }
    // Before a name "shooting victim" and "rescue worker" are nouns; what kills or wounds is a verb.
    let named = p.kind == Kind::Known;
    let verb = |k: usize| {
        let told = objects::before(t, k).or_else(|| objects::around(t, k, p.until));
        // "Arrest records show Jan Holt is free": a noun
        told.is_some_and(|(m, at)| {
            !named || (matches!(m, KILLED | WOUNDED | losses::ARRESTED) && t.lower(at) != "arrest")
        })
    };
    (floor.max(from.saturating_sub(4))..from)
        .rev()
        .take_while(|k| super::phrases::is_modifier(t, *k))
        .take_while(|k| !named || !matches!(t.lower(*k), "where" | "before" | "later" | "posted"))
        .find(|k| verb(*k))
        .unwrap_or(from)
}

/// "100 wounded people", "12 missing sailors": the loss stands before the noun.
fn qualified(t: Tokens<'_>, p: &Phrase) -> Option<(&'static str, usize)> {
    if matches!(p.kind, Kind::People | Kind::Single)
        && p.noun
            .is_some_and(|(from, until)| until > from + 1 && matches!(t.lower(from), "dead" | "deceased"))
    {
        return Some((KILLED, p.until));
    }
    let measure = match t.lower(p.until) {
        "wounded" | "injured" => WOUNDED,
        "dead" => KILLED,
        "missing" => losses::MISSING,
        "displaced" => losses::DISPLACED,
        _ => return None,
    };
    let plural = people::noun(t.lower(p.until + 1)) == Some(true) && t.lower(p.until + 1) != "dead";
    (p.kind == Kind::Bare && plural).then_some((measure, p.until + 2))
}

/// One figure of a row of phrases: its bounds are the sums of theirs.
pub(super) fn figure(t: Tokens<'_>, row: &[Phrase], measure: &'static str, feared: bool) -> Figure {
    let first = &row[0];
    let last = &row[row.len() - 1];
    let row = counting(t, row);
    let sum = |get: fn(&Phrase) -> Option<f64>| row.iter().map(get).sum::<Option<f64>>();
    let noun = row.iter().rev().find_map(|p| p.noun).filter(|_| row.len() == 1);
    Figure {
        from: first.from,
        until: last.until,
        verb_end: last.until,
        min: sum(|p| p.amount.min),
        max: sum(|p| p.amount.max),
        approximate: feared || row.iter().any(|p| p.amount.approximate),
        counted: noun,
        part: row.iter().any(|p| p.part),
        single: row.iter().all(|p| p.kind == Kind::Single),
        known: row.iter().all(|p| p.kind == Kind::Known),
        ..Figure::of(measure, &first.amount, "people")
    }
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

#[cfg(test)]
mod tests {
    use crate::quantities::scene::reading;

    #[test]
    fn rows_and_those_among_several() {
        for (text, want) in [
            (
                "A docker and his two sons were killed.",
                "killed 3..3 people: A docker and his two sons",
            ),
            (
                "He was one of three people hurt.",
                "wounded 3..3 people: three people",
            ),
            (
                "Both dockers were killed.",
                "killed 2..2 people (Part): Both dockers",
            ),
            ("Neither docker was hurt.", "wounded 0..0 people: Neither docker"),
            ("Four more were hurt.", "wounded 4..4 people: Four more"),
            (
                "A docker and a man in his 20s were killed.",
                "killed 2..2 people: A docker and a man",
            ),
            ("A 16-year old was killed.", "killed 1..1 people: A 16-year old"),
            (
                "Another docker was non-fatally injured.",
                "wounded 1..1 people: Another docker",
            ),
        ] {
            assert_eq!(reading(text), [want], "{text}");
        }
    }

    #[test]
    fn near_rows_stay_apart() {
        // The one of four who died is one.
        assert_eq!(
            reading("One of four dockers hurt on the quay has died."),
            ["killed 1..1 people (Part): One of four dockers"]
        );
        assert_eq!(
            reading("A 2-year-old boy and his 21-year-old uncle were killed."),
            ["killed 2..2 people: A 2-year-old boy and his 21-year-old uncle"]
        );
        for text in [
            "The docker shot from a car.",
            "The docker fled the home.",
            "Both dockers waited.",
            "Neither docker spoke.",
            "They were critical of the plan.",
        ] {
            let found = reading(text);
            assert!(
                !found.iter().any(|f| !f.starts_with("count")),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn a_change_keeps_the_newer_toll() {
        assert_eq!(
            reading("The death toll rose from 12 to 14."),
            [
                "killed 12..12 people (Background): 12",
                "killed 14..14 people: 14"
            ]
        );
    }
}
