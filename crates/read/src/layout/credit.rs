//! Credits of the text: "— AFP" at an end, contributor lines, "With inputs from agencies".

use super::outlet;
use crate::agencies;
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
        r"|(?:\W*(?:with|includes?|contains?)\s+(?:additional |further |other |some )*(?:inputs?|reporting|files?|reports?|information|material|contributions?|agency)\b.{0,20}\b(?:from|by|inputs)\b)",
        r"|(?:\W*additional (?:reporting|research|material|editing)\b)|(?:\W*contributing\s*:)",
        r"|(?:this (?:article|story|report|piece) (?:includes|contains|was compiled|was produced|is compiled|is based|was based|was written|was prepared|draws on|has been)\b.{0,60}\b(?:from|by|on|with)\b.{0,60}\b(?:reports?|wires?|wire-service|agenc\w+|news services?|material|reporting|staff)\b)",
        r"|(?:(?:\W*)(?:compiled|adapted|condensed) (?:by|from)\b))"
    ))
});
static CONTRIBUTED_END: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"(?i:\b(?:contributed to (?:this|the) (?:report|story|article|piece|dispatch)|contributed reporting|contributed to this)\b.{0,60}$)",
    )
});
static REPORTING_BY: LazyLock<Regex> =
    LazyLock::new(|| compile(r"^\W*(?i:(?:reporting|writing|editing|reported|written) by)\b"));
static SOURCED: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"^\W*(?i:(?:sources?|agency|credit|via|courtesy)\s*[:–—-]|from (?:[a-z]+,? ){0,5}(?:reports?|services?|agencies|wires)\W*$|(?:staff|wire|agency|agencies|news)(?:,? (?:and|&) (?:staff|wire|agency|agencies|news|services?))*\s+(?:reports?|services?)\W*$|(?:news )?agencies\W*$)",
    )
});
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r#"(?:^|[.!?…"”’'»)\]])(?P<tail>\s*(?:[—–―/-]+\s*|[(\[]\s*)(?P<name>[[A-Za-zÀ-ɏ]][[A-Za-zÀ-ɏ]0-9./&' -]{1,60}?)\s*[)\]]?\.?)$"#,
    )
});

/// A credit that ends a paragraph: "… he said. — AFP". Told as bytes of the line from the dash on.
pub(crate) fn tail(line: &str) -> Option<(Range<usize>, Credit)> {
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
        // Only the table is trusted here: at the end of a sentence anything may stand after a dash.
        match agencies::mentioned(bare).as_slice() {
            [(range, name)] if range.len() == bare.len() => {
                agencies.push((at + start..at + start + part.trim_end().len(), name.clone()));
            }
            _ if unnamed => {}
            _ => return None,
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
    if CONTRIBUTED.is_match(line) || line.len() < 400 && CONTRIBUTED_END.is_match(line) {
        return Some(Credit {
            basis: AgencyBasis::Contributors,
            agencies: sources(line),
            people: Vec::new(),
        });
    }
    if line.len() < 400 && REPORTING_BY.is_match(line) {
        let by = line
            .split(';')
            .find(|p| p.to_lowercase().contains("reporting by"));
        let names = by.and_then(|p| p.to_lowercase().find(" by ").and_then(|i| p.get(i + 4..)));
        let people = names.map(|n| super::byline::split(n).people).unwrap_or_default();
        return Some(Credit {
            basis: AgencyBasis::Credit,
            agencies: agencies::mentioned(line),
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
        if let Some((_, credit)) = tail(line) {
            return Some(credit);
        }
        let agencies: Vec<_> = agencies::mentioned(line);
        let named = agencies::named(line).is_some() && agencies.len() == 1;
        return named.then_some(Credit {
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
    for c in OF.captures_iter(line) {
        let Some(name) = c.name("name") else { continue };
        let taken = found
            .iter()
            .any(|(r, _)| r.start < name.end() && name.start() < r.end);
        let words = name.as_str().trim_end_matches('.');
        if !taken && let Some(full) = outlet::known(words).or_else(|| agencies::named(words)) {
            found.push((name.start()..name.start() + words.len(), full));
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
        ] {
            let (range, credit) = tail(words).unwrap_or_else(|| panic!("{words}"));
            assert_eq!((&words[range], names(&credit)), (told, vec![agency]), "{words}");
        }
        let (_, both) = tail("He left. — Reuters/AFP").unwrap();
        assert_eq!(names(&both), ["Reuters", "Agence France-Presse"]);
        assert!(tail("He left. — Agencies").unwrap().1.agencies.is_empty());
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
        ] {
            assert!(tail(words).is_none(), "{words}");
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
        assert_eq!(names(&c), ["Associated Press", "Bloomberg News"]);
        for words in [
            "This article is based in part on wire-service reports.",
            "With inputs from agencies",
            "(With inputs from PTI)",
            "Jane Doe contributed to this report.",
            "The Associated Press contributed to this report.",
            "(Reporting by Jane Doe; Editing by John Roe)",
            "Source: Reuters",
            "From staff and wire reports",
            "Additional reporting by Jane Doe in Port Ellery",
        ] {
            assert!(line(words, false).is_some(), "{words}");
        }
        assert_eq!(
            line("(Reporting by Jane Doe; Editing by John Roe)", false)
                .unwrap()
                .people,
            ["Jane Doe"]
        );
        assert!(line("Reuters", true).is_some());
    }

    #[test]
    fn near_miss_lines_stay_silent() {
        for words in [
            "A spokesman for the Associated Press said the photographer was safe.",
            "Reuters first reported the talks on Monday.",
            "He contributed to the campaign of Jane Doe.",
            "Agencies are to blame, she said.",
            "With files under his arm, John Roe walked in.",
            "Information about the fire came late.",
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
