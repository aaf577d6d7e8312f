//! Sentences, figures and remarks as schema.org JSON-LD.
//!
//! A sentence of the brief and each value of a figure is a `Claim`, which has an `appearance` in every report that makes it,
//! with the report's exact words; each wording of a remark is a `Quotation`, the others as examples of the fullest. Reports
//! are `NewsArticle`s. Of whoever a figure is attributed to it is not known what they are, so they stand as `creditText`;
//! speakers that the story names as a person or an organization are told as such.

use super::{address, iri, json, urn};
use crate::label;
use crate::outline::Outline;
use crate::phrase;
use record::{Briefing, Citation, NameKind, Reading, ReadingValue, Report, Speaker, Story};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Node<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
enum Node<'a> {
    NewsArticle(Article<'a>),
    Claim(Claim<'a>),
    Quotation(Quotation<'a>),
}

#[derive(Serialize)]
struct Article<'a> {
    #[serde(rename = "@id")]
    id: String,
    identifier: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Agent>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Agent>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(rename = "inLanguage", skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Agent {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
}

#[derive(Serialize)]
struct Link {
    #[serde(rename = "@id")]
    id: String,
}

#[derive(Serialize)]
struct Claim<'a> {
    #[serde(rename = "@id")]
    id: String,
    text: &'a str,
    #[serde(rename = "creditText", skip_serializing_if = "Option::is_none")]
    credit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<Figure<'a>>,
    #[serde(rename = "isPartOf")]
    story: Link,
    appearance: Vec<Appearance<'a>>,
}

#[derive(Serialize)]
struct Figure<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    #[serde(rename = "minValue", skip_serializing_if = "Option::is_none")]
    min: Option<f64>,
    #[serde(rename = "maxValue", skip_serializing_if = "Option::is_none")]
    max: Option<f64>,
    description: &'a str,
}

#[derive(Serialize)]
struct Appearance<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: &'a str,
    #[serde(rename = "isPartOf")]
    report: Link,
}

#[derive(Serialize)]
struct Quotation<'a> {
    #[serde(rename = "@id")]
    id: String,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Agent>,
    #[serde(rename = "creditText", skip_serializing_if = "Option::is_none")]
    credit: Option<&'a str>,
    #[serde(rename = "exampleOfWork", skip_serializing_if = "Option::is_none")]
    fullest: Option<Link>,
    #[serde(rename = "isPartOf")]
    reports: Vec<Link>,
}

/// The whole briefing as one graph.
#[must_use]
pub fn render(briefing: &Briefing) -> String {
    let by_id: BTreeMap<&str, &Report> = briefing.reports.iter().map(|r| (r.id.as_str(), r)).collect();
    let mut graph: Vec<Node<'_>> = briefing.reports.iter().map(article).collect();
    for story in &briefing.stories {
        for (i, sentence) in story.brief.sentences.iter().enumerate() {
            let told = &sentence.support.attributed_to;
            graph.push(Node::Claim(Claim {
                id: urn(&[&story.id, "brief", &(i + 1).to_string()]),
                text: &sentence.text,
                credit: (!told.is_empty()).then(|| told.join("; ")),
                about: None,
                story: Link {
                    id: urn(&["story", &story.id]),
                },
                appearance: appearances(&by_id, &sentence.citations),
            }));
        }
        let values = story
            .quantities
            .iter()
            .flat_map(|q| q.values.iter().map(move |v| (q, v)));
        for (i, (reading, value)) in values.enumerate() {
            graph.push(Node::Claim(Claim {
                id: urn(&[&story.id, "figure", &(i + 1).to_string()]),
                text: &value.text,
                credit: value.attributed_to.clone(),
                about: Some(figure(reading, value)),
                story: Link {
                    id: urn(&["story", &story.id]),
                },
                appearance: appearances(&by_id, &value.citations),
            }));
        }
        let mut number = 0;
        for remark in &story.quotes {
            let mut fullest = None;
            for wording in &remark.variants {
                number += 1;
                let id = urn(&[&story.id, "quote", &number.to_string()]);
                let creator = remark.speaker.as_ref().and_then(|s| agent(story, s));
                let named = remark.speaker.as_ref().map(|s| s.name.as_str());
                let mut reports: Vec<&str> = wording.citations.iter().map(|c| c.report.as_str()).collect();
                reports.dedup();
                graph.push(Node::Quotation(Quotation {
                    text: &wording.text,
                    credit: named.filter(|_| creator.is_none()),
                    creator,
                    fullest: fullest.clone().map(|id| Link { id }),
                    reports: reports
                        .iter()
                        .filter_map(|id| by_id.get(id))
                        .map(|r| Link { id: iri(r) })
                        .collect(),
                    id: id.clone(),
                }));
                fullest.get_or_insert(id);
            }
        }
    }
    json(&Graph {
        context: "https://schema.org",
        graph,
    })
}

