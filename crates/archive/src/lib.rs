//! The embedded store: one file of SQLite that keeps what was opened, what was read in it, and what was told of it.
//!
//! Law 13: a run is stored whole or not at all, and a reader sees one whole run. A writer stores as it goes, unseen; its
//! [`Writer::commit`] makes all of it seen at once. Every reading goes through a [`Snapshot`] of one run.
//! Law 14: what a person corrects is kept beside what was found.
//!
//! What is absent on purpose: reading, grouping and telling (`desk` asks `engine` for them and stores what comes), any
//! rendering, and the clock: moments are passed in.

mod backup;
mod corrections;
mod custody;
mod error;
mod facets;
mod lock;
mod pack;
mod place;
mod query;
mod reader;
mod rows;
mod schema;
mod search;
mod verify;
mod writer;

pub use backup::backup;
pub use corrections::{CorrectionKind, correct, undo};
pub use error::{Error, Result};
pub use facets::{Facet, Facets};
pub use lock::Lock;
pub use query::{Filter, Query, Sort};
pub use reader::{Archive, Found, Snapshot};
pub use rows::{Corrected, Correction, Entry, Page, Paged, ReportRow, Run, StoryRow, Totals};
pub use search::{Hit, Hits, Mark};
pub use verify::{Fault, Reread, Verified};
pub use writer::{Begin, Key, Known, Packed, PackedReport, Summary, Telling, Writer};
