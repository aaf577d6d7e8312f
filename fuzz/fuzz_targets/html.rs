//! Any page is read without a panic, and every segment's bytes in the page are named on character boundaries.
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
        for range in &segment.source {
            assert!(page.get(range.range()).is_some(), "a range is not of the page");
        }
    }
});
