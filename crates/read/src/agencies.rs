//! News agencies: the table of their names and short forms, and how a credit of one is recognised.
//!
//! What is absent on purpose: any search of running text. A report that speaks of an agency does not credit it; only
//! the places where credits stand (dateline, byline, credit lines) are handed to these functions.

use aho_corasick::{AhoCorasick, MatchKind};
use record::{Agency, AgencyBasis, Report};
use regex::Regex;
use serde::Deserialize;
use std::{ops::Range, sync::LazyLock};

/// An agency of the table.
#[derive(Debug, Deserialize)]
struct Entry {
    name: String,
    #[serde(default)]
    short: Vec<String>,
    /// Short forms that are everyday words too: they count only alone in a credit.
    #[serde(default)]
    common: Vec<String>,
    /// Patterns of the lines that this agency alone puts under its reports.
    #[serde(default)]
    endings: Vec<String>,
    #[allow(
        dead_code,
        reason = "documents the table; origins may weigh state agencies later"
    )]
    country: String,
}

#[derive(Deserialize)]
struct Table {
    agency: Vec<Entry>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../assets/agencies.toml")).expect("the asset is checked by a test")
});

/// The pattern of each line that an agency alone puts under its reports, with its full name.
pub(crate) fn endings() -> impl Iterator<Item = (&'static str, &'static str)> {
    let of = |a: &'static Entry| a.endings.iter().map(|form| (a.name.as_str(), form.as_str()));
    TABLE.agency.iter().flat_map(of)
}

/// Every form with the index of its agency, and the automaton that finds them.
static FORMS: LazyLock<(AhoCorasick, Vec<usize>)> = LazyLock::new(|| {
    let mut forms = Vec::new();
    let mut owners = Vec::new();
    for (i, agency) in TABLE.agency.iter().enumerate() {
        for form in std::iter::once(&agency.name).chain(&agency.short) {
            let upper = form.to_uppercase();
            // A long form may also stand in capitals ("THE ASSOCIATED PRESS"); a short one in capitals is an acronym.
            if form.len() > 5 && upper != *form {
                forms.push(upper);
                owners.push(i);
            }
            forms.push(form.clone());
            owners.push(i);
        }
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&forms)
        .expect("the forms are few and short");
    (automaton, owners)
});

/// The agencies of the table named in `words`, as byte ranges with their full names, in order.
#[must_use]
pub fn mentioned(words: &str) -> Vec<(Range<usize>, String)> {
    let (automaton, owners) = &*FORMS;
    automaton
        .find_iter(words)
        .filter(|m| is_whole_word(words, m.range()))
        .map(|m| {
            (
                m.range(),
                TABLE.agency[owners[m.pattern().as_usize()]].name.clone(),
            )
        })
        .collect()
}

/// The full name of the agency that `words` are, and nothing but: "Reuters", "The Associated Press", "Reuters Staff",
/// "AP", "Staff and wire reports" is none. Agencies outside the table are known by their shape.
#[must_use]
pub fn named(words: &str) -> Option<String> {
    let bare = bare(words);
    if bare.is_empty() {
        return None;
    }
    let known = TABLE.agency.iter().find(|a| {
        std::iter::once(&a.name)
            .chain(&a.short)
            .chain(&a.common)
            .any(|form| {
                form == bare
                    || form.strip_prefix("The ") == Some(bare)
                    || (form.len() > 3 && form.eq_ignore_ascii_case(bare))
            })
    });
    known.map(|a| a.name.clone()).or_else(|| by_shape(bare))
}

/// The agency in the parentheses of a dateline, "(AP)", "(Reuters)", "(XYZ)": there an acronym in capitals is an
/// agency even where the table doesn't know it.
#[must_use]
pub fn in_dateline(words: &str) -> Option<String> {
    let bare = bare(words);
    let acronym = (2..=8).contains(&bare.len())
        && bare
            .bytes()
            .all(|b| b.is_ascii_uppercase() || matches!(b, b'-' | b'/'))
        && !NOT_AGENCIES.contains(&bare)
        && !is_station(bare);
    named(bare)
        .or_else(|| acronym.then(|| bare.to_owned()))
        .or_else(|| {
            // "(Reuters/AFP)", "(Xinhua/Jane Doe)": the first one known leads.
            bare.split(['/', ',']).find_map(|part| named(part.trim()))
        })
}

