//! Time expressions, resolved against the dateline and the publication date.
//!
//! The types and values are TIMEX3's (TimeML 1.2.1). The day a report speaks on is its dateline's, else the day it was
//! published, and that of an update within it the day of its stamp; where neither is known, only dates that name their
//! year get a value. What is absent on purpose: ages ("a 44-year-old"), which tell no time of an event.

mod calendar;
mod clock;
mod durations;
mod explicit;
mod fiscal;
mod hedges;
mod relative;
mod scene;
mod sets;
mod stamps;
mod tense;
mod years;

pub(crate) use calendar::is_weekday;

use crate::numerals;
use crate::tokens::{Tokens, tokenize};
use jiff::civil::Date;
use record::{Report, SegmentKind, Span, TimeExpression};
use scene::{Found, Scene, Told};

/// Finds them in `report`, in order of start.
#[must_use]
pub fn find(report: &Report) -> Vec<TimeExpression> {
    let lower = report.text.to_ascii_lowercase();
    let anchor = anchor(report);
    let mut out = Vec::new();
    let mut list = Vec::new();
    let mut told = Told::default();
    let stamps = stamps::find(report, &lower, anchor);
    for span in stretches(report) {
        list.clear();
        tokenize(&report.text, &lower, span, &mut list);
        // An update within the page speaks on its own day.
        let before = stamps.partition_point(|(at, _)| *at < span.end());
        let stamped = before.checked_sub(1).and_then(|n| stamps[n].1);
        sentence(Tokens::new(&list), stamped.or(anchor), &mut told, &mut out);
    }
    out
}

/// The day the report speaks on.
fn anchor(report: &Report) -> Option<Date> {
    let dateline = report.dateline.as_ref().and_then(|d| d.date.as_deref());
    dateline
        .or_else(|| report.day())
        .and_then(|day| day.get(..10)?.parse().ok())
}

/// The sentences, and the dateline where no sentence holds it, in order.
fn stretches(report: &Report) -> Vec<Span> {
    let mut spans: Vec<Span> = report.sentences.iter().map(|s| s.span).collect();
    let datelines = report
        .segments
        .iter()
        .filter(|s| s.kind == SegmentKind::Dateline)
        .map(|s| s.span);
    for line in datelines {
        if !spans.iter().any(|s| s.overlaps(line)) {
            spans.push(line);
        }
    }
    spans.sort();
    spans
}

/// The expressions of one sentence, from left to right, none inside another.
fn sentence(t: Tokens<'_>, anchor: Option<Date>, told: &mut Told, out: &mut Vec<TimeExpression>) {
    let mut i = 0;
    while i < t.len() {
        let scene = Scene {
            t,
            anchor,
            told: *told,
        };
        let Some(found) = hedges::at(scene, i).or_else(|| core(scene, i)) else {
            i += 1;
            continue;
        };
        let end = found.end.min(t.len()).max(i + 1);
        if let Some(span) = t.span(i, end) {
            told.note(&found);
            out.push(TimeExpression {
                span,
                kind: found.kind,
                value: found.value,
                from: found.days.map(|(from, _)| from.to_string()),
                until: found.days.map(|(_, until)| until.to_string()),
            });
        }
        i = end;
    }
}

/// An expression without words of degree before it; the longest reading wins, the more exact one first.
fn core(s: Scene<'_>, i: usize) -> Option<Found> {
    if !may_begin(s, i) {
        return None;
    }
    let readings = [
        clock::at(s, i),
        explicit::at(s, i),
        fiscal::at(s, i),
        relative::at(s, i),
        sets::at(s, i),
        durations::at(s, i),
    ];
    let mut best: Option<Found> = None;
    for found in readings.into_iter().flatten() {
        if best.as_ref().is_none_or(|b| found.end > b.end) {
            best = Some(found);
        }
    }
    best
}

/// A quick look that spares most words the grammars.
fn may_begin(s: Scene<'_>, i: usize) -> bool {
    let t = s.t;
    // Months, weekdays and feasts stand in capitals.
    if t.is_number(i) || t.is_capital(i) {
        return true;
    }
    let word = t.lower(i);
    let plural = word.ends_with('s') && word.len() > 4;
    plural
        || numerals::small(word).is_some()
        || matches!(word, "'" | "’" | "‘" | "`")
        || OPENERS.binary_search(&word).is_ok()
}

