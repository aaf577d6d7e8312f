//! What is found in a report's words: sentences, names, quotes, quantities, times.

use crate::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sentence {
    /// Where it stands, without white space at its ends.
    #[serde(flatten)]
    pub span: Span,
}

/// A mention of someone or something by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Name {
    /// The name without titles before it.
    #[serde(flatten)]
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
    /// Who or what it is, such as `barack-obama`: the same for every short form in the report.
    pub entity: String,
    /// Title or role beside this mention, such as "Secretary of State".
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub role: Option<String>,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    /// A person.
    Person,
    /// A company, body, party, agency, armed group.
    Organization,
    /// A city, country, region, facility.
    Place,
    /// A nationality, religion or people ("Russian", "Kurds").
    Group,
    /// A named event.
    Event,
    /// Anything else.
    Other,
}

/// A quotation or attributed statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// Whether the words are the speaker's own.
    pub form: QuoteForm,
    /// What was said, in one or more pieces, without the quote marks for direct speech.
    pub content: Vec<Span>,
    /// The words that mark it as said, such as "told reporters".
    pub cue: Vec<Span>,
    /// The words that name the speaker.
    pub source: Vec<Span>,
    /// The speaker's full name or description; `None` rather than wrong.
    pub speaker: Option<String>,
    /// The speaker's entity, where it is a name.
    pub entity: Option<String>,
    /// From 0 to 1, in steps of one hundredth.
    pub confidence: f64,
}

impl Quote {
    /// From the first to the last byte of the content.
    #[must_use]
    pub fn envelope(&self) -> Option<Span> {
        self.content.iter().copied().reduce(Span::cover)
    }
}

/// Whether the words of a quote are the speaker's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum QuoteForm {
    /// All inside quote marks.
    Direct,
    /// None inside quote marks.
    Indirect,
    /// Partly.
    Mixed,
}

/// A figure with what it counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// The figure's words with hedge and unit, such as "at least 35 people".
    #[serde(flatten)]
    pub span: Span,
    /// What is measured: `killed`, `wounded`, `missing`, `arrested`, `displaced`, `evacuated`, `attacks`, `voted`,
    /// `money`, `percent`, `duration`, `distance`, `count` and so on.
    pub measure: String,
    /// Lower bound; `None` where there is none ("up to 40").
    #[serde(serialize_with = "crate::number::serialize")]
    pub min: Option<f64>,
    /// Upper bound; `None` where there is none ("at least 35").
    #[serde(serialize_with = "crate::number::serialize")]
    pub max: Option<f64>,
    /// Whether the words say it is not exact ("around", "some", "dozens").
    pub approximate: bool,
    /// The unit, such as `people`, `USD`, `km`.
    pub unit: Option<String>,
    /// The noun counted, as written.
    pub counted: Option<String>,
    /// The hedge, as written.
    pub hedge: Option<String>,
    /// What part of the event it speaks of.
    pub scope: Scope,
    /// Who says so, as written or resolved.
    pub attributed_to: Option<String>,
    /// The place it is told of.
    pub place: Option<String>,
    /// The time it is told of, ISO 8601.
    pub time: Option<String>,
}

/// What part of the event a figure speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The event of the report.
    Event,
    /// A part of it ("including four children").
    Part,
    /// A total over a longer time (a war's dead).
    Cumulative,
    /// Another, earlier event.
    Background,
}

/// A time expression, in the manner of TIMEX3.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimeExpression {
    /// Its words.
    #[serde(flatten)]
    pub span: Span,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// TIMEX3 value, such as `2016-09-05`, `2016-W36`, `P2D`, `PAST_REF`; empty where it can't be told.
    pub value: String,
    /// First day, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Day after the last.
    pub until: Option<String>,
}

/// TIMEX3 type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}
