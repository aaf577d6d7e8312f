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
    let (bytes, text) = decoded(input, config)?;
    let bytes = bytes.unwrap_or_else(|| text.clone().into_bytes());
    each(Ok(Source::new(&bytes, name, None, Body::Plain(text))));
    Ok(())
}

/// An HTML page.
pub(crate) fn page(
    name: &str,
    input: &mut dyn BufRead,
    config: &Config,
    each: &mut Each<'_>,
) -> Result<(), String> {
    let bytes = bytes(input, config)?;
    let page = charset::page(&bytes, None);
    each(Ok(Source::new(&bytes, name, None, Body::Html(page))));
    Ok(())
}

/// The whole input as bytes and as text; no separate bytes where the two are the same.
pub(crate) fn decoded(input: &mut dyn BufRead, config: &Config) -> Result<(Option<Vec<u8>>, String), String> {
    let mut bytes = bytes(input, config)?;
    // The common case is plain UTF-8, which is checked in place and not copied.
    let marked = bytes.starts_with(b"\xef\xbb\xbf");
    if !marked && charset::wide(&bytes).is_none() {
        match String::from_utf8(bytes) {
            Ok(text) => return Ok((None, text)),
            Err(error) => bytes = error.into_bytes(),
        }
    }
    let text = charset::decode(bytes.clone());
    Ok((Some(bytes), text))
}

fn bytes(input: &mut dyn BufRead, config: &Config) -> Result<Vec<u8>, String> {
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
    Ok(bytes)
}
