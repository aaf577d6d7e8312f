//! The stages of a bulk run, each a stream of rows in and a stream of rows out.
//!
//! A stage sees a part of the collection at a time and knows nothing of the other parts: what must be known of the whole is
//! joined to its rows, or comes as [`Known`]. Where rows of one group belong together they come in a row; the group ends
//! where its key changes. A row that can't be used is given out with its `error`, and the rest goes on.
//!
//! | stage | rows in | rows out |
//! |---|---|---|
//! | `inputs` | what a user named | the files behind it |
//! | `read` | files or their bytes | reports |
//! | `admit` | reports by `key` in the order of the inputs | reports under ids of their own |
//! | `versions` | reports by `canonical` address | those that stand, without what comparing needs not |
//! | `marks` | reports | what their texts are found by |
//! | `fingerprints`, `names` | postings by mark and text | pairs of texts that share the mark |
//! | `learn` | pairs of texts | the stock phrases that they show |
//! | `pairs` | pairs of texts with all reports that print them | pairs of reports |
//! | `origins` | pairs of reports by component | pairs of reports with their origins |
//! | `stories` | reports by window of time | members of stories |
//! | `brief` | members by story | stories told |

mod admit;
mod brief;
mod group;
mod inputs;
mod learn;
mod marks;
mod origins;
mod pairs;
mod postings;
mod read;
mod stories;
mod versions;

use crate::rows::{Columns, Rows, Sheet};
use arrow_ipc::reader::StreamReader;
use relate::reuse::parts;
use std::io::{BufReader, Read, Write};

/// What a stage is bound by and knows of the whole collection.
#[derive(Debug, Default)]
pub struct Options {
    /// How inputs are opened and stories told.
    pub config: engine::Config,
    /// Stock phrases and agencies.
    pub known: parts::Known,
}

/// The names of the stages.
pub const STAGES: [&str; 12] = [
    "inputs",
    "read",
    "admit",
    "versions",
    "marks",
    "fingerprints",
    "names",
    "learn",
    "pairs",
    "origins",
    "stories",
    "brief",
];

/// One stage at work.
trait Stage {
    /// The columns of its answer.
    fn columns(&self) -> Columns;
    /// Takes a batch.
    fn take(&mut self, rows: &Rows, out: &mut Sheet<'_>) -> Result<(), String>;
    /// Takes the end of the stream.
    fn end(&mut self, _: &mut Sheet<'_>) -> Result<(), String> {
        Ok(())
    }
}

/// Runs the stage of this name over a stream of rows.
///
/// # Errors
/// What to tell the user, where the stream is none, its columns are others, or the output can't be written.
pub fn run(stage: &str, options: Options, input: impl Read, output: &mut dyn Write) -> Result<(), String> {
    let mut stage: Box<dyn Stage> = match stage {
        "inputs" => Box::new(inputs::Inputs),
        "read" => Box::new(read::Read::of(options)),
        "admit" => Box::<admit::Admit>::default(),
        "versions" => Box::<versions::Versions>::default(),
        "marks" => Box::new(marks::Marks),
        "fingerprints" => Box::new(postings::Postings::of(parts::Joining::by_fingerprints())),
        "names" => Box::new(postings::Postings::of(parts::Joining::by_names())),
        "learn" => Box::<learn::Learn>::default(),
        "pairs" => Box::new(pairs::Pairs::of(options)),
        "origins" => Box::new(origins::Origins::of(options)),
        "stories" => Box::new(stories::Stories::of(options)),
        "brief" => Box::new(brief::Brief::of(options)),
        other => {
            return Err(format!(
                "there is no stage {other:?}; there is {}",
                STAGES.join(", ")
            ));
        }
    };
    let opened = guarded(|| StreamReader::try_new(BufReader::with_capacity(1 << 16, input), None))?;
    let mut stream = opened.map_err(|e| format!("the input is no Arrow stream: {e}"))?;
    let mut out = Sheet::open(stage.columns(), output)?;
    // A damaged stream may be more than its reader is made for.
    while let Some(batch) = guarded(|| stream.next())? {
        let batch = batch.map_err(|e| format!("the input is damaged: {e}"))?;
        stage.take(&Rows(batch), &mut out)?;
    }
    stage.end(&mut out)?;
    out.close()
}

/// What comes of work on one row, where a fault of ours must not stop the others.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).map_err(|panic| {
        let said = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
        let said = said.or_else(|| panic.downcast_ref::<String>().cloned());
        format!(
            "can't be worked on, by a fault of the program: {}",
            said.unwrap_or_default()
        )
    })
}

#[cfg(test)]
mod tests;
