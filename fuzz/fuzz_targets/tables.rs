//! Any bytes are opened as a table, in text or as Parquet, without a panic: each row is a source or a problem, and the first
//! sources are read.
#![no_main]

mod laws;

use libfuzzer_sys::fuzz_target;
use std::sync::Once;

static QUIET: Once = Once::new();

fuzz_target!(|bytes: &[u8]| {
    // The Parquet crate panics on some damage, which is caught and told. The fuzzer's hook would end the run there; a panic
    // that is not caught still does.
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    let mut sources = Vec::new();
    let each = &mut |opened: Result<record::Source, ingest::Problem>| match opened {
        Ok(source) if sources.len() < 4 => sources.push(source),
        Ok(_) => {}
        Err(problem) => assert!(!problem.reason.is_empty() && problem.file == "fuzz.csv"),
    };
    ingest::open_bytes("fuzz.csv", bytes.to_vec(), &ingest::Config::default(), each);
    for source in sources {
        laws::hold(&read::read(source));
    }
});
