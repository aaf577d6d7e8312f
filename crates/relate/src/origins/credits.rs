//! What a report itself says of where its text comes from.

use record::{Agency, AgencyBasis, Report, SegmentKind, Span};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// An agency that a report credits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Credit {
    /// The agency's full name.
    pub(crate) agency: String,
    /// Whether the text as a whole is the agency's, and not a part of it.
    pub(crate) main: bool,
    /// The words of the credit, where they stand in the text.
    pub(crate) span: Option<Span>,
}

/// Wording that makes a credit one for a part.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\bin part\b|\bcontributed\b|\bcontribut(?:ing|ions?)\b|\badditional (?:reporting|material|information)\b",
        r"|\bsome (?:material|information)\b|\binputs? from\b|\bfiles from\b|\bpartly\b|\bincludes (?:material|reporting|information)\b",
        r"|\breports? from\b",
    ))
    .expect("a fixed pattern")
});

/// A credit of agency copy that names no agency.
static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:wire[- ]services?|news agenc(?:y|ies)|agenc(?:y|ies)|wires?) (?:reports?|copy|material|dispatches)\b",
        r"|\b(?:from|with|and) (?:the )?(?:wire services|wires|news services|news agencies|agencies)\b",
        r"|^\W*(?:agencies|news agencies|wire reports|wire services|staff and wire(?: reports)?)\W*$",
    ))
    .expect("a fixed pattern")
});

/// The agencies that `report` credits, those of the whole text first, each once.
pub(crate) fn of(report: &Report) -> Vec<Credit> {
    let full = |name: &str| {
        let long = report
            .agencies
            .iter()
            .map(|a| a.name.as_str())
            .find(|long| shortens(name, long));
        long.unwrap_or(name).to_owned()
    };
    let mut credits: Vec<Credit> = report
        .agencies
        .iter()
        .map(|agency| Credit {
            agency: full(&agency.name),
            main: is_main(report, agency),
            span: agency.span,
        })
        .collect();
    credits.sort_by(|x, y| (!x.main, &x.agency, x.span).cmp(&(!y.main, &y.agency, y.span)));
    let mut seen: Vec<String> = Vec::new();
    credits.retain(|c| {
        let new = !seen.contains(&c.agency);
        seen.push(c.agency.clone());
        new
    });
    credits
}

/// The credits of each of `reports`, in their order. A short form that one report spells out is spelt out in all.
pub(crate) fn all<'r>(reports: impl IntoIterator<Item = &'r Report>) -> Vec<Vec<Credit>> {
    let mut credits: Vec<Vec<Credit>> = reports.into_iter().map(of).collect();
    let full = spelt_out(credits.iter().flatten().map(|c| c.agency.clone()).collect());
    credits.iter_mut().for_each(|own| spell_out(own, &full));
    credits
}

/// The full name of each short form among `names` that only one of them spells out.
pub(crate) fn spelt_out(names: BTreeSet<String>) -> BTreeMap<String, String> {
    let full = names.iter().filter_map(|name| {
        let mut long = names.iter().filter(|long| shortens(name, long));
        match (long.next(), long.next()) {
            (Some(one), None) => Some((name.clone(), one.clone())),
            _ => None,
        }
    });
    full.collect()
}

/// Puts full names for short forms.
pub(crate) fn spell_out(credits: &mut [Credit], full: &BTreeMap<String, String>) {
    for credit in credits {
        if let Some(name) = full.get(credit.agency.as_str()) {
            credit.agency.clone_from(name);
        }
    }
}

/// Whether `short` is made of the first letters of `long`: "HNA" for "Halcyon News Agency".
pub(crate) fn shortens(short: &str, long: &str) -> bool {
    let initials = long
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|w| *w != "The")
        .filter_map(|w| w.chars().next());
    short.len() >= 2 && long.contains(' ') && !short.contains(' ') && short.chars().eq(initials)
}

/// Whether two credits name one agency.
pub(crate) fn one_agency(x: &str, y: &str) -> bool {
    x == y || shortens(x, y) || shortens(y, x)
}

fn is_main(report: &Report, agency: &Agency) -> bool {
    match agency.basis {
        AgencyBasis::Contributors => false,
        AgencyBasis::Dateline | AgencyBasis::Byline => true,
        AgencyBasis::Credit | AgencyBasis::Copyright => agency
            .span
            .and_then(|s| report.segment_at(s.start()))
            .is_none_or(|segment| {
                // A running paragraph may end with "— AFP"; only a credit of its own says "in part".
                segment.kind.is_running() || !PART.is_match(report.text.at(segment.span))
            }),
    }
}

/// Where `report` says that it rests on agency copy without naming the agency.
pub(crate) fn unnamed(report: &Report) -> Option<Span> {
    crediting(report).find(|span| UNNAMED.is_match(report.text.at(*span)))
}

/// Where `report` names `other`, whose credits are `theirs`, or its authors as a source of its text.
pub(crate) fn names(report: &Report, other: &Report, theirs: &[Credit]) -> Option<Span> {
    if super::outlets::same(report, other) {
        return None;
    }
    // The authors of an agency's text stand for the agency, whose own credit tells more.
    let agency = theirs.iter().any(|c| c.main);
    crediting(report).find_map(|span| {
        let words = report.text.at(span);
        let author = other
            .bylines
            .iter()
            .filter(|name| !agency && name.contains(' ') && !report.bylines.contains(name))
            .find_map(|name| words.find(name.as_str()).map(|at| (at, name.len())));
        let (at, len) = author.or_else(|| super::outlets::mention(words, other.outlet.as_deref()?))?;
        report.text.span(span.start() + at, span.start() + at + len)
    })
}

