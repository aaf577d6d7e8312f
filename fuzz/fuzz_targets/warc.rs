//! Any bytes are read as a web archive without a panic and in little memory: each record is a source or a problem that
//! names the file, records are numbered upwards, and every page's map leads into its payload.
#![no_main]

use libfuzzer_sys::fuzz_target;
use record::Body;

fuzz_target!(|bytes: &[u8]| {
    // Limits that small inputs can reach.
    let config = ingest::Config {
        report_limit: 4 << 10,
        unpacked_ratio: 20,
        unpacked_floor: 16 << 10,
        ..ingest::Config::default()
    };
    let mut last = 0;
    let mut sources = 0;
    // Most bytes would be no archive at all; so some are given the beginning of one.
    let bytes = match bytes.split_first() {
        Some((b'=', rest)) => [b"WARC/1.0\r\n", rest].concat(),
        _ => bytes.to_vec(),
    };
    let is_archive = bytes.starts_with(b"WARC/1.0");
    let each = &mut |opened: Result<record::Source, ingest::Problem>| match opened {
        Ok(source) => {
            sources += 1;
            let Body::Record(record) = source.body() else { return };
            let line = source.line().unwrap_or(0);
            assert!(line > last || !is_archive, "records are out of order");
            last = line;
            if let Some(page) = &record.html {
                let mut end = 0;
                for (at, c) in page.char_indices() {
                    let span = page.source(at..at + c.len_utf8());
                    assert!(span.start() >= end || span.is_empty() || span.end() >= end, "the map runs backwards");
                    end = span.end();
                }
                assert!(end <= 4 << 10, "the map leads out of the payload");
            }
        }
        Err(problem) => assert!(!problem.reason.is_empty() && problem.file == "fuzz.warc"),
    };
    ingest::open_bytes("fuzz.warc", bytes.clone(), &config, each);
    assert!(sources <= bytes.len(), "more pages than bytes");
});
