//! Columns of a batch, each made from all its rows.

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, BooleanArray, Float64Array, RecordBatch, StringArray, UInt64Array};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use record::Span;
use serde::Serialize;
use std::sync::Arc;

/// The columns of a batch of rows.
pub(super) struct Columns<'r, T> {
    rows: &'r [T],
    fields: Vec<Field>,
    arrays: Vec<ArrayRef>,
}

impl<'r, T> Columns<'r, T> {
    pub(super) fn of(rows: &'r [T]) -> Self {
        Self {
            rows,
            fields: Vec::new(),
            arrays: Vec::new(),
        }
    }

    fn add(mut self, name: &str, kind: DataType, optional: bool, array: ArrayRef) -> Self {
        self.fields.push(Field::new(name, kind, optional));
        self.arrays.push(array);
        self
    }

    /// Words that every row has.
    pub(super) fn text(self, name: &str, of: impl Fn(&'r T) -> &'r str) -> Self {
        let array = StringArray::from_iter_values(self.rows.iter().map(of));
        self.add(name, DataType::Utf8, false, Arc::new(array))
    }

    /// Words that a row may have.
    pub(super) fn maybe(self, name: &str, of: impl Fn(&'r T) -> Option<&'r str>) -> Self {
        let array: StringArray = self.rows.iter().map(of).collect();
        self.add(name, DataType::Utf8, true, Arc::new(array))
    }

    /// One of a fixed set of words, as the JSON form spells it.
    pub(super) fn word<W: Serialize>(self, name: &str, of: impl Fn(&'r T) -> W) -> Self {
        let spelt = |row| match serde_json::to_value(of(row)) {
            Ok(serde_json::Value::String(word)) => word,
            _ => String::new(),
        };
        let array = StringArray::from_iter_values(self.rows.iter().map(spelt));
        self.add(name, DataType::Utf8, false, Arc::new(array))
    }

    /// Several words a row.
    pub(super) fn list<'w>(self, name: &str, of: impl Fn(&'r T) -> Vec<&'w str>) -> Self {
        let mut builder =
            ListBuilder::new(StringBuilder::new()).with_field(Field::new("item", DataType::Utf8, false));
        for row in self.rows {
            for words in of(row) {
                builder.values().append_value(words);
            }
            builder.append(true);
        }
        let kind = DataType::List(Arc::new(Field::new("item", DataType::Utf8, false)));
        self.add(name, kind, false, Arc::new(builder.finish()))
    }

    /// A count that every row has.
    pub(super) fn count(self, name: &str, of: impl Fn(&'r T) -> usize) -> Self {
        let array = UInt64Array::from_iter_values(self.rows.iter().map(|row| of(row) as u64));
        self.add(name, DataType::UInt64, false, Arc::new(array))
    }

    /// A number that a row may have.
    pub(super) fn place(self, name: &str, of: impl Fn(&'r T) -> Option<u64>) -> Self {
        let array: UInt64Array = self.rows.iter().map(of).collect();
        self.add(name, DataType::UInt64, true, Arc::new(array))
    }

    /// A measure that a row may have.
    pub(super) fn measure(self, name: &str, of: impl Fn(&'r T) -> Option<f64>) -> Self {
        let array: Float64Array = self.rows.iter().map(of).collect();
        self.add(name, DataType::Float64, true, Arc::new(array))
    }

    /// Yes or no.
    pub(super) fn flag(self, name: &str, of: impl Fn(&'r T) -> bool) -> Self {
        let array: BooleanArray = self.rows.iter().map(|row| Some(of(row))).collect();
        self.add(name, DataType::Boolean, false, Arc::new(array))
    }

    /// Where a find stands, in bytes of its report's text.
    pub(super) fn span(self, start: &str, end: &str, of: impl Fn(&'r T) -> Span) -> Self {
        let of = &of;
        self.count(start, |row| of(row).start())
            .count(end, |row| of(row).end())
    }

    pub(super) fn batch(self) -> Result<RecordBatch, ArrowError> {
        RecordBatch::try_new(Arc::new(Schema::new(self.fields)), self.arrays)
    }
}
