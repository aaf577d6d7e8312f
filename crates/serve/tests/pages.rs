//! The pages hold what they promise: every citation leads to its words, and every link to a page.

mod common;

use common::{Desk, attributes, unescaped};

/// The words of an element's html.
fn words(html: &str) -> String {
    let mut tag = false;
    let letters = html.chars().filter(|c| {
        tag = *c == '<' || tag && *c != '>';
        !tag && *c != '>'
    });
    unescaped(&letters.collect::<String>())
}

#[test]
fn every_citation_of_a_story_leads_to_its_exact_words() {
    let desk = Desk::example("harbour-fire");
    let id = desk.story();
    let page = desk.page(&format!("/stories/{id}"));
    let story = desk.json(&format!("/api/v1/stories/{id}"));
    let cited: Vec<String> = attributes(&page, "href")
        .into_iter()
        .filter(|h| h.contains("?at="))
        .collect();
    assert!(cited.len() > 30, "{}", cited.len());
    for link in &cited {
        let (address, anchor) = link.split_once('#').unwrap();
        let (path, at) = address.split_once("?at=").unwrap();
        let (start, end) = at.split_once('-').unwrap();
        let text = desk.page(&format!("/api/v1{path}/text?start={start}&end={end}"));
        let shown = desk.page(link);
        assert_eq!(shown.matches(&format!("id=\"{anchor}\"")).count(), 1, "{link}");
        // The pieces of the passage together are its words.
        let lit: String = shown
            .split("<mark class=\"lit\"")
            .skip(1)
            .map(|m| m.split_once('>').unwrap().1.split("</mark>").next().unwrap())
            .map(words)
            .collect();
        let squeezed = |s: &str| s.split_whitespace().collect::<String>();
        assert_eq!(squeezed(&lit), squeezed(&text), "{link}");
    }
    // And they are those that were told.
    for sentence in story["brief"]["sentences"].as_array().unwrap() {
        for c in sentence["citations"].as_array().unwrap() {
            let (report, start, end) = (c["report"].as_str().unwrap(), &c["start"], &c["end"]);
            let text = desk.page(&format!("/api/v1/reports/{report}/text?start={start}&end={end}"));
            assert_eq!(text, c["quote"].as_str().unwrap());
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let desk = Desk::example("harbour-fire");
    let mut seen = std::collections::BTreeSet::new();
    let mut next = vec!["/".to_owned()];
    while let Some(address) = next.pop() {
        let page = address.split('#').next().unwrap().to_owned();
        if !page.starts_with('/') || !seen.insert(page.clone()) {
            continue;
        }
        let answer = desk.get(&page);
        assert!(answer.status.is_success(), "{page}: {}", answer.status);
        if answer.field("content-type").starts_with("text/html") && seen.len() < 400 {
            for link in attributes(&answer.body, "href") {
                if let Some(anchor) = link.strip_prefix('#') {
                    assert!(
                        answer.body.contains(&format!("id=\"{anchor}\"")),
                        "{page}: {link}"
                    );
                }
                next.push(link);
            }
        }
    }
    assert!(seen.len() > 50, "{}", seen.len());
}

#[test]
fn the_first_page_tells_counts_and_conflicts_before_anything_else() {
    let desk = Desk::example("harbour-fire");
    let page = desk.page("/");
    assert!(page.contains("in conflict"), "{page}");
    assert!(page.contains("Wounded · Port Callow: 31 or 38"), "{page}");
    assert!(page.contains("<b>4</b>"), "{page}");
}

#[test]
fn two_reports_stand_side_by_side() {
    let desk = Desk::example("harbour-fire");
    let page = desk.page(&format!("/stories/{}", desk.story()));
    let compare = attributes(&page, "href")
        .into_iter()
        .find(|h| h.starts_with("/compare?"));
    let ids: Vec<String> = attributes(&page, "value")
        .into_iter()
        .filter(|v| !v.is_empty())
        .collect();
    let address = compare.unwrap_or_else(|| format!("/compare?a={}&b={}", ids[0], ids[1]));
    let side_by_side = desk.page(&address);
    assert!(
        side_by_side.contains("<table class=\"compare\">"),
        "{side_by_side}"
    );
    assert_eq!(desk.get("/compare?a=x&b=y").status, 404);
    assert_eq!(desk.get(&format!("/compare?a={0}&b={0}", ids[0])).status, 400);
}

#[test]
fn search_marks_its_words_and_can_be_narrowed() {
    let desk = Desk::example("harbour-fire");
    let page = desk.page("/search?q=%22cold%20store%22%20fire");
    assert!(page.to_lowercase().contains("<mark>cold store</mark>"), "{page}");
    let narrower: Vec<String> = attributes(&page, "href")
        .into_iter()
        .filter(|h| h.starts_with("/search?q="))
        .collect();
    assert!(narrower.iter().any(|h| h.contains("&outlet=")), "{narrower:?}");
    assert!(
        narrower.iter().any(|h| h.contains("&agency=Halcyon")),
        "{narrower:?}"
    );
    for link in narrower {
        assert!(desk.page(&link).contains("<ol class=\"hits\">\n<li>"), "{link}");
    }
    assert!(desk.page("/search?q=zzzzzz").contains("0 reports"));
    assert!(desk.page("/search?q=%22").contains("no word to look for"));
}

#[test]
fn a_person_is_shown_with_what_they_said() {
    let desk = Desk::example("harbour-fire");
    let page = desk.page("/people/ingrid-solvane");
    assert!(page.contains("<h1 class=\"title\">Ingrid Solvane</h1>"), "{page}");
    assert!(page.contains("<blockquote>"), "{page}");
    let told = desk.json("/api/v1/people/ingrid-solvane");
    assert!(
        told["stories"][0]["quotes"]
            .as_array()
            .is_some_and(|q| !q.is_empty())
    );
    assert_eq!(desk.get("/people/nobody-at-all").status, 404);
}
