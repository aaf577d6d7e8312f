//! Alerts: what somebody wants to hear of, found in what each run changed, and told once.
//!
//! An alert is a saved search and the changes that count. What fits is written down before it is sent, and marked once it was;
//! so a crash between the two costs a second sending of the same, which says by its id that it is the same, and never one that
//! is lost. What is absent on purpose: a clock, which is passed in, and a list of addresses of its own.

mod conditions;
mod corrected;
pub mod feed;
mod figures;
pub mod mail;
mod rules;
pub mod send;
mod state;

pub use rules::{Alert, Alerts, On};
pub use state::{Drift, FILE, Fired, Journal, Letter};

use archive::{Archive, Error};
use std::path::Path;
use std::time::Duration;

/// The right to look and to send, which one process has at a time: two would send the same twice.
#[derive(Debug)]
pub struct Turn(#[allow(dead_code, reason = "it is held, not asked")] archive::Lock);

/// Takes the turn at the archive at `path`; `holder` is what another that wants it is told meanwhile.
///
/// # Errors
/// Where another process has it, in words, or the lock's file can't be written.
pub fn turn(path: &Path, holder: &str) -> Result<Turn, String> {
    let mut file = state::place(path).into_os_string();
    file.push(".lock");
    // What is no archive gets no file of ours beside it.
    Archive::open(path).map_err(|e| e.to_string())?;
    match archive::Lock::take(Path::new(&file), holder, Duration::ZERO) {
        Ok(lock) => Ok(Turn(lock)),
        Err(Error::Held(by)) => Err(format!(
            "the alerts of this archive are being sent by {by}; one process at a time does that, so that nothing is sent twice"
        )),
        Err(error) => Err(error.to_string()),
    }
}

/// Looks at what the runs and the corrections since the last look changed, and writes down what fits an alert. At the first look
/// everything counts as known: an alert is about what comes.
///
/// # Errors
/// Those of the archive, and of the journal beside it.
pub fn look(path: &Path, alerts: &Alerts, at: &str) -> Result<Journal, Error> {
    let mut journal = Journal::load(path)?;
    let known = journal.clone();
    let now = Archive::open(path)?;
    let now = now.snapshot()?;
    if let Some(since) = journal.run.filter(|since| *since < now.run()) {
        let then = Archive::open(path)?;
        let mut then = then.snapshot()?;
        then.rewind(since);
        for fired in conditions::fired(alerts, &then, &now, at, &mut journal.drifting)? {
            journal.put(fired);
        }
    }
    let (last, corrected) = now.corrected_since(journal.entry)?;
    for fired in corrected::by_people(alerts, &now, &corrected, at)? {
        journal.put(fired);
    }
    (journal.run, journal.entry) = (Some(now.run()), Some(last));
    if journal != known {
        journal.store(path)?;
    }
    Ok(journal)
}
