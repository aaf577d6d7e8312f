//! What a report's running text says it has from another newsroom: "told the Port Ellery Herald", "the agency reported".
//!
//! A name counts only where the text hangs something on it, and only if it is that of an agency or outlet at hand; so
//! "the Herald's building burned" is no claim, and no list of newsrooms is needed.

use record::{Report, Span};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const NAME: &str = r"(\p{Lu}[\p{L}\p{N}.&’'-]*(?: (?:(?:of|and|the) )?\p{Lu}[\p{L}\p{N}.&’'-]*){0,5})";

/// A name after its cue, a name before it, a name that closes the sentence, and an agency's name in small letters.
static CUES: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    let pattern = |words: String| Regex::new(&words).expect("a fixed pattern");
    [
        pattern(format!(
            r"\b(?:told|reported by|according to|citing|interview with|reports? (?:by|in)) (?:a report (?:by|in) )?(?:the )?{NAME}"
        )),
        pattern(format!(
            r"{NAME}(?: news agency| newspaper)? (?:has |had |also |first |earlier )*(?:reported|reports)\b"
        )),
        pattern(format!(r", (?:reports|reported|writes|wrote) (?:the )?{NAME}")),
        pattern(
            r"\bnews agency (\p{Ll}{2,6}) (?:has |had |also )*(?:reported|reports|said|says)\b".to_owned(),
        ),
    ]
});

/// Words of a name at most; a capitalised word before or after it is not part of it ("On Monday Halcyon reported").
const WORDS: usize = 6;

/// The newsrooms that the running text names as a source: the normal form of each name, and where it first stands.
///
/// Only names for which `known` holds, by their normal form ([`super::outlets::normal`]).
pub(super) fn of(report: &Report, known: &BTreeSet<String>) -> Vec<(String, Span)> {
    let mut found = all(report, known);
    found.dedup_by(|next, first| next.0 == first.0);
    found
}

/// Where the running text names the other report's newsroom as its source.
pub(crate) fn from(report: &Report, other: &Report) -> Option<Span> {
    let outlet = other.outlet.as_deref()?.trim();
    let name = outlet.strip_prefix("The ").unwrap_or(outlet);
    // The patterns are dear, and most reports never name the other one.
    if name.len() < 3 || super::outlets::same(report, other) || !report.text.contains(name) {
        return None;
    }
    let known = BTreeSet::from([super::outlets::normal(outlet)]);
    of(report, &known).first().map(|(_, span)| *span)
}

/// The same with every place where a name stands, by name and place.
pub(super) fn all(report: &Report, known: &BTreeSet<String>) -> Vec<(String, Span)> {
    let mut found: Vec<(String, Span)> = Vec::new();
    for segment in report.segments.iter().filter(|s| s.kind.is_running()) {
        let words = report.text.at(segment.span);
        for name in CUES
            .iter()
            .flat_map(|cue| cue.captures_iter(words))
            .filter_map(|c| c.get(1))
        {
            let Some((normal, at, len)) = inside(name.as_str(), known) else {
                continue;
            };
            let start = segment.span.start() + name.start() + at;
            if let Some(span) = report.text.span(start, start + len) {
                found.push((normal, span));
            }
        }
    }
    found.sort_by(|x, y| (&x.0, x.1).cmp(&(&y.0, y.1)));
    found
}

/// The longest part of the words, a word or more, that is a known name: its normal form, offset and length.
fn inside(words: &str, known: &BTreeSet<String>) -> Option<(String, usize, usize)> {
    let mut starts = vec![0];
    starts.extend(words.match_indices(' ').map(|(at, _)| at + 1));
    starts.truncate(WORDS + 1);
    let ends: Vec<usize> = starts
        .iter()
        .skip(1)
        .map(|s| s - 1)
        .chain([words.len()])
        .collect();
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for &from in &starts {
        parts.extend(ends.iter().filter(|&&to| to > from).map(|&to| (from, to)));
    }
    parts.sort_by_key(|&(from, to)| (std::cmp::Reverse(to - from), from));
    parts.into_iter().find_map(|(from, to)| {
        let part = words[from..to].trim_end_matches(['.', '’', '\'']);
        let part = part
            .strip_suffix("’s")
            .or_else(|| part.strip_suffix("'s"))
            .unwrap_or(part);
        let normal = super::outlets::normal(part);
        known.contains(&normal).then_some((normal, from, part.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::report;

    fn claims(words: &str) -> Vec<String> {
        let known = ["Port Ellery Herald", "Halcyon News Agency", "HNA"];
        let known = known.iter().map(|n| crate::origins::outlets::normal(n)).collect();
        let report = report("a", "", "", &[words]);
        of(&report, &known)
            .into_iter()
            .map(|(_, span)| report.text.at(span).to_owned())
            .collect()
    }

    #[test]
    fn a_newsroom_that_something_hangs_on() {
        for words in [
            "The keeper told the Port Ellery Herald that the hinge had broken.",
            "Nine barges wait at the lock, the Port Ellery Herald reported.",
            "On Monday Port Ellery Herald first reported the jam.",
            "According to a report in the Port Ellery Herald, nine barges wait.",
            "Divers freed the hinge at noon, reports the Port Ellery Herald.",
        ] {
            assert_eq!(claims(words), ["Port Ellery Herald"], "{words}");
        }
        assert_eq!(
            claims("The barge, which news agency hna reports was empty, sank."),
            ["hna"]
        );
        assert_eq!(
            claims("Two died, Halcyon News Agency reported. A third is ill, HNA reports.").len(),
            2
        );
    }

    #[test]
    fn a_newsroom_in_the_news_is_no_source() {
        for words in [
            "The Port Ellery Herald moved to a new building on the quay.",
            "The mayor told Port Ellery Council that the Herald was wrong.",
            "He told HNAX staff to leave.",
            "Staff who write reports Port Ellery Herald readers like were thanked.",
        ] {
            assert!(claims(words).is_empty(), "{words}");
        }
    }
}
