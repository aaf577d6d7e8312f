//! People of a headline, which drops articles and numbers: "Docker shot dead", "Dockers hurt in quay fire".

use super::amounts::Amount;
use super::people;
use super::persons::{past_age, person};
use super::phrases::{Kind, Phrase};
use crate::tokens::Tokens;

/// The plural of a headline without a number, where its loss follows: "Dockers hurt in quay fire" tells of two or more.
pub(super) fn several(t: Tokens<'_>, i: usize) -> Option<Phrase> {
    let people = people::noun(t.lower(i)) == Some(true)
        && !matches!(
            t.lower(i),
            "police"
                | "lives"
                | "bodies"
                | "deaths"
                | "dead"
                | "others"
                | "victims"
                | "casualties"
                | "fatalities"
        );
    let alone =
        matches!(t.before(i, 1), "" | ":" | ";" | "," | "-" | "–" | "—") || t.is_capital(i.saturating_sub(1));
    super::subjects::after(t, i + 1).filter(|_| people && alone)?;
    Some(Phrase {
        amount: Amount {
            max: None,
            approximate: true,
            ..Amount::exact(i, i + 1, 2.0)
        },
        kind: Kind::People,
        ..person(t, i, (i, i + 1), Kind::People)
    })
}

/// The person of a headline, without an article: "Docker", "Eastport man", "Boy, 12".
pub(super) fn one(t: Tokens<'_>, i: usize) -> Option<Phrase> {
    if people::noun(t.lower(i)) != Some(false) || people::noun(t.lower(i + 1)) == Some(false) {
        return None;
    }
    let next = t.lower(i + 1);
    if t.is_hyphen(i + 1)
        || (matches!(
            next,
            "station" | "center" | "party" | "home" | "charges" | "killer"
        ))
    {
        return None;
    }
    let end = past_age(t, i + 1);
    Some(person(t, i, (i, end), Kind::Single))
}
