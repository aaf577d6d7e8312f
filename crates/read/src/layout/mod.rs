//! Plain text told apart into its parts: headline, deck, byline, dateline, paragraphs, captions, credits, furniture.
//!
//! Segments never overlap, are sorted and trimmed, and cover every character that is not white space. What is absent on
//! purpose: HTML (`page`), and any rule that knows an outlet, a person or a place of a story.

pub(crate) mod caption;
pub(crate) mod credit;
pub(crate) mod dateline;
mod function_words;
pub(crate) mod furniture;
mod gate;
pub(crate) mod header;
pub(crate) mod language;
#[cfg(test)]
mod laws;
mod lines;
mod masthead;
pub(crate) mod mojibake;
pub(crate) mod note;
mod one_line;
pub(crate) mod outlet;
mod parts;
pub(crate) mod post;
pub(crate) mod shape;
mod slug;
mod told;

use crate::{address, agencies, byline, outlets, page, published};
use record::{Agency, AgencyBasis, Candidate, DateBasis, Record, Report, Text, Warning};

/// Reads a plain text file into `report`: text, segments and metadata.
pub fn read_plain(text: String, report: &mut Report) {
    report.text = Text::new(text);
    let mut candidates = lay_out(report, None);
    let headline = report.headline.take();
    (report.headline, _) = told_title(headline.as_deref(), None, report);
    candidates.extend(address_date(report));
    published::settle(report, candidates);
    finish(report, None, None);
}

/// Reads a record into `report`. Its text field is kept byte for byte; its title is not part of it.
pub fn read_record(record: Record, report: &mut Report) {
    let Record {
        id,
        url,
        headline,
        text,
        html,
        published,
        modified,
        captured,
        outlet,
        authors,
        language,
        partial,
    } = record;
    report.modified = modified
        .as_deref()
        .and_then(published::parse)
        .map(|(value, _)| value);
    report.captured = captured
        .and_then(|c| published::parse(&c))
        .map(|(value, _)| value);
    if let Some(id) = id {
        report.id = id;
    }
    let blank = text.as_deref().is_none_or(|t| t.trim().is_empty());
    let mut candidates = match (blank, html) {
        (true, Some(html)) => {
            report.url = url;
            page::lay_out(&html, report)
        }
        _ => {
            report.text = Text::new(text.unwrap_or_default());
            report.url = url;
            let mut candidates = lay_out(report, headline.as_deref());
            candidates.extend(address_date(report));
            candidates
        }
    };
    let (title, tail) = told_title(headline.as_deref(), outlet.as_deref(), report);
    report.headline = title.or_else(|| report.headline.take());
    report.outlet = report.outlet.take().or(tail);
    credit_authors(&authors, report);
    let field = |words: &Option<String>| {
        let words = words.as_deref();
        words.and_then(|w| published::candidate(w, DateBasis::Field, None))
    };
    // What the record says of itself goes before what its text or page says, but for the date of a change.
    candidates.splice(0..0, field(&published));
    candidates.extend(field(&modified).map(Candidate::of_change));
    published::settle(report, candidates);
    if partial {
        let message = "The input holds a part of this report only: a teaser, or a text cut short.";
        report.warnings.push(Warning::new("stub", message));
    }
    finish(
        report,
        outlet.as_deref(),
        language.as_deref().and_then(language::of_field),
    );
}

/// The date in the report's address. A web archive's own stamp is that of a capture.
fn address_date(report: &Report) -> Option<record::Candidate> {
    published::in_url(&address::unwrapped(report.url.as_deref()?))
}

/// Segments and metadata of `report.text`; the dates found above it are returned for settling.
fn lay_out(report: &mut Report, title: Option<&str>) -> Vec<record::Candidate> {
    let parts = parts::lay_out(&report.text, title);
    report.headline = parts.headline.map(|s| one_spaced(report.text.at(s)));
    report.segments = parts.segments;
    report.bylines = parts.bylines;
    report.agencies = parts.agencies;
    report.dateline = parts.dateline;
    report.url = report.url.take().or(parts.url);
    report.outlet = parts.outlet;
    parts.candidates
}

/// A title without the outlet's name at its end, on one line, and the outlet so named.
fn told_title(
    title: Option<&str>,
    outlet: Option<&str>,
    report: &Report,
) -> (Option<String>, Option<String>) {
    let Some(title) = title.map(one_spaced).filter(|t| !t.is_empty()) else {
        return (None, None);
    };
    let outlet = outlet.or(report.outlet.as_deref());
    let (cut, outlet) = outlet::cut_title(&title, outlet, report.url.as_deref());
    (Some(cut.to_owned()), outlet)
}

fn one_spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Author fields told into people and agencies. The fields come first: a byline in the text repeats them.
fn credit_authors(authors: &[String], report: &mut Report) {
    let mut people = Vec::new();
    for field in authors {
        let credits = byline::of_field(field);
        people.extend(credits.people);
        for name in credits.agencies {
            if !report
                .agencies
                .iter()
                .any(|a| a.name == name && a.basis == AgencyBasis::Byline)
            {
                report.agencies.push(Agency {
                    name,
                    basis: AgencyBasis::Byline,
                    span: None,
                });
            }
        }
        let known = credits.bodies.iter().find_map(|b| outlets::spelled(b));
        report.outlet = report.outlet.take().or(known);
    }
    people.append(&mut report.bylines);
    for person in people {
        if !report
            .bylines
            .iter()
            .any(|p: &String| p.eq_ignore_ascii_case(&person))
        {
            report.bylines.push(person);
        }
    }
}

