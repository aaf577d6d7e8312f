//! Reads one report by itself: its parts, sentences, dates, names, quotes, figures and times.
//!
//! Pure: the answer depends on the source alone. What is absent on purpose: opening files, threads, the clock, and any
//! knowledge of other reports.

pub mod address;
pub mod agencies;
mod byline;
mod endings;
mod lanes;
#[cfg(test)]
mod laws;
pub mod layout;
pub mod names;
mod numerals;
mod outlets;
pub mod page;
pub mod published;
pub mod quantities;
pub mod quotes;
pub mod sentences;
pub mod times;
mod tokens;

use record::{Body, Report, SCHEMA, Source, Warning};

/// Reads one source. It never fails: what could not be read is missing, and `warnings` say so.
#[must_use]
pub fn read(source: Source) -> Report {
    let mut report = Report {
        schema: SCHEMA,
        id: source.id().short().to_owned(),
        file: source.file().to_owned(),
        line: source.line(),
        source: source.id().to_string(),
        ..Report::default()
    };
    match source.into_body() {
        Body::Plain(text) => layout::read_plain(text, &mut report),
        Body::Html(html) => page::read_page(&html, &mut report),
        Body::Record(record) => layout::read_record(*record, &mut report),
    }
    report.ending = endings::find(&report);
    understand(&mut report);
    report
}

/// The language layer, over a report whose segments and metadata are known.
pub fn understand(report: &mut Report) {
    report.sentences = sentences::find(&report.text, &report.segments);
    let damaged = sentences::damaged(report);
    report.warnings.extend(damaged);
    // The rules below are those of English; on other words they would find names and figures that nobody wrote.
    if let Some(other) = report.language.as_deref().filter(|l| *l != "en") {
        let message =
            format!("The report is in another language than English ({other}); only its parts are told.");
        report.warnings.push(Warning::new("language", message));
        return;
    }
    report.times = times::find(report);
    report.names = names::find(report);
    report.quotes = quotes::find(report);
    report.quantities = quantities::find(report);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Report {
        read(Source::new(
            text.as_bytes(),
            "a.txt",
            None,
            Body::Plain(text.to_owned()),
        ))
    }

    #[test]
    fn nothing_is_made_of_another_language() {
        let report = plain(
            "Brand im Hafen von Elleritz\n\nBei einem Brand im Hafen sind am Montag 12 Menschen getötet worden, sagte die \
             Feuerwehr. „Wir haben drei Explosionen gehört“, sagte die Leiterin des Hafens. Die Stadt will das Lager neu bauen.",
        );
        assert_eq!(report.language.as_deref(), Some("de"));
        assert!(report.names.is_empty() && report.quotes.is_empty() && report.quantities.is_empty());
        assert!(report.warnings.iter().any(|w| w.code == "language"));
    }

    #[test]
    fn odd_characters_keep_spans_whole() {
        let report = plain(
            "Fire in Elleritz 🔥\n\nA fire 🔥🔥 in пожар Elleritz killed 12 people 😢, Ada Vane said on Monday. 漢字 The port of \
             the town was closed for the night.",
        );
        assert!(
            report
                .quantities
                .iter()
                .any(|q| q.measure == "killed" && q.min == Some(12.0))
        );
        assert!(report.names.iter().any(|n| report.text.at(n.span) == "Ada Vane"));
        // Near miss: what a zero-width space breaks is no word, and nothing is made of its halves.
        let report = plain(
            "Fire in the port\n\nA fire kil\u{200b}led 12 peo\u{200b}ple on the quay of the town, and the port was closed for \
             the night by the mayor.",
        );
        assert!(
            report
                .quantities
                .iter()
                .all(|q| q.measure != "killed" || q.min == Some(12.0))
        );
    }

    #[test]
    fn shouting_is_read_and_noise_is_not() {
        let report = plain(
            "FIRE IN THE PORT\n\nA FIRE KILLED 12 PEOPLE ON THE QUAY OF THE TOWN. FOUR PEOPLE WERE HURT, AND THE PORT WAS CLOSED.",
        );
        let told: Vec<_> = report
            .quantities
            .iter()
            .map(|q| (q.measure.as_str(), q.min))
            .collect();
        assert_eq!(told, [("killed", Some(12.0)), ("wounded", Some(4.0))]);
        assert!(report.names.is_empty(), "{:?}", report.names);
        // Near miss: letters that a scanner took for digits are no figures.
        let report = plain(
            "Fire in the port\n\nA f1re k1lled l2 pe0ple in the P0rt of the t0wn, and the mayor sa1d that it was clos3d for the \
             night.",
        );
        assert!(report.quantities.is_empty(), "{:?}", report.quantities);
    }

    #[test]
    fn foreign_names_do_not_make_a_report_foreign() {
        let report = plain(
            "Fire in Elleritz\n\nA fire in the harbour of Elleritz killed 12 people on Monday, Bürgermeisterin Jördis \
             Kühn-Größler said. “Wir sind erschüttert,” she added, and switched to English for the reporters.",
        );
        assert_eq!(report.language.as_deref(), Some("en"));
        assert!(!report.quantities.is_empty() && report.warnings.iter().all(|w| w.code != "language"));
    }
}
