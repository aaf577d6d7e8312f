//! Credits of the text: "— AFP" at an end, contributor lines, "With inputs from agencies".

use super::gate;
use crate::agencies;
use aho_corasick::AhoCorasick;
use record::AgencyBasis;
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// A credit found in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Credit {
    /// What kind of credit it is.
    pub(crate) basis: AgencyBasis,
    /// Each agency with its words as bytes of the line. Empty where none is named ("wire-service reports").
    pub(crate) agencies: Vec<(Range<usize>, String)>,
    /// People who reported it, where the line says "Reporting by".
    pub(crate) people: Vec<String>,
}

fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

static CONTRIBUTED: LazyLock<Regex> = LazyLock::new(|| {
    compile(concat!(
        r"^(?i:(?:(?:some |additional |further )?(?:information|material|materials|reporting|content)\b.{0,40}\b(?:contributed|provided|compiled|gathered)\s+(?:by|from)\b)",
        r"|(?i:(?:some |additional |further |much |part )?(?:of the )?(?:information|materials?|reporting|content)\s+(?:used )?(?:for|in) (?:this|the) (?:article|story|report|piece|dispatch)\b.{0,20}\b(?:from|by)\b)",
        r"|(?:\W*(?:with|includes?|contains?)\s+(?:additional |further |other |some )*(?:inputs?|reporting|files?|reports?|information|material|contributions?|agency)\b.{0,20}\b(?:from|by|inputs)\b)",
        r"|(?:\W*additional (?:reporting|research|material|editing)\b)|(?:\W*contributing\s*:)",
        r"|(?:this (?:article|story|report|piece) (?:includes|contains|was compiled|was produced|is compiled|is based|was based|was written|was prepared|draws on|has been)\b.{0,60}\b(?:from|by|on|with)\b.{0,60}\b(?:reports?|wires?|wire-service|agenc\w+|news services?|material|reporting|staff)\b)",
        r"|(?:(?:\W*)(?:compiled|adapted|condensed) (?:by|from)\b))"
    ))
});
/// With which letters such a line begins.
const CONTRIBUTED_OPENINGS: &[&str] = &[
    "adapted",
    "additional",
    "compiled",
    "conden",
    "contain",
    "content",
    "contributing",
    "further",
    "include",
    "information",
    "material",
    "much",
    "of the",
    "part",
    "reporting",
    "some",
    "thi",
    "with",
];
/// What stands in every line that says who helped, and in every one that says who wrote and how to reach them.
static HELP: LazyLock<AhoCorasick> = LazyLock::new(|| gate::any_of(&["contributed"]));
static WRITER: LazyLock<AhoCorasick> =
    LazyLock::new(|| gate::any_of(&["writer", "reporter", "correspondent", "columnist", "editor"]));
static CONTRIBUTED_END: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"(?i:\b(?:contributed to (?:this|the) (?:report|story|article|piece|dispatch)|contributed reporting|contributed to this)\b.{0,60}$)",
    )
});
/// "Jane Doe contributed from Port Ellery.", "John Roe is a Herald staff writer. Reach him at …": who helped, who wrote.
static TAGLINE: LazyLock<Regex> = LazyLock::new(|| {
    compile(concat!(
        r"^(?:(?:[A-Z][[A-Za-zÀ-ɏ]'’.-]*,?|and) ){2,14}(?:also )?contributed(?: from [A-Z][[A-Za-zÀ-ɏ]'’., -]{1,60})?\.(?:$|\s)",
        r"|^[A-Z].{0,160}\b(?:staff writer|reporter|correspondent|columnist|editor)\b.{0,80}\b(?i:reach|contact|e-?mail|follow) (?:him|her|them|me)\b.{0,80}$",
        r"|^(?i:reach|contact|e-?mail) (?:[A-Z][[A-Za-zÀ-ɏ]'’.-]+ ){1,3}at \S+@.{0,80}$"
    ))
});
static REPORTING_BY: LazyLock<Regex> =
    LazyLock::new(|| compile(r"^\W*(?i:(?:reporting|writing|editing|reported|written) by)\b"));
