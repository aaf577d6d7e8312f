//! Many reports of one event, set against each other.

use crate::{
    Chapter, Citation, Decision, Event, Independent, NameKind, Origins, Precision, Report, Reuse, RoundUp,
    SCHEMA, Span, Warning,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The main job's whole answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Briefing {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Every report read, as `read` gives it.
    pub reports: Vec<Report>,
    /// The stories, the one of most reports first.
    pub stories: Vec<Story>,
    /// What could not be read, and what a reader should know of the run.
    pub warnings: Vec<Warning>,
}

impl Default for Briefing {
    fn default() -> Self {
        Self {
            schema: SCHEMA,
            reports: Vec::new(),
            stories: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

/// One story. `twosource stories` gives the fields up to `sources`; `brief` all of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Story {
    /// Stays the same while its earliest report stays.
    pub id: String,
    /// The headline that stands for it best.
    pub title: String,
    /// Ids of its reports, by date and then id.
    pub reports: Vec<String>,
    /// Ids of earlier versions of its reports, by report and number. They count as no further report, outlet or source.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub earlier: Vec<String>,
    /// Reports that tell this story among others, each in the cited passages alone.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub round_ups: Vec<RoundUp>,
    /// Its later parts, in order of time.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub chapters: Vec<Chapter>,
    /// What a person decided of its reports.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub decisions: Vec<Decision>,
    /// The happenings that it tells of, in order of time.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub events: Vec<Event>,
    /// Earliest publication.
    pub first_published: Option<String>,
    /// Latest publication.
    pub last_published: Option<String>,
    /// How many stand behind it.
    pub sources: Sources,
    /// The short telling.
    #[serde(default)]
    pub brief: Brief,
    /// Who said what, in which wordings.
    #[serde(default)]
    pub quotes: Vec<QuoteReading>,
    /// Figures and how they relate.
    #[serde(default)]
    pub quantities: Vec<Reading>,
    /// How it developed.
    #[serde(default)]
    pub timeline: Vec<TimelineEntry>,
    /// Who shares text with whom.
    #[serde(default)]
    pub reuse: Vec<Reuse>,
    /// Who and what it is about.
    #[serde(default)]
    pub names: Vec<NameSummary>,
    /// What a later report changed of an earlier one.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// Signs of dependence, and the groups that the independent counts rest on.
    #[serde(default)]
    pub origins: Origins,
}

/// How many reports, outlets and independent origins stand behind a story.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sources {
    /// Reports.
    pub reports: usize,
    /// Different outlets; a report without a known outlet counts as one of its own.
    pub outlets: usize,
    /// Independent origins.
    pub independent: Independent,
    /// The count in words, a sentence each.
    #[serde(default)]
    pub why: Vec<String>,
}

/// What stands behind a statement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Support {
    /// Reports that say it.
    pub reports: usize,
    /// Independent origins among them.
    pub independent: Independent,
    /// Whom the reports name as their source for it.
    pub attributed_to: Vec<String>,
    /// Words of the sentence that stand in one source alone, though the rest of it stands in several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alone: Vec<String>,
}

/// The same statement in one or several reports: what a brief chooses from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// The sentence in each report that says it, best wording first; never empty.
    pub citations: Vec<Citation>,
    /// What stands behind its best confirmed wording.
    pub support: Support,
    /// What stands behind each of the first citations' wording, which is less where the others don't say all that it says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<Independent>,
    /// Words of each of these wordings that one source alone has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alone: Vec<Vec<String>>,
}

impl Statement {
    /// The words of one citation that one source alone has, though several have the rest.
    #[must_use]
    pub fn alone(&self, citation: usize) -> &[String] {
        self.alone.get(citation).map_or(&[], Vec::as_slice)
    }

    /// What stands behind the wording of one citation: of those that were not counted, one origin.
    #[must_use]
    pub fn behind(&self, citation: usize) -> Independent {
        let counted = self.confirmed.get(citation).copied();
        let one = Independent {
            low: self.support.independent.low.min(1),
            ..self.support.independent
        };
        counted.unwrap_or(if self.confirmed.is_empty() {
            self.support.independent
        } else {
            one
        })
    }
}

/// The short telling of a story.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Brief {
    /// Its sentences, in order of time and then of the reports.
    pub sentences: Vec<BriefSentence>,
}

/// One sentence of a brief, taken from a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BriefSentence {
    /// Its words, those of the first citation.
    pub text: String,
    /// Where they stand, and where other reports say the same; never empty.
    pub citations: Vec<Citation>,
    /// What stands behind it.
    pub support: Support,
}

/// Who speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Speaker {
    /// Full name or description.
    pub name: String,
    /// Entity, where it is a name.
    pub entity: Option<String>,
    /// Role, where a report gives one.
    pub role: Option<String>,
}

/// The same remark across reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteReading {
    /// Who said it; `None` where no report names a speaker with certainty.
    pub speaker: Option<Speaker>,
    /// Its wordings, the fullest first; never empty.
    pub variants: Vec<QuoteVariant>,
    /// Reports that carry it.
    pub reports: usize,
    /// Independent origins among them.
    pub independent: Independent,
}

/// One wording of a remark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteVariant {
    /// The words, pieces joined by " … ".
    pub text: String,
    /// Where they stand; never empty.
    pub citations: Vec<Citation>,
    /// What differs from the fullest wording; empty for the fullest itself.
    pub edits: Vec<Edit>,
    /// The gravest class of these differences; `None` where nothing differs.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub class: Option<EditClass>,
}

/// What a difference between two wordings of a remark amounts to, the slightest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EditClass {
    /// One gives more of the remark than the other.
    Extent,
    /// The same words in another form: spelling, contraction, an editor's bracket.
    Form,
    /// Other words.
    Wording,
    /// A negation, a number or a name differs.
    Meaning,
}

