//! Who wrote a report: people apart from agencies and outlets, in a line of its text, a page's mark or an author field.
//!
//! One method serves plain text, records and pages: what leads to the names is taken off ("By", "Story by", "Von"),
//! what is no writer's is taken out (dates, places, "Edited by …"), the rest is cut at what stands between names, and
//! each part is an agency, a person, a body, or nothing.

mod line;
mod person;
mod words;

pub(crate) use line::{is_byline, is_label, is_led};
pub(crate) use person::{Trust, has_first_name};

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

/// Words and fields longer than this are no byline, in bytes.
const LONGEST: usize = 600;

fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

/// What leads to the names, in English.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    compile(concat!(
        r"^\W*(?i:(?:a |an |guest |exclusive )*(?:(?:written|story|posted|published|reported|compiled|created|authored|article|text|words|report|post|recipe|analysis|opinion|commentary|column|essay|interview|contributed|submitted|updated)(?:\s+(?:and|&)\s+(?:photos?|photography|photographs|pictures|images|video|reported))?\W+(?:on\W+)?)?by)\b:?\s*",
        r"|^\W*(?i:author|reporter|contributor|writer|autor|autorin|auteur|autore)(?i:s|\(s\))?(?:\s*:\s*|\s+)"
    ))
});
/// The same in other languages, before at least two words.
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"^\W*(?:(?i:ein (?:beitrag|artikel) |texte |texto |testo |escrito |scritto )?(?:[Vv]on|VON|[Pp]or|POR|[Pp]ar|PAR|[Dd]i|DI|[Dd]oor|[Aa]v|[Aa]f)):?\s+(?P<names>\p{Lu}\S*\s+\S+.*)$",
    )
});
/// Who checked, edited or illustrated it: no writers.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"(?i)\b(?:(?:\w+ly\s+|fact[- ]?|peer[- ])?(?:reviewed|checked|edited|verified|translated|approved|produced|curated|narrated|sponsored|presented)|editing|photos?|photographs?|photography|photographed|pictures?|images?|illustrations?|illustrated|graphics?|videos?)\s+by\b:?[^|•·⋅;\n]*",
    )
});
/// Days and times.
static WHEN: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"(?i)(?:\b(?:on\s+)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-zäé]{0,7}\.?\s+\d[\d, ]*|\b\d[\d:./,-]*\s*(?:[ap]\.?m\.?\b|min(?:ute)?s?(?:\s+read)?\b|[a-z]{2,4}\b)?)",
    )
});
/// A month that markup glued to a name: "Jane DoeNovember 5".
static GLUED: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"(?P<end>\p{Ll})(?P<month>(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d)",
    )
});
/// "in Port Ellery", "at the harbour", up to the next sign: where a writer was is no second writer.
static WHERE: LazyLock<Regex> = LazyLock::new(|| {
    compile(r"\b(?i:in|at|near)\s+[^,;|/&•·⋅()\n]*?(?P<end>\s+(?i:and|with|for)\b|[,;|/&•·⋅()\n]|$)")
});
static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"\s*(?:[,;|/&+•·⋅∙●\n\t]|\s[-–—]\s|\b(?i:and|with|for|of|in|by|on|und|et|och|updated|published|posted|last updated|last modified)\b|<[^>]*>)\s*",
    )
});

/// "is a reporter who …", "covers the harbour for …", up to the next sign: what a writer's note says of the writer.
static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"\s(?i:(?:is|was) (?:an?|the|our)|(?:covers|reports|writes|works) (?:on|for|about|the|as|at|from))\s[^,;|/&•·⋅()\n]*",
    )
});
/// "for" before the paper that somebody writes for.
static EMPLOYER: LazyLock<Regex> = LazyLock::new(|| compile(r"\s(?i:for)\s+"));
/// Stands for "for" until the parts are told apart; private use, so that no text is mistaken for it.
const FOR: char = '\u{f0f0}';

/// A middle or maiden name in parentheses: "Jane (Roe) Doe".
static INNER: LazyLock<Regex> =
    LazyLock::new(|| compile(r"(?P<first>\b\p{Lu}\p{Ll}+) \(\p{Lu}\p{Ll}+\) (?P<last>\p{Lu}\p{Ll}+)\b"));

/// Tells the names of a line apart.
pub(crate) fn split(words: &str) -> Credits {
    tell(words, Trust::Line)
}

/// Tells the names of an author field apart.
pub(crate) fn of_field(words: &str) -> Credits {
    // The address of a writer's page says no name that can be trusted.
    if words.contains("://") || words.trim_start().starts_with("www.") {
        return Credits::default();
    }
    match in_order(words) {
        Some(name) => tell(&name, Trust::Field),
        None => tell(words, Trust::Field),
    }
}