/// "(Reporting by Jane Doe in Port Ellery; Editing by John Roe)" is the sign-off of Reuters, in its own words and signs;
/// outlets that print its copy often leave nothing else of it.
static SIGN_OFF: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"^\((?:Additional )?[Rr]eporting (?:and writing )?by\b.{3,300}[;,.]\s*[Ee]diting by\b.{3,120}\)\.?$",
    )
});
static SOURCED: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"^\W*(?i:(?:sources?|agency|credit|via|courtesy|information from)\s*[:–—-]|from (?:[a-z]+,? ){0,5}(?:reports?|services?|agencies|wires)\W*$|(?:staff|wire|agency|agencies|news)(?:,? (?:and|&) (?:staff|wire|agency|agencies|news|services?))*\s+(?:reports?|services?)\W*$|(?:news )?agencies\W*$)",
    )
});
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r#"(?:^|[.!?…"”’'»)\]])(?P<tail>\s*(?:[—–―/-]+\s*|[(\[]\s*)(?P<name>[[A-Za-zÀ-ɏ]][[A-Za-zÀ-ɏ]0-9./&' -]{1,60}?)\s*[)\]]?\.?)$"#,
    )
});

/// A credit that ends a paragraph: "… he said. — AFP". Told as bytes of the line from the dash on. `last` says that
/// nothing of the report follows: there an acronym that no table knows is an agency's too.
pub(crate) fn tail(line: &str, last: bool) -> Option<(Range<usize>, Credit)> {
    // A credit is short; the rest of a long paragraph needs no search.
    let from = (line.len().saturating_sub(100)..=line.len()).find(|i| line.is_char_boundary(*i))?;
    let c = TAIL.captures(line.get(from..)?)?;
    let (tail, name) = (c.name("tail")?, c.name("name")?);
    let words = name.as_str();
    let mut agencies: Vec<(Range<usize>, String)> = Vec::new();
    let at = from + name.start();
    let unnamed = matches!(
        words.to_lowercase().as_str(),
        "agencies" | "agency" | "wires" | "wire services" | "with agencies"
    );
    let mut offset = 0;
    for part in words.split(['/', '&']).flat_map(|p| p.split(" and ")) {
        let start = offset + words.get(offset..)?.find(part)?;
        offset = start + part.len();
        let bare = part.trim();
        // At the end of a sentence anything may stand after a dash: only the table and the shape of a name are trusted.
        let known = match agencies::mentioned(bare).as_slice() {
            [(range, name)] if range.len() == bare.len() => Some(name.clone()),
            _ => agencies::shaped(bare).or_else(|| agencies::acronym(bare).filter(|_| last)),
        };
        match known {
            Some(name) => agencies.push((at + start..at + start + part.trim_end().len(), name)),
            None if unnamed => {}
            None => return None,
        }
    }
    let start = from + tail.start() + (tail.as_str().len() - tail.as_str().trim_start().len());
    let credit = Credit {
        basis: AgencyBasis::Credit,
        agencies,
        people: Vec::new(),
    };
    Some((start..line.len(), credit))
}

/// Whether a whole line is a credit, and of whom. `end` says whether it stands after the text, where an agency's bare
/// name is one too.
pub(crate) fn line(line: &str, end: bool) -> Option<Credit> {
    if line.len() > 1200 {
        return None;
    }
    let contributed = HELP.is_match(line);
    if gate::opens(line, CONTRIBUTED_OPENINGS) && CONTRIBUTED.is_match(line)
        || line.len() < 400 && contributed && CONTRIBUTED_END.is_match(line)
    {
        return Some(Credit {
            basis: AgencyBasis::Contributors,
            agencies: sources(line),
            people: Vec::new(),
        });
    }
    if line.len() < 300
        && (contributed || line.contains('@') || WRITER.is_match(line))
        && TAGLINE.is_match(line)
    {
        return Some(Credit {
            basis: AgencyBasis::Contributors,
            agencies: agencies::mentioned(line),
            people: Vec::new(),
        });
    }
    if line.len() < 400 && gate::opens(line, &["edit", "report", "writ"]) && REPORTING_BY.is_match(line) {
        let by = line
            .split(';')
            .find(|p| p.to_lowercase().contains("reporting by"));
        let names = by.and_then(|p| p.to_lowercase().find(" by ").and_then(|i| p.get(i + 4..)));
        let people = names.map(|n| crate::byline::split(n).people).unwrap_or_default();
        let mut agencies = agencies::mentioned(line);
        if agencies.is_empty() && SIGN_OFF.is_match(line) {
            agencies.extend(agencies::named("Reuters").map(|name| (0..line.len(), name)));
        }
        return Some(Credit {
            basis: AgencyBasis::Credit,
            agencies,
            people,
        });
    }
    if line.len() <= 160 && SOURCED.is_match(line) && !line.contains(". ") {
        return Some(Credit {
            basis: AgencyBasis::Credit,
            agencies: agencies::mentioned(line),
            people: Vec::new(),
        });
    }
    if end && line.len() <= 80 {
        if let Some((_, credit)) = tail(line, true) {
            return Some(credit);
        }
        let name = agencies::named(line)?;
        let found = agencies::mentioned(line);
        let agencies = if found.is_empty() {
            vec![(0..line.len(), name)]
        } else {
            found
        };
        return (agencies.len() == 1).then_some(Credit {
            basis: AgencyBasis::Credit,
            agencies,
            people: Vec::new(),
        });
    }
    None
}

