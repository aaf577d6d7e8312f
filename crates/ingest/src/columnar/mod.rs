//! Parquet: a report a row, read by columns, a few rows at a time.
//!
//! Read with the `parquet` crate alone, without Arrow, which would double what is built and adds nothing here: how strings
//! lie in memory (large, viewed, dictionary) is no matter of the file. Only the columns that can be a field are decoded. The
//! crate trusts the sizes that a file states; `pages` looks at them first, and a panic in it is told as a damaged file.

mod cells;
mod pages;

use crate::{Config, Each, Problem, fields, paths, tables};
use cells::Column;
use parquet::column::reader::{ColumnReader, get_column_reader};
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use record::{Body, Source};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{BufRead, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The first and last bytes of every Parquet file.
pub(crate) const MAGIC: &[u8] = b"PAR1";
/// Rows decoded at a time; a long report may take a megabyte.
const BATCH: usize = 32;
/// Columns decoded at most.
const COLUMNS: usize = 64;
/// The largest description of a table that is read; that of a thousand row groups takes some three megabytes.
const FOOTER: u64 = 16 << 20;

/// Reads a table from `path`, if that is a file of its own and not packed, else from `input` by way of memory: where the
/// columns lie is told at the end.
pub(crate) fn read(
    name: &str,
    path: Option<&std::path::Path>,
    input: &mut dyn BufRead,
    config: &Config,
    each: &mut Each<'_>,
) -> Result<(), String> {
    if let Some((file, again)) = path.and_then(opened) {
        return rows(name, file, again, config, each);
    }
    let mut held = Vec::new();
    input
        .take(config.held_limit + 1)
        .read_to_end(&mut held)
        .map_err(|e| paths::why(&e))?;
    if held.len() as u64 > config.held_limit {
        return Err(format!(
            "is a Parquet table of more than {} MB that is packed or comes through a pipe; give it as a file, unpacked",
            config.held_limit >> 20
        ));
    }
    let held = bytes::Bytes::from(held);
    rows(name, held.clone(), held, config, each)
}

/// Two handles of a file that begins as Parquet does.
fn opened(path: &std::path::Path) -> Option<(File, File)> {
    let mut file = File::open(path).ok()?;
    let mut head = [0; 4];
    file.read_exact(&mut head).ok()?;
    (head == MAGIC).then_some(())?;
    Some((file, File::open(path).ok()?))
}

fn rows<R: ChunkReader + 'static>(
    name: &str,
    input: R,
    again: R,
    config: &Config,
    each: &mut Each<'_>,
) -> Result<(), String> {
    let footer = pages::footer(&again)?;
    if footer > FOOTER {
        return Err(format!(
            "is a Parquet table whose description takes more than {} MB",
            FOOTER >> 20
        ));
    }
    let reader = walled(|| SerializedFileReader::new(input).map_err(damaged))?;
    let columns = walled(|| Ok(columns(&reader, config)))??;
    let mut number = 0;
    for group in 0..reader.num_row_groups() {
        let mut told = |reason: String| each(Err(Problem::at(name, number + 1, reason)));
        let mut group = match walled(|| Group::open(&reader, &again, group, &columns)) {
            Ok(group) => group,
            Err(reason) => {
                told(reason);
                continue;
            }
        };
        loop {
            match walled(|| group.next()) {
                Ok(batch) if batch.is_empty() => break,
                Ok(batch) => {
                    for object in batch {
                        number += 1;
                        each(source(name, number, &object, config));
                    }
                }
                Err(reason) => {
                    each(Err(Problem::at(name, number + 1, reason)));
                    break;
                }
            }
        }
    }
    Ok(())
}

fn source(name: &str, number: u64, object: &Map<String, Value>, config: &Config) -> Result<Source, Problem> {
    let record = fields::record(object, config);
    let record = fields::check(record, object).map_err(|reason| Problem::at(name, number, reason))?;
    let bytes = Value::Object(object.clone()).to_string();
    Ok(Source::new(
        bytes.as_bytes(),
        name,
        Some(number),
        Body::Record(Box::new(record)),
    ))
}

/// The columns that can be a field, or what is wanting.
fn columns<R: ChunkReader + 'static>(
    reader: &SerializedFileReader<R>,
    config: &Config,
) -> Result<Vec<Column>, String> {
    let schema = reader.metadata().file_metadata().schema_descr();
    let all: Vec<Column> = (0..schema.num_columns())
        .map(|i| Column::of(i, &schema.column(i)))
        .collect();
    let names: Vec<String> = all.iter().map(|c| c.path.join(".")).collect();
    tables::lacking(&names, config)?;
    let wanted = |c: &Column| tables::ours(&c.path.join("."), config).is_some();
    Ok(all.into_iter().filter(wanted).take(COLUMNS).collect())
}

/// Runs a part of the third-party reader; a panic there is the file's damage.
fn walled<T>(part: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(part)).unwrap_or_else(|_| Err("is a damaged Parquet table".to_owned()))
}

fn damaged(error: parquet::errors::ParquetError) -> String {
    let told: String = error.to_string().chars().take(200).collect();
    format!("is a damaged Parquet table, or of a kind that is not read: {told}")
}

/// A stretch of rows whose columns lie side by side.
struct Group<'a> {
    columns: Vec<(&'a Column, ColumnReader)>,
}

impl<'a> Group<'a> {
    fn open<R: ChunkReader + 'static>(
        reader: &SerializedFileReader<R>,
        again: &R,
        group: usize,
        columns: &'a [Column],
    ) -> Result<Self, String> {
        let group = reader.get_row_group(group).map_err(damaged)?;
        let open = |column: &'a Column| {
            pages::survey(again, group.metadata().column(column.index))?;
            let descriptor = group.metadata().schema_descr().column(column.index);
            let pages = group.get_column_page_reader(column.index).map_err(damaged)?;
            let pages = Box::new(pages::Checked::new(pages, &descriptor));
            Ok((column, get_column_reader(descriptor, pages)))
        };
        Ok(Self {
            columns: columns.iter().map(open).collect::<Result<_, String>>()?,
        })
    }

    /// The next rows, as objects; none at the end.
    fn next(&mut self) -> Result<Vec<Map<String, Value>>, String> {
        let mut objects: Vec<Map<String, Value>> = Vec::new();
        for (i, (column, reader)) in self.columns.iter_mut().enumerate() {
            let cells = column.cells(reader, BATCH).map_err(damaged)?;
            if i == 0 {
                objects.resize_with(cells.len(), Map::new);
            } else if cells.len() != objects.len() {
                return Err("is a damaged Parquet table: its columns have different lengths".to_owned());
            }
            for (object, cell) in objects.iter_mut().zip(cells) {
                cells::put(object, &column.path, cell);
            }
        }
        for object in &mut objects {
            object.values_mut().for_each(cells::transpose);
        }
        Ok(objects)
    }
}

#[cfg(test)]
mod tests;