/// The agency whose name has the shape of one, whether or not the table knows it: "the Norland News Agency".
#[must_use]
pub fn shaped(words: &str) -> Option<String> {
    by_shape(bare(words))
}

/// An acronym that may be an agency's where a credit stands: "XNS".
#[must_use]
pub fn acronym(words: &str) -> Option<String> {
    let words = words.trim();
    let capitals = (3..=6).contains(&words.len()) && words.bytes().all(|b| b.is_ascii_uppercase());
    (capitals && !NOT_AGENCIES.contains(&words) && !NOT_AT_AN_END.contains(&words) && !is_station(words))
        .then(|| words.to_owned())
}

/// One agency that is named in full and by its initials ("HNA", "Halcyon News Agency") is one, under its full name.
pub fn unite(agencies: &mut Vec<Agency>) {
    let full: Vec<String> = agencies.iter().map(|a| a.name.clone()).collect();
    for agency in agencies.iter_mut() {
        if let Some(name) = full.iter().find(|name| is_short_for(&agency.name, name)) {
            agency.name.clone_from(name);
        }
    }
    let mut seen = Vec::new();
    agencies.retain(|a| {
        let new = !seen.contains(&(a.name.clone(), a.basis));
        seen.push((a.name.clone(), a.basis));
        new
    });
}

/// In a digest each item ends with its own source, "… [Reuters]", "… [Norland Press]": where paragraphs before the last
/// name several agencies at their ends, none of them is the whole report's.
pub fn drop_sources_of_items(report: &mut Report) {
    let last = report.running().last().map_or(0, |s| s.span.start());
    let is_item = |a: &Agency| a.basis == AgencyBasis::Credit && a.span.is_some_and(|s| s.start() < last);
    let mut items = report.agencies.iter().filter(|a| is_item(a)).map(|a| &a.name);
    let first = items.next().cloned();
    if items.any(|name| Some(name) != first.as_ref()) {
        report.agencies.retain(|a| !is_item(a));
    }
}

/// Whether `short` is made of the capitals that begin the words of `long`.
fn is_short_for(short: &str, long: &str) -> bool {
    let initials = long
        .split([' ', '-'])
        .filter(|w| *w != "The")
        .filter_map(|w| w.chars().next().filter(|c| c.is_uppercase()));
    short.len() > 1
        && short.bytes().all(|b| b.is_ascii_uppercase())
        && long.contains(' ')
        && short.chars().eq(initials)
}

/// A broadcaster's call sign or network, "WAVY", "KXYZ", "CBS": it credits the outlet itself.
#[must_use]
pub fn is_station(words: &str) -> bool {
    let sign = words.split(['-', ' ', '/']).next().unwrap_or("");
    let call = (3..=4).contains(&sign.len())
        && sign.starts_with(['K', 'W'])
        && sign.bytes().all(|b| b.is_ascii_uppercase());
    call && sign != "WAM"
        || matches!(
            sign,
            "CBS" | "NBC" | "ABC" | "FOX" | "BBC" | "CBC" | "NPR" | "PBS"
        )
}

/// Acronyms that stand in parentheses after a place for other reasons.
const NOT_AGENCIES: &[&str] = &[
    "US", "UK", "UAE", "EU", "UN", "USA", "DC", "FILE", "LIVE", "VIDEO", "PHOTOS", "UPDATE",
];

/// Acronyms that close a text and credit nobody.
const NOT_AT_AN_END: &[&str] = &[
    "END", "ENDS", "MORE", "FIN", "RIP", "FAQ", "FYI", "PDF", "TBC", "JFK", "FDR", "LBJ",
];

/// Without article, "Staff", "newswire" and the like around the name.
fn bare(words: &str) -> &str {
    let mut bare = words
        .trim()
        .trim_matches(['.', ',', ';', ':', '(', ')', '[', ']', '|', '-', '–', '—', '*'])
        .trim();
    for head in ["By ", "BY ", "by ", "The ", "THE ", "the ", "from ", "From "] {
        bare = bare.strip_prefix(head).unwrap_or(bare);
    }
    for tail in [
        " Staff",
        " staff",
        " STAFF",
        " newswire",
        " Newswire",
        " wire service",
        " wires",
        " News Wire",
        " reports",
        " report",
        " Reports",
        " Report",
        " reporter",
        " Reporter",
        " correspondent",
        " Correspondent",
        " Writer",
        " writer",
        " Writers",
        " writers",
        " Editorial",
        " Online",
        " Television",
    ] {
        bare = bare.strip_suffix(tail).unwrap_or(bare);
    }
    bare.trim()
}

