//! A sentence away from its report: days are resolved, and people named in full at their first mention.
//!
//! A reader of several reports can't know whose Tuesday it is, nor who Solvane is. What is put in stands in square brackets, as
//! editors mark what is theirs: "on Tuesday [4 March 2031]", "[Ingrid] Solvane". Inside quote marks the words are the
//! speaker's and stay bare. Nothing is put in that the report itself does not tell.

use crate::dated::dates_of;
use crate::guard::one_line;
use crate::{marks, phrase};
use record::{Citation, NameKind, Report, Span, TimeExpression};
use std::collections::BTreeSet;

/// What a reader of a telling knows already.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Entities named in full.
    people: BTreeSet<String>,
    /// Days in words with what they were resolved to: "on tuesday" and its date.
    days: BTreeSet<(String, String)>,
}

impl Known {
    /// `text`, the words of the first citation, with days resolved and people named in full where they are new.
    pub(crate) fn tell(&mut self, text: &str, citation: &Citation, report: &Report) -> String {
        if text != one_line(&citation.quote) {
            return text.to_owned();
        }
        let span = citation.span;
        let mut put: Vec<(usize, String)> = Vec::new();
        self.days(report, span, &mut put);
        self.names(report, span, &mut put);
        put.sort();
        let (mut told, mut at) = (String::new(), span.start());
        for (place, words) in put {
            told.push_str(report.text.get(at..place).unwrap_or(""));
            told.push_str(&words);
            at = place;
        }
        told.push_str(report.text.get(at..span.end()).unwrap_or(""));
        one_line(&told)
    }

    fn days(&mut self, report: &Report, span: Span, put: &mut Vec<(usize, String)>) {
        let days = dates_of(report, span);
        let first = report.times.partition_point(|t| t.span.start() < span.start());
        let inside = report.times[first..]
            .iter()
            .take_while(|t| t.span.end() <= span.end());
        for time in inside {
            // "today’s music" is no day.
            let rest = report.text.get(time.span.end()..span.end()).unwrap_or("");
            if rest.starts_with(['’', '\'']) || is_quoted(report, span, time.span.start()) {
                continue;
            }
            // "Tuesday … will" that was resolved backwards is no day of this sentence, nor is "the largest in use today".
            let sure = is_near(report, time) && !report.text.at(time.span).to_lowercase().ends_with("today");
            let dated = |day: &str| sure || days.iter().any(|(d, _)| d == day);
            if let Some((words, day)) = day(report, time).filter(|(_, day)| dated(day))
                && self.days.insert((words, day.clone()))
            {
                put.push((time.span.end(), format!(" [{}]", phrase::date(&day))));
            }
        }
    }

    fn names(&mut self, report: &Report, span: Span, put: &mut Vec<(usize, String)>) {
        let first = report.names.partition_point(|n| n.span.start() < span.start());
        let inside = report.names[first..]
            .iter()
            .take_while(|n| n.span.end() <= span.end())
            .filter(|n| n.kind == NameKind::Person);
        for name in inside {
            if self.people.contains(&name.entity) || is_quoted(report, span, name.span.start()) {
                continue;
            }
            let words = report.text.at(name.span);
            self.people.insert(name.entity.clone());
            if let Some(given) = given(report, &name.entity, words) {
                put.push((name.span.start(), format!("[{given}] ")));
            }
        }
    }
}

/// The words and the day of an expression that tells a day by its nearness to the report's own: "today", "on Tuesday".
fn day(report: &Report, time: &TimeExpression) -> Option<(String, String)> {
    const WEEK: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let words = one_line(report.text.at(time.span)).to_lowercase();
    let day = time.value.get(..10)?;
    let date: jiff::civil::Date = day.parse().ok()?;
    // A year or a month tells the date already.
    if words.contains(|c: char| c.is_ascii_digit()) && !words.contains("m.") && !words.contains(':') {
        return None;
    }
    let near = is_near(report, time);
    let weekday = WEEK[usize::try_from(date.weekday().to_monday_zero_offset()).ok()?];
    let parts: Vec<&str> = words.split(|c: char| !c.is_alphabetic()).collect();
    // Only a day that is the one named is resolved: else the date was guessed from something else.
    (near || parts.contains(&weekday)).then(|| (words.clone(), day.to_owned()))
}

/// "today", "earlier yesterday".
fn is_near(report: &Report, time: &TimeExpression) -> bool {
    const NEAR: [&str; 4] = ["today", "yesterday", "tomorrow", "tonight"];
    let words = report.text.at(time.span).to_lowercase();
    NEAR.iter().any(|d| words.ends_with(d))
}

