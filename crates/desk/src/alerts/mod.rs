//! Alerts: what somebody wants to hear of, found in what each run changed, and told once.
//!
//! An alert is a saved search and the changes that count. What fits is written down before it is sent, and marked once it was;
//! so a crash between the two costs a second sending of the same, which says by its id that it is the same, and never one that
//! is lost. What is absent on purpose: a clock, which is passed in, and a list of addresses of its own.

mod conditions;
pub mod feed;
mod rules;
pub mod send;
mod state;

pub use rules::{Alert, Alerts, On};
pub use state::{FILE, Fired, Journal};

use archive::{Archive, Error};
use std::path::Path;

/// Looks at what the runs since the last look changed, and writes down what fits an alert. At the first look everything counts
/// as known: an alert is about what comes.
///
/// # Errors
/// Those of the archive, and of the journal beside it.
pub fn look(path: &Path, alerts: &Alerts, at: &str) -> Result<Journal, Error> {
    let mut journal = Journal::load(path)?;
    let now = Archive::open(path)?;
    let now = now.snapshot()?;
    match journal.run {
        Some(since) if since < now.run() => {
            let then = Archive::open(path)?;
            let mut then = then.snapshot()?;
            then.rewind(since);
            for fired in conditions::fired(alerts, &then, &now, at)? {
                journal.put(fired);
            }
        }
        _ => {}
    }
    if journal.run != Some(now.run()) {
        journal.run = Some(now.run());
        journal.store(path)?;
    }
    Ok(journal)
}
