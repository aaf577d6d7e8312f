//! A claim held against an archive: its words find the stories that may tell of it, and these are looked at whole.

use archive::{Error, Page, Query, Snapshot, Sort};
use record::{ClaimCheck, Report, Warning};

/// Reports whose stories are looked at: those that have most of the claim's words.
const REPORTS: usize = 200;
/// Stories that are looked at.
const STORIES: usize = 40;

/// What the reports of the archive say of the claim, which `engine::claim` has read.
///
/// # Errors
/// Those of the archive.
pub fn check(snapshot: &Snapshot<'_>, claim: &Report) -> Result<ClaimCheck, Error> {
    // Words are made of letters and digits alone and stand within quotes, where nothing is syntax.
    let words: Vec<String> = claim
        .text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() > 2 || w.chars().any(|c| c.is_ascii_digit()))
        .map(|w| format!("\"{w}\""))
        .collect();
    if words.is_empty() {
        return Err(Error::Query(
            "there is no word to look for in the claim".to_owned(),
        ));
    }
    let query = Query {
        words: words.join(" OR "),
        expression: true,
        sort: Sort::Relevance,
        ..Query::default()
    };
    let page = Page {
        limit: REPORTS,
        offset: 0,
    };
    let hits = snapshot.search(&query, page)?;
    let mut stories: Vec<String> = Vec::new();
    let mut cut = usize::try_from(hits.total).is_ok_and(|total| total > REPORTS);
    for hit in hits.hits {
        let Some(story) = hit.report.story else {
            continue;
        };
        if stories.contains(&story) {
            continue;
        }
        if stories.len() == STORIES {
            cut = true;
            break;
        }
        stories.push(story);
    }
    stories.sort();
    let told = crate::brief(snapshot, &stories)?;
    let mut check = engine::check_told(&told, claim);
    if cut {
        check.warnings.push(Warning::new(
            "search-capped",
            format!(
                "Only the {} whose reports have most of the claim's words were looked at.",
                if stories.len() == 1 {
                    "story".to_owned()
                } else {
                    format!("{} stories", stories.len())
                }
            ),
        ));
    }
    Ok(check)
}
