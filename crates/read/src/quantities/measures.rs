//! Figures by their unit: money, shares, lengths, distances, votes, attacks, and plain counts.

use super::Figure;
use super::phrases::{Kind, Phrase};
use crate::tokens::Tokens;

/// The figure of phrase `p` by the unit beside it.
pub(super) fn at(t: Tokens<'_>, p: &Phrase) -> Option<Figure> {
    let base = Figure {
        from: p.from,
        until: p.amount.until,
        verb_end: p.until,
        measure: "count",
        min: p.amount.min,
        max: p.amount.max,
        approximate: p.amount.approximate,
        hedge: p.amount.hedge,
        counted: p.noun,
        unit: None,
        part: false,
        superseded: false,
        single: false,
        known: false,
    };
    money(t, p, &base)
        .or_else(|| share(t, p, &base))
        .or_else(|| unit(t, p, &base))
        .or_else(|| things(t, p, base))
}

fn with(base: &Figure, measure: &'static str, unit: &str, until: usize) -> Figure {
    Figure {
        measure,
        unit: Some(unit.to_owned()),
        until,
        counted: None,
        ..base.clone()
    }
}

/// "$2 million", "€300", "40 million dollars", "US$5".
fn money(t: Tokens<'_>, p: &Phrase, base: &Figure) -> Option<Figure> {
    let number = p.amount.number;
    if let Some(at) = number.checked_sub(1).filter(|_| t.is_glued(number)) {
        let code = match t.lower(at) {
            "$" => match t.before(at, 1) {
                "a" | "au" if at > 0 && t.is_glued(at) => "AUD",
                "c" | "ca" if at > 0 && t.is_glued(at) => "CAD",
                "nz" if at > 0 && t.is_glued(at) => "NZD",
                "hk" if at > 0 && t.is_glued(at) => "HKD",
                _ => "USD",
            },
            "£" => "GBP",
            "€" => "EUR",
            "¥" => "JPY",
            "₹" => "INR",
            _ => return None,
        };
        let named = at > 0
            && t.is_glued(at)
            && matches!(t.before(at, 1), "us" | "a" | "au" | "c" | "ca" | "nz" | "hk");
        let sign = at - usize::from(named);
        let mut found = with(base, "money", code, p.amount.until);
        found.from = found.from.min(sign);
        return Some(found);
    }
    let us = usize::from(matches!(t.lower(p.amount.until), "us" | "u.s."));
    let code = match t.lower(p.amount.until + us) {
        "dollars" | "dollar" | "dlrs" => "USD",
        "euros" | "euro" => "EUR",
        "pounds" if t.lower(p.amount.until + 1) != "of" => "GBP",
        "yen" => "JPY",
        "yuan" | "renminbi" => "CNY",
        "rupees" => "INR",
        "rubles" | "roubles" => "RUB",
        "cents" | "cent" => "cents",
        "francs" => "francs",
        "pesos" => "pesos",
        _ => return None,
    };
    Some(with(base, "money", code, p.amount.until + us + 1))
}

fn share(t: Tokens<'_>, p: &Phrase, base: &Figure) -> Option<Figure> {
    let at = p.amount.until;
    match t.lower(at) {
        "percentage" if matches!(t.lower(at + 1), "points" | "point") => {
            Some(with(base, "percent", "percentage points", at + 2))
        }
        "%" | "percent" | "pct" => Some(with(base, "percent", "%", at + 1)),
        "per" if t.lower(at + 1) == "cent" => Some(with(base, "percent", "%", at + 2)),
        _ => None,
    }
}

fn unit(t: Tokens<'_>, p: &Phrase, base: &Figure) -> Option<Figure> {
    let joint = usize::from(t.is_hyphen(p.amount.until));
    let at = p.amount.until + joint;
    // "five hundred square miles"
    let square = usize::from(matches!(t.lower(at), "square" | "cubic"));
    let (measure, name) = match t.lower(at + square) {
        "second" | "seconds" if joint == 0 || t.lower(at) == "second" => ("duration", "s"),
        "minute" | "minutes" => ("duration", "min"),
        "hour" | "hours" => ("duration", "h"),
        "day" | "days" => ("duration", "days"),
        "week" | "weeks" => ("duration", "weeks"),
        "month" | "months" => ("duration", "months"),
        "year" | "years" => ("duration", "years"),
        "decades" | "decade" => ("duration", "decades"),
        "centuries" => ("duration", "centuries"),
        "mile" | "miles" => ("distance", "miles"),
        "km" | "kilometer" | "kilometers" | "kilometre" | "kilometres" => ("distance", "km"),
        "meter" | "meters" | "metre" | "metres" => ("distance", "m"),
        "cm" | "centimeters" | "centimetres" => ("distance", "cm"),
        "foot" | "feet" => ("distance", "ft"),
        "inch" | "inches" => ("distance", "in"),
        "yard" | "yards" => ("distance", "yd"),
        "acre" | "acres" => ("area", "acres"),
        "hectare" | "hectares" => ("area", "ha"),
        "ton" | "tons" | "tonnes" | "tonne" => ("weight", "t"),
        "kg" | "kilogram" | "kilograms" | "kilos" => ("weight", "kg"),
        "mph" => ("speed", "mph"),
        "degree" | "degrees" => ("temperature", "degrees"),
        "barrels" => ("volume", "barrels"),
        _ => return None,
    };
    let measure = if square == 1 && measure == "distance" {
        "area"
    } else {
        measure
    };
    // A singular after a larger number is no length: "two second chances"; "one day" is told loosely, yet a length.
    let name = if square == 1 {
        format!("square {name}")
    } else {
        name.to_owned()
    };
    let old = matches!(t.lower(at + square + 1), "old" | "olds") || t.lower(at + square + 2) == "old";
    (!old).then(|| with(base, measure, &name, at + square + 1))
}

/// Votes, attacks and other things that are counted.
fn things(t: Tokens<'_>, p: &Phrase, base: Figure) -> Option<Figure> {
    let (_, until) = p.noun?;
    let noun = t.lower(until - 1);
    let mut found = Figure {
        until: p.until,
        unit: Some(noun.to_owned()),
        ..base
    };
    found.measure = match noun {
        "attacks" | "bombings" | "blasts" | "explosions" | "strikes" | "airstrikes" | "raids"
        | "shootings" | "rockets" | "missiles" | "shells" | "bombs" | "bombers" | "clashes" | "stabbings" => {
            "attacks"
        }
        "votes" | "ballots" => "votes",
        "voters" | "people"
            if matches!(t.lower(p.until), "voted")
                || t.has(p.until, &["have", "voted"])
                || t.has(p.until, &["had", "voted"]) =>
        {
            "voted"
        }
        _ => "count",
    };
    match p.kind {
        Kind::People => {
            found.unit = Some("people".to_owned());
            Some(found)
        }
        Kind::Thing => Some(found),
        Kind::Single | Kind::Known | Kind::Bare => None,
    }
}
