//! The timeline: what happened when, each entry a cited sentence.

use crate::dated::dates_of;
use crate::mentions::weigh;
use crate::shared::Shared;
use crate::words::{Centre, content, thousandths};
use crate::{alone, guard};
use record::{Citation, Origins, Precision, Report, Span, TimelineEntry};
use std::collections::{BTreeMap, BTreeSet};

/// Bounds of a timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bounds {
    /// At most this many entries, those that matter most.
    pub limit: Option<usize>,
    /// First date, ISO 8601 to any precision.
    pub from: Option<String>,
    /// Last date, ISO 8601 to any precision.
    pub to: Option<String>,
}

/// Entries where no limit is given: what a reader takes in.
const ENOUGH: usize = 40;

/// Bytes of a sentence that two reports don't write alike by chance.
const SENTENCE: usize = 40;

/// A sentence that tells something of a date.
struct Dated<'a> {
    report: &'a Report,
    span: Span,
    /// Numbers of its content words, rising.
    words: Vec<u32>,
    worth: i64,
    /// Whether it can't be understood well by itself.
    leans: bool,
    /// Whether it is of what reports of several lineages tell of.
    tied: bool,
}

/// The dated events of a story, in order of time.
///
/// A date counts by the reports that speak of it, above all independent ones and those of later days, and its sentence is the one nearest to what the story is about. Dates
/// come from running sentences alone, so never from captions or copyright lines, and a sentence about a day to come is
/// taken only where it says that it is one.
#[must_use]
pub fn build(reports: &[&Report], origins: &Origins, bounds: &Bounds) -> Vec<TimelineEntry> {
    let centre = Centre::of(reports);
    let weights = weigh(reports, origins);
    let shared_by_several = Shared::of(reports, origins);
    let first_prints = first_prints(reports);
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut dates: BTreeMap<(String, Precision), Vec<Dated<'_>>> = BTreeMap::new();
    for report in reports {
        for sentence in &report.sentences {
            // "Today" in a sentence is the day of its first print, whenever another page carries it.
            let printed = first_prints.get(report.text.at(sentence.span));
            let (first, span) = printed.copied().unwrap_or((report, sentence.span));
            for (nth, (date, precision)) in dates_of(first, span).into_iter().enumerate() {
                if !within(&date, bounds) || precision == Precision::Year && of_its_own_year(report, &date) {
                    continue;
                }
                let Some(burden) = alone::burden(report, sentence.span) else {
                    continue;
                };
                let words = content(report.text.at(sentence.span));
                // The day named first is that of the happening; the others come beside it.
                let beside = if nth > 0 { 150 } else { 0 };
                let worth = i64::from(centre.nearness(&words)) - i64::from(burden) - beside;
                dates.entry((date, precision)).or_default().push(Dated {
                    report,
                    span: sentence.span,
                    tied: shared_by_several.is_told_in(report, sentence.span, &words),
                    words: numbered(words, &mut numbers),
                    worth,
                    leans: burden >= 400,
                });
            }
        }
    }
    let mut weighed: Vec<_> = dates
        .into_iter()
        .map(|(date, told)| (weights.get(&date).copied().unwrap_or(0), date, told))
        .collect();
    weighed.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut used = BTreeSet::new();
    let mut entries = Vec::new();
    for (_, (date, precision), mut told) in weighed {
        if entries.len() >= bounds.limit.unwrap_or(ENOUGH) {
            break;
        }
        // One sentence that names two days is told of the one that more reports speak of.
        told.retain(|d| !used.contains(&guard::one_line(d.report.text.at(d.span))));
        if let Some(entry) = entry(date, precision, told) {
            used.insert(entry.text.clone());
            entries.push(entry);
        }
    }
    entries.sort_by(|a, b| (&a.date, &a.text).cmp(&(&b.date, &b.text)));
    entries
}

/// The report of the earliest day that has each sentence, and where; of sentences in several reports.
fn first_prints<'a>(reports: &[&'a Report]) -> BTreeMap<&'a str, (&'a Report, Span)> {
    let mut first: BTreeMap<&str, (&Report, Span)> = BTreeMap::new();
    for report in reports.iter().filter(|r| r.day().is_some()) {
        for sentence in report.sentences.iter().filter(|s| s.span.len() >= SENTENCE) {
            let seen = first
                .entry(report.text.at(sentence.span))
                .or_insert((report, sentence.span));
            if (report.day(), &report.id) < (seen.0.day(), &seen.0.id) {
                *seen = (report, sentence.span);
            }
        }
    }
    first
}

/// The words by number, rising; a new word has the next one.
fn numbered(words: BTreeSet<String>, numbers: &mut BTreeMap<String, u32>) -> Vec<u32> {
    let mut all: Vec<u32> = Vec::with_capacity(words.len());
    for word in words {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        all.push(*numbers.entry(word).or_insert(next));
    }
    all.sort_unstable();
    all
}

