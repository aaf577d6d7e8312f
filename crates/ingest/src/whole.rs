//! Files that are one report: plain text and pages.

use crate::{Config, Each, charset};
use record::{Body, Source};
use std::io::{BufRead, Read};

/// A plain text or Markdown file.
pub(crate) fn text(
    name: &str,
    input: &mut dyn BufRead,
    config: &Config,
    each: &mut Each<'_>,
) -> Result<(), String> {
    give(name, input, config, each, false)
}

/// An HTML page.
pub(crate) fn page(
    name: &str,
    input: &mut dyn BufRead,
    config: &Config,
    each: &mut Each<'_>,
) -> Result<(), String> {
    give(name, input, config, each, true)
}

fn give(
    name: &str,
    input: &mut dyn BufRead,
    config: &Config,
    each: &mut Each<'_>,
    is_page: bool,
) -> Result<(), String> {
    let (bytes, text) = decoded(input, config, is_page)?;
    let body = if is_page { Body::Html } else { Body::Plain };
    let source = match bytes {
        Some(bytes) => Source::new(&bytes, name, None, body(text)),
        None => Source::new(text.clone().as_bytes(), name, None, body(text)),
    };
    each(Ok(source));
    Ok(())
}

/// The whole input as bytes and as text; no separate bytes where the two are the same.
pub(crate) fn decoded(
    input: &mut dyn BufRead,
    config: &Config,
    is_page: bool,
) -> Result<(Option<Vec<u8>>, String), String> {
    let mut bytes = Vec::new();
    input
        .take(config.report_limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| crate::paths::why(&e))?;
    if bytes.len() as u64 > config.report_limit {
        return Err(format!(
            "is larger than {} MB, more than one report can be; give many reports as JSONL, one a line",
            config.report_limit >> 20
        ));
    }
    // The common case is plain UTF-8, which is checked in place and not copied.
    let marked = bytes.starts_with(b"\xef\xbb\xbf");
    if !marked && charset::wide(&bytes).is_none() {
        match String::from_utf8(bytes) {
            Ok(text) => return Ok((None, text)),
            Err(error) => bytes = error.into_bytes(),
        }
    }
    let text = charset::decode(bytes.clone(), is_page);
    Ok((Some(bytes), text))
}
