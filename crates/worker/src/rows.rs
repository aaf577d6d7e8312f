//! Rows in and out of a stage: Arrow record batches by the names of their columns.

use arrow_array::builder::{
    ArrayBuilder, BinaryBuilder, BooleanBuilder, Int32Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use std::io::Write;
use std::sync::Arc;

/// A batch that came in.
#[derive(Debug)]
pub(crate) struct Rows(pub(crate) RecordBatch);

impl Rows {
    pub(crate) fn len(&self) -> usize {
        self.0.num_rows()
    }

    fn column(&self, name: &str, kinds: &[DataType]) -> Result<&ArrayRef, String> {
        let column = self.0.column_by_name(name);
        let column = column.ok_or_else(|| format!("the rows have no column {name:?}"))?;
        if kinds.contains(column.data_type()) {
            return Ok(column);
        }
        Err(format!(
            "the column {name:?} is of {}, and should be of {}",
            column.data_type(),
            kinds[0]
        ))
    }

    /// Words; `None` where there are none.
    pub(crate) fn text(&self, name: &str) -> Result<Vec<Option<&str>>, String> {
        let column = self.column(name, &[DataType::Utf8, DataType::LargeUtf8])?;
        Ok(match column.as_string_opt::<i32>() {
            Some(words) => words.iter().collect(),
            None => column.as_string::<i64>().iter().collect(),
        })
    }

    /// Bytes; `None` where there are none.
    pub(crate) fn bytes(&self, name: &str) -> Result<Vec<Option<&[u8]>>, String> {
        let column = self.column(name, &[DataType::Binary, DataType::LargeBinary])?;
        Ok(match column.as_binary_opt::<i32>() {
            Some(bytes) => bytes.iter().collect(),
            None => column.as_binary::<i64>().iter().collect(),
        })
    }

    pub(crate) fn long(&self, name: &str) -> Result<Vec<Option<i64>>, String> {
        let column = self.column(name, &[DataType::Int64])?;
        Ok(column.as_primitive::<Int64Type>().iter().collect())
    }

    pub(crate) fn int(&self, name: &str) -> Result<Vec<Option<i32>>, String> {
        let column = self.column(name, &[DataType::Int32])?;
        Ok(column.as_primitive::<Int32Type>().iter().collect())
    }

    pub(crate) fn flag(&self, name: &str) -> Result<Vec<bool>, String> {
        let column = self.column(name, &[DataType::Boolean])?;
        Ok(column.as_boolean().iter().map(|f| f.unwrap_or(false)).collect())
    }

    /// Lists of words; an absent list is an empty one, and so are absent words in it.
    pub(crate) fn texts(&self, name: &str) -> Result<Vec<Vec<String>>, String> {
        let column = self.0.column_by_name(name);
        let column = column.ok_or_else(|| format!("the rows have no column {name:?}"))?;
        let list = column.as_list_opt::<i32>();
        let list = list.ok_or_else(|| {
            format!(
                "the column {name:?} is of {}, and should be a list",
                column.data_type()
            )
        })?;
        let mut all = Vec::with_capacity(list.len());
        for row in list.iter() {
            let mut words = Vec::new();
            if let Some(row) = row {
                let row = row.as_string_opt::<i32>();
                let row = row.ok_or_else(|| format!("the column {name:?} should be a list of words"))?;
                words.extend(row.iter().flatten().map(str::to_owned));
            }
            all.push(words);
        }
        Ok(all)
    }
}

/// What a column of an answer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Bytes,
    Long,
    Flag,
    Ints,
    Longs,
    Texts,
}

impl Kind {
    fn of(self) -> DataType {
        let list = |kind| DataType::List(Arc::new(Field::new("item", kind, true)));
        match self {
            Self::Text => DataType::Utf8,
            Self::Bytes => DataType::Binary,
            Self::Long => DataType::Int64,
            Self::Flag => DataType::Boolean,
            Self::Ints => list(DataType::Int32),
            Self::Longs => list(DataType::Int64),
            Self::Texts => list(DataType::Utf8),
        }
    }
}

/// The columns of a stage's answer.
pub(crate) type Columns = &'static [(&'static str, Kind)];

