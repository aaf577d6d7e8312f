//! Work over time: adding to an archive, reading and telling all of it anew, and what changed between two runs.
//!
//! `engine` reads, groups and tells; `archive` stores; this room decides what has to be done anew. What is absent on
//! purpose: any finding of its own, any rendering, and the clock: moments are passed in.

mod add;
pub mod alerts;
mod brief;
mod changes;
mod check;
mod regroup;
mod rerun;
mod verify;
pub mod watch;

pub use add::{Added, add, add_bytes};
pub use brief::{brief, plain, retell};
pub use changes::{Difference, DifferenceKind, between, changes};
pub use check::check;
pub use rerun::rerun;
pub use verify::verify;

use std::time::Duration;

/// Days between the publications of two reports beyond which an addition doesn't bring them into one story, once an
/// archive is past [`WHOLE`].
pub const REACH: u32 = 30;
/// Up to so many reports all of an archive is grouped anew with each addition, so that the order of additions changes
/// nothing.
pub const WHOLE: usize = 4_000;

/// The version of the program that readings and tellings are told apart by.
pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// What is asked for, and by whom.
#[derive(Clone)]
pub struct Task<'a> {
    /// How reports are read.
    pub config: &'a engine::Config,
    /// Who asks.
    pub who: &'a str,
    /// When it begins, as ISO 8601; the only clock.
    pub began: &'a str,
    /// What the clock says once it is done.
    pub ended: &'a dyn Fn() -> String,
    /// How long to wait for another writer.
    pub wait: Duration,
}

impl Task<'_> {
    /// What tellings hang on, as JSON.
    fn asked(&self) -> String {
        let (sentences, timeline) = (self.config.sentences, self.config.timeline.limit);
        serde_json::json!({ "sentences": sentences, "timeline": timeline }).to_string()
    }

    /// How inputs are opened, as JSON. Limits are no part of it: they decide whether a report is read, and never how.
    fn opening(&self) -> String {
        serde_json::json!({ "fields": self.config.ingest.fields }).to_string()
    }

    fn begin<'b>(&'b self, kind: &'b str, config: &'b str, opening: &'b str) -> archive::Begin<'b> {
        archive::Begin {
            kind,
            program: PROGRAM,
            config,
            opening,
            who: self.who,
            at: self.began,
            wait: self.wait,
        }
    }

    /// How reports are read to be stored: pages with the byte ranges of their segments.
    fn storing(&self) -> engine::Config {
        engine::Config {
            source_map: true,
            one_story: false,
            story_of: None,
            ..self.config.clone()
        }
    }
}
