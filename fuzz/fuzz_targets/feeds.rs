//! Any bytes within a feed are opened without a panic: each item is a source or a problem, and each source is read.
#![no_main]

mod laws;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut sources = Vec::new();
    let each = &mut |opened: Result<record::Source, ingest::Problem>| match opened {
        Ok(source) if sources.len() < 4 => sources.push(source),
        Ok(_) => {}
        Err(problem) => assert!(!problem.reason.is_empty() && problem.file == "fuzz.xml"),
    };
    let feed = match bytes {
        [b'<' | b'{', ..] => bytes.to_vec(),
        _ => [b"<rss><channel><item>".as_slice(), bytes].concat(),
    };
    ingest::open_bytes("fuzz.xml", feed, &ingest::Config::default(), each);
    for source in sources {
        laws::hold(&read::read(source));
    }
});
