//! What a record brings: a page, a text, or nothing that is read.

use super::coding::Fault;
use super::fields::{self, Fields};
use super::http::Response;
use crate::{Config, charset, sniff};
use record::Record;
use std::borrow::Cow;

/// A record that may bring a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An HTTP response with a page.
    Response,
    /// A page as such, without HTTP.
    Page,
    /// A page's text, which another program took out (WET).
    Text,
}

/// What came of a record.
pub(super) enum Found<'a> {
    /// A report, and the bytes it was made of.
    Report(Cow<'a, [u8]>, Box<Record>),
    /// Nothing that is read; what it is called.
    Other(&'static str),
}

const CONTENT: &str = "responses that are no page";

impl Kind {
    /// What the record with this header is, as far as can be told from the `first` bytes of its block; else what it is
    /// called among those that are passed over.
    pub(super) fn of(head: &Fields, first: &[u8]) -> Result<Self, &'static str> {
        let media = head.get("content-type").map(fields::media);
        let is_page = media.as_ref().is_some_and(|(kind, _)| fields::is_page(kind));
        let kind = head.get("warc-type").unwrap_or("").to_ascii_lowercase();
        match kind.as_str() {
            "response" => match Response::parse(first) {
                Some(response) if !response.is_whole() => Err("responses without success"),
                Some(response) if may_be_page(&response.fields, head) => Ok(Self::Response),
                None if is_page => Ok(Self::Page),
                _ => Err(CONTENT),
            },
            "resource" if is_page => Ok(Self::Page),
            "resource" => Err("resources that are no page"),
            "conversion" if media.is_some_and(|(kind, _)| kind == "text/plain") => Ok(Self::Text),
            "conversion" => Err("conversions that are no text"),
            // The same bytes as an earlier capture: reading them again would make one report two.
            "revisit" => Err("revisits"),
            "request" => Err("requests"),
            "metadata" => Err("metadata records"),
            "warcinfo" => Err("warcinfo records"),
            "continuation" => Err("continuations"),
            _ => Err("records of other types"),
        }
    }

    /// Opens the record's `block`.
    pub(super) fn open<'a>(
        self,
        head: &Fields,
        block: &'a [u8],
        config: &Config,
    ) -> Result<Found<'a>, String> {
        let limit = config.report_limit;
        if head.get("warc-segment-number").is_some() {
            return Err("is a part of a record that was split over several, which is not read".to_owned());
        }
        let mut record = Record {
            url: head
                .get("warc-target-uri")
                .map(address)
                .filter(|url| !url.is_empty()),
            captured: head.get("warc-date").map(str::to_owned),
            ..Record::default()
        };
        let media = head.get("content-type").map(fields::media);
        let label = media.as_ref().and_then(|(_, charset)| *charset);
        match self {
            Self::Text => {
                if block.trim_ascii().is_empty() {
                    return Ok(Found::Other("conversions without text"));
                }
                record.text = Some(charset::decode(block.to_vec()));
                Ok(Found::Report(Cow::Borrowed(block), Box::new(record)))
            }
            Self::Page => Ok(page(Cow::Borrowed(block), label, true, record, config)),
            Self::Response => {
                let Some(response) = Response::parse(block) else {
                    return Ok(Found::Other(CONTENT));
                };
                let bytes = match response.payload(limit) {
                    Ok(bytes) => bytes,
                    // The archive says that it holds no more than a part.
                    Err(Fault::Broken(found)) if head.get("warc-truncated").is_some() => Cow::Owned(found),
                    Err(fault) => return Err(why(&fault, limit)),
                };
                let media = response.fields.get("content-type").map(fields::media);
                let label = media.as_ref().and_then(|(_, charset)| *charset);
                let is_said = media.as_ref().is_some_and(|(kind, _)| fields::is_page(kind));
                Ok(page(bytes, label, is_said, record, config))
            }
        }
    }
}

/// Whether a response's fields, or the archive's own finding, let its content be a page.
fn may_be_page(response: &Fields, head: &Fields) -> bool {
    let found = head.get("warc-identified-payload-type").map(fields::media);
    match (response.get("content-type").map(fields::media), found) {
        (Some((said, _)), _) if fields::is_page(&said) => true,
        // Some servers don't know what they send.
        (Some((said, _)), found) => {
            let nothing = [
                "",
                "application/octet-stream",
                "unknown/unknown",
                "application/unknown",
            ];
            nothing.contains(&said.as_str()) && found.is_some_and(|(kind, _)| fields::is_page(&kind))
        }
        (None, found) => found.is_none_or(|(kind, _)| fields::is_page(&kind)),
    }
}

/// The page that `bytes` are, unless they are something else whatever was said of them.
fn page<'a>(
    bytes: Cow<'a, [u8]>,
    charset: Option<&str>,
    is_said: bool,
    mut record: Record,
    config: &Config,
) -> Found<'a> {
    let is_page = match sniff::format(bytes.get(..1 << 16).unwrap_or(&bytes), "", config) {
        Ok(sniff::Format::Page) => true,
        // A page may begin with text; but only where a page is announced.
        Ok(sniff::Format::Text) => is_said,
        _ => false,
    };
    if !is_page {
        return Found::Other(CONTENT);
    }
    record.html = Some(charset::page(&bytes, charset));
    Found::Report(bytes, Box::new(record))
}

/// An address without the brackets that some writers put around it.
fn address(written: &str) -> String {
    let bare = written.trim();
    let bare = bare
        .strip_prefix('<')
        .and_then(|b| b.strip_suffix('>'))
        .unwrap_or(bare);
    bare.trim().to_owned()
}

fn why(fault: &Fault, limit: u64) -> String {
    match fault {
        Fault::Large => format!(
            "this page unpacks to more than {} MB, more than one report can be",
            limit >> 20
        ),
        Fault::Broken(_) => "this page's compressed content is cut or broken".to_owned(),
        Fault::Unknown(coding) => format!("this page is packed with {coding:.20}, which is not read"),
    }
}