/// The share of the shorter row that stands in the other, in thousandths.
fn overlap(a: &[u32], b: &[u32]) -> u32 {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        shared += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    match a.len().min(b.len()) {
        0 => 0,
        least => thousandths(shared, least),
    }
}

/// Whether the date is no more than the year the report is written in: "this year" places nothing on a line of days.
fn of_its_own_year(report: &Report, year: &str) -> bool {
    report.day().is_some_and(|day| day.starts_with(year))
}

/// The entry of a date: its best sentence, and those of other reports that tell the same.
fn entry(date: String, precision: Precision, mut told: Vec<Dated<'_>>) -> Option<TimelineEntry> {
    told.sort_by(|a, b| (&a.report.id, a.span).cmp(&(&b.report.id, b.span)));
    // Of sentences that several reports tell alike, one is as good as confirmed.
    let shared: Vec<i64> = told
        .iter()
        .map(|d| {
            let alike = told
                .iter()
                .take(200)
                .filter(|o| o.report.id != d.report.id && overlap(&o.words, &d.words) >= 600)
                .count();
            i64::try_from(alike.min(4)).unwrap_or(0) * 60
        })
        .collect();
    for (d, more) in told.iter_mut().zip(shared) {
        d.worth += more;
    }
    told.sort_by(|a, b| (b.worth, &a.report.id, a.span).cmp(&(a.worth, &b.report.id, b.span)));
    let (best, rest) = told.split_first()?;
    // What leans on the sentence before it, or is about others, is told only where more than one report speaks of the day.
    if (best.leans || !best.tied) && told.iter().all(|d| d.report.id == best.report.id) {
        return None;
    }
    let mut citations = vec![Citation::new(best.report, best.span)];
    let mut seen = BTreeSet::from([best.report.id.as_str()]);
    for other in rest {
        if overlap(&other.words, &best.words) >= 600 && seen.insert(&other.report.id) {
            citations.push(Citation::new(other.report, other.span));
        }
    }
    let text = guard::one_line(&citations[0].quote);
    Some(TimelineEntry {
        date,
        precision,
        text,
        citations,
        event: None,
    })
}

