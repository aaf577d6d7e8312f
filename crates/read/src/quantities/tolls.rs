//! Figures told by a noun before them: "the death toll rose to 14 from 12", "put the figure at 38".

use super::Figure;
use super::amounts::Amount;
use super::losses::{ARRESTED, EVACUATED, KILLED, MISSING, WOUNDED};
use super::phrases::{Kind, Phrase};
use crate::tokens::Tokens;

/// How many words may stand between the noun and its number.
const REACH: usize = 14;

/// What the noun before a figure says of its measure.
enum Toll {
    Measured(&'static str),
    /// "the figure", "the number": that of the figure before.
    Before,
}

/// The figure of phrase `p` where a toll is told; `before` is the measure of the last casualty figure.
pub(super) fn at(t: Tokens<'_>, p: &Phrase, before: Option<&'static str>) -> Option<Figure> {
    if !matches!(p.kind, Kind::Bare | Kind::People) || matches!(t.lower(p.until), "%" | "percent" | "-") {
        return None;
    }
    let lead = t.before(p.from, 1);
    let told = matches!(
        lead,
        "at" | "to"
            | "of"
            | "is"
            | "was"
            | "reached"
            | "hit"
            | "topped"
            | "passed"
            | "surpassed"
            | "exceeded"
            | "exceeding"
            | "exceeds"
            | "above"
            | "from"
            | ":"
            | "past"
            | "tops"
            | "reaches"
            | "hits"
    );
    if !told {
        return None;
    }
    let toll = noun(t, p.from)?;
    let measure = match toll {
        Toll::Measured(m) => m,
        Toll::Before => before?,
    };
    // "to 14 from 12", "from 12 to 14": the one after "from" no longer holds.
    let superseded = lead == "from";
    Some(Figure {
        from: p.from,
        until: p.until,
        verb_end: p.until,
        counted: p.noun,
        superseded,
        ..Figure::of(measure, &p.amount, "people")
    })
}

fn noun(t: Tokens<'_>, from: usize) -> Option<Toll> {
    let start = from.saturating_sub(REACH);
    for i in (start..from).rev() {
        match t.lower(i) {
            "." | ";" | "\"" | "“" | "”" => return None,
            "toll" if t.before(i, 1) == "injury" => return Some(Toll::Measured(WOUNDED)),
            "toll" if matches!(t.before(i, 1), "a" | "road" | "bridge") => return None,
            "toll" => return Some(Toll::Measured(KILLED)),
            "number" | "count" if t.lower(i + 1) == "of" => {
                let the = usize::from(t.lower(i + 2) == "the");
                let measure = match t.lower(i + 2 + the) {
                    "dead" | "deaths" | "killed" | "fatalities" | "victims" => KILLED,
                    "wounded" | "injured" | "injuries" => WOUNDED,
                    "missing" => MISSING,
                    "arrests" | "arrested" => ARRESTED,
                    "people" if t.lower(i + 3 + the) == "killed" => KILLED,
                    "people" if matches!(t.lower(i + 3 + the), "injured" | "wounded" | "hurt") => WOUNDED,
                    _ => return None,
                };
                return Some(Toll::Measured(measure));
            }
            "figure" | "total" | "number" | "count" if put_at(t, i, from) => return Some(Toll::Before),
            _ => {}
        }
    }
    None
}

/// "put the figure at", "raised the number to".
fn put_at(t: Tokens<'_>, noun: usize, from: usize) -> bool {
    let close = from - noun <= 3;
    let verb = (1..=3).any(|n| {
        matches!(
            t.before(noun, n),
            "put" | "puts" | "putting" | "raised" | "raising" | "gave" | "placed" | "revised"
        )
    });
    close && verb && matches!(t.before(from, 1), "at" | "to")
}

/// Nouns that carry their measure: "12 deaths", "three fatalities", "20 arrests", "no injuries".
pub(super) fn carried(noun: &str) -> Option<&'static str> {
    Some(match noun {
        "deaths" | "fatalities" | "dead" | "killings" | "slayings" | "bodies" => KILLED,
        "injuries" | "injury" | "wounded" | "injured" => WOUNDED,
        "casualties" => "casualties",
        "arrests" | "arrest" => ARRESTED,
        "evacuees" => EVACUATED,
        "homicides" | "murders" => "homicides",
        _ => return None,
    })
}

/// "a double murder", "Saturday's triple homicide", "quadruple shooting": how many it took, at token `i`.
pub(super) fn multiple(t: Tokens<'_>, i: usize) -> Option<Figure> {
    let n = match t.lower(i) {
        "double" => 2.0,
        "triple" => 3.0,
        "quadruple" => 4.0,
        "quintuple" => 5.0,
        _ => return None,
    };
    let noun = i + 1 + usize::from(t.is_hyphen(i + 1));
    let (measure, until) = match t.lower(noun) {
        "murder" | "murders" | "homicide" | "slaying" | "killing" | "fatality" => (KILLED, noun + 1),
        "fatal" if matches!(t.lower(noun + 1), "shooting" | "stabbing" | "crash") => (KILLED, noun + 2),
        "shooting" if t.lower(noun + 1) == "death" => (KILLED, noun + 2),
        "shooting" => (super::losses::SHOT, noun + 1),
        "stabbing" => (WOUNDED, noun + 1),
        _ => return None,
    };
    // "double murder suspect" and a double murder of long ago are told by other words.
    let told = !matches!(t.before(i, 1), "attempted" | "previous" | "notorious");
    told.then(|| Figure::of(measure, &Amount::exact(i, until, n), "people"))
}
