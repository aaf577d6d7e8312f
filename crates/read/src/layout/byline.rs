//! Who wrote it: people apart from agencies and outlets, in a line of the text or an author field.

use crate::agencies;
use regex::Regex;
use std::sync::LazyLock;

/// The names in a byline, told apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Credits {
    /// People, in the order written, in normal case.
    pub(crate) people: Vec<String>,
    /// Agencies by their full names.
    pub(crate) agencies: Vec<String>,
    /// Any other body named, such as the outlet.
    pub(crate) bodies: Vec<String>,
}

/// The people in an author field or byline: "By Jane Doe and John Roe, Associated Press" → Jane Doe, John Roe.
#[cfg(test)]
pub(crate) fn people(words: &str) -> Vec<String> {
    split(words).people
}

static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:(?:(?:written|story|posted|published|reported|compiled|article|text|words)\s+)?by)\b:?\s*|^(?i:author|reporter|contributor)s?:\s*")
        .expect("a constant pattern")
});
/// "in Port Ellery", "at the harbour", up to the next sign: where a writer was is no second writer.
static WHERE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?i:in|at|near)\s+[^,;|/&•·()\n]*?(?P<end>\s+(?i:and|with|for)\b|[,;|/&•·()\n]|$)")
        .expect("a constant pattern")
});
static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*(?:[,;|/&•·\n]|\s[-–—]\s|\b(?i:and|with|for|of|in)\b|\((?:[^()]*)\)|<[^>]*>)\s*")
        .expect("a constant pattern")
});

/// Tells the names of a byline or author field apart.
pub(crate) fn split(words: &str) -> Credits {
    let mut credits = Credits::default();
    // A list of hundreds of names is no byline.
    if words.len() > 600 {
        return credits;
    }
    let lead = LEAD.find(words.trim_start()).map_or(0, |m| m.end());
    let names = words.trim_start().get(lead..).unwrap_or("");
    let names = WHERE.replace_all(names, "$end");
    // What stands in parentheses or brackets is an affiliation as a part of its own.
    let opened: String = names
        .chars()
        .map(|c| {
            if matches!(c, '(' | ')' | '[' | ']') {
                ','
            } else {
                c
            }
        })
        .collect();
    for part in SEPARATOR.split(&opened) {
        let part = part.trim().trim_matches(['.', ':', '"', '\'', '*']).trim();
        if part.is_empty() || part.starts_with('@') || part.contains(['@', '#']) {
            continue;
        }
        // "Reuters Staff" is an agency even where it looks like a name; so an agency is sought first.
        if let Some(agency) = agencies::named(part) {
            push(&mut credits.agencies, agency);
        } else if let Some(person) = person(part) {
            push(&mut credits.people, person);
        } else if is_body(part) {
            push(&mut credits.bodies, part.to_owned());
        }
    }
    credits
}

fn push(names: &mut Vec<String>, name: String) {
    if !names.contains(&name) {
        names.push(name);
    }
}

/// Words of which one makes a name that of a body, a desk or a role, not of a person.
const BODY_WORDS: &[&str] = &[
    "news",
    "press",
    "staff",
    "agency",
    "agencies",
    "team",
    "desk",
    "editorial",
    "board",
    "bureau",
    "times",
    "post",
    "journal",
    "tribune",
    "herald",
    "today",
    "tv",
    "radio",
    "media",
    "service",
    "services",
    "wire",
    "wires",
    "correspondent",
    "correspondents",
    "online",
    "network",
    "university",
    "institute",
    "group",
    "inc",
    "associated",
    "admin",
    "administrator",
    "editor",
    "editors",
    "contributor",
    "contributors",
    "reporter",
    "reporters",
    "writer",
    "writers",
    "report",
    "reports",
    "newsroom",
    "digital",
    "magazine",
    "daily",
    "weekly",
    "sunday",
    "gazette",
    "chronicle",
    "star",
    "sun",
    "globe",
    "mail",
    "guardian",
    "independent",
    "observer",
    "telegraph",
    "express",
    "standard",
    "review",
    "register",
    "sentinel",
    "examiner",
    "dispatch",
    "courier",
    "record",
    "bulletin",
    "monitor",
    "channel",
    "studio",
    "photo",
    "photos",
    "video",
    "blog",
    "website",
    "web",
    "company",
    "corporation",
    "council",
    "commission",
    "department",
    "ministry",
    "office",
    "police",
    "county",
    "city",
    "state",
    "the",
    "special",
    "senior",
    "producer",
    "photographer",
    "columnist",
    "politics",
    "sports",
    "updated",
    "published",
    "read",
    "min",
];

fn is_body(part: &str) -> bool {
    let capital = part.chars().next().is_some_and(char::is_uppercase);
    capital && part.split_whitespace().count() <= 6 && part.split_whitespace().any(is_body_word)
        || part
            .chars()
            .all(|c| c.is_uppercase() || c.is_numeric() || c == '-')
            && (2..=8).contains(&part.len())
}

fn is_body_word(word: &str) -> bool {
    let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    BODY_WORDS.contains(&lower.as_str()) || lower.ends_with(".com") || lower.ends_with(".org")
}

