//! Opens inputs and yields sources; the only opener of inputs. Cleans nothing.
//!
//! One file a question: which files are meant (`paths`, `pattern`), how they are unpacked (`unpack`), what they hold
//! (`sniff`), in which letters (`charset`, `mapped`), and how reports lie in them (`whole`, `jsonl`, `values`,
//! `tables`, `feeds`, `warc`, `fields`). What is absent on purpose: any reading of language, and any repair of what
//! was found.

mod charset;
mod columnar;
mod feeds;
mod fields;
mod jsonl;
mod mail;
mod mapped;
mod paths;
mod pattern;
mod sniff;
mod tables;
mod unpack;
mod values;
mod warc;
mod whole;

pub use feeds::outlines;

use record::Source;
use std::io::{BufRead, Read};
use std::path::Path;

/// Why an input, or a part of one, could not be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{file}{}: {reason}", line.map(|l| format!(":{l}")).unwrap_or_default())]
pub struct Problem {
    /// The path as given or found.
    pub file: String,
    /// The line or record, from 1.
    pub line: Option<u64>,
    /// What is wrong, for a person.
    pub reason: String,
}

impl Problem {
    fn of(file: &str, reason: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line: None,
            reason: reason.into(),
        }
    }

    fn at(file: &str, line: u64, reason: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            ..Self::of(file, reason)
        }
    }
}

/// What opening inputs is bound by.
#[derive(Debug, Clone)]
pub struct Config {
    /// `--field OURS=THEIRS`: further spellings of record fields, asked before the usual ones.
    pub fields: Vec<(String, String)>,
    /// The largest text or page, and the largest single record, in bytes as unpacked.
    pub report_limit: u64,
    /// How many times its own size a compressed file may unpack to, once past [`Config::unpacked_floor`].
    ///
    /// Real text reaches a ratio of some 20; only a file made to harm goes far beyond.
    pub unpacked_ratio: u64,
    /// Below so many unpacked bytes the ratio isn't asked for.
    pub unpacked_floor: u64,
    /// The most bytes held in memory of an input that can't be read from front to back: a Parquet table that is packed or
    /// comes through a pipe.
    pub held_limit: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            fields: Vec::new(),
            report_limit: 64 << 20,
            unpacked_ratio: 200,
            unpacked_floor: 64 << 20,
            held_limit: 512 << 20,
        }
    }
}

/// Takes every source and every problem as it is met.
pub type Each<'a> = dyn FnMut(Result<Source, Problem>) + 'a;

/// Opens every input, calling `each` with every source or problem in turn: paths sorted, records in file order.
///
/// A path is a file, a folder, a pattern that names no file literally, or `-` for standard input. A file met twice is
/// opened once. Whatever can't be read is told and the rest goes on.
pub fn open(paths: &[String], config: &Config, each: &mut Each<'_>) {
    for input in paths::find(paths, each) {
        let opened: Result<Box<dyn Read>, std::io::Error> = match &input.path {
            Some(path) => std::fs::File::open(path).map(|file| Box::new(file) as Box<dyn Read>),
            None => Ok(Box::new(std::io::stdin().lock())),
        };
        match opened {
            Ok(raw) => read(&input.name, input.path.as_deref(), raw, config, each),
            Err(error) => each(Err(Problem::of(&input.name, paths::why(&error)))),
        }
    }
}

/// The files behind `paths`, in the order in which [`open`] opens them, and what can't be found.
#[must_use]
pub fn files(paths: &[String]) -> (Vec<String>, Vec<Problem>) {
    let mut problems = Vec::new();
    let found = paths::find(paths, &mut |source| problems.extend(source.err()));
    (found.into_iter().map(|input| input.name).collect(), problems)
}

/// Opens bytes that are at hand already, as if they stood in the file `name`.
pub fn open_bytes(name: &str, bytes: Vec<u8>, config: &Config, each: &mut Each<'_>) {
    read(name, None, Box::new(std::io::Cursor::new(bytes)), config, each);
}

/// Reads one opened input.
fn read(name: &str, path: Option<&Path>, raw: Box<dyn Read>, config: &Config, each: &mut Each<'_>) {
    if let Err(reason) = try_read(name, path, raw, config, each) {
        each(Err(Problem::of(name, reason)));
    }
}

fn try_read(
    name: &str,
    path: Option<&Path>,
    raw: Box<dyn Read>,
    config: &Config,
    each: &mut Each<'_>,
) -> Result<(), String> {
    // An archive is unpacked record by record, so that damage to one doesn't lose the rest.
    let (raw, is_archive) = warc::peek(raw).map_err(|e| paths::why(&e))?;
    if is_archive {
        warc::read(name, raw, config, each);
        return Ok(());
    }
    let mut input = unpack::open(raw, config).map_err(|e| paths::why(&e))?;
    let (head, damage) = sniff::head(&mut input)?;
    let format = sniff::format(&head, name, config)?;
    let mut rest: Box<dyn BufRead> = Box::new(std::io::BufReader::with_capacity(
        1 << 16,
        std::io::Cursor::new(head).chain(damage).chain(input),
    ));
    match format {
        sniff::Format::Text => whole::text(name, &mut rest, config, each),
        sniff::Format::Page => whole::page(name, &mut rest, config, each),
        sniff::Format::Lines { wide: false } => jsonl::read(name, &mut rest, config, each),
        sniff::Format::Values { wide: false } => values::read(name, &mut rest, config, each),
        // Wide letters (UTF-16) have no byte that ends a line; they are decoded first.
        sniff::Format::Lines { wide: true } => {
            let text = whole::decoded(&mut rest, config)?.1;
            jsonl::read(name, &mut text.as_bytes(), config, each)
        }
        sniff::Format::Values { wide: true } => {
            let text = whole::decoded(&mut rest, config)?.1;
            values::read(name, &mut text.as_bytes(), config, each)
        }
        sniff::Format::Columns => columnar::read(name, path, &mut rest, config, each),
        sniff::Format::Mail => mail::read(name, &mut rest, config, each),
        sniff::Format::Feed => feeds::read(name, &mut rest, config, each),
        sniff::Format::Table {
            separator,
            wide: false,
        } => tables::read(name, &mut rest, separator, config, each),
        sniff::Format::Table {
            separator,
            wide: true,
        } => {
            let text = whole::decoded(&mut rest, config)?.1;
            tables::read(name, &mut text.as_bytes(), separator, config, each)
        }
    }
}

#[cfg(test)]
mod tests;
