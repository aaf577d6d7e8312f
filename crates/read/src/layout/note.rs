//! Notes of the editors: corrections, clarifications, updates.

use super::gate;
use record::SegmentKind;
use regex::Regex;
use std::sync::LazyLock;

/// What a line of the editors is: [`SegmentKind::Correction`] or [`SegmentKind::Note`]; `None` for the report's own.
pub(crate) fn kind(line: &str) -> Option<SegmentKind> {
    static CORRECTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:correct(?:s|ed|ions?)?|clarif\w+|erratum|misstat\w+|misidentif\w+|misspel\w+|incorrect(?:ly)?|wrong(?:ly)?|errors?|(?:earlier|previous|original) version)\b")
            .expect("a constant pattern")
    });
    is_note(line).then(|| match CORRECTS.is_match(line) {
        true => SegmentKind::Correction,
        false => SegmentKind::Note,
    })
}

/// With which letters notes begin.
const OPENINGS: &[&str] = &[
    "a e", "a o", "a p", "an e", "an o", "an p", "author", "check", "clarif", "correct", "editor", "ed",
    "erratum", "note", "please", "publi", "the e", "the o", "the p", "thi",
];

fn is_note(line: &str) -> bool {
    static NOTE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^\W*(?i:(?:editor['’]?s['’]?|publisher['’]?s|author['’]?s)\s+notes?\b|note to (?:readers|editors)\b|eds:\s",
            r"|(?:corrections?|clarifications?|correction and clarification|erratum)\s*(?:[:—–-]|\(|appended|\d)",
            r"|(?:this|an earlier version of this|a previous version of this|an earlier version of the) (?:article|story|report|post|headline|version|caption)\b.{0,60}\b(?:has been|was|have been|misstated|misidentified|incorrectly|gave|said|stated|misspelled|contained)\b.{0,40}\b(?:correct|updat|amend|revis|clarif|edit|incorrect|misstat|misidentif|wrong|error|misspel|earlier|chang))",
        ))
        .expect("a constant pattern")
    });
    static EARLIER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\W*(?i:an?|the) (?i:earlier|previous|original) version of (?i:this|the) (?i:article|story|report|post|headline|caption)\b")
            .expect("a constant pattern")
    });
    static DEVELOPING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\W*(?i:this is a (?:developing|breaking)(?: news)? story\b|this story is (?:developing|breaking)\b|(?:please )?check back (?:here |soon |later )*(?:for|with)\b)")
            .expect("a constant pattern")
    });
    // What stands above an older wording of the same report.
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\W*(?i:update[sd]?|original|original (?:story|report|post)|previous(?:ly|(?: story| report))?|earlier(?: story| report)?)\b[^.!?:]{0,20}(?:\([^()]{1,30}\))?\s*:$")
            .expect("a constant pattern")
    });
    if line.len() < 80 && line.ends_with(':') && LABEL.is_match(line) {
        return true;
    }
    if !gate::opens(line, OPENINGS) {
        return false;
    }
    if line.len() < 200 && DEVELOPING.is_match(line) {
        return true;
    }
    line.len() < 1500 && (NOTE.is_match(line) || EARLIER.is_match(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_told() {
        for line in [
            "Editor's note: This story was first printed in May.",
            "CORRECTION: The ferry had 40 berths, not 400.",
            "Correction (May 2): The ferry had 40 berths.",
            "This story has been updated to correct the ferry's name.",
            "An earlier version of this article misstated the mayor's age.",
            "This is a developing story. Check back for updates.",
            "UPDATE (3/10 at 12:45 p.m.):",
            "ORIGINAL:",
            "Eds: Updates with the owner's remarks.",
        ] {
            assert!(is_note(line), "{line}");
        }
        for (line, told) in [
            (
                "Editor's note: This story was first printed in May.",
                SegmentKind::Note,
            ),
            ("This is a developing story.", SegmentKind::Note),
            ("Clarification: The ferry had 40 berths.", SegmentKind::Correction),
            (
                "This story has been updated to correct the ferry's name.",
                SegmentKind::Correction,
            ),
            (
                "Editor's note: An earlier version misspelled the mayor's name.",
                SegmentKind::Correction,
            ),
        ] {
            assert_eq!(kind(line), Some(told), "{line}");
        }
    }

    #[test]
    fn near_misses_stay_silent() {
        for line in [
            "Corrections officers found the men.",
            "Update: The ferry sank.",
            "The original crew was the following:",
            "This story began in Port Ellery.",
            "The editor's notes were burnt.",
            "Correction of the course was too late.",
            "The earlier version of the ferry was slower.",
        ] {
            assert!(!is_note(line), "{line}");
        }
    }
}
