//! Forms that other tools read: citations, claims, lineage, sheets and references.
//!
//! | form | standard |
//! |---|---|
//! | [`annotations`] | W3C Web Annotation Data Model (JSON-LD) |
//! | [`claims`] | schema.org `Claim`, `Quotation`, `NewsArticle` (JSON-LD) |
//! | [`lineage`] | W3C PROV, as PROV-JSON |
//! | [`sheets`] | CSV as RFC 4180 has it, with line feeds |
//! | [`bibtex`], [`csl`] | BibTeX and CSL-JSON |
//!
//! All of them are functions of the briefing alone, and the order of fields is that of the types: the same briefing gives
//! the same bytes. JSON holds words as the reports have them, hostile characters escaped as JSON asks.

pub mod annotations;
pub mod bibtex;
pub mod claims;
pub mod csl;
pub mod lineage;
mod references;
pub mod sheets;

use record::Report;
use serde::Serialize;

/// A name for what has no address: `urn:x-twosource:` and the parts, each escaped for a URI (RFC 3986).
pub(crate) fn urn(parts: &[&str]) -> String {
    let parts: Vec<String> = parts.iter().map(|p| escaped(p)).collect();
    format!("urn:x-twosource:{}", parts.join(":"))
}

/// `text` with all but the unreserved characters of RFC 3986 as percent-encoded bytes.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// The web address of a report as a URI; `None` where it has none. What may not stand in a URI is percent-encoded.
pub(crate) fn address(report: &Report) -> Option<String> {
    let url = report.url.as_deref()?.trim();
    let scheme = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    if !(scheme.starts_with("http://") || scheme.starts_with("https://")) {
        return None;
    }
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}') {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    Some(out)
}

/// What a report is called in JSON-LD: its address, else a name made of its id.
pub(crate) fn iri(report: &Report) -> String {
    address(report).unwrap_or_else(|| urn(&["report", &report.id]))
}

/// A value as indented JSON with a line feed at its end.
pub(crate) fn json(value: &impl Serialize) -> String {
    // Our types hold nothing that JSON can't: names of fields are strings, numbers are finite.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
pub(crate) mod hostile {
    //! The sample with words that break out of every form but the right one.

    use record::{Briefing, Citation, Report, Text};

    /// Opens formulas, fields, braces, lines and tags, and holds a NUL, a wide letter and an override.
    pub(crate) const WORDS: &str =
        "=cmd|' /C calc'!A0 \"},{\" {unbalanced \\ % $ # _ ~ ^ & <b>\u{0}\r\nnext, @misc{x, 𝔘é\u{202E}";

    pub(crate) fn briefing() -> Briefing {
        let mut briefing = crate::sample::sample();
        let old = briefing.reports[0].text.to_string();
        let before = WORDS.len() + 1;
        // The words stand before all that is cited, so that every offset moves by bytes and by fewer characters.
        briefing.reports[0].text = Text::new(format!("{WORDS} {old}"));
        let report = &mut briefing.reports[0];
        report.headline = Some(WORDS.into());
        report.outlet = Some(WORDS.into());
        report.url = Some(format!("https://port-ellery.example/{WORDS}"));
        report.bylines = vec![WORDS.into(), "Ada Marsh and Sons".into(), "Bo Hale".into()];
        let report = report.clone();
        let moved = |c: &mut Citation| {
            if c.report == report.id {
                let (start, end) = (c.span.start() + before, c.span.end() + before);
                *c = Citation::new(&report, record::Span::new(start, end).unwrap());
            }
        };
        let story = &mut briefing.stories[0];
        story.title = WORDS.into();
        story
            .brief
            .sentences
            .iter_mut()
            .flat_map(|s| &mut s.citations)
            .for_each(moved);
        story
            .quotes
            .iter_mut()
            .flat_map(|q| &mut q.variants)
            .flat_map(|v| &mut v.citations)
            .for_each(moved);
        story
            .quantities
            .iter_mut()
            .flat_map(|q| &mut q.values)
            .flat_map(|v| &mut v.citations)
            .for_each(moved);
        let whole = Citation::new(&report, record::Span::new(0, WORDS.len()).unwrap());
        story.quantities[0].values[0].text = WORDS.into();
        story.quantities[0].values[0].citations.push(whole.clone());
        story.quotes[0].speaker.as_mut().unwrap().name = WORDS.into();
        story.quotes[0].variants[0].citations.push(whole);
        briefing
    }

    pub(crate) fn report(id: &str) -> Report {
        Report {
            id: id.into(),
            ..Report::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_are_uris() {
        assert_eq!(urn(&["report", "a b:é"]), "urn:x-twosource:report:a%20b%3A%C3%A9");
        let report = hostile::briefing().reports.remove(0);
        let iri = iri(&report);
        assert!(
            iri.starts_with("https://port-ellery.example/=cmd%7C'%20/C"),
            "{iri}"
        );
        assert!(iri.bytes().all(|b| b.is_ascii_graphic()), "{iri}");
        // A near miss: an address that a browser would run is none.
        let mut report = hostile::report("a");
        report.url = Some("javascript:alert(1)".into());
        assert_eq!(super::iri(&report), "urn:x-twosource:report:a");
    }
}