/// The agencies and other newsrooms named in a contributor line: "by Jane Doe of The Port Ellery Herald; and by …".
fn sources(line: &str) -> Vec<(Range<usize>, String)> {
    static OF: LazyLock<Regex> = LazyLock::new(|| {
        compile(
            r"\b(?:of|from|by|with)\s+(?P<name>(?:[Tt]he\s+)?[A-ZÀ-ÞĆČĐĞİŁŚŞŠŻŽ][[A-Za-zÀ-ɏ]'’&.-]*(?:\s+(?:of\s+)?[A-ZÀ-ÞĆČĐĞİŁŚŞŠŻŽ][[A-Za-zÀ-ɏ]'’&-]*){0,5})",
        )
    });
    let mut found = agencies::mentioned(line);
    // "Norland News Agency and Orrin Press Service contributed": agencies by the shape of their names.
    let contributors = line
        .find(" contributed")
        .and_then(|at| line.get(..at))
        .unwrap_or("");
    let mut at = 0;
    for part in contributors
        .split_inclusive(',')
        .flat_map(|p| p.split_inclusive(" and "))
    {
        let words = part.trim_end_matches(" and ").trim_end_matches(',');
        let bare = words.trim();
        let bare = ["The ", "the ", "and "]
            .iter()
            .find_map(|p| bare.strip_prefix(p))
            .unwrap_or(bare);
        let from = at + words.trim_end().len() - bare.len();
        let range = from..from + bare.len();
        let taken = found
            .iter()
            .any(|(r, _)| r.start < range.end && range.start < r.end);
        if let Some(name) = agencies::shaped(bare).filter(|_| !taken) {
            found.push((range, name));
        }
        at += part.len();
    }
    for c in OF.captures_iter(line) {
        let Some(name) = c.name("name") else { continue };
        // "by Jane Doe of Norland News Agency" is a writer and a newsroom; "News Agency of Norland" is one name.
        let whole = name.as_str().trim_end_matches('.');
        let end = name.start() + whole.len();
        let parts = whole.match_indices(" of ").map(|(at, of)| at + of.len());
        for from in std::iter::once(0).chain(parts) {
            let range = name.start() + from..end;
            let words = whole.get(from..).unwrap_or("");
            let taken = found
                .iter()
                .any(|(r, _)| r.start < range.end && range.start < r.end);
            if !taken && let Some(full) = crate::outlets::spelled(words).or_else(|| agencies::named(words)) {
                found.push((range, full));
            }
        }
    }
    found.sort_by_key(|(r, _)| r.start);
    let mut seen = Vec::new();
    found.retain(|(_, name)| {
        let new = !seen.contains(name);
        seen.push(name.clone());
        new
    });
    found
}

