//! The reports as BibTeX, with the date fields of biblatex beside the classic ones.
//!
//! Words stay UTF-8, which biber and every newer reader take. The characters that TeX acts on are written as commands that
//! keep braces in balance; what acts on a screen is shown as U+FFFD; words stand on one line.

use super::address;
use super::references::{self, Kind, Reference};
use crate::guard;
use crate::outline::Outline;
use record::Briefing;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// One entry a report, in the order of the briefing.
#[must_use]
pub fn render(briefing: &Briefing) -> String {
    let entries: Vec<String> = references::of(briefing).iter().map(entry).collect();
    entries.join("\n")
}

fn entry(reference: &Reference<'_>) -> String {
    let report = reference.report;
    let kind = if reference.kind == Kind::Web || report.outlet.is_none() {
        "misc"
    } else {
        "article"
    };
    let mut fields: Vec<(&str, String)> = Vec::new();
    let authors: Vec<String> = report.bylines.iter().map(|name| author(name)).collect();
    if !authors.is_empty() {
        fields.push(("author", braced(&authors.join(" and "))));
    }
    if let Some(headline) = &report.headline {
        // A second pair of braces keeps the headline's capitals.
        fields.push(("title", braced(&braced(&tex(headline)))));
    }
    if report.outlet.is_some() {
        let field = if kind == "article" {
            "journal"
        } else {
            "howpublished"
        };
        fields.push((field, braced(&braced(&tex(&Outline::name(report))))));
    }
    if let Some(parts) = references::date(report) {
        let iso: Vec<String> = parts.iter().map(|n| format!("{n:02}")).collect();
        fields.push(("date", braced(&iso.join("-"))));
        fields.push(("year", braced(&iso[0])));
        let month = parts
            .get(1)
            .and_then(|m| MONTHS.get(usize::try_from(m - 1).ok()?));
        fields.extend(month.map(|m| ("month", (*m).to_owned())));
    }
    if let Some(url) = address(report) {
        // biblatex takes this field as it stands; braces and backslashes are percent-encoded in it.
        fields.push(("url", braced(&url)));
        if let Some(day) = report.captured.as_deref().and_then(|c| references::parts(c, 3)) {
            let iso: Vec<String> = day.iter().map(|n| format!("{n:02}")).collect();
            fields.push(("urldate", braced(&iso.join("-"))));
        }
    }
    fields.extend(references::credits(report).map(|c| ("note", braced(&tex(&c)))));
    let body: Vec<String> = fields.iter().map(|(k, v)| format!("  {k} = {v}")).collect();
    let comma = if body.is_empty() { "" } else { ",\n" };
    format!("@{kind}{{{}{comma}{}\n}}\n", reference.key, body.join(",\n"))
}

fn braced(text: &str) -> String {
    format!("{{{text}}}")
}

/// A name that BibTeX would take apart wrongly, at its "and" or comma, is one piece.
fn author(name: &str) -> String {
    let told = tex(name);
    let lower = told.to_lowercase();
    let parts = lower.split_whitespace().any(|w| w == "and" || w == "others") || told.contains([',', '{']);
    if parts { braced(&told) } else { told }
}

/// The words on one line, inert for a screen and for TeX.
fn tex(text: &str) -> String {
    let mut out = String::new();
    for c in guard::terminal(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '%' | '&' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::hostile;

    #[test]
    fn braces_are_in_balance_whatever_stands_in_the_words() {
        let bib = render(&hostile::briefing());
        let (mut depth, mut entries) = (0_i32, 0);
        for c in bib.chars() {
            match c {
                '@' if depth == 0 => entries += 1,
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            assert!(depth >= 0);
        }
        assert_eq!((depth, entries), (0, 2));
        assert!(!bib.contains(['\0', '\r', '\u{202E}']));
    }

    #[test]
    fn a_firm_in_a_byline_is_one_name() {
        assert_eq!(author("Ada Marsh and Sons"), "{Ada Marsh and Sons}");
        assert_eq!(author("Marsh, Ada"), "{Marsh, Ada}");
        assert_eq!(author("Alessandro Brand"), "Alessandro Brand");
    }

    #[test]
    fn a_report_of_which_nothing_is_known_is_an_entry() {
        let briefing = Briefing {
            reports: vec![hostile::report("7f")],
            ..Briefing::default()
        };
        assert_eq!(render(&briefing), "@misc{7f\n}\n");
        assert_eq!(render(&Briefing::default()), "");
    }
}
