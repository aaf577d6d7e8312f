//! Any text is read without a panic, and is kept byte for byte.
#![no_main]

mod laws;

use libfuzzer_sys::fuzz_target;
use record::{Body, Source};

fuzz_target!(|text: String| {
    let source = Source::new(text.as_bytes(), "fuzz.txt", None, Body::Plain(text.clone()));
    let report = read::read(source);
    assert_eq!(*report.text, *text);
    laws::hold(&report);
});
