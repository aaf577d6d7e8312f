//! Any bytes are opened as a file without a panic: each line is a source or a problem that names it, and each source is
//! read.
#![no_main]

mod laws;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut sources = Vec::new();
    let each = &mut |opened: Result<record::Source, ingest::Problem>| match opened {
        Ok(source) => sources.push(source),
        Err(problem) => assert!(!problem.reason.is_empty() && problem.file == "fuzz.jsonl"),
    };
    ingest::open_bytes("fuzz.jsonl", bytes.to_vec(), &ingest::Config::default(), each);
    for source in sources {
        laws::hold(&read::read(source));
    }
});
