//! Figures by their unit: lengths of time and way, weights, speeds, temperatures, votes, attacks, and plain counts.

use super::phrases::{Kind, Phrase};
use super::{Figure, money, shares};
use crate::tokens::{Shape, Tokens};

/// The figure of phrase `p` by the unit beside it.
pub(super) fn at(t: Tokens<'_>, p: &Phrase) -> Option<Figure> {
    let base = Figure {
        verb_end: p.until,
        counted: p.noun,
        unit: None,
        superseded: is_old(t, p),
        ..Figure::of("count", &p.amount, "")
    };
    money::at(t, p, &base)
        .or_else(|| shares::at(t, p, &base))
        .or_else(|| magnitude(t, p, &base))
        .or_else(|| tally(t, p, &base))
        .or_else(|| unit(t, p, &base))
        .or_else(|| things(t, p, base))
}

/// The figure `base` as one of `measure` in `unit` that ends before token `until`.
pub(super) fn with(base: &Figure, measure: &'static str, unit: &str, until: usize) -> Figure {
    Figure {
        measure,
        unit: Some(unit.to_owned()),
        until,
        counted: None,
        ..base.clone()
    }
}

/// "fell to 7.4 percent from 7.6": what a change began from no longer holds.
fn is_old(t: Tokens<'_>, p: &Phrase) -> bool {
    let sign = usize::from(money::is_sign(t, p.from.wrapping_sub(1)));
    let from = p.from - sign;
    t.before(from, 1) == "from" && (2..9).any(|n| super::amounts::is_change(t.before(from, n)))
}

/// "by 1,204 votes to 988": the second number of a count of votes.
fn tally(t: Tokens<'_>, p: &Phrase, base: &Figure) -> Option<Figure> {
    let against = t.before(p.from, 1) == "to" && t.before(p.from, 2) == "votes" && p.noun.is_none();
    let counted = p.from.checked_sub(3).is_some_and(|i| t.is_number(i));
    let alone = !matches!(t.lower(p.until), "%" | "percent" | "per" | "-");
    (against && counted && alone && p.kind == Kind::Bare).then(|| with(base, "votes", "votes", p.until))
}

/// "a magnitude of 6.1", "a 6.1-magnitude quake", "magnitude 6.1".
fn magnitude(t: Tokens<'_>, p: &Phrase, base: &Figure) -> Option<Figure> {
    let next = p.amount.until + usize::from(t.is_hyphen(p.amount.until));
    if t.lower(next) == "magnitude" {
        return Some(with(base, "magnitude", "magnitude", next + 1));
    }
    let back = usize::from(t.before(p.from, 1) == "of" || t.is_hyphen(p.from.wrapping_sub(1)));
    (t.before(p.from, 1 + back) == "magnitude").then(|| with(base, "magnitude", "magnitude", p.amount.until))
}

fn unit(t: Tokens<'_>, p: &Phrase, base: &Figure) -> Option<Figure> {
    let joint = usize::from(t.is_hyphen(p.amount.until));
    // "a couple of hours"
    let of = usize::from(joint == 0 && base.approximate && t.lower(p.amount.until) == "of");
    let at = p.amount.until + joint + of;
    // "five hundred square miles"
    let square = usize::from(matches!(
        t.lower(at),
        "square" | "cubic" | "metric" | "short" | "long"
    ));
    let (measure, name) = match t.lower(at + square) {
        "sec" | "secs" if joint == 0 => ("duration", "s"),
        "hr" | "hrs" if joint == 0 => ("duration", "h"),
        "ft" => ("distance", "ft"),
        "yds" => ("distance", "yd"),
        "second" | "seconds" if joint == 0 || t.lower(at) == "second" => ("duration", "s"),
        "minute" | "minutes" => ("duration", "min"),
        "hour" | "hours" => ("duration", "h"),
        "day" | "days" => ("duration", "days"),
        "week" | "weeks" => ("duration", "weeks"),
        "month" | "months" => ("duration", "months"),
        "year" | "years" => ("duration", "years"),
        "decades" | "decade" => ("duration", "decades"),
        "centuries" | "century" => ("duration", "centuries"),
        "mile" | "miles" => ("distance", "miles"),
        "km" | "kilometer" | "kilometers" | "kilometre" | "kilometres" => ("distance", "km"),
        "meter" | "meters" | "metre" | "metres" => ("distance", "m"),
        "cm" | "centimeters" | "centimetres" => ("distance", "cm"),
        "mm" | "millimeters" | "millimetres" => ("distance", "mm"),
        "foot" | "feet" => ("distance", "ft"),
        "inch" | "inches" => ("distance", "in"),
        "yard" | "yards" => ("distance", "yd"),
        "acre" | "acres" => ("area", "acres"),
        "hectare" | "hectares" => ("area", "ha"),
        "ton" | "tons" | "tonnes" | "tonne" => ("weight", "t"),
        "kg" | "kilogram" | "kilograms" | "kilos" => ("weight", "kg"),
        "pound" if joint == 1 => ("weight", "lb"),
        "pounds" | "lbs" | "lb" => ("weight", "lb"),
        "mph" => ("speed", "mph"),
        "kph" => ("speed", "km/h"),
        "degree" | "degrees" | "°" => return Some(temperature(t, p, base, at)),
        "barrels" => ("volume", "barrels"),
        _ => return None,
    };
    let end = at + square + 1;
    // Only tons are metric, short or long.
    if square == 1 && measure != "weight" && !matches!(t.lower(at), "square" | "cubic") {
        return None;
    }
    // "10 miles per second"
    if measure == "distance"
        && matches!(name, "km" | "miles" | "m" | "ft")
        && (matches!(t.lower(end), "per" | "a") && t.lower(end + 1) == "second" || t.has(end, &["/", "s"]))
    {
        return Some(with(base, "speed", &format!("{name}/s"), end + 2));
    }
    // "120 km/h", "75 miles per hour"
    if measure == "distance"
        && matches!(name, "km" | "miles")
        && (t.has(end, &["/", "h"])
            || ((t.lower(end) == "per" || t.lower(end) == "an") && t.lower(end + 1) == "hour"))
    {
        let speed = if name == "km" { "km/h" } else { "mph" };
        return Some(with(base, "speed", speed, end + 2));
    }
    let measure = if square == 1 && measure == "distance" {
        "area"
    } else {
        measure
    };
    // A singular after a larger number is no length: "two second chances"; "one day" is told loosely, yet a length.
    let name = if square == 1 && measure != "weight" {
        format!("square {name}")
    } else {
        name.to_owned()
    };
    let old = matches!(t.lower(end), "old" | "olds") || t.lower(end + 1) == "old";
    (!old).then(|| with(base, measure, &name, end))
}

