//! Laws of the language layer over generated text: whatever is read, spans stand in the text, on character boundaries, in
//! order, and say something.

use proptest::prelude::*;
use record::{Body, Record, Report, Source, Span};

/// Bits of text that the grammars look for, and bits that break them.
const BITS: &[&str] = &[
    "The ferry of Port Ellery sank on Monday. ",
    "Police said that at least 12 people were killed and 3 wounded. ",
    "“We heard it,” said Jane Doe, 44, a nurse. ",
    "\"It is over,\" she said. ",
    "'No,' he told the Port Ellery Herald. ",
    "“He said ‘go’ and",
    "According to the U.S. Coast Guard, no one was hurt. ",
    "JANE DOE: WE LEFT AT 9 A.M. FRIDAY.\n\n",
    "Q: Why?\nA: It may return on Tuesday.\n",
    "in the third quarter, from $3 million a year earlier, ",
    "between 14 and 18 ",
    "the past two years ",
    "Dr. J. R. Roe Jr. ",
    "1,000,000,000,000,000,000,000 ",
    "99999999999 years ago ",
    "31 February 2016 ",
    "9999-12-31 ",
    "tomorrow ",
    "last century ",
    "a couple of decades later ",
    "dozens of hundreds of thousands of ",
    "twenty-",
    "half ",
    "... ",
    "?!",
    "[1]",
    "(",
    ")",
    "—",
    " – ",
    "\n\n",
    "\t",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{ad}",
    "e\u{301}",
    "İ",
    "ß",
    "ﬁre",
    "👩‍👩‍👧 12 👍🏽 ",
    "漢字。",
    "١٢ ",
    "\u{202e}diw\u{202c}",
    "سقطت ",
    "Пожар ",
    "K\u{327}iev ",
    "l2 peopIe kiIled ",
    "\u{0}",
    "\u{85}",
    "\u{2028}",
];

fn text() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        8 => prop::sample::select(BITS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-zA-Z0-9 .,'\"“”’$%:;/-]{1,12}",
    ];
    prop::collection::vec(bit, 0..40).prop_map(|bits| bits.concat())
}

fn read(text: &str, published: Option<&str>) -> Report {
    let record = Record {
        text: Some(text.to_owned()),
        published: published.map(str::to_owned),
        // The laws are those of the layer, whatever the language.
        language: Some("en".to_owned()),
        ..Record::default()
    };
    let mut report = crate::read(Source::new(b"a", "a", None, Body::Record(Box::new(record))));
    report.language = None;
    crate::understand(&mut report);
    report
}

/// Every span stands on character boundaries and holds more than white space.
fn hold(report: &Report) -> Result<(), TestCaseError> {
    let stands = |span: Span| {
        let words = report.text.get(span.range());
        prop_assert!(words.is_some_and(|w| !w.trim().is_empty()), "{span:?}: {words:?}");
        Ok(())
    };
    let mut end = 0;
    for s in &report.sentences {
        stands(s.span)?;
        prop_assert!(s.span.start() >= end, "sentences overlap");
        end = s.span.end();
    }
    let ordered = |spans: &[Span], what: &str| {
        prop_assert!(spans.is_sorted(), "{what} are out of order: {spans:?}");
        Ok(())
    };
    for name in &report.names {
        stands(name.span)?;
    }
    ordered(&report.names.iter().map(|n| n.span).collect::<Vec<_>>(), "names")?;
    for time in &report.times {
        stands(time.span)?;
        prop_assert!(time.from.is_some() == time.until.is_some());
        // ISO days of four-digit years are in order as strings are.
        prop_assert!(time.from.is_none() || time.from < time.until, "{time:?}");
    }
    ordered(&report.times.iter().map(|t| t.span).collect::<Vec<_>>(), "times")?;
    for quote in &report.quotes {
        prop_assert!(!quote.content.is_empty());
        for span in [&quote.content, &quote.cue, &quote.source].into_iter().flatten() {
            stands(*span)?;
        }
        prop_assert!((0.0..=1.0).contains(&quote.confidence));
    }
    for quantity in &report.quantities {
        stands(quantity.span)?;
        if let (Some(min), Some(max)) = (quantity.min, quantity.max) {
            prop_assert!(min <= max, "{quantity:?}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_read_stands_in_the_text(text in text()) {
        for published in [None, Some("2016-09-06"), Some("0001-01-01"), Some("9999-12-31")] {
            hold(&read(&text, published))?;
        }
    }

    #[test]
    fn reading_twice_gives_the_same(text in text()) {
        prop_assert_eq!(read(&text, None), read(&text, None));
    }
}

#[test]
fn a_megabyte_without_a_stop_is_read_in_linear_time() {
    // Quadratic time would take minutes here, even on a slow machine.
    for bit in [
        "word ",
        "\"",
        "“",
        "' ",
        "1 ",
        "12, ",
        "A ",
        "Jane Doe ",
        "Monday ",
        "May 5, ",
        "said ",
        "hundreds of ",
        "killed ",
        "a man was shot and ",
        "five people, including four children, ",
        "a year ago $ quarter ",
        "\u{200b}",
    ] {
        let text = bit.repeat(200_000 / bit.len());
        let report = read(&text, Some("2016-09-06"));
        assert!(hold(&report).is_ok(), "{bit:?}");
    }
}
