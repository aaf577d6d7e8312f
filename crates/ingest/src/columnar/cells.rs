//! The values of a column, as JSON.

use crate::charset;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::schema::types::ColumnDescriptor;
use serde_json::{Map, Value};

/// One leaf of the schema.
pub(super) struct Column {
    pub(super) index: usize,
    /// Its names from the outermost on, without those by which lists are written.
    pub(super) path: Vec<String>,
    kind: Kind,
    defined: i16,
    repeated: bool,
}

/// What its numbers stand for.
#[derive(Clone, Copy)]
enum Kind {
    Plain,
    /// Days since 1970.
    Date,
    /// So many a second since 1970, and whether in UTC.
    Time(i64, bool),
    /// Something that is no field of a report.
    Other,
}

impl Column {
    pub(super) fn of(index: usize, descriptor: &ColumnDescriptor) -> Self {
        /// Names of the levels by which writers of different makes mark a list.
        const LIST: &[&str] = &["list", "element", "array", "item", "bag", "array_element"];
        let repeated = descriptor.max_rep_level() > 0;
        let parts = descriptor.path().parts().iter().enumerate();
        let path = parts
            .filter(|(i, part)| *i == 0 || !repeated || !LIST.contains(&part.as_str()))
            .map(|(_, part)| part.clone())
            .collect();
        let kind = match (descriptor.logical_type_ref(), descriptor.converted_type()) {
            (Some(LogicalType::Timestamp(time)), _) => {
                let unit = match time.unit {
                    TimeUnit::MILLIS => 1_000,
                    TimeUnit::MICROS => 1_000_000,
                    TimeUnit::NANOS => 1_000_000_000,
                };
                Kind::Time(unit, time.is_adjusted_to_u_t_c)
            }
            (Some(LogicalType::Date), _) | (_, ConvertedType::DATE) => Kind::Date,
            (_, ConvertedType::TIMESTAMP_MILLIS) => Kind::Time(1_000, true),
            (_, ConvertedType::TIMESTAMP_MICROS) => Kind::Time(1_000_000, true),
            (
                _,
                ConvertedType::DECIMAL
                | ConvertedType::TIME_MILLIS
                | ConvertedType::TIME_MICROS
                | ConvertedType::INTERVAL,
            ) => Kind::Other,
            _ => Kind::Plain,
        };
        Self {
            index,
            path,
            kind,
            defined: descriptor.max_def_level(),
            repeated,
        }
    }

    /// The next cells, one a row: a value, or a list of them where the column is repeated.
    pub(super) fn cells(&self, reader: &mut ColumnReader, rows: usize) -> Result<Vec<Value>, ParquetError> {
        match reader {
            ColumnReader::BoolColumnReader(r) => self.take(r, rows, |v| Value::Bool(*v)),
            ColumnReader::Int32ColumnReader(r) => self.take(r, rows, |v| self.number(i64::from(*v))),
            ColumnReader::Int64ColumnReader(r) => self.take(r, rows, |v| self.number(*v)),
            ColumnReader::Int96ColumnReader(r) => self.take(r, rows, |v| moment(v.to_seconds(), false)),
            ColumnReader::FloatColumnReader(r) => self.take(r, rows, |v| serde_json::json!(*v)),
            ColumnReader::DoubleColumnReader(r) => self.take(r, rows, |v| serde_json::json!(*v)),
            ColumnReader::ByteArrayColumnReader(r) => self.take(r, rows, |v| self.text(v.data())),
            ColumnReader::FixedLenByteArrayColumnReader(r) => self.take(r, rows, |v| self.text(v.data())),
        }
    }

    fn take<T: DataType>(
        &self,
        reader: &mut ColumnReaderImpl<T>,
        rows: usize,
        value: impl Fn(&T::T) -> Value,
    ) -> Result<Vec<Value>, ParquetError> {
        let (mut defined, mut repeated, mut values) = (Vec::new(), Vec::new(), Vec::new());
        let (_, _, levels) =
            reader.read_records(rows, Some(&mut defined), Some(&mut repeated), &mut values)?;
        let mut values = values.iter();
        let mut cells: Vec<Value> = Vec::new();
        for level in 0..levels {
            let there = self.defined == 0 || defined.get(level) == Some(&self.defined);
            let found = there.then(|| values.next()).flatten().map_or(Value::Null, &value);
            match (self.repeated, cells.last_mut()) {
                (true, Some(Value::Array(list))) if repeated.get(level).is_some_and(|r| *r > 0) => {
                    list.push(found)
                }
                (true, _) => cells.push(Value::Array(vec![found])),
                (false, _) => cells.push(found),
            }
        }
        Ok(cells)
    }

