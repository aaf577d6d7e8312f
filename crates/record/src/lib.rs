//! The nouns of Twosource, in the words of its contract, and their JSON form.
//!
//! Every offset is a byte offset into a report's [`Text`] (UTF-8), end-exclusive and on a character boundary.
//! This crate imports nothing of ours; what is absent from it on purpose: opening files, reading language,
//! comparing reports, and any rendering.

mod citation;
mod claim;
mod comparison;
mod dependents;
mod grouping;
mod independence;
mod language;
mod number;
mod page;
mod published;
mod report;
mod reuse;
mod segment;
mod source;
mod span;
mod story;
mod stretch;
mod text;
mod why;

pub use citation::Citation;
pub use claim::{
    ClaimCheck, ClaimConflict, Difference, DifferenceKind, Near, Verdict, Witness, WitnessBasis,
};
pub use comparison::{Alteration, AlterationKind, Comparison, Part, PartKind, Row};
pub use dependents::{Borne, BorneKind, Dependent, Dependents, Named, Rests, StoryBorne};
pub use grouping::{
    Chapter, ChapterKind, Decision, DecisionKind, Event, RoundUp, StreamChange, StreamEvent, Streamed,
};
pub use independence::{Edge, EdgeBasis, Independent, Origins};
pub use language::{Name, NameKind, Quantity, Quote, QuoteForm, Scope, Sentence, TimeExpression, TimeType};
pub use page::{ByteMap, Page};
pub use published::{Candidate, DateBasis, Precision, Published};
pub use report::{
    Agency, AgencyBasis, Dateline, Ending, Family, FamilyShares, Original, OutletKind, Report, Twin, Version,
    VersionOrder,
};
pub use reuse::{Direction, Passage, PassageKind, Reuse, ReuseBasis, ReuseKind};
pub use segment::{Segment, SegmentKind, Warning};
pub use source::{Body, Record, Source, SourceId};
pub use span::{SourceSpan, Span};
pub use story::{
    Brief, BriefSentence, Briefing, Change, ChangeKind, Edit, EditClass, Floor, NameSummary, Policy,
    QuoteReading, QuoteVariant, Reading, ReadingValue, Relation, Sources, Speaker, Statement, Step, Story,
    Support, TimelineEntry, ToldFigure,
};
pub use stretch::{Stretch, StretchKind};
pub use text::Text;
pub use why::{Evidence, EvidenceKind, Tie, Why};

/// The version of the JSON form. It rises when a field is renamed or dropped.
pub const SCHEMA: u32 = 1;
