//! The data sets, read from where they lie.

use flate2::read::GzDecoder;
use record::{Body, Record, Source};
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

/// The folder of data sets.
pub struct Data {
    root: PathBuf,
    quick: bool,
}

impl Data {
    /// `TWOSOURCE_DATA`, else `../shared/data` beside the checkout.
    pub fn new(quick: bool) -> Self {
        let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data");
        let root = std::env::var_os("TWOSOURCE_DATA").map_or_else(|| PathBuf::from(beside), PathBuf::from);
        Self { root, quick }
    }

    /// Whether a heavy task should take a part only.
    pub fn quick(&self) -> bool {
        self.quick
    }

    /// A text of the notes that lie beside the data; `None` where it is missing.
    pub fn note(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.root.parent()?.join("notes").join(name)).ok()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.join(format!("{name}.jsonl.gz"))
    }

    /// Whether the set of this name (`attributions/dev`) is there.
    pub fn has(&self, name: &str) -> bool {
        self.path(name).is_file()
    }

    /// Its rows; empty where it is missing.
    pub fn rows(&self, name: &str) -> Vec<Value> {
        let Ok(file) = File::open(self.path(name)) else {
            return Vec::new();
        };
        BufReader::new(GzDecoder::new(file))
            .lines()
            .map_while(Result::ok)
            .filter_map(|line| serde_json::from_str(&line).ok())
            .collect()
    }
}

/// The record of one row, as a reader would be given it.
pub fn source(row: &Value) -> Source {
    let field = |name: &str| row[name].as_str().map(str::to_owned);
    let record = Record {
        id: field("id"),
        headline: field("title").or_else(|| field("headline")),
        text: field("text"),
        published: field("published"),
        url: field("url"),
        ..Record::default()
    };
    let bytes = row["id"].as_str().unwrap_or("").as_bytes();
    Source::new(bytes, "data", None, Body::Record(Box::new(record)))
}

/// The byte offset of every character of `text`, and its length at the end: the sets count characters, we count bytes.
pub fn byte_offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(i, _)| i).chain([text.len()]).collect()
}
