//! The reports as CSL-JSON, as citation processors, Zotero and pandoc read it.
//!
//! Keys are those of the BibTeX form. `note` names credited agencies. Words stand on one line and hold nothing that acts on
//! a screen; tags that processors would take for formatting ("<i>") have their signs escaped as entities.

use super::references::{self, Kind};
use super::{address, json};
use crate::guard;
use crate::outline::Outline;
use record::Briefing;
use serde::Serialize;

#[derive(Serialize)]
struct Item {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name>,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Date>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Name {
    Parts { family: String, given: String },
    Literal { literal: String },
}

#[derive(Serialize)]
struct Date {
    #[serde(rename = "date-parts")]
    parts: [Vec<i32>; 1],
}

/// One item a report, in the order of the briefing.
#[must_use]
pub fn render(briefing: &Briefing) -> String {
    let items: Vec<Item> = references::of(briefing)
        .into_iter()
        .map(|reference| {
            let report = reference.report;
            Item {
                kind: match reference.kind {
                    Kind::Newspaper => "article-newspaper",
                    Kind::Magazine => "article-magazine",
                    Kind::Web => "webpage",
                },
                id: reference.key,
                title: report.headline.as_deref().map(plain),
                author: report.bylines.iter().map(|n| name(n)).collect(),
                container: report.outlet.is_some().then(|| plain(&Outline::name(report))),
                issued: references::date(report).map(|p| Date { parts: [p] }),
                accessed: report
                    .captured
                    .as_deref()
                    .and_then(|c| references::parts(c, 3))
                    .map(|p| Date { parts: [p] }),
                url: address(report),
                language: report.language.clone(),
                note: references::credits(report).map(|c| plain(&c)),
            }
        })
        .collect();
    json(&items)
}

/// Two plain words are a given and a family name; anything longer is left whole, for its parts would be guessed.
fn name(byline: &str) -> Name {
    let whole = plain(byline);
    let words: Vec<&str> = whole.split(' ').collect();
    let word = |w: &&str| {
        w.chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '.'))
    };
    match words.as_slice() {
        [given, family] if words.iter().all(word) => Name::Parts {
            family: (*family).to_owned(),
            given: (*given).to_owned(),
        },
        _ => Name::Literal { literal: whole },
    }
}

fn plain(text: &str) -> String {
    guard::terminal(text).replace('<', "&#60;").replace('>', "&#62;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::hostile;
    use serde_json::Value;

    #[test]
    fn what_is_written_is_read_back() {
        let told: Value = serde_json::from_str(&render(&hostile::briefing())).unwrap();
        assert_eq!(told.as_array().unwrap().len(), 2);
        let first = &told[0];
        assert_eq!(first["type"], "article-newspaper");
        assert!(!first["title"].as_str().unwrap().contains(['<', '\0', '\n']));
        assert_eq!(first["author"][1]["literal"], "Ada Marsh and Sons");
        assert_eq!(first["author"][2]["family"], "Hale");
        let bib = crate::export::bibtex::render(&hostile::briefing());
        assert!(bib.contains(&format!("@article{{{},", first["id"].as_str().unwrap())));
    }
}