/// What the report puts before this name in full: "Ingrid" for "Solvane". `None` where the name is full, or the report
/// has no fuller one that ends with these words.
fn given(report: &Report, entity: &str, words: &str) -> Option<String> {
    let fuller = |full: &str| {
        let rest = full.strip_suffix(words)?.strip_suffix(' ')?;
        let plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '’' | '\'');
        (!rest.is_empty() && rest.chars().all(plain)).then(|| rest.to_owned())
    };
    report
        .names
        .iter()
        .filter(|n| n.entity == entity)
        .find_map(|n| fuller(&one_line(report.text.at(n.span))))
}

/// Whether a place of the sentence is inside quote marks that are open there.
fn is_quoted(report: &Report, span: Span, at: usize) -> bool {
    marks::leaves_open(report.text.get(span.start()..at).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Name, Text, TimeType};

    fn span(text: &Text, words: &str, from: usize) -> Span {
        let start = from + text[from..].find(words).unwrap();
        text.span(start, start + words.len()).unwrap()
    }

    /// Two sentences, of which the second is told.
    fn told(lead: &str, sentence: &str, people: &[(&str, &str)], days: &[(&str, &str)]) -> String {
        let text = Text::new(format!("{lead} {sentence}"));
        let mut report = Report {
            id: "a".into(),
            ..Report::default()
        };
        for (words, entity) in people {
            let mut from = 0;
            while let Some(at) = text[from..].find(words) {
                let span = text.span(from + at, from + at + words.len()).unwrap();
                from = span.end();
                report.names.push(Name {
                    span,
                    kind: NameKind::Person,
                    entity: (*entity).into(),
                    role: None,
                });
            }
        }
        report
            .names
            .sort_by_key(|n| (n.span.start(), std::cmp::Reverse(n.span.end())));
        report.names.dedup_by(|b, a| a.span.contains(b.span));
        for (words, value) in days {
            report.times.push(TimeExpression {
                span: span(&text, words, lead.len()),
                kind: TimeType::Date,
                value: (*value).into(),
                from: None,
                until: None,
            });
        }
        let whole = span(&text, sentence, lead.len());
        report.text = text;
        let citation = Citation::new(&report, whole);
        Known::default().tell(&one_line(sentence), &citation, &report)
    }

    #[test]
    fn days_are_resolved_once() {
        assert_eq!(
            told("", "Talks failed today.", &[], &[("today", "2031-03-04")]),
            "Talks failed today [4 March 2031]."
        );
        assert_eq!(
            told(
                "",
                "Talks failed on Tuesday night.",
                &[],
                &[("Tuesday night", "2031-03-04TNI")]
            ),
            "Talks failed on Tuesday night [4 March 2031]."
        );
        let mut known = Known::default();
        let text = Text::from("They met on Tuesday. They parted on Tuesday.");
        let mut report = Report {
            id: "a".into(),
            ..Report::default()
        };
        for at in [12, 35] {
            report.times.push(TimeExpression {
                span: text.span(at, at + 7).unwrap(),
                kind: TimeType::Date,
                value: "2031-03-04".into(),
                from: None,
                until: None,
            });
        }
        report.text = text;
        let mut tell = |from, to| {
            let citation = Citation::new(&report, report.text.span(from, to).unwrap());
            known.tell(&citation.quote.clone(), &citation, &report)
        };
        assert_eq!(tell(0, 20), "They met on Tuesday [4 March 2031].");
        assert_eq!(tell(21, 44), "They parted on Tuesday.");
    }

    #[test]
    fn what_is_no_day_or_the_speakers_stays_bare() {
        for (sentence, words, value) in [
            ("Today’s music is loud.", "Today", "2031-03-04"),
            ("“We met today,” she said.", "today", "2031-03-04"),
            ("It is the largest boat in use today.", "today", "2031-03-04"),
            // The weekday is another: what was resolved is not what is named.
            ("They met on Friday.", "Friday", "2031-03-04"),
            (
                "They met on Tuesday, March 4, 2031.",
                "Tuesday, March 4, 2031",
                "2031-03-04",
            ),
            ("They meet every Tuesday.", "every Tuesday", "XXXX-WXX-2"),
        ] {
            assert_eq!(told("", sentence, &[], &[(words, value)]), sentence);
        }
    }

    #[test]
    fn a_person_is_named_in_full_at_the_first_mention() {
        let people = [
            ("Ingrid Solvane", "ingrid-solvane"),
            ("Solvane", "ingrid-solvane"),
        ];
        let lead = "Ingrid Solvane spoke.";
        assert_eq!(
            told(lead, "Ms. Solvane said Solvane was wrong.", &people, &[]),
            "Ms. [Ingrid] Solvane said Solvane was wrong."
        );
        // Near misses: named in full, inside quote marks, and by no fuller name anywhere.
        for (lead, sentence) in [
            (lead, "Ingrid Solvane left, Solvane's aide said."),
            (lead, "“Solvane was wrong,” the mayor said."),
            ("It rained.", "Solvane said it was wrong."),
        ] {
            assert_eq!(told(lead, sentence, &people, &[]), sentence);
        }
    }
}
