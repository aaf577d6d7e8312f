//! Figures and remarks as CSV: one row a citation, so that each row can be checked by itself.
//!
//! Fields are quoted as RFC 4180 says, lines end with a line feed, the first line names the columns. A field of words that a
//! spreadsheet could take for a formula has an apostrophe before it (OWASP, "CSV injection"), and so has one that begins with
//! an apostrophe, so that taking one off gives the words back. Words stand on one line, with control characters shown as
//! U+FFFD; their exact bytes are those at `start` to `end` (byte offsets) of the report's text.

use crate::outline::Outline;
use crate::{guard, phrase};
use record::{Briefing, Citation, Report};
use std::collections::BTreeMap;

const FIGURES: &str = "story,figure,measure,about,relation,policy,told_min,told_max,event,min,max,approximate,hedge,text,\
    attributed_to,as_of,report,outlet,published,url,start,end,quote,reports,independent_low,independent_high";

const QUOTES: &str = "story,remark,speaker,entity,role,wording,class,edits,text,report,outlet,published,url,start,end,quote,\
    reports,independent_low,independent_high";

/// All figures: a row for each place where a value stands.
#[must_use]
pub fn figures(briefing: &Briefing) -> String {
    let reports = by_id(briefing);
    let mut out = format!("{FIGURES}\n");
    for story in &briefing.stories {
        for (i, reading) in story.quantities.iter().enumerate() {
            let told = reading.told.as_ref();
            for value in &reading.values {
                for citation in &value.citations {
                    let mut row = vec![
                        words(&story.id),
                        (i + 1).to_string(),
                        words(&reading.measure),
                        words(reading.about.as_deref().unwrap_or("")),
                        phrase::relation_name(reading.relation).to_owned(),
                        told.map_or("", |t| phrase::policy(t.policy)).to_owned(),
                        number(told.and_then(|t| t.min)),
                        number(told.and_then(|t| t.max)),
                        words(reading.event.as_deref().unwrap_or("")),
                        number(value.min),
                        number(value.max),
                        value.approximate.to_string(),
                        words(value.hedge.as_deref().unwrap_or("")),
                        words(&value.text),
                        words(value.attributed_to.as_deref().unwrap_or("")),
                        words(value.as_of.as_deref().unwrap_or("")),
                    ];
                    row.extend(witness(&reports, citation));
                    row.extend([
                        reading.reports.to_string(),
                        reading.independent.low.to_string(),
                        reading.independent.high.to_string(),
                    ]);
                    out.push_str(&row.join(","));
                    out.push('\n');
                }
            }
        }
    }
    out
}

/// All remarks: a row for each place where a wording stands, the fullest wording first.
#[must_use]
pub fn quotes(briefing: &Briefing) -> String {
    let reports = by_id(briefing);
    let mut out = format!("{QUOTES}\n");
    for story in &briefing.stories {
        for (i, remark) in story.quotes.iter().enumerate() {
            let speaker = remark.speaker.as_ref();
            for (n, wording) in remark.variants.iter().enumerate() {
                let edits: Vec<String> = wording.edits.iter().map(phrase::edit).collect();
                for citation in &wording.citations {
                    let mut row = vec![
                        words(&story.id),
                        (i + 1).to_string(),
                        words(speaker.map_or("", |s| &s.name)),
                        words(speaker.and_then(|s| s.entity.as_deref()).unwrap_or("")),
                        words(speaker.and_then(|s| s.role.as_deref()).unwrap_or("")),
                        (n + 1).to_string(),
                        wording.class.map_or("", phrase::class).to_owned(),
                        words(&edits.join("; ")),
                        words(&wording.text),
                    ];
                    row.extend(witness(&reports, citation));
                    row.extend([
                        remark.reports.to_string(),
                        remark.independent.low.to_string(),
                        remark.independent.high.to_string(),
                    ]);
                    out.push_str(&row.join(","));
                    out.push('\n');
                }
            }
        }
    }
    out
}

