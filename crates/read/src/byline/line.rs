//! Whether a line is a byline, or the words that lead to one on the next line.

use super::{LEAD, OTHERS, WHEN, person, split, words::PARTICLES};
use crate::agencies;

/// Whether a line is a byline: it begins with "By" and names, or names people and their agency or role, and nothing
/// else. `head` says whether it stands above the text, where the second form is allowed.
pub(crate) fn is_byline(line: &str, head: bool) -> bool {
    if line.len() > 200 || line.ends_with(['?', '!', '"', '”']) {
        return false;
    }
    // "By Monday the town was empty" names nobody; "By Jane Doe" is all names.
    if !mostly_names(line) {
        return false;
    }
    let led = is_led(line);
    if !led && !head {
        return false;
    }
    let credits = split(line);
    let named = !credits.people.is_empty() || !credits.agencies.is_empty();
    if led {
        return named || !credits.bodies.is_empty();
    }
    let affiliated = !credits.agencies.is_empty() || line.split([',', '|', ';']).skip(1).any(has_role);
    let alone = credits.people.is_empty() && !credits.agencies.is_empty() && agencies::named(line).is_some();
    (alone || !credits.people.is_empty() && affiliated) && !line.ends_with('.')
}

/// Whether a line begins as bylines do, whatever follows.
pub(crate) fn is_led(line: &str) -> bool {
    LEAD.is_match(&WHEN.replace_all(line, ", "))
}

/// Whether a line is nothing but what leads to names: "By", "Written by", "Author(s)". `Some(false)` where the names
/// are those of others than the writers: "Reviewed by".
pub(crate) fn is_label(line: &str) -> Option<bool> {
    let line = line.trim();
    if line.len() > 30 {
        return None;
    }
    // A name set behind it shows whether the words lead to one.
    let led = format!("{line} X");
    if OTHERS.find(&led).is_some_and(|m| m.start() == 0) {
        return Some(false);
    }
    let whole = LEAD.find(&led).is_some_and(|m| m.end() + 1 == led.len());
    whole.then_some(true)
}

fn has_role(part: &str) -> bool {
    part.to_lowercase().contains("special to")
        || part
            .split_whitespace()
            .any(|w| person::is_role(w) || matches!(w.to_lowercase().as_str(), "staff" | "bureau"))
}

/// Whether nearly all words of the line are capitalised or join names.
fn mostly_names(line: &str) -> bool {
    const JOINERS: &[&str] = &[
        "by",
        "and",
        "of",
        "the",
        "for",
        "with",
        "in",
        "at",
        "staff",
        "special",
        "to",
        "on",
        "am",
        "pm",
        "posted",
        "published",
        "updated",
        "written",
        "story",
        "photos",
        "min",
        "mins",
        "minute",
        "minutes",
        "read",
    ];
    let names = |w: &&str| {
        let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty()
            || bare.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            || w.contains('@')
            || JOINERS.contains(&bare.to_lowercase().as_str())
            || person::is_role(bare)
            || PARTICLES.contains(&bare)
            || bare.starts_with("al-")
    };
    line.split_whitespace().all(|w| names(&w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_told() {
        for line in [
            "By Jane Doe",
            "by Jane Doe, Port Ellery Herald",
            "By JANE DOE and JOHN ROE",
            "By Reuters Staff",
            "Written by Jane Doe",
            "Published March 5, 2024 by Jane Doe",
            "JANE DOE, Associated Press",
            "Jane Doe, Staff Writer",
            "Associated Press",
        ] {
            assert!(is_byline(line, true), "{line}");
        }
    }

    #[test]
    fn near_misses_stay_silent() {
        for line in [
            "By Monday the town was empty.",
            "By all accounts Jane Doe left",
            "By the harbour, the fire went on.",
            "Jane Doe, the mayor of Port Ellery, left.",
            "Associated Press spokesman John Roe said so.",
            "Jane Doe",
            "The Associated Press reported the deaths.",
            "By the Numbers",
        ] {
            assert!(!is_byline(line, true), "{line}");
        }
        assert!(!is_byline("JANE DOE, Associated Press", false));
    }

    #[test]
    fn labels_lead_to_the_next_line() {
        for (line, told) in [
            ("By", Some(true)),
            ("Written by:", Some(true)),
            ("Author(s)", Some(true)),
            ("Words by", Some(true)),
            ("Medically reviewed by", Some(false)),
            ("Reviewed by", Some(false)),
            ("Photos by", Some(false)),
            ("By Jane Doe", None),
            ("Authority", None),
            ("Stand by", None),
        ] {
            assert_eq!(is_label(line), told, "{line}");
        }
    }
}
