//! Pairs of texts that share a mark. Rows come by `mark`, and within it by `text`; a frequent mark costs no more than a line.

use super::Stage;
use crate::rows::{Columns, Kind, Rows, Sheet, Value};
use relate::reuse::parts::Joining;

pub(super) struct Postings {
    joining: Joining<Vec<u8>>,
}

impl Postings {
    pub(super) fn of(joining: Joining<Vec<u8>>) -> Self {
        Self { joining }
    }
}

fn pair(out: &mut Sheet<'_>, written: &mut Result<(), String>, x: &[u8], y: &[u8]) {
    if written.is_ok() {
        *written = out.push(&[Value::Bytes(Some(x)), Value::Bytes(Some(y))]);
    }
}

impl Stage for Postings {
    fn columns(&self) -> Columns {
        &[("x", Kind::Bytes), ("y", Kind::Bytes)]
    }

    fn take(&mut self, rows: &Rows, out: &mut Sheet<'_>) -> Result<(), String> {
        let mut written = Ok(());
        for (mark, text) in rows.int("mark")?.into_iter().zip(rows.bytes("text")?) {
            if let (Some(mark), Some(text)) = (mark, text) {
                self.joining
                    .take(mark.cast_unsigned(), text.to_vec(), &mut |x, y| {
                        pair(out, &mut written, x, y)
                    });
            }
        }
        written
    }

    fn end(&mut self, out: &mut Sheet<'_>) -> Result<(), String> {
        let mut written = Ok(());
        self.joining.end(&mut |x, y| pair(out, &mut written, x, y));
        written
    }
}
