//! What must hold of every text, however strange.

use super::read_plain;
use proptest::prelude::*;
use record::Report;

/// Segments are sorted and trimmed, don't overlap, and cover all that is not white space.
fn holds(text: &str) -> Result<(), String> {
    let mut report = Report::default();
    read_plain(text.to_owned(), &mut report);
    if *report.text != *text {
        return Err("the text was changed".to_owned());
    }
    let mut end = 0;
    for segment in &report.segments {
        let words = report.text.at(segment.span);
        if words.is_empty() || words.trim() != words || segment.span.start() < end {
            return Err(format!(
                "a segment is empty, overlaps or is not trimmed: {words:?}"
            ));
        }
        let between = text.get(end..segment.span.start()).unwrap_or("-");
        if !between.trim().is_empty() {
            return Err(format!("{between:?} is in no segment"));
        }
        end = segment.span.end();
    }
    let rest = text.get(end..).unwrap_or("-");
    if rest.trim().is_empty() {
        Ok(())
    } else {
        Err(format!("{rest:?} is in no segment"))
    }
}

/// Lines as they stand in scrapes and papers.
fn line() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Port Ellery Herald",
        "Ferry sinks off the pier of Port Ellery",
        "Why did the ferry sink?",
        "By Jane Doe, Norland News Agency",
        "JANE DOE, Associated Press",
        "Tuesday, May 20, 2031",
        "- Port Ellery Herald - Monday, May 2, 2016",
        "PORT ELLERY, Norland (AP) — The ferry sank on Monday. — AFP",
        "(CNN) -- The ferry sank.",
        "Boats lie in Ellery, May 1, 2016. — Reuters picELLERY, May 2 — The talks failed. — AFP",
        "FILE - Boats lie in the harbour of Port Ellery, May 1, 2016. (AP Photo/Jane Doe)",
        "http://herald.example/a.html 2016-09-05 15:45:56 Ferry Talks Stall After they met, she left. === ELLERY — All left.",
        "“We saw it,” she said. (Norland Press Service)",
        "— XNS",
        "• Jane Doe, 40",
        "> a quoted block",
        "Information for this article was contributed by Jane Doe of Norland News Agency.",
        "© 2033 Port Ellery Herald. All rights reserved.",
        "Correction: The ferry had 40 berths.",
        "Read more",
        "130",
        "===",
        "",
    ])
    .prop_map(str::to_owned);
    let any = "[A-Za-z0-9 .,:;—–()/“”\"'=\u{a0}\u{200b}é©•>#-]{0,60}";
    prop_oneof![6 => known, 1 => any]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn segments_cover_any_report(
        lines in prop::collection::vec((line(), prop::sample::select(vec!["\n", "\n\n", "\r\n", " \n \n", " "])), 0..20)
    ) {
        let text: String = lines.iter().flat_map(|(line, end)| [line.as_str(), *end]).collect();
        prop_assert_eq!(holds(&text), Ok(()));
    }

    #[test]
    fn segments_cover_any_text(text in any::<String>()) {
        prop_assert_eq!(holds(&text), Ok(()));
    }
}