/// Tells the name of a library's field of one author, which says the last name first wherever it has one comma.
pub(crate) fn of_library_field(words: &str) -> Credits {
    match words.split_once(',') {
        Some((last, first)) if !first.contains(',') => {
            tell(&format!("{} {}", first.trim(), last.trim()), Trust::Field)
        }
        _ => of_field(words),
    }
}

/// Tells the names of `words` apart, which are taken from a line or a field.
pub(crate) fn tell(words: &str, trust: Trust) -> Credits {
    let mut credits = Credits::default();
    // A list of hundreds of names is no byline.
    if words.len() > LONGEST {
        return credits;
    }
    let names = cleared(words);
    let names = INNER.replace_all(&names, "$first $last");
    let names = NOTE.replace_all(&names, ", Reporter");
    let names = EMPLOYER.replace_all(&names, |_: &regex::Captures| format!(", {FOR}"));
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
    // A single name is somebody's only where nothing else is told: "PORTEL - Drupal" is a firm and its software.
    let mut alone = true;
    // After a role only known first names are people again: "Head of Sales and Community Care".
    let mut after_role = false;
    for part in SEPARATOR.split(&opened) {
        let employer = part.trim_start().starts_with(FOR);
        let part = part
            .trim_matches(|c: char| c == FOR || c.is_whitespace())
            .trim_matches(['.', ':', '"', '“', '”', '\'', '*', '-', '–', '—', '®', '™'])
            .trim();
        if part.is_empty() || part.contains(['@', '#']) || part.split_whitespace().all(person::is_degree) {
            continue;
        }
        // "Reuters Staff" is an agency even where it looks like a name; so an agency is sought first.
        if let Some(agency) = agencies::named(part) {
            push(&mut credits.agencies, agency);
        } else if employer {
            // Nobody writes for a person: what is no agency is a paper, known or not.
            push(&mut credits.bodies, part.to_owned());
            alone = false;
        } else if let Some(both) = joined(part, trust) {
            both.into_iter().for_each(|p| push(&mut credits.people, p));
        } else if let Some(person) = person::name(part, trust).filter(|p| !after_role || has_first_name(p)) {
            push(&mut credits.people, person);
        } else if is_body(part) {
            push(&mut credits.bodies, part.to_owned());
            alone = false;
        } else {
            alone = false;
        }
        after_role |= part.split_whitespace().any(person::is_role);
    }
    if !alone {
        credits.people.retain(|name| name.contains(' '));
    }
    credits
}

/// The words with signs in place of what is no writer's name: others' credits, days, places, and the lead.
fn cleared(words: &str) -> String {
    let words = GLUED.replace_all(words, "$end, $month");
    let words = WHEN.replace_all(&words, ", ");
    let names = OTHERS.replace_all(without_lead(&words), ", ");
    WHERE.replace_all(&names, "$end").into_owned()
}

/// Whether a line names writers and says nothing else but when and where.
pub(crate) fn is_all_names(line: &str) -> bool {
    let letters = |s: &str| s.chars().filter(|c| c.is_alphabetic()).count();
    let told = split(line).people;
    let joined = 3 * told.len().saturating_sub(1);
    let named: usize = told.iter().map(|n| letters(n)).sum();
    named > 0 && letters(&cleared(line)) <= named + joined
}

/// The words without what leads to the names.
fn without_lead(words: &str) -> &str {
    let words = words.trim();
    if let Some(lead) = LEAD.find(words) {
        return words.get(lead.end()..).unwrap_or("");
    }
    let foreign = FOREIGN.captures(words).and_then(|c| c.name("names"));
    foreign.map_or(words, |names| names.as_str())
}

/// Two people joined by "y" or "e", which stand within names too: both sides must be names by themselves.
fn joined(part: &str, trust: Trust) -> Option<[String; 2]> {
    let (one, other) = part.split_once(" y ").or_else(|| part.split_once(" e "))?;
    let full = |side: &str| person::name(side, trust).filter(|n| n.contains(' '));
    Some([full(one)?, full(other)?])
}

/// "Doe, Jane" → "Jane Doe", as library fields have it.
fn in_order(words: &str) -> Option<String> {
    let (last, first) = words.split_once(',')?;
    let (last, first) = (last.trim(), first.trim());
    let one = !last.is_empty() && !last.contains(' ') && first.split_whitespace().count() <= 2;
    (one && !first.contains(',') && has_first_name(first) && !has_first_name(last))
        .then(|| format!("{first} {last}"))
}

