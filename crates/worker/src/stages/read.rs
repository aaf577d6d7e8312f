//! Files into reports, each read by itself.
//!
//! A row names a `file`; its bytes come in `content`, or, where that is empty, the file is opened here. `input` is the
//! file's place among the inputs and comes out again, with the `number` of what was found in it.

use super::{Options, Stage, guarded};
use crate::rows::{Columns, Kind, Rows, Sheet, Value};
use engine::{Inputs, Opened, Problem, Shelf, Silent};
use record::{Report, Source};

pub(super) struct Read {
    config: engine::Config,
}

impl Read {
    pub(super) fn of(options: Options) -> Self {
        Self {
            config: options.config,
        }
    }
}

/// Writes what is read as it comes.
struct Written<'a, 'w> {
    out: &'a mut Sheet<'w>,
    input: Option<i64>,
    number: i64,
    outcome: Result<(), String>,
}

impl Written<'_, '_> {
    fn row(&mut self, read: Result<Report, Problem>) -> Result<(), String> {
        use Value::{Long, Text};
        self.number += 1;
        let number = Long(Some(self.number));
        match read {
            Ok(report) => {
                let json = serde_json::to_string(&report).map_err(|e| e.to_string())?;
                self.out.push(&[
                    Long(self.input),
                    number,
                    Text(Some(key(&report.id))),
                    Text(Some(&report.id)),
                    Text(Some(&report.source)),
                    Text(Some(&report.file)),
                    Long(report.line.and_then(|l| i64::try_from(l).ok())),
                    Text(report.canonical.as_deref()),
                    Text(report.day()),
                    Text(Some(&json)),
                    Text(None),
                ])
            }
            Err(problem) => self.out.push(&[
                Long(self.input),
                number,
                Text(None),
                Text(None),
                Text(None),
                Text(Some(&problem.file)),
                Long(problem.line.and_then(|l| i64::try_from(l).ok())),
                Text(None),
                Text(None),
                Text(None),
                Text(Some(&problem.reason)),
            ]),
        }
    }
}

impl Shelf for Written<'_, '_> {
    fn knows(&mut self, _: &Source) -> bool {
        false
    }

    fn take(&mut self, batch: Vec<Result<Opened, Problem>>) {
        for opened in batch {
            let read = match opened {
                Ok(opened) => opened.report.map(Ok),
                Err(problem) => Some(Err(problem)),
            };
            if let (Some(read), true) = (read, self.outcome.is_ok()) {
                self.outcome = self.row(read);
            }
        }
    }
}

impl Stage for Read {
    fn columns(&self) -> Columns {
        &[
            ("input", Kind::Long),
            ("number", Kind::Long),
            ("key", Kind::Text),
            ("id", Kind::Text),
            ("source", Kind::Text),
            ("file", Kind::Text),
            ("line", Kind::Long),
            ("canonical", Kind::Text),
            ("day", Kind::Text),
            ("json", Kind::Text),
            ("error", Kind::Text),
        ]
    }

    fn take(&mut self, rows: &Rows, out: &mut Sheet<'_>) -> Result<(), String> {
        let (inputs, files, contents) = (rows.long("input")?, rows.text("file")?, rows.bytes("content")?);
        for ((input, file), content) in inputs.into_iter().zip(files).zip(contents) {
            let file = file.unwrap_or_default().to_owned();
            let mut shelf = Written {
                out,
                input,
                number: 0,
                outcome: Ok(()),
            };
            let done = guarded(|| match content {
                Some(bytes) => {
                    let held = [(file.clone(), bytes.to_vec())];
                    engine::read_onto(Inputs::Bytes(&held), &self.config, &Silent, &mut shelf);
                }
                None => {
                    engine::read_onto(
                        Inputs::Paths(std::slice::from_ref(&file)),
                        &self.config,
                        &Silent,
                        &mut shelf,
                    );
                }
            });
            if let (Err(reason), true) = (done, shelf.outcome.is_ok()) {
                let line = None;
                shelf.outcome = shelf.row(Err(Problem { file, line, reason }));
            }
            shelf.outcome?;
        }
        Ok(())
    }
}

/// What ids that may come to be the same one have in common: an id that another record has too is given the first twelve
/// digits of its source behind a tilde ([`engine::admit`]).
fn key(id: &str) -> &str {
    const DIGITS: usize = 12;
    let mut key = id;
    while let Some((before, digits)) = key.rsplit_once('~') {
        if digits.len() != DIGITS || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            break;
        }
        key = before;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn ids_that_may_come_to_be_one_have_one_key() {
        assert_eq!(key("a"), "a");
        assert_eq!(key("a~0123456789ab~0123456789ab"), "a");
        assert_eq!(key("a~b"), "a~b");
        assert_eq!(key("a~0123456789abc"), "a~0123456789abc");
    }
}
