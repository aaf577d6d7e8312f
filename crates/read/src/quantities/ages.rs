//! Ages, which count nobody: ", 24,", "24-year-old", "ages 19 and 21", "children under 15".

use super::amounts::Amount;
use super::people;
use crate::numerals;
use crate::tokens::Tokens;

/// ", 24," after a name, "24-year-old", "24 years old".
pub(super) fn is_age(t: Tokens<'_>, a: Amount) -> bool {
    let exact = a.is_exact() && a.max.is_some_and(|m| m < 120.0);
    let set_off = t.is_number(a.number)
        && t.before(a.number, 1) == ","
        && matches!(t.lower(a.until), "," | "." | ";" | ")")
        && a.number > 1
        && (t.is_capital(a.number - 2) || people::noun(t.lower(a.number - 2)) == Some(false));
    let years = |k: usize| {
        matches!(
            t.lower(k),
            "year" | "years" | "yr" | "yrs" | "month" | "months" | "week" | "weeks" | "day" | "days" | "yo"
        )
    };
    let unit = a.until + usize::from(t.is_hyphen(a.until));
    let next = unit + 1 + usize::from(t.is_hyphen(unit + 1));
    let old = years(unit) && (matches!(t.lower(next), "old" | "olds") || t.has(next, &["of", "age"]));
    // "children under 15"
    // "a man in his 20s"
    let decade = t.is_number(a.number)
        && matches!(
            t.before(a.number, 1),
            "his" | "her" | "their" | "early" | "mid" | "late" | "-"
        )
        && t.is_glued(a.until)
        && matches!(t.lower(a.until), "s" | "'s" | "’s");
    let bound = if matches!(t.lower(a.from), "under" | "over") {
        a.from
    } else {
        a.number.saturating_sub(1)
    };
    let below = matches!(t.lower(bound), "under" | "over") && people::noun(t.before(bound, 1)) == Some(true)
        || (t.before(a.number, 1) == "of" && t.before(a.number, 2) == "age");
    (exact && (set_off || ages_row(t, a))) || old || below || decade
}

/// "ages 19, 21 and 22", "two men, 26 and 21, were hurt": the last of a row of ages.
fn ages_row(t: Tokens<'_>, a: Amount) -> bool {
    const LONGEST: usize = 12;
    if !t.is_number(a.number) {
        return false;
    }
    let mut k = a.number;
    while k > 0 && a.number - k < LONGEST && (matches!(t.lower(k - 1), "," | "and") || t.is_number(k - 1)) {
        k -= 1;
    }
    // "two men, 26 and 21": the row begins with its comma.
    let begins = t.lower(k) == "," && t.is_number(k + 1) && k + 1 < a.number;
    let before = k.checked_sub(1).map_or("", |b| t.lower(b));
    (k < a.number && matches!(before, "ages" | "aged"))
        || (begins && people::noun(before).is_some() && t.lower(a.until) == ",")
}

/// The token after "14-year-old" or "six-month-old" at `i`.
pub(super) fn compound(t: Tokens<'_>, i: usize) -> Option<usize> {
    if !t.is_number(i) && numerals::small(t.lower(i)).is_none() {
        return None;
    }
    let unit = i + 1 + usize::from(t.is_hyphen(i + 1) || t.lower(i + 1) == "-");
    let years = matches!(
        t.lower(unit),
        "year" | "years" | "yr" | "month" | "months" | "week" | "day"
    );
    let old = unit + 1 + usize::from(t.lower(unit + 1) == "-");
    // "a seven month old baby", and not "she is 30 years old"
    let joined = old > unit + 1 || t.is_hyphen(i + 1) || matches!(t.lower(unit), "year" | "month");
    (years && joined && t.lower(old) == "old").then_some(old + 1)
}
