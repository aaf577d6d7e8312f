//! Opens inputs and yields sources; the only opener of inputs. Cleans nothing.

use record::Source;

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

/// What opening inputs is bound by.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// `--field OURS=THEIRS`: further spellings of record fields.
    pub fields: Vec<(String, String)>,
}

/// Opens every input, calling `each` with every source or problem in turn: paths sorted, records in file order.
pub fn open(paths: &[String], config: &Config, each: &mut dyn FnMut(Result<Source, Problem>)) {
    let _ = (paths, config, each);
}