/// The agencies in a copyright line.
pub(crate) fn copyright(line: &str) -> Vec<(Range<usize>, String)> {
    // "Copyright 2016 Herald. The Associated Press contributed" is the herald's.
    let head = line.split_once(". ").map_or(line, |(head, _)| head);
    agencies::mentioned(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(credit: &Credit) -> Vec<&str> {
        credit.agencies.iter().map(|(_, n)| n.as_str()).collect()
    }

    #[test]
    fn a_credit_at_the_end_of_a_paragraph() {
        for (words, told, agency) in [
            ("“We saw it,” he said. — AFP", "— AFP", "Agence France-Presse"),
            ("He left. – Reuters", "– Reuters", "Reuters"),
            ("He left. (AP)", "(AP)", "Associated Press"),
            ("He left. -AP", "-AP", "Associated Press"),
            ("He left. /Xinhua", "/Xinhua", "Xinhua News Agency"),
            (
                "He left. (Norland Press Service)",
                "(Norland Press Service)",
                "Norland Press Service",
            ),
        ] {
            let (range, credit) = tail(words, false).unwrap_or_else(|| panic!("{words}"));
            assert_eq!((&words[range], names(&credit)), (told, vec![agency]), "{words}");
        }
        let (_, both) = tail("He left. — Reuters/AFP", false).unwrap();
        assert_eq!(names(&both), ["Reuters", "Agence France-Presse"]);
        assert_eq!(names(&tail("He left. — XNS", true).unwrap().1), ["XNS"]);
        assert!(tail("He left. — XNS", false).is_none());
        assert!(tail("He left. — Agencies", false).unwrap().1.agencies.is_empty());
    }

    #[test]
    fn near_misses_at_an_end_stay_silent() {
        for words in [
            "He spoke to Reuters",
            "He told Reuters.",
            "The minister left - Reuters reported",
            "He read it in the morning paper. — Jane Doe",
            "They came from the states (AP).",
            "It was over. It was said so by AFP.",
            "He read it in the morning paper. — JD",
            "It was the work of the Norland Press Service.",
        ] {
            assert!(tail(words, true).is_none(), "{words}");
        }
    }

    #[test]
    fn lines_of_credit() {
        let c = line(
            "Information for this article was contributed by Jane Doe of The Associated Press; and by John Roe of Bloomberg News.",
            false,
        )
        .unwrap();
        assert_eq!(c.basis, AgencyBasis::Contributors);
        let told = |words: &str| -> Vec<String> {
            let agencies = line(words, true).map(|c| c.agencies).unwrap_or_default();
            let found = agencies
                .into_iter()
                .map(|(range, name)| (words[range].to_owned(), name));
            found
                .filter(|(written, name)| written == name)
                .map(|(_, name)| name)
                .collect()
        };
        assert_eq!(
            told("Norland News Agency and the Orrin Press Service contributed to this report."),
            ["Norland News Agency", "Orrin Press Service"]
        );
        assert_eq!(
            told("Jane Doe, Norland News Agency and Orrin Press Service contributed to this report."),
            ["Norland News Agency", "Orrin Press Service"]
        );
        assert!(told("Jane Doe and John Roe contributed to this report.").is_empty());
        assert_eq!(names(&c), ["Associated Press", "Bloomberg News"]);
        let c = line(
            "Information for this article was contributed by Jane Doe of Norland News Agency and by John Roe of the Ellery Press Service.",
            false,
        )
        .unwrap();
        assert_eq!(names(&c), ["Norland News Agency", "Ellery Press Service"]);
        let c = line(
            "Some material for this report came from the Norland News Agency.",
            false,
        )
        .unwrap();
        assert_eq!(names(&c), ["Norland News Agency"]);
        for words in [
            "This report is based partly on wire-service reports.",
            "With inputs from agencies",
            "(With inputs from PTI)",
            "Jane Doe contributed to this report.",
            "The Associated Press contributed to this report.",
            "(Reporting by Jane Doe; Editing by John Roe)",
            "Source: Reuters",
            "From staff and wire reports",
            "Additional reporting by Jane Doe in Port Ellery",
            "Jane Doe contributed from Port Ellery.",
            "Jane Doe contributed. John Roe is a Herald staff writer. Reach him at jroe@herald.example.",
            "Information from: Port Ellery Herald, http://www.herald.example",
        ] {
            assert!(line(words, false).is_some(), "{words}");
        }
        assert_eq!(
            line("(Reporting by Jane Doe; Editing by John Roe)", false)
                .unwrap()
                .people,
            ["Jane Doe"]
        );
        let signed = |words: &str| line(words, false).unwrap().agencies.len();
        assert_eq!(signed("(Reporting by Jane Doe; Editing by John Roe)"), 1);
        assert_eq!(
            signed("(Reporting by Jane Doe in Port Ellery; Writing by Mary Poe; editing by John Roe.)"),
            1
        );
        assert_eq!(signed("Reporting by Jane Doe; editing by John Roe"), 0);
        assert_eq!(signed("(Reporting by Jane Doe)"), 0);
        assert!(line("Reuters", true).is_some());
    }

    #[test]
    fn near_miss_lines_stay_silent() {
        for words in [
            "A spokesman for the Associated Press said the photographer was safe.",
            "Reuters first reported the talks on Monday.",
            "He contributed to the campaign of Jane Doe.",
            "Jane Doe and John Roe contributed money.",
            "Information from the ship came late.",
            "Agencies are to blame, she said.",
            "With files under his arm, John Roe walked in.",
            "Information about the fire came late.",
            "Information about the fire came from the Norland News Agency.",
            "Sources said: nobody knew.",
            "From wire fences hung the rags.",
        ] {
            assert!(line(words, false).is_none(), "{words}");
        }
        assert!(line("Reuters", false).is_none());
    }

    #[test]
    fn an_agencys_copyright() {
        assert_eq!(
            copyright("Copyright 2016 The Associated Press. All rights reserved.").len(),
            1
        );
        assert!(copyright("© 2016 Herald. The Associated Press contributed.").is_empty());
    }
}