fn by_id(briefing: &Briefing) -> BTreeMap<&str, &Report> {
    briefing.reports.iter().map(|r| (r.id.as_str(), r)).collect()
}

/// Report, outlet, date, address, offsets and words of a citation.
fn witness(reports: &BTreeMap<&str, &Report>, citation: &Citation) -> [String; 7] {
    let report = reports.get(citation.report.as_str());
    [
        words(&citation.report),
        words(&report.map_or_else(String::new, |r| Outline::name(r))),
        words(report.and_then(|r| r.published.as_ref()).map_or("", |p| &p.value)),
        words(report.and_then(|r| r.url.as_deref()).unwrap_or("")),
        citation.span.start().to_string(),
        citation.span.end().to_string(),
        words(&citation.quote),
    ]
}

/// A number as written in code; empty where there is none. It begins with no sign but a minus, and is no formula.
fn number(value: Option<f64>) -> String {
    value
        .filter(|v| v.is_finite())
        .map_or_else(String::new, |v| v.to_string())
}

fn words(text: &str) -> String {
    cell(text, ',')
}

/// A field of words that no spreadsheet takes for a formula and no reader for two.
pub(crate) fn cell(text: &str, separator: char) -> String {
    // The wide forms are signs too for spreadsheets of East Asian languages.
    const SIGNS: [char; 9] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\''];
    let line = guard::terminal(text);
    let acts = line.starts_with(SIGNS) || line.starts_with('\u{FFFD}');
    let line = if acts { format!("'{line}") } else { line };
    if line.contains(['"', separator]) {
        format!("\"{}\"", line.replace('"', "\"\""))
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::hostile;

    /// Reads CSV as RFC 4180 has it.
    fn read(csv: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut field, mut quoted) = (vec![], vec![], String::new(), false);
        let mut chars = csv.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if quoted && chars.peek() == Some(&'"') => {
                    field.push('"');
                    chars.next();
                }
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(std::mem::take(&mut field)),
                '\n' if !quoted => {
                    row.push(std::mem::take(&mut field));
                    rows.push(std::mem::take(&mut row));
                }
                c => field.push(c),
            }
        }
        assert!(!quoted && row.is_empty() && field.is_empty());
        rows
    }

    #[test]
    fn what_is_written_is_read_back() {
        let briefing = hostile::briefing();
        for (csv, name) in [(figures(&briefing), "text"), (quotes(&briefing), "speaker")] {
            let rows = read(&csv);
            let column = |name: &str| rows[0].iter().position(|c| c == name).unwrap();
            assert!(rows.iter().all(|r| r.len() == rows[0].len()));
            assert!(rows.len() > 3);
            let words = &rows[1][column(name)];
            assert_eq!(
                words.strip_prefix('\'').unwrap(),
                guard::terminal(hostile::WORDS),
                "{csv}"
            );
            for row in &rows[1..] {
                let report = briefing.report(&row[column("report")]).unwrap();
                let at = |name: &str| row[column(name)].parse::<usize>().unwrap();
                let quote = report.text.get(at("start")..at("end")).unwrap();
                let told = &row[column("quote")];
                let bare = told.strip_prefix('\'').unwrap_or(told);
                assert_eq!(bare, guard::terminal(quote));
            }
        }
    }

    #[test]
    fn no_field_is_a_formula() {
        for words in [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\u{0}=1", "＝1", "'tis",
        ] {
            let told = cell(words, ',');
            assert!(told.trim_start_matches('"').starts_with('\''), "{told:?}");
        }
        // Near misses: the signs inside, and a number below nought in a column of numbers.
        assert_eq!(cell("a=1", ','), "a=1");
        assert_eq!(number(Some(-4.5)), "-4.5");
        assert_eq!(cell("one, two", ','), "\"one, two\"");
        assert_eq!(cell("one, two", '\t'), "one, two");
    }

    #[test]
    fn a_briefing_of_nothing_has_the_names_of_the_columns() {
        assert_eq!(read(&figures(&Briefing::default())).len(), 1);
        assert_eq!(read(&quotes(&Briefing::default())).len(), 1);
    }
}
