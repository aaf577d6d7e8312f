//! Updates within a page that say on which day they were written: "UPDATE 8:30 PM, JAN. 3 –".
//!
//! A page that is written on carries the day of its first version, and "yesterday" in an update is told from the update's
//! own day. A stamp stands at the head of a line, says "update" and a day of the calendar, and ends there or in a colon, a
//! dash or a bracket. "Update: On Aug. 6, she was convicted" is a sentence and no stamp, and "Updated Jan. 3" above the text
//! is the page's and says nothing of when its words were written.

use super::calendar::is_weekday;
use super::scene::{Scene, Told};
use super::{clock, explicit};
use crate::tokens::{Tokens, tokenize};
use jiff::civil::Date;
use record::{Report, Span};

/// Words that a stamp has at most; a longer line is a sentence.
const WORDS: usize = 24;
/// Bytes of a line that are looked at.
const BYTES: usize = 160;
/// Days between the page's day and that of an update on it at most.
const APART: i32 = 366;

/// Where the words of another day begin, in order, and that day; `None` where it is the page's.
pub(super) fn find(report: &Report, lower: &str, anchor: Option<Date>) -> Vec<(usize, Option<Date>)> {
    let Some(page) = anchor else {
        return Vec::new();
    };
    let mut out: Vec<(usize, Option<Date>)> = Vec::new();
    let mut list = Vec::new();
    for segment in &report.segments {
        let mut start = segment.span.start();
        for line in report.text.at(segment.span).split_inclusive('\n') {
            let head = line.trim_start_matches(|c: char| !c.is_alphanumeric());
            let at = start + line.len() - head.len();
            start += line.len();
            let until = at + head.floor_char_boundary(BYTES.min(head.len()));
            // Most lines end here, before their words are told apart.
            let Some(span) = lower
                .get(at..until)
                .filter(|l| l.starts_with("update"))
                .and(Span::new(at, until))
            else {
                continue;
            };
            list.clear();
            tokenize(&report.text, lower, span, &mut list);
            let whole = until == at + head.len();
            let is_participle = list.first().is_some_and(|t| t.lower == "updated");
            // Sentences stand in order, so the first tells whether any is before it.
            let above = report.sentences.first().is_none_or(|s| s.span.end() > at);
            match stamp(Tokens::new(&list), page, whole) {
                Some(day) if !(is_participle && above) => out.push((at, day)),
                _ => {}
            }
        }
    }
    // A stamp without a day on a page that never names one says nothing.
    if out.iter().all(|(_, day)| day.is_none()) {
        out.clear();
    }
    out
}

/// The day that a line's stamp names, if it is one. `whole` says whether the line ends with these words.
fn stamp(t: Tokens<'_>, page: Date, whole: bool) -> Option<Option<Date>> {
    if !matches!(t.lower(0), "update" | "updated") || matches!(t.lower(1), ":" | "to") {
        return None;
    }
    let scene = Scene {
        t,
        anchor: Some(page),
        told: Told::default(),
    };
    let mut day = None;
    let mut clocked = false;
    let mut i = 1;
    while i < t.len().min(WORDS) {
        if let Some(found) = explicit::at(scene, i).filter(|f| f.value.len() == 10) {
            let (from, _) = found.days?;
            if day.is_some_and(|d| d != from) || (from - page).get_days().abs() > APART {
                return None;
            }
            day = Some(from);
            i = found.end.max(i + 1);
            continue;
        }
        let word = t.lower(i);
        if let Some(found) = clock::at(scene, i).filter(|_| t.is_number(i)) {
            clocked = true;
            // The clock's reading may have taken the day with it, which is read for itself.
            let last = (i + 1..found.end).find(|&n| explicit::at(scene, n).is_some());
            i = last.unwrap_or(found.end).max(i + 1);
            continue;
        }
        let told = day.is_some() || clocked;
        match word {
            ":" | "-" | "–" | "—" | "--" if told => return Some(day),
            ")" | "]" | "*" if told => return Some(day),
            "at" | "@" | "on" | "as" | "of" | "posted" | "," | "." | "(" | "[" | "#" | "*" | "|" | "-"
            | "–" => i += 1,
            "st" | "nd" | "rd" | "th" => i += 1,
            _ if is_weekday(word) => i += 1,
            _ => return None,
        }
    }
    (whole && t.len() <= WORDS && (day.is_some() || clocked)).then_some(day)
}

#[cfg(test)]
mod tests {
    use record::{Published, Report, Segment, SegmentKind, Sentence, Span, Text};

    /// Words and values found on a page of Friday, 2 January 2015, whose lines are paragraphs of one sentence.
    fn values(text: &str) -> Vec<String> {
        let mut report = Report {
            text: Text::from(text),
            published: Some(Published {
                value: "2015-01-02".to_owned(),
                precision: record::Precision::Day,
                basis: record::DateBasis::Field,
                candidates: Vec::new(),
            }),
            ..Report::default()
        };
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len()).unwrap();
            report.segments.push(Segment::new(SegmentKind::Paragraph, span));
            report.sentences.push(Sentence { span });
            at += line.len();
        }
        let found = super::super::find(&report);
        found
            .iter()
            .map(|t| format!("{}={}", report.text.at(t.span), t.value))
            .collect()
    }

    fn yesterday(text: &str) -> String {
        let found = values(text);
        let last = found.iter().rev().find(|v| v.starts_with("yesterday"));
        last.cloned().unwrap_or_default()
    }

    #[test]
    fn an_update_speaks_on_its_own_day() {
        for stamp in [
            "UPDATE 8:30 PM, JAN. 3 - The sheriff named those who died yesterday.",
            "UPDATE, JAN. 3: The sheriff named those who died yesterday.",
            "Update, 12:44 p.m., Jan. 3:\nThe sheriff named those who died yesterday.",
            "***UPDATED at 4:38 P.M. on Saturday, January 3rd***\nThe sheriff named those who died yesterday.",
            "UPDATE @ 12:30 p.m. (Jan. 3)\nThe sheriff named those who died yesterday.",
        ] {
            let text = format!("Three died in a fire.\n{stamp}");
            assert_eq!(yesterday(&text), "yesterday=2015-01-02", "{stamp}");
        }
        // A later stamp without a day is told from the page's again.
        let text = "UPDATE 8:30 PM, JAN. 3 - It is out.\nUPDATE 6:17 PM - It began yesterday.";
        assert_eq!(yesterday(text), "yesterday=2015-01-01");
    }

    #[test]
    fn what_is_no_stamp_leaves_the_pages_day() {
        for line in [
            "Update: On Jan. 3, she was convicted of what she did yesterday.",
            "Update Jan. 3 was a sad day, she said of the fire yesterday.",
            "The update of Jan. 3 - it began yesterday.",
            "Updates on Jan. 3: it began yesterday.",
            "UPDATE - It began yesterday.",
            "UPDATE, MAY 3, 2011: It began yesterday.",
        ] {
            let text = format!("Three died in a fire.\n{line}");
            assert_eq!(yesterday(&text), "yesterday=2015-01-01", "{line}");
        }
        // Above the text it is the page's, whose words are those of its first day.
        let page = "Updated Jan. 3, 8:30 p.m.\nIt began yesterday.";
        assert_eq!(yesterday(page), "yesterday=2015-01-01");
    }
}