fn push(names: &mut Vec<String>, name: String) {
    if !names.iter().any(|n| n.eq_ignore_ascii_case(&name)) {
        names.push(name);
    }
}

fn is_body(part: &str) -> bool {
    let capital = part.chars().next().is_some_and(char::is_uppercase);
    capital
        && part.split_whitespace().count() <= 6
        && part.split_whitespace().any(|w| {
            person::is_body_word(w) || words::BODIES_OR_SURNAMES.contains(&w.to_lowercase().as_str())
        })
        || part
            .chars()
            .all(|c| c.is_uppercase() || c.is_numeric() || c == '-')
            && (2..=8).contains(&part.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(words: &str) -> Vec<String> {
        split(words).people
    }

    #[test]
    fn people_are_told_apart_from_agencies() {
        let c = split("By Jane Doe and JOHN VAN ROE, Associated Press");
        assert_eq!(c.people, ["Jane Doe", "John van Roe"]);
        assert_eq!(c.agencies, ["Associated Press"]);
        assert_eq!(split("By Reuters Staff").agencies, ["Reuters"]);
        assert_eq!(people("By Reuters Staff"), Vec::<String>::new());
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
    }

    #[test]
    fn leads_roles_days_and_degrees_are_no_names() {
        for words in [
            "Story by Jane Doe",
            "Words by Jane Doe",
            "Story and photos by Jane Doe",
            "By Jane Doe ⋅ Review Editor ⋅ Updated March 5, 2024",
            "By: Jane Doe, PhD, Head of Marketing and Community Development",
            "Written by Dr. Jane Doe, MD | Medically reviewed by John Roe, RN",
            "By Jane Doe Published March 5, 2024 5 min read",
            "March 5, 2024 by Jane Doe",
            "Published March 5, 2024 by Jane Doe",
            "Author: Jane Doe",
            "Von Jane Doe",
            "Por Jane Doe",
            "Jane Doe • Mar 5, 2024 • 8 minute read",
            "Jane Doe, edited by John Roe",
            "Jane Doe For Portellery",
            "Jane Doe For Portelleryherald.Com",
            "Jane Doe Is A General Assignment Reporter, Former Army Infantryman.",
            "Jane Doe covers the harbour for the Port Ellery Herald",
        ] {
            assert_eq!(people(words), ["Jane Doe"], "{words}");
        }
        assert_eq!(
            people("By Jane Doe, Staff Writer and John Roe, Photographer"),
            ["Jane Doe", "John Roe"]
        );
        assert_eq!(people("Por Ana Doe y Juan Roe"), ["Ana Doe", "Juan Roe"]);
    }

    #[test]
    fn fields_may_hold_single_and_turned_names() {
        assert_eq!(of_field("Annie").people, ["Annie"]);
        assert_eq!(of_field("Doe, Jane").people, ["Jane Doe"]);
        assert_eq!(of_field("jane doe").people, ["Jane Doe"]);
        assert_eq!(of_field("Annie & Katrin").people, ["Annie", "Katrin"]);
        assert_eq!(of_library_field("Quimby, Odalys").people, ["Odalys Quimby"]);
        assert_eq!(of_library_field("Odalys Quimby").people, ["Odalys Quimby"]);
        for words in [
            "PORTEL - Annie",
            "Newsroom",
            "admin",
            "Port Ellery Herald",
            "https://herald.example/jane",
            "https://herald.example/JaneDalton",
            "Read More",
            "Associated Press",
        ] {
            assert_eq!(of_field(words).people, Vec::<String>::new(), "{words}");
        }
    }

    #[test]
    fn other_words_name_nobody() {
        for words in [
            "March 5, 2024",
            "by the way he went",
            "Annie",
            "Photos by Jane Doe",
            "Sponsored by Doe Brothers",
            "Von Miller",
        ] {
            let told = people(words);
            assert!(told.is_empty() || words == "Von Miller", "{words}: {told:?}");
        }
        assert_eq!(people("Von Miller"), ["Von Miller"]);
    }

    #[test]
    fn glued_words_and_inner_names() {
        assert_eq!(people("By Jane DoeNovember 5, 2024"), ["Jane Doe"]);
        assert_eq!(people("By Ottilie (Roe) Varga"), ["Ottilie Varga"]);
        assert_eq!(people("By Jane Doe (Port Ellery Herald)"), ["Jane Doe"]);
        assert_eq!(people("Ferry GuidesHarbour Trips"), Vec::<String>::new());
        assert_eq!(
            people("By Angus MacDoe and Sean FitzRoe"),
            ["Angus MacDoe", "Sean FitzRoe"]
        );
    }
}