/// Wording by which a line under a report says where it first stood, or whose text it is.
static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:first|originally) (?:published|appeared|reported)\b|\bcopyright\b|©")
        .expect("a fixed pattern")
});

/// A station's call letters in a copyright line: "Copyright 2031 KXEL (Halm Corporation)".
static HOLDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i:copyright|©|\(c\))[ ©(c)]*(?:\d{4}[ ,]*)?(?i:by )?([KW][A-Z]{2,3})(?:-?TV)?\b")
        .expect("a fixed pattern")
});

/// The station that a copyright line under the report names.
pub(crate) fn holder(report: &Report) -> Option<&str> {
    let lines = report
        .segments
        .iter()
        .rev()
        .take(8)
        .map(|s| report.text.at(s.span));
    lines
        .filter(|words| words.len() < 400)
        .find_map(|words| Some(HOLDER.captures(words)?.get(1)?.as_str()))
}

/// The segments that credit somebody: credits, bylines, datelines and notes, and lines that say who published the report first.
pub(crate) fn crediting(report: &Report) -> impl Iterator<Item = Span> {
    let published = |words: &str| PUBLISHED.is_match(words);
    report
        .segments
        .iter()
        .filter(move |s| match s.kind {
            SegmentKind::Credit
            | SegmentKind::Byline
            | SegmentKind::Dateline
            | SegmentKind::Note
            | SegmentKind::Correction => true,
            SegmentKind::Furniture => published(report.text.at(s.span)),
            _ => false,
        })
        .map(|s| s.span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, Text};

    fn report(credit: &str, agency: Option<(&str, AgencyBasis)>) -> Report {
        let text = Text::from(credit);
        Report {
            agencies: agency
                .map(|(name, basis)| Agency {
                    name: name.into(),
                    basis,
                    span: text.find(name).and_then(|at| text.span(at, at + name.len())),
                })
                .into_iter()
                .collect(),
            segments: vec![Segment::new(SegmentKind::Credit, text.whole())],
            text,
            ..Report::default()
        }
    }

    #[test]
    fn a_part_is_told_from_the_whole() {
        let main = |words: &str, basis| of(&report(words, Some(("Reuters", basis))))[0].main;
        assert!(main("— Reuters", AgencyBasis::Credit));
        assert!(!main("With inputs from Reuters", AgencyBasis::Credit));
        assert!(!main("Reuters contributed to this report.", AgencyBasis::Credit));
        assert!(!main("Reuters", AgencyBasis::Contributors));
    }

    #[test]
    fn a_short_form_is_the_agency() {
        assert!(one_agency("HNA", "Halcyon News Agency"));
        assert!(one_agency("HPW", "Halcyon Presse-Welt"));
        assert!(!one_agency("HNA", "Harrow Press"));
        assert!(!one_agency("Reuters", "Associated Press"));
    }

    #[test]
    fn a_short_form_is_spelt_out_where_another_report_does() {
        let short = report("(HNA)", Some(("HNA", AgencyBasis::Dateline)));
        let long = report(
            "Halcyon News Agency",
            Some(("Halcyon News Agency", AgencyBasis::Byline)),
        );
        let names = |reports: &[&Report]| {
            let all = all(reports.iter().copied());
            all.into_iter().flatten().map(|c| c.agency).collect::<Vec<_>>()
        };
        assert_eq!(names(&[&short, &long]), ["Halcyon News Agency"; 2]);
        assert_eq!(names(&[&short]), ["HNA"]);
    }

    #[test]
    fn an_agency_without_a_name() {
        assert!(
            unnamed(&report(
                "This report is based partly on wire-service reports.",
                None
            ))
            .is_some()
        );
        assert!(unnamed(&report("From staff and wire reports", None)).is_some());
        assert!(unnamed(&report("Photo: Reed Almond", None)).is_none());
    }

    #[test]
    fn a_contributors_line_names_the_other_newsroom() {
        let dispatch = report(
            "Information was contributed by Ana Brook of The Port Ellery Herald.",
            None,
        );
        let herald = Report {
            outlet: Some("Port Ellery Herald".into()),
            ..Report::default()
        };
        let argus = Report {
            outlet: Some("Ellery Argus".into()),
            bylines: vec!["Ana Brooks".into()],
            ..Report::default()
        };
        assert!(names(&dispatch, &herald, &[]).is_some());
        assert!(names(&herald, &dispatch, &[]).is_none());
        assert!(names(&dispatch, &argus, &[]).is_none());
    }

    #[test]
    fn a_copyright_line_names_a_station() {
        let holder = |words: &str| holder(&report(words, None)).map(str::to_owned);
        assert_eq!(
            holder("Copyright 2031 KXEL (Halm Corporation). All rights reserved."),
            Some("KXEL".into())
        );
        assert_eq!(holder("© 2031 WTRN-TV"), Some("WTRN".into()));
        assert_eq!(holder("Copyright 2031 Halm Corporation"), None);
        assert_eq!(holder("WTRN moved to Quay Street."), None);
    }

    #[test]
    fn a_line_that_says_who_published_first_names_the_origin() {
        let herald = Report {
            outlet: Some("Port Ellery Herald".into()),
            ..Report::default()
        };
        let mut line = report("This story was first published by the Port Ellery Herald.", None);
        line.segments[0].kind = SegmentKind::Furniture;
        assert!(names(&line, &herald, &[]).is_some());
        let mut line = report("Follow the Port Ellery Herald.", None);
        line.segments[0].kind = SegmentKind::Furniture;
        assert!(names(&line, &herald, &[]).is_none());
    }
}
