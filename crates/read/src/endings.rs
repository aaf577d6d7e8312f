//! The form in which an agency ends its reports, where the credit itself may have been cut.
//!
//! Papers cut an agency's name from a dateline and leave the sign-off that it puts under every report, or the line by which
//! it names the paper that it has a report from. Which agency has which form stands in the table of agencies. What is absent
//! on purpose: telling an agency by its spelling, its numbers or its way of writing, which hundreds of papers share.

use crate::agencies;
use record::{Ending, Report};
use regex::Regex;
use std::sync::LazyLock;

/// The forms, each with the agency whose it is.
static FORMS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let form = |(agency, pattern)| {
        (
            agency,
            Regex::new(pattern).expect("the asset is checked by a test"),
        )
    };
    agencies::endings().map(form).collect()
});

/// Segments at the end of a report that are looked at, and bytes of one that may be such a line.
const LAST: usize = 6;
const LONGEST: usize = 600;

/// The agency whose form the end of the report has, and where.
pub(crate) fn find(report: &Report) -> Option<Ending> {
    let last = report.segments.iter().rev().take(LAST);
    last.map(|s| report.text.trimmed(s.span)).find_map(|span| {
        let words = report.text.at(span);
        let known = FORMS
            .iter()
            .find(|(_, form)| words.len() < LONGEST && form.is_match(words));
        known.map(|(agency, _)| Ending {
            agency: (*agency).to_owned(),
            span,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, SegmentKind, Text};

    fn told(end: &str) -> Option<String> {
        let text = Text::new(format!("The lock gate at Ellery Quay jammed on Monday.\n{end}"));
        let start = text.len() - end.len();
        let report = Report {
            segments: vec![
                Segment::new(SegmentKind::Paragraph, text.span(0, start - 1)?),
                Segment::new(SegmentKind::Paragraph, text.span(start, text.len())?),
            ],
            text,
            ..Report::default()
        };
        let found = find(&report)?;
        assert_eq!(report.text.at(found.span), end);
        Some(found.agency)
    }

    #[test]
    fn a_sign_off_tells_the_agency() {
        for end in [
            "(Reporting by Ana Brook; Editing by Bo Lund)",
            "(Additional reporting by Ana Brook and Casper Quist in Harrow; Writing by Hedda Blom; Editing by Bo Lund)",
        ] {
            assert_eq!(told(end).as_deref(), Some("Reuters"), "{end}");
        }
        let from = "Information from: Ellery Herald, http://www.elleryherald.example";
        assert_eq!(told(from).as_deref(), Some("Associated Press"));
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
}
