//! CSV, TSV and their kin: a report a row, the first row naming the columns.
//!
//! A row that doesn't fit its header is told and left out, never guessed at: with a cell too many, nobody can say which
//! belongs where.

mod header;
mod rows;

pub(crate) use header::{lacking, ours, separator};

use crate::{Config, Each, Problem, charset, fields, paths};
use header::Header;
use record::{Body, Source};
use rows::{Cell, Cut, Next, Rows};
use serde_json::{Map, Value};
use std::io::BufRead;

/// Reads every row; what is no row of the table is told and the rest goes on.
pub(crate) fn read(
    name: &str,
    input: &mut dyn BufRead,
    separator: u8,
    config: &Config,
    each: &mut Each<'_>,
) -> Result<(), String> {
    let mut rows = Rows::new(input, separator, config.report_limit);
    let Some(header) = header(&mut rows, separator, config)? else {
        return Err("is a table without a row that can be read".to_owned());
    };
    let mut bad = Bad::default();
    while let Some(next) = rows.next().map_err(|e| paths::why(&e))? {
        let (line, row) = match next {
            Next::Row { line, raw, cells } => {
                let count = cells.len();
                let ragged = || match count {
                    1 => format!("has 1 cell where the header names {}", header.width()),
                    _ => format!("has {count} cells where the header names {}", header.width()),
                };
                (line, fitting(&header, &raw, cells).ok_or_else(ragged))
            }
            Next::Broken { line, raw, why } => {
                let literal = header.literally(&raw);
                bad.quotes |= literal.is_none();
                (line, literal.ok_or_else(|| why.to_owned()))
            }
            Next::TooLong { line } => {
                let megabytes = config.report_limit >> 20;
                (
                    line,
                    Err(format!(
                        "is a row of more than {megabytes} MB, more than one report can be"
                    )),
                )
            }
        };
        let told = row.and_then(|cells| match header.misfit(&cells, bad.quotes) {
            Some(reason) => Err(reason),
            None => Ok(object(&header, &cells)),
        });
        match told {
            Ok(object) => {
                bad.tell(name, each);
                each(source(name, line, &object, config));
            }
            Err(reason) => bad.add(line, reason, name, each),
        }
    }
    bad.tell(name, each);
    Ok(())
}

/// The first row, after a line such as `sep=;` that a spreadsheet puts above it.
fn header(rows: &mut Rows<'_>, separator: u8, config: &Config) -> Result<Option<Header>, String> {
    let mut separator = separator;
    let mut first = rows.next().map_err(|e| paths::why(&e))?;
    if let Some(Next::Row { raw, .. }) = &first
        && let Some(told) = header::told_separator(raw)
    {
        separator = told;
        rows.separate_by(told);
        first = rows.next().map_err(|e| paths::why(&e))?;
    }
    match first {
        Some(Next::Row { raw, cells, .. }) => {
            Header::of(decoded(&raw, cells, separator), separator, config).map(Some)
        }
        Some(_) => Err("is a table whose first row can't be read: a quote in it never closes".to_owned()),
        None => Ok(None),
    }
}

/// The cells as text where there are as many as columns.
fn fitting(header: &Header, raw: &[u8], cells: Vec<Cell>) -> Option<Vec<(String, bool)>> {
    if cells.len() == header.width() {
        return Some(decoded(raw, cells, header.separator));
    }
    header.literally(raw)
}

/// Cells as text. Where a row isn't UTF-8, its letters are guessed from all of it and not from each cell.
fn decoded(raw: &[u8], cells: Vec<Cell>, separator: u8) -> Vec<(String, bool)> {
    let raw = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw);
    let cells = match std::str::from_utf8(raw) {
        // The mark stood before the first quote, if there is one, and hid it.
        Ok(text)
            if text.len() == raw.len()
                && cells
                    .first()
                    .is_none_or(|c| !c.bytes.starts_with(b"\xef\xbb\xbf")) =>
        {
            cells
        }
        Ok(text) => again(text.as_bytes(), separator).unwrap_or(cells),
        Err(_) => again(charset::decode(raw.to_vec()).as_bytes(), separator).unwrap_or(cells),
    };
    let text = |cell: Cell| (something(&String::from_utf8_lossy(&cell.bytes)), cell.quoted);
    cells.into_iter().map(text).collect()
}

/// The cell, empty where it is but a word that writers put for nothing.
fn something(cell: &str) -> String {
    const NOTHING: &[&str] = &["nan", "NaN", "None", "null", "NULL", "\\N", "#N/A"];
    match NOTHING.contains(&cell.trim()) {
        true => String::new(),
        false => cell.to_owned(),
    }
}

fn again(raw: &[u8], separator: u8) -> Option<Vec<Cell>> {
    match rows::cut(raw, separator) {
        Cut::Whole(cells, _) => Some(cells),
        Cut::Open | Cut::Stray => None,
    }
}

/// The row as an object of its columns, empty ones left out.
fn object(header: &Header, cells: &[(String, bool)]) -> Map<String, Value> {
    let mut object = Map::new();
    for (name, (cell, _)) in header.names().zip(cells) {
        if !name.is_empty() && !cell.is_empty() {
            object.entry(name).or_insert_with(|| Value::String(cell.clone()));
        }
    }
    object
}

/// A row's source. Its id is the hash of the row as a JSON object, so that it doesn't hang on quotes and separators.
fn source(name: &str, line: u64, object: &Map<String, Value>, config: &Config) -> Result<Source, Problem> {
    let record = fields::record(object, config);
    let record = fields::check(record, object).map_err(|reason| Problem::at(name, line, reason))?;
    let bytes = Value::Object(object.clone()).to_string();
    Ok(Source::new(
        bytes.as_bytes(),
        name,
        Some(line),
        Body::Record(Box::new(record)),
    ))
}

/// Lines in a row that are no rows of the table: one problem, told at the first of them.
#[derive(Default)]
struct Bad {
    run: Option<(u64, u64, String)>,
    /// A broken quote stands in the run: the lines after it may be those of its cell.
    quotes: bool,
}

impl Bad {
    fn add(&mut self, line: u64, reason: String, name: &str, each: &mut Each<'_>) {
        match &mut self.run {
            Some((_, last, first)) if self.quotes || *first == reason => *last = line,
            _ => {
                let quotes = self.quotes;
                self.tell(name, each);
                self.quotes = quotes;
                self.run = Some((line, line, reason));
            }
        }
    }

    fn tell(&mut self, name: &str, each: &mut Each<'_>) {
        self.quotes = false;
        let Some((first, last, reason)) = self.run.take() else {
            return;
        };
        let reason = match last - first {
            0 => reason,
            _ => format!("{reason}; nothing from here to line {last} is a row of this table"),
        };
        each(Err(Problem::at(name, first, reason)));
    }
}

#[cfg(test)]
mod tests;
