//! What is stored, made ready for it: the dear part of storing, which needs no archive and can be done side by side.

use crate::pack::{pack, unpack};
use crate::{Error, Result};
use record::{Briefing, Decision, Relation, Report, Source, SourceId, Span, Story};
use std::collections::{BTreeMap, BTreeSet};

/// A source and its report, packed to be stored.
#[derive(Debug)]
pub struct Packed {
    pub(super) hash: String,
    pub(super) size: usize,
    pub(super) bytes: Vec<u8>,
    pub(super) body: Vec<u8>,
    pub(super) report: Vec<u8>,
    pub(super) columns: Columns,
    pub(super) words: [String; 2],
}

#[derive(Debug)]
pub(super) struct Columns {
    pub(super) name: String,
    pub(super) file: String,
    pub(super) line: Option<i64>,
    pub(super) outlet: Option<String>,
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) day: Option<String>,
    pub(super) language: Option<String>,
    pub(super) canonical: Option<String>,
}

impl Packed {
    /// Packs a source and what was read in it. Takes most of the time of storing, and needs no archive: many can be
    /// packed side by side.
    #[must_use]
    pub fn new(source: &Source, report: &Report) -> Self {
        let json = |value: serde_json::Result<Vec<u8>>| value.expect("what was read has a JSON form");
        Self {
            hash: source.id().to_string(),
            size: source.bytes().len(),
            bytes: pack(source.bytes(), &[]),
            body: pack(&json(serde_json::to_vec(source.body())), source.bytes()),
            report: pack(&json(serde_json::to_vec(report)), source.bytes()),
            columns: Columns {
                name: report.id.clone(),
                file: report.file.clone(),
                line: report.line.and_then(|n| i64::try_from(n).ok()),
                outlet: report.outlet.clone(),
                headline: report.headline.clone(),
                published: report.published.as_ref().map(|p| p.value.clone()),
                day: report.day().map(str::to_owned),
                language: report.language.clone(),
                canonical: report.canonical.clone(),
            },
            words: [
                report.headline.clone().unwrap_or_default(),
                report.text.to_string(),
            ],
        }
    }

    /// The report's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.columns.name
    }
}

/// A story as told, packed to be stored.
#[derive(Debug)]
pub struct Telling {
    pub(super) key: String,
    pub(super) story: Story,
    pub(super) conflicts: usize,
    pub(super) told: Vec<u8>,
    pub(super) members: Vec<Member>,
}

#[derive(Debug)]
pub(super) struct Member {
    pub(super) id: String,
    pub(super) part: &'static str,
    pub(super) dressed: Option<Vec<u8>>,
    pub(super) facets: BTreeSet<(&'static str, String)>,
}

impl Telling {
    /// Packs a briefing of one story. `key` is the hash of all that it hangs on, `aside` the ids of reports that belong to
    /// it and are not told, each with what it is (twin of a report, or aside of a round-up), and `as_read` gives the JSON of each report as it is stored. `None` where it is no
    /// briefing of one story.
    #[must_use]
    pub fn new(
        key: String,
        mut briefing: Briefing,
        aside: &[(String, &'static str)],
        as_read: &BTreeMap<String, Vec<u8>>,
    ) -> Option<Self> {
        let reports = std::mem::take(&mut briefing.reports);
        let [story] = briefing.stories.as_slice() else {
            return None;
        };
        let json = |value: serde_json::Result<Vec<u8>>| value.expect("what is told has a JSON form");
        let told = reports.iter().map(|report| Member {
            part: part(story, &report.id),
            dressed: Some(pack(
                &json(serde_json::to_vec(report)),
                as_read.get(&report.id).map_or(&[], Vec::as_slice),
            )),
            facets: facets(report),
            id: report.id.clone(),
        });
        let aside = aside.iter().map(|(id, part)| Member {
            id: id.clone(),
            part,
            dressed: None,
            facets: BTreeSet::new(),
        });
        let members = told.chain(aside).collect();
        let conflicts = story
            .quantities
            .iter()
            .filter(|r| r.relation == Relation::Conflict)
            .count();
        Some(Self {
            key,
            conflicts,
            told: pack(&json(serde_json::to_vec(&briefing)), &[]),
            members,
            story: briefing.stories.pop()?,
        })
    }
}

/// A report as read and its source's bytes, both packed.
#[derive(Debug)]
pub struct PackedReport {
    pub(super) report: Vec<u8>,
    pub(super) bytes: Vec<u8>,
}

impl PackedReport {
    /// The report as read, and its JSON as stored.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn unpack(&self) -> Result<(Report, Vec<u8>)> {
        let json = unpack(&self.report, &unpack(&self.bytes, &[])?)?;
        let report = serde_json::from_slice(&json)
            .map_err(|e| Error::Damaged(format!("a stored report can't be read ({e})")))?;
        Ok((report, json))
    }
}

/// What a search can be narrowed by.
pub(crate) fn facets(report: &Report) -> BTreeSet<(&'static str, String)> {
    use record::NameKind;
    let names = report.names.iter().filter_map(|name| {
        let kind = match name.kind {
            NameKind::Person => "person",
            NameKind::Organization => "organization",
            NameKind::Place => "place",
            _ => return None,
        };
        (!name.entity.is_empty()).then(|| (kind, name.entity.clone()))
    });
    let agencies = report.agencies.iter().map(|a| ("agency", a.name.clone()));
    let measures = report.quantities.iter().map(|q| ("measure", q.measure.clone()));
    names.chain(agencies).chain(measures).collect()
}

/// What a report is to a story.
fn part(story: &Story, report: &str) -> &'static str {
    if story.earlier.iter().any(|e| e == report) {
        "earlier"
    } else if story.round_ups.iter().any(|r| r.report == report) {
        "round-up"
    } else {
        "report"
    }
}

/// What a telling hangs on.
#[derive(Debug, Clone, Copy)]
pub struct Key<'a> {
    /// Version of the program.
    pub program: &'a str,
    /// What it is asked for, as JSON.
    pub config: &'a str,
    /// The source's hash of each report, by its id; those that are not told (twins) too.
    pub reports: &'a BTreeMap<&'a str, &'a str>,
    /// What is told of the story in reports that tell several.
    pub round_ups: &'a [(&'a str, Vec<Span>)],
    /// A person's decisions on its reports.
    pub decisions: &'a [Decision],
}

impl Key<'_> {
    /// The hash of all of it.
    #[must_use]
    pub fn hash(&self) -> String {
        let all = serde_json::json!([
            self.program,
            self.config,
            self.reports,
            self.round_ups,
            self.decisions
        ]);
        SourceId::of(all.to_string().as_bytes()).as_str().to_owned()
    }
}