/// A difference of words against the fullest wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase", tag = "kind")]
pub enum Edit {
    /// Words of the fullest wording left out.
    Omitted {
        /// The words.
        words: String,
    },
    /// Words added, brackets included.
    Added {
        /// The words.
        words: String,
    },
    /// The same word in another spelling or form: "metres" and "meters", "forty" and "40".
    Spelled {
        /// In the fullest wording.
        from: String,
        /// Here.
        to: String,
    },
    /// Words put for others.
    Changed {
        /// In the fullest wording.
        from: String,
        /// Here.
        to: String,
    },
}

/// The same figure across reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// What is measured.
    pub measure: String,
    /// What of: a place, a noun counted, a scope.
    pub about: Option<String>,
    /// Id of the event that it is a figure of, where that is told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub event: Option<String>,
    /// How the values stand to each other.
    pub relation: Relation,
    /// Why the relation was chosen, for a person.
    pub why: String,
    /// The values, by the number of reports and then size; never empty.
    pub values: Vec<ReadingValue>,
    /// The values told as one, and by which policy; where nothing is told, no policy was asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub told: Option<ToldFigure>,
    /// What two independent sources give or exceed, though their counts differ.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub floor: Option<Floor>,
    /// Reports that give one.
    pub reports: usize,
    /// Independent origins among them.
    pub independent: Independent,
}

/// The highest number that two independent sources give or exceed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Floor {
    /// The number.
    #[serde(serialize_with = "crate::number::exact")]
    pub min: f64,
    /// Independent origins that give it or more; at least two, all signs of dependence taken.
    pub independent: Independent,
    /// Where they do, in order.
    pub citations: Vec<Citation>,
}

/// A figure told as one value or one range, though its reports may differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ToldFigure {
    /// How it was chosen.
    pub policy: Policy,
    /// Lower bound; `None` where the reports give none ("up to 40").
    #[serde(serialize_with = "crate::number::serialize")]
    pub min: Option<f64>,
    /// Upper bound; `None` where the reports give none ("at least 35").
    #[serde(serialize_with = "crate::number::serialize")]
    pub max: Option<f64>,
    /// Places, from 0, of the values that it is taken from; never empty.
    pub of: Vec<usize>,
}

/// How a figure on which reports differ is told as one.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    /// The lowest value.
    Conservative,
    /// From the lowest to the highest.
    #[default]
    Range,
    /// What most independent sources give.
    Majority,
    /// What the latest reports give.
    Latest,
}

/// One value of a figure, with everyone who gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReadingValue {
    /// Lower bound.
    #[serde(serialize_with = "crate::number::serialize")]
    pub min: Option<f64>,
    /// Upper bound.
    #[serde(serialize_with = "crate::number::serialize")]
    pub max: Option<f64>,
    /// Whether the words say it is not exact.
    pub approximate: bool,
    /// The hedge as written.
    pub hedge: Option<String>,
    /// The figure's words in its sentence.
    pub text: String,
    /// Who says so.
    pub attributed_to: Option<String>,
    /// Date of the latest report that gives it.
    pub as_of: Option<String>,
    /// Where it stands; never empty.
    pub citations: Vec<Citation>,
}

/// How the values of one figure stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// The same value.
    Agree,
    /// Ranges or hedges that can both be true.
    Compatible,
    /// A later report changes it because something happened or became known.
    Updated,
    /// Both can't be true of the same moment.
    Conflict,
    /// One report says it.
    Single,
}

/// Something that happened at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimelineEntry {
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: String,
    /// How exact the date is.
    pub precision: Precision,
    /// Words of the first citation.
    pub text: String,
    /// Id of the event that it tells of, where that is told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub event: Option<String>,
    /// Where they stand; never empty.
    pub citations: Vec<Citation>,
}

/// Who or what a story is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NameSummary {
    /// The entity.
    pub entity: String,
    /// Its fullest name.
    pub name: String,
    /// What it is.
    pub kind: NameKind,
    /// Role, where a report gives one.
    pub role: Option<String>,
    /// Mentions in all reports.
    pub mentions: usize,
    /// Reports that name it.
    pub reports: usize,
}

/// What a later report, or a later version of a report, changed of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// What kind of change.
    pub kind: ChangeKind,
    /// A sentence for a person.
    pub text: String,
    /// The earlier words; empty where words were added.
    pub before: Vec<Citation>,
    /// The later words; empty where words were taken out.
    pub after: Vec<Citation>,
    /// Between versions of one report: the words that differ within the sentence.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub edits: Vec<Edit>,
    /// Between versions of one report: which report and which versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub step: Option<Step>,
}

/// From one version of a report to the next.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    /// Id of the report's last version.
    pub report: String,
    /// Number of the earlier version, from 1; the later one is the next.
    pub from: usize,
    /// Whether it is known that the later one came later; else the two only differ.
    pub ordered: bool,
}

/// What kind of change a later report or version made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// A figure was raised, lowered or made exact.
    Figure,
    /// A correction or editor's note.
    Correction,
    /// Another headline over a later version.
    Headline,
    /// A sentence that only the later version has.
    Added,
    /// A sentence that only the earlier version has.
    Removed,
    /// A sentence that says something else, or the same in other words.
    Changed,
}

impl Briefing {
    /// The report of this id.
    #[must_use]
    pub fn report(&self, id: &str) -> Option<&Report> {
        self.reports.iter().find(|r| r.id == id)
    }
}

impl Citation {
    /// Cites the whole of `span`, widened to its sentence where it lies in one.
    #[must_use]
    pub fn sentence(report: &Report, span: Span) -> Self {
        Self::new(report, report.sentence_at(span.start()).map_or(span, |s| s.span))
    }
}
