//! An agency known by how its reports end, where the credit itself was cut.
//!
//! Papers cut "(Reuters)" from a dateline and leave the sign-off that this agency puts under every report, or the line by
//! which another one names the paper that it has a report from. Such a form is the agency's own, but others may take it up
//! some day: what it tells is inferred, and counts for the cautious alone. What is absent on purpose: telling an agency by
//! its spelling, its numbers or its way of writing, which hundreds of papers have in common with it.

use record::{Report, Span};
use regex::Regex;
use std::sync::LazyLock;

/// The forms, each with the agency whose it is.
static FORMS: LazyLock<[(&str, Regex); 4]> = LazyLock::new(|| {
    let form = |pattern: &str| Regex::new(pattern).expect("a fixed pattern");
    [
        (
            "Reuters",
            form(
                r"^\((?:Additional )?[Rr]eporting (?:and writing )?by [^()]{3,300}[;,.] ?(?:Writing by [^()]{3,120}[;,.] ?)?[Ee]diting by [^()]{3,200}\)$",
            ),
        ),
        (
            "Bloomberg News",
            form(
                r"^(?:--)?To contact the (?:reporters?|editors?) (?:on|responsible for) this story: .*@bloomberg\.net",
            ),
        ),
        (
            "Associated Press",
            form(r"^Information from: \p{Lu}[^,]{2,60}, https?://\S+$"),
        ),
        ("Xinhua News Agency", form(r"^(?:.*[.”] )?Enditem$")),
    ]
});

/// Segments at the end of a report that are looked at.
const LAST: usize = 6;

/// The agency whose form the end of the report has, and where.
pub(crate) fn of(report: &Report) -> Option<(&'static str, Span)> {
    let last = report.segments.iter().rev().take(LAST);
    last.map(|s| report.text.trimmed(s.span)).find_map(|span| {
        let words = report.text.at(span);
        let form = FORMS
            .iter()
            .find(|(_, form)| words.len() < 600 && form.is_match(words));
        form.map(|(agency, _)| (*agency, span))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origins::{count, trace};
    use crate::reuse;
    use crate::sample::{PROSE, report};
    use record::{Direction, EdgeBasis, Independent, ReuseBasis};

    fn told(end: &str) -> Option<&'static str> {
        of(&report("a", "Ellery Herald", "", &[PROSE[0], end])).map(|f| f.0)
    }

    #[test]
    fn a_sign_off_tells_the_agency() {
        for end in [
            "(Reporting by Ana Brook; Editing by Bo Lund)",
            "(Additional reporting by Ana Brook and Casper Quist in Harrow; Writing by Hedda Blom; Editing by Bo Lund)",
        ] {
            assert_eq!(told(end), Some("Reuters"), "{end}");
        }
        assert_eq!(
            told("Information from: Ellery Herald, http://www.elleryherald.example"),
            Some("Associated Press")
        );
    }

    #[test]
    fn other_ends_tell_nothing() {
        for end in [
            "Reporting by Ana Brook.",
            "(Editing by Bo Lund)",
            "She said that reporting by Ana Brook and editing by Bo Lund had won a prize.",
            "Information from the harbour master was not to be had.",
            "Follow Ana Brook on the web.",
        ] {
            assert_eq!(told(end), None, "{end}");
        }
    }

    #[test]
    fn a_cut_credit_is_inferred_and_counts_for_the_cautious_alone() {
        let end = "(Reporting by Ana Brook; Editing by Bo Lund)";
        let reports = [
            report("a", "Ellery Herald", "", &[PROSE[0], PROSE[1], end]),
            report("b", "Harrow Post", "", &[PROSE[1], PROSE[0]]),
            report("c", "Callow Mail", "", &[PROSE[2], end]),
        ];
        let found = reuse::find(&reports);
        let pair = (found[0].origin, found[0].origin_name.as_deref(), found[0].basis);
        assert_eq!(pair, (Direction::Common, Some("Reuters"), ReuseBasis::Inferred));
        let origins = trace(&reports, &found);
        let count = count(&reports.iter().collect::<Vec<_>>(), &origins);
        assert_eq!(count.independent, Independent { low: 1, high: 2 });
        assert!(
            count.why.iter().any(|w| w.contains("ends as Reuters copy does")),
            "{:?}",
            count.why
        );
        let of_a = origins
            .edges
            .iter()
            .find(|e| e.report == "a" && e.origin == "Reuters");
        assert_eq!(of_a.map(|e| e.basis), Some(EdgeBasis::Inferred));
    }
}