/// "minus 5 degrees", "40 degrees Celsius", "20 °F", "10 degrees below zero"; the unit's word stands at `at`.
fn temperature(t: Tokens<'_>, p: &Phrase, base: &Figure, at: usize) -> Figure {
    let mut end = at + 1;
    let scale = match t.lower(end) {
        "celsius" | "centigrade" | "c" => "°C",
        "fahrenheit" | "f" => "°F",
        _ => "degrees",
    };
    end += usize::from(scale != "degrees");
    let mut found = with(base, "temperature", scale, end);
    let sign = t.before(p.from, 1) == "minus"
        || (matches!(t.before(p.from, 1), "-" | "−") && t.is_glued(p.from) && !t.is_glued(p.from - 1));
    let below = t.lower(end) == "below" && matches!(t.lower(end + 1), "zero" | "freezing");
    if sign || below {
        (found.min, found.max) = (found.max.map(|v| -v), found.min.map(|v| -v));
        found.from -= usize::from(sign);
        found.until += if below { 2 } else { 0 };
    }
    found
}

/// Whether the number of `p` names a kind or make and counts nothing: "Kestrel 9 rockets", "a 737 aircraft", "two-time coach".
fn is_label(t: Tokens<'_>, p: &Phrase, noun: &str) -> bool {
    if t.is_hyphen(p.amount.until) {
        return true;
    }
    let digits = t.is_number(p.amount.number) && p.amount.from == p.amount.number;
    let plain = matches!(
        noun,
        "people" | "men" | "women" | "children" | "others" | "persons" | "votes"
    );
    let made = p.from > 1
        && t.is_capital(p.from - 1)
        && t.get(p.from - 1).is_some_and(|w| w.shape == Shape::Word)
        && !matches!(t.before(p.from, 2), "." | "“" | "\"" | ":")
        && t.lower(p.from).len() < 4
        && !plain;
    let one = noun == "aircraft" && (1..5).any(|n| matches!(t.before(p.from, n), "a" | "an"));
    digits && (made || one)
}

/// Whether weapons are told to have been fired or to have gone off.
fn is_used(t: Tokens<'_>, p: &Phrase) -> bool {
    let act = |k: usize| {
        matches!(
            t.lower(k),
            "fired"
                | "firing"
                | "launched"
                | "launching"
                | "dropped"
                | "dropping"
                | "lobbed"
                | "hit"
                | "struck"
                | "exploded"
                | "landed"
                | "detonated"
                | "rained"
                | "fell"
                | "went"
                | "tore"
                | "ripped"
                | "slammed"
        )
    };
    (p.from.saturating_sub(6)..p.from).any(act) || (p.until..p.until + 5).any(act)
}