fn article(report: &Report) -> Node<'_> {
    Node::NewsArticle(Article {
        id: iri(report),
        identifier: &report.id,
        headline: report.headline.as_deref(),
        publisher: report.outlet.as_ref().map(|_| Agent {
            kind: "Organization",
            name: Outline::name(report),
        }),
        author: report
            .bylines
            .iter()
            .map(|name| Agent {
                kind: "Person",
                name: name.clone(),
            })
            .collect(),
        published: report.published.as_ref().map(|p| p.value.as_str()),
        language: report.language.as_deref(),
        url: address(report),
    })
}

fn figure<'a>(reading: &'a Reading, value: &ReadingValue) -> Figure<'a> {
    Figure {
        kind: "QuantitativeValue",
        name: label::title(reading),
        min: value.min.filter(|v| v.is_finite()),
        max: value.max.filter(|v| v.is_finite()),
        description: phrase::relation_name(reading.relation),
    }
}

fn appearances<'a>(by_id: &BTreeMap<&str, &Report>, citations: &'a [Citation]) -> Vec<Appearance<'a>> {
    let of = |c: &'a Citation| {
        let report = by_id.get(c.report.as_str())?;
        Some(Appearance {
            kind: "CreativeWork",
            text: &c.quote,
            report: Link { id: iri(report) },
        })
    };
    citations.iter().filter_map(of).collect()
}

/// The speaker as what the story knows them to be.
fn agent(story: &Story, speaker: &Speaker) -> Option<Agent> {
    let entity = speaker.entity.as_ref()?;
    let kind = match story.names.iter().find(|n| n.entity == *entity)?.kind {
        NameKind::Person => "Person",
        NameKind::Organization => "Organization",
        _ => return None,
    };
    Some(Agent {
        kind,
        name: speaker.name.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::hostile;
    use serde_json::Value;

    #[test]
    fn claims_appear_in_their_reports_with_their_words() {
        let briefing = hostile::briefing();
        let told: Value = serde_json::from_str(&render(&briefing)).unwrap();
        let graph = told["@graph"].as_array().unwrap();
        let of = |kind: &str| graph.iter().filter(|n| n["@type"] == *kind).collect::<Vec<_>>();
        assert_eq!(
            ["NewsArticle", "Claim", "Quotation"].map(|k| of(k).len()),
            [2, 3, 2]
        );
        let ids: Vec<&str> = graph.iter().map(|n| n["@id"].as_str().unwrap()).collect();
        for claim in of("Claim") {
            for place in claim["appearance"].as_array().unwrap() {
                let report = place["isPartOf"]["@id"].as_str().unwrap();
                let i = ids.iter().position(|id| *id == report).unwrap();
                assert!(briefing.reports[i].text.contains(place["text"].as_str().unwrap()));
            }
        }
        let quotes = of("Quotation");
        assert_eq!(quotes[0]["creditText"], hostile::WORDS);
        assert_eq!(quotes[1]["exampleOfWork"]["@id"], quotes[0]["@id"]);
    }

    #[test]
    fn a_speaker_is_a_person_only_where_the_story_says_so() {
        let mut briefing = crate::sample::sample();
        let story = &mut briefing.stories[0];
        story.quotes[0].speaker.as_mut().unwrap().entity = Some("ada-quist".into());
        assert!(!render(&briefing).contains("\"Person\""));
        briefing.stories[0].names.push(record::NameSummary {
            entity: "ada-quist".into(),
            name: "Ada Quist".into(),
            kind: NameKind::Person,
            role: None,
            mentions: 2,
            reports: 2,
        });
        assert!(render(&briefing).contains("\"Person\""));
    }
}
