//! Who has text from whom, as PROV-JSON (W3C Member Submission of 24 April 2013).
//!
//! Reports are entities, attributed to their outlets. Shared words and credits are `wasDerivedFrom`: of type
//! `prov:Quotation` (PROV's wasQuotedFrom) where words are shared, `prov:Revision` between versions of one report whose
//! order is known. What an agency sent out is not at hand and stands as an entity of its own. A sign that is only inferred, or
//! a common owner, is the weaker `wasInfluencedBy`, so that no reader of PROV takes it for shown. Every relation has
//! `twosource:basis` (`stated`, `reuse`, `inferred`) and `twosource:why`.
//!
//! A brief is an entity too, quoted from every report of which it tells a sentence.

use super::{address, escaped, json};
use crate::outline::Outline;
use record::{Briefing, EdgeBasis, Report, Story, VersionOrder};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

type Attributes = BTreeMap<&'static str, Value>;

/// A value of an attribute: plain, or a name with its prefix.
#[derive(Serialize)]
#[serde(untagged)]
enum Value {
    Plain(String),
    Typed {
        #[serde(rename = "$")]
        value: String,
        #[serde(rename = "type")]
        kind: &'static str,
    },
}

fn plain(text: impl Into<String>) -> Value {
    Value::Plain(text.into())
}

fn name(text: &str) -> Value {
    Value::Typed {
        value: text.to_owned(),
        kind: "prov:QUALIFIED_NAME",
    }
}

#[derive(Default, Serialize)]
struct Document {
    prefix: BTreeMap<&'static str, &'static str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    entity: BTreeMap<String, Attributes>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    agent: BTreeMap<String, Attributes>,
    #[serde(rename = "wasAttributedTo", skip_serializing_if = "BTreeMap::is_empty")]
    attributed: BTreeMap<String, Attributes>,
    #[serde(rename = "wasDerivedFrom", skip_serializing_if = "BTreeMap::is_empty")]
    derived: BTreeMap<String, Attributes>,
    #[serde(rename = "wasInfluencedBy", skip_serializing_if = "BTreeMap::is_empty")]
    influenced: BTreeMap<String, Attributes>,
}

/// The lineage of all stories of the briefing as one document.
#[must_use]
pub fn render(briefing: &Briefing) -> String {
    let mut document = Document {
        prefix: [
            ("account", "urn:x-twosource:account:"),
            ("brief", "urn:x-twosource:brief:"),
            ("copy", "urn:x-twosource:copy:"),
            ("outlet", "urn:x-twosource:outlet:"),
            ("report", "urn:x-twosource:report:"),
            ("twosource", "urn:x-twosource:"),
        ]
        .into(),
        ..Document::default()
    };
    for report in &briefing.reports {
        document.report(report);
    }
    for story in &briefing.stories {
        document.story(story, briefing);
    }
    json(&document)
}

impl Document {
    fn report(&mut self, report: &Report) {
        let id = format!("report:{}", escaped(&report.id));
        let mut told: Attributes = [
            ("twosource:id", plain(&report.id)),
            ("twosource:sha256", plain(&report.source)),
        ]
        .into();
        told.extend(report.headline.as_ref().map(|h| ("prov:label", plain(h))));
        told.extend(
            report
                .published
                .as_ref()
                .map(|p| ("twosource:published", plain(&p.value))),
        );
        told.extend(address(report).map(|url| {
            let url = Value::Typed {
                value: url,
                kind: "xsd:anyURI",
            };
            ("prov:location", url)
        }));
        self.entity.insert(id.clone(), told);
        if let Some(outlet) = &report.outlet {
            let agent = self.outlet(outlet, &Outline::name(report));
            self.attribute(&id, &agent);
        }
    }

    fn outlet(&mut self, outlet: &str, label: &str) -> String {
        let id = format!("outlet:{}", escaped(outlet));
        self.agent.entry(id.clone()).or_insert_with(|| {
            [
                ("prov:label", plain(label)),
                ("prov:type", name("prov:Organization")),
            ]
            .into()
        });
        id
    }

    fn attribute(&mut self, entity: &str, agent: &str) {
        let next = format!("_:a{}", self.attributed.len() + 1);
        let told = [("prov:entity", plain(entity)), ("prov:agent", plain(agent))];
        if !self.attributed.values().any(|known| same(known, &told)) {
            self.attributed.insert(next, told.into());
        }
    }