/// Outlet, address, language and the warnings that any text may deserve. `outlet` is the field of a record that names
/// it, and `given` the language of one.
pub(crate) fn finish(report: &mut Report, outlet: Option<&str>, given: Option<String>) {
    outlets::settle(report, outlet);
    agencies::unite(&mut report.agencies);
    agencies::drop_sources_of_items(report);
    let detected = language::detect(report);
    // A field is trusted where there is too little text to be sure.
    let short = report.running().map(|s| s.span.len()).sum::<usize>() < 200;
    report.language = if short {
        given.or(detected)
    } else {
        detected.or(given)
    };
    if report.text.trim().is_empty() {
        report.warnings.push(Warning::new("empty", "There is no text."));
    }
    report.warnings.extend(mojibake::find(&report.text));
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Body, Precision, Source};

    fn plain(text: &str) -> Report {
        crate::read(Source::new(
            text.as_bytes(),
            "a.txt",
            None,
            Body::Plain(text.to_owned()),
        ))
    }

    fn of_record(record: Record) -> Report {
        crate::read(Source::new(
            b"r",
            "a.jsonl",
            Some(1),
            Body::Record(Box::new(record)),
        ))
    }

    #[test]
    fn a_wrong_page_date_gives_way_to_the_texts() {
        let report = plain(
            "January 19, 2017\n\nNo deal on the ferry\n\nMayor Jane Doe, left, listens to John Roe in Port Ellery, Sept. 5, 2016.\n\n\
             The two met on Monday but no deal was reached, the mayor said.\n\nThey will meet again.",
        );
        let published = report.published.unwrap();
        assert_eq!(
            (published.value.as_str(), published.basis),
            ("2016-09-05", DateBasis::Text)
        );
        assert!(report.warnings.iter().any(|w| w.code == "date-conflict"));
        assert!(
            published
                .candidates
                .iter()
                .all(|c| (c.value == "2016-09-05") == c.rejected.is_none())
        );
    }

    #[test]
    fn an_old_file_photo_moves_no_date() {
        let report = plain(
            "January 19, 2017\n\nNo deal on the ferry\n\nFILE - Boats lie in Port Ellery, Sept. 5, 2016.\n\n\
             The two met on Monday but no deal was reached, the mayor said.\n\nThey will meet again.",
        );
        assert_eq!(report.published.unwrap().value, "2017-01-19");
        assert!(report.warnings.is_empty());
    }

    #[test]
    fn a_copyright_year_dates_nothing() {
        let report = plain(
            "The ferry sank.\n\nNobody died, the owner said.\n\nCopyright © 2021 The Port Ellery Herald, LLC.",
        );
        assert_eq!(report.published, None);
        assert_eq!(report.outlet.as_deref(), Some("The Port Ellery Herald"));
    }

    #[test]
    fn a_dateline_without_a_year_takes_it_from_the_text() {
        let report = plain(
            "Ferry talks fail\n\nMayor Jane Doe speaks in Port Ellery, September 4, 2016.\n\nELLERY, Sept 5 — The talks failed today.",
        );
        let published = report.published.unwrap();
        assert_eq!(
            (published.value.as_str(), published.basis),
            ("2016-09-05", DateBasis::Dateline)
        );
        assert_eq!(report.dateline.unwrap().date.as_deref(), Some("2016-09-05"));
    }

    #[test]
    fn a_records_fields_are_told() {
        let report = of_record(Record {
            headline: Some("Ferry sinks - BBC News".into()),
            text: Some("  The ferry sank on Monday.\n\nNobody died, the owner said. ".into()),
            published: Some("2016-09-05 15:45:56".into()),
            authors: vec!["Jane Doe, Associated Press".into()],
            ..Record::default()
        });
        assert_eq!(report.headline.as_deref(), Some("Ferry sinks"));
        assert_eq!(report.outlet.as_deref(), Some("BBC News"));
        assert_eq!(report.bylines, ["Jane Doe"]);
        assert_eq!(report.agencies[0].name, "Associated Press");
        let published = report.published.unwrap();
        assert_eq!(
            (published.value.as_str(), published.precision),
            ("2016-09-05T15:45:56", Precision::Second)
        );
        assert!(report.text.starts_with("  The"));
        assert_eq!(report.language.as_deref(), Some("en"));
    }

    #[test]
    fn the_sources_of_a_digests_items_are_not_its_own() {
        let digest = "FERRY The talks failed on Monday, the owner said. [Reuters]\n\nPORT The light was out all night, they said. [AFP]\n\nThat was the week in Port Ellery.";
        assert!(plain(digest).agencies.is_empty());
        let report =
            plain("The talks failed on Monday, the owner said. (AP)\n\nThat was all in Port Ellery.");
        assert_eq!(report.agencies.len(), 1);
    }

    #[test]
    fn an_empty_text_is_warned() {
        assert!(plain(" \n ").warnings.iter().any(|w| w.code == "empty"));
    }
}
