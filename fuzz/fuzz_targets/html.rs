//! Any page is read without a panic, and every segment's bytes in the page say its text.
#![no_main]

mod laws;

use libfuzzer_sys::fuzz_target;
use record::{Body, Source};

fuzz_target!(|page: String| {
    let source = Source::new(page.as_bytes(), "fuzz.html", None, Body::Html(page.as_str().into()));
    let report = read::read(source);
    laws::hold(&report);
    for segment in &report.segments {
        assert!(!segment.source.is_empty(), "a segment comes from nowhere");
        let mut said = String::new();
        let mut end = 0;
        for range in &segment.source {
            assert!(range.start() >= end, "ranges overlap or run backwards");
            end = range.end();
            let raw = page.get(range.range()).expect("a range is of the page, on character boundaries");
            // White space within a range is folded, and references are decoded, by a tokenizer that sees this range alone.
            for token in html5gum::Tokenizer::new(raw).flatten() {
                match token {
                    html5gum::Token::String(part) => said.push_str(&String::from_utf8_lossy(&part.value)),
                    html5gum::Token::Error(_) => {}
                    _ => panic!("a tag stands within a range"),
                }
            }
        }
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(bare(&said), bare(report.text.at(segment.span)), "the bytes say something else");
    }
});