    /// What an agency sent out, which the input does not hold.
    fn copy(&mut self, agency: &str) -> String {
        let id = format!("copy:{}", escaped(agency));
        if !self.entity.contains_key(&id) {
            self.entity.insert(
                id.clone(),
                [
                    ("prov:label", plain(format!("Copy of {agency}"))),
                    ("prov:type", name("twosource:Copy")),
                ]
                .into(),
            );
            let agent = self.outlet(agency, agency);
            self.attribute(&id, &agent);
        }
        id
    }

    /// What an institution, a trade or a person told, which is no copy and has no sender: who told it is only inferred.
    fn account(&mut self, of: &str) -> String {
        let id = format!("account:{}", escaped(of));
        self.entity.entry(id.clone()).or_insert_with(|| {
            [
                ("prov:label", plain(format!("Account of {of}"))),
                ("prov:type", name("twosource:Account")),
            ]
            .into()
        });
        id
    }

    fn story(&mut self, story: &Story, briefing: &Briefing) {
        let of: BTreeMap<&str, &Report> = briefing.reports.iter().map(|r| (r.id.as_str(), r)).collect();
        for edge in &story.origins.edges {
            let Some(report) = of.get(edge.report.as_str()) else {
                continue;
            };
            let from = format!("report:{}", escaped(&edge.report));
            let basis = edge.basis;
            let told = || {
                [
                    ("twosource:basis", plain(basis_name(basis))),
                    ("twosource:why", plain(&edge.why)),
                ]
            };
            if let Some(id) = edge.origin.strip_prefix("report:") {
                if of.contains_key(id) {
                    self.relate(&from, &format!("report:{}", escaped(id)), basis, told());
                }
            } else if let Some(house) = edge.origin.strip_prefix("account of ") {
                let account = self.account(house);
                self.relate(&from, &account, basis, told());
            } else if is_kin(report, &edge.origin) {
                // A newsroom or an owner is no text that another is derived from.
                let agent = self.outlet(&edge.origin, &edge.origin);
                self.influence(&from, &agent, told());
            } else {
                let copy = self.copy(&edge.origin);
                self.relate(&from, &copy, basis, told());
            }
        }
        self.versions(story, &of);
        self.brief(story, &of);
    }

