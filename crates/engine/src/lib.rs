//! Strings the rooms together and nothing else: the order of the stages, threads, progress, limits.
//!
//! What is absent on purpose: any finding of its own, and any rendering. Threads only divide the work; results are put
//! back in order, so their number never changes a byte.

mod brief;
mod claim;
mod compare;
mod dependents;
mod head;
mod pick;
mod pile;
mod progress;
mod stories;
mod stream;
mod threads;
mod why;

pub use brief::{brief, joined as joined_briefings, settle, tell_each};
pub use claim::{LONGEST_CLAIM, check, check_told, claim};
pub use compare::{compare, joined};
pub use dependents::dependents;
pub use head::StoryHead;
pub use pick::{NotPicked, called, pick};
pub use pile::{
    Inputs, Opened, Pile, Shelf, admit, gather, read_each, read_inputs, read_onto, read_pile, read_sources,
};
pub use progress::{Progress, Silent};
pub use stories::{Gathered, Members, RoundUpMember, group, reuse, stories};
pub use stream::{Streaming, stream};
pub use threads::Threads;
pub use why::{decide, why};

pub use ingest::{Problem, files, outlines};
pub use relate::reuse::Found;
pub use relate::stories::stream::Window;
pub use tell::guard::inert;
pub use tell::label::line as figure_line;
pub use tell::timeline::Bounds;

/// What a run is asked for.
#[derive(Debug, Clone)]
pub struct Config {
    /// How inputs are opened.
    pub ingest: ingest::Config,
    /// The user knows that all the input is one story.
    pub one_story: bool,
    /// Keep only the story of the report with this id (or file name).
    pub story_of: Option<String>,
    /// What a person decided of reports: kept by the stories, and told as theirs.
    pub decisions: Vec<record::Decision>,
    /// Sentences of a brief.
    pub sentences: usize,
    /// Bounds of the timeline.
    pub timeline: Bounds,
    /// How a figure on which reports differ is told as one.
    pub policy: record::Policy,
    /// Whether segments keep their byte ranges in the page.
    pub source_map: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            ingest: ingest::Config::default(),
            one_story: false,
            story_of: None,
            decisions: Vec::new(),
            sentences: 8,
            timeline: Bounds {
                limit: Some(20),
                from: None,
                to: None,
            },
            policy: record::Policy::default(),
            source_map: false,
        }
    }
}