/// Whether `date` lies inside the bounds, each compared as far as the coarser of the two goes.
fn within(date: &str, bounds: &Bounds) -> bool {
    let cut = |s: &str, n: usize| s.get(..n).unwrap_or(s).to_owned();
    let common = |bound: &str| date.len().min(bound.len());
    bounds
        .from
        .as_deref()
        .is_none_or(|from| cut(date, common(from)) >= cut(from, common(from)))
        && bounds
            .to
            .as_deref()
            .is_none_or(|to| cut(date, common(to)) <= cut(to, common(to)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{DateBasis, Published, Segment, SegmentKind, Sentence, Text, TimeExpression, TimeType};

    fn report(id: &str, kind: SegmentKind, text: &str, times: &[(&str, &str)]) -> Report {
        let text = Text::from(text);
        let times = times
            .iter()
            .map(|(words, value)| {
                let start = text.find(words).unwrap();
                TimeExpression {
                    span: text.span(start, start + words.len()).unwrap(),
                    kind: TimeType::Date,
                    value: (*value).into(),
                    from: None,
                    until: None,
                }
            })
            .collect();
        Report {
            id: id.into(),
            segments: vec![Segment::new(kind, text.whole())],
            sentences: vec![Sentence { span: text.whole() }],
            published: Some(Published {
                value: "2031-03-05".into(),
                precision: Precision::Day,
                basis: DateBasis::Field,
                candidates: vec![],
            }),
            text,
            times,
            ..Report::default()
        }
    }

    fn dates(reports: &[Report], bounds: &Bounds) -> Vec<String> {
        let reports: Vec<_> = reports.iter().collect();
        build(&reports, &Origins::default(), bounds)
            .into_iter()
            .map(|e| e.date)
            .collect()
    }

    const PARAGRAPH: SegmentKind = SegmentKind::Paragraph;

    #[test]
    fn this_year_is_no_date_of_a_line_of_days_and_another_year_is() {
        let told = |value| {
            let words = "The only boat that was sunk this year was the Herring.";
            dates(
                &[report("a", PARAGRAPH, words, &[("this year", value)])],
                &Bounds::default(),
            )
        };
        assert!(told("2031").is_empty());
        assert_eq!(told("2029"), ["2029"]);
    }

    #[test]
    fn happenings_are_told_in_order_of_time() {
        let reports = [
            report(
                "b",
                PARAGRAPH,
                "A fire destroyed the cold store on Tuesday.",
                &[("Tuesday", "2031-03-04")],
            ),
            report(
                "a",
                PARAGRAPH,
                "A smaller fire killed two people in July 2024.",
                &[("July 2024", "2024-07")],
            ),
        ];
        assert_eq!(dates(&reports, &Bounds::default()), ["2024-07", "2031-03-04"]);
        let bounds = Bounds {
            from: Some("2031".into()),
            ..Bounds::default()
        };
        assert_eq!(dates(&reports, &bounds), ["2031-03-04"]);
    }

    #[test]
    fn today_is_the_day_of_the_first_print() {
        let words = "The board of the harbour released the letter of its keeper today.";
        let first = report("b", PARAGRAPH, words, &[("today", "2031-03-05")]);
        let mut reprint = report("a", PARAGRAPH, words, &[("today", "2031-03-09")]);
        reprint.published = first.published.clone().map(|p| Published {
            value: "2031-03-09".into(),
            ..p
        });
        let reports = [reprint, first];
        assert_eq!(dates(&reports, &Bounds::default()), ["2031-03-05"]);
        let told = build(
            &reports.iter().collect::<Vec<_>>(),
            &Origins::default(),
            &Bounds::default(),
        );
        assert_eq!(told[0].citations.len(), 2);
    }

    #[test]
    fn a_day_to_come_must_be_announced() {
        let to_come = [("March 17", "2031-03-17")];
        let announced = report(
            "a",
            PARAGRAPH,
            "The public inquiry will open on March 17.",
            &to_come,
        );
        assert_eq!(dates(&[announced], &Bounds::default()), ["2031-03-17"]);
        let misread = report(
            "a",
            PARAGRAPH,
            "The ferry sank off the coast on March 17.",
            &to_come,
        );
        assert!(dates(&[misread], &Bounds::default()).is_empty());
    }

    #[test]
    fn captions_spans_and_lengths_date_nothing() {
        let tuesday = [("Tuesday", "2031-03-04")];
        let caption = report(
            "a",
            SegmentKind::Caption,
            "Smoke stood over the harbour on Tuesday.",
            &tuesday,
        );
        let since = report(
            "b",
            PARAGRAPH,
            "The road had been closed since Tuesday.",
            &tuesday,
        );
        let length = report(
            "c",
            PARAGRAPH,
            "The crews worked for seven hours.",
            &[("seven hours", "PT7H")],
        );
        let week = report(
            "d",
            PARAGRAPH,
            "The ships sailed out last week.",
            &[("last week", "2031-W09")],
        );
        assert!(dates(&[caption, since, length, week], &Bounds::default()).is_empty());
    }

    #[test]
    fn a_promise_is_not_told_of_a_day_gone_by() {
        let gone = [("Wednesday", "2031-02-26")];
        let promise = report(
            "a",
            PARAGRAPH,
            "The school on Tiller Street will stay closed on Wednesday.",
            &gone,
        );
        assert!(dates(&[promise], &Bounds::default()).is_empty());
        let both = [("Sunday", "2031-03-02")];
        let told = report(
            "a",
            PARAGRAPH,
            "Envoys met on Sunday and will meet again soon.",
            &both,
        );
        assert_eq!(dates(&[told], &Bounds::default()), ["2031-03-02"]);
    }

    #[test]
    fn a_sentence_of_two_days_leaves_the_other_day_its_own() {
        let days = [("Sunday", "2031-03-02"), ("Monday", "2031-03-03")];
        let both = report(
            "a",
            PARAGRAPH,
            "Talks failed on Sunday and were taken up again on Monday.",
            &days,
        );
        let one = report(
            "b",
            PARAGRAPH,
            "Envoys met in the old town hall on Monday.",
            &days[1..],
        );
        assert_eq!(
            dates(&[both, one], &Bounds::default()),
            ["2031-03-02", "2031-03-03"]
        );
    }

    #[test]
    fn the_order_of_the_reports_changes_nothing() {
        let tuesday = [("Tuesday", "2031-03-04")];
        let a = report(
            "a",
            PARAGRAPH,
            "A fire destroyed the cold store on Tuesday.",
            &tuesday,
        );
        let b = report(
            "b",
            PARAGRAPH,
            "The mayor closed the harbour on Tuesday.",
            &tuesday,
        );
        let c = report(
            "c",
            PARAGRAPH,
            "Fire destroyed a cold store on Tuesday, police said.",
            &tuesday,
        );
        let forth = build(&[&a, &b, &c], &Origins::default(), &Bounds::default());
        assert_eq!(
            forth,
            build(&[&c, &a, &b], &Origins::default(), &Bounds::default())
        );
        assert_eq!(forth[0].citations.len(), 2);
    }

    #[test]
    fn the_same_happening_is_one_entry_with_its_reports() {
        let tuesday = [("Tuesday", "2031-03-04")];
        let a = report(
            "a",
            PARAGRAPH,
            "A fire destroyed the cold store on Tuesday.",
            &tuesday,
        );
        let b = report(
            "b",
            PARAGRAPH,
            "Fire destroyed a cold store on Tuesday, police said.",
            &tuesday,
        );
        let entries = build(&[&a, &b], &Origins::default(), &Bounds::default());
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].citations.len(), 2);
    }
}
