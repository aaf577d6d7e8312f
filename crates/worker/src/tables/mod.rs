//! Findings as flat Arrow tables, for data frames: one row a find, each with the id of its report or story.
//!
//! The names of the columns are those of the JSON form. What is nested there is a table of its own here, since a frame of
//! rows is what analysts join and count.

mod columns;
mod reports;
mod stories;

pub use reports::{names, pairs, passages, quantities, quotes, reports};
pub use stories::{citations, figures, members, remarks, sentences, stories, timeline};

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};

/// Rows of a table in one batch at most.
const ROWS: usize = 4096;
/// Bytes of text in one batch, far below the two gigabytes that its offsets reach.
const BYTES: usize = 64 << 20;

/// A table: its columns, and its rows in batches.
#[derive(Debug, Clone)]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    /// A table of these rows; `weight` is the bytes of text in one of them.
    fn of<T>(
        rows: &[T],
        weight: impl Fn(&T) -> usize,
        batch: impl Fn(&[T]) -> Result<RecordBatch, ArrowError>,
    ) -> Result<Self, ArrowError> {
        // The empty batch tells the columns of a table without rows.
        let schema = batch(&[])?.schema();
        let (mut batches, mut from, mut bytes) = (Vec::new(), 0, 0);
        for (at, row) in rows.iter().enumerate() {
            bytes += weight(row);
            if at + 1 - from >= ROWS || bytes >= BYTES || at + 1 == rows.len() {
                batches.push(batch(&rows[from..=at])?);
                (from, bytes) = (at + 1, 0);
            }
        }
        Ok(Self { schema, batches })
    }

    /// Its columns.
    #[must_use]
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// Its rows.
    #[must_use]
    pub fn batches(&self) -> &[RecordBatch] {
        &self.batches
    }

    /// How many rows it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Report, Text};

    #[test]
    fn rows_are_cut_into_batches_and_a_table_without_rows_has_its_columns() {
        let report = |n: usize| Report {
            id: format!("r{n}"),
            text: Text::new("x".repeat(n)),
            ..Report::default()
        };
        let all: Vec<Report> = (0..5000).map(report).collect();
        let table = reports(&all).unwrap();
        assert_eq!((table.rows(), table.batches().len()), (5000, 2));
        let none = reports(&[]).unwrap();
        assert_eq!((none.rows(), none.schema()), (0, table.schema()));
    }
}
