//! Any text is read as an English report's by the layers of names, quotes, quantities and times, at any day, without a
//! panic, and the laws hold of what they find.
#![no_main]

mod laws;

use libfuzzer_sys::fuzz_target;
use record::{Body, Record, Source};

fuzz_target!(|input: (String, u32)| {
    let (text, day) = input;
    // Every day that the calendar knows, the first and last ones too.
    let (year, month, day) = (day % 10_000, day / 10_000 % 12 + 1, day / 120_000 % 28 + 1);
    let record = Record {
        text: Some(text),
        published: Some(format!("{year:04}-{month:02}-{day:02}")),
        ..Record::default()
    };
    let mut report = read::read(Source::new(b"fuzz", "fuzz.jsonl", Some(1), Body::Record(Box::new(record))));
    // What the layers do with the words of other languages must be safe as well.
    report.language = None;
    read::understand(&mut report);
    laws::hold(&report);
});
