//! What was opened, untouched.

use crate::Page;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// The SHA-256 of a source's bytes, in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct SourceId(String);

impl SourceId {
    /// The id of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect())
    }

    /// The first twelve digits, used as a report's id where the input gives none.
    #[must_use]
    pub fn short(&self) -> &str {
        &self.0[..12]
    }

    /// All 64 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One report as it was found: a file, or one record of a file. It never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    id: SourceId,
    bytes: Vec<u8>,
    file: String,
    line: Option<u64>,
    body: Body,
}

impl Source {
    /// A source of `bytes`, found in `file` (at `line`, from 1, where the file holds several records).
    ///
    /// `bytes` are what the id is made of: the file's own, or the record's as it stands in the file.
    #[must_use]
    pub fn new(bytes: &[u8], file: impl Into<String>, line: Option<u64>, body: Body) -> Self {
        Self {
            id: SourceId::of(bytes),
            bytes: bytes.to_vec(),
            file: file.into(),
            line,
            body,
        }
    }

    /// The hash of its bytes.
    #[must_use]
    pub fn id(&self) -> &SourceId {
        &self.id
    }

    /// The bytes that the id is made of, untouched.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The path as the user gave or the walk found it; `-` is standard input.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line or record number, from 1.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// What it holds.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// Hands the body over, so that a long text is not held twice.
    #[must_use]
    pub fn into_body(self) -> Body {
        self.body
    }
}

/// The content of a source, decoded to UTF-8.
///
/// Its JSON form is what an archive keeps beside the bytes: a row of a table or an item of a feed can't be opened again
/// without what stood around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Body {
    /// A plain text or Markdown file.
    Plain(String),
    /// An HTML page; offsets of a source map count the page's own bytes, before they were decoded.
    Html(Page),
    /// A record with named fields.
    Record(Box<Record>),
}

/// A record's fields, in our names whatever the input called them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// The id given in the input.
    pub id: Option<String>,
    /// Address of the report.
    pub url: Option<String>,
    /// Title.
    pub headline: Option<String>,
    /// Running text, kept byte for byte.
    pub text: Option<String>,
    /// The page, where the record has one and no text. Offsets of a source map count the bytes of the field's value, or
    /// for an archived response those of its payload.
    pub html: Option<Page>,
    /// Publication date as written.
    pub published: Option<String>,
    /// Date of the last change as written.
    pub modified: Option<String>,
    /// When the archive or crawl fetched it, as written.
    pub captured: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Author fields as written, not yet told apart into people and agencies.
    pub authors: Vec<String>,
    /// Language code as written.
    pub language: Option<String>,
    /// The text is known to be a part of the report only: a feed's teaser, or a text that an API has cut.
    pub partial: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_the_hash_of_the_bytes() {
        let a = Source::new(b"abc", "a.txt", None, Body::Plain("abc".into()));
        let b = Source::new(b"abc", "b.txt", None, Body::Plain("abc".into()));
        assert_eq!(a.id(), b.id());
        assert_eq!(a.id().short(), "ba7816bf8f01");
    }
}
