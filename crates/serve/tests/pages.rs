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

#[test]
fn a_person_whose_name_ends_anothers_is_found_however_often_the_other_is_named() {
    // More stories of the other than a part of the list holds, all told of later.
    let mut files: Vec<(String, String)> = (0..24)
        .map(|n| {
            let places = ["Orrel", "Tasny", "Vikdor", "Polras", "Lendun", "Quamor", "Yorwes", "Halnim"];
            let topics = ["a kiln", "a ferry"  , "a tramway"];
            let (place, topic) = (places[n % 8], topics[n / 8]);
            (
                format!("{n}.txt"),
                format!(
                    "Inspectors close {topic} in {place}\n\n{}, {} May 2031 – Inspectors closed {topic} in {place} after complaint {n}.\n\n\
                     \u{201c}Number {n} is shut,\u{201d} said Dora Lee, the inspector of {place}.\n",
                    place.to_uppercase(),
                    n + 1
                ),
            )
        })
        .collect();
    files.push((
        "lee.txt".into(),
        "Goat wins prize\n\nELLERY, 2 January 2031 – A goat won the prize.\n\n\u{201c}She is a good goat,\u{201d} said Lee, who keeps her.\n"
            .into(),
    ));
    let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let desk = Desk::of(&files);
    assert!(desk.page("/people/dora-lee").contains("Dora Lee"));
    let page = desk.page("/people/lee");
    assert!(page.contains("good goat") && !page.contains("Number 3"), "{page}");
}

#[test]
fn a_story_whose_id_a_browser_would_take_for_a_folder_is_reached() {
    let line = |id: &str, words: &str| {
        format!("{{\"id\":\"{id}\",\"text\":\"{words}\",\"published\":\"2031-03-04\"}}\n")
    };
    let lines = [
        line(
            ".",
            "A kiln in Orrel was closed by inspectors after complaints about smoke on Monday.",
        ),
        line(
            "..",
            "The ferry to Tasny sank a pontoon and two boats in the harbour at noon.",
        ),
    ]
    .concat();
    let desk = Desk::of(&[("dots.jsonl", &lines)]);
    let stories = desk.json("/api/v1/stories");
    for story in stories["stories"].as_array().unwrap() {
        let id = story["id"].as_str().unwrap();
        assert!(
            desk.page(&format!("/stories?id={id}"))
                .contains("class=\"title\""),
            "{id}"
        );
        assert!(
            desk.page(&format!("/export?id={id}&form=md")).starts_with('#'),
            "{id}"
        );
    }
    let home = desk.page("/");
    for href in attributes(&home, "href").iter().filter(|h| h.contains("stories")) {
        assert!(!href.ends_with("/.") && !href.ends_with("/.."), "{href}");
        desk.page(href);
    }
}

#[test]
fn a_search_is_narrowed_by_what_figures_count() {
    let desk = Desk::example("harbour-fire");
    let found = desk.json("/api/v1/search?q=fire");
    let measures = found["facets"]["measures"].as_array().unwrap();
    assert!(!measures.is_empty());
    let (value, reports) = (
        measures[0]["value"].as_str().unwrap(),
        measures[0]["reports"].as_i64(),
    );
    let narrowed = desk.json(&format!("/api/v1/search?q=fire&measure={value}"));
    assert_eq!(narrowed["total"].as_i64(), reports);
    assert_eq!(desk.json("/api/v1/search?q=fire&measure=none-such")["total"], 0);
    assert!(desk.page("/search?q=fire").contains(&format!("measure={value}")));
}

#[test]
fn a_figure_is_shown_over_time_and_every_value_leads_to_its_words() {
    let desk = Desk::example("harbour-fire");
    let story = desk.page(&format!("/stories/{}", desk.story()));
    let figures: Vec<String> = attributes(&story, "href")
        .into_iter()
        .filter(|h| h.starts_with("/figures?"))
        .collect();
    assert!(!figures.is_empty(), "{story}");
    let page = desk.page(&figures[0]);
    assert!(
        page.contains("in conflict") && page.contains("<svg class=\"series\""),
        "{page}"
    );
    assert!(!page.contains("style="));
    let passages: Vec<String> = attributes(&page, "href")
        .into_iter()
        .filter(|h| h.contains("?at="))
        .collect();
    assert!(passages.len() > 1);
    for passage in passages {
        assert!(desk.page(&passage).contains("class=\"lit"), "{passage}");
    }
    for none in [
        "/figures?story=none&measure=injured",
        &format!("/figures?story={}&measure=%3Cscript%3E", desk.story()),
    ] {
        assert_eq!(desk.get(none).status, 404);
    }
}
