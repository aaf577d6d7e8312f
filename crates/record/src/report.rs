//! One report, read by itself.

use crate::{
    Name, Precision, Published, Quantity, Quote, Segment, Sentence, Span, Text, TimeExpression, Warning,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A report and all that was found in it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// [`crate::SCHEMA`].
    pub schema: u32,
    /// The id given in the input, else twelve digits of the source's hash.
    pub id: String,
    /// Where it was found.
    pub file: String,
    /// Line or record in that file, from 1, where it holds several.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u64>,
    /// SHA-256 of the source's bytes.
    pub source: String,
    /// Address as given.
    pub url: Option<String>,
    /// The address that all versions of the article and its twins (AMP, print, mobile) share, without the parts that
    /// only track readers; for telling articles apart, not for opening.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub canonical: Option<String>,
    /// The page of another outlet that this one names as its original.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub original: Option<Original>,
    /// Where several versions of it are at hand: which one this is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub version: Option<Version>,
    /// Where else the same article was given with the same text: its AMP or print form, a second capture.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub twins: Vec<Twin>,
    /// Who published it; `None` rather than wrong.
    pub outlet: Option<String>,
    /// What kind of outlet it is, where the table of outlets knows it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub outlet_kind: Option<OutletKind>,
    /// The outlet's country as ISO 3166 has it, two letters, where the table of outlets knows it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub outlet_country: Option<String>,
    /// The outlets that share a newsroom or an owner with it, where the table of outlets knows them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub family: Option<Family>,
    /// Title, without the outlet's name glued to it.
    pub headline: Option<String>,
    /// People only.
    pub bylines: Vec<String>,
    /// News agencies credited, each with the ground for it.
    pub agencies: Vec<Agency>,
    /// The agency in whose form the report ends, whether or not it is credited.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ending: Option<Ending>,
    /// Place and date at the head of the text.
    pub dateline: Option<Dateline>,
    /// When it was published, with the candidates that were rejected.
    pub published: Option<Published>,
    /// When it was last changed, as it says itself; ISO 8601 like `published`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub modified: Option<String>,
    /// When it was fetched, as the archive or crawl says; ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub captured: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// The text that every span points into.
    pub text: Text,
    /// The text's parts in order, not overlapping.
    pub segments: Vec<Segment>,
    /// Sentences of headline, deck, paragraphs and captions.
    pub sentences: Vec<Sentence>,
    /// Persons, organizations, places and other names.
    pub names: Vec<Name>,
    /// Who said what.
    pub quotes: Vec<Quote>,
    /// Figures with what they count.
    pub quantities: Vec<Quantity>,
    /// Time expressions, resolved.
    pub times: Vec<TimeExpression>,
    /// What a reader should know before trusting it.
    pub warnings: Vec<Warning>,
}

impl Report {
    /// The segment that holds byte `at`.
    #[must_use]
    pub fn segment_at(&self, at: usize) -> Option<&Segment> {
        let i = self.segments.partition_point(|s| s.span.end() <= at);
        self.segments.get(i).filter(|s| s.span.start() <= at)
    }

    /// The sentence that holds byte `at`.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Option<&Sentence> {
        let i = self.sentences.partition_point(|s| s.span.end() <= at);
        self.sentences.get(i).filter(|s| s.span.start() <= at)
    }

    /// Running text: the segments whose words are the report's own prose (paragraphs, lists, block quotes).
    pub fn running(&self) -> impl Iterator<Item = &Segment> {
        self.segments.iter().filter(|s| s.kind.is_running())
    }

    /// The day of publication as `YYYY-MM-DD`, where at least the day is known.
    #[must_use]
    pub fn day(&self) -> Option<&str> {
        self.published
            .as_ref()
            .filter(|p| p.precision <= Precision::Day)
            .and_then(|p| p.value.get(..10))
    }

    /// Whether a warning of this code overlaps `span`.
    #[must_use]
    pub fn warned(&self, code: &str, span: Span) -> bool {
        self.warnings
            .iter()
            .any(|w| w.code == code && w.span.is_some_and(|s| s.overlaps(span)))
    }
}

/// What kind of outlet published a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OutletKind {
    /// A newspaper or its site.
    Newspaper,
    /// A television or radio station, or a network of them.
    Broadcaster,
    /// A news agency's own site.
    Agency,
    /// A magazine or journal.
    Magazine,
    /// A newsroom that publishes on the web alone.
    Digital,
    /// An international body, government or charity that reports news of its work.
    Organization,
    /// A portal or aggregator, which mostly prints what others wrote.
    Portal,
}

/// Outlets that belong together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Family {
    /// Its name, as in the table of outlets.
    pub name: String,
    /// What its outlets share.
    pub shares: FamilyShares,
    /// For a newsroom: the name of the family of all its owner's outlets.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub owner: Option<String>,
}

/// What the outlets of a family share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FamilyShares {
    /// The people who report and edit: what one of them publishes, all of them do.
    Newsroom,
    /// An owner, who may have them print each other's copy.
    Owner,
}

/// The page of another outlet that a page names as its original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Original {
    /// Its address, in the form of [`Report::canonical`].
    pub address: String,
    /// Who published it: the table's name for its address, else its domain.
    pub outlet: String,
}

/// Which version of a report this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Version {
    /// The id of the last version, which stands for the report in stories.
    pub of: String,
    /// Its place among the versions, from 1.
    pub number: usize,
    /// How many there are.
    pub total: usize,
    /// What their order rests on.
    pub order: VersionOrder,
}

/// What the order of a report's versions rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum VersionOrder {
    /// The date of the last change that each gives of itself.
    Modified,
    /// When each was fetched.
    Captured,
    /// The date of publication that each gives of itself.
    Published,
    /// Nothing: they stand in order of their ids, and which was first is not known.
    Unknown,
}

/// Another source that holds the same article with the same text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Twin {
    /// The id it would have had.
    pub id: String,
    /// Its address as given.
    pub url: Option<String>,
    /// Where it was found.
    pub file: String,
    /// Line or record in that file, from 1, where it holds several.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u64>,
}

/// A credited news agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Agency {
    /// Full name, as in the table of agencies.
    pub name: String,
    /// Where the credit stands.
    pub basis: AgencyBasis,
    /// The credit's words; `None` where it stood in a field beside the text.
    #[serde(flatten)]
    pub span: Option<Span>,
}

/// Where an agency's credit was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AgencyBasis {
    /// "HANGZHOU, China (AP) —".
    Dateline,
    /// "By Reuters Staff", "Jane Doe, Associated Press".
    Byline,
    /// "— AFP" at the end, "with inputs from agencies".
    Credit,
    /// "Information for this article was contributed by …".
    Contributors,
    /// "Copyright 2016 The Associated Press".
    Copyright,
}

/// The form in which one agency ends its reports, as a report ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ending {
    /// Full name of the agency, as in the table of agencies.
    pub agency: String,
    /// The words.
    #[serde(flatten)]
    pub span: Span,
}

/// Place and date at the head of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dateline {
    /// The place as written.
    pub place: Option<String>,
    /// The date, `YYYY-MM-DD`, where one stands there.
    pub date: Option<String>,
    /// The dateline's words, up to and without the dash.
    #[serde(flatten)]
    pub span: Span,
}