/// "Harbour News Agency", "Eastern Press Service", "Agence Centrale de Presse": agencies by the shape of their names.
fn by_shape(words: &str) -> Option<String> {
    static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:(?:[[A-ZÀ-ÞĆČĐĞİŁŚŞŠŻŽ]][[A-Za-zÀ-ɏ]'’.-]*\s+){1,4}(?:(?:News|Press|Wire|Telegraph(?:ic)?|Information)\s+(?:Agency|Service|Association|Syndicate|Bureau|Trust)|Newswires?|Wire)|(?:Agence|Agencia|Agenzia|Agência)(?:\s+[[A-Za-zÀ-ɏ]'’-]+){1,4})$",
        )
        .expect("a constant pattern")
    });
    (words.len() <= 60 && SHAPE.is_match(words)).then(|| words.to_owned())
}

fn is_whole_word(words: &str, range: Range<usize>) -> bool {
    let before = words.get(..range.start).and_then(|w| w.chars().next_back());
    let after = words.get(range.end..).and_then(|w| w.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        assert!(TABLE.agency.len() > 60);
        assert!(TABLE.agency.iter().all(|a| a.country.len() == 2));
    }

    #[test]
    fn an_agency_is_named_in_its_forms() {
        for (words, name) in [
            ("AP", "Associated Press"),
            ("The Associated Press", "Associated Press"),
            ("ASSOCIATED PRESS", "Associated Press"),
            ("By Reuters Staff", "Reuters"),
            ("reuters", "Reuters"),
            ("Xinhua", "Xinhua News Agency"),
            ("(AFP)", "Agence France-Presse"),
            ("Port Ellery News Agency", "Port Ellery News Agency"),
        ] {
            assert_eq!(named(words).as_deref(), Some(name), "{words}");
        }
    }

    #[test]
    fn what_only_sounds_like_one_is_none() {
        for words in [
            "Ap",
            "Jane Doe",
            "staff",
            "The Port Ellery Herald",
            "Press Agency",
            "Associated Press spokesman",
            "",
        ] {
            assert_eq!(named(words), None, "{words}");
        }
        assert_eq!(in_dateline("US"), None);
        assert_eq!(in_dateline("KXYZ"), None);
        assert_eq!(in_dateline("pictured"), None);
    }

    #[test]
    fn an_unknown_acronym_in_a_dateline_is_an_agency() {
        assert_eq!(in_dateline("XNS").as_deref(), Some("XNS"));
        assert_eq!(in_dateline("Reuters/AFP").as_deref(), Some("Reuters"));
    }

    #[test]
    fn one_agency_under_two_names_is_one() {
        let agency = |name: &str, basis| Agency {
            name: name.to_owned(),
            basis,
            span: None,
        };
        let mut found = vec![
            agency("NNA", AgencyBasis::Dateline),
            agency("Norland News Agency", AgencyBasis::Byline),
            agency("Norland News Agency", AgencyBasis::Dateline),
            agency("NPA", AgencyBasis::Credit),
        ];
        unite(&mut found);
        let names: Vec<_> = found.iter().map(|a| a.name.as_str()).collect();
        assert_eq!(names, ["Norland News Agency", "Norland News Agency", "NPA"]);
    }

    #[test]
    fn an_acronym_at_an_end_may_be_an_agencys() {
        assert_eq!(acronym("XNS").as_deref(), Some("XNS"));
        for words in ["JD", "ENDS", "USA", "CBS", "XNS.", "Xns"] {
            assert_eq!(acronym(words), None, "{words}");
        }
    }

    #[test]
    fn mentions_are_whole_words() {
        let found = mentioned("by Jane Doe of The Associated Press; and by John Roe of AFP, not APPLE");
        let names: Vec<_> = found.iter().map(|(_, n)| n.as_str()).collect();
        assert_eq!(names, ["Associated Press", "Agence France-Presse"]);
    }
}
