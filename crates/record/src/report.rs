//! One report, read by itself.

use crate::{Name, Quantity, Quote, Sentence, SourceSpan, Span, Text, TimeExpression};
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

/// When a report was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// ISO 8601 to the given precision; with an offset where the input gave one.
    pub value: String,
    /// How exact it is.
    pub precision: Precision,
    /// Where it comes from.
    pub basis: DateBasis,
    /// Every date considered, the chosen one too.
    pub candidates: Vec<Candidate>,
}

/// One date considered as the publication date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Candidate {
    /// ISO 8601.
    pub value: String,
    /// Where it comes from.
    pub basis: DateBasis,
    /// Its words in the text, where it stands there.
    #[serde(flatten)]
    pub span: Option<Span>,
    /// Whether it is the date of a change, as the source calls it.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub modified: bool,
    /// Why it was not chosen; `None` for the chosen one.
    pub rejected: Option<String>,
}

impl Candidate {
    /// A candidate that nothing speaks against yet.
    #[must_use]
    pub fn new(value: impl Into<String>, basis: DateBasis, span: Option<Span>) -> Self {
        Self {
            value: value.into(),
            basis,
            span,
            modified: false,
            rejected: None,
        }
    }

    /// The same, as the date of a change.
    #[must_use]
    pub fn of_change(self) -> Self {
        Self {
            modified: true,
            ..self
        }
    }

    /// The same, with the reason against it.
    #[must_use]
    pub fn rejected(self, why: impl Into<String>) -> Self {
        Self {
            rejected: Some(why.into()),
            ..self
        }
    }
}

/// How exact a date is, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// To the second.
    Second,
    /// To the minute.
    Minute,
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
}

/// Where a date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DateBasis {
    /// A field of the record.
    Field,
    /// The page's metadata.
    Metadata,
    /// A line above the text.
    Header,
    /// The address.
    Url,
    /// The dateline.
    Dateline,
    /// Dates in the running text or captions.
    Text,
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Where it stands, without white space at its ends.
    #[serde(flatten)]
    pub span: Span,
    /// For HTML: the byte ranges of the page it comes from.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub source: Vec<SourceSpan>,
}

impl Segment {
    /// A segment without a source map.
    #[must_use]
    pub fn new(kind: SegmentKind, span: Span) -> Self {
        Self {
            kind,
            span,
            source: Vec::new(),
        }
    }
}

/// What a part of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SegmentKind {
    /// The title.
    Headline,
    /// The line below the title.
    Deck,
    /// Who wrote it.
    Byline,
    /// Place and date, where they stand in a line of their own or before a dash.
    Dateline,
    /// Running text.
    Paragraph,
    /// A section head.
    Heading,
    /// A list item.
    List,
    /// A block quote.
    Blockquote,
    /// A table row.
    Table,
    /// Words under a picture.
    Caption,
    /// A credit: of an agency, of contributors, of a photographer.
    Credit,
    /// An editor's note.
    Note,
    /// A correction of this or of an earlier version of the report.
    Correction,
    /// A post of a social network, set into the report.
    Embed,
    /// Pointers to other reports: "Read more", "Related".
    Related,
    /// A pitch for a newsletter, a subscription or an app.
    Pitch,
    /// What else belongs to the site and not to the report.
    Furniture,
}

impl SegmentKind {
    /// Whether its words are the report's own running text.
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Paragraph | Self::List | Self::Blockquote)
    }

    /// Whether it belongs to the site and not to the report.
    #[must_use]
    pub const fn is_furniture(self) -> bool {
        matches!(self, Self::Related | Self::Pitch | Self::Furniture)
    }

    /// Whether it speaks about the report in the editors' name.
    #[must_use]
    pub const fn is_note(self) -> bool {
        matches!(self, Self::Note | Self::Correction)
    }

    /// Whether sentences are sought in it.
    #[must_use]
    pub const fn has_sentences(self) -> bool {
        self.is_running() || matches!(self, Self::Headline | Self::Deck | Self::Caption)
    }
}

/// What a reader should know before trusting a report or a run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// A short fixed word, such as `date-conflict`, `truncated-sentence`, `mojibake`, `empty`.
    pub code: String,
    /// A sentence for a person.
    pub message: String,
    /// Where in the text, if anywhere.
    #[serde(flatten)]
    pub span: Option<Span>,
}

impl Warning {
    /// A warning about the report as a whole.
    #[must_use]
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            span: None,
        }
    }

    /// A warning about a place in the text.
    #[must_use]
    pub fn at(code: &str, message: impl Into<String>, span: Span) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            span: Some(span),
        }
    }
}