    fn relate<const N: usize>(
        &mut self,
        from: &str,
        to: &str,
        basis: EdgeBasis,
        told: [(&'static str, Value); N],
    ) {
        match basis {
            EdgeBasis::Stated => self.derive(from, to, None, told),
            EdgeBasis::Reuse => self.derive(from, to, Some("prov:Quotation"), told),
            EdgeBasis::Inferred => self.influence(from, to, told),
        }
    }

    fn derive<const N: usize>(
        &mut self,
        from: &str,
        to: &str,
        kind: Option<&str>,
        told: [(&'static str, Value); N],
    ) {
        let mut all: Attributes = told.into();
        all.insert("prov:generatedEntity", plain(from));
        all.insert("prov:usedEntity", plain(to));
        all.extend(kind.map(|k| ("prov:type", name(k))));
        self.derived
            .insert(format!("_:d{:06}", self.derived.len() + 1), all);
    }

    fn influence<const N: usize>(&mut self, from: &str, to: &str, told: [(&'static str, Value); N]) {
        let mut all: Attributes = told.into();
        all.insert("prov:influencee", plain(from));
        all.insert("prov:influencer", plain(to));
        self.influenced
            .insert(format!("_:i{:06}", self.influenced.len() + 1), all);
    }

    fn versions(&mut self, story: &Story, of: &BTreeMap<&str, &Report>) {
        let all = story.reports.iter().chain(&story.earlier);
        let mut steps: BTreeMap<(&str, usize), &str> = BTreeMap::new();
        for report in all.filter_map(|id| of.get(id.as_str())) {
            if let Some(version) = report
                .version
                .as_ref()
                .filter(|v| v.order != VersionOrder::Unknown)
            {
                steps.insert((version.of.as_str(), version.number), report.id.as_str());
            }
        }
        for (&(last, number), id) in &steps {
            if let Some(before) = steps.get(&(last, number.wrapping_sub(1))) {
                let (from, to) = (escaped(id), escaped(before));
                let told = [("twosource:basis", plain("stated"))];
                self.derive(
                    &format!("report:{from}"),
                    &format!("report:{to}"),
                    Some("prov:Revision"),
                    told,
                );
            }
        }
    }

    fn brief(&mut self, story: &Story, of: &BTreeMap<&str, &Report>) {
        if story.brief.sentences.is_empty() {
            return;
        }
        let id = format!("brief:{}", escaped(&story.id));
        self.entity
            .insert(id.clone(), [("prov:label", plain(&story.title))].into());
        // The words of a sentence are those of its first citation.
        let told = story.brief.sentences.iter().filter_map(|s| s.citations.first());
        let quoted: BTreeSet<&str> = told.map(|c| c.report.as_str()).collect();
        for report in quoted.into_iter().filter(|id| of.contains_key(id)) {
            let told = [("twosource:basis", plain("reuse"))];
            self.derive(
                &id,
                &format!("report:{}", escaped(report)),
                Some("prov:Quotation"),
                told,
            );
        }
    }
}

fn same(known: &Attributes, told: &[(&'static str, Value)]) -> bool {
    told.iter().all(|(key, value)| match (known.get(key), value) {
        (Some(Value::Plain(a)), Value::Plain(b)) => a == b,
        _ => false,
    })
}

/// Whether the origin is the report's own outlet, its newsroom or its owner.
fn is_kin(report: &Report, origin: &str) -> bool {
    let family = report.family.as_ref();
    report.outlet.as_deref() == Some(origin)
        || family.is_some_and(|f| f.name == origin || f.owner.as_deref() == Some(origin))
}

const fn basis_name(basis: EdgeBasis) -> &'static str {
    match basis {
        EdgeBasis::Stated => "stated",
        EdgeBasis::Reuse => "reuse",
        EdgeBasis::Inferred => "inferred",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::hostile;
    use record::{Edge, Family, FamilyShares};
    use serde_json::Value as Json;

    fn told(edges: &[(&str, &str, EdgeBasis)]) -> Json {
        let mut briefing = hostile::briefing();
        briefing.reports[1].family = Some(Family {
            name: "Coast Group".into(),
            shares: FamilyShares::Owner,
            owner: None,
        });
        let edge = |&(report, origin, basis): &(&str, &str, EdgeBasis)| Edge {
            report: report.into(),
            origin: origin.into(),
            basis,
            why: hostile::WORDS.into(),
            evidence: vec![],
        };
        briefing.stories[0].origins.edges = edges.iter().map(edge).collect();
        serde_json::from_str(&render(&briefing)).unwrap()
    }

    fn pairs(told: &Json, relation: &str, from: &str, to: &str) -> Vec<(String, String)> {
        let all = told[relation].as_object().into_iter().flatten();
        let word = |v: &Json, key: &str| v[key].as_str().unwrap().to_owned();
        all.map(|(_, v)| (word(v, from), word(v, to))).collect()
    }

    #[test]
    fn shown_and_inferred_are_told_apart() {
        let told = told(&[
            ("a", "Halcyon News Agency", EdgeBasis::Stated),
            ("a", "report:b", EdgeBasis::Inferred),
            ("b", "Coast Group", EdgeBasis::Inferred),
            ("b", "account of Corvin Institute", EdgeBasis::Inferred),
            ("b", "report:a", EdgeBasis::Reuse),
        ]);
        let derived = pairs(&told, "wasDerivedFrom", "prov:generatedEntity", "prov:usedEntity");
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            derived,
            [
                pair("report:a", "copy:Halcyon%20News%20Agency"),
                pair("report:b", "report:a"),
                pair("brief:s", "report:a"),
            ]
        );
        assert_eq!(
            told["wasDerivedFrom"]["_:d000002"]["prov:type"]["$"],
            "prov:Quotation"
        );
        let influenced = pairs(&told, "wasInfluencedBy", "prov:influencee", "prov:influencer");
        assert_eq!(
            influenced,
            [
                pair("report:a", "report:b"),
                pair("report:b", "outlet:Coast%20Group"),
                pair("report:b", "account:Corvin%20Institute"),
            ]
        );
        // Who told it may be a person or a trade, and sent nothing out.
        assert!(told["agent"].get("outlet:Corvin%20Institute").is_none());
    }

    #[test]
    fn everything_named_is_declared() {
        let told = told(&[("a", "Halcyon News Agency", EdgeBasis::Stated)]);
        let declared = |id: &str| told["entity"][id].is_object() || told["agent"][id].is_object();
        let ends = [
            ("wasDerivedFrom", "prov:generatedEntity", "prov:usedEntity"),
            ("wasAttributedTo", "prov:entity", "prov:agent"),
        ];
        for (relation, from, to) in ends {
            for (a, b) in pairs(&told, relation, from, to) {
                assert!(declared(&a) && declared(&b), "{a} {b}");
            }
        }
        assert_eq!(told["entity"]["report:a"]["prov:label"], hostile::WORDS);
    }
}
