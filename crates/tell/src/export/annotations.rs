//! Citations as W3C Web Annotations (Recommendation of 23 February 2017): one annotation a citation.
//!
//! The body is what is told, with a tag that says in which part of the briefing. The target is the place in the report's
//! text, by position and by quotation. **Positions are Unicode code points**, as the model demands, and not the bytes that
//! the rest of the output counts in; they count in the text that `twosource read` gives, which is named by its own hash
//! (RFC 6920), so that a reader can see that it is the same. A page's own characters are others, so the page's address is a
//! second target, found by quotation alone.

use super::{address, json, urn};
use record::{Briefing, Citation, Report, SourceId, Span, Story};
use serde::Serialize;
use std::collections::BTreeMap;

/// Characters of context on each side of a quotation, as is usual among annotation tools.
const CONTEXT: usize = 32;

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: String,
    total: usize,
    first: Page<'a>,
}

#[derive(Serialize)]
struct Page<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "startIndex")]
    start: usize,
    items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: [Body<'a>; 2],
    target: Vec<Target<'a>>,
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'a str,
    format: &'static str,
    purpose: &'static str,
}

#[derive(Serialize)]
struct Target<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    source: Source<'a>,
    selector: Vec<Selector<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    id: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    TextPositionSelector {
        start: usize,
        end: usize,
    },
    TextQuoteSelector {
        exact: &'a str,
        prefix: &'a str,
        suffix: &'a str,
    },
}

/// All citations of the briefing: of its sentences, figures, remarks and timelines, in this order.
#[must_use]
pub fn render(briefing: &Briefing) -> String {
    let mut places: BTreeMap<&str, Places<'_>> = BTreeMap::new();
    for report in &briefing.reports {
        places
            .entry(report.id.as_str())
            .or_insert_with(|| Places::of(report));
    }
    let mut items = Vec::new();
    for story in &briefing.stories {
        each(story, &mut |part, number, told, citations| {
            for (i, citation) in citations.iter().enumerate() {
                let Some(at) = places.get(citation.report.as_str()) else {
                    continue;
                };
                items.push(Annotation {
                    id: urn(&[&story.id, part, &(number + 1).to_string(), &(i + 1).to_string()]),
                    kind: "Annotation",
                    motivation: "describing",
                    body: [text(told, "describing"), text(part, "tagging")],
                    target: at.targets(citation),
                });
            }
        });
    }
    let ids: Vec<&str> = briefing.stories.iter().map(|s| s.id.as_str()).collect();
    let name = SourceId::of(ids.join("\n").as_bytes());
    json(&Collection {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: urn(&["annotations", name.as_str()]),
        kind: "AnnotationCollection",
        label: match briefing.stories.as_slice() {
            [one] => one.title.clone(),
            all => format!("Citations of {} stories", all.len()),
        },
        total: items.len(),
        first: Page {
            id: urn(&["annotations", name.as_str(), "1"]),
            kind: "AnnotationPage",
            start: 0,
            items,
        },
    })
}

fn text<'a>(value: &'a str, purpose: &'static str) -> Body<'a> {
    Body {
        kind: "TextualBody",
        value,
        format: "text/plain",
        purpose,
    }
}

/// Everything that a story tells with citations: the part, its number there, what is told, where it stands.
fn each<'a>(story: &'a Story, see: &mut dyn FnMut(&'static str, usize, &'a str, &'a [Citation])) {
    for (i, sentence) in story.brief.sentences.iter().enumerate() {
        see("brief", i, &sentence.text, &sentence.citations);
    }
    let values = story.quantities.iter().flat_map(|q| &q.values);
    for (i, value) in values.enumerate() {
        see("figure", i, &value.text, &value.citations);
    }
    let wordings = story.quotes.iter().flat_map(|q| &q.variants);
    for (i, wording) in wordings.enumerate() {
        see("quote", i, &wording.text, &wording.citations);
    }
    for (i, entry) in story.timeline.iter().enumerate() {
        see("timeline", i, &entry.text, &entry.citations);
    }
}

/// A report's text with the number of characters before every so many bytes, so that no citation counts from the start.
struct Places<'a> {
    report: &'a Report,
    /// The name of the text by its SHA-256 (RFC 6920, section 7: the form that people can read).
    name: String,
    /// Characters before each multiple of [`STEP`] bytes, the first character that begins there or later.
    before: Vec<usize>,
}

const STEP: usize = 1 << 12;