/// Votes, attacks and other things that are counted.
fn things(t: Tokens<'_>, p: &Phrase, base: Figure) -> Option<Figure> {
    let (_, until) = p.noun?;
    let noun = t.lower(until - 1);
    // "five times larger", "three times as many" compare, and count nothing.
    if noun == "times"
        && (t.lower(until).ends_with("er") || matches!(t.lower(until), "as" | "more" | "the" | "that"))
    {
        return None;
    }
    if is_label(t, p, noun) {
        return None;
    }
    let mut found = Figure {
        until: p.until,
        unit: Some(noun.to_owned()),
        ..base
    };
    found.measure = match noun {
        "attacks" | "bombings" | "blasts" | "explosions" | "strikes" | "airstrikes" | "raids"
        | "shootings" | "clashes" | "stabbings" => "attacks",
        // Weapons are attacks where they are used: "fired 40 rockets", and not "owns 40 rockets".
        "rockets" | "missiles" | "shells" | "bombs" | "bombers" if is_used(t, p) => "attacks",
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
        // "25 defendants, five of whom were fined"
        Kind::Bare if noun == "whom" => {
            found.unit = Some("people".to_owned());
            Some(found)
        }
        Kind::Single | Kind::Known | Kind::Bare => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::quantities::scene::reading;

    #[test]
    fn units_give_the_measure() {
        for (text, want) in [
            ("It lies 30 kilometres away.", "distance 30..30 km: 30 kilometres"),
            ("The ship was 200 feet long.", "distance 200..200 ft: 200 feet"),
            ("It was a 12-hour flight.", "duration 12..12 h: 12-hour"),
            (
                "They talked for two and a half hours.",
                "duration 2.5..2.5 h: two and a half hours",
            ),
            (
                "They waited for half an hour.",
                "duration 0.5..0.5 h: half an hour",
            ),
            (
                "They waited a couple of hours.",
                "duration 2..2~ h: a couple of hours",
            ),
            (
                "They waited three to four weeks.",
                "duration 3..4 weeks: three to four weeks",
            ),
            (
                "It fell to minus 5 degrees.",
                "temperature -5..-5 degrees: minus 5 degrees",
            ),
            (
                "It was 40 degrees Celsius.",
                "temperature 40..40 °C: 40 degrees Celsius",
            ),
            (
                "It was 10 degrees below zero.",
                "temperature -10..-10 degrees: 10 degrees below zero",
            ),
            (
                "It reached 35-40 degrees.",
                "temperature 35..40 degrees: 35-40 degrees",
            ),
            ("Wind blew at 120 km/h.", "speed 120..120 km/h: 120 km/h"),
            (
                "Wind blew at 75 miles per hour.",
                "speed 75..75 mph: 75 miles per hour",
            ),
            ("They found 50kg of rice.", "weight 50..50 kg: 50kg"),
            (
                "The ship holds 64 metric tons.",
                "weight 64..64 t: 64 metric tons",
            ),
            (
                "It flew at 10 to 30 miles per second.",
                "speed 10..30 miles/s: 10 to 30 miles per second",
            ),
            ("The well is 130ft deep.", "distance 130..130 ft: 130ft"),
            ("They fired 40 rockets.", "attacks 40..40 rockets: 40 rockets"),
            ("They own 40 rockets.", "count 40..40 rockets: 40 rockets"),
            ("A 500-pound crate fell.", "weight 500..500 lb: 500-pound"),
            (
                "The quake had a magnitude of 6.1.",
                "magnitude 6.1..6.1 magnitude: 6.1",
            ),
            (
                "Between 5 and 10 trucks sank.",
                "count 5..10 trucks: Between 5 and 10 trucks",
            ),
            (
                "There were at least 19 air strikes.",
                "attacks 19..- strikes: at least 19 air strikes",
            ),
            (
                "A quarter of a million dockers marched.",
                "count 250000..250000 people: A quarter of a million dockers",
            ),
            (
                "Some 300 people were evacuated.",
                "evacuated 300..300~ people: Some 300 people",
            ),
            (
                "The flood displaced 4,000 people.",
                "displaced 4000..4000 people: 4,000 people",
            ),
        ] {
            assert_eq!(reading(text), [want], "{text}");
        }
    }

    #[test]
    fn votes_on_both_sides() {
        assert_eq!(
            reading("She won by 1,204 votes to 988."),
            ["votes 1204..1204 votes: 1,204 votes", "votes 988..988 votes: 988"]
        );
        // Near misses: whom votes go to, and what turned them.
        for text in [
            "They gave 300 votes to 12 men.",
            "They took their votes to 988 Mill Road.",
        ] {
            let found = reading(text);
            assert!(
                found.iter().filter(|f| f.starts_with("votes")).count() < 2,
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn what_measures_nothing() {
        for text in [
            "The 14-year-old docker waited.",
            "It was five times larger.",
            "The pier was built in the 1990s.",
            "Route 66 is closed.",
            "The council voted 9-4.",
            "In a second, it was over.",
            "They had to evacuate the quay.",
            "The strike went on.",
            "Crews wash Kestrel 9 rockets.",
            "The owner has a 737 aircraft.",
            "The two-time coach left.",
        ] {
            assert!(reading(text).is_empty(), "{text}: {:?}", reading(text));
        }
    }

    #[test]
    fn what_a_change_began_from_is_old() {
        assert_eq!(
            reading("Joblessness fell to 7.4 percent from 7.6 percent."),
            [
                "percent 7.4..7.4 %: 7.4 percent",
                "percent 7.6..7.6 % (Background): 7.6 percent"
            ]
        );
        // A plain range is no change.
        assert_eq!(
            reading("It takes from 10 to 15 days."),
            ["duration 10..15 days: 10 to 15 days"]
        );
    }
}