/// A value of a row.
#[derive(Debug)]
pub(crate) enum Value<'v> {
    Text(Option<&'v str>),
    Bytes(Option<&'v [u8]>),
    Long(Option<i64>),
    Flag(bool),
    Ints(&'v [i32]),
    Longs(&'v [i64]),
    Texts(&'v [String]),
}

enum Builder {
    Text(StringBuilder),
    Bytes(BinaryBuilder),
    Long(Int64Builder),
    Flag(BooleanBuilder),
    Ints(ListBuilder<Int32Builder>),
    Longs(ListBuilder<Int64Builder>),
    Texts(ListBuilder<StringBuilder>),
}

impl Builder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Bytes => Self::Bytes(BinaryBuilder::new()),
            Kind::Long => Self::Long(Int64Builder::new()),
            Kind::Flag => Self::Flag(BooleanBuilder::new()),
            Kind::Ints => Self::Ints(ListBuilder::new(Int32Builder::new())),
            Kind::Longs => Self::Longs(ListBuilder::new(Int64Builder::new())),
            Kind::Texts => Self::Texts(ListBuilder::new(StringBuilder::new())),
        }
    }

    /// Adds a value and gives about how many bytes it takes.
    fn push(&mut self, value: &Value<'_>) -> Result<usize, String> {
        match (self, value) {
            (Self::Text(b), Value::Text(v)) => {
                b.append_option(*v);
                Ok(v.map_or(0, str::len))
            }
            (Self::Bytes(b), Value::Bytes(v)) => {
                b.append_option(*v);
                Ok(v.map_or(0, <[u8]>::len))
            }
            (Self::Long(b), Value::Long(v)) => {
                b.append_option(*v);
                Ok(8)
            }
            (Self::Flag(b), Value::Flag(v)) => {
                b.append_value(*v);
                Ok(1)
            }
            (Self::Ints(b), Value::Ints(v)) => {
                b.values().append_slice(v);
                b.append(true);
                Ok(4 * v.len())
            }
            (Self::Longs(b), Value::Longs(v)) => {
                b.values().append_slice(v);
                b.append(true);
                Ok(8 * v.len())
            }
            (Self::Texts(b), Value::Texts(v)) => {
                v.iter().for_each(|words| b.values().append_value(words));
                b.append(true);
                Ok(v.iter().map(String::len).sum())
            }
            (_, value) => Err(format!("a row has {value:?} in the wrong column")),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(b) => ArrayBuilder::finish(b),
            Self::Bytes(b) => ArrayBuilder::finish(b),
            Self::Long(b) => ArrayBuilder::finish(b),
            Self::Flag(b) => ArrayBuilder::finish(b),
            Self::Ints(b) => ArrayBuilder::finish(b),
            Self::Longs(b) => ArrayBuilder::finish(b),
            Self::Texts(b) => ArrayBuilder::finish(b),
        }
    }
}

/// Rows of one batch at most, and about so many bytes.
const ROWS: usize = 4096;
const BYTES: usize = 8 << 20;

/// The stream of rows that a stage gives out.
pub(crate) struct Sheet<'w> {
    schema: SchemaRef,
    builders: Vec<Builder>,
    rows: usize,
    bytes: usize,
    out: StreamWriter<&'w mut dyn Write>,
}

impl<'w> Sheet<'w> {
    pub(crate) fn open(columns: Columns, out: &'w mut dyn Write) -> Result<Self, String> {
        let fields: Vec<Field> = columns
            .iter()
            .map(|(name, kind)| Field::new(*name, kind.of(), true))
            .collect();
        let schema: SchemaRef = Arc::new(Schema::new(fields));
        Ok(Self {
            builders: columns.iter().map(|c| Builder::new(c.1)).collect(),
            out: StreamWriter::try_new(out, &schema).map_err(|e| e.to_string())?,
            schema,
            rows: 0,
            bytes: 0,
        })
    }

    /// Adds a row, whose values are in the order of the columns.
    pub(crate) fn push(&mut self, row: &[Value<'_>]) -> Result<(), String> {
        if row.len() != self.builders.len() {
            return Err(format!(
                "a row has {} values for {} columns",
                row.len(),
                self.builders.len()
            ));
        }
        for (builder, value) in self.builders.iter_mut().zip(row) {
            self.bytes += builder.push(value)?;
        }
        self.rows += 1;
        if self.rows >= ROWS || self.bytes >= BYTES {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), String> {
        let arrays: Vec<ArrayRef> = self.builders.iter_mut().map(Builder::finish).collect();
        (self.rows, self.bytes) = (0, 0);
        let batch = RecordBatch::try_new(self.schema.clone(), arrays).map_err(|e| e.to_string())?;
        self.out.write(&batch).map_err(|e| e.to_string())
    }

    /// Writes what is left, and the end of the stream.
    pub(crate) fn close(mut self) -> Result<(), String> {
        if self.rows > 0 {
            self.flush()?;
        }
        self.out.finish().map_err(|e| e.to_string())
    }
}