impl<'a> Places<'a> {
    fn of(report: &'a Report) -> Self {
        let bytes = report.text.as_bytes();
        let mut before = vec![0];
        for chunk in bytes.chunks(STEP) {
            // Every byte but those that go on a character begins one.
            let begun = chunk.iter().filter(|b| **b & 0xC0 != 0x80).count();
            before.push(before.last().unwrap_or(&0) + begun);
        }
        Self {
            report,
            name: format!("nih:sha-256;{}", SourceId::of(bytes).as_str()),
            before,
        }
    }

    /// Characters before this byte.
    fn characters(&self, byte: usize) -> usize {
        let bytes = self.report.text.as_bytes();
        let byte = byte.min(bytes.len());
        let from = byte / STEP;
        let begun = bytes[from * STEP..byte]
            .iter()
            .filter(|b| **b & 0xC0 != 0x80)
            .count();
        self.before[from] + begun
    }

    fn targets(&self, citation: &'a Citation) -> Vec<Target<'a>> {
        let (prefix, suffix) = self.around(citation.span);
        let quote = || Selector::TextQuoteSelector {
            exact: &citation.quote,
            prefix,
            suffix,
        };
        let position = Selector::TextPositionSelector {
            start: self.characters(citation.span.start()),
            end: self.characters(citation.span.end()),
        };
        let own = Target {
            kind: "SpecificResource",
            source: Source {
                id: self.name.clone(),
                kind: Some("Text"),
                format: Some("text/plain"),
                language: self.report.language.as_deref(),
            },
            selector: vec![position, quote()],
        };
        let page = address(self.report).map(|id| Target {
            kind: "SpecificResource",
            source: Source {
                id,
                kind: None,
                format: None,
                language: None,
            },
            selector: vec![quote()],
        });
        std::iter::once(own).chain(page).collect()
    }

    /// The words before and after.
    fn around(&self, span: Span) -> (&'a str, &'a str) {
        let before = self.report.text.get(..span.start()).unwrap_or("");
        let after = self.report.text.get(span.end()..).unwrap_or("");
        let from = before
            .char_indices()
            .rev()
            .take(CONTEXT)
            .last()
            .map_or(0, |(i, _)| i);
        let from = if before.is_empty() { 0 } else { from };
        let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(i, _)| i);
        (&before[from..], &after[..to])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::hostile;
    use serde_json::Value;

    /// Every pair of a position and a quotation, with the report it is of.
    fn selectors(briefing: &Briefing) -> Vec<(&Report, usize, usize, String, String, String)> {
        let told: Value = serde_json::from_str(&render(briefing)).unwrap();
        let mut found = Vec::new();
        for item in told["first"]["items"].as_array().unwrap() {
            let target = &item["target"][0];
            let name = target["source"]["id"].as_str().unwrap();
            let report = briefing
                .reports
                .iter()
                .find(|r| Places::of(r).name == name)
                .unwrap();
            let number = |key: &str| usize::try_from(target["selector"][0][key].as_u64().unwrap()).unwrap();
            let words = |key: &str| target["selector"][1][key].as_str().unwrap().to_owned();
            found.push((
                report,
                number("start"),
                number("end"),
                words("exact"),
                words("prefix"),
                words("suffix"),
            ));
        }
        found
    }

    #[test]
    fn every_selector_leads_back_to_its_words() {
        for briefing in [crate::sample::sample(), hostile::briefing()] {
            let all = selectors(&briefing);
            assert!(all.len() >= 6);
            for (report, start, end, exact, prefix, suffix) in all {
                let at: String = report.text.chars().skip(start).take(end - start).collect();
                assert_eq!(at, exact);
                assert!(report.text.contains(&format!("{prefix}{exact}{suffix}")));
            }
        }
    }

    #[test]
    fn positions_are_characters_and_no_bytes() {
        let briefing = hostile::briefing();
        let citation = &briefing.stories[0].brief.sentences[0].citations[0];
        let (_, start, end, ..) = selectors(&briefing).remove(0);
        assert!(start < citation.span.start() && end - start == citation.quote.chars().count());
    }

    #[test]
    fn a_long_text_is_counted_by_steps() {
        let mut report = hostile::report("a");
        report.text = record::Text::new("aé漢𝔘".repeat(STEP));
        let places = Places::of(&report);
        for (at, (byte, _)) in report.text.char_indices().enumerate().step_by(997) {
            assert_eq!(places.characters(byte), at);
        }
        assert_eq!(places.characters(report.text.len()), 4 * STEP);
    }

    #[test]
    fn the_same_briefing_gives_the_same_bytes_and_an_empty_one_an_empty_collection() {
        assert_eq!(render(&hostile::briefing()), render(&hostile::briefing()));
        let told: Value = serde_json::from_str(&render(&Briefing::default())).unwrap();
        assert_eq!(told["total"], 0);
    }
}