    fn number(&self, number: i64) -> Value {
        match self.kind {
            Kind::Plain => number.into(),
            Kind::Date => number
                .checked_mul(86_400)
                .map_or(Value::Null, |s| moment(s, false)),
            Kind::Time(unit, utc) => moment(number.div_euclid(unit), utc),
            Kind::Other => Value::Null,
        }
    }

    fn text(&self, bytes: &[u8]) -> Value {
        match (self.kind, std::str::from_utf8(bytes)) {
            (Kind::Other, _) => Value::Null,
            (_, Ok(text)) => text.into(),
            (_, Err(_)) => charset::decode(bytes.to_vec()).into(),
        }
    }
}

/// Seconds since 1970 as ISO 8601. A midnight is a day: that is how most writers keep a date without a time.
fn moment(seconds: i64, utc: bool) -> Value {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Howard Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
    if !(-719_468..=2_932_896).contains(&days) {
        return Value::Null;
    }
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let date = format!("{year:04}-{month:02}-{day:02}");
    let zone = if utc { "Z" } else { "" };
    Value::String(match second {
        0 => date,
        s => format!("{date}T{:02}:{:02}:{:02}{zone}", s / 3600, s / 60 % 60, s % 60),
    })
}

/// Puts a cell into a row at its path; nothing is left out.
pub(super) fn put(object: &mut Map<String, Value>, path: &[String], cell: Value) {
    let nothing = match &cell {
        Value::Null => true,
        Value::Array(list) => list.iter().all(Value::is_null),
        _ => false,
    };
    match path {
        _ if nothing => {}
        [] => {}
        [name] => {
            object.insert(name.clone(), cell);
        }
        [outer, rest @ ..] => {
            let inner = object
                .entry(outer.clone())
                .or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, cell);
            }
        }
    }
}

/// Makes a list of objects again out of an object of lists of one length, which is how columns hold it.
pub(super) fn transpose(value: &mut Value) {
    let Value::Object(object) = value else { return };
    let lengths: Option<Vec<usize>> = object.values().map(|v| v.as_array().map(Vec::len)).collect();
    let Some(length) = lengths
        .as_deref()
        .and_then(|l| l.iter().all(|n| *n == l[0]).then_some(l[0]))
    else {
        return;
    };
    let entry = |i: usize| {
        let fields = object
            .iter()
            .filter_map(|(k, v)| Some((k.clone(), v.get(i)?.clone())));
        Value::Object(fields.filter(|(_, v)| !v.is_null()).collect())
    };
    *value = Value::Array((0..length).map(entry).collect());
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn moments_are_days_or_seconds() {
        assert_eq!(moment(0, true), json!("1970-01-01"));
        assert_eq!(moment(1_930_298_400, true), json!("2031-03-03T10:00:00Z"));
        assert_eq!(moment(-1, false), json!("1969-12-31T23:59:59"));
        assert_eq!(moment(951_782_400, false), json!("2000-02-29"));
        assert_eq!(moment(i64::MAX, true), Value::Null);
    }

    #[test]
    fn lists_of_structs_are_put_together_again() {
        let mut object = Map::new();
        let path = |p: &str| p.split('.').map(str::to_owned).collect::<Vec<_>>();
        put(&mut object, &path("authors.name"), json!(["A", "B"]));
        put(&mut object, &path("authors.role"), json!([null, "editor"]));
        put(&mut object, &path("source.title"), json!("Herald"));
        put(&mut object, &path("text"), Value::Null);
        object.values_mut().for_each(transpose);
        assert_eq!(
            Value::Object(object),
            json!({ "authors": [{ "name": "A" }, { "name": "B", "role": "editor" }], "source": { "title": "Herald" } })
        );
    }
}