/// The other words in small letters that an expression may begin with, sorted.
const OPENERS: &[&str] = &[
    "a",
    "an",
    "annually",
    "autumn",
    "coming",
    "current",
    "currently",
    "daily",
    "dozens",
    "each",
    "early",
    "eighteen",
    "every",
    "fall",
    "few",
    "fifth",
    "first",
    "fiscal",
    "fourth",
    "half",
    "hourly",
    "hundreds",
    "its",
    "last",
    "many",
    "midnight",
    "monthly",
    "next",
    "nineteen",
    "noon",
    "now",
    "nowadays",
    "overnight",
    "past",
    "per",
    "previous",
    "recent",
    "recently",
    "right",
    "second",
    "several",
    "spring",
    "summer",
    "tens",
    "that",
    "the",
    "their",
    "these",
    "third",
    "this",
    "those",
    "today",
    "tomorrow",
    "tonight",
    "upcoming",
    "weekly",
    "winter",
    "year",
    "yearly",
    "yesterday",
];

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use record::{Dateline, Precision, Published, Segment, Sentence, Text, TimeType};

    fn report(text: &str) -> Report {
        let text = Text::from(text);
        let whole = text.whole();
        Report {
            segments: vec![Segment::new(SegmentKind::Paragraph, whole)],
            sentences: vec![Sentence { span: whole }],
            text,
            ..Report::default()
        }
    }

    /// Words, type and value of each find in a report published on Tuesday, 6 September 2016.
    fn read(text: &str) -> Vec<(String, TimeType, String)> {
        let mut report = report(text);
        report.published = Some(Published {
            value: "2016-09-06".to_owned(),
            precision: Precision::Day,
            basis: record::DateBasis::Field,
            candidates: Vec::new(),
        });
        let found = find(&report);
        found
            .iter()
            .map(|t| (report.text.at(t.span).to_owned(), t.kind, t.value.clone()))
            .collect()
    }

    pub(super) fn values(text: &str) -> Vec<String> {
        read(text)
            .into_iter()
            .map(|(words, _, value)| format!("{words}={value}"))
            .collect()
    }

    #[test]
    fn that_day_is_a_day_only_after_a_day() {
        assert_eq!(
            values("It opened on May 3, 2013, and closed that day."),
            ["May 3, 2013=2013-05-03", "that day=2013-05-03"]
        );
        assert_eq!(
            values("It opened in 2013 and they spent part of that day there."),
            ["2013=2013", "that day="]
        );
    }

    #[test]
    fn dates_in_the_spellings_of_news() {
        for (text, want) in [
            ("It began on September 5, 2016.", "September 5, 2016=2016-09-05"),
            ("It began Sept. 5 in the port.", "Sept. 5=2016-09-05"),
            ("It began on 5 Sept 2016.", "5 Sept 2016=2016-09-05"),
            ("Updated 2016-09-05.", "2016-09-05=2016-09-05"),
            ("On 09/06/2016 it rained.", "09/06/2016=2016-09-06"),
            ("It began in March 2011.", "March 2011=2011-03"),
            ("It began in 2011.", "2011=2011"),
            ("It was the style of the 1990s.", "the 1990s=199"),
            (
                "Monday, September 5, 2016",
                "Monday, September 5, 2016=2016-09-05",
            ),
            ("It was signed in the 19th century.", "the 19th century=18"),
            (
                "Sales fell in the third quarter of 1990.",
                "the third quarter of 1990=1990-Q3",
            ),
            ("It closed in the summer of 1994.", "the summer of 1994=1994-SU"),
            ("Shops shut on Christmas Eve.", "Christmas Eve=2015-12-24"),
        ] {
            assert_eq!(values(text), [want], "{text}");
        }
    }

    #[test]
    fn weekdays_follow_the_tense() {
        assert_eq!(values("They met on Monday."), ["Monday=2016-09-05"]);
        assert_eq!(values("They met Tuesday."), ["Tuesday=2016-09-06"]);
        assert_eq!(values("They will meet on Sunday."), ["Sunday=2016-09-11"]);
        assert_eq!(values("They met on Sunday."), ["Sunday=2016-09-04"]);
        assert_eq!(values("Talks resume next Tuesday."), ["next Tuesday=2016-09-13"]);
        assert_eq!(
            values("The ferry may return on Thursday."),
            ["Thursday=2016-09-08"]
        );
        assert_eq!(
            values("The ferry may have returned on Thursday."),
            ["Thursday=2016-09-01"]
        );
        assert_eq!(
            values("They gave him until 9 a.m. EST Friday to leave."),
            ["9 a.m. EST Friday=2016-09-09T09:00"]
        );
        assert_eq!(values("Until Friday, they had not met."), ["Friday=2016-09-02"]);
    }

    #[test]
    fn relative_dates() {
        for (text, want) in [
            ("He spoke yesterday.", "yesterday=2016-09-05"),
            ("It struck last week.", "last week=2016-W35"),
            ("It struck earlier this month.", "earlier this month=2016-09"),
            ("They left two days ago.", "two days ago=2016-09-04"),
            ("He left a year ago.", "a year ago=2015"),
            ("Fires burned Sunday night.", "Sunday night=2016-09-04TNI"),
            ("It struck last night.", "last night=2016-09-05TNI"),
            ("They meet at 9 a.m. Friday.", "9 a.m. Friday=2016-09-09T09:00"),
            ("He hid for two weeks.", "two weeks=P2W"),
            ("After a 90-minute meeting, they left.", "90-minute=PT90M"),
            ("Over the past two years prices rose.", "the past two years=P2Y"),
            ("They meet every week.", "every week=P1W"),
        ] {
            assert_eq!(values(text), [want], "{text}");
        }
    }

    #[test]
    fn a_time_ends_on_the_day_after_its_last() {
        let mut report = report("It struck in March 2011.");
        let found = find(&report);
        assert_eq!(
            (found[0].from.as_deref(), found[0].until.as_deref()),
            (Some("2011-03-01"), Some("2011-04-01"))
        );
        report = self::report("It struck yesterday.");
        assert_eq!(find(&report)[0].value, "", "without a day to start from");
        report.dateline = Some(Dateline {
            place: None,
            date: Some("2016-03-01".to_owned()),
            span: report.text.whole(),
        });
        assert_eq!(find(&report)[0].value, "2016-02-29");
        // The report's own day is its dateline's, though it was published the day after.
        report.published = Some(Published {
            value: "2016-03-02T01:10:00".to_owned(),
            precision: Precision::Second,
            basis: record::DateBasis::Field,
            candidates: Vec::new(),
        });
        assert_eq!(find(&report)[0].value, "2016-02-29");
    }

    #[test]
    fn near_misses_stay_silent() {
        for text in [
            "They may march on the town.",
            "Ms. May met April Jones of the Sunday Times.",
            "The second blast cost $2016 and hurt 2016 people.",
            "A 44-year-old man, 52 years old, runs version 2.0.1.",
            "Flight 1549 left for 1945 Mill Road.",
            "On 05/04/2010 at ratio 12/10.",
        ] {
            assert_eq!(values(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_openers_are_sorted() {
        assert!(OPENERS.is_sorted());
    }
}