const PARTICLES: &[&str] = &[
    "de", "del", "della", "der", "den", "van", "von", "da", "di", "dos", "du", "la", "le", "al", "el", "bin",
    "ibn", "ben", "ter", "y",
];
const SUFFIXES: &[&str] = &["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "Ph.D."];

/// A person's name of two to five words in normal case, or `None`.
fn person(part: &str) -> Option<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let given: Vec<&str> = words.iter().copied().filter(|w| !SUFFIXES.contains(w)).collect();
    if !(2..=5).contains(&given.len()) || part.chars().any(|c| c.is_numeric()) {
        return None;
    }
    let is_name = |w: &str| {
        let mut chars = w.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'))
            && !is_body_word(w)
    };
    let particle = |w: &str| {
        PARTICLES.contains(&w.to_lowercase().as_str()) || w.starts_with("al-") || w.starts_with("el-")
    };
    let ends_named = is_name(given.first()?) && is_name(given.last()?) || given.last()?.starts_with("al-");
    if !ends_named || !given.iter().all(|w| is_name(w) || particle(w)) {
        return None;
    }
    // At least one part is more than an initial.
    if given
        .iter()
        .filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 2)
        .count()
        < 1
    {
        return None;
    }
    Some(if part.chars().any(char::is_lowercase) {
        words.join(" ")
    } else {
        in_normal_case(&words)
    })
}

/// "JANE MCDOE" → "Jane McDoe".
fn in_normal_case(words: &[&str]) -> String {
    let cased = words.iter().enumerate().map(|(i, w)| {
        if SUFFIXES.contains(w) {
            return (*w).to_owned();
        }
        let lower = w.to_lowercase();
        if i > 0 && PARTICLES.contains(&lower.as_str()) {
            return lower;
        }
        let (mut out, mut up) = (String::new(), true);
        for c in lower.chars() {
            if up {
                out.extend(c.to_uppercase());
            } else {
                out.push(c);
            }
            up = matches!(c, '-' | '\'' | '’' | '.') || lower.starts_with("mc") && out.len() == 2;
        }
        out
    });
    cased.collect::<Vec<_>>().join(" ")
}

/// Whether a line is a byline: it begins with "By" and names, or names people and their agency or role, and nothing
/// else. `head` says whether it stands above the text, where the second form is allowed.
pub(crate) fn is_byline(line: &str, head: bool) -> bool {
    if line.len() > 200 || line.ends_with(['?', '!', '"', '”']) {
        return false;
    }
    let led = LEAD.find(line).is_some();
    let credits = split(line);
    let named = !credits.people.is_empty() || !credits.agencies.is_empty();
    if led {
        // "By Monday the town was empty" names nobody; "By Jane Doe" is all names.
        return (named || !credits.bodies.is_empty()) && mostly_names(line);
    }
    let affiliated = !credits.agencies.is_empty() || line.split([',', '|', ';']).skip(1).any(is_role);
    let alone = credits.people.is_empty() && !credits.agencies.is_empty() && agencies::named(line).is_some();
    head && (alone || !credits.people.is_empty() && affiliated) && mostly_names(line) && !line.ends_with('.')
}

fn is_role(part: &str) -> bool {
    let lower = part.trim().to_lowercase();
    [
        "staff",
        "writer",
        "reporter",
        "correspondent",
        "editor",
        "columnist",
        "bureau",
        "special to",
        "contributor",
    ]
    .iter()
    .any(|w| lower.contains(w))
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
        "writer",
        "reporter",
        "special",
        "to",
        "correspondent",
        "editor",
        "senior",
        "on",
        "am",
        "pm",
        "posted",
        "published",
        "updated",
    ];
    let names = |w: &&str| {
        let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty()
            || bare.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            || w.contains('@')
            || JOINERS.contains(&bare.to_lowercase().as_str())
            || PARTICLES.contains(&bare)
            || bare.starts_with("al-")
    };
    line.split_whitespace().all(|w| names(&w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_apart_from_agencies() {
        let c = split("By Jane Doe and JOHN VAN ROE, Associated Press");
        assert_eq!(c.people, ["Jane Doe", "John van Roe"]);
        assert_eq!(c.agencies, ["Associated Press"]);
        assert_eq!(split("JANE MCDOE, Associated Press").people, ["Jane McDoe"]);
        assert_eq!(split("By Reuters Staff").agencies, ["Reuters"]);
        assert_eq!(split("By Reuters Staff").people, Vec::<String>::new());
        assert_eq!(people("Jane Doe, @janedoe, Port Ellery Herald"), ["Jane Doe"]);
        assert_eq!(
            people("J. R. Roe;Mary O'NEIL-Smith Jr."),
            ["J. R. Roe", "Mary O'NEIL-Smith Jr"]
        );
        assert_eq!(people("Jane Doe (AFP)"), ["Jane Doe"]);
        assert_eq!(people("Herald Staff"), Vec::<String>::new());
        assert_eq!(
            people("By Jane Doe in Port Ellery and John Roe in New Norland, AFP"),
            ["Jane Doe", "John Roe"]
        );
        assert_eq!(people("Khalid al-Doe"), ["Khalid al-Doe"]);
    }

    #[test]
    fn bylines_are_told() {
        for line in [
            "By Jane Doe",
            "by Jane Doe, Port Ellery Herald",
            "By JANE DOE and JOHN ROE",
            "By Reuters Staff",
            "Written by Jane Doe",
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
}
