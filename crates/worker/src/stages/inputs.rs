//! The files behind what a user named, in the order in which one machine reads them.

use super::Stage;
use crate::rows::{Columns, Kind, Rows, Sheet, Value};

pub(super) struct Inputs;

impl Stage for Inputs {
    fn columns(&self) -> Columns {
        &[("file", Kind::Text), ("error", Kind::Text)]
    }

    fn take(&mut self, rows: &Rows, out: &mut Sheet<'_>) -> Result<(), String> {
        let paths: Vec<String> = rows
            .text("path")?
            .into_iter()
            .flatten()
            .map(str::to_owned)
            .collect();
        let (files, problems) = engine::files(&paths);
        for problem in problems {
            out.push(&[
                Value::Text(Some(&problem.file)),
                Value::Text(Some(&problem.reason)),
            ])?;
        }
        files
            .iter()
            .try_for_each(|file| out.push(&[Value::Text(Some(file)), Value::Text(None)]))
    }
}
